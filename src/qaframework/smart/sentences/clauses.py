"""Whether a verb is asked for where it stands: as a command, as what is to be done, or as what is only told."""

from __future__ import annotations

from qaframework.smart.sentences.forms import is_adverb
from qaframework.smart.sentences.grammar import (
    ASIDE,
    BE,
    BEFORE_NOUN,
    BREAKS,
    DETERMINERS,
    FUNCTION_WORDS,
    MAYBE,
    MODALS,
    NOUN_TOO,
    OPENERS,
    QUESTIONS,
    RELATIVE,
    SKIPPED,
)
from qaframework.smart.sentences.tokens import Sentence
from qaframework.smart.words import these

_ARTICLES = these("the a an all each every any their his her its this these both")
_NO_VERB_ENDS = ("ing", "ed", "tion", "ment")
_AFTER_A_NOUN = BE | MODALS | these("of needs needed has have was were around keeping writing")
"""Words after which "review" or "record", at the beginning of a sentence, was a noun."""
_SUBJECTS = these("people children staff families")
_PERFORMED = these("have receive attend contain include")
_NOT_SUBJECTS = these("to who which that may not")
_NOT_MAIN = RELATIVE | MAYBE
_JOINED = these("and that but")
_WHERE_FIT = these("where when if appropriate necessary needed required possible then also")
"""Words of "where appropriate" and the like, which stand between two verbs and change nothing."""
_JOINS = ([","], ["and"], [",", "and"], ["and", ",", ","], [",", "and", ",", ","])
_WINDOW = 8


def can_stand_before_verb(word: str) -> bool:
    """Return whether a word can stand before the verb that begins a sentence: "also", "urgently", "not"."""
    return word in SKIPPED or is_adverb(word) or word[0].isdigit()


def is_unknown_command(sentence: Sentence, place: int) -> bool:
    """Return whether a word that no list holds stands where a command stands: "laminate the plan"."""
    word = sentence.words[place]
    plain = word.isalpha() and word not in FUNCTION_WORDS and not word.endswith(_NO_VERB_ENDS)
    return plain and (not word.endswith("s") or word.endswith("ss")) and sentence.after(place) in _ARTICLES


def is_command(sentence: Sentence, place: int) -> bool:
    """Return whether the verb with which a clause begins is a verb there and not a noun, as in "record keeping"."""
    follows = sentence.after(place)
    if sentence.words[place] not in NOUN_TOO or follows in DETERMINERS:
        return True
    if place > sentence.start and not (sentence.words[place - 1] == "," and sentence.words[sentence.start] in OPENERS):
        return is_adverb(sentence.words[place - 1])
    if follows == "to" and sentence.words[place + 2 : place + 3] == ["be"]:
        return False
    named = (sentence.words[place], follows) in sentence.reader.agent_phrases.get(follows, ())
    role = place + 1 in sentence.text.roles and (named or not follows.endswith("s"))
    return follows not in _AFTER_A_NOUN and not role


def is_questioned(sentence: Sentence, place: int) -> bool:
    """Return whether a verb belongs to a question inside the sentence: "to decide whether it should close"."""
    if not sentence.text.questions:
        return False
    first = max(sentence.phrase_start(place), place - _WINDOW - 2)
    return not QUESTIONS.isdisjoint(sentence.words[first:place])


def goes_on(sentence: Sentence, place: int, at: int) -> bool:
    """Return whether a verb says what those before it do or have: "that all plans contain", "children attend"."""
    word, before = sentence.words[place], sentence.words[at]
    if word in _PERFORMED:
        return before not in _NOT_SUBJECTS
    noun = word in NOUN_TOO and at == place - 1 and sentence.after(place) not in DETERMINERS
    return (before.endswith("s") or before in _SUBJECTS) and not noun and before not in BEFORE_NOUN


def is_finite(sentence: Sentence, place: int, verb: str) -> bool:
    """Return whether a verb with an "s" says what somebody or something does: "each plan sets out"."""
    before = sentence.before(place)
    if before in BEFORE_NOUN or before in BREAKS:
        return False
    if verb in NOUN_TOO and not is_adverb(before):
        follows = sentence.after(place)
        return follows in DETERMINERS and follows != "that"
    return True


def is_joined(words: list[str]) -> bool:
    """Return whether nothing but "and" or a comma stands between two verbs: "considered and, where needed, held"."""
    return [word for word in words if word not in _WHERE_FIT] in _JOINS


def is_done(sentence: Sentence, place: int) -> bool:
    """Return whether a participle is told of something, in what is asked for: "is recorded"."""
    words, start = sentence.words, sentence.start
    at = place - 1
    while at > start and place - at < 4 and (words[at] in SKIPPED or is_adverb(words[at])):
        at -= 1
    if at < start or words[at] not in BE or words[place - 1] == "well":
        return False
    if words[at] == "being" and words[at - 1] not in BE:
        return False
    told = words[max(sentence.phrase_start(at), at - _WINDOW) : at]
    if told and told[-1] in _NOT_MAIN:
        return False
    return ASIDE.isdisjoint(told[-4:]) and (QUESTIONS.isdisjoint(told) or not _JOINED.isdisjoint(told))


def joins_acts(sentence: Sentence, first: int, place: int) -> bool:
    """Return whether "and" joins two acts, not two things: no "to" of a purpose lies between."""
    between = sentence.words[first + 1 : place]
    return "to" not in between or "," in between


def is_content(sentence: Sentence, place: int) -> bool:
    """Return whether a verb tells what a document is to hold: "improve the plans to include timescales"."""
    follows = sentence.after(place)
    if sentence.words[place] == "set":
        return follows == "out"
    return sentence.reader.participle.get(follows, ("", "output"))[1] != "nebulous"
