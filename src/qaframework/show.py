"""Tables for people: plain text for terminals, accessible HTML for notebooks and pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

HTML_BUDGET = 10 * 1024
"""What one notebook table may weigh, in bytes."""


def text_table(rows: Sequence[Mapping[str, Any]], style: str = "simple") -> str:
    """Return rows as a plain table, one line a row; ``style`` is any of tabulate's."""
    from tabulate import tabulate

    return str(tabulate([dict(row) for row in rows], headers="keys", tablefmt=style, disable_numparse=True))


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
        first, *others = (escape("" if value is None else str(value)) for value in row.values())
        line = f"<tr><th scope='row'>{first}</th>{''.join(f'<td>{value}</td>' for value in others)}</tr>"
        spent += len(line.encode())
        if spent > budget:
            break
        body.append(line)
    shown = "" if len(body) == len(rows) else f" (showing {len(body)} of {len(rows)})"
    return (
        f"<table><caption>{escape(caption)}{shown}</caption><thead><tr>{headings}</tr></thead>"
        f"<tbody>{''.join(body)}</tbody></table>"
    )
