"""Convergence: which kinds of source speak on a theme, which way, and how far they agree.

The steps are those of the triangulation protocol (Farmer et al. 2006, Qualitative Health Research 16:377; O'Cathain,
Murphy and Nicholl, BMJ 2010;341:c4587): agreement, partial agreement, silence and dissonance. Dissonance is
information, not failure. Confidence goes down by steps as in GRADE-CERQual. Levels come with their reason, and nothing
is added up into a score: CQC gave up scoring evidence categories.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import attrs

from qaframework.model.records import Direction
from qaframework.triangulation.evidence import Statement, Unit, sign_of
from qaframework.triangulation.sources import GRADE_OF, Source, size_factor
from qaframework.triangulation.thresholds import Thresholds

State = Literal["speaks", "silent", "not asked", "not recorded"]
Level = Literal["triangulated", "corroborated", "single-source", "contested"]
Confidence = Literal["high", "moderate", "low", "very low"]

CONFIDENCE: tuple[Confidence, ...] = ("high", "moderate", "low", "very low")


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
        units: how many there are in all.
        of: how many it looked at; None where nobody says.
        seen: the share of those looked at, where it is known.
        sources: the activities of this kind that speak.
        echo: those of them that only repeat what they are built on.
        perspective: from where it looks.
        grade, size: the two factors of its weight: independence, and how many were looked at. 0 for an echo.
    """

    theme: str
    kind: str
    state: State
    direction: Direction | None = None
    value: float = 0.0
    concern: int = 0
    strength: int = 0
    mixed: int = 0
    units: int = 0
    of: int | None = None
    seen: float | None = None
    sources: tuple[str, ...] = ()
    echo: tuple[str, ...] = ()
    perspective: str = ""
    grade: float = 0.0
    size: float = 0.0

    @property
    def weight(self) -> float:
        """Independence times size. It ranks and breaks ties; it never makes a level."""
        return self.grade * self.size

    @property
    def counts(self) -> bool:
        """Whether it counts: it speaks, and not only as an echo."""
        return self.state == "speaks" and len(self.echo) < len(self.sources)

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
    values: defaultdict[Unit, set[float]] = defaultdict(set)
    for one in statements:
        values[one.unit].add(one.value)
    return {unit: sum(said) / len(said) for unit, said in values.items()}


def mean_of(statements: Iterable[Statement]) -> float:
    """Return the direction of statements on a line from -1 to 1: the mean over their units."""
    values = sorted(values_by_unit(statements).values())
    return sum(values) / len(values)


def echoes(
    by_source: Mapping[str, Sequence[Statement]], sources: Mapping[str, Source], clear: float
) -> dict[str, frozenset[str]]:
    """Return the sources that only repeat, on one theme, what they are built on, each with those it repeats.

    A source does not count on a theme and direction when anything it contains or draws on, through others too, speaks
    on that theme in the same direction.
    """
    direction = {name: sign_of(mean_of(said), clear) for name, said in by_source.items()}
    found = {
        name: frozenset(under for under in sources[name].built_on if direction.get(under) == mine)
        for name, mine in direction.items()
    }
    return {name: under for name, under in found.items() if under}


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
    counted = [one for one in speaking if one.id not in repeating]
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
        units=len({one.unit for one in statements}),
        of=looked_at,
        seen=_seen(statements, units, sign_of(value, limits.clear), looked_at),
        sources=tuple(one.id for one in speaking),
        echo=tuple(one.id for one in speaking if one.id in repeating),
        perspective=speaking[0].perspective,
        grade=max((GRADE_OF[one.independence] for one in counted), default=0.0),
        size=size_factor(_total(counted) or None, limits.half_weight_at) if counted else 0.0,
    )


def _silence(theme: str, of_kind: Sequence[Source]) -> State:
    looked = {one.looked_at(theme) for one in of_kind if one.n != 0}
    if True in looked:
        return "silent"
    return "not recorded" if None in looked else "not asked"


def _in_scope(theme: str, of_kind: Sequence[Source], speaking: Sequence[Source] = ()) -> list[Source]:
    return [one for one in of_kind if one in speaking or one.looked_at(theme)]


def _total(sources: Iterable[Source]) -> int | None:
    known = [one.n for one in sources if one.n is not None]
    return sum(known) if known else None


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


