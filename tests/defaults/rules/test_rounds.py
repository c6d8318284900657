from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.rounds import (
    comparable_with_the_round_before,
    completed_against_planned,
    external_and_internal,
    nothing_below_the_standard,
    one_child_of_a_family,
    reviewed_within_a_year,
    reviews_per_worker,
    small_round,
)


def test_the_third_review_of_a_worker_is_one_too_many_and_the_worker_is_named_with_a_count(said):
    reviews = [{"worker": name} for name in ("W1", "W1", "W2", "W2", "W2", "W3", "W3", "W3", "W3")] + [{}]
    example = {"activities": {}, "reviews": reviews}
    assert said(reviews_per_worker, example) == ["2 workers with more than 2 of the 10 reviews: W2 (3), W3 (4)"]
    assert said(reviews_per_worker, example, most=3) == ["1 worker with more than 3 of the 10 reviews: W3 (4)"]
    assert said(reviews_per_worker, example, most=4) == []


def again(now: str, before: str, **first):
    return {
        "activities": [{}, {"start": "2023-01-02", "end": "2024-03-28"}],
        "reviews": [{"completed_on": now}, {"activity": "A2", "completed_on": before} | first],
    }


@pytest.mark.parametrize(
    ("now", "before", "flagged"),
    [
        ("2024-02-01", "2023-02-02", True),
        ("2024-02-01", "2023-02-01", False),
        ("2024-02-29", "2023-03-01", True),
        ("2024-02-29", "2023-02-28", False),
        ("2024-02-01", "2024-02-01", True),
        ("2024-02-01", "2024-02-02", False),
    ],
)
def test_twelve_months_are_counted_to_the_day_and_only_backwards(said, now, before, flagged):
    messages = said(reviewed_within_a_year, again(now, before), of="R1")
    assert bool(messages) == flagged


def test_the_months_can_be_set_and_the_earlier_review_is_named(said):
    example = again("2024-02-01", "2023-07-31")
    assert said(reviewed_within_a_year, example) == ["R2 looked at the same child on 31/07/2023"]
    assert said(reviewed_within_a_year, example, months=6) == []
    assert said(reviewed_within_a_year, example, months=7) == ["R2 looked at the same child on 31/07/2023"]


def test_a_review_after_the_worst_grade_is_a_re_audit_and_after_the_next_worst_it_is_asked_about(said):
    assert said(reviewed_within_a_year, again("2024-02-01", "2023-12-01", overall="Inadequate")) == []
    assert said(reviewed_within_a_year, again("2024-02-01", "2023-12-01", overall="Requires improvement"))
    assert said(reviewed_within_a_year, again("2024-02-01", "2023-12-01", overall="not graded"))


@pytest.mark.parametrize("sampling", ["Re-audit of May", "reaudit", "re audit", "census"])
def test_a_census_and_a_re_audit_look_at_everybody_again_on_purpose(said, sampling):
    example = again("2024-02-01", "2023-12-01")
    example["activities"][0]["sampling"] = sampling
    assert said(reviewed_within_a_year, example) == "the round is a census or a re-audit"


def test_two_reviews_of_a_child_in_one_round_are_another_matter(said):
    assert said(reviewed_within_a_year, {"activities": {}, "reviews": [{}, {}]}) == []


def test_brothers_and_sisters_are_named_by_their_reviews_and_never_by_their_codes(said):
    example = {
        "activities": {},
        "children": [
            {"id": child, "family": family}
            for child, family in (("Ann", "Smith"), ("Ben", "Smith"), ("Cy", "Jones"), ("Di", "Jones"), ("Ed", "Lee"))
        ],
        "reviews": [{"child": child} for child in ("Ann", "Ben", "Cy", "Di", "Ed", "Ed")],
    }
    assert said(one_child_of_a_family, example) == ["2 families with more than one child reviewed: (R1, R2), (R3, R4)"]


def test_one_child_reviewed_twice_is_not_a_family(said):
    example = {"activities": {}, "children": {"family": "F1"}, "reviews": [{}, {}]}
    assert said(one_child_of_a_family, example) == []


def test_a_family_in_two_rounds_is_counted_once_in_each(said):
    example = {
        "activities": [{}, {}],
        "children": [{"family": "F1"}, {"family": "F1"}],
        "reviews": [{"child": "C1"}, {"child": "C2", "activity": "A2"}],
    }
    assert said(one_child_of_a_family, example) == []


@pytest.mark.parametrize(("reviews", "flagged"), [(1, True), (19, True), (20, False), (21, False)])
def test_below_twenty_reviews_counts_come_first(said, reviews, flagged):
    messages = said(small_round, {"activities": {}, "reviews": [{}] * reviews})
    assert bool(messages) == flagged
    if flagged:
        assert messages[0].startswith(f"{reviews} review")
        assert "%" not in messages[0]


def test_a_single_inspection_of_an_authority_is_no_small_round(said):
    example = {"activities": {"template": "ofsted-ilacs"}, "reviews": {"child": None, "subject": "an authority"}}
    assert said(small_round, example) == "no reviews of children"


@pytest.mark.parametrize(
    ("done", "planned", "flagged"), [(13, 13, False), (9, 10, False), (8, 9, True), (18, 20, False), (17, 20, True)]
)
def test_nine_in_ten_of_what_was_planned_is_enough(said, done, planned, flagged):
    example = {"activities": {"reached": planned}, "reviews": [{}] * done}
    expected = [f"{done} of {planned} planned reviews completed"] if flagged else []
    assert said(completed_against_planned, example) == expected


