"""The life of a recommendation: which status can follow which, and what has to be on file for it.

Managers meet monthly and often tell several steps at once, so that a status may be passed over. What it stands for may
not: nothing is evidenced without evidence, and nothing is confirmed without saying what it is.
"""

from __future__ import annotations

import bisect
import operator
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import NamedTuple

import attrs

from qaframework.model.records import Update

ACTING = ("issued", "accepted", "partially_accepted", "in_progress", "blocked", "reopened")
"""Something is still to be done here."""
DONE = ("action_complete", "evidenced", "impact_confirmed", "closed")
"""The owner says that it was done."""
EVIDENCED = ("evidenced", "impact_confirmed", "closed")
REPLACED = ("superseded", "merged")
DROPPED = ("rejected", "no_longer_applicable", *REPLACED)
FINISHED = ("closed", *DROPPED)
"""Nothing more is expected, here or elsewhere. A transferred recommendation is followed elsewhere and not finished."""

_ENDINGS = ("transferred", "no_longer_applicable", *REPLACED)
MOVES: Mapping[str, tuple[str, ...]] = {
    "issued": ("accepted", "partially_accepted", "rejected", "in_progress", "blocked", *DONE, *_ENDINGS),
    "accepted": ("in_progress", "blocked", *DONE, *_ENDINGS),
    "partially_accepted": ("in_progress", "blocked", *DONE, *_ENDINGS),
    "in_progress": ("blocked", *DONE, *_ENDINGS),
    "blocked": ("in_progress", *DONE, *_ENDINGS),
    "reopened": ("in_progress", "blocked", *DONE, *_ENDINGS),
    "action_complete": ("evidenced", "impact_confirmed", "closed", "reopened", *_ENDINGS),
    "evidenced": ("impact_confirmed", "closed", "reopened", *_ENDINGS),
    "impact_confirmed": ("closed", "reopened", "transferred"),
    "transferred": (*DONE, "reopened", "no_longer_applicable", *REPLACED),
    "closed": ("reopened",),
    "rejected": ("reopened",),
    "no_longer_applicable": ("reopened",),
    "superseded": ("reopened",),
    "merged": ("reopened",),
}
"""From each status, those that can follow. To stay is always possible: an entry may only say how it goes."""

STATUSES = tuple(MOVES)
_FAR = timedelta(days=20 * 366)
_WITH_A_REASON = ("partially_accepted", "rejected", "blocked", "no_longer_applicable", "reopened")


class Past(NamedTuple):
    """What has to be known of an entry, or of all up to a day, to say what can follow.

    Attributes:
        recommendation, on, status, version: as the entry says; of several entries, as the last says.
        evidence, impact: whether it is told where the proof is kept, and what difference was made.
    """

    recommendation: str
    on: date
    status: str
    version: int
    evidence: bool
    impact: bool


@attrs.frozen
class OnFile:
    """What is on file for a recommendation since it was last reopened."""

    evidence: bool = False
    impact: bool = False

    def with_entry(self, entry: Update) -> OnFile:
        """Return what is on file after an entry."""
        return OnFile(self.evidence or bool(entry.evidence), self.impact or bool(entry.impact))


def last_reopening(statuses: Sequence[str]) -> int:
    """Return the place of the entry that last reopened a recommendation, 0 where none did.

    An entry that leaves a reopened recommendation where it stands does not reopen it again.
    """
    again = (place for place, (before, status) in enumerate(pairwise(statuses), start=1) if _reopens(before, status))
    return max(again, default=0)


def _reopens(before: str, status: str) -> bool:
    return status == "reopened" != before


def on_file(history: Sequence[Past]) -> OnFile:
    """Return what is on file after a history: what was said since it was last reopened."""
    since = history[last_reopening([past.status for past in history]) :]
    return OnFile(any(past.evidence for past in since), any(past.impact for past in since))


