"""Whether a review looked at what it should have, and says why where it did not."""

from __future__ import annotations

from qaframework import Context, Domain, Messages, Missing, Review, flag, not_applicable, rule
from qaframework.defaults.in_use import domains_in_use
from qaframework.defaults.sources import OWN
from qaframework.defaults.year import once

NO_DOMAINS = "this round grades no domains"
NO_STATUS = "the child's status is not recorded"
_RELEVANT = "Child's Journey audit tool: only the sections that are relevant are answered"
_TOOLKITS = "Lancashire, audit framework: toolkits by the child's status"


def _status(review: Review, context: Context) -> str | None:
    child = context.child(review.child)
    return child.status if child else None


def _asked(review: Review, context: Context) -> tuple[Domain, ...]:
    """Return the domains of a review's template that any review of its round looked at."""
    return _asked_in(context)[review.activity, review.template]


@once
def _asked_in(context: Context) -> dict[tuple[str, str | None], tuple[Domain, ...]]:
    first = {(review.activity, review.template): review for review in reversed(context.year.reviews)}
    return {
        place: tuple(one for one in context.template(review).domains if one.code in domains_in_use(review, context))
        for place, review in first.items()
    }


@once
def _not_for(context: Context) -> dict[tuple[str, str | None], frozenset[str]]:
    """Return, for each template and status, the codes of the domains that are not for such a child."""
    statuses = {child.status for child in context.year.children} | {None}
    return {
        (template.name, status): frozenset(one.code for one in template.domains if not one.applies(status))
        for template in context.templates.values()
        for status in statuses
    }


def _not_looked_at(review: Review, domains: list[Domain]) -> list[str]:
    here = {judgement.domain for judgement in review.judgements}
    return [domain.code for domain in domains if domain.code not in here]


@rule(
    "overall-graded",
    severity="query",
    source=OWN,
    ok=({"reviews": {}}, {"reviews": [{"overall": "insufficient evidence", "rationale": "The file was closed."}, {}]}),
    flagged={"reviews": [{"overall": "not graded"}, {}]},
    not_applicable={"reviews": {"overall": "not graded"}},
)
def overall_graded(review: Review, context: Context) -> Messages:
    """A review has an overall grade, as the others of its round have, or says why not.

    Ask the reviewer for the grade, or for the reason there is none.
    """
    if review.activity not in _graded_rounds(context):
        return not_applicable("this round gives no overall grades")
    if review.grade is None and not review.rationale:
        yield flag(f"overall is {review.overall}, and no reason is given", field="overall")


@once
def _graded_rounds(context: Context) -> frozenset[str]:
    return frozenset(review.activity for review in context.year.reviews if review.grade is not None)


@rule(
    "required-domains",
    severity="query",
    source=_RELEVANT,
    ok={"reviews": {"domain.RISK": "Good", "domain.PLAN": "not applicable"}},
    flagged=(
        {"reviews": [{"domain.RISK": "Good"}, {"domain.RISK": "Good", "domain.PLAN": "Good"}]},
        {"reviews": {"domain.RISK": "Good", "domain.PLAN": "not graded"}},
    ),
    not_applicable=({"reviews": {}}, {"reviews": {"domain.RECORD": "Good"}}),
)
def required_domains(review: Review, context: Context) -> Messages:
    """Every domain the template requires has a grade, or says that it does not apply.

    Ask the reviewer for the grade. A domain left blank is not a good one: it can hide the grade that decides.
    """
    if not domains_in_use(review, context):
        return not_applicable(NO_DOMAINS)
    required = [domain for domain in _asked(review, context) if domain.required]
    if not required:
        return not_applicable("this round looks at none of the domains its template requires")
    status = _status(review, context)
    here = {judgement.domain: judgement for judgement in review.judgements}
    for domain in required:
        judgement = here.get(domain.code)
        blank = judgement is None or (judgement.grade is Missing.NOT_GRADED and not judgement.rationale)
        if blank and domain.applies(status):
            yield flag(f"{domain.code} has no grade", field=f"domain.{domain.code}")


@rule(
    "domains-for-status",
    severity="error",
    source=_TOOLKITS,
    ok={"children": {"status": "looked_after"}, "reviews": {"domain.PERM": "Good", "domain.IRO": "Good"}},
    flagged={
        "children": [{"id": "C1", "status": "looked_after"}, {"id": "C2", "status": "looked_after"}],
        "reviews": [{"domain.RISK": "Good"}, {"child": "C2", "domain.RISK": "Good", "domain.PERM": "Good"}],
    },
    not_applicable=(
        {"reviews": {"domain.RISK": "Good"}},
        {"children": {"status": "looked_after"}, "reviews": {}},
        {"children": {"status": "early_help"}, "reviews": {"domain.RISK": "Good"}},
    ),
)
def domains_for_status(review: Review, context: Context) -> Messages:
    """The domains made for a child's status are looked at: permanence for a child in care, and so on.

    Ask the reviewer for the grade, or mark the domain as not applicable and say why. If the child's status is wrong,
    correct it.
    """
    status = _status(review, context)
    if status is None:
        return not_applicable(NO_STATUS)
    if not domains_in_use(review, context):
        return not_applicable(NO_DOMAINS)
    meant = [domain for domain in _asked(review, context) if status in domain.applies_to]
    if not meant:
        return not_applicable("this round looks at no domain made for the child's status")
    missed = _not_looked_at(review, meant)
    if missed:
        yield flag(f"not looked at, for a child with status {status}: {', '.join(missed)}", field=f"domain.{missed[0]}")


