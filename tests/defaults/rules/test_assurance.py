from __future__ import annotations

from qaframework.defaults.rules.assurance import (
    finding_counted_once,
    overview_beside_others,
    overview_independent,
    part_within_whole,
)

WHOLE = {"kind": "assurance_review", "external": True}
INSIDE = {"part_of": "A1"}


def test_a_lead_from_outside_who_did_some_of_the_reviews_is_asked_about(said):
    year = {"activities": [{**WHOLE, "lead": "ir"}, INSIDE], "reviews": {"activity": "A2", "reviewer": "IR"}}
    assert said(overview_independent, year) == ["its lead did some of its reviews too"]


def test_an_overview_of_which_nobody_says_who_led_it_is_not_independent(said):
    assert said(overview_independent, {"activities": {"kind": "assurance_review"}}) == [
        "it does not say whether it was led from outside"
    ]


def test_each_theme_with_an_opposite_is_named_with_who_found_it(said):
    year = {
        "activities": [WHOLE, {"kind": "survey"}, {"kind": "observation"}],
        "findings": [
            {"direction": "strength"},
            {"activity": "A2"},
            {"activity": "A3"},
            {"theme": "voi", "direction": "strength"},
            {"theme": "voi", "activity": "A3", "direction": "strength"},
        ],
    }
    assert said(overview_beside_others, year) == ["on rsk it says strength, and A2, A3 found the opposite"]


def test_something_mixed_is_no_opposite_of_anything(said):
    year = {
        "activities": [WHOLE, {"kind": "survey"}],
        "findings": [{"direction": "mixed"}, {"activity": "A2", "direction": "strength"}],
    }
    assert isinstance(said(overview_beside_others, year), str)


def test_the_same_words_on_another_theme_are_another_finding(said):
    year = {"activities": [WHOLE, INSIDE], "findings": [{"activity": "A2"}, {"theme": "voi"}]}
    assert said(finding_counted_once, year) == []
    year = {"activities": [WHOLE, INSIDE], "findings": [{"activity": "A2", "statement": "Made  UP."}, {}]}
    assert said(finding_counted_once, year) == ["the same words as F2, of the activity that contains this one"]


def test_a_part_may_take_as_long_as_the_whole_and_no_longer(said):
    assert said(part_within_whole, {"activities": [{"part_of": "A2"}, WHOLE]}) == []
    assert said(part_within_whole, {"activities": [{"part_of": "A2", "end": "2024-02-10"}, WHOLE]})
