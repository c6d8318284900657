"""The burn-up: what had been raised, and what had become of it, by the end of each month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.policies import policy as policy_named
from qaframework.disclosure.shown import Shown
from qaframework.plots.bars import dress, short_note
from qaframework.plots.grading import SAFE
from qaframework.plots.plot import Plot, words_of
from qaframework.plots.style import CATEGORIES, FAINT, TEXT, bare, settings, sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

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


def tracker(
    source: Tracker, until: date | None = None, *, since: date | None = None, policy: str | DisclosurePolicy = SAFE
) -> Plot:
    """Return what had been raised, done, evidenced and confirmed by the end of each month, as steps.

    Under a policy months are left out until nothing but 0 or more than the policy's most has changed between two that
    are drawn, and between two lines.

    Args:
        source: the tracker.
        until: the last day; the day of the last entry unless given.
        since: a day in the first month; the first recommendation's unless given.
        policy: the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
    """
    rule = policy_named(policy)
    last = until or max((one.last_on for one in source.state(date.max)), default=None)
    points = spaced([_point(line) for line in source.burn_up(last, since)], rule) if last else []
    notes = () if not rule.most else (short_note(rule), "Months between which too little changed are left out.")
    title = "Recommendations raised, and what became of them" + (f", up to {last:%d %B %Y}" if last else "")
    with settings():
        figure = sheet(8.6, 4.6)
        axes = figure.subplots()
        _steps(axes, points)
        dress(figure, title, notes)
    rows: tuple[dict[str, Any], ...] = tuple(
        {"by": one.day} | {LINES[name]: cell.plain for name, cell in one.cells.items()} for one in points
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
    from matplotlib.ticker import MaxNLocator

    ends: list[tuple[float, str, str]] = []
    for number, (name, title) in enumerate(LINES.items()):
        told = [(point.day, point.cells[name]) for point in points if not point.cells[name].hidden]
        if told:
            values = [cell.value or 0 for _, cell in told]
            _line(axes, [day.toordinal() for day, _ in told], values, number)
            ends.append((values[-1], f"{told[-1][1]} {title}", TEXT))
        elif points:
            ends.append((0, f"{points[-1].cells[name]} {title}", FAINT))
    for place, (value, text, colour) in zip(_apart([end[0] for end in ends]), ends, strict=True):
        beside = ("axes fraction", "data")
        axes.annotate(text, (1, value), (1.02, place), xycoords=beside, va="center", color=colour, fontweight="bold")
    _days(axes, [point.day for point in points])
    axes.set_ylim(bottom=0)
    axes.yaxis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    axes.grid(axis="y", color="#D9DBDC", linewidth=0.8)
    axes.set_ylabel("recommendations", color=FAINT)
    bare(axes)


def _line(axes: Axes, days: Sequence[int], values: Sequence[float], number: int) -> None:
    axes.step(
        days,
        values,
        where="post",
        linewidth=2,
        markersize=5,
        color=CATEGORIES[number],
        linestyle=DASHES[number],
        marker=MARKS[number],
        clip_on=False,
    )


def _days(axes: Axes, days: Sequence[date]) -> None:
    """Mark days that are drawn, the last one always: the numbers are those at its end."""
    every = -(-len(days) // 7) or 1
    marked = list(days[::-1][::every])[::-1]
    axes.set_xticks([day.toordinal() for day in marked], [f"{day.day} {day:%b}\n{day:%Y}" for day in marked])


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
