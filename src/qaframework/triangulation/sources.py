"""Sources: each activity as somebody who speaks, with what makes one independent of another.

Definitions follow Farmer et al. 2006 (Qualitative Health Research 16:377) for convergence, Denzin for what has to
differ between sources, and ISA 500 for whose word weighs more.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal

import attrs

from qaframework.errors import SettingsError, UnknownNameError
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Activity

Window = tuple[date | None, date | None]
RoundOf = Literal["month", "quarter", "year"] | Callable[[Activity], str]
ROUNDS = ("month", "quarter", "year")
Independence = Literal["external", "internal", "self"]

PERSPECTIVES: Mapping[str, str] = {
    "practice_reviews": "reviewers",
    "assurance_review": "reviewers",
    "observation": "leaders",
    "provider_visit": "leaders",
    "survey": "children and families",
    "feedback": "children and families",
    "multi_agency_audit": "partners",
    "scrutiny_event": "partners",
    "peer_challenge": "peers",
    "contract_monitoring": "commissioners",
    "performance_data": "data",
    "self_assessment": "the service itself",
}
"""From where each kind of activity looks. Kinds not listed share one perspective, so that they never pass as two."""

UNKNOWN_PERSPECTIVE = "not known"

EVIDENCE_CATEGORIES: Mapping[str, str] = {
    "practice_reviews": "processes",
    "assurance_review": "processes",
    "observation": "observation",
    "provider_visit": "observation",
    "survey": "people's experience",
    "feedback": "people's experience",
    "multi_agency_audit": "feedback from partners",
    "scrutiny_event": "feedback from partners",
    "peer_challenge": "feedback from partners",
    "contract_monitoring": "processes",
    "performance_data": "outcomes",
    "self_assessment": "feedback from staff and leaders",
}
"""Each kind in the regulator's terms: the six evidence categories of CQC's single assessment framework."""

NOT_SOURCES = frozenset({"meeting", "board", "report", "training"})
"""Kinds of activity that hear of findings and make none."""

SELF_KINDS = frozenset({"self_assessment"})

GRADE_OF: Mapping[Independence, float] = {"external": 1.0, "internal": 0.75, "self": 0.5}
"""How much each kind of independence weighs: external above internal above self (the order of ISA 500)."""

HALF_WEIGHT_AT = 5
"""How many have to be looked at for half the weight; the City calls five observations a small sample."""

UNKNOWN_SIZE = 0.5
"""What the size of a source counts for where nobody says how many it looked at."""


@attrs.frozen(kw_only=True)
class Source:
    """One activity as a source.

    Attributes:
        id: the activity's id.
        kind: its kind, which is the source's type.
        round: the label of the time it belongs to.
        perspective: from where it looks.
        independence: external, internal or self; where nobody says, internal.
        n: how many it looked at; None where nobody says.
        asked: the themes it looked at; None where nobody says.
        built_on: every activity it contains or draws on, through others too. What they have said it cannot corroborate.
        day: its last day.
        evidence: whether what it says counts. What peers think of what they were shown is no evidence about children.
    """

    id: str
    kind: str
    round: str
    perspective: str
    independence: Independence
    n: int | None
    asked: frozenset[str] | None
    built_on: frozenset[str]
    day: date
    evidence: bool = True

    def looked_at(self, theme: str) -> bool | None:
        """Return whether it looked at a theme; None where nobody says. Not asked is not silence."""
        return None if self.asked is None else theme in self.asked


def size_factor(n: int | None, half_weight_at: float = HALF_WEIGHT_AT) -> float:
    """Return what a source's size counts for: n / (n + 5), and a half where n is not known.

    >>> size_factor(5), size_factor(None), round(size_factor(13), 3)
    (0.5, 0.5, 0.722)
    """
    if n is None:
        return UNKNOWN_SIZE
    return n / (n + half_weight_at) if n else 0.0


def sources_of(
    year: Programme,
    *,
    window: Window | None = None,
    round_of: RoundOf = "month",
    perspectives: Mapping[str, str] | None = None,
    count_peers: bool = False,
) -> dict[str, Source]:
    """Return each activity that can find something as a source, by id, in the order of their last days.

    Args:
        year: the programme.
        window: first and last day; an activity belongs to it when its last day does. None for all.
        round_of: what makes a round: the month, quarter or financial year of the last day, or a function.
        perspectives: perspectives by kind, on top of :data:`PERSPECTIVES`.
        count_peers: whether what peers say counts as evidence.

    Raises:
        SettingsError: the window is none.
        UnknownNameError: there is no such kind of round.
    """
    _refuse_impossible(window)
    if not callable(round_of) and round_of not in ROUNDS:
        raise UnknownNameError("kind of round", str(round_of), ROUNDS)
    looks_from = {**PERSPECTIVES, **(perspectives or {})}
    activities = by_id(year.activities)
    built_on = _built_on(activities.values())
    sizes = _sizes(year, activities)
    found = [
        Source(
            id=one.id,
            kind=one.kind,
            round=round_label(one, round_of),
            perspective=looks_from.get(one.kind, UNKNOWN_PERSPECTIVE),
            independence="self" if one.kind in SELF_KINDS else "external" if one.external else "internal",
            n=sizes[one.id],
            asked=frozenset(one.asked) or None,
            built_on=built_on[one.id],
            day=one.end,
            evidence=count_peers or one.about_children,
        )
        for one in activities.values()
        if one.kind not in NOT_SOURCES and in_window(one.end, window)
    ]
    return {one.id: one for one in sorted(found, key=lambda one: (one.day, one.id))}


def _refuse_impossible(window: object) -> None:
    """Refuse anything but two days in their order, either of which may be None.

    Raises:
        SettingsError: it is something else.
    """
    if window is None:
        return
    days = list(window) if isinstance(window, (tuple, list)) else []
    kinds = {date, type(None)}
    if len(days) != 2 or not {type(one) for one in days} <= kinds or (None not in days and days[0] > days[1]):
        raise SettingsError("window is a first and a last day, such as (date(2023, 4, 1), date(2024, 3, 31)), or None")


def in_window(day: date, window: Window | None) -> bool:
    """Return whether a day lies in a window; an end that is None is open."""
    start, end = window or (None, None)
    return (start is None or start <= day) and (end is None or day <= end)


def round_label(activity: Activity, round_of: RoundOf = "month") -> str:
    """Return the label of the round an activity belongs to. Labels sort as time does; a year begins in April."""
    if callable(round_of):
        return round_of(activity)
    day = activity.end
    if round_of == "month":
        return f"{day:%Y-%m}"
    year, quarter = (day.year, (day.month - 4) // 3 + 1) if day.month >= 4 else (day.year - 1, 4)
    label = f"{year}-{(year + 1) % 100:02}"
    return label if round_of == "year" else f"{label} Q{quarter}"


def _built_on(activities: Iterable[Activity]) -> dict[str, frozenset[str]]:
    """Return for each activity what it contains or draws on, and what those do."""
    directly: defaultdict[str, set[str]] = defaultdict(set)
    ids = []
    for one in activities:
        ids.append(one.id)
        directly[one.id].update(one.draws_on)
        if one.part_of is not None:
            directly[one.part_of].add(one.id)

    def reached(start: str) -> frozenset[str]:
        seen: set[str] = set()
        ahead = [start]
        while ahead:
            new = directly.get(ahead.pop(), set()) - seen
            seen |= new
            ahead += new
        return frozenset(seen - {start})

    return {name: reached(name) for name in ids}


def _sizes(year: Programme, activities: Mapping[str, Activity]) -> dict[str, int | None]:
    """Return how many each activity looked at: its reviews, who was heard or reached or answered, or its parts."""
    reviews = Counter(review.activity for review in year.reviews)
    answered: dict[str, int] = {}
    for result in year.survey_results:
        if result.answered is not None:
            answered[result.activity] = max(result.answered, answered.get(result.activity, 0))
    heard = Counter(one.activity for one in year.feedback if one.heard == "obtained")
    parts: defaultdict[str, list[str]] = defaultdict(list)
    for one in activities.values():
        if one.part_of is not None:
            parts[one.part_of].append(one.id)

    def size(name: str, above: frozenset[str]) -> int | None:
        own = reviews.get(name) or heard.get(name) or activities[name].reached
        if own is None:
            own = answered.get(name)
        if own is not None or name in above:
            return own
        held = [size(part, above | {name}) for part in parts[name]]
        known = [one for one in held if one is not None]
        return sum(known) if known else None

    return {name: size(name, frozenset()) for name in activities}


def words(kind: str) -> str:
    """Return a kind of activity as people write it."""
    return kind.replace("_", " ")


def kinds_of(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Return sources by kind, kinds in alphabetical order."""
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for one in sources:
        found[one.kind].append(one)
    return {kind: found[kind] for kind in sorted(found)}
