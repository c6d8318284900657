"""A picture as Mermaid and DOT text, and as a matplotlib figure: themes and who speaks on them, no hairball.

For more than a few themes the matrix says more than any graph; these are for a slide or a page of a report.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from qaframework.triangulation.cells import Cell
from qaframework.triangulation.convergence import ThemeResult
from qaframework.triangulation.matrix import COLOURS, short
from qaframework.triangulation.sources import words

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from qaframework.triangulation.picture import Picture

LINES = {"strength": "-->", "concern": "--x", "mixed": "-.->"}
STYLES = {"strength": "solid", "concern": "bold", "mixed": "dashed"}


def mermaid(picture: Picture) -> str:
    """Return the picture as a Mermaid flowchart: kinds of source to the left, themes to the right.

    GitHub, GitLab, VS Code and Jupyter draw it. Arrows are strengths, crosses concerns, broken lines mixed; an echo is
    dotted and says so.
    """
    lines = ["flowchart LR"]
    kinds = _speaking(picture.themes)
    lines += [f'  s{number}["{_quoted(words(kind))}"]' for kind, number in kinds.items()]
    for number, one in enumerate(picture.themes):
        lines.append(f'  t{number}(["{_quoted(one.title)}<br/>{one.level}, {one.direction}"])')
        for cell in _said(one):
            line = LINES[cell.direction or "mixed"] if cell.counts else f"-. {cell.aside} .->"
            lines.append(f"  s{kinds[cell.kind]} {line} t{number}")
    return "\n".join(lines) + "\n"


def dot(picture: Picture) -> str:
    """Return the picture as a Graphviz graph."""
    lines = ["digraph themes {", "  rankdir=LR;", '  node [fontname="Arial"];']
    kinds = _speaking(picture.themes)
    lines += [f'  s{number} [shape=box, label="{_escaped(words(kind))}"];' for kind, number in kinds.items()]
    for number, one in enumerate(picture.themes):
        label = f"{_escaped(one.title)}\\n{one.level}, {one.direction}"
        colour = COLOURS[one.direction]
        lines.append(f'  t{number} [shape=ellipse, style=filled, fillcolor="{colour}", label="{label}"];')
        for cell in _said(one):
            style = STYLES[cell.direction or "mixed"] if cell.counts else "dotted"
            says = cell.direction if cell.counts else cell.aside
            lines.append(f'  s{kinds[cell.kind]} -> t{number} [style={style}, label="{says}"];')
    return "\n".join([*lines, "}"]) + "\n"


def _speaking(themes: Sequence[ThemeResult]) -> dict[str, int]:
    kinds = dict.fromkeys(cell.kind for one in themes for cell in _said(one))
    return {kind: number for number, kind in enumerate(sorted(kinds))}


def _said(one: ThemeResult) -> Iterator[Cell]:
    return (cell for cell in one.cells if cell.state == "speaks")


def _quoted(text: str) -> str:
    return text.replace("&", "&amp;").replace('"', "&quot;").replace("<", "&lt;").replace(">", "&gt;")


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace('"', '\\"')


def figure(picture: Picture) -> Figure:
    """Return the matrix as a matplotlib figure: every cell says in signs what its colour says.

    Needs the extra ``plot``.
    """
    from matplotlib.figure import Figure

    matrix = picture.matrix()
    made = Figure(figsize=(2.8 + 1.15 * len(matrix.kinds), 1.6 + 0.42 * len(matrix.themes)), layout="constrained")
    axes = made.add_subplot()
    for row, theme in enumerate(matrix.themes):
        for column, kind in enumerate(matrix.kinds):
            _draw(axes, matrix.cell(theme, kind), row, column)
    axes.set_xlim(-0.5, max(len(matrix.kinds), 1) - 0.5)
    axes.set_ylim(max(len(matrix.themes), 1) - 0.5, -0.5)
    axes.set_xticks(range(len(matrix.kinds)), [words(kind).replace(" ", "\n") for kind in matrix.kinds])
    axes.xaxis.tick_top()
    axes.set_yticks(range(len(matrix.themes)), list(matrix.titles.values()))
    axes.tick_params(length=0)
    axes.set_title("What each kind of source says on each theme", loc="left", pad=16)
    axes.set_xlabel("+ strength   - concern   ~ mixed   ( ) does not count   0 looked, silent   ? not recorded")
    for side in axes.spines.values():
        side.set_visible(False)
    return made


def _draw(axes: Any, cell: Cell, row: int, column: int) -> None:
    colour = COLOURS[(cell.direction if cell.counts else "echo") or "mixed"] if cell.direction else "#ffffff"
    axes.fill_between((column - 0.48, column + 0.48), row - 0.46, row + 0.46, color=colour, linewidth=0)
    axes.text(column, row, short(cell), ha="center", va="center", color="#000000")
