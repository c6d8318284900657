"""What each meeting has before it: which of a year's records, by what the board is there to see."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from qaframework.feedback.meetings import Board, Meeting, Sees
from qaframework.feedback.shown import first
from qaframework.model.programme import by_id
from qaframework.model.records import Update
from qaframework.moderation.output.view import day
from qaframework.rules import Context
from qaframework.tracker.lifecycle import FINISHED
from qaframework.working_days import is_working_day

MOST_CODES = 8


@attrs.frozen(kw_only=True)
class AgendaItem:
    """One thing that a meeting has before it.

    Attributes:
        board, on, known: the board's title, the day of the meeting, and whether that day is known or assumed.
        what: what kind of thing it is.
        codes: the records.
    """

    board: str
    on: date
    known: bool
    what: Sees
    codes: tuple[str, ...]

    def row(self) -> dict[str, object]:
        """Return it as a row, with the first of its codes."""
        return {
            "board": self.board,
            "meeting": day(self.on) + ("" if self.known else " (assumed)"),
            "what": self.what,
            "how many": len(self.codes),
            "records": first(self.codes, MOST_CODES),
        }


def agenda_of(context: Context, meetings: Sequence[Meeting], papers: int) -> Iterator[AgendaItem]:
    """Yield what each of a board's meetings has before it."""
    since = date.min
    for meeting in meetings:
        until = _papers_out(meeting.on, papers)
        for what in meeting.board.sees:
            codes = _WHAT[what](context, since, until, meeting.board)
            if codes:
                yield AgendaItem(
                    board=meeting.board.title, on=meeting.on, known=meeting.known, what=what, codes=tuple(sorted(codes))
                )
        since = until


def _papers_out(on: date, papers: int) -> date:
    while papers:
        on -= timedelta(days=1)
        papers -= is_working_day(on)
    return on


def _activities(kinds: Iterable[str]) -> Look:
    def look(context: Context, since: date, until: date, board: Board) -> set[str]:
        return {one.id for one in context.year.activities if one.kind in kinds and since < one.end <= until}

    return look


def _findings(context: Context, since: date, until: date, board: Board) -> set[str]:
    activities = by_id(context.year.activities)
    ended = {name for name, one in activities.items() if since < one.end <= until}
    return {one.id for one in context.year.findings if one.activity in ended}


def _feedback(context: Context, since: date, until: date, board: Board) -> set[str]:
    told = {one.id for one in context.year.responses if one.told_back_on and since < one.told_back_on <= until}
    return _activities(_FEEDBACK)(context, since, until, board) | told


def _open(context: Context, since: date, until: date, board: Board) -> set[str]:
    return {
        one.id
        for one in context.year.recommendations
        if one.raised_on <= until and standing(context, one.id, until) not in (*FINISHED, "transferred")
    }


def _followed(context: Context, since: date, until: date, board: Board) -> set[str]:
    return {
        one.id
        for one in context.year.recommendations
        if (entry := transfer(context, one.id, until))
        and board.named_in(entry.board, entry.plan, entry.note, entry.evidence)
        and standing(context, one.id, until) not in FINISHED
    }


def _everything(context: Context, since: date, until: date, board: Board) -> set[str]:
    return {one.id for one in context.year.activities if since < one.end <= until}


Look = Callable[[Context, date, date, Board], set[str]]
_REVIEWS = ("practice_reviews", "observation", "multi_agency_audit", "scrutiny_event")
_FEEDBACK = ("survey", "feedback")
_WHAT: Mapping[Sees, Look] = {
    "reviews": _activities(_REVIEWS),
    "findings": _findings,
    "feedback": _feedback,
    "performance": _activities(("performance_data",)),
    "recommendations": _open,
    "transferred": _followed,
    "everything": _everything,
}
KINDS_SEEN: Mapping[Sees, tuple[str, ...]] = {
    "reviews": _REVIEWS,
    "feedback": _FEEDBACK,
    "performance": ("performance_data",),
}


def history(context: Context, recommendation: str, until: date) -> list[Update]:
    """Return the entries of a recommendation up to a day, oldest first."""
    return [one for one in context.updates_of(recommendation) if one.on <= until]


def standing(context: Context, recommendation: str, until: date) -> str:
    """Return the last status of a recommendation up to a day; issued where nothing was said."""
    told = history(context, recommendation, until)
    return told[-1].status if told else "issued"


def transfer(context: Context, recommendation: str, until: date) -> Update | None:
    """Return the entry that transferred a recommendation, unless it was taken up again here since."""
    found = None
    for entry in history(context, recommendation, until):
        if entry.status == "transferred":
            found = found or entry
        elif entry.status == "reopened":
            found = None
    return found
