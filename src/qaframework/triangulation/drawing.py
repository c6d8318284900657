"""A picture as Mermaid and DOT text: themes and who speaks on them, no hairball.

For more than a few themes the matrix says more than any graph; these are for a slide or a page of a report. The matrix
as a figure is ``qa.plot.themes``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from qaframework.triangulation.cells import Cell
from qaframework.triangulation.convergence import ThemeResult
from qaframework.triangulation.matrix import COLOURS
from qaframework.triangulation.sources import words

if TYPE_CHECKING:
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
