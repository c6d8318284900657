"""Which numbers nobody may come close to: the small ones, and those that one subtraction gives."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from qaframework.disclosure.attack import Guard
from qaframework.disclosure.linked import ELSEWHERE, Leaves, Linked, Region
from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.tables import CountTable


def guards(linked: Linked, policy: DisclosurePolicy) -> Iterator[Guard]:
    """Yield how small numbers are guarded: those of the tables, and those that one subtraction gives."""
    found = dict(linked.counts)
    for whole, part, rest in differences(linked.counts, linked.leaves):
        found[rest] = linked.counts[whole] - linked.counts[part]
    for region, count in found.items():
        if policy.is_small(count):
            yield guard_of(region, count, policy)


def guard_of(region: Region, count: int | None, policy: DisclosurePolicy) -> Guard:
    """Return how a small number is guarded: subtraction may say no more than the symbol in its place does.

    Somebody who subtracts has to be left with as many possible values as the policy hides, and has to reckon with its
    largest. Where all numbers are rounded, a small one may be known as closely as any rounded number is.
    """
    if policy.round_to == 1:
        return Guard(region, count, count, policy.most, policy.most)
    return Guard(region, count, count, count or 0, min(policy.round_to, policy.most))


def differences(told: Collection[Region], leaves: Mapping[str, Leaves]) -> Iterator[tuple[Region, Region, Region]]:
    """Yield every two numbers of which one is part of the other by one dimension alone, and what is left of it.

    A grade and its round, a quarter and its year, the recommendations about a theme and all of them.
    """
    alike: dict[tuple[str, str, frozenset[tuple[str, frozenset[str]]]], list[frozenset[str]]] = defaultdict(list)
    for region in told:
        for name, taken in region.labels:
            alike[region.measure, name, region.labels - {(name, taken)}].append(taken)
    for (measure, name, others), several in alike.items():
        every = frozenset(leaves[measure][name])
        if Region(measure, others) in told:
            several.append(every)
        for whole in several:
            for part in several:
                if len(part) < len(whole) and part < whole:
                    of_whole = others if whole == every else others | {(name, whole)}
                    yield (
                        Region(measure, of_whole),
                        Region(measure, others | {(name, part)}),
                        Region(measure, others | {(name, whole - part)}),
                    )


def parts(told: Iterable[Region], leaves: Mapping[str, Leaves]) -> Iterator[Region]:
    """Yield of what sums are made, where there may be more of it: the single rounds of a year, told of or not."""
    for region in told:
        known = leaves[region.measure]
        for name, taken in region.labels:
            if ELSEWHERE in known[name]:
                others = region.labels - {(name, taken)}
                for label in known[name]:
                    if label != ELSEWHERE:
                        yield Region(region.measure, others | {(name, frozenset((label,)))})


def all_alike(linked: Linked) -> Iterator[Guard]:
    """Yield the numbers that say the same of everyone in a group: the one number and the zeros beside it."""
    for table in linked.tables:
        for name in table.sensitive:
            for group in _groups(linked, table, name):
                counts = [linked.counts[one] for one in group]
                if len(group) > 1 and sum(map(bool, counts)) == 1:
                    yield from (
                        Guard(one, count, max(0, count - 1), max(1, count))
                        for one, count in zip(group, counts, strict=True)
                    )


def zeros_hidden(linked: Linked, region: Region) -> bool:
    """Return whether a reader has to reckon with a hidden zero at a number."""
    return any(set(table.sensitive) & region.by for table in linked.tables if table.measure == region.measure)


def _groups(linked: Linked, table: CountTable, name: str) -> Iterator[list[Region]]:
    """Yield the numbers of a table that differ only in one dimension, each with a single label of it."""
    place = table.by.index(name)
    others: dict[tuple[str, ...], list[Region]] = {}
    for key in table.places():
        if key[place] in table.leaves(name):
            others.setdefault(key[:place] + key[place + 1 :], []).append(linked.places[table.name, key])
    yield from others.values()
