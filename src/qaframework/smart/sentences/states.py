"""What is to be there, or to take place, where no verb of doing says so: "ensure that there is a plan"."""

from __future__ import annotations

from collections.abc import Callable

from qaframework.smart.sentences.grammar import (
    BE,
    FUNCTION_WORDS,
    MODALS,
    OBJECT_ENDS,
    PREPOSITIONS,
    RELATIVE,
    WANTED_BETTER,
)
from qaframework.smart.sentences.reader import Weight
from qaframework.smart.sentences.tokens import Sentence
from qaframework.smart.words import these

Found = tuple[str, int, Weight]
"""How it is called, where it stands and what it leaves."""

_DOINGS = these("completion allocation publication submission appointment production introduction creation")
_AMONG = these("including through by with")
_STILL_OPEN = these("needed required outstanding missing")
_NEEDED = (["needs", "to"], ["need", "to"])
_SETTLED = these("timescales accountabilities responsibilities actions deadlines milestones targets outcomes")
"""What a document says in so many words, so that anybody can see whether it does."""
_KEPT = (["up", "to"], ["in"], ["on"], ["on", "the"], ["on", "their"], ["on", "his"], ["on", "her"], ["within"])
_PAPERS = these(
    "certificate certificates consent photo photos details chronology summary visits meetings groups checks medical"
)
_VAGUELY = these("effective robust suitable appropriate adequate sufficient strong")
_NAMED_WITH = these("and is are the a an all")


def _place(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what takes place, and what is in place: a plan, a protocol."""
    before = sentence.before(place)
    if asked and before.startswith("tak"):
        return "take place", place, "output"
    told = sentence.last(8, place)[:-1] if asked and before == "in" else []
    kept = (
        told
        and told[-1] != "put"
        and _VAGUELY.isdisjoint(told)
        and "arrangements" not in told
        and sentence.names_artefact(told)
    )
    return ("place", place, "output") if kept else None


def _use(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what is to be in use: "the checklist will be in use on both wards"."""
    told = sentence.last(8, place)[:-1] if asked and sentence.before(place) == "in" else []
    return ("in use", place, "output") if sentence.names_artefact(told) else None


def _force(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    return ("come into force", place, "output") if asked and sentence.before(place) == "into" else None


def _subject(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what somebody is to be subject to: "children at risk are subject to an assessment"."""
    told = sentence.last(2, place)
    if not asked or sentence.after(place) != "to" or len(told) < 2 or told[1] not in BE or told[0] in RELATIVE:
        return None
    to = sentence.words[place + 2 : min(sentence.end, place + 7)]
    return ("be", place, "output") if "review" in to or sentence.names_artefact(to) else None


def _measurable(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what a document is to be: "ensure that plans are specific and measurable"."""
    told = sentence.last(12, place)
    at = max((at for at, word in enumerate(told) if word in BE), default=0)
    if not asked or len(told) - at > 4 or told[at - 1] in RELATIVE:
        return None
    named = sentence.names_artefact(told[:at]) or not _SETTLED.isdisjoint(told[:at])
    return ("be", place, "output") if named else None


def _kept(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what a paper is to be, or where: "up to date", "in date", "on the file", "within timescale"."""
    told = sentence.last(9, place)
    at = max((at for at, word in enumerate(told) if word in BE), default=0)
    kept = at and told[at + 1 :] in _KEPT and told[at - 1] not in RELATIVE
    subject = set(told[:at]) | set(sentence.words[max(sentence.start, place - 12) : place - len(told)])
    seen = kept and (sentence.names_artefact([*subject]) or not _PAPERS.isdisjoint(subject))
    return ("be", place, "output") if asked and seen else None


def _clear(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what a document is to make clear: "that timescales and responsibilities are clear"."""
    told = sentence.last(9, place)
    told_of = asked and bool(told) and told[-1] in BE
    return ("be", place, "output") if told_of and not _SETTLED.isdisjoint(told) else None


def _there(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what there is to be: "ensure that there is a plan", "there should be an agreement"."""
    needed = sentence.words[place + 1 : place + 3] in _NEEDED
    modal = sentence.after(place) in MODALS
    be = place + 1 + modal + 2 * needed
    if not (asked or modal or needed) or be >= sentence.end or sentence.words[be] not in BE:
        return None
    listed = sentence.words[sentence.end : sentence.end + 1] == [":"]
    for at in range(be + 1, min(len(sentence.words) if listed else sentence.end, be + 8)):
        if sentence.words[at] in sentence.reader.artefacts:
            return "be", at, "output"
        if sentence.words[at] in PREPOSITIONS:
            return None
    return None


def _still_open(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what is only named as lacking: "genogram needed on file", "birth certificate outstanding"."""
    told = sentence.last(4, place)
    if asked or sentence.after(place) not in OBJECT_ENDS or not FUNCTION_WORDS.isdisjoint(set(told) - _NAMED_WITH):
        return None
    if not sentence.names_artefact(told):
        return None
    return sentence.words[place], place, "output" if WANTED_BETTER.isdisjoint(told) else "nebulous"


def _noun_of_doing(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what is named as done: "completion of the chronology"; that it is timely leaves nothing to see."""
    of_several = sentence.before(place) == "the" and sentence.words[place - 2] in _AMONG
    if sentence.after(place) != "of" or not (begins or (asked and of_several)):
        return None
    return sentence.words[place], place, "soft" if "timely" in sentence.last(2, place) else "output"


STATES: dict[str, Callable[[Sentence, int, bool, bool], Found | None]] = {
    "place": _place,
    "force": _force,
    "use": _use,
    "subject": _subject,
    "there": _there,
    "measurable": _measurable,
    "clear": _clear,
    **dict.fromkeys(("date", "file", "files", "timescale", "timescales"), _kept),
    **dict.fromkeys(_STILL_OPEN, _still_open),
    **dict.fromkeys(_DOINGS, _noun_of_doing),
}
"""The words that tell of a state, and how each is read: after what was asked for, at the beginning of a sentence."""
