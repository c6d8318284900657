"""Why a recommendation is made: reasons that words like "so that" and "because" give, and findings it answers."""

from __future__ import annotations

import re
from collections.abc import Iterable

from qaframework.smart.sentences.grammar import BREAKS
from qaframework.smart.sentences.tokens import Sentence, Span, Tokens
from qaframework.smart.words import these


def _said(cues: str, *patterns: str) -> dict[str, re.Pattern[str]]:
    """Return a way to say a reason by each of the words of which one stands in it, so that few texts are searched."""
    return dict.fromkeys(cues.split(), re.compile(rf"\b(?:{'|'.join(patterns)})\b"))


_GOOD = r"(?:improv\w+|better|good|progress|attainment|outcomes|learning|culture|safety|stability)"
_WHOM = r"(?:them|their|children|young|famil\w+|parents|carers|staff|practitioners|(?:social )?workers|managers|people)"
_SOMEBODY = r"(?:he|she|they|we|it|there|his|her|their|mum|dad|no one|nobody|(?:the|this) \w+|\w+(?= asked))"
_STATES = (
    r"(?:(?:is|are) (?!\w+e[dn]\b|said|told)|was|were|has|have|had|does|did|do not|cannot|asked for|feels?|finds?"
    r"|struggles?|(?:wants?|needs?) (?!it|them))"
)
_BY_CUE = {
    **_said(
        "so",
        r"so that|so as to|so (?!far|much|many|long|called|on|well|often|soon|as|too)(?=[a-z])"
        r"(?<!is so )(?<!was so )(?<!do so )(?<!done so )(?<!and so )(?<!not so )",
    ),
    **_said("because due owing", r"because|due to|owing to"),
    **_said("since", r"since (?:the|he|she|they|it|his|her|their|there) (?:[\w'-]+ ){0,3}"
                     r"(?:is|are|was|were|has|have|had|do|does|cannot|feels?)"),
    **_said(
        "as",
        r", as (?!soon|agreed|part|well)(?:[\w'-]+ ){1,4}?(?:was|were|is|are|has|have|had|did|\w+ed)",
        rf"(?<!such)(?<!well)(?<!soon)(?<!same) as {_SOMEBODY} {_STATES}",
    ),
    **_said("given", r"(?<!are )(?<!is )(?<!be )(?<!were )(?<!been )(?<!being )given (?:that|the)"),
    **_said("order", r"in order (?:to|that|for)"),
    **_said("aim intention view light", r"with the (?:aim|intention) of|with a view to|in (?:the )?(?:light|view) of"),
    **_said("recognition", r"in recognition of"),
    **_said("response", r"in response to (?:the|this|these|an?|concerns|complaints|feedback|findings)"),
    **_said("takes", r"takes account of"),
    **_said("learning", r"(?<![a-z,] )learning from the (?!incident)"),
    **_said("interest interests", r"in the interests? of"),
    **_said(
        "benefit sake protection safety",
        r"for (?:his|her|their|the|[\w-]+'s) (?:own |[\w-]+'s )?(?:benefit|sake|protection|safety)",
    ),
    **_said("enable enabling", r"to enable|enabling"),
    **_said(
        "resulting leading leads lead contributes contribute translates",
        r"resulting in|lead(?:s|ing) to|lead to (?:improv\w+|better)",
        rf"(?:contributes?|translates?) (?:in)?to (?:a |an )?(?:[\w-]+ )?{_GOOD}",
    ),
    **_said(
        "avoiding achieving reducing preventing improving ensuring driving minimising thereby making",
        r"(?:in|and) (?:avoiding|achieving|reducing|preventing|improving)|in (?:ensuring|driving)",
        r", (?:reducing|preventing|minimising) |thereby \w+ing|, making it (?:easier|possible|safer|harder|simpler)",
    ),
    **_said(
        "mitigate mitigates reduce reduces prevent prevents avoid avoids protect protects",
        r"(?:that|which) (?:\w+ly |further )?(?:mitigates?|reduces?|prevents?|avoids?|protects?)",
        r"(?:that|which) (?:[\w-]+ ){1,6}and (?:mitigates|reduces|prevents|avoids|protects)",
    ),
    **_said(
        "support help helps enables allow allows enhance enhances",
        rf"(?:that|which) (?:will |can |\w+ly )*(?:support|helps?|enables?|allows?|enhances?) {_WHOM}",
    ),
    **_said(
        "drive drives supports promotes",
        rf"drives? improvements?|(?:that|which) (?:\w+ly )?supports {_WHOM}",
        rf"(?:drives|supports|promotes) (?:[\w-]+ ){{0,2}}{_GOOD}",
    ),
    **_said("leave leaves means causes puts left meant led caused",
            r", which (?:\w+ly )?(?:leaves?|means|causes?|puts|left|meant|led|caused)"),
    **_said(
        "outcomes attainment stability",
        r"(?:improving|sustaining) (?:[\w'-]+ )?outcomes",
        r"(?:improv|support|rais|secur|achiev|increas)\w* [^.;]{0,60}?(?:outcomes|attainment|stability)\b[^.;]{0,80}?"
        r" (?:by|through) (?:\w+ly )?(?!being)\w+ing",
    ),
    **_said("needs must", r"(?:has|have) (?!been)\w+ed\b[^,.;]* and (?:this |it )?(?:needs?|must)"),
}  # fmt: skip
_CUES = frozenset(_BY_CUE)
_FOUND = these("no was were not incident lacked concern concerns found showed shows identified noted fell")
_FINDING = re.compile(
    r"\b(?:(?:was|were) (?!a\b|the\b|\w+ed and (?:will|is|are|has|have)\b)|(?:has|have|had|did) not?\b"
    r"|(?:following|after) the (?:\w+ )?incident|lacked\b|fell short|concerns? (?:raised|that (?!a ))"
    r"|(?:review|audit|inspection|sample|report|file) (?:found|showed|shows|identified|noted) )"
)
_FELL_SHORT = re.compile(r"\w+ not\b|fell short")
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


def stated(text: Tokens, told: frozenset[str]) -> Span | None:
    """Return what something is for where words like "so that" or "because" say so, or the finding it answers."""
    if cues := _CUES & told:
        ways = {_BY_CUE[cue] for cue in cues}
        if given := [reason for way in ways if (reason := _first(way, text))]:
            return min(given)
    if not _FOUND.isdisjoint(told):
        for found in _FINDING.finditer(text.lowered):
            aside = _TOLD_OF.search(text.lowered, 0, found.start())
            if aside is None or (aside[0][0] == "t" and _FELL_SHORT.match(text.lowered, found.start())):
                return found.start(), text.sentence_end(found.end())
    return None


def _first(pattern: re.Pattern[str], text: Tokens) -> Span | None:
    """Return the first reason that is said in one way."""
    for found in pattern.finditer(text.lowered):
        end = text.sentence_end(found.end())
        if not found[0].startswith(("so", "because")) or _reaches_beyond(
            text.lowered[found.end() : end], text.lowered[: found.start()]
        ):
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
