"""Attack what is shown, from outside: how closely can anybody know what is hidden?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import attrs

from qaframework.disclosure.attack import Attack, Range
from qaframework.disclosure.linked import Atoms, Leaves, Region
from qaframework.disclosure.shown import Number
from qaframework.show import html_table, text_table


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
    """

    known: tuple[Known, ...]

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
        return f"Of {len(self.known)} hidden numbers {ends} by subtraction."

    def __repr__(self) -> str:
        rows = [{name: "no end" if value is None else value for name, value in row.items()} for row in self.rows()]
        return f"{self.sentence()}\n{text_table(rows)}".rstrip()

    def _repr_html_(self) -> str:
        rows = [{name: "no end" if value is None else value for name, value in row.items()} for row in self.rows()]
        return html_table(rows, caption=self.sentence())


def audit(numbers: Mapping[Region, Number], empty: Iterable[Region], leaves: Mapping[str, Leaves]) -> DisclosureAudit:
    """Return what anybody can work out of the hidden numbers, from nothing but what is shown of all of them."""
    known = _known(numbers, frozenset(empty), leaves)
    return DisclosureAudit(tuple(sorted(known, key=lambda one: (one.values is None, one.values or 0, one.number))))


def _known(numbers: Mapping[Region, Number], empty: frozenset[Region], leaves: Mapping[str, Leaves]) -> Iterator[Known]:
    for measure in leaves:
        alike = {region: number for region, number in numbers.items() if region.measure == measure}
        shown: dict[Region, Range] = {region: (0, 0) for region in empty if region.measure == measure}
        shown |= {region: number.open for region, number in alike.items()}
        attack = Attack(shown, Atoms(shown, leaves[measure]))
        for region, number in alike.items():
            if number.hidden:
                found = attack.bounds(region)
                yield Known(str(region), number.text, found.least, found.most)
