"""The example that ships: what it must hold, and what must never be in it."""

import io
import re
import runpy
import sys
import zipfile
from collections import Counter
from datetime import date
from pathlib import Path

import openpyxl
import pytest

import qaframework as qa
from qaframework.files import example_bytes
from qaframework.model.programme import RECORDS

NAME = "city-of-london-2023-24"
PROJECT = Path(__file__).parents[1]
SCRIPT = PROJECT / "examples" / "city_of_london_workbook.py"
REPORT = PROJECT.parent / "shared" / "seed" / "annual-report-2023-24.md"
MAY, FEBRUARY = "PR-2023-05", "PR-2024-02"


@pytest.fixture(scope="module")
def year():
    return qa.example(NAME)


@pytest.fixture(scope="module")
def report():
    """The annual report, where it is at hand."""
    if not REPORT.exists():
        pytest.skip("the annual report is not beside the project")
    return REPORT.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def cells():
    """Every text of every sheet, hidden ones too."""
    workbook = openpyxl.load_workbook(io.BytesIO(example_bytes(NAME)))
    return [
        cell.value
        for sheet in workbook.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, str)
    ]


def reviews_of(year, activity):
    return [review for review in year.reviews if review.activity == activity]


def reviews_of_children(year):
    return [review for review in year.reviews if review.child is not None]


def words(text):
    return re.findall(r"[a-z0-9]+", text.casefold())


def runs_of(text, length):
    found = words(text)
    return {tuple(found[i : i + length]) for i in range(len(found) - length + 1)}


def test_the_rounds_have_the_published_sizes(year):
    assert Counter(review.activity for review in reviews_of_children(year)) == {MAY: 14, FEBRUARY: 13}
    others = Counter(review.activity for review in year.reviews) - Counter({MAY: 14, FEBRUARY: 13})
    assert others == {"OBS-2023-06": 5, "SE-2024-03": 6, "CM-2023-24": 2}


def test_as_many_workers_were_observed_as_the_report_says_in_the_settings_it_names(year):
    roles = {person.id: person.role for person in year.people}
    observed = reviews_of(year, "OBS-2023-06")
    assert Counter(roles[one.worker] for one in observed) == {"Social worker": 4, "Early help practitioner": 1}
    assert {one.event for one in observed} == {"home_visit", "review_meeting", "direct_work"}
    assert {roles[one.reviewer] for one in observed} == {"Executive Director", "Assistant Director", "Head of service"}


def test_the_rounds_were_done_by_whom_the_report_says(year):
    organisation = {person.id: person.organisation for person in year.people}
    assert {organisation[review.reviewer] for review in reviews_of(year, MAY)} == {"Aidhour"}
    february = Counter(organisation[review.reviewer] for review in reviews_of(year, FEBRUARY))
    assert february == {"Aidhour": 11, "City of London": 2}
    inside = {r.reviewer for r in reviews_of(year, FEBRUARY) if organisation[r.reviewer] == "City of London"}
    assert [p.role for p in year.people if p.id in inside] == ["Head of Safeguarding and Quality Assurance"]


def test_each_round_says_the_top_grade_in_its_own_word(year):
    tops = {activity: {r.grade.scale.best.label for r in reviews_of(year, activity)} for activity in (MAY, FEBRUARY)}
    assert tops == {MAY: {"Excellent"}, FEBRUARY: {"Outstanding"}}


@pytest.mark.parametrize("activity", [MAY, FEBRUARY])
def test_no_review_is_inadequate_most_meet_the_standard_and_a_few_do_not(year, activity):
    grades = [review.grade for review in reviews_of(year, activity)]
    assert all(grade > "Inadequate" for grade in grades)
    assert all(grade != "Inadequate" for review in year.reviews for grade in review.domain_grades.values())
    below = sum(not grade.meets for grade in grades)
    assert 1 <= below < len(grades) / 2


def test_every_child_of_may_has_a_special_educational_need(year):
    needs = {child.id: child.needs for child in year.children}
    assert all(needs[review.child] for review in reviews_of(year, MAY))


def test_every_row_says_whether_it_is_published_or_made_up(year):
    without = [(table, record.row) for table in RECORDS for record in year.table(table) if record.provenance is None]
    assert without == []
    assert all(year.table(table) for table in RECORDS)


@pytest.mark.parametrize("table", ["children", "reviews", "readings", "updates", "feedback", "responses", "waivers"])
def test_what_the_report_does_not_print_is_marked_made_up(year, table):
    assert {record.provenance for record in year.table(table)} == {"made_up"}


