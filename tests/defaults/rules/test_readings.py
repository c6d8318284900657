from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.readings import (
    blind_moderation,
    moderator_not_reviewer,
    own_review_read_again,
    reader_outside_the_line,
    reading_date,
    reading_of_known_review,
    third_reader_is_neither,
)

JUDGING = ("moderation", "third_reader", "panel", "re_audit")
RULES_OF_A_REVIEW = (
    reading_date,
    moderator_not_reviewer,
    third_reader_is_neither,
    reader_outside_the_line,
    own_review_read_again,
)


def reading(people=(), **columns):
    """The review R1 by P1 of 1 February 2024, and a reading of it by P2."""
    return {"reviews": {}, "readings": columns} | ({"people": list(people)} if people else {})


@pytest.mark.parametrize("stage", JUDGING)
def test_nobody_grades_what_is_not_finished(said, stage):
    assert said(reading_date, reading(stage=stage, read_on="2024-01-31")) == [
        "read 1 day before the review was completed"
    ]
    assert said(reading_date, reading(stage=stage, read_on="2024-02-01")) == []


def test_a_workers_own_grade_may_come_first_and_not_in_the_future(said):
    assert said(reading_date, reading(stage="self", read_on="2024-01-02")) == []
    today = date(2024, 3, 1)
    assert said(reading_date, reading(read_on="2024-03-01"), today=today) == []
    assert said(reading_date, reading(read_on="2024-03-02"), today=today) == ["read on a day that has not come yet"]


@pytest.mark.parametrize("rule", RULES_OF_A_REVIEW, ids=lambda rule: rule.slug)
@pytest.mark.parametrize("stage", JUDGING)
def test_a_reading_of_an_unknown_review_is_flagged_once_and_nothing_else_is_said_of_it(said, rule, stage):
    lost = reading(review="R9", stage=stage)
    assert said(reading_of_known_review, lost) == ["no review has this id"]
    assert isinstance(said(rule, lost), str)


@pytest.mark.parametrize("reader", ["P1", "p1", " P1 "])
def test_a_reviewer_does_not_moderate_their_own_review_however_the_code_is_written(said, reader):
    assert said(moderator_not_reviewer, reading(reader=reader)) == ["the reader is the reviewer of this review"]


def test_a_third_reader_who_is_both_is_told_both(said):
    example = {"reviews": {}, "readings": [{"reader": "P1", "stage": "third_reader"}, {"reader": "P1"}]}
    assert len(said(third_reader_is_neither, example)) == 2


def test_a_third_reader_may_have_sat_on_nothing_but_other_reviews(said):
    example = {
        "reviews": [{}, {"reviewer": "P3"}],
        "readings": [{"reader": "P3", "stage": "third_reader"}, {"reader": "P3", "review": "R2"}],
    }
    assert said(third_reader_is_neither, example) == []


def test_the_line_is_followed_upwards_over_several_managers(said):
    people = [{"manager": "P3"}, {"manager": "P9"}, {"manager": "P4"}, {"manager": "P2"}]
    assert said(reader_outside_the_line, reading(people)) == ["the reader manages the reviewer"]


def test_managers_who_manage_each_other_in_a_circle_end_the_search(said):
    people = [{"manager": "P3"}, {"manager": "P5"}, {"manager": "P4"}, {"manager": "P3"}, {"manager": "P5"}]
    assert said(reader_outside_the_line, reading(people)) == []


@pytest.mark.parametrize(
    "people",
    [
        [],
        [{"manager": "P9"}],
        [{"manager": "P9"}, {}],
        [{}, {"manager": "P9"}],
        [{"external": True}, {"external": True}],
    ],
)
def test_where_the_line_is_not_recorded_nothing_is_said_to_be_sound(said, people):
    assert said(reader_outside_the_line, reading(people)) == (
        "the line manager of the reader or of the reviewer is not recorded"
    )


def test_somebody_from_outside_and_somebody_from_inside_are_in_no_line(said):
    assert said(reader_outside_the_line, reading([{"external": True}, {"external": False}])) == []
    assert said(reader_outside_the_line, reading([{}, {"external": True}])) == []


def test_two_who_share_a_manager_are_beside_each_other(said):
    assert said(reader_outside_the_line, reading([{"manager": "P9"}, {"manager": "P9"}])) == []


def test_a_blank_says_neither_blind_nor_not(said):
    assert said(blind_moderation, reading()) == ["it is not said whether the moderator knew the first grade"]
    assert said(blind_moderation, reading(blind=False)) == ["the moderator knew the first grade"]
    assert said(blind_moderation, reading(blind=True)) == []


@pytest.mark.parametrize(("day", "soon"), [("2024-04-30", True), ("2024-05-01", False)])
def test_a_reviewers_own_second_reading_is_told_with_the_days_between(said, day, soon):
    (message,) = said(own_review_read_again, reading(reader="P1", stage="re_audit", read_on=day))
    assert message.startswith(f"the reviewer read their own review again {89 if soon else 90} days later")
    assert message.endswith("sooner than the 90 asked for") == soon
