"""What an act leaves behind: something to look at, nothing but the doing, or not even that."""

from __future__ import annotations

from collections.abc import Callable

from qaframework.smart.sentences import objects
from qaframework.smart.sentences.grammar import BREAKS
from qaframework.smart.sentences.reader import Weight
from qaframework.smart.sentences.tokens import Sentence
from qaframework.smart.words import these

Weigh = Callable[[Sentence, int, str, Weight], Weight]

_DUTIES = these(
    "practice planning responsibilities responsibility duties duty functions needs expectations aspirations"
)
_SAID = these(
    "matter matters issue issues concern concerns query queries question questions escalation alert referral"
    " point points request complaint dispute ticket purchase invoice this it these"
)
_SOUGHT = these(
    "advice consent permission opinion opinions views view confirmation clarification feedback agreement approval order"
    " orders legal information quotes references records copy copies evidence medical"
)
_BY_OBJECT = {
    "raise": _SAID,
    "seek": _SOUGHT | these("assurance"),
    "secure": these("agreement funding placement place consent approval contract"),
    "keep": these("log record diary register tally chronology list note notes tracker copy copies"),
    "reflect": these("why how what when who where whether"),
    "acknowledge": these("receipt letter complaint email writing"),
    "follow": these("up"),
    "feed": these("back"),
    "gain": these("assurance consent permission"),
    "satisfy": these("itself themselves himself herself"),
    "obtain": these("assurance"),
}
"""Verbs that name an aim, but for what they are said of: "raise awareness", "raise a concern"."""
_WELL = these("appropriately effectively promptly quickly consistently routinely regularly well more better swiftly")
_CASES = these("case cases file files child children plan plans record records")
"""What there is a number of, so that it shows whether all were looked at."""
_EVERY_ONE = these("all every each")
_SUFFICIENT = these("sufficient enough adequate")
"""How many there are to be, where nobody says how many."""
_HOLDING = these("contain include record set list")
_NOT_WHAT = BREAKS | these("earlier sooner better more together now quickly and so")
_SUPERVISED = these("supervision supervisor")
_ALREADY_THERE = these("plan plans strategy recommendations actions duties")
_RAISED = these("dispute escalation alert referral complaint invoice ticket query queries")
_ASKED_FOR = these("advice consent permission opinion agreement approval funding confirmation")
_PRO_FORMS = these("this it these")
_WITHOUT_FAIL = these("every each all same only")
_KNOWN = these("the its their")
_STANDING = these("strategy strategies plan plans framework policy")
_ASSESSING = these("assessment assessments analysis meetings")
_HOW = these("regularly rigorously robustly consistently effectively closely carefully thoroughly actively continually")
_TOLD_OF = these("of that in when about")
_DECISIONS = these("decision decisions plans plan")


