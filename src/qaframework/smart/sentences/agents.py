"""Who is to act: a role or a body that stands where the one who acts stands, not one that is only mentioned."""

from __future__ import annotations

from qaframework.smart.sentences.forms import is_adverb
from qaframework.smart.sentences.grammar import (
    BE,
    DETERMINERS,
    ENDS,
    FUNCTION_WORDS,
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
from qaframework.smart.sentences.names import name_start, named, roles_in
from qaframework.smart.sentences.tokens import Sentence, Span
from qaframework.smart.words import these

_OF_BODIES = these("head heads director directors chair leaders deputy")
_LED_BY = these("leaders head heads director chair staff lead managers")
"""Words that lead to the body they belong to: "leaders across the partnership"."""
_OVERSEEING = these("oversight scrutiny challenge supervision authorisation sign-off leadership")
_STATIVE = these(
    "have has understand understands receive receives benefit benefits know knows need needs feel feels remain remains"
)
_TOLD_TO = these("required expected asked")
_TO_OF_THINGS = these("be start begin reach revert include take resume cover set not contain")
_COMPLETED = these(
    "right rights need ability capacity opportunity opportunities chance chances time arrangements system systems"
    " process processes procedures practice action actions efforts approach response access readiness willingness"
    " failure able ways way care help guidance mechanism mechanisms pathway pathways strategy resources skills"
    " commitment duty"
)
"""Words that "to" completes: "the right to be heard", "arrangements to track"."""
_THINGS = these(
    "attendance working oversight capacity practice caseloads arrangements work input meeting meetings culture"
    " commitment engagement involvement support services places place leave time data performance"
)
_DOINGS = ("ment", "ments", "ship", "ance", "ings")
"""Words, and endings of words, that make a role before them part of the name of a thing."""
_QUALITIES = these("the a consistency timeliness")
_TIMED = these("by within from before after during over in on until at")
_UNITS = these("service team hub unit")
_OF_THEIRS = (["of", "the"], ["in", "the"], ["of", "their"])
_LEADING_TO = PREPOSITIONS | {"to"}
_TELLING = RELATIVE | {"to", "them"}
_BEFORE_ROLE = these("the each every a an his her their its our")
_AWAY = these("to from for with on about")
_SURGERY = ["the", "practice"]
"""A body where it is said to do something, and a way to work everywhere else."""
_EACH = these("each every both all")
_RELATING = these("not whose who which")
_FAR = 40
_BEFORE_VERB = SKIPPED - {"and", "not"}


def asked_by_modal(sentence: Sentence, place: int) -> Span | None:
    """Return who stands before "should", "will" or "to", and is to act."""
    words, reader = sentence.words, sentence.reader
    if words[sentence.start : place] == _SURGERY and reader.base.get(sentence.after(place)) == "output":
        return sentence.text.span(sentence.start, place - 1)
    if not sentence.text.roles:
        return None
    first = _subject_start(sentence, place)
    if sentence.before(place) in ("who", "which"):
        return None
    if place + 2 < sentence.end and words[place + 1] == "be":
        follows = words[place + 2]
        if follows in reader.participle and not follows.endswith("ing") and follows not in _TOLD_TO:
            return None
    head = words[first]
    if head in reader.base and head not in reader.agents | NOUN_TOO and first + 1 < place:
        return None
    if any(tuple(words[first : first + len(group)]) == group for group in reader.groups.get(head, ())):
        return None
    for begins, at in roles_in(sentence, first, place, first):
        lead = _after_time(words[first:begins])
        if "including" in lead:
            continue
        if leads_away(lead) and _LED_BY.isdisjoint(lead[:4]):
            continue
        if _belongs_to(sentence, lead, at) or _owns(sentence, at, place) or _is_compound(sentence, at, place):
            continue
        return named(sentence, begins, at)
    return None


def _is_compound(sentence: Sentence, at: int, end: int) -> bool:
    """Return whether a role only begins the name of a thing: "school attendance", "partnership working"."""
    follows = sentence.words[at + 1] if at + 1 < end else ""
    return follows in sentence.reader.artefacts or follows in _THINGS or follows.endswith(_DOINGS)


def _after_time(lead: list[str]) -> list[str]:
    """Return the words before a role without the time they begin with: "by 30 June the"."""
    if not lead or lead[0] not in _TIMED:
        return lead
    timed = max((at for at, word in enumerate(lead) if word[0].isdigit() or word in TIMES), default=0)
    starts = max((at for at, word in enumerate(lead) if word in _BEFORE_ROLE), default=0)
    rest = lead[max(timed, starts) + 1 :]
    return rest if timed and len(rest) < 4 else lead


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
    aside = words[first - 1] == ")" or (first == place and words[first - 1] == ",")
    if first > sentence.start and words[sentence.start] not in OPENERS and not aside:
        return follows == "be" and not main
    if first == place and words[place - 1] in (")", ","):
        first = sentence.start
    head = words[first] if first < place else ""
    if head == "how" or (head in reader.base and head not in NOUN_TOO and head not in reader.agents):
        return False
    if main and (first == sentence.start or not MODALS.isdisjoint(words[first:place])):
        return False
    for begins, at in roles_in(sentence, max(first, place - 8), place, first):
        lead = _after_time(words[first:begins])
        if leads_away(lead):
            continue
        if not MODALS.isdisjoint(words[at + 1 : place]) or not BE.isdisjoint(words[at + 1 : place - 1]):
            return False
        told = not _TELLING.isdisjoint(words[at + 1 : place])
        if told or _belongs_to(sentence, lead, at) or words[at].endswith(("'s", "s'")):
            continue
        return follows.isalpha() and follows not in DETERMINERS
    if follows == "be" or (follows in _TO_OF_THINGS and not main and head not in _QUALITIES):
        return words[place - 1] not in _COMPLETED or (not main and _is_for_each(words, first, place))
    return not main and first == sentence.start and _is_somebody(sentence, place)


def _is_for_each(words: list[str], first: int, place: int) -> bool:
    """Return whether what is asked for belongs to something: "dates for each action to be added"."""
    return "for" in words[first + 1 : place - 1] and words[place + 2 : place + 3] != ["taken"]


def _is_somebody(sentence: Sentence, place: int) -> bool:
    """Return whether the few words before "to" can be who or what is to act: "Mum and Dad to sign"."""
    words, reader = sentence.words, sentence.reader
    before, verb = words[sentence.start : place], words[place + 1]
    concrete = reader.base.get(verb, "nebulous") != "nebulous" and verb not in reader.purposes
    plain = len(before) <= 5 and reader.known.isdisjoint(before) and _LEADING_TO.isdisjoint(before)
    return concrete and plain and before[-1] not in _COMPLETED


def in_what_is_ensured(sentence: Sentence, place: int) -> Span | None:
    """Return who is to act in what is to be ensured: "that managers record", "reviewing officers' oversight"."""
    words, reader = sentence.words, sentence.reader
    for begins, at in roles_in(sentence, place, min(sentence.end, place + _FAR), place):
        clause = next((one + 1 for one in range(at - 1, place - 1, -1) if words[one] == "that"), place)
        if not _LEADING_TO.isdisjoint(words[clause:begins]):
            continue
        if words[at].endswith(("'s", "s'")):
            if at + 1 < sentence.end and words[at + 1] in _OVERSEEING:
                return named(sentence, begins, at)
            continue
        after = _after_name(sentence, at)
        if after >= sentence.end:
            return None
        verb = words[after]
        if verb in reader.third and after + 1 < sentence.end and words[after + 1] in BE | MODALS:
            continue
        if verb in _STATIVE and words[after + 1 : after + 2] == ["and"] and after + 2 < sentence.end:
            later = sentence.after_adverbs(after + 1, _BEFORE_VERB)
            if later < sentence.end and words[later] not in FUNCTION_WORDS | _STATIVE:
                return named(sentence, begins, at)
        acts = (verb in reader.base or verb in reader.third) and verb not in _STATIVE
        if acts and verb not in reader.agent_words:
            return named(sentence, begins, at)
    return None


def doing_with(sentence: Sentence, place: int) -> Span | None:
    """Return who is to do something where "with" says so: "with each team manager completing one"."""
    for begins, at in roles_in(sentence, place + 1, min(sentence.end, place + 7), place + 1):
        follows = sentence.after(at)
        if _EACH.isdisjoint(sentence.words[place + 1 : begins + 1]):
            return None
        if follows.endswith("ing") and follows in sentence.reader.participle:
            return named(sentence, begins, at)
    return None


def _after_name(sentence: Sentence, at: int) -> int:
    """Return where the verb stands after a name: over its short form in brackets, "service", and "of the service"."""
    words = sentence.words
    if words[at + 1 : at + 2] == ["("] and words[at + 3 : at + 4] == [")"]:
        at += 3
    if words[at + 1 : at + 2] == ["and"] and _is_people(sentence, at + 2):
        at += 2
    if at + 1 < sentence.end and words[at + 1] in _UNITS:
        at += 1
    if words[at + 1 : at + 3] in _OF_THEIRS and at + 3 < sentence.end:
        at += 3
    return sentence.after_adverbs(at, _BEFORE_VERB)


def _is_people(sentence: Sentence, place: int) -> bool:
    """Return whether others are named here beside a role: "managers and staff"; a verb is not."""
    word = sentence.words[place] if place < sentence.end else "."
    return word == "staff" or (word.endswith("s") and word not in sentence.reader.third and word not in FUNCTION_WORDS)


def overseers(sentence: Sentence, place: int) -> Span | None:
    """Return whose oversight is to be better: "strengthen managers' and reviewing officers' oversight"."""
    words = sentence.words
    for begins, at in roles_in(sentence, place, min(sentence.end, place + 12), place):
        if words[at].endswith(("'s", "s'")) and not _OVERSEEING.isdisjoint(words[at + 1 : at + 4]):
            return named(sentence, begins, at)
        if words[begins - 2 : begins] == ["oversight", "of"] and words[at + 1 : at + 2] == ["of"]:
            return named(sentence, begins, at)
    return None


def told(sentence: Sentence, place: int) -> Span | None:
    """Return who is asked or appointed, after "ask" or "commission": "ask the virtual school to ..."."""
    stop = next(
        (at for at in range(place, min(sentence.end, place + 12)) if sentence.words[at] in _AWAY),
        min(sentence.end, place + 12),
    )
    return next((named(sentence, begins, at) for begins, at in roles_in(sentence, place, stop, place)), None)


def done_by(sentence: Sentence, place: int) -> Span | None:
    """Return who acts where "by" says so: "completed by the social worker", "challenge from managers"."""
    if place == sentence.start or not sentence.text.roles:
        return None
    words = sentence.words
    if words[place] == "from" and _OVERSEEING.isdisjoint(words[max(sentence.start, place - 4) : place]):
        return None
    before = words[max(sentence.start, place - 6) : place]
    told = next((at for at in range(len(before) - 1, -1, -1) if before[at] in _RELATING), -1)
    if told >= 0 and (before[told] in ("not", "whose") or BE.isdisjoint(before[told + 2 :])):
        return None
    reach = 11 if is_adverb(words[min(place + 1, sentence.end - 1)]) else 7
    for at in range(place + 1, min(sentence.end, place + reach)):
        if (words[at] in PREPOSITIONS and words[at] != "of") or words[at] in ENDS:
            return None
        begins = name_start(sentence, at, place + 1) if at in sentence.text.roles else -1
        if begins >= 0 and not words[at].endswith(("'s", "s'")):
            return named(sentence, begins, at)
    return None


def is_asked(sentence: Sentence, place: int, main: bool) -> bool:
    """Return whether "to" begins something that is asked for, rather than what it is for."""
    before = sentence.words[place - 1] if place > sentence.start else ""
    if before == "be" and place - 2 >= sentence.start and sentence.words[place - 2] in MODALS:
        return True
    if before in TO_AFTER and (not before.startswith("need") or main):
        return True
    return stands_for_should(sentence, place, main)
