"""What a workbook, folder, file or call holds, before anything in it is read: its tables, and what is no table."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterator, Sequence
from typing import Literal

import attrs

from qaframework.errors import Problem
from qaframework.files.cells import CellError, Unreadable, plain
from qaframework.files.headings import RawTable, Row, find_table, fitting_table
from qaframework.files.tables import TABLES, heading_key, recognise_table

Kind = Literal["excel", "csv", "json", "rows"]


@attrs.frozen(kw_only=True)
class Part:
    """A sheet of a workbook, or a file of a folder.

    Attributes:
        sort: ``"sheet"`` or ``"file"``.
        title: what tells which table it is.
        name: what people call it.
        place: where it is, in words that do not repeat its name.
        rows: opens its rows.
    """

    sort: str
    title: str
    name: str
    place: str
    rows: Callable[[], Iterator[Row]]


@attrs.define
class Source:
    """The tables of one source.

    Attributes:
        kind: the sort of source.
        name: what people call it.
        tables: each table it holds.
        problems: what is wrong with it before any row is read.
        ignored: its sheets and files that are no tables, by their places: a sheet's name can be a child's.
        unread: the tables it seems to hold and that cannot be read.
    """

    kind: Kind
    name: str
    tables: dict[str, RawTable] = attrs.field(factory=dict)
    problems: list[Problem] = attrs.field(factory=list)
    ignored: list[str] = attrs.field(factory=list)
    unread: set[str] = attrs.field(factory=set)

    def take(self, part: Part) -> None:
        """Take a sheet or file as the table it is named after; note one that seems to be a table, and ignore others."""
        table = recognise_table(part.title)
        if table in self.tables:
            self.refuse(table, part.place, f"a second {part.sort} of the table {table}", "Keep one of them")
        elif table is not None:
            self._take_table(table, part)
        elif near := _near(part.title):
            what = f"a {part.sort} named nearly like the table {near}"
            self.refuse(near, part.place, what, f"Name it {near}, or give it another name if it is something else")
        elif fitting := fitting_table(part.rows()):
            what = f"a {part.sort} with the headings of the table {fitting}, and another name"
            self.refuse(fitting, part.place, what, f"Name it {fitting}, or take it out")
        else:
            self.ignored.append(part.place)

    def refuse(self, table: str | None, place: str, what: str, fix: str) -> None:
        """Note something that cannot be taken as a table."""
        self.problems.append(Problem(place, what, fix))
        if table is not None:
            self.unread.add(table)

    def _take_table(self, table: str, part: Part) -> None:
        raw = find_table(table, part.name, part.rows())
        if raw is not None:
            self.tables[table] = raw
        elif any(_filled(cells) for _, cells in part.rows()):
            self.refuse(table, part.name, "no row of headings", "Put the column names in the first row")
        elif part.sort == "file":
            self.refuse(table, part.name, "an empty file", "Put the column names in its first row, or take it out")

    def insist(self, what: str) -> Source:
        """Return the source; note it where it holds no table at all."""
        if not self.tables and not self.problems:
            self.problems.append(Problem(self.name, what, f"Name them after the tables: {', '.join(TABLES)}"))
        return self


def _near(title: str) -> str | None:
    """Return the table whose name a title may be a slip of the pen for."""
    tables = {heading_key(table): table for table in TABLES}
    near = difflib.get_close_matches(heading_key(title), tables, n=1, cutoff=0.75)
    return tables[near[0]] if near else None


def _filled(cells: Sequence[object] | Unreadable) -> bool:
    try:
        return isinstance(cells, Unreadable) or any(plain(cell) is not None for cell in cells)
    except CellError:
        return True
