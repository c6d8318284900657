"""Read the rows of a table in blocks, column by column: what a column's cells have in common is then found out once."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from qaframework.files.cells import CellError, Unreadable
from qaframework.files.columns import Layout
from qaframework.files.headings import Row

Values = dict[str, Any]
Cells = Sequence[object]

ROWS = 500
"""How many rows are read together."""


@attrs.frozen
class Block:
    """Some rows of a table, in their order.

    Attributes:
        numbers: the number of each row.
        cells: its cells, as many as there are columns at least; none where nothing of the row can be read.
        values: its values without the blank ones; None for one that cannot be read.
        faults: what cannot be read: which of these rows, counted from 0, the column or None for all of it, and why.
    """

    numbers: Sequence[int]
    cells: Sequence[Cells]
    values: Sequence[Values]
    faults: Sequence[tuple[int, str | None, CellError]]


def blocks_of(layout: Layout, rows: Iterable[Row]) -> Iterator[Block]:
    """Yield the rows of a table in blocks, but for those without cells: a sheet may have a million below its last."""
    filled = (row for row in rows if row[1])
    for lost, alike in itertools.groupby(filled, lambda row: type(row[1]) is Unreadable):
        while some := list(itertools.islice(alike, ROWS)):
            numbers, cells = zip(*some, strict=True)
            yield _lost(numbers, cells) if lost else _read(layout, numbers, cells)


def _lost(numbers: Sequence[int], reasons: Sequence[Unreadable]) -> Block:
    """Return rows that their own file cannot read."""
    faults = [(place, None, CellError(why.what, why.fix)) for place, why in enumerate(reasons)]
    return Block(numbers, [()] * len(numbers), [{} for _ in numbers], faults)


def _read(layout: Layout, numbers: Sequence[int], rows: Iterable[Cells]) -> Block:
    cells = [row if len(row) >= layout.width else [*row, *[None] * (layout.width - len(row))] for row in rows]
    values: list[Values] = [{} for _ in numbers]
    faults: list[tuple[int, str | None, CellError]] = []
    columns = list(zip(*cells, strict=False))
    for name, position, column in layout.columns:
        found, broken = column.values(columns[position], numbers)
        for row, value in zip(values, found, strict=True):
            if value is not None:
                row[name] = value
        for place, error in broken:
            values[place][name] = None
            faults.append((place, name, error))
    return Block(numbers, cells, values, faults)
