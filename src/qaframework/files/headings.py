"""A table as its file holds it; and the row of headings, found under titles and merged cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import attrs

from qaframework.files.cells import Unreadable
from qaframework.files.tables import TABLES, columns_of, recognise

LOOKED_AT = 15
"""How many rows from the top may be titles."""

Row = tuple[int, Sequence[object] | Unreadable]
"""A row's number as people see it, and its cells; or why it cannot be read."""

Headings = Sequence[str | None]


@attrs.frozen(kw_only=True)
class RawTable:
    """A table as its file holds it.

    Attributes:
        name: its sheet, file or key.
        headings: the heading of each column, None where it has none.
        heading_row: the row the headings stand in; None where the rows are objects with keys.
        rows: the rows below, read as they are asked for.
    """

    name: str
    headings: Headings
    heading_row: int | None = None
    rows: Iterable[Row] = ()


def find_table(table: str, name: str, rows: Iterator[Row]) -> RawTable | None:
    """Return the rows of a sheet or file as a table, or None where no row near the top has its headings.

    Titles above are passed over. Two rows of headings are joined where the upper one groups the lower: ``Domain``
    merged over ``RISK`` and ``VOICE`` reads as ``domain.RISK`` and ``domain.VOICE``.
    """
    top = list(itertools.islice(rows, LOOKED_AT))
    score, last, headings = _best(table, top)
    if not score:
        return None
    return RawTable(name=name, headings=headings, heading_row=top[last][0], rows=itertools.chain(top[last + 1 :], rows))


def fitting_table(rows: Iterable[Row]) -> str | None:
    """Return the table whose headings stand near the top: all that it needs, and more than of any other. Or None."""
    top = list(itertools.islice(rows, LOOKED_AT))
    scores = {table: _best(table, top) for table in TABLES}
    best = max(TABLES, key=lambda table: scores[table][0])
    score, _, headings = scores[best]
    needed = {column.name for column in columns_of(best) if column.needed}
    alone = [other for other, (its, _, _) in scores.items() if its == score] == [best]
    return best if score and alone and needed <= {recognise(best, one) for one in headings if one} else None


def fit(table: str, top: Sequence[Row]) -> int:
    """Return how many columns of a table the best row of headings near the top has."""
    return _best(table, top)[0]


def _best(table: str, top: Sequence[Row]) -> tuple[int, int, Headings]:
    """Return how many columns the best headings name, the index of their last row, and the headings."""
    best: tuple[int, int, Headings] = (0, 0, ())
    for i, (_, cells) in enumerate(top):
        lower = _texts(cells)
        candidates = [lower, _joined(table, _texts(top[i - 1][1]), lower)] if i else [lower]
        for headings in candidates:
            score = len({name for name in (recognise(table, one) for one in headings if one) if name})
            if score > best[0]:
                best = (score, i, headings)
    return best


def _texts(cells: Sequence[object] | Unreadable) -> list[str | None]:
    return [] if isinstance(cells, Unreadable) else [_text(cell) for cell in cells]


def _text(cell: object) -> str | None:
    return (" ".join(cell.split()) or None) if isinstance(cell, str) else None if cell is None else str(cell)


def _joined(table: str, upper: Headings, lower: Headings) -> Headings:
    """Return two rows of headings as one: the lower, under its group where it is none by itself, or else the upper."""
    headings: list[str | None] = []
    group: str | None = None
    for over, under in itertools.zip_longest(upper, lower):
        group = over or group
        if under is None:
            headings.append(over)
        elif recognise(table, under) or not group or recognise(table, group):
            headings.append(under)
        else:
            headings.append(f"{group}.{under}")
    return headings
