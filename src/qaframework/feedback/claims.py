"""What an answer to people claims: something that is different now, a promise, that it was heard, or nothing.

"We listened" is no answer to somebody who waits for a home, and "we will look at it" has not been done. The words are
judged sentence by sentence: one sentence that says what is different is enough, whatever stands beside it. What is
found is probable, not certain; people decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, get_args

Claim = Literal["a change", "not done", "a promise", "heard", "nothing"]
_STRONGEST_FIRST: tuple[Claim, ...] = get_args(Claim)

_EMPTY = frozenset(
    {"a", "above", "action", "actioned", "agreed", "all", "applicable", "as", "available", "been", "below", "closed"}
    | {"complete", "completed", "done", "has", "have", "is", "it", "n", "na", "nil", "no", "none", "not", "ok", "okay"}
    | {"on", "ongoing", "resolved", "see", "seen", "sorted", "tba", "tbc", "this", "to", "unknown", "was", "we", "yes"}
)
"""Words of which an answer that says nothing is made."""


def _any_of(words: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(words), re.IGNORECASE)


_IT = r"(?:it|this|that|these|them|feedback|views|comments|(?:your|their|the|these|those|all)(?:\s+\w+){1,3})"
_SIGNS: Mapping[Claim, re.Pattern[str]] = {
    "not done": _any_of(
        (
            r"\b(?:has|have|had|was|were|is|are)n['’]t\s+(?:been|started|begun|happened|done|possible|able)\b",
            r"\bnot\s+(?:yet|been|started|begun|happened|done|possible|able)\b",
            r"\bcould\s*n(?:['’]|o)t\b",
            r"\bunable\b",
        )
    ),
    "a promise": _any_of(
        (
            r"\b(?:will|shall|promised?|considering|considered|exploring|underway)\b",
            r"['’]ll\b",
            r"\bgoing\s+to\b",
            r"\b(?:plan\w*|intend\w*|aim|aims|aiming|hope|hopes|hoping|propos\w+|agreed|trying)\s+(?:to|that)\b",
            r"\blook(?:ing)?\s+(?:at|into)\b",
            r"\bworking\s+(?:on|towards)\b",
            r"\b(?:in\s+hand|in\s+progress|under\s+way)\b",
            r"\bnext\s+(?:week|month|quarter|term|year|spring|summer|autumn|winter)\b",
            r"\b(?:is|are)\s+(?:currently\s+|now\s+)?being\s+\w+",
            r"\bwe(?:\s+are|['’]re)\s+(?:\w+ly\s+|now\s+|still\s+)?(?:recruit|review|develop|discuss|talk|seek)ing\b",
        )
    ),
    "heard": _any_of(
        (
            r"\blisten(?:s|ed|ing)?\b",
            rf"\b(?:heard|noted|acknowledged?|recogni[sz]ed?|understood)\s+(?:{_IT}|you|what|how)\b",
            rf"\b(?:shared|passed|raised|discussed|fed)\s+(?:back\s+|on\s+)?{_IT}\b",
            rf"\b{_IT}\s+(?:\w+\s+){{0,2}}(?:heard|noted|acknowledged|shared|passed|raised|discussed|fed)\b",
            r"^\s*(?:noted|heard|shared|discussed)\b",
            r"\b(?:taken|took|take)\s+(?:\w+\s+){0,3}(?:on\s+board|seriously)\b",
            r"\bthank(?:s|\s+you)\b",
            r"\bsorry\s+(?:to|that|for)\b",
            r"\bwe\s+(?:understand|recogni[sz]e|appreciate|value|know|hear|agree|care)\b",
            r"\b(?:made|are)\s+aware\b",
        )
    ),
}
_SENTENCE_ENDS = re.compile(r"[.!?;\n]+")
_WORD = re.compile(r"[^\W\d_]+|\d+")


def what_it_claims(text: str | None) -> Claim:
    """Return what the words of an answer claim.

    >>> [what_it_claims(words) for words in ("Two flats were let.", "We will look at it.", "Noted.", "Done", None)]
    ['a change', 'a promise', 'heard', 'nothing', 'nothing']
    """
    claims = {_claim(sentence) for sentence in _SENTENCE_ENDS.split(text or "")}
    return min(claims, key=_STRONGEST_FIRST.index)


def _claim(sentence: str) -> Claim:
    found = next((claim for claim, signs in _SIGNS.items() if signs.search(sentence)), None)
    says = any(word.casefold() not in _EMPTY for word in _WORD.findall(sentence))
    return found or ("a change" if says else "nothing")
