"""Agencies by their words, audits by their readers, and the plugin's own word."""

from __future__ import annotations

import pytest
from qaframework_partnership.agencies import AGENCIES, WORDS, agencies_in

import qaframework as qa
from qaframework.testing import check_plugin, plugin

partnership = plugin("partnership")
PLUGINS = qa.load_plugins(require=["partnership"])


def test_the_plugin_keeps_its_word():
    check_plugin("partnership", programmes=60)


@pytest.mark.parametrize(
    ("text", "agencies"),
    [
        ("City Police", {"LOCAL_AUTHORITY", "POLICE"}),
        ("Metropolitan Police Service", {"POLICE"}),
        ("The policeman's ball", set()),
        ("NHS Trust", {"HEALTH", "VOLUNTARY"}),
        ("school; GP", {"EDUCATION", "HEALTH"}),
        ("", set()),
    ],
)
def test_an_agency_is_known_by_whole_words(text, agencies):
    assert agencies_in(text) == agencies


def test_an_authority_can_say_what_its_own_agencies_are_called():
    assert agencies_in("the force", ("police: force",)) == {"POLICE"}
    assert agencies_in("the force", ("nonsense",)) == set()


def test_every_agency_has_words():
    assert set(WORDS) == AGENCIES


def test_the_three_partners_in_law_have_to_be_graded_and_others_may_be():
    required = {domain.code for domain in PLUGINS.templates["partnership-audit"].domains if domain.required}
    assert required == {"LOCAL_AUTHORITY", "POLICE", "HEALTH", "TOGETHER"}


def test_an_audit_without_a_partner_is_incomplete(programme, moderate):
    graded = {f"domain.{code}": "Good" for code in ("LOCAL_AUTHORITY", "POLICE", "TOGETHER")}
    year = programme(activities={"kind": "multi_agency_audit", "template": "partnership-audit"}, reviews=graded)
    flags = moderate(year, "partnership/partners-in-law-graded").flags
    assert [(flag.message, flag.field) for flag in flags] == [("HEALTH was not looked at", "domain.HEALTH")]


def test_its_themes_stand_under_the_built_in_one():
    assert {theme.parent for theme in partnership.themes} == {"mag"}
    assert "mag" in qa.load_plugins(allow=()).themes
