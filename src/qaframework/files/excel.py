"""Excel workbooks: one sheet a table, drop-downs where there are choices, a page of guidance."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from qaframework.errors import DataError, Problem, nearest
from qaframework.files.cells import ERROR_VALUES, Shown, Unreadable
from qaframework.files.headings import find_headings
from qaframework.files.tables import TABLES, Column, RawTable, columns_of, recognise_table, tables_of
from qaframework.model.programme import Programme
from qaframework.model.templates import ReviewTemplate
from qaframework.scales import GradingScale, Missing

if TYPE_CHECKING:
    from openpyxl import Workbook

GUIDANCE = "Guidance"
LISTS = "Lists"
MOST_ROWS = 1_048_575
MOST_CHARACTERS = 32_767
_FIRST_DAY = date(1900, 3, 1)
_UNTOLD = Unreadable(
    "a formula without a saved value", "Open the workbook in Excel, save it, and try again; or type the value"
)
_ERROR = Unreadable("a spreadsheet error value", "Put the formula right, or type the value")


# -- reading -----------------------------------------------------------------------------------------------------


def read_excel(content: bytes, name: str) -> tuple[dict[str, RawTable], list[str]]:
    """Return the tables of a workbook, and the names of the sheets that are none.

    Raises:
        DataError: it is no workbook, a sheet's name is nearly a table's, or no sheet is a table.
    """
    import openpyxl

    def opened(*, values: bool) -> Workbook:
        return openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=values)

    try:
        workbook = opened(values=False)
    except Exception as error:  # openpyxl raises many kinds for a file that is damaged, locked or no workbook
        locked = content[:8] == b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        fix = "Take the password off, or save it as .xlsx" if locked else "Save it from Excel as .xlsx"
        raise DataError([Problem(name, f"no workbook that can be opened ({type(error).__name__})", fix)]) from error
    saved: list[Workbook] = []
    tables: dict[str, RawTable] = {}
    ignored: list[str] = []
    problems: list[Problem] = []
    for sheet in workbook.worksheets:
        table = recognise_table(sheet.title)
        near = nearest(sheet.title.casefold(), TABLES)
        if sheet.title in (GUIDANCE, LISTS):
            continue
        if table is None and near:
            problems.append(Problem(sheet.title, f"a sheet named nearly like the table {near}", f"Rename it to {near}"))
        elif table is None:
            ignored.append(sheet.title)
        elif table in tables:
            problems.append(Problem(sheet.title, f"a second sheet of the table {table}", "Keep one of them"))
        else:

            def stored(title: str = sheet.title) -> Any:
                if not saved:
                    saved.append(opened(values=True))
                return saved[0][title]

            headings, rows = find_headings(table, _rows(sheet, stored))
            if headings is not None:
                tables[table] = RawTable(
                    name=sheet.title,
                    headings=[(one, _letter(i)) for i, one in enumerate(headings)],
                    rows=rows,
                )
            elif any(any(cell is not None for cell in cells) for _, cells in _rows(sheet, stored)):
                problems.append(Problem(sheet.title, "no row of headings", "Put the column names in the first row"))
    if not tables and not problems:
        what, fix = "no sheet with a table in it", f"Name sheets after tables: {', '.join(TABLES)}"
        problems.append(Problem(name, what, fix))
    if problems:
        raise DataError(problems, name)
    return tables, ignored


def _letter(position: int) -> str:
    from openpyxl.utils import get_column_letter

    return get_column_letter(position + 1)


def _rows(sheet: Any, stored: Any) -> Iterator[tuple[int, Sequence[object]]]:
    values: dict[tuple[int, int], Any] | None = None
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = []
        for position, cell in enumerate(cells):
            if cell.data_type == "f":
                if values is None:
                    values = _saved_values(stored())
                row.append(_told(values.get((number, position), _UNTOLD), cell))
            else:
                row.append(_told(cell.value, cell))
        yield number, row


def _saved_values(sheet: Any) -> dict[tuple[int, int], Any]:
    """Return what the formulas of a sheet gave when the workbook was last saved."""
    return {
        (number, position): cell.value
        for number, cells in enumerate(sheet.iter_rows(), start=1)
        for position, cell in enumerate(cells)
        if cell.value is not None
    }


_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _told(value: Any, cell: Any) -> object:
    """Return a cell's value, or what its sheet shows where that is something else."""
    if isinstance(value, str):
        if cell.data_type == "e" or value in ERROR_VALUES:
            return _ERROR
        return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), value) if "_x" in value else value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        shown = cell.number_format or ""
        if re.fullmatch("0{2,}", shown) and float(value).is_integer():
            return Shown(value, f"{int(value):0{len(shown)}d}")
        if re.search(r"0E[+-]0", shown):
            return Shown(value, None)
    return value