@pytest.mark.parametrize("table", ["activities", "findings", "survey_results"])
def test_what_is_marked_published_is_only_what_the_report_prints(year, table):
    made_up = {record.id for record in year.table(table) if record.provenance == "made_up"}
    assert made_up == ({"FB-2023-24"} if table == "activities" else set())


def test_no_published_recommendation_has_an_owner_or_a_date(year):
    published = [one for one in year.recommendations if one.provenance == "published"]
    assert [(one.owner, one.due, one.measure) for one in published] == [(None, None, None)] * 4
    findings = {finding.id: finding for finding in year.findings}
    assert {findings[one.source].activity for one in published} == {"PAR-2024-02"}


def test_no_person_is_made_up_as_published(year):
    assert {one.id for one in year.people if one.provenance == "published"} == {"HSQA", "IR", "ED", "AD", "HOS"}


def test_the_published_shares_are_there_and_no_denominator_is_invented(year):
    shares = sorted((one.share, one.previous_share) for one in year.survey_results if one.previous_share)
    assert shares == [(0.66, 0.53), (0.75, 0.59)]
    assert sorted(one.share for one in year.survey_results) == [0.66, 0.75, 0.81, 0.83, 0.91, 1.0, 1.0]
    assert {(one.positive, one.answered, one.asked_of) for one in year.survey_results} == {(None, None, None)}


@pytest.mark.parametrize("percent", [66, 53, 100, 91, 83, 81, 75, 59])
def test_the_shares_are_those_of_the_report(year, report, percent):
    assert f"{percent}%" in report
    told = {one.share for one in year.survey_results} | {one.previous_share for one in year.survey_results}
    assert percent / 100 in told


def test_the_days_the_report_gives_are_kept(year):
    days = {one.id: (one.start, one.end) for one in year.activities}
    assert days[FEBRUARY] == days["PAR-2024-02"] == (date(2024, 1, 29), date(2024, 2, 9))
    assert days["PC-2024-02"] == (date(2024, 2, 20),) * 2
    assert days["SE-2024-03"] == (date(2024, 3, 13),) * 2


def test_an_activity_whose_days_are_not_published_says_so(year):
    exact = {FEBRUARY, "PAR-2024-02", "PD-2024-02", "PC-2024-02", "SE-2024-03"}
    for activity in (one for one in year.activities if one.provenance == "published"):
        assert ("not published" in activity.title) == (activity.id not in exact), activity.id


def test_the_reviews_are_counted_inside_the_assurance_review(year):
    assert {one.id: one.part_of for one in year.activities}[FEBRUARY] == "PAR-2024-02"


def test_the_strength_most_sources_share_is_the_relationship_with_families(year):
    sources = {(one.activity, one.direction) for one in year.findings if one.theme == "rel"}
    assert sources == {(name, "strength") for name in ("OBS-2023-06", "SV-2023-07", "PAR-2024-02")}


def test_reviewing_officers_are_praised_by_children_and_questioned_by_the_assurance_review(year):
    said = {(one.activity, one.direction) for one in year.findings if one.theme == "iro"}
    assert said == {("SV-2023-07", "strength"), ("PAR-2024-02", "concern")}


@pytest.mark.parametrize("theme", ["acc", "sen"])
def test_housing_and_special_needs_worry_both_observers_and_families(year, theme):
    worried = {one.activity for one in year.findings if one.theme == theme and one.direction == "concern"}
    assert worried == {"OBS-2023-06", "SV-2023-07"}


def test_every_theme_is_one_of_the_built_in_plugin(year):
    known = set(qa.load_plugins(allow=[]).themes)
    used = {one.theme for one in (*year.findings, *year.responses)}
    used |= {one.theme for one in year.survey_results if one.theme is not None}
    used |= {theme for one in year.recommendations for theme in one.themes}
    used |= {theme for one in year.activities for theme in one.asked}
    assert used <= known


