"""Tables that are safe to show: what stands in each place, and nothing of what is hidden."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

import attrs

from qaframework.disclosure.attack import Range
from qaframework.disclosure.audit import DisclosureAudit, audit
from qaframework.disclosure.linked import Frame, Leaves, Region
from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.shown import Number, Shown
from qaframework.disclosure.tables import TOTAL, Key
from qaframework.errors import UnknownNameError
from qaframework.show import html_table, text_table

NOT_SHOWN = "not shown"
"""What stands for each number of a table that is told in words. Unlike a symbol it does not say that it is not 0."""


@attrs.frozen(kw_only=True, repr=False)
class ProtectedTable:
    """A table of counts that is safe to show, alone and beside the others it was protected with.

    Attributes:
        name: its name in the report.
        measure: what is counted.
        by: the dimensions, rows first.
        where: the slice it is of, in words.
        labels: for each dimension the labels shown, in order, ``TOTAL`` last where there is one.
        cells: what is shown, by one label for each dimension.
        policy: the policy it obeys.
        steps: what was done to it so that more of it could be shown.
        words: the sentence to print in its place, where nothing of it can be shown: its symbols and zeros alone would
            give something away, or so little is left that it tells nothing. It then has no cells.
        means: the mean of what was measured, where the table has amounts.
    """

    name: str
    measure: str
    by: tuple[str, ...]
    where: Mapping[str, str]
    labels: Mapping[str, tuple[str, ...]]
    cells: Mapping[Key, Shown]
    policy: DisclosurePolicy
    steps: tuple[str, ...] = ()
    words: str | None = None
    means: Mapping[Key, Shown] = attrs.field(factory=dict)

    def at(self, **labels: str) -> Shown:
        """Return what is shown for a label of each dimension; a dimension that is not named is added up.

        Of a table that is told in words nothing is shown.

        Raises:
            UnknownNameError: there is no such dimension or label, or the table does not show this total.
        """
        place = self._place(labels)
        return Shown(NOT_SHOWN, None) if self.words else self.cells[place]

    def mean(self, **labels: str) -> Shown:
        """Return the mean of what was measured, hidden wherever its count is hidden.

        Raises:
            UnknownNameError: there is no such dimension or label, or the table does not show this total.
        """
        place = self._place(labels)
        return Shown(NOT_SHOWN, None) if self.words else self.means[place]

    def _place(self, labels: Mapping[str, str]) -> Key:
        for dimension in labels:
            if dimension not in self.by:
                raise UnknownNameError("dimension", dimension, self.by)
        place = tuple(labels.get(dimension, TOTAL) for dimension in self.by)
        for dimension, label in zip(self.by, place, strict=True):
            if label not in self.labels[dimension]:
                raise UnknownNameError(f"label of {dimension}", label, self.labels[dimension])
        return place

    def share(self, part: Mapping[str, str], of: Mapping[str, str]) -> Shown:
        """Return one number as a percentage of another, worked out from what is shown.

        Hidden where either number is, where the rest is too small, and where there are too few for a percentage.

        >>> from qaframework.disclosure.protect import protect
        >>> from qaframework.disclosure.tables import CountTable
        >>> grades = CountTable(name="g", measure="reviews", by=["grade"], counts={("Good",): 20, ("Other",): 10})
        >>> protect([grades], "dfe")["g"].share({"grade": "Good"}, of={})
        66.7%
        """
        return percentage(self.at(**part), self.at(**of), self.policy)

    def rows(self) -> list[dict[str, int | str]]:
        """Return the table as people read it: a row for each label of the first dimension, a column for the second.

        Numbers are ``int``, hidden ones the symbol. A table of three or more dimensions comes as ``records()``.
        """
        if len(self.by) != 2 or not self.cells:
            return self.records()
        first, second = self.by
        return [
            {first: row, **{column: self.cells[row, column].plain for column in self.labels[second]}}
            for row in self.labels[first]
        ]

    def records(self) -> list[dict[str, int | str]]:
        """Return the table as one row a number, under the name of what is counted."""
        return [{**dict(zip(self.by, key, strict=True)), self.measure: cell.plain} for key, cell in self.cells.items()]

    @property
    def hidden(self) -> int:
        """How many of its numbers are hidden."""
        return sum(cell.hidden for cell in self.cells.values())

    def __repr__(self) -> str:
        return f"{self.name}\n{self.words or text_table([_as_text(row) for row in self.rows()])}"

    def _repr_html_(self) -> str:
        return (
            f"<p>{escape(self.name)}: {escape(self.words)}</p>"
            if self.words
            else html_table(self.rows(), caption=self.name)
        )


def _as_text(row: Mapping[str, Any]) -> dict[str, str]:
    return {name: str(value) for name, value in row.items()}


def percentage(part: Shown, whole: Shown, policy: DisclosurePolicy) -> Shown:
    """Return one shown count as a percentage of another, as a policy has it."""
    if part.value is None or whole.value is None:
        return Shown(policy.symbol, None)
    if whole.value < max(1, policy.least_denominator) or part.value > whole.value:
        return Shown(policy.symbol, None)
    share = round(100 * part.value / whole.value, policy.percent_places)
    unreliable = policy.unreliable_below is not None and part.value < policy.unreliable_below
    return Shown(f"{share:.{policy.percent_places}f}%{' [u]' if unreliable else ''}", share, unreliable)


@attrs.frozen(kw_only=True, repr=False)
class ProtectedTables(Mapping[str, ProtectedTable]):
    """Every table of one report, protected together, by name.

    Attributes:
        policy: the policy they obey.
        tables: the tables, in the order given.
        numbers: every number once, however many tables show it.
        empty: what a reader knows to be empty, because no table of that slice has such a label.
        leaves: for each thing counted the single labels of each dimension.
        frames: what a reader knows of each table before any number.
        known: what earlier releases said of the same things.
        exposed: numbers that earlier releases gave away, so that hiding them now hides nothing. Speak to whoever is
            responsible for disclosure before this is released.
    """

    policy: DisclosurePolicy
    tables: tuple[ProtectedTable, ...]
    numbers: Mapping[Region, Number]
    empty: frozenset[Region]
    leaves: Mapping[str, Leaves]
    frames: tuple[Frame, ...] = ()
    known: Mapping[Region, Range] = attrs.field(factory=dict)
    exposed: tuple[str, ...] = ()

    def __getitem__(self, name: str) -> ProtectedTable:
        found = next((table for table in self.tables if table.name == name), None)
        if found is None:
            raise UnknownNameError("table", name, (table.name for table in self.tables))
        return found

    def __contains__(self, name: object) -> bool:
        return any(table.name == name for table in self.tables)

    def __iter__(self) -> Iterator[str]:
        return (table.name for table in self.tables)

    def __len__(self) -> int:
        return len(self.tables)

    def audit(self) -> DisclosureAudit:
        """Return what anybody can work out of the hidden numbers, from what is shown, now and in earlier releases.

        It starts again from the symbols and numbers on the page, so it would find a mistake in choosing what to hide.

        >>> from qaframework.disclosure.protect import protect
        >>> from qaframework.disclosure.tables import CountTable
        >>> grades = CountTable(name="g", measure="reviews", by=["grade"], counts={("Good",): 10, ("Other",): 3})
        >>> protect([grades], "dfe").audit()
        Of 2 hidden numbers none can be narrowed to fewer than 12 possible values by subtraction.
        number                shown as      at least    at most
        --------------------  ----------  ----------  ---------
        reviews, grade Good   c                    1         12
        reviews, grade Other  c                    1         12
        """
        return audit(self.numbers, self.empty, self.leaves, self.known)

    def sentences(self) -> list[str]:
        """Return what a reader has to know: the policy, how many numbers are hidden, what was put together."""
        hidden = sum(number.hidden for number in self.numbers.values())
        steps = [f"{table.name}: {step}." for table in self.tables for step in table.steps]
        return [self.policy.sentence(), f"{hidden} of {len(self.numbers)} numbers are not shown.", *steps]

    def __repr__(self) -> str:
        return "\n\n".join(map(repr, self.tables))

    def _repr_html_(self) -> str:
        return "".join(table._repr_html_() for table in self.tables)
