"""Pictures in a report: drawn from what may be shown, left out where matplotlib is not installed."""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator, Sequence

from qaframework.disclosure.protected import ProtectedTable
from qaframework.reports.blocks import Figure

DPI = 110


def bars(tables: Sequence[ProtectedTable], caption: str, how: str) -> Iterator[Figure]:
    """Yield tables as one picture of bars, with what it says in words; nothing where too little may be shown to draw.

    The table of its numbers stands beside it in the report already.

    Args:
        tables: what to draw, each a table that is safe to show.
        caption: what the picture shows.
        how: the anchor of the basis of its numbers.
    """
    drawn = [table for table in tables if not table.words and any(cell.value for cell in table.cells.values())]
    if not drawn or importlib.util.find_spec("matplotlib") is None:
        return
    from qaframework.plots.bars import bars as drawing

    plot = drawing(drawn, title=caption)
    yield Figure(caption=caption, alt=plot.alt, image=plot.png(dpi=DPI), how=how)
