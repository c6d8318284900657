"""Children by status, age band or need, without a number small enough to point to one of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Literal

import attrs

from qaframework.disclosure.policies import policy
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import CountTable
from qaframework.feedback.shown import HIDDEN
from qaframework.model.records import Child

Breakdown = Literal["status", "age_band", "needs"]
BREAKDOWNS: tuple[Breakdown, ...] = ("status", "age_band", "needs")
VOICE, HEARD, NEVER = "voice", "heard", "never heard"


def labels_of(child: Child | None, by: Breakdown) -> Iterable[str]:
    """Return the groups a child belongs to: one, or one for each need."""
    if child is None:
        return ("not known",)
    if by == "needs":
        return tuple(dict.fromkeys(child.needs)) or ("none recorded",)
    label = getattr(child, by)
    return (str(label).replace("_", " "),) if label else ("not known",)


def pooled(groups: Mapping[str, Sequence[str]], fewest: int) -> dict[str, Sequence[str]]:
    """Return groups, those of fewer than ``fewest`` together, with the next smallest where they are still too few."""
    kept = dict(groups)
    smaller: set[str] = set()
    joined = 0
    for label in sorted(groups, key=lambda one: (len(groups[one]), one)):
        if len(groups[label]) < fewest or (joined and len(smaller) < fewest):
            smaller |= set(kept.pop(label))
            joined += 1
    return kept | ({f"smaller groups, {joined} of them": sorted(smaller)} if joined else {})


def never_heard_tables(
    groups: Mapping[Breakdown, Mapping[str, Sequence[str]]], unheard: Collection[str], fewest: int
) -> ProtectedTables:
    """Return children by each breakdown and by whether they were ever heard, all protected together.

    Args:
        groups: for each breakdown the children of each group; in needs, and nowhere else, a child may be in several.
        unheard: those who were never heard.
        fewest: the least number that is told.
    """
    small = f"fewer than {fewest}"
    rule = attrs.evolve(policy("dfe"), most=max(0, fewest - 1), symbol=small, other_symbol=HIDDEN)
    return protect([_table(by, held, unheard) for by, held in groups.items()], rule)


def _table(by: Breakdown, groups: Mapping[str, Sequence[str]], unheard: Collection[str]) -> CountTable:
    counts = Counter[tuple[str, ...]](
        (label, NEVER if name in unheard else HEARD) for label, names in groups.items() for name in names
    )
    return CountTable(
        name=by,
        measure="needs" if by == "needs" else "children",
        by=[by, VOICE],
        counts=dict(counts),
        labels={VOICE: [HEARD, NEVER]},
        totals=[VOICE] if by == "needs" else [by, VOICE],
    )
