"""Whether what a review, a recommendation and an update refer to is there, and on a scale and a day that fit."""

from __future__ import annotations

import difflib
from collections import Counter

from qaframework import Context, Grade, Messages, Recommendation, Review, Update, flag, not_applicable, rule
from qaframework.defaults.in_use import domains_in_use
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import once

_SCALES = f"{CITY}: the word for the top grade changed between two rounds"


@rule(
    "review-id-used-once",
    severity="error",
    source=OWN,
    ok={"reviews": [{"id": "R1"}, {"id": "R2"}]},
    flagged={"reviews": [{"id": "R1"}, {"id": "R1"}]},
)
def review_id_used_once(review: Review, context: Context) -> Messages:
    """No two reviews have the same id.

    Take out the row that was pasted twice, or give one of the two an id of its own. Recommendations and readings cannot
    tell the two apart.
    """
    same = len(context.same_id(review))
    if same > 1:
        yield flag(f"{same} reviews have this id", field="id")


@rule(
    "review-of-known-activity",
    severity="error",
    source=OWN,
    ok={"activities": {}, "reviews": {}},
    flagged={"activities": {}, "reviews": {"activity": "A9"}},
    not_applicable={"reviews": {}},
)
def review_of_known_activity(review: Review, context: Context) -> Messages:
    """A review belongs to an activity that is in the activities table.

    Correct the code, or add the activity. Its scale and template come from there.
    """
    if not context.year.activities:
        return not_applicable("the file holds no activities")
    if context.activity(review.activity) is None:
        yield flag("no activity has this id", field="activity")


@rule(
    "review-of-known-child",
    severity="error",
    source=OWN,
    ok={"children": {}, "reviews": {}},
    flagged={"children": {}, "reviews": {"child": "C9"}},
    not_applicable=({"reviews": {}}, {"children": {}, "reviews": {"child": None, "subject": "a service"}}),
)
def review_of_known_child(review: Review, context: Context) -> Messages:
    """A reviewed child is in the children table.

    Correct the pseudonym, or add the child. Which domains apply depends on the child's status.
    """
    if not context.year.children:
        return not_applicable("the file holds no children")
    if review.child is None:
        return not_applicable("it is not about a child")
    if context.child(review.child) is None:
        yield flag("no child has this pseudonym", field="child")


@rule(
    "review-by-known-person",
    severity="query",
    source=OWN,
    ok={"people": {}, "reviews": {}},
    flagged={"people": {}, "reviews": {"reviewer": "P9"}},
    not_applicable={"reviews": {}},
)
def review_by_known_person(review: Review, context: Context) -> Messages:
    """A reviewer is in the people table.

    Correct the code, or add the person. Whether a reviewer is from outside, and who manages whom, comes from there.
    """
    if not context.year.people:
        return not_applicable("the file holds no people")
    if context.person(review.reviewer) is None:
        yield flag("nobody has this code", field="reviewer")


@rule(
    "domain-of-the-template",
    severity="query",
    source=OWN,
    ok={"reviews": {"domain.RISK": "Good"}},
    flagged={"reviews": {"domain.RISK": "Good", "domain.PLANS": "Good"}},
    not_applicable=({"reviews": {}}, {"reviews": {"domain.SECTION_1": "Good"}}),
)
def domain_of_the_template(review: Review, context: Context) -> Messages:
    """A graded domain is one of the review's template.

    Correct its code, or name the right template at the activity. A rule about a domain does not find it under another
    name.
    """
    if not review.judgements:
        return not_applicable("no domains are graded")
    template = context.template(review)
    known = {domain.code for domain in template.domains}
    if known.isdisjoint(domains_in_use(review, context)):
        return not_applicable("this round uses none of its template's domains")
    for judgement in review.judgements:
        if judgement.domain not in known:
            near = difflib.get_close_matches(judgement.domain, known, n=1)
            yield f"a domain that {template.id} does not have" + (f"; did you mean {near[0]}?" if near else "")