@attrs.frozen(kw_only=True)
class ThemeResult:
    """What all sources say together on one theme.

    Attributes:
        theme: the theme's id.
        title: its name for people.
        level: triangulated, corroborated, single-source or contested.
        direction: concern or strength; mixed where sources contest it.
        leaning: the side with more weight, which is a concern where both weigh the same.
        sources: the activities that count.
        echo: those that speak and do not count, because they repeat what they are built on.
        reason: why this level, in a sentence.
        cells: what each kind of source says, silence and "not asked" among it.
        agreeing: the kinds of source that count and lean this way clearly.
        perspectives: from where those look.
        concern_weight, strength_weight: the weights on each side. They rank and break ties; they never make a level.
        disagreement: 0 where all lean one way, 1 where both sides weigh the same.
        partial: whether a kind of source is mixed in itself.
        confidence: high, moderate, low or very low, and ``doubts``: a reason for each step down.
        known: whether a plugin gives this theme.
    """

    theme: str
    title: str
    level: Level
    direction: Direction
    leaning: Literal["concern", "strength"]
    sources: tuple[str, ...]
    echo: tuple[str, ...]
    reason: str
    cells: tuple[Cell, ...] = attrs.field(repr=False)
    agreeing: tuple[str, ...]
    perspectives: tuple[str, ...]
    concern_weight: float
    strength_weight: float
    disagreement: float
    partial: bool
    confidence: Confidence
    doubts: tuple[str, ...]
    known: bool = True

    @property
    def concern(self) -> bool:
        """Whether a concern about it is corroborated by kinds of source that differ."""
        return self.direction == "concern" and self.level in ("corroborated", "triangulated")

    @property
    def dissonant(self) -> bool:
        """Whether one kind of source clearly sees a strength where another clearly raises a concern."""
        return {"strength", "concern"} <= {cell.direction for cell in self.cells if cell.counts}

    @property
    def silent(self) -> tuple[str, ...]:
        """The kinds of source that looked at it and said nothing."""
        return tuple(cell.kind for cell in self.cells if cell.state == "silent")

    def cell(self, kind: str) -> Cell | None:
        """Return what one kind of source says, or None where there is no such source."""
        return next((cell for cell in self.cells if cell.kind == kind), None)

    def row(self) -> dict[str, object]:
        """Return the result as a plain row."""
        return {
            "theme": self.theme,
            "title": self.title,
            "level": self.level + (" (+ partial)" if self.partial and self.level != "contested" else ""),
            "direction": self.direction,
            "sources": ", ".join(self.sources),
            "echo": ", ".join(self.echo),
            "confidence": self.confidence,
            "reason": self.reason,
        }


def theme_result(
    theme: str,
    title: str,
    by_source: Mapping[str, Sequence[Statement]],
    sources: Mapping[str, Source],
    kinds: Mapping[str, Sequence[Source]],
    *,
    min_sources: int,
    limits: Thresholds,
    known: bool = True,
) -> ThemeResult:
    """Return what all sources say together on one theme."""
    echo = echoes(by_source, sources, limits.clear)
    cells = tuple(cell_of(theme, kind, of_kind, by_source, echo, limits) for kind, of_kind in kinds.items())
    counted = [cell for cell in cells if cell.counts]
    strength, concern = (_weight_for(side, counted) for side in ("strength", "concern"))
    leaning: Literal["concern", "strength"] = "strength" if strength > concern else "concern"
    disagreement = 2 * min(strength, concern) / (strength + concern) if strength + concern else 0.0
    agreeing = [cell for cell in counted if cell.direction == leaning]
    perspectives = tuple(sorted({cell.perspective for cell in agreeing}))
    partial = any(cell.direction == "mixed" for cell in counted)
    level = _level(disagreement, len(agreeing), len(perspectives), min_sources, limits)
    doubts = tuple(_doubts(agreeing, counted, sources, disagreement, limits))
    return ThemeResult(
        theme=theme,
        title=title,
        level=level,
        direction="mixed" if level == "contested" else leaning,
        leaning=leaning,
        sources=tuple(name for cell in counted for name in cell.sources if name not in echo),
        echo=tuple(sorted(echo)),
        reason=_reason(level, leaning, agreeing, counted, perspectives, echo, min_sources, limits),
        cells=cells,
        agreeing=tuple(cell.kind for cell in agreeing),
        perspectives=perspectives,
        concern_weight=concern,
        strength_weight=strength,
        disagreement=disagreement,
        partial=partial,
        confidence=CONFIDENCE[min(len(doubts), len(CONFIDENCE) - 1)],
        doubts=doubts,
        known=known,
    )


