"""Working days in England: not Saturdays, Sundays or bank holidays."""

from __future__ import annotations

import functools
from collections.abc import Container
from datetime import date, timedelta

_SATURDAY = 5


@functools.cache
def _bank_holidays() -> Container[date]:
    import holidays  # slow to import, and needed only where a rule counts working days

    return holidays.country_holidays("GB", subdiv="ENG")


@functools.lru_cache(maxsize=4096)
def is_working_day(day: date) -> bool:
    """Return whether people in England are at work on a day.

    >>> is_working_day(date(2024, 3, 28)), is_working_day(date(2024, 3, 29))  # Good Friday
    (True, False)
    """
    return day.weekday() < _SATURDAY and day not in _bank_holidays()


@functools.lru_cache(maxsize=65536)
def working_days_after(start: date, count: int) -> date:
    """Return the day that lies a number of working days after another, which itself does not count.

    >>> working_days_after(date(2024, 3, 28), 1)  # over Easter
    datetime.date(2024, 4, 2)
    """
    day = start
    for _ in range(count):
        day += timedelta(days=1)
        while not is_working_day(day):
            day += timedelta(days=1)
    return day


def working_days_between(start: date, end: date) -> int:
    """Return how many working days there are after one day, up to and with another; 0 where the other is not later.

    >>> working_days_between(date(2024, 3, 28), date(2024, 4, 2))
    1
    """
    return sum(is_working_day(start + timedelta(days=step)) for step in range(1, (end - start).days + 1))
