"""What to ask where a part is missing, and how the sentence could read: a stem made from the sentence itself."""

from __future__ import annotations

import re
from typing import Literal

Kind = Literal["specific", "measurable", "assignable", "relevant", "time_bound", "quarter"]

_LONGEST = 140
_QUARTER = "Is that a quarter of the calendar year or of the financial year? Write the day it ends."
_ASKED = {
    "measurable": (
        "What will there be to see or to count, and where?",
        ", shown by [the record, the count or the sample to look at]",
    ),
    "relevant": ("What will be different, and for whom?", ", so that [what will be different for the child]"),
    "time_bound": ("By which day?", " by [day, month and year]"),
}
_FIRST_SENTENCE = re.compile(r"(?<=[^\d\s])[.;!?](?:\s|$)|\n")
_AIM = re.compile(r"(?:(?:that|to)\s+(?:\w+\s+(?=the\b|to\b|a\b|on\b|with\b))?)*", re.IGNORECASE)


def prompt(kind: Kind, text: str, at: int = 0) -> str:
    """Return a question and a rewrite stem for a missing part.

    Args:
        kind: the part; "quarter" for a quarter that could be of either year.
        text: the recommendation.
        at: for "specific", where the words begin that say what is to be better; for "assignable", 1 where the text
            begins with what is to be done.

    >>> prompt("time_bound", "Update the chronology.")
    'By which day? "Update the chronology by [day, month and year]."'
    """
    if kind == "quarter":
        return _QUARTER
    if kind == "specific":
        rest = _body(_AIM.sub("", text[at:].lstrip(" ,:"), count=1)) if at else _lower(_body(text))
        return f'What will somebody do, that others can see is done? "[One role] to [write, hold, visit ...] {rest}."'
    if kind == "assignable":
        body = _body(text)
        if at:
            return f'Which one role will do it? "[Social worker, team manager ...] to {_lower(body)}."'
        return f'Which one role will do it? "{body}: [social worker, team manager ...] to do it."'
    question, ending = _ASKED[kind]
    return f'{question} "{_body(text)}{ending}."'


def _body(text: str) -> str:
    """Return the first sentence of a text, without its full stop, to go on writing from."""
    first = _FIRST_SENTENCE.split(text.strip(), maxsplit=1)[0].rstrip(" .,;:")
    return first if len(first) <= _LONGEST else first[:_LONGEST].rsplit(" ", 1)[0] + " ..."


def _lower(words: str) -> str:
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]
