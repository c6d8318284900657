from __future__ import annotations

import itertools

import pytest

from qaframework.defaults.rules.overall_grade import (
    graded_domain,
    limiting_domain,
    near_the_middle,
    not_above_every_domain,
    not_below_every_domain,
    one_inadequate_question,
    top_grade_hears_the_child,
    top_rating_earned,
    two_inadequate_questions,
    two_questions_below_standard,
)

RI = "Requires improvement"
GRADES = ("Inadequate", RI, "Good", "Outstanding")
QUESTIONS = ("SAFE", "EFFECTIVE", "CARING", "RESPONSIVE", "WELL_LED")
CQC_RULES = (two_inadequate_questions, two_questions_below_standard, one_inadequate_question, top_rating_earned)


def review(overall, **domains):
    return {"reviews": {"overall": overall} | {f"domain.{code}": grade for code, grade in domains.items()}}


def provider(overall, *grades):
    asked = dict(zip(QUESTIONS, grades, strict=False))
    rows = review(overall, **asked)["reviews"] | {"child": None, "subject": "a provider"}
    return {"activities": {"template": "cqc-service", "scale": "cqc"}, "reviews": rows}


def inspection(overall, **domains):
    rows = review(overall, **domains)["reviews"] | {"child": None, "subject": "an authority"}
    return {"activities": {"template": "ofsted-ilacs"}, "reviews": rows}


@pytest.mark.parametrize(("overall", "risk"), list(itertools.product(GRADES, GRADES)))
def test_only_an_inadequate_limiting_domain_limits_and_only_what_is_better(said, overall, risk):
    flagged = said(limiting_domain, review(overall, RISK=risk, PLAN="Inadequate"))
    assert bool(flagged) == (risk == "Inadequate" and overall != "Inadequate")


def test_a_good_inspection_with_an_inadequate_limiting_domain_is_flagged(said):
    assert said(limiting_domain, inspection("Good", HELP_AND_PROTECTION="Inadequate")) == [
        "HELP_AND_PROTECTION is Inadequate, so overall cannot be Good"
    ]


@pytest.mark.parametrize("missing", ["not applicable", "not graded", "insufficient evidence", "withheld"])
def test_a_limiting_domain_without_a_grade_limits_nothing_and_is_no_pass(said, missing):
    assert said(limiting_domain, review("Good", RISK=missing)) == "no limiting domain was graded"
    assert said(graded_domain, review("Good", MGMT=missing)).startswith("no domain that keeps")


def test_leaders_graded_inadequate_keep_an_inspection_below_good_and_no_lower(said):
    assert said(graded_domain, inspection("Good", IMPACT_OF_LEADERS="Inadequate"))
    assert said(graded_domain, inspection(RI, IMPACT_OF_LEADERS="Inadequate")) == []
    assert said(graded_domain, inspection("Good", IMPACT_OF_LEADERS=RI)) == []


def test_each_management_domain_that_is_inadequate_is_named(said):
    assert len(said(graded_domain, review("Good", MGMT="Inadequate", SENIOR="Inadequate"))) == 2


def test_nothing_is_below_the_standard_on_a_scale_that_declares_none(said):
    year = {"reviews": {"scale": "rag", "overall": "Green", "domain.MGMT": "Red"}}
    assert said(graded_domain, year) == "the scale does not say which grades meet the standard"


@pytest.mark.parametrize("rule", CQC_RULES)
def test_the_principles_of_the_cqc_do_not_bind_a_practice_review_or_an_ofsted_inspection(said, rule):
    assert "CQC" in said(rule, review("Outstanding", PLAN="Inadequate", VISITS="Inadequate"))
    assert "CQC" in said(rule, inspection("Outstanding", IN_CARE="Inadequate", CARE_LEAVERS="Inadequate"))


def test_the_logic_of_ofsted_does_not_bind_a_provider(said):
    year = provider("Good", "Inadequate", "Inadequate", "Good", "Good", "Good")
    assert isinstance(said(limiting_domain, year), str)
    assert isinstance(said(graded_domain, year), str)


