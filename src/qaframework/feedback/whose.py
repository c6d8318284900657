"""Whose voice it is: the child's own, the family's, or somebody else's, from the words people write."""

from __future__ import annotations

import re
from typing import Literal, cast

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
_MEANS = (
    (re.compile(r"\byoung[ _]carers?\b", re.IGNORECASE), "children"),
    (re.compile(r"\bfoster[ _]\w+", re.IGNORECASE), "carers"),
    (re.compile(r"\bchild[ _](?:in[ _]need|protection)\b", re.IGNORECASE), ""),
)
"""What is said with a word of somebody else in it."""


def whose(words: str | None) -> Whose | None:
    """Return whose voice words such as "care leavers" name, by the first of them that says so; None where blank.

    A child's view told by a parent is the parent's; a young carer is a child.

    >>> whose("care leavers"), whose("families in child in need"), whose("foster carers"), whose("")
    ('child', 'family', 'family', None)
    """
    if not (words or "").strip():
        return None
    plain = words or ""
    for said, means in _MEANS:
        plain = said.sub(means, plain)
    found = _FIRST.search(plain.replace("_", " "))
    return cast("Whose", found.lastgroup) if found else "other"
