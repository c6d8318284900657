"""What a new pack changes, in words and over a year that is over."""

from datetime import date
from types import ModuleType

import qaframework as qa
from qaframework.testing import programme

YEAR = programme({"reviews": [{}, {"overall": "Inadequate"}, {"overall": "Inadequate"}]})


def rule(slug, grade, *, severity="query", title="A title.", days=3):
    def check(review: qa.Review, context: qa.Context, days: int = days):
        if review.overall == grade:
            yield f"it is {grade}"

    check.__doc__ = title
    return qa.rule(slug, severity=severity)(check)


def over(*rules):
    module = ModuleType("pack")

    @qa.hookimpl
    def qa_moderation_rules():
        return list(rules)

    module.qa_moderation_rules = qa_moderation_rules
    plugins = qa.load_plugins(module, allow=())
    return qa.moderate(YEAR, plugins, "pack/*", today=date(2024, 4, 1), settings=qa.Settings())


def test_rules_added_removed_and_changed_are_named_with_what_changed():
    before = [rule("gone", "Good"), rule("kept", "Good"), rule("other", "Good")]
    after = [rule("new", "Good", title="New."), rule("kept", "Good"), rule("other", "Good", severity="error", days=5)]
    found = qa.diff_rules(before, after)
    assert found.changes == (
        ("gone", "removed", "A title."),
        ("new", "added", "New."),
        ("other", "changed", "severity: query -> error"),
        ("other", "changed", "days: 3 -> 5"),
    )
    assert found.same == 1
    assert repr(found).endswith("1 rule is the same.")


def test_a_pack_does_not_differ_from_itself():
    rules = qa.load_plugins(allow=()).rules
    assert qa.diff_rules(rules, rules).changes == ()
    assert qa.diff_rules(rules, qa.load_plugins(allow=()).rules).changes == ()


def test_flags_gained_and_lost_are_told_apart_from_those_that_stay():
    found = qa.compare_flags(over(rule("made-up", "Good")), over(rule("made-up", "Good"), rule("new", "Inadequate")))
    assert [(flag.rule, flag.record) for flag in found.gained] == [("pack/new", "R2"), ("pack/new", "R3")]
    assert (found.lost, found.kept) == ((), 1)
    back = qa.compare_flags(over(rule("made-up", "Good"), rule("new", "Inadequate")), over(rule("made-up", "Good")))
    assert [flag.record for flag in back.lost] == ["R2", "R3"]
    assert [row["flag"] for row in back.rows()] == ["lost", "lost"]
    assert back.headline() == "0 gained, 2 lost, 1 as before."


def test_without_anything_before_every_flag_is_gained():
    found = qa.compare_flags(None, over(rule("made-up", "Inadequate")))
    assert (len(found.gained), found.lost, found.kept) == (2, (), 0)


def test_what_was_not_checked_is_said_because_a_flag_may_be_lost_for_that():
    def broken(review: qa.Review, context: qa.Context):
        """A title."""
        yield from review.nothing

    found = qa.compare_flags(over(rule("made-up", "Good")), over(qa.rule("made-up", severity="query")(broken)))
    assert len(found.lost) == 1
    assert any("crashed" in note for note in found.not_run)
    assert "not checked:" in repr(found)