@rule(
    "one-scale",
    severity="error",
    source=_SCALES,
    ok=(
        {"activities": {"scale": "ofsted-2018"}, "reviews": {"domain.RISK": "Good"}},
        {"reviews": [{}, {"overall": "Outstanding"}]},
    ),
    flagged=(
        {"activities": {"scale": "ofsted-2018"}, "reviews": {"scale": "city-of-london-2023", "overall": "Excellent"}},
        {"reviews": [{"scale": "city-of-london-2023", "overall": "Excellent"}, {}, {}]},
    ),
    not_applicable={"reviews": {"overall": "not graded"}},
)
def one_scale(review: Review, context: Context) -> Messages:
    """Every grade of a round is on one scale.

    Grade on the round's own scale, or set the scale at the activity. The same word can be another grade on another
    scale; none is translated without a crosswalk somebody stands behind.
    """
    scales = {review.grade.scale.id} if review.grade else set()
    scales |= {one.grade.scale.id for one in review.judgements if isinstance(one.grade, Grade)}
    if not scales:
        return not_applicable("no grades")
    activity = context.activity(review.activity)
    expected = (activity.scale if activity else None) or _usual_scale(context)[review.activity]
    others = sorted(scales - {expected})
    if others:
        yield flag(f"graded on {', '.join(others)}, and its round on {expected}", field="overall")


@once
def _usual_scale(context: Context) -> dict[str, str]:
    """Return the scale most grades of each round are on; where two are as frequent, the first by name."""
    counts: dict[str, Counter[str]] = {}
    for review in context.year.reviews:
        grades = [review.overall, *(one.grade for one in review.judgements)]
        found = (grade.scale.id for grade in grades if isinstance(grade, Grade))
        counts.setdefault(review.activity, Counter()).update(found)
    return {
        activity: min(count, key=lambda scale: (-count[scale], scale)) for activity, count in counts.items() if count
    }


@rule(
    "scale-of-its-time",
    severity="query",
    source=_SCALES,
    ok={"reviews": {"scale": "city-of-london-2023", "overall": "Excellent", "completed_on": "2023-05-10"}},
    flagged={"reviews": {"scale": "city-of-london-2023", "overall": "Excellent", "completed_on": "2024-02-01"}},
    not_applicable=({"reviews": {"overall": "not graded"}}, {"reviews": {"scale": "cqc"}}),
)
def scale_of_its_time(review: Review, context: Context) -> Messages:
    """A grade is on a scale that was in use on that day.

    Check the day and the activity's scale. A word that was retired may mean something else by now.
    """
    if review.grade is None:
        return not_applicable("no overall grade")
    scale = review.grade.scale
    if scale.valid_from is None and scale.valid_until is None:
        return not_applicable("the scale has no dates")
    if scale.valid_from and review.completed_on < scale.valid_from:
        yield flag(f"{scale.id} is in use only from {scale.valid_from:%d/%m/%Y}", field="completed_on")
    if scale.valid_until and review.completed_on > scale.valid_until:
        yield flag(f"{scale.id} was in use until {scale.valid_until:%d/%m/%Y}", field="completed_on")


