"""What a text says of its parts, each with where it says so, read once and word by word."""

from __future__ import annotations

import re

import attrs

from qaframework.smart.sentences import findings, labels, measures, reasons
from qaframework.smart.sentences.act import Act
from qaframework.smart.sentences.acts import Walk
from qaframework.smart.sentences.reader import Reader
from qaframework.smart.sentences.tokens import Sentence, Span, Tokens


@attrs.define(eq=False)  # not frozen: there is one for every recommendation of a long file
class Wording:
    """What a text says of four of the five parts, each with where it says so.

    Attributes:
        acts: what it asks for, in order.
        agent: who is to do it.
        purpose: what it is for, or the finding it answers.
        measure: what can be counted.
        standard: a standard of others that it names.
        asks: whether anything is asked for at all; a heading does not ask.
        words, order, edges: its words, in lower case, as a set and in order, and where each begins and ends.
    """

    acts: tuple[Act, ...]
    agent: Span | None
    purpose: Span | None
    measure: Span | None
    standard: Span | None
    asks: bool
    words: frozenset[str]
    order: list[str]
    edges: list[int]


_WHO_ACTS = re.compile(r"(?<=[a-z]) - (?=(?!to\b)(?:[\w'/]+ ){1,3}?(?:to|should|will|must|needs) )")
"""A dash before somebody who is to act: "the passport has expired - PA to renew it"."""


def read_wording(reader: Reader, lowered: str) -> Wording:
    """Return what a text in lower case, its apostrophes made plain, asks for."""
    if " - " in lowered:
        lowered = _WHO_ACTS.sub(" . ", lowered)
    text = Tokens(reader, lowered)
    acts: list[Act] = []
    told: list[Sentence] = []
    agent = purpose = None
    asks = False
    for sentence in text.sentences():
        walk = Walk(sentence, agent, purpose).through()
        acts += walk.acts
        agent, purpose = walk.agent, walk.purpose
        asks = asks or walk.main
        if not walk.main:
            told.append(sentence)
    words = text.told
    return Wording(
        acts=tuple(acts),
        agent=agent or labels.beside(text),
        purpose=purpose or reasons.stated(text) or findings.found(text) or (findings.beside(told) if asks else None),
        measure=measures.counted(reader, lowered, words),
        standard=measures.standard(reader, lowered, words),
        asks=asks,
        words=words,
        order=text.words,
        edges=text.edges,
    )
