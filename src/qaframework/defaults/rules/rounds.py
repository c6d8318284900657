"""How a round of reviews was made up, and what can be said of so many."""

from __future__ import annotations

import calendar
import re
from collections import Counter
from datetime import date

from qaframework import Activity, Context, Messages, Review, flag, not_applicable, rule
from qaframework.defaults.exact_tests import stratified_test, told
from qaframework.defaults.in_use import about_a_child
from qaframework.defaults.rounds import NO_EARLIER_ROUND, NO_REVIEWS, NOT_ENDED, of_children, previous_round
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import listed, many


@rule(
    "reviews-per-worker",
    severity="query",
    source="English authorities' audit guidance: reviews are spread across practitioners; two is a qaframework default",
    ok={"activities": {}, "reviews": [{"worker": "W1"}] * 2 + [{"worker": "W2"}]},
    flagged={"activities": {}, "reviews": [{"worker": "W1"}] * 3},
    not_applicable=({"activities": {}, "reviews": [{}] * 3}, {"activities": {}}),
)
def reviews_per_worker(activity: Activity, context: Context, *, most: int = 2) -> Messages:
    """No worker has more than two reviews in a round.

    A round that leans on a few workers says little about the service, and weighs on them. Draw the next one across
    workers, new and agency staff among them; in a very small service say why it could not be.
    """
    reviews = of_children(activity, context)
    if not reviews:
        return not_applicable(NO_REVIEWS)
    held = Counter(review.worker for review in reviews if review.worker is not None)
    if not held:
        return not_applicable("no review of this round names the worker")
    over = {worker: count for worker, count in sorted(held.items()) if count > most}
    if over:
        names = listed(f"{worker} ({count})" for worker, count in over.items())
        yield f"{many(len(over), 'worker')} with more than {most} of the {len(reviews)} reviews: {names}"


@rule(
    "reviewed-within-a-year",
    severity="query",
    source="Kirklees, peer audit: the file was not audited in the last 12 months",
    ok=(
        {
            "activities": [{}, {"start": "2023-01-30", "end": "2023-02-10"}],
            "reviews": [{"completed_on": "2024-02-01"}, {"activity": "A2", "completed_on": "2023-02-01"}],
        },
        {
            "activities": [{}, {"start": "2023-09-01", "end": "2023-09-29"}],
            "reviews": [{}, {"activity": "A2", "completed_on": "2023-09-11", "overall": "Inadequate"}],
        },
    ),
    flagged={
        "activities": [{}, {"start": "2023-09-01", "end": "2023-09-29"}],
        "reviews": [{}, {"activity": "A2", "completed_on": "2023-09-11"}],
    },
    not_applicable=(
        {"activities": {}, "reviews": {"child": None, "subject": "a service"}},
        {"activities": {"sampling": "Census of children in care"}, "reviews": {}},
        {"activities": {"sampling": "re-audit"}, "reviews": {}},
    ),
)
def reviewed_within_a_year(review: Review, context: Context, *, months: int = 12) -> Messages:
    """A child reviewed in the last twelve months is not reviewed again, unless to see whether things got better.

    Check that the same children are not drawn again and again, while others are never looked at. Where it is a
    re-audit, write re-audit in the round's sampling; a review that follows the worst grade counts as one.
    """
    if review.child is None or not about_a_child(review, context):
        return not_applicable("it is not about one child")
    activity = context.activity(review.activity)
    if activity is not None and _OF_ALL_OR_AGAIN.search(activity.sampling or ""):
        return not_applicable("the round is a census or a re-audit")
    since = _months_before(review.completed_on, months)
    before = [
        one
        for one in context.reviews_of(review.child)
        if one.activity != review.activity
        and since < one.completed_on <= review.completed_on
        and about_a_child(one, context)
    ]
    last = max(before, key=lambda one: (one.completed_on, one.id), default=None)
    if last is not None and (last.grade is None or last.grade != last.grade.scale.worst):
        yield flag(f"{last.id} looked at the same child on {last.completed_on:%d/%m/%Y}", field="child")


_OF_ALL_OR_AGAIN = re.compile(r"\b(census|re[\s-]?audit)", re.IGNORECASE)


