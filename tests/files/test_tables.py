"""The one description of the tables, and what a heading or a sheet's name means."""

import datetime

import pytest

from qaframework.files.tables import TABLES, columns_of, has_domains, heading_key, recognise, recognise_table
from qaframework.model.programme import RECORDS

NEEDED = {
    "activities": "id kind title start end",
    "children": "id",
    "people": "id",
    "reviews": "id activity reviewer completed_on overall",
    "judgements": "review domain grade",
    "readings": "id review reader stage read_on overall",
    "answers": "review question",
    "findings": "id activity theme direction statement",
    "recommendations": "id text level source raised_on",
    "updates": "recommendation on by status",
    "survey_results": "activity group question share",
    "feedback": "id activity on point who heard",
    "responses": "id activity theme said outcome",
    "calendar": "id kind title start",
    "waivers": "rule record reason by approved_by until",
}
OPTIONAL = {
    "activities": "lead external part_of population reached asked scale template",
    "children": "status family needs age_band",
    "people": "role organisation external manager",
    "reviews": "child subject rationale worker manager child_voice family_voice voice_note template event agency "
    "children reported_on agreed_on",
    "judgements": "rationale evidence",
    "readings": "rationale blind",
    "answers": "asked answer note",
    "findings": "voice count of share child relevant",
    "recommendations": "owner due themes rolls_up_to priority measure organisation relevant",
    "updates": "note evidence impact due",
    "survey_results": "positive answered asked_of theme previous_share previous_positive previous_answered",
    "feedback": "child theme direction said note",
    "responses": "did because told_back_on channel",
    "calendar": "end lead size moved_to activity held_on cancelled",
    "waivers": "",
}


def test_there_is_a_table_for_every_record_and_one_for_judgements():
    assert set(TABLES) == {*RECORDS, "judgements"} == set(NEEDED)


@pytest.mark.parametrize("table", TABLES)
def test_a_table_has_the_columns_people_were_told(table):
    columns = {column.name: column.needed for column in columns_of(table)}
    assert {name for name, needed in columns.items() if needed} == set(NEEDED[table].split())
    assert set(OPTIONAL[table].split()) <= {name for name, needed in columns.items() if not needed}


@pytest.mark.parametrize("table", TABLES)
def test_every_column_says_what_to_write(table):
    assert all(column.guidance for column in columns_of(table))


def test_a_column_is_read_as_the_type_of_its_field():
    kinds = {column.name: column.kind for column in columns_of("activities")}
    assert (kinds["start"], kinds["external"], kinds["population"], kinds["asked"]) == (
        datetime.date,
        bool,
        int,
        tuple[str, ...],
    )


def test_a_column_of_one_child_or_person_says_so():
    single = {(table, column.name) for table in TABLES for column in columns_of(table) if column.one_code}
    assert single == {
        ("children", "id"),
        ("people", "id"),
        ("people", "manager"),
        ("reviews", "child"),
        ("reviews", "reviewer"),
        ("reviews", "worker"),
        ("reviews", "manager"),
        ("readings", "reader"),
        ("findings", "child"),
        ("feedback", "child"),
    }


@pytest.mark.parametrize(
    "heading",
    [
        "completed_on",
        "Completed on",
        "COMPLETED ON",
        " completed  on ",
        "CompletedOn",
        "completed\u00a0on",
        "Completed\non",
    ],
)
def test_a_heading_is_known_without_regard_to_case_spaces_and_underscores(heading):
    assert recognise("reviews", heading) == "completed_on"


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("domain.RISK", "domain.RISK"),
        ("Domain: risk", "domain.RISK"),
        ("domain Care planning", "domain.CARE_PLANNING"),
        ("DOMAINS - well-led", "domain.WELL_LED"),
        ("domain", None),
        ("domain.", None),
        ("risk", None),
    ],
)
def test_a_domain_has_a_heading_of_its_own(heading, name):
    assert recognise("reviews", heading) == name
    assert recognise("readings", heading) == name


def test_only_reviews_and_readings_have_domain_columns():
    assert [table for table in TABLES if has_domains(table)] == ["reviews", "readings"]
    assert recognise("findings", "domain.RISK") is None
    assert recognise("recommendations", "Domain") == "domain"


@pytest.mark.parametrize("name", ["survey_results", "Survey results", "SURVEY RESULTS ", "SurveyResults"])
def test_a_sheet_is_known_by_its_tables_name(name):
    assert recognise_table(name) == "survey_results"


def test_no_two_columns_of_a_table_share_a_heading():
    for table in TABLES:
        keys = [heading_key(column.name) for column in columns_of(table)]
        assert len(keys) == len(set(keys))
