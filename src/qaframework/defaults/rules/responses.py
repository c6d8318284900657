"""You said, we did: whether people were told in time, and told something."""

from __future__ import annotations

from datetime import timedelta

from qaframework import Context, Messages, Response, flag, not_applicable, rule
from qaframework.defaults.sources import OWN


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
def told_back_in_time(response: Response, context: Context, *, days: int = 90) -> Messages:
    """People are told what came of what they said within 90 days.

    Tell them now, also where the answer is "not yet" or "we could not", and write down the day and how. People who
    never hear back stop answering.
    """
    activity = context.activity(response.activity)
    if activity is None:
        return not_applicable("the activity is not known")
    last, told = activity.end + timedelta(days=days), response.told_back_on
    if told is None and context.today <= last:
        return not_applicable(f"the {days} days are not over")
    if told is None:
        yield flag(f"nobody was told within {days} days", field="told_back_on")
    elif told > last:
        yield flag(f"told {(told - activity.end).days} days later; {days} asked for", field="told_back_on")
    elif told < activity.start:
        yield flag("told before it was asked", field="told_back_on")


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
