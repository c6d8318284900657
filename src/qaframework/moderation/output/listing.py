"""A plain list, such as the rules there are, in each of the formats a table can have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from qaframework.errors import UnknownNameError

FORMATS = ("table", "json", "csv", "md", "html", "xlsx")
WIDEST = 60
LONGEST_TITLE = 31
"""How long the name of a sheet may be in Excel."""


def listed(title: str, rows: Sequence[Mapping[str, Any]], form: str = "table", width: int | None = None) -> str | bytes:
    """Return rows in one of the formats: bytes for ``xlsx``, text for the others.

    Args:
        title: what they are, for the formats that have a place for it.
        rows: all with the same keys.
        form: one of :data:`FORMATS`.
        width: for ``table``, how many signs fit on a line; None for one line a row.

    Raises:
        UnknownNameError: there is no such format.
    """
    match form:
        case "table":
            from qaframework.show import text_table

            return (text_table(rows, width=width) or f"{title}: none") + "\n"
        case "json":
            from qaframework.moderation.output.data import as_json_text

            return as_json_text(rows)
        case "csv":
            from qaframework.moderation.output.data import as_csv_text

            return as_csv_text(_columns(rows), rows)
        case "md":
            from qaframework.show import in_markdown, markdown_table

            return f"# {in_markdown(title)}\n\n{markdown_table(rows) or 'There are none.'}\n"
        case "html":
            from qaframework.moderation.output.page import as_page

            return as_page(title, rows)
        case "xlsx":
            from qaframework.moderation.output.sheets import Sheet, workbook

            widths = {name: _width(name, rows) for name in _columns(rows)}
            return workbook(
                [Sheet(title=title[:LONGEST_TITLE], headings=widths or {title: WIDEST}, rows=rows, count=len(rows))]
            )
    raise UnknownNameError("format", form, FORMATS)


def _columns(rows: Sequence[Mapping[str, Any]]) -> list[str]:
    return list(rows[0]) if rows else []


def _width(name: str, rows: Sequence[Mapping[str, Any]]) -> int:
    return min(WIDEST, 2 + max(len(name), *(len(str(row.get(name) or "")) for row in rows)))
