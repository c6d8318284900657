"""The command, the table of a whole year, and the rules that ask the same while a year is moderated."""

from __future__ import annotations

import json
from datetime import date

import pytest
from click.testing import CliRunner

import qaframework as qa
from qaframework.cli import main
from qaframework.smart.listing import year_rows
from qaframework.testing import programme

SAFE = "Social worker to write the safety plan with the family by 28 March 2024, so that he knows whom to ring."
TODAY = date(2024, 4, 1)


@pytest.fixture(scope="module")
def city():
    return qa.example("city-of-london-2023-24")


def run(*arguments):
    return CliRunner().invoke(main, ["smart", *arguments])


def flags(year, **options):
    plugins = qa.load_plugins(allow=())
    return qa.moderate(year, plugins, today=TODAY, settings=qa.Settings(), **options).flags


def test_a_sentence_on_the_command_line_is_shown_marked():
    result = run(SAFE, "--today", "2024-02-05")
    assert result.exit_code == 0
    assert "[by 28 March 2024 = time-bound]" in result.output.replace("\n", " ")


def test_a_file_on_the_command_line_gives_a_row_each_and_no_text(tmp_path, city):
    file = tmp_path / "year.json"
    qa.write(city, file)
    result = run(str(file), "--format", "json")
    assert result.exit_code == 0
    rows = json.loads(result.output)
    assert len(rows) == len(city.recommendations)
    assert not any(one.text in result.output for one in city.recommendations)


def test_a_sentence_too_long_for_a_file_name_is_a_sentence():
    assert run(f"{SAFE} " * 60).exit_code == 0


def test_the_citys_planted_recommendations_are_found_and_no_other_child_level_one(city):
    nebulous = {row["recommendation"] for row in year_rows(city, settings=qa.Settings()) if row["nebulous"]}
    assert {name for name in nebulous if name.startswith("REC")} == {"REC-07", "REC-29"}


def test_the_citys_only_text_against_its_due_field_is_the_planted_one(city):
    notes = {row["recommendation"]: row["note"] for row in year_rows(city, settings=qa.Settings()) if row["note"]}
    assert notes == {"REC-23": "the text says 15 March 2024, the due field says 15 March 2023"}


def test_what_was_closed_without_impact_and_said_nothing_is_brought_back(city):
    found = [one for one in flags(city) if one.rule == "defaults/nebulous-in-hindsight"]
    assert [(one.record, one.severity) for one in found] == [("REC-07", "info")]


def test_a_sound_recommendation_is_quiet_and_so_is_the_word_ensure():
    ensure = "Social worker to ensure that each visit is recorded by 28 March 2024, so that he sees his words kept."
    for text in (SAFE, ensure):
        year = programme({"reviews": {"overall": "Good"}, "recommendations": {"text": text, "due": "2024-03-28"}})
        assert [one.rule for one in flags(year) if one.table == "recommendations"] == []


def test_no_missing_part_is_said_twice_and_none_is_an_error():
    year = programme({"recommendations": {"text": "Strengthen the approach."}})
    found = [one for one in flags(year) if one.table == "recommendations" and "SMART" not in one.message]
    said = {one.rule.partition("/")[2] for one in found}
    assert said >= {"says-what-will-be-done", "owner-named", "due-date-set"}
    assert "says-how-it-shows-and-what-for" not in said
    assert {one.severity for one in found if one.rule.endswith(("done", "named", "set"))} == {"query"}


def test_no_flag_repeats_the_text():
    text = "Zebras to be considered by giraffes, owing to flamingos."
    year = programme({"recommendations": {"text": text, "due": "2024-05-31", "owner": "Team manager"}})
    for one in flags(year):
        assert not {"zebras", "giraffes", "flamingos"} & set(one.message.lower().split())
