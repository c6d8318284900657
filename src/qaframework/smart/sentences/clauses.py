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
    NO_VERB,
    NOUN_TOO,
    OBJECTS,
    OPENERS,
    PREPOSITIONS,
    QUESTIONS,
    RECOMMENDING,
    RELATIVE,
    SKIPPED,
)
from qaframework.smart.sentences.tokens import Sentence
from qaframework.smart.words import these

_ARTICLES = these("the a an all each every any their his her its this these both")
_ARTICLES_AND_PRONOUNS = _ARTICLES | these("it them him us")
_KEPT_ON = these("file files record records system website agenda")
_CAN = these("can could")
_POLITE = these("may might would could")
_RHYTHMS = these("daily weekly fortnightly monthly quarterly termly annual")
_RESOLVED = these("the a all each every , officers members")
_PLURAL_TOO = NOUN_TOO | these("check interview answer reply group alert appraise match")
"""Verbs that with an "s" are nouns as well: "health checks"."""
_TO_SOMEBODY = these("report return")
_NO_VERB_ENDS = ("ing", "ed", "tion", "ment")
_AFTER_A_NOUN = BE | MODALS | these("of needs needed has have was were around keeping writing between")
"""Words after which "review" or "record", at the beginning of a sentence, was a noun."""
_SUBJECTS = these("people children staff families")
_PERFORMED = these("have receive attend contain include")
_HOLDING = these("include contain")
_NOT_SUBJECTS = these("to who which that may not")
_NOT_MAIN = RELATIVE | MAYBE
_WENT_ON = these("was were")
_MANNER = these("way ways")
_JOINED = these("and that but")
_BRINGS = these("help support enable allow ensure mean make lead reduce improve give")
_CHANGES = these("this these it which")
_SAID_OF_NOUN = these("with for between by from")
_ASKS_LATER = MODALS | these("needs")
_NOUNS_OF_DOING = ("sion", "tion", "ment", "sight", "ance", "recording")
_DOINGS = these("challenge scrutiny overview practice")
_PARTICLES = these("out up off")
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
    plain = word.replace("-", "").isalpha() and word not in FUNCTION_WORDS and not word.endswith(_NO_VERB_ENDS)
    return plain and (not word.endswith("s") or word.endswith("ss")) and sentence.after(place) in _ARTICLES_AND_PRONOUNS


def unlisted(sentence: Sentence, place: int) -> tuple[int, str, bool] | None:
    """Return where a verb stands that no list holds, after "should" or "to", what it is, and whether it is passive.

    "Be" stands for what is to be on a file: "a chronology should be on file".
    """
    later = sentence.after_adverbs(place)
    passive = later < sentence.end and sentence.words[later] == "be"
    if passive:
        later = sentence.after_adverbs(later)
    if later >= sentence.end:
        return None
    word, reader = sentence.words[later], sentence.reader
    if passive and word == "on" and not _KEPT_ON.isdisjoint(sentence.words[later : later + 4]):
        return later, "be", True
    if passive and word in _RHYTHMS:
        return later, "be", True
    if word in reader.known or not word.replace("-", "").isalpha():
        return None
    a_verb = word.endswith("ed") or word.removeprefix("re") in reader.participle if passive else word not in NO_VERB
    return (later, word, passive) if a_verb else None


def is_command(sentence: Sentence, place: int) -> bool:
    """Return whether the verb with which a clause begins is a verb there and not a noun, as in "record keeping"."""
    follows = sentence.after(place)
    if sentence.words[place] in NOUN_TOO and _is_told_of(sentence, place):
        return False
    if sentence.words[place] not in NOUN_TOO or follows in OBJECTS:
        return True
    if place > sentence.start and not (sentence.words[place - 1] == "," and sentence.words[sentence.start] in OPENERS):
        return is_adverb(sentence.words[place - 1])
    if follows == "to" and sentence.words[place + 2 : place + 3] == ["be"]:
        return False
    if follows in _SAID_OF_NOUN and not _ASKS_LATER.isdisjoint(sentence.words[place : sentence.end]):
        return False
    plain = follows.removesuffix("'s")
    named = (sentence.words[place], plain) in sentence.reader.agent_phrases.get(plain, ())
    role = place + 1 in sentence.text.roles and (named or not follows.endswith("s"))
    return follows not in _AFTER_A_NOUN and not role


