"""The workbook of one pack: guidance, the files to read, and a sheet for the grades."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.files.excel import settled
from qaframework.model.templates import Domain
from qaframework.moderation.packs.cells import LINE, header, height, lined, put, top, write
from qaframework.scales import GradingScale, Missing

if TYPE_CHECKING:
    from openpyxl import Workbook

GUIDANCE, FILES, GRADES, LISTS = "Guidance", "Files", "Grades", "Lists"
PACK, READER = "Pack", "Reader"
FILE, READ_ON, OVERALL, WHY = "File", "Read on", "Overall grade", "Why this grade"
NO_GRADE = (Missing.INSUFFICIENT_EVIDENCE, Missing.NOT_GRADED)
"""Why a reader may give no grade overall; in a domain also because it does not apply."""
MOST_CHARACTERS = 32_767
_HEADINGS = {FILE: 24, "Support": 18, "Age": 10, "Completed": 13, "Child heard": 13, "Family heard": 13}
_TEXT_HEADINGS = {"Section": 32, "What the reviewer wrote": 80, "Evidence": 40}
_PALE = "EAF1F8"
_SETTLED = datetime(2000, 1, 1)


@attrs.frozen(kw_only=True)
class BlindFile:
    """A review as a reader sees it: no grade, no reviewer, nobody's code, dates moved.

    Attributes:
        name: its pseudonym.
        facts: support, age, the day it was completed, who was heard.
        sections: title, what the reviewer wrote, evidence.
    """

    name: str
    facts: Mapping[str, object]
    sections: tuple[tuple[str, str, str], ...]


@attrs.frozen(kw_only=True)
class Pack:
    """What one reader gets."""

    id: str
    reader: str
    scale: GradingScale
    domains: tuple[Domain, ...]
    files: tuple[BlindFile, ...]


def domain_heading(domain: Domain) -> str:
    """Return the heading of a domain's column: its title, and its code in brackets."""
    return f"{domain.title} ({domain.code})"


def code_in(heading: str) -> str | None:
    """Return the code at the end of a domain's heading, or None where there is none.

    >>> code_in("Risk and safeguarding (RISK)")
    'RISK'
    """
    found = re.fullmatch(r".*\((?P<code>[^()]+)\)", heading.strip(), re.DOTALL)
    return found["code"] if found else None


def as_bytes(pack: Pack) -> bytes:
    """Return a pack as a workbook whose bytes depend on nothing but what is in it."""
    from openpyxl import Workbook

    book = Workbook()
    del book["Sheet"]
    _guidance(book, pack)
    _files(book, pack)
    _grades(book, pack)
    _lists(book, pack)
    book.properties.creator = "qaframework"
    book.properties.created = _SETTLED
    raw = io.BytesIO()
    book.save(raw)
    return settled(raw.getvalue())


def _sheet(book: Workbook, title: str, widths: Iterable[int]) -> Any:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(title)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    # No password: this keeps an id from being typed over, and people can still widen a column.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    return sheet


def _guidance(book: Workbook, pack: Pack) -> None:
    sheet = _sheet(book, GUIDANCE, (24, 30, 90))
    grades = ", ".join(level.label for level in pack.scale.levels)
    none = " or ".join(f"'{one}'" for one in NO_GRADE)
    paragraphs = (
        f"Read each file on the sheet {FILES}, then fill in its row on the sheet {GRADES}.",
        "Please grade by yourself: talk about the files only when every pack is back.",
        "You are not told which grade was given, nor by whom.",
        f"If you recognise a child, a family or a colleague, choose '{NO_GRADE[1]}' and write that you know the file.",
        "Dates were moved back, all of one child by the same number of weeks, so that the time between them holds.",
        f"Grades, best first: {grades}. Where what is here is not enough for a grade, choose {none} and say why.",
        "A file needs the day you read it, an overall grade and why. Grades by domain are welcome and may stay blank.",
        "No names in what you write. Keep the ids in the first column as they are; save, and send the workbook back.",
    )
    put(sheet, 1, ["Read these files without knowing their grade"], bold=True, size=14)
    sheet.merge_cells("A1:C1")
    sheet.row_dimensions[1].height = 1.5 * LINE
    put(sheet, 2, [PACK, pack.id])
    put(sheet, 3, [READER, pack.reader])
    for number, text in enumerate(paragraphs, start=5):
        put(sheet, number, [text])
        sheet.merge_cells(start_row=number, start_column=1, end_row=number, end_column=3)
        sheet.row_dimensions[number].height = height([(text, 140)])
    row = 5 + len(paragraphs) + 1
    header(sheet, row, ["Domain", "Title", "What to ask"])
    for number, domain in enumerate(pack.domains, start=row + 1):
        prompts = " ".join(map(str, domain.prompts))
        put(sheet, number, [domain.code, domain.title, prompts])
        sheet.row_dimensions[number].height = height([(prompts, 90), (domain.title, 28)])


