"""What "to" says a recommendation is for."""

from __future__ import annotations

from qaframework.smart.sentences.forms import is_adverb
from qaframework.smart.sentences.grammar import BREAKS, NEEDS_OF, SKIPPED
from qaframework.smart.sentences.tokens import Sentence, Span, Tokens
from qaframework.smart.words import these

_NOT_AFTER = these(
    "need needs required continue continues seek expected able asked how agreed reminded enabled work working"
    " efforts continuing ongoing failure plans duty action ability wish likely right rights access"
    " opportunity opportunities enough best take decision decisions fail fails failed attempt attempts"
)
"""Words that "to" completes, so that what follows is not what it is for: "access to", "how to"."""
_CHANCES = these("opportunity opportunities")
_WAYS = these("arrangements systems processes procedures")
_WORKINGS = these("identify track monitor assess oversee evaluate measure test challenge")
_ACTION = these("steps action")
_EMPTY = (BREAKS - {","}) | {"compliance"}
_PLANNED = these("plans work")
_OUTRIGHT = these("ensure avoid prevent")
_BETTER = these("better more best help")


def after_to(sentence: Sentence, place: int) -> Span | None:
    """Return what something is for, where "to" is followed by a verb that says so."""
    words, text, start, end = sentence.words, sentence.text, sentence.start, sentence.end
    if place > start and (_is_completed(words, place, start) or _is_chance(sentence, place)):
        return None
    for later in range(place + 1, min(end, place + 4)):
        word = words[later]
        if word in text.reader.purposes or _begins(text, later):
            before = words[place - 1] if place > start else ""
            named = (word == "ensure" and before in _ACTION) or (word in _WORKINGS and before in _WAYS)
            empty = later + 1 >= end or words[later + 1] in _EMPTY
            named = named or (word == "prepare" and sentence.names_artefact(words[later + 1 : later + 4]))
            return None if named or empty else text.span(place, end - 1)
        if not (is_adverb(word) or word in SKIPPED or word in _BETTER):
            return None
    return None


def _begins(text: Tokens, place: int) -> bool:
    """Return whether a purpose of several words begins here: "make sure"."""
    phrases = text.reader.purpose_phrases.get(text.words[place], ())
    return any(tuple(text.words[place : place + len(phrase)]) == phrase for phrase in phrases)


def _is_chance(sentence: Sentence, place: int) -> bool:
    """Return whether "to" tells of what there is a chance for: "opportunities for carers to learn"."""
    if _CHANCES.isdisjoint(sentence.text.told):
        return False
    lead = sentence.last(7, place)
    return not _CHANCES.isdisjoint(lead) and "for" in lead


def _is_completed(words: list[str], place: int, start: int) -> bool:
    """Return whether "to" completes the word before it: "need to", "sufficiently regular to"."""
    before = words[place - 1]
    if before in _NOT_AFTER:
        held = before == "needs" and place - 2 >= start and words[place - 2] in NEEDS_OF
        return not held and not (before in _PLANNED and words[place + 1] in _OUTRIGHT)
    follows = words[place + 1 : place + 2]
    return not _WORKINGS.isdisjoint(follows) and "sufficiently" in words[max(start, place - 5) : place]
