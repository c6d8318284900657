"""Resample files by pattern: how much a coefficient would move had other files of the same kind been read.

Files that were graded alike are interchangeable, so drawing how many of each pattern a resample holds (one multinomial
draw) is the same as drawing the files themselves, however many there are. The draws come from the standard library's
generator with a seed, so every machine gets the same interval; numpy, where it is installed, only adds up faster.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from math import floor, lgamma, log, sqrt
from random import Random

from qaframework.moderation.coefficients import Sums
from qaframework.moderation.estimates import Interval

DRAWS = 2_000
MOST_UNDEFINED = 0.2
"""The share of resamples without a value above which no interval is given."""
_FEW = 400
"""Up to how many files each one is drawn by itself, which is quicker than drawing counts."""


def percentile_interval(
    counts: Sequence[int],
    summaries: Sequence[Sums],
    statistic: Callable[[Sums], float | None],
    *,
    draws: int = DRAWS,
    seed: int | str = 0,
    confidence: float = 0.95,
) -> tuple[Interval | None, float]:
    """Return the percentile interval of a statistic over resampled files, and the share of resamples without a value.

    Args:
        counts: how many files have each pattern.
        summaries: for each pattern, the numbers whose sums over files the statistic is worked out from.
        statistic: from those sums to the coefficient; None where it is not defined.
        draws, seed: how often to resample, and from where to start.
        confidence: of the interval.
    """
    values: list[float] = []
    known: dict[tuple[float, ...], float | None] = {}
    for sums in _sums(counts, summaries, draws, Random(seed)):
        key = tuple(sums)
        if key not in known:
            known[key] = statistic(key)
        value = known[key]
        if value is not None:
            values.append(value)
    undefined = 1 - len(values) / draws
    if not values or undefined > MOST_UNDEFINED:
        return None, undefined
    values.sort()
    tail = (1 - confidence) / 2
    return (_quantile(values, tail), _quantile(values, 1 - tail)), undefined


def _quantile(values: Sequence[float], share: float) -> float:
    place = share * (len(values) - 1)
    below = floor(place)
    above = min(below + 1, len(values) - 1)
    return values[below] + (place - below) * (values[above] - values[below])


def _sums(counts: Sequence[int], summaries: Sequence[Sums], draws: int, random: Random) -> Iterator[Sums]:
    drawn = resamples(counts, draws, random)
    try:
        import numpy
    except ImportError:
        columns = list(zip(*summaries, strict=True))
        for counted in drawn:
            yield [sum(map(float.__mul__, column, counted)) for column in columns]
        return
    yield from (numpy.array(list(drawn)) @ numpy.array(summaries, dtype=float)).tolist()


def resamples(counts: Sequence[int], draws: int, random: Random) -> Iterator[list[float]]:
    """Yield resamples of files: for each, how many files have each pattern."""
    total = sum(counts)
    if total <= _FEW:
        files = random.choices(range(len(counts)), weights=counts, k=total * draws)
        for start in range(0, total * draws, total):
            drawn = [0.0] * len(counts)
            for pattern in files[start : start + total]:
                drawn[pattern] += 1
            yield drawn
        return
    for _ in range(draws):
        left, weight = total, total
        drawn = []
        for count in counts:
            taken = _binomial(left, count / weight, random) if left and weight else 0
            drawn.append(float(taken))
            left -= taken
            weight -= count
        yield drawn


def _binomial(n: int, p: float, random: Random) -> int:
    """Return one draw from a binomial distribution, exactly: by counting waits, or by rejection where that is long.

    The rejection is BTRS of Hörmann (1993), "The generation of binomial random variates".
    """
    if p >= 1:
        return n
    if p > 0.5:
        return n - _binomial(n, 1 - p, random)
    if n * p < 10:
        skip = log(1 - p) if p else 0.0
        if not skip:
            return 0
        reached, successes = 0, -1
        while reached <= n:
            reached += floor(log(1 - random.random()) / skip) + 1
            successes += 1
        return successes
    spread = sqrt(n * p * (1 - p))
    b = 1.15 + 2.53 * spread
    a = -0.0873 + 0.0248 * b + 0.01 * p
    centre = n * p + 0.5
    likely = 0.92 - 4.2 / b
    odds = log(p / (1 - p))
    mode = floor((n + 1) * p)
    peak = lgamma(mode + 1) + lgamma(n - mode + 1)
    alpha = (2.83 + 5.1 / b) * spread
    while True:
        u = random.random() - 0.5
        us = 0.5 - abs(u)
        k = floor((2 * a / us + b) * u + centre)
        if not 0 <= k <= n:
            continue
        v = random.random()
        if us >= 0.07 and v <= likely:
            return k
        if log(v * alpha / (a / (us * us) + b)) <= peak - lgamma(k + 1) - lgamma(n - k + 1) + (k - mode) * odds:
            return k
