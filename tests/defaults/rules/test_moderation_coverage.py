from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.moderation_coverage import (
    every_reviewer_moderated,
    moderation_coverage,
    some_moderation,
    top_grade_moderated,
    whole_grade_reread,
    worst_grade_moderated,
)

COVERAGE = (moderation_coverage, worst_grade_moderated, top_grade_moderated, every_reviewer_moderated)


def round_of(reviews, read_again=(), **readings):
    """A round of so many reviews, of which those with these numbers were read again."""
    rows = reviews if isinstance(reviews, list) else [{}] * reviews
    again = [{"review": f"R{number}"} | readings for number in read_again]
    return {"activities": {}, "reviews": rows} | ({"readings": again} if again else {})


@pytest.mark.parametrize(
    ("reviews", "asked"), [(1, 1), (2, 2), (3, 3), (13, 3), (15, 3), (16, 4), (20, 4), (35, 7), (36, 8)]
)
def test_a_fifth_and_never_fewer_than_three_are_asked_for_or_all_there_are(said, reviews, asked):
    assert said(moderation_coverage, round_of(reviews, range(1, asked + 1))) == []
    if asked > 1:
        short = said(moderation_coverage, round_of(reviews, range(1, asked)))
        assert short == [f"{asked - 1} of {reviews} reviews read again; at least {asked} asked for"]


def test_two_readings_of_one_review_cover_one_review(said):
    example = round_of(13, (1, 1, 1, 2))
    assert said(moderation_coverage, example) == ["2 of 13 reviews read again; at least 3 asked for"]


@pytest.mark.parametrize("readings", [{"stage": "self"}, {"stage": "re_audit"}, {"reader": "P1"}, {"reader": " p1 "}])
def test_the_reviewers_own_look_a_self_grade_and_a_re_audit_cover_nothing(said, readings):
    example = round_of(13, (1, 2, 3), **readings)
    example["readings"].append({"review": "R4"})
    assert said(moderation_coverage, example) == ["1 of 13 reviews read again; at least 3 asked for"]


def test_the_share_and_the_least_number_can_be_set(said):
    assert said(moderation_coverage, round_of(20, (1, 2, 3, 4)), share=0.5) == [
        "4 of 20 reviews read again; at least 10 asked for"
    ]
    assert said(moderation_coverage, round_of(13, (1,)), share=0.05, least=1) == []


@pytest.mark.parametrize("rule", COVERAGE, ids=lambda rule: rule.slug)
def test_where_no_review_of_the_year_was_read_again_the_round_is_not_blamed(said, rule):
    worst_and_top = round_of([{"overall": "Inadequate"}, {"overall": "Outstanding"}])
    assert said(rule, worst_and_top) == "no review of this year was read again"


@pytest.mark.parametrize("rule", COVERAGE, ids=lambda rule: rule.slug)
def test_a_round_is_flagged_where_another_round_of_the_year_was_read_again(said, rule):
    example = {
        "activities": [{}, {}],
        "reviews": [{"overall": "Inadequate"}, {"overall": "Outstanding"}, {"activity": "A2"}],
        "readings": {"review": "R3"},
    }
    assert len(said(rule, example)) == 1


@pytest.mark.parametrize("rule", COVERAGE, ids=lambda rule: rule.slug)
def test_a_round_can_be_moderated_until_it_has_ended(said, rule):
    example = round_of([{"overall": "Inadequate"}, {"overall": "Outstanding"}, {"reviewer": "P3"}], (3,))
    assert said(rule, example, today=date(2024, 2, 8)) == "the round has not ended"
    assert len(said(rule, example, today=date(2024, 2, 9))) == 1


@pytest.mark.parametrize("rule", COVERAGE, ids=lambda rule: rule.slug)
def test_an_inspection_of_an_authority_is_no_round_to_moderate(said, rule):
    example = {
        "activities": [{"template": "ofsted-ilacs"}, {}],
        "reviews": [{"child": None, "subject": "an authority", "overall": "Inadequate"}, {"activity": "A2"}],
        "readings": {"review": "R2"},
    }
    assert said(rule, example) == "no reviews of children"


