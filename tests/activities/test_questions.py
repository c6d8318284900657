"""Answers by question: only what was asked in the same words is counted together."""

import pytest

import qaframework as qa
from qaframework.testing import programme


def told(*answers, **tables):
    return qa.questions(programme({"activities": {}, "reviews": [{}, {}], "answers": list(answers), **tables}))


def test_yes_partly_no_not_applicable_and_blank_are_five_things():
    said = ("yes", "partly", "no", "not applicable", None)
    (one,) = told(*({"answer": word} for word in said)).questions
    assert one.answers == {"yes": 1, "partly": 1, "no": 1, "not_applicable": 1}
    assert (one.of, one.blank) == (3, 1)


def test_a_question_put_in_other_words_is_counted_apart_and_named():
    result = told({"asked": "Was the child seen?"}, {"asked": "Was the child seen  alone?", "review": "R2"})
    assert [(one.asked, one.wordings) for one in result.questions] == [
        ("Was the child seen alone?", 2),
        ("Was the child seen?", 2),
    ]
    assert "counted apart: RISK-1" in " ".join(result.sentences())


def test_capitals_and_spaces_make_no_other_words_and_words_that_are_not_known_make_no_wording():
    same = told({"asked": "Was the child seen?"}, {"asked": "was the  child seen? ", "review": "R2"})
    assert [(one.answers["yes"], one.wordings) for one in same.questions] == [(2, 1)]
    result = told({"asked": "Was the child seen?"}, {"review": "R2"})
    assert "counted apart" not in " ".join(result.sentences())


def test_more_no_than_yes_is_told_as_a_count():
    assert "RISK-1 (2 of 3)" in " ".join(told({"answer": "no"}, {"answer": "no"}, {"answer": "partly"}).sentences())
    assert "More often no" not in " ".join(told({"answer": "no"}, {"answer": "yes"}).sentences())


def test_one_round_is_told_without_the_other():
    year = programme({"activities": [{}, {}], "reviews": [{}, {"activity": "A2"}], "answers": [{}, {"review": "R2"}]})
    assert qa.questions(year, "A2").reviews == 1
    assert qa.questions(year).reviews == 2
    with pytest.raises(qa.UnknownNameError):
        qa.questions(year, "A3")


def test_without_answers_it_says_so():
    assert qa.questions(qa.Programme()).sentences() == ("No answers to questions of a template are recorded.",)
