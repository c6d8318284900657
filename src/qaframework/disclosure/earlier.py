"""What was released before, and what it means for the numbers that may be shown now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

import attrs

from qaframework.disclosure.attack import Guard, Range, both
from qaframework.disclosure.guards import differences, guard_of, parts
from qaframework.disclosure.ledger import ReleaseLedger, Said
from qaframework.disclosure.linked import Frame, Linked, Region, region
from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.tables import undated

Told = Mapping[Region, Range]
"""What is left open of some numbers by what was said of them."""


@attrs.frozen
class Earlier:
    """What earlier releases mean for the numbers of this one.

    Attributes:
        known: what was said, by a number or a symbol, of numbers that have not changed since.
        shown: those that were shown: nothing can hide them now.
        trusted: for each release, the latest first, what it said of numbers that no table of this one can count. It
            counts as known as long as it fits what is true now.
        guards: what may not be learnt: small changes, and what was hidden before.
    """

    known: Told = attrs.field(factory=dict)
    shown: frozenset[Region] = frozenset()
    trusted: tuple[Told, ...] = ()
    guards: tuple[Guard, ...] = ()


def earlier(ledger: ReleaseLedger | None, linked: Linked, policy: DisclosurePolicy) -> Earlier:
    """Return what earlier releases mean for the numbers of this one."""
    releases = [_Release(said, frames, linked) for said, frames in reversed(ledger.pages())] if ledger else []
    if not releases:
        return Earlier()
    changed = {guard.region: guard for release in releases for guard in release.changed(policy)}
    known: dict[Region, Range] = {}
    for release in releases:
        for here, told in release.unchanged.items():
            if here not in changed:
                known[here] = both(known.get(here, (0, None)), told)
    hidden = frozenset[Region]().union(*(release.hidden for release in releases))
    told_of = {here: told for release in reversed(releases) for here, told in release.told.items()}
    return Earlier(
        known=known,
        shown=frozenset(here for release in releases for here in release.unchanged.keys() - release.hidden)
        & set(known),
        trusted=tuple(release.trusted for release in releases if release.trusted),
        guards=(*changed.values(), *_still_hidden(told_of, hidden, linked, policy)),
    )


class _Release:
    """What one release said, held against what is true now."""

    def __init__(self, said: Iterable[Said], frames: Iterable[Frame], linked: Linked) -> None:
        self._linked = linked
        self._said = tuple(said)
        empty: dict[Region, Range] = {}
        for frame in frames:
            if frame.measure in linked.leaves:
                empty |= dict.fromkeys(frame.empty(linked.leaves[frame.measure]), (0, 0))
        told = {_region(one, linked): one for one in self._said if one.measure in linked.leaves}
        self.told: Told = empty | {here: (one.least, one.most) for here, one in told.items()}
        self.hidden = frozenset(here for here, one in told.items() if one.hidden)

    @cached_property
    def _now(self) -> dict[Region, int | None]:
        return {here: self._linked.count(here) for here in self.told}

    @cached_property
    def unchanged(self) -> Told:
        """What it said of numbers of which that is still true."""
        return {here: told for here, told in self.told.items() if _holds(told, self._now[here])}

    @cached_property
    def trusted(self) -> Told:
        """What it said of numbers that cannot be counted now."""
        return {here: told for here, told in self.told.items() if self._now[here] is None}

    def changed(self, policy: DisclosurePolicy) -> Iterator[Guard]:
        """Yield the numbers that have changed by so few that the difference is a small number."""
        shown = dict(self._shown_as_named_today())
        exact = {here: least for here, (least, most) in shown.items() if least == most}
        for whole, part, rest in differences(exact, self._linked.leaves):
            shown.setdefault(rest, (exact[whole] - exact[part],) * 2)
        for here, (least, most) in shown.items():
            count = self._linked.count(here)
            if count is None or most is None:
                continue
            if policy.is_small(count - most):
                yield Guard(here, count, most + 1, most + policy.most)
            elif policy.is_small(least - count):
                yield Guard(here, count, max(1, least - policy.most), least - 1)

    def _shown_as_named_today(self) -> Iterator[tuple[Region, Range]]:
        """Yield what was shown, under the names of today where a thing is counted anew on each day."""
        measures = {undated(measure): measure for measure in self._linked.leaves}
        for one in self._said:
            measure = measures.get(undated(one.measure))
            if measure is None or one.hidden:
                continue
            today = {undated(name): name for frame in self._linked.frames for name in frame.labels}
            labels = {today.get(undated(name), name): taken for name, taken in one.labels.items()}
            if labels.keys() <= self._linked.leaves[measure].keys():
                renamed = attrs.evolve(one, measure=measure, labels=labels)
                yield _region(renamed, self._linked), (one.least, one.most)


def _region(said: Said, linked: Linked) -> Region:
    labels = {name: frozenset(taken) for name, taken in said.labels.items()}
    return region(said.measure, labels, linked.leaves[said.measure])


def _holds(told: Range, count: int | None) -> bool:
    return count is not None and told[0] <= count and (told[1] is None or count <= told[1])


def _still_hidden(told: Told, hidden: frozenset[Region], linked: Linked, policy: DisclosurePolicy) -> Iterator[Guard]:
    """Yield what was hidden before, what sums are made of, and what is one subtraction away: small, or unknown."""

    def known(here: Region) -> int | None:
        least, most = told.get(here, (0, None))
        count = linked.count(here)
        return least if count is None and least == most else count

    shown = dict.fromkeys((*linked.counts, *told))
    several = dict.fromkeys((*shown, *parts(shown, linked.leaves)))
    counts = {here: known(here) for here in several}
    asked = {here: counts[here] for here in several if here in hidden or here not in shown}
    for whole, part, rest in differences(several, linked.leaves):
        count, of_whole, of_part = known(rest), counts[whole], counts[part]
        if count is None and of_whole is not None and of_part is not None and of_part <= of_whole:
            count = of_whole - of_part
        if count is not None or whole in asked or part in asked:
            asked.setdefault(rest, count)
    for here, count in asked.items():
        if here not in linked.counts and (count is None or policy.is_small(count)):
            yield guard_of(here, count, policy)
