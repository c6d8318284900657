"""Choose which numbers to hide: the small ones, and as few others as it takes that nobody can work them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from qaframework.disclosure.attack import Attack, Bounds, Guard, Range
from qaframework.disclosure.linked import Atoms, Linked, Region
from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.tables import CountTable


@attrs.frozen
class Hidden:
    """Which numbers are hidden, and what is known of those that could not be.

    Attributes:
        regions: the numbers hidden.
        exposed: numbers that can be worked out although all that may be hidden is: they were given away before.
    """

    regions: frozenset[Region]
    exposed: tuple[Region, ...] = ()


def suppress(linked: Linked, policy: DisclosurePolicy, earlier: Mapping[Region, Range]) -> Hidden:
    """Return the numbers to hide so that none that the policy hides can be worked out from the others.

    Args:
        linked: the numbers of all tables.
        policy: which numbers are small.
        earlier: what earlier releases have said of the same numbers; nothing can hide it now.
    """
    found = [_Search(linked, policy, earlier, measure).hidden() for measure in sorted(linked.leaves)]
    return Hidden(
        frozenset[Region]().union(*(one.regions for one in found)),
        tuple(region for one in found for region in one.exposed),
    )


def guards(linked: Linked, policy: DisclosurePolicy) -> Iterator[Guard]:
    """Yield what has to be guarded: small numbers shown, small numbers that one subtraction gives, and whole groups."""
    seen: set[Region] = set()
    for region in linked.counts:
        for one in (region, *_complements(linked, region)):
            count = linked.count(one)
            if one not in seen and count is not None and policy.is_small(count):
                yield guard_of(one, count, policy)
            seen.add(one)
    yield from _all_alike(linked)


def guard_of(region: Region, count: int, policy: DisclosurePolicy) -> Guard:
    """Return how a small number is guarded.

    Subtraction may say no more than the symbol does: it could be any number from 1 to the policy's most. Where all
    numbers are rounded, it may be known as closely as any rounded number is.
    """
    if policy.round_to == 1:
        return Guard(region, 1, policy.most)
    return Guard(region, count, count, min(policy.round_to, policy.most))


def _complements(linked: Linked, region: Region) -> Iterator[Region]:
    """Yield for each dimension the rest of a number, where the number it would be taken from is shown."""
    leaves = linked.leaves[region.measure]
    labels = dict(region.labels)
    for name, taken in region.labels:
        whole = Region(region.measure, frozenset(item for item in region.labels if item[0] != name))
        if whole in linked.counts:
            rest = labels | {name: frozenset(leaves[name]) - taken}
            yield Region(region.measure, frozenset(rest.items()))


def all_alike(linked: Linked, policy: DisclosurePolicy) -> frozenset[Region]:
    """Return the numbers that say the same of everyone in a group: the one number and the zeros beside it."""
    return frozenset(guard.region for guard in _all_alike(linked)) if policy.most else frozenset()


def _all_alike(linked: Linked) -> Iterator[Guard]:
    for table in linked.tables:
        for name in table.sensitive:
            for group in _groups(linked, table, name):
                counts = [linked.counts[one] for one in group]
                if len(group) > 1 and sum(map(bool, counts)) == 1:
                    yield from (
                        Guard(one, 0, 1) if not count else Guard(one, count - 1, count)
                        for one, count in zip(group, counts, strict=True)
                    )


def _groups(linked: Linked, table: CountTable, name: str) -> Iterator[list[Region]]:
    """Yield the numbers of a table that differ only in one dimension, each with a single label of it."""
    place = table.by.index(name)
    others: dict[tuple[str, ...], list[Region]] = {}
    for key in table.keys():
        if key[place] in table.leaves(name):
            others.setdefault(key[:place] + key[place + 1 :], []).append(linked.places[table.name, key])
    yield from others.values()


class _Search:
    """Hide more of one measure until every guarded number is safe, then show again what need not be hidden."""

    def __init__(self, linked: Linked, policy: DisclosurePolicy, earlier: Mapping[Region, Range], measure: str) -> None:
        self._linked, self._policy = linked, policy
        self._counts = {region: count for region, count in linked.counts.items() if region.measure == measure}
        self._earlier = {region: told for region, told in earlier.items() if region.measure == measure}
        self._alike = all_alike(linked, policy)
        self._guards = (
            [guard for guard in guards(linked, policy) if guard.region.measure == measure] if policy.most else []
        )
        asked = {guard.region for guard in self._guards}
        self._atoms = Atoms({*self._counts, *self._earlier, *asked}, linked.leaves[measure])
        self._first = {
            region for region, count in self._counts.items() if policy.is_small(count) or region in self._alike
        }

    def hidden(self) -> Hidden:
        hidden, exposed = self._hide_more(set(self._first))
        return Hidden(frozenset(self._show_again(hidden, exposed)), tuple(exposed))

    def _attack(self, hidden: set[Region]) -> Attack:
        shown = {one: self._open(one, hidden) for one in self._counts}
        for region, told in self._earlier.items():
            least, most = shown.get(region, (0, None))
            tops = [top for top in (most, told[1]) if top is not None]
            shown[region] = max(least, told[0]), min(tops, default=None)
        return Attack(shown, self._atoms)

    def _open(self, region: Region, hidden: set[Region]) -> Range:
        count = self._counts[region]
        if region in hidden:
            return self._policy.open_when_hidden(count, zeros=self._touches_sensitive(region))
        return self._policy.open_when_shown(count)

    def _touches_sensitive(self, region: Region) -> bool:
        return any(set(table.sensitive) & region.by for table in self._linked.tables)

    def _hide_more(self, hidden: set[Region]) -> tuple[set[Region], list[Region]]:
        exposed: list[Region] = []
        attack = self._attack(hidden)
        for guard in self._guards:
            # What is safe stays safe when more is hidden, so each guard is looked at once.
            while not (bounds := attack.bounds(guard.region)).hides(guard):
                chosen = self._to_hide(bounds, hidden)
                if chosen is None:
                    exposed.append(guard.region)
                    break
                hidden.add(chosen)
                attack = self._attack(hidden)
        return hidden, exposed

    def _to_hide(self, bounds: Bounds, hidden: set[Region]) -> Region | None:
        """Return the number whose hiding costs least, of those that give the unsafe one away."""
        able = {one for one, count in self._counts.items() if count and one not in hidden and one not in self._earlier}
        return min(able & bounds.because or able, key=self._cost, default=None)

    def _cost(self, region: Region) -> tuple[int, int, str]:
        """Return what hiding a number costs: totals more than cells, large numbers more than small ones."""
        return -len(region.labels), self._counts[region], str(region)

    def _show_again(self, hidden: set[Region], exposed: list[Region]) -> set[Region]:
        known = set(exposed)
        for region in sorted(hidden - self._first, key=self._cost, reverse=True):
            attack = self._attack(hidden - {region})
            if all(attack.bounds(guard.region).hides(guard) for guard in self._guards if guard.region not in known):
                hidden = hidden - {region}
        return hidden
