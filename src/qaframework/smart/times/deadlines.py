"""Deadlines as people in England write them, told apart from the dates and numbers a sentence mentions in passing.

What makes a deadline is the grammar around it ("by", "within", "before", "every"), so each way to write one is a small
sentence part, and what follows it decides what day it is. Only what can be worked out has a day: a day of the calendar,
a month, a number of days from the day the recommendation was made. An event ("before the next review"), a frequency, a
school term or a birthday stays in the words it was written in, for people to put a day to.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import attrs

from qaframework.smart.times.dates import by_day, day_of
from qaframework.smart.times.days import DAYS
from qaframework.smart.times.occasions import OCCASIONS
from qaframework.smart.times.ways import Kind, Way

Span = tuple[int, int]


@attrs.frozen
class Deadline:
    """A time a text sets for what it asks.

    Attributes:
        kind: a day, or words for one that cannot be worked out here: an event, a frequency, a period, a standard or
            statutory timescale, a quarter.
        span: where the words stand in the text.
        due: the last day on which it is in time, where that can be worked out.
        last: whether ``due`` is an end ("by"), not a beginning ("from").
        exact: whether the text names that very day, not a month or a number of weeks that ends on it.
    """

    kind: Kind
    span: Span
    due: date | None = None
    last: bool = True
    exact: bool = False


_PAST = re.compile(
    r"(?:, as (?!soon|agreed|part|well)|\bbecause )"
    r"|\b(?:was|were|had|did|(?:has|have) (?:been|had|not|\w+ed)|following|(?<!looked )after|since|happened|occurred"
    r"|took place|dated|incident"
    r"|as at|as of|previous|last|earlier|born|aged"
    r"|(?<!\bis )(?<!\bare )(?<!\bbe )(?:raised|identified|received|reported|recorded|seen|written|made"
    r"|agreed|held|sent|met|took|moved|left|went|came|died|lost|broke|ended|stopped|refused|changed))\b"
)
_AHEAD = re.compile(r"\b(?:to|will|should|must|shall|need|needs|proposed|ensure|due|next|can)\b")
_WENT_ON = re.compile(r"\s*(?:[a-z]+ )?(?:was|were|had|did)\b")
_WAYS = (*DAYS, *OCCASIONS)
_TRIGGERS = frozenset().union(*(pattern.triggers for pattern in _WAYS)) - {"0"}
_Starting = tuple[frozenset[str], tuple[Way, ...]]


def _starting(word: str) -> _Starting:
    """Return the patterns that can begin with a word, and all the words that any of them asks for."""
    patterns = tuple(pattern for pattern in _WAYS if word in pattern.starts)
    return frozenset().union(*(pattern.triggers for pattern in patterns)), patterns


_STARTING: dict[str, _Starting] = {
    word: _starting(word) for word in frozenset().union(*(pattern.starts for pattern in _WAYS))
}
_DIGIT = re.compile(r"[0-9]")
_NUMERIC = re.compile(r"[0-9](?:[/.-][0-9]|(?<=2)0\d\d\b)")


def deadlines_in(
    text: str,
    lowered: str,
    edges: list[int],
    order: list[str],
    words: frozenset[str],
    base: date | None,
) -> list[Deadline]:
    """Return the times a text sets, in the order they stand.

    Args:
        text: the text, its curly apostrophes and dashes made plain.
        lowered: the same in lower case.
        edges, order: where each word begins and ends, and the words themselves, in lower case.
        words: the same words as a set.
        base: the day from which "within six weeks" is counted and dates without a year are looked for.
    """
    hyphens, digits = "-" in lowered, _DIGIT.search(lowered) is not None
    if hyphens:
        words = words.union(*(word.split("-") for word in words if "-" in word))
    words = words & _TRIGGERS
    if digits and _NUMERIC.search(lowered):
        words |= {"0"}
    if not words:
        return []
    found: list[Deadline] = []
    for place, word in enumerate(order):
        starting = _STARTING.get(word)
        if starting is None and digits and word[0] in "0123456789":
            starting = _STARTING["0"]
        elif starting is None and hyphens:
            starting = _STARTING.get(word.partition("-")[0])
        if starting is None or starting[0].isdisjoint(words):
            continue
        for pattern in starting[1]:
            if not pattern.triggers.isdisjoint(words):
                match = pattern.match.match(text, edges[2 * place])
                if match:
                    found += _read(pattern, match, lowered, base)
    return _apart(found) if len(found) > 1 else found


def _read(pattern: Way, match: re.Match[str], lowered: str, base: date | None) -> Iterator[Deadline]:
    before = lowered[: match.start()]
    if not _is_calendar(match) or (pattern.weak and _is_past(lowered, match)):
        return
    if (pattern.only and not pattern.only.search(before)) or (pattern.unless and pattern.unless.search(before)):
        return
    due = pattern.read(match, base) if pattern.read else None
    if pattern.weak and pattern.kind == "day" and due and base and due < base:
        return
    yield Deadline(pattern.kind, _trimmed(match), due, pattern.last, pattern.read in (by_day, day_of))


def _trimmed(match: re.Match[str]) -> Span:
    words = match[0]
    return match.start() + len(words) - len(words.lstrip(" ,.;:-(")), match.end() - len(words) + len(words.rstrip(" ,"))


def _is_calendar(match: re.Match[str]) -> bool:
    """Return whether a month that stands alone is the month: "May" and "March" have their capitals, names have none."""
    parts = match.groupdict()
    named = parts.get("named")
    if named and named.lower() in ("may", "march", "mar") and named[0].islower() and not parts.get("of"):
        return False
    if parts.get("numbers"):
        day, month, _ = parts["numbers"].split(parts["sign"])
        return 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    return True


def _is_past(lowered: str, match: re.Match[str]) -> bool:
    """Return whether a time lies in what the sentence tells, not in what it asks for."""
    start = max(lowered.rfind(sign, 0, match.start()) for sign in (". ", "; ", "\n")) + 1
    before = lowered[start : match.start()]
    if _WENT_ON.match(lowered, match.end()):
        return True
    told = _last(_PAST, before)
    if told < 0:
        return False
    asked = _last(_AHEAD, before)
    comma = before.rfind(", ")
    return told > asked and told >= comma - _ASIDE * (asked < 0)


_ASIDE = 40
"""How far before the comma what is told may stand, where nothing has been asked for yet."""


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Return where a pattern is found last; -1 where it is not."""
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _apart(found: list[Deadline]) -> list[Deadline]:
    """Return deadlines that do not overlap: of two that do, the one with a day, or else the longer."""
    kept: list[Deadline] = []
    for one in sorted(found, key=lambda one: (one.due is None, one.span[0] - one.span[1])):
        if all(one.span[1] <= other.span[0] or one.span[0] >= other.span[1] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.span)
