"""Why a recommendation is made, where words like "so that" and "because" say so."""

from __future__ import annotations

import re

from qaframework.smart.sentences.causes import BY_CUE
from qaframework.smart.sentences.tokens import Span, Tokens
from qaframework.smart.words import these

_CUES = frozenset(BY_CUE)
_PEOPLE = these("we you i")
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
_BEGINS_AS = re.compile(
    r"as (?!part|agreed|an? |soon|well|recommended|set|required|per|discussed|above|in|for|with"
    r"|of|noted|outlined|such|far|long)"
    r"(?:[\w'-]+ ){1,8}[\w'-]+,"
)


def stated(text: Tokens) -> Span | None:
    """Return what something is for, or why it is to be done, where words like "so that" or "because" say so."""
    if cues := _CUES & text.told:
        ways = {BY_CUE[cue] for cue in cues}
        if given := [reason for way in ways if (reason := _first(way, text))]:
            return min(given)
    found = _BEGINS_AS.match(text.lowered) if text.lowered.startswith("as ") else None
    return found.span() if found else None


def _first(pattern: re.Pattern[str], text: Tokens) -> Span | None:
    """Return the first reason that is said in one way."""
    for found in pattern.finditer(text.lowered):
        end = text.sentence_end(found.end())
        if not found[0].startswith(("so", "because")) or _reaches_beyond(
            text.lowered[found.end() : end], text.lowered[: found.start()]
        ):
            return found.start(), end
    return None


def _reaches_beyond(clause: str, before: str) -> bool:
    """Return whether what follows "so that" is about anybody or anything but the document it is said of."""
    itself = _OF_ITSELF.match(clause)
    if itself is None or _BEYOND.search(clause):
        return True
    subject = itself["subject"]
    return subject in _PEOPLE or (subject not in _PRONOUNS and subject not in before)
