"""Who is to act: a role or a body that stands where the one who acts stands, not one that is only mentioned."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.smart.sentences.grammar import (
    BE,
    BEFORE_NOUN,
    BREAKS,
    DETERMINERS,
    ENDS,
    MODALS,
    NOUN_TOO,
    OPENERS,
    PREPOSITIONS,
    RELATIVE,
    SKIPPED,
    TIMES,
    TO_AFTER,
    leads_away,
)
from qaframework.smart.sentences.tokens import BOARDS, Sentence, Span
from qaframework.smart.words import these

_TEAMS = ("team", "teams", "group")
_NO_TEAM = these("whole care social work high quality primary family core peer user working-age age")
"""Words before "team" or "group" that do not tell which one it is."""
_NO_NAME = BEFORE_NOUN | _NO_TEAM
_NAME_ENDS = BREAKS | BEFORE_NOUN | BE
_OF_BODIES = these("head heads director directors chair leaders deputy")
_LED_BY = these("leaders head heads director chair staff lead managers")
"""Words that lead to the body they belong to: "leaders across the partnership"."""
_OVERSEEING = these("oversight scrutiny challenge supervision authorisation sign-off leadership")
_STATIVE = these("have has understand understands receive receives benefit benefits know knows need needs")
_TOLD_TO = these("reminded required expected asked")
_TO_OF_THINGS = these("be start begin reach revert include take resume cover set not contain")
_QUALITIES = these("the a consistency timeliness")
_TIMED = these("by within from before after during over in on until at")
_UNITS = these("service team hub unit")
_OF_THEIRS = (["of", "the"], ["in", "the"], ["of", "their"])
_LEADING_TO = PREPOSITIONS | {"to"}
_TELLING = RELATIVE | {"to", "them"}
_FAR = 40
_BEFORE_VERB = SKIPPED - {"and", "not"}


def asked_by_modal(sentence: Sentence, place: int) -> Span | None:
    """Return who stands before "should", "will" or "to", and is to act."""
    if not sentence.text.roles:
        return None
    words, reader = sentence.words, sentence.reader
    first = _subject_start(sentence, place)
    if words[place] in MODALS and place + 2 < sentence.end and words[place + 1] == "be":
        follows = words[place + 2]
        if follows in reader.participle and not follows.endswith("ing") and follows not in _TOLD_TO:
            return None
    head = words[first]
    if head in reader.base and head not in reader.agents | NOUN_TOO and first + 1 < place:
        return None
    if any(tuple(words[first : first + len(group)]) == group for group in reader.groups.get(head, ())):
        return None
    for begins, at in _roles_in(sentence, first, place, first):
        lead = _after_time(words[first:begins])
        if leads_away(lead) and _LED_BY.isdisjoint(lead[:4]):
            continue
        if _belongs_to(sentence, lead, at) or _owns(sentence, at, place):
            continue
        return _named(sentence, begins, at)
    return None


def _after_time(lead: list[str]) -> list[str]:
    """Return the words before a role without the time they begin with: "by 30 June the"."""
    if not lead or lead[0] not in _TIMED or lead[-1] not in ("the", "each", "every"):
        return lead
    return [] if any(word[0].isdigit() or word in TIMES for word in lead) else lead


def _subject_start(sentence: Sentence, place: int) -> int:
    words = sentence.words
    first = sentence.phrase_start(place)
    aside = first > sentence.start and words[first - 1] == "," and words[sentence.start] not in OPENERS
    return sentence.start if aside or (first > sentence.start and words[first - 1] == ")") else first


def _belongs_to(sentence: Sentence, lead: list[str], at: int) -> bool:
    """Return whether "of" makes a role the owner of what is spoken about: "the support of social workers"."""
    if "of" not in lead or not _OF_BODIES.isdisjoint(lead):
        return False
    plural = sentence.words[at].endswith("s")
    compound = not plural and DETERMINERS.isdisjoint(lead[lead.index("of") + 1 :]) and lead[0] not in DETERMINERS
    return not compound


def _owns(sentence: Sentence, at: int, end: int) -> bool:
    """Return whether a role only owns what is spoken about: "the worker's plan"."""
    words = sentence.words
    return words[at].endswith(("'s", "s'")) and at + 1 < end and words[at + 1] not in sentence.reader.agents


def stands_for_should(sentence: Sentence, place: int, main: bool) -> bool:
    """Return whether "to" stands where "should" could: "social worker to write", "visits to start"."""
    words, reader = sentence.words, sentence.reader
    if place + 1 >= sentence.end or place == sentence.start:
        return False
    follows = words[place + 1]
    first = sentence.phrase_start(place)
    if first > sentence.start and words[sentence.start] not in OPENERS and words[first - 1] != ")":
        return follows == "be" and not main
    if first == place and words[place - 1] == ")":
        first = sentence.start
    head = words[first] if first < place else ""
    if head == "how" or (head in reader.base and head not in NOUN_TOO and head not in reader.agents):
        return False
    if main and (first == sentence.start or not MODALS.isdisjoint(words[first:place])):
        return False
    for begins, at in _roles_in(sentence, max(first, place - 8), place, first):
        lead = words[first:begins]
        if leads_away(lead):
            continue
        if not MODALS.isdisjoint(words[at + 1 : place]) or not BE.isdisjoint(words[at + 1 : place - 1]):
            return False
        told = not _TELLING.isdisjoint(words[at + 1 : place])
        if told or _belongs_to(sentence, lead, at) or words[at].endswith(("'s", "s'")):
            continue
        return follows.isalpha() and follows not in DETERMINERS
    return follows == "be" or (follows in _TO_OF_THINGS and not main and head not in _QUALITIES)


def in_what_is_ensured(sentence: Sentence, place: int) -> Span | None:
    """Return who is to act in what is to be ensured: "that managers record", "reviewing officers' oversight"."""
    words, reader = sentence.words, sentence.reader
    for begins, at in _roles_in(sentence, place, min(sentence.end, place + _FAR), place):
        clause = next((one + 1 for one in range(at - 1, place - 1, -1) if words[one] == "that"), place)
        if not _LEADING_TO.isdisjoint(words[clause:begins]):
            continue
        if words[at].endswith(("'s", "s'")):
            if at + 1 < sentence.end and words[at + 1] in _OVERSEEING:
                return _named(sentence, begins, at)
            continue
        after = _after_name(sentence, at)
        if after >= sentence.end:
            return None
        verb = words[after]
        acts = (verb in reader.base or verb in reader.third) and verb not in _STATIVE
        if acts and verb not in reader.agent_words:
            return _named(sentence, begins, at)
    return None


def _after_name(sentence: Sentence, at: int) -> int:
    """Return where the verb stands after a name: over its short form in brackets, "service", and "of the service"."""
    words = sentence.words
    if words[at + 1 : at + 2] == ["("] and words[at + 3 : at + 4] == [")"]:
        at += 3
    if at + 1 < sentence.end and words[at + 1] in _UNITS:
        at += 1
    if words[at + 1 : at + 3] in _OF_THEIRS and at + 3 < sentence.end:
        at += 3
    return sentence.after_adverbs(at, _BEFORE_VERB)


def overseers(sentence: Sentence, place: int) -> Span | None:
    """Return whose oversight is to be better: "strengthen managers' and reviewing officers' oversight"."""
    words = sentence.words
    for begins, at in _roles_in(sentence, place, min(sentence.end, place + 12), place):
        if words[at].endswith(("'s", "s'")) and not _OVERSEEING.isdisjoint(words[at + 1 : at + 4]):
            return _named(sentence, begins, at)
    return None


def told(sentence: Sentence, place: int) -> Span | None:
    """Return who is asked or appointed, after "ask" or "commission": "ask the virtual school to ..."."""
    stop = next(
        (at for at in range(place, min(sentence.end, place + 12)) if sentence.words[at] == "to"),
        min(sentence.end, place + 12),
    )
    return next((_named(sentence, begins, at) for begins, at in _roles_in(sentence, place, stop, place)), None)


def done_by(sentence: Sentence, place: int) -> Span | None:
    """Return who acts where "by" says so: "completed by the social worker", "challenge from managers"."""
    if place == sentence.start or not sentence.text.roles:
        return None
    words = sentence.words
    if words[place] == "from" and _OVERSEEING.isdisjoint(words[max(sentence.start, place - 4) : place]):
        return None
    if {"not", "whose", "who", "which"} & set(words[max(sentence.start, place - 6) : place]):
        return None
    for at in range(place + 1, min(sentence.end, place + 7)):
        if (words[at] in PREPOSITIONS and words[at] != "of") or words[at] in ENDS:
            return None
        begins = _name_start(sentence, at, place + 1)
        if begins >= 0 and not words[at].endswith(("'s", "s'")):
            return _named(sentence, begins, at)
    return None


def _roles_in(sentence: Sentence, first: int, stop: int, start: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last word of each role between two places."""
    roles = sentence.text.roles
    for at in roles:
        if at >= stop:
            return
        if at >= first and (begins := _name_start(sentence, at, start)) >= 0:
            longer = at + 1 < stop and at + 1 in roles and 0 <= _name_start(sentence, at + 1, start) <= begins
            if not longer:
                yield begins, at


