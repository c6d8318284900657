"""Whether a review was made with the template it names: its version, its questions, and what was answered to them."""

from __future__ import annotations

import difflib

from qaframework import Activity, Answer, Context, Messages, Review, Templates, flag, not_applicable, rule
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import listed, once

_PROMPTS = f"{CITY}: prompt questions are to help reviewers, with clear evidence for the grade"
_TWO = {"template": "practice-review@2"}


@rule(
    "template-version-said",
    severity="info",
    source=OWN,
    ok={"activities": _TWO, "reviews": {}},
    flagged={"activities": {"template": "practice-review"}, "reviews": {}},
    not_applicable=(
        {"activities": {}, "reviews": {}},
        {"activities": {"template": "provider-visit"}, "reviews": {"child": None, "subject": "Home 1"}},
        {"activities": {"kind": "survey"}},
    ),
)
def template_version_said(activity: Activity, context: Context) -> Messages:
    """Where a template has more versions than one, a round says which it was made with.

    Write the version behind the template's name, as practice-review@2. Without one the first version is meant.
    """
    reviews = context.reviews_in(activity)
    if not reviews:
        return not_applicable("it has no reviews")
    template = context.template(reviews[0])
    versions = _every(context).versions(template.id)
    if len(versions) < 2:
        return not_applicable("its template has one version only")
    named = {review.template or activity.template for review in reviews} - {None}
    if not named:
        return not_applicable("no template is named")
    if any("@" not in str(name) for name in named):
        others = listed(one.name for one in versions if one != template)
        yield flag(f"read as {template.name}; there is also {others}", field="template")


@once
def _every(context: Context) -> Templates:
    return Templates(context.templates.values())


@rule(
    "template-of-its-round",
    severity="query",
    source=OWN,
    ok=({"activities": _TWO, "reviews": _TWO}, {"activities": {}, "reviews": {"template": "practice-review@1"}}),
    flagged={"activities": _TWO, "reviews": {"template": "practice-review@1"}},
    not_applicable={"activities": _TWO, "reviews": {}},
)
def template_of_its_round(review: Review, context: Context) -> Messages:
    """A review is made with the template of its round.

    Reviews of one round that were asked different questions are not alike. Have this one done again with the round's
    form, or say in the report that there were two.
    """
    if review.template is None:
        return not_applicable("it names no template of its own")
    made_with = context.templates.get(review.template)
    alike = next((one for one in context.reviews_in(review.activity) if one.template is None), None)
    activity = context.activity(review.activity)
    name = activity.template if activity is not None else None
    meant = context.template(alike) if alike else context.templates.get(name or "practice-review")
    if made_with is not None and meant is not None and made_with.name != meant.name:
        yield flag(f"made with {made_with.name}, in a round of {meant.name}", field="template")


@rule(
    "answer-to-known-review",
    severity="error",
    source=OWN,
    ok={"reviews": {}, "answers": {}},
    flagged={"reviews": {}, "answers": {"review": "R9"}},
)
def answer_to_known_review(answer: Answer, context: Context) -> Messages:
    """An answer belongs to a review that is there.

    Correct the review's id, or add the review.
    """
    if context.review(answer.review) is None:
        yield flag("no review has this id", field="review")


@rule(
    "question-of-the-template",
    severity="error",
    source=OWN,
    ok={"activities": {}, "reviews": {}, "answers": {"question": "VOICE-1"}},
    flagged=(
        {"activities": {}, "reviews": {}, "answers": {"question": "VOICE-9"}},
        {"activities": {"template": "practice-review@1"}, "reviews": {}, "answers": {"question": "VOICE-4"}},
    ),
    not_applicable={"answers": {"review": "R9"}},
)
def question_of_the_template(answer: Answer, context: Context) -> Messages:
    """An answer is to a question of the template the review was made with.

    Correct the question's id, or name the version that asks it. Ids stay the same from version to version; where the
    template itself was changed, put the version as it was back beside the new one.
    """
    review = context.review(answer.review)
    if review is None:
        return not_applicable("its review is not there")
    template = context.template(review)
    if template.prompt(answer.question) is not None:
        return None
    others = [one.name for one in _every(context).versions(template.id) if one.prompt(answer.question) is not None]
    near = difflib.get_close_matches(answer.question, [one.id for one in template.prompts], n=1)
    hint = f"; {listed(others)} does" if others else f"; did you mean {near[0]}?" if near else ""
    yield flag(f"{template.name} does not ask this question{hint}", field="question")


