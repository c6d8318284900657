"""An inspection against the framework of its day.

That an inadequate key judgement makes the overall judgement inadequate is no rule here: the templates say which
judgements limit the overall grade, and the built-in rules ``limiting-domain`` and ``graded-domain`` read it there.
"""

from __future__ import annotations

from typing import Any

from qaframework import Context, Messages, Missing, Review, Rule, flag, not_applicable, rule
from qaframework_ofsted.frameworks import (
    ANNOUNCED,
    ILACS,
    LEAVERS,
    SIF,
    TOGETHER,
    Framework,
    framework_of,
    framework_on,
)

NOT_OFSTED = "it is no inspection made with one of these templates"


def _framework(review: Review, context: Context) -> Framework | None:
    return framework_of(context.template(review).id)


def _inspection(template: str, day: str, **judged: str) -> dict[str, object]:
    """Return an example: one inspection, made up, with a template, a last day and its grades."""
    domains = {f"domain.{code}": grade for code, grade in judged.items() if code != "overall"}
    review = {"child": None, "subject": "an authority", "completed_on": day, "overall": judged.get("overall", "Good")}
    return {"activities": {"template": template, "kind": "assurance_review"}, "reviews": review | domains}


@rule(
    "framework-of-its-day",
    severity="error",
    source=f"{SIF}; {ILACS}",
    ok=(
        _inspection("ofsted-sif-2013", "2016-05-20"),
        _inspection("ofsted-ilacs-2023", "2024-05-03"),
        _inspection("ofsted-ilacs-2026", "2026-05-01", overall="not applicable"),
    ),
    flagged=(
        _inspection("ofsted-sif-2013", "2019-05-17"),
        _inspection("ofsted-ilacs-2023", "2021-05-21"),
        _inspection("ofsted-ilacs-2023", "2026-06-01"),
    ),
    not_applicable={"reviews": {}},
)
def framework_of_its_day(review: Review, context: Context, *, days: int = 31) -> Messages:
    """An inspection is read with the framework that was in use on its last day.

    Name the other template in the round's row. An inspection that began under one framework may end under the next, so
    a month is allowed either way.
    """
    used = _framework(review, context)
    if used is None:
        return not_applicable(NOT_OFSTED)
    early = (used.began - review.completed_on).days
    late = (review.completed_on - used.ended).days if used.ended else 0
    if early > days or late > days:
        meant = framework_on(review.completed_on)
        hint = f"; on that day it was {meant.template.id}" if meant else ""
        yield flag(f"{used.template.id} was not in use{hint}", field="completed_on")


@rule(
    "care-leavers-apart",
    severity="error",
    source=f"{ILACS}: care leavers have a judgement of their own since January 2023",
    ok=(
        _inspection("ofsted-ilacs-2023", "2024-05-03", IN_CARE="Good", CARE_LEAVERS="Good"),
        _inspection("ofsted-ilacs-2018", "2019-05-17", IN_CARE_AND_LEAVERS="Good"),
    ),
    flagged=(
        _inspection("ofsted-ilacs-2023", "2024-05-03", IN_CARE_AND_LEAVERS="Good"),
        _inspection("ofsted-ilacs-2018", "2019-05-17", CARE_LEAVERS="Good"),
    ),
    not_applicable=(
        _inspection("ofsted-sif-2013", "2016-05-20", CARE_LEAVERS="Good"),
        _inspection("ofsted-ilacs-2023", "2024-05-03", HELP_AND_PROTECTION="Good"),
    ),
)
def care_leavers_apart(review: Review, context: Context) -> Messages:
    """Care leavers are judged together with children in care until 2022, and by themselves from January 2023.

    Look at the report again, and write the judgement under the domain it was made for.
    """
    used = _framework(review, context)
    if used is None or used.template.id == "ofsted-sif-2013":
        return not_applicable("it is no ILACS inspection")
    given = {judgement.domain for judgement in review.judgements}
    if not given & {LEAVERS, TOGETHER}:
        return not_applicable("care leavers were not judged")
    wrong = TOGETHER if used.template.domain(LEAVERS) else LEAVERS
    if wrong in given:
        yield flag(f"{wrong} was not a judgement of {used.template.id}", field=f"domain.{wrong}")


@rule(
    "no-overall-from-april-2026",
    severity="error",
    source=ANNOUNCED,
    ok=_inspection("ofsted-ilacs-2026", "2026-05-01", overall="not applicable"),
    flagged=(
        _inspection("ofsted-ilacs-2026", "2026-05-01", overall="Good", HELP_AND_PROTECTION="Good"),
        _inspection("ofsted-ilacs-2026", "2026-05-01", overall="not graded"),
    ),
    not_applicable=_inspection("ofsted-ilacs-2023", "2024-05-03", overall="Good"),
)
def no_overall_from_april_2026(review: Review, context: Context) -> Messages:
    """An inspection from April 2026 has no overall grade.

    Write "not applicable" there. An overall grade made of the four judgements would be one that Ofsted did not give.
    """
    used = _framework(review, context)
    if used is None or used.overall:
        return not_applicable("it is no inspection from April 2026")
    if review.overall is not Missing.NOT_APPLICABLE:
        yield flag(f"overall is {review.overall}, and the inspection makes none", field="overall")


RULES: tuple[Rule[Any], ...] = (framework_of_its_day, care_leavers_apart, no_overall_from_april_2026)