def test_every_id_leads_somewhere(year):
    ids = {table: {record.id for record in year.table(table)} for table in RECORDS if hasattr(RECORDS[table], "id")}
    anywhere = set().union(*ids.values())
    people = ids["people"]
    for review in year.reviews:
        assert review.activity in ids["activities"]
        assert {review.child, *review.children} - {None} <= ids["children"]
        assert {review.reviewer, review.worker, review.manager} - {None} <= people
    assert {one.activity for one in year.calendar} - {None} <= ids["activities"]
    assert {one.review for one in year.answers} <= ids["reviews"]
    assert {one.review for one in year.readings} <= ids["reviews"]
    assert {one.reader for one in year.readings} <= people
    assert {one.activity for one in (*year.findings, *year.responses, *year.survey_results)} <= ids["activities"]
    assert {one.source for one in year.recommendations} <= anywhere
    assert {one.rolls_up_to for one in year.recommendations} - {None} <= ids["recommendations"]
    assert {one.recommendation for one in year.updates} == ids["recommendations"]
    assert {one.by for one in year.updates} <= people


def test_what_was_planted_is_there(year):
    reviews = {one.id: one for one in year.reviews}
    recommended = Counter(one.source for one in year.recommendations)
    read = reviews_of_children(year)
    below_top = [r.id for r in read if r.grade < r.grade.scale.best]
    assert [name for name in below_top if not recommended[name]] == ["R24-05"]
    assert [r.id for r in read if r.reviewer in (r.manager, r.worker)] == ["R24-13"]
    assert [r.id for r in read if len(r.rationale.split()) < 40] == ["R23-11"]
    copied = Counter(r.rationale for r in read)
    assert [r.id for r in read if copied[r.rationale] > 1] == ["R24-03", "R24-04"]
    assert [r.id for r in read if r.family_voice == "not_sought" and not r.voice_note] == ["R23-04"]
    assert [one.id for one in year.recommendations if one.due and one.due < one.raised_on] == ["REC-23"]
    apart = [one.id for one in year.readings if abs(one.grade.rank - reviews[one.review].grade.rank) >= 2]
    assert apart == ["MOD-02"]
    assert not any(one.stage == "third_reader" for one in year.readings)
    twice = Counter(r.child for r in read)
    assert sorted(child for child, times in twice.items() if times > 1) == ["C07", "C10"]


def test_brothers_and_sisters_share_a_round_only_once(year):
    family = {child.id: child.family for child in year.children}
    shared = [Counter(family[r.child] for r in reviews_of(year, round_)) for round_ in (MAY, FEBRUARY)]
    assert [[name for name, times in counts.items() if times > 1] for counts in shared] == [[], ["F17"]]


def test_rationales_tell_why_with_days_and_no_two_begin_alike(year):
    long = [review for review in reviews_of_children(year) if review.id not in ("R23-11", "R24-04")]
    for review in long:
        assert len(review.rationale.split()) >= 40, review.id
        assert re.search(r"\d{1,2} [A-Z][a-z]+ 20\d\d", review.rationale), review.id
    assert len({tuple(words(review.rationale)[:4]) for review in long}) == len(long)


PLANTED = {
    ("R24-05", "recommendation-below-top-grade"),
    ("R24-13", "reviewer-is-not-manager"),
    ("R23-11", "rationale-length"),
    ("R24-03", "rationale-is-its-own"),
    ("R24-02", "top-grade-hears-the-child"),
    ("R24-02", "third-reader"),
    ("R23-02", "system-block-passed-on"),
    ("R23-04", "family-asked"),
    ("R24-10", "reviewed-within-a-year"),
    ("PR-2024-02", "one-child-of-a-family"),
    ("REC-29", "owner-named"),
    ("REC-29", "due-date-set"),
    ("REC-23", "due-after-raised"),
    ("REC-07", "measure-given"),
    ("FB-07", "feedback-says-why-not"),
    ("FB-13", "feedback-answered"),
    ("FND-18", "finding-claims-a-change"),
    ("SV-2023-07", "shares-give-the-total-away"),
}


@pytest.fixture(scope="module")
def moderated(year):
    return qa.moderate(year, plugins=qa.load_plugins(allow=[]), today=date(2024, 3, 31))


def test_moderation_finds_what_was_planted(moderated):
    assert {(record, f"defaults/{slug}") for record, slug in PLANTED} <= {(f.record, f.rule) for f in moderated.flags}


def test_every_rule_ran(moderated):
    assert moderated.not_run() == []
    assert not moderated.ok


def test_the_year_is_mostly_sound(moderated, year):
    counts = moderated.counts()
    assert 3 <= counts["error"] <= 8
    assert 15 <= counts["query"] <= 60
    wrong = {flag.record for flag in moderated.errors if flag.table == "reviews"}
    assert len(wrong) <= len(year.reviews) / 4


