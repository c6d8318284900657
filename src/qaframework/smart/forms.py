"""The forms of English verbs: "he records", "is recorded", "recording"."""

from __future__ import annotations

from qaframework.smart.words import these

_IRREGULAR = {
    "be": "been", "bear": "borne", "begin": "begun", "bid": "bid", "bring": "brought", "build": "built",
    "buy": "bought", "deal": "dealt", "draw": "drawn", "drive": "driven", "find": "found", "get": "got",
    "give": "given", "grow": "grown", "hold": "held", "keep": "kept", "know": "known", "lead": "led",
    "learn": "learnt", "make": "made", "meet": "met", "overcome": "overcome", "oversee": "overseen", "pay": "paid",
    "put": "put", "read": "read", "redraft": "redrafted", "repay": "repaid", "rewrite": "rewritten", "ring": "rung",
    "run": "run", "see": "seen", "seek": "sought", "send": "sent", "set": "set", "show": "shown", "speak": "spoken",
    "take": "taken", "teach": "taught", "tell": "told", "think": "thought", "understand": "understood",
    "write": "written",
}  # fmt: skip
_DOUBLED = these("plan log map commit submit format drop stop step refer transfer control chat")
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
    """
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
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
    "early family only supply apply reply rely weekly monthly daily quarterly yearly july likely timely friendly"
    " elderly fortnightly"
)


def is_adverb(word: str) -> bool:
    """Return whether a word is an adverb, going by its ending."""
    return word.endswith("ly") and word not in _NO_ADVERBS
