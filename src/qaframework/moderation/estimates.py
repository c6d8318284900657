"""Small samples, told exactly: estimates with their intervals, and what a sample can and cannot rule out.

Everything here is exact or closed-form and uses the standard library only.
"""

from __future__ import annotations

from fractions import Fraction
from math import comb, sqrt
from statistics import NormalDist

import attrs

Interval = tuple[float, float]


@attrs.frozen
class Estimate:
    """A number worked out from a sample.

    Attributes:
        value: the number; None where it cannot be worked out.
        interval: where it may lie, at the confidence that ``method`` names; None where none can be given.
        n: how many files, or answers, it rests on.
        method: how it was worked out.
        reason: why there is no value or no interval, or what to be careful about.
    """

    value: float | None
    interval: Interval | None
    n: int
    method: str
    reason: str = ""

    def __str__(self) -> str:
        if self.value is None:
            return f"cannot be worked out: {self.reason}"
        between = f", between {self.interval[0]:.2f} and {self.interval[1]:.2f}" if self.interval else ""
        return f"{self.value:.2f}{between} (n = {self.n})"


def wilson(successes: int, n: int, confidence: float = 0.95) -> Interval:
    """Return Wilson's score interval of a share (Wilson 1927), which keeps its promise at small n.

    Raises:
        ValueError: there are no trials, or more successes than trials.

    >>> low, high = wilson(10, 13)
    >>> round(low, 2), round(high, 2)
    (0.5, 0.92)
    """
    if not 0 <= successes <= n or n == 0:
        raise ValueError("a share needs at least one trial, and no more successes than trials")
    z = NormalDist().inv_cdf((1 + confidence) / 2)
    share = successes / n
    middle = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low = 0.0 if successes == 0 else (middle - reach) / scale
    high = 1.0 if successes == n else (middle + reach) / scale
    return max(0.0, low), min(1.0, high)


def difference_interval(earlier: tuple[int, int], later: tuple[int, int], confidence: float = 0.95) -> Interval:
    """Return the interval of how far a share rose from one group of people to another: Newcombe's hybrid score.

    Method 10 of Newcombe 1998 (Statistics in Medicine 17, 873-890), which joins two Wilson intervals. The two groups
    are taken to be different people; where many answered both times, it is somewhat too wide.

    Args:
        earlier, later: successes and trials of each, such as ``(48, 80)``.
        confidence: how sure to be.

    Raises:
        ValueError: there are no trials, or more successes than trials.

    >>> low, high = difference_interval((48, 80), (56, 70))
    >>> round(low, 4), round(high, 4)
    (0.0524, 0.3339)
    """
    (low_before, high_before), (low_after, high_after) = wilson(*earlier, confidence), wilson(*later, confidence)
    before, after = earlier[0] / earlier[1], later[0] / later[1]
    low = after - before - sqrt((after - low_after) ** 2 + (high_before - before) ** 2)
    high = after - before + sqrt((high_after - after) ** 2 + (before - low_before) ** 2)
    return max(-1.0, low), min(1.0, high)


def sign_test(up: int, down: int) -> float:
    """Return the exact two-sided p of a sign test: how often chance alone is at least as one-sided.

    >>> sign_test(2, 1), sign_test(0, 6)
    (1.0, 0.03125)
    """
    n, most = up + down, max(up, down)
    if n == 0:
        return 1.0
    tail = sum(comb(n, k) for k in range(most, n + 1))
    return min(1.0, tail / (1 << (n - 1)))


def upper_bound_wrong(total: int, *, read: int, changed: int, confidence: float = 0.95) -> int:
    """Return how many of all files could still be mis-graded, at most, after some of them were read again.

    Exact, from the hypergeometric: the largest number of wrong files in the round with which finding so few in a random
    sample of this size is not yet less likely than ``1 - confidence``.

    Args:
        total: how many files the round has.
        read: how many of them were drawn at random and read again.
        changed: how many of those changed their grade.
        confidence: how sure to be.

    Raises:
        ValueError: the numbers cannot be: more read than there are, or more changed than read.

    >>> upper_bound_wrong(13, read=4, changed=0)
    5
    """
    if not 0 <= changed <= read <= total or not 0 < confidence < 1:
        raise ValueError("no more files can change than were read, nor be read than there are; confidence is below 1")
    level = 1 - Fraction(str(confidence))
    for wrong in range(total - (read - changed), changed, -1):
        if _chance_of_at_most(changed, wrong, total, read) > level:
            return wrong
    return changed


def _chance_of_at_most(found: int, wrong: int, total: int, read: int) -> Fraction:
    ways = sum(comb(wrong, k) * comb(total - wrong, read - k) for k in range(found + 1))
    return Fraction(ways, comb(total, read))


def sample_size(total: int, *, wrong: float = 0.10, confidence: float = 0.95) -> int:
    """Return how many files to read again so that, if none changes, fewer than this share can be mis-graded.

    Exact, from the hypergeometric. With small rounds it is most of them: a sample of two or three says almost nothing.

    Args:
        total: how many files the round has.
        wrong: the share to rule out.
        confidence: how sure to be.

    Raises:
        ValueError: there are no files, or the share is no share.

    >>> sample_size(13, wrong=0.10, confidence=0.95)
    10
    """
    if total < 1 or not 0 < wrong <= 1 or not 0 < confidence < 1:
        raise ValueError("a round has at least one file; the share and the confidence lie between 0 and 1")
    share = Fraction(str(wrong))
    least = max(1, -(-share.numerator * total // share.denominator))
    level = 1 - Fraction(str(confidence))
    return next(n for n in range(1, total + 1) if _chance_of_at_most(0, least, total, n) <= level)
