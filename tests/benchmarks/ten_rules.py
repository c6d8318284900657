"""The ten rules of the peers' benchmark, as a single-file plugin: what an analyst would write.

The grades are those of the benchmark's made-up data, in which "Excellent" and "N/K" are on no scale.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from statistics import median
from typing import Any

import qaframework as qa
from qaframework import Context, Grade, Messages, Missing, Recommendation, Review

SCALE = "benchmark"
RATIONALE = 50


@qa.rule("r01", severity="error")
def overall_near_the_median(review: Review, context: Context) -> Messages:
    """The overall grade is within one step of the median domain grade."""
    ranks = [one.grade.rank for one in review.judgements if isinstance(one.grade, Grade)]
    if review.grade is None or not ranks:
        return qa.not_applicable("no overall grade, or none of a domain")
    if abs(review.grade.rank - median(ranks)) > 1:
        yield qa.flag(f"{review.grade} is more than one step from the median of the domains", field="overall")


@qa.rule("r02", severity="error")
def something_to_do_below_the_top(review: Review, context: Context) -> Messages:
    """A grade below the top has a recommendation."""
    grade = review.grade
    if grade is None:
        return qa.not_applicable("no overall grade")
    if grade != grade.scale.best and not context.recommendations_from(review):
        yield qa.flag(f"{grade} and no recommendation", field="overall")


@qa.rule("r03", severity="query")
def reasons_given(review: Review, context: Context) -> Messages:
    """The rationale has at least 50 characters."""
    length = len(review.rationale or "")
    if length < RATIONALE:
        yield qa.flag(f"the rationale has {length} characters; {RATIONALE} are asked for", field="rationale")


@qa.rule("r04", severity="error")
def reviewer_is_somebody_else(review: Review, context: Context) -> Messages:
    """The reviewer is not the case manager."""
    if review.manager is None:
        return qa.not_applicable("no case manager")
    if review.reviewer == review.manager:
        yield qa.flag("the reviewer manages the case", field="reviewer")


@qa.rule("r05", severity="error")
def child_heard(review: Review, context: Context) -> Messages:
    """The child's view was sought, or there is a reason why not."""
    if review.child_voice != "sought" and not review.voice_note:
        yield qa.flag("the child's view was not sought, and nothing says why", field="child_voice")


@qa.rule("r06", severity="query")
def done_in_the_round(review: Review, context: Context) -> Messages:
    """The review was done between the first and the last day of its round."""
    activity = context.activity(review.activity)
    if activity is None:
        return qa.not_applicable("the round is not there")
    if not activity.start <= review.completed_on <= activity.end:
        yield qa.flag("outside the days of its round", field="completed_on")


@qa.rule("r07", severity="error")
def one_id_each(review: Review, context: Context) -> Messages:
    """No other review has this id."""
    count = len(context.same_id(review))
    if count > 1:
        yield qa.flag(f"{count} reviews have this id", field="id")


@qa.rule("r08", severity="error")
def every_grade_on_the_scale(review: Review, context: Context) -> Messages:
    """The overall grade and those of all ten domains are on the scale."""
    if review.grade is None:
        yield qa.flag("the overall grade is not on the scale", field="overall")
    for judgement in review.judgements:
        if not isinstance(judgement.grade, Grade):
            yield qa.flag(f"{judgement.domain} is not on the scale", field=f"domain.{judgement.domain}")


@qa.rule("r09", severity="query")
def somebody_by_some_day(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation has an owner and a day."""
    if not recommendation.owner or recommendation.due is None:
        yield "no owner, or no day by which"


@qa.rule("r10", severity="error")
def due_after_the_review(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation is due after its review; where two reviews share the id, after the first in the file."""
    reviewed_on = _days(context).get(recommendation.source)
    if recommendation.due is None or reviewed_on is None:
        return qa.not_applicable("no day by which, or no review")
    if recommendation.due <= reviewed_on:
        yield qa.flag("due on the day of the review or before it", field="due")


@lru_cache(maxsize=1)
def _days(context: Context) -> dict[str, date]:
    return {review.id: review.completed_on for review in reversed(context.year.reviews)}


@qa.hookimpl
def qa_grading_scales() -> Iterable[qa.GradingScale]:
    """Return the scale of the benchmark's data."""
    return [
        qa.GradingScale(
            SCALE,
            "Grades of the benchmark's made-up data",
            levels=("Outstanding", "Good", "Requires improvement", "Inadequate"),
            missing={"Excellent": Missing.NOT_GRADED, "N/K": Missing.NOT_GRADED},
        )
    ]


@qa.hookimpl
def qa_moderation_rules() -> Iterable[qa.Rule[Any]]:
    """Return the ten rules."""
    return [rule for rule in globals().values() if isinstance(rule, qa.Rule)]
