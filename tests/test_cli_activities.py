"""The commands ``year``, ``form`` and ``add-reviews``."""

import json
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import qaframework as qa
from qaframework.cli import main
from qaframework.cli.activities import PARTS
from qaframework.files import example_bytes

TODAY = ("--today", "2024-03-31")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("year") / "year.xlsx"
    file.write_bytes(example_bytes("city-of-london-2023-24"))
    return file


def run(*arguments: object):
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.mark.parametrize("part", PARTS)
def test_each_part_of_the_year_is_told_and_names_no_child(year: Path, part: str) -> None:
    done = run("year", year, part, *TODAY)
    assert done.exit_code == 0, done.output
    children = {child.id for child in qa.read(year).children}
    assert children.isdisjoint(done.output.replace(",", " ").split())


def test_the_calendar_is_looked_at_from_the_day_that_is_given(year: Path) -> None:
    assert "22 of 23 entries took place" in run("year", year, "calendar", *TODAY).output
    rows = json.loads(run("year", year, "calendar", *TODAY, "--format", "json").output)
    assert [row["stands"] for row in rows].count("overdue") == 1


def test_an_activity_of_another_kind_ends_with_2_and_names_those_there_are(year: Path) -> None:
    done = run("year", year, "observations", "--activity", "SV-2023-07")
    assert done.exit_code == 2
    assert "OBS-2023-06" in done.output
    assert run("year", year, "calendar", "--activity", "OBS-2023-06").exit_code == 2


def test_a_form_goes_out_and_comes_back_into_the_year(year: Path, tmp_path: Path) -> None:
    form, after = tmp_path / "R24-14.xlsx", tmp_path / "after.xlsx"
    asked = ("form", year, "R24-14", "--activity", "PR-2024-02", "--child", "C24", "--reviewer", "A1", "--out", form)
    assert run(*asked).exit_code == 0
    assert run(*asked).exit_code == 2, "a form that is there is not written over"
    assert run("add-reviews", year, form, "--out", after).exit_code == 2
    assert not after.exists()

    book = openpyxl.load_workbook(form)
    headings = [cell.value for cell in book["reviews"][1]]
    for name, value in (("completed_on", date(2024, 2, 8)), ("overall", "Good")):
        book["reviews"].cell(2, headings.index(name) + 1).value = value
    book.save(form)
    done = run("add-reviews", year, form, "--out", after)
    assert done.exit_code == 0, done.output
    assert "1 review added" in done.output
    assert {one.id for one in qa.read(after).reviews} - {one.id for one in qa.read(year).reviews} == {"R24-14"}
