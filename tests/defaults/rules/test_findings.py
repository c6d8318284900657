from __future__ import annotations

from qaframework.defaults.rules.findings import (
    finding_count_within_total,
    finding_of_known_activity,
    finding_on_known_theme,
    finding_says_of_how_many,
)


def finding(**columns):
    return {"activities": {}, "findings": columns}


def test_a_misspelt_theme_gets_the_nearest_id_or_title_and_is_not_repeated(said):
    assert said(finding_on_known_theme, finding(theme="risk")) == [
        "no plugin gives a theme of this id; did you mean rsk?"
    ]
    assert said(finding_on_known_theme, finding(theme="Supervision")) == [
        "no plugin gives a theme of this id; did you mean sup?"
    ]
    assert said(finding_on_known_theme, finding(theme="Sam's bus")) == ["no plugin gives a theme of this id"]


def test_a_finding_of_an_activity_that_is_not_there_is_flagged(said):
    assert said(finding_of_known_activity, finding(activity="A9")) == ["no activity has this id"]
    assert said(finding_of_known_activity, finding()) == []


def test_all_and_none_are_counts_of_a_total_and_one_more_is_not(said):
    assert said(finding_count_within_total, finding(count=0, of=0)) == []
    assert said(finding_count_within_total, finding(count=13, of=13)) == []
    assert said(finding_count_within_total, finding(count=14, of=13)) == ["14 of 13"]


def test_a_number_without_its_total_is_asked_about_and_a_finding_in_words_is_not(said):
    assert said(finding_says_of_how_many, finding(count=0)) == ["a count without of how many"]
    assert said(finding_says_of_how_many, finding(share=0)) == ["a share without of how many"]
    assert said(finding_says_of_how_many, finding(of=13)) == "it gives no number"
