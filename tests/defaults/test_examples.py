"""Every built-in rule and SMART check says of its own examples what they say it does."""

from __future__ import annotations

import re

import pytest

from qaframework import load_plugins
from qaframework.rules import Rule
from qaframework.testing import failing_examples

PLUGINS = load_plugins(allow=["defaults"])
RULES = (*PLUGINS.rules, *PLUGINS.smart_checks)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_rules_examples_come_out_as_it_says(rule: Rule) -> None:
    assert list(failing_examples(rule, PLUGINS)) == []


def test_there_are_rules_to_try_and_none_was_left_out() -> None:
    assert PLUGINS.failed == ()
    assert len(PLUGINS.rules) >= 35
    assert {check.criterion for check in PLUGINS.smart_checks} >= {"assignable", "measurable", "relevant", "time_bound"}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.slug)
def test_a_rule_says_in_plain_words_what_holds_what_to_do_and_whose_it_is(rule: Rule) -> None:
    assert re.fullmatch(r"[A-Z].*\.", rule.title), "the title is a sentence"
    assert rule.guidance, "the guidance says what to do"
    assert rule.guidance.endswith("."), "the guidance is whole sentences"
    assert rule.source, "the source says whose rule it is"