def can_follow(status: str, held: OnFile = OnFile(True, True)) -> tuple[str, ...]:
    """Return the statuses that can follow one, with nothing on file but what is held.

    >>> can_follow("evidenced", OnFile(evidence=True))
    ('closed', 'reopened', 'transferred', 'no_longer_applicable', 'superseded', 'merged')
    """
    return tuple(one for one in MOVES[status] if not _lacks(one, held))


def _lacks(status: str, held: OnFile) -> str:
    """Return what must be on file for a status and is not."""
    if status in EVIDENCED and not held.evidence:
        return "evidence (where the proof is kept)"
    if status == "impact_confirmed" and not held.impact:
        return "impact (what difference it made)"
    return ""


def faults(history: Sequence[Past], entry: Update) -> Iterator[str]:
    """Yield why an entry cannot stand in a history, which is in order; nothing where it can.

    An entry may be dated before the last: something said in March and written down in May. What comes after it must
    then still follow.
    """
    place = bisect.bisect_right(history, entry.on, key=operator.attrgetter("on"))
    if not place:
        yield f"it is dated {entry.on:%d/%m/%Y}, before the recommendation was raised"
        return
    before, after = history[:place], history[place:]
    standing, held = before[-1].status, on_file(before)
    if entry.status not in MOVES:
        yield f"there is no such status; write one of {', '.join(STATUSES)}"
        return
    told = (OnFile() if _reopens(standing, entry.status) else held).with_entry(entry)
    moves = entry.status != standing
    if moves and entry.status not in MOVES[standing]:
        yield f"it stands at {standing}, and {entry.status} cannot follow; {_choices(standing, held)} can"
        return
    if moves and (lacking := _lacks(entry.status, told)):
        choices = _choices(standing, held)
        yield f"it stands at {standing}, and {entry.status} needs {lacking}; without it {choices} can follow"
    if moves:
        yield from _unexplained(entry)
    if entry.status in FINISHED and (entry.due or entry.owner):
        yield f"it is {entry.status}: reopen it before you move its date or pass it on"
    if entry.approved_by and not entry.due:
        yield "it says who agreed to a new date, and not which; write the date"
    if entry.due and abs(entry.due - entry.on) > _FAR:
        yield f"its new date, {entry.due:%d/%m/%Y}, is more than 20 years away; check the year"
    if (entry.confirmed_by or entry.impact_kind) and not told.impact:
        yield "it says who confirmed a difference, or of what kind, and not what difference; write the impact"
    if after and after[0].status not in (entry.status, *MOVES[entry.status]):
        yield (
            f"the entry of {after[0].on:%d/%m/%Y} says {after[0].status}, which could not follow {entry.status}; "
            "date it on or after that day"
        )
    elif undone := _undone(entry.status, told, after):
        yield (
            f"the entry of {undone.on:%d/%m/%Y} says {undone.status}, and what it rests on would have to be shown "
            "anew; date it on or after that day"
        )


def _undone(standing: str, held: OnFile, after: Sequence[Past]) -> Past | None:
    """Return the first later entry that would lack what it needs, after a status and what is held by then."""
    for past in after:
        held = OnFile() if _reopens(standing, past.status) else held
        held = OnFile(held.evidence or past.evidence, held.impact or past.impact)
        if _lacks(past.status, held):
            return past
        standing = past.status
    return None


def _unexplained(entry: Update) -> Iterator[str]:
    """Yield what a move leaves unsaid that nobody could find out later."""
    if entry.status in _WITH_A_REASON and not entry.note:
        yield f"{entry.status} needs a note: why"
    if entry.status == "transferred" and not (entry.plan or entry.board or entry.note):
        yield "transferred needs the plan it is in now, or the board that follows it"
    if entry.status in REPLACED and not (entry.into or entry.note):
        yield f"{entry.status} needs into: the recommendation that stands for it now"


def _choices(standing: str, held: OnFile) -> str:
    *others, last = can_follow(standing, held)
    return f"{', '.join(others)} or {last}" if others else last
