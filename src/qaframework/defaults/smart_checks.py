"""SMART checks over a recommendation: what will be done, one person to do it, a day, a way to know, and a reason.

What the text says counts: a field that is blank is asked for only where the words do not say it either.
"""

from __future__ import annotations

import re

from qaframework import (
    Context,
    Messages,
    Plugins,
    Recommendation,
    Settings,
    SmartResult,
    check_smart,
    flag,
    not_applicable,
    rule,
)
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import once

_TANGIBLE = f"{CITY}: clear, tangible recommendations"
_NEBULOUS = f"{CITY}: where impact is hard to show, the recommendation was too nebulous"
_TIMESCALES = f"{CITY}: focused actions with clear timescales"


_TEXT_ALONE = Plugins()


def wording(recommendation: Recommendation, context: Context) -> SmartResult:
    """Return what the text of a recommendation says by itself, in the words of the authority's settings."""
    settings = Settings(smart=context.smart)
    return check_smart(recommendation.text, recommendation.raised_on, _TEXT_ALONE, settings=settings)


LEFT_OPEN = {
    "measurable": "what there will be to see or to count",
    "relevant": "what difference it is meant to make",
}


def left_open(recommendation: Recommendation, said: SmartResult) -> list[str]:
    """Return what of these two neither the words nor the fields of a recommendation say."""
    filled = {"measurable": recommendation.measure, "relevant": recommendation.themes or recommendation.domain}
    return [words for name, words in LEFT_OPEN.items() if name in said.missing and not filled[name]]


@rule(
    "says-what-will-be-done",
    severity="query",
    criterion="specific",
    source=_NEBULOUS,
    ok=(
        {"recommendations": {"text": "Social worker to see the child alone and record what she says."}},
        {"recommendations": {"text": "Ensure that each plan names one person and one day for every action."}},
    ),
    flagged=(
        {"recommendations": {"text": "Continue to explore options and strengthen the plan."}},
        {"recommendations": {"text": "Consistency of plans."}},
    ),
    not_applicable={"recommendations": {"text": "Mae angen diweddaru'r cynllun ac ysgrifennu at y teulu yn fuan."}},
)
def says_what_will_be_done(recommendation: Recommendation, context: Context) -> Messages:
    """The words of a recommendation say what will be done.

    Ask the reviewer what somebody will do that others can see is done: write, hold, visit, refer, decide. "Explore",
    "strengthen" and "continue to monitor" can never be shown to be finished. "qaframework smart" gives a stem to start
    from.
    """
    said = wording(recommendation, context)
    if not said.applicable:
        return not_applicable(said.reason)
    if not said.specific.met:
        open_too = left_open(recommendation, said)
        more = f", nor {' or '.join(open_too)}" if open_too else ""
        yield flag(f"its words do not say what will be done{more}", field="text")


