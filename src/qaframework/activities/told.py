"""Which activities are told of, and the words in which their results are told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qaframework.errors import UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Activity, Update

FEW = 10
"""Below this many, nothing is said of how often."""

DONE = frozenset({"action_complete", "evidenced", "impact_confirmed", "closed"})
SET_ASIDE = frozenset({"rejected", "superseded", "merged", "no_longer_applicable"})
MOVED = frozenset({"transferred"})
SAID_DONE, EVIDENCED = "said to be done", "evidenced"
DONE_WORDS = (SAID_DONE, EVIDENCED)


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


def stands(updates: Iterable[Update], until: date | None = None) -> str:
    """Return where a recommendation stands by its updates, in one of six words that are never added up.

    "Done" is two of them: what its owner says, and what evidence is on file for since it was last reopened.

    Args:
        updates: its updates, in any order.
        until: the day to look from; later entries are not there yet. None for all of them.

    >>> stands(())
    'not begun'
    """
    known = (one for one in updates if until is None or one.on <= until)
    entries = sorted(known, key=lambda one: (one.on, _order(one.status)))
    if not entries:
        return "not begun"
    latest = entries[-1].status
    if latest in DONE:
        again = max((place for place, one in enumerate(entries) if one.status == "reopened"), default=0)
        return EVIDENCED if any((one.evidence or "").strip() for one in entries[again:]) else SAID_DONE
    if latest in SET_ASIDE:
        return "set aside"
    return "moved elsewhere" if latest in MOVED else "under way"


def _order(status: str) -> tuple[bool, bool, str]:
    return status in DONE, status in SET_ASIDE | MOVED, status
