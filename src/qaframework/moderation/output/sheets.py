"""Rows as an Excel workbook: one header row that stays in view, filters, text that is never run."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.files.excel import settled

if TYPE_CHECKING:
    from openpyxl import Workbook

MOST_ROWS = 1_048_575
"""How many rows Excel holds under the header."""

A4 = 9
LINE = 15.0
HIGHEST = 400.0
_DARK_BLUE = "12436D"
_SETTLED = datetime(2000, 1, 1)


@attrs.frozen(kw_only=True)
class Sheet:
    """One sheet of a workbook.

    Attributes:
        title: its name.
        headings: its columns, each with its width.
        rows: what stands in them.
        count: how many rows there are in all.
        filters: whether people filter it; a sheet that is only read has none.
    """

    title: str
    headings: Mapping[str, int]
    rows: Iterable[Mapping[str, Any]]
    count: int
    filters: bool = True

    @property
    def shown(self) -> int:
        """How many of the rows fit."""
        return min(self.count, MOST_ROWS)


def workbook(sheets: Sequence[Sheet]) -> bytes:
    """Return sheets as a workbook whose bytes depend on nothing but what is in it."""
    from openpyxl import Workbook

    made = Workbook(write_only=True)
    for sheet in sheets:
        add_sheet(made, sheet)
    return as_bytes(made)


def as_bytes(made: Workbook) -> bytes:
    """Return a workbook as bytes that depend on nothing but what is in it: no clock, no name of who made it."""
    made.properties.creator = "qaframework"
    made.properties.created = _SETTLED
    raw = io.BytesIO()
    made.save(raw)
    return settled(raw.getvalue())


def add_sheet(made: Workbook, sheet: Sheet) -> Any:
    """Add a sheet to a write-only workbook, and return it."""
    from openpyxl.utils import get_column_letter

    page = made.create_sheet(sheet.title)
    for number, width in enumerate(sheet.headings.values(), start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    page.freeze_panes = "A2"
    if sheet.filters:
        page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.headings))}{sheet.shown + 1}"
    page.print_title_rows = "1:1"
    page.page_setup.orientation = "landscape"
    page.page_setup.paperSize = A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.append([_header(page, heading) for heading in sheet.headings])
    cell = _Cells(page)
    for number, row in enumerate(_first(sheet.rows, sheet.shown), start=2):
        page.row_dimensions[number].height = _height(row, sheet.headings)
        page.append([cell(heading, row.get(heading)) for heading in sheet.headings])
        # The row is written by now; a long sheet would keep a million heights.
        del page.row_dimensions[number]
    return page


def _height(row: Mapping[str, Any], widths: Mapping[str, int]) -> float:
    """Return how high a row must be for its longest cell, because not every program works that out by itself."""
    lines = max(-(-len(str(row.get(heading) or "")) // max(width - 2, 1)) for heading, width in widths.items())
    return min(LINE * max(lines, 1), HIGHEST)


def _first(rows: Iterable[Mapping[str, Any]], most: int) -> Iterator[Mapping[str, Any]]:
    return (row for _, row in zip(range(most), rows, strict=False))


def _header(page: Any, heading: str) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    cell = WriteOnlyCell(page, value=heading)
    cell.font = Font(name="Calibri", size=11, bold=True, color="FFFFFF")
    cell.fill = PatternFill("solid", fgColor=_DARK_BLUE)
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    return cell


class _Cells:
    """Cells with their styles. Each is used again for every row, because a row is written as soon as it is added."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.made: dict[tuple[str, str], Any] = {}

    def __call__(self, heading: str, value: Any) -> Any:
        if value is None or value == "":
            return None
        kind = _kind(value)
        cell = self.made.get((heading, kind)) or self.made.setdefault((heading, kind), self._new(kind))
        cell.value = _shown(value)
        if isinstance(value, str):
            # A text that begins with = is text here, never a formula.
            cell.data_type = "s"
        return cell

    def _new(self, kind: str) -> Any:
        from openpyxl.cell import WriteOnlyCell
        from openpyxl.styles import Alignment

        cell = WriteOnlyCell(self.page)
        cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=kind in ("text", "like a formula"))
        cell.number_format = {"day": "dd/mm/yyyy", "number": "General"}.get(kind, "@")
        cell.quotePrefix = kind == "like a formula"
        return cell


def _kind(value: object) -> str:
    if isinstance(value, str):
        return "like a formula" if value[:1] in ("=", "+", "-", "@") else "text"
    return "day" if isinstance(value, date) else "number"


def _shown(value: Any) -> Any:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        # Excel reads _x000D_ as a sign of its own, unless the underscore is written as one.
        plain = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", value.encode("utf-8", "replace").decode())
        return ILLEGAL_CHARACTERS_RE.sub(" ", plain)
    return value
