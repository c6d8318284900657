"""How the overall grade follows from the grades of the domains.

Published aggregation logic comes as errors where the publisher says "always" and as queries where it says "normally".
Grades are compared by their order on one scale; nothing here takes a mean.
"""

from __future__ import annotations

from qaframework import Context, Grade, Messages, Review, flag, not_applicable, rule
from qaframework.defaults.sources import CITY, CQC, OFSTED, OWN

NO_OVERALL = "no overall grade"
NO_STANDARD = "the scale does not say which grades meet the standard"
NOT_CQC = "the template does not follow the CQC's rating principles"
FEW_DOMAINS = "too few domains are graded to say"
LIMITED = "a limiting domain has the worst grade and decides"


def _graded(review: Review) -> dict[str, Grade]:
    """Return the domains graded on the scale of the overall grade."""
    if review.grade is None:
        return {}
    scale = review.grade.scale.id
    return {
        one.domain: one.grade
        for one in review.judgements
        if isinstance(one.grade, Grade) and one.grade.scale.id == scale
    }


def _questions(review: Review, context: Context) -> dict[str, Grade]:
    """Return the grades of the key questions: of the domains that are the template's own."""
    return {code: grade for code, grade in _graded(review).items() if context.template(review).domain(code)}


def _is_limited(review: Review, context: Context) -> bool:
    """Return whether a domain that limits the overall grade has the worst grade."""
    limits = {domain.code for domain in context.template(review).domains if domain.limits}
    return any(grade == grade.scale.worst for code, grade in _graded(review).items() if code in limits)


