"""Themes across rounds, and how often that happens by itself. All of it is made up."""

import pytest

import qaframework as qa
from qaframework.testing import programme
from qaframework.triangulation.rounds import ThemeTrend, trend_of

PLUGINS = qa.load_plugins(allow=[])


def rounds(*said, asked="rsk", kinds=None):
    """Return the trend of rsk in rounds half a year apart, each with a direction, None (silent) or "?" (not asked)."""
    days = [f"{2020 + number // 2}-{'03' if number % 2 else '01'}-15" for number in range(len(said))]
    kinds = kinds or ["practice_reviews"] * len(said)
    activities = [
        {"id": f"A{n}", "kind": kind, "start": day, "end": day, **({} if one == "?" else {"asked": asked})}
        for n, (one, day, kind) in enumerate(zip(said, days, kinds, strict=True))
    ]
    findings = [{"activity": f"A{n}", "direction": one} for n, one in enumerate(said) if one not in (None, "?")]
    picture = qa.triangulate(programme({"activities": activities, "findings": findings}, PLUGINS), plugins=PLUGINS)
    return next(one for one in picture.trends if one.theme == "rsk")


@pytest.mark.parametrize(
    ("said", "trend"),
    [
        (("concern",), "one round"),
        (("strength", "concern"), "emerging"),
        ((None, "concern"), "emerging"),
        (("?", "concern"), "emerging"),
        (("concern", "concern"), "persistent"),
        (("concern", "?", "concern"), "persistent"),
        (("concern", "mixed"), "persistent"),
        (("concern", None, "concern"), "recurring"),
        (("concern", "strength", "concern"), "recurring"),
        (("concern", "strength"), "resolved"),
        (("concern", None), "faded"),
        (("concern", "?"), "one round"),
        (("strength", "strength"), "no concern"),
        (("strength", None), "no concern"),
        ((None, None), "nothing said"),
    ],
)
def test_a_trend_needs_rounds_that_looked(said, trend):
    assert rounds(*said).trend == trend


def test_what_nobody_asked_about_again_is_never_resolved():
    assert rounds("concern", None).trend == "faded"
    assert rounds("concern", "?", "?").trend != "resolved"


def test_different_kinds_of_source_are_told_apart_from_time():
    alike, other = rounds("concern", "concern"), rounds("concern", "concern", kinds=["observation", "survey"])
    assert "more than one view of one time" in other.reason
    assert "more than one view of one time" not in alike.reason


def test_a_concern_resolved_by_somebody_else_than_raised_it_says_so():
    same, other = rounds("concern", "strength"), rounds("concern", "strength", kinds=["observation", "survey"])
    assert same.trend == other.trend == "resolved"
    assert other.reason.endswith("who raised it (observation) has not said that it is over")
    assert "who raised it" not in same.reason


def test_an_emerging_theme_says_where_nobody_looked_before():
    assert "no earlier round says whether it looked" in rounds("?", "concern").reason
    assert "no earlier round" not in rounds(None, "concern").reason


def trends(*sequences):
    return [[ThemeTrend(theme="rsk", trend="persistent", states=tuple(enumerate(one)))] for one in sequences]


def test_base_rates_count_pairs_of_rounds_that_looked():
    found = qa.base_rates(trends(["concern", "concern", "silent", "concern"], ["silent", "unobserved", "strength"]))
    rate = found.overall
    assert (rate.again.n, rate.again.value) == (2, 0.5)
    assert (rate.new.n, rate.new.value) == (2, 0.5)
    assert rate.lift == 1
    assert rate.persists is False


def test_programmes_are_never_compared_with_each_other():
    found = qa.base_rates(trends(["concern"], ["concern"]))
    assert found.overall.again.n == found.overall.new.n == 0
    assert found.overall.lift is None
    assert found.overall.persists is None
    assert "too few to say" in repr(found)


def test_a_theme_that_truly_stays_is_told_from_one_that_comes_anyway():
    stays = qa.base_rates(trends(*[["concern", "concern"]] * 30, *[["silent", "silent"]] * 30))
    comes = qa.base_rates(trends(*[["concern", "concern"]] * 30, *[["silent", "concern"]] * 30))
    assert (stays.overall.persists, comes.overall.persists) == (True, False)
    assert [one.theme for one in comes.themes] == ["rsk"]


def test_the_states_give_the_same_trend_alone():
    assert trend_of(["unobserved", "concern", "unobserved"]) == "emerging"
    assert trend_of([]) == "nothing said"
