"""What "to" says a recommendation is for."""

from __future__ import annotations

from qaframework.smart.sentences.forms import is_adverb
from qaframework.smart.sentences.grammar import BE, BREAKS, FUNCTION_WORDS, NEEDS_OF, SKIPPED
from qaframework.smart.sentences.tokens import Sentence, Span, Tokens
from qaframework.smart.words import these

_NOT_AFTER = these(
    "need needs required continue continues seek expected able asked how agreed reminded enabled work working"
    " want wants do helpful good efforts continuing ongoing failure plans duty action ability wish likely right"
    " rights access opportunity opportunities enough best take decision decisions fail fails failed attempt"
    " attempts try tries trying get capacity happy willing keen glad"
)
"""Words that "to" completes, so that what follows is not what it is for: "access to", "how to"."""
_ASKING = these("ask asks asked asking remind reminds reminded reminding instruct instructs require requires invite")
_PRONOUNS = these("it this them these")
_LEADING_ON = these("to that")
_LESSENED = these("minimise reduce prevent avoid lessen limit")
_PEOPLE = these("children child families family people carers parents")
_CHANCES = these("opportunity opportunities")
_WAYS = these("arrangements systems processes procedures")
_WORKINGS = these("identify track monitor assess oversee evaluate measure test challenge")
_ACTION = these("steps action")
_EMPTY = (BREAKS - {","}) | {"compliance"}
_ITSELF = these("they it these this")
_DOCUMENTS = these("assessment assessments plan plans analysis record records report reports framework")
_SAYING = BE | these(
    "identifies identify include includes contain contains reflect reflects set sets provides state underpin"
)
_QUALITIES = (
    ["of"],
    ["clear"],
    ["specific"],
    ["smart"],
    ["completed"],
    ["consistently"],
    ["up"],
    ["informed"],
    ["measurable"],
)
_PLANNED = these("plans work")
_OUTRIGHT = these("ensure avoid prevent")
_FRONTED = these("stop make help let")
_BETTER = these("better more best help")


def fronted(sentence: Sentence) -> int:
    """Return where the purpose ends with which a sentence begins: "To help Kai settle, put ..."; 0 where none does."""
    verb = sentence.after(sentence.start)
    comma = sentence.first_comma() if verb in sentence.reader.purposes or verb in _FRONTED else 0
    return comma if comma and sentence.after(comma) in sentence.reader.base else 0


def after_to(sentence: Sentence, place: int) -> Span | None:
    """Return what something is for, where "to" is followed by a verb that says so."""
    words, text, start, end = sentence.words, sentence.text, sentence.start, sentence.end
    if place > start and (
        _is_completed(sentence, place) or _is_chance(sentence, place) or _is_asked_of(sentence, place)
    ):
        return None
    for later in range(place + 1, min(end, place + 4)):
        word = words[later]
        if word in text.reader.purposes or _begins(text, later):
            before = words[place - 1] if place > start else ""
            named = (word == "ensure" and before in _ACTION) or (word in _WORKINGS and before in _WAYS)
            empty = later + 1 >= end or words[later + 1] in _EMPTY
            empty = empty or (words[later + 1] in _PRONOUNS and (later + 2 >= end or words[later + 2] in BREAKS))
            named = named or (word == "ensure" and _is_of_document(sentence, later))
            named = named or (word == "prepare" and sentence.names_artefact(words[later + 1 : later + 4]))
            return None if named or empty else text.span(place, end - 1)
        if not (is_adverb(word) or word in SKIPPED or word in _BETTER):
            return None
    return None


def _is_of_document(sentence: Sentence, place: int) -> bool:
    """Return whether "to ensure that" only tells how the document itself is to be: "to ensure that they are clear"."""
    words = sentence.words
    told = words[place + 1 : min(sentence.end, place + 9)]
    if told[:1] != ["that"]:
        return False
    verb = next((at for at, word in enumerate(told) if word in _SAYING), 0)
    subject = told[1:verb]
    if not subject or not (subject[0] in _ITSELF or not _DOCUMENTS.isdisjoint(subject)):
        return False
    return told[verb] not in BE or told[verb + 1 : verb + 2] in _QUALITIES


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


def _is_asked_of(sentence: Sentence, place: int) -> bool:
    """Return whether "to" tells what somebody is asked for: "remind carers to keep a diary"."""
    if _ASKING.isdisjoint(sentence.text.told):
        return False
    lead = sentence.words[max(sentence.phrase_start(place), place - 8) : place]
    asked = max((at for at, word in enumerate(lead) if word in _ASKING), default=len(lead))
    return asked + 1 < len(lead) and _LEADING_ON.isdisjoint(lead[asked:])


def _is_completed(sentence: Sentence, place: int) -> bool:
    """Return whether "to" completes the word before it: "need to", "sufficiently regular to"."""
    words, start = sentence.words, sentence.start
    before = words[place - 1]
    if (
        before == "plans"
        and place - 2 >= start
        and (words[place - 2] == "of" or words[place - 2] not in FUNCTION_WORDS)
    ):
        return False
    if before == "taken" and "steps" in words[max(start, place - 4) : place]:
        return True
    if before == "steps" and words[place + 1] in _LESSENED:
        return _PEOPLE.isdisjoint(words[place + 2 : sentence.end])
    if before == "steps" or before in _NOT_AFTER:
        held = before == "needs" and place - 2 >= start and words[place - 2] in NEEDS_OF
        return not held and not (before in _PLANNED and words[place + 1] in _OUTRIGHT)
    follows = words[place + 1 : place + 2]
    return not _WORKINGS.isdisjoint(follows) and "sufficiently" in words[max(start, place - 5) : place]
