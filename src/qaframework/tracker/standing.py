"""Where recommendations stand on a day: what was done, what proves it, what difference it made, what is late."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any, Literal

import attrs

from qaframework.errors import UnknownNameError
from qaframework.tracker.closing import Progress, unmet
from qaframework.tracker.entries import themes_from
from qaframework.tracker.lifecycle import ACTING, DONE, FINISHED
from qaframework.tracker.listing import Listing
from qaframework.working_days import working_days_between

Waits = Literal[
    "overdue", "due", "no date", "later", "evidence", "impact", "confirmation", "closing", "elsewhere", "nothing"
]
"""What a recommendation waits for on a day; each waits for one thing."""


@attrs.frozen(kw_only=True, repr=False)
class Standing:
    """Where one recommendation stands on a day.

    Attributes:
        as_of: the day.
        id, level, text, source, themes, priority, measure, domain, organisation, relevant, raised_on: what was asked.
        status: as the last entry says.
        owner: who is to act now.
        original_due: the date as first set; it never changes.
        due: the date in force.
        slips: how often it was moved to a later one.
        slips_unapproved: how often without saying who agreed.
        completed_on: the day the owner first said it was done, since it was last reopened; None if they have not.
        evidenced_on: the day it was first said to be proved.
        impact_on: the day a difference was first stated.
        confirmed_on: the day somebody was first said to have confirmed it.
        verified_on: the last day somebody other than the owner is said to have checked it.
        closed_on, closed_by, closed_note: the day it was closed, by whom, and what they said: where a criterion was not
            met, why.
        evidence, impact, impact_kind, confirmed_by, note: as last written, since it was last reopened (the note: ever).
        reopened: how often it was opened again.
        rolls_up_to: the service-level recommendation it feeds.
        fed_by: the recommendations that feed it.
        into: the recommendation that stands for it, where it was merged or superseded.
        plan, board: the plan it was moved to, and the board that follows it.
        last_on, last_by: the day of the last entry, and who made it.
        version: how many entries there are.
        added_by, added_on: who put it on the tracker, and when.
        provenance: in examples, whether it is published or made up.
    """

    as_of: date
    id: str
    level: str
    status: str
    owner: str | None
    text: str
    source: str
    themes: tuple[str, ...]
    priority: str | None
    measure: str | None
    domain: str | None
    organisation: str | None
    relevant: bool | None
    raised_on: date
    original_due: date | None
    due: date | None
    slips: int
    slips_unapproved: int
    completed_on: date | None
    evidenced_on: date | None
    evidence: str | None
    impact_on: date | None
    impact: str | None
    impact_kind: str | None
    confirmed_on: date | None
    confirmed_by: str | None
    verified_on: date | None
    closed_on: date | None
    closed_by: str | None
    closed_note: str | None
    reopened: int
    rolls_up_to: str | None
    into: str | None
    plan: str | None
    board: str | None
    note: str | None
    last_on: date
    last_by: str
    version: int
    provenance: str | None
    added_by: str
    added_on: date
    fed_by: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return f"<{self.id} on {self.as_of}: {self.status}>"

    @property
    def is_open(self) -> bool:
        """Whether it is still talked about in the monthly meeting: neither finished nor followed elsewhere."""
        return self.status not in (*FINISHED, "transferred")

    @property
    def is_overdue(self) -> bool:
        """Whether its date has passed and nobody has said that it is done."""
        return self.status in ACTING and self.due is not None and self.due < self.as_of

    @property
    def days_overdue(self) -> int:
        """How many working days it is overdue; 0 where it is not."""
        return _working_days(self.due, self.as_of) if self.is_overdue and self.due else 0

    @property
    def slip_days(self) -> int | None:
        """How many days the date in force is later than the first; None where there was none at first."""
        return (self.due - self.original_due).days if self.due and self.original_due else None

    @property
    def late(self) -> bool | None:
        """Whether it was said to be done after the date then in force; None where it is not done or had no date."""
        return self.completed_on > self.due if self.completed_on and self.due else None

    @property
    def without_impact(self) -> bool:
        """Whether it is said to be done, and nobody has said what difference it made."""
        return self.status in DONE and self.impact is None

    @property
    def waits_for(self) -> Waits:
        """What it waits for: the action (overdue, due in a month, later, no date), then proof, then a difference."""
        if self.status in ACTING:
            if self.due is None:
                return "no date"
            soon = self.due <= self.as_of + timedelta(days=31)
            return "overdue" if self.due < self.as_of else "due" if soon else "later"
        if self.status == "transferred":
            return "elsewhere"
        if self.status in FINISHED:
            return "nothing"
        if self.evidenced_on is None:
            return "evidence"
        if self.impact is None:
            return "impact"
        return "confirmation" if self.confirmed_on is None else "closing"

    @property
    def unmet(self) -> tuple[str, ...]:
        """The criteria for closing it that are not met: for its level, in the order in which they come."""
        come = Progress(
            done_on=self.completed_on,
            checked_on=self.verified_on,
            evidence=self.evidence is not None,
            impact=self.impact is not None,
            confirmed=self.confirmed_on is not None,
        )
        return tuple(criterion.name for criterion in unmet(self.level, come))

    def row(self) -> dict[str, Any]:
        """Return it as a plain dict, with what follows from it."""
        held = {field.name: getattr(self, field.name) for field in attrs.fields(type(self))}
        follows = ("is_open", "is_overdue", "days_overdue", "slip_days", "late", "without_impact", "waits_for", "unmet")
        return held | {name: getattr(self, name) for name in follows}


@functools.lru_cache(maxsize=65536)
def _working_days(start: date, end: date) -> int:
    return working_days_between(start, end)


_SHOWN = ("id", "level", "owner", "status", "due", "days_overdue", "slips", "waits_for")


@attrs.frozen(repr=False)
class TrackerState:
    """Where recommendations stand on a day, in the order of their ids.

    Attributes:
        title: which ones.
        as_of: the day.
        standings: each of them, as a :class:`Standing`.
    """

    title: str
    as_of: date
    standings: tuple[Standing, ...]

    def __iter__(self) -> Iterator[Standing]:
        return iter(self.standings)

    def __len__(self) -> int:
        return len(self.standings)

    def __getitem__(self, name: str) -> Standing:
        """Return one of them, by its id.

        Raises:
            UnknownNameError: it is not among them.
        """
        found = self._by_id.get(name)
        if found is None:
            raise UnknownNameError("recommendation", name, self._by_id)
        return found

    @functools.cached_property
    def _by_id(self) -> Mapping[str, Standing]:
        return {one.id: one for one in self.standings}

    def rows(self) -> list[dict[str, Any]]:
        """Return each as a plain dict with everything there is to know, for pandas."""
        return [one.row() for one in self.standings]

    def those(self, title: str, which: Callable[[Standing], bool]) -> TrackerState:
        """Return some of them."""
        return attrs.evolve(self, title=title, standings=tuple(filter(which, self.standings)))

    @property
    def listing(self) -> Listing:
        """Those columns of the rows that can be shown: no text that people wrote."""
        lines = tuple({name: getattr(one, name) for name in _SHOWN} for one in self.standings)
        return Listing(f"{self.title}, as on {self.as_of:%d/%m/%Y}", lines, _SHOWN)

    def __repr__(self) -> str:
        return repr(self.listing)

    def _repr_html_(self) -> str:
        return self.listing._repr_html_()


def state_from(rows: Iterable[Mapping[Any, Any]], as_of: date) -> TrackerState:
    """Return what the rows of the query ``standing`` say, with the links between recommendations both ways."""
    held = list(rows)
    feeding: dict[str, list[str]] = {}
    for row in held:
        if row["rolls_up_to"]:
            feeding.setdefault(row["rolls_up_to"], []).append(row["id"])
    return TrackerState(
        "Recommendations",
        as_of,
        tuple(_standing(row, as_of, tuple(feeding.get(row["id"], ()))) for row in held),
    )


def _standing(row: Mapping[Any, Any], as_of: date, fed_by: tuple[str, ...]) -> Standing:
    return Standing(as_of=as_of, fed_by=fed_by, **dict(row) | {"themes": themes_from(row["themes"])})
