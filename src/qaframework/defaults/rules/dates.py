"""Whether the days of a review can be right, and whether it took too long."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from qaframework import (
    Context,
    Messages,
    Review,
    flag,
    is_working_day,
    not_applicable,
    rule,
    working_days_after,
    working_days_between,
)
from qaframework.defaults.in_use import in_use
from qaframework.defaults.sources import OWN
from qaframework.defaults.year import many, once


def _days(review: Review) -> Iterator[tuple[str, date]]:
    for field in ("allocated_on", "discussed_on", "completed_on", "escalated_on", "reported_on", "agreed_on"):
        day = getattr(review, field)
        if day is not None:
            yield field, day


@rule(
    "not-in-the-future",
    severity="error",
    source=OWN,
    ok={"reviews": {"completed_on": "2024-04-01"}, "today": date(2024, 4, 1)},
    flagged={"reviews": {"completed_on": "2024-04-02"}, "today": date(2024, 4, 1)},
)
def not_in_the_future(review: Review, context: Context) -> Messages:
    """No day of a review lies in the future.

    Check the year and whether day and month are the right way round.
    """
    for field, day in _days(review):
        if day > context.today:
            yield flag(f"{day:%d/%m/%Y} is still to come", field=field)


@rule(
    "allocated-before-completed",
    severity="error",
    source=OWN,
    ok={"reviews": {"allocated_on": "2024-01-22", "completed_on": "2024-02-01"}},
    flagged={"reviews": {"allocated_on": "2024-02-22", "completed_on": "2024-02-01"}},
    not_applicable={"reviews": {}},
)
def allocated_before_completed(review: Review, context: Context) -> Messages:
    """A review is given to its reviewer before it is completed.

    One of the two days is wrong: check them against what was sent out.
    """
    if review.allocated_on is None:
        return not_applicable("the day it was allocated is not recorded")
    if review.allocated_on > review.completed_on:
        yield flag("completed before it was allocated", field="allocated_on")


@rule(
    "within-its-round",
    severity="query",
    source=OWN,
    ok={"activities": {}, "reviews": {"completed_on": "2024-02-20"}},
    flagged=(
        {"activities": {}, "reviews": {"completed_on": "2024-01-20"}},
        {"activities": {}, "reviews": {"completed_on": "2024-03-20"}},
    ),
    not_applicable={"reviews": {}},
)
def within_its_round(review: Review, context: Context, *, days_after: int = 28) -> Messages:
    """A review is completed during its round, or soon after it.

    Check the day, and whether the review belongs to this round. What is finished long after the others saw another
    time.
    """
    activity = context.activity(review.activity)
    if activity is None:
        return not_applicable("its round is not in the activities table")
    if review.completed_on < activity.start:
        yield flag("completed before its round began", field="completed_on")
    elif review.completed_on > activity.end + timedelta(days=days_after):
        late = (review.completed_on - activity.end).days
        yield flag(f"completed {many(late, 'day')} after its round ended", field="completed_on")


@rule(
    "not-all-on-a-day-off",
    severity="info",
    source=OWN,
    ok=(
        {"reviews": [{"completed_on": "2024-02-01"}] * 3},
        {"reviews": [{"completed_on": "2024-02-03"}, {"completed_on": "2024-02-03"}]},
    ),
    flagged={"reviews": [{"completed_on": "2024-02-03"}] * 3},
)
def not_all_on_a_day_off(review: Review, context: Context, *, reviews: int = 3) -> Messages:
    """A reviewer does not complete several reviews on one weekend day or bank holiday.

    Often a sign that the days were filled in afterwards, or that reviewers have too little time in the week. Ask which.
    """
    if is_working_day(review.completed_on):
        return
    same_day = _completed(context)[review.reviewer, review.completed_on]
    if same_day >= reviews:
        yield flag(f"one of {same_day} reviews its reviewer completed on one day off", field="completed_on")


@once
def _completed(context: Context) -> Counter[tuple[str, date]]:
    return Counter((review.reviewer, review.completed_on) for review in context.year.reviews)


@rule(
    "completed-in-time",
    severity="query",
    source=f"Kent, peer review: late audits are followed up; the number of days is a {OWN}",
    ok={"reviews": {"allocated_on": "2024-01-18", "completed_on": "2024-02-01"}},
    flagged=(
        {"reviews": {"allocated_on": "2024-01-17", "completed_on": "2024-02-01"}},
        {"reviews": [{}, {"allocated_on": "2024-01-22"}]},
    ),
    not_applicable={"reviews": {}},
)
def completed_in_time(review: Review, context: Context, *, working_days: int = 10) -> Messages:
    """A review is completed within ten working days of being allocated.

    Ask what held it up; where it is always the same thing, change that. Weekends and England's bank holidays do not
    count.
    """
    if not in_use(review, "allocated_on", context):
        return not_applicable("this round does not record when reviews were allocated")
    if review.allocated_on is None:
        yield flag("the day it was allocated is missing", field="allocated_on")
    elif review.completed_on > working_days_after(review.allocated_on, working_days):
        took = working_days_between(review.allocated_on, review.completed_on)
        yield flag(f"completed {many(took, 'working day')} after it was allocated", field="completed_on")
