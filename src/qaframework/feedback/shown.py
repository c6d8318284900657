"""How the results of this room show themselves: what may be said first, then the rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from qaframework.show import HTML_BUDGET, html_table, text_table

WIDTH = 150
FEWEST = 6
"""The least number that is told of people: the Department for Education suppresses 1 to 5."""
HIDDEN = "[c]"
"""What stands for a number too small to tell, as in the government's statistics."""
Rows = Sequence[Mapping[str, Any]]
Tables = Mapping[str, Rows]
"""Rows under the title of their table."""


def _without_empty_columns(rows: Rows) -> Rows:
    """Return rows without the columns in which there is nothing at all."""
    held = {name for row in rows for name, cell in row.items() if cell not in (None, "")}
    return [{name: cell for name, cell in row.items() if name in held} for row in rows]


def as_text(sentences: Sequence[str], tables: Tables) -> str:
    """Return sentences, and each table under its title; wide ones as lists."""
    parts = ["\n".join(sentences)]
    for title, rows in tables.items():
        if rows:
            heading = f"{title}\n\n" if len(tables) > 1 else ""
            parts.append(heading + text_table(_without_empty_columns(rows), width=WIDTH))
    return "\n\n".join(part for part in parts if part)


def as_html(sentences: Sequence[str], tables: Tables) -> str:
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
    shared = (html_table(rows, caption=title, budget=left // len(given)) for title, rows in given.items())
    return told + "".join(shared)
