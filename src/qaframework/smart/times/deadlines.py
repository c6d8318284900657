"""Deadlines as people in England write them, told apart from the dates and numbers a sentence mentions in passing.

What makes a deadline is the grammar around it ("by", "within", "before", "every"), so each way to write one is a small
sentence part, and what follows it decides what day it is. Only what can be worked out has a day: a day of the calendar,
a month, a number of days from the day the recommendation was made. An event ("before the next review"), a frequency, a
school term or a birthday stays in the words it was written in, for people to put a day to.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable
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
    r"|\b(?:was|were|had|did|(?:has|have) (?:been|had|not|(?!complied|implemented|actioned)\w+ed)|following"
    r"|(?<!looked )after|since|happened|occurred"
    r"|took place|dated|incident"
    r"|as at|as of|previous|last|earlier|born|aged"
    r"|(?<!\bis )(?<!\bare )(?<!\bbe )(?:requested|promised|ordered|raised|identified|received|reported|recorded"
    r"|seen|written|made|agreed|held|sent|met|took|moved|left|went|came|died|lost|broke|ended|stopped|refused|changed|turned|joined|started|arrived))\b"
)
_LAST_AHEAD = re.compile(r".*\b(?P<asked>to|will|should|must|shall|need|needs|proposed|ensure|due|next|can)\b")
_WENT_ON = re.compile(
    r"\s*(?:[a-z]+ )?(?:was|were|had|did)\b|\s*(?:(?!until )[a-z]+ ){0,2}?(?:has|have) (?:not|been|slipped|stopped"
    r"|lapsed|drifted)\b"
    r"|\s*(?:[a-z]+ ){1,5}?(?:is|are) (?:being|not|late|overdue)\b"
)
_TOLD_OF = re.compile(
    r"\bremind\w* [^.;]*\bof (?:the|their|its) (?:need|duty|requirement|importance|obligation|expectation)\b[^.;,]*$"
    r"|\b(?:is|are|be|being) prompted to [^.;,]*$"
)
"""What leads to a time of which somebody is only reminded: "of the need to reply within ten days"."""
_WAYS = (*DAYS, *OCCASIONS)


def _bits(words: Callable[[Way], frozenset[str]]) -> dict[str, int]:
    """Return a bit for each way that some words of it lead to, by word."""
    bits: dict[str, int] = {}
    for number, pattern in enumerate(_WAYS):
        for word in words(pattern):
            bits[word] = bits.get(word, 0) | 1 << number
    return bits


_BEGUN_BY = _bits(lambda pattern: pattern.starts)
"""By each word, the ways to write a time that can begin with it: each way is one bit, so that many are told at once."""
_TRIGGERED_BY = _bits(lambda pattern: pattern.triggers)
"""By each word, the ways that are tried where a text holds it."""
_TRIGGERS = frozenset(_TRIGGERED_BY) - {"0"}
_ALWAYS = sum(1 << number for number, pattern in enumerate(_WAYS) if not pattern.asked)
"""The ways that count in a heading too, which asks for nothing."""


@functools.lru_cache(maxsize=4096)
def _ways(bits: int) -> tuple[Way, ...]:
    return tuple(pattern for number, pattern in enumerate(_WAYS) if bits >> number & 1)


_NUMERALS = frozenset("0123456789")
_DIGIT = re.compile(r"[0-9]")
_NUMERIC = re.compile(r"[0-9](?:[/.-][0-9]|(?<=2)0\d\d\b)")


def deadlines_in(
    text: str,
    lowered: str,
    edges: list[int],
    order: list[str],
    words: frozenset[str],
    base: date | None,
    asks: bool,
) -> list[Deadline]:
    """Return the times a text sets, in the order they stand.

    Args:
        text: the text, its curly apostrophes and dashes made plain.
        lowered: the same in lower case.
        edges, order: where each word begins and ends, and the words themselves, in lower case.
        words: the same words as a set.
        base: the day from which "within six weeks" is counted and dates without a year are looked for.
        asks: whether the text asks for anything.
    """
    hyphens, digits = "-" in lowered, _DIGIT.search(lowered) is not None
    wanted = _wanted(words, hyphens, numeric=digits and _NUMERIC.search(lowered) is not None)
    if not asks:
        wanted &= _ALWAYS
    if not wanted:
        return []
    found: list[Deadline] = []
    for place, word in enumerate(_starts(order) if digits or hyphens else order):
        if word in _BEGUN_BY and (bits := _BEGUN_BY[word] & wanted):
            for pattern in _ways(bits):
                match = pattern.match.match(lowered, edges[2 * place])
                if match and (deadline := _read(pattern, match, text, base)):
                    found.append(deadline)
    return _apart(found) if len(found) > 1 else found


def _wanted(words: frozenset[str], hyphens: bool, numeric: bool) -> int:
    """Return the ways to write a time of which a text holds a trigger, parts of words with hyphens among them."""
    if hyphens:
        words = words.union(*(word.split("-") for word in words if "-" in word))
    wanted = _TRIGGERED_BY["0"] if numeric else 0
    for word in words & _TRIGGERS:
        wanted |= _TRIGGERED_BY[word]
    return wanted


def _starts(order: list[str]) -> list[str]:
    """Return words as a time can begin with them: any number as "0", a word with a hyphen as its first part."""
    return [word if word in _BEGUN_BY else "0" if word[0] in _NUMERALS else word.partition("-")[0] for word in order]


def _read(pattern: Way, match: re.Match[str], text: str, base: date | None) -> Deadline | None:
    """Return the deadline that stands where a way to write one was found; None where it is another time."""
    before = match.string[: match.start()]
    if not _is_calendar(match, text) or (pattern.weak and _is_past(match)):
        return None
    if (pattern.only and not pattern.only.search(before)) or (pattern.unless and pattern.unless.search(before)):
        return None
    if pattern.read not in (by_day, day_of) and _TOLD_OF.search(before):
        return None
    due = pattern.read(match, base) if pattern.read else None
    if pattern.weak and pattern.kind == "day" and due and base and due < base:
        return None
    return Deadline(pattern.kind, _trimmed(match), due, pattern.last, pattern.read in (by_day, day_of))


def _trimmed(match: re.Match[str]) -> Span:
    words = match[0]
    return match.start() + len(words) - len(words.lstrip(" ,.;:-(")), match.end() - len(words) + len(words.rstrip(" ,"))


def _is_calendar(match: re.Match[str], text: str) -> bool:
    """Return whether a month that stands alone is the month: "May" and "March" have their capitals, names have none."""
    parts = match.groupdict()
    named = parts.get("named")
    if named in ("may", "march", "mar") and text[match.start("named")].islower() and not parts.get("of"):
        return False
    if parts.get("numbers"):
        day, month, _ = parts["numbers"].split(parts["sign"])
        return 1 <= int(day) <= 31 and 1 <= int(month) <= 12
    return True


def _is_past(match: re.Match[str]) -> bool:
    """Return whether a time lies in what the sentence tells, not in what it asks for."""
    lowered = match.string
    start = max(lowered.rfind(sign, 0, match.start()) for sign in (". ", "; ", "\n")) + 1
    before = lowered[start : match.start()]
    if _WENT_ON.match(lowered, match.end()):
        return True
    ahead, comma = _LAST_AHEAD.match(before), before.rfind(", ")
    told_from = max(ahead.start("asked"), comma) if ahead else max(0, comma - _ASIDE)
    return _PAST.search(before, told_from) is not None


_ASIDE = 40
"""How far before the comma what is told may stand, where nothing has been asked for yet."""


def _apart(found: list[Deadline]) -> list[Deadline]:
    """Return deadlines that do not overlap: of two that do, the one with a day, or else the longer."""
    kept: list[Deadline] = []
    for one in sorted(found, key=lambda one: (one.due is None, one.span[0] - one.span[1])):
        if all(one.span[1] <= other.span[0] or one.span[0] >= other.span[1] for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.span)
