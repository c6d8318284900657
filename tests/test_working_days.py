from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.working_days import is_working_day, working_days_after, working_days_between

DAYS = st.dates(min_value=date(2013, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2024, 2, 9), True),
        (date(2024, 2, 10), False),
        (date(2024, 2, 11), False),
        (date(2024, 3, 29), False),
        (date(2024, 4, 1), False),
        (date(2024, 12, 25), False),
        (date(2022, 12, 27), False),
        (date(2022, 9, 19), False),
        (date(2023, 5, 8), False),
        (date(2024, 1, 2), True),
        (date(2024, 3, 18), True),
    ],
    ids=[
        "Friday",
        "Saturday",
        "Sunday",
        "Good Friday",
        "Easter Monday",
        "Christmas",
        "a substitute day",
        "the Queen's funeral",
        "the coronation",
        "Scotland's second of January",
        "Northern Ireland's St Patrick's day",
    ],
)
def test_weekends_and_the_bank_holidays_of_england_are_days_off(day, working):
    assert is_working_day(day) is working


def test_the_day_itself_does_not_count():
    assert working_days_after(date(2024, 2, 1), 0) == date(2024, 2, 1)
    assert working_days_after(date(2024, 2, 1), 1) == date(2024, 2, 2)
    assert working_days_after(date(2024, 2, 2), 1) == date(2024, 2, 5)
    assert working_days_after(date(2024, 2, 3), 1) == date(2024, 2, 5)


def test_backwards_there_are_none():
    assert working_days_between(date(2024, 2, 9), date(2024, 2, 1)) == 0
    assert working_days_between(date(2024, 2, 9), date(2024, 2, 9)) == 0


@given(DAYS, st.integers(min_value=1, max_value=60))
def test_counting_forward_and_counting_between_agree(start, count):
    end = working_days_after(start, count)
    assert is_working_day(end)
    assert working_days_between(start, end) == count
    assert working_days_between(start, end - timedelta(days=1)) == count - 1
