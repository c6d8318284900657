"""What is a deadline, what day it is, and what only looks like one."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework import check_smart

MONDAY = date(2024, 2, 12)


def read(text, today=MONDAY):
    return check_smart(text, today=today)


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("by 31 March 2024", date(2024, 3, 31)),
        ("by 31st of March 2024", date(2024, 3, 31)),
        ("by the 5th March", date(2024, 3, 5)),
        ("by 5 January", date(2025, 1, 5)),
        ("by 03/04/2024", date(2024, 4, 3)),
        ("by 3.4.24", date(2024, 4, 3)),
        ("by 2024-04-03", date(2024, 4, 3)),
        ("before 1 May 2024", date(2024, 4, 30)),
        ("no later than 15 April 2024", date(2024, 4, 15)),
        ("by noon on 3 May 2024", date(2024, 5, 3)),
        ("by the end of February 2028", date(2028, 2, 29)),
        ("by end of March", date(2024, 3, 31)),
        ("by the end of May", date(2024, 5, 31)),
        ("by mid-March", date(2024, 3, 15)),
        ("by the start of May", date(2024, 5, 1)),
        ("by the first week of June", date(2024, 6, 7)),
        ("w/c 8 April 2024", date(2024, 4, 8)),
        ("by Friday 12 April", date(2024, 4, 12)),
        ("by Friday", date(2024, 2, 16)),
        ("by the end of the week", date(2024, 2, 16)),
        ("by the end of next month", date(2024, 3, 31)),
        ("by the end of the financial year", date(2024, 3, 31)),
        ("within 10 working days", date(2024, 2, 26)),
        ("within six weeks", date(2024, 3, 25)),
        ("within 72 hours", date(2024, 2, 15)),
        ("within a fortnight", date(2024, 2, 26)),
        ("within one month", date(2024, 3, 12)),
        ("in the next 14 days", date(2024, 2, 26)),
        ("in six weeks' time", date(2024, 3, 25)),
        ("within 3 weeks of 1 March 2024", date(2024, 3, 22)),
        ("six weeks from today", date(2024, 3, 25)),
        ("today", MONDAY),
        ("by tomorrow", date(2024, 2, 13)),
    ],
)
def test_a_time_that_can_be_worked_out_has_its_day(words, due):
    result = read(f"Social worker to write to the school {words}, so that the child has a plan.")
    assert result.due == due
    start, end = result.time_bound.span
    assert result.text[start:end] in f" {words} "


def test_working_days_leave_out_englands_bank_holidays():
    assert read("Reply within 2 working days.", today=date(2024, 3, 28)).due == date(2024, 4, 3)


def test_thirty_one_days_hath_not_every_month():
    assert read("Reply within one month.", today=date(2024, 1, 31)).due == date(2024, 2, 29)


@pytest.mark.parametrize(
    "words",
    [
        "before the next LAC review",
        "by the second review",
        "at the next TAF meeting",
        "before his 18th birthday",
        "before she turns 18",
        "every six months",
        "monthly",
        "once a week",
        "at least every eight weeks",
        "by the summer half term",
        "before Easter",
        "within 48 hours of coming home",
        "no later than 14 days after the conference",
        "within statutory timescales",
        "within 10 school days",
        "by early June",
    ],
)
def test_an_event_a_rhythm_and_a_term_count_and_stay_in_words(words):
    result = read(f"Personal adviser to see the young person {words}.")
    assert result.time_bound.met
    assert result.due is None
    assert "time_bound" not in result.missing


@pytest.mark.parametrize("words", ["by the end of Q2", "by quarter 3", "in the third quarter"])
def test_a_quarter_counts_and_it_is_asked_of_which_year(words):
    part = read(f"Service manager to publish the audit {words}.").time_bound
    assert part.met
    assert "calendar year or of the financial year" in part.prompt


@pytest.mark.parametrize(
    "text",
    [
        "Following the incident on 3 March 2024 the team should look again at the plan.",
        "The child was seen on 12 January 2024 and this should be built on.",
        "As agreed at the meeting on 5 May 2023, practice should change.",
        "Meetings held on 2 May were not minuted and should be.",
        "Since 1 April 2023 there have been seven missing episodes; write a safety plan.",
        "Between April and June 2023 visits were missed; record why.",
        "There were 3 referrals in 12 weeks; write up the pattern.",
        "Young people aged 16 and 17 should be told of their rights.",
        "The family may need help with the move.",
        "May, who is fifteen, should be asked what she thinks.",
        "April and June to go to the parenting course.",
        "Support April and June with contact.",
        "The network of carers within the family should be mapped.",
        "Plans should move on within the child's timescale.",
        "The annual report should cover fostering.",
        "Read section 47, page 12 and paragraphs 31 to 33 again.",
        "Plans must contain timescales.",
        "Write the plan immediately.",
        "Write the plan urgently.",
        "Write the plan ASAP.",
        "Hold regular supervision.",
        "Visits should be timely.",
        "The plan dated 4 May 2023 should be rewritten.",
        "Find a home within 20 miles of the school.",
        "Record the child's daily life in care.",
        "Say in the plan who does what by when.",
        "Pay £50 per week towards travel.",
    ],
)
def test_a_time_in_passing_is_no_deadline(text):
    result = read(text)
    assert not result.time_bound.met, result.time_bound
    assert result.due is None
    assert "time_bound" in result.missing


def test_a_time_counted_from_a_day_that_is_not_known_counts_and_has_none():
    result = read("Reply within six weeks.", today=None)
    assert result.time_bound.met
    assert result.due is None
    assert read("Reply by 5 March.", today=None).due is None


def test_a_day_that_is_not_in_the_calendar_is_no_day():
    assert read("Reply by 31/02/2024.").due is None
    assert read("Reply by 30 February 2024.").due is None


def test_of_two_days_the_later_is_when_all_is_done():
    assert read("Write it by 1 March 2024 and check it by 5 April 2024.").due == date(2024, 4, 5)


def test_where_it_starts_is_not_when_it_is_due():
    assert read("From 1 April 2024 the team will visit each home, the first by 30 April 2024.").due == date(2024, 4, 30)


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_day_first_however_it_is_written(day):
    for written in (f"{day.day} {day:%B %Y}", f"{day:%d/%m/%Y}", f"{day:%d.%m.%y}", f"{day:%A} {day.day} {day:%b %Y}"):
        assert read(f"Write to the family by {written}.").due == day


@given(st.text(max_size=200))
def test_no_text_breaks_it(text):
    result = read(text)
    assert isinstance(str(result), str)
    assert len(result._repr_html_()) > 0
