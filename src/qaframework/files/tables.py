"""The one description of the tables, made from the record classes: used by Excel, CSV, JSON and rows alike."""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from typing import Any, Literal, get_args, get_origin, get_type_hints

import attrs

from qaframework.model.programme import RECORDS
from qaframework.model.records import Judged, Suggested
from qaframework.model.templates import domain_code

DEFAULT_SCALE = "ofsted-2018"
"""The scale of reviews for which neither the row, its activity nor the caller names one."""

TABLES = ("activities", "children", "people", "reviews", "judgements", *list(RECORDS)[4:])
"""The tables in the order of the workbook."""

_NOT_COLUMNS = ("row", "judgements")
_LAST = ("overall", "rationale", "scale", "provenance")
_REFERS = {
    "activity": "activities",
    "part_of": "activities",
    "child": "children",
    "into": "recommendations",
    "manager": "people",
    "reader": "people",
    "recommendation": "recommendations",
    "review": "reviews",
    "reviewer": "people",
    "rolls_up_to": "recommendations",
    "worker": "people",
}


@attrs.frozen(kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        name: its heading, and the attribute of the record.
        needed: whether a row without it cannot be read.
        guidance: what to write in it.
        kind: the type it is read as.
        words: the choices, if it has them.
        open: whether other words are allowed too.
        refers: the table whose ids it holds, if it holds those of one.
        one_code: whether it names one child or one person, so that a cell with two of them cannot be read.
    """

    name: str
    needed: bool = False
    guidance: str = ""
    kind: Any = str
    words: tuple[str, ...] = ()
    open: bool = False
    refers: str | None = None
    one_code: bool = False


@functools.cache
def columns_of(table: str) -> tuple[Column, ...]:
    """Return the columns of a table in the order of the workbook; ``domain.CODE`` columns come on top."""
    if table == "judgements":
        return (
            Column(
                name="review", needed=True, guidance="the id of the review, or of a later reading", refers="reviews"
            ),
            Column(name="domain", needed=True, guidance="the code of the domain"),
            Column(name="grade", needed=True, guidance="the grade in the words of the scale"),
            Column(name="rationale", guidance="why this grade"),
            Column(name="evidence", guidance="what it rests on, with dates"),
        )
    record = RECORDS[table]
    hints = get_type_hints(record, include_extras=True)
    columns = [
        _column(table, field, hints[field.name]) for field in attrs.fields(record) if field.name not in _NOT_COLUMNS
    ]
    if issubclass(record, Judged):
        columns.append(Column(name="scale", guidance="the grading scale, where it is not the activity's"))
    return tuple(sorted(columns, key=lambda column: _LAST.index(column.name) + 1 if column.name in _LAST else 0))


def _column(table: str, field: attrs.Attribute[Any], hint: Any) -> Column:
    kind, *notes = get_args(hint)
    kind = (
        next((one for one in get_args(kind) if one is not type(None)), kind) if type(None) in get_args(kind) else kind
    )
    suggested = next((note.words for note in notes if isinstance(note, Suggested)), ())
    refers = _REFERS.get(field.name)
    return Column(
        name=field.name,
        needed=field.default is attrs.NOTHING,
        guidance=next(note for note in notes if isinstance(note, str)),
        kind=kind,
        words=suggested or (get_args(kind) if get_origin(kind) is Literal else ()),
        open=bool(suggested),
        refers=refers,
        one_code=(table if field.name == "id" else refers) in ("children", "people"),
    )


_DOMAIN_HEADING = re.compile(r"domains?\s*[.:_ -]\s*(\S.*)", re.IGNORECASE | re.DOTALL)


def heading_key(heading: str) -> str:
    """Return a heading as it is compared: without case, spaces and underscores."""
    return re.sub(r"[\s_]+", "", heading.casefold())


@functools.cache
def _columns_by_key(table: str) -> Mapping[str, str]:
    return {heading_key(column.name): column.name for column in columns_of(table)}


def recognise(table: str, heading: str) -> str | None:
    """Return the column a heading names (``domain.CODE`` for a domain), or None."""
    name = _columns_by_key(table).get(heading_key(heading))
    if name is None and has_domains(table) and (match := _DOMAIN_HEADING.fullmatch(heading.strip())):
        return f"domain.{domain_code(match[1])}"
    return name


SHOWN_ONLY: Mapping[str, tuple[str, ...]] = {"judgements": ("title", "prompts")}
"""Columns of a form that are there for people to read: what stands in them is the template's, and is not read."""


def is_shown_only(table: str, heading: str) -> bool:
    """Return whether a heading is one of those that a form has for people only."""
    return heading_key(heading) in SHOWN_ONLY.get(table, ())


def has_domains(table: str) -> bool:
    """Return whether a table can have ``domain.CODE`` columns."""
    return table != "judgements" and issubclass(RECORDS[table], Judged)


def recognise_table(name: str) -> str | None:
    """Return the table a sheet or file is named after, or None."""
    return {heading_key(table): table for table in TABLES}.get(heading_key(name))
