from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.dates import (
    allocated_before_completed,
    completed_in_time,
    not_all_on_a_day_off,
    not_in_the_future,
    within_its_round,
)


@pytest.mark.parametrize(
    "field", ["allocated_on", "discussed_on", "completed_on", "escalated_on", "reported_on", "agreed_on"]
)
def test_no_day_may_lie_ahead_and_the_day_of_the_check_does_not(said, field):
    year = {"reviews": {"completed_on": "2024-01-01", field: "2024-03-02"}}
    assert said(not_in_the_future, year, today=date(2024, 3, 2)) == []
    assert said(not_in_the_future, year, today=date(2024, 3, 1)) == ["02/03/2024 is still to come"]


def test_allocated_and_completed_on_one_day_is_sound(said):
    assert said(allocated_before_completed, {"reviews": {"allocated_on": "2024-02-01"}}) == []
    assert said(allocated_before_completed, {"reviews": {"allocated_on": "2024-02-02"}})


@pytest.mark.parametrize(
    ("day", "flagged"),
    [("2024-01-28", True), ("2024-01-29", False), ("2024-02-09", False), ("2024-03-08", False), ("2024-03-09", True)],
)
def test_a_review_is_completed_within_its_round_or_four_weeks_after(said, day, flagged):
    answer = said(within_its_round, {"activities": {}, "reviews": {"completed_on": day}}, today=date(2024, 6, 1))
    assert bool(answer) == flagged


def test_how_long_after_its_round_a_review_may_be_completed_is_for_the_authority_to_set(said):
    year = {"activities": {}, "reviews": {"completed_on": "2024-02-10"}}
    assert said(within_its_round, year, days_after=0) == ["completed 1 day after its round ended"]


@pytest.mark.parametrize("day", ["2024-02-03", "2024-02-04", "2024-03-29", "2023-12-25"])
def test_three_reviews_by_one_reviewer_on_one_day_off_are_mentioned(said, day):
    burst = [{"completed_on": day}] * 3
    assert len(said(not_all_on_a_day_off, {"reviews": burst})) == 1
    assert said(not_all_on_a_day_off, {"reviews": [*burst[:2], {"completed_on": day, "reviewer": "P2"}]}) == []
    assert said(not_all_on_a_day_off, {"reviews": [{"completed_on": "2024-02-01"}] * 3}) == []


def test_ten_working_days_are_in_time_and_the_eleventh_is_not(said):
    def review(allocated, completed):
        return {"reviews": {"allocated_on": allocated, "completed_on": completed}}

    assert said(completed_in_time, review("2024-01-18", "2024-02-01")) == []
    assert said(completed_in_time, review("2024-01-17", "2024-02-01")) == [
        "completed 11 working days after it was allocated"
    ]
    assert said(completed_in_time, review("2024-03-22", "2024-04-09")) == [], "Easter does not count"
    assert said(completed_in_time, review("2024-01-18", "2024-02-01"), working_days=9)
