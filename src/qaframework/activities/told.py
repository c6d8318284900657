"""Which activities are told of, and the words in which their results are told."""

from __future__ import annotations

from collections.abc import Iterable

from qaframework.errors import UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Activity, Update

FEW = 10
"""Below this many, nothing is said of how often."""

DONE = frozenset({"action_complete", "evidenced", "impact_confirmed", "closed"})
SET_ASIDE = frozenset({"rejected", "superseded", "merged", "no_longer_applicable"})
MOVED = frozenset({"transferred"})


def of_kind(year: Programme, *kinds: str) -> tuple[Activity, ...]:
    """Return the activities of some kinds, the first to begin first."""
    return tuple(sorted((one for one in year.activities if one.kind in kinds), key=lambda one: (one.start, one.id)))


def chosen(
    held: tuple[Activity, ...], activity: str | None, kind: str = "activity of this kind"
) -> tuple[Activity, ...]:
    """Return the activities, or the one of an id.

    Raises:
        UnknownNameError: none has it.
    """
    found = tuple(one for one in held if activity in (None, one.id))
    if activity is not None and not found:
        raise UnknownNameError(kind, activity, (one.id for one in held))
    return found


def stands(updates: Iterable[Update]) -> str:
    """Return where a recommendation stands by its updates, in one of five words that are never added up.

    >>> stands(())
    'not begun'
    """
    latest = max(updates, key=lambda one: (one.on, _order(one.status)), default=None)
    if latest is None:
        return "not begun"
    if latest.status in DONE:
        return "done"
    if latest.status in SET_ASIDE:
        return "set aside"
    return "moved elsewhere" if latest.status in MOVED else "under way"


def _order(status: str) -> tuple[bool, bool, str]:
    return status in DONE, status in SET_ASIDE | MOVED, status