def active(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Return what an act leaves that somebody does."""
    if (weigh := _ACTIVE.get(verb)) is not None:
        weight = weigh(sentence, place, verb, weight)
    if weight == "output" and verb not in _HOLDING:
        return "soft" if not _SUFFICIENT.isdisjoint(sentence.words[place + 1 : place + 3]) else weight
    if weight == "soft" and sentence.after(place) in _EVERY_ONE:
        return weight if _CASES.isdisjoint(objects.said_of(sentence, place)) else "output"
    return weight


def passive(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Return what an act leaves that is done to something: where it is given or made, that decides."""
    weigh = _PASSIVE.get(verb)
    weight = weight if weigh is None else weigh(sentence, place, verb, weight)
    every_one = weight == "soft" and weigh is None and not _EVERY_ONE.isdisjoint(sentence.words[sentence.start : place])
    return "output" if every_one else weight


def _by_object(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return weight if _BY_OBJECT[verb].isdisjoint(objects.said_of(sentence, place)) else "output"


def _thought(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh thinking that takes place somewhere: "reflect on this in supervision"."""
    if not _SUPERVISED.isdisjoint(sentence.words[place + 1 : min(sentence.end, place + 9)]):
        return "soft"
    return _by_object(sentence, place, verb, weight) if verb in _BY_OBJECT else weight


def _turned(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what changes or starts: "systems must change" does not say what is changed into what."""
    return "nebulous" if sentence.after(place) in _NOT_WHAT else weight


def _of_idea(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "nebulous" if objects.is_idea(sentence, place) else weight


def _put(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "nebulous" if "right" in sentence.words[place + 1 : place + 4] else weight


def _shared(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    well = sentence.after(place) == "information" and not _WELL.isdisjoint(sentence.words[place : place + 6])
    return "nebulous" if well else weight


def _help(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh help by what it is to help with: "help practitioners to recognise neglect" names an aim."""
    words = sentence.words[place + 1 : min(sentence.end, place + 7)]
    to = words.index("to") + 1 if "to" in words else len(words)
    return "nebulous" if to < len(words) and sentence.reader.base.get(words[to], "nebulous") == "nebulous" else weight


def _use(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what is to be used: anybody can see whether all use "the same tool", "an interpreter at every visit"."""
    return weight if _WITHOUT_FAIL.isdisjoint(sentence.words[place + 1 : min(sentence.end, place + 9)]) else "output"


def _implement(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what is to be put into practice: a strategy that is there already leaves nothing new to see."""
    there = sentence.after(place) in _KNOWN and not _STANDING.isdisjoint(objects.said_of(sentence, place))
    return "soft" if there else objects.light(sentence, place, verb, weight)


def _carried_out(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    if sentence.after(place) != "out":
        return weight
    return "output" if _ALREADY_THERE.isdisjoint(sentence.words[place + 2 : place + 6]) else "soft"


def _dutiful(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return weight if _DUTIES.isdisjoint(sentence.words[place + 1 : place + 7]) else "nebulous"


def _judged(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what an assessment is to assess: that says how good it is to be, not what is to be done."""
    assesses = "that" in sentence.words[sentence.start : place] and not _ASSESSING.isdisjoint(_clause(sentence, place))
    return "nebulous" if assesses else weight


def _told_by_document(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what a document is to say: "that plans identify who will do what"."""
    weight = _judged(sentence, place, verb, weight) if verb == "identify" else _of_idea(sentence, place, verb, weight)
    clause = _clause(sentence, place)
    told = weight == "soft" and ("planning" in clause or sentence.names_artefact(clause))
    return "output" if told else weight


def _clause(sentence: Sentence, place: int) -> list[str]:
    """Return the words between "that" and a verb."""
    told = sentence.last(14, place)
    return told[len(told) - told[::-1].index("that") if "that" in told else 0 :]


_ACTIVE: dict[str, Weigh] = {
    **dict.fromkeys(objects.LIGHT, objects.light),
    **dict.fromkeys(_BY_OBJECT, _by_object),
    **dict.fromkeys(("reflect", "think", "explore"), _thought),
    **dict.fromkeys(("change", "start", "begin", "move", "stop", "plan"), _turned),
    **dict.fromkeys(("set", "show", "establish", "hold", "bring", "introduce"), _of_idea),
    **dict.fromkeys(("meet", "discharge", "fulfil", "inform"), _dutiful),
    **dict.fromkeys(("assess", "analyse", "evaluate", "consider"), _judged),
    **dict.fromkeys(("identify", "demonstrate", "articulate"), _told_by_document),
    **dict.fromkeys(("use", "utilise"), _use),
    "help": _help,
    "implement": _implement,
    "put": _put,
    "share": _shared,
    "carry": _carried_out,
}
"""Verbs of which it depends on what they are said of whether anything is left."""


def _is_carried_out(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "output" if sentence.after(place) == "out" else weight


def _is_looked_after(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what is "regularly reviewed": nobody can see that, unless it says by whom."""
    if _HOW.isdisjoint(sentence.last(3, place)) or "by" in sentence.words[place : place + 4]:
        return weight
    return "nebulous"


def _is_assured(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "output" if sentence.before(place) == "quality" else weight


def _is_fed_back(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "output" if sentence.after(place) == "back" else weight


def _is_informed(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "output" if sentence.after(place) in _TOLD_OF else _is_reflected(sentence, place, verb, weight)


def _is_shared(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    well = "information" in sentence.last(5, place) and sentence.after(place) in _WELL
    return "nebulous" if well else weight


def _is_told(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "nebulous" if sentence.after(place) in _WELL else weight


def _is_taken(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "output" if objects.is_taken_to(sentence, place) else weight


def _is_used(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what is used at an event: "will be used in team meetings"; in every one, anybody can see whether it was."""
    if not _EVERY_ONE.isdisjoint(sentence.words[place + 1 : min(sentence.end, place + 4)]):
        return "output"
    return "soft" if sentence.after(place) in ("in", "at") else weight


def _is_put(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "soft" if "arrangements" in sentence.last(3, place) else weight


def _is_placed(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "output" if "no" in sentence.last(5, place) else _is_made(sentence, place, verb, weight)


def _is_given(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    given = objects.given(sentence, place)
    if given or verb == "provided":
        return given or weight
    return _is_done(sentence, place, verb, weight)


def _is_done(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    told = _around(sentence, place)
    if sentence.words[place - 2] in _PRO_FORMS and place - 2 >= sentence.start:
        return "nebulous"
    if not objects.NOTHING_MADE.isdisjoint(told):
        return "nebulous"
    return "soft" if "training" in told or "work" in told else weight


def _is_made(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what leaves something only where it was a thing: "a referral is made", "an alert is placed"."""
    told = _around(sentence, place)
    made = objects.NOTHING_MADE.isdisjoint(told) and sentence.names_artefact(
        [word for word in told if word not in _DECISIONS]
    )
    return "output" if made else "nebulous"


def _around(sentence: Sentence, place: int) -> list[str]:
    """Return the words before a participle, and the two after it."""
    before = sentence.words[max(sentence.phrase_start(place), place - 7) : place]
    return before + sentence.words[place + 1 : min(sentence.end, place + 3)]


def _is_sought(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "output" if not _ASKED_FOR.isdisjoint(_around(sentence, place)) else weight


def _is_raised(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    return "output" if not _RAISED.isdisjoint(_around(sentence, place)) else weight


def _is_reflected(sentence: Sentence, place: int, verb: str, weight: Weight) -> Weight:
    """Weigh what can be found in a paper: "views are reflected in the plan", "decisions are based on an assessment"."""
    held = sentence.names_artefact(sentence.words[place + 2 : min(sentence.end, place + 9)])
    if not held or sentence.after(place) not in ("in", "on", "by"):
        return weight
    if verb == "reflected":
        return "soft"
    return "output" if "decisions" in sentence.last(9, place) else weight


_PASSIVE: dict[str, Weigh] = {
    **dict.fromkeys(("review", "monitor", "evaluate"), _is_looked_after),
    **dict.fromkeys(("give", "offer", "provided"), _is_given),
    **dict.fromkeys(("pay", "provide", "deliver", "do"), _is_done),
    **dict.fromkeys(("seek", "secured", "secure"), _is_sought),
    "raise": _is_raised,
    **dict.fromkeys(("reflected", "based"), _is_reflected),
    "make": _is_made,
    "placed": _is_placed,
    "carry": _is_carried_out,
    "assure": _is_assured,
    "feed": _is_fed_back,
    "informed": _is_informed,
    "share": _is_shared,
    "communicate": _is_told,
    "taken": _is_taken,
    "used": _is_used,
    "put": _is_put,
}
"""Participles of which it depends on what they are said of whether anything is left."""
