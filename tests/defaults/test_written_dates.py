from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.defaults.written_dates import periods_in

MARCH_3 = (date(2024, 3, 3),) * 2


@pytest.mark.parametrize(
    "text",
    [
        "3/3/2024",
        "03/03/24",
        "3.3.2024",
        "3-3-24",
        "2024-03-03",
        "3 March 2024",
        "3rd March 2024",
        "3rd of March, 2024",
        "3 MAR 2024",
        "3 Mar. 2024",
    ],
)
@pytest.mark.parametrize("around", ["{}", "visit of {}.", "({})", "{}; supervision", "seen {}, alone"])
def test_a_day_is_read_however_it_is_written(text, around):
    assert periods_in(around.format(text)) == (MARCH_3,)


def test_a_month_with_its_year_is_the_whole_month():
    assert periods_in("supervision in February 2024") == ((date(2024, 2, 1), date(2024, 2, 29)),)


@pytest.mark.parametrize(
    "text",
    [
        "31/02/2024",
        "13/13/2024",
        "30 February 2024",
        "3 March",
        "March",
        "in 2024",
        "summary 2024",
        "Marching 1234567",
        "1/2/3/2024",
        "24 of 2024",
        "PR-2024-02",
        "version 1.2.3",
        "0-3-5",
    ],
)
def test_what_is_no_day_of_the_calendar_is_no_date(text):
    assert periods_in(text) == ()


def test_every_date_of_a_sentence_is_found():
    found = periods_in("Visits of 3/1/24 and 10/1/24, plan of 5 May 2023, and supervision in June 2023")
    assert sorted(first for first, _ in found) == [
        date(2023, 5, 5),
        date(2023, 6, 1),
        date(2024, 1, 3),
        date(2024, 1, 10),
    ]


@given(
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    st.sampled_from(["%d/%m/%Y", "%d %B %Y", "%Y-%m-%d", "%d.%m.%y"]),
)
def test_any_day_written_out_is_read_back(day, style):
    assert periods_in(f"on {day.strftime(style)}, alone") == ((day, day),)


@given(st.text(alphabet=st.sampled_from("0123456789/.- marchfeb,of\n")))
def test_any_text_can_be_looked_at(text):
    assert all(first <= last for first, last in periods_in(text))
