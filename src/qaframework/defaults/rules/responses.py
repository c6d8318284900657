"""You said, we did: whether people were told in time, and told something."""

from __future__ import annotations

from datetime import timedelta

from qaframework import (
    Context,
    Finding,
    Messages,
    Response,
    YouSaidWeDid,
    flag,
    not_applicable,
    rule,
    working_days_after,
    working_days_between,
    you_said_we_did,
)
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import once


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
    ok={"responses": {"outcome": "could_not", "because": "Made up."}},
    flagged={"responses": {"outcome": "could_not"}},
    not_applicable={"responses": {"outcome": "did"}},
)
def could_not_because(response: Response, context: Context) -> Messages:
    """Where something could not be done, people are told why.

    Write the reason as you would say it to the person who asked. An honest reason is an answer; silence is none.
    """
    if response.outcome != "could_not":
        return not_applicable("it was not refused")
    if not (response.because or "").strip():
        yield flag("it could not be done, and no reason is given", field="because")


@rule(
    "did-says-what",
    severity="query",
    source="You said, we did: Oxfordshire and Medway",
    ok={"responses": {"outcome": "did", "did": "Made up."}},
    flagged={"responses": {"outcome": "did"}},
    not_applicable=({"responses": {"outcome": "doing"}}, {"responses": {"outcome": "could_not"}}),
)
def did_says_what(response: Response, context: Context) -> Messages:
    """Where something was done, people are told what.

    Write what is different now, in a sentence that somebody who was not in the room understands.
    """
    if response.outcome != "did":
        return not_applicable("it is not done")
    if not (response.did or "").strip():
        yield flag("it was done, and it is not said what", field="did")


@once
def _loops(context: Context) -> YouSaidWeDid:
    return you_said_we_did(context.year, today=context.today)


@once
def _concerns(context: Context) -> dict[str, list[tuple[str, str, bool]]]:
    """Return what in the words of each response may point to somebody: the field, what it is, whether it stops it."""
    return {
        loop.response: [(field, concern.kind, concern.stops) for field, concern in loop.concerns]
        for loop in _loops(context).loops
    }


@once
def _worries(context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """Return the worries that children or families voiced: those with a response on their theme, and those without."""
    return frozenset(_loops(context).answered), frozenset(_loops(context).unanswered)


def _words_of(response: Response, context: Context, stops: bool) -> Messages:
    """Yield what in a response's words may point to somebody: what stops it, or what to think about."""
    for field, kind, stop in _concerns(context)[response.id]:
        if stop == stops:
            yield flag(f"{field}: {kind}", field=field)


# M30
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
    answered, unanswered = _worries(context)
    if finding.id in unanswered:
        yield flag("children or families said so, and no response is on its theme", field="theme")
    elif finding.id not in answered:
        return not_applicable("it is not what children or families said")
