"""The City's year as it ships, its two words for one grade, and the plugin's own word."""

from __future__ import annotations

from datetime import date

import pytest

import qaframework as qa
from qaframework.testing import check_plugin, plugin

city = plugin("city-of-london")
PLUGINS = qa.load_plugins(require=["city-of-london"])
CITY = PLUGINS.scales["city-of-london"]


def test_the_plugin_keeps_its_word():
    check_plugin("city-of-london", programmes=60)


def test_it_adds_to_the_built_in_plugin_and_repeats_nothing_of_it():
    assert PLUGINS.failed == ()
    built_in = {rule.slug for rule in qa.load_plugins(allow=()).rules}
    assert not built_in & {rule.slug for rule in city.rules}


def test_both_words_for_the_top_grade_are_one_grade_each_in_its_time():
    assert CITY.parse("Excellent", on=date(2023, 5, 22)) == CITY.best
    assert CITY.parse("Outstanding", on=date(2024, 2, 1)) == CITY.best
    with pytest.raises(qa.ScaleError, match="'Excellent' was not a word of scale city-of-london on 01/02/2024"):
        CITY.parse("Excellent", on=date(2024, 2, 1))


@pytest.mark.parametrize("grade", CITY.grades, ids=str)
def test_a_grade_reads_on_ofsteds_scale_and_back_as_itself(grade):
    (there,) = PLUGINS.convert(grade, "ofsted-2018")
    assert PLUGINS.convert(there, "city-of-london") == (grade,)
    assert there.meets == grade.meets


def test_the_older_scale_reads_on_this_one():
    older = PLUGINS.scales["city-of-london-2023"]
    assert [PLUGINS.convert(grade, "city-of-london") for grade in older.grades] == [(one,) for one in CITY.grades]


def test_two_rounds_graded_in_two_words_can_be_put_side_by_side(programme):
    rounds = [
        {"id": "MAY", "start": "2023-05-15", "end": "2023-05-26", "scale": "city-of-london"},
        {"id": "FEB", "start": "2024-01-29", "end": "2024-02-09", "scale": "city-of-london"},
    ]
    reviews = [
        {"activity": "MAY", "completed_on": "2023-05-22", "overall": "Excellent"},
        {"activity": "MAY", "completed_on": "2023-05-22", "overall": "Good"},
        {"activity": "FEB", "completed_on": "2024-02-05", "overall": "Outstanding"},
        {"activity": "FEB", "completed_on": "2024-02-05", "overall": "Good"},
    ]
    found = qa.compare_rounds(programme(activities=rounds, reviews=reviews), "MAY", "FEB")
    assert found.refused == ()
    assert found.counts[0] == found.counts[1] == {"Outstanding": 1, "Good": 1}


def test_the_year_that_ships_is_read_against_its_own_report(moderate):
    year = qa.example("city-of-london-2023-24")
    report = moderate(year, "city-of-london/*", today=date(2024, 3, 31))
    results = {result.rule.partition("/")[2]: result for result in report.results}
    assert report.complete
    assert results["up-to-fifteen"].status == "passed"
    assert results["not-file-reviews-alone"].status == "passed"
    assert results["followed-up-monthly"].checked
