"""Read Excel workbooks: one sheet a table."""

from __future__ import annotations

import functools
import io
import itertools
import re
import warnings
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from qaframework.errors import DataError, Problem
from qaframework.files.cells import ERROR_VALUE, ERROR_VALUES, MOST, Shown, Unreadable
from qaframework.files.excel import GUIDANCE, LISTS
from qaframework.files.headings import Row
from qaframework.files.sources import Part, Source

if TYPE_CHECKING:
    from openpyxl import Workbook

_UNTOLD = Unreadable(
    "a formula without a saved value", "Open the workbook in Excel, save it, and try again; or type the value"
)
_DAMAGED = Unreadable("a damaged sheet; nothing from this row on was read", "Open it in Excel and save it again")
_OLD_OR_LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_ZEROS = re.compile(r"0{2,}")
_AS_IT_IS = re.compile(r"General|@|[#,]*0?(\.0+)?_?\)?", re.IGNORECASE)

_AT_ONCE = 500
"""How many rows are taken from a sheet at once."""

_Opener = Callable[[], Any]


def read_excel(content: bytes, name: str) -> Source:
    """Return what a workbook holds.

    Raises:
        DataError: it is no workbook that can be opened.
    """
    source = Source("excel", name)
    for number, (sheet, rows) in enumerate(_sheets(content, name), start=1):
        if sheet.title not in (GUIDANCE, LISTS):
            place = f"sheet {number}" + ("" if sheet.sheet_state == "visible" else " (hidden)")
            source.take(Part(sort="sheet", title=sheet.title, name=sheet.title, place=place, rows=rows))
    return source.insist("no sheet with a table in it")


def read_sheets(content: bytes, name: str) -> dict[str, Callable[[], Iterator[Row]]]:
    """Return each sheet of a workbook by its title; called, it gives its rows.

    Raises:
        DataError: it is no workbook that can be opened.
    """
    return {sheet.title: rows for sheet, rows in _sheets(content, name)}


def _sheets(content: bytes, name: str) -> Iterator[tuple[Any, Callable[[], Iterator[Row]]]]:
    values = functools.cache(lambda: _opened(content, name, values=True))
    for sheet in _opened(content, name, values=False).worksheets:
        yield sheet, functools.partial(_rows, sheet, functools.partial(_sheet, values, sheet.title))


def _sheet(workbook: Callable[[], Workbook], title: str) -> Any:
    return workbook()[title]


def _opened(content: bytes, name: str, *, values: bool) -> Workbook:
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            workbook = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=values)
            for sheet in workbook.worksheets:
                sheet.reset_dimensions()  # some programs write a size smaller than the sheet
            return workbook
    except Exception as error:  # openpyxl raises many kinds for a file that is damaged, locked or no workbook
        raise DataError([Problem(name, *_why_not(content, error))]) from None


def _why_not(content: bytes, error: Exception) -> tuple[str, str]:
    if not content:
        return "an empty file", "Save the workbook again"
    if content.startswith(_OLD_OR_LOCKED):
        return "a workbook with a password, or an old .xls", "Take the password off, and save it as .xlsx"
    return f"no workbook that can be opened ({type(error).__name__})", "Open it in Excel and save it as .xlsx"


def _rows(sheet: Any, values: _Opener) -> Iterator[Row]:
    """Yield the rows of a sheet, read as they are asked for."""
    saved = _SavedValues(values)
    number = 0
    try:
        for number, cells in enumerate(_quietly(sheet), start=1):
            yield (
                number,
                [
                    _told(saved.of(number, position) if cell.data_type == "f" else cell, cell)
                    for position, cell in enumerate(cells)
                ],
            )
    except Exception:  # openpyxl raises many kinds where a sheet is damaged, and their messages repeat cells
        yield number + 1, _DAMAGED


def _quietly(sheet: Any) -> Iterator[Any]:
    """Yield the rows of a sheet without openpyxl's warnings, which repeat what stands in cells."""
    rows = sheet.iter_rows()
    damage: Exception | None = None
    while damage is None:
        some: list[Any] = []
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                for row in itertools.islice(rows, _AT_ONCE):
                    some.append(row)  # one by one, so that what was read before the damage is kept
            except Exception as error:
                damage = error
        yield from some
        if damage is None and len(some) < _AT_ONCE:
            return
    raise damage


class _SavedValues:
    """What the formulas of a sheet gave when it was last saved: the same sheet, read alongside when asked."""

    def __init__(self, values: _Opener) -> None:
        self._open = values
        self._rows: Iterator[Any] | None = None
        self._number = 0
        self._cells: Any = ()

    def of(self, number: int, position: int) -> Any:
        """Return the cell with the saved value of a formula."""
        if self._rows is None:
            self._rows = _quietly(self._open())
        while self._number < number:
            self._cells = next(self._rows)
            self._number += 1
        return self._cells[position]


def _told(cell: Any, formula: Any) -> object:
    """Return a cell's value, or what its sheet shows where that is something else."""
    value = cell.value
    if value is None:
        # A formula that gives an empty text has the type of a text; one that was never worked out has none.
        return _UNTOLD if formula.data_type == "f" and cell.data_type != "str" else None
    if isinstance(value, str):
        if cell.data_type == "e" or value in ERROR_VALUES:
            return ERROR_VALUE
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _number(value, formula.number_format or "General")
    return value


def _number(value: float, shown: str) -> object:
    if abs(value) >= MOST:
        return Shown(value, None)
    if _ZEROS.fullmatch(shown) and value == int(value) >= 0:
        return Shown(value, f"{int(value):0{len(shown)}d}")
    return value if _AS_IT_IS.fullmatch(shown) else Shown(value, None)
