from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.moderation.deidentify import LEAST_WEEKS, MOST_WEEKS, moved_text, pseudonym, weeks_moved

KEY = b"a key for tests, thirty-two long"
NEAR = date(2024, 2, 9)


# -- pseudonyms --------------------------------------------------------------------------------------------------


def test_a_pseudonym_needs_its_key() -> None:
    assert pseudonym(KEY, "review", "R1") == pseudonym(KEY, "review", "R1")
    others = [pseudonym(KEY + b"!", "review", "R1"), pseudonym(KEY, "reading", "R1"), pseudonym(KEY, "review", "R2")]
    assert pseudonym(KEY, "review", "R1") not in others


@given(st.lists(st.text(max_size=6), min_size=2, max_size=20, unique=True))
def test_no_two_names_share_a_pseudonym_however_they_are_cut(names: list[str]) -> None:
    made = {pseudonym(KEY, name, other) for name in names for other in names}
    assert len(made) == len(names) ** 2
    assert all(len(one) == 19 and one.count("-") == 3 for one in made)


@given(st.text())
def test_dates_always_move_back_by_more_than_a_year(child: str) -> None:
    assert -MOST_WEEKS <= weeks_moved(KEY, child) <= -LEAST_WEEKS < -52


def test_children_move_by_different_weeks() -> None:
    moved = {weeks_moved(KEY, f"child {number}") for number in range(1000)}
    assert moved == {*range(-MOST_WEEKS, -LEAST_WEEKS + 1)}


# -- dates in texts ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "moved"),
    [
        ("on 12 September 2023", "on 10 October 2023"),
        ("on 3rd of February 2024", "on 2 March 2024"),
        ("on 3 Feb 2024.", "on 2 Mar 2024."),
        ("on 03/02/2024", "on 02/03/2024"),
        ("on 3/2/24", "on 2/3/24"),
        ("on 3.2.2024.", "on 2.3.2024."),
        ("on 2024-02-03,", "on 2024-03-02,"),
        ("in January 2024", "in February 2024"),
        ("by 5 January", "by 2 February"),
        ("since October.", "since November."),
        ("on 3 Feb. 2024", "on 2 Mar 2024"),
        ("In Jan. it", "In Feb. it"),
        ("in May it", "in June it"),
        ("visits in november 2023", "visits in December 2023"),
    ],
)
def test_a_date_in_a_text_moves_in_the_style_it_is_written(written: str, moved: str) -> None:
    assert moved_text(written, 4, NEAR) == moved


@pytest.mark.parametrize(
    "text",
    [
        "it may be",
        "May we ask?",
        "It stood. March on!",
        "31 February 2024",
        "31/02/2024",
        "marching",
        "decision 3/4",
        "version 1.2.3.4",
        "99/99/9999",
        "0000-00-00",
        "12345678",
        "",
    ],
)
def test_what_is_no_date_stays(text: str) -> None:
    assert moved_text(text, 4, NEAR) == text


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-26, 26).filter(lambda weeks: abs(weeks) >= 4))
def test_no_whole_date_keeps_its_day_and_the_time_between_two_holds(day: date, weeks: int) -> None:
    later = day + timedelta(days=11)
    told = moved_text(f"From {day.day} {day:%B} {day.year} to {later:%d/%m/%Y}, or {day.isoformat()}.", weeks, NEAR)
    shift = timedelta(weeks=weeks)
    assert f"{(day + shift).day} {day + shift:%B} {(day + shift).year}" in told
    assert f"{later + shift:%d/%m/%Y}" in told
    assert (day + shift).isoformat() in told
    assert day.isoformat() not in told


@given(st.text())
def test_any_text_comes_through(text: str) -> None:
    assert isinstance(moved_text(text, -9, NEAR), str)
