"""Exact tests for small numbers: nothing here is an approximation that needs a large sample."""

from __future__ import annotations

import math
from collections.abc import Iterable

NEGLIGIBLE = 1e-15
"""A chance this small, beside the likeliest outcome, is left out of a sum."""


def stratified_test(found: int, rounds: Iterable[tuple[int, int, int]]) -> float:
    """Return how often chance alone would give one reader a number as far out as this (exact, two-sided).

    Each round's reviews are taken as fixed and dealt to its readers at random, so a reader who had the harder round is
    compared with the others of that round only. With one round this is Fisher's exact test.

    Args:
        found: how many of the reader's reviews have the property, over all rounds.
        rounds: for each round, how many reviews were the reader's, how many of all its reviews have the property, and
            how many reviews it had.

    >>> round(stratified_test(1, [(8, 9, 16)]), 4)
    0.0014
    """
    start, chances = 0, [1.0]
    for drawn, marked, total in rounds:
        low, more = _hypergeometric(drawn, marked, total)
        start, chances = _trimmed(start + low, _sum_of(chances, more))
    place = found - start
    observed = chances[place] if 0 <= place < len(chances) else 0.0
    return min(1.0, math.fsum(chance for chance in chances if chance <= observed * (1 + 1e-7)))


def told(chance: float) -> str:
    """Return a chance as a message shows it.

    >>> told(0.03125), told(0.00001)
    ('p = 0.031', 'p < 0.001')
    """
    return "p < 0.001" if chance < 0.001 else f"p = {chance:.3f}"


def _hypergeometric(drawn: int, marked: int, total: int) -> tuple[int, list[float]]:
    """Return the least number of marked ones that can be among those drawn, and the chance of each number from there.

    Each chance follows from its neighbour's, from the likeliest outwards: large rounds need no huge binomials.
    """
    low, high = max(0, drawn + marked - total), min(drawn, marked)
    peak = min(high, max(low, (drawn + 1) * (marked + 1) // (total + 2)))
    weights = {peak: 1.0}
    for k in range(peak, high):
        weights[k + 1] = weights[k] * (marked - k) * (drawn - k) / ((k + 1) * (total - marked - drawn + k + 1))
    for k in range(peak, low, -1):
        weights[k - 1] = weights[k] * k * (total - marked - drawn + k) / ((marked - k + 1) * (drawn - k + 1))
    whole = math.fsum(weights.values())
    return _trimmed(low, [weights[k] / whole for k in range(low, high + 1)])


def _sum_of(one: list[float], other: list[float]) -> list[float]:
    """Return the chances of the sum of two numbers whose chances are given."""
    total = [0.0] * (len(one) + len(other) - 1)
    for i, chance in enumerate(one):
        for j, more in enumerate(other):
            total[i + j] += chance * more
    return total


def _trimmed(start: int, chances: list[float]) -> tuple[int, list[float]]:
    least = max(chances) * NEGLIGIBLE
    kept = [place for place, chance in enumerate(chances) if chance > least]
    return start + kept[0], chances[kept[0] : kept[-1] + 1]
