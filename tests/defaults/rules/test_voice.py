from __future__ import annotations

import pytest

from qaframework.defaults.rules.voice import child_heard, family_asked, talked_through, unsafe_says_why


@pytest.mark.parametrize("rule", [family_asked, child_heard, talked_through])
def test_a_file_that_does_not_record_it_is_not_flagged_on_every_row(said, rule):
    assert said(rule, {"reviews": [{}, {}]}).startswith("this round does not record")


@pytest.mark.parametrize("rule", [family_asked, child_heard, talked_through])
def test_another_round_that_records_it_does_not_make_this_one(said, rule):
    other = {"activity": "A2", "family_voice": "sought", "child_voice": "sought", "discussed_on": "2024-01-30"}
    assert said(rule, {"reviews": [{}, other]}).startswith("this round does not record")


@pytest.mark.parametrize("rule", [family_asked, child_heard, talked_through])
def test_a_review_that_leaves_blank_what_its_round_records_is_flagged(said, rule):
    other = {"family_voice": "sought", "child_voice": "sought", "discussed_on": "2024-01-30"}
    assert len(said(rule, {"reviews": [{}, other]})) == 1


@pytest.mark.parametrize("rule", [family_asked, child_heard, talked_through])
def test_an_inspection_of_an_authority_is_not_asked_for_voices(said, rule):
    filled = {"family_voice": "not_sought", "child_voice": "not_sought", "discussed_on": "2024-03-30"}
    year = {
        "activities": {"template": "ofsted-ilacs"},
        "reviews": filled | {"child": None, "subject": "an authority"},
    }
    assert said(rule, year) == "it is not about a child or family"


@pytest.mark.parametrize("answer", ["obtained", "sought", "declined", "unsafe"])
def test_each_answer_but_not_sought_speaks_for_itself(said, answer):
    year = {"reviews": {"family_voice": answer, "child_voice": answer}}
    assert said(family_asked, year) == []
    assert said(child_heard, year) == []


@pytest.mark.parametrize("rule", [family_asked, child_heard])
def test_nobody_asked_needs_a_reason(said, rule):
    asked = {"family_voice": "not_sought", "child_voice": "not_sought"}
    assert len(said(rule, {"reviews": asked})) == 1
    assert said(rule, {"reviews": asked | {"voice_note": "In court that week."}}) == []


@pytest.mark.parametrize(
    ("band", "asked"),
    [
        ("0-3", False),
        ("under 4", False),
        ("under 5", True),
        ("0-4", True),
        ("6 to 18 months", False),
        ("unborn", False),
        ("5-9", True),
        ("16+", True),
        ("over 3", True),
        ("teenager", True),
    ],
)
def test_a_child_too_young_to_be_asked_is_left_alone(said, band, asked):
    year = {"children": {"age_band": band}, "reviews": {"child_voice": "not_sought"}}
    assert isinstance(said(child_heard, year), list) == asked


def test_the_age_is_for_the_authority_to_set(said):
    year = {"children": {"age_band": "5-6"}, "reviews": {"child_voice": "not_sought"}}
    assert said(child_heard, year, age=7) == "the child is younger than 7"


def test_a_conversation_on_the_day_of_completion_is_in_time_and_one_day_later_is_not(said):
    day = {"completed_on": "2024-02-01"}
    assert said(talked_through, {"reviews": day | {"discussed_on": "2024-02-01"}}) == []
    assert said(talked_through, {"reviews": day | {"discussed_on": "2024-02-02"}}) == [
        "talked through with the worker only after the review was completed"
    ]


def test_unsafe_to_ask_is_a_decision_with_a_reason_whoever_it_was(said):
    for column in ("child_voice", "family_voice"):
        unsafe = {"reviews": {column: "unsafe"}}
        assert said(unsafe_says_why, unsafe) == ["unsafe to ask, and no reason is given"]
        assert said(unsafe_says_why, {"reviews": {column: "unsafe", "voice_note": "A court order."}}) == []
    assert said(unsafe_says_why, {"reviews": {"family_voice": "declined"}}) == "nobody was unsafe to ask"