def test_more_reviews_than_were_planned_is_asked_about(said):
    example = {"activities": {"reached": 13}, "reviews": [{}] * 14}
    assert said(completed_against_planned, example) == ["14 reviews here, and 13 planned or reached"]


def test_a_round_still_going_on_is_not_behind(said):
    example = {"activities": {"reached": 13}, "reviews": [{}] * 2}
    last = date(2024, 2, 9)
    assert said(completed_against_planned, example, today=date(2024, 2, 8)) == "the round has not ended"
    assert said(completed_against_planned, example, today=last) == ["2 of 13 planned reviews completed"]


def test_ungraded_reviews_and_scales_without_a_standard_say_nothing_of_too_good(said):
    mixed = {"activities": {}, "reviews": [{}] * 9 + [{"overall": "not graded"}] * 5}
    assert said(nothing_below_the_standard, mixed) == "too few to say (9 of 10)"
    colours = {"activities": {"scale": "rag"}, "reviews": [{"overall": "Green"}] * 14}
    assert said(nothing_below_the_standard, colours) == "too few to say (0 of 10)"


def test_ten_reviews_that_all_meet_the_standard_are_worth_a_look_from_outside(said):
    assert said(nothing_below_the_standard, {"activities": {}, "reviews": [{}] * 10}) == [
        "none of 10 reviews is below the standard; ask for a dip sample from outside"
    ]


def by_both(outside, inside):
    """Reviews by an external and an internal reviewer: how many, and how many of them meet the standard."""
    reviews = [
        {"reviewer": reviewer, "overall": "Good" if number < met else "Inadequate"}
        for reviewer, (count, met) in (("P1", outside), ("P2", inside))
        for number in range(count)
    ]
    return {"activities": {}, "people": [{"external": True}, {"external": False}], "reviews": reviews}


def test_eleven_external_and_two_internal_are_too_few_to_compare_whatever_they_found(said):
    expected = ["11 reviews by external reviewers, 2 by internal ones: too few to compare"]
    assert said(external_and_internal, by_both((11, 11), (2, 0))) == expected
    assert said(external_and_internal, by_both((11, 9), (2, 2))) == expected


def test_five_of_each_are_compared_and_only_a_clear_difference_is_told(said):
    assert said(external_and_internal, by_both((5, 4), (5, 3))) == []
    assert said(external_and_internal, by_both((5, 5), (5, 0))) == [
        "5 of 5 reviews by external reviewers meet the standard, 0 of 5 by internal ones (exact test, p = 0.008)"
    ]


def test_reviewers_of_whom_it_is_not_known_count_for_neither_side(said):
    example = by_both((3, 3), (3, 3))
    example["people"][1] = {}
    assert said(external_and_internal, example) == "the reviewers are not known to be from both inside and outside"


def rounds(now, before):
    return {
        "activities": [now, {"start": "2023-05-01", "end": "2023-05-31"} | before],
        "reviews": [{}, {"activity": "A2", "completed_on": "2023-05-12"}],
    }


def test_a_change_of_scale_names_both_scales_and_asks_for_a_crosswalk(said):
    example = rounds({"scale": "ofsted-2018"}, {"scale": "city-of-london-2023"})
    assert said(comparable_with_the_round_before, example) == [
        "the scale is ofsted-2018, and was city-of-london-2023 in A2: not comparable without a crosswalk between them"
    ]


def test_the_default_scale_and_template_are_no_change_from_the_same_ones_written_out(said):
    example = rounds({}, {"scale": "ofsted-2018", "template": "practice-review"})
    assert said(comparable_with_the_round_before, example) == []


def test_all_three_changes_are_told_apart_and_what_was_written_is_not_repeated(said):
    messages = said(
        comparable_with_the_round_before,
        rounds(
            {"scale": "ofsted-2018", "template": "ofsted-ilacs", "sampling": "random"},
            {"scale": "ofsted-2013", "template": "practice-review", "sampling": "children named Sam"},
        ),
    )
    assert len(messages) == 3
    assert all("not comparable" in message for message in messages)
    assert not any("Sam" in message for message in messages)


def test_the_same_words_in_another_case_are_no_other_sampling(said):
    assert said(comparable_with_the_round_before, rounds({"sampling": "Random "}, {"sampling": "random"})) == []
    assert said(comparable_with_the_round_before, rounds({"sampling": "random"}, {})) == []


def test_the_round_before_is_the_last_one_of_the_same_kind_that_had_ended(said):
    example = {
        "activities": [
            {"scale": "ofsted-2018"},
            {"start": "2023-05-01", "end": "2023-05-31", "scale": "ofsted-2018"},
            {"start": "2022-05-02", "end": "2022-05-31", "scale": "ofsted-2013"},
            {"start": "2023-12-01", "end": "2024-01-29", "scale": "ofsted-2013"},
            {"start": "2023-10-02", "end": "2023-10-31", "scale": "cqc", "kind": "multi_agency_audit"},
        ],
        "reviews": [{"activity": f"A{n}", "completed_on": "2023-05-12"} for n in range(1, 6)],
    }
    assert said(comparable_with_the_round_before, example, of="A1") == []
    assert "ofsted-2013 in A3" in said(comparable_with_the_round_before, example, of="A2")[0]
    assert said(comparable_with_the_round_before, example, of="A3") == "no earlier round of this kind"
