"""The commands ``survey``, ``voice`` and ``boards``."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import qaframework as qa
from qaframework.cli import main
from qaframework.files import example_bytes

TODAY = ("--today", "2024-03-31")


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("year") / "year.xlsx"
    file.write_bytes(example_bytes("city-of-london-2023-24"))
    return file


def run(*arguments: object):
    return CliRunner().invoke(main, [str(one) for one in arguments])


def test_a_survey_is_read_with_what_it_gives_away(year: Path) -> None:
    done = run("survey", year)
    assert done.exit_code == 0, done.stderr
    assert "91%, 83%, 81%, 75% can only be of 53" in " ".join(done.stdout.split())
    assert "SV-2023-07 has 7 shares" in done.stdout


def test_an_unknown_survey_ends_with_2_and_names_those_there_are(year: Path) -> None:
    done = run("survey", year, "--activity", "SV-1999")
    assert done.exit_code == 2
    assert "SV-2023-07" in done.stderr


def test_the_voices_come_with_the_loops_and_the_loops_alone_where_asked(year: Path) -> None:
    both, loops = run("voice", year, *TODAY), run("voice", year, "--loops", *TODAY)
    assert "Who was heard, and where" in both.stdout
    assert "4 of 5 were told back within 90 days" in both.stdout
    assert "Who was heard" not in loops.stdout
    assert "4 of 5 were told back within 90 days" in loops.stdout


def test_how_long_is_in_time_can_be_set(year: Path) -> None:
    strict = run("voice", year, "--loops", "--days", "30", "--working", *TODAY)
    assert "0 of 5 were told back within 30 working days" in strict.stdout


def test_what_comes_before_each_board_goes_to_other_programs(year: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run("boards", year, "--format", "csv", *TODAY).stdout.lstrip("\ufeff"))))
    again = json.loads(run("boards", year, "--format", "json", *TODAY).stdout)
    assert {row["board"] for row in rows} == {board.title for board in qa.BOARDS}
    assert len(rows) == len(again) or len(rows) == len(next(iter(again.values())))
    assert "SR-07 was transferred" in run("boards", year, *TODAY).stdout


@pytest.mark.parametrize("command", ["survey", "voice", "boards"])
def test_a_table_can_be_written_to_a_file(command: str, year: Path, tmp_path: Path) -> None:
    days = TODAY if command != "survey" else ()
    done = run(command, year, "--out", tmp_path / f"{command}.html", *days)
    assert (done.exit_code, done.stderr) == (0, "")
    page = (tmp_path / f"{command}.html").read_text(encoding="utf-8")
    assert "<table" in page
    assert "<script" not in page


@pytest.mark.parametrize("command", ["survey", "voice", "boards"])
def test_no_childs_pseudonym_and_no_quotation_is_printed(command: str, year: Path) -> None:
    days = TODAY if command != "survey" else ()
    told = run(command, year, *days).stdout
    held = qa.example("city-of-london-2023-24")
    assert not [one.id for one in held.children if f"{one.id} " in told]
    assert not [one.id for one in held.responses if one.said in told]
