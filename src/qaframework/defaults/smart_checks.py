"""SMART checks over the fields of a recommendation: one person to do it, a day, a way to know, and a reason."""

from __future__ import annotations

import re

from qaframework import Context, Messages, Recommendation, flag, not_applicable, rule
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import once

_TANGIBLE = f"{CITY}: clear, tangible recommendations"
_TIMESCALES = f"{CITY}: focused actions with clear timescales"


@rule(
    "owner-named",
    severity="query",
    criterion="assignable",
    source=_TANGIBLE,
    ok={"recommendations": {"owner": "Team manager"}},
    flagged={"recommendations": {"owner": None}},
)
def owner_named(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation has an owner.

    Name the one role that will do it. What belongs to everybody is done by nobody.
    """
    if recommendation.owner is None:
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
    ok={"recommendations": {"raised_on": "2024-02-05", "due": "2024-03-28"}},
    flagged=({"recommendations": {"due": None}}, {"recommendations": {"raised_on": "2024-02-05", "due": "2024-02-05"}}),
)
def due_date_set(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation has a day by which it is done, and time until then.

    Set a day that the owner believes in. "Ongoing" and "as soon as possible" never come.
    """
    if recommendation.due is None:
        yield flag("no day is set by which it is done", field="due")
    elif recommendation.due <= recommendation.raised_on:
        yield flag("due on or before the day it was made", field="due")


@rule(
    "measure-given",
    severity="query",
    criterion="measurable",
    source=f"{CITY}: where impact is hard to show, the recommendation was too nebulous",
    ok={"recommendations": {"measure": "Every visit of the next three months is on time."}},
    flagged={"recommendations": [{}, {"measure": "Every visit is on time."}]},
    not_applicable={"recommendations": {}},
)
def measure_given(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation says how people will know that it made a difference.

    Write what will be different for the child, or what can be counted, and where to look for it.
    """
    if "measure" not in _fields_in_use(context):
        return not_applicable("this file does not record measures")
    if not recommendation.measure:
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
    if not (recommendation.themes or recommendation.domain or answers):
        yield flag("it is linked to no theme, domain or finding of concern", field="themes")


@once
def _fields_in_use(context: Context) -> frozenset[str]:
    """Return which of the optional columns any recommendation of the file fills in."""
    return frozenset(
        name
        for name in ("measure", "themes", "domain")
        if any(getattr(one, name) for one in context.year.recommendations)
    )