def _files(book: Workbook, pack: Pack) -> None:
    widths = _HEADINGS | _TEXT_HEADINGS
    sheet = _sheet(book, FILES, widths.values())
    header(sheet, 1, list(widths))
    number = 2
    for shade, file in enumerate(pack.files):
        for section, text, evidence in file.sections:
            facts = [file.facts.get(heading) for heading in list(_HEADINGS)[1:]]
            put(sheet, number, [file.name, *facts, section, text, evidence], fill=_PALE if shade % 2 else None)
            sheet.row_dimensions[number].height = height([(text, 80), (evidence, 40), (section, 32)])
            number += 1
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"


def _grades(book: Workbook, pack: Pack) -> None:
    from openpyxl.styles import Protection
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    widths = {FILE: 24, READ_ON: 14, OVERALL: 24, WHY: 70} | {domain_heading(one): 22 for one in pack.domains}
    sheet = _sheet(book, GRADES, widths.values())
    header(sheet, 1, list(widths))
    sheet.row_dimensions[1].height = height((heading, width - 2) for heading, width in widths.items())
    last = len(pack.files) + 1
    for number, file in enumerate(pack.files, start=2):
        put(sheet, number, [file.name], bold=True)
        sheet.row_dimensions[number].height = 4 * LINE
        for column in range(2, len(widths) + 1):
            cell = sheet.cell(number, column)
            cell.protection = Protection(locked=False)
            cell.number_format = "dd/mm/yyyy" if column == 2 else "@"
            cell.alignment = top()
            cell.border = lined()
    day = DataValidation(type="date", operator="greaterThan", formula1="36526", allow_blank=True)
    _explain(day, READ_ON, "The day you read the file, such as 25/03/2024.", "Write a date, such as 25/03/2024.")
    day.add(f"B2:B{last}")
    sheet.add_data_validation(day)
    for column, (letter, prompt) in enumerate(
        [("A", "Choose a grade."), *(("B", _asked(one)) for one in pack.domains)]
    ):
        words = len(_words(pack.scale, domain=letter == "B"))
        choice = DataValidation(type="list", formula1=f"{LISTS}!${letter}$2:${letter}${words + 1}", allow_blank=True)
        _explain(choice, OVERALL if letter == "A" else pack.domains[column - 1].title, prompt, "Choose from the list.")
        place = get_column_letter(3 if letter == "A" else 4 + column)
        choice.add(f"{place}2:{place}{last}")
        sheet.add_data_validation(choice)
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"


def _asked(domain: Domain) -> str:
    return " ".join(map(str, domain.prompts)) or "Choose a grade, or leave blank."


def _explain(check: Any, title: str, prompt: str, error: str) -> None:
    check.promptTitle = check.errorTitle = title[:32]
    check.prompt = prompt if len(prompt) <= 255 else f"{prompt[:252]}..."
    check.error = error
    check.showErrorMessage = check.showInputMessage = True


def _words(scale: GradingScale, *, domain: bool) -> list[str]:
    missing = (*NO_GRADE, Missing.NOT_APPLICABLE) if domain else NO_GRADE
    return [*(level.label for level in scale.levels), *map(str, missing)]


def _lists(book: Workbook, pack: Pack) -> None:
    sheet = _sheet(book, LISTS, (30, 30))
    sheet.sheet_state = "hidden"
    for column, domain in ((1, False), (2, True)):
        for number, word in enumerate([GRADES, *_words(pack.scale, domain=domain)], start=1):
            write(sheet.cell(number, column), word)
