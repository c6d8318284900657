"""Whether the words of a review carry its grade: long enough, its own, resting on dated and recent evidence."""

from __future__ import annotations

import difflib
import functools
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date

from qaframework import Context, Messages, Review, flag, not_applicable, rule
from qaframework.defaults.in_use import NOT_ABOUT_A_CHILD, about_a_child, in_use
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.written_dates import Period, periods_in
from qaframework.defaults.year import many, once

_CLEAR_EVIDENCE = f"{CITY}: clear evidence for the grading rationale; the numbers are {OWN}s"
_WINDOW = "Child's Journey audit tool: the last year is looked at, the last six months are judged"
_DAYS_A_MONTH = 365.25 / 12

_REASONS = (
    "The child was seen alone on every visit and her own words are in the plan, which her mother helped to write and "
    "which has been reviewed on time by everybody who has a part in it since the summer, with a manager's decisions."
)
_DATED = "Visit of 12 January 2024; supervision of 20/12/2023."


def _words_of(review: Review) -> int:
    """Return how many words the rationale has, with the rationales of the domains."""
    texts = (review.rationale, *(judgement.rationale for judgement in review.judgements))
    return sum(len(text.split()) for text in texts if text)


@rule(
    "rationale-length",
    severity="query",
    source=_CLEAR_EVIDENCE,
    ok=(
        {"reviews": {"rationale": _REASONS}},
        {
            "reviews": {"rationale": "See the domains."},
            "judgements": {"rationale": _REASONS},
        },
    ),
    flagged=(
        {"reviews": {"rationale": "Good practice throughout."}},
        {"reviews": [{}, {"rationale": _REASONS}]},
    ),
    not_applicable=(
        {"reviews": {}},
        {"reviews": {"overall": "not graded", "rationale": "Made up."}},
        {"reviews": {"child": None, "subject": "an authority", "rationale": "Made up."}},
    ),
)
def rationale_length(review: Review, context: Context, *, words: int = 40) -> Messages:
    """A grade comes with a rationale of some forty words.

    Ask the reviewer what they saw and why it earns this grade. Words are no end in themselves: where fewer say it, let
    them stand with a waiver.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if review.grade is None:
        return not_applicable("no overall grade to give reasons for")
    written = _words_of(review)
    if not written and not in_use(review, "rationale", context):
        return not_applicable("this round does not record rationales")
    if not written:
        yield flag(f"{review.grade} without a rationale", field="rationale")
    elif written < words:
        yield flag(f"a rationale of {written} words for {review.grade}; about {words} asked for", field="rationale")


@rule(
    "rationale-is-its-own",
    severity="query",
    source=_CLEAR_EVIDENCE,
    ok={"reviews": [{"rationale": _REASONS}, {"rationale": "Visits were late and nobody asked the child about them."}]},
    flagged=(
        {"reviews": [{"rationale": _REASONS}, {"rationale": _REASONS.upper()}]},
        {"reviews": [{"rationale": _REASONS}, {"rationale": _REASONS.replace("summer", "autumn")}]},
    ),
    not_applicable=(
        {"reviews": [{"rationale": "Good practice."}, {"rationale": "Good practice."}]},
        {"reviews": {}},
        {"reviews": [{"rationale": _REASONS}, {"activity": "A2", "rationale": _REASONS}]},
    ),
)
def rationale_is_its_own(review: Review, context: Context, *, similarity: float = 0.9) -> Messages:
    """A rationale is written for this child, not copied from another review of the round.

    Ask the reviewer to write what they saw with this child. A rationale that keeps the beginning or the end of another
    and changes little else is found; one reworked throughout is not.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    neighbours = _neighbours(context).get(id(review))
    if neighbours is None:
        return not_applicable("no other rationale of this round to compare it with")
    copied = sorted(other.id for other in neighbours.values() if _alike(review, other, similarity))
    if copied:
        yield flag(f"nearly the same words as the rationale of {', '.join(copied)}", field="rationale")


_SHARED = 24
"""How many characters at the beginning or end two rationales share before they are compared."""
_FEWEST = 8
"""Rationales of fewer words have few ways to differ and are not compared."""
_REACH = 2


@once
def _neighbours(context: Context) -> dict[int, dict[int, Review]]:
    """Return, for each review with a rationale to compare, the reviews of its round it may have been copied from.

    In alphabetical order a copy stands next to what it copies, unless its first words were changed; read from the end,
    unless its last words were. So each has a few neighbours to be compared with, not every other review.
    """
    rounds: dict[str, list[tuple[str, Review]]] = {}
    for review in context.year.reviews:
        words = _words(review)
        if len(words) >= _FEWEST:
            rounds.setdefault(review.activity, []).append((" ".join(words), review))
    neighbours: dict[int, dict[int, Review]] = {}
    for written in rounds.values():
        if len(written) == 1:
            continue
        neighbours |= {id(review): {} for _, review in written}
        for way in (1, -1):
            in_order = sorted(((text[::way], review) for text, review in written), key=lambda one: (one[0], one[1].id))
            for place, (text, review) in enumerate(in_order):
                for other_text, other in in_order[place + 1 : place + 1 + _REACH]:
                    if text[:_SHARED] == other_text[:_SHARED] and review.id != other.id:
                        neighbours[id(review)][id(other)] = other
                        neighbours[id(other)][id(review)] = review
    return neighbours


