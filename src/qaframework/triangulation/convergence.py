"""Convergence: which kinds of source speak on a theme, which way, and how far they agree.

The steps are those of the triangulation protocol (Farmer et al. 2006, Qualitative Health Research 16:377; O'Cathain,
Murphy and Nicholl, BMJ 2010;341:c4587): agreement, partial agreement, silence and dissonance. Dissonance is
information, not failure. Confidence goes down by steps as in GRADE-CERQual. Levels come with their reason, and nothing
is added up into a score: CQC gave up scoring evidence categories.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

import attrs

from qaframework.model.records import Direction
from qaframework.triangulation.cells import Cell, cell_of, echoes
from qaframework.triangulation.evidence import NO_EVIDENCE, Statement
from qaframework.triangulation.sources import Source, words
from qaframework.triangulation.thresholds import Thresholds

Level = Literal["triangulated", "corroborated", "single-source", "contested"]
Confidence = Literal["high", "moderate", "low", "very low"]

CONFIDENCE: tuple[Confidence, ...] = ("high", "moderate", "low", "very low")

WORDS_OF_A_COPY = 5
"""From how many words on two sources hardly say the same by chance."""


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
            "reason": self.reason,
            "confidence": self.confidence,
            "doubts": "; ".join(self.doubts),
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
    evidence = {name: said for name, said in by_source.items() if sources[name].evidence}
    echo = echoes(evidence, sources, limits.clear)
    cells = tuple(cell_of(theme, kind, of_kind, by_source, echo, limits) for kind, of_kind in kinds.items())
    counted = [cell for cell in cells if cell.counts]
    strength, concern = (_weight_for(side, counted) for side in ("strength", "concern"))
    leaning: Literal["concern", "strength"] = "strength" if strength > concern else "concern"
    disagreement = 2 * min(strength, concern) / (strength + concern) if strength + concern else 0.0
    agreeing = [cell for cell in counted if cell.direction == leaning]
    perspectives = tuple(sorted({cell.perspective for cell in agreeing}))
    partial = any(cell.direction == "mixed" for cell in counted)
    level = _level(disagreement, len(agreeing), len(perspectives), min_sources, limits)
    doubts = (
        *_doubts(agreeing, counted, sources, disagreement, limits),
        *_doubts_about_independence(agreeing, by_source, sources, limits),
    )
    return ThemeResult(
        theme=theme,
        title=title,
        level=level,
        direction="mixed" if level == "contested" else leaning,
        leaning=leaning,
        sources=tuple(name for cell in counted for name in cell.sources if name not in echo),
        echo=tuple(sorted(echo)),
        reason=_reason(level, leaning, agreeing, cells, perspectives, echo, min_sources, limits),
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
        yield "only one kind of source leans this way" if agreeing else "no kind of source leans clearly"
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


def _doubts_about_independence(
    agreeing: Sequence[Cell],
    by_source: Mapping[str, Sequence[Statement]],
    sources: Mapping[str, Source],
    limits: Thresholds,
) -> Iterable[str]:
    """Yield why kinds of source that agree may be fewer views than they look."""
    heard = {cell.kind: [name for name in cell.sources if name not in cell.echo] for cell in agreeing}
    if len(heard) < 2:
        return
    said = [(kind, one) for kind, names in heard.items() for name in names for one in by_source[name]]
    if all(one.about_a_child for _, one in said) and len({one.child for _, one in said}) == 1:
        yield "all of it is about one child"
    copies: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for kind, one in said:
        if len(one.point.split()) >= WORDS_OF_A_COPY:
            copies[one.point].setdefault(kind, one.id)
    for ids in sorted(tuple(sorted(found.values())) for found in copies.values() if len(found) > 1):
        yield f"{' and '.join(ids)} are in the same words: is one taken from the other?"
    days = {kind: [sources[name].day for name in names] for kind, names in heard.items()}
    between = [abs(a - b).days for one, other in itertools.combinations(days.values(), 2) for a in one for b in other]
    if min(between) > limits.apart_days:
        yield f"they lie {min(between)} days apart"


def _reason(
    level: Level,
    leaning: str,
    agreeing: Sequence[Cell],
    cells: Sequence[Cell],
    perspectives: Sequence[str],
    echo: Mapping[str, frozenset[str]],
    min_sources: int,
    limits: Thresholds,
) -> str:
    counted = [cell for cell in cells if cell.counts]
    told = [_level_told(level, leaning, agreeing, counted, perspectives, min_sources, limits)]
    if level != "contested":
        told += [f"{words(cell.kind)} is mixed in itself" for cell in counted if cell.direction == "mixed"]
        told += [f"{words(cell.kind)} says the opposite" for cell in counted if cell.direction == _other(leaning)]
    told += [
        f"{name} says the same and is built on {' and '.join(sorted(under))}, so it does not count"
        for name, under in sorted(echo.items())
    ]
    told += [
        f"{words(cell.kind)} is heard ({cell.direction}) and does not count: {NO_EVIDENCE}"
        for cell in cells
        if not cell.evidence
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
