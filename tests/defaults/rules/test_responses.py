from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.responses import (
    concern_answered,
    could_not_because,
    did_says_what,
    promise_looked_at_again,
    response_names_nobody,
    response_read_first,
    response_to_known_activity,
    told_back_in_time,
)

SURVEY = {"start": "2024-01-01", "end": "2024-01-31", "kind": "survey"}


def response(**columns):
    return {"activities": SURVEY, "responses": columns}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("2024-01-01", []),
        ("2024-04-30", []),
        ("2024-05-01", ["told 91 days later; 90 asked for"]),
        ("2023-12-31", ["told before it was asked"]),
    ],
)
def test_ninety_days_are_counted_from_the_end_of_the_activity(said, told, expected):
    assert said(told_back_in_time, response(told_back_on=told), today=date(2024, 6, 1)) == expected


def test_nobody_told_is_asked_about_from_the_ninety_first_day(said):
    assert said(told_back_in_time, response(), today=date(2024, 4, 30)) == "the 90 days are not over"
    assert said(told_back_in_time, response(), today=date(2024, 5, 1)) == ["nobody was told within 90 days"]
    assert said(told_back_in_time, response(), today=date(2024, 3, 1), days=28) == ["nobody was told within 28 days"]


@pytest.mark.parametrize("outcome", ["did", "doing", "could_not"])
def test_people_are_told_whatever_came_of_it(said, outcome):
    assert said(told_back_in_time, response(outcome=outcome), today=date(2024, 6, 1)) == [
        "nobody was told within 90 days"
    ]


def test_a_response_to_nothing_known_is_flagged_for_that_and_not_for_being_late(said):
    lost = {"responses": {"activity": "A9"}}
    assert said(response_to_known_activity, lost) == ["no activity has this id"]
    assert said(told_back_in_time, lost) == "the activity is not known"


def test_a_refusal_needs_a_reason_and_an_action_needs_words(said):
    assert said(could_not_because, response(outcome="could_not")) == ["it could not be done, and no reason is given"]
    assert said(could_not_because, response(outcome="could_not", did="Made up.")) != []
    assert said(could_not_because, response(outcome="could_not", because="Made up.")) == []
    assert said(did_says_what, response(outcome="did")) == ["it is not said what was done"]
    assert said(did_says_what, response(outcome="did", because="Made up.")) != []
    assert said(did_says_what, response(outcome="doing")) == ["it is not said what is being done"]
    assert said(did_says_what, response(outcome="could_not")) == "it could not be done"


def test_working_days_can_be_counted_instead(said):
    told = response(told_back_on="2024-04-03")
    on = date(2024, 4, 3)
    asked = ["told 43 working days later; 42 asked for"]
    assert said(told_back_in_time, told, today=on, days=42, working_days=True) == asked
    assert said(told_back_in_time, told, today=on, days=43, working_days=True) == []
    assert said(told_back_in_time, told, days=43, working_days=True) == ["told on a day that has not come"]
    late = said(told_back_in_time, response(), today=date(2024, 6, 1), days=20, working_days=True)
    assert late == ["nobody was told within 20 working days"]


def test_what_points_to_somebody_and_what_may_are_told_apart_and_never_repeated(said):
    told = response(said="I asked Mrs Nowhere.", did="Made up.", because="Her twin went to court.")
    assert said(response_names_nobody, told) == ["said: name with a title"]
    assert said(response_read_first, told) == [
        "said: a capital in mid-sentence, perhaps a name or a place",
        "said: one person's own words",
        "because: several details together (family, event)",
    ]


def test_a_worry_is_answered_by_any_response_on_its_theme(said):
    worry = {"activities": SURVEY, "findings": {"theme": "acc", "direction": "mixed"}}
    assert said(concern_answered, worry) == ["children or families said so, and no response is on its theme since"]
    assert said(concern_answered, worry | {"responses": {"theme": "acc"}}) == []
    by_a_reviewer = {"activities": {}, "findings": {"theme": "acc", "voice": "reviewer"}, "responses": {"theme": "acc"}}
    assert said(concern_answered, by_a_reviewer) == "it is not what children or families said"


@pytest.mark.parametrize("did", ["Done.", "We will look at it.", "We listened.", "This has not been done."])
def test_what_is_called_done_and_is_not_is_asked_about_without_repeating_it(said, did):
    (message,) = said(did_says_what, response(outcome="did", did=did))
    assert did.rstrip(".") not in message
    assert said(did_says_what, response(outcome="did", did=f"{did} Two flats were let.")) == []


def test_done_while_its_recommendation_is_not_is_asked_about(said):
    told = response(outcome="did", did="Two flats were let.", theme="acc")
    made = told | {"recommendations": {"level": "service", "source": "A1", "themes": "acc"}}
    assert said(did_says_what, made) == ["called done, and REC1 that came of it is not"]
    assert said(did_says_what, made | {"updates": {"status": "action_complete"}}) == []


def test_a_promise_is_looked_at_again_after_half_a_year(said):
    told = response(outcome="doing", told_back_on="2024-02-01")
    assert said(promise_looked_at_again, told, today=date(2024, 8, 1)) == []
    assert said(promise_looked_at_again, told, today=date(2024, 8, 2)) == ["being done for 183 days, and not done yet"]
    assert said(promise_looked_at_again, told, today=date(2024, 3, 1), days=20) != []
    lost = {"responses": {"activity": "A9", "outcome": "doing"}}
    assert said(promise_looked_at_again, lost) == "nobody was told, and the activity is not known"


def test_an_older_answer_does_not_answer_a_new_worry(said):
    worry = {"activities": [SURVEY, {"start": "2023-01-01", "end": "2023-01-31"}], "findings": {"theme": "acc"}}
    old = {"responses": {"theme": "acc", "activity": "A2", "told_back_on": "2023-02-01"}}
    assert said(concern_answered, worry | old) == [
        "children or families said so, and no response is on its theme since"
    ]
