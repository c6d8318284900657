"""Excel workbooks: one sheet a table, drop-downs where there are choices, a page of guidance."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from qaframework.errors import DataError, Problem
from qaframework.files.columns import GRADED
from qaframework.files.notes import letter
from qaframework.files.tables import DEFAULT_SCALE, TABLES, Column, columns_of, has_domains, is_shown_only
from qaframework.files.writing import Row, WrittenTable, tables_of, text_of
from qaframework.model.programme import Programme
from qaframework.model.templates import ReviewTemplate
from qaframework.plugins import Plugins
from qaframework.rules import DEFAULT_TEMPLATE
from qaframework.scales import GradingScale, Missing

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.datavalidation import DataValidation

GUIDANCE = "Guidance"
LISTS = "Lists"
MOST_ROWS = 1_048_575
MOST_CHARACTERS = 32_767
WIDEST = 48
LONG = 40
PAPER = 240
"""How wide a sheet may be and still be read on one page."""
MOST_LINES = 12
SPARE_ROWS = 500
"""How many blank rows below the last get drop-downs."""

Lists = Mapping[str, Sequence[str]]

_FIRST_DAY = date(1900, 3, 1)
_SETTLED = datetime(2000, 1, 1)
_NEEDED, _OPTIONAL = "12436D", "3D6E9C"
_WIDE = frozenset(
    {
        "asked",
        "because",
        "did",
        "evidence",
        "impact",
        "measure",
        "note",
        "prompts",
        "question",
        "rationale",
        "reason",
        "said",
        "statement",
        "system_block",
        "text",
        "title",
        "voice_note",
    }
)


def to_excel(year: Programme, plugins: Plugins) -> bytes:
    """Return a programme as a workbook. What is in it depends on nothing else: no clock, no name of who made it.

    Raises:
        DataError: something would not read back as it is, or is more than Excel holds.
    """
    tables = tables_of(year, plugins)
    problems = [*_too_much(tables)]
    if problems:
        raise DataError(problems)
    scales = {row["scale"] for table in tables for row in table.rows if row.get("scale")}
    domains = {heading[7:]: "" for table in tables for heading in table.headings if heading.startswith("domain.")}
    return _bytes(
        _workbook(tables, plugins, [plugins.scales[name] for name in sorted(scales & {*plugins.scales})], domains)
    )


def blank(plugins: Plugins, scale: str, template: ReviewTemplate) -> bytes:
    """Return a workbook to fill in: every table's headings, drop-downs and a page of guidance."""
    domains = {domain.code: " ".join([f"{domain.title}.", *map(str, domain.prompts)]) for domain in template.domains}
    tables = [
        WrittenTable(
            table,
            [
                *(column.name for column in columns_of(table) if column.name != "provenance"),
                *(f"domain.{code}" for code in domains if has_domains(table)),
            ],
            [],
        )
        for table in TABLES
    ]
    return _bytes(_workbook(tables, plugins, [plugins.scales[scale]], domains, template))


def filled(tables: Sequence[WrittenTable], plugins: Plugins, scale: str, template: ReviewTemplate) -> bytes:
    """Return a workbook of tables that are begun, to be filled in on one scale by one template."""
    domains = {domain.code: domain.title for domain in template.domains}
    return _bytes(_workbook(tables, plugins, [plugins.scales[scale]], domains, template))


def _too_much(tables: Iterable[WrittenTable]) -> Iterator[Problem]:
    for table in tables:
        if len(table.rows) > MOST_ROWS:
            what = f"{len(table.rows):,} rows, and a sheet holds {MOST_ROWS:,}"
            yield Problem(table.name, what, "Write a CSV folder or JSON")
        for number, row in enumerate(table.rows, start=1):
            for name, value in row.items():
                if isinstance(value, (str, tuple)) and _length(text_of(value)) > MOST_CHARACTERS:
                    what = f"text of {len(text_of(value)):,} characters, and a cell holds {MOST_CHARACTERS:,}"
                    where = f"{table.name} row {number}.{name}"
                    yield Problem(where, what, "Shorten it, or write a CSV folder or JSON")


def _length(text: str) -> int:
    """Return how long Excel finds a text: it counts in UTF-16."""
    return len(_escaped(text).encode("utf-16-le")) // 2