def _months_before(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


@rule(
    "one-child-of-a-family",
    severity="query",
    source=OWN,
    ok={
        "activities": {},
        "children": [{"family": "F1"}, {"family": "F2"}],
        "reviews": [{"child": "C1"}, {"child": "C2"}],
    },
    flagged={
        "activities": {},
        "children": [{"family": "F1"}, {"family": "F1"}],
        "reviews": [{"child": "C1"}, {"child": "C2"}],
    },
    not_applicable=(
        {"activities": {}},
        {"activities": {}, "children": [{}, {}], "reviews": [{"child": "C1"}, {"child": "C2"}]},
    ),
)
def one_child_of_a_family(activity: Activity, context: Context) -> Messages:
    """At most one child of a family is counted in a round.

    Brothers and sisters often have one worker, one plan and one story, so their grades are not separate evidence.
    Decide which review is counted and link the others to it, or say beside the totals how many families they come from.
    """
    families: dict[str, dict[str, str]] = {}
    for review in of_children(activity, context):
        child = context.child(review.child)
        if child is not None and child.family is not None:
            families.setdefault(child.family, {}).setdefault(child.id, review.id)
    if not families:
        return not_applicable("no family is recorded for any child of this round")
    shared = sorted(", ".join(reviews.values()) for reviews in families.values() if len(reviews) > 1)
    if shared:
        yield (
            f"{many(len(shared), 'family', 'families')} with more than one child reviewed: "
            f"{listed(f'({ids})' for ids in shared)}"
        )


@rule(
    "small-round",
    severity="info",
    source="Office for National Statistics, FOI/2021/3301: figures resting on fewer than 20 are marked unreliable",
    ok={"activities": {}, "reviews": [{}] * 20},
    flagged={"activities": {}, "reviews": [{}] * 19},
    not_applicable={"activities": {}},
)
def small_round(activity: Activity, context: Context, *, reviews: int = 20) -> Messages:
    """A round with fewer than 20 reviews is told in counts, not in percentages.

    Write "11 of 13", never "85%": one review more or less would move the percentage by several points. The counts are
    also easier for people to weigh.
    """
    held = len(of_children(activity, context))
    if not held:
        return not_applicable(NO_REVIEWS)
    if held < reviews:
        yield f"{many(held, 'review')}: give counts, not percentages"


@rule(
    "completed-against-planned",
    severity="query",
    source="Gloucestershire: exemptions from auditing are approved by the director; 90% is a qaframework default",
    ok={"activities": {"reached": 10}, "reviews": [{}] * 9},
    flagged=(
        {"activities": {"reached": 13}, "reviews": [{}] * 11},
        {"activities": {"reached": 2}, "reviews": [{}] * 3},
    ),
    not_applicable=(
        {"activities": {"reached": 13}},
        {"activities": {}, "reviews": {}},
        {"activities": {"reached": 13, "end": "2024-06-28"}, "reviews": {}},
    ),
)
def completed_against_planned(activity: Activity, context: Context, *, share: float = 0.9) -> Messages:
    """At least nine in ten of the reviews planned for a round are completed, and none is counted that was not.

    For a round of reviews the column reached says how many were planned. Say what became of the missing ones and who
    agreed: those that are hardest to finish are seldom the best.
    """
    done, planned = len(of_children(activity, context)), activity.reached
    if not done:
        return not_applicable(NO_REVIEWS)
    if not planned:
        return not_applicable("it is not recorded how many were planned")
    if activity.end > context.today:
        return not_applicable(NOT_ENDED)
    if done > planned:
        yield flag(f"{many(done, 'review')} here, and {planned} planned or reached", field="reached")
    elif done / planned < share:
        yield flag(f"{done} of {many(planned, 'planned review')} completed", field="reached")


@rule(
    "nothing-below-the-standard",
    severity="info",
    source="Innovate Services, moderation of councils' own audits: graded too high; ten is a qaframework default",
    ok={"activities": {}, "reviews": [{}] * 9 + [{"overall": "Requires improvement"}]},
    flagged={"activities": {}, "reviews": [{}] * 10},
    not_applicable=({"activities": {}, "reviews": [{}] * 9}, {"activities": {}}),
)
def nothing_below_the_standard(activity: Activity, context: Context, *, reviews: int = 10) -> Messages:
    """In a round of ten or more, some reviews are below the standard.

    It can be true. Ask somebody from outside to read a few of these reviews, chosen by them, before it is reported.
    """
    held = of_children(activity, context)
    if not held:
        return not_applicable(NO_REVIEWS)
    known = [review.grade.meets for review in held if review.grade is not None and review.grade.meets is not None]
    if len(known) < reviews:
        return not_applicable(f"too few to say ({len(known)} of {reviews})")
    if all(known):
        yield f"none of {len(known)} reviews is below the standard; ask for a dip sample from outside"


def _by_both(*, outside: int, inside: int, met_inside: int) -> dict[str, object]:
    below = inside - met_inside
    grades = ["Good"] * met_inside + ["Requires improvement"] * below
    return {
        "activities": {},
        "people": [{"external": True}, {"external": False}],
        "reviews": [{"reviewer": "P1"}] * outside + [{"reviewer": "P2", "overall": grade} for grade in grades],
    }


@rule(
    "external-and-internal",
    severity="info",
    source=f"{CITY}: 11 reviews by an outside firm and 2 by the head of service in one round",
    ok=_by_both(outside=6, inside=6, met_inside=5),
    flagged=(_by_both(outside=11, inside=2, met_inside=2), _by_both(outside=7, inside=6, met_inside=1)),
    not_applicable=(
        _by_both(outside=3, inside=0, met_inside=0),
        {"activities": {}, "reviews": [{}, {"reviewer": "P2"}]},
        {"activities": {}},
    ),
)
def external_and_internal(activity: Activity, context: Context, *, each: int = 5, p: float = 0.05) -> Messages:
    """External and internal reviewers of one round grade alike, and there are enough of both to tell.

    Say in the report how many reviews were by whom. Where they differ, the reviews may have differed too: have some of
    each read by the other.
    """
    reviews = of_children(activity, context)
    if not reviews:
        return not_applicable(NO_REVIEWS)
    outside, inside = (_meeting(reviews, external, context) for external in (True, False))
    if not outside or not inside:
        return not_applicable("the reviewers are not known to be from both inside and outside")
    if min(len(outside), len(inside)) < each:
        counts = f"{many(len(outside), 'review')} by external reviewers, {len(inside)} by internal ones"
        yield f"{counts}: too few to compare"
        return
    met_outside, met_inside = [m for m in outside if m is not None], [m for m in inside if m is not None]
    every = [*met_outside, *met_inside]
    chance = stratified_test(sum(met_outside), [(len(met_outside), sum(every), len(every))])
    if chance < p:
        yield (
            f"{sum(met_outside)} of {len(met_outside)} reviews by external reviewers meet the standard, "
            f"{sum(met_inside)} of {len(met_inside)} by internal ones (exact test, {told(chance)})"
        )


def _meeting(reviews: tuple[Review, ...], external: bool, context: Context) -> list[bool | None]:
    """Return, for each review by such a reviewer, whether it meets the standard; None where nobody can say."""
    people = {review.reviewer: context.person(review.reviewer) for review in reviews}
    chosen = {name for name, person in people.items() if person is not None and person.external is external}
    return [review.grade.meets if review.grade else None for review in reviews if review.reviewer in chosen]


_BEFORE = {"start": "2023-05-01", "end": "2023-05-31"}


@rule(
    "comparable-with-the-round-before",
    severity="query",
    source=f"{CITY}: Excellent in one round and Outstanding in the next; all of one theme, then mixed",
    ok={"activities": [{}, _BEFORE], "reviews": [{}, {"activity": "A2"}]},
    flagged=(
        {
            "activities": [{"scale": "ofsted-2018"}, {**_BEFORE, "scale": "city-of-london-2023"}],
            "reviews": [{}, {"activity": "A2", "completed_on": "2023-05-12"}],
        },
        {
            "activities": [{"sampling": "random"}, {**_BEFORE, "sampling": "thematic: SEND"}],
            "reviews": [{}, {"activity": "A2"}],
        },
    ),
    not_applicable=(
        {"activities": [{}, {**_BEFORE, "kind": "multi_agency_audit"}], "reviews": [{}, {"activity": "A2"}]},
        {"activities": {}},
    ),
)
def comparable_with_the_round_before(activity: Activity, context: Context) -> Messages:
    """A round has the scale, the template and the way of choosing children of the round before.

    Do not draw a line from one round to the next, and do not write that practice got better or worse: the difference
    may be the change. Where the scales' author wrote a crosswalk that only renames levels, convert first and say so.
    """
    if not of_children(activity, context):
        return not_applicable(NO_REVIEWS)
    before = previous_round(activity, context)
    if before is None:
        return not_applicable(NO_EARLIER_ROUND)
    now, then = _scales(activity, context), _scales(before, context)
    if now and then and now != then:
        changed = f"the scale is {' and '.join(now)}, and was {' and '.join(then)} in {before.id}"
        yield flag(f"{changed}: not comparable without a crosswalk between them", field="scale")
    if _template(activity, context) != _template(before, context):
        yield flag(f"another template than in {before.id}: not comparable", field="template")
    if activity.sampling and before.sampling and _folded(activity.sampling) != _folded(before.sampling):
        yield flag(f"children were chosen in another way than in {before.id}: not comparable", field="sampling")


def _scales(activity: Activity, context: Context) -> list[str]:
    """Return the ids of the scales a round's reviews were graded on."""
    return sorted({review.grade.scale.id for review in of_children(activity, context) if review.grade is not None})


def _template(activity: Activity, context: Context) -> tuple[str, str]:
    template = context.template(of_children(activity, context)[0])
    return template.id, template.version


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
