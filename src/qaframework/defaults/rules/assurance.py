"""Whether an activity that contains others is whole, seen from outside, and borne out by the rest of the year."""

from __future__ import annotations

from qaframework import Activity, Context, Finding, Messages, assurance, flag, not_applicable, rule
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import listed

NO_ASSURANCE = "it is no assurance review"
_WHOLE = {"kind": "assurance_review", "external": True}
_INSIDE = {"part_of": "A1", "start": "2024-01-30"}


@rule(
    "part-within-whole",
    severity="query",
    source=OWN,
    ok={"activities": [{"part_of": "A2"}, _WHOLE]},
    flagged={"activities": [{"part_of": "A2", "start": "2023-05-01"}, _WHOLE]},
    not_applicable=({"activities": {}}, {"activities": {"part_of": "A9"}}),
)
def part_within_whole(activity: Activity, context: Context) -> Messages:
    """A part of another activity lies within its days.

    Check the dates, or take it out of part_of: what was done before is something the other one read, and not a part.
    """
    whole = context.activity(activity.part_of)
    if whole is None:
        return not_applicable("it is part of no other")
    if activity.start < whole.start or activity.end > whole.end:
        yield flag(f"it is not within the days of {whole.id}", field="start")


@rule(
    "assurance-has-parts",
    severity="query",
    source=f"{CITY}: thirteen reviews, performance data and conversations are part of the assurance review",
    ok=({"activities": [_WHOLE, _INSIDE]}, {"activities": _WHOLE, "reviews": {}}),
    flagged={"activities": _WHOLE},
    not_applicable={"activities": {}},
)
def assurance_has_parts(activity: Activity, context: Context) -> Messages:
    """An assurance review names what it contains, so that nothing in it is counted twice.

    Write its id into part_of of the round of reviews and of whatever else was done for it.
    """
    if activity.kind != "assurance_review":
        return not_applicable(NO_ASSURANCE)
    inside = any(one.part_of == activity.id for one in context.year.activities)
    if not inside and not context.reviews_in(activity):
        yield "no activity is part of it, and it has no reviews"


@rule(
    "overview-independent",
    severity="query",
    source=f"{CITY}: overseen by an independent reviewer",
    ok={"activities": [_WHOLE, _INSIDE]},
    flagged=(
        {"activities": {**_WHOLE, "external": False}},
        {"activities": {**_WHOLE, "external": None}},
        {"activities": [{**_WHOLE, "lead": "P1"}, _INSIDE], "reviews": {"activity": "A2"}},
    ),
    not_applicable={"activities": {}},
)
def overview_independent(activity: Activity, context: Context) -> Messages:
    """The overview of an assurance review is by somebody from outside, who did none of its reviews.

    Say in the report whose overview it is. Where nobody from outside could be found, have somebody from another service
    read it.
    """
    if activity.kind != "assurance_review":
        return not_applicable(NO_ASSURANCE)
    if activity.external is None:
        yield flag("it does not say whether it was led from outside", field="external")
    elif not activity.external:
        yield flag("it was not led from outside", field="external")
    inside = {activity.id, *(one.id for one in context.year.activities if one.part_of == activity.id)}
    reviewers = {one.reviewer.casefold() for one in context.year.reviews if one.activity in inside}
    if activity.lead is not None and activity.lead.casefold() in reviewers:
        yield flag("its lead did some of its reviews too", field="lead")


def _found(*directions: str) -> list[dict[str, str]]:
    return [{"activity": f"A{place}", "direction": said} for place, said in enumerate(directions, start=1)]


@rule(
    "overview-beside-others",
    severity="query",
    source=f"{CITY}: the overview is compared with reviews, survey and plans",
    ok={"activities": [_WHOLE, {"kind": "survey"}], "findings": _found("strength", "strength")},
    flagged={"activities": [_WHOLE, {"kind": "survey"}], "findings": _found("strength", "concern")},
    not_applicable=(
        {"activities": {}},
        {"activities": [_WHOLE, {"kind": "survey"}]},
        {"activities": [_WHOLE, {"kind": "peer_challenge"}], "findings": _found("strength", "concern")},
    ),
)
def overview_beside_others(activity: Activity, context: Context) -> Messages:
    """Where other activities found the opposite of what an overview says, it is known.

    Look at both, and say in the overview why they differ. Both can be true: of different children, or of different
    months. What is not true is that everything was consistent.
    """
    if activity.kind != "assurance_review":
        return not_applicable(NO_ASSURANCE)
    found = assurance(context.year, activity.id)
    compared = [one for one in found.themes if one.agree or one.read or one.inside or one.differ]
    if not compared:
        return not_applicable("no other activity found anything on the themes of its overview")
    for one in compared:
        if one.differ:
            yield f"on {one.theme} it says {listed(one.says)}, and {listed(one.differ)} found the opposite"


@rule(
    "finding-counted-once",
    severity="query",
    source=OWN,
    ok={"activities": [_WHOLE, _INSIDE], "findings": [{"activity": "A2"}, {"theme": "voi"}]},
    flagged={"activities": [_WHOLE, _INSIDE], "findings": [{"activity": "A2"}, {}]},
    not_applicable={"activities": [{}, {}], "findings": [{"activity": "A2"}, {}]},
)
def finding_counted_once(finding: Finding, context: Context) -> Messages:
    """What a part of an activity found is not told a second time as a finding of the whole.

    Take one of the two out. Told twice in the same words it looks like two sources.
    """
    activity = context.activity(finding.activity)
    whole = context.activity(activity.part_of) if activity is not None else None
    if whole is None:
        return not_applicable("its activity is part of no other")
    words = " ".join(finding.statement.casefold().split())
    for other in context.findings_of(whole):
        if other.theme == finding.theme and " ".join(other.statement.casefold().split()) == words:
            yield flag(f"the same words as {other.id}, of the activity that contains this one", field="statement")
