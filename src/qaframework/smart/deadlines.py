"""Deadlines as people in England write them, told apart from the dates and numbers a sentence mentions in passing.

What makes a deadline is the grammar around it ("by", "within", "before", "every"), so each pattern here is a small
sentence part, and what follows it decides what day it is. Only what can be worked out has a day: a day of the calendar,
a month, a number of days from the day the recommendation was made. An event ("before the next review"), a frequency, a
school term or a birthday stays in the words it was written in, for people to put a day to.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date, timedelta
from typing import Literal

import attrs

from qaframework.smart.words import these
from qaframework.working_days import working_days_after

Kind = Literal["day", "event", "frequency", "period", "standard", "quarter"]
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


_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NUMBERS = {
    word: number
    for number, words in enumerate(
        [
            "a an one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
        ],
        1,
    )
    for word in words.split()
} | {"twenty": 20, "thirty": 30, "sixty": 60, "ninety": 90, "twenty-four": 24, "forty-eight": 48, "seventy-two": 72}

MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tues?|wed|thu(?:rs)?|fri)\b"
YEAR = r"(?:20\d\d)\b"
COUNT = rf"(?:\d{{1,3}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
UNIT = r"(?:hour|day|week|fortnight|month|year|term)s?\b"
_KIND_OF_DAY = r"(?:(?:working|business|calendar|school|clear|full)[ -])?"

# Month and day in words, ISO, or day first in numbers. A month without a day is written with a capital (see _names).
DAY = (
    rf"(?:(?:{WEEKDAY},?\s+)?(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{MONTH})"
    rf"(?:,?\s+(?P<year>{YEAR}|'?\d\d\b))?"
    rf"|(?P<month2>{MONTH})\s+(?P<day2>\d{{1,2}})(?:st|nd|rd|th)?\b(?!\s*(?:per|%|child|case|of))(?:,?\s+(?P<year2>{YEAR}))?"
    r"|(?P<iso>20\d\d-\d\d-\d\d)(?!\d)"
    r"|(?:the\s+)?(?P<numbers>\d{1,2}(?P<sign>[/.-])\d{1,2}(?P=sign)(?:20)?\d\d)(?![\d/]))"
)
MONTH_ALONE = rf"(?P<named>{MONTH})(?:\s+(?P<of>{YEAR}|'?\d\d\b))?(?!\w|\s+\d)"

_EVENT_WORDS = (
    r"(?:(?:lac|cla|cin|cp|cic|chin|eh|taf|tac|pep|ehcp?|iro|mid-?way|six-month|looked[- ]after|child(?:ren)?(?:'s)?"
    r"|in|care|need|protection|annual|initial|statutory|permanence|planning|pathway|plan|professionals'?|network"
    r"|strategy|core|group|team|legal|gateway|supervision|management|home|placement|family|school|conference|case"
    r"|court|directorate|multi-agency|board|governance|partnership|scrutiny|committee|review|meeting|support"
    r"|monthly|quarterly|contact|and|or|around|the|&|with|their|his|her)\s+){0,5}?"
)
_EVENT = (
    r"(?:reviews?|conferences?|core groups?|meetings?|supervisions?|panels?|hearings?|visits?|sessions?|birthdays?"
    r"|appointments?|placement moves?|transitions?|discharges?|court dates?|proceedings|rcpc|icpc|lac|audits?|cycle"
    r"|inspections?|handovers?|contacts?|boards?|committees?|tenanc(?:y|ies)|moves?|exams?|gcses)\b"
)
_TERM = (
    r"(?:(?:(?:autumn|spring|summer|winter|christmas|easter|october|february|may|next|this|current|coming|school|half"
    r"|academic|financial)[ -])+(?:half[ -]terms?|terms?|holidays?|break|year)|half[ -]term|christmas|easter"
    r"|(?:the )?(?:school )?holidays)\b"
)
_BY = (
    r"(?:by|before|until|till|no later than|not later than|on or before|prior to|ahead of|in time for|due(?: on| by)?"
    r"|deadline(?: is| of|:)?|w/e|week ending|up to|latest)"
)
_WEEK_OF = r"(?:w/c|w/b|wc|week commencing|week beginning|week of|week starting)"
_END = r"(?:the )?(?:very )?(?P<part>end of|end|start of|beginning of|middle of|mid[ -]|early|late)(?: the)?"
_PAST = re.compile(
    r"\b(?:was|were|had|did|(?:has|have) (?:been|had|not|\w+ed)|following|(?<!looked )after|since|happened|occurred"
    r"|took place|dated|incident"
    r"|as at|as of|previous|last|earlier|born|aged"
    r"|(?<!\bis )(?<!\bare )(?<!\bbe )(?:raised|identified|received|reported|recorded|seen|written|made"
    r"|agreed|held|sent|met|took|moved))\b"
)
_AHEAD = re.compile(r"\b(?:to|will|should|must|shall|need|needs|proposed|ensure|due|next|can)\b")


_DAY_ALONE = re.compile(DAY, re.IGNORECASE)
_FROM_NOW = re.compile(r"\b(?:today|now|this|receipt of this)\b", re.IGNORECASE)
_WENT_ON = re.compile(r"\s*(?:[a-z]+ )?(?:was|were|had|did)\b")


@attrs.frozen
class _Pattern:
    """One way to write a deadline.

    Attributes:
        starts: the words it can begin with; "0" for any number.
        triggers: words of which the text must hold one before the pattern is tried: what keeps a long file fast.
        read: what day a match means, where that can be worked out.
        weak: whether it can also be a time in the past, so that the words before it are looked at.
        last: whether the day is an end, not a beginning.
        only, unless: what must, and what must not, stand before it.
    """

    kind: Kind
    starts: frozenset[str]
    triggers: frozenset[str]
    match: re.Pattern[str]
    read: Callable[[re.Match[str], date | None], date | None] | None = None
    weak: bool = False
    last: bool = True
    only: re.Pattern[str] | None = None
    unless: re.Pattern[str] | None = None


def _number(word: str) -> int:
    word = word.lower()
    return int(word) if word.isdigit() else _NUMBERS.get(word, 0)


def _month(word: str) -> int:
    return _MONTHS.index(word[:3].lower()) + 1


def _year(word: str | None) -> int | None:
    if not word:
        return None
    digits = word.lstrip("'")
    return int(digits) + (2000 if len(digits) == 2 else 0)


def _last_of(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _next(month: int, day: int, base: date | None) -> date | None:
    """Return the next day of the calendar with this month and day, counted from a day."""
    if base is None:
        return None
    this_year = _safe(base.year, month, day)
    return this_year if this_year and this_year >= base else _safe(base.year + 1, month, day)


def _safe(year: int, month: int, day: int) -> date | None:
    with suppress(ValueError):
        return date(year, month, day)
    return None


def _day_of(found: re.Match[str], base: date | None) -> date | None:
    """Return the day a written date means, day first; the next one where it has no year."""
    if found["iso"]:
        return _safe(*map(int, found["iso"].split("-")))
    if found["numbers"]:
        day, month, year = found["numbers"].split(found["sign"])
        return _safe(_year(year) or 0, int(month), int(day))
    month, day = _month(found["month"] or found["month2"]), int(found["day"] or found["day2"])
    given = _year(found["year"] or found["year2"])
    return _safe(given, month, day) if given else _next(month, day, base)


def _by_day(found: re.Match[str], base: date | None) -> date | None:
    day = _day_of(found, base)
    strictly = found["anchor"].lower() in ("before", "prior to", "ahead of")
    return day - timedelta(days=1) if day and strictly else day


def _month_end(found: re.Match[str], base: date | None) -> date | None:
    """Return the day meant by a month alone: its last one, or the part of it that is named."""
    parts = found.groupdict()
    month, part = _month(found["named"]), (parts.get("part") or "end of").lower()
    strictly = (parts.get("anchor") or "").lower() in ("before", "prior to", "ahead of")
    year = _year(found["of"])
    if year is None:
        if base is None:
            return None
        year = base.year + (month < base.month)
    if part in ("start of", "beginning of"):
        return date(year, month, 1)
    if part in ("middle of", "mid ", "mid-"):
        return date(year, month, 15)
    if part in ("early", "late"):
        return None
    if strictly and not parts.get("part"):
        return date(year, month, 1) - timedelta(days=1)
    return _last_of(year, month)


def _month_start(found: re.Match[str], base: date | None) -> date | None:
    year = _year(found["of"]) or (base.year + (_month(found["named"]) < base.month) if base else None)
    return date(year, _month(found["named"]), 1) if year else None


def _first_week(found: re.Match[str], base: date | None) -> date | None:
    """Return the last day of a numbered week of a month: days 1 to 7 are its first."""
    start = _month_start(found, base)
    if start is None:
        return None
    if found["week"].lower() == "last":
        return _last_of(start.year, start.month)
    place = ("first", "second", "third", "fourth").index(found["week"].lower())
    return start + timedelta(days=7 * place + 6)


def _after(found: re.Match[str], base: date | None) -> date | None:
    """Return the day that lies a written length of time after another."""
    parts = found.groupdict()
    anchored = parts.get("anchored")
    if anchored and (day := _DAY_ALONE.search(anchored)):
        base = _day_of(day, base)
    elif anchored and not _FROM_NOW.search(anchored):
        return None
    if base is None:
        return None
    kind = (parts.get("sort") or "").lower()
    if "school" in kind:
        return None
    return _add(
        base,
        _number(parts.get("count") or "one"),
        found["unit"].lower().rstrip("s"),
        "working" in kind or "business" in kind,
    )


def _add(base: date, count: int, unit: str, working: bool) -> date | None:
    if not count:
        return None
    if working and unit == "day":
        return working_days_after(base, count)
    if unit in ("month", "year"):
        months = base.month - 1 + count * (12 if unit == "year" else 1)
        year, month = base.year + months // 12, months % 12 + 1
        return date(year, month, min(base.day, calendar.monthrange(year, month)[1]))
    days = {"hour": -(-count // 24), "day": count, "week": 7 * count, "fortnight": 14 * count}.get(unit)
    return base + timedelta(days=days) if days else None


def _end_of_named(found: re.Match[str], base: date | None) -> date | None:
    """Return the end of this or the next week, month or year; a week ends on its Friday."""
    if base is None:
        return None
    on = (found["which"] or "").lower() in ("next", "following", "coming")
    unit = found["unit"].lower()
    if unit == "day":
        return base + timedelta(days=on)
    if unit in ("week", "working week"):
        return base + timedelta(days=(4 - base.weekday()) % 7 + 7 * on)
    if unit == "month":
        month = base.month % 12 + 1 if on else base.month
        return _last_of(base.year + (on and base.month == 12), month)
    if unit == "financial year":
        return date(base.year + (base.month > 3) + on, 3, 31)
    return date(base.year + on, 12, 31) if unit == "calendar year" else None


def _weekday(found: re.Match[str], base: date | None) -> date | None:
    """Return the next such weekday after a day; "next Friday" can mean either of two, so it has no day."""
    if base is None or found["which"]:
        return None
    wanted = _WEEKDAYS.index(found["weekday"][:3].lower())
    return base + timedelta(days=(wanted - base.weekday() - 1) % 7 + 1)


def _today(found: re.Match[str], base: date | None) -> date | None:
    return base and base + timedelta(days=found[0].lower().endswith("tomorrow"))


def _year_end(found: re.Match[str], base: date | None) -> date | None:
    return date(int(found[0][-4:]), 12, 31) if " end of " in found[0].lower() else None


_DAYS_OF_WEEK = "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri"
_OFTEN = frozenset(
    "quarter annually fortnightly quarterly termly yearly monthly weekly biannually daily annual terms january april"
    f" september {_DAYS_OF_WEEK}".split()
)
_MONTH_WORDS = these(
    "jan january feb february mar march apr april may june jun july jul aug august sep sept september oct"
    " october nov november dec december may's march's april's june's"
)
_UNITS = frozenset(
    f"{unit}{ending}"
    for unit in ("hour", "day", "week", "fortnight", "month", "year", "term")
    for ending in ("", "s", "'s", "s'", "'")
)
_EVENT_TRIGGERS = these(
    "review reviews conference conferences group groups meeting meetings supervision supervisions panel panels"
    " hearing hearings visit visits session sessions birthday birthdays appointment move moves transition"
    " transitions discharge proceedings rcpc icpc lac audit audits cycle inspection contact contacts board"
    " committee tenancy exams gcses handover"
)
_NOT_A_PERSON = (
    r"(?=\s*(?:$|[,.;:)\]]|(?:and(?!\s+(?:april|june|may|august)\b)|so|to|with|in order|at the latest|when|or|then|for"
    r"|-)\s))"
)
_STOP = r"(?![\w'])"
_BY_WORDS = "by before until till no not on prior ahead in due deadline w week up latest"
_IN_WORDS = "in during for over across within at by before until on from this"
_FROM_HERE = (
    r"(?:^|[.;]\s+|\b(?:start(?:s|ing|ed)?|begin(?:s|ning)?|force|effect(?:ive)?|live|visits?|month|week"
    r"|track(?:ed|ing)?|implemented|introduced|available)\s+)$"
)
_NEXT_DATE = frozenset((*_MONTH_WORDS, "0"))
_CLOSE = r"(?:(?:close of business|cob|noon|\d\d?(?:[:.]\d\d)?\s?[ap]m|midday|(?:the )?end of)(?: on)?,?\s+)?"
_TIMESCALES = these(
    "timescale timescales timeframe timeframes frame frames scale scales limit limits timeline timelines"
    " deadline deadlines timing timings period periods"
)


def _pattern(
    kind: Kind,
    starts: str,
    triggers: frozenset[str],
    pattern: str,
    read: Callable[[re.Match[str], date | None], date | None] | None = None,
    *,
    weak: bool = True,
    last: bool = True,
    only: str = "",
    unless: str = "",
) -> _Pattern:
    return _Pattern(
        kind=kind,
        starts=frozenset(starts.split()),
        triggers=triggers,
        match=re.compile(pattern, re.IGNORECASE),
        read=read,
        weak=weak,
        last=last,
        only=re.compile(only, re.IGNORECASE) if only else None,
        unless=re.compile(unless, re.IGNORECASE) if unless else None,
    )


_PATTERNS: tuple[_Pattern, ...] = (
    # A day of the calendar.
    _pattern(
        "day", _BY_WORDS, _NEXT_DATE, rf"(?P<anchor>{_BY})(?: the)?(?: latest)?:?\s+{_CLOSE}{DAY}", _by_day, weak=False
    ),
    _pattern("day", "w wc week", _NEXT_DATE, rf"{_WEEK_OF}:?\s+{DAY}", _day_of, weak=False),
    _pattern("day", "on for at in during", _NEXT_DATE, rf"(?:on|for|at|in|during)\s+(?:the\s+)?{DAY}", _day_of),
    _pattern("day", "0", _NEXT_DATE, DAY, _day_of, only=r"[-:(,]\s*$"),
    _pattern("day", " ".join(_MONTH_WORDS), _NEXT_DATE, DAY, _day_of, only=r"[-:(,]\s*$"),
    _pattern("day", _DAYS_OF_WEEK, _NEXT_DATE, DAY, _day_of),
    _pattern("day", "from", _NEXT_DATE, rf"from\s+{DAY}", _day_of, last=False, only=_FROM_HERE),
    # A month, or a part of one.
    _pattern(
        "day",
        _BY_WORDS + " during for over at within",
        _MONTH_WORDS,
        rf"(?P<anchor>{_BY}|in|during|for|over|at|within)\s+(?:the\s+)?{_END}\s*{MONTH_ALONE}",
        _month_end,
        weak=False,
    ),
    _pattern(
        "day",
        _BY_WORDS + " during within",
        _MONTH_WORDS,
        rf"(?:{_BY}|in|during|within)\s+(?:the\s+)?(?P<week>first|second|third|fourth|last)\s+week\s+(?:of|in)\s+"
        rf"{MONTH_ALONE}",
        _first_week,
        weak=False,
    ),
    _pattern(
        "day", _BY_WORDS, _MONTH_WORDS, rf"(?P<anchor>{_BY})\s+{MONTH_ALONE}{_NOT_A_PERSON}", _month_end, weak=False
    ),
    _pattern("day", "in during", _MONTH_WORDS, rf"(?:in|during)\s+{MONTH_ALONE}{_NOT_A_PERSON}", _month_end),
    _pattern("day", "from", _MONTH_WORDS, rf"from\s+{MONTH_ALONE}", _month_start, last=False, only=_FROM_HERE),
    _pattern(
        "day",
        "by in early late before at",
        frozenset("0"),
        rf"(?:by|in|before|at) (?:the )?(?:end of |start of |beginning of |early |mid-?|late )(?:{YEAR})",
        _year_end,
    ),
    # So long after something.
    _pattern(
        "day",
        "within inside in no not",
        _UNITS,
        rf"(?:within|inside|in no more than|no later than|not later than|in under|in less than)\s+(?:the\s+)?"
        rf"(?:next|first|following|coming)?\s*(?:(?P<count>{COUNT})\s+)?(?:more\s+)?(?P<sort>{_KIND_OF_DAY})"
        rf"(?P<unit>{UNIT})(?:'s?)?(?:\s+time)?{_STOP}"
        rf"(?P<anchored>\s+(?:of|after|from|before|following|prior)\b(?:\s+[^\s,;]+){{0,4}})?",
        _after,
    ),
    _pattern(
        "day",
        "in over during across for",
        _UNITS,
        rf"(?:in|over|during|across|for)\s+the\s+(?:next|coming|following)\s+(?:(?P<count>{COUNT})\s+)?"
        rf"(?P<sort>{_KIND_OF_DAY})(?P<unit>{UNIT}){_STOP}",
        _after,
        weak=False,
    ),
    _pattern(
        "day",
        "in",
        _UNITS,
        rf"in\s+(?P<count>{COUNT})\s+(?P<sort>{_KIND_OF_DAY})(?P<unit>{UNIT})(?:'s?)?(?:\s+time\b|(?=\s*(?:[.,;)]|$)))",
        _after,
        unless=r"\b\d+\s+\w+(?:\s+\w+)?\s*$",
    ),
    _pattern(
        "day",
        "0 " + " ".join(_NUMBERS),
        _UNITS,
        rf"(?P<count>{COUNT})\s+(?P<sort>{_KIND_OF_DAY})(?P<unit>{UNIT})\s+from\s+"
        r"(?:today|now|the date|this|receipt)\b",
        _after,
    ),
    _pattern(
        "event",
        "0 " + " ".join(_NUMBERS),
        _UNITS,
        rf"{COUNT}\s+{_KIND_OF_DAY}{UNIT}\s+(?:before|after|following|prior to|ahead of)\b",
        unless=r"\bthe\s*$",
    ),
    _pattern(
        "period",
        "for",
        _UNITS,
        rf"for\s+(?:a\s+(?:further\s+)?period\s+of\s+|at\s+least\s+|the\s+next\s+|a\s+minimum\s+of\s+|up\s+to\s+"
        rf"|a\s+further\s+)+(?:at\s+least\s+)?{COUNT}\s+{UNIT}",
    ),
    # The end of this week, next month, Friday, today.
    _pattern("day", "by", _UNITS, r"by (?:the )?(?P<which>next )?(?P<unit>month|week)[ -]end\b", _end_of_named),
    _pattern(
        "day",
        "by before at within until for",
        _UNITS,
        r"(?:by|before|at|within|until|for)\s+(?:the\s+)?(?:end|close) of\s+(?:the\s+|this\s+)?(?:current\s+)?"
        r"(?P<which>next|following|coming)?\s*"
        r"(?P<unit>day|working week|week|month|calendar year|financial year|(?:school |academic )?year)\b",
        _end_of_named,
        weak=False,
    ),
    _pattern(
        "day",
        "by before within during in this next",
        _UNITS,
        r"(?:(?:by|before|within|during|in)\s+)?(?P<which>this|next)\s+(?P<unit>week|month)\b(?!')",
        _end_of_named,
        weak=False,
    ),
    _pattern(
        "day",
        "by before on until this",
        frozenset(_DAYS_OF_WEEK.split()),
        rf"(?:by|before|on|until|this)\s+(?P<which>next|following)?\s*(?P<weekday>{WEEKDAY})(?!\s*\d|\s+the\s+\d|'|s\b)",
        _weekday,
    ),
    _pattern(
        "day",
        "by before today tomorrow",
        these("today tomorrow business cob noon"),
        r"(?:by (?:close of business|cob|noon)|(?:by |before )?(?:today|tomorrow))\b(?!'s)",
        _today,
    ),
    # How often.
    _pattern(
        "frequency",
        "every each",
        _UNITS | _OFTEN,
        rf"(?:every|each)\s+(?:other\s+|second\s+|(?:{COUNT})\s+)?(?:working\s+|school\s+)?(?:hours?|days?|weeks?"
        rf"|fortnight|months?|quarter|years?|half[ -]terms?|terms?|{WEEKDAY}|january|september|april)\b"
        r"(?!\s+(?:group|olds?)\b)",
    ),
    _pattern(
        "frequency",
        "0 once twice one two three four five six",
        _UNITS | _OFTEN,
        r"(?:once|twice|one|two|three|four|five|six|\d+)(?:\s+(?:\w+\s+){0,2}?)?(?:a|an|per|each)\s+"
        r"(?:day|week|fortnight|month|quarter|year|term)\b",
    ),
    _pattern(
        "frequency",
        "annually fortnightly quarterly termly yearly biannually bi twice half two three four five six eight ten twelve"
        " 0"
        " weekly monthly daily on",
        _OFTEN,
        r"(?:annually|fortnightly|quarterly|termly|yearly|bi-?annually|twice[- ]yearly|half[- ]termly"
        r"|(?:(?:two|three|four|five|six|eight|ten|twelve|\d{1,2}|bi)[- ]?)?(?:weekly|monthly)"
        r"|on an? (?:daily|annual) basis|daily(?!\s+(?:\w+\s+)?(?:li[fv]e|lives|living|experiences?|routines?|needs"
        r"|care|world)\b))(?!\w)",
    ),
    _pattern(
        "frequency",
        "annual",
        frozenset(("annual",)),
        r"annual\s+(?:appraisals?|audits?|checks?|assessments?|visits?|health|dental|re-?audits?|updates?|training"
        r"|refreshers?)\b(?!\s+(?:report|review|survey|plan))",
    ),
    _pattern(
        "frequency",
        "at after following on before in during",
        frozenset(("each", "every")),
        rf"(?:at|after|following|on|before|in|during)\s+(?:each|every)\s+{_EVENT_WORDS}{_EVENT}",
        weak=False,
    ),
    # Words for people to put a day to.
    _pattern(
        "quarter",
        _IN_WORDS,
        these("q1 q2 q3 q4 quarter"),
        r"(?:by|before|in|during|within|from|at|until|for|this)\s+(?:the\s+)?(?:(?:start|beginning|end|close)\s+of\s+)?"
        r"(?:the\s+)?(?:q[1-4]\b|quarter\s+(?:[1-4]|one|two|three|four)\b"
        r"|(?:first|second|third|fourth|last|final|next|this|coming|current)\s+quarter\b|quarter\b)"
        rf"(?:\s*(?:of\s+)?(?:{YEAR}(?:[/-]\d\d)?))?",
        weak=False,
    ),
    _pattern(
        "standard",
        "within in to meet meets meeting met into against",
        _TIMESCALES,
        r"(?:within|in|to|meets?|meeting|met|into|against)\s+(?:(?:the|all|their|its)\s+)?(?:(?:required|statutory"
        r"|prescribed|specific|specified|agreed|set|legal|expected|national|mandated|mandatory|stated|local|procedural"
        r"|court|legally|defined)\s+)+(?:(?:required|statutory|visiting|review)\s+)?"
        r"(?:time[- ]?(?:scale|frame|limit|line)s?|deadlines?|timings?|periods?)\b",
        weak=False,
    ),
    _pattern(
        "event",
        "in before by during at this",
        _MONTH_WORDS,
        rf"(?:in|before|by|during|at|this)\s+{MONTH}'s\s+{_EVENT_WORDS}{_EVENT}",
    ),
    _pattern(
        "event",
        "by before at in for until to prior ahead on following during",
        these("next second first third forthcoming upcoming coming scheduled final"),
        rf"(?:by|before|at|in|for|until|to|prior to|ahead of|on|following|during|in time for)\s+"
        rf"(?:(?:the|his|her|their|its|our|a|any|an)\s+)?(?:child(?:ren)?'s\s+|young (?:person|people)'s\s+)?"
        rf"(?:very\s+)?"
        rf"(?:next|second|first|third|forthcoming|upcoming|coming|scheduled|final)\s+{_EVENT_WORDS}{_EVENT}",
    ),
    _pattern(
        "event",
        "by before prior ahead in until",
        _EVENT_TRIGGERS,
        rf"(?:by|before|prior to|ahead of|in time for|until)\s+(?:(?:the|his|her|their|its|our|a|any|an|each|every"
        rf"|\w+(?:'s|s'))\s+)*{_EVENT_WORDS}{_EVENT}(?!\s+(?:chairs?|members?|managers?|officers?|workers?|team))",
    ),
    _pattern(
        "event",
        "by before until on at prior ahead in after",
        frozenset(("birthday", "birthdays")),
        r"(?:by|before|until|on|at|prior to|ahead of|in time for|after)\s+(?:\S+\s+){0,4}?(?:\d{1,2}(?:st|nd|rd|th)"
        r"|eighteenth|sixteenth|seventeenth|twenty-first|twenty-fifth|next)\s+birthday\b",
    ),
    _pattern(
        "event",
        "by before until prior when",
        these("14 15 16 17 18 19 20 21 22 23 24 25 sixteen seventeen eighteen twenty twenty-one"),
        r"(?:by|before|until|prior to|when)\s+(?:(?:the|their|his|her)\s+)?(?:\w+\s+){0,3}?(?:(?:turn(?:s|ing)?"
        r"|reach(?:es|ing)?|becom(?:es?|ing)|is|are)\s+(?:the\s+age\s+of\s+)?|age(?:d)?\s+(?:of\s+)?)"
        r"(?:1[4-9]|2[0-5]|sixteen|seventeen|eighteen|twenty[ -]one|twenty[ -]five)\b",
    ),
    _pattern(
        "period",
        _IN_WORDS + " next",
        these("term terms holidays holiday christmas easter year break"),
        rf"(?:by|before|until|during|over|in|at|within|from|for|this|across|next)\s+(?:the\s+)?(?:(?:end|start|beginning"
        rf"|middle|close)\s+of\s+)?(?:the\s+)?(?:this\s+|next\s+|coming\s+|current\s+)?{_TERM}(?:\s+{YEAR})?",
    ),
    _pattern(
        "period",
        "by until over during across in",
        these("summer autumn winter spring"),
        rf"(?:by|until|over|during|across|in)\s+(?:the\s+)?(?:summer|autumn|winter|spring)(?:\s+(?:of\s+)?{YEAR})?"
        r"(?=\s*(?:$|[.,;)]|and\b|so\b|with\b))",
    ),
)
_TRIGGERS = frozenset().union(*(pattern.triggers for pattern in _PATTERNS)) - {"0"}
_Starting = tuple[frozenset[str], tuple[_Pattern, ...]]


def _starting(word: str) -> _Starting:
    """Return the patterns that can begin with a word, and all the words that any of them asks for."""
    patterns = tuple(pattern for pattern in _PATTERNS if word in pattern.starts)
    return frozenset().union(*(pattern.triggers for pattern in patterns)), patterns


_STARTING: dict[str, _Starting] = {
    word: _starting(word) for word in frozenset().union(*(pattern.starts for pattern in _PATTERNS))
}
_NONE: _Starting = (frozenset(), ())
_NUMERIC = re.compile(r"[0-9](?:[/.-][0-9]|(?<=2)0\d\d\b)")


def deadlines_in(
    text: str,
    lowered: str,
    tokens: list[re.Match[str]],
    order: list[str],
    words: frozenset[str],
    base: date | None,
) -> list[Deadline]:
    """Return the times a text sets, in the order they stand.

    Args:
        text: the text, its curly apostrophes and dashes made plain.
        lowered: the same in lower case.
        tokens, order: where its words stand, and the words themselves, in lower case.
        words: the same words as a set.
        base: the day from which "within six weeks" is counted and dates without a year are looked for.
    """
    if "-" in lowered:
        words = words.union(*(word.split("-") for word in words if "-" in word))
    words = words & _TRIGGERS
    if _NUMERIC.search(lowered):
        words |= {"0"}
    if not words:
        return []
    found: list[Deadline] = []
    known = _STARTING
    for place, word in enumerate(order):
        if word in known:
            triggers, patterns = known[word]
        elif word[0] in "0123456789":
            triggers, patterns = known["0"]
        elif "-" in word:
            triggers, patterns = known.get(word.partition("-")[0], _NONE)
        else:
            continue
        if triggers.isdisjoint(words):
            continue
        for pattern in patterns:
            if not pattern.triggers.isdisjoint(words):
                match = pattern.match.match(text, tokens[place].start())
                if match:
                    found += _read(pattern, match, lowered, base)
    return _apart(found) if len(found) > 1 else found


def _read(pattern: _Pattern, match: re.Match[str], lowered: str, base: date | None) -> Iterator[Deadline]:
    before = lowered[: match.start()]
    if not _is_calendar(match) or (pattern.weak and _is_past(lowered, match)):
        return
    if (pattern.only and not pattern.only.search(before)) or (pattern.unless and pattern.unless.search(before)):
        return
    due = pattern.read(match, base) if pattern.read else None
    if pattern.weak and pattern.kind == "day" and due and base and due < base:
        return
    yield Deadline(pattern.kind, _trimmed(match), due, pattern.last, pattern.read in (_by_day, _day_of))


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
    return told > asked and told > comma - _ASIDE * (asked < 0)


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
