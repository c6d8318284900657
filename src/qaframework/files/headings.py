"""Find the row of headings under titles and merged cells."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from qaframework.files.tables import recognise

LOOKED_AT = 15
"""How many rows from the top may be titles."""

Row = tuple[int, Sequence[object]]


def find_headings(table: str, rows: Iterator[Row]) -> tuple[list[str | None] | None, Iterator[Row]]:
    """Return the headings of a table and the rows below them.

    Titles above are passed over. Two rows of headings are joined where the upper one groups the lower: ``Domain``
    merged over ``RISK`` and ``VOICE`` reads as ``domain.RISK`` and ``domain.VOICE``.

    Returns:
        The headings, None where a column has none; or None where no row near the top fits this table.
    """
    top = list(itertools.islice(rows, LOOKED_AT))
    best: tuple[int, int, list[str | None]] | None = None
    for i, (_, cells) in enumerate(top):
        below = top[i + 1][1] if i + 1 < len(top) else ()
        for height, headings in ((1, _single(cells)), (2, _joined(table, cells, below))):
            score = sum(recognise(table, heading) is not None for heading in headings)
            if score and (best is None or score > best[0]):
                best = (score, i + height, headings)
    if best is None:
        return None, iter(())
    return best[2], itertools.chain(top[best[1] :], rows)


def _single(cells: Sequence[object]) -> list[str | None]:
    return [_text(cell) for cell in cells]


def _text(cell: object) -> str | None:
    return (" ".join(cell.split()) or None) if isinstance(cell, str) else None if cell is None else str(cell)


def _joined(table: str, upper: Sequence[object], lower: Sequence[object]) -> list[str | None]:
    headings: list[str | None] = []
    group: str | None = None
    for over, under in itertools.zip_longest(map(_text, upper), map(_text, lower)):
        group = over or group
        grouped = f"{group}.{under}" if group and under else None
        if grouped and recognise(table, grouped):
            headings.append(grouped)
        elif under and recognise(table, under):
            headings.append(under)
        else:
            headings.append(over if under is None else under)
    return headings
