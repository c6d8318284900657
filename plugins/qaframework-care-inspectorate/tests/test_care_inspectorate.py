"""Six points and four, and the plugin's own word."""

from __future__ import annotations

import itertools

import pytest

import qaframework as qa
from qaframework.testing import check_plugin, plugin

care_inspectorate = plugin("care-inspectorate")
PLUGINS = qa.load_plugins(require=["care-inspectorate"])
SIX = PLUGINS.scales["care-inspectorate"]
FOUR = PLUGINS.scales["ofsted-2018"]


def test_the_plugin_keeps_its_word():
    check_plugin("care-inspectorate", programmes=60)


@pytest.mark.parametrize(
    ("grade", "sets"),
    [
        ("Outstanding", ["Excellent", "Very good"]),
        ("Good", ["Very good", "Good"]),
        ("RI", ["Adequate"]),
        ("Inadequate", ["Weak", "Unsatisfactory"]),
    ],
)
def test_one_of_four_levels_reads_as_a_set_of_six(grade, sets):
    read = PLUGINS.convert(FOUR.parse(grade), "care-inspectorate")
    assert [str(one) for one in read] == sets


def test_no_reading_crosses_the_standard():
    for scale, other in ((SIX, "ofsted-2018"), (FOUR, "care-inspectorate")):
        for grade in scale.grades:
            assert {one.meets for one in PLUGINS.convert(grade, other)} == {grade.meets}


def test_a_better_grade_never_reads_as_a_worse_one():
    for scale, other in ((SIX, "ofsted-2018"), (FOUR, "care-inspectorate")):
        reads = [PLUGINS.convert(grade, other) for grade in scale.grades]
        for better, worse in itertools.pairwise(reads):
            assert better[0] >= worse[0]
            assert better[-1] >= worse[-1]


def test_there_and_back_again_the_grade_is_among_the_answers():
    for grade in SIX.grades:
        back = {one for there in PLUGINS.convert(grade, "ofsted-2018") for one in PLUGINS.convert(there, SIX.id)}
        assert grade in back


def test_nobody_is_named_as_author_who_did_not_write_it():
    assert {walk.author for walk in care_inspectorate.crosswalks} == {
        "qaframework-care-inspectorate; published by neither inspectorate"
    }


def test_an_inspection_of_four_indicators_without_an_overall_grade_stands(programme, moderate):
    codes = [domain.code for domain in PLUGINS.templates["care-inspectorate-supervision-orders"].domains]
    year = programme(
        activities={"template": "care-inspectorate-supervision-orders", "scale": "care-inspectorate"},
        reviews={"child": None, "subject": "a partnership", "overall": "n/a"} | {f"domain.{c}": "5" for c in codes},
    )
    report = moderate(year, ["care-inspectorate/*", "required-domains", "domain-of-the-template", "overall-graded"])
    assert report.flags == ()
    assert report.complete
