"""What stands in a row of a meeting pack: what is there to be read, and what managers write."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

import attrs

from qaframework.files.cells import CellError, as_code, plain, read_code, read_text, read_yes_no, reader_of
from qaframework.files.dates import read_day
from qaframework.model.records import CONFIRMERS, ImpactKind
from qaframework.moderation.output.view import line
from qaframework.show import counted
from qaframework.tracker.lifecycle import STATUSES
from qaframework.tracker.standing import Standing

ID = "Recommendation"
STATUS = "New status"
STANDS = "Stands at"
MOST = 30_000
"""How many characters of a text a pack shows; a cell holds hardly more."""


def _moved(one: Standing) -> str | None:
    if not one.slips:
        return None
    days = f", {one.slip_days} days in all" if one.slip_days is not None else ""
    nobody = f"; {one.slips_unapproved} without saying who agreed" if one.slips_unapproved else ""
    return f"{counted(one.slips, 'time')}{days}{nobody}"


def _why(one: Standing) -> str:
    told = {"nothing": "finished", "elsewhere": "followed elsewhere", "later": "due later", "due": "due by next month"}
    waits = told.get(one.waits_for, f"awaiting {one.waits_for}")
    if one.waits_for == "overdue":
        waits = f"overdue, {counted(one.days_overdue, 'working day')}"
    return "no date set" if one.waits_for == "no date" else waits


def _last_note(one: Standing) -> str | None:
    return f"{one.last_on:%d/%m/%Y}, {one.last_by}: {one.note or 'no note'}"


@attrs.frozen
class Shown:
    """A column that is there to be read."""

    width: int
    of: Callable[[Standing], Any]

    def value(self, one: Standing) -> Any:
        """Return what stands in the column for a recommendation: a day, or a text on one line."""
        value = self.of(one)
        return value if value is None or isinstance(value, date) else line(str(value))[:MOST]


SHOWN: Mapping[str, Shown] = {
    ID: Shown(18, lambda one: one.id),
    "Level": Shown(9, lambda one: one.level),
    "Owner": Shown(22, lambda one: one.owner),
    "What was asked": Shown(56, lambda one: one.text),
    "How it will show": Shown(30, lambda one: one.measure),
    "Why it is here": Shown(20, _why),
    STANDS: Shown(17, lambda one: one.status),
    "Due": Shown(12, lambda one: one.due),
    "Date moved": Shown(22, _moved),
    "Last entry": Shown(40, _last_note),
    "Evidence on file": Shown(28, lambda one: one.evidence),
    "Impact on file": Shown(32, lambda one: one.impact),
}


@attrs.frozen
class Written:
    """A column that managers fill in.

    Attributes:
        field: the column of an update it becomes.
        prompt: what Excel says when somebody stands in it.
        read: reads a cell that is not blank.
        words: what there is to choose from.
        only: whether nothing else may be written.
    """

    field: str
    width: int
    prompt: str
    read: Callable[[Any], Any] = read_text
    words: tuple[str, ...] = ()
    only: bool = True


def _status(value: Any) -> str:
    code = as_code(read_text(value))
    if code not in STATUSES:
        raise CellError("no status of the list", "Choose from the list")
    return code


def _day(value: Any) -> date:
    day, order = read_day(value)
    if order == "either":
        raise CellError("a date typed as text that can be read two ways", "Type it as 2024-03-25, or as a date")
    return day


def _confirmer(value: Any) -> str:
    code = as_code(read_text(value))
    return code if code in CONFIRMERS else read_text(value)


WRITTEN: Mapping[str, Written] = {
    STATUS: Written("status", 18, "Where it stands now. Leave blank where nothing has changed.", _status),
    "Note": Written("note", 40, "What happened since the last meeting. Roles and pseudonyms, no names."),
    "Evidence": Written("evidence", 28, "Where the proof is kept: the document and its date."),
    "Impact": Written("impact", 40, "What difference it has made for the child, or in practice."),
    "Kind of impact": Written(
        "impact_kind",
        16,
        "output: something was made. practice: people work differently. child_outcome: a child's life is better.",
        reader_of(ImpactKind),
        get_args(ImpactKind),
    ),
    "Confirmed by": Written(
        "confirmed_by", 16, "Who says that it made this difference.", _confirmer, CONFIRMERS, only=False
    ),
    "Checked by another": Written(
        "verified", 12, "yes where somebody other than the owner has checked it.", read_yes_no, ("yes", "no")
    ),
    "New date": Written("due", 12, "Only where the date moves. The first date stays on record.", _day),
    "Agreed by": Written("approved_by", 18, "Who agreed to the new date."),
    "New owner": Written("owner", 22, "Only where it is passed on: the one role that will do it."),
    "Stands for it now": Written("into", 16, "Merged or superseded: the id of the other one.", read_code),
    "Plan": Written("plan", 24, "Transferred: the plan it is in now."),
    "Board": Written("board", 24, "Transferred: the board that follows it."),
    "Said by": Written("by", 16, "Who says so, where it is not whoever brings this workbook back."),
}


def said_in(cells: Mapping[str, object]) -> tuple[dict[str, Any], dict[str, CellError]]:
    """Return what a row of a pack says, by column of an update, and what of it cannot be read, by heading."""
    said: dict[str, Any] = {}
    faults: dict[str, CellError] = {}
    for heading, column in WRITTEN.items():
        try:
            value = plain(cells.get(heading))
            if value is not None:
                said[column.field] = column.read(value)
        except CellError as error:
            faults[heading] = error
    return said, faults


def as_shown(value: object) -> str:
    """Return what a cell that is only there to be read says, whatever program has saved it since."""
    try:
        value = plain(value)
    except CellError:
        return "unreadable"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return "" if value is None else line(read_text(value))
