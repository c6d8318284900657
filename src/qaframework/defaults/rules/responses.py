"""You said, we did: whether people were told in time, and told something."""

from __future__ import annotations

from datetime import timedelta

from qaframework import (
    Context,
    Finding,
    Messages,
    Response,
    flag,
    not_applicable,
    rule,
    working_days_after,
    working_days_between,
)
from qaframework.defaults.loops import concerns, doubts, worries
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import many


@rule(
    "response-to-known-activity",
    severity="error",
    source=OWN,
    ok={"activities": {}, "responses": {}},
    flagged={"responses": {"activity": "A9"}},
)
def response_to_known_activity(response: Response, context: Context) -> Messages:
    """A response names the activity where it was said.

    Correct the activity's id, or add the activity.
    """
    if context.activity(response.activity) is None:
        yield flag("no activity has this id", field="activity")


_SURVEY = {"start": "2023-12-01", "end": "2023-12-15", "kind": "survey"}


@rule(
    "told-back-in-time",
    severity="query",
    source="You said, we did: Barnardo's and Oxfordshire; the 90 days are a qaframework default",
    ok={"activities": _SURVEY, "responses": {"told_back_on": "2024-03-14"}},
    flagged=(
        {"activities": _SURVEY, "responses": {"told_back_on": "2024-03-15"}},
        {"activities": _SURVEY, "responses": {}},
        {"activities": _SURVEY, "responses": {"told_back_on": "2023-11-30"}},
        {"activities": {**_SURVEY, "end": "2024-01-31"}, "responses": {"told_back_on": "2024-04-15"}},
    ),
    not_applicable=(
        {"activities": {**_SURVEY, "end": "2024-01-02"}, "responses": {}},
        {"responses": {"activity": "A9"}},
    ),
)
def told_back_in_time(response: Response, context: Context, *, days: int = 90, working_days: bool = False) -> Messages:
    """People are told what came of what they said within 90 days.

    Tell them now, also where the answer is "not yet" or "we could not", and write down the day and how. People who
    never hear back stop answering.
    """
    activity = context.activity(response.activity)
    if activity is None:
        return not_applicable("the activity is not known")
    kind = "working days" if working_days else "days"
    last = working_days_after(activity.end, days) if working_days else activity.end + timedelta(days=days)
    told = response.told_back_on
    if told is None and context.today <= last:
        return not_applicable(f"the {days} {kind} are not over")
    if told is None:
        yield flag(f"nobody was told within {days} {kind}", field="told_back_on")
    elif told > context.today:
        yield flag("told on a day that has not come", field="told_back_on")
    elif told > last:
        after = working_days_between(activity.end, told) if working_days else (told - activity.end).days
        yield flag(f"told {after} {kind} later; {days} asked for", field="told_back_on")
    elif told < activity.start:
        yield flag("told before it was asked", field="told_back_on")


@rule(
    "told-back-says-how",
    severity="info",
    source="You said, we did: Barnardo's and Oxfordshire",
    ok={"responses": {"told_back_on": "2024-03-14", "channel": "letter"}},
    flagged={"responses": {"told_back_on": "2024-03-14"}},
    not_applicable={"responses": {}},
)
def told_back_says_how(response: Response, context: Context) -> Messages:
    """Where people were told, it is recorded how.

    Write it down: a letter, a visit, the council of children in care. Without it nobody can tell whether it reached
    those who had said it.
    """
    if response.told_back_on is None:
        return not_applicable("nobody was told")
    if not (response.channel or "").strip():
        yield flag("told, and it is not recorded how", field="channel")


@rule(
    "could-not-because",
    severity="query",
    source="You said, we did: Oxfordshire and Medway",
    ok={"responses": {"outcome": "could_not", "because": "No home in the town was let this year."}},
    flagged=({"responses": {"outcome": "could_not"}}, {"responses": {"outcome": "could_not", "because": "n/a"}}),
    not_applicable={"responses": {"outcome": "did"}},
)
def could_not_because(response: Response, context: Context) -> Messages:
    """Where something could not be done, people are told why.

    Write the reason as you would say it to the person who asked. An honest reason is an answer; silence is none.
    """
    if response.outcome != "could_not":
        return not_applicable("it was not refused")
    if response.id in doubts(context):
        yield flag("it could not be done, and no reason is given", field="because")


@rule(
    "did-says-what",
    severity="query",
    source=f"You said, we did: Oxfordshire and Medway; the words that are looked for are {OWN}s",
    ok=(
        {"responses": {"outcome": "did", "did": "Two flats were let. We will look for more."}},
        {"responses": {"outcome": "doing", "did": "We will let two flats this summer."}},
    ),
    flagged=(
        {"responses": {"outcome": "did"}},
        {"responses": {"outcome": "did", "did": "Done."}},
        {"responses": {"outcome": "did", "did": "We will look at it."}},
        {"responses": {"outcome": "did", "did": "We listened, and shared this with the team."}},
        {"responses": {"outcome": "doing"}},
        {
            "activities": _SURVEY,
            "responses": {"outcome": "did", "did": "Two flats were let."},
            "recommendations": {"level": "service", "source": "A1", "themes": "voi"},
        },
    ),
    not_applicable={"responses": {"outcome": "could_not"}},
)
def did_says_what(response: Response, context: Context) -> Messages:
    """What is called done is done, and people are told what.

    Write what is different now, in a sentence that somebody who was not in the room understands. A promise is "doing"
    until it is kept. That you listened is where an answer begins, and not the answer.
    """
    if response.outcome == "could_not":
        return not_applicable("it could not be done")
    if doubt := doubts(context).get(response.id):
        yield flag(doubt, field="did")


