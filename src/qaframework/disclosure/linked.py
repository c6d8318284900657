"""The tables of a report as one set of linked numbers: where two tables show the same, it is one number.

A number is a region: what is counted, and for each dimension the labels it takes in. Regions are sums of atoms, the
smallest cells that the tables' dimensions make together. Where every dimension crossed every other there would be far
too many, so atoms are made per block: a set of dimensions that some table crosses. Blocks share margins, and as long as
they hang together like a tree (which round by grade, round by status, round by team do) any numbers that agree on the
margins fit together, so nothing is lost. Where they form a ring, they become one block.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import prod

import attrs

from qaframework.disclosure.tables import TOTAL, CountTable, Key, taken_in
from qaframework.errors import DataError, Problem

MOST_ATOMS = 3000
"""A ring of dimensions that would make more atoms than this is not joined: only the sums that tables share are used."""
ELSEWHERE = "(elsewhere)"
"""The label of whatever lies outside all slices that are given."""


@attrs.frozen
class Region:
    """What one number counts: the thing, and the labels it takes in of each dimension that it does not add up."""

    measure: str
    labels: frozenset[tuple[str, frozenset[str]]]

    @property
    def by(self) -> frozenset[str]:
        """The dimensions it does not add up."""
        return frozenset(dimension for dimension, _ in self.labels)

    def __str__(self) -> str:
        parts = sorted(f"{dimension} {' or '.join(sorted(labels))}" for dimension, labels in self.labels)
        return f"{self.measure}, {', '.join(parts)}" if parts else f"all {self.measure}"


Leaves = Mapping[str, tuple[str, ...]]
"""For each dimension of a measure every single label that some table knows."""


def region(measure: str, labels: Mapping[str, frozenset[str]], leaves: Leaves) -> Region:
    """Return a region; a dimension of which it takes in every label is one it adds up."""
    told = {name: taken for name, taken in labels.items() if not taken >= frozenset(leaves.get(name, ()))}
    return Region(measure, frozenset(told.items()))


@attrs.frozen(kw_only=True)
class Frame:
    """What a reader knows of a table before any number: what it counts, of which slice, and the labels there are.

    Attributes:
        measure: what is counted.
        labels: the single labels of each dimension, those of its slice too.
        where: the labels that the slice takes in.
        more: the dimensions of which there may be more labels than these.
    """

    measure: str
    labels: Mapping[str, tuple[str, ...]]
    where: Mapping[str, tuple[str, ...]]
    more: frozenset[str]

    def empty(self, leaves: Leaves) -> Iterator[Region]:
        """Yield what is empty because the table, which counts everything in its slice, has no such label."""
        sliced = {name: frozenset(taken) for name, taken in self.where.items()}
        for name in self.labels.keys() - self.where.keys() - self.more:
            absent = frozenset(leaves[name]) - frozenset(self.labels[name])
            if absent:
                yield region(self.measure, sliced | {name: absent}, leaves)


def frame_of(table: CountTable) -> Frame:
    """Return what a reader knows of a table before any number."""
    return Frame(
        measure=table.measure,
        labels={name: table.leaves(name) for name in (*table.by, *table.where)},
        where={name: tuple(sorted(taken)) for name, taken in taken_in(table.where).items()},
        more=frozenset(table.more) | {name for name in table.where if name not in table.labels},
    )


@attrs.frozen
class Linked:
    """The numbers of all tables by what they count.

    Attributes:
        leaves: for each measure the single labels of each dimension.
        counts: the true number of each region that a table shows.
        empty: regions of which a reader knows that they are empty, because no table of that slice has such a label.
        places: the region at each place of each table, by the table's name and the place's key.
        tables: the tables.
        frames: what a reader knows of each table before any number.
    """

    leaves: Mapping[str, Leaves]
    counts: Mapping[Region, int]
    empty: frozenset[Region]
    places: Mapping[tuple[str, Key], Region]
    tables: tuple[CountTable, ...]
    frames: tuple[Frame, ...]

    def count(self, wanted: Region) -> int | None:
        """Return the true number of a region, shown or not; None where no table knows it."""
        if wanted in self.counts:
            return self.counts[wanted]
        counted = (_count(table, dict(wanted.labels)) for table in self.tables if table.measure == wanted.measure)
        return next((count for count in counted if count is not None), None)


def _count(table: CountTable, wanted: Mapping[str, frozenset[str]]) -> int | None:
    """Return how many a table knows of, inside its slice and outside it; None where it does not know all of them."""
    sliced = taken_in(table.where)
    dimensions = (*table.by, *table.where)
    if not wanted.keys() <= set(dimensions):
        return None
    if table.background:
        counts: Mapping[Key, int] = table.background
        for name in wanted.keys() & {*table.more, *table.where}:
            place = dimensions.index(name)
            if wanted[name] - {key[place] for key in counts} - set(table.leaves(name)):
                return None
    elif all(sliced[name] == wanted.get(name) for name in sliced):
        counts, dimensions = table.counts, table.by
    else:
        return None
    return sum(
        count
        for key, count in counts.items()
        if all(label in wanted.get(name, (label,)) for name, label in zip(dimensions, key, strict=True))
    )


def link(tables: Iterable[CountTable], before: Iterable[Frame] = ()) -> Linked:
    """Return the numbers of all tables by what they count.

    Args:
        tables: the tables.
        before: what is known of tables that were released before, for labels that no table has now.

    Raises:
        DataError: two tables have one name, or give two numbers for the same thing.
    """
    tables = tuple(tables)
    frames = tuple(map(frame_of, tables))
    counted = {frame.measure for frame in frames}
    leaves = _leaves([*frames, *(one for one in before if one.measure in counted)])
    counts: dict[Region, int] = {}
    told_by: dict[Region, str] = {}
    places: dict[tuple[str, Key], Region] = {}
    problems = [
        Problem(f"table {name!r}", "two tables have this name", "give each a name of its own")
        for name in sorted({one.name for one in tables if [other.name for other in tables].count(one.name) > 1})
    ]
    for table in tables:
        for key in table.places():
            here = region(table.measure, _taken(table, key), leaves[table.measure])
            count = table.count(key)
            if counts.setdefault(here, count) != count:
                problems.append(_disagreement(table.name, told_by[here], here))
            told_by.setdefault(here, table.name)
            places[table.name, key] = here
    empty: set[Region] = set()
    for table, frame in zip(tables, frames, strict=True):
        for here in frame.empty(leaves[table.measure]):
            empty.add(here)
            if counts.get(here):
                problems.append(_disagreement(table.name, told_by[here], here))
    if problems:
        raise DataError(dict.fromkeys(problems))
    return Linked(leaves, counts, frozenset(empty), places, tables, frames)


def _disagreement(name: str, other: str, where: Region) -> Problem:
    what = f"it and table {other!r} give two numbers for the same thing ({where})"
    return Problem(f"table {name!r}", what, "count the same rows in both, or name what they count differently")


def _leaves(frames: Sequence[Frame]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return for each measure the single labels of each dimension.

    Where no table has every label of a dimension there is an ``ELSEWHERE``: a slice is not the whole.
    """
    leaves: dict[str, dict[str, tuple[str, ...]]] = {}
    for frame in frames:
        known = leaves.setdefault(frame.measure, {})
        for dimension, labels in frame.labels.items():
            known[dimension] = tuple(dict.fromkeys((*known.get(dimension, ()), *labels)))
    whole = {(frame.measure, name) for frame in frames for name in frame.labels.keys() - frame.more}
    for measure, known in leaves.items():
        for dimension in known.keys() - {name for one, name in whole if one == measure}:
            known[dimension] = (*(label for label in known[dimension] if label != ELSEWHERE), ELSEWHERE)
    return leaves