@rule(
    "domain-fits-status",
    severity="query",
    source=_TOOLKITS,
    ok=(
        {"children": {"status": "care_leaver"}, "reviews": {"domain.PATHWAY": "Good"}},
        {"children": {"status": "early_help"}, "reviews": {"domain.PATHWAY": "not applicable"}},
    ),
    flagged={"children": {"status": "early_help"}, "reviews": {"domain.PATHWAY": "Good"}},
    not_applicable=(
        {"reviews": {"domain.PATHWAY": "Good"}},
        {"children": {"status": "early_help"}, "reviews": {}},
    ),
)
def domain_fits_status(review: Review, context: Context) -> Messages:
    """A graded domain is one that applies to a child of this status.

    Check the child's status, and whether the grade stands in the right column. Where the status changed during the
    year, say so in a waiver.
    """
    status = _status(review, context)
    if status is None:
        return not_applicable(NO_STATUS)
    if not review.judgements:
        return not_applicable("no domains are graded")
    others = _not_for(context)[context.template(review).name, status]
    for code in review.domain_grades:
        if code in others:
            yield flag(f"{code} is graded, and it is not for a child with status {status}", field=f"domain.{code}")


@rule(
    "missing-grade-explained",
    severity="query",
    source=_RELEVANT,
    ok={
        "reviews": {},
        "judgements": {"domain": "MULTI", "grade": "not applicable", "rationale": "No other agency is involved."},
    },
    flagged={
        "reviews": {},
        "judgements": [
            {"domain": "MULTI", "grade": "insufficient evidence"},
            {"domain": "RISK", "grade": "Good", "rationale": "Made up."},
        ],
    },
    not_applicable=(
        {"reviews": {"domain.MULTI": "not applicable"}},
        {"reviews": {}, "judgements": {"rationale": "Made up."}},
    ),
)
def missing_grade_explained(review: Review, context: Context) -> Messages:
    """A domain without a grade says why it has none.

    Ask the reviewer for a few words: what was missing, or why the domain does not apply to this child. Domains that are
    not for the child's status need none.
    """
    if review.activity not in _rounds_with_domain_reasons(context):
        return not_applicable("this round gives no reasons by domain")
    others = _not_for(context)[context.template(review).name, _status(review, context)]
    without = [one for one in review.judgements if isinstance(one.grade, Missing) and one.domain not in others]
    if not without:
        return not_applicable("every domain that applies has a grade")
    for judgement in without:
        if not judgement.rationale:
            yield flag(f"{judgement.domain} is {judgement.grade}, with no reason", field=f"domain.{judgement.domain}")


@once
def _rounds_with_domain_reasons(context: Context) -> frozenset[str]:
    return frozenset(
        review.activity for review in context.year.reviews if any(one.rationale for one in review.judgements)
    )


@rule(
    "not-applicable-share",
    severity="query",
    source=OWN,
    ok={"reviews": {"domain.RISK": "Good", "domain.PLAN": "Good", "domain.VISITS": "Good", "domain.MULTI": "n/a"}},
    flagged={"reviews": {"domain.RISK": "Good", "domain.PLAN": "Good", "domain.VISITS": "n/a", "domain.MULTI": "n/a"}},
    not_applicable=({"reviews": {"domain.RISK": "Good", "domain.PLAN": "n/a"}}, {"reviews": {}}),
)
def not_applicable_share(review: Review, context: Context, *, share: float = 0.3, domains: int = 4) -> Messages:
    """Few of the domains that are for such a child are marked as not applicable.

    Ask the reviewer which of them could have been looked at after all. What is not for the child's status is not
    counted.
    """
    if len(review.judgements) < domains:
        return not_applicable("too few domains are looked at to say")
    others = _not_for(context)[context.template(review).name, _status(review, context)]
    meant = [one for one in review.judgements if one.domain not in others]
    if len(meant) < domains:
        return not_applicable("too few domains are looked at to say")
    skipped = sum(one.grade is Missing.NOT_APPLICABLE for one in meant)
    if skipped > share * len(meant):
        yield f"{skipped} of {len(meant)} domains are marked as not applicable"
