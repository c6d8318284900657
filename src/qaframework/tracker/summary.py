"""How many are done, how many are proved, how many made a difference: counts that are never added into one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

import attrs

from qaframework.show import html_table, text_table
from qaframework.tracker.lifecycle import ACTING, DROPPED
from qaframework.tracker.standing import Standing, TrackerState

LINES: dict[str, Callable[[Standing], bool]] = {
    "still to be done": lambda one: one.status in ACTING,
    "of these overdue": lambda one: one.is_overdue,
    "of these without a date": lambda one: one.status in ACTING and one.due is None,
    "done, the owner says": lambda one: one.completed_on is not None,
    "evidenced": lambda one: one.evidenced_on is not None,
    "difference stated": lambda one: one.completed_on is not None and one.impact is not None,
    "difference confirmed": lambda one: one.completed_on is not None and one.confirmed_on is not None,
    "done, no difference stated": lambda one: one.without_impact,
    "closed": lambda one: one.status == "closed",
    "closed, criteria unmet": lambda one: one.status == "closed" and bool(one.unmet),
    "told done after its date": lambda one: one.late is True,
    "date moved": lambda one: one.slips > 0,
    "date moved without saying who agreed": lambda one: one.slips_unapproved > 0,
    "opened again": lambda one: one.reopened > 0,
    "transferred, followed elsewhere": lambda one: one.status == "transferred",
    "dropped or replaced": lambda one: one.status in DROPPED,
}
"""Each line of a summary. They overlap, and say so: what is evidenced is also done."""


@attrs.frozen(kw_only=True, repr=False)
class TrackerSummary:
    """Counts of the recommendations on a day.

    Attributes:
        as_of: the day.
        total: how many there are.
        counts: how many, by what is so of them, for child and service level and both. The lines overlap.
        by_status: how many stand at each status; these add up to the total.
    """

    as_of: date
    total: int
    counts: dict[str, dict[str, int]]
    by_status: dict[str, int]

    def __getitem__(self, line: str) -> int:
        """Return one count, both levels together."""
        return self.counts[line]["all"]

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a line, with the counts by level."""
        return [{"recommendations": line, **counted} for line, counted in self.counts.items()]

    def __repr__(self) -> str:
        return f"{self.title}\n\n{text_table(self.rows())}"

    def _repr_html_(self) -> str:
        return html_table(self.rows(), caption=self.title)

    @property
    def title(self) -> str:
        """What they are, and that the lines overlap."""
        return f"{self.total} recommendations as on {self.as_of:%d/%m/%Y}; a line can hold some of the lines above it"


def summarise(state: TrackerState) -> TrackerSummary:
    """Return the counts of a state."""
    return TrackerSummary(
        as_of=state.as_of,
        total=len(state),
        counts={line: _by_level(one.level for one in state if is_so(one)) for line, is_so in LINES.items()},
        by_status=dict(sorted(Counter(one.status for one in state).items())),
    )


def _by_level(levels: Iterable[str]) -> dict[str, int]:
    found = Counter(levels)
    return {"child": found["child"], "service": found["service"], "all": found.total()}
