from __future__ import annotations

import pytest

from qaframework.defaults.rules.reviewers import (
    reviewer_against_peers,
    reviewer_tells_domains_apart,
    reviewer_uses_one_grade,
)

MET, NOT = {"overall": "Good"}, {"overall": "Inadequate"}


def by(reviewer, met, missed=0, **columns):
    return [{"reviewer": reviewer} | columns | grade for grade in [MET] * met + [NOT] * missed]


def test_eight_against_eight_is_enough_and_the_message_counts_and_does_not_blame(said):
    reviews = by("P1", 1, 7) + by("P2", 8)
    (message,) = said(reviewer_against_peers, {"reviews": reviews}, of="P1")
    assert message == (
        "1 of 8 reviews meet the standard, and 8 of 8 by others in the same rounds: "
        "discuss, not a fault (exact test within rounds, p = 0.001)"
    )


@pytest.mark.parametrize(("mine", "peers"), [(7, 20), (20, 7)])
def test_seven_of_either_are_too_few(said, mine, peers):
    reviews = by("P1", 0, mine) + by("P2", peers)
    assert said(reviewer_against_peers, {"reviews": reviews}, of="P1") == (
        f"too few to say ({mine} reviews, {peers} by others; 8 of each asked for)"
    )


def test_a_chance_of_just_over_one_in_twenty_is_let_pass(said):
    # Four of 8 below against none of 8: p = 2 * 70 / 1820 = 0.077; five against none: p = 2 * 56 / 4368 = 0.026.
    assert said(reviewer_against_peers, {"reviews": by("P1", 4, 4) + by("P2", 8)}, of="P1") == []
    assert "p = 0.026" in said(reviewer_against_peers, {"reviews": by("P1", 3, 5) + by("P2", 8)}, of="P1")[0]
    assert said(reviewer_against_peers, {"reviews": by("P1", 3, 5) + by("P2", 8)}, of="P1", p=0.01) == []


def test_somebody_who_had_the_harder_round_is_compared_with_those_who_had_it_too(said):
    hard = by("P1", 2, 8, activity="A1") + by("P2", 2, 8, activity="A1")
    easy = by("P1", 2, activity="A2") + by("P3", 40, activity="A2")
    assert said(reviewer_against_peers, {"reviews": hard + easy}, of="P1") == []


def test_rounds_without_peers_and_reviews_without_a_standard_are_left_out(said):
    alone = by("P1", 0, 30, activity="A2")
    together = by("P1", 4) + by("P2", 20)
    assert said(reviewer_against_peers, {"reviews": alone + together}, of="P1") == (
        "too few to say (4 reviews, 20 by others; 8 of each asked for)"
    )
    assert said(reviewer_against_peers, {"reviews": alone}, of="P1") == "nobody else graded reviews in the same rounds"
    ungraded = [{"reviewer": "P2", "overall": "not graded"}] * 20
    assert said(reviewer_against_peers, {"reviews": by("P1", 9) + ungraded}, of="P1") == (
        "nobody else graded reviews in the same rounds"
    )


def test_readers_of_one_round_on_two_scales_are_not_compared(said):
    reviews = by("P1", 0, 9) + by("P2", 9, scale="city-of-london-2023")
    assert (
        said(reviewer_against_peers, {"reviews": reviews}, of="P1") == "nobody else graded reviews in the same rounds"
    )


def test_one_grade_over_six_reviews_is_asked_about_and_over_five_is_not(said):
    assert said(reviewer_uses_one_grade, {"reviews": by("P1", 6)}) == ["all 6 reviews are Good"]
    assert said(reviewer_uses_one_grade, {"reviews": by("P1", 5)}) == "too few to say (5 of 6 on one scale)"
    assert said(reviewer_uses_one_grade, {"reviews": by("P1", 5, 1)}) == []


def test_the_same_word_on_two_scales_is_two_grades_and_each_scale_is_looked_at_for_itself(said):
    other = by("P1", 5, scale="city-of-london-2023")
    assert said(reviewer_uses_one_grade, {"reviews": by("P1", 5) + other}) == "too few to say (5 of 6 on one scale)"
    assert said(reviewer_uses_one_grade, {"reviews": by("P1", 6) + other}) == ["all 6 reviews are Good"]


def domains(*grades):
    return {f"domain.{code}": grade for code, grade in zip(("RISK", "PLAN", "VOICE", "MGMT"), grades, strict=False)}


def test_six_reviews_with_flat_domains_are_asked_about_even_where_the_reviews_differ(said):
    flat = [domains("Good", "Good", "Good")] * 3 + [domains(*["Inadequate"] * 4)] * 3
    assert said(reviewer_tells_domains_apart, {"reviews": flat}) == [
        "in each of 6 reviews every domain has the same grade"
    ]
    assert said(reviewer_tells_domains_apart, {"reviews": [*flat, domains("Good", "Good", "Outstanding")]}) == []


def test_a_domain_that_was_not_applicable_is_not_a_grade(said):
    flat = [domains("Good", "Good", "Good", "not applicable")] * 6
    assert said(reviewer_tells_domains_apart, {"reviews": flat}) == [
        "in each of 6 reviews every domain has the same grade"
    ]
    two = [domains("Good", "Good", "not applicable")] * 6
    assert said(reviewer_tells_domains_apart, {"reviews": two}) == "too few to say (0 of 6 with 3 domains graded)"