def _workbook(
    tables: Sequence[WrittenTable],
    plugins: Plugins,
    scales: Sequence[GradingScale],
    domains: Mapping[str, str],
    template: ReviewTemplate | None = None,
) -> Workbook:
    from openpyxl import Workbook

    workbook = Workbook(write_only=True)
    _add_guidance(workbook, tables, scales, template)
    lists = _lists(plugins, scales, domains)
    ids = {table.name: _ids(table) for table in tables if "id" in table.headings}
    for table in tables:
        _add_table(workbook, table, domains, lists, ids)
    sheet = workbook.create_sheet(LISTS)
    sheet.sheet_state = "hidden"
    sheet.append(list(lists))
    cells = _Cells(sheet)
    for words in itertools.zip_longest(*lists.values()):
        sheet.append(cells.of(word) for word in words)
    return workbook


def _last(table: WrittenTable) -> int:
    return min(len(table.rows) + SPARE_ROWS, MOST_ROWS) + 1


def _ids(table: WrittenTable) -> str:
    """Return the cells that hold, or will hold, the ids of a table."""
    place = letter(table.headings.index("id"))
    return f"{table.name}!${place}$2:${place}${_last(table)}"


def _lists(plugins: Plugins, scales: Sequence[GradingScale], domains: Iterable[str]) -> Lists:
    """Return the words to choose from, by what they are."""
    own = {f"{table}.{column.name}": column.words for table in TABLES for column in columns_of(table) if column.words}
    labels = dict.fromkeys(level.label for scale in scales for level in scale.levels)
    return own | {
        "grades": (*labels, *(kind.value for kind in Missing)),
        "yes or no": ("yes", "no"),
        "scale": tuple(plugins.scales),
        "template": tuple(plugins.templates),
        "theme": tuple(plugins.themes),
        "domain": tuple(domains),
    }


def _add_table(
    workbook: Workbook, table: WrittenTable, domains: Mapping[str, str], lists: Lists, ids: Mapping[str, str]
) -> None:
    sheet = workbook.create_sheet(table.name)
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = f"A1:{letter(len(table.headings) - 1)}{max(len(table.rows), 1) + 1}"
    known = {column.name: column for column in columns_of(table.name)}
    columns = [known.get(heading) or _other_column(table.name, heading, domains) for heading in table.headings]
    widths = [_width(column, table.rows) for column in columns]
    if sum(widths) <= PAPER:
        _fit(sheet)
    for position, column in enumerate(columns):
        place = letter(position)
        sheet.column_dimensions[place].width = widths[position]
        sheet.column_dimensions[place].number_format = _format(column)
        if check := _check(table.name, column, lists, ids):
            check.add(f"{place}2:{place}{_last(table)}")
            sheet.data_validations.append(check)
    headings = {needed: _heading_cells(sheet, needed) for needed in (True, False)}
    sheet.append(headings[column.needed].of(column.name) for column in columns)
    cells = _Cells(sheet)
    for number, row in enumerate(table.rows, start=2):
        values = [row.get(column.name) for column in columns]
        if height := _height(map(text_of, values), widths):
            sheet.row_dimensions[number].height = height
        sheet.append(cells.of(value) for value in values)


def _fit(sheet: Any) -> None:
    """Have a sheet printed across, on pages as wide as it is."""
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _other_column(table: str, heading: str, domains: Mapping[str, str]) -> Column:
    """Return a column that is no attribute of a record: a domain's, or one that a form has for people only."""
    if is_shown_only(table, heading):
        return Column(name=heading, guidance="for you to read: what is changed here is not kept")
    title = domains[heading[7:]] or "the grade for this domain"
    return Column(name=heading, guidance=f"{title.rstrip('.')}; blank where it was not looked at")


def _width(column: Column, rows: Sequence[Row]) -> int:
    """Return how wide a column is: as its heading and what stands near the top of it, within reason."""
    longest = max((len(text_of(row.get(column.name))) for row in rows[:200]), default=0)
    least = WIDEST if column.name in _WIDE else 14 if column.kind is date else max(12, len(column.name) + 4)
    return min(WIDEST, max(least, longest + 2))


