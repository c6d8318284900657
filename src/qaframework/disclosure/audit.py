"""Attack what is shown, from outside: how closely can anybody know what is hidden?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from qaframework.disclosure.attack import Attack, Range, joined
from qaframework.disclosure.linked import Atoms, Leaves, Region
from qaframework.disclosure.shown import Number
from qaframework.show import html_table, text_table

IN_PARTS = "The tables cross too many dimensions to be attacked all at once; they were attacked by the sums they share."


@attrs.frozen
class Known:
    """What anybody can work out of one hidden number.

    Attributes:
        number: what it counts.
        text: what stands in its place.
        least, most: what it can be, for all that is shown; ``most`` None where there is no upper end.
    """

    number: str
    text: str
    least: int
    most: int | None

    @property
    def values(self) -> int | None:
        """Of how many numbers it is one; None where there is no end to them."""
        return None if self.most is None else self.most - self.least + 1


@attrs.frozen(repr=False)
class DisclosureAudit:
    """What anybody can work out of the hidden numbers of a release.

    Attributes:
        known: one entry a hidden number, those known most closely first.
        whole: whether all tables were attacked at once. If not, they cross too many dimensions for that, and were
            attacked by the sums they share: somebody with patience may know more.
    """

    known: tuple[Known, ...]
    whole: bool = True

    def rows(self) -> list[dict[str, str | int | None]]:
        """Return the entries as plain rows; no upper end is None."""
        return [
            {"number": one.number, "shown as": one.text, "at least": one.least, "at most": one.most}
            for one in self.known
        ]

    def sentence(self) -> str:
        """Return what the audit found, in a sentence."""
        if not self.known:
            return "Nothing is hidden, so there is nothing to work out."
        closest = self.known[0].values
        ends = f"none can be narrowed to fewer than {closest} possible values" if closest else "none has an upper end"
        told = f"Of {len(self.known)} hidden numbers {ends} by subtraction."
        return told if self.whole else f"{told} {IN_PARTS}"

    def __repr__(self) -> str:
        rows = [{name: "no end" if value is None else value for name, value in row.items()} for row in self.rows()]
        return f"{self.sentence()}\n{text_table(rows)}".rstrip()

    def _repr_html_(self) -> str:
        rows = [{name: "no end" if value is None else value for name, value in row.items()} for row in self.rows()]
        return html_table(rows, caption=self.sentence())


def audit(
    numbers: Mapping[Region, Number],
    empty: Iterable[Region],
    leaves: Mapping[str, Leaves],
    before: Mapping[Region, Range] | None = None,
) -> DisclosureAudit:
    """Return what anybody can work out of the hidden numbers, from nothing but what is shown of all of them.

    Args:
        numbers: each number as it is shown.
        empty: what is known to be empty.
        leaves: the labels there are.
        before: what was shown before.
    """
    known: list[Known] = []
    whole = True
    told_before = before or {}
    for measure in leaves:
        shown: dict[Region, Range] = {region: (0, 0) for region in empty if region.measure == measure}
        shown |= {region: number.open for region, number in numbers.items() if region.measure == measure}
        shown = joined(shown, {region: told for region, told in told_before.items() if region.measure == measure})
        atoms = Atoms(shown, leaves[measure])
        attack = Attack(shown, atoms)
        whole &= atoms.whole
        known += _known(attack, {region: numbers[region] for region in shown if region in numbers})
    closest_first = sorted(known, key=lambda one: (one.values is None, one.values or 0, one.number))
    return DisclosureAudit(tuple(closest_first), whole)


def _known(attack: Attack, numbers: Mapping[Region, Number]) -> Iterator[Known]:
    for region, number in numbers.items():
        if number.hidden:
            found = attack.bounds(region)
            yield Known(str(region), number.text, found.least, found.most)
