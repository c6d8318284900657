"""Rules over evaluations on the Care Inspectorate's six points."""

from __future__ import annotations

from typing import Any

from qaframework import Context, Grade, Messages, Missing, Recommendation, Review, Rule, flag, not_applicable, rule
from qaframework_care_inspectorate.indicators import SCALE, TEMPLATES

GRADES = "Care Inspectorate, quality grades: weak is priority action, unsatisfactory urgent remedial action"
INSPECTION = "Care Inspectorate, joint inspections 2025-26: each quality indicator is evaluated on the six-point scale"
NO_INDICATORS = "it was not made with the quality indicators"
ON_OTHERS = "no domain of its review is graded on the six points"

_ROUND = {"template": "care-inspectorate-supervision-orders", "scale": SCALE, "kind": "assurance_review"}
_INSPECTION = {"child": None, "subject": "a partnership", "overall": "not applicable"}


@rule(
    "indicators-on-six-points",
    severity="error",
    source=INSPECTION,
    ok={"activities": _ROUND, "reviews": {**_INSPECTION, "domain.QI_2_1": "5", "domain.QI_9_2": "Adequate"}},
    flagged={
        "activities": {**_ROUND, "scale": None},
        "reviews": {**_INSPECTION, "scale": "ofsted-2018", "domain.QI_2_1": "Outstanding"},
    },
    not_applicable=(
        {"reviews": {"domain.RISK": "Good"}},
        {"activities": _ROUND, "reviews": _INSPECTION},
    ),
)
def indicators_on_six_points(review: Review, context: Context) -> Messages:
    """Quality indicators are evaluated on the six-point scale.

    Name care-inspectorate as the scale of the round. Good on six points has two levels above it, and on four one.
    """
    if context.template(review).id not in TEMPLATES:
        return not_applicable(NO_INDICATORS)
    graded = [one for one in review.judgements if isinstance(one.grade, Grade)]
    if not graded:
        return not_applicable("no indicator was evaluated")
    for one in graded:
        if isinstance(one.grade, Grade) and one.grade.scale.id != SCALE:
            yield flag(f"{one.domain} is graded on {one.grade.scale.id}", field=f"domain.{one.domain}")


@rule(
    "no-grade-over-indicators",
    severity="query",
    source=f"{INSPECTION}, and no grade is given over them",
    ok={"activities": _ROUND, "reviews": {**_INSPECTION, "domain.QI_2_1": "Good"}},
    flagged=(
        {"activities": _ROUND, "reviews": {**_INSPECTION, "overall": "Good", "domain.QI_2_1": "Good"}},
        {"activities": _ROUND, "reviews": {**_INSPECTION, "overall": "not graded", "domain.QI_2_1": "Good"}},
    ),
    not_applicable={"reviews": {"overall": "Good"}},
)
def no_grade_over_indicators(review: Review, context: Context) -> Messages:
    """The indicators stand beside each other, without a grade over all of them.

    Write "not applicable" as the overall grade. In a self-evaluation of your own say in the rationale how it was made.
    """
    if context.template(review).id not in TEMPLATES:
        return not_applicable(NO_INDICATORS)
    if review.overall is not Missing.NOT_APPLICABLE and not review.rationale:
        yield flag(f"overall is {review.overall}, and nothing says why there is one", field="overall")


@rule(
    "weak-has-priority",
    severity="query",
    source=GRADES,
    ok={
        "activities": {"scale": SCALE},
        "reviews": {"overall": "Good", "domain.PLAN": "Weak"},
        "recommendations": {"domain": "PLAN", "priority": "first"},
    },
    flagged={
        "activities": {"scale": SCALE},
        "reviews": {"overall": "Good", "domain.PLAN": "Unsatisfactory"},
        "recommendations": {"domain": "PLAN"},
    },
    not_applicable=(
        {
            "activities": {"scale": SCALE},
            "reviews": {"overall": "Good", "domain.PLAN": "Adequate"},
            "recommendations": {"domain": "PLAN"},
        },
        {"reviews": {"domain.PLAN": "Inadequate"}, "recommendations": {"domain": "PLAN"}},
        {"activities": {"scale": SCALE}, "reviews": {"overall": "Good", "domain.PLAN": "Weak"}, "recommendations": {}},
    ),
)
def weak_has_priority(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation that answers something weak or unsatisfactory says how urgent it is.

    Write its priority. Weak asks for priority action, unsatisfactory for urgent action.
    """
    review = context.review(recommendation.source)
    if review is None or recommendation.domain is None:
        return not_applicable("it does not say which domain of a review it answers")
    grade = review.domain_grades.get(recommendation.domain)
    if grade is None or grade.scale.id != SCALE:
        return not_applicable(ON_OTHERS)
    if grade > "Weak":
        return not_applicable("what it answers is adequate or better")
    if recommendation.priority is None:
        yield flag(f"it answers what is {grade}, and says nothing of its priority", field="priority")


RULES: tuple[Rule[Any], ...] = (indicators_on_six_points, no_grade_over_indicators, weak_has_priority)
