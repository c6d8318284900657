from __future__ import annotations

import pytest

from qaframework.defaults.rules.known_themes import (
    feedback_on_known_theme,
    response_on_known_theme,
    survey_on_known_theme,
)

RULES = {
    "survey_results": survey_on_known_theme,
    "feedback": feedback_on_known_theme,
    "responses": response_on_known_theme,
}


@pytest.mark.parametrize(("table", "rule"), RULES.items())
def test_a_theme_nobody_gives_is_flagged_with_the_one_it_may_mean(said, table, rule):
    assert said(rule, {table: {"theme": "acc"}}) == []
    assert said(rule, {table: {"theme": "Housing and somewhere to life"}}) == [
        "no plugin gives a theme of this id; did you mean acc?"
    ]
    assert said(rule, {table: {"theme": "zzzzzz"}}) == ["no plugin gives a theme of this id"]


def test_no_theme_is_no_wrong_theme(said):
    assert said(survey_on_known_theme, {"survey_results": {}}) == "it names no theme"
    assert said(feedback_on_known_theme, {"feedback": {}}) == "it names no theme"
