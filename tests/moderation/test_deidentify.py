from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.moderation.deidentify import (
    LEAST_WEEKS,
    MOST_WEEKS,
    is_age_band,
    moved_text,
    pseudonym,
    scales_of,
    screen_for,
    texts_of,
    weeks_moved,
)

KEY = b"a key for tests, thirty-two long"
NEAR = date(2024, 2, 9)
YEAR = qa.from_rows(
    children=[{"id": "KID-7", "family": "FAM-3"}],
    people=[{"id": "W07", "organisation": "Borough of Nowhere"}, {"id": "M"}],
    reviews=[
        {
            "id": "R-12",
            "activity": "A1",
            "child": "KID-7",
            "reviewer": "P21",
            "worker": "W07",
            "completed_on": "2024-02-01",
            "overall": "Good",
            "domain.RISK": "RI",
        }
    ],
)
SCALES = {scale for review in YEAR.reviews for scale in scales_of(review)}
SCREEN = screen_for(YEAR, SCALES, names=["Zebedee", "Elm House"])


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


# -- the screen --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NHS number 943 476 5919", "NHS number"),
        ("pupil P207000016049", "unique pupil number"),
        ("lives at EC2V 7HH", "postcode"),
        ("ring 020 7946 0958", "telephone number"),
        ("write to someone.else@example.org.uk", "e-mail address"),
        ("DOB 3/3/2015", "date of birth"),
        ("Mrs Luna came", "name with a title"),
        ("as KID-7 said", "the code of a child, a family, a person or a review"),
        ("the family FAM-3", "the code of a child, a family, a person or a review"),
        ("as kid-7 said", "the code of a child, a family, a person or a review"),
        ("W07 visited", "the code of a child, a family, a person or a review"),
        ("P21 noted", "the code of a child, a family, a person or a review"),
        ("compare R-12", "the code of a child, a family, a person or a review"),
        ("zebedee laughed", "a name on the list, or an organisation"),
        ("at Elm House", "a name on the list, or an organisation"),
        ("the Borough of Nowhere", "a name on the list, or an organisation"),
        ("a 14-year-old", "an exact age"),
        ("aged 9", "an exact age"),
        ("a fourteen-year-old", "an exact age"),
        ("she was six years old", "an exact age"),
        ("an 11-month-old", "an exact age"),
        ("a 15yo", "an exact age"),
        ("This was graded good", "the grade that was given"),
        ("so I judged the work to be Inadequate", "the grade that was given"),
        ("overall, Outstanding", "the grade that was given"),
        ("the plan Requires improvement to be good", "the grade that was given"),
    ],
)
def test_what_points_to_somebody_or_gives_the_grade_away_is_seen(text: str, kind: str) -> None:
    assert kind in SCREEN.kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "Good work was done.",
        "an outstanding question",
        "M stands for",
        "W070",
        "aged care",
        "within 14 days",
        "two years on",
        "the old plan",
        "",
    ],
)
def test_everyday_words_do_not_stop_a_text(text: str) -> None:
    assert SCREEN.kinds(text) == ()


def test_a_year_without_codes_or_scales_can_be_screened() -> None:
    assert screen_for(qa.Programme(), ()).kinds("graded good by W07") == ()


@pytest.mark.parametrize(("text", "band"), [("10-15", True), ("under 5", True), ("18-25", True), ("pre-birth", True)])
def test_a_band_is_told_from_an_age(text: str, band: bool) -> None:
    assert is_age_band(text) is band


@pytest.mark.parametrize("text", ["14", " 9 ", "14 years", "14 years old", "03/03/2010", "2010-03-03"])
def test_an_age_or_a_date_is_no_band(text: str) -> None:
    assert not is_age_band(text)


def test_every_text_a_reader_needs_is_named_by_its_field() -> None:
    year = qa.from_rows(
        reviews=[
            {
                "id": "R1",
                "activity": "A1",
                "reviewer": "P1",
                "child": "C1",
                "completed_on": "2024-02-01",
                "overall": "Good",
                "rationale": "one",
                "voice_note": "two",
                "system_block": " ",
            }
        ],
        judgements=[{"review": "R1", "domain": "RISK", "grade": "Good", "rationale": "three", "evidence": "four"}],
    )
    assert texts_of(year.reviews[0]) == {
        "rationale": "one",
        "voice_note": "two",
        "domain.RISK.rationale": "three",
        "domain.RISK.evidence": "four",
    }
