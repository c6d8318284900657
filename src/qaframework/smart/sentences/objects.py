"""What a verb is said of: a thing that can be looked at, an idea, or nothing that would be left behind."""

from __future__ import annotations

from qaframework.smart.sentences.grammar import (
    BREAKS,
    FUNCTION_WORDS,
    MAYBE,
    NOUN_TOO,
    OBJECT_ENDS,
    PREPOSITIONS,
    WANTED_BETTER,
)
from qaframework.smart.sentences.reader import Weight
from qaframework.smart.sentences.tokens import Sentence
from qaframework.smart.words import these

NOTHING_MADE = these(
    "improvements improvement progress oversight support more better help consideration thought attention"
    " prominence recognition priority emphasis regard weight focus time advice care encouragement effort efforts"
    " attempts"
)
"""Things that leave nothing behind, whoever gives or makes them."""
LIGHT = these("provide develop have make deliver receive implement create give take maintain build offer do get")
"""Verbs that say little by themselves: what is provided, made or had decides."""
_GIVEN = these("have receive provide give get")
_GOT = these(
    "information interview interviews check checks tuition vaccination medication equipment number details"
    " contact story therapy counselling respite written"
)
"""What leaves something behind where it is given to somebody, or where they have it."""
_MADE = these("visit call application")
_SEEN_ONLY = these("training arrangements series workshop session sessions interviews")
_MADE_NEW = these("approach model process method scheme offer service resource package")
_ABSTRACT = these(
    "understanding voice say role sense opportunity chance impact effect influence focus positive clear good better"
    " strong stronger shared robust range level view grasp oversight approach knowledge culture commitment more greater"
    " meaningful effective consistent choice wider sufficient needs views wishes rights feelings voices own potential"
    " lives"
)
"""Words of what cannot be looked at, though people can be said to have one."""
_IDEAS = these(
    "ambition expectations standards culture conditions tone impact commitment leadership direction aspirations climate"
    " environment foundations momentum pace confidence trust clarity consistency understanding awareness grip stability"
    " say voice responsibility ownership"
)
_OF_IDEAS = these("create give take")
_TAKEN_TO = these("meeting meetings panel board supervision conference court committee group forum review")
_WRITTEN_IN = these("names dates signature signatures date paragraph page photo photos")
_LEAVERS = these("leavers leaver experienced")
_PRO_FORMS = these("this so more it that")
_ONE = these("a an his her their")
_OVER = OBJECT_ENDS - these("on up each every that as")
_FAR = 12


def said_of(sentence: Sentence, place: int) -> list[str]:
    """Return the first words after a verb, up to where what it is done to ends."""
    last = place + 1
    while last < min(sentence.end, place + 7) and sentence.words[last] not in _OVER:
        last += 1
    return sentence.words[place + 1 : last]


def is_idea(sentence: Sentence, place: int) -> bool:
    """Return whether what is to be set, shown or created is an idea: "set high standards", "show ambition"."""
    what = said_of(sentence, place)
    if "account" in what or sentence.words[place + 2 : place + 4] == ["to", "account"]:
        return sentence.words[place] in ("take", "takes", "hold", "holds", "taken", "held")
    return not _IDEAS.isdisjoint(what) and not sentence.names_artefact(what)


def is_taken_to(sentence: Sentence, place: int) -> bool:
    """Return whether something is taken to a meeting: "take the learning to the team meeting"."""
    words = sentence.words[place + 1 : min(sentence.end, place + _FAR)]
    to = words.index("to") if "to" in words else len(words)
    return not _TAKEN_TO.isdisjoint(words[to : to + 5])


def is_to_be_there(sentence: Sentence, place: int) -> bool:
    """Return whether a file is said to need something that can be seen: "the plan needs dates"."""
    what = said_of(sentence, place)
    if sentence.before(place) in MAYBE or not WANTED_BETTER.isdisjoint(what):
        return False
    seen = sentence.names_artefact(what) or not _WRITTEN_IN.isdisjoint(what) or not _GOT.isdisjoint(what)
    return "to" not in what and seen


