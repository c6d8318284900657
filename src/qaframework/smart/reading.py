"""A text, read once: its words, the times it sets, and why it cannot be judged if it cannot."""

from __future__ import annotations

import functools
from datetime import date

import attrs

from qaframework.smart.language import not_judged, plain
from qaframework.smart.sentences.reader import Reader
from qaframework.smart.sentences.wording import Wording, read_wording
from qaframework.smart.times.deadlines import Deadline, deadlines_in
from qaframework.smart.words import DEFAULT

DEFAULT_READER = Reader.of(DEFAULT)
_NO_TIMES: tuple[Deadline, ...] = ()


@attrs.define(eq=False)  # not frozen: there is one for every recommendation of a long file
class Reading:
    """What was read in a text.

    Attributes:
        text: the text.
        lowered: the same in lower case, its apostrophes and dashes made plain.
        wording: what its words ask for, who is to do it and what for.
        times: the times it sets.
        reason: why it cannot be judged; empty where it can.
    """

    text: str
    lowered: str
    wording: Wording
    times: tuple[Deadline, ...]
    reason: str


@functools.lru_cache(maxsize=1)  # a record is asked about several times in a row
def read(text: str, base: date | None, reader: Reader) -> Reading:
    """Read a text.

    Args:
        text: the recommendation.
        base: the day from which times are counted, if one is known.
        reader: the words to read it by.
    """
    plainly, lowered = plain(text)
    wording = read_wording(reader, lowered)
    reason = not_judged(text, wording)
    times = (
        _NO_TIMES
        if reason
        else deadlines_in(plainly, lowered, wording.edges, wording.order, wording.words, base, wording.asks)
    )
    return Reading(text, lowered, wording, tuple(times), reason)
