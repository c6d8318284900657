"""Whether a review leads to recommendations, and whether they answer what it found."""

from __future__ import annotations

from qaframework import Context, Grade, Messages, Recommendation, Review, flag, not_applicable, rule
from qaframework.defaults.in_use import NOT_ABOUT_A_CHILD, about_a_child
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import many, once

_RI = "Requires improvement"
_OWNERS = "Surrey, internal audit of children's quality assurance: gaps in who owns an action"
NO_DOMAINS_NAMED = "this round's recommendations name no domains"


def _recommendations_of(review: Review, context: Context) -> tuple[Recommendation, ...]:
    """Return what came of a review, itself or through a finding of its round about its child."""
    direct = context.recommendations_from(review)
    through = _through_findings(context).get((review.activity, review.child or ""), ())
    return (*direct, *through)


@once
def _through_findings(context: Context) -> dict[tuple[str, str], list[Recommendation]]:
    found: dict[tuple[str, str], list[Recommendation]] = {}
    for finding in context.year.findings:
        if finding.child:
            found.setdefault((finding.activity, finding.child), []).extend(context.recommendations_from(finding))
    return found


def _for_the_child(review: Review, context: Context) -> list[Recommendation]:
    """Return the child-level recommendations of a review."""
    return [one for one in _recommendations_of(review, context) if one.level == "child"]


@rule(
    "recommendation-below-top-grade",
    severity="error",
    source=f"{CITY}: below the top grade there are clear, tangible recommendations",
    ok=(
        {"reviews": {"overall": "Good"}, "recommendations": {}},
        {"reviews": {"overall": "Outstanding"}},
        {"reviews": {"overall": "Good"}, "findings": {"child": "C1"}, "recommendations": {"source": "F1"}},
    ),
    flagged=(
        {"reviews": {"overall": "Good"}},
        {"reviews": {"overall": "Good"}, "recommendations": {"level": "service"}},
    ),
    not_applicable=(
        {"reviews": {"overall": "not graded"}},
        {"reviews": {"overall": "Good", "child": None, "subject": "an authority"}},
    ),
)
def recommendation_below_top_grade(review: Review, context: Context) -> Messages:
    """A review below the top grade has at least one recommendation for the child.

    Ask the reviewer what would make it better for this child, who does it and by when. A recommendation for the whole
    service is welcome beside it, and does not stand in for it.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if review.grade is None:
        return not_applicable("no overall grade")
    if review.grade != review.grade.scale.best and not _for_the_child(review, context):
        yield flag(f"{review.grade}, and no recommendation for the child", field="overall")


@rule(
    "enough-recommendations",
    severity="query",
    source=OWN,
    ok={"reviews": {"overall": _RI}, "recommendations": [{}, {}]},
    flagged=(
        {"reviews": {"overall": _RI}, "recommendations": {}},
        {"reviews": {"overall": "Inadequate"}, "recommendations": [{}, {}]},
    ),
    not_applicable=(
        {"reviews": {"overall": "Good"}, "recommendations": {}},
        {"reviews": {"overall": _RI}},
        {"reviews": {"overall": _RI, "child": None, "subject": "an authority"}, "recommendations": {}},
    ),
)
def enough_recommendations(review: Review, context: Context, *, below_standard: int = 2, worst: int = 3) -> Messages:
    """A review below the standard has two recommendations for the child or more, one with the worst grade three.

    Ask the reviewer what else has to change before the next review could end better. Do not fill up: where one thing is
    all it takes, say so in a waiver.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if review.grade is None or review.grade.meets is not False:
        return not_applicable("overall is no grade below the standard")
    made = len(_for_the_child(review, context))
    if not made:
        return not_applicable("it has none, which is a flag of its own")
    asked = worst if review.grade == review.grade.scale.worst else below_standard
    if made < asked:
        yield flag(f"{review.grade}, with {many(made, 'recommendation')}; {asked} asked for", field="overall")


@rule(
    "weakness-answered",
    severity="query",
    source=_OWNERS,
    ok={"reviews": {"domain.RISK": _RI}, "recommendations": {"domain": "RISK"}},
    flagged={"reviews": {"domain.RISK": _RI}, "recommendations": {"domain": "PLAN"}},
    not_applicable=(
        {"reviews": {"domain.RISK": _RI}, "recommendations": {}},
        {"reviews": {"domain.RISK": "Good"}, "recommendations": {"domain": "RISK"}},
    ),
)
def weakness_answered(review: Review, context: Context) -> Messages:
    """Every domain below the standard has a recommendation that answers it.

    Ask the reviewer what should change there, or write the domain beside the recommendation that already does.
    """
    if review.activity not in _rounds_naming_domains(context):
        return not_applicable(NO_DOMAINS_NAMED)
    weak = [code for code, grade in review.domain_grades.items() if grade.meets is False]
    if not weak:
        return not_applicable("no domain is below the standard")
    named = (review.judgement(one.domain) for one in _recommendations_of(review, context) if one.domain)
    answered = {judgement.domain for judgement in named if judgement}
    for code in weak:
        if code not in answered:
            grade = review.domain_grades[code]
            yield flag(f"{code} is {grade}, and no recommendation answers it", field=f"domain.{code}")


