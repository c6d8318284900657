"""Details of a text that give somebody away: each says little by itself, and two of them may fit one child."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping

_MONTHS = "|".join(name for name in calendar.month_name if name)
_WORD = re.compile(r"[^\W\d_]+")
DETAILS: Mapping[str, re.Pattern[str]] = {
    kind: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for kind, words in {
        "family": r"twins?|triplets?|(?:half[- ]|step)?(?:brothers?|sisters?)|siblings?|step(?:mum|dad|mother|father)"
        r"|nan|gran(?:ny|dad|dma|dpa|dmother|dfather)?|bab(?:y|ies)|son|daughter|pregnan\w+|only child|adopted",
        "health": r"autis\w+|adhd|wheelchair|deaf|blind|epilep\w+|diabet\w+|cancer|down'?s syndrome|non-?verbal"
        r"|self-?harm\w*|disab\w+|mental health|medication|eating disorder|overdos\w+",
        "origin or faith": r"asylum|refugees?|unaccompanied|interpreter|visa|deport\w+|home office|mosque|church|temple"
        r"|synagogue|first language|hijab|traveller",
        "status": r"care leavers?|looked after|in care|foster\w*|child protection|conference|early help"
        r"|children's home",
        "event": r"court|police|arrest\w*|prison|died|death|funeral|assault\w*|raped?|abus\w+|missing|excluded|expelled"
        r"|evict\w+|bail",
        "time or number": r"(?:two|three|four|five|six|seven|eight|nine|ten|\d+)\s+"
        r"(?:times|moves|homes|placements|schools|workers|social workers|years|months|weeks)"
        rf"|last (?:week|month|summer|winter|christmas)|\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{_MONTHS})"
        rf"|(?:{_MONTHS})\s+\d+|birthday|born (?:on|in)|year (?:[1-9]|1[0-3])",
        "home": r"(?:flat|house|room|number)\s+\d+\w?",
    }.items()
}
_STATUS_WORDS: Mapping[str, re.Pattern[str]] = {
    status: re.compile(rf"\b(?:{words})\b", re.IGNORECASE)
    for status, words in {
        "care_leaver": r"care leavers?|left care|leaving care",
        "looked_after": r"looked after|in care|foster\w*|children's home",
        "child_protection": r"child protection",
        "child_in_need": r"child in need",
        "early_help": r"early help",
    }.items()
}


def children_like(text: str, children: Mapping[tuple[str | None, frozenset[str]], int]) -> int | None:
    """Return how many children have the status and every need a text names; None where it names fewer than two.

    Args:
        text: the quotation.
        children: how many there are of each status and needs.
    """
    statuses = {status for status, words in _STATUS_WORDS.items() if words.search(text)}
    needs = {need for need in frozenset().union(*(held for _, held in children)) if _named(need, text)}
    if len(needs) + bool(statuses) < 2:
        return None
    return sum(
        count for (status, held), count in children.items() if needs <= held and (not statuses or status in statuses)
    )


def _named(need: str, text: str) -> bool:
    """Return whether a text names a need: by its words, or by the stem of a word that is long enough to have one."""
    stems = [word.casefold()[:6] for word in _WORD.findall(need) if len(word) > 4]
    said = {word.casefold()[:6] for word in _WORD.findall(text)}
    return bool(stems) and all(stem in said for stem in stems)


ONLY_ONE = re.compile(
    r"\bonly\s+(?:[\w-]+\s+){0,2}(?:girl|boy|child|pupil|student|teenager|baby|lad|user|family)\b"
    r"|\bonly\s+one\s+(?:here|in|at|with|who|of)\b",
    re.IGNORECASE,
)
"""Words that say there is nobody else like them."""
