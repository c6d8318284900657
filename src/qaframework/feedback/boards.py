"""What each board sees, and when; and what was transferred, to where, and is not closed by that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta

import attrs

from qaframework.feedback.agenda import KINDS_SEEN, AgendaItem, agenda_of, history, standing, transfer
from qaframework.feedback.meetings import BOARDS, SEES, Board, meetings_of
from qaframework.feedback.shown import WIDTH
from qaframework.model.programme import Programme
from qaframework.moderation.output.view import day
from qaframework.rules import Context
from qaframework.show import counted, told_html, told_text
from qaframework.tracker.lifecycle import FINISHED

PAPERS = 5
"""How many working days before a meeting its papers go out."""


@attrs.frozen(kw_only=True)
class Transferred:
    """A recommendation that was moved to a plan. It is still owed.

    Attributes:
        recommendation: its code.
        on: the day it was transferred.
        board: the title of the board that follows it; None where the entry names none that is known.
        meetings: how many meetings that board has had since.
        heard: the day of the last entry since, or None where there is none.
        finished: the status that finished it, or None where it is still owed.
    """

    recommendation: str
    on: date
    board: str | None
    meetings: int = 0
    heard: date | None = None
    finished: str | None = None

    def row(self) -> dict[str, object]:
        """Return it as a row."""
        return {
            "recommendation": self.recommendation,
            "transferred": day(self.on),
            "followed by": self.board or "nobody named",
            "meetings since": self.meetings,
            "last heard": day(self.heard) if self.heard else "nothing since",
            "stands at": self.finished.replace("_", " ") if self.finished else "still owed",
        }


@attrs.frozen(kw_only=True, repr=False)
class BoardsView:
    """What each board saw and is to see, of one year's records.

    Attributes:
        today: the day it was looked at.
        agenda: each thing each meeting has before it, meetings in order.
        transferred: what was moved to a plan.
        unseen: activities that have ended and were before no meeting yet.
        never: of these, those that no board is there to see.
    """

    today: date
    agenda: tuple[AgendaItem, ...] = ()
    transferred: tuple[Transferred, ...] = ()
    unseen: tuple[str, ...] = ()
    never: tuple[str, ...] = ()

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each thing a meeting has before it."""
        return [one.row() for one in self.agenda]

    def next(self) -> list[dict[str, object]]:
        """Return the rows of each board's next meeting."""
        coming: dict[str, date] = {}
        for one in self.agenda:
            if one.on >= self.today:
                coming.setdefault(one.board, one.on)
        return [one.row() for one in self.agenda if coming.get(one.board) == one.on]

    def sentences(self) -> tuple[str, ...]:
        """Return what is owed, what nobody saw, and what is assumed."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not (self.agenda or self.transferred or self.unseen):
            yield "Nothing is recorded that a board could see."
        for one in self.transferred:
            if one.finished:
                continue
            heard = f"last heard of on {day(one.heard)}" if one.heard else "nothing heard of it since"
            if one.board:
                where, since = f"the {one.board} follows it", f"{counted(one.meetings, 'meeting')} since"
            else:
                where, since = "its entry names no board that is known", "nobody is asked about it"
            yield (
                f"{one.recommendation} was transferred on {day(one.on)}; {where}. It is not closed: {since}, {heard}."
            )
        waiting = [name for name in self.unseen if name not in self.never]
        if waiting:
            yield f"Ended, and before no meeting yet: {', '.join(waiting)}."
        if self.never:
            yield f"No board is there to see these by themselves: {', '.join(self.never)}."
        if any(not one.known for one in self.agenda):
            yield (
                "Days marked as assumed are the last working day of the month, quarter or financial year: put the "
                "meetings in the calendar, or give their days."
            )

    def __repr__(self) -> str:
        return told_text(self.sentences(), self._tables(), width=WIDTH)

    def _repr_html_(self) -> str:
        return told_html(self.sentences(), self._tables())

    def _tables(self) -> dict[str, list[dict[str, object]]]:
        return {
            "Transferred, and not closed by that": [one.row() for one in self.transferred],
            "Next meetings": self.next(),
        }


def boards(
    year: Programme,
    *,
    today: date,
    schedule: Sequence[Board] | None = None,
    meetings: Mapping[str, Sequence[date]] | None = None,
    papers: int = PAPERS,
) -> BoardsView:
    """Say what of a year's records each board saw, or is to see, at which meeting.

    A record comes before the first meeting whose papers go out on its day or later. An open recommendation comes before
    every meeting that follows recommendations, until it is finished; one that was transferred comes before the board
    that follows the plan it is in now.

    Args:
        year: the programme. Calendar entries of kind board or meeting, named as a board is, are its meetings.
        today: the day to look from.
        schedule: the boards, how often they meet and what they see; None for :data:`BOARDS`.
        meetings: the days of each board's meetings, by its id; they come before those of the calendar. After the last
            of them the last working day of each month, quarter or financial year is assumed.
        papers: how many working days before a meeting its papers go out.

    >>> import qaframework as qa
    >>> from datetime import date
    >>> seen = qa.boards(qa.example("city-of-london-2023-24"), today=date(2024, 3, 31))
    >>> [(one.recommendation, one.finished) for one in seen.transferred]
    [('SR-07', None)]
    """
    schedule = BOARDS if schedule is None else schedule
    context = Context(year=year, today=today)
    starts = [one.start for one in year.activities] + [one.raised_on for one in year.recommendations]
    start, end = min(starts, default=today), today + timedelta(days=366)
    agenda: list[AgendaItem] = []
    for board in schedule:
        every = meetings_of(board, year.calendar, meetings or {}, start, end)
        coming = [one for one in every if one.on >= today][:1]
        agenda += agenda_of(context, [one for one in every if one.on < today] + coming, papers)
    agenda.sort(key=lambda one: (one.on, one.board, SEES.index(one.what)))
    ended = {one.id for one in year.activities if one.end <= today}
    return BoardsView(
        today=today,
        agenda=tuple(agenda),
        transferred=tuple(_transferred(context, schedule, agenda)),
        unseen=tuple(sorted(ended - _activities_before(context, (one for one in agenda if one.on < today)))),
        never=tuple(sorted(ended - _activities_seen(context, schedule))),
    )


def _transferred(context: Context, schedule: Sequence[Board], agenda: Sequence[AgendaItem]) -> Iterator[Transferred]:
    for one in sorted(context.year.recommendations, key=lambda one: one.id):
        entry = transfer(context, one.id, context.today)
        if entry is None:
            continue
        board = next((b for b in schedule if b.named_in(entry.board, entry.plan, entry.note, entry.evidence)), None)
        later = [after.on for after in history(context, one.id, context.today) if after.on > entry.on]
        status = standing(context, one.id, context.today)
        held = {
            item.on for item in agenda if board and item.board == board.title and entry.on < item.on <= context.today
        }
        yield Transferred(
            recommendation=one.id,
            on=entry.on,
            board=board.title if board else None,
            meetings=sum(entry.on < on <= context.today for on in held),
            heard=max(later, default=None),
            finished=status if status in FINISHED else None,
        )


def _activities_before(context: Context, agenda: Iterable[AgendaItem]) -> set[str]:
    """Return the activities that a meeting has had before it, by themselves or through what they found."""
    codes = {code for one in agenda for code in one.codes}
    return codes | {one.activity for one in context.year.findings if one.id in codes}


def _activities_seen(context: Context, schedule: Sequence[Board]) -> set[str]:
    """Return the activities that some board is there to see, by kind or by what they found."""
    sees = {what for board in schedule for what in board.sees}
    kinds = {kind for what in sees for kind in KINDS_SEEN.get(what, ())}
    found = {one.activity for one in context.year.findings} if "findings" in sees else set()
    return {one.id for one in context.year.activities if one.kind in kinds or one.id in found}
