"""What a body says it is doing or has done, where it answers for itself: "the Trust has revised its policy"."""

from __future__ import annotations

from qaframework.smart.sentences import agents
from qaframework.smart.sentences.grammar import BREAKS, DETERMINERS, FUNCTION_WORDS, NOUN_TOO, PREPOSITIONS, RELATIVE
from qaframework.smart.sentences.names import name_start, named
from qaframework.smart.sentences.tokens import Sentence, Span
from qaframework.smart.words import these

_BODIES = these(
    "trust trusts council councils authority hospital provider school college board icb department agency police"
    " chief matron director headteacher minister ombudsman leaders partnership ministry cabinet committee nhs"
    " ofsted company home practice cafcass governors university surgery ambulance"
)
"""Who answers for itself in a reply; what a worker has done is told of them by somebody else."""
_OURSELVES = these("we i")
_SINCE = these("since now already also recently then subsequently therefore both been in process the of")
_TOLD_TO_STAFF = these("reminded briefed instructed")
_LEFT = these(
    "added introduced installed appointed published issued circulated amended sent shared created fitted recruited"
    " set given ratified revised launched provided displayed distributed uploaded commissioned established"
    " changed replaced rewritten"
)
_ASKING = these("should must ensure needs need please ask")
_EACH = these("each every")
_SINCE_WHEN = these("from since")
_FOLLOWED = these("followed recorded checked reviewed discussed sent given offered copied signed")
_HAS_NOW = these("ends includes receives gets contains starts begins closes")
_NOUNS_TOO = frozenset(f"{word}s" for word in NOUN_TOO)
_PART_ENDS = BREAKS | {"and"}
_ASKED = these("agreed asked requested")


def told(sentence: Sentence, place: int, goes_on: bool) -> tuple[Span | None, int] | None:
    """Return who is doing or has done something, and where it says what.

    Args:
        sentence: what is read.
        place: where "is" or "has" stands.
        goes_on: whether the sentence has told of something done already: "has moved it, and has spoken to all".
    """
    words = sentence.words
    if sentence.after(place) == "being" and sentence.after(place + 1) in sentence.reader.participle:
        who = _by_whom(sentence, place + 2)
        return (who, place + 2) if who else None
    later = sentence.after_adverbs(place, _SINCE)
    if later >= sentence.end or not (words[later] in sentence.reader.participle or words[later].endswith("ed")):
        return None
    going_on = words[place] in ("is", "are")
    if words[later].endswith("ing") != going_on or words[later] in _ASKED:
        return None
    if goes_on:
        return None if going_on or "been" in words[place:later] else (None, later)
    if "been" in words[place:later]:
        who = _by_whom(sentence, later)
        alone = words[later] in _LEFT and sentence.text.told.isdisjoint(_ASKING)
        return (who, later) if who or alone or words[later] in _TOLD_TO_STAFF else None
    if sentence.before(place) in _OURSELVES:
        return None, later
    who = agents.asked_by_modal(sentence, place)
    now = going_on or "now" in words[place:later]
    if who is None or (not now and _BODIES.isdisjoint(sentence.text.lowered[slice(*who)].split())):
        return None
    return who, later


def doing_now(sentence: Sentence, place: int) -> tuple[Span, int] | None:
    """Return who is said to do what by now: "team managers now sign off every closure"."""
    later = sentence.after_adverbs(place)
    at = place - 1
    if later >= sentence.end or at not in sentence.text.roles or sentence.words[later] not in sentence.reader.base:
        return None
    begins = name_start(sentence, at, sentence.start)
    return (named(sentence, begins, at), later) if 0 <= begins <= sentence.start + 4 else None


def rule(sentence: Sentence) -> int:
    """Return where what is done each time is told: "every discharge ends with a summary"; 0 where nothing is."""
    words, start, reader = sentence.words, sentence.start, sentence.reader
    each = next((at for at in range(start, min(sentence.end, start + 8)) if words[at] in _EACH), -1)
    if each < 0 or not (each == start or words[start] in _SINCE_WHEN) or not sentence.text.told.isdisjoint(_ASKING):
        return 0
    for at in range(each + 2, min(sentence.end - 1, each + 7)):
        if words[at] in RELATIVE or words[at] in PREPOSITIONS or words[at] in BREAKS:
            return 0
        if words[at] == "is" and words[at + 1] in _FOLLOWED:
            return at + 1
        if words[at] in _HAS_NOW or (words[at] in reader.third and words[at] not in _NOUNS_TOO):
            return at
    return 0


def heading(sentence: Sentence) -> tuple[Span, int] | None:
    """Return who is said to do what where a heading says so: "Foster carers capturing children's memories"."""
    for at in sentence.text.roles:
        if at - sentence.start > 4 or at + 2 >= sentence.end:
            return None
        verb = sentence.words[at + 1]
        if at >= sentence.start and verb.endswith("ing") and verb in sentence.reader.participle:
            follows = sentence.words[at + 2]
            things = follows in DETERMINERS or (follows.endswith("s") and follows not in FUNCTION_WORDS)
            plural = sentence.words[at].endswith("s") and not sentence.words[at].endswith("ss")
            return (sentence.text.span(sentence.start, at), at + 1) if things and plural else None
    return None


def _by_whom(sentence: Sentence, place: int) -> Span | None:
    end = next(
        (at for at in range(place, min(sentence.end, place + 12)) if sentence.words[at] in _PART_ENDS), sentence.end
    )
    by = next((at for at in range(place + 1, min(end, place + 12)) if sentence.words[at] == "by"), 0)
    return agents.done_by(sentence, by) if by else None
