"""What day a time means, in lower case: day first, counted from a day where it does not say from which."""

from __future__ import annotations

import calendar
import re
from contextlib import suppress
from datetime import date, timedelta

from qaframework.smart.times.words import DAY, MONTHS, NUMBERS, ORDINALS, WEEKDAYS
from qaframework.working_days import working_days_after

_DAY_ALONE = re.compile(DAY)
_FROM_NOW = re.compile(r"\b(?:today|now|this|receipt of this)\b")


def _number(word: str) -> int:
    return int(word) if word.isdigit() else NUMBERS.get(word, 0)


def _month(word: str) -> int:
    return MONTHS.index(word[:3]) + 1


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


def day_of(found: re.Match[str], base: date | None) -> date | None:
    """Return the day a written date means, day first; the next one where it has no year."""
    if found["iso"]:
        return _safe(*map(int, found["iso"].split("-")))
    if found["numbers"]:
        day, month, year = found["numbers"].split(found["sign"])
        return _safe(_year(year) or 0, int(month), int(day))
    month = _month(found["month"] or found["month2"])
    day = ORDINALS[found["ordinal"]] if found["ordinal"] else int(found["day"] or found["day2"])
    given = _year(found["year"] or found["year2"])
    return _safe(given, month, day) if given else _next(month, day, base)


def short_day(found: re.Match[str], base: date | None) -> date | None:
    """Return the next day that is written as day and month in numbers alone: "30/6"."""
    day, month = map(int, found["short"].split("/"))
    return _next(month, day, base)


def by_day(found: re.Match[str], base: date | None) -> date | None:
    """Return the last day on which something is in time: "before 1 May" is the day before it."""
    day = day_of(found, base)
    strictly = found["anchor"] in ("before", "prior to", "ahead of")
    return day - timedelta(days=1) if day and strictly else day


def month_end(found: re.Match[str], base: date | None) -> date | None:
    """Return the day meant by a month alone: its last one, or the part of it that is named."""
    parts = found.groupdict()
    month, part = _month(found["named"]), parts.get("part") or "end of"
    strictly = parts.get("anchor") in ("before", "prior to", "ahead of")
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


def month_start(found: re.Match[str], base: date | None) -> date | None:
    """Return the first day of a month."""
    year = _year(found["of"]) or (base.year + (_month(found["named"]) < base.month) if base else None)
    return date(year, _month(found["named"]), 1) if year else None


def first_week(found: re.Match[str], base: date | None) -> date | None:
    """Return the last day of a numbered week of a month: days 1 to 7 are its first."""
    start = month_start(found, base)
    if start is None:
        return None
    if found["week"] == "last":
        return _last_of(start.year, start.month)
    place = ("first", "second", "third", "fourth").index(found["week"])
    return start + timedelta(days=7 * place + 6)


def after(found: re.Match[str], base: date | None) -> date | None:
    """Return the day that lies a written length of time after another."""
    parts = found.groupdict()
    anchored = parts.get("anchored")
    if anchored and (day := _DAY_ALONE.search(anchored)):
        base = day_of(day, base)
    elif anchored and not _FROM_NOW.search(anchored):
        return None
    if base is None:
        return None
    kind = parts.get("sort") or ""
    if "school" in kind:
        return None
    return _add(
        base,
        _number(parts.get("count") or "one"),
        found["unit"].rstrip("s"),
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


def end_of_named(found: re.Match[str], base: date | None) -> date | None:
    """Return the end of this or the next week, month or year; a week ends on its Friday."""
    if base is None:
        return None
    on = found["which"] in ("next", "following", "coming")
    unit = found["unit"]
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


def weekday(found: re.Match[str], base: date | None) -> date | None:
    """Return the next such weekday after a day; "next Friday" can mean either of two, so it has no day."""
    if base is None or found["which"]:
        return None
    wanted = WEEKDAYS.index(found["weekday"][:3])
    return base + timedelta(days=(wanted - base.weekday() - 1) % 7 + 1)


def today(found: re.Match[str], base: date | None) -> date | None:
    """Return the day itself, or the one after it for "tomorrow"."""
    return base and base + timedelta(days=found[0].endswith("tomorrow"))


def year_end(found: re.Match[str], base: date | None) -> date | None:
    """Return the last day of a year, where its end is meant."""
    return date(int(found["of"]), 12, 31) if "end" in found["part"] else None


def whole_year(found: re.Match[str], base: date | None) -> date | None:
    """Return the last day of a year in which something is to be done."""
    return date(int(found["of"]), 12, 31)


def financial_year(found: re.Match[str], base: date | None) -> date | None:
    """Return the last day of a financial year that is written as two years: 31 March of the second."""
    return date(2000 + int(found["ending"][-2:]), 3, 31)
