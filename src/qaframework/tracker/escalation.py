"""Who has to hear of it: how late something is, and how often its date was moved, decide how far up it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from qaframework.errors import SettingsError
from qaframework.show import counted
from qaframework.tracker.lifecycle import ACTING
from qaframework.tracker.listing import Listing
from qaframework.tracker.standing import Standing, TrackerState

BOARD = "board"


@attrs.frozen
class Rung:
    """One step of the ladder.

    Attributes:
        to: who hears of it; ``board`` for the board that the recommendation goes to.
        days: from how many working days overdue.
        slips: or from how many times its date was moved to a later one; None where that alone does not count.
    """

    to: str
    days: int
    slips: int | None = None

    def is_reached(self, one: Standing) -> bool:
        """Return whether a recommendation has to go this far."""
        return one.days_overdue >= self.days or (self.slips is not None and one.slips >= self.slips)


def _in_order(escalation: Escalation, field: Any, rungs: tuple[Rung, ...]) -> None:
    days = [rung.days for rung in rungs]
    if not rungs or days != sorted(set(days)) or days[0] < 1:
        raise SettingsError("the rungs of an escalation need more working days overdue each, the first at least 1")


@attrs.frozen(kw_only=True)
class Escalation:
    """From when somebody further up hears of what is late or has slipped.

    Working days in England; the steps are qaframework's own, for nobody has published any. Set your own.

    Attributes:
        rungs: the steps, the lowest first.
        boards: the board by what a recommendation is: ``child`` and ``service`` level, and ``partner`` for what
            another organisation is to do.
        meets: how often those boards meet.
    """

    rungs: tuple[Rung, ...] = attrs.field(
        default=(
            Rung("owner", 1),
            Rung("service manager", 11),
            Rung("head of service", 21, slips=2),
            Rung(BOARD, 61, slips=3),
        ),
        validator=_in_order,
    )
    boards: Mapping[str, str] = attrs.field(
        factory=lambda: {
            "child": "Achieving Excellence Board",
            "service": "Achieving Excellence Board",
            "partner": "Partnership quality assurance subgroup",
        }
    )
    meets: str = "quarterly"

    def board_of(self, one: Standing) -> str:
        """Return the board a recommendation goes to: its own where one was named, else by what it is."""
        return one.board or self.boards.get("partner" if one.organisation else one.level, BOARD)

    def rung_of(self, one: Standing) -> Rung | None:
        """Return how far up a recommendation has to go, None where nowhere."""
        reached = [rung for rung in self.rungs if one.status in ACTING and rung.is_reached(one)]
        return reached[-1] if reached else None

    def agenda(self, state: TrackerState) -> Listing:
        """Return what somebody has to hear of on a day: who, and which board where it goes so far."""
        found = [(self._height(line["to"]), line) for one in state for line in self._lines(one)]
        found.sort(key=lambda item: (-item[0], -item[1]["days_overdue"], item[1]["id"]))
        return Listing(f"Escalation, as on {state.as_of:%d/%m/%Y}", tuple(line for _, line in found), AGENDA)

    def _height(self, to: str) -> int:
        return next((height for height, rung in enumerate(self.rungs) if rung.to == to), len(self.rungs))

    def _lines(self, one: Standing) -> Iterator[dict[str, Any]]:
        rung = self.rung_of(one)
        if rung is not None:
            yield self._line(one, rung.to, "; ".join(_reasons(one)))
        elif one.status == "transferred":
            yield self._line(one, BOARD, "transferred, and not closed")
        elif one.waits_for == "no date":
            yield self._line(one, self.rungs[0].to, "nobody has set a date, so nothing can be late")

    def _line(self, one: Standing, to: str, why: str) -> dict[str, Any]:
        board = self.board_of(one) if to == BOARD else None
        return {
            "id": one.id,
            "to": to,
            "board": board,
            "meets": self.meets if board else None,
            "why": why,
            "owner": one.owner,
            "days_overdue": one.days_overdue,
            "slips": one.slips,
        }


AGENDA = ("id", "to", "board", "meets", "why", "owner")


def _reasons(one: Standing) -> Iterator[str]:
    if one.days_overdue:
        yield f"{counted(one.days_overdue, 'working day')} overdue"
    if one.slips:
        days = f" by {one.slip_days} days in all" if one.slip_days is not None else ""
        yield f"its date was moved {counted(one.slips, 'time')}{days}"
    if one.slips_unapproved:
        yield f"{one.slips_unapproved} of {one.slips} without saying who agreed"
