"""A Programme: one authority's QA year or years, every record of it in one value that never changes."""

from __future__ import annotations

import functools
import itertools
import operator
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any, Literal, TypeVar

import attrs

from qaframework.errors import Problem, UnknownNameError
from qaframework.model.records import (
    Activity,
    Answer,
    CalendarEntry,
    Child,
    Feedback,
    Finding,
    Judgement,
    Person,
    Reading,
    Recommendation,
    Record,
    Response,
    Review,
    SurveyResult,
    Update,
    Waiver,
)
from qaframework.show import counted

R = TypeVar("R", bound=Record)

RECORDS: dict[str, type[Record]] = {
    "activities": Activity,
    "children": Child,
    "people": Person,
    "reviews": Review,
    "readings": Reading,
    "answers": Answer,
    "findings": Finding,
    "recommendations": Recommendation,
    "updates": Update,
    "survey_results": SurveyResult,
    "feedback": Feedback,
    "responses": Response,
    "calendar": CalendarEntry,
    "waivers": Waiver,
}
"""Each table that holds records of its own, in the order of the workbook. Judgements live inside their reviews."""


def _tuple(given: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(given)


TABLE_OF: dict[type[Record], str] = {kind: table for table, kind in RECORDS.items()}


NOUNS: Mapping[str, str] = {
    "activities": "activity",
    "calendar": "calendar entry",
    "children": "child",
    "people": "person",
    "survey_results": "survey result",
    "feedback": "feedback",
    "reviewers": "reviewer",
    "programme": "programme",
}
"""What one record of a table is called, where that is not the table's name without its last letter."""

PLURALS: Mapping[str, str] = {"calendar": "calendar entries"}
"""What several records of a table are called, where that is not the table's name."""


def noun(table: str, count: int = 1) -> str:
    """Return what one record of a table, or several, are called.

    >>> noun("activities"), noun("survey_results", 2), noun("reviews")
    ('activity', 'survey results', 'review')
    """
    return NOUNS.get(table, table[:-1]) if count == 1 else PLURALS.get(table, table.replace("_", " "))


@attrs.frozen
class Origin:
    """Where records were read from, so that a flag can say which cell to look at.

    Attributes:
        kind: the sort of source.
        names: for each table, the sheet or file that held it.
        columns: for each table, the letter (Excel) or heading (others) of each field.
        ignored: sheets and files that were seen and not read.
    """

    kind: Literal["excel", "csv", "json", "rows"]
    names: Mapping[str, str] = attrs.field(factory=dict)
    columns: Mapping[str, Mapping[str, str]] = attrs.field(factory=dict)
    ignored: tuple[str, ...] = ()

    def where(self, table: str, row: int, field: str | None = None) -> str:
        """Return the place of a field, or of a whole row, as the file's own users name it."""
        name = self.names.get(table, table)
        column = self.columns.get(table, {}).get(field) if field else None
        if self.kind == "excel":
            return f"{name}!{column}{row}" if column else f"{name} row {row}"
        return f"{name} row {row}" + (f".{column or field}" if field else "")


@attrs.frozen(kw_only=True, repr=False)
class Programme:
    """One authority's QA year or years.

    Attributes:
        problems: what could not be read and was left out (``strict=False``); empty otherwise. Rows named here are
            not in the tables and every report says that they were not checked.
        origin: where it was read from; None for a programme made in code.

    Two programmes are equal when their records are, whatever file they came from.
    """

    activities: tuple[Activity, ...] = attrs.field(default=(), converter=_tuple)
    children: tuple[Child, ...] = attrs.field(default=(), converter=_tuple)
    people: tuple[Person, ...] = attrs.field(default=(), converter=_tuple)
    reviews: tuple[Review, ...] = attrs.field(default=(), converter=_tuple)
    readings: tuple[Reading, ...] = attrs.field(default=(), converter=_tuple)
    answers: tuple[Answer, ...] = attrs.field(default=(), converter=_tuple)
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=_tuple)
    recommendations: tuple[Recommendation, ...] = attrs.field(default=(), converter=_tuple)
    updates: tuple[Update, ...] = attrs.field(default=(), converter=_tuple)
    survey_results: tuple[SurveyResult, ...] = attrs.field(default=(), converter=_tuple)
    feedback: tuple[Feedback, ...] = attrs.field(default=(), converter=_tuple)
    responses: tuple[Response, ...] = attrs.field(default=(), converter=_tuple)
    calendar: tuple[CalendarEntry, ...] = attrs.field(default=(), converter=_tuple)
    waivers: tuple[Waiver, ...] = attrs.field(default=(), converter=_tuple)
    problems: tuple[Problem, ...] = attrs.field(default=(), converter=_tuple, eq=False)
    origin: Origin | None = attrs.field(default=None, eq=False)

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """Every judgement of every review, each with its review's id."""
        return tuple(attrs.evolve(j, review=review.id) for review in self.reviews for j in review.judgements)

    def table(self, name: str) -> tuple[Record, ...]:
        """Return the records of one table.

        Raises:
            UnknownNameError: there is no such table.
        """
        if name not in RECORDS:
            raise UnknownNameError("table", name, RECORDS)
        records: tuple[Record, ...] = getattr(self, name)
        return records

    def rows(self, table: str) -> list[dict[str, Any]]:
        """Return one table as flat rows for pandas or polars, grades as their labels.

        Judgements come as ``domain.CODE`` columns of reviews and readings.
        """
        return [_flat(record) for record in self.table(table)]

    def where(self, record: Record, field: str | None = None) -> str:
        """Return where a record, or one field of it, stands in the file it came from; empty for one made in code."""
        if self.origin is None or record.row is None:
            return ""
        return self.origin.where(TABLE_OF[type(record)], record.row, field)

    def counts(self) -> dict[str, int]:
        """Return how many records each table holds, empty tables left out."""
        return {name: len(self.table(name)) for name in RECORDS if self.table(name)}

    def __repr__(self) -> str:
        held = ", ".join(f"{count} {noun(name, count)}" for name, count in self.counts().items())
        left_out = f"; {self._problems()}: what is named there was left out" if self.problems else ""
        return f"<Programme: {held or 'empty'}{left_out}>"

    def _problems(self) -> str:
        return counted(len(self.problems), "problem")

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><th scope='row'>{name.replace('_', ' ')}</th><td>{count}</td></tr>"
            for name, count in self.counts().items()
        )
        left_out = (
            f"<p><strong>{self._problems()}:</strong> what is named there was left out.</p>" if self.problems else ""
        )
        return (
            f"{left_out}<table><caption>Programme</caption><thead><tr><th scope='col'>records</th>"
            f"<th scope='col'>how many</th></tr></thead><tbody>{rows}</tbody></table>"
        )