@pytest.mark.parametrize("grades", list(itertools.combinations_with_replacement(GRADES, 5)))
def test_the_rating_the_cqc_would_normally_give_is_quiet_and_every_better_one_is_queried(said, grades):
    inadequate, weak, top = grades.count("Inadequate"), grades.count(RI), grades.count("Outstanding")
    if inadequate >= 2:
        published = "Inadequate"
    elif inadequate or weak >= 2:
        published = RI
    elif top >= 2 and not weak:
        published = "Outstanding"
    else:
        published = "Good"
    assert queried(said, published, grades) == []
    for better in GRADES[GRADES.index(published) + 1 :]:
        assert queried(said, better, grades), better


def test_an_inadequate_question_is_no_second_one_that_requires_improvement(said):
    grades = ("Inadequate", RI, "Good", "Good", "Good")
    assert said(two_questions_below_standard, provider("Good", *grades)) == []
    assert said(one_inadequate_question, provider("Good", *grades)) == ["SAFE: Inadequate, and overall is Good"]


def queried(said, overall, grades):
    answers = [said(rule, provider(overall, *grades)) for rule in CQC_RULES]
    return [message for answer in answers if isinstance(answer, list) for message in answer]


def test_the_middle_grade_of_an_even_number_of_domains_is_both_middle_ones(said):
    four = {"PLAN": "Outstanding", "VISITS": "Outstanding", "VOICE": RI, "MULTI": RI}
    assert said(near_the_middle, review("Good", **four)) == []
    assert said(near_the_middle, review("Inadequate", **four)) == []
    wide = {"PLAN": "Outstanding", "VISITS": "Outstanding", "VOICE": "Outstanding", "MULTI": "Inadequate"}
    assert said(near_the_middle, review(RI, **wide)) == [
        f"overall is {RI} to be good, and the middle domain grade is Outstanding"
    ]


def test_a_grade_that_a_limiting_domain_decides_is_not_asked_to_be_near_the_middle(said):
    good = {"PLAN": "Good", "VISITS": "Good", "VOICE": "Good"}
    assert said(near_the_middle, review("Inadequate", **good))[0].startswith("overall is Inadequate")
    assert said(near_the_middle, review("Inadequate", RISK="Inadequate", **good)).startswith("a limiting domain")
    assert said(near_the_middle, review("Inadequate", MGMT="Inadequate", **good)).startswith("a limiting domain")


def test_an_authority_can_ask_for_more_steps_or_fewer_domains(said):
    three = review(RI, PLAN="Outstanding", VISITS="Outstanding", VOICE="Outstanding")
    assert said(near_the_middle, three)
    assert said(near_the_middle, three, steps=3) == []
    assert said(near_the_middle, three, domains=4) == "too few domains are graded to say"


def test_one_domain_alone_says_nothing_about_the_ends(said):
    assert isinstance(said(not_above_every_domain, review("Outstanding", PLAN=RI)), str)
    assert isinstance(said(not_below_every_domain, review("Inadequate", PLAN="Good")), str)


def test_domains_without_a_grade_do_not_count_as_domains(said):
    assert isinstance(said(not_above_every_domain, review("Good", PLAN=RI, VISITS="not applicable")), str)


@pytest.mark.parametrize("overall", GRADES)
def test_an_overall_grade_is_never_both_above_and_below_every_domain(said, overall):
    year = review(overall, PLAN=RI, VISITS="Good")
    above, below = said(not_above_every_domain, year), said(not_below_every_domain, year)
    assert (bool(above), bool(below)) == (overall == "Outstanding", overall == "Inadequate")


def test_good_work_that_meets_the_standard_for_voice_may_be_outstanding(said):
    assert said(top_grade_hears_the_child, review("Outstanding", VOICE="Good")) == []
    assert said(top_grade_hears_the_child, review("Outstanding", VOICE=RI))
    assert isinstance(said(top_grade_hears_the_child, review("Good", VOICE=RI)), str)


def test_the_domain_for_voice_can_be_another_one(said):
    assert said(top_grade_hears_the_child, review("Outstanding", FAMILY=RI), domain="family")
