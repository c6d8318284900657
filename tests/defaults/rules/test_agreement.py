from __future__ import annotations

import pytest

from qaframework.defaults.rules.agreement import agreement, reviewer_shift, round_shift

LADDER = ("Outstanding", "Good", "Requires improvement", "Inadequate")


def moderated(*pairs, **readings):
    """A round of reviews, each with the reviewer's and the moderator's grade."""
    return {
        "activities": {},
        "reviews": [{"overall": first} for first, _ in pairs],
        "readings": [
            {"review": f"R{number}", "overall": second} | readings for number, (_, second) in enumerate(pairs, start=1)
        ],
    }


SAME, DOWN, TWO_DOWN, UP = ("Good", "Good"), ("Good", LADDER[2]), ("Outstanding", LADDER[2]), ("Good", "Outstanding")


@pytest.mark.parametrize(
    ("same", "down", "flagged"), [(7, 3, False), (6, 4, True), (14, 6, False), (13, 7, True), (21, 9, False)]
)
def test_seven_in_ten_the_same_is_enough_and_less_is_not(said, same, down, flagged):
    answer = said(agreement, moderated(*[SAME] * same, *[DOWN] * down))
    expected = f"{same} of {same + down} reviews read again got the same grade; at least 70% asked for"
    assert answer == ([expected] if flagged else [])


@pytest.mark.parametrize(("near", "far", "flagged"), [(19, 1, False), (18, 1, True), (38, 2, False), (37, 2, True)])
def test_nineteen_in_twenty_within_one_grade_is_enough_and_less_is_not(said, near, far, flagged):
    answer = said(agreement, moderated(*[SAME] * near, *[TWO_DOWN] * far))
    expected = f"{near} of {near + far} reviews read again were within one grade; at least 95% asked for"
    assert answer == ([expected] if flagged else [])


def test_nine_double_read_reviews_are_too_few_however_they_come_out(said):
    assert said(agreement, moderated(*[TWO_DOWN] * 9)) == "too few to say (9 of 10)"
    assert len(said(agreement, moderated(*[TWO_DOWN] * 10))) == 2


def test_the_thresholds_can_be_set(said):
    example = moderated(*[SAME] * 8, *[DOWN] * 2)
    assert said(agreement, example, exact=0.81) == [
        "8 of 10 reviews read again got the same grade; at least 81% asked for"
    ]
    assert said(agreement, example, reviews=11) == "too few to say (10 of 11)"


def test_two_scales_are_never_compared_and_the_reason_says_how_many(said):
    example = moderated(*[("Good", "Good")] * 12, scale="city-of-london-2023")
    assert said(agreement, example) == "too few to say (0 of 10; 12 graded on two scales)"
    assert said(round_shift, example) == "too few changed grades to say (0 of 6; 12 graded on two scales)"


def test_only_the_first_moderators_reading_is_compared(said):
    example = moderated(*[SAME] * 10)
    example["readings"] += [{"review": f"R{n}", "overall": "Inadequate", "read_on": "2024-03-20"} for n in range(1, 11)]
    assert said(agreement, example) == []


@pytest.mark.parametrize("stage", ["self", "third_reader", "panel", "re_audit"])
def test_other_stages_are_no_second_opinion_of_the_sample(said, stage):
    assert said(agreement, moderated(*[DOWN] * 12, stage=stage)) == "too few to say (0 of 10)"


def test_a_reading_without_a_grade_is_no_pair(said):
    assert said(agreement, moderated(*[SAME] * 9, ("Good", "not graded"))) == "too few to say (9 of 10)"


def test_six_of_six_one_way_is_a_pattern_and_five_are_too_few(said):
    (message,) = said(round_shift, moderated(*[DOWN] * 6, *[SAME] * 4))
    assert message.startswith("of 10 reviews read again, moderators raised 0 and lowered 6")
    assert message.endswith("(exact sign test, p = 0.031)")
    assert said(round_shift, moderated(*[DOWN] * 5, *[SAME] * 20)) == "too few changed grades to say (5 of 6)"


def test_one_against_six_is_not_a_pattern_and_one_against_eight_is(said):
    assert said(round_shift, moderated(*[DOWN] * 6, UP)) == []  # 2 * (1 + 7) / 128 = 0.125
    (message,) = said(round_shift, moderated(*[UP] * 8, DOWN))  # 2 * (1 + 9) / 512 = 0.039
    assert "raised 8 and lowered 1" in message
    assert "p = 0.039" in message


def test_a_reviewers_shift_is_taken_over_all_rounds_and_over_nobody_elses_reviews(said):
    example = moderated(*[DOWN] * 6, *[UP] * 6)
    for number, review in enumerate(example["reviews"]):
        review |= {"reviewer": "P1" if number < 6 else "P3", "activity": f"A{number % 2 + 1}"}
    example["activities"] = [{}, {}]
    assert "raised 0 and lowered 6" in said(reviewer_shift, example, of="P1")[0]
    assert "raised 6 and lowered 0" in said(reviewer_shift, example, of="P3")[0]
    assert said(round_shift, example) == []