@rule(
    "recommendation-from-known-source",
    severity="error",
    source=OWN,
    ok=({"reviews": {}, "recommendations": {}}, {"findings": {}, "recommendations": {"source": "F1"}}),
    flagged={"reviews": {}, "recommendations": {"source": "R9"}},
    not_applicable={"recommendations": {}},
)
def recommendation_from_known_source(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation comes from a review, an activity or a finding that is there.

    Correct the code, or add what it came from. Without it nobody can say why this was recommended.
    """
    year = context.year
    if not (year.reviews or year.activities or year.findings):
        return not_applicable("the file holds nothing a recommendation could come from")
    source = recommendation.source
    rounds = context.activity(source) or context.reviews_in(source)  # a file of reviews alone names its rounds there
    if not (rounds or context.review(source) or context.finding(source)):
        yield flag("no review, activity or finding has this id", field="source")


@rule(
    "rolls-up-to-service-level",
    severity="error",
    source=f"{CITY}: child-level and service-level recommendations",
    ok={"recommendations": [{"rolls_up_to": "REC2"}, {"level": "service"}]},
    flagged=(
        {"recommendations": {"rolls_up_to": "REC9"}},
        {"recommendations": [{"rolls_up_to": "REC2"}, {"level": "child"}]},
        {"recommendations": {"level": "service", "rolls_up_to": "REC1"}},
    ),
    not_applicable={"recommendations": {}},
)
def rolls_up_to_service_level(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation rolls up into another one, and that one is for the service.

    Correct the code, or the level of the one it feeds.
    """
    if recommendation.rolls_up_to is None:
        return not_applicable("it rolls up into nothing")
    above = context.recommendation(recommendation.rolls_up_to)
    if above is None:
        yield flag("it rolls up into a recommendation that is not there", field="rolls_up_to")
    elif above.id == recommendation.id:
        yield flag("it rolls up into itself", field="rolls_up_to")
    elif above.level != "service":
        yield flag(f"it rolls up into {above.id}, which is not for the service", field="rolls_up_to")


@rule(
    "recommendation-on-known-themes",
    severity="error",
    source=OWN,
    ok={"recommendations": {"themes": "rsk; voi"}},
    flagged={"recommendations": {"themes": "rsk; nonsense"}},
    not_applicable={"recommendations": {}},
)
def recommendation_on_known_themes(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation is about themes that are known.

    Correct the theme's id, or have a plugin give the theme. Under a misspelt theme a recommendation stands alone.
    """
    if not recommendation.themes:
        return not_applicable("it names no theme")
    unknown = sum(theme not in context.themes for theme in recommendation.themes)
    if unknown:
        yield flag(f"{unknown} of {len(recommendation.themes)} themes are not known", field="themes")


@rule(
    "due-after-raised",
    severity="error",
    source=OWN,
    ok={"recommendations": {"raised_on": "2024-02-05", "due": "2024-02-05"}},
    flagged={"recommendations": {"raised_on": "2024-02-05", "due": "2024-02-04"}},
    not_applicable={"recommendations": {}},
)
def due_after_raised(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation is not due before it was made.

    One of the two days is wrong; often the year.
    """
    if recommendation.due is None:
        return not_applicable("no due date")
    if recommendation.due < recommendation.raised_on:
        yield flag("due before it was made", field="due")


@rule(
    "update-of-known-recommendation",
    severity="error",
    source=OWN,
    ok={"recommendations": {}, "updates": {}},
    flagged={"recommendations": {}, "updates": {"recommendation": "REC9"}},
    not_applicable={"updates": {}},
)
def update_of_known_recommendation(update: Update, context: Context) -> Messages:
    """An update belongs to a recommendation that is there.

    Correct the code, or add the recommendation. Until then this part of its history is lost.
    """
    if not context.year.recommendations:
        return not_applicable("the file holds no recommendations")
    if context.recommendation(update.recommendation) is None:
        yield flag("no recommendation has this id", field="recommendation")


@rule(
    "update-after-raised",
    severity="query",
    source=OWN,
    ok={"recommendations": {"raised_on": "2024-02-05"}, "updates": {"on": "2024-02-05"}},
    flagged=(
        {"recommendations": {"raised_on": "2024-02-05"}, "updates": {"on": "2024-02-04"}},
        {"recommendations": {}, "updates": {"on": "2025-03-20"}},
    ),
    not_applicable={"updates": {}},
)
def update_after_raised(update: Update, context: Context) -> Messages:
    """An update comes after its recommendation was made, and not in the future.

    Check the day, and that the update belongs to this recommendation.
    """
    recommendation = context.recommendation(update.recommendation)
    if recommendation is None:
        return not_applicable("its recommendation is not there")
    if update.on < recommendation.raised_on:
        yield flag("written before the recommendation was made", field="on")
    elif update.on > context.today:
        yield flag(f"{update.on:%d/%m/%Y} is still to come", field="on")
