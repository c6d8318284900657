"""What a report was made with, what differs between two, and the refusal to compare what was not asked alike."""

from datetime import date
from types import ModuleType

import attrs
import pytest

import qaframework as qa
from qaframework.moderation.rule_packs import fingerprint
from qaframework.testing import programme

TODAY = date(2024, 4, 1)
YEAR = programme({"reviews": [{}, {"overall": "Inadequate"}], "recommendations": {}})


def words(limit=5, *, severity="query", slug="made-up"):
    def check(review: qa.Review, context: qa.Context, words: int = limit):
        """A title."""
        if len((review.rationale or "").split()) < words:
            yield "too short"

    return qa.rule(slug, severity=severity)(check)


def made(*rules, name="made"):
    module = ModuleType(name)

    @qa.hookimpl
    def qa_moderation_rules():
        return list(rules)

    module.qa_moderation_rules = qa_moderation_rules
    return module


def report(*rules, year=YEAR, settings=None, name="made", select="made/*"):
    plugins = qa.load_plugins(made(*rules, name=name), allow=())
    return qa.moderate(year, plugins, select, today=TODAY, settings=settings or qa.Settings())


def refused(first, second):
    found = qa.compare_reports(first, second)
    assert found.rows() == []
    assert bool(found.refused) == ("cannot be compared" in repr(found))
    return list(found.refused)


def test_a_report_says_whose_rules_ran_and_what_was_set():
    settings = qa.Settings(
        name="qaframework.toml",
        rules={"made/made-up": {"words": 30, "severity": "info"}},
        activities={"A1": {"made-up": {"words": 20}}},
    )
    year = programme({"activities": {}, "reviews": {}})
    (pack,) = report(words(), year=year, settings=settings).rule_packs
    assert (pack.plugin, pack.version, len(pack.rules)) == ("made", "", 1)
    assert pack.set_here == (
        "made-up: words = 30 (qaframework.toml)",
        "made-up: words for A1 = 20 (qaframework.toml, for A1)",
        "made-up: severity = info (qaframework.toml)",
    )
    assert str(pack).startswith("made (1 rule, with made-up: words = 30 (qaframework.toml); ")


@pytest.mark.parametrize("form", ["text", "markdown", "html", "json"])
def test_every_form_of_a_report_prints_its_packs(form):
    from qaframework.moderation.output import as_text, render

    settings = qa.Settings(name="ours.toml", rules={"made-up": {"words": 31}})
    made_up = report(words(), settings=settings)
    told = as_text(made_up) if form == "text" else render(made_up, {"markdown": "md"}.get(form, form))
    told = told.decode() if isinstance(told, bytes) else told
    assert "words = 31 (ours.toml)" in " ".join(told.replace("&#34;", '"').split())


def test_reports_made_alike_are_put_side_by_side():
    other = programme({"reviews": [{"rationale": "Seen each week, alone, and heard."}, {}, {}]})
    found = qa.compare_reports(report(words()), report(words(), year=other))
    assert found.refused == ()
    assert found.rows() == [{"rule": "made/made-up", "first": "2 of 2", "second": "2 of 3"}]
    assert "ranks nobody" in " ".join(found.sentences())
    assert "<table>" in found._repr_html_()


def test_another_parameter_is_named():
    settings = qa.Settings(name="ours.toml", rules={"made-up": {"words": 30}})
    assert refused(report(words()), report(words(), settings=settings)) == [
        "made/made-up: words is 5 in the first, 30 in the second"
    ]


def test_another_severity_another_rule_and_another_pack_are_named():
    settings = qa.Settings(name="ours.toml", rules={"made-up": {"severity": "error"}})
    assert refused(report(words()), report(words(), settings=settings)) == [
        "made/made-up: severity is query in the first, error in the second"
    ]
    assert refused(report(words()), report(words(), words(slug="another"))) == ["only the second ran made/another"]
    theirs = report(words(), name="theirs", select="theirs/*")
    assert refused(report(words()), theirs) == [
        "only the first has the pack made",
        "only the second has the pack theirs",
    ]


def test_another_version_is_named():
    first = report(words())
    second = attrs.evolve(first, rule_packs=(attrs.evolve(first.rule_packs[0], version="2.0"),))
    assert refused(first, second) == ["made is without a version in the first, 2.0 in the second"]


def test_a_rule_that_does_something_else_under_the_same_name_is_named():
    def check(review: qa.Review, context: qa.Context, words: int = 5):
        """A title."""
        if len((review.rationale or "").split()) <= words:
            yield "too short"

    other = qa.rule("made-up", severity="query")(check)
    assert refused(report(words()), report(other)) == ["made/made-up does something else"]


def test_a_report_that_is_not_complete_is_compared_with_nothing():
    def broken(review: qa.Review, context: qa.Context):
        """A title."""
        yield from review.nothing

    one = report(qa.rule("made-up", severity="query")(broken))
    assert refused(one, one) == [
        "in the first not everything was checked",
        "in the second not everything was checked",
    ]


def test_a_fingerprint_is_of_what_a_rule_does_and_of_nothing_else():
    def check(review: qa.Review, context: qa.Context, words: int = 5):
        """Another title, and other guidance.

        Here.
        """
        # a remark
        if len((review.rationale or "").split()) < words:
            yield "too short"

    assert fingerprint(qa.rule("another", severity="error")(check)) == fingerprint(words())
    assert fingerprint(words(9)) == fingerprint(words())
