"""Texts that may point to a child, a family or a worker, before anything leaves the building."""

from __future__ import annotations

from collections.abc import Iterable

from qaframework import (
    Context,
    Finding,
    Judgement,
    Messages,
    Reading,
    Recommendation,
    Review,
    Update,
    flag,
    identifiers_in,
    not_applicable,
    rule,
)
from qaframework.defaults.sources import OWN

_SOURCE = f"ICO, guidance on anonymisation, March 2025; the patterns are {OWN}s"
_NUMBER = "NHS number 943 476 5919"

Texts = Iterable[tuple[str, str | None]]


def _of_domains(judgements: Iterable[Judgement]) -> Texts:
    for judgement in judgements:
        yield f"domain.{judgement.domain}", judgement.rationale
        yield f"domain.{judgement.domain}", judgement.evidence


def _named_in(texts: Texts) -> Messages:
    """Yield a message for each field that holds identifiers; it names their kinds and never the text."""
    written = [(field, text) for field, text in texts if text]
    if not written:
        return not_applicable("no text")
    for field, text in written:
        kinds = sorted({kind for kind, _ in identifiers_in(text)})
        if kinds:
            yield flag(f"{field} may point to somebody: {', '.join(kinds)}", field=field)


@rule(
    "review-names-nobody",
    severity="query",
    source=_SOURCE,
    ok={"reviews": {"rationale": "Seen on 3 February 2024 by the worker."}},
    flagged=({"reviews": {"voice_note": _NUMBER}}, {"reviews": {}, "judgements": {"evidence": _NUMBER}}),
    not_applicable={"reviews": {}},
)
def review_names_nobody(review: Review, context: Context) -> Messages:
    """The words of a review hold nothing that points to one person.

    Take it out, or put a role or the child's pseudonym in its place. Read the rest yourself too: a rare trait or a
    quotation can point to a child as well as a number can, and no pattern finds it.
    """
    fields = (("rationale", review.rationale), ("voice_note", review.voice_note), ("system_block", review.system_block))
    return (yield from _named_in((*fields, *_of_domains(review.judgements))))


@rule(
    "recommendation-names-nobody",
    severity="query",
    source=_SOURCE,
    ok={"recommendations": {"text": "Refer Child 3 to the autism team by 31 March 2024."}},
    flagged=({"recommendations": {"text": "Ask Mrs Nowhere."}}, {"recommendations": {"measure": _NUMBER}}),
)
def recommendation_names_nobody(recommendation: Recommendation, context: Context) -> Messages:
    """The words of a recommendation hold nothing that points to one person.

    Put a role in place of a name, and the child's pseudonym in place of a number.
    """
    return (yield from _named_in((("text", recommendation.text), ("measure", recommendation.measure))))


@rule(
    "finding-names-nobody",
    severity="query",
    source=_SOURCE,
    ok={"findings": {"statement": "Plans have dates."}},
    flagged={"findings": {"statement": "Dr Nowhere was told late."}},
)
def finding_names_nobody(finding: Finding, context: Context) -> Messages:
    """The words of a finding hold nothing that points to one person.

    Put a role in place of a name. A finding is about practice, and travels further than the review it came from.
    """
    return (yield from _named_in((("statement", finding.statement),)))


@rule(
    "reading-names-nobody",
    severity="query",
    source=_SOURCE,
    ok={"readings": {"rationale": "Risk was not followed over time."}},
    flagged={"readings": {"rationale": _NUMBER}},
    not_applicable={"readings": {}},
)
def reading_names_nobody(reading: Reading, context: Context) -> Messages:
    """The words of a later reading hold nothing that points to one person.

    Take it out, or put a role or the child's pseudonym in its place. Readings go to other authorities.
    """
    return (yield from _named_in((("rationale", reading.rationale), *_of_domains(reading.judgements))))


@rule(
    "update-names-nobody",
    severity="query",
    source=_SOURCE,
    ok={"updates": {"note": "Referral made."}},
    flagged={"updates": {"impact": _NUMBER}},
    not_applicable={"updates": {}},
)
def update_names_nobody(update: Update, context: Context) -> Messages:
    """The words of an update hold nothing that points to one person.

    Take it out, or put a role or the child's pseudonym in its place. The tracker is read by many.
    """
    return (yield from _named_in((("note", update.note), ("evidence", update.evidence), ("impact", update.impact))))
