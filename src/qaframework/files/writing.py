"""Turn records back into the rows they are read from. What would not read back as it is, is refused by name."""

from __future__ import annotations

import functools
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from qaframework.errors import DataError, Problem
from qaframework.files.cells import CellError, describe, list_text
from qaframework.files.columns import GRADED, cell_reader
from qaframework.files.tables import DEFAULT_SCALE, TABLES, Column, columns_of, recognise
from qaframework.model.programme import Programme
from qaframework.model.records import Activity, Judged, Judgement
from qaframework.plugins import Plugins
from qaframework.scales import Grade, GradingScale, Missing

Row = Mapping[str, Any]
Fault = tuple[str, str]
Scales = Mapping[str, set[str | None]]

_AT_THE_END = ("scale", "provenance")


@attrs.frozen
class WrittenTable:
    """One table as it is written.

    Attributes:
        name: the table.
        headings: its columns, in order.
        rows: for each record its values by column: text, dates, numbers, yes or no, and tuples of texts.
    """

    name: str
    headings: Sequence[str]
    rows: Sequence[Row]


def tables_of(year: Programme, plugins: Plugins | None = None) -> list[WrittenTable]:
    """Return each table of a programme that holds anything, or else the empty table of reviews.

    Args:
        year: the records.
        plugins: whose grading scales and templates there will be when it is read back; None to take that on trust.

    Raises:
        DataError: something would not read back as it is; ``.problems`` has all of it. Rows count from 1.
    """
    problems = [*_faults(year), *_judged_faults(year), *(_unknown(year, plugins) if plugins else ())]
    if problems:
        raise DataError(problems)
    held = {table: rows for table, rows in _rows(year).items() if rows} or {"reviews": []}
    return [WrittenTable(table, _headings(table, rows), rows) for table, rows in held.items()]


def text_of(value: Any) -> str:
    """Return a value as the text that reads back as it."""
    match value:
        case None:
            return ""
        case str():
            return value
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case tuple():
            return list_text(value)
    return repr(value)


def _headings(table: str, rows: Sequence[Row]) -> list[str]:
    used = {name for row in rows for name, value in row.items() if value not in (None, ())}
    columns = [column.name for column in columns_of(table)]
    domains = sorted(name for name in used if name.startswith("domain."))
    rest = [name for name in columns if name not in _AT_THE_END]
    return [*rest, *domains, *(name for name in _AT_THE_END if name in used)]


# Rows


def _rows(year: Programme) -> dict[str, list[Row]]:
    """Return the rows of each table. They name the scale of every grade, so that nothing rests on a default."""
    rows: dict[str, list[Row]] = {}
    of_activity: dict[str, set[str | None]] = defaultdict(set)
    of_review: dict[str, set[str | None]] = defaultdict(set)
    for activity in year.activities:
        of_activity[activity.id].add(activity.scale)
    for table in TABLES:
        if table == "judgements":
            rows[table] = [row for record in _judged(year) for row in _judgement_rows(record)]
        elif table == "reviews":
            rows[table] = [_judged_row(review, of_activity.get(review.activity)) for review in year.reviews]
        elif table == "readings":
            for review, row in zip(year.reviews, rows["reviews"], strict=True):
                of_review[review.id] |= {row["scale"]} if "scale" in row else of_activity.get(review.activity, {None})
            rows[table] = [_judged_row(reading, of_review.get(reading.review)) for reading in year.readings]
        else:
            rows[table] = [record.rows_of() for record in year.table(table)]
    return rows


def _judged(year: Programme) -> Iterator[Judged]:
    yield from year.reviews
    yield from year.readings


def _judged_row(record: Judged, inherited: set[str | None] | None) -> Row:
    row = record.rows_of()
    judgements: tuple[Judgement, ...] = row.pop("judgements")
    scale = next(iter(_scales(record)), None)
    if scale is not None and inherited != {scale.id}:
        row["scale"] = scale.id
    elif scale is None and len(inherited or ()) > 1:
        row["scale"] = DEFAULT_SCALE
    row["overall"] = str(record.overall)
    return row | {f"domain.{judgement.domain}": str(judgement.grade) for judgement in judgements}


def _scales(record: Judged) -> dict[GradingScale, None]:
    """Return the scales on which a review's grades are; there should be one at most."""
    grades = (record.overall, *(judgement.grade for judgement in record.judgements))
    return dict.fromkeys(grade.scale for grade in grades if isinstance(grade, Grade))


def _judgement_rows(record: Judged) -> Iterator[Row]:
    for judgement in filter(_has_words, record.judgements):
        yield {
            "review": getattr(record, "id", ""),
            "domain": judgement.domain,
            "grade": str(judgement.grade),
            "rationale": judgement.rationale,
            "evidence": judgement.evidence,
        }


def _has_words(judgement: Judgement) -> bool:
    return judgement.rationale is not None or judgement.evidence is not None


# What would not read back