def _taken(table: CountTable, key: Key) -> dict[str, frozenset[str]]:
    taken = taken_in(table.where)
    for dimension, label in zip(table.by, key, strict=True):
        if label != TOTAL or dimension in table.more:
            taken[dimension] = table.members(dimension, label)
    return taken


@attrs.frozen
class Block:
    """Dimensions that are crossed with one another, and the block with which they share some.

    Attributes:
        by: the dimensions, in one order.
        joins: the places of the blocks with which it shares margins, and the dimensions shared.
    """

    by: tuple[str, ...]
    joins: tuple[tuple[int, tuple[str, ...]], ...] = ()


def blocks(crossed: Iterable[frozenset[str]], leaves: Leaves) -> list[Block]:
    """Return the blocks for sets of dimensions that tables cross, each joined to blocks that come before it.

    Ears are taken off one after another (Graham 1979; Yu and Ozsoyoglu 1979); what is left without ears is a ring and
    becomes one block, unless that would be too large.
    """
    edges = _maximal(crossed)
    ears: list[tuple[frozenset[str], frozenset[str]]] = []
    while len(edges) > 1:
        ear = next(
            ((one, other) for one in edges for other in edges if one != other and _is_ear(one, other, edges)), None
        )
        if ear is not None:
            ears.append(ear)
            edges.remove(ear[0])
            continue
        whole = frozenset[str]().union(*edges)
        if prod(len(leaves[name]) for name in whole) > MOST_ATOMS:
            break
        edges = [whole]
    made: list[Block] = []
    order: list[frozenset[str]] = []
    for edge in edges:
        shared = [(place, tuple(sorted(edge & other))) for place, other in enumerate(order)]
        made.append(Block(tuple(sorted(edge)), tuple(shared)))
        order.append(edge)
    for edge, parent in reversed(ears):
        place = next(place for place, other in enumerate(order) if other >= edge & parent)
        made.append(Block(tuple(sorted(edge)), ((place, tuple(sorted(edge & parent))),)))
        order.append(edge)
    return made


