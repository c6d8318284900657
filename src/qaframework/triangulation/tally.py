"""Count what very many recommendations say together: a region's, a country's, many years' of them.

One pass over rows, no graph of rows: what is kept are counts and sets of units. Tallies of different authorities can be
put together, so that each may count its own and share nothing but counts.
"""

from __future__ import annotations

import functools
import itertools
import operator
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.model.left_alone import records_left_alone

if TYPE_CHECKING:
    import networkx

Label = Hashable
Row = tuple[Any, Any, Any, Any, Any, Any, Any, Any, tuple[Any, ...]]
"""Id, authority, kind of source, round, level, child, direction, step, themes; no theme twice."""


@attrs.frozen(repr=False)
class Tally:
    """What very many recommendations say together, as counts.

    Attributes:
        authorities: whose recommendations they are.
        units: for each theme, kind of source and direction how many independent units say it: a child within an
            authority and a round, and otherwise the authority's round as a whole.
        counts: for each theme, kind of source, round, direction and step how many recommendations there are.
        together: for each two themes how many recommendations are about both.
        children: for each authority, round and theme for how many children a concern is recommended on.
    """

    authorities: frozenset[Label]
    units: Mapping[tuple[Any, Any, Any], int]
    counts: Mapping[tuple[Any, Any, Any, Any, Any], int]
    together: Mapping[tuple[Any, Any], int]
    children: Mapping[tuple[Any, Any, Any], int]

    def __repr__(self) -> str:
        themes = len({theme for theme, *_ in self.units})
        return f"<Tally: {len(self.authorities):,} authorities, {themes} themes, {sum(self.units.values()):,} units>"

    def __add__(self, other: Tally) -> Tally:
        """Return two tallies as one.

        Raises:
            ValueError: an authority is in both, so that its children would count twice.
        """
        if self.authorities & other.authorities:
            raise ValueError("an authority is in both tallies: its children would count twice")
        fields = ("units", "counts", "together", "children")
        return Tally(
            self.authorities | other.authorities,
            *(dict(Counter(getattr(self, name)) + Counter(getattr(other, name))) for name in fields),
        )

    def by(self, *names: str, direction: Label | None = None) -> dict[tuple[Any, ...], int]:
        """Return how many recommendations there are by some of theme, kind, round, direction and step.

        Args:
            names: by what.
            direction: only those of this direction; None for all.
        """
        columns = ("theme", "kind", "round", "direction", "step")
        places = [columns.index(name) for name in names]
        part_of = operator.itemgetter(*places) if len(places) > 1 else lambda key: tuple(key[place] for place in places)
        found: defaultdict[tuple[Any, ...], int] = defaultdict(int)
        for key, count in self.counts.items():
            if direction is None or key[3] == direction:
                found[part_of(key)] += count
        return dict(found)

    def roll_ups(self, children: int = 3) -> dict[tuple[Any, Any, Any], int]:
        """Return the authorities, rounds and themes with a concern for at least so many children."""
        return {place: count for place, count in self.children.items() if count >= children}

    def likeness(self) -> dict[tuple[Any, Any], float]:
        """Return for each two themes how often they come together: both / (one + other - both), Jaccard's index.

        The same is ATLAS.ti's c-coefficient. Its weakness: two themes of very unequal size never come near 1, so look
        at ``together`` beside it.
        """
        each = self.by("theme")
        return {(one, other): both / (each[one,] + each[other,] - both) for (one, other), both in self.together.items()}

    def graph(self) -> networkx.Graph[Any]:
        """Return a small graph of themes and kinds of source, for those who want one: a few hundred edges."""
        import networkx

        graph: networkx.Graph[Any] = networkx.Graph()
        for (theme, kind, direction), units in self.units.items():
            edge = f"theme:{theme}", f"kind:{kind}"
            graph.add_edge(*edge)
            graph.edges[edge][str(direction)] = units
        graph.add_edges_from((f"theme:{a}", f"theme:{b}", {"together": n}) for (a, b), n in self.together.items())
        return graph


