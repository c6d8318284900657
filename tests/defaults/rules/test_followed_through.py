from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.followed_through import (
    earlier_recommendations_overdue,
    first_followed_up,
    theme_comes_back,
)

FEBRUARY = {"start": "2024-01-29", "end": "2024-02-09"}
MAY = {"start": "2023-05-01", "end": "2023-05-31"}


def followed(*days, source="R1"):
    updates = [{"on": day} for day in days]
    example = {"activities": FEBRUARY, "reviews": {}, "findings": {}, "recommendations": {"source": source}}
    return example | ({"updates": updates} if updates else {})


@pytest.mark.parametrize("source", ["R1", "A1", "F1"])
def test_twenty_working_days_are_enough_and_one_more_is_not_wherever_a_recommendation_came_from(said, source):
    assert said(first_followed_up, followed("2024-03-08", source=source)) == []
    assert said(first_followed_up, followed("2024-03-11", source=source)) == [
        "1 recommendation first followed up 21 working days after the round ended"
    ]


def test_only_the_first_update_of_any_recommendation_counts(said):
    assert said(first_followed_up, followed("2024-06-03", "2024-02-12")) == []


def test_bank_holidays_are_no_working_days(said):
    example = followed("2024-04-02")
    example["activities"] = {"start": "2024-03-18", "end": "2024-03-28"}
    example["reviews"] = {"completed_on": "2024-03-20"}
    assert said(first_followed_up, example, days=1) == []
    assert said(first_followed_up, example, days=0) == [
        "1 recommendation first followed up 1 working day after the round ended"
    ]


def test_a_round_without_any_update_is_asked_about_only_when_the_time_is_over(said):
    assert said(first_followed_up, followed(), today=date(2024, 3, 8)) == "it ended no more than 20 working days ago"
    assert said(first_followed_up, followed(), today=date(2024, 3, 11)) == [
        "1 recommendation not followed up yet, 21 working days after the round ended"
    ]


def test_an_inspection_of_an_authority_is_not_followed_up_here(said):
    example = followed() | {
        "activities": FEBRUARY | {"template": "ofsted-ilacs"},
        "reviews": {"child": None, "subject": "an authority"},
    }
    assert said(first_followed_up, example) == "no reviews of children"


def earlier(*due, updates=()):
    """A round in February and one in May before it, which made a recommendation due on each of these days."""
    example = {
        "activities": [FEBRUARY, MAY],
        "reviews": [{}, {"activity": "A2", "completed_on": "2023-05-12"}],
        "recommendations": [{"source": "R2", "raised_on": "2023-05-15", "due": day} for day in due],
    }
    return example | ({"updates": list(updates)} if updates else {})


LATE, OPEN = "2023-07-31", "2024-06-28"


def test_a_fifth_overdue_is_let_pass_and_more_is_not(said):
    assert said(earlier_recommendations_overdue, earlier(LATE, *[OPEN] * 4)) == []
    (message,) = said(earlier_recommendations_overdue, earlier(LATE, LATE, *[OPEN] * 4))
    assert message == (
        "2 of 6 recommendations of A2 overdue when this round began: REC1, REC2 "
        "(left out: 0 without a due date, 0 handed on or dropped)"
    )
    assert said(earlier_recommendations_overdue, earlier(LATE, LATE, *[OPEN] * 4), share=0.34) == []


@pytest.mark.parametrize(("due", "late"), [("2024-01-28", True), ("2024-01-29", False)])
def test_overdue_is_counted_on_the_day_the_next_round_began(said, due, late):
    assert bool(said(earlier_recommendations_overdue, earlier(due))) == late


@pytest.mark.parametrize("status", ["action_complete", "evidenced", "impact_confirmed", "closed"])
def test_what_was_completed_in_time_for_the_round_is_not_overdue_and_what_came_later_is(said, status):
    in_time = {"on": "2024-01-29", "status": status}
    assert said(earlier_recommendations_overdue, earlier(LATE, updates=[in_time])) == []
    later = {"on": "2024-01-30", "status": status}
    assert len(said(earlier_recommendations_overdue, earlier(LATE, updates=[later]))) == 1
    reopened = {"on": "2024-01-29", "status": "reopened", "by": "P2"}
    assert len(said(earlier_recommendations_overdue, earlier(LATE, updates=[in_time | {"on": LATE}, reopened]))) == 1


@pytest.mark.parametrize("status", ["rejected", "transferred", "superseded", "merged", "no_longer_applicable"])
def test_what_was_handed_on_or_dropped_leaves_the_count_in_sight(said, status):
    (message,) = said(
        earlier_recommendations_overdue,
        earlier(LATE, LATE, OPEN, None, updates=[{"on": "2023-09-01", "status": status}]),
    )
    assert message == (
        "1 of 2 recommendations of A2 overdue when this round began: REC2 "
        "(left out: 1 without a due date, 1 handed on or dropped)"
    )


def test_a_date_that_was_moved_counts_from_the_day_it_was_moved(said):
    moved = {"on": "2024-01-29", "due": OPEN}
    assert said(earlier_recommendations_overdue, earlier(LATE, updates=[moved])) == []
    too_late = {"on": "2024-01-30", "due": OPEN}
    assert len(said(earlier_recommendations_overdue, earlier(LATE, updates=[too_late]))) == 1


def test_nothing_dated_is_no_pass(said):
    assert said(earlier_recommendations_overdue, earlier(None)) == (
        "no recommendation of the round before has a due date"
    )


def years(*themes, done=()):
    """One round a year, each with a recommendation on this theme, and the rounds whose recommendation was closed."""
    numbers = range(1, len(themes) + 1)
    example = {
        "activities": [{"start": f"{2020 + n}-05-01", "end": f"{2020 + n}-05-31"} for n in numbers],
        "reviews": [{"activity": f"A{n}", "completed_on": f"{2020 + n}-05-12"} for n in numbers],
        "recommendations": [
            {"source": f"R{n}", "raised_on": f"{2020 + n}-05-15", "themes": theme}
            for n, theme in zip(numbers, themes, strict=True)
        ],
    }
    closed = [{"recommendation": f"REC{n}", "on": f"{2020 + n}-09-01", "status": "closed"} for n in done]
    return example | ({"updates": closed} if closed else {})


def test_a_theme_that_comes_back_after_it_was_completed_is_named_with_counts(said):
    (message,) = said(theme_comes_back, years("rsk", "rsk; sup", "rsk; sup", "pln", done=(1,)))
    assert message == (
        "Seeing and weighing risk, and planning for safety: recommended in 3 rounds, the last time in A3, "
        "although 1 of 2 earlier recommendations had been completed"
    )


def test_a_theme_that_comes_back_because_nothing_was_done_is_another_matter(said):
    assert said(theme_comes_back, years("rsk", "rsk", "rsk", done=(3,))) == []


def test_two_rounds_are_too_few_unless_set_so(said):
    assert said(theme_comes_back, years("rsk", "rsk", done=(1,))) == "no theme was recommended in 3 rounds"
    assert len(said(theme_comes_back, years("rsk", "rsk", done=(1,)), rounds=2)) == 1


def test_three_recommendations_of_one_round_are_one_round(said):
    example = years("rsk", "rsk", "rsk", done=(1, 2))
    for review in example["reviews"]:
        review["activity"] = "A1"
    assert said(theme_comes_back, example) == "no theme was recommended in 3 rounds"


def test_a_theme_nobody_gives_is_not_repeated_in_the_message(said):
    (message,) = said(theme_comes_back, years("Sam", "Sam", "Sam", done=(1, 2)))
    assert message.startswith("a theme that is not known here: recommended in 3 rounds")
