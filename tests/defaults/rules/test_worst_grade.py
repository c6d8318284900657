from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.worst_grade import (
    escalation_ladder,
    second_weak_review_escalated,
    worst_grade_escalated,
    worst_grade_plan,
    worst_grade_re_audited,
)

WORST = {"overall": "Inadequate", "completed_on": "2024-02-01"}
RI = {"overall": "Requires improvement"}
RULES = (worst_grade_escalated, worst_grade_plan, worst_grade_re_audited)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("row", [{"overall": "Good"}, RI, {"overall": "not graded"}])
def test_other_grades_are_not_asked(said, rule, row):
    assert said(rule, {"reviews": row}) == "overall is not the worst grade of a child's review"


@pytest.mark.parametrize("rule", RULES)
def test_an_inadequate_authority_is_for_its_inspectors(said, rule):
    row = WORST | {"child": None, "subject": "an authority"}
    assert isinstance(said(rule, {"activities": {"template": "ofsted-ilacs"}, "reviews": row}), str)


@pytest.mark.parametrize(
    ("scale", "word"), [("care-inspectorate", "Unsatisfactory"), ("rag", "Red"), ("met", "Not met")]
)
def test_the_worst_word_of_any_scale_is_asked(said, scale, word):
    assert said(worst_grade_escalated, {"reviews": {"scale": scale, "overall": word}})


@pytest.mark.parametrize(("day", "flagged"), [("2024-01-31", False), ("2024-02-02", False), ("2024-02-03", True)])
def test_a_serious_concern_goes_up_within_a_day_of_the_clock(said, day, flagged):
    assert bool(said(worst_grade_escalated, {"reviews": WORST | {"escalated_on": day}})) == flagged


def test_a_serious_concern_nobody_passed_on_is_flagged_once_the_day_is_over(said):
    assert said(worst_grade_escalated, {"reviews": WORST}, today=date(2024, 2, 2)) == []
    assert said(worst_grade_escalated, {"reviews": WORST}, today=date(2024, 2, 3)) == [
        "Inadequate, and no day on which it went to a senior manager"
    ]


@pytest.mark.parametrize(("raised", "flagged"), [("2024-01-30", False), ("2024-02-08", False), ("2024-02-09", True)])
def test_the_first_recommendation_comes_within_five_working_days(said, raised, flagged):
    year = {"reviews": WORST, "recommendations": [{"raised_on": raised}, {"raised_on": "2024-03-01"}]}
    assert bool(said(worst_grade_plan, year)) == flagged


def test_how_late_the_first_recommendation_came_is_said(said):
    year = {"reviews": WORST, "recommendations": [{"raised_on": "2024-03-01"}, {"raised_on": "2024-02-12"}]}
    assert said(worst_grade_plan, year) == ["Inadequate, and the first recommendation came 7 working days after it"]


def test_a_re_audit_counts_only_by_somebody_else_and_only_as_a_re_audit(said):
    late = date(2024, 4, 1)

    def with_(**reading):
        return {"reviews": WORST, "readings": reading}

    assert said(worst_grade_re_audited, with_(stage="re_audit"), today=late) == []
    assert said(worst_grade_re_audited, with_(stage="re_audit", reader="p1"), today=late) == [
        "Inadequate 8 weeks ago, and only its own reviewer has looked again"
    ]
    assert said(worst_grade_re_audited, with_(stage="moderation"), today=late) == [
        "Inadequate 8 weeks ago, and nobody has looked again"
    ]


def test_a_later_review_of_the_child_is_a_re_audit_and_an_earlier_one_or_a_brothers_is_not(said):
    late = date(2024, 6, 1)

    def then(**other):
        return {"reviews": [WORST, {"reviewer": "P9"} | other]}

    assert said(worst_grade_re_audited, then(completed_on="2024-03-20"), today=late) == []
    assert said(worst_grade_re_audited, then(completed_on="2023-03-20"), today=late)
    assert said(worst_grade_re_audited, then(completed_on="2024-03-20", child="C2"), today=late)


def test_eight_weeks_are_given_and_can_be_changed(said):
    assert said(worst_grade_re_audited, {"reviews": WORST}, today=date(2024, 3, 28)) == []
    assert said(worst_grade_re_audited, {"reviews": WORST}, today=date(2024, 3, 29))
    assert said(worst_grade_re_audited, {"reviews": WORST}, today=date(2024, 3, 29), days=92) == []


def waiting(*updates, raised="2024-02-05"):
    return {
        "reviews": WORST,
        "recommendations": [{"raised_on": raised}, {}],
        "updates": [{"recommendation": "REC2"}, *({"status": status} for status in updates)],
    }


@pytest.mark.parametrize(
    ("today", "step"),
    [
        (date(2024, 2, 9), None),
        (date(2024, 2, 12), "team manager"),
        (date(2024, 2, 19), "head of service"),
        (date(2024, 2, 26), "assistant director"),
        (date(2024, 3, 4), "director"),
        (date(2024, 9, 4), "director"),
    ],
)
def test_each_five_working_days_without_an_answer_take_it_one_step_up(said, today, step):
    answer = said(escalation_ladder, waiting(), today=today)
    assert ([message.rpartition("the ")[2] for message in answer] or [None]) == [step]


def test_being_issued_is_no_answer_and_anything_else_is(said):
    assert said(escalation_ladder, waiting("issued"))
    for status in ("accepted", "rejected", "in_progress", "closed"):
        assert said(escalation_ladder, waiting("issued", status)) == []


def test_the_ladder_is_for_the_authority_to_set(said):
    assert said(escalation_ladder, waiting(), steps=["chair"])[0].endswith("take it to the chair")
    assert said(escalation_ladder, waiting(), working_days=100) == []


def test_a_file_without_updates_is_not_flagged_on_every_row(said):
    assert said(escalation_ladder, {"reviews": WORST, "recommendations": {}}) == "the file holds no updates"


def test_two_weak_reviews_in_a_row_go_to_a_head_of_service(said):
    def two(now, before, **others):
        return {"reviews": [now | others, before | {"completed_on": "2023-05-10"}]}

    assert said(second_weak_review_escalated, two(RI, RI)) == [
        "Requires improvement to be good, as Requires improvement to be good in R2 before it; not escalated"
    ]
    assert said(second_weak_review_escalated, two(RI, RI, escalated_on="2024-02-02")) == []
    assert said(second_weak_review_escalated, two({"overall": "Good"}, RI)) == []
    assert said(second_weak_review_escalated, two(RI, {"overall": "Good"})) == []


@pytest.mark.parametrize(("now", "before"), [("not graded", "Inadequate"), ("Requires improvement", "not graded")])
def test_a_review_without_a_grade_is_not_called_weak(said, now, before):
    year = {"reviews": [{"overall": now}, {"overall": before, "completed_on": "2023-05-10"}]}
    assert said(second_weak_review_escalated, year) == "no earlier graded review of this child"


def test_only_the_review_just_before_counts_and_two_on_one_day_are_not_in_a_row(said):
    years = [{"completed_on": f"{year}-02-01"} for year in (2024, 2023, 2022)]
    in_between = [RI | years[0], {"overall": "Good"} | years[1], RI | years[2]]
    assert said(second_weak_review_escalated, {"reviews": in_between}) == []
    for name in ("R1", "R2"):
        assert isinstance(said(second_weak_review_escalated, {"reviews": [RI, RI]}, of=name), str)
    assert said(second_weak_review_escalated, {"reviews": [RI, RI, RI | years[1]]}), "both have the same one before"