def tally(rows: Iterable[Row], *, concern: Label = "concern", service: Label = "service") -> Tally:
    """Count what recommendations say together.

    Args:
        rows: (id, authority, kind of source, round, level, child, direction, step, themes), in any order. The id is not
            looked at.
        concern: the direction that is a concern.
        service: the level at which a recommendation is for the service, so that the child is not looked at.

    >>> row = ("R1", "Borough A", "survey", "2024-01", "child", "C1", "concern", "raised", ("rsk", "tml"))
    >>> again = ("R2", "Borough A", "survey", "2024-01", "child", "C1", "concern", "action", ("rsk",))
    >>> found = tally([row, again])
    >>> found.units["rsk", "survey", "concern"], found.by("theme")["rsk",], found.together
    (1, 2, {('rsk', 'tml'): 1})
    """
    given = rows if isinstance(rows, list) else list(rows)
    with records_left_alone():
        return _tally(given, concern, service)


def _tally(rows: list[Row], concern: Label, service: Label) -> Tally:
    """Put each recommendation's unit into the cell of each of its themes, then count cells.

    A unit is a number: one for each child of an authority, and one for the authority as a whole. Its round and kind of
    source are those of its cell.
    """
    unit_of: defaultdict[Label, defaultdict[Label, int]] = defaultdict(
        functools.partial(defaultdict, itertools.count().__next__)
    )
    cells: Cells = defaultdict(functools.partial(defaultdict, list))
    for _, authority, kind, round_, level, child, direction, step, themes in rows:
        unit = unit_of[authority][_WHOLE if level == service else child]
        cell = kind, round_, direction, step
        for theme in themes:
            cells[theme][cell].append(unit)
    owners = {unit: authority for authority, units in unit_of.items() for child, unit in units.items()}
    whole = {units[_WHOLE] for units in unit_of.values() if _WHOLE in units}
    units, children = _units_and_children(cells, owners, whole, concern)
    return Tally(
        authorities=frozenset(unit_of),
        units=units,
        counts={(theme, *cell): len(units) for theme, found in cells.items() for cell, units in found.items()},
        together=_together(rows),
        children=children,
    )


_WHOLE: Label = ("the authority as a whole",)
Cells = defaultdict[Any, defaultdict[tuple[Any, ...], list[int]]]


def _units_and_children(
    cells: Cells, owners: Mapping[int, Label], whole: set[int], concern: Label
) -> tuple[dict[tuple[Any, Any, Any], int], dict[tuple[Any, Any, Any], int]]:
    """Return how many units say each thing, and for how many children each authority has a concern; theme by theme."""
    units: defaultdict[tuple[Any, Any, Any], int] = defaultdict(int)
    children: defaultdict[tuple[Any, Any, Any], int] = defaultdict(int)
    for theme, found in cells.items():
        said: defaultdict[tuple[Any, ...], set[int]] = defaultdict(set)
        for (kind, round_, direction, _), listed in found.items():
            said[kind, round_, direction].update(listed)
        concerned: defaultdict[Label, set[int]] = defaultdict(set)
        for (kind, round_, direction), who in said.items():
            units[theme, kind, direction] += len(who)
            if direction == concern:
                concerned[round_] |= who
        for round_, who in concerned.items():
            for child in who - whole:
                children[owners[child], round_, theme] += 1
    return dict(units), dict(children)


def _together(rows: Iterable[Row]) -> dict[tuple[Any, Any], int]:
    together: defaultdict[tuple[Any, Any], int] = defaultdict(int)
    for themes, count in Counter(map(_themes_of, rows)).items():
        if len(themes) > 1:
            for pair in itertools.combinations(sorted(set(themes)), 2):
                together[pair] += count
    return dict(together)


_themes_of = operator.itemgetter(8)
