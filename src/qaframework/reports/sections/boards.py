"""Who looks at quality assurance from outside it: the boards, what each is there to see, and what is owed to them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qaframework.disclosure.protected import ProtectedTables
from qaframework.feedback.boards import Transferred, boards
from qaframework.feedback.meetings import BOARDS
from qaframework.reports.blocks import Basis, Block, Bullets, Heading, Table
from qaframework.reports.scope import Scope
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import day, listed

HOW = "boards"
EVERY = {1: "every month", 3: "every quarter", 12: "every year"}


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield each board with its next meeting, and what was moved to a plan that one of them follows."""
    view = boards(scope.year, today=scope.as_of)
    next_of = {one.board: one for one in reversed(view.agenda) if one.on >= scope.as_of}
    yield Heading("Boards", 3)
    yield Table(
        "Boards that look at quality assurance",
        ("Board", "Meets", "Next with something of this before it", "Is there to see"),
        [
            (
                board.title,
                EVERY[board.every],
                _when(next_of[board.title].on, next_of[board.title].known) if board.title in next_of else "nothing yet",
                listed(list(board.sees)),
            )
            for board in BOARDS
        ],
        HOW,
    )
    service = {one.id for one in scope.actions if one.level == "service"}
    owed = [
        one for one in view.transferred if not one.finished and (scope.audience.codes or one.recommendation in service)
    ]
    if owed:
        yield Bullets(map(_owed, owed))


def _owed(one: Transferred) -> str:
    follows = f"which the {one.board} follows" if one.board else "and no board that is known follows it"
    return f"{one.recommendation} was moved to another plan on {day(one.on)}, {follows}. It is still owed."


def _when(on: date, known: bool) -> str:
    return day(on) if known else f"{day(on)} (assumed)"


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield where these come from."""
    yield Basis(
        HOW,
        "Boards",
        "The schedule of the City of London's annual report 2023-24, with the days of the calendar in the records; "
        "where none is known the last working day of the month, the quarter or the year is assumed, and marked so.",
    )


SECTION = Section(blocks=blocks, bases=bases)
