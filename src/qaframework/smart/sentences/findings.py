"""The finding that a recommendation answers: what an audit found, what is missing, how things are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qaframework.smart.sentences.forms import is_adverb
from qaframework.smart.sentences.grammar import BREAKS
from qaframework.smart.sentences.tokens import Sentence, Span, Tokens
from qaframework.smart.words import these

_FOUND = these("no was were not incident lacked concern concerns found showed shows identified noted fell")
_FINDING = re.compile(
    r"\b(?:(?!(?:was|did) not (?:attend|brought) (?:polic|proc|path|guid|letter))"
    r"(?:(?:was|were) (?!a\b|the\b|\w+ed and (?:will|is|are|has|have)\b)|(?:has|have|had|did) not?\b)"
    r"|(?:following|after) the (?:\w+ )?incident|lacked\b|fell short|concerns? (?:raised|that (?!a ))"
    r"|(?:review|audit|inspection|sample|report|file) (?:found|showed|shows|identified|noted) )"
)
_FELL_SHORT = re.compile(r"\w+ not\b|fell short")
_POOR = these(
    "overdue late missing incomplete inaccurate unclear inconsistent outdated date unsigned undated blank absent"
    " lacking lost weak thin poor generic repetitive old vague wrong brief long short"
)
"""How something is that falls short; "date" stands for "out of date"."""
_WORSE = these("slipped drifted fallen declined stalled stopped lapsed worsened dropped")
_LACKING = _POOR | _WORSE | these("no not does doesn't")
_HOW_MUCH = these("still often sometimes now too very also so three two four a bit weeks week months month days out of")
_IS = these("is are remains remain looks look")
_SIGN = these("evidence record sign mention trace note explanation analysis")
_SEEN = these("seen evident evidenced recorded signed dated read on updated shared explored")
_AWAY_FROM = these("home care school education")
_ASKED_OR_TOLD_OF = re.compile(
    r"\b(?:who|which|that|why|how|what|whether|where|when|if|until|once|whose|ensur\w+|make sure|should|must|will|to|so"
    r"|there (?:is|are))\b[^,;.]*$"
)
_STATING = these(
    "is are was were has have had reads lacks shows describes lists looks feels sounds seems misses repeats"
)
_NOTHING_NEW = these("this these that those it they which such where when if")
_HAD = these("had met waited moved missed lost")
_TELLING = these("cannot can't never told said predates only")
_NO_STATE = these("been to being on at due by for weekly monthly")
_ASIDES = BREAKS | these("who which that when where if how what")
_WINDOW = 8
_TOLD_OF = re.compile(r"\b(?:who|which|that|why|how|what|whether|where|when|if|until|once|whose)\b[^,;.]*$")


def found(text: Tokens) -> Span | None:
    """Return the finding a text states: "the audit found drift", "the plan is overdue", "no record of a visit"."""
    if not _FOUND.isdisjoint(text.told):
        for match in _FINDING.finditer(text.lowered):
            aside = _TOLD_OF.search(text.lowered, 0, match.start())
            if aside is None or (aside[0][0] == "t" and _FELL_SHORT.match(text.lowered, match.start())):
                return match.start(), text.sentence_end(match.end())
    if not _LACKING.isdisjoint(text.told):
        for place, word in enumerate(text.words):
            if word in _LACKING and (first := _falls_short(text.words, place)) >= 0:
                start = text.edges[2 * first]
                if not _ASKED_OR_TOLD_OF.search(text.lowered, 0, start):
                    return start, text.sentence_end(start)
    return None


def _falls_short(words: list[str], place: int) -> int:
    """Return where a text begins to say that something falls short, if a word says so; -1 where it does not."""
    word, follows = words[place], words[place + 1 : place + 3]
    before = words[place - 1] if place else ""
    if word == "no":
        return (
            place if follows[:1] and follows[0] in _SIGN and follows[1:] and follows[1] in ("of", "that", "on") else -1
        )
    if word == "not":
        return place if follows[:1] and follows[0] in _SEEN and before not in ("be", "are", "is") else -1
    if word in ("does", "doesn't"):
        return place if word != "does" or follows[:1] == ["not"] else -1
    if word in _WORSE:
        return place - 1 if before in ("has", "have") else -1
    if word == "missing" and follows[:1] and follows[0] in ("for", "from") and _AWAY_FROM.isdisjoint(follows):
        return place
    return _is_poor(words, place)


def _is_poor(words: list[str], place: int) -> int:
    """Return where "is" stands in "is now six weeks overdue"; -1 where it does not, or in "is long enough"."""
    at = place - 1
    while at > 0 and (words[at] in _HOW_MUCH or words[at].isdigit() or is_adverb(words[at])):
        at -= 1
    if at < 0 or words[at] not in _IS or words[place + 1 : place + 2] == ["enough"]:
        return -1
    return -1 if words[place] == "date" and words[place - 1] != "of" else at


def beside(told: Iterable[Sentence]) -> Span | None:
    """Return the finding that is stated in one of the sentences beside what is asked: "The last entry is old."."""
    return next((one.text.span(one.start, one.end - 1) for one in told if _states(one)), None)


def _states(sentence: Sentence) -> bool:
    """Return whether a sentence says how something is or was; not how it is to be, nor that it has been done."""
    words, start, end = sentence.words, sentence.start, sentence.end
    alone = words[start - 1 : start] in ([], ["."], ["\n"]) and words[end : end + 1] in ([], ["."])
    if not alone or words[start] in _NOTHING_NEW:
        return False
    for place in range(start + 1, min(end - 1, start + _WINDOW)):
        if words[place] in _STATING:
            follows = words[place + 1]
            return follows in _HAD or (follows not in sentence.reader.participle and follows not in _NO_STATE)
        if words[place] in _TELLING:
            return True
        if words[place] in _ASIDES:
            return False
    return False
