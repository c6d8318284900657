"""The forms of English verbs: "he records", "is recorded", "recording"."""

from __future__ import annotations

import re

from qaframework.smart.words import these

_IRREGULAR = {
    "be": "been", "bear": "borne", "become": "become", "begin": "begun", "bid": "bid", "bring": "brought",
    "build": "built", "buy": "bought", "choose": "chosen", "come": "come", "deal": "dealt", "do": "done",
    "draw": "drawn", "drive": "driven", "feed": "fed", "feel": "felt", "find": "found", "get": "got",
    "give": "given", "go": "gone", "grow": "grown", "have": "had", "hear": "heard", "hold": "held", "keep": "kept",
    "know": "known", "lead": "led",
    "learn": "learnt", "let": "let", "make": "made", "meet": "met", "pay": "paid", "put": "put", "read": "read",
    "ring": "rung", "run": "run", "see": "seen", "seek": "sought", "sell": "sold", "send": "sent", "set": "set",
    "show": "shown", "speak": "spoken", "take": "taken", "teach": "taught", "tell": "told", "think": "thought",
    "stand": "stood", "write": "written",
}  # fmt: skip
_PREFIX = re.compile(r"(?:over|under|with|re-?|out)(?=[a-z]{2})")
_DOUBLED = these(
    "plan log map commit submit resubmit format drop stop step refer defer transfer control chat embed equip occur"
    " label trial travel cancel model signal begin admit permit omit prefer scan flag tag fit"
)
_DOUBLED_ING = these("put set run get bid")
_VOWELS = "aeiou"


def third(verb: str) -> str:
    """Return how a verb is said of one: "records", "has".

    >>> third("copy")
    'copies'
    """
    if verb == "have":
        return "has"
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in _VOWELS else verb + "s"


def participle(verb: str) -> str:
    """Return how a verb is said of what is done: "recorded", "held".

    >>> participle("refer")
    'referred'
    >>> participle("undertake")
    'undertaken'
    """
    whole = _PREFIX.match(verb)
    if verb in _IRREGULAR or (whole and verb[whole.end() :] in _IRREGULAR):
        start = "" if verb in _IRREGULAR or not whole else whole[0]
        return start + _IRREGULAR[verb.removeprefix(start)]
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return verb[:-1] + "ied"
    return verb + verb[-1] + "ed" if verb in _DOUBLED else verb + "ed"


def gerund(verb: str) -> str:
    """Return how a verb is said of what goes on: "recording".

    >>> gerund("write")
    'writing'
    """
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + verb[-1] + "ing" if verb in _DOUBLED or verb in _DOUBLED_ING else verb + "ing"


_NO_ADVERBS = these(
    "early family only supply apply reply rely comply imply multiply weekly monthly daily quarterly yearly july likely"
    " timely friendly elderly fortnightly"
)


def is_adverb(word: str) -> bool:
    """Return whether a word is an adverb, going by its ending."""
    return word.endswith("ly") and word not in _NO_ADVERBS
