"""What each kind of source says on each theme: the convergence matrix as a picture."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.policies import policy as policy_named
from qaframework.plots.bars import dress, short_note
from qaframework.plots.grading import SAFE
from qaframework.plots.heat import frame
from qaframework.plots.plot import Plot, words_of
from qaframework.plots.style import DARK_BLUE, FAINT, GROUND, LIGHT_PURPLE, ORANGE, TEXT, on, settings, sheet
from qaframework.triangulation.matrix import Matrix

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qaframework.triangulation.cells import Cell
    from qaframework.triangulation.picture import Picture

SIGNS = {"strength": "+", "concern": "\u2212", "mixed": "\u00b1"}
COLOURS = {"strength": DARK_BLUE, "concern": ORANGE, "mixed": LIGHT_PURPLE}
HATCHED = {"concern": "//", "mixed": "..", "strength": ""}
LEGEND = (
    "+ strength, \u2212 concern, \u00b1 both; a number is how many children of how many looked at. In brackets: "
    "repeats another source. 0: looked and said nothing. Blank: not asked. ?: nobody says what was looked at."
)


def themes(source: Picture | Matrix, *, policy: str | DisclosurePolicy = SAFE, most: int = 20) -> Plot:
    """Return which kinds of source speak on each theme, and which way; silence and "not asked" stay apart.

    Args:
        source: from ``qa.triangulate``, or its matrix.
        policy: the disclosure policy: a number stands in a cell only where it, and what it leaves of those looked at,
            is not small. ``"none"`` shows every number.
        most: how many themes are drawn at most; the first ones, which are the contested and the best borne out.

    Raises:
        DataError: matplotlib is not installed.
    """
    matrix = source if isinstance(source, Matrix) else source.matrix()
    rule = policy_named(policy)
    drawn = matrix.themes[:most]
    notes = [LEGEND]
    if len(drawn) < len(matrix.themes):
        notes.append(f"Showing {len(drawn)} of {len(matrix.themes)} themes.")
    if rule.most:
        notes.append(short_note(rule))
    title = "Themes by kind of source"
    with settings():
        figure = sheet(3.6 + 1.05 * max(3, len(matrix.kinds)), 1.9 + 0.42 * max(1, len(drawn)))
        axes = figure.subplots()
        for down, theme in enumerate(drawn):
            for across, kind in enumerate(matrix.kinds):
                _square(axes, down, across, matrix.cell(theme, kind), rule)
        frame(axes, [matrix.titles[theme] for theme in drawn], [kind.replace("_", " ") for kind in matrix.kinds])
        dress(figure, title, notes)
    return Plot(
        title=title, alt=_alt(matrix, drawn), notes=tuple(notes), figure=figure, rows=tuple(_rows(matrix, drawn, rule))
    )


def _square(axes: Axes, down: int, across: int, cell: Cell, rule: DisclosurePolicy) -> None:
    from matplotlib.patches import Rectangle

    speaks = cell.state == "speaks" and cell.direction is not None
    counts = speaks and cell.counts
    colour = COLOURS[cell.direction] if counts and cell.direction else GROUND
    hatch = HATCHED[cell.direction] if counts and cell.direction else None
    corner = (across - 0.5, down - 0.5)
    axes.add_patch(Rectangle(corner, 1, 1, facecolor=colour, hatch=hatch, edgecolor="#B1B4B6", linewidth=0.8))
    axes.text(
        across,
        down,
        text_of(cell, rule),
        ha="center",
        va="center",
        color=on(colour) if counts else TEXT if speaks else FAINT,
        fontweight="bold" if counts else "normal",
        bbox={"facecolor": colour, "edgecolor": "none", "pad": 1.5} if counts else None,
    )


def text_of(cell: Cell, rule: DisclosurePolicy) -> str:
    """Return a cell in a few signs, its numbers only where the policy lets them stand."""
    if cell.state != "speaks" or cell.direction is None:
        return {"silent": "0", "not asked": "", "not recorded": "?"}.get(cell.state, "")
    told = SIGNS[cell.direction]
    if children := cell.children.get(cell.direction):
        told += _numbers(children, cell.of, rule)
    return told if cell.counts else f"({told})"


def _numbers(children: int, of: int | None, rule: DisclosurePolicy) -> str:
    """Return how many of how many, or the symbol: both are hidden where either, or the rest, is small."""
    of = None if of is not None and of < children else of
    numbers = [children] if of is None else [children, of, of - children]
    if any(map(rule.is_small, numbers)) or (rule.most and rule.round_to > 1):
        return f" {rule.symbol}"
    return f" {children}" + (f" of {of}" if of is not None else "")


def _rows(matrix: Matrix, drawn: tuple[str, ...], rule: DisclosurePolicy) -> list[dict[str, str]]:
    return [
        {"theme": matrix.titles[theme]}
        | {kind.replace("_", " "): text_of(matrix.cell(theme, kind), rule) for kind in matrix.kinds}
        | {"together": matrix.together(theme)}
        for theme in drawn
    ]


def _alt(matrix: Matrix, drawn: tuple[str, ...]) -> str:
    if not drawn:
        return "Nobody has said anything about a theme."
    levels: dict[str, list[str]] = {}
    for theme in drawn:
        levels.setdefault(matrix.together(theme), []).append(matrix.titles[theme])
    told = [f"{level}: {textwrap.shorten(words_of(names), 160, placeholder=' ...')}" for level, names in levels.items()]
    return f"Table of {len(drawn)} themes by {len(matrix.kinds)} kinds of source. {'; '.join(told)}."
