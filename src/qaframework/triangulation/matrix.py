"""The convergence matrix: theme by kind of source, with direction, units and how many were looked at.

O'Cathain, Murphy and Nicholl's mixed-methods matrix (BMJ 2010;341:c4587). In text every cell is a few signs, in HTML
words, each with what they mean; nothing hangs on colour, and a cell in which nobody was asked never looks like one in
which nothing was found.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

import attrs

from qaframework.model.records import Direction
from qaframework.show import HTML_BUDGET, WIDTH, text_table
from qaframework.triangulation.cells import Cell
from qaframework.triangulation.sources import words

LEGEND = (
    "+ strength, - concern, ~ mixed; a number is how many children, of how many looked at; x2: in two activities; "
    "(in brackets) an echo or what peers say, which does not count; "
    "0 looked and said nothing; blank: not asked; ? nobody says what was looked at"
)
"""What the signs of :func:`short` mean."""
WORDS = (
    "A number is how many children, of how many looked at. "
    "Echo: it repeats what it is built on, and does not count. Not counted: what peers say. "
    "Silent: it looked and said nothing. Not asked: it did not look. Not recorded: nobody says what it looked at"
)
"""What the words of :func:`in_words` mean."""
SIGN: Mapping[Direction, str] = {"strength": "+", "concern": "-", "mixed": "~"}
COLOURS = {
    "strength": "#cfe8d5",
    "concern": "#f6d0c4",
    "mixed": "#fbe9b0",
    "echo": "#e4e4ea",
    "silent": "#ffffff",
    "not asked": "#ffffff",
    "not recorded": "#ffffff",
}
"""Light grounds on which black text keeps a contrast of at least 13 to 1."""


@attrs.frozen(kw_only=True, repr=False)
class Matrix:
    """Theme by kind of source.

    Attributes:
        cells: for each theme and kind what it says, or that it says nothing.
        titles: the titles of the themes, by id, in the order of the rows.
        levels: the level and direction of each theme, by id.
        kinds: the kinds of source, in the order of the columns.
    """

    cells: Mapping[tuple[str, str], Cell]
    titles: Mapping[str, str]
    levels: Mapping[str, tuple[str, str]]
    kinds: tuple[str, ...]

    @property
    def themes(self) -> tuple[str, ...]:
        """The themes, in the order of the rows."""
        return tuple(self.titles)

    def cell(self, theme: str, kind: str) -> Cell:
        """Return what one kind of source says on one theme.

        Raises:
            KeyError: there is no such theme or kind in the matrix.
        """
        return self.cells[theme, kind]

    def together(self, theme: str) -> str:
        """Return what all sources say together on a theme: ``corroborated concern``, or ``contested``."""
        level, direction = self.levels[theme]
        return level if level == "contested" else f"{level} {direction}"

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a theme and kind of source, silence and "not asked" among them, for a data frame."""
        return [_row(self.cells[theme, kind], self.titles[theme]) for theme in self.titles for kind in self.kinds]

    def grid(self) -> list[dict[str, str]]:
        """Return one row a theme with a column a kind of source, as people read it."""
        return [
            {"theme": theme}
            | {words(kind): short(self.cells[theme, kind]) for kind in self.kinds}
            | {"together": self.together(theme)}
            for theme in self.titles
        ]

    def text(self, width: int | None = None) -> str:
        """Return the matrix as a plain table, its headings in several lines so that it fits on a screen."""
        rows = [{name.replace(" ", "\n"): cell for name, cell in row.items()} for row in self.grid()]
        return text_table(rows, width=width) or "Nobody has said anything about a theme."

    def __repr__(self) -> str:
        return f"{self.text()}\n\n{textwrap.fill(LEGEND, WIDTH)}"

    def html(self, budget: int | None = None) -> str:
        """Return an HTML heat table: a caption, scoped headings, every cell in words; colour only repeats them.

        Args:
            budget: what it may weigh in bytes; rows that do not fit are left out, and the caption says how many.
        """
        headings = "".join(f"<th scope='col'>{escape(words(kind))}</th>" for kind in self.kinds)
        body: list[str] = []
        spent = len(headings) + len(WORDS) + 300
        for line in self._lines():
            spent += len(line.encode())
            if budget is not None and spent > budget:
                break
            body.append(line)
        left = "" if len(body) == len(self.titles) else f" (showing {len(body)} of {len(self.titles)})"
        return (
            f"<table><caption>Themes by kind of source{left}. {escape(WORDS)}.</caption>"
            f"<thead><tr><th scope='col'>theme</th>{headings}<th scope='col'>together</th></tr></thead>"
            f"<tbody>{''.join(body)}</tbody></table>"
        )

    def _lines(self) -> Iterator[str]:
        for theme, title in self.titles.items():
            cells = "".join(_html_cell(self.cells[theme, kind]) for kind in self.kinds)
            together = escape(self.together(theme))
            yield f"<tr><th scope='row'>{escape(title)} ({escape(theme)})</th>{cells}<td>{together}</td></tr>"

    def _repr_html_(self) -> str:
        return self.html(HTML_BUDGET)