def test_unread_reviews_with_the_top_grade_are_named(said):
    reviews = [{"overall": "Outstanding"}, {"overall": "Outstanding"}, {"overall": "not graded"}, {}]
    assert said(top_grade_moderated, round_of(reviews, (2, 4))) == [
        "1 of 2 reviews with the top grade not read again: R1"
    ]
    assert said(worst_grade_moderated, round_of(reviews, (2, 4))) == "no review has the worst grade"


def test_the_top_grade_is_the_top_of_the_rounds_own_scale(said):
    example = round_of([{"overall": "Excellent"}, {"overall": "Good"}], (2,))
    example["activities"] = {"scale": "city-of-london-2023"}
    assert said(top_grade_moderated, example) == ["1 of 1 review with the top grade not read again: R1"]


def test_a_long_list_of_reviews_is_cut_short_and_counted(said):
    (message,) = said(top_grade_moderated, round_of([{"overall": "Outstanding"}] * 30, (30,)))
    assert message.startswith("29 of 30 reviews")
    assert message.endswith(" and 21 more")
    assert message.count("R") == 8


def test_each_reviewer_without_a_second_reading_is_named_with_a_count(said):
    reviews = [{"reviewer": "P1"}, {"reviewer": "P5"}, {"reviewer": "P5"}, {"reviewer": "P4"}]
    assert said(every_reviewer_moderated, round_of(reviews, (1,))) == [
        "2 of 3 reviewers without a review that was read again: P4 (1 review), P5 (2 reviews)"
    ]


def test_a_year_without_any_second_reading_gets_one_flag_with_a_count(said):
    assert said(some_moderation, round_of(27)) == ["no review was read a second time (27 reviews of children)"]


def test_a_year_of_inspections_alone_is_not_asked_to_moderate(said):
    example = {
        "activities": {"template": "ofsted-ilacs"},
        "reviews": [{"child": None, "subject": "an authority"}] * 3,
    }
    assert said(some_moderation, example) == "no reviews of children"


def test_a_panel_that_changes_one_of_three_alike_must_read_the_other_two(said):
    example = round_of([{"overall": "Good"}] * 3 + [{"overall": "Outstanding"}], (1,), stage="panel")
    example["readings"][0]["overall"] = "Requires improvement"
    assert said(whole_grade_reread, example) == [
        "first graded Good: 1 of 3 reviews changed by a panel or third reader (R1), 2 never read again (R2, R3)"
    ]


def test_a_stratum_all_of_which_was_read_again_is_fair_whether_or_not_all_of_it_changed(said):
    example = round_of([{"overall": "Good"}] * 3, (1, 2, 3))
    example["readings"][0] |= {"stage": "third_reader", "overall": "Outstanding"}
    assert said(whole_grade_reread, example) == []


def test_the_last_panel_decides_whether_a_grade_changed(said):
    example = round_of([{"overall": "Good"}] * 2, (1, 1), stage="panel")
    example["readings"][0] |= {"overall": "Outstanding", "read_on": "2024-02-20"}
    example["readings"][1] |= {"overall": "Good", "read_on": "2024-02-27"}
    assert said(whole_grade_reread, example) == []


def test_a_moderators_second_opinion_alone_changes_no_grade(said):
    example = round_of([{"overall": "Good"}] * 2, (1,), overall="Outstanding")
    assert said(whole_grade_reread, example) == "no panel or third reader graded a review of this round"


def test_a_panel_on_another_scale_is_not_compared(said):
    example = round_of([{"overall": "Good"}] * 2, (1,), stage="panel", overall="Excellent", scale="city-of-london-2023")
    assert said(whole_grade_reread, example) == "no panel or third reader graded a review of this round"
