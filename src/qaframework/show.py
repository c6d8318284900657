"""Tables for people: plain text for terminals, Markdown, accessible HTML for notebooks and pages."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

HTML_BUDGET = 10 * 1024
"""What one notebook table may weigh, in bytes."""


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
