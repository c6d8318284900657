"""Choose which numbers to hide: the small ones, and as few others as it takes that nobody can work them out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import attrs

from qaframework.disclosure.attack import Attack, Bounds, Guard, Range, joined
from qaframework.disclosure.earlier import Earlier, Told
from qaframework.disclosure.guards import all_alike, guards, zeros_hidden
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
        exposed: numbers that can be worked out whatever is hidden now: they were given away before.
        known: what is known of numbers from earlier releases.
        too_much: a table that gives something away even if all of its numbers are hidden, by its zeros and symbols: it
            cannot be shown at all. None where there is no such table.
    """

    symbols: Mapping[Region, str]
    exposed: tuple[Region, ...] = ()
    known: Told = attrs.field(factory=dict)
    too_much: str | None = None


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
        {region: told for one in found for region, told in one.known.items()},
        next((one.too_much for one in found if one.too_much), None),
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


def _in_one_order(guard: Guard) -> tuple[object, ...]:
    return str(guard.region), guard.least is None, guard.least or 0, guard.most


def _of(measure: str, told: Told) -> Told:
    return {region: told[region] for region in sorted(told, key=str) if region.measure == measure}


class _TooMuchError(Exception):
    """A table cannot be shown at all."""

    def __init__(self, table: str) -> None:
        super().__init__(table)
        self.table = table


