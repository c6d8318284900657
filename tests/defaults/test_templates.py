from typing import get_args

import pytest

import qaframework as qa
from qaframework.model.records import Status

TEMPLATES = qa.load_plugins(allow=()).templates


def test_the_templates_that_ship():
    assert set(TEMPLATES) == {
        "practice-review",
        "practice-review@2",
        "practice-observation",
        "multi-agency-audit",
        "contact-scrutiny",
        "provider-visit",
        "contract-monitoring",
        "ofsted-ilacs",
        "ofsted-sif",
        "cqc-service",
    }


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_codes_are_capitals_without_spaces_and_come_once(template):
    codes = [domain.code for domain in template.domains]
    assert len(set(codes)) == len(codes)
    assert all(code.replace("_", "").isalnum() and code == code.upper() for code in codes)
    assert all(domain.title for domain in template.domains)


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_domains_apply_to_statuses_a_child_can_have(template):
    for domain in template.domains:
        assert domain.applies_to <= set(get_args(Status))


def test_risk_limits_and_leaders_cap_in_a_practice_review():
    practice = TEMPLATES["practice-review"]
    assert practice.limiting("overall") == ("RISK",)
    assert practice.limiting("below_standard") == ("MGMT", "SENIOR")


def test_help_and_protection_limits_and_leaders_cap_in_an_inspection():
    for name in ("ofsted-ilacs", "ofsted-sif"):
        assert TEMPLATES[name].limiting("overall") == ("HELP_AND_PROTECTION",)
        assert TEMPLATES[name].limiting("below_standard") == ("IMPACT_OF_LEADERS",)


def test_each_template_says_what_one_review_is_about():
    assert {name: template.subject for name, template in TEMPLATES.items()} == {
        "practice-review": "child",
        "practice-review@2": "child",
        "practice-observation": "event",
        "multi-agency-audit": "agency",
        "contact-scrutiny": "contact",
        "provider-visit": "provider",
        "contract-monitoring": "provider",
        "ofsted-ilacs": "authority",
        "ofsted-sif": "authority",
        "cqc-service": "provider",
    }


def test_the_five_questions_of_the_cqc_are_all_required_and_limit_nothing_by_themselves():
    cqc = TEMPLATES["cqc-service"]
    assert [domain.code for domain in cqc.domains] == ["SAFE", "EFFECTIVE", "CARING", "RESPONSIVE", "WELL_LED"]
    assert all(domain.required for domain in cqc.domains)
    assert cqc.limiting("overall") == cqc.limiting("below_standard") == ()
    assert cqc.profile == "cqc"


def test_a_grade_may_rest_on_less_time_than_the_evidence_covers():
    practice = TEMPLATES["practice-review"]
    assert practice.judgement_months <= practice.evidence_months


def test_every_template_that_follows_a_publisher_says_which():
    assert all(template.source for name, template in TEMPLATES.items() if template.id != "practice-review")


def test_what_the_first_practice_review_asked_is_asked_in_the_second_in_the_same_words():
    first, second = TEMPLATES.versions("practice-review")
    assert {one.code for one in first.domains} == {one.code for one in second.domains}
    assert all(second.prompt(asked.id) == asked for asked in first.prompts)
    assert len(second.prompts) > len(first.prompts)
    assert second.rationale_prompts


@pytest.mark.parametrize("template", TEMPLATES.values(), ids=list(TEMPLATES))
def test_a_template_of_practice_has_a_question_in_each_domain(template):
    asked = [bool(domain.prompts) for domain in template.domains]
    assert all(asked) or template.subject == "authority" or template.profile == "cqc"