def _name_start(sentence: Sentence, place: int, start: int) -> int:
    """Return where the name of somebody who can be asked begins, if it ends here; -1 where none does."""
    words, reader = sentence.words, sentence.reader
    plain = words[place].removesuffix("'s").removesuffix("'")
    for phrase in reader.agent_phrases.get(plain, ()):
        first = place - len(phrase) + 1
        if first >= start and tuple(words[first:place]) == phrase[:-1]:
            return first
    if plain in reader.agents or plain.endswith(BOARDS):
        return -1 if place > start and words[place - 1] == "delegated" else place
    if plain in _TEAMS and place > start:
        if words[place - 1] in ("each", "every"):
            return place
        if words[place - 1] not in _NO_NAME:
            return place - 1
    return -1


def _named(sentence: Sentence, begins: int, at: int) -> Span:
    """Return where a role stands, with the words that belong to it: "supervising social worker"."""
    words, verbs = sentence.words, sentence.reader.base
    for _ in range(3):
        before = words[begins - 1] if begins else "."
        verb = before in verbs and before not in NOUN_TOO
        if before in _NAME_ENDS or verb or not before.isalpha():
            break
        begins -= 1
    return sentence.text.span(begins, at)


def is_asked(sentence: Sentence, place: int, main: bool) -> bool:
    """Return whether "to" begins something that is asked for, rather than what it is for."""
    before = sentence.words[place - 1] if place > sentence.start else ""
    if before == "be" and place - 2 >= sentence.start and sentence.words[place - 2] in MODALS:
        return True
    if before in TO_AFTER and (not before.startswith("need") or main):
        return True
    return stands_for_should(sentence, place, main)
