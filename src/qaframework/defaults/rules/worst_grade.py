"""What follows, and how soon, when a child's review has the worst grade of its scale."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from qaframework import (
    Context,
    Messages,
    Recommendation,
    Review,
    flag,
    not_applicable,
    rule,
    working_days_after,
    working_days_between,
)
from qaframework.defaults.in_use import about_a_child, same_person
from qaframework.defaults.sources import OFSTED_RETURN, OWN
from qaframework.defaults.year import many, once

NOT_WORST = "overall is not the worst grade of a child's review"
_LADDER = "reviewing officers' alert protocols: five working days, then the next manager up"
_WORST = {"overall": "Inadequate"}


def _is_worst(review: Review, context: Context) -> bool:
    grade = review.grade
    return grade is not None and grade == grade.scale.worst and about_a_child(review, context)


@rule(
    "worst-grade-escalated",
    severity="error",
    source=f"Durham, escalation of inadequate audits; the day is a {OWN}",
    ok=(
        {"reviews": _WORST | {"escalated_on": "2024-02-02"}},
        {"reviews": _WORST | {"completed_on": "2024-04-01", "escalated_on": None}, "today": date(2024, 4, 1)},
    ),
    flagged=({"reviews": _WORST}, {"reviews": _WORST | {"escalated_on": "2024-02-05"}}),
    not_applicable=(
        {"reviews": {"overall": "Good"}},
        {"reviews": _WORST | {"child": None, "subject": "an authority"}},
    ),
)
def worst_grade_escalated(review: Review, context: Context, *, days: int = 1) -> Messages:
    """A review with the worst grade reaches a senior manager within a day.

    Tell a senior manager now and put the day in. A child's safety does not wait for a working day: weekends count.
    """
    if not _is_worst(review, context):
        return not_applicable(NOT_WORST)
    last = review.completed_on + timedelta(days=days)
    if review.escalated_on is None and context.today > last:
        yield flag(f"{review.grade}, and no day on which it went to a senior manager", field="escalated_on")
    elif review.escalated_on is not None and review.escalated_on > last:
        after = (review.escalated_on - review.completed_on).days
        yield flag(f"{review.grade}, and it went to a senior manager after {many(after, 'day')}", field="escalated_on")


@rule(
    "worst-grade-plan",
    severity="error",
    source=f"{_LADDER}; {OWN} for plans",
    ok={"reviews": _WORST, "recommendations": [{"raised_on": "2024-02-08"}, {"raised_on": "2024-03-01"}]},
    flagged={"reviews": _WORST, "recommendations": {"raised_on": "2024-02-09"}},
    not_applicable=({"reviews": {"overall": "Good"}, "recommendations": {}}, {"reviews": _WORST}),
)
def worst_grade_plan(review: Review, context: Context, *, working_days: int = 5) -> Messages:
    """A review with the worst grade has its first recommendation within five working days.

    Ask what held it up. Where a plan was made sooner elsewhere, correct the day on which it was raised.
    """
    if not _is_worst(review, context):
        return not_applicable(NOT_WORST)
    raised = [one.raised_on for one in context.recommendations_from(review)]
    if not raised:
        return not_applicable("it has no recommendation, which is a flag of its own")
    if min(raised) > working_days_after(review.completed_on, working_days):
        took = working_days_between(review.completed_on, min(raised))
        yield flag(
            f"{review.grade}, and the first recommendation came {many(took, 'working day')} after it",
            field="completed_on",
        )


@rule(
    "worst-grade-re-audited",
    severity="error",
    source=f"{OFSTED_RETURN}; Haringey, follow-up of inadequate audits",
    ok=(
        {"reviews": _WORST, "readings": {"stage": "re_audit", "read_on": "2024-03-20"}, "today": date(2024, 6, 1)},
        {"reviews": [_WORST, {"reviewer": "P5", "completed_on": "2024-03-20"}], "today": date(2024, 6, 1)},
        {"reviews": _WORST, "today": date(2024, 3, 28)},
    ),
    flagged=(
        {"reviews": _WORST, "today": date(2024, 3, 29)},
        {"reviews": _WORST, "readings": {"stage": "re_audit", "reader": "P1"}, "today": date(2024, 3, 29)},
        {"reviews": [_WORST, {"completed_on": "2024-03-20"}], "today": date(2024, 6, 1)},
    ),
    not_applicable=({"reviews": {"overall": "Good"}}, {"reviews": _WORST | {"child": None, "subject": "an authority"}}),
)
def worst_grade_re_audited(review: Review, context: Context, *, days: int = 56) -> Messages:
    """A review with the worst grade is followed within eight weeks by a re-audit, by somebody else.

    Have another reviewer look again, and add it as a reading with stage re_audit or as a review of its own. Until then
    nobody knows whether the child is better off.
    """
    if not _is_worst(review, context):
        return not_applicable(NOT_WORST)
    if context.today <= review.completed_on + timedelta(days=days):
        return
    readers = [one.reader for one in context.readings_of(review) if one.stage == "re_audit"]
    readers += [later.reviewer for later in _later_reviews(review, context)]
    if not any(not same_person(reader, review.reviewer) for reader in readers):
        waited = (context.today - review.completed_on).days // 7
        again = "only its own reviewer has looked again" if readers else "nobody has looked again"
        yield flag(f"{review.grade} {many(waited, 'week')} ago, and {again}", field="completed_on")


def _later_reviews(review: Review, context: Context) -> Iterable[Review]:
    return (one for one in context.reviews_of(review.child) if one.completed_on > review.completed_on)


@rule(
    "escalation-ladder",
    severity="query",
    source=_LADDER,
    ok=(
        {"reviews": _WORST, "recommendations": {}, "updates": {"status": "accepted"}},
        {
            "reviews": _WORST,
            "recommendations": [{"raised_on": "2024-03-26"}, {}],
            "updates": {"recommendation": "REC2"},
        },
    ),
    flagged=(
        {"reviews": _WORST, "recommendations": [{}, {}], "updates": {"recommendation": "REC2"}},
        {"reviews": _WORST, "recommendations": {}, "updates": {"status": "issued"}},
    ),
    not_applicable=(
        {"reviews": {}, "recommendations": {}, "updates": {}},
        {"reviews": _WORST, "recommendations": {}},
    ),
)
def escalation_ladder(
    recommendation: Recommendation,
    context: Context,
    *,
    working_days: int = 5,
    steps: tuple[str, ...] = ("team manager", "head of service", "assistant director", "director"),
) -> Messages:
    """A recommendation from a review with the worst grade is answered within five working days.

    Take it to the manager named in the flag. Each further five working days without an answer take it one step up.
    """
    review = context.review(recommendation.source)
    if review is None or not _is_worst(review, context):
        return not_applicable("it does not come from a child's review with the worst grade")
    if not context.year.updates:
        return not_applicable("the file holds no updates")
    if any(update.status != "issued" for update in context.updates_of(recommendation)):
        return
    waited = working_days_between(recommendation.raised_on, context.today)
    if waited >= working_days:
        step = steps[min(waited // working_days, len(steps)) - 1]
        yield flag(f"no answer after {many(waited, 'working day')}: take it to the {step}", field="raised_on")


@rule(
    "second-weak-review-escalated",
    severity="query",
    source="Haringey, follow-up of inadequate audits by heads of service",
    ok=(
        {
            "reviews": [
                {"overall": "Requires improvement", "escalated_on": "2024-02-02"},
                {"completed_on": "2023-05-10", "overall": "Requires improvement"},
            ]
        },
        {"reviews": [{}, {"completed_on": "2023-05-10", "overall": "Requires improvement"}]},
    ),
    flagged={
        "reviews": [
            {"overall": "Requires improvement"},
            {"completed_on": "2023-05-10", "overall": "Requires improvement"},
        ]
    },
    not_applicable=(
        {"reviews": {"overall": "Requires improvement"}},
        {
            "reviews": [
                _WORST | {"escalated_on": None},
                {"completed_on": "2023-05-10", "overall": "Requires improvement"},
            ]
        },
    ),
)
def second_weak_review_escalated(review: Review, context: Context) -> Messages:
    """A second review in a row below the standard goes to a head of service.

    Tell the head of service and put the day in. Two such reviews of one child are a pattern, not a bad week.
    """
    before = _reviews_before(context).get(id(review))
    if before is None or review.grade is None or before.grade is None:
        return not_applicable("no earlier graded review of this child")
    if _is_worst(review, context):
        return not_applicable("the worst grade goes to a senior manager in any case")
    if review.grade.meets is False and before.grade.meets is False and review.escalated_on is None:
        yield flag(f"{review.grade}, as {before.grade} in {before.id} before it; not escalated", field="escalated_on")


@once
def _reviews_before(context: Context) -> dict[int, Review]:
    """Return, for each review, the last review of the same child completed on an earlier day."""
    by_child: dict[str, list[Review]] = {}
    for review in context.year.reviews:
        if review.child is not None:
            by_child.setdefault(review.child, []).append(review)
    before: dict[int, Review] = {}
    for reviews in by_child.values():
        in_order = sorted(reviews, key=lambda one: (one.completed_on, one.id))
        last: Review | None = None
        for place, review in enumerate(in_order):
            if place and in_order[place - 1].completed_on < review.completed_on:
                last = in_order[place - 1]
            if last is not None:
                before[id(review)] = last
    return before
