"""One thing that a text asks for."""

from __future__ import annotations

import attrs

from qaframework.smart.sentences import weights
from qaframework.smart.sentences.grammar import BREAKS, OBJECT_ENDS
from qaframework.smart.sentences.reader import Weight
from qaframework.smart.sentences.tokens import Sentence, Span


@attrs.define(eq=False)  # not frozen: there are several for every recommendation of a long file
class Act:
    """Something a text asks for.

    Attributes:
        verb: the verb, as it is listed or as it stands.
        weight: whether it leaves something to see, can at least be seen being done, or neither.
        span: the verb, with what it is done to.
        passive: whether it is told as something that is done.
        apart: whether it could be an action by itself: not something that is only to be ensured.
    """

    verb: str
    weight: Weight
    span: Span
    passive: bool = False
    apart: bool = False


def act_at(
    sentence: Sentence, place: int, verb: str, weight: Weight, *, passive: bool, apart: bool, begins: bool
) -> Act:
    """Return the act a verb asks for where it stands, with what it leaves and what it is done to."""
    weight = (weights.passive if passive else weights.active)(sentence, place, verb, weight)
    follows = sentence.after(place)
    if follows in ("widely", "right") or (weight == "soft" and begins and follows in BREAKS):
        weight = "nebulous"
    last = place
    while not passive and last + 1 < sentence.end and sentence.words[last + 1] not in OBJECT_ENDS:
        last += 1
    return Act(verb, weight, sentence.text.span(place, last), passive, apart)
