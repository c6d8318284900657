"""What became of recommendations: month by month, how old what is open is, how often dates moved, at which stage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.policies import policy as policy_named
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import ProtectedTable
from qaframework.disclosure.shown import Shown
from qaframework.disclosure.tables import CountTable
from qaframework.plots.bars import bars, dress, short_note
from qaframework.plots.grading import SAFE
from qaframework.plots.plot import Plot, words_of
from qaframework.plots.style import CATEGORIES, FAINT, bare, settings, sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qaframework.tracker.standing import TrackerState
    from qaframework.tracker.tracker import Tracker

LINES = {
    "raised": "raised",
    "done": "done, the owner says",
    "evidenced": "evidenced",
    "difference_confirmed": "difference confirmed",
}
"""What is drawn month by month, each of all that were raised, and never added up."""
DASHES: tuple[Any, ...] = ("-", (0, (5, 2)), (0, (1, 1.5)), (0, (5, 2, 1, 2)))
MARKS = ("o", "s", "^", "D")
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


def tracker(source: Tracker, until: date, *, since: date | None = None, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return what had been raised, done, evidenced and confirmed by the end of each month, as steps.

    Under a policy months are left out until nothing but 0 or more than the policy's most has changed between two that
    are drawn, and between two lines.

    Args:
        source: the tracker.
        until: the last day.
        since: a day in the first month; the first recommendation's unless given.
        policy: the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
    """
    rule = policy_named(policy)
    points = spaced([_point(line) for line in source.burn_up(until, since)], rule)
    notes = () if not rule.most else (short_note(rule), "Months between which too little changed are left out.")
    title = f"Recommendations raised, and what became of them, up to {until:%d %B %Y}"
    with settings():
        figure = sheet(8.6, 4.6)
        axes = figure.subplots()
        _steps(axes, points)
        dress(figure, title, notes)
    rows = tuple(
        {"by": one.day.isoformat()} | {LINES[n]: cell.plain for n, cell in one.cells.items()} for one in points
    )
    return Plot(title=title, alt=_alt(points), notes=notes, figure=figure, rows=rows)


@attrs.frozen
class Point:
    """One day of the burn-up, with what is shown of each line."""

    day: date
    cells: Mapping[str, Shown]


def _point(line: Mapping[str, Any]) -> tuple[date, dict[str, int]]:
    return line["day"], {name: line[name] for name in LINES}


def spaced(counted: Sequence[tuple[date, Mapping[str, int]]], rule: DisclosurePolicy) -> list[Point]:
    """Return the days that can be shown, the last one first of all, and what is shown of each line.

    Two numbers that are both shown differ by 0 or by more than the policy's most: next to each other in a line, and one
    line from the next on the same day.
    """
    kept: list[Point] = []
    for day, counts in reversed(counted):
        later = kept[-1].cells if kept else {}
        if rule.most and kept and not _far_enough(counts, later, rule):
            continue
        kept.append(Point(day, _cells(counts, later, rule)))
    return kept[::-1]


def _far_enough(counts: Mapping[str, int], later: Mapping[str, Shown], rule: DisclosurePolicy) -> bool:
    shown = [(counts[name], cell.value) for name, cell in later.items() if cell.value is not None]
    return not any(rule.is_small(abs(count - int(value))) for count, value in shown)


def _cells(counts: Mapping[str, int], later: Mapping[str, Shown], rule: DisclosurePolicy) -> dict[str, Shown]:
    cells: dict[str, Shown] = {}
    above: int | None = None
    for name, count in counts.items():
        rest = 0 if above is None else above - count
        hidden_later = name in later and later[name].hidden
        if rule.is_small(count) or rule.is_small(abs(rest)) or hidden_later:
            cells[name] = Shown(rule.symbol, None)
        else:
            shown = rule.rounded(count)
            cells[name], above = Shown(str(shown), shown), count
    return cells


def _steps(axes: Axes, points: Sequence[Point]) -> None:
    from matplotlib.dates import AutoDateLocator, ConciseDateFormatter
    from matplotlib.ticker import MaxNLocator

    ends: list[tuple[float, str, str]] = []
    for number, (name, title) in enumerate(LINES.items()):
        told = [(point.day, point.cells[name]) for point in points if not point.cells[name].hidden]
        if told:
            days, values = [day for day, _ in told], [cell.value or 0 for _, cell in told]
            style = {"color": CATEGORIES[number], "linestyle": DASHES[number], "marker": MARKS[number]}
            axes.step(days, values, where="post", linewidth=2, markersize=5, **style)
            ends.append((values[-1], f"{told[-1][1]} {title}", CATEGORIES[number]))
    for place, (value, text, colour) in zip(_apart([end[0] for end in ends]), ends, strict=True):
        axes.annotate(
            text,
            xy=(1, value),
            xytext=(1.02, place),
            xycoords=("axes fraction", "data"),
            va="center",
            color=colour,
            fontweight="bold",
        )
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.grid(axis="y", color="#D9DBDC", linewidth=0.8)
    locator = AutoDateLocator(minticks=3, maxticks=9)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(ConciseDateFormatter(locator))
    axes.set_ylabel("recommendations", color=FAINT)
    bare(axes)


def _apart(values: Sequence[float]) -> list[float]:
    """Return places for labels at the ends of lines, in the order given, so far apart that none covers another."""
    gap = 0.07 * max((*values, 1))
    placed = dict[int, float]()
    low = float("-inf")
    for number in sorted(range(len(values)), key=lambda one: (values[one], -one)):
        low = max(values[number], low + gap)
        placed[number] = low
    return [placed[number] for number in range(len(values))]


def _alt(points: Sequence[Point]) -> str:
    if not points:
        return "There is no recommendation on the tracker."
    first, last = points[0], points[-1]
    told = [f"{last.cells[name]} {title}" for name, title in LINES.items()]
    return f"Steps from {first.day:%B %Y} to {last.day:%d %B %Y}. By the last day {words_of(told)}."


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
        title, rows, by=[by, "level"], measure=measure, labels={by: names, "level": LEVELS}, totals=[by, "level"]
    )
    return bars(protect([table], policy)[title], title=title)
