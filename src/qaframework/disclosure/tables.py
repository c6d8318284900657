"""Tables of counts before they are made safe to show, and the coordinates by which tables are linked."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any, TypeVar

import attrs

from qaframework.errors import DataError, Problem, UnknownNameError

TOTAL = "total"
"""The heading of a row or column that adds up the others."""

_AS_AT = re.compile(r" \(as at \d{4}-\d\d-\d\d\)$")

V = TypeVar("V")

Key = tuple[str, ...]
"""One label for each dimension of a table, in their order; ``TOTAL`` where the dimension is added up."""


def as_at(name: str, day: date) -> str:
    """Return the name of a measure or a dimension on a day, for what may be otherwise on another day.

    Two such numbers are never taken for one; a ledger tells by how much the one differs from the other.

    >>> as_at("recommendations", date(2024, 3, 31))
    'recommendations (as at 2024-03-31)'
    """
    return f"{name} (as at {day.isoformat()})"


def undated(name: str) -> str:
    """Return the name of a measure or a dimension on any day.

    >>> undated("recommendations (as at 2024-03-31)"), undated("reviews")
    ('recommendations', 'reviews')
    """
    return _AS_AT.sub("", name)


def _names(given: Iterable[str]) -> tuple[str, ...]:
    return tuple(given)


def _labels(given: Mapping[str, Iterable[str]]) -> Mapping[str, tuple[str, ...]]:
    return {dimension: tuple(labels) for dimension, labels in given.items()}


def _groups(given: Mapping[str, Mapping[str, Iterable[str]]]) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return {dimension: _labels(groups) for dimension, groups in given.items()}


def _slice(given: Mapping[str, str | Iterable[str]]) -> Mapping[str, str | tuple[str, ...]]:
    return {dimension: taken if isinstance(taken, str) else tuple(taken) for dimension, taken in given.items()}


def _several(labels: str | tuple[str, ...]) -> tuple[str, ...]:
    return (labels,) if isinstance(labels, str) else labels


def taken_in(where: Mapping[str, str | tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Return the labels that a slice takes in of each of its dimensions."""
    return {dimension: frozenset(_several(labels)) for dimension, labels in where.items()}


def _label(value: object) -> str:
    return "not recorded" if value is None else str(value)


