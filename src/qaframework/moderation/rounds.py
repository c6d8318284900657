"""Two rounds of reviews side by side: what can be said to have changed, and what could not have been seen.

Rounds of thirteen or fourteen cannot show a small change. So the counts come first, a comparison is refused where the
rounds are not alike, and the answer always says how large a change would have had to be to be seen at all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from math import comb
from random import Random

import attrs

from qaframework.errors import UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Activity
from qaframework.moderation.estimates import Estimate
from qaframework.scales import GradingScale
from qaframework.show import html_table, text_table

DRAWS = 4_000
LIKELY = 0.05


@attrs.frozen(kw_only=True, repr=False)
class RoundComparison:
    """Two rounds side by side.

    Attributes:
        first, second: the ids of the rounds.
        labels: the grades of their scale, worst first; empty where the scales differ.
        counts: for each round, how many reviews got each grade, by label, worst first.
        refused: why the rounds cannot be compared; empty where they can.
        superiority: how often a review of the second round, drawn at random, has the higher grade (ties count half),
            with an interval from a Dirichlet(1/2) prior on each round's grades. 0.5 is no difference.
        p: how often chance alone deals grades as unevenly, exact and with ties.
        visible: for the share that meets the standard, the least number in the second round that would have shown a
            rise and the greatest that would have shown a fall; None where no number would.
    """

    first: str
    second: str
    labels: tuple[str, ...]
    counts: tuple[dict[str, int], dict[str, int]]
    refused: tuple[str, ...] = ()
    superiority: Estimate
    p: Estimate
    visible: tuple[int | None, int | None] | None = None

    def rows(self) -> list[dict[str, object]]:
        """Return the grades of both rounds as counts, one row a grade, best first."""
        labels = self.labels or tuple(dict.fromkeys((*self.counts[0], *self.counts[1])))
        return [
            {"grade": label, self.first: self.counts[0].get(label, 0), self.second: self.counts[1].get(label, 0)}
            for label in reversed(labels)
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said, for the group's note or the board."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.refused:
            yield f"{self.first} and {self.second} cannot be compared: {'; '.join(self.refused)}."
            return
        found = self.superiority
        if found.value is None or found.interval is None:
            yield f"{self.first} and {self.second} cannot be compared: {found.reason}."
            return
        low, high = found.interval
        yield (
            f"Draw one review from each round: the later one has the higher grade {found.value:.0%} of the time "
            f"(between {low:.0%} and {high:.0%}; 50% is no difference)."
        )
        if self.p.value is not None:
            chance = "that is what chance looks like" if self.p.value > LIKELY else "chance seldom does that"
            yield f"Dealt at random, grades fall at least as unevenly {self.p.value:.0%} of the time: {chance}."
        if self.visible is not None:
            yield self._visible_sentence(*self.visible)

    def _visible_sentence(self, rise: int | None, fall: int | None) -> str:
        total = sum(self.counts[1].values())
        up = f"at least {rise} of {total}" if rise is not None else f"not even {total} of {total}"
        down = f"at most {fall} of {total}" if fall is not None else f"not even 0 of {total}"
        rises = "would have shown a rise" if rise is not None else "could have shown a rise"
        falls = "a fall" if fall is not None else "could have shown a fall"
        return f"In reviews that meet the standard, {up} {rises}, and {down} {falls}; no smaller change could be seen."

    def __repr__(self) -> str:
        return "\n".join([*self.sentences(), "", text_table(self.rows())])

    def _repr_html_(self) -> str:
        return f"<p>{' '.join(self.sentences())}</p>" + html_table(self.rows(), caption="Reviews by grade")


def compare_rounds(year: Programme, first: str, second: str, *, seed: int | str = 0) -> RoundComparison:
    """Put the grades of two rounds side by side, and say what can be said.

    Refused, with the reason, where the scale, the template or the way children were chosen differs: then a difference
    is between the rounds, not between what practice was and is.

    Args:
        year: the programme.
        first, second: the ids of the rounds, the earlier one first.
        seed: of the draws behind the interval.

    Raises:
        UnknownNameError: there is no such activity.
    """
    activities = {activity.id: activity for activity in year.activities}
    for name in (first, second):
        if name not in activities:
            raise UnknownNameError("activity", name, activities)
    grades = [[review.grade for review in year.reviews if review.activity == name] for name in (first, second)]
    given = [[grade for grade in round_ if grade is not None] for round_ in grades]
    scales = {grade.scale.id: grade.scale for round_ in given for grade in round_}
    refused = tuple(_differences(activities[first], activities[second], scales))
    scale = next(iter(scales.values())) if len(scales) == 1 else None
    labels = tuple(grade.label for grade in reversed(scale.grades)) if scale else ()
    counts = tuple(dict(Counter(str(grade) for grade in round_)) for round_ in given)
    earlier, later = ([count.get(label, 0) for label in labels] for count in counts)
    method = "share of pairs in which the later review is graded higher, ties half; Dirichlet(1/2), 95 % interval"
    exact = "exact permutation test of the rank sum, with ties, two-sided"
    n = len(given[0]) + len(given[1])
    reason = "; ".join(refused) or ("" if all(given) else "a round has no grades")
    if reason:
        superiority, p, visible = Estimate(None, None, n, method, reason), Estimate(None, None, n, exact, reason), None
    else:
        superiority = Estimate(_superiority(earlier, later), _interval(earlier, later, Random(seed)), n, method)
        p = Estimate(rank_sum_test(earlier, later), None, n, exact)
        visible = _visible((earlier, later), scale)
    return RoundComparison(
        first=first,
        second=second,
        labels=labels,
        counts=(counts[0], counts[1]),
        refused=refused,
        superiority=superiority,
        p=p,
        visible=visible,
    )


def _differences(one: Activity, other: Activity, scales: dict[str, GradingScale]) -> Iterator[str]:
    if len(scales) > 1:
        titles = " and ".join(repr(scales[name].title) for name in sorted(scales))
        yield f"they are graded on different scales ({titles})"
    if (one.template or "") != (other.template or ""):
        yield "they were made with different templates"
    if _folded(one.sampling) != _folded(other.sampling):
        yield "children were chosen in different ways"


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _superiority(first: Sequence[float], second: Sequence[float]) -> float:
    pairs = sum(first) * sum(second)
    higher = sum(second[b] * (sum(first[:b]) + first[b] / 2) for b in range(len(second)))
    return higher / pairs


def _interval(first: Sequence[int], second: Sequence[int], random: Random) -> tuple[float, float]:
    def drawn(counts: Sequence[int]) -> list[float]:
        weights = [random.gammavariate(count + 0.5, 1) for count in counts]
        return [weight / sum(weights) for weight in weights]

    values = sorted(_superiority(drawn(first), drawn(second)) for _ in range(DRAWS))
    return values[round(0.025 * (DRAWS - 1))], values[round(0.975 * (DRAWS - 1))]


def rank_sum_test(first: Sequence[int], second: Sequence[int]) -> float:
    """Return the exact two-sided p of the rank-sum test of two rounds of ordered grades, ties given their mid-rank.

    Every way of dealing the grades into two rounds of these sizes counts once; p is the share of them whose rank sum
    lies at least as far from the middle.

    Args:
        first, second: how many reviews got each grade, worst first.

    >>> rank_sum_test([3, 0], [0, 3])
    0.1
    """
    size, pooled = sum(first), [one + other for one, other in zip(first, second, strict=True)]
    total = sum(pooled)
    ways: dict[tuple[int, int], int] = {(0, 0): 1}
    below = observed = 0
    for count, taken in zip(pooled, first, strict=True):
        rank = 2 * below + count + 1
        observed += taken * rank
        further: dict[tuple[int, int], int] = {}
        for (dealt, ranks), many in ways.items():
            for more in range(min(count, size - dealt) + 1):
                key = (dealt + more, ranks + more * rank)
                further[key] = further.get(key, 0) + many * comb(count, more)
        ways = further
        below += count
    middle = size * (total + 1)
    far = abs(observed - middle)
    extreme = sum(many for (dealt, ranks), many in ways.items() if dealt == size and abs(ranks - middle) >= far)
    return float(extreme / comb(total, size))


def _visible(tables: Sequence[Sequence[int]], scale: GradingScale | None) -> tuple[int | None, int | None] | None:
    if scale is None or any(grade.meets is None for grade in scale.grades):
        return None
    meets = [grade.meets for grade in reversed(scale.grades)]
    met = [sum(count for count, good in zip(table, meets, strict=True) if good) for table in tables]
    sizes = [sum(table) for table in tables]
    shown = [k for k in range(sizes[1] + 1) if rank_sum_test([sizes[0] - met[0], met[0]], [sizes[1] - k, k]) <= LIKELY]
    rises = [k for k in shown if k * sizes[0] > met[0] * sizes[1]]
    falls = [k for k in shown if k * sizes[0] < met[0] * sizes[1]]
    return min(rises, default=None), max(falls, default=None)
