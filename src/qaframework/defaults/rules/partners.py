"""Work with others: audits with partners, scrutiny events, peer challenge. Whose is it, and is it ours to act on?"""

from __future__ import annotations

from qaframework import Activity, Context, Finding, Messages, Recommendation, Review, flag, not_applicable, rule
from qaframework.defaults.sources import CITY, OWN

WITH_PARTNERS = ("multi_agency_audit", "scrutiny_event")
NOT_WITH_PARTNERS = "it did not come of work with partners"
NO_AUDIT = "it is no part of an audit with partners"
_AUDIT = {"kind": "multi_agency_audit", "template": "multi-agency-audit"}
_PEERS = {"kind": "peer_challenge", "external": True}
_HACKNEY = f"{CITY}: most cases of these audits are another authority's"


@rule(
    "agency-named",
    severity="error",
    source=OWN,
    ok={"activities": _AUDIT, "reviews": {"agency": "Health visiting"}},
    flagged={"activities": _AUDIT, "reviews": {}},
    not_applicable={"reviews": {}},
)
def agency_named(review: Review, context: Context) -> Messages:
    """A reading in an audit with partners says whose practice it is about.

    Fill in the agency. A grade without one would be read as the authority's own.
    """
    if context.template(review).subject != "agency":
        return not_applicable(NO_AUDIT)
    if review.agency is None:
        yield flag("it does not say whose practice was looked at", field="agency")


@rule(
    "agency-graded-once",
    severity="error",
    source=OWN,
    ok={"activities": _AUDIT, "reviews": [{"agency": "Police"}, {"agency": "School"}]},
    flagged={"activities": _AUDIT, "reviews": [{"agency": "Police"}, {"agency": "police "}]},
    not_applicable=({"reviews": {}}, {"activities": _AUDIT, "reviews": {}}),
)
def agency_graded_once(review: Review, context: Context) -> Messages:
    """An audit with partners grades each agency's work with a child once.

    Keep one of the two, or make the second a later reading of the first.
    """
    if context.template(review).subject != "agency":
        return not_applicable(NO_AUDIT)
    if review.agency is None:
        return not_applicable("no agency is named")
    if not (review.child or review.subject):
        return not_applicable("it does not say whose child it was")
    same = [one.id for one in context.reviews_in(review.activity) if _place(one) == _place(review)]
    if len(same) > 1:
        yield flag(f"{len(same)} readings of this agency's work with the same child", field="agency")


def _place(review: Review) -> tuple[str, str]:
    return review.child or review.subject or "", (review.agency or "").casefold().strip()