@rule(
    "limiting-domain",
    severity="error",
    source=OFSTED,
    ok=(
        {"reviews": {"overall": "Inadequate", "domain.RISK": "Inadequate"}},
        {"reviews": {"overall": "Good", "domain.RISK": "Requires improvement"}},
    ),
    flagged={"reviews": {"overall": "Good", "domain.RISK": "Inadequate"}},
    not_applicable=(
        {"reviews": {"overall": "Good", "domain.RISK": "not applicable"}},
        {"reviews": {"overall": "not graded", "domain.RISK": "Inadequate"}},
        {"reviews": {"overall": "Good", "domain.PLAN": "Inadequate"}},
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
    graded = {code: grade for code, grade in _graded(review).items() if code in limiting}
    if not graded:
        return not_applicable("no limiting domain was graded")
    worst = review.grade.scale.worst
    for code, grade in graded.items():
        if grade == worst and review.grade > worst:
            yield flag(f"{code} is {grade}, so overall cannot be {review.grade}", field="overall")


@rule(
    "graded-domain",
    severity="error",
    source=OFSTED,
    ok=(
        {"reviews": {"overall": "Requires improvement", "domain.MGMT": "Inadequate"}},
        {"reviews": {"overall": "Good", "domain.MGMT": "Requires improvement"}},
    ),
    flagged={"reviews": {"overall": "Good", "domain.SENIOR": "Inadequate"}},
    not_applicable=(
        {"reviews": {"overall": "Good", "domain.MGMT": "not graded"}},
        {"reviews": {"overall": "not graded", "domain.MGMT": "Inadequate"}},
        {"reviews": {"overall": "5", "domain.MGMT": "0", "scale": "scaling-0-10"}},
    ),
)
def graded_domain(review: Review, context: Context) -> Messages:
    """The worst grade for management oversight keeps the overall grade below the standard.

    Look at the domain again with the reviewer: either its grade or the overall grade does not stand. The domains meant
    are those the template says keep the overall grade below the standard.
    """
    if review.grade is None:
        return not_applicable(NO_OVERALL)
    limiting = context.template(review).limiting("below_standard")
    graded = {code: grade for code, grade in _graded(review).items() if code in limiting}
    if not graded:
        return not_applicable("no domain that keeps the overall grade below the standard was graded")
    if review.grade.meets is None:
        return not_applicable(NO_STANDARD)
    for code, grade in graded.items():
        if grade == grade.scale.worst and review.grade.meets:
            yield flag(f"{code} is {grade}, so overall cannot be {review.grade}", field="overall")


_CQC = {"activities": {"template": "cqc-service", "scale": "cqc"}}


def _provider(overall: str, *grades: str) -> dict[str, object]:
    """Return a review of a provider with the grades of the five key questions."""
    questions = ("SAFE", "EFFECTIVE", "CARING", "RESPONSIVE", "WELL_LED")
    domains = {f"domain.{code}": grade for code, grade in zip(questions, grades, strict=True)}
    return _CQC | {"reviews": {"child": None, "subject": "a provider", "overall": overall} | domains}


_RI = "Requires improvement"


@rule(
    "two-inadequate-questions",
    severity="query",
    source=CQC,
    ok=(
        _provider("Inadequate", "Inadequate", "Inadequate", "Good", "Good", "Good"),
        _provider(_RI, "Inadequate", _RI, "Good", "Good", "Good"),
    ),
    flagged=_provider(_RI, "Inadequate", "Inadequate", "Good", "Good", "Good"),
    not_applicable=(
        _provider("not graded", "Inadequate", "Inadequate", "Good", "Good", "Good"),
        {"reviews": {"overall": "Good", "domain.PLAN": "Inadequate", "domain.VISITS": "Inadequate"}},
    ),
)
def two_inadequate_questions(review: Review, context: Context, *, questions: int = 2) -> Messages:
    """Two key questions with the worst grade normally make the overall rating the worst.

    Look at the rating again, or record clearly why it departs from the published principle.
    """
    if context.template(review).profile != "cqc":
        return not_applicable(NOT_CQC)
    if review.grade is None:
        return not_applicable(NO_OVERALL)
    worst, graded = review.grade.scale.worst, _questions(review, context)
    if len(graded) < questions:
        return not_applicable(FEW_DOMAINS)
    found = [code for code, grade in graded.items() if grade == worst]
    if len(found) >= questions and review.grade > worst:
        yield flag(f"{', '.join(found)} are {worst}, and overall is {review.grade}", field="overall")


@rule(
    "two-questions-below-standard",
    severity="query",
    source=CQC,
    ok=(
        _provider(_RI, _RI, _RI, "Good", "Good", "Good"),
        _provider("Good", _RI, "Good", "Good", "Good", "Good"),
    ),
    flagged=_provider("Good", _RI, _RI, "Good", "Good", "Outstanding"),
    not_applicable=(
        _provider("not graded", _RI, _RI, "Good", "Good", "Good"),
        {"reviews": {"overall": "Good", "domain.PLAN": _RI, "domain.VISITS": _RI}},
    ),
)
def two_questions_below_standard(review: Review, context: Context, *, questions: int = 2) -> Messages:
    """Two key questions just below the standard normally keep the overall rating below it.

    Look at the rating again, or record clearly why it departs from the published principle. A question with the worst
    grade counts in rules of its own.
    """
    if context.template(review).profile != "cqc":
        return not_applicable(NOT_CQC)
    if review.grade is None:
        return not_applicable(NO_OVERALL)
    if review.grade.meets is None:
        return not_applicable(NO_STANDARD)
    worst, graded = review.grade.scale.worst, _questions(review, context)
    if len(graded) < questions:
        return not_applicable(FEW_DOMAINS)
    found = [code for code, grade in graded.items() if grade.meets is False and grade > worst]
    if len(found) >= questions and review.grade.meets:
        yield flag(f"{', '.join(found)} are below the standard, and overall is {review.grade}", field="overall")


@rule(
    "one-inadequate-question",
    severity="query",
    source=CQC,
    ok=(
        _provider(_RI, "Inadequate", "Good", "Good", "Good", "Good"),
        _provider("Good", _RI, "Good", "Good", "Good", "Good"),
    ),
    flagged=_provider("Good", "Inadequate", "Good", "Good", "Good", "Good"),
    not_applicable=(
        _provider("not graded", "Inadequate", "Good", "Good", "Good", "Good"),
        {"reviews": {"overall": "Good", "domain.PLAN": "Inadequate"}},
    ),
)
def one_inadequate_question(review: Review, context: Context) -> Messages:
    """One key question with the worst grade normally keeps the overall rating below the standard.

    Look at the rating again, or record clearly why it departs from the published principle.
    """
    if context.template(review).profile != "cqc":
        return not_applicable(NOT_CQC)
    if review.grade is None:
        return not_applicable(NO_OVERALL)
    if review.grade.meets is None:
        return not_applicable(NO_STANDARD)
    worst, graded = review.grade.scale.worst, _questions(review, context)
    if not graded:
        return not_applicable(FEW_DOMAINS)
    found = [code for code, grade in graded.items() if grade == worst]
    if found and review.grade.meets:
        yield flag(f"{', '.join(found)}: {worst}, and overall is {review.grade}", field="overall")


@rule(
    "top-rating-earned",
    severity="query",
    source=CQC,
    ok=_provider("Outstanding", "Outstanding", "Outstanding", "Good", "Good", "Good"),
    flagged=(
        _provider("Outstanding", "Outstanding", "Good", "Good", "Good", "Good"),
        _provider("Outstanding", "Outstanding", "Outstanding", "Outstanding", "Outstanding", _RI),
    ),
    not_applicable=(
        _provider("Good", "Outstanding", "Good", "Good", "Good", "Good"),
        {"reviews": {"overall": "Outstanding", "domain.PLAN": "Good"}},
        _CQC | {"reviews": {"child": None, "subject": "a provider", "overall": "Outstanding"}},
    ),
)
def top_rating_earned(review: Review, context: Context, *, questions: int = 2) -> Messages:
    """The top rating normally needs two key questions with the top grade, and the others at the standard.

    Look at the rating again, or record clearly why it departs from the published principle.
    """
    if context.template(review).profile != "cqc":
        return not_applicable(NOT_CQC)
    if review.grade is None or review.grade != review.grade.scale.best:
        return not_applicable("overall is not the top grade")
    graded = _questions(review, context)
    if not graded:
        return not_applicable(FEW_DOMAINS)
    top = sum(grade == review.grade for grade in graded.values())
    if top < questions:
        yield flag(f"overall is {review.grade}, with {top} of {len(graded)} questions at that grade", field="overall")
    for code, grade in graded.items():
        if grade.meets is False:
            yield flag(f"overall is {review.grade}, and {code} is {grade}", field="overall")


@rule(
    "near-the-middle",
    severity="query",
    source=OWN,
    ok=(
        {"reviews": {"overall": "Good", "domain.PLAN": "Good", "domain.VISITS": _RI, "domain.VOICE": _RI}},
        {"reviews": {"overall": "Good", "domain.PLAN": "Good", "domain.VISITS": "Inadequate", "domain.VOICE": "Good"}},
    ),
    flagged={"reviews": {"overall": _RI} | {f"domain.{code}": "Outstanding" for code in ("PLAN", "VISITS", "VOICE")}},
    not_applicable=(
        {"reviews": {"overall": "Inadequate", "domain.PLAN": "Good", "domain.VISITS": "Good"}},
        {
            "reviews": {"overall": "Inadequate", "domain.RISK": "Inadequate"}
            | {f"domain.{code}": "Good" for code in ("PLAN", "VISITS", "VOICE")}
        },
    ),
)
def near_the_middle(review: Review, context: Context, *, steps: int = 2, domains: int = 3) -> Messages:
    """The overall grade is close to the middle one of the domain grades.

    Ask the reviewer what weighed so much, and write it into the rationale. Good reasons exist; they should be seen. The
    middle grade is the one in the middle when they are put in order; grades have no average.
    """
    if review.grade is None:
        return not_applicable(NO_OVERALL)
    graded = sorted(_graded(review).values(), key=lambda grade: grade.rank)
    if len(graded) < domains:
        return not_applicable(FEW_DOMAINS)
    if _is_limited(review, context):
        return not_applicable(LIMITED)
    lower, upper = graded[(len(graded) - 1) // 2], graded[len(graded) // 2]
    away = 0 if lower <= review.grade <= upper else min(review.grade.steps_from(lower), review.grade.steps_from(upper))
    if away >= steps:
        middle = f"{lower}" if lower == upper else f"{lower} to {upper}"
        yield flag(f"overall is {review.grade}, and the middle domain grade is {middle}", field="overall")


@rule(
    "not-above-every-domain",
    severity="query",
    source=OWN,
    ok={"reviews": {"overall": "Good", "domain.PLAN": "Good", "domain.VISITS": _RI}},
    flagged={"reviews": {"overall": "Good", "domain.PLAN": _RI, "domain.VISITS": _RI}},
    not_applicable=(
        {"reviews": {"overall": "Good", "domain.PLAN": _RI}},
        {"reviews": {"overall": "not graded", "domain.PLAN": _RI, "domain.VISITS": _RI}},
    ),
)
def not_above_every_domain(review: Review, context: Context, *, domains: int = 2) -> Messages:
    """The overall grade is no better than the best domain.

    Ask the reviewer where the better grade comes from, and write it into the rationale, or look at the grades again.
    """
    if review.grade is None:
        return not_applicable(NO_OVERALL)
    graded = _graded(review).values()
    if len(graded) < domains:
        return not_applicable(FEW_DOMAINS)
    best = max(graded, key=lambda grade: grade.rank)
    if review.grade > best:
        yield flag(f"overall is {review.grade}, and no domain is better than {best}", field="overall")


@rule(
    "not-below-every-domain",
    severity="query",
    source=OWN,
    ok={"reviews": {"overall": _RI, "domain.PLAN": "Good", "domain.VISITS": _RI}},
    flagged={"reviews": {"overall": _RI, "domain.PLAN": "Good", "domain.VISITS": "Good"}},
    not_applicable=(
        {"reviews": {"overall": _RI, "domain.PLAN": "Good"}},
        {"reviews": {"overall": "not graded", "domain.PLAN": "Good", "domain.VISITS": "Good"}},
    ),
)
def not_below_every_domain(review: Review, context: Context, *, domains: int = 2) -> Messages:
    """The overall grade is no worse than the worst domain.

    Ask the reviewer what pulled it down: if it belongs to a domain, that domain's grade should say so too.
    """
    if review.grade is None:
        return not_applicable(NO_OVERALL)
    graded = _graded(review).values()
    if len(graded) < domains:
        return not_applicable(FEW_DOMAINS)
    worst = min(graded, key=lambda grade: grade.rank)
    if review.grade < worst:
        yield flag(f"overall is {review.grade}, and no domain is worse than {worst}", field="overall")


@rule(
    "top-grade-hears-the-child",
    severity="query",
    source=f"{CITY}: practice is centred on the child; the threshold is a {OWN}",
    ok={"reviews": {"overall": "Outstanding", "domain.VOICE": "Good"}},
    flagged={"reviews": {"overall": "Outstanding", "domain.VOICE": _RI}},
    not_applicable=(
        {"reviews": {"overall": "Good", "domain.VOICE": _RI}},
        {"reviews": {"overall": "Outstanding", "domain.PLAN": "Good"}},
        {"reviews": {"overall": "Outstanding", "domain.VOICE": "not applicable"}},
        {"reviews": {"overall": "Green", "domain.VOICE": "Red", "scale": "rag"}},
    ),
)
def top_grade_hears_the_child(review: Review, context: Context, *, domain: str = "VOICE") -> Messages:
    """Work that does not meet the standard for the child's voice does not get the top grade overall.

    Look at both grades again with the reviewer: practice that did not hear the child is hardly the best there is.
    """
    if review.grade is None or review.grade != review.grade.scale.best:
        return not_applicable("overall is not the top grade")
    voice = review.judgement(domain)
    if voice is None or not isinstance(voice.grade, Grade):
        return not_applicable("the child's voice was not graded")
    if voice.grade.meets is None:
        return not_applicable(NO_STANDARD)
    if not voice.grade.meets:
        yield flag(f"{voice.domain} is {voice.grade}, and overall is {review.grade}", field="overall")
