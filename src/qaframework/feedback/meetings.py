"""When boards meet, and what each is there to see: a schedule, as data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal, get_args

import attrs

from qaframework.model.records import CalendarEntry
from qaframework.working_days import is_working_day

Sees = Literal["reviews", "findings", "feedback", "performance", "recommendations", "transferred", "everything"]
SEES: tuple[Sees, ...] = get_args(Sees)
_CITY = "City of London, Quality Assurance Annual Report 2023-24"
APRIL = 4


@attrs.frozen(kw_only=True)
class Board:
    """A board or meeting that looks at quality assurance.

    Attributes:
        id: a short name.
        title: its name for people; a calendar entry of kind board or meeting with this title is one of its meetings.
        every: how many months lie between its meetings: 1, 3 or 12.
        sees: what it is there to see.
        follows: plans it follows, so that what is transferred to one of them comes before it.
        source: where its schedule is published, or whose it is.
    """

    id: str
    title: str
    every: Literal[1, 3, 12]
    sees: tuple[Sees, ...]
    follows: tuple[str, ...] = ()
    source: str = ""

    def named_in(self, *texts: str | None) -> bool:
        """Return whether any of the texts names this board, or a plan it follows."""
        said = " ".join(_plain(text) for text in texts if text)
        return any(_plain(name) in said for name in (self.title, *self.follows))


def _plain(text: str) -> str:
    return " ".join(text.casefold().replace("-", " ").replace("\u2019", "'").split())


BOARDS: tuple[Board, ...] = (
    Board(
        id="managers",
        title="Managers' monthly meeting",
        every=1,
        sees=("recommendations",),
        source=f"{_CITY}, sections 3 and 5: monthly, until all recommendations are completed",
    ),
    Board(
        id="partnership",
        title="Partnership Quality Assurance Subgroup",
        every=3,
        sees=("reviews", "feedback", "performance"),
        source=f"{_CITY}, section 6: the last quarter's practice reviews, feedback and performance data",
    ),
    Board(
        id="achieving-excellence",
        title="Achieving Excellence Board",
        every=3,
        sees=("findings", "transferred"),
        follows=("Service Development Plan",),
        source=f"{_CITY}, sections 5 and 6: quarterly, with an independent chair; scrutinises the plan",
    ),
    Board(
        id="sub-committee",
        title="Safeguarding Sub-Committee",
        every=12,
        sees=("everything",),
        source=f"{_CITY}, section 6: the framework and the annual report, for Members",
    ),
)
"""The City of London's boards. It publishes how often they meet and what they see, and not the days."""


@attrs.frozen(kw_only=True)
class Meeting:
    """One meeting of a board.

    Attributes:
        board: whose it is.
        on: the day.
        known: whether the day was given, or stands in the calendar; assumed from how often the board meets if not.
    """

    board: Board
    on: date
    known: bool


def meetings_of(
    board: Board,
    calendar: Sequence[CalendarEntry],
    given: Mapping[str, Sequence[date]],
    start: date,
    end: date,
) -> tuple[Meeting, ...]:
    """Return the meetings of a board from one day to another: those given, else those of the calendar.

    After the last of them, and where there are none, it is assumed to go on meeting as often as it does.
    """
    days = given.get(board.id)
    if days is None:
        days = [
            one.held_on or one.moved_to or one.start
            for one in calendar
            if one.kind in ("board", "meeting") and not one.cancelled and board.named_in(one.title)
        ]
    # Half of the time between two meetings, so that none is assumed just after one that is known.
    least = timedelta(days=15 * board.every)
    last = max(days, default=None)
    assumed = [day for day in _assumed(board.every, start, end) if last is None or day > last + least]
    found = [(day, True) for day in sorted(set(days))] + [(day, False) for day in assumed]
    return tuple(Meeting(board=board, on=day, known=known) for day, known in found if start <= day <= end)


def _assumed(every: int, start: date, end: date) -> Iterator[date]:
    """Yield the last working day of each month, quarter or financial year between two days."""
    first = date(start.year, start.month, 1)
    while first <= end:
        after = date(first.year + first.month // 12, first.month % 12 + 1, 1)
        if (first.month - APRIL + 1) % every == 0:
            yield _last_working_day(after - timedelta(days=1))
        first = after


def _last_working_day(day: date) -> date:
    while not is_working_day(day):
        day -= timedelta(days=1)
    return day
