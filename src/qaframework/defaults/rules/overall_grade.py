"""How the overall grade follows from the grades of the domains.

Published aggregation logic comes as errors where the publisher says "always" and as queries where it says "normally".
"""

from __future__ import annotations

from qaframework import Context, Messages, Review, flag, not_applicable, rule

NO_OVERALL = "no overall grade"


# M01
@rule(
    "limiting-domain",
    severity="error",
    source="Ofsted, SCCIF: how inspectors make judgements",
    ok={"reviews": {"overall": "Inadequate", "domain.RISK": "Inadequate"}},
    flagged={"reviews": {"overall": "Good", "domain.RISK": "Inadequate"}},
    not_applicable=(
        {"reviews": {"overall": "Good", "domain.RISK": "not applicable"}},
        {"reviews": {"overall": "not graded", "domain.RISK": "Inadequate"}},
    ),
)
def limiting_domain(review: Review, context: Context) -> Messages:
    """The worst grade in a limiting domain makes the overall grade the worst.

    Look at the domain again with the reviewer: either its grade or the overall grade does not stand. A domain that was
    not graded limits nothing, and is not taken for a good one.
    """
    if review.grade is None:
        return not_applicable(NO_OVERALL)
    limiting = context.template(review).limiting("overall")
    graded = {code: grade for code, grade in review.domain_grades.items() if code in limiting}
    if not graded:
        return not_applicable("no limiting domain was graded")
    worst = review.grade.scale.worst
    for code, grade in graded.items():
        if grade == worst and review.grade > worst:
            yield flag(f"{code} is {grade}, so overall cannot be {review.grade}", field="overall")
