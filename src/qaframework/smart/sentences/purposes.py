"""What a recommendation is for, or which finding it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qaframework.smart.sentences.forms import is_adverb
from qaframework.smart.sentences.grammar import BREAKS, NEEDS_OF, SKIPPED
from qaframework.smart.sentences.tokens import Sentence, Span, Tokens
from qaframework.smart.words import these

_NOT_AFTER = these(
    "need needs required continue continues seek expected able asked how agreed reminded enabled work working"
    " efforts continuing ongoing failure plans duty action ability wish likely right rights access"
    " opportunity opportunities enough best take decision decisions fail fails failed attempt attempts"
)
"""Words that "to" completes, so that what follows is not what it is for: "access to", "how to"."""
_CHANCES = these("opportunity opportunities")
_WAYS = these("arrangements systems processes procedures")
_WORKINGS = these("identify track monitor assess oversee evaluate measure test challenge")
_ACTION = these("steps action")
_EMPTY = (BREAKS - {","}) | {"compliance"}
_PLANNED = these("plans work")
_OUTRIGHT = these("ensure avoid prevent")
_BETTER = these("better more best help")
_SOMEBODY = r"(?:he|she|they|we|it|there|his|her|their|mum|dad|no one|nobody|(?:the|this) \w+|\w+(?= asked))"
_STATES = (
    r"(?:(?:is|are) (?!\w+e[dn]\b|said|told)|was|were|has|have|had|does|did|do not|cannot|asked for|feels?|finds?"
    r"|struggles?|(?:wants?|needs?) (?!it|them))"
)
_WORKERS = r"(?:them|their|children|young|famil\w+|parents|carers|staff|practitioners|(?:social )?workers|managers|people)"
_GOOD = r"(?:improv\w+|better|good|progress|attainment|outcomes|learning|culture|safety|stability)"
_SAID_BY = (
    ("so", r"so that|so as to|so (?!far|much|many|long|called|on|well|often|soon|as|too)(?=[a-z])"
           r"(?<!is so )(?<!was so )(?<!do so )(?<!done so )(?<!and so )(?<!not so )"),
    ("because due owing", r"because|due to|owing to"),
    ("order", r"in order (?:to|that|for)"),
    ("aim view intention recognition light response", r"with the (?:aim|intention) of|with a view to|in recognition of"
     r"|in (?:the )?(?:light|view) of|in response to (?:the|this|these|an?|concerns|complaints|feedback|findings)"),
    ("interest interests benefit sake protection safety", r"in the interests? of|for the (?:benefit|sake) of"
     r"|for (?:his|her|their|the|[\w-]+'s) (?:own |[\w-]+'s )?(?:benefit|sake|protection|safety)"),
    ("resulting leading leads lead contributes contribute translates", r"resulting in|leads to|leading to"
     r"|lead to (?:improv\w+|better)"
     rf"|(?:contributes?|translates?) (?:in)?to (?:a |an )?(?:[\w-]+ )?{_GOOD}"),
    ("avoiding achieving reducing preventing improving ensuring driving minimising thereby making",
     r"(?:in|and) (?:avoiding|achieving|reducing|preventing|improving)|in (?:ensuring|driving)"
     r"|, (?:reducing|preventing|minimising) |thereby \w+ing|, making it (?:easier|possible|safer|harder|simpler)"),
    ("enable enabling", r"to enable|enabling"),
    ("mitigate mitigates reduce reduces prevent prevents avoid avoids protect protects",
     r"(?:that|which) (?:\w+ly |further )?(?:mitigates?|reduces?|prevents?|avoids?|protects?)"
     r"|(?:that|which) (?:[\w-]+ ){1,6}and (?:mitigates|reduces|prevents|avoids|protects)"),
    ("support supports help helps enables allow allows enhance enhances",
     r"(?:that|which) (?:will |can |\w+ly )*(?:supports?|helps?|enables?|allows?|enhances?) " + _WORKERS),
    ("drive drives supports promotes", r"drives? improvements?"
     rf"|(?:drives|supports|promotes) (?:the |[\w-]+ ){{0,2}}{_GOOD}"),
    ("leave leaves means causes puts left meant led caused",
     r", which (?:\w+ly )?(?:leaves?|means|causes?|puts|left|meant|led|caused)"),
    ("as", r", as (?!soon|agreed|part|well)(?:[\w'-]+ ){1,4}?(?:was|were|is|are|has|have|had|did|\w+ed)"
     rf"|(?<!such)(?<!well)(?<!soon)(?<!same) as {_SOMEBODY} {_STATES}"),
    ("given", r"(?<!are )(?<!is )(?<!be )(?<!were )(?<!been )(?<!being )given (?:that|the)"),
    ("takes", r"takes account of"),
    ("since", r"since (?:the|he|she|they|it|his|her|their|there) (?:[\w'-]+ ){0,3}"
     r"(?:is|are|was|were|has|have|had|do|does|cannot|feels?)"),
    ("learning", r"(?<![a-z,] )learning from the (?!incident)"),
    ("needs must", r"(?:has|have) (?!been)\w+ed\b[^,.;]* and (?:this |it )?(?:needs?|must)"),
    ("outcomes attainment stability", r"(?:improving|sustaining) (?:[\w'-]+ )?outcomes"
     r"|(?:improv|support|rais|secur|achiev|increas)\w* [^.;]{0,60}?(?:outcomes|attainment|stability)\b[^.;]{0,80}? (?:by|through) (?:\w+ly )?(?!being)\w+ing"),
)  # fmt: skip
"""Ways to say a reason, each with the words of which one stands in it, so that few texts are searched."""
_BY_CUE: dict[str, re.Pattern[str]] = {
    cue: pattern
    for cues, pattern in ((cues, re.compile(rf"\b(?:{pattern})\b")) for cues, pattern in _SAID_BY)
    for cue in cues.split()
}
_CUES = frozenset(_BY_CUE)
_FOUND = these("no was were not incident lacked concern concerns found showed shows identified noted fell")
_FINDING = re.compile(
    r"\b(?:(?:was|were) (?!a\b|the\b|\w+ed and (?:will|is|are|has|have)\b)|(?:has|have|had|did) not?\b"
    r"|(?:following|after) the (?:\w+ )?incident|lacked\b|fell short|concerns? (?:raised|that (?!a ))"
    r"|(?:review|audit|inspection|sample|report|file) (?:found|showed|shows|identified|noted) )"
)
_STATING = these("is are was were has have had")
_NOTHING_NEW = these("this these that those it they which such where when if")
_NO_STATE = these("been to being on at due by for weekly monthly")
_ASIDES = BREAKS | these("who which that when where if how what")
_WINDOW = 8
_TOLD_OF = re.compile(r"\b(?:who|which|that|why|how|what|whether|where|when|if|until|once|whose)\b[^,;.]*$")
_PRONOUNS = these("they it these this those")
_OF_ITSELF = re.compile(
    r"\W*(?:the )?(?P<subject>[\w-]+)\s+(?:(?:are|is|be|will be|can be)|(?:\w+ly\s+)*(?:set|sets|"
    r"include|includes|contain|contains|state|states))\b"
)
_BEYOND = re.compile(
    r"\b(?:child\w*|young|famil\w+|carers?|parents?|staff|workers?|social|leaders?|managers?|members?|practitioners?"
    r"|professionals?|people|person|he|she|him|his|her|everyone|everybody|nobody|one|services?|risks?|drift|delays?|harm"
    r"|outcomes?|progress\w*|practice|safe\w*|protect\w*|mother|father|mum|dad|boys?|girls?|siblings?|needs? to"
    r"|others|not|reduced?|available|visible|seen|learn\w*|help\w*|shared|monitor\w*|patterns?|resolved|minimised|placements?)\b"
)


def after_to(sentence: Sentence, place: int) -> Span | None:
    """Return what something is for, where "to" is followed by a verb that says so."""
    words, text, start, end = sentence.words, sentence.text, sentence.start, sentence.end
    if place > start and _is_completed(words, place, start):
        return None
    for later in range(place + 1, min(end, place + 4)):
        word = words[later]
        if word in text.reader.purposes or _begins(text, later):
            before = words[place - 1] if place > start else ""
            named = (word == "ensure" and before in _ACTION) or (word in _WORKINGS and before in _WAYS)
            empty = later + 1 >= end or words[later + 1] in _EMPTY
            named = named or (word == "prepare" and sentence.names_artefact(words[later + 1 : later + 4]))
            return None if named or empty else text.span(place, end - 1)
        if not (is_adverb(word) or word in SKIPPED or word in _BETTER):
            return None
    return None


def _begins(text: Tokens, place: int) -> bool:
    """Return whether a purpose of several words begins here: "make sure"."""
    phrases = text.reader.purpose_phrases.get(text.words[place], ())
    return any(tuple(text.words[place : place + len(phrase)]) == phrase for phrase in phrases)


def _is_completed(words: list[str], place: int, start: int) -> bool:
    """Return whether "to" completes the word before it: "need to", "sufficiently regular to"."""
    before = words[place - 1]
    lead = words[max(start, place - 7) : place]
    if not _CHANCES.isdisjoint(lead) and "for" in lead:
        return True
    if before in _NOT_AFTER:
        held = before == "needs" and place - 2 >= start and words[place - 2] in NEEDS_OF
        return not held and not (before in _PLANNED and words[place + 1] in _OUTRIGHT)
    follows = words[place + 1 : place + 2]
    return not _WORKINGS.isdisjoint(follows) and "sufficiently" in words[max(start, place - 5) : place]


def stated(text: Tokens, told: frozenset[str]) -> Span | None:
    """Return what something is for where words like "so that" or "because" say so, or the finding it answers."""
    cues = _CUES & told
    if cues:
        reasons = [found for pattern in {_BY_CUE[cue] for cue in cues} if (found := _first(pattern, text))]
        if reasons:
            return min(reasons)
    if not _FOUND.isdisjoint(told):
        for found in _FINDING.finditer(text.lowered):
            aside = _TOLD_OF.search(text.lowered, 0, found.start())
            if aside is None or (
                aside[0][0] == "t"
                and any(word in found[0] + text.lowered[found.end() : found.end() + 4] for word in (" not", "short"))
            ):
                return found.start(), text.sentence_end(found.end())
    return None


def _first(pattern: re.Pattern[str], text: Tokens) -> Span | None:
    """Return the first reason that is said in one way."""
    for found in pattern.finditer(text.lowered):
        end = text.sentence_end(found.end())
        itself = found[0].startswith(("so", "because"))
        if not itself or _reaches_beyond(text.lowered[found.end() : end], text.lowered[: found.start()]):
            return found.start(), end
    return None


def finding(told: Iterable[Sentence]) -> Span | None:
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
            return follows not in sentence.reader.participle and follows not in _NO_STATE
        if words[place] in _ASIDES:
            return False
    return False


def _reaches_beyond(clause: str, before: str) -> bool:
    """Return whether what follows "so that" is about anybody or anything but the document it is said of."""
    itself = _OF_ITSELF.match(clause)
    if itself is None or _BEYOND.search(clause):
        return True
    return itself["subject"] not in _PRONOUNS and itself["subject"] not in before
