"""Where sources did not look, or looked and said nothing; and where two kinds of source stand to each other."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Literal

import attrs

from qaframework.triangulation.cells import Cell
from qaframework.triangulation.convergence import ThemeResult
from qaframework.triangulation.evidence import NO_EVIDENCE
from qaframework.triangulation.sources import Source, words
from qaframework.triangulation.thresholds import Thresholds

Relation = Literal["agreement", "partial", "dissonance", "silence"]


@attrs.frozen(kw_only=True)
class Gap:
    """A place where something could have been seen and was not.

    Attributes:
        theme: the theme.
        kind: silence (a source looked and said nothing, while others speak) or blind spot (no source speaks whose
            word is evidence).
        source: the kind of source that is silent; empty for a blind spot.
        asked_by: the activities that looked at it and said nothing.
        reason: what that means, in a sentence.
        expected: how many findings chance would have brought, where a national share is given.
    """

    theme: str
    kind: Literal["silence", "blind spot"]
    source: str = ""
    asked_by: tuple[str, ...] = ()
    reason: str = ""
    expected: float | None = None

    def row(self) -> dict[str, object]:
        """Return the gap as a plain row."""
        return {
            "theme": self.theme,
            "gap": self.kind,
            "source": words(self.source),
            "asked by": ", ".join(self.asked_by),
            "why": self.reason,
        }


@attrs.frozen(kw_only=True)
class Pair:
    """How two kinds of source stand to each other on one theme.

    Attributes:
        theme: the theme.
        first, second: the two kinds.
        relation: agreement, partial, dissonance or silence (exactly one of them speaks).
    """

    theme: str
    first: str
    second: str
    relation: Relation

    def row(self) -> dict[str, object]:
        """Return the pair as a plain row."""
        return {"theme": self.theme, "first": self.first, "second": self.second, "relation": self.relation}


def silences(result: ThemeResult, kinds: Mapping[str, Sequence[Source]]) -> Iterator[Gap]:
    """Yield each kind of source that looked at a theme and said nothing, while others speak; not asked is not that."""
    for kind in result.silent:
        asked = tuple(one.id for one in kinds[kind] if one.looked_at(result.theme))
        reason = f"{words(kind)} looked at it and said nothing, while {' and '.join(_speaking(result))} speaks"
        yield Gap(theme=result.theme, kind="silence", source=kind, asked_by=asked, reason=reason)


def _speaking(result: ThemeResult) -> list[str]:
    return [words(cell.kind) for cell in result.cells if cell.state == "speaks"]


def blind_spots(
    expected: Iterable[str],
    spoken: Mapping[str, Collection[str]],
    sources: Iterable[Source],
    statements: int,
    national: Mapping[str, float] | None,
    limits: Thresholds,
) -> Iterator[Gap]:
    """Yield each expected theme on which no source speaks whose word is evidence.

    Args:
        expected: the themes a service is expected to know about.
        spoken: the sources that speak on each theme.
        sources: all sources.
        statements: how many statements there are.
        national: for each theme the share of findings elsewhere that are about it. Where it is given, a theme counts
            only when chance would have brought at least ``limits.expected_findings`` (Poisson: none at all is then
            as rare as 5 in 100).
        limits: the thresholds.
    """
    everybody = list(sources)
    for theme in sorted(set(expected)):
        speaking = set(spoken.get(theme, ()))
        if any(one.evidence for one in everybody if one.id in speaking):
            continue
        likely = None if national is None else statements * national.get(theme, 0.0)
        if likely is not None and likely < limits.expected_findings:
            continue
        asked = tuple(one.id for one in everybody if one.looked_at(theme))
        reason = "; ".join(_why_blind([one for one in asked if one not in speaking], sorted(speaking)))
        yield Gap(theme=theme, kind="blind spot", asked_by=asked, reason=reason, expected=likely)


def _why_blind(silent: Sequence[str], peers: Sequence[str]) -> Iterator[str]:
    if peers:
        yield f"only {' and '.join(peers)} speaks of it: {NO_EVIDENCE}"
    if silent:
        yield f"{', '.join(silent)} looked at it and said nothing"
    elif not peers:
        yield "no source is recorded to have looked"


def pairs_of(result: ThemeResult, limits: Thresholds) -> Iterator[Pair]:
    """Yield how each two kinds of source stand to each other on one theme.

    Two that are both silent, or of which one was not asked or does not say what it looked at, are no pair.
    """
    for one, other in itertools.combinations(result.cells, 2):
        relation = relation_of(one, other, limits)
        if relation:
            yield Pair(theme=result.theme, first=one.kind, second=other.kind, relation=relation)


def relation_of(one: Cell, other: Cell, limits: Thresholds) -> Relation | None:
    """Return how two cells of one theme stand to each other; None where one was not asked, or neither speaks."""
    if not {one.state, other.state} <= {"speaks", "silent"} or one.state == other.state == "silent":
        return None
    if one.state != other.state:
        return "silence"
    directions = {one.direction, other.direction}
    if directions == {"strength", "concern"}:
        return "dissonance"
    alike = len(directions) == 1 and "mixed" not in directions
    return "agreement" if alike and _as_prominent(one, other, limits) else "partial"


def _as_prominent(one: Cell, other: Cell, limits: Thresholds) -> bool:
    bins = {prominence(cell.seen, limits) for cell in (one, other)}
    return len(bins - {""}) <= 1


def prominence(seen: float | None, limits: Thresholds) -> str:
    """Return whether few, some or most of those looked at show it; empty where nobody says.

    >>> [prominence(share, Thresholds()) for share in (0.2, 0.4, 0.5, None)]
    ['few', 'some', 'most', '']
    """
    if seen is None:
        return ""
    return "few" if seen < limits.few else "some" if seen < limits.most else "most"


def counted_relations(pairs: Iterable[Pair]) -> dict[str, int]:
    """Return how many pairs agree, agree in part, contradict each other, or of which one is silent."""
    found = Counter(pair.relation for pair in pairs)
    return {name: found[name] for name in ("agreement", "partial", "dissonance", "silence")}
