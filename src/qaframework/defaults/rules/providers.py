"""Visits to providers of care: which children they were about, the report, whether it was agreed, what follows."""

from __future__ import annotations

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
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import many

NO_VISIT = "it is no visit to a provider"
_VISITS = {"kind": "provider_visit", "template": "provider-visit"}
_VISIT = {"child": None, "subject": "Home 1"}
_REPORT = f"{CITY}: a written report of each visit, agreed with the provider"


def is_visit(review: Review, context: Context) -> bool:
    """Return whether a review is of a visit to a provider in person."""
    activity = context.activity(review.activity)
    return activity is not None and activity.kind == "provider_visit"


def _visits(**columns: object) -> dict[str, object]:
    return {"activities": _VISITS, "reviews": {**_VISIT, **columns}}


@rule(
    "visit-report-in-time",
    severity="error",
    source=f"{_REPORT}; the days are a qaframework default",
    ok=_visits(reported_on="2024-02-15"),
    flagged=(_visits(reported_on="2024-03-15"), _visits(), _visits(reported_on="2024-01-15")),
    not_applicable=({"reviews": {}}, _visits(completed_on="2024-03-25")),
)
def visit_report_in_time(review: Review, context: Context, *, working_days: int = 20) -> Messages:
    """The report of a visit to a provider is written within twenty working days.

    Write it, and put its day in. Without a report the provider has nothing to agree to, and nobody follows anything up.
    """
    if not is_visit(review, context):
        return not_applicable(NO_VISIT)
    taken = working_days_between(review.completed_on, review.reported_on or context.today)
    if review.reported_on is None and taken <= working_days:
        return not_applicable("there is still time for the report")
    if review.reported_on is None:
        yield flag(f"no report after {many(taken, 'working day')}", field="reported_on")
    elif review.reported_on < review.completed_on:
        yield flag("reported before the visit", field="reported_on")
    elif taken > working_days:
        yield flag(f"reported after {taken} working days", field="reported_on")


@rule(
    "visit-report-agreed",
    severity="query",
    source=f"{_REPORT}; the days are a qaframework default",
    ok=_visits(reported_on="2024-02-15", agreed_on="2024-02-20"),
    flagged=(
        _visits(reported_on="2024-02-15"),
        _visits(reported_on="2024-02-15", agreed_on="2024-02-10"),
        _visits(agreed_on="2024-02-10"),
    ),
    not_applicable=({"reviews": {}}, _visits(), _visits(reported_on="2024-03-25")),
)
def visit_report_agreed(review: Review, context: Context, *, working_days: int = 10) -> Messages:
    """The provider has agreed the report of a visit, after it was written and within ten working days.

    Ask the provider. Where it sees something differently, write that into the report, and put in the day it said so.
    """
    if not is_visit(review, context):
        return not_applicable(NO_VISIT)
    if review.reported_on is None:
        if review.agreed_on is not None:
            yield flag("agreed, and no day on which it was written", field="reported_on")
            return None
        return not_applicable("there is no report yet")
    if review.agreed_on is None:
        if context.today <= working_days_after(review.reported_on, working_days):
            return not_applicable("there is still time for the provider to agree")
        yield flag("the provider has not agreed it", field="agreed_on")
    elif review.agreed_on < review.reported_on:
        yield flag("agreed before it was written", field="agreed_on")


@rule(
    "visit-says-which-children",
    severity="query",
    source=f"{CITY}: visits are to show how children in care and care leavers live",
    ok={"children": {}, **_visits(children="C1")},
    flagged=({"children": {}, **_visits(children="C1; C9")}, _visits()),
    not_applicable={"reviews": {}},
)
def visit_says_which_children(review: Review, context: Context) -> Messages:
    """A visit to a provider says which of the authority's children it was about, and all of them are known.

    Write their pseudonyms into children, with ; between. The children of other authorities who live there are not in
    this file.
    """
    if not is_visit(review, context):
        return not_applicable(NO_VISIT)
    if not review.children:
        yield flag("it does not say which children it was about", field="children")
    unknown = sum(context.child(one) is None for one in review.children) if context.year.children else 0
    if unknown:
        yield flag(f"{unknown} of {many(len(review.children), 'child', 'children')} not in the table", field="children")


