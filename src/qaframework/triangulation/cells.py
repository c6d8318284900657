"""Cells: what one kind of source says on one theme, counted by independent units, with echoes found out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from qaframework.model.records import Direction
from qaframework.triangulation.evidence import Statement, Unit, sign_of
from qaframework.triangulation.sources import GRADE_OF, Source, size_factor
from qaframework.triangulation.thresholds import Thresholds

State = Literal["speaks", "silent", "not asked", "not recorded"]


@attrs.frozen(kw_only=True)
class Cell:
    """What one kind of source says on one theme.

    Attributes:
        theme: the theme.
        kind: the kind of source.
        state: speaks, silent (it looked and said nothing), not asked, or not recorded (nobody says what it looked at).
        direction: strength, concern or mixed, where it speaks.
        value: the direction on a line from -1 to 1: the mean over its units.
        concern, strength, mixed: how many units say each; one unit can say two of them.
        children: of how many children (families, reviewers) each is said, where it is said of one at a time.
        units: how many units there are in all.
        of: how many it looked at; None where nobody says.
        seen: the share of those looked at, where it is known.
        sources: the activities of this kind that speak.
        echo: those of them that only repeat what they are built on.
        perspective: from where it looks.
        grade, size: the two factors of its weight: independence, and how many were looked at; 0 where it does not
            count.
        evidence: whether what it says is evidence about children; what peers say is none unless it is asked for.
    """

    theme: str
    kind: str
    state: State
    direction: Direction | None = None
    value: float = 0.0
    concern: int = 0
    strength: int = 0
    mixed: int = 0
    children: Mapping[Direction, int] = attrs.field(factory=dict, hash=False)
    units: int = 0
    of: int | None = None
    seen: float | None = None
    sources: tuple[str, ...] = ()
    echo: tuple[str, ...] = ()
    perspective: str = ""
    grade: float = 0.0
    size: float = 0.0
    evidence: bool = True

    @property
    def weight(self) -> float:
        """Independence times size. It ranks and breaks ties; it never makes a level."""
        return self.grade * self.size

    @property
    def counts(self) -> bool:
        """Whether it counts: it speaks, is evidence, and not only an echo."""
        return self.state == "speaks" and self.evidence and len(self.echo) < len(self.sources)

    @property
    def aside(self) -> str:
        """What it is where it speaks and does not count: an echo, or simply not counted. Empty where it counts."""
        if self.counts or self.state != "speaks":
            return ""
        return "echo" if self.evidence else "not counted"

    @property
    def within(self) -> bool:
        """Whether it says both: a concern and a strength."""
        return bool(self.concern and self.strength) or self.mixed > 0


Said = Mapping[str, Mapping[str, Sequence[Statement]]]
"""Statements by theme and source."""


def by_theme_and_source(statements: Iterable[Statement]) -> dict[str, dict[str, list[Statement]]]:
    """Return statements by theme and source."""
    said: defaultdict[str, defaultdict[str, list[Statement]]] = defaultdict(lambda: defaultdict(list))
    for one in statements:
        said[one.theme][one.source].append(one)
    return {theme: dict(by_source) for theme, by_source in said.items()}


def values_by_unit(statements: Iterable[Statement]) -> dict[Unit, float]:
    """Return where each unit stands: the mean of the different things it says. Saying one twice changes nothing."""
    points: defaultdict[Unit, set[tuple[float, str]]] = defaultdict(set)
    for one in statements:
        points[one.unit].add((one.value, one.point))
    return {unit: sum(sorted(value for value, _ in said)) / len(said) for unit, said in points.items()}


def mean_of(statements: Iterable[Statement]) -> float:
    """Return the direction of statements on a line from -1 to 1: the mean over their units."""
    values = sorted(values_by_unit(statements).values())
    return sum(values) / len(values)


def echoes(
    by_source: Mapping[str, Sequence[Statement]], sources: Mapping[str, Source], clear: float
) -> dict[str, frozenset[str]]:
    """Return the sources that only repeat, on one theme, what they are built on, each with those it repeats.

    A source does not count on a theme and direction when anything it contains or draws on, through others too, speaks
    on that theme in the same direction. Of those that are built on each other the first to have looked counts.
    """
    direction = {name: sign_of(mean_of(said), clear) for name, said in by_source.items()}
    found = {
        name: frozenset(
            under
            for under in sources[name].built_on
            if direction.get(under) == mine and not _first_in_circle(sources[name], sources[under])
        )
        for name, mine in direction.items()
    }
    return {name: under for name, under in found.items() if under}


def _first_in_circle(one: Source, other: Source) -> bool:
    return one.id in other.built_on and (one.day, one.id) < (other.day, other.id)


def cell_of(
    theme: str,
    kind: str,
    of_kind: Sequence[Source],
    by_source: Mapping[str, Sequence[Statement]],
    echo: Iterable[str],
    limits: Thresholds,
) -> Cell:
    """Return what the sources of one kind say on one theme."""
    speaking = [one for one in of_kind if one.id in by_source]
    if not speaking:
        return Cell(theme=theme, kind=kind, state=_silence(theme, of_kind), of=_total(_in_scope(theme, of_kind)))
    repeating = {one for one in echo if one in by_source}
    counted = [one for one in speaking if one.evidence and one.id not in repeating]
    heard = counted or speaking
    statements = [said for one in heard for said in by_source[one.id]]
    value = mean_of(statements)
    looked_at = _total(_in_scope(theme, of_kind, speaking))
    units = _units_by_direction(statements)
    return Cell(
        theme=theme,
        kind=kind,
        state="speaks",
        direction=sign_of(value, limits.clear),
        value=value,
        concern=len(units["concern"]),
        strength=len(units["strength"]),
        mixed=len(units["mixed"]),
        children={way: len(found) for way, found in _units_by_direction(_of_children(statements)).items() if found},
        units=len({one.unit for one in statements}),
        of=looked_at,
        seen=_seen(statements, units, sign_of(value, limits.clear), looked_at),
        sources=tuple(one.id for one in speaking),
        echo=tuple(one.id for one in speaking if one.id in repeating),
        perspective=speaking[0].perspective,
        grade=max((GRADE_OF[one.independence] for one in counted), default=0.0),
        size=size_factor(_total(counted) or None, limits.half_weight_at) if counted else 0.0,
        evidence=any(one.evidence for one in speaking),
    )


def _silence(theme: str, of_kind: Sequence[Source]) -> State:
    looked = {one.looked_at(theme) for one in of_kind if one.n != 0}
    if True in looked:
        return "silent"
    return "not recorded" if None in looked else "not asked"


def _in_scope(theme: str, of_kind: Sequence[Source], speaking: Sequence[Source] = ()) -> list[Source]:
    heard = {one.id for one in speaking}
    return [one for one in of_kind if one.id in heard or one.looked_at(theme)]


def _total(sources: Iterable[Source]) -> int | None:
    known = [one.n for one in sources if one.n is not None]
    return sum(known) if known else None


def _of_children(statements: Iterable[Statement]) -> Iterator[Statement]:
    return (one for one in statements if one.about_a_child)


def _units_by_direction(statements: Iterable[Statement]) -> dict[Direction, set[Unit]]:
    found: dict[Direction, set[Unit]] = {"strength": set(), "concern": set(), "mixed": set()}
    for one in statements:
        found[one.direction].add(one.unit)
    return found


def _seen(
    statements: Sequence[Statement], units: Mapping[Direction, set[Unit]], direction: Direction, of: int | None
) -> float | None:
    """Return in what share of those looked at a direction was seen: as published, as counted, or over children."""
    mine = [one for one in statements if one.direction == direction]
    told = [share for one in mine if (share := _share_of(one)) is not None]
    if told:
        return max(told)
    if of and mine and all(one.about_a_child for one in mine):
        return min(1.0, len(units[direction]) / of)
    return None


def _share_of(one: Statement) -> float | None:
    if one.share is None and one.count is not None and one.of:
        return one.count / one.of
    return one.share
