"""What a rounded percentage says about the counts behind it, and what it gives away."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil, floor

MOST = 60
"""Up to how many answers are tried where it is not known how many there were: about the children of a small authority
who are in care or have left it."""


def counts_that_fit(share: float, answered: int) -> range:
    """Return the counts of a total that round to a share, going by the decimals the share was written with.

    A share is taken to be rounded to whole percent at least, halves either way.

    >>> [*counts_that_fit(0.91, 53)], [*counts_that_fit(0.91, 10)], [*counts_that_fit(0.5, 300)]
    ([48], [], [149, 150, 151])
    """
    reach = _rounding(share)
    least, most = ceil((share - reach) * answered), floor((share + reach) * answered)
    return range(max(0, least), min(answered, most) + 1) if answered > 0 else range(0)


def totals_that_fit(shares: Iterable[float], most: int = MOST) -> tuple[int, ...]:
    """Return every total of which all the shares can be counts, up to the greatest there may be.

    Where only one or two fit, the percentages have told how many people answered, and so how many said no.

    Args:
        shares: what the same people answered to several questions.
        most: the greatest total to try.

    >>> totals_that_fit([0.91, 0.83, 0.81, 0.75])
    (53,)
    """
    given = sorted(set(shares))
    return tuple(total for total in range(1, most + 1) if all(counts_that_fit(share, total) for share in given))


def _rounding(share: float) -> float:
    """Return how far a share may lie from the true one, going by the decimals it was written with; whole percent least.

    >>> _rounding(0.91), _rounding(0.667)
    (0.005000001, 0.000500001)
    """
    places = next((n for n in range(2, 9) if abs(share * 10**n - round(share * 10**n)) < 1e-6), 9)
    return round(0.5 * 0.1**places + 1e-9, 12)


def same_share(one: float, other: float) -> bool:
    """Return whether two shares can be the same, one of them rounded more than the other.

    >>> same_share(0.53, 8 / 15), same_share(0.53, 0.54)
    (True, False)
    """
    return abs(one - other) <= max(_rounding(one), _rounding(other))


def percent(share: float) -> str:
    """Return a share as people write it, with no more decimals than it has.

    >>> percent(0.91), percent(0.667), percent(1.0)
    ('91%', '66.7%', '100%')
    """
    return f"{share * 100:.4g}%"