@rule(
    "weak-provider-escalated",
    severity="error",
    source="Coventry, sufficiency strategy 2023-27: a provider found inadequate is visited the same day",
    ok={
        "activities": _VISITS,
        "reviews": {**_VISIT, "overall": "Inadequate", "escalated_on": "2024-02-01"},
    },
    flagged=(
        _visits(overall="Inadequate"),
        _visits(overall="Inadequate", escalated_on="2024-02-03"),
        _visits(overall="Inadequate", escalated_on="2024-01-03"),
    ),
    not_applicable=({"reviews": {}}, _visits()),
)
def weak_provider_escalated(review: Review, context: Context, *, days: int = 0) -> Messages:
    """A visit that ends with the worst grade reaches a senior manager the same day.

    Tell one now, whatever day it is, and put the day in. Children live there tonight.
    """
    if not is_visit(review, context):
        return not_applicable(NO_VISIT)
    grade = review.grade
    if grade is None or grade != grade.scale.worst:
        return not_applicable("overall is not the worst grade")
    if review.escalated_on is None:
        yield flag("the worst grade, and no senior manager was told", field="escalated_on")
    elif review.escalated_on < review.completed_on:
        yield flag(
            "a senior manager was told before the visit; write the day of telling what it found", field="escalated_on"
        )
    elif (review.escalated_on - review.completed_on).days > days:
        waited = (review.escalated_on - review.completed_on).days
        yield flag(f"a senior manager was told after {many(waited, 'day')}", field="escalated_on")


@rule(
    "visit-recommendation-followed",
    severity="query",
    source=f"{CITY}: commissioning and the head of quality assurance follow recommendations up; the days are a "
    "qaframework default",
    ok={**_visits(), "recommendations": {"level": "service"}, "updates": {"on": "2024-03-20"}},
    flagged=(
        {**_visits(), "recommendations": {"level": "service"}},
        {**_visits(), "recommendations": {"level": "service"}, "updates": {"on": "2024-02-06"}},
    ),
    not_applicable=(
        {"reviews": {}, "recommendations": {}},
        {**_visits(), "recommendations": {"raised_on": "2024-03-25"}},
        {**_visits(), "recommendations": {}, "updates": {"status": "closed"}},
    ),
)
def visit_recommendation_followed(recommendation: Recommendation, context: Context, *, days: int = 35) -> Messages:
    """A recommendation to a provider is looked at with commissioning every month, until it is done.

    Put it on the next agenda and add an update, if only that nothing has changed. Between two visits nobody else will.
    """
    review = context.review(recommendation.source)
    if review is None or not is_visit(review, context):
        return not_applicable("it did not come of a visit to a provider")
    updates = context.updates_of(recommendation)
    if updates and updates[-1].status in ("closed", "impact_confirmed", "superseded", "merged", "no_longer_applicable"):
        return not_applicable("it is closed")
    last = max([recommendation.raised_on, *(one.on for one in updates)])
    silent = (context.today - last).days
    if not updates and silent <= days:
        return not_applicable("it is new")
    if silent > days:
        yield f"{silent} days without an update"


@rule(
    "providers-visited",
    severity="query",
    source=OWN,
    ok={
        "activities": [{"kind": "contract_monitoring", "template": "contract-monitoring"}, _VISITS],
        "reviews": [_VISIT, {**_VISIT, "activity": "A2", "subject": "home 1"}],
    },
    flagged={"activities": {"kind": "contract_monitoring", "template": "contract-monitoring"}, "reviews": _VISIT},
    not_applicable=({"reviews": {}}, _visits()),
)
def providers_visited(review: Review, context: Context) -> Messages:
    """A provider whose contract is looked at in meetings is also visited.

    Plan a visit, and put it into the calendar. A meeting hears what a provider says; a visit sees how children live.
    """
    activity = context.activity(review.activity)
    if activity is None or activity.kind != "contract_monitoring" or review.subject is None:
        return not_applicable("it is no meeting on a provider's contract")
    name = review.subject.casefold().strip()
    visited = {(one.subject or "").casefold().strip() for one in context.year.reviews if is_visit(one, context)}
    if name not in visited:
        yield flag("this provider was not visited in the year", field="subject")
