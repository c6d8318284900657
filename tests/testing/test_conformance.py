"""Each thing ``check_plugin`` looks for, with a plugin that does it; and one plugin that does none of them."""

from __future__ import annotations

import random
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from types import ModuleType
from typing import Any

import attrs
import pytest

import qaframework as qa
from qaframework.testing import check_plugin, faults_of

OK = {"recommendations": {"owner": "Team manager"}}
FLAGGED = {"recommendations": {"owner": "everybody"}}
NOT_APPLICABLE = {"recommendations": {"owner": None}}
Messages = Any


def made(*rules: qa.Rule[Any], name: str = "made", **hooks: Any) -> ModuleType:
    """Return a module that is a plugin with these rules."""
    module = ModuleType(name)
    for hook, values in {"qa_moderation_rules": list(rules), **hooks}.items():
        setattr(module, hook, giving(values))
    return module


def giving(values: object) -> Callable[[], object]:
    @qa.hookimpl
    def hook() -> object:
        return values

    return hook


def over(check: Callable[..., Any], *, slug: str = "made-up", **more: Any) -> qa.Rule[Any]:
    """Return a rule of a function, with examples that hold for one that flags the owner ``everybody``."""
    check.__doc__ = "A title."
    examples = {"ok": OK, "flagged": FLAGGED, "not_applicable": NOT_APPLICABLE} | more
    return qa.rule(slug, severity="query", **examples)(check)


def told(*rules: qa.Rule[Any], programmes: int = 5, **hooks: Any) -> list[str]:
    return [str(fault) for fault in faults_of(made(*rules, **hooks), programmes=programmes)]


