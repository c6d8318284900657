from __future__ import annotations

import pytest

from qaframework.defaults.rules.feedback import (
    feedback_answered,
    feedback_names_nobody,
    feedback_of_known_activity,
    feedback_of_known_child,
    feedback_says_what,
    feedback_says_why_not,
    feedback_within_its_activity,
)


def feedback(**columns):
    return {"activities": {"kind": "feedback"}, "feedback": columns}


def test_feedback_belongs_to_an_activity_and_where_it_names_a_child_to_one_that_is_there(said):
    assert said(feedback_of_known_activity, feedback(activity="A9")) == ["no activity has this id"]
    assert said(feedback_of_known_activity, feedback()) == []
    assert said(feedback_of_known_child, feedback(child="C9")) == ["no child has this pseudonym"]
    assert said(feedback_of_known_child, feedback()) == "it names no child"


def test_what_was_heard_is_on_a_theme_and_good_or_bad(said):
    assert said(feedback_says_what, feedback()) == [
        "heard, and the theme is blank",
        "heard, and the direction is blank",
    ]
    assert said(feedback_says_what, feedback(theme="voi", direction="mixed")) == []


@pytest.mark.parametrize(
    ("heard", "expected"),
    [
        ("obtained", "they were asked"),
        ("sought", "they were asked"),
        ("declined", "they were asked"),
        ("unsafe", ["unsafe, and no reason is given"]),
        ("not_sought", ["not sought, and no reason is given"]),
    ],
)
def test_only_a_decision_not_to_ask_needs_a_reason(said, heard, expected):
    assert said(feedback_says_why_not, feedback(heard=heard)) == expected


def test_a_note_of_spaces_is_no_reason(said):
    assert said(feedback_says_why_not, feedback(heard="unsafe", note=" . ")) == []
    assert said(feedback_says_why_not, feedback(heard="unsafe", note="   ")) != []


def test_a_number_or_a_name_is_told_by_its_kind_and_field_only(said):
    told = said(feedback_names_nobody, feedback(said="Mrs Nowhere", note="Ring 020 7946 0000"))
    assert told == [
        "said may point to somebody: name with a title",
        "note may point to somebody: telephone number",
    ]


def test_a_worry_waits_for_a_response_on_its_own_theme(said):
    worry = feedback(theme="voi", direction="mixed")
    assert said(feedback_answered, worry) == ["a worry, and no response is on its theme since"]
    assert said(feedback_answered, worry | {"responses": {"theme": "acc"}}) != []
    assert said(feedback_answered, worry | {"responses": {"theme": "voi"}}) == []
    assert said(feedback_answered, feedback(theme="voi")) == "it is no worry"


def test_a_day_outside_its_activity_is_asked_about(said):
    forms = {"activities": {"kind": "feedback", "start": "2024-01-01", "end": "2024-03-31"}}
    assert said(feedback_within_its_activity, forms | {"feedback": {"on": "2024-04-01"}}) == [
        "01/04/2024 lies outside 01/01/2024 to 31/03/2024"
    ]
    assert said(feedback_within_its_activity, forms | {"feedback": {"on": "2024-01-01"}}) == []
    assert said(feedback_within_its_activity, {"feedback": {}}) == "the activity is not known"
