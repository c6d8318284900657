"""What this room may show of people: how few are too few, what stands in their place, how wide its tables are."""

from __future__ import annotations

WIDTH = 150
"""Its tables set six answers side by side, so they may be wide before they come as lists."""
FEWEST = 6
"""The least number that is told of people: the Department for Education suppresses 1 to 5."""
HIDDEN = "[c]"
"""What stands for a number too small to tell, as in the government's statistics."""