@rule(
    "asked-as-written",
    severity="query",
    source=OWN,
    ok={
        "reviews": {},
        "answers": {"question": "VOICE-2", "asked": "What did the child's own words  change?"},
    },
    flagged={"reviews": {}, "answers": {"question": "VOICE-2", "asked": "Are the child's words on the file?"}},
    not_applicable=(
        {"reviews": {}, "answers": {}},
        {"reviews": {}, "answers": {"question": "VOICE-9", "asked": "Are the child's words on the file?"}},
    ),
)
def asked_as_written(answer: Answer, context: Context) -> Messages:
    """A question was asked in the words of the template's version.

    Another question under the same id cannot be counted with the others. Name the version that was used, or give the
    new question an id of its own in a new version.
    """
    review = context.review(answer.review)
    prompt = context.template(review).prompt(answer.question) if review is not None else None
    if answer.asked is None or prompt is None:
        return not_applicable("it does not say what was asked" if prompt else "the template does not ask it")
    if _folded(answer.asked) != _folded(prompt.text):
        yield flag("asked in other words than the template's version has", field="asked")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


@rule(
    "questions-answered",
    severity="query",
    source=_PROMPTS,
    ok={
        "reviews": {},
        "answers": [{"question": "RISK-1"}, {"question": "RISK-2", "answer": "not applicable"}],
    },
    flagged=(
        {"reviews": {}, "answers": [{"question": "RISK-1"}, {"question": "RISK-2", "answer": None}]},
        {"reviews": {}, "answers": {"answer": None}},
    ),
    not_applicable={"reviews": [{}, {}], "answers": {"review": "R2"}},
)
def questions_answered(review: Review, context: Context) -> Messages:
    """Every question on a review's form is answered, if only with not applicable.

    Ask the reviewer for the answer. A blank can be a no that nobody wanted to write.
    """
    answers = _answers(context).get(review.id, ())
    if not answers:
        return not_applicable("no answers are recorded")
    blank = sorted(one.question for one in answers if one.answer is None)
    if blank:
        yield f"{len(blank)} of {len(answers)} questions without an answer: {listed(blank)}"


@once
def _answers(context: Context) -> dict[str, tuple[Answer, ...]]:
    found: dict[str, list[Answer]] = {}
    for answer in context.year.answers:
        found.setdefault(answer.review, []).append(answer)
    return {review: tuple(answers) for review, answers in found.items()}


def _answered(grade: str, *answers: str) -> dict[str, object]:
    return {
        "reviews": {"domain.RISK": grade},
        "answers": [{"question": f"RISK-{place}", "answer": said} for place, said in enumerate(answers, start=1)],
    }


@rule(
    "answers-fit-the-grade",
    severity="query",
    source=f"{_PROMPTS}; that most answers are no is a qaframework default",
    ok=(_answered("Good", "yes", "no"), _answered("Requires improvement", "no", "no")),
    flagged=(_answered("Good", "no", "no"), _answered("Inadequate", "yes", "yes")),
    not_applicable=(_answered("Good", "no"), {"reviews": {"domain.RISK": "Good"}}),
)
def answers_fit_the_grade(review: Review, context: Context, *, least: int = 2) -> Messages:
    """The grade of a domain does not stand against the answers to all its questions.

    Ask the reviewer why. The questions are prompts and no score, and one good reason in the rationale is enough.
    """
    template = context.template(review)
    said: dict[str, list[str]] = {}
    for one in _answers(context).get(review.id, ()):
        domain = template.domain_of(one.question)
        if domain is not None and one.answer in ("yes", "partly", "no"):
            said.setdefault(domain.code, []).append(one.answer)
    enough = {code: words for code, words in said.items() if len(words) >= least and code in review.domain_grades}
    if not enough:
        return not_applicable("no graded domain has enough answers to say")
    for code, words in sorted(enough.items()):
        meets = review.domain_grades[code].meets
        against = {True: "no", False: "yes"}.get(meets) if meets is not None else None
        if set(words) == {against}:
            verb = "meets" if meets else "does not meet"
            yield flag(f"{code} {verb} the standard, and all {len(words)} answers are {against}", f"domain.{code}")