def _weight_for(side: str, counted: Iterable[Cell]) -> float:
    """Return the weight on one side; a kind of source that is mixed gives each side half."""
    share = {side: 1.0, "mixed": 0.5}
    return sum(share.get(cell.direction or "", 0.0) * cell.weight for cell in counted)


def _level(disagreement: float, agreeing: int, perspectives: int, min_sources: int, limits: Thresholds) -> Level:
    """Return the level by whole numbers; weights come in only where sources disagree."""
    if disagreement >= limits.contested_at:
        return "contested"
    if perspectives < limits.perspectives:
        return "single-source"
    if agreeing >= max(limits.triangulated_at, min_sources):
        return "triangulated"
    return "corroborated" if agreeing >= min_sources else "single-source"


def _doubts(
    agreeing: Sequence[Cell],
    counted: Sequence[Cell],
    sources: Mapping[str, Source],
    disagreement: float,
    limits: Thresholds,
) -> Iterable[str]:
    if len(agreeing) <= 1:
        yield "no second kind of source leans this way"
        yield "nobody else bears it out"
    elif len(agreeing) == 2:
        yield "only two kinds of source lean this way"
    if disagreement >= limits.doubt_at:
        yield "sources disagree"
    speaking = [sources[name] for cell in counted for name in cell.sources]
    if max((one.n or 0 for one in speaking), default=0) < limits.enough:
        yield f"no source is known to have looked at {limits.enough} or more"
    if speaking and all(one.independence != "external" for one in speaking):
        yield "no source is from outside"


def _reason(
    level: Level,
    leaning: str,
    agreeing: Sequence[Cell],
    counted: Sequence[Cell],
    perspectives: Sequence[str],
    echo: Mapping[str, frozenset[str]],
    min_sources: int,
    limits: Thresholds,
) -> str:
    told = [_level_told(level, leaning, agreeing, counted, perspectives, min_sources, limits)]
    if level != "contested":
        told += [f"{words(cell.kind)} is mixed in itself" for cell in counted if cell.direction == "mixed"]
        told += [f"{words(cell.kind)} says the opposite" for cell in counted if cell.direction == _other(leaning)]
    told += [
        f"{name} says the same and is built on {' and '.join(sorted(under))}, so it does not count"
        for name, under in sorted(echo.items())
    ]
    return "; ".join(told)


def _other(side: str) -> str:
    return "concern" if side == "strength" else "strength"


def _level_told(
    level: Level,
    leaning: str,
    agreeing: Sequence[Cell],
    counted: Sequence[Cell],
    perspectives: Sequence[str],
    min_sources: int,
    limits: Thresholds,
) -> str:
    if level == "contested" and len(counted) == 1:
        return f"{words(counted[0].kind)} alone speaks, and is mixed in itself"
    if level == "contested":
        return ", ".join(f"{words(cell.kind)}: {cell.direction}" for cell in counted)
    names = " and ".join(words(cell.kind) for cell in agreeing)
    seen = "a strength" if leaning == "strength" else "a concern"
    if level != "single-source":
        return f"{names} agree on {seen}"
    if len(agreeing) >= min_sources and len(perspectives) < limits.perspectives:
        return f"{names} agree on {seen}, but look from one side: {', '.join(perspectives)}"
    if len(agreeing) > 1:
        return f"{names} agree on {seen}, where {min_sources} kinds of source are asked for"
    return f"only {names} sees {seen}" if names else "no kind of source leans clearly"


def words(kind: str) -> str:
    """Return a kind of activity as people write it."""
    return kind.replace("_", " ")


def kinds_of(sources: Iterable[Source]) -> dict[str, list[Source]]:
    """Return sources by kind, kinds in alphabetical order."""
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for one in sources:
        found[one.kind].append(one)
    return {kind: found[kind] for kind in sorted(found)}
