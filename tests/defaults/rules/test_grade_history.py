from __future__ import annotations

import pytest

from qaframework.defaults.rules.grade_history import (
    difference_noted,
    grade_change_explained,
    re_audit_says_what_changed,
    third_reader,
)

RI = "Requires improvement"


def read(*readings, overall="Good"):
    rows = [{"read_on": f"2024-03-{number:02}"} | reading for number, reading in enumerate(readings, start=1)]
    return {"reviews": {"overall": overall}} | ({"readings": rows} if rows else {})


@pytest.mark.parametrize("rule", [third_reader, difference_noted, grade_change_explained])
def test_a_review_nobody_read_again_is_left_alone(said, rule):
    assert isinstance(said(rule, read()), str)


@pytest.mark.parametrize("rule", [third_reader, difference_noted, grade_change_explained])
def test_a_moderator_who_agrees_owes_no_note(said, rule):
    assert said(rule, read({"overall": "Good", "blind": True}, {"overall": "Good"})) == []


def test_grades_of_two_scales_are_not_compared(said):
    other = read({"scale": "city-of-london-2023", "overall": "Inadequate"}, overall="Outstanding")
    assert isinstance(said(third_reader, other), str)
    assert isinstance(said(grade_change_explained, other), str)


@pytest.mark.parametrize(("stage", "enough"), [("third_reader", True), ("panel", True), ("moderation", False)])
def test_two_grades_apart_need_a_third_reader_or_a_panel(said, stage, enough):
    far = {"overall": "Inadequate", "blind": True}
    assert said(third_reader, read(far)) == [
        "reviewer and moderator are 2 grades apart, and nobody has read it a third time"
    ]
    assert (said(third_reader, read(far, {"stage": stage, "overall": RI})) == []) == enough


def test_how_far_apart_is_too_far_is_for_the_authority_to_set(said):
    assert said(third_reader, read({"overall": RI})) == []
    assert said(third_reader, read({"overall": RI}), steps=1)


def test_a_changed_grade_without_a_reason_is_flagged_once_and_by_one_rule(said):
    changed = read({"overall": RI, "blind": False})
    assert said(grade_change_explained, changed) == [
        f"changed from Good to {RI} to be good in reading G1, with no reason"
    ]
    assert isinstance(said(difference_noted, changed), str)


def test_a_blind_reading_changes_nothing_and_still_deserves_a_note(said):
    blind = read({"overall": RI, "blind": True})
    assert isinstance(said(grade_change_explained, blind), str)
    assert len(said(difference_noted, blind)) == 1


def test_a_blind_reading_two_grades_away_is_for_the_third_reader_alone(said):
    far = read({"overall": "Inadequate", "blind": True})
    assert said(difference_noted, far) == []
    assert said(difference_noted, far, steps=3)


def test_the_last_reading_sets_the_grade(said):
    back = read({"overall": RI, "blind": False}, {"stage": "panel", "overall": "Good"})
    assert said(grade_change_explained, back) == []
    assert len(said(difference_noted, back)) == 1, "the first moderator owes a note"
    settled = read({"overall": "Good"}, {"stage": "panel", "overall": RI})
    assert said(grade_change_explained, settled) == [
        f"changed from Good to {RI} to be good in reading G2, with no reason"
    ]


@pytest.mark.parametrize("stage", ["self", "re_audit"])
def test_a_workers_own_grade_and_a_re_audit_change_no_grade(said, stage):
    assert isinstance(said(grade_change_explained, read({"stage": stage, "overall": "Inadequate"})), str)
    assert isinstance(said(third_reader, read({"stage": stage, "overall": "Inadequate"})), str)


def test_a_re_audit_says_what_changed(said):
    assert said(re_audit_says_what_changed, read({"stage": "re_audit"}))
    assert said(re_audit_says_what_changed, read({"stage": "re_audit", "rationale": "Visits are on time."})) == []
