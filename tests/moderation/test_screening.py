from __future__ import annotations

import pytest

import qaframework as qa
from qaframework.moderation.screening import is_age_band, scales_of, screen_for, texts_of

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
