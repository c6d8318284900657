"""Whose voice it is: the child's own, the family's, or somebody else's, from the words people write."""

from __future__ import annotations

import re
from typing import Literal

Whose = Literal["child", "family", "worker", "reviewer", "partner", "data", "other"]

_WORDS: tuple[tuple[Whose, str], ...] = (
    ("family", r"famil\w*|parents?|mothers?|fathers?|carers?|grandparents?|guardians?|relatives?"),
    ("child", r"child|children|young (?:person|people)|care[ _]leavers?|care[ _]experienced|pupils?|boys?|girls?|uasc"),
    ("worker", r"workers?|practitioners?|advisers?|staff"),
    ("reviewer", r"reviewers?|auditors?|moderators?|observers?|managers?|leaders?"),
    ("partner", r"partners?|peers?|police|health|schools?|providers?"),
    ("data", r"data|performance"),
)
_FIRST = re.compile("|".join(rf"(?P<{whose}>\b(?:{words})\b)" for whose, words in _WORDS), re.IGNORECASE)
_NOT_THEIRS = re.compile(r"\b(?:foster[ _]carers?|child[ _](?:in[ _]need|protection))\b", re.IGNORECASE)


def whose(words: str | None) -> Whose | None:
    """Return whose voice words such as "care leavers" name, by the first of them that says so; None where blank.

    A child's view told by a parent is the parent's.

    >>> whose("care leavers"), whose("families in child in need"), whose("foster carers"), whose("")
    ('child', 'family', 'family', None)
    """
    if not (words or "").strip():
        return None
    plain = _NOT_THEIRS.sub(lambda found: "carer" if "carer" in found[0].casefold() else "", words or "")
    found = _FIRST.search(plain.replace("_", " "))
    return found.lastgroup if found else "other"  # type: ignore[return-value]
