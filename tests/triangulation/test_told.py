"""A picture in sentences: what is counted, what is not, and what can be said where there is nothing. All made up."""

from datetime import date

import pytest

import qaframework as qa
from qaframework.testing import programme
from qaframework.triangulation.output import as_html, as_markdown, as_text
from qaframework.triangulation.told import notes_on

PLUGINS = qa.load_plugins(allow=[])
SAYS_NOTHING = "so this says nothing of how things are, good or bad. To begin: write each thing an activity found"


def picture(rows, **options):
    return qa.triangulate(programme(rows, PLUGINS), plugins=PLUGINS, **options)


def test_the_headline_counts_the_kinds_of_source_that_speak_and_says_what_the_letters_mean():
    kinds = ["practice_reviews", "observation", "survey"]
    activities = [{"id": f"A{n}", "kind": kind} for n, kind in enumerate(kinds)]
    findings = [{"activity": "A0"}, {"activity": "A1"}, {"activity": "A1", "theme": "voi", "direction": "strength"}]
    assert picture({"activities": activities, "findings": findings}).headline() == (
        "2 themes from 2 of 3 kinds of source: 1 corroborated, 1 single-source. To ask: 1 concern without action (A), "
        "1 concern without recommendation (C). Expected and not spoken of: 29."
    )


def test_what_only_echoes_or_is_no_evidence_does_not_pass_as_a_source_that_speaks():
    activities = [
        {},
        {"id": "A2", "kind": "assurance_review", "draws_on": "A1"},
        {"id": "A3", "kind": "peer_challenge"},
    ]
    findings = [{}, {"activity": "A2"}, {"activity": "A3"}]
    assert "from 1 of 3 kinds of source" in picture({"activities": activities, "findings": findings}).headline()


@pytest.mark.parametrize(
    ("rows", "known"),
    [
        ({}, "Nothing has been looked at"),
        ({"activities": {}}, "There is no evidence from 1 activity on any theme here"),
        ({"activities": [{}, {"id": "A2"}]}, "There is no evidence from 2 activities on any theme here"),
        ({"activities": {"kind": "peer_challenge"}, "findings": {}}, "There is no evidence from 1 activity on"),
    ],
)
def test_a_picture_without_evidence_says_that_it_says_nothing_and_how_to_begin(rows, known):
    found = picture(rows)
    assert found.headline().startswith(known)
    assert SAYS_NOTHING in found.headline()
    assert "To ask" not in found.headline()


def test_an_empty_year_is_told_in_a_few_lines_and_keeps_its_rows():
    found = picture({})
    text = as_text(found)
    assert len(text.splitlines()) < 12
    assert "all 31 that are expected" in text
    page = as_html(found)
    assert "all 31 that are expected" in page
    assert "Silences and blind spots: 31" in page
    assert not [word for word in ("None.", "What to ask", "As on") if word in page]
    assert "None." not in as_markdown(found)
    assert len(found.blind_spots) == 31


def test_blind_spots_with_one_reason_stand_together_and_each_is_named():
    text = " ".join(as_text(picture({"activities": {"asked": "voi"}, "findings": {}})).split())
    assert text.count("no source is recorded to have looked") == 1
    assert "Early help (ehp)" in text
    assert "A1 looked at it and said nothing themes: Being heard: views, participation, advocacy (voi)" in text


def test_activities_outside_the_days_looked_at_are_told():
    late = {"id": "A2", "start": "2024-05-01", "end": "2024-05-02"}
    rows = {"activities": [{}, late, {"id": "M", "kind": "meeting"}], "findings": [{}, {"activity": "A2"}]}
    found = picture(rows, window=(date(2024, 5, 1), None))
    assert "1 activity of 2 ended outside the days looked at, and what they found is not here" in notes_on(found)
    assert "outside the days" not in " ".join(notes_on(picture(rows)))


def test_recommendations_without_a_theme_are_told():
    rows = {"activities": {}, "findings": {}, "recommendations": [{"themes": None}, {"themes": "rsk"}]}
    told = "1 recommendation names no theme (there are 2): nobody can tell which concern is answered"
    assert told in notes_on(picture(rows))
    rows["recommendations"] = {"themes": "rsk"}
    assert "names no theme" not in " ".join(notes_on(picture(rows)))


def test_a_theme_under_another_name_is_told_to_stand_apart():
    notes = notes_on(picture({"activities": {}, "findings": [{}, {"theme": "risk-2022"}]}))
    assert "no plugin gives the theme risk-2022: where it is another's name, the two are told apart here" in notes