class _Search:
    """Hide more of one measure until every guarded number is safe, then show again what need not be hidden."""

    def __init__(
        self, linked: Linked, shown: Mapping[Region, int], policy: DisclosurePolicy, earlier: Earlier, measure: str
    ) -> None:
        self._linked, self._policy, self._shown = linked, policy, shown
        # In one order, whatever that of the tables: what is hidden may not depend on it.
        regions = sorted((region for region in linked.counts if region.measure == measure), key=str)
        self._counts = {region: linked.counts[region] for region in regions}
        self._empty = sorted((region for region in linked.empty if region.measure == measure), key=str)
        alike = list(all_alike(linked))
        guarded = (*guards(linked, policy), *alike, *earlier.guards)
        self._guards = sorted((guard for guard in guarded if guard.region.measure == measure), key=_in_one_order)
        told = [_of(measure, one) for one in (earlier.known, *earlier.trusted)]
        asked = {guard.region for guard in self._guards}.union(*told)
        self._atoms = Atoms({*self._counts, *self._empty, *asked}, linked.leaves[measure])
        self._told_before = earlier.shown
        self._known = self._fitting(told[0], told[1:])
        self._first: dict[Region, str] = {}
        if policy.rounding != "controlled":
            small = (region for region, count in self._counts.items() if policy.is_small(count))
            self._first = dict.fromkeys(small, policy.symbol)
        for guard in (*alike, *earlier.guards):
            if guard.region in self._counts:
                self._first[guard.region] = policy.other_symbol
        self._hidden_for: dict[Region, Guard] = {}

    def check(self) -> None:
        """Look whether the numbers of the tables can all be true.

        Raises:
            NothingFitsError: they cannot.
        """
        self._with_every_number({}).check()

    def _with_every_number(self, told: Told) -> Attack:
        exact: Told = dict.fromkeys(self._empty, (0, 0)) | {one: (count, count) for one, count in self._counts.items()}
        return Attack(joined(exact, told), self._atoms)

    def _fitting(self, known: Told, trusted: Sequence[Told]) -> Told:
        """Return what is known from before, with what can still be true of what cannot be counted now.

        Where it cannot all be true, records have changed since: then the latest releases count that fit together.
        """
        for several in (trusted, *([one] for one in trusted)):
            more = known
            for told in several:
                more = joined(more, told)
            try:
                self._with_every_number(more).check()
            except NothingFitsError:
                continue
            known = more
            if several is trusted:
                break
        return known

    def hidden(self) -> Hidden:
        try:
            hidden, given_away = self._hide_more(self._first, self._known, self._guards)
            # What earlier releases gave away is hidden all the same: what they said may be true no more.
            exposed = [guard for guard in given_away if guard.count is not None]
            hidden, _ = self._hide_more(hidden, {}, exposed)
        except _TooMuchError as found:
            return Hidden({}, too_much=found.table)
        safe = [guard for guard in self._guards if guard not in given_away]
        hidden = self._show_again(hidden, [(self._known, safe), ({}, exposed)])
        return Hidden(hidden, tuple(dict.fromkeys(guard.region for guard in exposed)), self._known)

    def _attack(self, hidden: Mapping[Region, str], told: Told) -> Attack:
        shown: Told = dict.fromkeys(self._empty, (0, 0)) | {one: self._open(one, hidden) for one in self._counts}
        return Attack(joined(shown, told), self._atoms)

    def _open(self, region: Region, hidden: Mapping[Region, str]) -> Range:
        if region in hidden:
            return self._policy.open_when_hidden(hidden[region], zeros=zeros_hidden(self._linked, region))
        return self._policy.open_when_shown(self._shown[region])

    def _hide_more(
        self, hidden: dict[Region, str], told: Told, guards: Sequence[Guard]
    ) -> tuple[dict[Region, str], list[Guard]]:
        """Return what to hide so that all guards hold, and those that hold for no reader of earlier releases.

        Raises:
            _TooMuchError: a table gives something away although all of its numbers are hidden.
        """
        given_away: list[Guard] = []
        attack, before = self._attack(hidden, told), Attack(told, self._atoms)
        for guard in guards:
            # What is safe stays safe when more is hidden, so each guard is looked at once.
            while not attack.hides(guard):
                if not before.hides(guard):
                    given_away.append(guard)
                    break
                bounds = attack.bounds(guard.region)
                chosen = self._to_hide(bounds, hidden, told)
                if chosen is None:
                    raise _TooMuchError(self._telling(bounds))
                hidden = hidden | {chosen: self._policy.other_symbol}
                self._hidden_for[chosen] = guard
                attack = self._attack(hidden, told)
        return hidden, given_away

    def _to_hide(self, bounds: Bounds, hidden: Mapping[Region, str], told: Told) -> Region | None:
        """Return the number whose hiding costs least, of those that give the unsafe one away.

        A number of which the symbol says how small it is can be hidden altogether.
        """
        shown_before = self._told_before if told else frozenset()
        able = {
            region
            for region, count in self._counts.items()
            if count and hidden.get(region) != self._policy.other_symbol and region not in shown_before
        }
        return min(able & bounds.because or able, key=self._cost, default=None)

    def _telling(self, bounds: Bounds) -> str:
        """Return the table most of whose zeros and symbols give a number away."""

        def telling(table: CountTable) -> tuple[int, int, str]:
            regions = [self._linked.places[table.name, key] for key in table.places()]
            return sum(one in bounds.because for one in regions), len(regions), table.name

        measure = next(iter(self._counts)).measure
        return max((table for table in self._linked.tables if table.measure == measure), key=telling).name

    def _cost(self, region: Region) -> tuple[int, int, str]:
        """Return what hiding a number costs: totals more than cells, large numbers more than small ones."""
        return -len(region.labels), self._counts[region], str(region)

    def _show_again(self, hidden: dict[Region, str], levels: Sequence[tuple[Told, list[Guard]]]) -> dict[Region, str]:
        """Take back what need not be hidden after all, the costliest first."""
        more = [region for region, symbol in hidden.items() if self._first.get(region) != symbol]
        for region in sorted(more, key=self._cost, reverse=True):
            less = {one: symbol for one, symbol in hidden.items() if one != region}
            if region in self._first:
                less[region] = self._first[region]
            # The number it was hidden for is the likeliest to be given away, and the first to be looked at.
            likeliest = self._hidden_for[region]
            if all(self._holds(less, told, [likeliest, *safe]) for told, safe in levels if safe):
                hidden = less
        return hidden

    def _holds(self, hidden: Mapping[Region, str], told: Told, guards: Sequence[Guard]) -> bool:
        return all(map(self._attack(hidden, told).hides, guards))
