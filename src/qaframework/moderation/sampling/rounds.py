"""How to share a year's reviews out: few large rounds or many small ones, and what one of each can say by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from qaframework.errors import SettingsError
from qaframework.model.programme import Programme
from qaframework.moderation.estimates import upper_bound_wrong, wilson
from qaframework.moderation.sampling.plan import FEW
from qaframework.show import counted, html_table, text_table


@attrs.frozen(kw_only=True)
class RoundSize:
    """One way to share a year's reviews out over rounds.

    Attributes:
        rounds: how many rounds a year.
        least, most: how many reviews a round has.
        unseen: with nothing weak in a round that was drawn at random, how many weak ones there could still be at most
            among all who could be reviewed; None where that number is not known.
        met: how many of a round would meet the standard at the share assumed.
        interval: Wilson's interval around that, as shares.
    """

    rounds: int
    least: int
    most: int
    unseen: int | None
    met: int
    interval: tuple[float, float]

    @property
    def width(self) -> int:
        """How wide the interval is, in points of a hundred."""
        low, high = self.interval
        return round((high - low) * 100)

    @property
    def cumulative(self) -> bool:
        """Whether its rounds are too small for a share of their own, and are read together."""
        return self.least < FEW


@attrs.frozen(kw_only=True, repr=False)
class RoundsPlan:
    """Few large rounds beside many small ones.

    Attributes:
        per_year: how many reviews a year.
        ways: the ways to share them out.
        population: how many could be reviewed; None where that is not known.
        assumed: the share that meets the standard, with which the intervals are worked out, and where it is from.
    """

    per_year: int
    ways: tuple[RoundSize, ...]
    population: int | None
    assumed: tuple[float, str]

    def rows(self) -> list[dict[str, Any]]:
        """Return one row for each way."""
        return [
            {
                "rounds a year": way.rounds,
                "reviews a round": f"{way.least}" if way.least == way.most else f"{way.least} or {way.most}",
                "no weak one found, yet at most": "not known"
                if way.unseen is None
                else f"{way.unseen} of {self.population}",
                "standard met in": f"{way.met} of {way.least}",
                "true rate between": f"{way.interval[0]:.0%} and {way.interval[1]:.0%}",
                "width in points": way.width,
                "read": "cumulatively" if way.cumulative else "by itself",
            }
            for way in self.ways
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what the choice changes, and what it does not."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        first, last = self.ways[0], self.ways[-1]
        yield (
            f"{self.per_year} reviews a year say the same about the year however they are shared out, as long as "
            "rounds are read together."
        )
        yield (
            f"What changes is what one round says by itself: with {counted(first.rounds, 'round')} the interval is "
            f"{first.width} points wide, with {counted(last.rounds, 'round')} it is {last.width}."
        )
        if self.population is None:
            yield "How many children could be reviewed is not recorded, so no round's reach can be worked out."
        if last.cumulative:
            small = ", ".join(str(way.rounds) for way in self.ways if way.cumulative)
            yield (
                f"Rounds under {FEW} reviews ({small} a year) get no percentage: read them cumulatively, the last "
                "twelve months together."
            )
            yield (
                "With small rounds keep one anchor in each and have the same reviewers share files across rounds, or "
                "they cannot be compared; small counts point to children, so publish the year and not the round."
            )
        yield f"The intervals assume that {self.assumed[0]:.0%} meet the standard: {self.assumed[1]}."

    def __repr__(self) -> str:
        return "\n".join([*self.sentences(), "", text_table(self.rows())])

    def _repr_html_(self) -> str:
        return f"<p>{' '.join(self.sentences())}</p>" + html_table(
            self.rows(), caption=f"{self.per_year} reviews a year"
        )


def plan_rounds(year: Programme, per_year: int = 30, *, population: int | None = None) -> RoundsPlan:
    """Compare few large rounds with many small ones.

    Args:
        year: the records; the share that meets the standard and the number who could be reviewed are taken from them.
        per_year: how many reviews a year can be done.
        population: how many could be reviewed; None for the largest number a round of the year states, or else the
            number of children recorded.

    Raises:
        SettingsError: fewer than one review a year, or fewer who could be reviewed than none.
    """
    if per_year < 1 or (population is not None and population < 1):
        raise SettingsError("reviews a year, and those who could be reviewed, are at least 1")
    stated = [one.population for one in year.activities if one.kind == "practice_reviews" and one.population]
    known = population or max(stated, default=0) or len(year.children) or None
    assumed = _assumed(year)
    ways = tuple(_way(per_year, rounds, known, assumed[0]) for rounds in (1, 2, 3, 4, 6, 12) if rounds <= per_year)
    return RoundsPlan(per_year=per_year, ways=ways, population=known, assumed=assumed)


def _assumed(year: Programme) -> tuple[float, str]:
    kinds = {activity.id: activity.kind for activity in year.activities}
    rounds = (one for one in year.reviews if kinds.get(one.activity, "practice_reviews") == "practice_reviews")
    graded = [review.grade for review in rounds if review.grade is not None and review.grade.meets is not None]
    if not graded:
        return 0.5, "no review has a grade with a declared standard, and at one half the interval is widest"
    met = sum(grade.meets is True for grade in graded)
    return met / len(graded), f"{met} of {len(graded)} reviews did"


def _way(per_year: int, rounds: int, population: int | None, share: float) -> RoundSize:
    least = per_year // rounds
    met = round(share * least)
    unseen = None if population is None else upper_bound_wrong(population, read=min(least, population), changed=0)
    return RoundSize(
        rounds=rounds,
        least=least,
        most=-(-per_year // rounds),
        unseen=unseen,
        met=met,
        interval=wilson(met, least),
    )