def _words(review: Review) -> list[str]:
    return review.rationale.casefold().split() if review.rationale else []


def _alike(review: Review, other: Review, similarity: float) -> bool:
    words, others = _words(review), _words(other)
    if words == others:
        return True
    asked = similarity * (len(words) + len(others)) / 2
    if min(len(words), len(others)) < asked or (Counter(words) & Counter(others)).total() < asked:
        return False  # whatever their order, too few words are the same
    return difflib.SequenceMatcher(None, words, others, autojunk=False).ratio() >= similarity


def _evidence(review: Review) -> dict[str, tuple[Period, ...]]:
    """Return the dates of the evidence, by the domain it is for."""
    cited = {judgement.domain: periods_in(judgement.evidence) for judgement in review.judgements if judgement.evidence}
    return {domain: periods for domain, periods in cited.items() if periods}


@once
def _cited(context: Context) -> dict[str, dict[int, int]]:
    """Return, for each round whose reviews cite evidence, how many pieces each review cites."""
    counts: dict[str, dict[int, int]] = {}
    for review in context.year.reviews:
        named = sum(max(1, len(periods_in(one.evidence))) for one in review.judgements if one.evidence)
        texts = (review.rationale, *(one.rationale for one in review.judgements))
        dated = sum(len(periods_in(text)) for text in texts if text)
        counts.setdefault(review.activity, {})[id(review)] = named + dated
    return {activity: cited for activity, cited in counts.items() if any(cited.values())}


@rule(
    "evidence-cited",
    severity="query",
    source=_CLEAR_EVIDENCE,
    ok=(
        {"reviews": {"rationale": f"Plans are kept. {_DATED}"}},
        {"reviews": {}, "judgements": {"evidence": _DATED}},
    ),
    flagged=(
        {"reviews": {"rationale": "Plans are kept. Visit of 12 January 2024."}},
        {"reviews": [{"rationale": "Plans are kept."}, {"rationale": _DATED}]},
    ),
    not_applicable=({"reviews": {"rationale": "Plans are kept."}}, {"reviews": {"overall": "not graded"}}),
)
def evidence_cited(review: Review, context: Context, *, items: int = 2) -> Messages:
    """A grade rests on at least two pieces of dated evidence.

    Ask the reviewer which visit, plan or decision they mean, and its day. Name the document; do not paste it.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if review.grade is None:
        return not_applicable("no overall grade to give reasons for")
    round_cites = _cited(context).get(review.activity)
    if round_cites is None:
        return not_applicable("this round does not cite dated evidence")
    cited = round_cites[id(review)]
    if cited < items:
        yield flag(f"{many(cited, 'piece')} of dated evidence; at least {items} asked for", field="rationale")


@rule(
    "evidence-in-window",
    severity="query",
    source=_WINDOW,
    ok={"reviews": {}, "judgements": {"evidence": "Plan of 3 March 2023"}},
    flagged={"reviews": {}, "judgements": {"evidence": "Plan of 3 November 2022; visit of 12/01/2024"}},
    not_applicable=(
        {"reviews": {}, "judgements": {"evidence": "the plan"}},
        {
            "activities": {"template": "cqc-service"},
            "reviews": {},
            "judgements": {"domain": "SAFE", "evidence": "3 November 2020"},
        },
    ),
)
def evidence_in_window(review: Review, context: Context) -> Messages:
    """Evidence is no older than the review looks back.

    Look for something newer, or say why the old evidence still counts. How far back a review looks is set by its
    template.
    """
    months = context.template(review).evidence_months
    if months is None:
        return not_applicable("the template does not say how far back evidence may come from")
    evidence = _evidence(review)
    if not evidence:
        return not_applicable("no evidence has a date")
    for domain, periods in evidence.items():
        oldest = min(last for _, last in periods)
        if _months_before(oldest, review) > months:
            yield flag(f"evidence from {oldest:%m/%Y}, more than {months} months before", field=f"domain.{domain}")


@rule(
    "evidence-is-recent",
    severity="query",
    source=_WINDOW,
    ok={"reviews": {}, "judgements": {"evidence": "Plan of 3 March 2023; visit of 12/01/2024"}},
    flagged={"reviews": {}, "judgements": {"evidence": "Plan of 3 March 2023"}},
    not_applicable={"reviews": {}, "judgements": {"evidence": "the plan"}},
)
def evidence_is_recent(review: Review, context: Context) -> Messages:
    """A grade rests on what happened lately, not only on what happened before.

    Look for something newer: the grade is for practice as it is now. How recent is set by the template.
    """
    months = context.template(review).judgement_months
    if months is None:
        return not_applicable("the template does not say how recent evidence should be")
    newest = max((last for periods in _evidence(review).values() for _, last in periods), default=None)
    if newest is None:
        return not_applicable("no evidence has a date")
    if _months_before(newest, review) > months:
        yield flag(f"the newest evidence is from {newest:%m/%Y}, more than {months} months before", field="rationale")


@rule(
    "evidence-before-completed",
    severity="query",
    source=OWN,
    ok={"reviews": {}, "judgements": {"evidence": "visit of 12/01/2024"}},
    flagged={"reviews": {}, "judgements": {"evidence": "visit of 12/03/2024"}},
    not_applicable={"reviews": {}, "judgements": {"evidence": "the plan"}},
)
def evidence_before_completed(review: Review, context: Context) -> Messages:
    """Evidence is older than the review that rests on it.

    Check the day of the evidence and of the review: one of them may be wrong. What is only planned is no evidence yet.
    """
    evidence = _evidence(review)
    if not evidence:
        return not_applicable("no evidence has a date")
    for domain, periods in evidence.items():
        newest = max(first for first, _ in periods)
        if newest > review.completed_on:
            yield flag(f"evidence from {newest:%m/%Y}, after the review was completed", field=f"domain.{domain}")


def _months_before(day: date, review: Review) -> float:
    return (review.completed_on - day).days / _DAYS_A_MONTH


@rule(
    "words-against-a-good-grade",
    severity="info",
    source=OWN,
    ok=({"reviews": {"rationale": "There was no drift, and plans moved on."}}, {"reviews": {"rationale": "Clear."}}),
    flagged={"reviews": {"rationale": "There was drift before the panel."}},
    not_applicable=(
        {"reviews": {"overall": "Inadequate", "rationale": "Drift throughout."}},
        {"reviews": {}},
        {"reviews": {"overall": "Green", "scale": "rag", "rationale": "Drift throughout."}},
    ),
)
def words_against_a_good_grade(
    review: Review,
    context: Context,
    *,
    words: tuple[str, ...] = ("drift", "not seen", "no evidence", "not recorded", "unsafe", "overdue"),
) -> Messages:
    """The rationale of a grade that meets the standard does not speak of what would keep it from meeting it.

    For information: read the rationale and the grade side by side. Often the words are about the past, or about
    somebody else's work.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if review.grade is None or not review.grade.meets:
        return not_applicable("overall is no grade that meets the standard")
    if not review.rationale:
        return not_applicable("no rationale")
    said = _said(review.rationale, words)
    if said:
        yield flag(f"overall is {review.grade}, and the rationale speaks of {', '.join(said)}", field="rationale")


