"""Write a meeting pack: one sheet to fill in, lists to talk from, and a hidden receipt."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from qaframework.files.excel import LISTS
from qaframework.moderation.output.sheets import Sheet, add_sheet, as_bytes
from qaframework.moderation.output.view import line
from qaframework.tracker.escalation import AGENDA
from qaframework.tracker.lifecycle import MOVES
from qaframework.tracker.listing import Listing
from qaframework.tracker.meetings import BY_OWNER, owners_of
from qaframework.tracker.packs.columns import ID, SHOWN, STANDS, STATUS, WRITTEN, as_shown
from qaframework.tracker.packs.receipt import SHEET as RECEIPT
from qaframework.tracker.packs.receipt import Receipt, Row, digest_of, entry_digest
from qaframework.tracker.standing import Standing, TrackerState
from qaframework.tracker.summary import summarise

if TYPE_CHECKING:
    from openpyxl import Workbook

    from qaframework.tracker.entries import Entry

READ_ME, UPDATES = "Read me", "Updates"
_ORDER = ("overdue", "no date", "due", "evidence", "impact", "confirmation", "closing", "later", "elsewhere")
_LISTS = {
    "Overdue": ("overdue", "no date"),
    "Due": ("due",),
    "Awaiting evidence": ("evidence",),
    "Awaiting impact": ("impact", "confirmation"),
}
_IN_LISTS: tuple[str, ...] = (
    ID,
    "Level",
    "Owner",
    "What was asked",
    "Why it is here",
    "Due",
    "Date moved",
    "Last entry",
)
TO_READ = {READ_ME: 1, "By owner": len(BY_OWNER), "Escalation": len(AGENDA)} | dict.fromkeys(_LISTS, len(_IN_LISTS))
"""The sheets on which nothing is to be written, each with how many columns it has."""
_TINT, _WRITTEN_HEADING = "EAF1F8", "801650"


def in_pack(state: TrackerState) -> tuple[Standing, ...]:
    """Return what a meeting talks about: all that is open, and what is followed elsewhere; the most pressing first."""
    talked = (one for one in state if one.is_open or one.status == "transferred")
    return tuple(
        sorted(talked, key=lambda one: (_ORDER.index(one.waits_for), -one.days_overdue, one.owner or "", one.id))
    )


def receipt_of(state: TrackerState, last: Mapping[str, Entry], revision: int) -> Receipt:
    """Return the receipt of a pack.

    Args:
        state: where everything stands on the day of the meeting.
        last: for each recommendation the entry that was written down last.
        revision: the number of the last entry there is.
    """
    digest = functools.cache(cell_digest)  # levels, owners and statuses come again and again
    rows = [
        Row(
            id=one.id,
            version=last[one.id].version,
            history=entry_digest(last[one.id]),
            shown=tuple(digest(column.value(one)) for column in SHOWN.values()),
        )
        for one in in_pack(state)
    ]
    return Receipt(meeting=state.as_of, revision=revision, rows=tuple(rows))


def cell_digest(value: object) -> str:
    """Return a digest of what a cell that is there to be read says."""
    return digest_of(as_shown(value))[:8]


def pack_bytes(state: TrackerState, receipt: Receipt, agenda: Listing, warning: str = "") -> bytes:
    """Return a pack as a workbook whose bytes depend on nothing but what is in it.

    Args:
        state: where everything stands on the day of the meeting.
        receipt: what the tracker holds.
        agenda: what somebody further up has to hear of.
        warning: what whoever opens it must read first.
    """
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    rows = in_pack(state)
    _read_me(book, state, warning)
    _updates(book, rows)
    for title, waits in _LISTS.items():
        _list(book, title, [one for one in rows if one.waits_for in waits])
    _table(book, "By owner", owners_of(state))
    _table(book, "Escalation", agenda)
    _lists(book)
    _receipt(book, receipt)
    return as_bytes(book)


def _read_me(book: Workbook, state: TrackerState, warning: str) -> None:
    told = [
        f"Recommendations and impact: meeting of {state.as_of:%d/%m/%Y}",
        *([line(warning)] if warning else []),
        f"Write on the sheet {UPDATES}, in the tinted columns, beside what has changed. Leave the rest blank.",
        "Only what stands there is recorded: nothing on other sheets, in columns of your own or in comments.",
        "One row is one entry in the history of a recommendation. Nothing is overwritten: what was said stays.",
        "Done, evidenced and impact are three things. Evidence says where the proof is kept.",
        "Impact says what difference it made for the child, or in practice. Where there is none to tell yet, leave it.",
        "Where a date moves, say who agreed. The first date stays on record.",
        "Keep the ids and the rows as they are. You may sort and filter. Save as .xlsx and send it back.",
        "Roles and pseudonyms, no names: this workbook travels. It belongs where the children's records are kept.",
    ]
    counts = [f"{row['all']}  {row['recommendations']}" for row in summarise(state).rows()]
    heading = told[0]
    lines = [{heading: one} for one in told[1:]] + [{heading: None}]
    lines += [{heading: f"{len(state)}  recommendations in all; a line can hold some of the lines above it:"}]
    lines += [{heading: one} for one in counts]
    add_sheet(book, Sheet(title=READ_ME, headings={heading: 110}, rows=lines, count=len(lines), filters=False))


def _updates(book: Workbook, rows: Sequence[Standing]) -> None:
    from openpyxl.utils import get_column_letter

    widths = {heading: column.width for heading, column in (SHOWN | WRITTEN).items()}  # type: ignore[operator]
    lines = ({heading: column.value(one) for heading, column in SHOWN.items()} for one in rows)
    page = add_sheet(book, Sheet(title=UPDATES, headings=widths, rows=lines, count=len(rows)))
    page.freeze_panes = "B2"
    last = max(len(rows), 1) + 1
    letters = {heading: get_column_letter(number) for number, heading in enumerate(widths, start=1)}
    for heading, column in WRITTEN.items():
        page.column_dimensions[letters[heading]].number_format = "dd/mm/yyyy" if column.field == "due" else "@"
        _offer(page, heading, f"{letters[heading]}2:{letters[heading]}{last}", letters[STANDS])
    _keep(page, f"A2:A{last}")
    _tint(page, letters[STATUS], get_column_letter(len(widths)), last)


def _offer(page: Any, heading: str, cells: str, stands: str) -> None:
    """Say in Excel what belongs into a column, and offer the choices there are."""
    from openpyxl.worksheet.datavalidation import DataValidation

    column = WRITTEN[heading]
    kind: dict[str, Any] = {}
    if heading == STATUS:
        # By name, so that the choices fit the row wherever it is sorted to.
        kind = {"type": "list", "formula1": f'INDIRECT("after_"&${stands}2)', "error": "Choose from the list."}
    elif column.words:
        kind = {"type": "list", "formula1": f'"{",".join(column.words)}"', "error": "Choose from the list."}
    elif column.field == "due":
        kind = {"type": "date", "operator": "greaterThan", "formula1": "36526", "error": "Write a date: 25/03/2024."}
    check = DataValidation(**kind, allow_blank=True, showErrorMessage=bool(kind) and column.only, showInputMessage=True)
    check.promptTitle = check.errorTitle = heading[:32]
    check.prompt = column.prompt[:255]
    check.add(cells)
    page.data_validations.append(check)


def _keep(page: Any, cells: str) -> None:
    """Refuse whatever is typed over an id. The sheet itself is not protected: people need to sort it."""
    from openpyxl.worksheet.datavalidation import DataValidation

    told = "This is how the tracker knows the row. Leave it as it is."
    check = DataValidation(type="custom", formula1="FALSE", allow_blank=False, error=told, showErrorMessage=True)
    check.errorTitle = ID
    check.add(cells)
    page.data_validations.append(check)


def _tint(page: Any, first: str, last_column: str, last: int) -> None:
    """Mark the columns to write in."""
    from openpyxl.formatting.rule import FormulaRule
    from openpyxl.styles import PatternFill

    for cells, colour in ((f"{first}1:{last_column}1", _WRITTEN_HEADING), (f"{first}2:{last_column}{last}", _TINT)):
        page.conditional_formatting.add(
            cells,
            FormulaRule(formula=["TRUE"], fill=PatternFill("solid", bgColor=colour, fgColor=colour)),  # type: ignore[no-untyped-call]
        )


def _list(book: Workbook, title: str, rows: Iterable[Standing]) -> None:
    lines = [{heading: SHOWN[heading].value(one) for heading in _IN_LISTS} for one in rows]
    widths = {heading: SHOWN[heading].width for heading in _IN_LISTS}
    add_sheet(book, Sheet(title=title, headings=widths, rows=lines, count=len(lines)))


def _table(book: Workbook, title: str, listing: Listing) -> None:
    lines = [{name: _one_line(cell) for name, cell in row.items()} for row in listing.shown()]
    widths = {name: 60 if name == "why" else 30 if name in ("owner", "board") else 14 for name in listing.columns}
    add_sheet(book, Sheet(title=title, headings=widths, rows=lines, count=len(lines)))


def _one_line(cell: Any) -> Any:
    return line(cell) if isinstance(cell, str) else cell


def _lists(book: Workbook) -> None:
    """Add the statuses that can follow each status, under a name of its own."""
    from openpyxl.utils import get_column_letter
    from openpyxl.workbook.defined_name import DefinedName

    after = {f"after_{status}": (status, *moves) for status, moves in MOVES.items()}
    lines = [dict(zip(after, words, strict=True)) for words in itertools.zip_longest(*after.values())]
    page = add_sheet(
        book, Sheet(title=LISTS, headings=dict.fromkeys(after, 24), rows=lines, count=len(lines), filters=False)
    )
    page.sheet_state = "hidden"
    for number, (name, words) in enumerate(after.items(), start=1):
        letter = get_column_letter(number)
        book.defined_names[name] = DefinedName(name, attr_text=f"{LISTS}!${letter}$2:${letter}${len(words) + 1}")


def _receipt(book: Workbook, receipt: Receipt) -> None:
    page = book.create_sheet(RECEIPT)
    page.sheet_state = "veryHidden"
    page.column_dimensions["A"].number_format = "@"
    for name, *rest in receipt.lines():
        page.append([_as_text(page, name), *rest])


def _as_text(page: Any, text: str) -> Any:
    """Return a text as a cell that no program takes for a formula or an error."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value=text)
    cell.data_type = "s"
    return cell
