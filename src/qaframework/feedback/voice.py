"""Every point where a child or a family was heard, or was not: the view from all round."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, get_args

import attrs

from qaframework.feedback.shown import FEWEST, HIDDEN, as_html, as_text
from qaframework.feedback.whose import Whose, whose
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import FEEDBACK_POINTS, Child, Direction, Voice
from qaframework.moderation.output.view import counted

STATES: tuple[Voice, ...] = get_args(Voice)
ASKED: tuple[Voice, ...] = ("obtained", "sought", "declined")
"""Who counts as asked: neither those whom it was unsafe to ask, nor those nobody thought of asking."""

Own = Literal["child", "family"]
Breakdown = Literal["status", "age_band", "needs"]


@attrs.frozen(kw_only=True)
class Heard:
    """One time at which somebody could have been heard.

    Attributes:
        record: the code of the review or the feedback.
        activity: the activity it belongs to.
        point: the point of contact: practice review, observation, closure, conference ...
        whose: the child's own voice, or the family's.
        state: obtained; sought, without an answer; declined; unsafe to ask; not sought; None where it is not recorded.
    """

    record: str
    activity: str
    point: str
    whose: Own
    state: Voice | None
    child: str | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class VoicePoint:
    """One kind of voice at one point of contact, in counts.

    Attributes:
        activity, point, whose: where, and whose voice.
        counts: how many there are for each of the five states, and under None how many of which nothing is recorded.
    """

    activity: str
    point: str
    whose: Own
    counts: Mapping[Voice | None, int]

    @property
    def all(self) -> int:
        """How many could have been heard."""
        return sum(self.counts.values())

    @property
    def obtained(self) -> int:
        """How many were heard."""
        return self.counts.get("obtained", 0)

    @property
    def asked(self) -> int:
        """How many were asked: the number a response rate is of."""
        return sum(self.counts.get(state, 0) for state in ASKED)

    def row(self) -> dict[str, object]:
        """Return it as a row: the five states apart, then who answered of those asked, and of all there were."""
        states = {state.replace("_", " "): self.counts.get(state, 0) for state in STATES}
        return {
            "activity": self.activity,
            "point": self.point,
            "whose": self.whose,
            **states,
            "not recorded": self.counts.get(None, 0),
            "of asked": f"{self.obtained} of {self.asked}",
            "of all": f"{self.obtained} of {self.all}",
        }


@attrs.frozen(kw_only=True)
class Difference:
    """A theme on which children and families do not say the same.

    Attributes:
        theme: the theme.
        child, family: the codes of what each said, by direction.
    """

    theme: str
    child: Mapping[Direction, tuple[str, ...]]
    family: Mapping[Direction, tuple[str, ...]]

    def row(self) -> dict[str, object]:
        """Return it as a row."""
        return {"theme": self.theme, "child": _by_direction(self.child), "family": _by_direction(self.family)}


@attrs.frozen(kw_only=True, repr=False)
class VoicePicture:
    """Where children, parents and carers were heard in a year, and where not.

    Attributes:
        points: each point of contact, the child's own voice and the family's apart.
        heard: each single time, in reviews and feedback; a survey gives counts only.
        silent: rounds of reviews that record nothing of a voice, with whose.
        uncounted: surveys that do not say how many answered of how many who were asked.
        findings: for each voice, how many findings it has by direction; None is a finding that does not say whose.
        differences: themes on which children and families do not say the same.
    """

    points: tuple[VoicePoint, ...] = ()
    heard: tuple[Heard, ...] = ()
    silent: tuple[tuple[str, Own], ...] = ()
    uncounted: tuple[str, ...] = ()
    findings: Mapping[Whose | None, Mapping[Direction, int]] = attrs.field(factory=dict)
    differences: tuple[Difference, ...] = ()
    _children: tuple[Child, ...] = attrs.field(default=(), alias="children")

    def rows(self) -> list[dict[str, object]]:
        """Return one row a point and voice: the five states apart, and two rates with what each is of."""
        return [point.row() for point in self.points]

    def total(self, whose: Own) -> VoicePoint:
        """Return all points of one voice together; surveys apart, for they ask the same people again."""
        counts: Counter[Voice | None] = Counter()
        for point in self.points:
            if point.whose == whose and point.point != SURVEY:
                counts.update(point.counts)
        return VoicePoint(activity="", point="all", whose=whose, counts=dict(counts))

    def never_heard(self) -> tuple[str, ...]:
        """Return the codes of the records of children who were not heard in their own voice at any point."""
        return tuple(sorted({one.record for name in self._unheard() for one in self._of(name)}))

    def not_heard(self, by: Breakdown = "status", *, fewest: int = FEWEST) -> list[dict[str, object]]:
        """Return how many children were never heard in their own voice, by status, age band or need.

        Groups of fewer than ``fewest`` are put together, and a number from 1 to ``fewest - 1`` is not shown, nor, where
        it would then be left alone, the next one: together they would give it away. What leaves the authority goes
        through disclosure control as well.

        Args:
            by: what to break it down by.
            fewest: the least number that is told; 1 tells all, for the eyes of those who hold the records.
        """
        unheard = self._unheard()
        groups: defaultdict[str, list[str]] = defaultdict(list)
        children = by_id(self._children)
        for name in sorted({one.child for one in self.heard if one.child}):
            for label in _labels(children.get(name), by):
                groups[label].append(name)
        _pool_small(groups, fewest)
        counts = {label: (len(names), sum(name in unheard for name in names)) for label, names in groups.items()}
        hidden = _to_hide(counts, fewest)
        return [
            {
                by.replace("_", " "): label,
                "children": HIDDEN if of < fewest else of,
                "never heard": HIDDEN if label in hidden else never,
            }
            for label, (of, never) in sorted(counts.items())
        ]

    def _of(self, child: str) -> list[Heard]:
        return [one for one in self.heard if one.child == child and one.whose == "child"]

    def _unheard(self) -> set[str]:
        known = {one.child for one in self.heard if one.child}
        return known - {one.child for one in self.heard if one.whose == "child" and one.state == "obtained"}

    def sentences(self, *, fewest: int = FEWEST) -> tuple[str, ...]:
        """Return what can be said of it to a board: no number from 1 to ``fewest - 1`` stands in it."""
        return tuple(self._sentences(fewest))

    def _sentences(self, fewest: int) -> Iterator[str]:
        for own, who in (("child", "Children"), ("family", "Families")):
            total = self.total(own)  # type: ignore[arg-type]
            if total.all:
                yield _told(total, who, fewest)
        for name, own in self.silent:
            yield f"{name} does not record whether {'children' if own == 'child' else 'families'} were heard."
        for name in self.uncounted:
            yield f"{name} asked people too; how many answered, of how many, is not known."
        known = len({one.child for one in self.heard if one.child})
        if known:
            never = _few(len(self._unheard()), fewest)
            yield f"Children with a review or feedback: {known}. Never heard in their own voice: {never}."
        if elsewhere := {child.id for child in self._children} - {one.child for one in self.heard}:
            yield f"Children on record whom no review and no feedback is about: {_few(len(elsewhere), fewest)}."
        voices = {voice: sum(counts.values()) for voice, counts in self.findings.items()}
        if voices:
            yield (
                f"Findings: {sum(voices.values())}. In a child's own voice: {voices.get('child', 0)}; in a family's: "
                f"{voices.get('family', 0)}; that do not say whose: {voices.get(None, 0)}."
            )
        for one in self.differences:
            yield f"On {one.theme} children and families do not say the same: look at both, and average neither."

    def __repr__(self) -> str:
        return as_text(self.sentences(), self._tables())

    def _repr_html_(self) -> str:
        return as_html(self.sentences(), self._tables())

    def _tables(self) -> dict[str, list[dict[str, object]]]:
        return {
            "Who was heard, and where": self.rows(),
            "Never heard themselves, by status": self.not_heard("status"),
            "Children and families differ": [one.row() for one in self.differences],
        }


SURVEY = "survey"


def voice(year: Programme) -> VoicePicture:
    """Bring together every point where a child, parent or carer was or was not heard.

    Reviews, observations and visits (their columns for the child's and the family's voice), feedback at other points,
    surveys, and the findings that say in whose voice they are. Obtained, sought, declined and unsafe to ask stay apart:
    silence is not satisfaction, and a child's view is not a parent's.

    Args:
        year: the programme.

    >>> import qaframework as qa
    >>> qa.voice(qa.example("city-of-london-2023-24")).total("child").all > 0
    True
    """
    heard = tuple(
        sorted((*_in_reviews(year), *_in_feedback(year)), key=lambda one: (one.activity, one.record, one.whose))
    )
    points: defaultdict[tuple[str, str, Own], Counter[Voice | None]] = defaultdict(Counter)
    for one in heard:
        points[one.activity, one.point, one.whose][one.state] += 1
    surveys = _in_surveys(year)
    for key, counts in surveys.items():
        points[key].update(counts)
    return VoicePicture(
        points=tuple(
            VoicePoint(activity=activity, point=point, whose=own, counts=dict(counts))
            for (activity, point, own), counts in sorted(points.items())
        ),
        heard=heard,
        silent=tuple(sorted(_silent(year))),
        uncounted=tuple(sorted({one.activity for one in year.survey_results} - {key[0] for key in surveys})),
        findings=_by_voice(year),
        differences=tuple(_differences(year)),
        children=year.children,
    )


_VOICES: tuple[tuple[Own, str], ...] = (("child", "child_voice"), ("family", "family_voice"))


def _recorded(year: Programme) -> dict[tuple[str, Own], bool]:
    """Return for each round, and each voice, whether any of its reviews records it."""
    recorded: dict[tuple[str, Own], bool] = {}
    for review in year.reviews:
        for own, column in _VOICES:
            key = review.activity, own
            recorded[key] = recorded.get(key, False) or getattr(review, column) is not None
    return recorded


def _in_reviews(year: Programme) -> Iterator[Heard]:
    kinds = {activity.id: activity.kind for activity in year.activities}
    recorded = _recorded(year)
    for review in year.reviews:
        kind = kinds.get(review.activity, "")
        point = _POINT_OF.get(kind, "review")
        for own, column in _VOICES:
            state = getattr(review, column)
            if state is not None or (review.child and recorded[review.activity, own]):
                yield Heard(
                    record=review.id, activity=review.activity, point=point, whose=own, state=state, child=review.child
                )


_POINT_OF = {
    "practice_reviews": "practice review",
    "observation": "observation",
    "provider_visit": "provider visit",
    "multi_agency_audit": "multi-agency audit",
    "scrutiny_event": "scrutiny event",
}


def _in_feedback(year: Programme) -> Iterator[Heard]:
    for one in year.feedback:
        own: Own = "child" if whose(one.who) == "child" else "family"
        point = one.point.replace("_", " ") if one.point in FEEDBACK_POINTS else "another point"
        yield Heard(record=one.id, activity=one.activity, point=point, whose=own, state=one.heard, child=one.child)


def _in_surveys(year: Programme) -> dict[tuple[str, str, Own], Counter[Voice | None]]:
    """Return who answered of those asked, by survey and voice: of each group the question most people answered."""
    most: dict[tuple[str, str], tuple[int, int]] = {}
    for result in year.survey_results:
        if result.asked_of is not None and result.answered is not None and result.answered <= result.asked_of:
            key = result.activity, result.group
            most[key] = max(most.get(key, (0, 0)), (result.answered, result.asked_of))
    counts: defaultdict[tuple[str, str, Own], Counter[Voice | None]] = defaultdict(Counter)
    for (activity, group), (answered, asked) in most.items():
        own = whose(group)
        if own in ("child", "family"):
            counts[activity, SURVEY, own] += Counter({"obtained": answered, "sought": asked - answered})
    return counts


def _silent(year: Programme) -> Iterator[tuple[str, Own]]:
    about = {review.activity for review in year.reviews if review.child}
    yield from (key for key, any_ in _recorded(year).items() if not any_ and key[0] in about)


def _by_voice(year: Programme) -> dict[Whose | None, dict[Direction, int]]:
    voices: defaultdict[Whose | None, Counter[Direction]] = defaultdict(Counter)
    for finding in year.findings:
        voices[whose(finding.voice)][finding.direction] += 1
    order = sorted(voices, key=lambda one: (one is None, one or ""))
    return {voice: dict(sorted(voices[voice].items())) for voice in order}


def _differences(year: Programme) -> Iterator[Difference]:
    """Yield each theme on which one voice has a direction that the other has not."""
    said: defaultdict[tuple[str, Own], defaultdict[Direction, list[str]]] = defaultdict(lambda: defaultdict(list))
    for theme, words, direction, code in _spoken(year):
        own = whose(words)
        if own in ("child", "family"):
            said[theme, own][direction].append(code)
    for theme in sorted({theme for theme, _ in list(said)}):
        child, family = said[theme, "child"], said[theme, "family"]
        if child and family and set(child) != set(family):
            yield Difference(theme=theme, child=_sorted(child), family=_sorted(family))


def _spoken(year: Programme) -> Iterator[tuple[str, str | None, Direction, str]]:
    for finding in year.findings:
        yield finding.theme, finding.voice, finding.direction, finding.id
    for one in year.feedback:
        if one.theme and one.direction:
            yield one.theme, one.who, one.direction, one.id


def _sorted(said: Mapping[Direction, Iterable[str]]) -> dict[Direction, tuple[str, ...]]:
    return {direction: tuple(sorted(codes)) for direction, codes in sorted(said.items())}


def _by_direction(said: Mapping[Direction, Iterable[str]]) -> str:
    return "; ".join(f"{direction}: {', '.join(codes)}" for direction, codes in said.items())


def _labels(child: Child | None, by: Breakdown) -> Iterable[str]:
    if child is None:
        return ("not known",)
    if by == "needs":
        return tuple(dict.fromkeys(child.needs)) or ("none recorded",)
    label = getattr(child, by)
    return (str(label).replace("_", " "),) if label else ("not known",)


def _pool_small(groups: dict[str, list[str]], fewest: int) -> None:
    """Put groups of fewer than ``fewest`` together, with the next smallest where they are still too few."""
    pooled: set[str] = set()
    joined = 0
    for label in sorted(groups, key=lambda one: (len(groups[one]), one)):
        if len(groups[label]) < fewest or (joined and len(pooled) < fewest):
            pooled |= set(groups.pop(label))
            joined += 1
    if joined:
        groups[f"smaller groups, {joined} of them"] = sorted(pooled)


def _to_hide(counts: Mapping[str, tuple[int, int]], fewest: int) -> set[str]:
    """Return the labels whose number is not shown: small itself, all but a small number, or needed to keep one safe."""

    def small(number: int) -> bool:
        return 0 < number < fewest

    hidden = {label for label, (of, never) in counts.items() if small(of) or small(never) or small(of - never)}
    if len(hidden) == 1 and len(counts) > 1:
        others = sorted((never, of, label) for label, (of, never) in counts.items() if label not in hidden)
        hidden.add(others[0][2])
    return hidden


def _few(number: int, fewest: int) -> str:
    """Return a number, or words where it is too small to tell."""
    return "none" if number == 0 else str(number) if number >= fewest else f"fewer than {fewest}"


def _told(total: VoicePoint, who: str, fewest: int) -> str:
    missing = total.all - total.obtained
    start = f"{who} could have been heard {counted(total.all, 'time')}, surveys aside, and were"
    if missing == 0:
        return f"{start} each time."
    parts = [(_WHY[state], count) for state, count in total.counts.items() if state != "obtained" and count]
    parts.sort(key=lambda one: (-one[1], one[0]))
    if 0 < missing < fewest or 0 < total.obtained < fewest:
        most = "most of the time" if total.obtained > missing else "seldom"
        return f"{start} {most}; where they were not: {_or(why for why, _ in parts)}."
    if any(count < fewest for _, count in parts):
        return f"{start} {_times(total.obtained)}; where they were not: {_or(why for why, _ in parts)}."
    return (
        f"{start} {_times(total.obtained)}; where they were not: {', '.join(f'{why} {count}' for why, count in parts)}."
    )


def _times(number: int) -> str:
    return f"{number} times" if number != 1 else "once"


def _or(reasons: Iterable[str]) -> str:
    *first, last = reasons
    return f"{', '.join(first)} or {last}" if first else last


_WHY: Mapping[Voice | None, str] = {
    "sought": "asked without an answer",
    "declined": "declined",
    "unsafe": "not safe to ask",
    "not_sought": "not asked",
    None: "not recorded",
}