def _height(texts: Iterable[str], widths: Iterable[int]) -> float | None:
    """Return how high a row is where its texts need more lines than one; a program may not work it out by itself."""
    lines = [
        sum(1 + len(line) // (width + 1) for line in text.split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return 15.0 * min(max(lines), MOST_LINES) if max(lines) > 1 else None


def _format(column: Column) -> str:
    """Return how a column's cells are shown. Codes such as 12E4 or 007 stay what they are only as text."""
    formats = {date: "dd/mm/yyyy", int: "0", float: "0%"}
    return formats.get(column.kind, "@")


def _heading_cells(sheet: Any, needed: bool) -> _Cells:
    from openpyxl.styles import Font, PatternFill

    fill = PatternFill("solid", fgColor=_NEEDED if needed else _OPTIONAL)
    return _Cells(sheet, font=Font(bold=True, color="FFFFFF"), fill=fill)


class _Cells:
    """Makes the cells of a sheet. One cell is kept for each style and filled again, for a style is slow to make.

    So each cell must be written before the next is asked for.

    Args:
        sheet: the sheet.
        wrap: whether long texts take more lines than one.
        styles: what all its cells have, such as ``font``.
    """

    def __init__(self, sheet: Any, *, wrap: bool = True, **styles: Any) -> None:
        self._sheet = sheet
        self._wrap = wrap
        self._styles = styles
        self._made: dict[tuple[str, bool, bool], Any] = {}

    def of(self, value: Any) -> Any:
        """Return a cell that reads back as the value, None for a blank."""
        if value is None or value == ():
            return None
        form = _form(value)
        if form != "@":
            cell = self._styled(form, wrap=False, quoted=False)
            cell.value = value
            return cell
        text = text_of(value)
        cell = self._styled(form, wrap=self._wrap and len(text) > LONG, quoted=text[0] in "=+-@")
        cell.value = _escaped(text)
        cell.data_type = "s"  # a text that begins with = is text here, never a formula
        return cell

    def _styled(self, form: str, *, wrap: bool, quoted: bool) -> Any:
        key = (form, wrap, quoted)
        if key not in self._made:
            from openpyxl.cell import WriteOnlyCell
            from openpyxl.styles import Alignment

            cell = self._made[key] = WriteOnlyCell(self._sheet)
            cell.number_format = form
            cell.alignment = Alignment(vertical="top", wrap_text=wrap)
            cell.quotePrefix = quoted
            for name, style in self._styles.items():
                setattr(cell, name, style)
        return self._made[key]


def _form(value: Any) -> str:
    """Return the format of a cell: text for whatever Excel would not keep exactly as a date or a number."""
    if isinstance(value, date) and value >= _FIRST_DAY:
        return "dd/mm/yyyy"
    if isinstance(value, (int, float)) and not isinstance(value, bool) and float(f"{value:.16g}") == value:
        return "0%" if isinstance(value, float) else "0"
    return "@"


def _escaped(text: str) -> str:
    """Return text with what XML cannot hold written as Excel writes it: ``_x000D_``."""
    text = re.sub(r"_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda match: f"_x{ord(match[0]):04X}_", text)


# Choices


def _check(table: str, column: Column, lists: Lists, ids: Mapping[str, str]) -> DataValidation | None:
    """Return what Excel offers in a column and what it refuses there."""
    from openpyxl.worksheet.datavalidation import DataValidation

    kind: dict[str, Any]
    if words := _words(table, column, lists):
        place = letter(list(lists).index(words))
        cells = f"{LISTS}!${place}$2:${place}${len(lists[words]) + 1}"
        kind = {"type": "list", "formula1": cells, "error": "Choose from the list."}
    elif column.refers and column.refers in ids:
        kind = {"type": "list", "formula1": ids[column.refers]}
    elif column.kind is date:
        kind = {"type": "date", "operator": "greaterThan", "formula1": "0", "error": "Write a date, as 25/03/2024."}
    elif column.kind is int:
        kind = {"type": "whole", "operator": "greaterThanOrEqual", "formula1": "0", "error": "Write how many, as 12."}
    elif column.kind is float:
        kind = {"type": "decimal", "formula1": "0", "formula2": "1", "error": "Write a share, as 66%."}
    else:
        return None
    return DataValidation(
        **kind,
        allow_blank=True,
        showErrorMessage="error" in kind and not column.open and column.name not in ("theme", "domain"),
        errorTitle=column.name[:32],
        showInputMessage=True,
        promptTitle=column.name[:32],
        prompt=column.guidance[:255],
    )


def _words(table: str, column: Column, lists: Lists) -> str | None:
    """Return which list a column chooses from, if any."""
    if column.name in GRADED or column.name.startswith("domain."):
        return "grades"
    if column.kind is bool:
        return "yes or no"
    return next((name for name in (f"{table}.{column.name}", column.name) if lists.get(name)), None)


# Guidance


def _add_guidance(
    workbook: Workbook, tables: Sequence[WrittenTable], scales: Sequence[GradingScale], template: ReviewTemplate | None
) -> None:
    from openpyxl.styles import Font

    sheet: Any = workbook.create_sheet(GUIDANCE)
    _fit(sheet)
    widths = (22, 24, 10, 100)
    for place, width in zip("ABCD", widths, strict=True):
        sheet.column_dimensions[place].width = width
    in_table, alone = _Cells(sheet), _Cells(sheet, wrap=False)
    bold = _Cells(sheet, wrap=False, font=Font(bold=True))
    for number, (texts, heading) in enumerate(_guidance(tables, scales, template), start=1):
        cells = bold if heading else in_table if len(texts) > 1 else alone
        if cells is in_table and (height := _height(map(text_of, texts), widths)):
            sheet.row_dimensions[number].height = height
        sheet.append(cells.of(text) for text in texts)


Line = tuple[Sequence[str | None], bool]
"""What stands in a row of the guidance, and whether it is bold."""


def _guidance(
    tables: Sequence[WrittenTable], scales: Sequence[GradingScale], template: ReviewTemplate | None
) -> Iterator[Line]:
    yield ("How to fill in this workbook",), True
    is_form = all(table.name != "activities" for table in tables)
    sentences = _sentences_of_a_form() if is_form else _sentences(scales, template)
    yield from (((sentence,), False) for sentence in (*_sentences_of_all(), *sentences))
    yield (), False
    yield ("sheet", "column", "needed", "what to write"), True
    for table in tables:
        for column in columns_of(table.name):
            if column.name in table.headings:
                told = not column.words or column.words[0] in column.guidance
                words = "" if told else f" ({', '.join(column.words)})"
                yield (table.name, column.name, "needed" if column.needed else None, column.guidance + words), False
    if template is not None and template.rationale_prompts:
        yield (), False
        yield ("What the words beside a grade should answer",), True
        yield from (((prompt,), False) for prompt in template.rationale_prompts)
    if template is not None and any(heading[:7] == "domain." for table in tables for heading in table.headings):
        yield (), False
        yield (f"Domains of the template {template.name} ({template.title})",), True
        for domain in template.domains:
            prompts = f": {' '.join(map(str, domain.prompts))}" if domain.prompts else ""
            yield ("reviews, readings", f"domain.{domain.code}", None, domain.title + prompts), False
    if scales:
        yield (), False
        yield ("Grading scales",), True
        for scale in scales:
            labels = ", ".join(level.label for level in scale.levels) or "no grades"
            yield (scale.id, None, None, f"{scale.title}: {labels}"), False


def _sentences_of_a_form() -> Iterator[str]:
    yield "What stands here already was filled in for you. Begin with the sheet reviews, and write one answer a row."
    yield "The questions help to look; no score is made of them. A domain that does not apply says so already."
    yield "When it is filled in, send it back as it is."


def _sentences_of_all() -> Iterator[str]:
    yield "One sheet holds one kind of record, and one row is one record. Sheets that you do not need can stay empty."
    yield "Columns with a dark heading are needed in every row; others can be blank. Do not rename sheets or headings."
    yield "Use codes for people and pseudonyms for children: no names, dates of birth or case numbers anywhere."
    yield "Write dates with the day first, as 25/03/2024. Where a cell can hold several codes, put ; between them."
    missing = ", ".join(kind.value for kind in Missing)
    yield f"Choose grades from their lists. Where there is no grade, say why: {missing}. A blank is not a grade."


def _sentences(scales: Sequence[GradingScale], template: ReviewTemplate | None) -> Iterator[str]:
    for scale in scales:
        if scale.id != DEFAULT_SCALE:
            yield f"Write {scale.id} in the column scale of each activity that is graded on it ({scale.title})."
    if template is not None and template.id != DEFAULT_TEMPLATE:
        yield f"Write {template.name} in the column template of each activity it is used for ({template.title})."
    elif template is not None:
        yield f"Write {template.name} in the column template of each round: a later version then changes nothing."
    yield "When it is filled in: qaframework check, and the name of this file."


# Bytes


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
