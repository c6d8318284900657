from __future__ import annotations

import pytest

from qaframework.defaults.rules.recommendations import (
    enough_recommendations,
    recommendation_answers_a_weakness,
    recommendation_below_top_grade,
    system_block_passed_on,
    weakness_answered,
)

RI = "Requires improvement"


@pytest.mark.parametrize(
    ("scale", "overall", "flagged"),
    [
        ("ofsted-2018", "Outstanding", False),
        ("ofsted-2018", "Good", True),
        ("ofsted-2018", RI, True),
        ("city-of-london-2023", "Excellent", False),
        ("city-of-london-2023", "Good", True),
        ("care-inspectorate", "Excellent", False),
        ("care-inspectorate", "Very good", True),
        ("rag", "Green", False),
        ("rag", "Amber", True),
    ],
)
def test_anything_below_the_top_word_of_its_own_scale_needs_a_recommendation(said, scale, overall, flagged):
    answer = said(recommendation_below_top_grade, {"reviews": {"scale": scale, "overall": overall}})
    assert bool(answer) == flagged


def test_a_recommendation_of_another_review_or_for_the_service_does_not_stand_in(said):
    assert said(recommendation_below_top_grade, {"reviews": [{}, {}], "recommendations": {"source": "R2"}}) == [
        "Good, and no recommendation for the child"
    ]
    assert said(recommendation_below_top_grade, {"reviews": {}, "recommendations": {"level": "service"}})


def test_a_recommendation_through_a_finding_about_the_child_counts_and_about_another_child_does_not(said):
    def through(child, activity="A1"):
        finding = {"child": child, "activity": activity}
        return {"reviews": {}, "findings": finding, "recommendations": {"source": "F1"}}

    assert said(recommendation_below_top_grade, through("C1")) == []
    assert said(recommendation_below_top_grade, through("C2"))
    assert said(recommendation_below_top_grade, through("C1", activity="A2"))


def test_an_inspection_below_outstanding_needs_no_recommendation_for_a_child(said):
    year = {"activities": {"template": "ofsted-ilacs"}, "reviews": {"child": None, "subject": "an authority"}}
    assert said(recommendation_below_top_grade, year) == "it is not about a child or family"
    assert said(enough_recommendations, year) == "it is not about a child or family"


@pytest.mark.parametrize(("overall", "asked"), [(RI, 2), ("Inadequate", 3)])
def test_a_weak_grade_asks_for_more_than_one_recommendation(said, overall, asked):
    def with_(count):
        return {"reviews": {"overall": overall}, "recommendations": [{}] * count}

    assert said(enough_recommendations, with_(asked)) == []
    assert len(said(enough_recommendations, with_(asked - 1))) == 1
    assert said(enough_recommendations, with_(asked - 1), below_standard=1, worst=1) == []


def test_no_recommendation_at_all_is_flagged_once_not_twice(said):
    year = {"reviews": {"overall": RI}}
    assert said(recommendation_below_top_grade, year)
    assert said(enough_recommendations, year) == "it has none, which is a flag of its own"


def test_each_weak_domain_without_an_answer_is_named(said):
    review = {"domain.RISK": RI, "domain.PLAN": "Inadequate", "domain.VISITS": "Good"}
    year = {"reviews": review, "recommendations": {"domain": "risk"}}
    assert said(weakness_answered, year) == ["PLAN is Inadequate, and no recommendation answers it"]
    year["recommendations"] = [{"domain": "RISK"}, {"domain": "Plan", "level": "service"}]
    assert said(weakness_answered, year) == []


@pytest.mark.parametrize("named", [None, "PLAN"])
def test_a_round_that_names_no_domains_is_left_alone_whatever_another_round_does(said, named):
    year = {
        "reviews": [{"domain.RISK": RI}, {"activity": "A2", "domain.PLAN": RI}],
        "recommendations": [{}, {"source": "R2", "domain": named}],
    }
    assert said(weakness_answered, year) == "this round's recommendations name no domains"
    assert said(recommendation_answers_a_weakness, year) == "this round's recommendations name no domains"


def test_a_recommendation_for_what_is_already_outstanding_or_was_not_graded_is_asked_about(said):
    def answering(domain, **grades):
        return {"reviews": {f"domain.{c}": g for c, g in grades.items()}, "recommendations": {"domain": domain}}

    assert said(recommendation_answers_a_weakness, answering("RISK", RISK="Good")) == []
    assert said(recommendation_answers_a_weakness, answering("RISK", RISK="Outstanding")) == [
        "RISK is already Outstanding in its review"
    ]
    for year in (answering("Zebedee", RISK="Good"), answering("RISK", RISK="not applicable")):
        assert said(recommendation_answers_a_weakness, year) == ["its domain was not graded in its review"]


BLOCK = {"system_block": "No flats are let to care leavers."}


@pytest.mark.parametrize("nothing", ["None", "n/a", " no. ", "-", "Nil", "None identified"])
def test_a_note_that_there_was_no_block_is_no_block(said, nothing):
    assert said(system_block_passed_on, {"reviews": {"system_block": nothing}}) == "no system block is noted"


@pytest.mark.parametrize(
    "taken_up",
    [
        {"recommendations": {"level": "service", "source": "R1"}},
        {"recommendations": {"level": "service", "source": "A1"}},
        {"findings": {}, "recommendations": {"level": "service", "source": "F1"}},
        {"recommendations": [{"rolls_up_to": "REC2"}, {"level": "service", "source": "A8"}]},
        {"activities": [{"part_of": "A2"}, {}], "recommendations": {"level": "service", "source": "A2"}},
        {
            "activities": [{"part_of": "A2"}, {}],
            "findings": {"activity": "A2"},
            "recommendations": {"level": "service", "source": "F1"},
        },
    ],
    ids=["review", "round", "finding", "rolled up", "whole activity", "finding of the whole"],
)
def test_a_block_is_taken_up_from_the_review_its_round_or_what_contains_it(said, taken_up):
    assert said(system_block_passed_on, {"reviews": BLOCK} | taken_up) == []


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"recommendations": {"level": "child"}},
        {"recommendations": {"level": "service", "source": "R7"}},
        {"recommendations": [{"rolls_up_to": "REC2"}, {"level": "child"}]},
        {"recommendations": {"rolls_up_to": "REC9"}},
        {"activities": [{}, {}], "recommendations": {"level": "service", "source": "A2"}},
    ],
    ids=["child level", "another review", "rolled up into child level", "rolled up into nothing", "another activity"],
)
def test_a_block_that_only_something_else_takes_up_is_flagged(said, elsewhere):
    assert said(system_block_passed_on, {"reviews": BLOCK} | elsewhere) == [
        "a system block is noted, and no service-level recommendation takes it up"
    ]
