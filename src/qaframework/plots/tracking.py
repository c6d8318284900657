"""Where recommendations stand: at which stage, how old what is open is, how often dates moved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

import attrs

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import ProtectedTable
from qaframework.disclosure.tables import CountTable
from qaframework.plots.bars import bars
from qaframework.plots.grading import SAFE
from qaframework.plots.plot import Plot

if TYPE_CHECKING:
    from qaframework.tracker.standing import Standing, TrackerState

STAGES: Mapping[str, tuple[str, ...]] = {
    "not begun": ("issued", "accepted", "partially_accepted", "reopened"),
    "in progress": ("in_progress",),
    "blocked": ("blocked",),
    "done, the owner says": ("action_complete",),
    "evidenced": ("evidenced",),
    "difference confirmed": ("impact_confirmed",),
    "closed": ("closed",),
    "followed elsewhere": ("transferred",),
    "dropped or replaced": ("rejected", "no_longer_applicable", "superseded", "merged"),
}
"""Where a recommendation can stand, each in one place."""
AGES = (30, 90, 180, 365)
AGE_BANDS = (
    *(f"{low} to {high} days" for low, high in zip((0, 31, 91, 181), AGES, strict=True)),
    f"over {AGES[-1]} days",
)
MOVES = ("never", "once", "twice", "three times or more", "no date was set")
LEVELS = ("child", "service")


@attrs.frozen
class _Question:
    """What is asked of each recommendation.

    Attributes:
        title: what the picture shows.
        by: what the answers are called.
        answers: every answer, in order.
        counted: what is counted.
        answer: the answer for one recommendation; None where it is not counted.
    """

    title: str
    by: str
    answers: tuple[str, ...]
    counted: str
    answer: Callable[[Standing], str | None]


def _age(one: Standing) -> str | None:
    return AGE_BANDS[sum((one.as_of - one.raised_on).days > day for day in AGES)] if one.is_open else None


def _moves(one: Standing) -> str:
    return MOVES[-1] if one.due is None else MOVES[min(one.slips, 3)]


def _stage(one: Standing) -> str:
    return next((stage for stage, statuses in STAGES.items() if one.status in statuses), one.status)


def ageing(source: TrackerState | ProtectedTable, *, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return how long ago what is open was raised, in bands of days, child and service level apart.

    Args:
        source: from ``tracker.state(as_of)``; or a table of age by level that was protected with the rest of a report.
        policy: for a state the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
    """
    asked = _Question("How long ago what is open was raised", "age", AGE_BANDS, "open recommendations", _age)
    return _drawn(source, asked, policy)


def slip(source: TrackerState | ProtectedTable, *, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return how often the dates of recommendations were moved to later ones.

    Args:
        source: from ``tracker.state(as_of)``; or a table of this that was protected with the rest of a report.
        policy: for a state the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
    """
    return _drawn(source, _Question("How often dates were moved", "moved", MOVES, "recommendations", _moves), policy)


def stages(source: TrackerState | ProtectedTable, *, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return at which stage recommendations stand, each at one: done, evidenced and confirmed are never added up.

    Args:
        source: from ``tracker.state(as_of)``; or a table of stages that was protected with the rest of a report.
        policy: for a state the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
    """
    asked = _Question("Recommendations by stage", "stage", tuple(STAGES), "recommendations", _stage)
    return _drawn(source, asked, policy)


def _drawn(source: TrackerState | ProtectedTable, asked: _Question, policy: str | DisclosurePolicy) -> Plot:
    """Draw a state by level; without the levels where more than half of the numbers would be hidden."""
    if isinstance(source, ProtectedTable):
        return bars(source, title=asked.title)
    rows = [{asked.by: answer, "level": one.level} for one in source if (answer := asked.answer(one)) is not None]
    title = f"{asked.title}, as on {source.as_of:%d %B %Y}"
    labels = {asked.by: asked.answers, "level": LEVELS}
    table = CountTable.from_rows(
        title, rows, by=[asked.by, "level"], measure=asked.counted, labels=labels, totals=["level"]
    )
    safe = protect([table], policy)[title]
    told = [cell for cell in safe.cells.values() if cell.value != 0]
    if 2 * safe.hidden > len(told):
        safe = protect([table.drop("level")], policy)[title]
    return bars(safe, title=title)
