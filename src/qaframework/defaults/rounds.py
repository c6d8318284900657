"""Rounds of reviews: which reviews a round has, who read them again, the round before, and what it recommended."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qaframework import Activity, Context, Grade, Reading, Recommendation, Review
from qaframework.defaults.in_use import about_a_child, same_person
from qaframework.defaults.year import once

NO_REVIEWS = "no reviews of children"
NOT_ENDED = "the round has not ended"
NO_EARLIER_ROUND = "no earlier round of this kind"

SECOND_READINGS = frozenset({"moderation", "third_reader", "panel"})
"""The stages at which somebody else grades the same work again; a self-grade and a re-audit are neither."""


def of_children(activity: Activity, context: Context) -> tuple[Review, ...]:
    """Return a round's reviews of practice with a child or family; an inspection of an authority is none."""
    return tuple(review for review in context.reviews_in(activity) if about_a_child(review, context))


def read_again(review: Review, context: Context) -> tuple[Reading, ...]:
    """Return the second readings of a review by anybody but its reviewer, oldest first."""
    return tuple(
        reading
        for reading in context.readings_of(review)
        if reading.stage in SECOND_READINGS and not same_person(reading.reader, review.reviewer)
    )


@once
def is_moderated(context: Context) -> bool:
    """Return whether any review of the year was read a second time."""
    return any(reading.stage in SECOND_READINGS for reading in context.year.readings)


def graded_twice(reviews: Iterable[Review], context: Context) -> Iterator[tuple[Grade, Grade]]:
    """Yield the reviewer's and the first moderator's grade of each review that has both, on whatever scales."""
    for review in reviews:
        first = review.grade
        second = next((one.grade for one in read_again(review, context) if one.stage == "moderation"), None)
        if first is not None and second is not None:
            yield first, second


@once
def _rounds(context: Context) -> dict[str, tuple[Activity, ...]]:
    """Return the rounds of reviews of children by kind, the first to end first."""
    rounds: dict[str, list[Activity]] = {}
    for activity in sorted(context.year.activities, key=lambda one: (one.end, one.id)):
        if of_children(activity, context):
            rounds.setdefault(activity.kind, []).append(activity)
    return {kind: tuple(group) for kind, group in rounds.items()}


def round_ids(context: Context) -> frozenset[str]:
    """Return the ids of the activities that are rounds of reviews of children."""
    return frozenset(activity.id for rounds in _rounds(context).values() for activity in rounds)


def previous_round(activity: Activity, context: Context) -> Activity | None:
    """Return the last round of the same kind that ended before this one began, or None."""
    ended = [one for one in _rounds(context).get(activity.kind, ()) if one.end < activity.start]
    return ended[-1] if ended else None


def recommendations_of(activity: Activity, context: Context) -> tuple[Recommendation, ...]:
    """Return what came of an activity: of itself, its reviews and its findings."""
    reviews, findings = context.reviews_in(activity), context.findings_of(activity)
    sources = dict.fromkeys((activity.id, *(one.id for one in reviews), *(one.id for one in findings)))
    return tuple(one for source in sources for one in context.recommendations_from(source))
