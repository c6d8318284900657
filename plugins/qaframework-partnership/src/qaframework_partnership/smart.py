"""A SMART check: what several agencies are asked to do has one of them in the lead."""

from __future__ import annotations

from qaframework import Context, Messages, Recommendation, flag, not_applicable, rule
from qaframework_partnership.agencies import agencies_in


@rule(
    "one-lead-agency",
    severity="query",
    criterion="assignable",
    source="qaframework-partnership, made up",
    ok={"recommendations": {"text": "Police and school to agree a plan.", "organisation": "Police"}},
    flagged={"recommendations": {"text": "Police and school to agree a plan."}},
    not_applicable={"recommendations": {"text": "The school will agree a plan."}},
)
def one_lead_agency(recommendation: Recommendation, context: Context, *, agencies: int = 2) -> Messages:
    """A recommendation to several agencies names the one that leads.

    Write into organisation which of them will see that it is done, or make a recommendation for each.
    """
    named = agencies_in(recommendation.text)
    if len(named) < agencies:
        return not_applicable("it does not name several agencies")
    if recommendation.organisation is None:
        yield flag(f"{len(named)} agencies are named, and none of them leads", field="organisation")
