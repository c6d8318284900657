"""Whether a reviewer and a moderator give the same grade, and which way they differ."""

from __future__ import annotations

from collections.abc import Iterable

from qaframework import Activity, Context, Grade, Messages, Review, Reviewer, not_applicable, rule, sign_test
from qaframework.defaults.exact_tests import told
from qaframework.defaults.rounds import NO_REVIEWS, graded_twice, of_children

_TOLERANCE = "NCFE, moderation: out of tolerance, widen the sample; the numbers are qaframework defaults"


def _twice(same: int, lower: int = 0, much_lower: int = 0) -> dict[str, object]:
    """Return a round of Outstanding reviews read again: so many with the same grade, one lower, and two lower."""
    second = ["Outstanding"] * same + ["Good"] * lower + ["Requires improvement"] * much_lower
    return {
        "activities": {},
        "reviews": [{"overall": "Outstanding"}] * len(second),
        "readings": [{"review": f"R{n}", "overall": grade} for n, grade in enumerate(second, start=1)],
    }


@rule(
    "agreement",
    severity="query",
    source=_TOLERANCE,
    ok=(_twice(same=7, lower=3), _twice(same=19, much_lower=1)),
    flagged=(_twice(same=6, lower=4), _twice(same=9, much_lower=1)),
    not_applicable=(_twice(same=0, lower=9), {"activities": {}, "reviews": [{}] * 13}, {"activities": {}}),
)
def agreement(
    activity: Activity, context: Context, *, exact: float = 0.7, adjacent: float = 0.95, reviews: int = 10
) -> Messages:
    """Reviewer and moderator mostly give the same grade, and hardly ever one two grades away.

    Read more of this round again before it is signed off, and talk the differences through: where do two people read
    the same words of the standard differently? The counts say how often, never who was right.
    """
    held = of_children(activity, context)
    if not held:
        return not_applicable(NO_REVIEWS)
    pairs, apart = _pairs(held, context)
    if len(pairs) < reviews:
        return not_applicable(f"too few to say ({len(pairs)} of {reviews}{apart})")
    steps = [first.steps_from(second) for first, second in pairs]
    same, near = steps.count(0), sum(step <= 1 for step in steps)
    if same / len(steps) < exact:
        yield f"{same} of {len(steps)} reviews read again got the same grade; at least {exact:.0%} asked for"
    if near / len(steps) < adjacent:
        yield f"{near} of {len(steps)} reviews read again were within one grade; at least {adjacent:.0%} asked for"


_ONE_WAY = "Innovate Services, moderation of councils' own audits: graded too high; the test is a qaframework default"


@rule(
    "round-shift",
    severity="query",
    source=_ONE_WAY,
    ok={
        **_twice(same=0, lower=3),
        "reviews": [{"overall": "Good"}] * 6,
        "readings": [{"review": f"R{n}", "overall": "Outstanding" if n % 2 else "Inadequate"} for n in range(1, 7)],
    },
    flagged=_twice(same=4, lower=6),
    not_applicable=(_twice(same=8, lower=5), {"activities": {}}),
)
def round_shift(activity: Activity, context: Context, *, changes: int = 6, p: float = 0.05) -> Messages:
    """Where a moderator changes the grades of a round, some go up and some go down.

    Grades that nearly all move one way are a pattern, not chance. Talk it through with the reviewers and moderators
    together: either may be the one who reads the standard too kindly or too strictly.
    """
    reviews = of_children(activity, context)
    if not reviews:
        return not_applicable(NO_REVIEWS)
    return (yield from _one_way(reviews, context, changes, p))


@rule(
    "reviewer-shift",
    severity="query",
    source=_ONE_WAY,
    ok={
        "reviews": [{"overall": "Good"}] * 6,
        "readings": [{"review": f"R{n}", "overall": "Outstanding" if n % 2 else "Inadequate"} for n in range(1, 7)],
    },
    flagged=_twice(same=4, lower=6),
    not_applicable=_twice(same=8, lower=5),
)
def reviewer_shift(reviewer: Reviewer, context: Context, *, changes: int = 6, p: float = 0.05) -> Messages:
    """Where moderators change one reviewer's grades, some go up and some go down.

    Something to discuss with the reviewer in private, not a fault: harder work, another reading of the standard, or a
    moderator's habit can all be the reason. Look at two or three of the changed reviews together.
    """
    return (yield from _one_way(reviewer.reviews, context, changes, p))


def _one_way(reviews: Iterable[Review], context: Context, changes: int, p: float) -> Messages:
    pairs, apart = _pairs(reviews, context)
    up = sum(second > first for first, second in pairs)
    down = sum(second < first for first, second in pairs)
    if up + down < changes:
        return not_applicable(f"too few changed grades to say ({up + down} of {changes}{apart})")
    chance = sign_test(up, down)
    if chance < p:
        yield (
            f"of {len(pairs)} reviews read again, moderators raised {up} and lowered {down}; "
            f"chance alone would rarely be so one-sided (exact sign test, {told(chance)})"
        )


def _pairs(reviews: Iterable[Review], context: Context) -> tuple[list[tuple[Grade, Grade]], str]:
    """Return the pairs of grades that are on one scale, and in words how many were left out because they are not."""
    every = list(graded_twice(reviews, context))
    comparable = [(first, second) for first, second in every if first.scale.id == second.scale.id]
    apart = len(every) - len(comparable)
    return comparable, f"; {apart} graded on two scales" if apart else ""
