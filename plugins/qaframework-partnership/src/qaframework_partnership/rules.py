"""Rules over audits that several agencies make together."""

from __future__ import annotations

from typing import Any

from qaframework import Activity, Context, Messages, Recommendation, Review, Rule, flag, not_applicable, rule
from qaframework_partnership.agencies import AGENCIES, AUDIT, LAW, PARTNERS_IN_LAW, agencies_in

OWN = "qaframework-partnership, made up"

_ROUND = {"kind": "multi_agency_audit", "template": AUDIT.id}
_POLICE = {"domain.POLICE": "Requires improvement"}


@rule(
    "read-by-more-than-one-agency",
    severity="query",
    source=f"{LAW}, with a shared and equal duty; that audits are read by two agencies is made up",
    ok={
        "activities": _ROUND,
        "reviews": [{}, {"reviewer": "P2"}],
        "people": [{"organisation": "Council"}, {"organisation": "Police"}],
    },
    flagged={
        "activities": _ROUND,
        "reviews": [{}, {"reviewer": "P2"}],
        "people": [{"organisation": "Council"}, {"organisation": "council"}],
    },
    not_applicable=(
        {"activities": {}, "reviews": {}},
        {"activities": _ROUND},
        {"activities": _ROUND, "reviews": {}, "people": {}},
    ),
)
def read_by_more_than_one_agency(activity: Activity, context: Context, *, agencies: int = 2) -> Messages:
    """A partnership audit is read by people of more than one agency.

    Ask a partner for a reader. One agency that grades all others grades alone.
    """
    if activity.template != AUDIT.id:
        return not_applicable("it is no partnership audit")
    readers = {review.reviewer for review in context.reviews_in(activity)}
    if not readers:
        return not_applicable("it has no reviews here")
    people = [context.person(name) for name in readers]
    known = {person.organisation.casefold().strip() for person in people if person and person.organisation}
    if len(known) < agencies and any(person is None or not person.organisation for person in people):
        return not_applicable("nobody says where its readers work")
    if len(known) < agencies:
        yield f"its readers are of {len(known)} organisation{'' if len(known) == 1 else 's'}"


@rule(
    "owned-by-the-agency",
    severity="query",
    source=OWN,
    ok={
        "activities": _ROUND,
        "reviews": _POLICE,
        "recommendations": {"domain": "POLICE", "organisation": "City Police"},
    },
    flagged={
        "activities": _ROUND,
        "reviews": _POLICE,
        "recommendations": {"domain": "POLICE", "organisation": "Hospital trust"},
    },
    not_applicable=(
        {"activities": _ROUND, "reviews": _POLICE, "recommendations": {"domain": "POLICE"}},
        {"activities": _ROUND, "reviews": _POLICE, "recommendations": {"domain": "TOGETHER", "organisation": "Police"}},
        {"reviews": {"domain.RISK": "Good"}, "recommendations": {"domain": "RISK", "organisation": "Police"}},
        {"activities": _ROUND, "reviews": _POLICE, "recommendations": {"domain": "POLICE", "organisation": "A B C"}},
    ),
)
def owned_by_the_agency(recommendation: Recommendation, context: Context, *, words: tuple[str, ...] = ()) -> Messages:
    """A recommendation about one agency's part is owned in that agency.

    Ask the agency to own it, or say in its text why another does. Nobody can put right the practice of somebody else.
    An organisation is known by words such as "police"; set more, as "POLICE: force".
    """
    activity = context.activity_of(recommendation)
    if activity is None or activity.template != AUDIT.id:
        return not_applicable("it does not come from a partnership audit")
    if recommendation.domain not in AGENCIES:
        return not_applicable("it is not about one agency's part")
    if not recommendation.organisation:
        return not_applicable("no organisation is named, which another rule asks for")
    owners = agencies_in(recommendation.organisation, words)
    if not owners:
        return not_applicable("its organisation is of an agency that is not known here")
    if recommendation.domain not in owners:
        yield flag(f"it is about {recommendation.domain}, and owned by another agency", field="organisation")


@rule(
    "partners-in-law-graded",
    severity="query",
    source=f"{LAW}; that an audit looks at all three is made up",
    ok={
        "activities": _ROUND,
        "reviews": {"domain.LOCAL_AUTHORITY": "Good", "domain.POLICE": "not applicable", "domain.HEALTH": "Good"},
    },
    flagged={"activities": _ROUND, "reviews": {"domain.LOCAL_AUTHORITY": "Good", "domain.POLICE": "Good"}},
    not_applicable={"reviews": {"domain.RISK": "Good"}},
)
def partners_in_law_graded(review: Review, context: Context) -> Messages:
    """A partnership audit looks at the local authority, the police and health.

    Ask the partner for its part, or write "not applicable" where it had none. The partner who is missing is often the
    one who knew something.
    """
    if context.template(review).id != AUDIT.id:
        return not_applicable("it is no partnership audit")
    for code in PARTNERS_IN_LAW:
        if review.judgement(code) is None:
            yield flag(f"{code} was not looked at", field=f"domain.{code}")


RULES: tuple[Rule[Any], ...] = (read_by_more_than_one_agency, partners_in_law_graded, owned_by_the_agency)