def sound(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
    if recommendation.owner is None:
        return qa.not_applicable("nobody is named")
    if recommendation.owner == "everybody":
        yield qa.flag("everybody is nobody", field="owner")


def flagging(beside: Callable[[qa.Recommendation, qa.Context], object]) -> qa.Rule[Any]:
    """Return the sound rule, with something else that it does beside."""

    def check(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        beside(recommendation, context)
        return (yield from sound(recommendation, context))

    return over(check)


def test_a_sound_plugin_keeps_its_word_on_thousands_of_records() -> None:
    drawn = 0

    def counting(recommendation: qa.Recommendation, context: qa.Context) -> None:
        nonlocal drawn
        drawn += sum(context.year.counts().values())

    check_plugin(made(flagging(counting)))
    assert drawn > 2000


@pytest.mark.parametrize(
    ("read", "call"),
    [
        (date.today, "date.today"),
        (lambda: time.time(), "time.time"),
        (lambda: time.strftime("%Y"), "time.strftime"),
        (lambda: __import__("datetime").datetime.now(), "datetime.now"),
    ],
)
def test_a_rule_that_reads_the_clock_is_named_whatever_it_calls(read: Callable[[], object], call: str) -> None:
    (fault,) = told(flagging(lambda *_: read()))
    assert fault == (
        f"made/made-up reads the clock ({call}). "
        "Use context.today, so that the same file gives the same report on any day."
    )


def test_the_day_that_is_given_and_days_that_are_written_are_no_clock() -> None:
    assert told(flagging(lambda one, context: f"{context.today:%d/%m/%Y} {one.raised_on.isoformat()}")) == []


def lookup() -> None:
    with socket.socket() as line:
        line.connect_ex(("127.0.0.1", 9))


@pytest.mark.parametrize(
    ("reach", "said"),
    [
        (lambda: lookup(), "reaches for the network (socket.connect_ex)"),
        (lambda: socket.getaddrinfo("localhost", 80), "reaches for the network (socket.getaddrinfo)"),
        (lambda: random.random(), "throws dice (random)"),
        (lambda: random.choice("ab"), "throws dice (random)"),
        (lambda: __import__("uuid").uuid4(), "throws dice (os.urandom)"),
        (lambda: subprocess.run([sys.executable, "--version"], capture_output=True), "starts another program"),
    ],
)
def test_a_rule_that_reaches_outside_is_named(reach: Callable[[], object], said: str) -> None:
    faults = told(flagging(lambda *_: reach()), programmes=0)
    assert [fault for fault in faults if said in fault]


def test_dice_with_a_seed_are_no_dice() -> None:
    assert told(flagging(lambda one, _: random.Random(one.id).random())) == []


def test_a_rule_that_changes_a_record_is_named_with_the_table() -> None:
    def spoil(recommendation: qa.Recommendation, context: qa.Context) -> None:
        object.__setattr__(recommendation, "priority", "spoilt")

    (fault,) = told(flagging(spoil))
    assert fault.startswith("made/made-up changes recommendations. Records are values")


def test_a_rule_that_changes_a_grade_of_another_record_is_named() -> None:
    def spoil(recommendation: qa.Recommendation, context: qa.Context) -> None:
        for review in context.year.reviews:
            object.__setattr__(review, "overall", qa.Missing.WITHHELD)

    rule = over(flagging(spoil).check, ok={"reviews": {}, "recommendations": {"owner": "Team manager"}})
    (fault,) = told(rule, programmes=0)
    assert "changes reviews" in fault


def test_a_rule_that_remembers_is_named() -> None:
    seen: list[str] = []

    def remembers(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        seen.append(recommendation.id)
        if recommendation.owner is None:
            return qa.not_applicable("nobody is named")
        if recommendation.owner == "everybody":
            yield f"everybody is nobody, the {len(seen)}th time"

    assert any("says something else when it is asked again. Keep nothing" in fault for fault in told(over(remembers)))


def test_a_rule_that_hangs_on_the_order_of_rows_is_named() -> None:
    def first_only(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        if recommendation is not context.year.recommendations[0]:
            return qa.not_applicable("not the first")
        if recommendation.raised_on.year:
            yield "the first is always wrong"

    faults = told(over(first_only, flagged={"recommendations": [{}, {}]}, ok=(), not_applicable=()), programmes=0)
    assert any("when the rows stand in another order. Sort what it lists" in fault for fault in faults)


def test_a_rule_that_breaks_where_a_value_is_missing_is_named_with_the_line() -> None:
    def careless(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        if "everybody" in recommendation.owner:  # type: ignore[operator]
            yield "everybody is nobody"

    faults = told(over(careless, not_applicable=()), programmes=15)
    assert any(
        "breaks on a record: TypeError (test_conformance.py line" in fault and "qa.not_applicable" in fault
        for fault in faults
    )


def test_a_rule_that_passes_a_missing_value_is_named_with_the_field() -> None:
    def silent(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        if recommendation.owner == "everybody":
            yield "everybody is nobody"

    (fault,) = told(over(silent, not_applicable=()), programmes=0)
    assert fault == (
        "made/made-up flags a record, and passes the same record once its owner is missing. "
        'A missing value is never sound: flag it, or return qa.not_applicable("no owner"). '
        "Where the rule asks for it to be blank, let an example that is ok take it out, with None."
    )


def test_a_rule_that_asks_for_a_blank_says_so_in_an_example() -> None:
    def names_nobody(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        if recommendation.owner is not None:
            yield "somebody is named"

    blank = {"recommendations": {"owner": None}}
    assert told(over(names_nobody, ok=blank, not_applicable=()), programmes=5) == []
    assert told(over(names_nobody, ok={"recommendations": {}}, not_applicable=()), programmes=0) != []


def test_a_rule_that_judges_what_is_always_there_too_may_pass_without_the_rest() -> None:
    def either(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        if "everybody" in (recommendation.owner, recommendation.text):
            yield "everybody is nobody"

    flagged = (FLAGGED, {"recommendations": {"text": "everybody"}})
    assert told(over(either, flagged=flagged, not_applicable=()), programmes=0) == []


def test_a_field_that_the_record_does_not_have_is_named_with_the_nearest() -> None:
    def misspelt(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        for message in sound(recommendation, context):
            yield attrs.evolve(message, field="onwer")

    faults = told(over(misspelt, not_applicable=()), programmes=0)
    assert any("flags the field 'onwer', which recommendations do not have. There is 'owner'." in one for one in faults)


def test_examples_that_do_not_hold_or_are_not_there_are_named() -> None:
    assert told(over(sound, ok=FLAGGED), programmes=0) == [
        "made/made-up example 1 of ok came out as flagged. Change the example or the rule, until both say the same."
    ]
    assert "made/made-up has no example that is flagged" in told(over(sound, flagged=()), programmes=0)[0]


def test_an_example_with_a_column_that_is_none_is_named() -> None:
    (fault,) = told(over(sound, ok={"recommendations": {"onwer": "x"}}), programmes=0)
    assert "has an example that cannot be tried" in fault
    assert "onwer" in fault


def test_a_rule_that_prints_and_one_that_is_slow_are_named() -> None:
    assert "made/made-up prints. Yield what is to be said" in told(flagging(lambda *_: print("x")))[0]
    slow = told(flagging(lambda *_: [None for _ in range(3 * 10**7)]), programmes=0)
    assert any("takes more than 0.5 seconds" in fault for fault in slow)


def test_a_rule_without_end_is_named() -> None:
    def endless(recommendation: qa.Recommendation, context: qa.Context) -> Messages:
        while True:
            yield "again"

    faults = told(over(endless, ok=(), not_applicable=()), programmes=5)
    assert any("it yielded more than 1,000 messages about one record" in fault for fault in faults)


def test_a_plugin_that_is_left_out_is_named_with_the_reason() -> None:
    (fault,) = faults_of(made(over(sound), over(sound)))
    assert "is left out at 'give': rule 'made/made-up' is given twice" in str(fault)
    assert "is not there" in str(faults_of("no-such-plugin")[0])


def test_crosswalks_and_themes_that_do_not_fit_are_named() -> None:
    scale = qa.GradingScale("ours", "Ours", ("Strong", "Weak"))
    walk = qa.Crosswalk("ours", "ofsted-2018", {"Strong": "Great", "Wek": "Inadequate"})
    faults = told(
        qa_grading_scales=[scale, walk, qa.Crosswalk("ours", "nowhere")],
        qa_themes=[qa.Theme(id="quay", title="Quays", parent="rivers")],
    )
    labels = "Write labels as the scale does."
    assert faults == [
        "crosswalk ours to nowhere is about the scale 'nowhere', which nobody gives. Name the scales by their ids.",
        "crosswalk ours to ofsted-2018 answers 'Great', which ofsted-2018 does not have. " + labels,
        "crosswalk ours to ofsted-2018 reads 'Wek', which ours does not have. " + labels,
        "crosswalk ours to ofsted-2018 says nothing of 'Weak'. Write how it reads, or None where that cannot be said.",
        "theme quay is part of 'rivers', which nobody gives. Name a theme by its id.",
    ]


def test_everything_is_said_at_once_and_as_an_assertion() -> None:
    with pytest.raises(AssertionError) as raised:
        check_plugin(made(flagging(lambda *_: (date.today(), print("x")))), programmes=2)
    assert len(str(raised.value).splitlines()) == 3


def test_a_check_is_the_same_check_each_time() -> None:
    seen: list[list[str]] = [[], []]
    for turn in seen:
        told(flagging(lambda one, _, turn=turn: turn.append(one.text)), programmes=10)  # type: ignore[misc]
    assert seen[0] == seen[1] != []