@rule(
    "promise-looked-at-again",
    severity="query",
    source=f"{CITY}: people are told what impact their views have; the half year is a {OWN}",
    ok={"activities": _SURVEY, "responses": {"outcome": "doing", "told_back_on": "2023-12-20"}},
    flagged=(
        {"activities": _SURVEY, "responses": {"outcome": "doing", "told_back_on": "2023-09-01"}},
        {"activities": {**_SURVEY, "start": "2023-07-01", "end": "2023-07-31"}, "responses": {"outcome": "doing"}},
    ),
    not_applicable=({"responses": {"outcome": "did"}}, {"responses": {"outcome": "doing"}}),
)
def promise_looked_at_again(response: Response, context: Context, *, days: int = 182) -> Messages:
    """What people were told is being done is done, or looked at again, within half a year.

    Tell them how far it is. Where it is done, make it "did" and say what; where it will not be, "could not" and say
    why. A promise nobody speaks of again was not kept.
    """
    if response.outcome != "doing":
        return not_applicable("nothing is promised")
    activity = context.activity(response.activity)
    since = response.told_back_on or (activity.end if activity is not None else None)
    if since is None:
        return not_applicable("nobody was told, and the activity is not known")
    gone = (context.today - since).days
    if gone > days:
        yield flag(f"being done for {many(gone, 'day')}, and not done yet", field="outcome")


def _words_of(response: Response, context: Context, stops: bool) -> Messages:
    """Yield what in a response's words may point to somebody: what stops it, or what to think about."""
    for field, kind, stop in concerns(context)[response.id]:
        if stop == stops:
            yield flag(f"{field}: {kind}", field=field)


@rule(
    "response-names-nobody",
    severity="query",
    source=f"ICO, guidance on anonymisation, March 2025; the patterns are {OWN}s",
    ok={"responses": {"said": "We wait a long time."}},
    flagged=(
        {"responses": {"said": "Ask Mrs Nowhere why we wait."}},
        {"responses": {"did": "We rang 020 7946 0000."}},
        {
            "children": [{"status": "care_leaver", "needs": "autism"}],
            "responses": {"said": "It is hard as a care leaver with autism."},
        },
        {
            "reviews": {"rationale": "The tenancy support was in place before the keys came."},
            "responses": {"said": "Tenancy support was in place before the keys came to me."},
        },
    ),
)
def response_names_nobody(response: Response, context: Context) -> Messages:
    """What is told back points to nobody.

    Take it out, or say it more generally, before it is told to anybody. In a small authority a remembered phrase, or
    two details together, point to one child as surely as a name.
    """
    return (yield from _words_of(response, context, stops=True))


@rule(
    "response-read-first",
    severity="info",
    source="Barnardo's, You said, we heard: screen for harm before sharing",
    ok={"responses": {"said": "We wait a long time."}},
    flagged=(
        {"responses": {"said": "I wait a long time."}},
        {"responses": {"said": "It was better in Nowhere."}},
        {"responses": {"said": "Twins wait longer when there is a court case."}},
    ),
)
def response_read_first(response: Response, context: Context) -> Messages:
    """Words that may be one person's own are read by somebody who knows the children before they are told to others.

    Ask whoever said it, or put it in words that several people could have said.
    """
    return (yield from _words_of(response, context, stops=False))


@rule(
    "concern-answered",
    severity="query",
    source=f"{CITY}: feedback is given about what impact views have; You said, we did",
    ok=(
        {"activities": {"kind": "survey"}, "findings": {"theme": "acc"}, "responses": {"theme": "acc"}},
        {"activities": {}, "findings": {"theme": "acc", "voice": "parent"}, "responses": {"theme": "acc"}},
    ),
    flagged=(
        {"activities": {"kind": "survey"}, "findings": {"theme": "acc"}, "responses": {"theme": "wrk"}},
        {"activities": {}, "findings": {"theme": "acc", "voice": "care leaver"}},
    ),
    not_applicable=(
        {"activities": {"kind": "survey"}, "findings": {"direction": "strength"}},
        {"activities": {}, "findings": {"voice": "reviewer"}},
    ),
)
def concern_answered(finding: Finding, context: Context) -> Messages:
    """What children and families are worried about gets a response on its theme.

    Write what was done, is being done or could not be done, and tell them. Until then they have been heard and not
    answered.
    """
    if finding.direction == "strength":
        return not_applicable("it is a strength")
    answered, unanswered = worries(context)
    if finding.id in unanswered:
        yield flag("children or families said so, and no response is on its theme since", field="theme")
    elif finding.id not in answered:
        return not_applicable("it is not what children or families said")