@attrs.frozen(kw_only=True, repr=False, eq=False)
class CountTable:
    """Counts of one thing by some dimensions, not yet safe to show. Its ``repr`` shows no count.

    Tables that count the same thing (``measure``) are linked by the names of their dimensions and labels: a total that
    two of them share is one number, and what one hides the other may not give away. Each thing counted has one label in
    each dimension; things that may have several (needs, themes) are counted as something else: mentions.

    Attributes:
        name: the table's name in the report.
        measure: what is counted: ``"reviews"``, ``"recommendations"``, ``"answers to question 3"``.
        by: the dimensions, rows first.
        counts: how many, by one label for each dimension; what is not named is 0.
        labels: for each dimension every label there is, in the order shown; labels found in the counts come after.
        where: the slice this table is of, such as ``{"round": "PR-2024-02"}``; several labels of a dimension together
            where they are given as a list.
        groups: for each dimension labels that stand for several: ``{"grade": {"Good or better": ("Outstanding",
            "Good")}}``. They are shown beside the single labels, or instead of them after ``collapse``.
        shown: for each dimension the labels that are shown; by default all, and the groups.
        totals: the dimensions for which a total is shown; by default every one.
        sensitive: the dimensions that say something about people. Where everyone in a group has the same label, the
            group's numbers are hidden, zeros too: they would say it of each of them.
        amounts: the sums of something measured, such as days, under the same labels as ``counts``, for means.
        more: the dimensions of which there are more labels than the table has, now or later: rounds, months. A total is
            then of the labels there are, and of no others, so that a quarter is part of its year.
        background: every count there is by one label for each dimension of ``by``, then of ``where``, outside the slice
            too. It is never shown: what earlier releases said is held against it. ``from_rows`` fills it.
        titles: what people call labels of the slice, where the labels are codes.
    """

    name: str
    measure: str
    by: tuple[str, ...] = attrs.field(default=(), converter=_names)
    counts: Mapping[Key, int]
    labels: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_labels)
    where: Mapping[str, str | tuple[str, ...]] = attrs.field(factory=dict, converter=_slice)
    groups: Mapping[str, Mapping[str, tuple[str, ...]]] = attrs.field(factory=dict, converter=_groups)
    shown: Mapping[str, tuple[str, ...]] = attrs.field(factory=dict, converter=_labels)
    totals: tuple[str, ...] = attrs.field(
        default=attrs.Factory(lambda self: self.by, takes_self=True), converter=_names
    )
    sensitive: tuple[str, ...] = attrs.field(default=(), converter=_names)
    amounts: Mapping[Key, float] = attrs.field(factory=dict)
    more: tuple[str, ...] = attrs.field(default=(), converter=_names)
    background: Mapping[Key, int] = attrs.field(factory=dict)
    titles: Mapping[str, str] = attrs.field(factory=dict)

    def __attrs_post_init__(self) -> None:
        problems = list(self._problems())
        if problems:
            raise DataError(problems)

    def _problems(self) -> Iterator[Problem]:
        where = f"table {self.name!r}"
        if any(len(key) != len(self.by) for key in self.counts):
            yield Problem(
                where, "a count does not have one label for each dimension", "give each count a label per dimension"
            )
        if not all(isinstance(count, int) for count in self.counts.values()):
            yield Problem(where, "a count that is no whole number", "count things; sums go into amounts=")
        elif any(count < 0 for count in self.counts.values()):
            yield Problem(where, "a count below zero", "count things, do not subtract them")
        named = {*self.labels, *self.shown, *self.groups, *self.totals, *self.sensitive, *self.more}
        for dimension in sorted(named - {*self.by, *self.where}):
            yield Problem(where, f"{dimension!r} is no dimension of it", "name it in by=, or leave it out")
        for dimension in self.by:
            if dimension in self.where:
                yield Problem(where, f"{dimension!r} is a dimension and a slice at once", "leave it out of one")
            if TOTAL in self.leaves(dimension):
                yield Problem(
                    where, f"{TOTAL!r} is a label of {dimension!r}", "counts hold no totals; they are added up"
                )

    @classmethod
    def from_rows(
        cls,
        name: str,
        rows: Iterable[Mapping[str, Any]],
        *,
        by: Iterable[str] = (),
        measure: str,
        where: Mapping[str, str | Iterable[str]] | None = None,
        amount: str | None = None,
        labels: Mapping[str, Iterable[str]] | None = None,
        more: Iterable[str] = (),
        **others: Any,
    ) -> CountTable:
        """Return the table that counts rows by some of their columns.

        Args:
            name: the table's name in the report.
            rows: mappings with a label under each dimension, shown as ``str`` shows it; None is "not recorded".
            by: the dimensions.
            measure: what a row is.
            where: count only rows with these labels.
            amount: the column of something measured, for means.
            labels: the labels there are, by dimension.
            more: the dimensions of which there are more labels; only rows with a label in ``labels`` count.
            others: further attributes of the table.

        Raises:
            DataError: a row lacks a column, or the table makes no sense; every problem at once.

        >>> rows = [{"round": "May", "grade": "Good"}, {"round": "May", "grade": "Good"}]
        >>> CountTable.from_rows("grades", rows, by=["grade"], measure="reviews", where={"round": "May"}).counts
        {('Good',): 2}
        """
        by, more, labels = tuple(by), tuple(more), _labels(labels or {})
        where = _slice(where or {})
        rows = list(rows)
        absent = {column for column in (*by, *where, *filter(None, [amount])) if any(column not in row for row in rows)}
        if absent:
            what = "some rows have no column {!r}".format
            raise DataError(Problem(f"table {name!r}", what(one), "give it to every row") for one in sorted(absent))
        wanted = taken_in(where) | {one: frozenset(labels[one]) for one in more if one in by and one in labels}
        counts: Counter[Key] = Counter()
        background: Counter[Key] = Counter()
        amounts: dict[Key, float] = {}
        for row in rows:
            background[tuple(_label(row[dimension]) for dimension in (*by, *where))] += 1
            if all(_label(row[dimension]) in taken for dimension, taken in wanted.items()):
                key = tuple(_label(row[dimension]) for dimension in by)
                counts[key] += 1
                if amount is not None:
                    amounts[key] = amounts.get(key, 0) + row[amount]
        return cls(
            name=name,
            measure=measure,
            by=by,
            counts=dict(counts),
            where=where,
            labels=labels,
            more=more,
            amounts=amounts,
            background=dict(background) if wanted else {},
            **others,
        )

    def __repr__(self) -> str:
        return f"<CountTable {self.name!r}: {self.measure} by {', '.join(self.by) or 'nothing'}; not yet safe to show>"

    def leaves(self, dimension: str) -> tuple[str, ...]:
        """Return every single label of a dimension: those declared, then any other that is counted."""
        if dimension in self.where:
            return tuple(dict.fromkeys((*self.labels.get(dimension, ()), *_several(self.where[dimension]))))
        place = self.by.index(dimension)
        counted = sorted({key[place] for key in self.counts if place < len(key)})
        return tuple(dict.fromkeys((*self.labels.get(dimension, ()), *counted)))

    @property
    def slice_in_words(self) -> dict[str, str]:
        """The slice as people read it."""
        return {
            dimension: ", ".join(dict.fromkeys(self.titles.get(label, label) for label in _several(labels)))
            for dimension, labels in self.where.items()
        }

    def shown_labels(self, dimension: str) -> tuple[str, ...]:
        """Return the labels of a dimension that the table shows, without the total."""
        return self.shown.get(dimension) or (*self.leaves(dimension), *self.groups.get(dimension, ()))

    def members(self, dimension: str, label: str) -> frozenset[str]:
        """Return the single labels that a label stands for.

        Raises:
            UnknownNameError: the dimension has no such label.
        """
        leaves = self.leaves(dimension)
        if label == TOTAL:
            return frozenset(leaves)
        if label in self.groups.get(dimension, {}):
            return frozenset(self.groups[dimension][label])
        if label not in leaves:
            raise UnknownNameError(f"label of {dimension}", label, (*leaves, *self.groups.get(dimension, ())))
        return frozenset((label,))

    def places(self) -> tuple[Key, ...]:
        """Return the place of every number that the table shows, in reading order."""
        axes = [(*self.shown_labels(one), *((TOTAL,) if one in self.totals else ())) for one in self.by]
        return tuple(itertools.product(*axes))

    def count(self, place: Key) -> int:
        """Return the true number at a place."""
        return sum(self._inside(place, self.counts))

    def amount(self, place: Key) -> float:
        """Return the true sum of amounts at a place."""
        return sum(self._inside(place, self.amounts))

    def _inside(self, place: Key, values: Mapping[Key, V]) -> Iterator[V]:
        members = [self.members(dimension, label) for dimension, label in zip(self.by, place, strict=True)]
        for labels, value in values.items():
            if all(label in inside for label, inside in zip(labels, members, strict=True)):
                yield value

    def collapse(self, dimension: str, groups: Mapping[str, Iterable[str]]) -> CountTable:
        """Return the table with labels put together: ``{"Good or better": ("Outstanding", "Good"), ...}``.

        Single labels that no group holds stay as they are.
        """
        held = {label for members in _labels(groups).values() for label in members}
        rest = tuple(label for label in self.leaves(dimension) if label not in held)
        return attrs.evolve(
            self,
            groups={**self.groups, dimension: _labels(groups)},
            shown={**self.shown, dimension: (*groups, *rest)},
        )

    def pool(self, dimension: str, label: str) -> CountTable:
        """Return the table with all labels of a dimension put together under one: all rounds, the last 12 months."""
        return self.collapse(dimension, {label: self.leaves(dimension)})

    def drop(self, dimension: str) -> CountTable:
        """Return the table without a dimension."""
        place = self.by.index(dimension)

        def summed(values: Mapping[Key, float]) -> dict[Key, Any]:
            sums: dict[Key, float] = {}
            for key, value in values.items():
                rest = key[:place] + key[place + 1 :]
                sums[rest] = sums.get(rest, 0) + value
            return sums

        def without(given: Mapping[str, Any]) -> dict[str, Any]:
            return {name: value for name, value in given.items() if name != dimension}

        return attrs.evolve(
            self,
            by=self.by[:place] + self.by[place + 1 :],
            counts=summed(self.counts),
            amounts=summed(self.amounts),
            labels=without(self.labels),
            groups=without(self.groups),
            shown=without(self.shown),
            totals=tuple(one for one in self.totals if one != dimension),
            sensitive=tuple(one for one in self.sensitive if one != dimension),
            more=tuple(one for one in self.more if one != dimension),
            background=summed(self.background),
        )
