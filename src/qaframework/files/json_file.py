"""JSON: one key a table, one object a row."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from qaframework.errors import DataError, Problem, nearest
from qaframework.files.tables import TABLES, RawTable, recognise_table, tables_of
from qaframework.model.programme import Programme

FORMAT = 1
_MARK = "qaframework"


def read_json(content: bytes, name: str) -> dict[str, RawTable]:
    """Return the tables of a JSON file.

    Raises:
        DataError: it is not JSON, not an object of tables, or of a newer format.
    """
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        line = f" line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise DataError([Problem(f"{name}{line}", "not JSON", "Write it with qa.write, or check this line")]) from None
    if not isinstance(told, dict):
        raise DataError([Problem(name, "not an object with one key a table", 'Write {"reviews": [...], ...}')])
    version = told.pop(_MARK, FORMAT)
    if version != FORMAT:
        fix = "Read it with a newer qaframework"
        raise DataError([Problem(name, f"a format this version does not know (it knows {FORMAT})", fix)])
    tables: dict[str, RawTable] = {}
    problems: list[Problem] = []
    for key, rows in told.items():
        table = recognise_table(key)
        if table is None:
            near = nearest(key, TABLES)
            fix = f"Did you mean {near!r}" if near else f"The tables are {', '.join(TABLES)}"
            problems.append(Problem(name, f"a key {key!r} that is no table", fix))
        elif not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            problems.append(Problem(f"{name} {key}", "not a list of objects", "Write one object a row"))
        else:
            tables[table] = rows_table(key, rows)
    if problems:
        raise DataError(problems, name)
    return tables


def rows_table(name: str, rows: Sequence[Mapping[Any, Any]]) -> RawTable:
    """Return rows as a table: its headings are all their keys, its row numbers count from 1."""
    headings = list(dict.fromkeys(str(key) for row in rows for key in row))
    return RawTable(
        name=name,
        headings=[(heading, heading) for heading in headings],
        rows=((number, [row.get(heading) for heading in headings]) for number, row in enumerate(rows, start=1)),
    )


def to_json(year: Programme) -> bytes:
    """Return a programme as JSON; blanks are left out."""
    told: dict[str, Any] = {_MARK: FORMAT}
    for table, headings, rows in tables_of(year):
        told[table] = [
            {heading: _plain(row[heading]) for heading in headings if row.get(heading) not in (None, ())}
            for row in rows
        ]
    return (json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
