"""Whether an activity is written down so that the rest of the year can be read by it."""

from __future__ import annotations

from qaframework import ACTIVITY_KINDS, Activity, Context, Messages, flag, not_applicable, rule
from qaframework.defaults.sources import OWN
from qaframework.defaults.year import like


@rule(
    "activity-kind",
    severity="query",
    source=OWN,
    ok={"activities": {"kind": "provider_visit"}},
    flagged=({"activities": {"kind": "practise_reviews"}}, {"activities": {"kind": "coffee morning"}}),
)
def activity_kind(activity: Activity, context: Context, *, also: tuple[str, ...] = ()) -> Messages:
    """The kind of an activity is one that is known here.

    Rounds are compared, and sources counted, by kind: a misspelt one stands alone. Correct it, or, where it is a kind
    of your own, add it to ``also`` in qaframework.toml.
    """
    known = (*ACTIVITY_KINDS, *also)
    if activity.kind not in known:
        yield flag(f"no known kind of activity{like(activity.kind, known)}", field="kind")


@rule(
    "activity-dates",
    severity="error",
    source=OWN,
    ok={"activities": {"start": "2024-02-20", "end": "2024-02-20"}},
    flagged={"activities": {"start": "2024-02-20", "end": "2024-02-19"}},
)
def activity_dates(activity: Activity, context: Context) -> Messages:
    """An activity does not end before it starts.

    Check both dates; one of them is often a year out or has day and month turned round.
    """
    if activity.end < activity.start:
        yield flag("it ends before it starts", field="end")


@rule(
    "activity-part-of",
    severity="error",
    source=OWN,
    ok={"activities": [{"part_of": "A2"}, {"kind": "assurance_review"}]},
    flagged=(
        {"activities": {"part_of": "A9"}},
        {"activities": {"part_of": "A1"}},
        {"activities": [{"part_of": "A2"}, {"part_of": "A3"}, {"part_of": "A1"}]},
    ),
    not_applicable={"activities": {}},
)
def activity_part_of(activity: Activity, context: Context) -> Messages:
    """An activity is part of one that is there, and not of itself.

    Correct the id in part_of, or add the activity it names. What is part of another is counted once: with a wrong id it
    is counted twice.
    """
    if activity.part_of is None:
        return not_applicable("it is part of no other")
    if context.activity(activity.part_of) is None:
        yield flag("no activity has the id it is said to be part of", field="part_of")
    elif _contains_itself(activity, context):
        yield flag("through others, it is part of itself", field="part_of")


def _contains_itself(activity: Activity, context: Context) -> bool:
    seen: set[str] = set()
    whole = context.activity(activity.part_of)
    while whole is not None and whole.id not in seen:
        seen.add(whole.id)
        whole = context.activity(whole.part_of)
    return activity.id in seen


@rule(
    "reached-within-population",
    severity="query",
    source=OWN,
    ok=(
        {"activities": {"population": 56, "reached": 22}},
        {"activities": {"population": 1, "reached": None}, "reviews": {}},
    ),
    flagged=(
        {"activities": {"population": 22, "reached": 56}},
        {"activities": {"population": 1}, "reviews": [{}, {"child": "C2"}]},
    ),
    not_applicable=({"activities": {"reached": 22}}, {"activities": {"population": 22}}),
)
def reached_within_population(activity: Activity, context: Context) -> Messages:
    """No more are reached than there were.

    Check both numbers: population is how many there were that could have been looked at, reached is how many were.
    """
    if activity.population is None:
        return not_applicable("the population is not recorded")
    children = {review.child or review.subject for review in context.reviews_in(activity)}
    reached = max(len(children), activity.reached or 0)
    if not reached:
        return not_applicable("it is not recorded how many were reached")
    if reached > activity.population:
        yield flag(f"{reached} reached of a population of {activity.population}", field="population")
