"""Whether observing people at work was done with them: asked about, talked through, and not made to say too much."""

from __future__ import annotations

from datetime import date

from qaframework import Activity, Context, Finding, Messages, Review, flag, not_applicable, rule, working_days_between
from qaframework.defaults.in_use import is_observation
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import listed, many

NO_EVENT = "it is no observation"
_WEEK = {"kind": "observation", "template": "practice-observation"}
_SEEN = {"child": None, "subject": "E1", "worker": "W1", "overall": "not graded"}


@rule(
    "observation-feedback-sought",
    severity="query",
    source=f"{CITY}: feedback was asked of children, parents, carers and care leavers",
    ok=(
        {"activities": _WEEK, "reviews": {**_SEEN, "family_voice": "sought"}},
        {"activities": _WEEK, "reviews": {**_SEEN, "child_voice": "unsafe", "voice_note": "Court that week."}},
    ),
    flagged=(
        {"activities": _WEEK, "reviews": _SEEN},
        {"activities": _WEEK, "reviews": {**_SEEN, "child_voice": "not_sought", "family_voice": "not_sought"}},
    ),
    not_applicable={"reviews": {}},
)
def observation_feedback_sought(review: Review, context: Context) -> Messages:
    """Those who were there were asked what the observed visit or meeting was like for them, or it says why not.

    Ask the child, the parent or the carer now, by a short call if need be; or write into the voice note why that cannot
    be. Only they can say whether what looked good felt good.
    """
    if not is_observation(review, context):
        return not_applicable(NO_EVENT)
    asked = {review.child_voice, review.family_voice} - {None, "not_sought"}
    if not asked and not review.voice_note:
        yield flag("nobody who was there was asked, and no reason is given", field="family_voice")


@rule(
    "observation-talked-through",
    severity="query",
    source="Merton and Warwickshire, practice observation: a conversation before and after; the days are a "
    "qaframework default",
    ok={"activities": _WEEK, "reviews": {**_SEEN, "discussed_on": "2024-02-05"}},
    flagged=(
        {"activities": _WEEK, "reviews": {**_SEEN, "discussed_on": "2024-03-05"}},
        {"activities": _WEEK, "reviews": _SEEN},
    ),
    not_applicable=({"reviews": {}}, {"activities": _WEEK, "reviews": _SEEN, "today": date(2024, 2, 3)}),
)
def observation_talked_through(review: Review, context: Context, *, working_days: int = 5) -> Messages:
    """The observer talks with the worker about what was seen within five working days.

    Have the conversation and put its day in. Being watched without hearing what was seen teaches nobody anything.
    """
    if not is_observation(review, context):
        return not_applicable(NO_EVENT)
    until = review.discussed_on or context.today
    taken = working_days_between(review.completed_on, until)
    if review.discussed_on is None and taken <= working_days:
        return not_applicable("there is still time for the conversation")
    if review.discussed_on is None:
        yield flag(f"no conversation with the worker after {taken} working days", field="discussed_on")
    elif taken > working_days:
        yield flag(f"talked through after {taken} working days", field="discussed_on")


@rule(
    "observation-says-of-what",
    severity="query",
    source=OWN,
    ok={"activities": _WEEK, "reviews": {**_SEEN, "event": "home visit"}},
    flagged=({"activities": _WEEK, "reviews": _SEEN}, {"activities": _WEEK, "reviews": {**_SEEN, "worker": None}}),
    not_applicable={"reviews": {}},
)
def observation_says_of_what(review: Review, context: Context) -> Messages:
    """An observation says what was observed, and whose work it was.

    Fill in the event (home visit, review meeting, direct work) and the worker's code. What works at a kitchen table is
    another thing than what works in a meeting.
    """
    if not is_observation(review, context):
        return not_applicable(NO_EVENT)
    if review.event is None:
        yield flag("it does not say what was observed", field="event")
    if review.worker is None:
        yield flag("it does not say whose work was observed", field="worker")


def _week(seen: int, *findings: dict[str, str]) -> dict[str, object]:
    return {
        "activities": [_WEEK, {"kind": "survey"}],
        "reviews": [{**_SEEN, "subject": f"E{number}"} for number in range(seen)],
        "findings": list(findings),
        "recommendations": {"level": "service", "source": "F1"},
    }


@rule(
    "few-observations",
    severity="query",
    source=f"{CITY}: five observations were few to draw recommendations from; fewer than 10 is a qaframework default",
    ok=(_week(12, {}), _week(5, {}, {"activity": "A2"})),
    flagged=_week(5, {}),
    not_applicable=(
        {"activities": {"kind": "survey"}},
        {"activities": _WEEK, "reviews": _SEEN},
        {"activities": _WEEK},
    ),
)
def few_observations(activity: Activity, context: Context, *, least: int = 10) -> Messages:
    """A recommendation for the service does not rest on a handful of observations alone.

    Look whether other activities of the year found the same, and name them; or keep it as a question to look at next
    time. What one worker did on one day is not how the service works.
    """
    if activity.kind != "observation":
        return not_applicable(NO_EVENT)
    seen = len(context.reviews_in(activity)) or activity.reached or 0
    if not seen:
        return not_applicable("it is not recorded how many were observed")
    alone = _resting_alone(activity, context)
    if alone is None:
        return not_applicable("no recommendation for the service came of it")
    if alone and seen < least:
        yield f"{many(seen, 'observation')}, and nothing else beside them, for {listed(alone)}"


def _is_worry_about_children(finding: Finding, context: Context) -> bool:
    activity = context.activity(finding.activity)
    return finding.direction != "strength" and (activity is None or activity.about_children)


def _resting_alone(activity: Activity, context: Context) -> list[str] | None:
    """Return the service's recommendations on themes that no other activity found; None where it has none at all."""
    elsewhere = {
        one.theme
        for one in context.year.findings
        if one.activity != activity.id and _is_worry_about_children(one, context)
    }
    sources = {activity.id: set[str]()} | {one.id: {one.theme} for one in context.findings_of(activity)}
    made = [
        (one, {*one.themes} or sources[one.source])
        for one in context.year.recommendations
        if one.level == "service" and one.source in sources
    ]
    return sorted(one.id for one, themes in made if not themes & elsewhere) if made else None
