import attrs
import pytest

import qaframework as qa
from qaframework.model.templates import domain_code


@pytest.mark.parametrize("written", ["risk", "RISK", " Risk ", "rIsK\n"])
def test_a_domains_code_is_kept_in_capitals(written):
    assert qa.Domain(code=written, title="Risk").code == "RISK"


@pytest.mark.parametrize(
    "written", ["help and protection", "Help-and-protection", "HELP_AND_PROTECTION", "help  and protection"]
)
def test_the_words_of_a_code_are_joined_the_same_way_everywhere(written):
    template = qa.ReviewTemplate(id="t", title="T", domains=[qa.Domain(code=written, title="H", limits="overall")])
    assert template.limiting("overall") == ("HELP_AND_PROTECTION",)
    assert template.domain(written) is template.domain("HELP_AND_PROTECTION") is not None
    assert qa.Judgement(written, qa.Missing.NOT_GRADED).domain == domain_code(written)


def test_a_domain_the_template_does_not_have_is_none():
    assert qa.ReviewTemplate(id="t", title="T").domain("RISK") is None


def test_a_misspelt_limit_is_refused_and_does_not_pass_for_none():
    with pytest.raises(ValueError, match="limits is one of overall, below_standard"):
        qa.Domain(code="RISK", title="Risk", limits="over_all")


def test_an_unknown_profile_is_refused():
    with pytest.raises(ValueError, match="profile is one of ofsted, cqc"):
        qa.ReviewTemplate(id="t", title="T", profile="ofstead")


def test_two_domains_of_one_code_are_refused():
    twice = [qa.Domain(code="risk", title="One", limits="overall"), qa.Domain(code="RISK", title="Two")]
    with pytest.raises(ValueError, match="two domains are called RISK"):
        qa.ReviewTemplate(id="t", title="T", domains=twice)


def test_one_status_prompt_or_phrase_may_be_given_without_a_list():
    domain = qa.Domain(code="PERM", title="Permanence", applies_to="looked_after", prompts="Is there a plan?")
    assert domain.applies_to == {"looked_after"}
    assert domain.prompts == (qa.Prompt("PERM-1", "Is there a plan?"),)
    assert qa.Theme(id="acc", title="Housing", phrases="housing").phrases == ("housing",)


@pytest.mark.parametrize(
    "value",
    [qa.Domain(code="RISK", title="Risk"), qa.ReviewTemplate(id="t", title="T"), qa.Theme(id="acc", title="Housing")],
)
def test_templates_and_themes_are_values(value):
    assert value == attrs.evolve(value)
    assert hash(value) == hash(attrs.evolve(value))
    with pytest.raises(AttributeError):
        value.title = "Other"
