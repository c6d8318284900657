"""Bars of counts from protected tables: one bar a row, one part a column, the number in each part."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import attrs

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.protected import ProtectedTable
from qaframework.disclosure.shown import Shown
from qaframework.disclosure.tables import TOTAL
from qaframework.plots.plot import Plot, words_of
from qaframework.plots.style import (
    CATEGORIES,
    FAINT,
    GROUND,
    HATCHES,
    HIDDEN_GROUND,
    HIDDEN_HATCH,
    TEXT,
    bare,
    on,
    settings,
    sheet,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

WIDTH = 8.0
LABEL_SIGNS = 26
IN_WORDS = 10
"""How many bars are told one by one in the words of a picture."""


@attrs.frozen
class Bar:
    """One bar.

    Attributes:
        heading: what its label is one of: round, age, stage.
        label: what stands beside it.
        parts: what is shown of each part, by its name.
        total: what is shown of all of it; None where the table has no total.
    """

    heading: str
    label: str
    parts: dict[str, Shown]
    total: Shown | None

    @property
    def drawn(self) -> float:
        """How long the parts are that are shown."""
        return sum(part.value or 0 for part in self.parts.values())

    @property
    def rest(self) -> float:
        """How long the hidden parts are together, as far as everybody can see: the total less the others."""
        if self.total is None or self.total.value is None or not any(part.hidden for part in self.parts.values()):
            return 0
        return max(0.0, self.total.value - self.drawn)

    def words(self) -> str:
        """Return the bar in words: ``May: 14 (4 Excellent, 8 Good, 2 Requires improvement)``."""
        if len(self.parts) == 1:
            return f"{self.label}: {next(iter(self.parts.values()))}"
        parts = ", ".join(f"{part} {name}" for name, part in self.parts.items() if part.value != 0)
        return f"{self.label}: {self.total if self.total is not None else ''}{f' ({parts})' if parts else ''}"


def bars(tables: ProtectedTable | Sequence[ProtectedTable], *, title: str, colours: Sequence[str] = CATEGORIES) -> Plot:
    """Return counts as horizontal bars with the number in each part.

    A part that is hidden has no length of its own: what is left of a shown total is drawn once, hatched, as not shown.

    Args:
        tables: one table of one or two dimensions, the second becoming the parts of the bars; or several tables of the
            same dimension, each with its own slice (``where``), one bar each.
        title: what the picture shows.
        colours: one for each part, in order.

    Raises:
        DataError: matplotlib is not installed.
    """
    held = [tables] if isinstance(tables, ProtectedTable) else list(tables)
    told = [table for table in held if not table.words]
    groups = list(_alike([bar for table in told for bar in bars_of(table)]))
    drawn = [bar for group in groups for bar in group]
    notes = notes_for(held)
    with settings():
        heights = [0.5 + 0.55 * len(group) + 0.25 * _legend_rows(list(group[0].parts)) for group in groups] or [1]
        figure = sheet(WIDTH, 0.6 + sum(heights) + 0.18 * len(notes))
        longest = max((bar.drawn + bar.rest for bar in drawn), default=1) or 1
        panels = figure.subplots(len(heights), 1, squeeze=False, gridspec_kw={"height_ratios": heights})[:, 0]
        for axes, group in zip(panels, groups or [[]], strict=True):
            _draw(axes, group, longest, colours)
        dress(figure, title, notes)
    noun = told[0].measure if told else ""
    return Plot(
        title=title, alt=_alt(drawn, noun), notes=notes, figure=figure, rows=tuple(_row(bar, drawn) for bar in drawn)
    )


def _alike(drawn: Iterable[Bar]) -> Iterable[list[Bar]]:
    """Return bars in groups with the same parts: rounds that were graded in other words never share a key."""
    groups: dict[tuple[str, ...], list[Bar]] = {}
    for bar in drawn:
        groups.setdefault(tuple(bar.parts), []).append(bar)
    return groups.values()


def bars_of(table: ProtectedTable) -> Iterable[Bar]:
    """Yield the bars of a table: a row each, or the whole slice where the table has one dimension and a slice."""
    if len(table.by) == 2:
        rows, parts = table.by
        for row in _single(table, rows):
            cells = {part: table.cells[row, part] for part in _single(table, parts)}
            yield Bar(rows, row, cells, table.cells.get((row, TOTAL)))
    elif len(table.by) == 1 and table.where:
        cells = {part: table.cells[part,] for part in _single(table, table.by[0])}
        yield Bar(", ".join(table.where), ", ".join(table.where.values()), cells, table.cells.get((TOTAL,)))
    elif len(table.by) == 1:
        for row in _single(table, table.by[0]):
            yield Bar(table.by[0], row, {table.measure: table.cells[row,]}, None)


def _single(table: ProtectedTable, dimension: str) -> list[str]:
    return [label for label in table.labels[dimension] if label != TOTAL]


def _row(bar: Bar, drawn: Sequence[Bar]) -> dict[str, int | str | None]:
    row: dict[str, int | str | None] = {bar.heading: bar.label}
    for name in dict.fromkeys(name for one in drawn for name in one.parts):
        row[name] = bar.parts[name].plain if name in bar.parts else None
    return row | ({TOTAL: bar.total.plain} if bar.total is not None else {})


def _alt(drawn: Sequence[Bar], noun: str) -> str:
    if not drawn:
        return "Nothing can be drawn without pointing to somebody."
    more = f"; {len(drawn) - IN_WORDS} more bars, in the table" if len(drawn) > IN_WORDS else ""
    return f"Bars of {noun}. {'; '.join(bar.words() for bar in drawn[:IN_WORDS])}{more}."


def _draw(axes: Axes, drawn: Sequence[Bar], longest: float, colours: Sequence[str]) -> None:
    names = list(drawn[0].parts) if drawn else []
    for place, bar in enumerate(drawn):
        start = 0.0
        for number, name in enumerate(names):
            part = bar.parts[name]
            if part.value:
                _part(axes, place, start, part, colours[number % len(colours)], HATCHES[number % len(HATCHES)], longest)
                start += part.value
        hidden = [part.text for part in bar.parts.values() if part.hidden]
        if hidden:
            _hidden(axes, place, start, bar.rest, hidden, longest)
            start += bar.rest
        if len(bar.parts) == 1 and not start and not hidden:
            axes.text(0.01 * longest, place, "0", va="center", ha="left", color=FAINT)
        if bar.total is not None and len(bar.parts) > 1:
            gap = 0.01 if bar.rest or not hidden else 0.06
            axes.text(start + gap * longest, place, f"{bar.total}", va="center", ha="left", color=FAINT)
    axes.set_yticks(range(len(drawn)), ["\n".join(textwrap.wrap(bar.label, LABEL_SIGNS)) for bar in drawn])
    axes.set_ylim(len(drawn) - 0.4, -0.6)
    axes.set_xlim(0, longest * 1.08)
    axes.set_xticks([])
    bare(axes)
    if len(names) > 1:
        _legend(axes, names, colours, any(part.hidden for bar in drawn for part in bar.parts.values()))


def _part(axes: Axes, place: int, start: float, part: Shown, colour: str, hatch: str, longest: float) -> None:
    assert part.value is not None
    axes.barh(place, part.value, left=start, height=0.62, color=colour, hatch=hatch, edgecolor=GROUND, linewidth=1.5)
    inside = part.value / longest > 0.025 * len(part.text)
    axes.text(
        start + part.value / 2,
        place,
        part.text,
        ha="center",
        va="center",
        color=on(colour) if inside else TEXT,
        fontweight="bold",
        bbox={"facecolor": colour if inside else GROUND, "edgecolor": "none", "pad": 1.2},
    )


def _hidden(axes: Axes, place: int, start: float, length: float, texts: Sequence[str], longest: float) -> None:
    told = words_of(list(dict.fromkeys(texts)))
    if length:
        axes.barh(
            place,
            length,
            left=start,
            height=0.62,
            color=HIDDEN_GROUND,
            hatch=HIDDEN_HATCH,
            edgecolor=FAINT,
            linewidth=0.8,
        )
    middle = start + length / 2 if length else start + 0.01 * longest
    axes.text(
        middle,
        place,
        told,
        ha="center" if length else "left",
        va="center",
        bbox={"facecolor": GROUND, "edgecolor": "none", "pad": 1.5},
    )


def _legend_columns(names: Sequence[str]) -> int:
    """Return how many entries of a key fit beside each other."""
    return max(1, min(len(names) + 1, 84 // (max(map(len, (*names, "not shown"))) + 6)))


def _legend_rows(names: Sequence[str]) -> int:
    return -(-(len(names) + 1) // _legend_columns(names)) if len(names) > 1 else 0


def _legend(axes: Axes, names: Sequence[str], colours: Sequence[str], hidden: bool) -> None:
    from matplotlib.patches import Patch

    patches = [
        Patch(facecolor=colours[n % len(colours)], hatch=HATCHES[n % len(HATCHES)], edgecolor=GROUND, label=name)
        for n, name in enumerate(names)
    ]
    if hidden:
        patches.append(Patch(facecolor=HIDDEN_GROUND, hatch=HIDDEN_HATCH, edgecolor=FAINT, label="not shown"))
    # matplotlib fills a key column by column; people read it row by row.
    columns = _legend_columns(names)
    rows = [patches[start : start + columns] for start in range(0, len(patches), columns)]
    rows[-1] += [Patch(alpha=0, label="") for _ in range(columns - len(rows[-1]))]
    axes.legend(
        handles=[row[column] for column in range(columns) for row in rows],
        loc="lower left",
        bbox_to_anchor=(0, 1),
        ncols=columns,
        frameon=False,
        borderaxespad=0.2,
        handlelength=1.6,
        handleheight=1.1,
        columnspacing=1.2,
    )


def dress(figure: Figure, title: str, notes: Sequence[str]) -> None:
    """Put the title above and the notes below a picture, both from its left edge."""
    signs = int(13 * figure.get_figwidth())
    figure.suptitle(
        "\n".join(textwrap.wrap(title, int(0.72 * signs))), x=0.01, ha="left", fontweight="bold", fontsize=13
    )
    if notes:
        told = "\n".join(line for note in notes for line in textwrap.wrap(note, signs))
        figure.supxlabel(told, x=0.01, ha="left", fontsize=9, color=FAINT)


def notes_for(tables: Iterable[ProtectedTable]) -> tuple[str, ...]:
    """Return what a reader has to know: what was put together, and the policy where anything is hidden or rounded."""
    held = list(tables)
    notes = [f"{step[:1].upper()}{step[1:]}." for table in held for step in table.steps]
    notes += [f"{', '.join(table.where.values()) or table.name}: {table.words}" for table in held if table.words]
    for table in held:
        if table.hidden or table.policy.round_to > 1:
            notes.append(short_note(table.policy))
    return tuple(dict.fromkeys(notes))


def short_note(policy: DisclosurePolicy) -> str:
    """Return a policy in a line for the foot of a picture, with whose rule it is."""
    return f"{policy.sentence()} ({policy.title})"
