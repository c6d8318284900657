"""A text made ready to be read, and whether it is one that can be: English, with words in it."""

from __future__ import annotations

import re

from qaframework.smart.sentences.wording import Wording
from qaframework.smart.words import these

_PLAIN = tuple(
    (sign, plain)
    for plain, signs in {"'": "’‘ʼ", "-": "–—‐‑−", " ": "\u00a0\u2009\u202f", '"': "“”"}.items()
    for sign in signs
)
"""Apostrophes, dashes and spaces as word processors write them, each with the plain one. None changes the length."""
_ENGLISH = these(
    "the and of for is are with that by be will should must from this their his her its all not have has or"
    " when how who if we they there than these those being children's more some any no need needs each every"
    " about which what"
)
_OTHERS = these(
    "le la les des du de et est une un avec el los las del y con para una il che di der und das ist"
    " mit nicht yn yr ac gan mae dylai ei gyda î się jest na dla oraz nie w z waa iyo ka ku os da"
    " som att och și sa pentru cu ve bir ile için"
)
"""Small words that are common in other languages that families read, and hardly stand in English."""
_SURELY = these("the of and with should")
"""Words that settle it at once, where none of another language stands beside them."""
_FEW = 4


def plain(text: str) -> tuple[str, str]:
    """Return a text with plain apostrophes and dashes, and the same in lower case, sign for sign as long."""
    if not text.isascii():
        for sign, plain in _PLAIN:
            text = text.replace(sign, plain)
    lowered = text.lower()
    if len(lowered) != len(text):
        lowered = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in text)
    return text, lowered


def not_judged(text: str, wording: Wording) -> str:
    """Return why a text cannot be judged; empty where it can."""
    if not _SURELY.isdisjoint(wording.words) and wording.words.isdisjoint(_OTHERS):
        return ""
    if not text.strip():
        return "there is no text"
    words = [word for word in re.findall(r"[^\W\d_]+", text.lower()) if len(word) > 1 or word.isascii()]
    if not words:
        return "there are no words in it"
    english = sum(word in _ENGLISH for word in words)
    others = sum(word in _OTHERS for word in words)
    foreign = sum(not word.isascii() for word in words)
    if (others > english and others > 1) or foreign > len(words) / 2:
        return "it does not look like English"
    if len(words) >= _FEW and not (english or wording.acts or wording.agent) and (others or foreign):
        return "it does not look like English"
    return ""
