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
)
from qaframework.smart.sentences.reader import Weight
from qaframework.smart.sentences.tokens import Sentence
from qaframework.smart.words import these

Found = tuple[str, int, Weight]
"""How it is called, where it stands and what it leaves."""

_DOINGS = these("completion allocation publication submission appointment production")
_STILL_OPEN = these("needed required outstanding missing")
_NAMED_WITH = these("and is are the a an all")


def _place(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what takes place, and what is in place: a plan, a protocol."""
    before = sentence.before(place)
    if asked and before.startswith("tak"):
        return "take place", place, "output"
    told = sentence.last(8, place)[:-1] if asked and before == "in" else []
    kept = told and told[-1] != "put" and "arrangements" not in told and sentence.names_artefact(told)
    return ("place", place, "output") if kept else None


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
    return ("be", place, "output") if sentence.names_artefact(told[:at]) else None


def _there(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what there is to be: "ensure that there is a plan", "there should be an agreement"."""
    modal = sentence.after(place) in MODALS
    be = place + 1 + modal
    if not (asked or modal) or be >= sentence.end or sentence.words[be] not in BE:
        return None
    for at in range(be + 1, min(sentence.end, be + 8)):
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
    return (sentence.words[place], place, "output") if sentence.names_artefact(told) else None


def _noun_of_doing(sentence: Sentence, place: int, asked: bool, begins: bool) -> Found | None:
    """Return what is named as done: "completion of the chronology"; that it is timely leaves nothing to see."""
    if sentence.after(place) != "of" or not begins:
        return None
    return sentence.words[place], place, "soft" if "timely" in sentence.last(2, place) else "output"


STATES: dict[str, Callable[[Sentence, int, bool, bool], Found | None]] = {
    "place": _place,
    "force": _force,
    "subject": _subject,
    "there": _there,
    "measurable": _measurable,
    **dict.fromkeys(_STILL_OPEN, _still_open),
    **dict.fromkeys(_DOINGS, _noun_of_doing),
}
"""The words that tell of a state, and how each is read: after what was asked for, at the beginning of a sentence."""