def _faults(year: Programme) -> Iterator[Problem]:
    """Yield what is wrong with the fields of the records."""
    for table in TABLES:
        columns = [
            (column, cell_reader(column))
            for column in columns_of(table)
            if column.name not in (*GRADED, "scale") or table == "activities"
        ]
        for number, record in enumerate(year.table(table) if table != "judgements" else (), start=1):
            for column, read in columns:
                value = getattr(record, column.name)
                listed = column.kind == tuple[str, ...]
                if listed and value is None:
                    yield Problem(f"{table} row {number}.{column.name}", "nothing, where a list is", "Give () for none")
                elif value is None or (listed and value == ()):
                    if column.needed:
                        yield Problem(f"{table} row {number}.{column.name}", "nothing", f"Give {column.guidance}")
                elif fault := _fault(read, value):
                    yield Problem(f"{table} row {number}.{column.name}", *fault)


def _fault(read: Callable[[object], Any], value: Any) -> Fault | None:
    """Return why a value would not read back as it is, and what to do; None where it would."""
    try:
        back = read(value)
    except CellError as error:
        return error.what, error.fix
    if back == value:
        return None
    if isinstance(value, str):
        if not value.strip():
            return "text with nothing in it", "Use None where there is nothing"
        if value != value.strip():
            return "text with spaces around it", "Take them away"
    return (
        f"{describe(value)} that would read back as something else",
        "Give it as it is read: see qaframework template",
    )


def _unknown(year: Programme, plugins: Plugins) -> Iterator[Problem]:
    """Yield each scale and template by which something could not be read back, for no plugin gives it."""
    fix = "Give the plugin that has it as plugins=, or use one of those there are"
    for table in ("activities", "reviews", "readings"):
        for number, record in enumerate(year.table(table), start=1):
            template = getattr(record, "template", None)
            if template is not None and template not in plugins.templates:
                yield Problem(f"{table} row {number}.template", "a review template that no plugin gives", fix)
            named = {record.scale} if isinstance(record, Activity) and record.scale is not None else set()
            held = {scale.id: scale for scale in _scales(record)} if isinstance(record, Judged) else {}
            if any(name not in plugins.scales for name in (*named, *held)):
                yield Problem(f"{table} row {number}.scale", "a grading scale that no plugin gives", fix)
            elif any(plugins.scales[name] != scale for name, scale in held.items()):
                what = "a grading scale that is another one than the plugin's of this name"
                yield Problem(f"{table} row {number}.scale", what, "Take the scale from the plugin, or rename yours")


def _judged_faults(year: Programme) -> Iterator[Problem]:
    """Yield what is wrong with the grades of the reviews and readings."""
    shared = Counter(getattr(record, "id", None) for record in _judged(year))
    for table in ("reviews", "readings"):
        for number, record in enumerate(year.table(table), start=1):
            if isinstance(record, Judged):
                worded = any(map(_has_words, record.judgements))
                for field, what, fix in _grade_faults(
                    table, record, worded and shared[getattr(record, "id", None)] > 1
                ):
                    yield Problem(f"{table} row {number}{field}", what, fix)


def _grade_faults(table: str, record: Judged, unclear: bool) -> Iterator[tuple[str, str, str]]:
    """Yield what is wrong with one review's grades: in which field, what, and what to do."""
    scales = _scales(record)
    if len(scales) > 1:
        names = " and ".join(sorted(scale.id for scale in scales))
        yield "", f"grades of two scales: {names}", "Keep to one scale in a review"
    if unclear:
        what = "judgements with words of their own, and an id that another review or reading has"
        yield "", what, "Give each an id of its own"
    if fault := _grade_fault(record.overall):
        yield ".overall", *fault
    for domain, count in Counter(judgement.domain for judgement in record.judgements).items():
        if not _is_kept(table, domain):
            fix = "Write it in capitals and without spaces, with _ between words"
            yield ".domain", "a domain code that would read back as another", fix
        elif count > 1:
            yield f".domain.{domain}", "more than one judgement of this domain", "Keep one of them"
    for judgement in record.judgements:
        yield from ((".domain", *fault) for fault in _judgement_faults(judgement))


@functools.lru_cache
def _is_kept(table: str, domain: str) -> bool:
    """Return whether a domain's code reads back as it is."""
    return not _fault(_WORDS, domain) and recognise(table, f"domain.{domain}") == f"domain.{domain}"


def _judgement_faults(judgement: Judgement) -> Iterator[Fault]:
    if fault := _grade_fault(judgement.grade):
        yield fault
    if judgement.review is not None:
        yield "a judgement that names its review", "Leave the name out inside the review"
    for words in (judgement.rationale, judgement.evidence):
        if words is not None and (fault := _fault(_WORDS, words)):
            yield fault


_WORDS = cell_reader(Column(name="rationale"))


def _grade_fault(grade: object) -> Fault | None:
    """Return why a grade would not read back as it is."""
    if isinstance(grade, Missing) or (isinstance(grade, Grade) and _means_itself(grade)):
        return None
    if isinstance(grade, Grade):
        return "a grade whose label means something else on its scale", "Put the scale right"
    return f"{describe(grade)} where a grade is needed", "Give a grade of a scale, or a reason why there is none"


@functools.lru_cache
def _means_itself(grade: Grade) -> bool:
    return grade.scale.find(grade.label) == grade
