"""One way to write a time: what it begins with, what it looks like, and what day it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import Literal

import attrs

Kind = Literal["day", "event", "frequency", "period", "standard", "quarter"]
Read = Callable[[re.Match[str], date | None], date | None]


@attrs.frozen
class Way:
    """One way to write a deadline.

    Attributes:
        starts: the words it can begin with; "0" for any number.
        triggers: words of which the text must hold one before the pattern is tried: what keeps a long file fast.
        read: what day a match means, where that can be worked out.
        weak: whether it can also be a time in the past, so that the words before it are looked at.
        last: whether the day is an end, not a beginning.
        asked: whether it only counts where the text asks for something: a heading sets no time in such words.
        only, unless: what must, and what must not, stand before it.
    """

    kind: Kind
    starts: frozenset[str]
    triggers: frozenset[str]
    match: re.Pattern[str]
    read: Callable[[re.Match[str], date | None], date | None] | None = None
    weak: bool = False
    last: bool = True
    asked: bool = False
    only: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None


def way(
    kind: Kind,
    starts: str,
    triggers: frozenset[str],
    pattern: str,
    read: Callable[[re.Match[str], date | None], date | None] | None = None,
    *,
    weak: bool = True,
    last: bool = True,
    asked: bool = False,
    only: str = "",
    unless: str = "",
) -> Way:
    """Return a way to write a time, made from words with spaces between them and from patterns.

    Args:
        kind, triggers, read, weak, last, asked: as in :class:`Way`.
        starts: the words it can begin with.
        pattern: what it looks like in lower case.
        only, unless: what must, and what must not, stand before it.
    """
    return Way(
        kind=kind,
        starts=frozenset(starts.split()),
        triggers=triggers,
        match=re.compile(pattern),
        read=read,
        weak=weak,
        last=last,
        asked=asked,
        only=re.compile(only) if only else None,
        unless=re.compile(unless) if unless else None,
    )