@rule(
    "relevance-said",
    severity="query",
    source=_HACKNEY,
    ok={"activities": _AUDIT, "recommendations": {"source": "A1", "relevant": True}},
    flagged={"activities": _AUDIT, "recommendations": {"source": "A1"}},
    not_applicable={"activities": {}, "recommendations": {"source": "A1"}},
)
def relevance_said(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation from work with partners says whether it concerns this authority.

    Write yes or no into relevant. One that concerns another authority's practice does not belong among those this one
    has to answer, and one that nobody looked at is neither.
    """
    if not _with_partners(recommendation, context):
        return not_applicable(NOT_WITH_PARTNERS)
    if recommendation.relevant is None:
        yield flag("it does not say whether it concerns this authority", field="relevant")


@rule(
    "finding-relevance-said",
    severity="query",
    source=_HACKNEY,
    ok={"activities": _AUDIT, "findings": {"relevant": False}},
    flagged={"activities": _AUDIT, "findings": {}},
    not_applicable={"activities": {}, "findings": {}},
)
def finding_relevance_said(finding: Finding, context: Context) -> Messages:
    """A finding from work with partners says whether it concerns this authority.

    Write yes or no into relevant. What was found in another authority's cases says nothing about practice here.
    """
    if not _with_partners(finding, context):
        return not_applicable(NOT_WITH_PARTNERS)
    if finding.relevant is None:
        yield flag("it does not say whether it concerns this authority", field="relevant")


@rule(
    "partner-owner-named",
    severity="query",
    source="Surrey, internal audit of children's quality assurance: gaps in who owns an action",
    ok=(
        {"activities": _AUDIT, "recommendations": {"source": "A1", "relevant": True}},
        {"activities": _AUDIT, "recommendations": {"source": "A1", "relevant": False, "organisation": "Police"}},
    ),
    flagged={"activities": _AUDIT, "recommendations": {"source": "A1", "relevant": False}},
    not_applicable={"activities": {}, "recommendations": {"source": "A1"}},
)
def partner_owner_named(recommendation: Recommendation, context: Context) -> Messages:
    """A partner's recommendation names the partner.

    Write into organisation whose it is. What belongs to the partners together belongs to nobody.
    """
    if not _with_partners(recommendation, context):
        return not_applicable(NOT_WITH_PARTNERS)
    if recommendation.relevant is None:
        return not_applicable("nobody says whether it concerns this authority")
    if not recommendation.relevant and not recommendation.organisation:
        yield flag("it is not for this authority, and no partner is named", field="organisation")


def _with_partners(record: Finding | Recommendation, context: Context) -> bool:
    activity = context.activity_of(record)
    return activity is not None and activity.kind in WITH_PARTNERS


@rule(
    "peers-count-no-children",
    severity="query",
    source=OWN,
    ok={"activities": _PEERS, "findings": {"child": None, "count": None, "of": None, "share": None}},
    flagged=({"activities": _PEERS, "findings": {"child": "C1"}}, {"activities": _PEERS, "findings": {"count": 3}}),
    not_applicable={"activities": {}, "findings": {"count": 3}},
)
def peers_count_no_children(finding: Finding, context: Context) -> Messages:
    """What peers said of what they were shown is not counted as something seen with children.

    Take the child or the numbers out. Peers look at what an authority tells them; if they read files, that was a round
    of reviews, and is an activity of its own.
    """
    activity = context.activity(finding.activity)
    if activity is None or activity.about_children:
        return not_applicable("its activity is no peer challenge")
    for field in ("child", "count", "of", "share"):
        if getattr(finding, field) is not None:
            yield flag("a peer challenge looks at no child", field=field)


@rule(
    "consideration-answered",
    severity="query",
    source=OWN,
    ok={"activities": _PEERS, "findings": {}, "recommendations": {"source": "F1"}},
    flagged={"activities": _PEERS, "findings": {}},
    not_applicable=(
        {"activities": {}, "findings": {}},
        {"activities": _PEERS, "findings": {"direction": "strength"}},
        {"activities": {**_PEERS, "end": "2024-03-20"}, "findings": {}},
    ),
)
def consideration_answered(finding: Finding, context: Context, *, days: int = 42) -> Messages:
    """What peers asked an authority to consider is answered within six weeks: taken up, or set aside with a reason.

    Make a recommendation of it; or one that says it is not taken up, and has its reason in an update.
    """
    activity = context.activity(finding.activity)
    if activity is None or activity.about_children:
        return not_applicable("its activity is no peer challenge")
    if finding.direction == "strength":
        return not_applicable("it is a strength")
    if (context.today - activity.end).days <= days:
        return not_applicable("there is still time to answer")
    if not context.recommendations_from(finding):
        yield f"no recommendation came of it after {(context.today - activity.end).days} days"


@rule(
    "peers-say-both",
    severity="info",
    source="London Innovation and Improvement Alliance, peer challenge: strengths and areas to consider",
    ok={"activities": _PEERS, "findings": [{"direction": "strength"}, {}]},
    flagged=({"activities": _PEERS, "findings": {"direction": "strength"}}, {"activities": _PEERS}),
    not_applicable={"activities": {}},
)
def peers_say_both(activity: Activity, context: Context) -> Messages:
    """A peer challenge records strengths and what to consider.

    Add what was said, or ask the peers for a note of it. A challenge that is remembered as praise only was none.
    """
    if activity.about_children:
        return not_applicable("it is no peer challenge")
    directions = {one.direction for one in context.findings_of(activity)}
    if not directions:
        yield "nothing is recorded of what the peers said"
    elif directions == {"strength"}:
        yield "strengths only, and nothing to consider"