@rule(
    "owner-named",
    severity="query",
    criterion="assignable",
    source=_TANGIBLE,
    ok=(
        {"recommendations": {"owner": "Team manager"}},
        {"recommendations": {"owner": None, "text": "Team manager to read the plan with the family."}},
    ),
    flagged={"recommendations": {"owner": None}},
)
def owner_named(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation has an owner.

    Name the one role that will do it. What belongs to everybody is done by nobody.
    """
    if recommendation.owner is None and not wording(recommendation, context).assignable.met:
        yield flag("nobody is named to do it", field="owner")


_NOBODY = re.compile(
    r"tb[cda]|to be (?:confirmed|decided|agreed|advised|determined)|n/?a|none|\?+|-+|unknown|various|multiple"
    r"|everyone|everybody|anyone|all|(?:all|any) .+"
    r"|(?!.*\b(?:head|director|chair|manager) )(?:the )?(?:.+ )?(?:team|teams|staff|workers|professionals|agencies"
    r"|partners|managers|service|services|department|network)",
    re.IGNORECASE,
)
_ROLE = (
    r"(?:(?:head|director|lead|chair) (?:of|for) .+"
    r"|.*\b(?:worker|manager|officer|director|lead|head|chair|practitioner|coordinator|commissioner|teacher|nurse"
    r"|supervisor|iro))"
)
_TWO_ROLES = re.compile(rf"{_ROLE}\s*(?:,| and | & |\+|;|/)\s*{_ROLE}|.+;.+", re.IGNORECASE)


@rule(
    "owner-is-one-role",
    severity="query",
    criterion="assignable",
    source=_TANGIBLE,
    ok=(
        {"recommendations": {"owner": "Head of Safeguarding and Quality Assurance"}},
        {"recommendations": {"owner": "Head of service"}},
        {"recommendations": {"owner": "Team manager"}},
        {"recommendations": {"owner": "P7"}},
    ),
    flagged=(
        {"recommendations": {"owner": "All staff"}},
        {"recommendations": {"owner": "TBC"}},
        {"recommendations": {"owner": "Social work team"}},
        {"recommendations": {"owner": "Social worker and team manager"}},
    ),
    not_applicable={"recommendations": {"owner": None}},
)
def owner_is_one_role(recommendation: Recommendation, context: Context) -> Messages:
    """The owner of a recommendation is one role, not a group and not still to be found.

    Name the one role that answers for it; others can help.
    """
    if recommendation.owner is None:
        return not_applicable("no owner is named")
    owner = recommendation.owner.strip(" .")
    if _NOBODY.fullmatch(owner):
        yield flag("its owner is a group, or still to be found", field="owner")
    elif _TWO_ROLES.fullmatch(owner):
        yield flag("it has more than one owner", field="owner")


@rule(
    "due-date-set",
    severity="query",
    criterion="time_bound",
    source=_TIMESCALES,
    ok=(
        {"recommendations": {"raised_on": "2024-02-05", "due": "2024-03-28"}},
        {"recommendations": {"due": None, "text": "Update the chronology within 10 working days."}},
    ),
    flagged={"recommendations": {"due": None}},
)
def due_date_set(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation has a day by which it is done.

    Set a day that the owner believes in. "Ongoing" and "as soon as possible" never come.
    """
    if recommendation.due is None and wording(recommendation, context).time_bound.met:
        return
    if recommendation.due is None:
        yield flag("no day is set by which it is done", field="due")


@rule(
    "measure-given",
    severity="query",
    criterion="measurable",
    source=_NEBULOUS,
    ok=(
        {"recommendations": {"measure": "Every visit of the next three months is on time."}},
        {"recommendations": [{"text": "Write to the family."}, {"measure": "Every visit is on time."}]},
    ),
    flagged=(
        {"recommendations": [{"text": "Discuss the plan with him."}, {"measure": "Every visit is on time."}]},
        {"recommendations": [{"owner": "Team manager"}, {"measure": "Every visit is on time."}]},
    ),
    not_applicable=(
        {"recommendations": {}},
        {"recommendations": [{"text": "Strengthen the plan."}, {"measure": "Every visit is on time."}]},
    ),
)
def measure_given(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation says how people will know that it made a difference.

    Write what will be different for the child, or what can be counted, and where to look for it.
    """
    if "measure" not in _fields_in_use(context):
        return not_applicable("this file does not record measures")
    if recommendation.measure:
        return
    said = wording(recommendation, context)
    if said.nebulous and recommendation.owner is None:
        return not_applicable("nobody owns it and its words do not say what will be done, which are flags of their own")
    if not said.measurable.met:
        yield flag("it does not say how anybody will know that it helped", field="measure")


@rule(
    "linked-to-a-reason",
    severity="query",
    criterion="relevant",
    source=OWN,
    ok=(
        {"recommendations": {"themes": "rsk"}},
        {"recommendations": {"domain": "RISK"}},
        {"findings": {"direction": "concern"}, "recommendations": [{"source": "F1"}, {"themes": "rsk"}]},
        {"recommendations": [{"text": "Ring every day, so that she feels safe."}, {"themes": "rsk"}]},
    ),
    flagged={"recommendations": [{}, {"themes": "rsk"}]},
    not_applicable={"recommendations": {}},
)
def linked_to_a_reason(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation is linked to a theme, a domain or a finding of concern.

    Say what it is meant to make better: the domain that was weak, the theme it belongs to, the finding it answers.
    """
    if _fields_in_use(context).isdisjoint({"themes", "domain"}):
        return not_applicable("this file does not link recommendations to themes or domains")
    finding = context.finding(recommendation.source)
    answers = finding is not None and finding.direction != "strength"
    linked = recommendation.themes or recommendation.domain or answers
    if not linked and not wording(recommendation, context).relevant.met:
        yield flag("it is linked to no theme, domain or finding of concern", field="themes")


@once
def _fields_in_use(context: Context) -> frozenset[str]:
    """Return which of the optional columns any recommendation of the file fills in."""
    return frozenset(
        name
        for name in ("measure", "themes", "domain")
        if any(getattr(one, name) for one in context.year.recommendations)
    )
