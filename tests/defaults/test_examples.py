"""Every built-in rule and SMART check says of its own examples what they say it does."""

from __future__ import annotations

import re

import attrs
import pytest

from qaframework import load_plugins, moderate
from qaframework.rules import Rule
from qaframework.testing import TODAY, failing_examples, programme

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


SECRET = "Zebedee was not seen on 3 March 2019 and Mr Zebedee, 943 476 5919, says drift"
YEAR = {
    "activities": {"kind": SECRET, "title": SECRET, "lead": SECRET, "sampling": SECRET, "asked": SECRET},
    "children": {"needs": SECRET, "age_band": SECRET, "family": SECRET},
    "people": {"role": SECRET, "organisation": SECRET},
    "reviews": [
        {"rationale": SECRET, "voice_note": SECRET, "system_block": SECRET, "overall": overall, "child": "Zebedee"}
        for overall in ("Good", "Inadequate", "Good")
    ],
    "judgements": {"grade": "Inadequate", "rationale": SECRET, "evidence": SECRET},
    "readings": [{"stage": stage, "overall": "Outstanding", "rationale": SECRET} for stage in ("moderation", "panel")],
    "findings": {"statement": SECRET, "voice": SECRET, "child": "Zebedee", "theme": SECRET},
    "answers": {"question": SECRET, "asked": SECRET, "note": SECRET},
    "calendar": {"kind": SECRET, "title": SECRET, "lead": SECRET, "cancelled": SECRET},
    "recommendations": [
        {"text": SECRET, "owner": SECRET, "measure": SECRET, "priority": SECRET, "domain": SECRET, "themes": SECRET},
        {"text": SECRET, "rolls_up_to": "REC1", "due": "2023-01-01", "domain": "RISK"},
    ],
    "updates": {"note": SECRET, "evidence": SECRET, "impact": SECRET, "status": SECRET},
    "survey_results": {"question": SECRET, "theme": SECRET},
    "feedback": {"point": SECRET, "who": SECRET, "said": SECRET, "note": SECRET, "child": "Zebedee"},
    "responses": {"said": SECRET, "did": SECRET, "because": SECRET, "channel": SECRET, "theme": SECRET},
}


def test_no_rule_repeats_what_was_written_in_a_record() -> None:
    report = moderate(programme(YEAR, PLUGINS), PLUGINS, today=TODAY)
    assert not report.crashed
    assert len({flag.rule for flag in report.flags}) > 30
    assert [flag.rule for flag in report.flags if "zebedee" in f"{flag.message} {flag.field}".casefold()] == []


def test_the_order_of_rows_changes_no_flag() -> None:
    year = programme(YEAR, PLUGINS)
    backwards = attrs.evolve(year, **{table: year.table(table)[::-1] for table in year.counts()})
    there, back = moderate(year, PLUGINS, today=TODAY), moderate(backwards, PLUGINS, today=TODAY)
    assert [(flag.rule, flag.record, flag.message) for flag in there.flags] == [
        (flag.rule, flag.record, flag.message) for flag in back.flags
    ]
