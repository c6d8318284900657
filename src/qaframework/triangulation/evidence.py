"""Evidence: what each source says about a theme, from findings, survey results and feedback, in one shape.

A statement counts by its unit, so that saying a thing twice adds nothing: the child (or family) within a kind of source
and a round, and otherwise the source as a whole. Recommendations are what follows from evidence, and are none
themselves; neither is the reason for which children were chosen (``Activity.sampling``), nor a remark that something
"agrees with other work" without a finding of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from qaframework.model.programme import Programme, in_one_order
from qaframework.model.records import Direction, Feedback, Finding, Record, SurveyResult
from qaframework.triangulation.sources import NOT_SOURCES, Source, words

Unit = tuple[str, str, str]

CLEAR = 1 / 3
"""How far from the middle a direction has to be to be clear, on a line from -1 to 1."""

VALUE: Mapping[Direction, float] = {"strength": 1.0, "mixed": 0.0, "concern": -1.0}

NO_EVIDENCE = "what peers think of what they were shown is no evidence about children"


@attrs.frozen(kw_only=True)
class Statement:
    """What one source says once about one theme.

    Attributes:
        id: the finding's or feedback's id; for a survey result the survey and its place in it.
        table: findings, survey_results or feedback.
        source: the activity.
        theme: the theme.
        direction: strength, concern or mixed.
        value: the same on a line from -1 to 1. A published share q of a strength enters as 2q - 1: 81 % happy is .62.
        unit: what it counts by: one for each child, or for the source as a whole.
        voice: in whose voice.
        count, of: in how many it was seen, of how many.
        share: the published share.
        record: the record it stands in.
        point: what it says, so that the same is known when it is said again: its words, or its id where it has none.
    """

    id: str
    table: str
    source: str
    theme: str
    direction: Direction
    value: float
    unit: Unit = attrs.field(repr=False)
    voice: str | None = attrs.field(default=None, repr=False)
    count: int | None = None
    of: int | None = None
    share: float | None = None
    record: Record = attrs.field(repr=False, eq=False)
    point: str = attrs.field(init=False, repr=False, eq=False)

    @property
    def about_a_child(self) -> bool:
        """Whether it is about one child."""
        return self.child is not None

    @property
    def child(self) -> str | None:
        """The child it is about, by pseudonym; None where it is about more."""
        return getattr(self.record, "child", None)

    @point.default
    def _words_or_id(self) -> str:
        one = self.record
        if isinstance(one, SurveyResult):
            return f"{one.group}: {one.question}"
        said = one.statement if isinstance(one, Finding) else getattr(one, "said", None)
        return " ".join((said or "").casefold().split()) or self.id


@attrs.frozen
class LeftOut:
    """A record that could not be counted as evidence, and why.

    Attributes:
        table: its table.
        record: its id.
        reason: why it counts for nothing here.
    """

    table: str
    record: str
    reason: str


def sign_of(value: float, clear: float = CLEAR) -> Direction:
    """Return the direction of a mean: a strength from 1/3 up, a concern from -1/3 down, mixed between.

    >>> sign_of(-1.0), sign_of(-0.19), sign_of(0.62)
    ('concern', 'mixed', 'strength')
    """
    return "strength" if value >= clear else "concern" if value <= -clear else "mixed"


def value_of(direction: Direction, share: float | None) -> float:
    """Return a statement on a line from -1 to 1.

    A share counts for strengths only: where 19 % are not happy a strength is weaker, but a concern seen in a few
    children is a concern.
    """
    return 2 * share - 1 if direction == "strength" and share is not None else VALUE[direction]


def statements_of(
    year: Programme, sources: Mapping[str, Source], *, by_reviewer: bool = False, by_family: bool = True
) -> tuple[list[Statement], list[LeftOut]]:
    """Return every statement of a programme, and what is not counted, with the reason.

    What peers say is in both: it is heard, and counts for nothing. What ended outside the window is in neither.

    Args:
        year: the programme.
        sources: its sources, by activity id.
        by_reviewer: whether what one reviewer says of several children in a round counts once.
        by_family: whether brothers and sisters count once, where the children's table gives their family.
    """
    units = _Units(year, by_reviewer, by_family)
    kinds = {activity.id: activity.kind for activity in year.activities}
    said: list[Statement] = []
    left_out: list[LeftOut] = []
    for table, name, record, parts in _records(year):
        source = sources.get(record.activity)
        if getattr(record, "relevant", None) is False:
            left_out.append(LeftOut(table, name, "it does not concern this authority"))
        elif source is not None:
            if not source.evidence:
                left_out.append(LeftOut(table, name, NO_EVIDENCE))
            unit, value = units.of(source, getattr(record, "child", None)), _value(parts)
            said.append(
                Statement(id=name, table=table, source=source.id, unit=unit, value=value, record=record, **parts)
            )
        elif record.activity not in kinds:
            left_out.append(LeftOut(table, name, "no activity has the id it names"))
        elif (kind := kinds[record.activity]) in NOT_SOURCES:
            left_out.append(
                LeftOut(table, name, f"a {words(kind)} hears of findings and makes none: name who found it")
            )
    return said, left_out


def _value(parts: Mapping[str, Any]) -> float:
    return value_of(parts["direction"], parts.get("share"))


def _records(year: Programme) -> Iterator[tuple[str, str, Finding | SurveyResult | Feedback, dict[str, Any]]]:
    """Yield each record that says something about a theme, with its table, its name and what it says."""
    for finding in in_one_order(year.findings):
        named = ("theme", "direction", "voice", "count", "of", "share")
        yield "findings", finding.id, finding, {name: getattr(finding, name) for name in named}
    for number, result in enumerate(in_one_order(year.survey_results, _survey_place), start=1):
        if result.theme is not None:
            yield "survey_results", f"{result.activity}/{number}", result, _from_survey(result)
    for one in in_one_order(year.feedback):
        if one.theme is not None and one.direction is not None:
            yield "feedback", one.id, one, {"theme": one.theme, "direction": one.direction, "voice": one.who}


def _survey_place(result: SurveyResult) -> tuple[str, str, str]:
    return result.activity, result.group, result.question


def _from_survey(result: SurveyResult) -> dict[str, Any]:
    return {
        "theme": result.theme,
        "direction": "strength",
        "voice": result.group,
        "count": result.positive,
        "of": result.answered,
        "share": result.positive / result.answered if result.positive is not None and result.answered else result.share,
    }


class _Units:
    """Tells by what a statement counts."""

    def __init__(self, year: Programme, by_reviewer: bool, by_family: bool) -> None:
        self.families = {one.id: one.family for one in year.children if one.family} if by_family else {}
        reviews = in_one_order(year.reviews) if by_reviewer else []
        self.reviewers = {(one.activity, one.child): one.reviewer for one in reviews}

    def of(self, source: Source, child: str | None) -> Unit:
        reviewer = self.reviewers.get((source.id, child)) if child else None
        if reviewer:
            return source.kind, source.round, f"reviewer:{reviewer}"
        if child:
            family = self.families.get(child)
            return source.kind, source.round, f"family:{family}" if family else f"child:{child}"
        return source.kind, source.round, f"source:{source.id}"
