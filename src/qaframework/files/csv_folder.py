"""A folder of CSV files, one a table; or one such file."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from qaframework.errors import DataError, Problem, nearest
from qaframework.files.headings import find_headings
from qaframework.files.tables import TABLES, RawTable, recognise, recognise_table, tables_of
from qaframework.model.programme import Programme

_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def read_folder(folder: Path) -> tuple[dict[str, RawTable], list[str]]:
    """Return the tables in a folder, and the names of the CSV files that are none.

    Raises:
        DataError: a file's name is nearly a table's, two files hold the same table, or none holds any.
    """
    tables: dict[str, RawTable] = {}
    ignored: list[str] = []
    problems: list[Problem] = []
    for file in sorted(folder.glob("*.[cC][sS][vV]")):
        table = recognise_table(file.stem)
        near = nearest(file.stem.casefold(), TABLES)
        if table is None and near:
            problems.append(
                Problem(file.name, f"a file named nearly like the table {near}", f"Rename it to {near}.csv")
            )
        elif table is None:
            ignored.append(file.name)
        elif table in tables:
            problems.append(Problem(file.name, f"a second file of the table {table}", "Keep one of them"))
        else:
            tables[table] = read_csv(file, table)
    if not tables and not problems:
        problems.append(
            Problem(folder.name, "no table in this folder", f"Name files after tables: {', '.join(TABLES)}")
        )
    if problems:
        raise DataError(problems, folder.name)
    return tables, ignored


def read_one(file: Path) -> dict[str, RawTable]:
    """Return the one table a CSV file holds, by its name or else by its headings.

    Raises:
        DataError: neither tells which table it is.
    """
    table = recognise_table(file.stem) or _by_headings(file)
    if table is None:
        fix = f"Name it after its table: {', '.join(TABLES)}"
        raise DataError([Problem(file.name, "a file whose name and headings fit no table", fix)])
    return {table: read_csv(file, table)}


def _by_headings(file: Path) -> str | None:
    encoding = _encoding(file)
    with file.open(encoding=encoding, newline="") as text:
        first = text.readline()
    cells = next(csv.reader([first], delimiter=_delimiter(first)), [])
    fits = {table: sum(recognise(table, cell) is not None for cell in cells) for table in TABLES}
    best = max(TABLES, key=lambda table: fits[table])
    return best if fits[best] >= 3 and sum(count == fits[best] for count in fits.values()) == 1 else None


def read_csv(file: Path, table: str) -> RawTable:
    """Return a CSV file as a table: UTF-8 or Windows-1252, with commas, semicolons or tabs.

    Rows are read as they are asked for, so that a large file is never in memory whole.

    Raises:
        DataError: no row near the top holds this table's headings.
    """
    rows = _rows(file)
    headings, rest = find_headings(table, rows)
    if headings is None:
        raise DataError([Problem(file.name, "no row of headings", "Put the column names in the first row")])
    return RawTable(name=file.name, headings=[(name, name or str(i + 1)) for i, name in enumerate(headings)], rows=rest)


def _rows(file: Path) -> Iterator[tuple[int, Sequence[object]]]:
    encoding = _encoding(file)
    with file.open(encoding=encoding, newline="") as text:
        delimiter = _delimiter(text.readline())
        text.seek(0)
        number = 0
        # The number is the one a spreadsheet shows: cells with line breaks in them are still one row.
        for number, cells in enumerate(csv.reader(text, delimiter=delimiter), start=1):
            yield number, [cell[1:] if cell[:1] == "'" and _ESCAPED.match(cell) else cell for cell in cells]


def _encoding(file: Path) -> str:
    with file.open("rb") as raw:
        if raw.read(2) in (b"\xff\xfe", b"\xfe\xff"):
            return "utf-16"
        raw.seek(0)
        try:
            for line in raw:
                line.decode("utf-8")
        except UnicodeDecodeError:
            return "cp1252"
    return "utf-8-sig"


def _delimiter(first: str) -> str:
    return max(",;\t", key=first.count)


def to_csv(year: Programme) -> dict[str, bytes]:
    """Return a programme as CSV files by name. Text that a spreadsheet would run is disarmed with an apostrophe."""
    return {f"{table}.csv": _csv(headings, rows) for table, headings, rows in tables_of(year)}


def _csv(headings: list[str], rows: Iterator[dict[str, Any]]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_text(row.get(heading)) for heading in headings] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case date():
            return value.isoformat()
        case tuple():
            return disarmed("; ".join(value))
        case str():
            return disarmed(value)
    return repr(value)


def disarmed(text: str) -> str:
    """Return text that a spreadsheet shows and never runs; reading takes the apostrophe away again.

    >>> disarmed("=1+1"), disarmed("Good")
    ("'=1+1", 'Good')
    """
    return f"'{text}" if _FORMULA.match(text) else text