@rule(
    "only-praise-under-a-weak-grade",
    severity="info",
    source=OWN,
    ok=(
        {"reviews": {"overall": "Inadequate", "rationale": "Excellent relationships, but visits were late."}},
        {"reviews": {"overall": "Inadequate", "rationale": "Plans stood still."}},
    ),
    flagged={"reviews": {"overall": "Inadequate", "rationale": "Excellent relationships and strong plans."}},
    not_applicable=(
        {"reviews": {"overall": "Good", "rationale": "Excellent relationships."}},
        {"reviews": {"overall": "Inadequate"}},
    ),
)
def only_praise_under_a_weak_grade(
    review: Review,
    context: Context,
    *,
    praise: tuple[str, ...] = ("excellent", "outstanding", "strong", "impressive", "exemplary", "very good"),
    concerns: tuple[str, ...] = (
        "but",
        "however",
        "although",
        "though",
        "not",
        "no",
        "without",
        "lack",
        "late",
        "delay",
        "drift",
        "missing",
        "weak",
        "unclear",
        "insufficient",
        "concern",
        "concerns",
        "should",
        "needs",
        "improve",
        "improvement",
    ),
) -> Messages:
    """The rationale of a grade below the standard says what fell short.

    For information: read the rationale and the grade side by side, and ask the reviewer what was missing. Nobody can
    mend what is not named.
    """
    if not about_a_child(review, context):
        return not_applicable(NOT_ABOUT_A_CHILD)
    if review.grade is None or review.grade.meets is not False:
        return not_applicable("overall is no grade below the standard")
    if not review.rationale:
        return not_applicable("no rationale")
    if _said(review.rationale, praise) and not _spoken(concerns).search(review.rationale):
        yield flag(f"overall is {review.grade}, and the rationale only praises", field="rationale")


_DENIED = re.compile(r"\b(?:no|not|never|without|avoid\w*|prevent\w*|free of|nor)\W+(?:\w+\W+){0,2}$", re.IGNORECASE)


def _said(text: str, words: Iterable[str]) -> list[str]:
    """Return which words a text says, leaving out those that it denies: "no drift"."""
    folded = text.casefold()
    likely = tuple(word for word in words if word.casefold() in folded)
    found = _spoken(likely).finditer(folded) if likely else ()
    return sorted({match[0] for match in found if not _DENIED.search(folded[: match.start()][-40:])})


@functools.lru_cache(maxsize=64)
def _vocabulary(words: tuple[str, ...]) -> re.Pattern[str]:
    listed = "|".join(re.escape(word) for word in words)
    return re.compile(rf"\b(?:{listed})\b", re.IGNORECASE)


def _spoken(words: Iterable[str]) -> re.Pattern[str]:
    return _vocabulary(tuple(words))
