"""Where each recommendation stands on a day. Done, evidenced, and having made a difference are three stages, never one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import attrs

from qaframework.model.programme import Programme, in_one_order
from qaframework.model.records import UPDATE_STATUSES, Recommendation, RecommendationLevel, Update

NOT_BEGUN = "Not begun"
IN_PROGRESS = "In progress"
BLOCKED = "Blocked"
COMPLETE = "Action complete, not yet evidenced"
EVIDENCED = "Evidenced, impact not yet confirmed"
CONFIRMED = "Impact confirmed"
CLOSED = "Closed, impact never confirmed"
MOVED = "Moved to another plan"
ENDED = "Ended without the action"

STAGES = (NOT_BEGUN, IN_PROGRESS, BLOCKED, COMPLETE, EVIDENCED, CONFIRMED, CLOSED, MOVED, ENDED)
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
        recommendation: what was recommended.
        stage: where it stands.
        due: the day by which, as it was last set; None where nobody set one.
        moved: how many times that day was moved.
        overdue: whether the action is still to be done and that day has passed.
        last: the day of the last entry in its history; None where there is none.
    """

    recommendation: Recommendation
    stage: str
    due: date | None
    moved: int
    overdue: bool
    last: date | None

    @property
    def id(self) -> str:
        """The code of the recommendation."""
        return self.recommendation.id

    @property
    def level(self) -> RecommendationLevel:
        """Child or service."""
        return self.recommendation.level


def actions_of(year: Programme, as_of: date) -> tuple[Action, ...]:
    """Return where each recommendation of a programme stands on a day, from its updates."""
    return actions_from(year.recommendations, year.updates, as_of)


def actions_from(
    recommendations: Iterable[Recommendation], updates: Iterable[Update], as_of: date
) -> tuple[Action, ...]:
    """Return where each recommendation stands on a day, by its code.

    Args:
        recommendations: those made later than the day are left out.
        updates: their histories, in any order; entries after the day are left out.
        as_of: the day.
    """
    histories: defaultdict[str, list[Update]] = defaultdict(list)
    for update in updates:
        if update.on <= as_of:
            histories[update.recommendation].append(update)
    made = in_one_order(one for one in recommendations if one.raised_on <= as_of)
    return tuple(_action(one, _in_order(histories[one.id]), as_of) for one in made)


def _in_order(updates: Iterable[Update]) -> list[Update]:
    """Return a history in order; of entries on one day the one furthest on comes last."""
    rank = {status: place for place, status in enumerate(UPDATE_STATUSES)}
    return in_one_order(updates, lambda one: (one.on, rank.get(one.status, -1)))


def _action(recommendation: Recommendation, history: Sequence[Update], as_of: date) -> Action:
    days = [recommendation.due, *(update.due for update in history)]
    set_days = [day for day in days if day is not None]
    due = set_days[-1] if set_days else None
    stage = _stage(history)
    return Action(
        recommendation=recommendation,
        stage=stage,
        due=due,
        moved=sum(one != other for one, other in zip(set_days, set_days[1:], strict=False)),
        overdue=stage in OPEN and due is not None and due < as_of,
        last=history[-1].on if history else None,
    )


def _stage(history: Sequence[Update]) -> str:
    """Return the stage a history has come to. A word nobody knows says only that somebody is at work on it."""
    if not history:
        return NOT_BEGUN
    stage = STAGE_OF.get(history[-1].status, IN_PROGRESS)
    reached = [STAGE_OF.get(update.status, IN_PROGRESS) for update in history]
    since = len(reached) - next((back for back, one in enumerate(reversed(history)) if one.status == "reopened"), len(reached))
    return CONFIRMED if stage == CLOSED and CONFIRMED in reached[since:] else stage
