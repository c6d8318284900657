from __future__ import annotations

import pytest

from qaframework.defaults.rules.completeness import required_domains
from qaframework.defaults.rules.template_questions import (
    answers_fit_the_grade,
    asked_as_written,
    question_of_the_template,
    questions_answered,
    template_of_its_round,
    template_version_said,
)


def test_a_question_of_another_version_is_told_which_asks_it(said):
    year = {"activities": {"template": "practice-review@1"}, "reviews": {}, "answers": {"question": "RISK-3"}}
    assert said(question_of_the_template, year) == [
        "practice-review@1 does not ask this question; practice-review@2 does"
    ]
    year["activities"] = {"template": "practice-review@2"}
    assert said(question_of_the_template, year) == []


def test_a_slip_in_a_question_s_id_is_helped(said):
    year = {"reviews": {}, "answers": {"question": "VIOCE-1"}}
    assert said(question_of_the_template, year) == [
        "practice-review@1 does not ask this question; did you mean VOICE-1?"
    ]


def test_spaces_and_capitals_are_no_other_words(said):
    asked = {"question": "RISK-1", "asked": "WAS risk seen,  acted on and made smaller in time?"}
    assert said(asked_as_written, {"reviews": {}, "answers": asked}) == []


def test_a_review_without_a_template_of_its_own_has_its_round_s(said):
    assert isinstance(said(template_of_its_round, {"reviews": {}}), str)
    year = {"activities": {}, "reviews": {"template": "practice-review@2"}}
    assert said(template_of_its_round, year) == ["made with practice-review@2, in a round of practice-review@1"]


def test_a_round_whose_forms_name_the_version_has_said_it(said):
    assert said(template_version_said, {"activities": {}, "reviews": {"template": "practice-review@2"}}) == []
    assert said(template_version_said, {"activities": {}, "reviews": {}}) == "no template is named"
    assert said(template_version_said, {"activities": {"template": "practice-review"}, "reviews": {}}) == [
        "read as practice-review@1; there is also practice-review@2"
    ]


def test_blank_answers_are_counted_and_named(said):
    rows = [{"question": f"RISK-{n}", "answer": None} for n in range(1, 12)]
    (message,) = said(questions_answered, {"reviews": {}, "answers": rows})
    assert message.startswith("11 of 11 questions without an answer: RISK-1")
    assert message.endswith("and 3 more")


@pytest.mark.parametrize(
    ("grade", "answers", "flagged"),
    [
        ("Good", ("no", "no", "not applicable"), True),
        ("Good", ("no", "partly"), False),
        ("Outstanding", ("yes", "yes"), False),
        ("Inadequate", ("yes", "yes"), True),
        ("Inadequate", ("yes", "no"), False),
    ],
)
def test_a_grade_is_asked_about_only_where_all_answers_stand_against_it(said, grade, answers, flagged):
    rows = [{"question": f"VOICE-{n}", "answer": word} for n, word in enumerate(answers, start=1)]
    year = {"reviews": {"domain.VOICE": grade}, "answers": rows}
    assert bool(said(answers_fit_the_grade, year)) is flagged


def test_a_grade_of_which_nobody_says_whether_it_meets_the_standard_is_left_alone(said):
    rows = [{"question": f"VOICE-{n}", "answer": "no"} for n in (1, 2)]
    year = {"reviews": {"scale": "scaling-0-10", "overall": "7", "domain.VOICE": "7"}, "answers": rows}
    assert said(answers_fit_the_grade, year) in ([], "no graded domain has enough answers to say")


def test_a_required_domain_left_as_the_form_had_it_is_no_grade(said):
    year = {"reviews": {"domain.RISK": "not graded", "domain.PLAN": "insufficient evidence"}}
    assert said(required_domains, year) == ["RISK has no grade"]