@once
def _rounds_naming_domains(context: Context) -> frozenset[str]:
    """Return the rounds in which any recommendation of a review names the domain it answers."""
    reviews = (context.review(one.source) for one in context.year.recommendations if one.domain)
    return frozenset(review.activity for review in reviews if review)


@rule(
    "recommendation-answers-a-weakness",
    severity="query",
    source=_OWNERS,
    ok=(
        {"reviews": {"domain.RISK": _RI}, "recommendations": {"domain": "RISK"}},
        {"reviews": {"domain.RISK": "Good"}, "recommendations": {"domain": "risk"}},
    ),
    flagged=(
        {"reviews": {"domain.RISK": "Outstanding"}, "recommendations": {"domain": "RISK"}},
        {"reviews": {"domain.RISK": "Good"}, "recommendations": {"domain": "PLAN"}},
        {"reviews": {"domain.RISK": "Good"}, "recommendations": [{}, {"domain": "RISK"}]},
    ),
    not_applicable=(
        {"reviews": {"domain.RISK": "Good"}, "recommendations": {}},
        {"reviews": {"domain.RISK": "Good"}, "recommendations": {"source": "A1", "domain": "RISK"}},
        {"reviews": {"domain.RISK": "Good"}, "recommendations": {"level": "service", "domain": "PLAN"}},
    ),
)
def recommendation_answers_a_weakness(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation for a child answers a domain of its review that could be better.

    Write the domain beside the recommendation, or ask the reviewer what in the review it comes from.
    """
    review = context.review(recommendation.source)
    if review is None:
        return not_applicable("it does not come straight from a review")
    if recommendation.level != "child":
        return not_applicable("it is for the service, whose blocks need no domain")
    if review.activity not in _rounds_naming_domains(context):
        return not_applicable(NO_DOMAINS_NAMED)
    if recommendation.domain is None:
        yield flag("no domain is named, though others of this round name theirs", field="domain")
        return
    judgement = review.judgement(recommendation.domain)
    if judgement is None or not isinstance(judgement.grade, Grade):
        yield flag("its domain was not graded in its review", field="domain")
    elif judgement.grade == judgement.grade.scale.best:
        yield flag(f"{judgement.domain} is already {judgement.grade} in its review", field="domain")


_NOTHING = frozenset({"no", "none", "nil", "n/a", "na", "nothing", "-", "none identified", "no system block"})


@rule(
    "system-block-passed-on",
    severity="error",
    source=f"{CITY}: what in the system blocks support goes into service-level recommendations",
    ok=(
        {"reviews": {"system_block": "No flats."}, "recommendations": {"level": "service"}},
        {"reviews": {"system_block": "No flats."}, "recommendations": {"level": "service", "source": "A1"}},
        {
            "reviews": {"system_block": "No flats."},
            "recommendations": [{"rolls_up_to": "S1"}, {"id": "S1", "level": "service", "source": "A7"}],
        },
        {
            "activities": [{"part_of": "A2"}, {}],
            "reviews": {"system_block": "No flats."},
            "recommendations": {"level": "service", "source": "A2"},
        },
    ),
    flagged=(
        {"reviews": {"system_block": "No flats."}},
        {"reviews": {"system_block": "No flats."}, "recommendations": {"level": "child"}},
        {"reviews": {"system_block": "No flats."}, "recommendations": {"level": "service", "source": "A7"}},
    ),
    not_applicable=({"reviews": {}}, {"reviews": {"system_block": "None."}}),
)
def system_block_passed_on(review: Review, context: Context) -> Messages:
    """What in the system stands in the way of support goes into a recommendation for the service.

    Make one, from the review or from its round, or let the child's recommendation roll up into one that exists. A
    worker alone cannot move what blocks the whole service.
    """
    if review.system_block is None or review.system_block.strip(" .").casefold() in _NOTHING:
        return not_applicable("no system block is noted")
    if review.activity in _rounds_with_service_recommendations(context):
        return
    made = _recommendations_of(review, context)
    targets = (one if one.level == "service" else context.recommendation(one.rolls_up_to) for one in made)
    if not any(target is not None and target.level == "service" for target in targets):
        yield flag("a system block is noted, and no service-level recommendation takes it up", field="system_block")


@once
def _rounds_with_service_recommendations(context: Context) -> frozenset[str]:
    """Return the activities that led, themselves, through a finding or the activity around them, to one."""
    made = {one.source for one in context.year.recommendations if one.level == "service"}
    found = {finding.activity for finding in context.year.findings if finding.id in made}
    whole = {activity.id for activity in context.year.activities if activity.part_of in made | found}
    return frozenset(made | found | whole)
