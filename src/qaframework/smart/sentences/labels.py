"""Who is named beside what is asked for, as in a list of actions: "Owner: SW", "TM: sign it off"."""

from __future__ import annotations

from qaframework.smart.sentences.grammar import BEFORE_NOUN, BREAKS, ENDS
from qaframework.smart.sentences.names import roles_in
from qaframework.smart.sentences.tokens import Sentence, Span, Tokens
from qaframework.smart.words import these

_LABELS = these("owner lead who whom responsible action for by")
_NOT_NAMES = BREAKS | BEFORE_NOUN
_SIGNS = frozenset(":(")


def beside(text: Tokens) -> Span | None:
    """Return who is named beside what is asked for: "Owner: SW", "TM: sign it off", "Refer to housing - SW"."""
    if not text.roles or (_SIGNS.isdisjoint(text.told) and " - " not in text.lowered):
        return None
    words, whole = text.words, Sentence(text, 0, len(text.words))
    for begins, at in roles_in(whole, 0, len(words), 0):
        while begins and words[begins - 1] not in _NOT_NAMES and not text.dash_after(begins - 1) and at - begins < 3:
            begins -= 1
        before = words[begins - 1] if begins else "."
        after = words[at + 1] if at + 1 < len(words) else "."
        last = at + 2 >= len(words) or set(words[at + 1 :]) <= ENDS | {")"}
        labelled = before == ":" and words[begins - 2] in _LABELS
        first = before in ENDS and (after == ":" or (after != "." and text.dash_after(at)))
        if labelled or first or (last and begins and (before == "(" or text.dash_after(begins - 1))):
            return text.span(begins, at)
    return None
