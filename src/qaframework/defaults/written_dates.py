"""Dates as people in England write them inside a sentence: day first."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

Period = tuple[date, date]
"""The first and the last day that a written date may mean: one day, or a month."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# A plain set of digits at the front, and no \d, is what makes the search fast.
_NUMBERS = re.compile(r"[0-9][0-9]{0,3}(?P<sign>[/.-])\d{1,2}(?P=sign)\d{2,4}(?![\w/]|[.-]\d)")
_YEAR = re.compile(r"[0-9][0-9]{3}(?![\w/]|[.-]\d)")
_BEFORE_YEAR = re.compile(
    rf"(?<!\w)(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?,?\s+$",
    re.IGNORECASE,
)
_LONGEST = len("30th of September, ") + 4


def periods_in(text: str) -> tuple[Period, ...]:
    """Return the dates a text mentions; a month with its year is the whole month.

    What is no day of the calendar is left out, and so is a day without a year.

    >>> [f"{first} to {last}" for first, last in periods_in("Seen 3/2/24; supervised in January 2024")]
    ['2024-02-03 to 2024-02-03', '2024-01-01 to 2024-01-31']
    """
    return (*_in_numbers(text), *_in_words(text))


def _in_numbers(text: str) -> Iterator[Period]:
    for found in _NUMBERS.finditer(text):
        before = text[found.start() - 1] if found.start() else " "
        parts = found[0].split(found["sign"])
        if before.isalnum() or before in "_./-":
            continue
        year, month, day = parts if len(parts[0]) == 4 else reversed(parts)
        with suppress(ValueError):
            yield (date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day)),) * 2


def _in_words(text: str) -> Iterator[Period]:
    for found in _YEAR.finditer(text):
        named = _BEFORE_YEAR.search(text[max(0, found.start() - _LONGEST) : found.start()])
        if named is None:
            continue
        year, month = int(found[0]), _MONTHS.index(named["month"].casefold()) + 1
        with suppress(ValueError):
            if named["day"]:
                yield (date(year, month, int(named["day"])),) * 2
            else:
                yield date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
