"""From a table's headings, how its rows are read: where each column stands, and what reads its cells."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

import attrs

from qaframework.errors import nearest
from qaframework.files.cells import TWO_CODES, plain, read_code, read_suggested, read_text, reader_of
from qaframework.files.dates import DateColumn, read_day
from qaframework.files.headings import RawTable
from qaframework.files.notes import Notes
from qaframework.files.tables import Column, columns_of, has_domains, is_shown_only, recognise
from qaframework.files.values import ReadCell, ValueColumn

GRADED = ("overall", "grade")


@attrs.frozen(kw_only=True)
class Layout:
    """How one table is read.

    Attributes:
        columns: each column's name and position, and what reads its cells.
        domains, domains_at: the domains' codes and positions, by code.
        needed: the columns a row cannot do without, of those that are there.
        complete: whether every needed column is there, and none twice.
        bare: the positions of columns without a heading.
        width: how many columns there are.
    """

    columns: Sequence[tuple[str, int, ValueColumn | DateColumn]]
    domains: tuple[str, ...]
    domains_at: tuple[int, ...]
    needed: frozenset[str]
    complete: bool
    bare: Sequence[int]
    width: int

    @property
    def dates(self) -> dict[str, DateColumn]:
        """Those of the columns that hold dates, by name."""
        return {name: column for name, _, column in self.columns if isinstance(column, DateColumn)}


def lay_out(table: str, raw: RawTable, notes: Notes) -> Layout:
    """Return how a table is read, and note headings that are unknown, doubled or absent."""
    columns = {column.name: column for column in columns_of(table)}
    positions, doubled = _positions(table, raw, notes)
    absent = [name for name, column in columns.items() if column.needed and name not in positions]
    if table == "reviews" and not positions.keys() & {"child", "subject"}:
        absent.append("child")
    for name in absent:
        notes.table(table, raw, f"there is no column {name!r}", f"Add it: {columns[name].guidance}")
    notes.place_columns(table, positions)
    domains = sorted(positions.keys() - columns.keys())
    here = [(name, positions[name], column) for name, column in columns.items() if name in positions]
    return Layout(
        columns=[(name, at, DateColumn() if one.kind is date else value_column(one)) for name, at, one in here],
        domains=tuple(name[7:] for name in domains),
        domains_at=tuple(positions[name] for name in domains),
        needed=frozenset(name for name, _, column in here if column.needed),
        complete=not absent and not doubled,
        bare=[position for position, heading in enumerate(raw.headings) if not heading],
        width=len(raw.headings),
    )


def _positions(table: str, raw: RawTable, notes: Notes) -> tuple[dict[str, int], bool]:
    """Return where each column stands, and whether any stands there twice."""
    positions: dict[str, int] = {}
    doubled = False
    for position, heading in enumerate(raw.headings):
        name = recognise(table, heading) if heading else None
        if heading and name is None and is_shown_only(table, heading):
            continue
        if heading and name is None:
            notes.heading(table, raw, position, f"a column that {table} does not have", _hint(table, heading))
        elif name in positions:
            notes.heading(table, raw, position, "a second column of the same name", "Keep one of them")
            doubled = True
        elif name:
            positions[name] = position
    return positions, doubled


def _hint(table: str, heading: str) -> str:
    known = [column.name for column in columns_of(table)]
    near = nearest("_".join(heading.casefold().split()), known)
    wide = ", or domain.CODE for a domain" if has_domains(table) else ""
    return f"Did you mean {near!r}?" if near else f"Take it out, or name it one of {', '.join(known)}{wide}"


def value_column(column: Column) -> ValueColumn:
    """Return what reads a column's cells, many at a time."""
    read = cell_reader(column)
    if column.one_code:
        return ValueColumn(read, _ERROR_OR_TWO_CODES)
    return ValueColumn(read, _ERROR if _of_words(column) else None)


_ERROR = re.compile("#")
_ERROR_OR_TWO_CODES = re.compile(f"#|{TWO_CODES.pattern}", TWO_CODES.flags)


def _of_words(column: Column) -> bool:
    """Return whether any words can stand in a column, and are kept as they are."""
    return column.name in GRADED or (column.kind is str and not (column.one_code or column.words))


def cell_reader(column: Column) -> ReadCell:
    """Return the function that reads a column's cells; blank ones read as None.

    Grades are read as text, for what they mean depends on the scale of their row.
    """
    if column.one_code:
        read: ReadCell = read_code
    elif _of_words(column):
        read = read_text
    elif column.open:
        read = read_suggested(column.words)
    elif column.kind is date:
        read = _day
    else:
        read = reader_of(column.kind)

    def read_cell(cell: object) -> Any:
        value = plain(cell)
        return None if value is None else read(value)

    return read_cell


def _day(value: object) -> date:
    return read_day(value)[0]
