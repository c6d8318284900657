"""The published inspections, read in place and never kept here. The small folders below are made up."""

from __future__ import annotations

import csv
import importlib.util
import itertools
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import attrs
import pytest

import qaframework as qa
from qaframework import Grade, Missing

ROOT = Path(__file__).parents[1]
FOLDER = ROOT.parent / "shared/data/ofsted"
PUBLISHED = pytest.mark.skipif(not FOLDER.is_dir(), reason="shared/data/ofsted is not beside the checkout")
CONSISTENCY = (
    "limiting-domain",
    "graded-domain",
    "near-the-middle",
    "not-above-every-domain",
    "not-below-every-domain",
)
"""The rules of grade consistency that have something to judge in an inspection of an authority."""


@pytest.fixture(scope="module")
def example() -> Iterator[ModuleType]:
    spec = importlib.util.spec_from_file_location("ofsted_inspections", ROOT / "examples/ofsted_inspections.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def year(example: ModuleType) -> qa.Programme:
    return example.read_inspections(FOLDER)


@pytest.fixture(scope="module")
def report(example: ModuleType, year: qa.Programme) -> qa.ModerationReport:
    return example.moderate(year)


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def under(framework: str, year: qa.Programme) -> tuple[qa.Review, ...]:
    return tuple(review for review in year.reviews if review.activity.startswith(f"{framework}-"))


# The published folder


@PUBLISHED
def test_every_inspection_is_a_review_of_an_authority(year: qa.Programme) -> None:
    told = {row["inspection_id"]: row for row in rows("inspections")}
    assert len(told) > 100
    assert {review.id for review in year.reviews} == set(told)
    for review in year.reviews:
        row = told[review.id]
        assert (review.subject, review.child, review.reviewer) == (row["authority"], None, "Ofsted")
        assert review.completed_on.isoformat() == row["published"]
        assert review.activity == f"{row['framework']}-{row['published'][:4]}"


@PUBLISHED
def test_every_grade_spelling_is_read(year: qa.Programme) -> None:
    framework = {row["inspection_id"]: row["framework"] for row in rows("inspections")}
    read = {(review.id, "overall"): review.overall for review in year.reviews} | {
        (review.id, one.domain.lower()): one.grade for review in year.reviews for one in review.judgements
    }
    told = {(row["inspection_id"], row["domain"]): row["grade"] for row in rows("judgements")}
    assert set(read) == set(told)
    for place, text in told.items():
        grade = read[place]
        if text == "not judged":
            assert grade is Missing.NOT_GRADED
            continue
        weak = "Requires improvement to be good" if framework[place[0]] == "ILACS" else "Requires improvement"
        assert isinstance(grade, Grade)
        assert grade.label == (weak if text.startswith("requires improvement") else text.capitalize())
        assert grade.scale.id == ("ofsted-2018" if framework[place[0]] == "ILACS" else "ofsted-2013")


@PUBLISHED
def test_every_improvement_point_is_a_recommendation_to_the_service(year: qa.Programme) -> None:
    told = {row["point_id"]: row for row in rows("improvement_points")}
    published = {review.id: review.completed_on for review in year.reviews}
    assert len(year.recommendations) == len(told) > 1_000
    for one in year.recommendations:
        assert (one.level, one.source, one.text) == (
            "service",
            told[one.id]["inspection_id"],
            told[one.id]["text"].strip(),
        )
        assert one.raised_on == published[one.source]


@PUBLISHED
def test_a_round_runs_from_its_first_publication_to_its_last(year: qa.Programme) -> None:
    for activity in year.activities:
        days = [review.completed_on for review in year.reviews if review.activity == activity.id]
        assert (activity.start, activity.end) == (min(days), max(days))
        assert activity.kind == "assurance_review"


@PUBLISHED
def test_flags_name_the_row_of_the_file(year: qa.Programme) -> None:
    line = {row["inspection_id"]: number for number, row in enumerate(rows("inspections"), start=2)}
    assert all(review.row == line[review.id] for review in year.reviews)


@PUBLISHED
def test_no_rule_raises_an_error_on_an_inspection_under_ilacs(year: qa.Programme, report: qa.ModerationReport) -> None:
    inspections = {review.id for review in under("ILACS", year)}
    assert len(inspections) > 100
    assert [flag for flag in report.errors if flag.record in inspections] == []
    assert report.not_run() == []


@PUBLISHED
def test_no_rule_of_grade_consistency_queries_more_than_three_in_a_hundred_under_ilacs(
    example: ModuleType, year: qa.Programme, report: qa.ModerationReport
) -> None:
    inspections = {review.id for review in under("ILACS", year)}
    asked = {(flag.rule, flag.record) for flag in example.about_overall(report, year) if flag.record in inspections}
    shares = {rule: count / len(inspections) for rule, count in Counter(rule for rule, _ in asked).items()}
    assert {rule: share for rule, share in shares.items() if share > 0.03} == {}


@PUBLISHED
@pytest.mark.parametrize("slug", CONSISTENCY)
def test_the_rules_of_grade_consistency_judge_most_inspections(slug: str, report: qa.ModerationReport) -> None:
    result = next(one for one in report.results if one.rule == f"defaults/{slug}")
    assert result.checked > 0.7 * result.records


@PUBLISHED
def test_an_inspection_whose_overall_grade_were_better_than_its_limiting_domain_would_be_flagged(
    example: ModuleType, year: qa.Programme
) -> None:
    unsafe = next(
        review
        for review in under("ILACS", year)
        if str(review.domain_grades.get("HELP_AND_PROTECTION")) == "Inadequate"
    )
    assert unsafe.grade is not None
    changed = attrs.evolve(unsafe, overall=unsafe.grade.scale.best)
    reviews = [changed if review.id == unsafe.id else review for review in year.reviews]
    report = example.moderate(attrs.evolve(year, reviews=reviews))
    assert {flag.rule for flag in report.errors} >= {"defaults/limiting-domain"}
    assert {flag.record for flag in report.errors} == {unsafe.id}


@PUBLISHED
def test_the_script_prints_counts_flags_and_why_rules_had_nothing_to_judge(
    example: ModuleType, report: qa.ModerationReport, capsys: pytest.CaptureFixture[str]
) -> None:
    assert example.main([str(FOLDER)]) == report.exit_code
    printed = capsys.readouterr().out
    for framework, count in Counter(row["framework"] for row in rows("inspections")).items():
        assert f"{framework}: {count} (" in printed
    assert report.headline() in printed
    idle = [one for one in report.results if one.status in ("not applicable", "skipped")]
    assert f"Rules that had nothing to judge here: {len(idle)}" in printed
    assert all(one.rule in printed and one.why in printed for one in idle)
    assert not any(row["text"] in printed for row in rows("improvement_points"))


# Folders that are made up

INSPECTIONS = """inspection_id,authority,framework,published
I1,A made-up authority,ILACS,2024-07-12
I2,Another made-up one,SIF,2016-03-01
"""
JUDGEMENTS = """inspection_id,domain,grade
I1,overall,good
I1,help_and_protection,requires improvement
I2,help_and_protection,not judged
"""
POINTS = """point_id,inspection_id,text
I1-01,I1,"A made-up point, with a comma."
"""


def folder_of(where: Path, inspections: str = INSPECTIONS, judgements: str = JUDGEMENTS, points: str = POINTS) -> Path:
    for name, text in (("inspections", inspections), ("judgements", judgements), ("improvement_points", points)):
        (where / f"{name}.csv").write_text(text, encoding="utf-8")
    return where


def problems(example: ModuleType, folder: Path) -> list[str]:
    with pytest.raises(qa.DataError) as caught:
        example.read_inspections(folder)
    return [str(problem) for problem in caught.value.problems]


def test_an_inspection_without_an_overall_grade_is_not_graded(example: ModuleType, tmp_path: Path) -> None:
    year = example.read_inspections(folder_of(tmp_path))
    good, ungraded = year.reviews
    assert str(good.overall) == "Good"
    assert {code: str(grade) for code, grade in good.domain_grades.items()} == {
        "HELP_AND_PROTECTION": "Requires improvement to be good"
    }
    assert ungraded.overall is Missing.NOT_GRADED
    assert [one.grade for one in ungraded.judgements] == [Missing.NOT_GRADED]
    assert [one.text for one in year.recommendations] == ["A made-up point, with a comma."]


def test_the_order_of_the_rows_changes_nothing_that_is_said(example: ModuleType, tmp_path: Path) -> None:
    lines = INSPECTIONS.splitlines(keepends=True)
    said = set()
    for place, order in enumerate(itertools.permutations(lines[1:])):
        (folder := tmp_path / str(place)).mkdir()
        year = example.read_inspections(folder_of(folder, inspections="".join([lines[0], *order])))
        said.add("\n".join(example.sentences(year, example.moderate(year))))
    assert len(said) == 1


def test_an_empty_folder_is_told_which_files_it_lacks(example: ModuleType, tmp_path: Path) -> None:
    told = problems(example, tmp_path)
    assert [line.partition(":")[0] for line in told] == ["inspections.csv", "judgements.csv", "improvement_points.csv"]
    assert all("not in the folder" in line for line in told)


def test_a_folder_that_is_not_there_ends_the_script_with_a_message(
    example: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert example.main([str(tmp_path / "absent")]) == 2
    captured = capsys.readouterr()
    assert "inspections.csv" in captured.err
    assert captured.out == ""


def test_a_file_in_another_encoding_is_named(example: ModuleType, tmp_path: Path) -> None:
    folder = folder_of(tmp_path)
    (folder / "improvement_points.csv").write_bytes(POINTS.replace("made-up", "café").encode("cp1252"))
    assert problems(example, folder) == ["improvement_points.csv: not UTF-8 text. Save it as CSV UTF-8."]


def test_every_missing_column_is_named(example: ModuleType, tmp_path: Path) -> None:
    told = problems(example, folder_of(tmp_path, inspections="inspection_id,authority\n", points=""))
    assert [line.partition(".")[0] for line in told] == ["inspections"] * 2 + ["improvement_points"] * 3
    assert "'framework'" in told[0]
    assert "'published'" in told[1]


@pytest.mark.parametrize(
    ("files", "where"),
    [
        ({"inspections": INSPECTIONS.replace("SIF", "XYZ")}, "inspections.csv row 3.framework"),
        ({"inspections": INSPECTIONS.replace("2024-07-12", "July 2024")}, "inspections.csv row 2.published"),
        ({"inspections": INSPECTIONS.replace("A made-up authority", "")}, "reviews row 2.child"),
        ({"inspections": INSPECTIONS.replace(",2016-03-01", "")}, "inspections.csv row 3.published"),
        ({"judgements": JUDGEMENTS.replace("I2", "I9")}, "judgements.csv row 4.inspection_id"),
        ({"judgements": JUDGEMENTS + "I1,overall,good\n"}, "judgements.csv row 5"),
        ({"judgements": JUDGEMENTS + "I1,help_and_protection,good\n"}, "judgements row 5.domain"),
        ({"judgements": JUDGEMENTS.replace("requires improvement", "quite good")}, "judgements row 3.grade"),
        ({"points": POINTS.replace(",I1,", ",I9,")}, "improvement_points.csv row 2.inspection_id"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(
    example: ModuleType, tmp_path: Path, files: dict[str, str], where: str
) -> None:
    told = problems(example, folder_of(tmp_path, **files))
    assert [line.partition(":")[0] for line in told] == [where]
    assert "quite good" not in told[0]


def test_importing_the_example_says_and_writes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    spec = importlib.util.spec_from_file_location("imported_only", ROOT / "examples/ofsted_inspections.py")
    assert spec is not None
    assert spec.loader is not None
    spec.loader.exec_module(importlib.util.module_from_spec(spec))
    assert capsys.readouterr() == ("", "")
    assert list(tmp_path.iterdir()) == []


# Themes from one inspection to the next


@PUBLISHED
def test_themes_come_back_more_often_than_new_ones_appear_but_not_every_theme(
    example: ModuleType, year: qa.Programme
) -> None:
    rates = example.themes_over_time(year)
    assert 0.25 < rates.overall.again.value < 0.45
    assert 0.15 < rates.overall.new.value < 0.30
    assert rates.overall.persists
    assert {one.theme: one.persists for one in rates.themes}["pln"] is False


def test_only_an_authoritys_own_inspections_are_compared(example: ModuleType) -> None:
    activities = [{"id": "ILACS-2020", "kind": "assurance_review", "title": "T", "start": "2020-01-01"}]
    reviews = [
        {"id": name, "subject": authority, "completed_on": f"{year}-01-01", "overall": "Good"}
        for name, authority, year in (("I1", "A", 2020), ("I2", "A", 2022), ("I3", "B", 2023))
    ]
    points = [{"id": f"P{n}", "source": f"I{n}", "text": "Plans for children drift."} for n in (1, 2, 3)]
    made = qa.from_rows(
        activities=[{**activities[0], "end": "2020-12-31"}],
        reviews=[{**one, "activity": "ILACS-2020", "reviewer": "Ofsted"} for one in reviews],
        recommendations=[{**one, "level": "service", "raised_on": "2020-01-01"} for one in points],
    )
    again = {one.theme: one.again for one in example.themes_over_time(made).themes}
    assert (again["pln"].n, again["pln"].value) == (1, 1.0)
    assert (again["tml"].n, again["tml"].value) == (1, 1.0)
