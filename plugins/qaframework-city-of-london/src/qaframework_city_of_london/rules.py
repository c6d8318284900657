"""What the City's report says it does, as rules, beside those of the built-in plugin that come from the same report."""

from __future__ import annotations

from typing import Any

from qaframework import (
    Activity,
    Context,
    Messages,
    Programme,
    Recommendation,
    Rule,
    flag,
    not_applicable,
    rule,
)
from qaframework_city_of_london.sources import REPORT

OVER = frozenset(
    {"impact_confirmed", "closed", "rejected", "superseded", "merged", "no_longer_applicable", "transferred"}
)
"""Statuses with which the monthly meeting has nothing more to ask; what was transferred is asked about elsewhere."""

_FULL_ROUND: list[dict[str, object]] = [{} for _ in range(15)]


@rule(
    "up-to-fifteen",
    severity="query",
    source=f"{REPORT}: sets of practice reviews of up to 15 children and families",
    ok={"activities": {}, "reviews": _FULL_ROUND},
    flagged={"activities": {}, "reviews": [*_FULL_ROUND, {}]},
    not_applicable=({"activities": {"kind": "survey"}}, {"activities": {}}),
)
def up_to_fifteen(activity: Activity, context: Context, *, most: int = 15) -> Messages:
    """A round is of up to fifteen practice reviews.

    Make two rounds of it. Smaller and more frequent rounds leave time to moderate each review.
    """
    if activity.kind != "practice_reviews":
        return not_applicable("it is no round of practice reviews")
    reviews = len(context.reviews_in(activity))
    if not reviews:
        return not_applicable("it has no reviews here")
    if reviews > most:
        yield f"{reviews} reviews in one round, of up to {most}"


@rule(
    "followed-up-monthly",
    severity="query",
    source=f"{REPORT}: managers meet each month until all recommendations are completed; 35 days are made up",
    ok=(
        {"recommendations": {"raised_on": "2024-02-05"}, "updates": {"on": "2024-03-20"}},
        {"recommendations": {"raised_on": "2024-03-20"}},
    ),
    flagged=(
        {"recommendations": {"raised_on": "2024-01-05"}, "updates": {"on": "2024-02-05"}},
        {"recommendations": {"raised_on": "2024-02-05"}},
    ),
    not_applicable={"recommendations": {}, "updates": {"status": "closed"}},
)
def followed_up_monthly(recommendation: Recommendation, context: Context, *, days: int = 35) -> Messages:
    """An open recommendation is followed up each month.

    Bring it to the next tracking meeting: what was done, and what difference did it make for the child?
    """
    history = [update for update in context.updates_of(recommendation) if update.on <= context.today]
    if history and history[-1].status in OVER:
        return not_applicable("it is no longer open")
    last = history[-1].on if history else recommendation.raised_on
    silent = (context.today - last).days
    if silent > days:
        since = "since its last entry" if history else "since it was made, and it was never followed up"
        yield f"{silent} days {since}"


_REVIEWS: dict[str, object] = {"activities": {}, "reviews": {}}


@rule(
    "not-file-reviews-alone",
    severity="query",
    source=f"{REPORT}: practice is to be assured by observation of direct work too, and not by file reviews alone",
    ok={"activities": [{}, {"kind": "observation"}], "reviews": {}},
    flagged=_REVIEWS,
    not_applicable={"activities": {"kind": "survey"}},
)
def not_file_reviews_alone(year: Programme, context: Context) -> Messages:
    """Direct work is observed in a year in which files are reviewed.

    Plan an observation. Line managers asked for more of them.
    """
    kinds = {activity.kind for activity in year.activities}
    if "practice_reviews" not in kinds:
        return not_applicable("no round of practice reviews")
    if "observation" not in kinds:
        yield "files were reviewed, and no direct work was observed"


@rule(
    "heard-beyond-the-survey",
    severity="query",
    source=f"{REPORT}: feedback is to be drawn out during reviews and at other points, beside the annual survey",
    ok=(
        {"activities": {"kind": "survey"}, "reviews": {"child_voice": "obtained"}},
        {"activities": [{"kind": "survey"}, {"kind": "feedback"}]},
    ),
    flagged={"activities": {"kind": "survey"}, "reviews": {"child_voice": "declined", "family_voice": "sought"}},
    not_applicable=(
        {"activities": {}},
        {"activities": {"kind": "survey"}, "reviews": {}},
    ),
)
def heard_beyond_the_survey(year: Programme, context: Context) -> Messages:
    """Children and families are heard at more points than in the annual survey.

    Ask during reviews and at the end of a service, and write down who was heard.
    """
    kinds = {activity.kind for activity in year.activities}
    if "survey" not in kinds:
        return not_applicable("no survey")
    said = [voice for review in year.reviews for voice in (review.child_voice, review.family_voice) if voice]
    if "feedback" not in kinds and not said:
        return not_applicable("no review says whether anybody was heard")
    if "feedback" not in kinds and "obtained" not in said:
        yield flag("the survey is the only place where a child or family was heard")


RULES: tuple[Rule[Any], ...] = (
    up_to_fifteen,
    followed_up_monthly,
    not_file_reviews_alone,
    heard_beyond_the_survey,
)
