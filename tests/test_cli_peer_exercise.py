"""``qaframework sample`` and ``qaframework packs``: draw, send and take back from the shell."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

import qaframework as qa
from qaframework import cli

PLAN = ("--activity", "PR-2024-02", "--size", "8", "--seed", "East London, April 2024", "--always", "RI")
READERS = ("--reader", "Borough A", "--reader", "Borough B")


@pytest.fixture
def year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.chdir(tmp_path)
    qa.write(qa.example("city-of-london-2023-24"), "year.json")
    return "year.json"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.main, arguments)


def test_a_sample_is_drawn_and_says_what_it_can_assure(year: str) -> None:
    done = run("sample", year, *PLAN, "--receipt", "receipt.txt")
    assert done.exit_code == 0
    assert "always: Requires improvement to be good" in done.stdout
    assert "95 % sure" in done.stdout
    plan = qa.plan_sample(qa.read(year), activity="PR-2024-02", size=8, seed="East London, April 2024", always=["RI"])
    assert Path("receipt.txt").read_text(encoding="utf-8") == f"{plan.receipt}\n"


def test_a_sample_comes_as_json_without_sentences_around_it(year: str) -> None:
    done = run("sample", year, *PLAN, "--format", "json")
    assert done.exit_code == 0
    assert done.stdout.lstrip()[0] in "[{"
    assert "95 % sure" not in done.stdout


def test_a_review_is_left_out_for_the_reason_given(year: str) -> None:
    done = run("sample", year, *PLAN, "--exclude", "R24-05=a reader knows the family")
    assert "a reader knows the family" in done.stdout
    assert run("sample", year, *PLAN, "--exclude", "R24-05").exit_code == 2


def test_a_round_that_is_not_there_ends_with_2(year: str) -> None:
    done = run("sample", year, "--activity", "PR-2024-3", "--size", "2", "--seed", "x")
    assert done.exit_code == 2
    assert "did you mean" in done.stderr


def test_packs_go_out_and_come_back(year: str) -> None:
    sent = run("packs", year, *PLAN, *READERS, "--folder", "packs")
    assert sent.exit_code == 0
    assert "Keep packs.key.json to yourself" in sent.stdout
    early = run("packs", year, *PLAN, "--folder", "packs", "--returned", "--out", "after.json")
    assert early.exit_code == 2
    assert "no pack with a grade in it" in early.stderr
    for file in Path("packs").iterdir():
        book = openpyxl.load_workbook(file)
        for row in book["Grades"].iter_rows(min_row=2):
            row[1].value, row[2].value = date(2024, 4, 12), "Good"
        book.save(file)
    back = run("packs", year, *PLAN, "--folder", "packs", "--returned", "--out", "after.json")
    assert back.exit_code == 0, back.stderr
    assert "10 readings added" in back.stderr
    assert len(qa.read("after.json").readings) == len(qa.read(year).readings) + 10


def test_packs_stop_with_2_at_a_text_that_names_somebody_unless_it_is_overridden(year: str) -> None:
    Path("names.txt").write_text("kitchen wall\n", encoding="utf-8")
    done = run("packs", year, *PLAN, *READERS, "--folder", "packs", "--names", "names.txt")
    assert done.exit_code == 2
    assert "R24-01.rationale" in done.stderr
    assert "kitchen" not in done.stderr
    assert not Path("packs").exists()
    assert not Path("packs.key.json").exists()
    why = "R24-01.rationale=every home has one"
    done = run("packs", year, *PLAN, *READERS, "--folder", "packs", "--names", "names.txt", "--override", why)
    assert done.exit_code == 0, done.stderr
    assert "every home has one" in Path("packs.key.json").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "more",
    [
        (),
        (*READERS, "--returned", "--out", "after.json"),
        ("--returned",),
        (*READERS, "--out", "after.json"),
        ("--returned", "--out", "year.json"),
        (*READERS, "--override", "R24-01=why"),
    ],
)
def test_a_call_that_makes_no_sense_ends_with_2(year: str, more: tuple[str, ...]) -> None:
    before = Path(year).read_bytes()
    assert run("packs", year, *PLAN, "--folder", "packs", *more).exit_code == 2
    assert Path(year).read_bytes() == before
    assert not Path("packs").exists()


def test_agreement_is_told_as_counts_with_the_reviews_that_were_read_twice(year: str) -> None:
    done = run("agree", year, "--activity", "PR-2024-02")
    assert done.exit_code == 0
    assert "5 of 7 files" in done.stdout
    assert "Look first at R24-02" in done.stdout
    as_csv = run("agree", year, "--format", "csv").stdout
    assert "R24-02,Outstanding (A2),Requires improvement to be good (HSQA)" in as_csv
    assert run("agree", year, "--activity", "PR-2023-05").stdout.startswith("No file was read twice")


def test_agreement_of_a_round_that_is_not_there_ends_with_2(year: str) -> None:
    done = run("agree", year, "--activity", "PR-2024-3")
    assert done.exit_code == 2
    assert "did you mean" in done.stderr
