"""What closing a recommendation demands of its level: asked for at closing, and told where it was closed without.

Evidence has no way round. Where nothing can be said of a difference, or a service-level change was not looked at again,
people may close all the same and say why: their note is the reason, and stays beside the criteria that were not met.
Whether a child, a family or a reviewing officer could be asked to confirm a difference nobody here can know, so that is
told and not asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

import attrs

from qaframework.model.records import Update
from qaframework.tracker.lifecycle import DONE, last_reopening

RETEST_AFTER = timedelta(days=90)
"""How long after the action a service-level change is looked at again: three months, a qaframework default."""


@attrs.frozen(kw_only=True)
class Progress:
    """How far a recommendation has come since it was last reopened.

    Attributes:
        done_on: the first day on which somebody said that it was done.
        checked_on: the last day on which somebody other than the owner checked it.
        evidence, impact, confirmed: whether it is told where the proof is, what difference was made, and who says so.
    """

    done_on: date | None
    checked_on: date | None
    evidence: bool
    impact: bool
    confirmed: bool


def progress(history: Sequence[Update]) -> Progress:
    """Return how far a recommendation has come by its history, which is in order."""
    since = history[last_reopening([one.status for one in history]) :]
    return Progress(
        done_on=next((one.on for one in since if one.status in DONE), None),
        checked_on=next((one.on for one in reversed(since) if one.verified), None),
        evidence=any(one.evidence for one in since),
        impact=any(one.impact for one in since),
        confirmed=any(one.confirmed_by or one.status == "impact_confirmed" for one in since),
    )


@attrs.frozen
class Criterion:
    """Something that should hold before a recommendation is closed.

    Attributes:
        name: what it is.
        is_met: whether it holds.
        needs_reason: whether to close without it needs a note.
    """

    name: str
    is_met: Callable[[Progress], bool]
    needs_reason: bool = False


def _looked_at_again(one: Progress) -> bool:
    return one.done_on is not None and one.checked_on is not None and one.checked_on >= one.done_on + RETEST_AFTER


_BOTH = (
    Criterion("action done", lambda one: one.done_on is not None),
    Criterion("evidence on file", lambda one: one.evidence),
)
CRITERIA: Mapping[str, tuple[Criterion, ...]] = {
    "child": (
        *_BOTH,
        Criterion("difference made for the child stated", lambda one: one.impact, needs_reason=True),
        Criterion("difference confirmed by child, family, IRO or manager", lambda one: one.confirmed),
    ),
    "service": (
        *_BOTH,
        Criterion("measure moved: difference stated", lambda one: one.impact, needs_reason=True),
        Criterion("tested again after three months", _looked_at_again, needs_reason=True),
    ),
}
"""What should hold before a recommendation of a level is closed, in the order in which it comes."""


def unmet(level: str, come: Progress) -> tuple[Criterion, ...]:
    """Return the criteria for closing a recommendation of a level that are not met."""
    return tuple(criterion for criterion in CRITERIA[level] if not criterion.is_met(come))


def fault(level: str, history: Sequence[Update], closing: Update) -> str:
    """Return why an entry cannot close a recommendation without a note; nothing where it can.

    Args:
        level: child or service.
        history: what was said before, in order.
        closing: the entry.
    """
    lacking = [one.name for one in unmet(level, progress([*history, closing])) if one.needs_reason]
    if closing.note or not lacking:
        return ""
    return f"it would be closed without what its level asks for: {', '.join(lacking)}. Write a note: why all the same"
