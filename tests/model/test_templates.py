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


def template(version, *texts, name="t"):
    prompts = [qa.Prompt(f"RISK-{place}", text) for place, text in enumerate(texts, start=1)]
    return qa.ReviewTemplate(
        id=name, title="T", version=version, domains=[qa.Domain(code="RISK", title="R", prompts=prompts)]
    )


def test_a_name_without_a_version_is_the_first_there_was_and_never_becomes_another():
    first, second, tenth = template("1", "a"), template("2", "b"), template("10", "c")
    for given in ([first], [second, first], [tenth, first, second]):
        templates = qa.Templates(given)
        assert templates["t"] == templates["t@1"] == first
    assert templates.versions("t") == templates.versions("t@2") == (first, second, tenth)
    assert list(templates) == ["t", "t@2", "t@10"]
    assert list(templates.values()) == [first, second, tenth]
    assert len(templates) == 3


def test_a_version_that_is_not_there_is_not_there():
    templates = qa.Templates([template("1")])
    assert "t@2" not in templates
    assert templates.get("t@2") is None
    assert templates.versions("u") == ()


@pytest.mark.parametrize("order", [("2023", "2024-04", "2024-10"), ("0.9", "0.10", "1.0"), ("1", "2", "2b")])
def test_versions_are_ordered_as_people_number_them(order):
    templates = qa.Templates(template(version) for version in reversed(order))
    assert [one.version for one in templates.versions("t")] == list(order)


def test_a_question_keeps_its_id_and_leads_to_its_domain():
    made = template("1", "Was risk seen?")
    assert made.prompt("RISK-1") == qa.Prompt("RISK-1", "Was risk seen?")
    assert made.domain_of("RISK-1") is made.domain("RISK")
    assert made.prompt("RISK-2") is made.domain_of("RISK-2") is None
    assert str(made.prompt("RISK-1")) == "Was risk seen?"


def test_two_questions_of_one_id_are_refused_in_whatever_domains_they_stand():
    domains = [qa.Domain(code=code, title="D", prompts=[qa.Prompt("Q1", "?")]) for code in ("A", "B")]
    with pytest.raises(ValueError, match="two prompts are called Q1"):
        qa.ReviewTemplate(id="t", title="T", domains=domains)


def test_changing_a_domain_in_code_keeps_the_ids_of_its_questions():
    domain = qa.Domain(code="RISK", title="R", prompts=["one", "two"])
    assert attrs.evolve(domain, code="SAFE").prompts == domain.prompts


@pytest.mark.parametrize(
    ("applies_to", "status", "applies"),
    [
        ((), None, True),
        ((), "looked_after", True),
        ("looked_after", "looked_after", True),
        ("looked_after", None, False),
    ],
)
def test_a_domain_for_some_statuses_is_not_for_a_child_whose_status_nobody_knows(applies_to, status, applies):
    assert qa.Domain(code="PERM", title="P", applies_to=applies_to).applies(status) is applies


@pytest.mark.parametrize(
    "value",
    [qa.Domain(code="RISK", title="Risk"), qa.ReviewTemplate(id="t", title="T"), qa.Theme(id="acc", title="Housing")],
)
def test_templates_and_themes_are_values(value):
    assert value == attrs.evolve(value)
    assert hash(value) == hash(attrs.evolve(value))
    with pytest.raises(AttributeError):
        value.title = "Other"
