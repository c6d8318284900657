"""Where recommendations stand: at which stage, how old what is open is, how often dates moved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import ProtectedTable
from qaframework.disclosure.tables import CountTable
from qaframework.plots.bars import bars
from qaframework.plots.grading import SAFE
from qaframework.plots.plot import Plot

if TYPE_CHECKING:
    from qaframework.tracker.standing import TrackerState

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
LEVELS = ("child", "service")


def ageing(source: TrackerState | ProtectedTable, *, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return how long ago what is open was raised, in bands of days, child and service level apart.

    Args:
        source: from ``tracker.state(as_of)``; or a table of age by level that was protected with the rest of a report.
        policy: for a state the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
    """
    title = "How long ago what is open was raised"
    if isinstance(source, ProtectedTable):
        return bars(source, title=title)
    edges = [0, *(day + 1 for day in AGES)]
    names = [f"{low} to {high} days" for low, high in zip(edges, AGES, strict=False)] + [f"over {AGES[-1]} days"]
    rows = [
        {"age": names[sum((source.as_of - one.raised_on).days > day for day in AGES)], "level": one.level}
        for one in source
        if one.is_open
    ]
    return _levels(rows, "age", names, "open recommendations", f"{title}, as on {source.as_of:%d %B %Y}", policy)


def slip(source: TrackerState | ProtectedTable, *, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return how often the dates of recommendations were moved to later ones.

    Args:
        source: from ``tracker.state(as_of)``; or a table of this that was protected with the rest of a report.
        policy: for a state the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
    """
    title = "How often dates were moved"
    if isinstance(source, ProtectedTable):
        return bars(source, title=title)
    names = ["never", "once", "twice", "three times or more", "no date was set"]
    rows = [{"moved": names[-1] if one.due is None else names[min(one.slips, 3)], "level": one.level} for one in source]
    return _levels(rows, "moved", names, "recommendations", f"{title}, as on {source.as_of:%d %B %Y}", policy)


def stages(source: TrackerState | ProtectedTable, *, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return at which stage recommendations stand, each at one: done, evidenced and confirmed are never added up.

    Args:
        source: from ``tracker.state(as_of)``; or a table of stages that was protected with the rest of a report.
        policy: for a state the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
    """
    title = "Recommendations by stage"
    if isinstance(source, ProtectedTable):
        return bars(source, title=title)
    stage_of = {status: stage for stage, statuses in STAGES.items() for status in statuses}
    rows = [{"stage": stage_of.get(one.status, one.status), "level": one.level} for one in source]
    return _levels(rows, "stage", list(STAGES), "recommendations", f"{title}, as on {source.as_of:%d %B %Y}", policy)


def _levels(
    rows: Iterable[Mapping[str, str]],
    by: str,
    names: Sequence[str],
    measure: str,
    title: str,
    policy: str | DisclosurePolicy,
) -> Plot:
    table = CountTable.from_rows(
        title, rows, by=[by, "level"], measure=measure, labels={by: names, "level": LEVELS}, totals=["level"]
    )
    safe = protect([table], policy)[title]
    if sum(cell.hidden for cell in safe.cells.values()) * 2 > sum(cell.value != 0 for cell in safe.cells.values()):
        safe = protect([table.drop("level")], policy)[title]
    return bars(safe, title=title)
