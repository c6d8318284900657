"""What somebody wrote in a pack where nothing is read: told, so that nobody takes it for recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from qaframework.errors import Problem
from qaframework.files.cells import CellError, Unreadable, plain
from qaframework.files.headings import Row
from qaframework.files.notes import letter
from qaframework.tracker.packs.workbook import TO_READ

_FIX = "Write it in the tinted columns of the sheet Updates, if it is to be recorded"


def is_blank(cell: object) -> bool:
    """Return whether nothing stands in a cell."""
    try:
        return plain(cell) is None
    except CellError:
        return False


def in_columns(cells: Mapping[int, bool], sheet: str) -> Iterator[Problem]:
    """Yield the columns of somebody's own in which something stands."""
    for place in sorted(place for place, filled in cells.items() if filled):
        yield Problem(f"{sheet}!{letter(place)}", "something is written in a column that is not the pack's", _FIX)


def on_sheets(sheets: Mapping[str, Callable[[], Iterable[Row]]], own: Iterable[str]) -> Iterator[Problem]:
    """Yield what stands beside the lists that are there to be read, and the sheets that somebody added.

    Args:
        sheets: every sheet by its title.
        own: the titles of those that are read in another way.
    """
    for number, (title, rows) in enumerate(sheets.items(), start=1):
        if title in TO_READ:
            yield from in_columns(_filled(rows(), TO_READ[title]), title)
        elif title not in own and any(_filled(rows(), 0).values()):
            yield Problem(f"sheet {number}", "something is written on a sheet that is not the pack's", _FIX)


def _filled(rows: Iterable[Row], width: int) -> dict[int, bool]:
    """Return of each column after so many whether something stands in it."""
    filled: dict[int, bool] = {}
    for _, cells in rows:
        if not isinstance(cells, Unreadable):
            for place, cell in enumerate(cells[width:], start=width):
                filled[place] = filled.get(place, False) or not is_blank(cell)
    return filled
