"""Whether the child, the family and the worker were heard."""

from __future__ import annotations

import functools
import re

from qaframework import Context, Messages, Review, flag, not_applicable, rule
from qaframework.defaults.in_use import NOT_ABOUT_A_CHILD, about_a_child, in_use
from qaframework.defaults.sources import CITY, OWN


@rule(
    "family-asked",
    severity="error",
    source=f"{CITY}: greater efforts to hear families during practice reviews",
    ok=(
        {"reviews": {"family_voice": "obtained"}},
        {"reviews": {"family_voice": "sought"}},
        {"reviews": {"family_voice": "declined"}},
        {"reviews": {"family_voice": "not_sought", "voice_note": "Could not be reached three times."}},
    ),
    flagged=(
        {"reviews": {"family_voice": "not_sought"}},
        {"reviews": [{}, {"family_voice": "obtained"}]},
    ),
    not_applicable=({"reviews": {}}, {"reviews": {"child": None, "subject": "a service", "family_voice": "sought"}}),
)
def family_asked(review: Review, context: Context) -> Messages:
    """The family was asked what it thinks, or the review says why not.

    Ask the family now, or write the reason into the voice note: unsafe to ask, could not be reached, a court case. A
    family that was not asked is not a satisfied one.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if not in_use(review, "family_voice", context):
        return not_applicable("this round does not record whether families were asked")
    if review.family_voice is None:
        yield flag("it does not say whether the family was asked", field="family_voice")
    elif review.family_voice == "not_sought" and not review.voice_note:
        yield flag("the family was not asked, and no reason is given", field="voice_note")


@rule(
    "child-heard",
    severity="query",
    source="Coram Voice, Bright Spots: children are asked from the age of 4",
    ok=(
        {"reviews": {"child_voice": "obtained"}},
        {"reviews": {"child_voice": "not_sought", "voice_note": "In hospital at the time."}},
    ),
    flagged=(
        {"reviews": [{"family_voice": "obtained"}, {"child_voice": "obtained"}]},
        {"reviews": {"child_voice": "not_sought"}},
    ),
    not_applicable=(
        {"reviews": {"family_voice": "obtained"}},
        {"children": {"age_band": "0-3"}, "reviews": {"child_voice": "not_sought"}},
        {"reviews": {"child": None, "subject": "a service", "child_voice": "sought"}},
    ),
)
def child_heard(review: Review, context: Context, *, age: int = 4) -> Messages:
    """The child's own view is recorded apart from the family's, or the review says why it is not.

    Ask the child, in a way that fits their age and how they communicate, or write the reason into the voice note. What
    a parent says a child thinks is the parent's view.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if not in_use(review, "child_voice", context):
        return not_applicable("this round does not record whether children were heard")
    child = context.child(review.child)
    oldest = _oldest(child.age_band) if child and child.age_band else None
    if oldest is not None and oldest < age:
        return not_applicable(f"the child is younger than {age}")
    if review.child_voice is None:
        yield flag("it does not say whether the child was heard", field="child_voice")
    elif review.child_voice == "not_sought" and not review.voice_note:
        yield flag("the child was not asked, and no reason is given", field="voice_note")


@rule(
    "unsafe-says-why",
    severity="query",
    source=f"{CITY}: views are sought; that it is unsafe to ask is a decision, {OWN}",
    ok={"reviews": {"family_voice": "unsafe", "voice_note": "Made up."}},
    flagged=({"reviews": {"family_voice": "unsafe"}}, {"reviews": {"child_voice": "unsafe"}}),
    not_applicable=({"reviews": {"family_voice": "declined"}}, {"reviews": {}}),
)
def unsafe_says_why(review: Review, context: Context) -> Messages:
    """Where it was unsafe to ask somebody, the note says why.

    Write who says so, and on what: a court order, legal advice, a risk assessment. Unsafe to ask is neither declined
    nor forgotten, and looks like both without a reason.
    """
    if "unsafe" not in (review.child_voice, review.family_voice):
        return not_applicable("nobody was unsafe to ask")
    if not (review.voice_note or "").strip():
        yield flag("unsafe to ask, and no reason is given", field="voice_note")


@functools.lru_cache(maxsize=256)
def _oldest(age_band: str) -> int | None:
    """Return the greatest age in years an age band allows, or None where it does not say.

    >>> _oldest("0-3"), _oldest("under 4"), _oldest("6 to 18 months"), _oldest("unborn"), _oldest("16+")
    (3, 3, 1, 0, None)
    """
    band = age_band.casefold()
    if "birth" in band or "unborn" in band:
        return 0
    ages = [int(number) for number in re.findall(r"\d+", band)]
    if not ages or "+" in band or "over" in band:
        return None
    oldest = max(ages) - ("under" in band or "<" in band)
    return oldest // 12 if "month" in band else oldest


@rule(
    "talked-through",
    severity="query",
    source="Bexley, quality assurance framework 2019: collaborative audits; Essex, practice reflection tool",
    ok={"reviews": {"discussed_on": "2024-01-31", "completed_on": "2024-02-01"}},
    flagged=(
        {"reviews": {"discussed_on": "2024-02-05", "completed_on": "2024-02-01"}},
        {"reviews": [{}, {"discussed_on": "2024-01-31"}]},
    ),
    not_applicable=({"reviews": {}}, {"reviews": {"child": None, "subject": "a service"}}),
)
def talked_through(review: Review, context: Context) -> Messages:
    """The reviewer talks the review through with the worker before the grade is final.

    Have the conversation and put its day in, or say in a waiver why there could be none. The worker knows what the file
    does not show, and learns more from a conversation than from a grade.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if not in_use(review, "discussed_on", context):
        return not_applicable("this round does not record conversations with workers")
    if review.discussed_on is None:
        yield flag("no conversation with the worker is recorded", field="discussed_on")
    elif review.discussed_on > review.completed_on:
        yield flag("talked through with the worker only after the review was completed", field="discussed_on")
