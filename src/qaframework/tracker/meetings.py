"""The monthly meeting: what keeps it going, when it is next, and who has what on their list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import attrs

from qaframework.show import html_table, text_table
from qaframework.tracker.listing import Listing
from qaframework.tracker.standing import TrackerState
from qaframework.working_days import is_working_day

_WAITS = {
    "overdue": "overdue",
    "due": "due by next month",
    "later": "due later",
    "no date": "without a date",
    "evidence": "awaiting evidence",
    "impact": "awaiting impact",
    "confirmation": "awaiting confirmation of impact",
    "closing": "ready to close",
}


@attrs.frozen(kw_only=True, repr=False)
class NextMeeting:
    """Whether managers meet again, and what for. They meet until every recommendation is completed.

    Attributes:
        after: the day after which it is.
        on: the day of the next meeting; None where nothing is open.
        open: what keeps the meetings going.
        elsewhere: what is not talked about here any more and not closed either: others follow it.
    """

    after: date
    on: date | None
    open: TrackerState
    elsewhere: TrackerState

    @property
    def needed(self) -> bool:
        """Whether anything is still open."""
        return len(self.open) > 0

    def sentences(self) -> list[str]:
        """Return what is to be said of it, in words."""
        told = list(self._told())
        if len(self.elsewhere):
            count = len(self.elsewhere)
            told.append(f"{count} {'is' if count == 1 else 'are'} followed elsewhere, and not closed.")
        return told

    def _told(self) -> Iterator[str]:
        if self.on is None:
            yield "Nothing is open: no meeting is needed."
            return
        waits = Counter(one.waits_for for one in self.open)
        parts = ", ".join(f"{waits[name]} {said}" for name, said in _WAITS.items() if waits[name])  # type: ignore[index]
        count = len(self.open)
        yield f"Next meeting: {self.on:%d/%m/%Y}. {count} {'is' if count == 1 else 'are'} open: {parts}."

    def rows(self) -> list[dict[str, Any]]:
        """Return each open recommendation with what it waits for."""
        return [
            {"id": one.id, "owner": one.owner, "waits_for": one.waits_for, "days_overdue": one.days_overdue}
            for one in self.open
        ]

    def __repr__(self) -> str:
        return "\n".join([*self.sentences(), *(["", text_table(self.rows())] if self.needed else [])])

    def _repr_html_(self) -> str:
        return html_table(self.rows(), caption=" ".join(self.sentences()))


def next_meeting(state: TrackerState, on: date | None) -> NextMeeting:
    """Return the meeting after the day of a state; on a given day, or else a month on, on a working day."""
    still = state.those("Open", lambda one: one.is_open)
    elsewhere = state.those("Followed elsewhere", lambda one: one.status == "transferred")
    day = (on or _a_month_on(state.as_of)) if len(still) else None
    return NextMeeting(after=state.as_of, on=day, open=still, elsewhere=elsewhere)


def _a_month_on(day: date) -> date:
    """Return the same day of the next month, or its last; where nobody is at work, the next working day."""
    first = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    length = ((first + timedelta(days=32)).replace(day=1) - first).days
    found = first.replace(day=min(day.day, length))
    while not is_working_day(found):
        found += timedelta(days=1)
    return found


BY_OWNER = ("owner", "open", *("overdue", "no date", "due", "later", "evidence", "impact", "confirmation", "closing"))


def owners_of(state: TrackerState) -> Listing:
    """Return how many each owner has open, and what they wait for; what nobody owns comes first."""
    waits: dict[str, Counter[str]] = {}
    for one in state:
        if one.is_open:
            waits.setdefault(one.owner or "", Counter())[one.waits_for] += 1
    lines = tuple(
        {"owner": owner or "(nobody)", "open": counted.total()} | {name: counted[name] for name in BY_OWNER[2:]}
        for owner, counted in sorted(waits.items())
    )
    return Listing(f"Open by owner, as on {state.as_of:%d/%m/%Y}", lines, BY_OWNER)
