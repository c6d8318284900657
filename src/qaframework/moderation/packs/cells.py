"""Cells of a pack's workbook: text that stays text, days as days, rows as high as what is in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

BLUE = "12436D"
LINE, _HIGHEST = 15.0, 400.0
"""How high a line of text is, and how high a row may get, in points."""


def put(
    sheet: Any, number: int, values: Sequence[object], *, bold: bool = False, size: int = 11, fill: str | None = None
) -> None:
    """Write values into a row, from its first cell on."""
    from openpyxl.styles import Font, PatternFill

    for column, value in enumerate(values, start=1):
        cell = sheet.cell(number, column)
        write(cell, value)
        cell.alignment = top()
        cell.font = Font(name="Calibri", size=size, bold=bold or (column == 1 and len(values) > 1))
        if fill:
            cell.fill = PatternFill("solid", fgColor=fill)


def header(sheet: Any, number: int, headings: Sequence[str]) -> None:
    """Write headings, white on blue."""
    from openpyxl.styles import Font, PatternFill

    put(sheet, number, headings)
    for cell in sheet[number]:
        cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=BLUE)


def write(cell: Any, value: object) -> None:
    """Write a value as what it is: a day, or text, and nothing where there is nothing."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, date):
        cell.value = value
        cell.number_format = "dd/mm/yyyy"
    elif value:
        # Set the type too: a text that begins with = is text here, never a formula.
        text = ILLEGAL_CHARACTERS_RE.sub(" ", str(value).encode("utf-8", "replace").decode())
        cell.value = text
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = text[:1] in "=+-@"


def top() -> Any:
    """Return the alignment of text that is read from its top left."""
    from openpyxl.styles import Alignment

    return Alignment(horizontal="left", vertical="top", wrap_text=True)


def lined() -> Any:
    """Return thin lines on all sides."""
    from openpyxl.styles import Border, Side

    thin = Side(style="thin", color="8CA3B8")
    return Border(left=thin, right=thin, top=thin, bottom=thin)


def height(texts: Iterable[tuple[str, int]]) -> float:
    """Return how high a row must be, because not every program works that out by itself."""
    lines = max(sum(max(1, -(-len(line) // (width - 2))) for line in text.split("\n")) for text, width in texts)
    return min(LINE * max(lines, 1), _HIGHEST)