def _is_told_of(sentence: Sentence, place: int) -> bool:
    """Return whether the word that begins a sentence names what it tells of: "Review meetings were not held"."""
    told = sentence.words[place + 1 : min(sentence.end, place + 4)]
    return not _WENT_ON.isdisjoint(told[1:]) and (OBJECTS | RELATIVE | PREPOSITIONS).isdisjoint(told)


def recommends(sentence: Sentence, place: int) -> bool:
    """Return whether somebody recommends here what others are to do: "it is recommended that the board"."""
    if sentence.words[place] not in RECOMMENDING:
        return False
    follows = sentence.after(place)
    return follows == "that" or (follows in _ARTICLES and sentence.before(place) in ("i", "we"))


def is_resolution(sentence: Sentence) -> bool:
    """Return whether a sentence begins as committees decide: "That the take-up of checks is analysed"."""
    start = sentence.start
    if sentence.words[start] != "that":
        return False
    told = sentence.words[start + 1 : min(sentence.end, start + 7)]
    offered = "be" in told[1:-1] and told[told.index("be", 1) + 1] in sentence.reader.participle
    return sentence.after(start) in _RESOLVED or (offered and MODALS.isdisjoint(told))


def asked_politely(sentence: Sentence) -> int:
    """Return where what is asked begins in "it would be good if the form could be signed" or "for the panel to meet".

    So, too, in "can the form be signed", "could you please sign" and "it may be helpful for the worker to visit".
    There "could" asks as "should" does, and is read so.
    """
    words, start, end = sentence.words, sentence.start, sentence.end
    if words[start] in _CAN and words[start + 1 : start + 2] == ["you"]:
        return start + 2 + (words[start + 2 : start + 3] == ["please"])
    if words[start] in _CAN and sentence.after(start) in DETERMINERS and "be" in words[start : min(end, start + 8)]:
        words[start] = "should"
        return start
    if words[start] == "it" and sentence.after(start) in _POLITE and words[start + 4 : start + 5] == ["for"]:
        return asked_politely(Sentence(sentence.text, start + 4, end))
    if words[start : start + 3] == ["it", "would", "be"]:
        begins = next((at + 1 for at in range(start + 3, min(end, start + 7)) if words[at] == "if"), 0)
        modal = next((at for at in range(begins, end) if words[at] in ("could", "can")), 0) if begins else 0
        if modal:
            words[modal] = "should"
        return begins if modal else 0
    named = any(start < at < start + 6 for at in sentence.text.roles)
    asks = named and "to" in words[start : start + 8] and MODALS.isdisjoint(words[start:end])
    return start + 1 if words[start] == "for" and asks and "," not in words[start : start + 8] else 0


def is_of_heading(sentence: Sentence, place: int) -> bool:
    """Return whether "by" says who does what a heading names: "the recording by managers of their decisions"."""
    doing = sentence.before(place).endswith(_NOUNS_OF_DOING) or sentence.before(place) in _DOINGS
    return doing and MODALS.isdisjoint(sentence.words[sentence.start : sentence.end])


def is_regret(sentence: Sentence, place: int) -> bool:
    """Return whether "should" tells of what was not done: "a referral should have been made"."""
    past = sentence.words[place : place + 3] == ["should", "have", "been"]
    return past and sentence.before(place) != "it" and "by" not in sentence.words[place : sentence.end]


def is_hope(sentence: Sentence, place: int) -> bool:
    """Return whether "will" tells of what a change is to bring: "these changes will help"."""
    later = sentence.after_adverbs(place)
    brings = later < sentence.end and sentence.words[later] in _BRINGS
    return brings and not _CHANGES.isdisjoint(sentence.last(3, place))


def way_through(sentence: Sentence, place: int) -> int:
    """Return where something stands through which an aim is to be reached: "through a recovery plan"; 0 if nothing."""
    if sentence.after(place) not in ("a", "an", "regular", "monthly", "weekly", "termly", "quarterly", "annual"):
        return 0
    for at in range(place + 1, min(sentence.end, place + 6)):
        if sentence.words[at] in sentence.reader.artefacts or sentence.words[at] == "attendance":
            return at
        if sentence.words[at] in PREPOSITIONS or sentence.words[at] in BREAKS:
            break
    return 0


