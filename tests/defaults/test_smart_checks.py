from __future__ import annotations

import pytest

from qaframework import NotApplicable, load_plugins
from qaframework.defaults.smart_checks import (
    due_date_set,
    linked_to_a_reason,
    measure_given,
    owner_is_one_role,
    owner_named,
)
from qaframework.testing import context_of, programme

PLUGINS = load_plugins(allow=["defaults"])


def said(check, *recommendations, **tables):
    year = programme(tables | {"recommendations": list(recommendations)}, PLUGINS)
    answer = check(year.recommendations[0], context_of(year, plugins=PLUGINS))
    return answer.reason if isinstance(answer, NotApplicable) else [message.text for message in answer]


def test_every_check_only_asks_and_each_part_but_specific_has_one():
    assert {check.severity for check in PLUGINS.smart_checks} == {"query"}
    held = {check.slug: check.criterion for check in PLUGINS.smart_checks}
    assert held.items() >= {
        ("owner-named", "assignable"),
        ("owner-is-one-role", "assignable"),
        ("due-date-set", "time_bound"),
        ("measure-given", "measurable"),
        ("linked-to-a-reason", "relevant"),
    }


@pytest.mark.parametrize("check", PLUGINS.smart_checks, ids=lambda check: check.slug)
def test_a_sane_recommendation_is_quiet(check):
    text = "Social worker to refer Child 3 to the autism team so that she has support at school."
    sane = {"text": text, "owner": "Social worker", "due": "2024-03-28", "measure": "She goes in.", "themes": "dis"}
    assert said(check, sane) == []


@pytest.mark.parametrize(
    "owner",
    [
        "Team manager",
        "Head of Safeguarding and Quality Assurance",
        "Assistant Director for Children and Families",
        "Independent Reviewing Officer",
        "Team Manager, Early Help",
        "Head of Service (Children in Care and Care Leavers)",
        "Service Manager - MASH & Assessment",
        "Virtual School Head",
        "SW",
        "P7",
        "Lead for participation and engagement",
    ],
)
def test_one_role_is_one_owner_whatever_its_title(owner):
    assert said(owner_is_one_role, {"owner": owner}) == []


@pytest.mark.parametrize(
    "owner",
    [
        "All staff",
        "all social workers",
        "Everyone",
        "TBC",
        "tbc.",
        "To be confirmed",
        "N/A",
        "?",
        "Social work team",
        "The Team",
        "Partner agencies",
        "Managers",
        "Various",
    ],
)
def test_a_group_or_nobody_yet_is_no_owner(owner):
    assert said(owner_is_one_role, {"owner": owner}) == ["its owner is a group, or still to be found"]


@pytest.mark.parametrize(
    "owner",
    [
        "Social worker and team manager",
        "Social worker / Team manager",
        "IRO, social worker",
        "Head of Service and Team Manager",
        "P1; P2",
        "Head of Early Help & Head of Safeguarding",
    ],
)
def test_two_roles_are_more_than_one_owner(owner):
    assert said(owner_is_one_role, {"owner": owner}) == ["it has more than one owner"]


def test_no_owner_is_flagged_by_one_check_only():
    assert said(owner_named, {"owner": None}) == ["nobody is named to do it"]
    assert said(owner_is_one_role, {"owner": None}) == "no owner is named"


def test_a_day_is_set_even_where_it_is_the_same_day():
    assert said(due_date_set, {"raised_on": "2024-02-05", "due": "2024-02-06"}) == []
    assert said(due_date_set, {"raised_on": "2024-02-05", "due": "2024-02-05"}) == []
    assert said(due_date_set, {}) == ["no day is set by which it is done"]


def test_a_file_without_measures_or_links_is_not_flagged_on_every_row():
    assert said(measure_given, {}, {}) == "this file does not record measures"
    assert said(linked_to_a_reason, {}, {}).startswith("this file does not link")


def test_a_row_that_leaves_blank_what_others_record_is_flagged():
    assert said(measure_given, {"text": "Discuss the plan with him."}, {"measure": "Visits are on time."})
    assert said(linked_to_a_reason, {}, {"domain": "RISK"})


@pytest.mark.parametrize(("direction", "reason"), [("concern", True), ("mixed", True), ("strength", False)])
def test_a_finding_is_a_reason_unless_all_was_well(direction, reason):
    answer = said(linked_to_a_reason, {"source": "F1"}, {"themes": "rsk"}, findings={"direction": direction})
    assert (answer == []) == reason
