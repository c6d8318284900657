"""Coefficients of agreement, from their formulas, over sums of grade counts.

Every one of them is worked out from sums over files, and a file adds to the sums only through its pattern: how often
each grade was given to it. Few patterns exist (with four grades and five readers at most 126), so a hundred thousand
files are added up as quickly as a hundred, and a resample of the files is a resample of the pattern counts.

Sources: Krippendorff (2011), "Computing Krippendorff's alpha-reliability"; Gwet (2008, 2014) for AC1 and AC2; Fleiss
(1971); Cohen (1960, 1968).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from itertools import accumulate, combinations
from typing import Generic, Literal, TypeVar

import attrs

Metric = Literal["nominal", "ordinal", "interval"]
Weights = Literal["identity", "linear", "quadratic"]
Table = Sequence[Sequence[float]]
Sums = Sequence[float]
Pattern = tuple[int, ...]
"""How often each grade, worst first, was given to one file."""

P = TypeVar("P", bound=Hashable)


@attrs.frozen
class Coefficient(Generic[P]):
    """A coefficient of agreement.

    Attributes:
        name: what it is called.
        summarise: what one file adds to the sums, from its pattern.
        finish: the coefficient, from the sums over all files; None where it is not defined.
    """

    name: str
    summarise: Callable[[P], Sums]
    finish: Callable[[Sums], float | None]

    def of(self, files: Mapping[P, float]) -> float | None:
        """Return the coefficient of files counted by pattern, or None where it is not defined."""
        summaries = [(count, self.summarise(pattern)) for pattern, count in files.items()]
        if not summaries:
            return None
        return self.finish([sum(count * each[i] for count, each in summaries) for i in range(len(summaries[0][1]))])


def weight_table(weights: Weights, grades: int) -> Table:
    """Return how much two grades agree: 1 for the same, less the further apart they are on the declared scale."""
    span = max(grades - 1, 1)

    def weight(one: int, other: int) -> float:
        apart = abs(one - other) / span
        if weights == "identity":
            return float(one == other)
        return 1 - (apart if weights == "linear" else apart * apart)

    return [[weight(one, other) for other in range(grades)] for one in range(grades)]


def alpha(grades: int, metric: Metric = "ordinal") -> Coefficient[Pattern]:
    """Return Krippendorff's alpha with his own metric. Files read only once say nothing and are left out, as he does.

    >>> alpha(2, "nominal").of({(2, 0): 1, (0, 2): 1}), alpha(2, "nominal").of({(2, 0): 5})
    (1.0, None)
    """
    pairs = list(combinations(range(grades), 2))

    def summarise(pattern: Pattern) -> Sums:
        readings = sum(pattern)
        if readings < 2:
            return [0.0] * (grades + len(pairs))
        return [*map(float, pattern), *(pattern[a] * pattern[b] / (readings - 1) for a, b in pairs)]

    def finish(sums: Sums) -> float | None:
        middle = _middles(sums[:grades], metric)
        observed = expected = 0.0
        for seen, (a, b) in zip(sums[grades:], pairs, strict=True):
            apart = 1.0 if metric == "nominal" else (middle[a] - middle[b]) ** 2
            observed += seen * apart
            expected += sums[a] * sums[b] * apart
        return 1 - (sum(sums[:grades]) - 1) * observed / expected if expected else None

    return Coefficient(f"Krippendorff's alpha, {metric}", summarise, finish)


def _middles(given: Sums, metric: Metric) -> Sums:
    """Return where each grade lies: by rank or, for ordinal, by how many grades given lie between them."""
    if metric == "ordinal":
        return [upto - count / 2 for upto, count in zip(accumulate(given), given, strict=True)]
    return range(len(given))


def gwet(weights: Table, name: str) -> Coefficient[Pattern]:
    """Return Gwet's AC1 (identity weights) or AC2 (others)."""
    grades = len(weights)
    spread = sum(map(sum, weights)) / (grades * (grades - 1)) if grades > 1 else 0.0
    return _beyond_luck(weights, name, lambda shares: spread * sum(share * (1 - share) for share in shares))


def fleiss(weights: Table) -> Coefficient[Pattern]:
    """Return Fleiss' kappa, in the form that allows a different number of readers from file to file."""

    def luck(shares: Sums) -> float:
        return sum(one * other * weights[a][b] for a, one in enumerate(shares) for b, other in enumerate(shares))

    return _beyond_luck(weights, "Fleiss' kappa", luck)


def _beyond_luck(weights: Table, name: str, luck: Callable[[Sums], float]) -> Coefficient[Pattern]:
    """Return (observed - luck) / (1 - luck), the form that AC1, AC2 and Fleiss' kappa share.

    Files read once count towards how often each grade is given, as in Gwet (2014); agreement itself is of the files
    read at least twice.
    """
    grades = range(len(weights))

    def summarise(pattern: Pattern) -> Sums:
        readings = sum(pattern)
        shares = [times / readings if readings else 0.0 for times in pattern]
        if readings < 2:
            return [float(readings > 0), 0.0, 0.0, *shares]
        agreeing = sum(pattern[a] * (pattern[b] - (a == b)) * weights[a][b] for a in grades for b in grades)
        return [1.0, 1.0, agreeing / (readings * (readings - 1)), *shares]

    def finish(sums: Sums) -> float | None:
        files, twice, observed, *shares = sums
        if not twice:
            return None
        expected = luck([share / files for share in shares])
        return _beyond(observed / twice, expected)

    return Coefficient(name, summarise, finish)


def _beyond(observed: float, expected: float) -> float | None:
    return None if abs(1 - expected) < 1e-12 else (observed - expected) / (1 - expected)


def cohen(weights: Table, name: str) -> Coefficient[tuple[int, int]]:
    """Return Cohen's weighted kappa of two fixed readers; a pattern is the first reader's grade and the second's."""
    grades = range(len(weights))

    def summarise(pattern: tuple[int, int]) -> Sums:
        one, other = pattern
        return [weights[one][other], *(float(one == g) for g in grades), *(float(other == g) for g in grades)]

    def finish(sums: Sums) -> float | None:
        files = sum(sums[1 : 1 + len(weights)])
        if not files:
            return None
        first, second = sums[1 : 1 + len(weights)], sums[1 + len(weights) :]
        expected = sum(first[a] * second[b] * weights[a][b] for a in grades for b in grades) / files**2
        return _beyond(sums[0] / files, expected)

    return Coefficient(name, summarise, finish)
