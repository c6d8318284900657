from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.defaults.rules.surveys import (
    _fit,
    shares_give_the_total_away,
    survey_counts_first,
    survey_numbers_fit,
    survey_says_of_how_many,
)


def survey(*shares, **columns):
    return {
        "activities": {"kind": "survey"},
        "survey_results": [{"question": str(n), "share": share} | columns for n, share in enumerate(shares)],
    }


def test_four_published_percentages_of_one_group_fit_fifty_three_answers_only(said):
    assert said(shares_give_the_total_away, survey("91%", "83%", "81%", "75%")) == [
        "91%, 83%, 81%, 75% of one group fit only 53 answers, of all totals up to 60"
    ]


def test_any_three_of_the_four_leave_more_totals_open_or_the_same_one():
    shares = (0.91, 0.83, 0.81, 0.75)
    totals = [[n for n in range(1, 61) if _fit(set(shares) - {left_out}, n)] for left_out in shares]
    assert all(53 in open_ for open_ in totals)
    assert max(map(len, totals)) > 1


def test_percentages_that_fit_three_totals_or_more_give_nothing_away(said):
    assert [n for n in range(1, 61) if _fit({0.5, 1.0}, n)] == list(range(2, 61, 2))
    assert said(shares_give_the_total_away, survey("50%", "100%")) == []


def test_percentages_that_fit_no_small_total_are_of_many(said):
    shares = [f"{100 * k / 997:.1f}%" for k in (101, 333, 512)]
    assert said(shares_give_the_total_away, survey(*shares)) == []


def test_recorded_totals_that_differ_or_are_large_cannot_be_worked_out_this_way(said):
    example = survey("91%", "83%", "81%", "75%")
    for row in example["survey_results"]:
        row["answered"] = 53
    assert len(said(shares_give_the_total_away, example)) == 1
    example["survey_results"][0]["answered"] = 54
    assert said(shares_give_the_total_away, example) == []


def test_a_recorded_total_counts_as_small_up_to_the_one_searched_to(said):
    example = survey("91%", "83%", "81%", "75%", answered=60)
    assert len(said(shares_give_the_total_away, example)) == 1
    assert said(shares_give_the_total_away, survey("91%", "83%", "81%", "75%", answered=61)) == []


def test_groups_are_looked_at_apart_and_last_years_survey_too(said):
    two, others = survey("91%", "83%"), survey("81%", "75%", group="parents")
    two["survey_results"] += others["survey_results"]
    assert said(shares_give_the_total_away, two) == []
    elsewhere = survey("91%", "83%", "81%", "75%", activity="A2")
    elsewhere["activities"] = [{"kind": "survey"}, {"kind": "survey"}]
    assert said(shares_give_the_total_away, elsewhere, of="A1") == "no group has several shares"
    assert len(said(shares_give_the_total_away, elsewhere, of="A2")) == 1


def test_how_far_to_search_can_be_set(said):
    assert said(shares_give_the_total_away, survey("91%", "83%", "81%", "75%"), most=52) == []


@given(st.integers(1, 300).flatmap(lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n), min_size=1))))
def test_the_true_total_always_fits_its_own_rounded_shares(drawn):
    total, counts = drawn
    for decimals in (2, 3, 4):
        assert _fit([round(count / total, decimals) for count in counts], total)


@pytest.mark.parametrize("share", ["62%", "63%"])
def test_a_half_may_be_rounded_either_way(said, share):
    assert said(survey_numbers_fit, survey(share, positive=5, answered=8)) == []


@pytest.mark.parametrize(
    ("share", "positive", "answered", "sound"),
    [
        (0.91, 48, 53, True),
        (0.9, 48, 53, False),
        (0.92, 48, 53, False),
        (0.906, 48, 53, True),
        (0.905, 48, 53, False),
        (48 / 53, 48, 53, True),
        (0.667, 2, 3, True),
        (0.67, 2, 3, True),
        (0.66, 2, 3, False),
        (1.0, 199, 200, True),
        (0.0, 0, 7, True),
    ],
)
def test_a_share_is_held_to_the_decimals_it_was_written_with(said, share, positive, answered, sound):
    assert (said(survey_numbers_fit, survey(share, positive=positive, answered=answered)) == []) == sound


def test_each_pair_of_numbers_that_cannot_be_is_told(said):
    assert said(survey_numbers_fit, survey(0.9, positive=9, answered=8, asked_of=7)) == [
        "8 answered, and 7 were asked",
        "9 of 8 said yes",
    ]
    assert said(survey_numbers_fit, survey(0.0, positive=0, answered=0)) == ["a share although nobody answered"]
    assert said(survey_numbers_fit, survey(0.9, answered=8, asked_of=8)) == []
    assert said(survey_numbers_fit, survey(0.9, positive=9)) == "there are no two counts to compare"


def test_the_share_itself_is_not_repeated_where_nobody_knows_of_how_many(said):
    (message,) = said(survey_says_of_how_many, survey("66%", previous_share="53%"))
    assert "%" not in message
    assert said(survey_says_of_how_many, survey("66%", answered=0)) == []


def test_below_twenty_answers_the_count_is_given_and_from_twenty_on_not(said):
    assert said(survey_counts_first, survey(0.9, positive=9, answered=10)) == [
        "10 answers: say 9 of 10 before any percentage"
    ]
    assert said(survey_counts_first, survey(0.9, answered=1)) == ["1 answer: give counts before any percentage"]
    assert said(survey_counts_first, survey(0.9, answered=20)) == []
    assert said(survey_counts_first, survey(0.9, answered=20), answers=21)
