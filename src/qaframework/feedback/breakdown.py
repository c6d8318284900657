"""Children by status, age band or need, without a number small enough to point to one of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from qaframework.model.records import Child

Breakdown = Literal["status", "age_band", "needs"]


def labels_of(child: Child | None, by: Breakdown) -> Iterable[str]:
    """Return the groups a child belongs to: one, or one for each need."""
    if child is None:
        return ("not known",)
    if by == "needs":
        return tuple(dict.fromkeys(child.needs)) or ("none recorded",)
    label = getattr(child, by)
    return (str(label).replace("_", " "),) if label else ("not known",)


def pool_small(groups: dict[str, list[str]], fewest: int) -> None:
    """Put groups of fewer than ``fewest`` together, with the next smallest where they are still too few."""
    pooled: set[str] = set()
    joined = 0
    for label in sorted(groups, key=lambda one: (len(groups[one]), one)):
        if len(groups[label]) < fewest or (joined and len(pooled) < fewest):
            pooled |= set(groups.pop(label))
            joined += 1
    if joined:
        groups[f"smaller groups, {joined} of them"] = sorted(pooled)


def to_hide(counts: Mapping[str, tuple[int, int]], fewest: int) -> set[str]:
    """Return the labels whose number is not shown: small itself, all but a small number, or needed to keep one safe."""

    def small(number: int) -> bool:
        return 0 < number < fewest

    hidden = {label for label, (of, never) in counts.items() if small(of) or small(never) or small(of - never)}
    if len(hidden) == 1 and len(counts) > 1:
        others = sorted((never, of, label) for label, (of, never) in counts.items() if label not in hidden)
        hidden.add(others[0][2])
    return hidden