# -- writing -----------------------------------------------------------------------------------------------------


def to_excel(year: Programme, scales: Mapping[str, GradingScale]) -> bytes:
    """Return a programme as a workbook.

    Raises:
        DataError: something does not fit into Excel: a longer text or more rows than it holds.
    """
    tables = {table: (headings, list(rows)) for table, headings, rows in tables_of(year)}
    problems = [*_too_much(tables)]
    if problems:
        raise DataError(problems)
    used = {activity.scale for activity in year.activities if activity.scale}
    return _bytes(_workbook(tables, [scales[name] for name in sorted(used) if name in scales], spare=200))


def blank(scales: Sequence[GradingScale], template: ReviewTemplate | None) -> bytes:
    """Return a workbook to fill in: every table's headings, drop-downs and a page of guidance."""
    tables: dict[str, tuple[list[str], list[dict[str, Any]]]] = {}
    for table in TABLES:
        headings = [column.name for column in columns_of(table) if column.name != "provenance"]
        if table == "reviews" and template is not None:
            headings += [f"domain.{domain.code}" for domain in template.domains]
        tables[table] = (headings, [])
    return _bytes(_workbook(tables, scales, spare=500, template=template))


def _too_much(tables: Mapping[str, tuple[list[str], list[dict[str, Any]]]]) -> Iterator[Problem]:
    for table, (_, rows) in tables.items():
        if len(rows) > MOST_ROWS:
            yield Problem(table, f"{len(rows):,} rows; Excel holds {MOST_ROWS:,}", "Write a CSV folder or JSON")
        for row in rows:
            for name, value in row.items():
                if isinstance(value, str) and len(_escaped(value)) > MOST_CHARACTERS:
                    where = f"{table} {row.get('id') or row.get('review') or ''}.{name}"
                    what = f"text of {len(value):,} characters; an Excel cell holds {MOST_CHARACTERS:,}"
                    yield Problem(where, what, "Shorten it, or write a CSV folder or JSON")


def _workbook(
    tables: Mapping[str, tuple[list[str], list[dict[str, Any]]]],
    scales: Sequence[GradingScale],
    *,
    spare: int,
    template: ReviewTemplate | None = None,
) -> Workbook:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    _guidance(workbook, tables, scales, template)
    lists = _choices(tables, scales)
    for table, (headings, rows) in tables.items():
        _sheet(workbook, table, headings, rows, lists, spare)
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    names = list(lists)
    sheet.append(names)
    for i in range(max((len(words) for words in lists.values()), default=0)):
        sheet.append([lists[name][i] if i < len(lists[name]) else None for name in names])
    return workbook


def _choices(tables: Mapping[str, Any], scales: Sequence[GradingScale]) -> dict[str, tuple[str, ...]]:
    """Return the words of each drop-down, by ``table.column``; those of the grades are ``grades``."""
    lists = {f"{table}.{column.name}": column.words for table in tables for column in columns_of(table) if column.words}
    grades = dict.fromkeys(level.label for scale in scales for level in scale.levels)
    return lists | {"grades": (*grades, *(kind.value for kind in Missing)), "yes or no": ("yes", "no")}


def _sheet(
    workbook: Workbook,
    table: str,
    headings: list[str],
    rows: list[dict[str, Any]],
    lists: Mapping[str, tuple[str, ...]],
    spare: int,
) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    sheet = workbook.create_sheet(table)
    columns = {column.name: column for column in columns_of(table)}
    last = len(rows) + 1 + spare
    for i, heading in enumerate(headings):
        letter = _letter(i)
        column = columns.get(heading, Column(name=heading))
        sheet.column_dimensions[letter].width = _width(column)
        # Codes such as 12E4 or 007 stay what they are only in columns formatted as text.
        sheet.column_dimensions[letter].number_format = "dd/mm/yyyy" if column.is_date else "@"
        _drop_down(sheet, letter, last, table, column, lists)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{_letter(len(headings) - 1)}{max(len(rows) + 1, 2)}"
    heads = []
    for heading in headings:
        cell = WriteOnlyCell(sheet, value=heading)
        needed = heading in columns and columns[heading].needed
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="12436D" if needed else "3D6E9C")
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        heads.append(cell)
    sheet.append(heads)
    for row in rows:
        sheet.append([_cell(sheet, row.get(heading)) for heading in headings])


def _width(column: Column) -> int:
    long = (
        "rationale",
        "statement",
        "text",
        "note",
        "evidence",
        "impact",
        "said",
        "did",
        "because",
        "reason",
        "title",
    )
    return 48 if column.name in long else 14 if column.is_date else max(12, len(column.name) + 4)


