"""Note what cannot be read: where it stands, what kind of thing it is, what to do; and what is left out with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from operator import itemgetter

from qaframework.errors import Problem
from qaframework.files.headings import RawTable
from qaframework.files.sources import Source
from qaframework.files.tables import TABLES
from qaframework.model.programme import Origin
from qaframework.show import counted


class Notes:
    """The problems of one source, by table and row."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._names = {table: raw.name for table, raw in source.tables.items()}
        self._problems: dict[str, list[tuple[int, int, Problem]]] = defaultdict(list)
        self._left_out: dict[tuple[str, int], Problem] = {}
        self._positions: dict[str, Mapping[str, int]] = {}
        self._letters: dict[str, dict[str, str]] = {}

    @property
    def origin(self) -> Origin:
        """Where the records come from."""
        return Origin(self._source.kind, self._names, self._letters, tuple(self._source.ignored))

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be read, in the order of the tables, their rows, and the columns in them."""
        in_order = (sorted(self._problems[table], key=itemgetter(0, 1)) for table in TABLES)
        return (*self._source.problems, *(problem for noted in in_order for _, _, problem in noted))

    @property
    def left_out(self) -> tuple[Problem, ...]:
        """The rows that nothing is wrong with and that are left out with others."""
        noted = {(table, row) for table, problems in self._problems.items() for row, _, _ in problems}
        return tuple(problem for place, problem in self._left_out.items() if place not in noted)

    def place_columns(self, table: str, positions: Mapping[str, int]) -> None:
        """Remember where the columns of a table stand; what a workbook's users call them is a letter."""
        self._positions[table] = positions
        if self._source.kind == "excel":
            self._letters[table] = {name: letter(position) for name, position in positions.items()}

    def cell(self, table: str, row: int, column: str | None, what: str, fix: str) -> None:
        """Note what is wrong with a cell, or with a whole row."""
        position = self._positions.get(table, {}).get(column or "", -1)
        self._problems[table].append((row, position, Problem(self.origin.where(table, row, column), what, fix)))

    def heading(self, table: str, raw: RawTable, position: int, what: str, fix: str) -> None:
        """Note what is wrong with a heading. What it says is not repeated: it may be a row of data."""
        place = f"!{letter(position)}{raw.heading_row}" if self._source.kind == "excel" else f" column {position + 1}"
        self._problems[table].append((raw.heading_row or 0, position, Problem(f"{raw.name}{place}", what, fix)))

    def table(self, table: str, raw: RawTable, what: str, fix: str) -> None:
        """Note what is wrong with a table as a whole."""
        self._problems[table].append((raw.heading_row or 0, -1, Problem(raw.name, what, fix)))

    def leave_row(self, table: str, row: int, why: str, fix: str) -> None:
        """Name a row that nothing is wrong with and that is left out with another."""
        self._left_out[table, row] = Problem(self.origin.where(table, row), f"left out {why}", fix)

    def leave_rows(self, table: str, count: int) -> None:
        """Say how many rows of a table are left out for want of a column."""
        if count:
            what = f"{counted(count, 'row')} left out, for the headings cannot be read"
            self._left_out[table, -1] = Problem(self._names[table], what, "Put the headings right")


def letter(position: int) -> str:
    """Return what Excel calls the column at a position, counted from 0."""
    from openpyxl.utils import get_column_letter

    return get_column_letter(position + 1)
