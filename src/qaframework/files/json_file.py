"""JSON: one key a table, one object a row. And rows from anywhere, which look the same."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import Any

from qaframework.errors import DataError, Problem, nearest
from qaframework.files.cells import Unreadable, describe
from qaframework.files.headings import RawTable, Row
from qaframework.files.sources import Source
from qaframework.files.tables import TABLES, recognise_table
from qaframework.files.writing import tables_of
from qaframework.model.programme import Programme
from qaframework.plugins import Plugins

FORMAT = 1
_MARK = "qaframework"
_SHAPE = 'Write {"reviews": [{"id": ...}, ...], ...}'


def read_json(content: bytes, name: str) -> Source:
    """Return what a JSON file holds.

    Raises:
        DataError: it is not JSON, not an object, or of a format that is not known.
    """
    told = _parsed(content, name)
    version = told.pop(_MARK, FORMAT)
    if version != FORMAT:
        newer = isinstance(version, int) and version > FORMAT
        what = "a newer format" if newer else "a format that there is not"
        fix = "Read it with a newer qaframework" if newer else "Write it again with qa.write"
        raise DataError([Problem(name, f"{what} (this version reads format {FORMAT})", fix)])
    source = Source("json", name)
    for position, (key, rows) in enumerate(told.items(), start=1):
        table = recognise_table(key)
        if table is None:
            near = nearest(key.casefold(), TABLES)
            fix = f"Did you mean {near!r}?" if near else f"The tables are {', '.join(TABLES)}"
            source.refuse(near, f"{name} key {position}", "a key that is no table", fix)
        elif table in source.tables:
            source.refuse(table, f"{name} key {position}", f"a second key of the table {table}", "Keep one of them")
        elif not isinstance(rows, list):
            source.refuse(table, f"{name} {table}", f"{describe(rows)}, where a list of rows is expected", _SHAPE)
        elif raw := rows_table(key, rows):
            source.tables[table] = raw
    return source


def _parsed(content: bytes, name: str) -> dict[str, Any]:
    try:
        told = json.loads(content, object_pairs_hook=_once) if content.strip() else None
    except json.JSONDecodeError as error:
        what, fix = "not JSON", "Write it with qa.write, or check this line"
        raise DataError([Problem(f"{name} line {error.lineno}", what, fix)]) from None
    except _TwiceError:
        raise DataError([Problem(name, "an object with the same key twice", "Keep one of them")]) from None
    except UnicodeDecodeError:
        raise DataError([Problem(name, "text in an encoding that cannot be read", "Save it as UTF-8")]) from None
    except (ValueError, RecursionError):  # a number of thousands of digits, endless nesting
        raise DataError([Problem(name, "not JSON", "Write it with qa.write")]) from None
    if not isinstance(told, dict):
        what = "an empty file" if not content.strip() else f"{describe(told)}, where an object of tables is expected"
        raise DataError([Problem(name, what, _SHAPE)])
    return told


class _TwiceError(ValueError):
    """An object has the same key twice, of which JSON would silently keep the last."""


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) < len(pairs):
        raise _TwiceError
    return told


def rows_table(name: str, rows: Iterable[Any]) -> RawTable | None:
    """Return rows as a table, their numbers counting from 1; None where there are none.

    Its headings are all the keys there are. Of an iterator, which is read as it comes, they are those of the first row.
    """
    if isinstance(rows, Iterator):
        first = next(rows, None)
        keys = list(first) if isinstance(first, Mapping) else []
        rows = () if first is None else chain((first,), rows)
        empty = first is None
    else:
        rows = list(rows)
        keys = list(dict.fromkeys(key for row in rows if isinstance(row, Mapping) for key in row))
        empty = not rows
    return None if empty else RawTable(name=name, headings=list(map(str, keys)), rows=_numbered(rows, keys))


def _numbered(rows: Iterable[Any], keys: list[Any]) -> Iterator[Row]:
    known = frozenset(keys)
    for number, row in enumerate(rows, start=1):
        if type(row) is dict and list(row) == keys:
            yield number, list(row.values())
        elif not isinstance(row, Mapping):
            fix = "Give each row as a mapping of column to value"
            yield number, Unreadable(f"{describe(row)}, where a row is expected", fix)
        elif not row.keys() <= known:
            fix = "Give every key in the first row too, or give the rows as a list"
            yield number, Unreadable("a key that the first row does not have", fix)
        else:
            yield number, list(map(row.get, keys))


def to_json(year: Programme, plugins: Plugins | None = None) -> bytes:
    """Return a programme as JSON; blanks are left out.

    Raises:
        DataError: something would not read back as it is.
    """
    told: dict[str, Any] = {_MARK: FORMAT}
    for table in tables_of(year, plugins):
        told[table.name] = [
            {heading: _plain(row[heading]) for heading in table.headings if row.get(heading) not in (None, ())}
            for row in table.rows
        ]
    return (json.dumps(told, indent=1, ensure_ascii=False, allow_nan=False) + "\n").encode()


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