def _maximal(crossed: Iterable[frozenset[str]]) -> list[frozenset[str]]:
    edges = sorted(set(crossed), key=sorted)
    return [one for one in edges if not any(one < other for other in edges)]


def _is_ear(one: frozenset[str], other: frozenset[str], edges: Sequence[frozenset[str]]) -> bool:
    shared = one & frozenset[str]().union(*(edge for edge in edges if edge != one))
    return shared <= other


Atom = int
"""An atom by its place: the same in every run, whatever the order of the tables."""


class Atoms:
    """The atoms of one measure: every number is a sum of them.

    Args:
        regions: the numbers that will be asked about.
        leaves: the single labels of each dimension.

    Attributes:
        all: every atom, in one order.
        whole: whether any numbers that agree where blocks meet fit together; not so where a ring was too large to join.
        joints: sums that are equal because two blocks share a margin: the atoms of the one, the atoms of the other.
    """

    def __init__(self, regions: Iterable[Region], leaves: Leaves) -> None:
        regions = frozenset(regions)
        leaves = {name: tuple(sorted(labels)) for name, labels in leaves.items()}
        self._blocks = blocks((one.by for one in regions), leaves)
        self.whole = all(len(block.joins) <= 1 for block in self._blocks)
        labels = [list(itertools.product(*(leaves[name] for name in block.by))) for block in self._blocks]
        starts = itertools.accumulate(map(len, labels), initial=0)
        self._labels = [dict(enumerate(held, start)) for held, start in zip(labels, starts, strict=False)]
        self._of = {one: self._inside(self._block_of(one), dict(one.labels)) for one in regions}
        self.all: tuple[Atom, ...] = tuple(itertools.chain(*self._labels))
        self.joints = tuple(
            (self._inside(place, margin), self._inside(other, margin))
            for place, block in enumerate(self._blocks)
            for other, shared in block.joins
            for labels_shared in itertools.product(*(leaves[name] for name in shared))
            for margin in [{name: frozenset((label,)) for name, label in zip(shared, labels_shared, strict=True)}]
        )

    def of(self, wanted: Region) -> tuple[Atom, ...]:
        """Return the atoms that a region adds up."""
        return self._of[wanted]

    def _block_of(self, wanted: Region) -> int:
        return next(place for place, block in enumerate(self._blocks) if wanted.by <= set(block.by))

    def _inside(self, place: int, taken: Mapping[str, frozenset[str]]) -> tuple[Atom, ...]:
        by = self._blocks[place].by
        told = [(number, taken[name]) for number, name in enumerate(by) if name in taken]
        return tuple(
            atom for atom, labels in self._labels[place].items() if all(labels[number] in held for number, held in told)
        )
