"""How it went: what was raised and what became of it month by month, how old what is open is, what slipped."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from qaframework.tracker.listing import Listing
from qaframework.tracker.standing import Standing, TrackerState

_COUNTED: Mapping[str, Callable[[Standing], bool]] = {
    "raised": lambda one: True,
    "done": lambda one: one.completed_on is not None,
    "evidenced": lambda one: one.evidenced_on is not None,
    "difference_stated": lambda one: one.completed_on is not None and one.impact is not None,
    "difference_confirmed": lambda one: one.completed_on is not None and one.confirmed_on is not None,
    "closed": lambda one: one.status == "closed",
    "elsewhere": lambda one: one.status == "transferred",
    "open": lambda one: one.is_open,
}
BANDS = (30, 90, 180, 365)
"""The last day of each age band but the oldest."""


def month_ends(first: date, last: date) -> tuple[date, ...]:
    """Return the last day of each month from one day to another, and the last day itself.

    >>> [f"{day:%d %b}" for day in month_ends(date(2024, 1, 15), date(2024, 3, 20))]
    ['31 Jan', '29 Feb', '20 Mar']
    """
    ends: list[date] = []
    start = first.replace(day=1)
    while (start := (start + timedelta(days=32)).replace(day=1)) <= last:
        ends.append(start - timedelta(days=1))
    return (*ends, last)


def burn_up(states: Iterable[TrackerState]) -> Listing:
    """Return how many had been raised, done, proved and so on by each day. Each figure is of all that were raised."""
    lines = tuple(
        {"day": state.as_of} | {name: sum(map(is_so, state)) for name, is_so in _COUNTED.items()} for state in states
    )
    return Listing("Raised, and what became of them", lines, ("day", *_COUNTED))


def ageing(state: TrackerState) -> Listing:
    """Return how long ago what is open was raised, in bands of days, by level."""
    edges = (-1, *BANDS)
    names = {(low, high): f"{low + 1} to {high} days" for low, high in pairwise(edges)}
    ages = [((state.as_of - one.raised_on).days, one.level) for one in state if one.is_open]
    lines = [_band(name, [level for age, level in ages if low < age <= high]) for (low, high), name in names.items()]
    lines.append(_band(f"over {BANDS[-1]} days", [level for age, level in ages if age > BANDS[-1]]))
    return Listing(
        f"Age of what is open, as on {state.as_of:%d/%m/%Y}", tuple(lines), ("age", "child", "service", "all")
    )


def _band(name: str, levels: list[str]) -> dict[str, Any]:
    return {"age": name, "child": levels.count("child"), "service": levels.count("service"), "all": len(levels)}


def slips(moves: Iterable[Mapping[Any, Any]], as_of: date) -> Listing:
    """Return every time a date was moved to a later one: from when to when, and who agreed."""
    return Listing(f"Dates moved, as on {as_of:%d/%m/%Y}", tuple(_later(moves)), _MOVE)


_MOVE = ("recommendation", "on", "by", "before", "due", "days", "approved_by")


def _later(moves: Iterable[Mapping[Any, Any]]) -> Iterator[dict[str, Any]]:
    for move in moves:
        if move["before"] is not None and move["due"] > move["before"]:
            yield {
                "recommendation": move["recommendation"],
                "on": move["said_on"],
                "by": move["said_by"],
                "before": move["before"],
                "due": move["due"],
                "days": (move["due"] - move["before"]).days,
                "approved_by": move["approved_by"],
                "note": move["note"],
            }
