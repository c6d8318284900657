"""What an act leaves behind: something to look at, nothing but the doing, or not even that."""

from __future__ import annotations

from qaframework.smart.sentences.grammar import BREAKS, NOUN_TOO, PREPOSITIONS
from qaframework.smart.sentences.reader import Weight
from qaframework.smart.sentences.tokens import Sentence
from qaframework.smart.words import these

_LIGHT = these("provide develop have make deliver receive implement create give take maintain keep build offer do")
"""Verbs that say little by themselves: what is provided, made or had decides."""
_LIGHT_DONE = these("give pay make offer provide deliver do")
_DO = these("offer do")
_NOTHING_MADE = these(
    "improvements improvement progress oversight support more better help consideration thought attention"
    " prominence recognition priority emphasis regard weight focus time advice care encouragement effort efforts"
    " attempts"
)
"""Things that leave nothing behind, whoever gives or makes them."""
_SEEN_ONLY = these("training arrangements series workshop session sessions interviews")
_ABSTRACT = these(
    "understanding voice say role sense opportunity chance impact effect influence focus positive clear good better"
    " strong stronger shared robust range level view grasp oversight approach knowledge culture commitment more greater"
    " meaningful effective consistent choice wider sufficient"
)
"""Words of what cannot be looked at, though people can be said to have one."""
_DUTIFUL = these("meet discharge fulfil inform")
_DUTIES = these(
    "practice planning responsibilities responsibility duties duty functions needs expectations aspirations"
)
_BY_THING = these("make placed")
"""Verbs that leave something only where it was a thing: "a referral is made", "an alert is placed"."""
_DECISIONS = these("decision decisions plans plan")
_TOLD_BY_DOCUMENTS = these("identify demonstrate articulate")


def active(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Return what an act leaves that somebody does."""
    if verb in _LIGHT:
        return _by_object(sentence, place, verb, weight)
    if verb == "carry" and sentence.after(place) == "out":
        return "output"
    if verb in _DUTIFUL and not _DUTIES.isdisjoint(sentence.words[place + 1 : place + 7]):
        return "nebulous"
    if weight == "soft" and verb in _TOLD_BY_DOCUMENTS and _is_said_of_document(sentence, place):
        return "output"
    return weight


def passive(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Return what an act leaves that is done to something: where it is given or made, that decides."""
    if verb == "carry" and sentence.after(place) == "out":
        return "output"
    if (
        verb == "provided"
        and sentence.after(place) == "with"
        and sentence.names_artefact(sentence.words[place + 2 : place + 5])
    ):
        return "output"
    if verb not in _LIGHT_DONE and verb != "placed":
        return weight
    told = sentence.words[max(sentence.phrase_start(place), place - 7) : place]
    told += sentence.words[place + 1 : min(sentence.end, place + 3)]
    if not _NOTHING_MADE.isdisjoint(told):
        return "nebulous"
    if verb in _BY_THING:
        made = [word for word in told if word not in _DECISIONS]
        return "output" if sentence.names_artefact(made) else "nebulous"
    return "soft" if "training" in told else weight


def _by_object(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Return what a verb of no weight of its own asks for: it depends on what is to be provided, made, had."""
    words, reader = sentence.words, sentence.reader
    if verb == "have" and (held := _held(sentence, place)):
        return held
    for later in range(place + 1, min(sentence.end, place + 12)):
        word = words[later]
        if word in reader.artefacts:
            return "output"
        if word in _NOTHING_MADE:
            return "nebulous"
        if word in _SEEN_ONLY:
            return "soft"
        if word == "in" and words[later - 1] in ("child", "children"):
            continue
        if word in PREPOSITIONS or word in BREAKS or word == "to":
            break
    if verb in _DO:
        return weight
    return "nebulous" if weight == "nebulous" or verb == "provide" else "soft"


def _held(sentence: Sentence, place: int) -> Weight | None:
    """Return what "have" asks for where it is part of another verb, "have decided", or names one thing, "have a GP"."""
    done = sentence.after_adverbs(place)
    if done >= sentence.end:
        return None
    word = sentence.words[done]
    if word in sentence.reader.participle and word not in NOUN_TOO:
        return sentence.reader.participle[word][1]
    one = word in ("a", "an") and _ABSTRACT.isdisjoint(sentence.words[done + 1 : done + 5])
    return "output" if one else None


def _is_said_of_document(sentence: Sentence, place: int) -> bool:
    told = sentence.last(14, place)
    clause = told[len(told) - told[::-1].index("that") if "that" in told else 0 :]
    return "planning" in clause or sentence.names_artefact(clause)