def is_questioned(sentence: Sentence, place: int) -> bool:
    """Return whether a verb belongs to a question inside the sentence: "to decide whether it should close"."""
    if not sentence.text.questions:
        return False
    first = max(sentence.phrase_start(place), place - _WINDOW - 2)
    return not QUESTIONS.isdisjoint(sentence.words[first:place])


def goes_on(sentence: Sentence, place: int, at: int) -> bool:
    """Return whether a verb says what those before it do or have: "that all plans contain", "children attend"."""
    word, before = sentence.words[place], sentence.words[at]
    if before in BE:
        return False
    if word in _PERFORMED:
        held = before in ("that", "which") and word in _HOLDING and sentence.names_artefact(sentence.last(3, place))
        return held or before not in _NOT_SUBJECTS
    noun = word in NOUN_TOO and at == place - 1 and sentence.after(place) not in OBJECTS | _PARTICLES
    if noun and _are_people(sentence, at):
        return sentence.after(place) not in _AFTER_A_NOUN | BREAKS
    named = before.endswith("s") or before in _SUBJECTS or before in sentence.reader.agent_words
    return named and not noun and before not in BEFORE_NOUN


def _are_people(sentence: Sentence, place: int) -> bool:
    word = sentence.words[place]
    return word in ("staff", "people") or (word.endswith("s") and word in sentence.reader.agents)


def is_finite(sentence: Sentence, place: int, verb: str, joined: bool = False) -> bool:
    """Return whether a verb with an "s" says what somebody or something does: "each plan sets out".

    Args:
        sentence, place: where it stands.
        verb: its plain form.
        joined: whether another such verb stood before it, so that "and" can join the two.
    """
    before = sentence.before(place)
    if joined and before == "and" and sentence.after(place) in DETERMINERS:
        return True
    if before in BEFORE_NOUN or before in BREAKS:
        return False
    if verb in _PLURAL_TOO and not is_adverb(before):
        if before in sentence.reader.agents and sentence.after(place) not in _AFTER_A_NOUN | BREAKS:
            return True
        follows = sentence.after(place)
        return (follows in DETERMINERS and follows != "that") or (verb in _TO_SOMEBODY and follows == "to")
    return True


def is_joined(words: list[str]) -> bool:
    """Return whether nothing but "and" or a comma stands between two verbs: "considered and, where needed, held"."""
    return [word for word in words if word not in _WHERE_FIT] in _JOINS


def is_done(sentence: Sentence, place: int) -> bool:
    """Return whether a participle is told of something, in what is asked for: "is recorded"."""
    words, start = sentence.words, sentence.start
    at = place - 1
    while at > start and place - at < 4 and (words[at] in SKIPPED or words[at] == "quality" or is_adverb(words[at])):
        at -= 1
    if at < start or words[at] not in BE or words[place - 1] == "well":
        return False
    if words[at] == "being" and words[at - 1] not in BE:
        return False
    told = words[max(sentence.phrase_start(at), at - _WINDOW) : at]
    if "what" in told[1:] and told[told.index("what", 1) - 1] == "that":
        told.remove("what")
    if not _MANNER.isdisjoint(told) or (told and told[-1] in _NOT_MAIN):
        return False
    return ASIDE.isdisjoint(told[-4:]) and (QUESTIONS.isdisjoint(told) or not _JOINED.isdisjoint(told))


def joins_acts(sentence: Sentence, first: int, place: int) -> bool:
    """Return whether "and" joins two acts, not two things: no "to" of a purpose lies between."""
    words = sentence.words
    if "," in words[first + 1 : place]:
        return True
    return not any(words[at] == "to" and _is_aim(sentence, at, place) for at in range(first + 1, place))


def _is_aim(sentence: Sentence, place: int, stop: int) -> bool:
    """Return whether "to" leads to a verb, not to somebody: "talk to the teacher and record it"."""
    later = sentence.after_adverbs(place)
    word = sentence.words[later] if later < stop else ""
    return word in sentence.reader.base or word in sentence.reader.purposes


def is_content(sentence: Sentence, place: int) -> bool:
    """Return whether a verb tells what a document is to hold: "improve the plans to include timescales"."""
    follows = sentence.after(place)
    if sentence.words[place] == "set":
        return follows == "out"
    return sentence.reader.participle.get(follows, ("", "output"))[1] != "nebulous"
