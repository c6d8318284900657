from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.independence import reviewer_is_not_manager
from qaframework.defaults.rules.observation import (
    few_observations,
    observation_feedback_sought,
    observation_talked_through,
)

WEEK = {"kind": "observation", "template": "practice-observation"}


def seen(**columns):
    row = {"child": None, "subject": "E1", "worker": "W1", "overall": "not graded", **columns}
    return {"activities": WEEK, "reviews": row}


@pytest.mark.parametrize("voice", ["obtained", "sought", "declined", "unsafe"])
@pytest.mark.parametrize("who", ["child_voice", "family_voice"])
def test_whoever_was_asked_and_whatever_came_of_it_somebody_was_asked(said, who, voice):
    assert said(observation_feedback_sought, seen(**{who: voice})) == []


def test_a_reason_will_do_and_silence_will_not(said):
    assert said(observation_feedback_sought, seen(voice_note="A meeting of professionals only.")) == []
    assert said(observation_feedback_sought, seen(child_voice="not_sought"))


@pytest.mark.parametrize(("day", "flags"), [(date(2024, 2, 8), None), (date(2024, 2, 9), 1)])
def test_the_conversation_has_five_working_days(said, day, flags):
    answer = said(observation_talked_through, seen(completed_on="2024-02-01"), today=day)
    assert isinstance(answer, str) if flags is None else len(answer) == flags


def test_ten_observations_carry_a_recommendation_and_nine_do_not(said):
    for count, flagged in ((9, True), (10, False)):
        year = {
            "activities": WEEK,
            "reviews": [{"child": None, "subject": f"E{n}", "overall": "not graded"} for n in range(count)],
            "findings": {},
            "recommendations": {"level": "service", "source": "F1"},
        }
        assert bool(said(few_observations, year)) is flagged


def test_a_recommendation_whose_theme_others_found_too_does_not_rest_on_them_alone(said):
    year = {
        "activities": [{**WEEK, "reached": 5}, {"kind": "survey"}],
        "findings": [{}, {"activity": "A2"}],
        "recommendations": {"level": "service", "source": "A1", "themes": "rsk"},
    }
    assert said(few_observations, year) == []
    year["recommendations"]["themes"] = "acc"
    assert said(few_observations, year) == ["5 observations, and nothing else beside them, for REC1"]


def test_a_line_manager_may_observe_their_own_worker(said):
    year = seen(manager="P1", reviewer="P1", child="C1")
    assert isinstance(said(reviewer_is_not_manager, year), str)