def _flat(record: Record) -> dict[str, Any]:
    row: dict[str, Any] = {}
    for name, value in record.rows_of().items():
        if name == "judgements":
            row |= {f"domain.{j.domain}": str(j.grade) for j in value}
        else:
            row[name] = str(value) if name == "overall" else value
    return row


@attrs.frozen(kw_only=True, repr=False)
class Reviewer:
    """One reviewer with all their reviews, for rules that look across them. Made from the reviews, never stored."""

    id: str
    reviews: tuple[Review, ...]
    person: Person | None = None

    def __repr__(self) -> str:
        return f"Reviewer(reviews={len(self.reviews)})"


def insist(year: object, today: object = None) -> None:
    """Refuse a path or a table given for a programme, and a text or a time given for a day.

    Raises:
        TypeError: one was; the message says what to give.
    """
    if not isinstance(year, Programme):
        said = "read it first, with qa.read(...) or qa.from_rows(...)"
        raise TypeError(f"a programme is asked for, and a {type(year).__name__} was given: {said}")
    if today is not None and (not isinstance(today, date) or isinstance(today, datetime)):
        raise TypeError(f"today is a day, such as date(2024, 4, 1), and a {type(today).__name__} was given")


def reviewers(year: Programme) -> Iterator[Reviewer]:
    """Yield each reviewer of a programme with their reviews, both by id."""
    people = by_id(year.people)
    by_reviewer: dict[str, list[Review]] = {}
    for review in year.reviews:
        by_reviewer.setdefault(review.reviewer, []).append(review)
    for name in sorted(by_reviewer):
        yield Reviewer(id=name, reviews=tuple(in_one_order(by_reviewer[name])), person=people.get(name))


_id = operator.attrgetter("id")


def by_id(records: Sequence[R]) -> dict[str, R]:
    """Return records by id; of several that share one always the same, whatever the order of the rows."""
    found = {_id(record): record for record in records}
    if len(found) < len(records):
        for record in records:
            kept = found[_id(record)]
            if kept is not record:
                found[_id(record)] = min(kept, record, key=_what_it_says)
    return found


def in_one_order(records: Iterable[R], order: Callable[[R], Any] = _id) -> list[R]:
    """Return records in an order, and where it does not tell two apart by what they say: never as their rows stood."""
    given = list(records)
    places = list(map(order, given))
    if all(map(operator.lt, places, places[1:])):
        return given
    given.sort(key=order)
    return [one for _, tied in itertools.groupby(given, order) for one in sorted(tied, key=_what_it_says)]


def _compare(one: Record, other: Record) -> int:
    """Return -1 or 1 by the first column in which two records differ, 0 where they say the same."""
    for field in attrs.fields(type(one)):
        mine, its = str(getattr(one, field.name)), str(getattr(other, field.name))
        if mine != its and field.name != "row":
            return -1 if mine < its else 1
    return 0


_what_it_says = functools.cmp_to_key(_compare)


def repeated_ids(records: tuple[Any, ...]) -> dict[str, int]:
    """Return each id that more than one of the records has, with how many have it."""
    return {name: count for name, count in Counter(map(_id, records)).items() if count > 1}