def given(sentence: Sentence, place: int) -> Weight | None:
    """Return what somebody leaves who is given something: "are offered a return interview", "provided with a copy"."""
    what = said_of(sentence, place + (sentence.after(place) == "with"))
    seen = sentence.names_artefact(what)
    if not NOTHING_MADE.isdisjoint(what) or (len(what) < 2 and not seen):
        return None
    if seen or not _GOT.isdisjoint(what):
        return "output"
    return None if sentence.words[place] == "provided" or not _ABSTRACT.isdisjoint(what) else "output"


def light(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Return what a verb of no weight of its own asks for: it depends on what is to be provided, made, had."""
    follows = sentence.after(place)
    if verb in _OF_IDEAS and is_idea(sentence, place):
        return "nebulous"
    if (verb == "make" and follows == "it") or (verb == "do" and follows in _PRO_FORMS):
        return "nebulous"
    if verb == "take" and is_taken_to(sentence, place):
        return "output"
    if verb == "have" and (held := _held(sentence, place)):
        return held
    if verb == "develop" and (developed := _developed(sentence, place)):
        return developed
    if made := _made(sentence, place, verb):
        return made
    if verb in ("offer", "do"):
        return weight
    return "nebulous" if weight == "nebulous" or verb == "provide" else "soft"


def _made(sentence: Sentence, place: int, verb: str) -> Weight | None:
    """Return what the first thing leaves that is named after a verb."""
    words, reader, gives = sentence.words, sentence.reader, verb in _GIVEN
    for later in range(place + 1, min(sentence.end, place + _FAR)):
        word = words[later]
        if word in reader.artefacts or (gives and word in _GOT) or (verb == "make" and word in _MADE):
            return "output"
        if word in NOTHING_MADE and not _begins_name(sentence, later):
            return "nebulous"
        if word in _SEEN_ONLY:
            return "soft"
        if (word == "in" and words[later - 1] in ("child", "children")) or (word == "," and _goes_on(sentence, later)):
            continue
        if word in PREPOSITIONS or word in BREAKS or word == "to":
            break
    return None


def _begins_name(sentence: Sentence, place: int) -> bool:
    """Return whether a word only begins the name of a thing or of somebody: "care plan", "support worker"."""
    follows = sentence.after(place)
    return follows in _LEAVERS or follows in sentence.reader.artefacts or follows in sentence.reader.agent_words


def _goes_on(sentence: Sentence, place: int) -> bool:
    """Return whether a comma stands between two things or two qualities: "clear, concise information"."""
    follows = sentence.after(place)
    return follows not in sentence.reader.base and follows not in FUNCTION_WORDS


def _developed(sentence: Sentence, place: int) -> Weight | None:
    """Return what "develop" asks for where it is something new, "an approach", or what there is, "our offer"."""
    if sentence.after(place) in ("a", "an"):
        what = said_of(sentence, place)
        return "soft" if not _MADE_NEW.isdisjoint(what) and not sentence.names_artefact(what) else None
    return "nebulous" if "offer" in sentence.words[place + 2 : place + 4] else None


def _held(sentence: Sentence, place: int) -> Weight | None:
    """Return what "have" asks for where it is part of another verb, "have decided", or names one thing, "have a GP"."""
    done = sentence.after_adverbs(place)
    if done >= sentence.end:
        return None
    word = sentence.words[done]
    if word == "had":
        had = sentence.words[done + 1 : done + 6]
        return "output" if _ABSTRACT.isdisjoint(had) and NOTHING_MADE.isdisjoint(had) else "nebulous"
    if word in sentence.reader.participle and word not in NOUN_TOO:
        return sentence.reader.participle[word][1]
    return "output" if word in _ONE and _ABSTRACT.isdisjoint(sentence.words[done + 1 : done + 5]) else None
