"""Tables for people: plain text for terminals, Markdown, accessible HTML for notebooks and pages."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

HTML_BUDGET = 10 * 1024
"""What one notebook table may weigh, in bytes."""
WIDTH = 100
"""How many signs a line of sentences has, and what a table may take before it comes as a list."""
Rows = Sequence[Mapping[str, Any]]
Tables = Mapping[str, Rows]
"""Rows under the title of their table."""


class Told:
    """A result with sentences and rows; it shows itself as plain text and as accessible HTML."""

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said, and what cannot."""
        raise NotImplementedError

    def rows(self) -> list[dict[str, Any]]:
        """Return plain rows, for pandas or a report."""
        raise NotImplementedError

    @property
    def caption(self) -> str:
        """What the rows are."""
        raise NotImplementedError

    def __repr__(self) -> str:
        return told_text(self.sentences(), {self.caption: self.rows()})

    def _repr_html_(self) -> str:
        return told_html(self.sentences(), {self.caption: self.rows()})


def counted(count: int, one: str, many: str = "") -> str:
    """Return a count with its noun.

    >>> counted(1, "flag"), counted(0, "query", "queries"), counted(1200, "review")
    ('1 flag', '0 queries', '1,200 reviews')
    """
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def told_text(sentences: Sequence[str], tables: Tables, *, width: int = WIDTH) -> str:
    """Return sentences, and each table under its title where there are several; those wider than allowed as lists.

    >>> print(told_text(["Two visits."], {"Visits": [{"on": "01/02/2024", "grade": None}]}))
    Two visits.
    <BLANKLINE>
    on
    ----------
    01/02/2024
    """
    parts = ["\n".join(textwrap.fill(one, WIDTH) for one in sentences)]
    for title, rows in tables.items():
        if rows:
            heading = f"{title}\n\n" if len(tables) > 1 else ""
            parts.append(heading + text_table(_without_empty_columns(rows), width=width))
    return "\n\n".join(part for part in parts if part)


def told_html(sentences: Sequence[str], tables: Tables) -> str:
    """Return sentences as a list and each table with its caption, within what a notebook cell may weigh.

    The sentences may take half of it; the tables share the rest, and say how many rows they show of how many.
    """
    lines, spent = [], 0
    for sentence in sentences:
        line = f"<li>{escape(sentence)}</li>"
        spent += len(line.encode())
        if spent > HTML_BUDGET // 2:
            break
        lines.append(line)
    if len(lines) < len(sentences):
        lines.append(f"<li>showing {len(lines)} of {len(sentences)} sentences; print() shows them all</li>")
    told = f"<ul>{''.join(lines)}</ul>" if lines else ""
    given = {title: _without_empty_columns(rows) for title, rows in tables.items() if rows}
    left = HTML_BUDGET - len(told.encode()) - 300
    return told + "".join(html_table(rows, caption=title, budget=left // len(given)) for title, rows in given.items())


def _without_empty_columns(rows: Rows) -> Rows:
    """Return rows without the columns in which there is nothing at all."""
    held = {name for row in rows for name, cell in row.items() if cell not in (None, "")}
    return [{name: cell for name, cell in row.items() if name in held} for row in rows]


def text_table(rows: Sequence[Mapping[str, Any]], style: str = "simple", width: int | None = None) -> str:
    """Return rows as a plain table, numbers to the right.

    Args:
        rows: what to show; the keys of the first are the headings.
        style: any of tabulate's.
        width: how many signs fit on a line; a wider table comes as a list, one value a line. None for a table however
            wide, one line a row, as ``grep`` needs it.

    >>> print(text_table([{"id": "12E4", "flags": 3}]))
    id      flags
    ----  -------
    12E4        3
    """
    from tabulate import tabulate

    if not rows:
        return ""
    columns = {name: [row.get(name) for row in rows] for name in rows[0]}
    numbers = {name for name, cells in columns.items() if all(type(cell) is int for cell in cells)}
    table = str(
        tabulate(
            [list(row) for row in zip(*columns.values(), strict=True)],
            headers=list(columns),
            tablefmt=style,
            disable_numparse=True,
            colalign=["right" if name in numbers else "left" for name in columns],
        )
    )
    return table if width is None or max(map(len, table.splitlines())) <= width else _list(rows, width)


def _list(rows: Sequence[Mapping[str, Any]], width: int) -> str:
    """Return each row as its first value with the others below it, blank ones left out."""
    lines: list[str] = []
    for row in rows:
        first, *others = row.items()
        lines += ["", shown(first[1])]
        for name, cell in others:
            if shown(cell):
                lines += textwrap.wrap(f"{name}: {shown(cell)}", width, initial_indent="  ", subsequent_indent="    ")
    return "\n".join(lines[1:])


def markdown_table(rows: Sequence[Mapping[str, Any]]) -> str:
    r"""Return rows as a GitHub table. Signs that would break it, or mean something in Markdown, are escaped.

    >>> print(markdown_table([{"message": "a | b", "flags": 3}]))
    | message | flags |
    | --- | ---: |
    | a \| b | 3 |
    """
    if not rows:
        return ""
    numbers = [name for name in rows[0] if all(type(row.get(name)) is int for row in rows)]
    lines = [
        list(rows[0]),
        ["---:" if name in numbers else "---" for name in rows[0]],
        *([in_markdown(shown(row.get(name))) for name in rows[0]] for row in rows),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def shown(cell: Any) -> str:
    """Return a cell as text, blank where there is nothing."""
    return "" if cell is None else str(cell)


def in_markdown(text: str) -> str:
    r"""Return a text as Markdown shows it: one line, every sign as it stands.

    >>> in_markdown("<b>*no*</b>")
    '&lt;b>\\*no\\*&lt;/b>'
    """
    return re.sub(r"([\\|*`\[\]])", r"\\\1", " ".join(text.split())).replace("<", "&lt;")


def html_table(rows: Sequence[Mapping[str, Any]], *, caption: str, budget: int = HTML_BUDGET) -> str:
    """Return rows as an HTML table with a caption and scoped headings, and no more of them than the budget holds.

    Where rows are left out, the caption says how many are shown of how many.
    """
    if not rows:
        return f"<p>{escape(caption)}: none</p>"
    headings = "".join(f"<th scope='col'>{escape(str(name))}</th>" for name in rows[0])
    body: list[str] = []
    spent = len(headings) + len(caption) + 200
    for row in rows:
        first, *others = (escape(shown(value)) for value in row.values())
        line = f"<tr><th scope='row'>{first}</th>{''.join(f'<td>{value}</td>' for value in others)}</tr>"
        spent += len(line.encode())
        if spent > budget:
            break
        body.append(line)
    told = "" if len(body) == len(rows) else f" (showing {len(body)} of {len(rows)})"
    return (
        f"<table><caption>{escape(caption)}{told}</caption><thead><tr>{headings}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )
