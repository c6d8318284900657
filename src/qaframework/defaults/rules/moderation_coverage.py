"""How much of a round was read a second time, and whether what was changed was changed fairly."""

from __future__ import annotations

import math
from collections import Counter

from qaframework import Activity, Context, Grade, Messages, NotApplicable, Programme, Review, not_applicable, rule
from qaframework.defaults.in_use import about_a_child
from qaframework.defaults.rounds import NO_REVIEWS, NOT_ENDED, is_moderated, of_children, read_again
from qaframework.defaults.sources import CITY
from qaframework.defaults.year import listed, many

_SAMPLING = "University of Sheffield and NCFE, samples for moderation"


def _nothing_to_cover(activity: Activity, reviews: tuple[Review, ...], context: Context) -> NotApplicable | None:
    if not reviews:
        return not_applicable(NO_REVIEWS)
    if activity.end > context.today:
        return not_applicable(NOT_ENDED)
    if not is_moderated(context):
        return not_applicable("no review of this year was read again")
    return None


@rule(
    "some-moderation",
    severity="query",
    source=f"{CITY}: a clear moderation process",
    ok={"reviews": {}, "readings": {}},
    flagged=({"activities": {}, "reviews": [{}, {}]}, {"reviews": {}, "readings": {"stage": "self"}}),
    not_applicable={"activities": {"template": "ofsted-ilacs"}, "reviews": {"child": None, "subject": "a service"}},
)
def some_moderation(year: Programme, context: Context) -> Messages:
    """Some reviews of the year are read a second time by somebody else.

    With one reading of each review nobody can say whether two reviewers would give the same grade. If reviews were
    moderated, put the second grades into the readings table; if not, plan a sample of the next round to be read again.
    """
    about_children = sum(about_a_child(review, context) for review in year.reviews)
    if not about_children:
        return not_applicable(NO_REVIEWS)
    if not is_moderated(context):
        yield f"no review was read a second time ({many(about_children, 'review')} of children)"


@rule(
    "moderation-coverage",
    severity="error",
    source=f"{_SAMPLING}; one fifth is a qaframework default, published samples run from 10% to 35%",
    ok=(
        {"activities": {}, "reviews": [{}] * 4, "readings": [{"review": f"R{n}"} for n in (1, 2, 3)]},
        {"activities": {}, "reviews": [{}] * 2, "readings": [{"review": "R1"}, {"review": "R2"}]},
    ),
    flagged=(
        {"activities": {}, "reviews": [{}] * 13, "readings": [{"review": "R1"}, {"review": "R2"}]},
        {"activities": {}, "reviews": [{}] * 4, "readings": [{"review": f"R{n}", "reader": "P1"} for n in (1, 2, 3)]},
    ),
    not_applicable=(
        {"activities": {}, "reviews": [{}] * 13},
        {"activities": {}, "readings": {"review": "R9"}},
        {"activities": {"end": "2024-06-28"}, "reviews": [{}] * 13, "readings": {}},
    ),
)
def moderation_coverage(activity: Activity, context: Context, *, share: float = 0.2, least: int = 3) -> Messages:
    """At least a fifth of a round, and never fewer than three reviews, is read a second time.

    Have more of the round read again by somebody other than the reviewer before it is signed off, and add each reading
    to the readings table. A reviewer's second look at their own review does not count.
    """
    reviews = of_children(activity, context)
    if nothing := _nothing_to_cover(activity, reviews, context):
        return nothing
    asked = min(len(reviews), max(least, math.ceil(round(share * len(reviews), 6))))
    again = sum(bool(read_again(review, context)) for review in reviews)
    if again < asked:
        yield f"{again} of {many(len(reviews), 'review')} read again; at least {asked} asked for"


@rule(
    "worst-grade-moderated",
    severity="error",
    source=f"{_SAMPLING}: every fail is read again",
    ok={"activities": {}, "reviews": [{"overall": "Inadequate"}, {}], "readings": {}},
    flagged={"activities": {}, "reviews": [{"overall": "Inadequate"}, {}], "readings": {"review": "R2"}},
    not_applicable=(
        {"activities": {}, "reviews": [{}, {}], "readings": {}},
        {"activities": {}, "reviews": {"overall": "Inadequate"}},
    ),
)
def worst_grade_moderated(activity: Activity, context: Context) -> Messages:
    """Every review with the worst grade of its scale is read a second time.

    Have each of them read again by somebody else: this is the grade with the heaviest consequences for the child, the
    worker and the service.
    """
    reviews = of_children(activity, context)
    if nothing := _nothing_to_cover(activity, reviews, context):
        return nothing
    worst = [review for review in reviews if review.grade is not None and review.grade == review.grade.scale.worst]
    if not worst:
        return not_applicable("no review has the worst grade")
    yield from _not_read_again(worst, "the worst grade", context)


@rule(
    "top-grade-moderated",
    severity="error",
    source=f"{_SAMPLING}: the highest marks are read again",
    ok={"activities": {}, "reviews": [{"overall": "Outstanding"}, {}], "readings": {}},
    flagged={"activities": {}, "reviews": [{"overall": "Outstanding"}, {}], "readings": {"review": "R2"}},
    not_applicable=(
        {"activities": {}, "reviews": [{}, {}], "readings": {}},
        {"activities": {}, "reviews": {"overall": "Outstanding"}},
    ),
)
def top_grade_moderated(activity: Activity, context: Context) -> Messages:
    """Every review with the top grade of its scale is read a second time.

    Have each of them read again by somebody else, so that leaders share one picture of what the top grade means.
    """
    reviews = of_children(activity, context)
    if nothing := _nothing_to_cover(activity, reviews, context):
        return nothing
    top = [review for review in reviews if review.grade is not None and review.grade == review.grade.scale.best]
    if not top:
        return not_applicable("no review has the top grade")
    yield from _not_read_again(top, "the top grade", context)


def _not_read_again(reviews: list[Review], what: str, context: Context) -> Messages:
    unread = [review.id for review in reviews if not read_again(review, context)]
    if unread:
        yield f"{len(unread)} of {many(len(reviews), 'review')} with {what} not read again: {listed(unread)}"


@rule(
    "every-reviewer-moderated",
    severity="error",
    source=_SAMPLING,
    ok={"activities": {}, "reviews": [{"reviewer": "P1"}, {"reviewer": "P1"}], "readings": {"review": "R2"}},
    flagged={"activities": {}, "reviews": [{"reviewer": "P1"}, {"reviewer": "P3"}], "readings": {}},
    not_applicable={"activities": {}, "reviews": [{"reviewer": "P1"}, {"reviewer": "P3"}]},
)
def every_reviewer_moderated(activity: Activity, context: Context) -> Messages:
    """At least one review by each reviewer of a round is read a second time.

    Have one review by each reviewer named here read again. It protects the reviewer as much as the child: a way of
    grading that nobody else ever sees cannot be talked about.
    """
    reviews = of_children(activity, context)
    if nothing := _nothing_to_cover(activity, reviews, context):
        return nothing
    every = Counter(review.reviewer for review in reviews)
    again = {review.reviewer for review in reviews if read_again(review, context)}
    missed = sorted(set(every) - again)
    if missed:
        told = listed(f"{name} ({many(every[name], 'review')})" for name in missed)
        yield f"{len(missed)} of {many(len(every), 'reviewer')} without a review that was read again: {told}"


@rule(
    "whole-grade-reread",
    severity="error",
    source="Sheffield Hallam University, assessment rules, annex 2 section 7: marks of a sample are not changed alone",
    ok=(
        {
            "activities": {},
            "reviews": [{"overall": "Good"}] * 2,
            "readings": [
                {"review": "R1", "stage": "panel", "overall": "Requires improvement"},
                {"review": "R2", "stage": "panel", "overall": "Good"},
            ],
        },
        {"activities": {}, "reviews": [{}] * 3, "readings": {"stage": "panel", "overall": "Good"}},
    ),
    flagged=(
        {
            "activities": {},
            "reviews": [{"overall": "Good"}] * 3,
            "readings": {"stage": "panel", "overall": "Requires improvement"},
        },
        {
            "activities": {},
            "reviews": [{"overall": "Good"}] * 3,
            "readings": [
                {"review": "R1", "stage": "third_reader", "overall": "Outstanding"},
                {"review": "R2", "overall": "Good"},
            ],
        },
    ),
    not_applicable={"activities": {}, "reviews": [{}] * 3, "readings": {"overall": "Outstanding"}},
)
def whole_grade_reread(activity: Activity, context: Context) -> Messages:
    """Where a panel or third reader changes a grade, every review of the round with that grade is read again.

    A grade changed only because its review was in the sample is unfair to those whose reviews were not. Read the others
    that were first given this grade, or leave the grades as they were. A plain slip of one reviewer can stand alone:
    explain it with a waiver.
    """
    reviews = of_children(activity, context)
    if not reviews:
        return not_applicable(NO_REVIEWS)
    final = {review.id: _last_grade(review, context) for review in reviews}
    if not any(final.values()):
        return not_applicable("no panel or third reader graded a review of this round")
    for grade in sorted({review.grade for review in reviews if review.grade}, key=lambda one: (one.scale.id, one.rank)):
        same = [review for review in reviews if review.grade == grade]
        changed = [review.id for review in same if final[review.id] not in (None, grade)]
        unread = [review.id for review in same if not read_again(review, context)]
        if changed and unread:
            yield (
                f"first graded {grade}: {len(changed)} of {many(len(same), 'review')} changed by a panel or third "
                f"reader ({listed(changed)}), {len(unread)} never read again ({listed(unread)})"
            )


def _last_grade(review: Review, context: Context) -> Grade | None:
    """Return the last grade a panel or third reader gave a review on its own scale, or None."""
    given = [one.grade for one in read_again(review, context) if one.stage in ("panel", "third_reader")]
    here = [one for one in given if one and review.grade and one.scale.id == review.grade.scale.id]
    return here[-1] if here else None
