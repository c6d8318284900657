"""Choose which numbers to hide: the small ones, and as few others as it takes that nobody can work them out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import attrs

from qaframework.disclosure.attack import Attack, Bounds, Guard, Range
from qaframework.disclosure.ledger import Earlier
from qaframework.disclosure.linked import Atoms, Linked, Region
from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.simplex import NothingFitsError
from qaframework.disclosure.tables import CountTable
from qaframework.errors import DataError, Problem


@attrs.frozen
class Hidden:
    """Which numbers are hidden, and what is known of those that could not be.

    Attributes:
        symbols: what stands in place of each number hidden.
        exposed: numbers that can be worked out although all that may be hidden is: they were given away before.
    """

    symbols: Mapping[Region, str]
    exposed: tuple[Region, ...] = ()


def suppress(
    linked: Linked, shown: Mapping[Region, int], policy: DisclosurePolicy, earlier: Earlier | None = None
) -> Hidden:
    """Return the numbers to hide so that none that the policy hides can be worked out from the others.

    Args:
        linked: the numbers of all tables.
        shown: each number as it is shown where it is not hidden.
        policy: which numbers are small.
        earlier: what earlier releases have said of the same numbers.

    Raises:
        DataError: the numbers of some tables cannot all be true.
    """
    if policy.most == 0:
        return Hidden({})
    found = [_hidden(linked, shown, policy, earlier or Earlier(), one) for one in sorted(linked.leaves)]
    return Hidden(
        {region: symbol for one in found for region, symbol in one.symbols.items()},
        tuple(region for one in found for region in one.exposed),
    )


def _hidden(
    linked: Linked, shown: Mapping[Region, int], policy: DisclosurePolicy, earlier: Earlier, measure: str
) -> Hidden:
    search = _Search(linked, shown, policy, earlier, measure)
    try:
        search.check()
    except NothingFitsError:
        names = ", ".join(repr(table.name) for table in linked.tables if table.measure == measure)
        what = f"their numbers of {measure} do not add up with one another"
        fix = "count the same rows in all of them, or name what they count differently"
        raise DataError([Problem(f"tables {names}", what, fix)]) from None
    return search.hidden()


def guards(linked: Linked, policy: DisclosurePolicy) -> Iterator[Guard]:
    """Yield how small numbers are guarded: those of the tables, and those that one subtraction gives."""
    found = dict(linked.counts)
    for region in linked.counts:
        found |= _complements(linked, region)
    for region, count in found.items():
        if policy.is_small(count):
            yield guard_of(region, count, policy)


def guard_of(region: Region, count: int, policy: DisclosurePolicy) -> Guard:
    """Return how a small number is guarded: subtraction may say no more than the symbol in its place does.

    Somebody who subtracts has to be left with as many possible values as the policy hides, and has to reckon with its
    largest. Where all numbers are rounded, a small one may be known as closely as any rounded number is.
    """
    if policy.round_to == 1:
        return Guard(region, count, count, policy.most, policy.most)
    return Guard(region, count, count, count, min(policy.round_to, policy.most))


def _complements(linked: Linked, region: Region) -> Iterator[tuple[Region, int]]:
    """Yield for each dimension the rest of a number, where the number it would be taken from is shown."""
    leaves = linked.leaves[region.measure]
    labels = dict(region.labels)
    for name, taken in region.labels:
        whole = Region(region.measure, frozenset(item for item in region.labels if item[0] != name))
        if whole in linked.counts:
            rest = labels | {name: frozenset(leaves[name]) - taken}
            yield Region(region.measure, frozenset(rest.items())), linked.counts[whole] - linked.counts[region]


def _all_alike(linked: Linked) -> Iterator[Guard]:
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


class _Search:
    """Hide more of one measure until every guarded number is safe, then show again what need not be hidden."""

    def __init__(
        self, linked: Linked, shown: Mapping[Region, int], policy: DisclosurePolicy, earlier: Earlier, measure: str
    ) -> None:
        self._linked, self._policy, self._shown = linked, policy, shown
        # In one order, whatever that of the tables: what is hidden may not depend on it.
        regions = sorted((region for region in linked.counts if region.measure == measure), key=str)
        self._counts = {region: linked.counts[region] for region in regions}
        told_before = sorted((region for region in earlier.known if region.measure == measure), key=str)
        self._known = {region: earlier.known[region] for region in told_before}
        alike, changed = list(_all_alike(linked)), earlier.changed
        guarded = (guard for guard in (*guards(linked, policy), *alike, *changed) if guard.region.measure == measure)
        self._guards = sorted(guarded, key=lambda guard: (str(guard.region), guard.least, guard.most))
        self._empty = sorted((region for region in linked.empty if region.measure == measure), key=str)
        asked = {guard.region for guard in self._guards}
        self._atoms = Atoms({*self._counts, *self._known, *self._empty, *asked}, linked.leaves[measure])
        self._first: dict[Region, str] = {}
        if policy.rounding != "controlled":
            small = (region for region, count in self._counts.items() if policy.is_small(count))
            self._first = dict.fromkeys(small, policy.symbol)
        for guard in (*alike, *changed):
            if guard.region in self._counts:
                self._first[guard.region] = policy.other_symbol

        self._hidden_for: dict[Region, Guard] = {}

    def check(self) -> None:
        """Look whether the numbers of the tables can all be true.

        Raises:
            NothingFitsError: they cannot.
        """
        exact = {region: (count, count) for region, count in self._counts.items()}
        Attack(dict.fromkeys(self._empty, (0, 0)) | exact, self._atoms).check()

    def hidden(self) -> Hidden:
        hidden, exposed = self._hide_more(self._first)
        return Hidden(self._show_again(hidden, exposed), tuple(exposed))

    def _attack(self, hidden: Mapping[Region, str]) -> Attack:
        shown: dict[Region, Range] = dict.fromkeys(self._empty, (0, 0))
        shown |= {one: self._open(one, hidden) for one in self._counts}
        for region, told in self._known.items():
            least, most = shown.get(region, (0, None))
            tops = [top for top in (most, told[1]) if top is not None]
            shown[region] = max(least, told[0]), min(tops, default=None)
        return Attack(shown, self._atoms)

    def _open(self, region: Region, hidden: Mapping[Region, str]) -> Range:
        if region in hidden:
            return self._policy.open_when_hidden(hidden[region], zeros=zeros_hidden(self._linked, region))
        return self._policy.open_when_shown(self._shown[region])

    def _hide_more(self, hidden: dict[Region, str]) -> tuple[dict[Region, str], list[Region]]:
        exposed: list[Region] = []
        attack = self._attack(hidden)
        for guard in self._guards:
            # What is safe stays safe when more is hidden, so each guard is looked at once.
            while not attack.hides(guard):
                chosen = self._to_hide(attack.bounds(guard.region), hidden)
                if chosen is None:
                    exposed.append(guard.region)
                    break
                hidden = hidden | {chosen: self._policy.other_symbol}
                self._hidden_for[chosen] = guard
                attack = self._attack(hidden)
        return hidden, exposed

    def _to_hide(self, bounds: Bounds, hidden: Mapping[Region, str]) -> Region | None:
        """Return the number whose hiding costs least, of those that give the unsafe one away.

        A number of which the symbol says how small it is can be hidden altogether.
        """
        able = {
            region
            for region, count in self._counts.items()
            if count and hidden.get(region) != self._policy.other_symbol and region not in self._known
        }
        return min(able & bounds.because or able, key=self._cost, default=None)

    def _cost(self, region: Region) -> tuple[int, int, str]:
        """Return what hiding a number costs: totals more than cells, large numbers more than small ones."""
        return -len(region.labels), self._counts[region], str(region)

    def _show_again(self, hidden: dict[Region, str], exposed: list[Region]) -> dict[Region, str]:
        """Take back what need not be hidden after all, the costliest first."""
        guards = [guard for guard in self._guards if guard.region not in exposed]
        more = [region for region, symbol in hidden.items() if self._first.get(region) != symbol]
        for region in sorted(more, key=self._cost, reverse=True):
            less = {one: symbol for one, symbol in hidden.items() if one != region}
            if region in self._first:
                less[region] = self._first[region]
            attack = self._attack(less)
            # The number it was hidden for is the likeliest to be given away, and the first to be looked at.
            likeliest = self._hidden_for[region]
            if all(map(attack.hides, (likeliest, *guards))):
                hidden = less
        return hidden