def _cell(sheet: Any, value: Any) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment

    if value is None or value == ():
        return None
    if isinstance(value, bool):
        value = "yes" if value else "no"
    if isinstance(value, tuple):
        value = "; ".join(value)
    if isinstance(value, date) and value < _FIRST_DAY:
        value = value.isoformat()
    cell = WriteOnlyCell(sheet)
    if isinstance(value, str):
        # Set the type too: a text that begins with = is text here, never a formula.
        cell.value = _escaped(value)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = Alignment(vertical="top", wrap_text=len(value) > 40)
        cell.quotePrefix = value[:1] in "=+-@"
    else:
        cell.value = value
        cell.alignment = Alignment(vertical="top")
        if isinstance(value, date):
            cell.number_format = "dd/mm/yyyy"
    return cell


def _escaped(text: str) -> str:
    """Return text with what XML cannot hold written as Excel writes it: ``_x000D_``."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda match: f"_x{ord(match[0]):04X}_", text)


def _drop_down(
    sheet: Any, letter: str, last: int, table: str, column: Column, lists: Mapping[str, tuple[str, ...]]
) -> None:
    from openpyxl.worksheet.datavalidation import DataValidation

    name = f"{table}.{column.name}"
    if column.name in ("overall", "grade") or column.name.startswith("domain."):
        name = "grades"
    elif column.kind == (bool | None):
        name = "yes or no"
    if column.is_date:
        check = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
        check.error = "Write a date, such as 25/03/2024."
    elif name in lists:
        place = _letter(list(lists).index(name))
        check = DataValidation(
            type="list", formula1=f"{LISTS}!${place}$2:${place}${len(lists[name]) + 1}", allow_blank=True
        )
        check.error = "Choose from the list."
        check.showErrorMessage = not column.open
    else:
        return
    check.errorTitle = column.name
    if column.guidance:
        check.promptTitle = column.name[:32]
        check.prompt = column.guidance[:255]
    check.add(f"{letter}2:{letter}{last}")
    sheet.data_validations.append(check)


def _guidance(
    workbook: Workbook,
    tables: Mapping[str, Any],
    scales: Sequence[GradingScale],
    template: ReviewTemplate | None,
) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    sheet = workbook.create_sheet(GUIDANCE)
    for letter, width in zip("ABCD", (22, 20, 10, 90), strict=True):
        sheet.column_dimensions[letter].width = width

    def add(*cells: str | None, bold: bool = False) -> None:
        made = []
        for text in cells:
            cell = WriteOnlyCell(sheet, value=text)
            cell.font = Font(bold=bold)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            made.append(cell)
        sheet.append(made)

    add("How to fill in this workbook", bold=True)
    add("One sheet holds one kind of record; one row is one record. Columns marked needed cannot be left blank.")
    add("Use codes for people and pseudonyms for children: no names, dates of birth or case numbers anywhere.")
    add("Sheets that you do not need can stay empty. Columns may stand in any order.")
    add(None)
    add("sheet", "column", "needed", "what to write", bold=True)
    for table in tables:
        for column in columns_of(table):
            if column.name != "provenance":
                choices = f" ({', '.join(column.words)})" if column.words else ""
                add(table, column.name, "needed" if column.needed else None, column.guidance + choices)
    add(None)
    if template is not None and template.domains:
        add("domains of the template", template.title, None, None, bold=True)
        for domain in template.domains:
            add(
                "reviews",
                f"domain.{domain.code}",
                None,
                f"{domain.title}: {' '.join(domain.prompts)}".rstrip(": "),
            )
        add(None)
    add("grading scales", bold=True)
    for scale in scales:
        add(scale.id, None, None, f"{scale.title}: {', '.join(level.label for level in scale.levels)}")
    words = ", ".join(kind.value for kind in Missing)
    add("no grade", None, None, f"Where there is none, say why: {words}. A blank is not a grade.")


_SETTLED = datetime(2000, 1, 1)


def _bytes(workbook: Workbook) -> bytes:
    """Return a workbook as bytes that depend on nothing but what is in it: no clock, no name of who saved it."""
    workbook.properties.creator = "qaframework"
    workbook.properties.created = _SETTLED
    raw = io.BytesIO()
    workbook.save(raw)
    return settled(raw.getvalue())


def settled(content: bytes) -> bytes:
    """Return a workbook's bytes with every time in it set to the same fixed one."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as fixed,
    ):
        for name in given.namelist():
            part = given.read(name)
            if name == "docProps/core.xml":
                part = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", part)
            fixed.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