def matrix_of(cells: Sequence[tuple[str, str, tuple[str, str], Sequence[Cell]]], kinds: Sequence[str]) -> Matrix:
    """Return the matrix of themes, each given as id, title, (level, direction) and cells."""
    return Matrix(
        cells={(theme, cell.kind): cell for theme, _, _, row in cells for cell in row},
        titles={theme: title for theme, title, _, _ in cells},
        levels={theme: level for theme, _, level, _ in cells},
        kinds=tuple(kinds),
    )


def _row(cell: Cell, title: str) -> dict[str, Any]:
    return {
        "theme": cell.theme,
        "title": title,
        "source": cell.kind,
        "state": cell.aside or cell.state,
        "direction": cell.direction or "",
        "units": cell.units,
        "concern": cell.concern,
        "strength": cell.strength,
        "mixed": cell.mixed,
        "looked at": cell.of,
        "perspective": cell.perspective,
        "independence": cell.grade,
        "size": cell.size,
        "activities": ", ".join(cell.sources),
        "echo": ", ".join(cell.echo),
    }


def short(cell: Cell) -> str:
    """Return a cell in a few signs: ``- 2 of 13``; :data:`LEGEND` says what they mean."""
    if cell.direction is None:
        return {"silent": "0", "not recorded": "?"}.get(cell.state, "")
    told = _told(cell, cell.direction, SIGN, " x{}")
    return told if cell.counts else f"({told})"


def in_words(cell: Cell) -> str:
    """Return a cell in words: ``concern 2 of 13``; :data:`WORDS` says what is not plain."""
    if cell.direction is None:
        return cell.state
    told = _told(cell, cell.direction, {way: way for way in SIGN}, " in {} activities")
    return told if cell.counts else f"{told} ({cell.aside})"


def _told(cell: Cell, direction: Direction, names: Mapping[Direction, str], activities: str) -> str:
    """Return its direction, and of how many children that and anything else is said, or how many activities say it."""
    ways = sorted(cell.children, key=lambda way: (way != direction, way))
    told = ", ".join(f"{names[way]} {cell.children[way]}" for way in ways)
    if direction not in cell.children:
        told = f"{names[direction]}: {told}" if told else names[direction]
    if not cell.children:
        return told + (activities.format(cell.units) if cell.units > 1 else "")
    can_be = cell.of is not None and cell.of >= max(cell.children.values())
    return f"{told} of {cell.of}" if can_be else told


def _html_cell(cell: Cell) -> str:
    if cell.state != "speaks":
        return f"<td>{in_words(cell)}</td>"
    colour = COLOURS[cell.direction if cell.counts and cell.direction else "echo"]
    return f"<td style='background:{colour};color:#000'>{in_words(cell)}</td>"