def test_no_rule_drowns_the_others(moderated):
    by_rule = Counter(flag.rule for flag in moderated.flags)
    assert max(by_rule.values()) <= len(moderated.flags) / 5
    assert len(by_rule) >= 15


def test_every_waiver_counts(moderated, year):
    assert not [flag for flag in moderated.flags if flag.plugin == "waivers"]
    assert {(flag.rule, flag.record) for flag in moderated.waived} == {(one.rule, one.record) for one in year.waivers}


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory):
    """The workbook as the script builds it now, run as people run it."""
    target = tmp_path_factory.mktemp("rebuilt") / "year.xlsx"
    arguments, sys.argv = sys.argv, [str(SCRIPT), str(target)]
    try:
        runpy.run_path(str(SCRIPT), run_name="__main__")
    finally:
        sys.argv = arguments
    return target


def test_the_shipped_workbook_is_what_the_script_builds(year, rebuilt):
    again = qa.read(rebuilt)
    for table in RECORDS:
        assert again.table(table) == year.table(table), table


def test_the_script_builds_the_same_bytes_twice(rebuilt, tmp_path):
    build = runpy.run_path(str(SCRIPT))["build"]
    assert build(tmp_path / "again.xlsx").read_bytes() == rebuilt.read_bytes()


def test_the_example_survives_every_kind_of_file(year, tmp_path):
    for target in ("year.xlsx", "year.json", "year"):
        assert qa.read(qa.write(year, tmp_path / target)) == year


def test_the_first_sheet_says_what_is_published_and_what_is_made_up():
    workbook = openpyxl.load_workbook(io.BytesIO(example_bytes(NAME)))
    first = workbook.worksheets[0]
    assert workbook.active is first
    told = " ".join(str(cell.value) for row in first.iter_rows() for cell in row if cell.value)
    for said in ("published", "made up", "Quality Assurance Annual Report 2023-24", "Section 3", "Section 4"):
        assert said in told
    for table in ("children", "reviews", "readings", "updates", "feedback", "responses", "waivers", "recommendations"):
        assert table in told


def test_published_and_made_up_rows_differ_to_the_eye_and_in_words():
    workbook = openpyxl.load_workbook(io.BytesIO(example_bytes(NAME)))
    colours: dict[str, set[str]] = {"published": set(), "made_up": set()}
    for sheet in workbook.worksheets:
        headings = [cell.value for cell in sheet[1]]
        if "provenance" in headings:
            for row in sheet.iter_rows(min_row=2):
                colours[row[headings.index("provenance")].value].add(row[0].fill.fgColor.rgb)
    assert len(colours["published"]) == len(colours["made_up"]) == 1
    assert colours["published"] != colours["made_up"]


def test_shares_are_shown_as_the_report_prints_them():
    sheet = openpyxl.load_workbook(io.BytesIO(example_bytes(NAME)))["survey_results"]
    shares = next(column for column in sheet.iter_cols() if column[0].value == "share")
    assert [(cell.value, cell.number_format) for cell in shares[1:4]] == [(0.66, "0%"), (1, "0%"), (1, "0%")]


def test_no_part_of_the_file_names_a_person_of_the_report(report):
    names = re.findall(r"(?:Author:|Independent Reviewer,) ([A-Z][a-z]+ [A-Z][a-z]+)", report)
    assert len(names) == 2
    secret = {name.encode().lower() for full in names for name in full.split()}
    with zipfile.ZipFile(io.BytesIO(example_bytes(NAME))) as workbook:
        for part in workbook.namelist():
            here = set(re.findall(rb"\w+", workbook.read(part).lower()))
            assert not here & secret, part
    assert not set(re.findall(rb"\w+", SCRIPT.read_bytes().lower())) & secret


def test_no_sentence_of_the_report_is_copied(report, cells):
    theirs = runs_of(report, 9)
    copied = {" ".join(run) for cell in cells for run in runs_of(cell, 9) & theirs}
    assert copied == set()


def test_the_workbook_says_nothing_of_the_machine_or_the_day_it_was_made_on():
    with zipfile.ZipFile(io.BytesIO(example_bytes(NAME))) as workbook:
        told = workbook.read("docProps/core.xml").decode()
        assert set(re.findall(r"20\d\d-\d\d-\d\d", told)) == {"2000-01-01"}
        assert {info.date_time for info in workbook.infolist()} == {(1980, 1, 1, 0, 0, 0)}
