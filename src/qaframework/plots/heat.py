"""A table of counts as a picture: the more, the darker, with the number in every cell."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from qaframework.disclosure.protected import ProtectedTable
from qaframework.disclosure.shown import Shown
from qaframework.disclosure.tables import TOTAL
from qaframework.plots.bars import dress, notes_for
from qaframework.plots.plot import Plot, words_of
from qaframework.plots.style import GROUND, HIDDEN_GROUND, HIDDEN_HATCH, TEXT, on, settings, sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

STEPS = ("#FFFFFF", "#CFE3F7", "#6BACE6", "#2073BC", "#12436D")
"""From none to most: the sequential palette of the Government Analysis Function, lightened once more at its foot."""


def heat(table: ProtectedTable, *, title: str, diagonal: bool = False) -> Plot:
    """Return a table of two dimensions as a picture, rows down and columns across, with the number in every cell.

    Args:
        table: the table.
        title: what the picture shows.
        diagonal: whether rows and columns have the same labels, so that the cells where they meet are framed.

    Raises:
        DataError: matplotlib is not installed.
        ValueError: the table has not two dimensions.
    """
    if len(table.by) != 2 and not table.words:
        raise ValueError("a heat table needs a table of two dimensions")
    rows, columns = ([], []) if table.words else (_labels(table, one) for one in table.by)
    notes = notes_for([table])
    with settings():
        figure = sheet(2.6 + 1.15 * max(3, len(columns)), 1.6 + 0.36 * max(1, len(rows)))
        axes = figure.subplots()
        most = max((cell.value or 0 for cell in table.cells.values()), default=0)
        for down, row in enumerate(rows):
            for across, column in enumerate(columns):
                inner = TOTAL not in (row, column)
                square(axes, down, across, table.cells[row, column], most if inner else None)
                if diagonal and row == column != TOTAL:
                    _framed(axes, down, across)
        frame(axes, _headings(rows), _headings(columns))
        dress(figure, title, notes)
    return Plot(title=title, alt=_alt(table, rows, columns), notes=notes, figure=figure, rows=tuple(table.rows()))


def _labels(table: ProtectedTable, dimension: str) -> list[str]:
    return list(table.labels[dimension])


def _headings(labels: Sequence[str]) -> list[str]:
    return ["All" if label == TOTAL else label for label in labels]


def square(axes: Axes, down: int, across: int, cell: Shown, most: float | None) -> None:
    """Draw one cell: the darker the more of the most; without a most it is a total, and white."""
    from matplotlib.patches import Rectangle

    colour = _colour(cell.value, most) if not cell.hidden else HIDDEN_GROUND
    hatch = HIDDEN_HATCH if cell.hidden else None
    edge = "#B1B4B6"
    axes.add_patch(
        Rectangle((across - 0.5, down - 0.5), 1, 1, facecolor=colour, hatch=hatch, edgecolor=edge, linewidth=0.8)
    )
    axes.text(
        across,
        down,
        cell.text,
        ha="center",
        va="center",
        color=on(colour),
        fontweight="normal" if most is None else "bold" if cell.value else "normal",
        bbox={"facecolor": GROUND, "edgecolor": "none", "pad": 1.5} if cell.hidden else None,
    )


def _framed(axes: Axes, down: int, across: int) -> None:
    from matplotlib.patches import Rectangle

    axes.add_patch(Rectangle((across - 0.46, down - 0.46), 0.92, 0.92, fill=False, edgecolor=TEXT, linewidth=2))


def _colour(value: float | None, most: float | None) -> str:
    if not value or not most:
        return GROUND
    return STEPS[min(len(STEPS) - 1, 1 + int((len(STEPS) - 1) * (value / most) * 0.999))]


def frame(axes: Axes, rows: Sequence[str], columns: Sequence[str]) -> None:
    """Put the labels beside and above the cells."""
    # A little room all round, so that no line at the edge is cut in half.
    axes.set_xlim(-0.53, max(1, len(columns)) - 0.47)
    axes.set_ylim(max(1, len(rows)) - 0.47, -0.53)
    axes.set_xticks(range(len(columns)), ["\n".join(textwrap.wrap(one, 12)) for one in columns])
    axes.set_yticks(range(len(rows)), ["\n".join(textwrap.wrap(one, 34)) for one in rows])
    axes.xaxis.tick_top()
    axes.tick_params(length=0, colors=TEXT)
    for side in axes.spines.values():
        side.set_visible(False)


def _alt(table: ProtectedTable, rows: Sequence[str], columns: Sequence[str]) -> str:
    inner = [(row, column) for row in rows for column in columns if TOTAL not in (row, column)]
    shown = [(table.cells[place].value or 0, place) for place in inner if table.cells[place].value]
    if not inner or not table.cells:
        return "Nothing can be drawn without pointing to somebody."
    hidden = sum(table.cells[place].hidden for place in inner)
    most = sorted(shown, key=lambda one: -one[0])[:3]
    told = [f"{value} {row} {column}" for value, (row, column) in most]
    first, second = table.by
    says = f"the most are {words_of(told)}" if told else "no number of it can be shown"
    return (
        f"Table of {table.measure} by {first} and {second}, {len({r for r, _ in inner})} rows by "
        f"{len({c for _, c in inner})} columns, darker for more; {says}"
        + (f"; {hidden} numbers are not shown." if hidden else ".")
    )
