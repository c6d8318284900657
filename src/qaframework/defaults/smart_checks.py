"""SMART checks over the fields of a recommendation: somebody to do it, a day, and a way to know."""

from __future__ import annotations

from qaframework import Context, Messages, Recommendation, flag, rule


@rule(
    "owner-named",
    severity="query",
    criterion="assignable",
    source="City of London, Quality Assurance Annual Report 2023-24: clear, tangible recommendations",
    ok={"recommendations": {"owner": "Team manager"}},
    flagged={"recommendations": {"owner": None}},
)
def owner_named(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation has an owner.

    Name the one role that will do it. What belongs to everybody is done by nobody.
    """
    if recommendation.owner is None:
        yield flag("nobody is named to do it", field="owner")
