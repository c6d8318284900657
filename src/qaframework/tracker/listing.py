"""A table of the tracker that shows itself. What people wrote is in its rows, and never in what it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from qaframework.show import html_table, text_table

_MOST = 60
"""How many rows a terminal or a notebook shows; ``rows()`` has them all."""


@attrs.frozen(repr=False)
class Listing:
    """Rows with a title.

    Attributes:
        title: what they are.
        lines: every row, with everything there is to know.
        columns: what is shown of a row. Texts that people wrote are left out: they may speak of a child.
    """

    title: str
    lines: tuple[Mapping[str, Any], ...]
    columns: tuple[str, ...]

    def rows(self) -> list[dict[str, Any]]:
        """Return every row as a plain dict, for pandas or a file."""
        return [dict(line) for line in self.lines]

    def shown(self) -> list[dict[str, Any]]:
        """Return the rows without what people wrote, for a screen."""
        return [{name: _plain(line[name]) for name in self.columns} for line in self.lines]

    def __len__(self) -> int:
        return len(self.lines)

    def __iter__(self) -> Iterator[Mapping[str, Any]]:
        return iter(self.lines)

    def __repr__(self) -> str:
        if not self.lines:
            return f"{self.title}: none"
        told = f"\nshowing {_MOST} of {len(self.lines):,}" if len(self.lines) > _MOST else ""
        return f"{self.title}\n\n{text_table(self.shown()[:_MOST])}{told}"

    def _repr_html_(self) -> str:
        return html_table(self.shown(), caption=self.title)


def _plain(value: Any) -> Any:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "; ".join(value) if isinstance(value, tuple) else value
