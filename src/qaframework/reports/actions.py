"""Where each recommendation stands on a day: done, evidenced, and having made a difference are never one stage."""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

import attrs

from qaframework.model.programme import Programme, in_one_order
from qaframework.model.records import UPDATE_STATUSES, Recommendation, Update

if TYPE_CHECKING:
    from qaframework.tracker.standing import Standing
    from qaframework.tracker.tracker import Tracker

NOT_BEGUN = "Not begun"
IN_PROGRESS = "In progress"
BLOCKED = "Blocked"
COMPLETE = "Action complete, not yet evidenced"
EVIDENCED = "Evidenced, impact not yet confirmed"
CONFIRMED = "Impact confirmed"
CLOSED_STATED = "Closed, impact stated and not confirmed"
CLOSED = "Closed, nothing said of impact"
MOVED = "Moved to another plan"
ENDED = "Ended without the action"

STAGES = (NOT_BEGUN, IN_PROGRESS, BLOCKED, COMPLETE, EVIDENCED, CONFIRMED, CLOSED_STATED, CLOSED, MOVED, ENDED)
"""The stages in the order in which reports show them. Every recommendation is in exactly one."""

OPEN = (NOT_BEGUN, IN_PROGRESS, BLOCKED)
"""The stages in which the action itself is still to be done, so that it can be overdue."""

STAGE_OF: Mapping[str, str] = {
    "issued": NOT_BEGUN,
    "accepted": NOT_BEGUN,
    "partially_accepted": NOT_BEGUN,
    "in_progress": IN_PROGRESS,
    "reopened": IN_PROGRESS,
    "blocked": BLOCKED,
    "action_complete": COMPLETE,
    "evidenced": EVIDENCED,
    "impact_confirmed": CONFIRMED,
    "closed": CLOSED,
    "transferred": MOVED,
    "rejected": ENDED,
    "superseded": ENDED,
    "merged": ENDED,
    "no_longer_applicable": ENDED,
}


@attrs.frozen(kw_only=True, repr=False)
class Action:
    """One recommendation on one day.

    Attributes:
        id, level, text, themes: what was recommended.
        owner: who is to act now; None where nobody is named.
        stage: where it stands.
        due: the day by which, as it was last set; None where nobody set one.
        moved: how many times that day was moved to a later one.
        overdue: whether the action is still to be done and that day has passed.
    """

    id: str
    level: str
    text: str
    themes: tuple[str, ...]
    owner: str | None
    stage: str
    due: date | None
    moved: int
    overdue: bool


def actions_of(year: Programme, as_of: date) -> tuple[Action, ...]:
    """Return where each recommendation of a programme stands on a day, from its updates, by code."""
    histories: defaultdict[str, list[Update]] = defaultdict(list)
    for update in year.updates:
        if update.on <= as_of:
            histories[update.recommendation].append(update)
    made = in_one_order(one for one in year.recommendations if one.raised_on <= as_of)
    return tuple(_from_updates(one, _in_order(histories[one.id]), as_of) for one in made)


def actions_on(tracker: Tracker, as_of: date) -> tuple[Action, ...]:
    """Return where each recommendation of a tracker stands on a day, by code."""
    return tuple(sorted((_from_standing(one) for one in tracker.state(as_of)), key=lambda one: one.id))


def _in_order(updates: Iterable[Update]) -> list[Update]:
    """Return a history in order; of entries on one day the one furthest on comes last."""
    rank = {status: place for place, status in enumerate(UPDATE_STATUSES)}
    return in_one_order(updates, lambda one: (one.on, rank.get(one.status, -1)))


def _from_updates(one: Recommendation, history: Sequence[Update], as_of: date) -> Action:
    days = [day for day in (one.due, *(update.due for update in history)) if day is not None]
    due = days[-1] if days else None
    stage = _stage(history)
    return Action(
        id=one.id,
        level=one.level,
        text=one.text,
        themes=one.themes,
        owner=next((update.owner for update in reversed(history) if update.owner), one.owner),
        stage=stage,
        due=due,
        moved=sum(earlier < later for earlier, later in itertools.pairwise(days)),
        overdue=stage in OPEN and due is not None and due < as_of,
    )


def _stage(history: Sequence[Update]) -> str:
    """Return the stage a history has come to. A word nobody knows says only that somebody is at work on it."""
    if not history:
        return NOT_BEGUN
    opened = max((place for place, update in enumerate(history) if update.status == "reopened"), default=0)
    since = history[opened:]
    confirmed = any(update.status == "impact_confirmed" or update.confirmed_by for update in since)
    stated = any(update.impact for update in since)
    stage = STAGE_OF.get(history[-1].status, IN_PROGRESS)
    return _closed(confirmed, stated) if stage == CLOSED else stage


def _from_standing(one: Standing) -> Action:
    stage = STAGE_OF.get(one.status, IN_PROGRESS)
    return Action(
        id=one.id,
        level=one.level,
        text=one.text,
        themes=one.themes,
        owner=one.owner,
        stage=_closed(one.confirmed_on is not None, one.impact is not None) if stage == CLOSED else stage,
        due=one.due,
        moved=one.slips,
        overdue=one.is_overdue,
    )


def _closed(confirmed: bool, stated: bool) -> str:
    return CONFIRMED if confirmed else CLOSED_STATED if stated else CLOSED
