"""Every point where a child or a family was heard, or was not: the view from all round."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

import attrs

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.shown import Shown
from qaframework.disclosure.tables import TOTAL
from qaframework.feedback.breakdown import (
    BREAKDOWNS,
    NEVER,
    VOICE,
    Breakdown,
    labels_of,
    never_heard_tables,
    pooled,
)
from qaframework.feedback.hearing import (
    SURVEY,
    Heard,
    Own,
    VoicePoint,
    in_feedback,
    in_reviews,
    in_surveys,
    silent_rounds,
)
from qaframework.feedback.shown import FEWEST, HIDDEN, WIDTH
from qaframework.feedback.whose import Whose, whose
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Child, Direction, Voice
from qaframework.show import told_html, told_text


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

        Groups of fewer than ``fewest`` are put together. Then all breakdowns are protected together with the numbers in
        ``sentences()``: a number from 1 to ``fewest - 1`` is not shown, nor is one that would give it away.

        Args:
            by: what to break it down by.
            fewest: the least number that is told; 1 tells all, for the eyes of those who hold the records.
        """
        table = self._never_heard_by(fewest)[by]
        labels = [label for label in table.labels[by] if label != TOTAL]
        return [
            {by.replace("_", " "): label, "children": _shown(of), NEVER: HIDDEN if of.hidden else _shown(never)}
            for label in labels
            for of, never in [(table.at(**{by: label}), table.at(**{by: label, VOICE: NEVER}))]
        ]

    def _never_heard_by(self, fewest: int) -> ProtectedTables:
        children = by_id(self._children)
        groups: dict[Breakdown, dict[str, list[str]]] = {by: defaultdict(list) for by in BREAKDOWNS}
        for name in sorted({one.child for one in self.heard if one.child}):
            for by, held in groups.items():
                for label in labels_of(children.get(name), by):
                    held[label].append(name)
        together = {by: pooled(held, fewest) for by, held in groups.items()}
        return never_heard_tables(together, self._unheard(), fewest)

    def _of(self, child: str) -> list[Heard]:
        return [one for one in self.heard if one.child == child and one.whose == "child"]

    def _unheard(self) -> set[str]:
        known = {one.child for one in self.heard if one.child}
        return known - {one.child for one in self.heard if one.whose == "child" and one.state == "obtained"}

    def sentences(self, *, fewest: int = FEWEST) -> tuple[str, ...]:
        """Return what can be said of it to a board: no number of people, or of times, from 1 to ``fewest - 1``."""
        return tuple(self._sentences(fewest))

    def _sentences(self, fewest: int) -> Iterator[str]:
        for own, who in _WHO:
            total = self.total(own)
            if total.all:
                yield _told(total, who, fewest)
        for own, who in _WHO:
            names = [name for name, silent in self.silent if silent == own]
            if names:
                verb = "does" if len(names) == 1 else "do"
                yield f"{', '.join(names)} {verb} not record whether {who.lower()} were heard."
        for name in self.uncounted:
            yield f"{name} asked people too; how many answered, of how many, is not known."
        known = len({one.child for one in self.heard if one.child})
        if known:
            table = self._never_heard_by(fewest)["status"]
            of, never = (_in_words(one) for one in (table.at(), table.at(**{VOICE: NEVER})))
            yield f"Children with a review or feedback: {of}. Never heard in their own voice: {never}."
        if elsewhere := {child.id for child in self._children} - {one.child for one in self.heard}:
            yield f"Children on record whom no review and no feedback is about: {_few(len(elsewhere), fewest)}."
        voices = {voice: sum(counts.values()) for voice, counts in self.findings.items()}
        if voices:
            yield (
                f"Findings: {sum(voices.values())}. In a child's own voice: {voices.get('child', 0)}; in a family's: "
                f"{voices.get('family', 0)}; that do not say whose: {voices.get(None, 0)}."
            )
        if not (self.heard or self.uncounted or self.findings):
            yield "No review, observation, feedback or finding is recorded, so nobody can say who was heard."
        if self.differences:
            themes = ", ".join(one.theme for one in self.differences)
            yield f"On {themes} children and families do not say the same: look at both, and average neither."

    def __repr__(self) -> str:
        return told_text(self.sentences(), self._tables(), width=WIDTH)

    def _repr_html_(self) -> str:
        return told_html(self.sentences(), self._tables())

    def _tables(self) -> dict[str, list[dict[str, object]]]:
        return {
            "Who was heard, and where": self.rows(),
            "Never heard themselves, by status": self.not_heard("status"),
            "Children and families differ": [one.row() for one in self.differences],
        }


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
        sorted((*in_reviews(year), *in_feedback(year)), key=lambda one: (one.activity, one.record, one.whose))
    )
    points: defaultdict[tuple[str, str, Own], Counter[Voice | None]] = defaultdict(Counter)
    for one in heard:
        points[one.activity, one.point, one.whose][one.state] += 1
    surveys = in_surveys(year)
    for key, counts in surveys.items():
        points[key].update(counts)
    return VoicePicture(
        points=tuple(
            VoicePoint(activity=activity, point=point, whose=own, counts=dict(counts))
            for (activity, point, own), counts in sorted(points.items())
        ),
        heard=heard,
        silent=tuple(sorted(silent_rounds(year))),
        uncounted=tuple(sorted({one.activity for one in year.survey_results} - {key[0] for key in surveys})),
        findings=_by_voice(year),
        differences=tuple(_differences(year)),
        children=year.children,
    )


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


def _shown(number: Shown) -> int | str:
    return HIDDEN if number.hidden else number.plain


def _in_words(number: Shown) -> str:
    if number.text == HIDDEN:
        return "not told, as it would give a small number away"
    return "none" if number.value == 0 else number.text


def _few(number: int, fewest: int) -> str:
    """Return a number, or words where it is too small to tell."""
    return "none" if number == 0 else str(number) if number >= fewest else f"fewer than {fewest}"


def _told(total: VoicePoint, who: str, fewest: int) -> str:
    start = f"{who} could have been heard {_few(total.all, fewest)} times, surveys aside"
    missing = total.all - total.obtained
    if total.all < fewest:
        return f"{start}: too few to say more."
    if missing == 0:
        return f"{start}, and were each time."
    whys = {_WHY[state]: count for state, count in total.counts.items() if state != "obtained" and count}
    ordered = sorted(whys, key=lambda why: (-whys[why], why))
    told = _or(ordered) if min(whys.values()) < fewest else ", ".join(f"{why} {whys[why]}" for why in ordered)
    often = f"{total.obtained} times"
    if missing < fewest:
        often = "most of the time"
    elif total.obtained < fewest:
        often = "seldom" if total.obtained else "never"
    return f"{start}, and were {often}; where they were not: {told}."


def _or(reasons: Iterable[str]) -> str:
    *first, last = reasons
    return f"{', '.join(first)} or {last}" if first else last


_WHO: tuple[tuple[Own, str], ...] = (("child", "Children"), ("family", "Families"))
_WHY: Mapping[Voice | None, str] = {
    "sought": "asked without an answer",
    "declined": "declined",
    "unsafe": "not safe to ask",
    "not_sought": "not asked",
    None: "not recorded",
}
