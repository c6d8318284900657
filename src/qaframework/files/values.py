"""What the cells of a column read as, many at a time: what a whole block has in common is asked of it once."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any

from qaframework.files.cells import CellError, single

ReadCell = Callable[[object], Any]
Fault = tuple[int, CellError]
"""Which of the cells cannot be read, counted from 0, and why."""

REMEMBERED = 20_000
"""How many different texts of a column are remembered."""
SHORT = 40
"""How long a text may be that is remembered."""


class Remembered(dict[object, Any]):
    """What cells read as. The same short text is read only once, for a long column often holds few different ones.

    Blanks read as None. Only texts are remembered: to a dict, 1 and yes are the same key.
    """

    def __init__(self, read: ReadCell) -> None:
        super().__init__({None: None})
        self._read = read

    def __missing__(self, cell: object) -> Any:
        value = self._read(cell)
        if isinstance(cell, str) and len(cell) <= SHORT and len(self) < REMEMBERED:
            self[cell] = value
        return value

    def of(self, cells: Sequence[object]) -> tuple[list[Any], list[Fault]]:
        """Return what each cell reads as, None where it cannot be read; and those that cannot."""
        try:
            return list(map(self.__getitem__, cells)), []
        except (CellError, TypeError):
            return self._one_by_one(cells)

    def _one_by_one(self, cells: Sequence[object]) -> tuple[list[Any], list[Fault]]:
        values: list[Any] = []
        faults: list[Fault] = []
        for place, cell in enumerate(cells):
            try:
                values.append(self[single(cell)])
            except CellError as error:
                values.append(None)
                faults.append((place, error))
        return values, faults


class ValueColumn:
    """A column whose cells have nothing to say about each other.

    Args:
        read: reads one cell.
        watch: where cells are texts that are kept as they are, what one may not hold without a closer look; None
            where every cell is looked at.
    """

    def __init__(self, read: ReadCell, watch: re.Pattern[str] | None = None) -> None:
        self._known = Remembered(read)
        self._watch = watch

    def values(self, cells: Sequence[object], _: Sequence[int]) -> tuple[list[Any], list[Fault]]:
        """Return what each cell reads as, None where it is blank or cannot be read; and those that cannot."""
        texts = _texts(cells, self._watch) if self._watch else None
        return self._known.of(cells) if texts is None else (texts, [])


def _texts(cells: Sequence[Any], watch: re.Pattern[str]) -> list[str | None] | None:
    """Return cells as texts, where all are plain ones and most are different; None where they want a closer look."""
    try:
        joined = "".join(filter(None, cells))
        if len(joined) < SHORT * len(cells) and 4 * len(set(cells)) < 3 * len(cells):
            return None
        joined.isascii() or joined.encode()
        texts = [None if cell is None else cell.strip() or None for cell in cells]
    except (TypeError, AttributeError, UnicodeEncodeError):
        return None
    return None if watch.search(joined) else texts
