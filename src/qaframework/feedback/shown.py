"""What this room may show of people: how few are too few, what stands in their place, how wide its tables are."""

from __future__ import annotations

from collections.abc import Sequence

WIDTH = 150
"""Its tables set six answers side by side, so they may be wide before they come as lists."""
FEWEST = 6
"""The least number that is told of people: the Department for Education suppresses 1 to 5."""
HIDDEN = "[c]"
"""What stands for a number too small to tell, as in the government's statistics."""


def first(codes: Sequence[str], most: int) -> str:
    """Return the first of some codes, and how many more there are.

    >>> first(["R1", "R2", "R3"], 2), first(["R1"], 2)
    ('R1, R2 and 1 more', 'R1')
    """
    more = f" and {len(codes) - most:,} more" if len(codes) > most else ""
    return ", ".join(codes[:most]) + more
