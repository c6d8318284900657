"""The demo: one command from nothing to a moderated year, and no file of anybody else's touched."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import attrs
import openpyxl
import pytest
from click.testing import CliRunner

import qaframework as qa
from qaframework import demo
from qaframework.cli import main
from qaframework.files import example_bytes

FILES = {
    "april-meeting.xlsx",
    "city-of-london-2023-24.xlsx",
    "moderation.csv",
    "moderation.html",
    "moderation.xlsx",
    "our_rules.py",
    "quarter.html",
    "themes.html",
    "tracker.db",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "shown"


def contents(folder: Path) -> dict[str, bytes]:
    return {entry.name: entry.read_bytes() for entry in folder.iterdir()}


def test_it_writes_its_files_and_says_what_each_is_for(folder: Path) -> None:
    lines = list(demo.tell(folder))
    assert set(contents(folder)) == FILES
    written = lines[lines.index(f"Written to {folder}:") :]
    for name in FILES:
        assert any(re.match(rf"  {re.escape(name)} +\w", line) for line in written)
    assert (folder / "city-of-london-2023-24.xlsx").read_bytes() == example_bytes("city-of-london-2023-24")


def test_it_follows_the_recommendations_of_may_and_keeps_done_and_difference_apart(folder: Path) -> None:
    told = " ".join(" ".join(demo.tell(folder)).split())
    with qa.Tracker.open(folder / "tracker.db", new=False) as tracker:
        may = [one for one in tracker.state(demo.TODAY) if one.raised_on <= demo.FIRST_ROUND]
        assert tracker.diff(folder / "april-meeting.xlsx").conflicts == ()
    done = sum(one.completed_on is not None for one in may)
    stated = sum(one.completed_on is not None and one.impact is not None for one in may)
    assert f"{len(may)} asked for: {done} done" in told
    assert f"{stated} with a difference stated" in told
    assert stated < done < len(may)
    assert "REC-12: its date was moved 2 times" in told
    assert "SR-07: transferred to the Service Development Plan, and not closed" in told
    assert "REC-07: closed, with no word of the difference it made" in told


def test_it_says_what_is_published_and_what_is_made_up_in_numbers_that_are_true(folder: Path) -> None:
    told = " ".join(demo.tell(folder)).replace("\n", " ")
    year = qa.example("city-of-london-2023-24", plugins=qa.load_plugins(allow=()))
    provenance = [record.provenance for table in year.counts() for record in year.table(table)]
    assert f"what the City published ({provenance.count('published')} rows)" in told
    assert f"({provenance.count('made_up')} rows). A flag on a made-up row says nothing about the City" in told
    assert "14 in May 2023, 13 in February 2024" in told
    assert f"{len(year.reviews)} reviews" in told


def test_it_prints_what_a_qa_lead_reads_first_and_not_pages_of_text(folder: Path) -> None:
    lines = [line for told in demo.tell(folder) for line in told.splitlines()]
    plugins = qa.load_plugins(allow=())
    year = qa.example("city-of-london-2023-24", plugins=plugins)
    report = qa.moderate(year, plugins, today=demo.TODAY, settings=qa.Settings())
    assert report.errors
    assert report.waived
    text = " ".join(" ".join(lines).split())
    assert report.headline() in text
    worst = next(flag for flag in report.flags if flag.table == "reviews")
    assert worst.message in text
    assert all(f"Waived: {flag.rule}" in text for flag in report.waived)
    assert len(lines) <= 170
    assert max(len(line) for line in lines if str(folder) not in line) <= demo.WIDTH


def test_no_childs_id_is_printed(folder: Path) -> None:
    year = qa.example("city-of-london-2023-24", plugins=qa.load_plugins(allow=()))
    words = set(re.findall(r"[\w-]+", "\n".join(demo.tell(folder))))
    assert year.children
    assert words.isdisjoint({child.id for child in year.children})


def test_its_reports_are_those_of_the_workbook_beside_them(folder: Path) -> None:
    list(demo.tell(folder))
    plugins = qa.load_plugins(allow=())
    year = qa.read(folder / "city-of-london-2023-24.xlsx", plugins=plugins)
    report = qa.moderate(year, plugins, today=demo.TODAY, settings=qa.Settings())
    flags = openpyxl.load_workbook(folder / "moderation.xlsx")["Flags"]
    assert flags.max_row == 1 + len(report.flags)
    assert (folder / "moderation.csv").read_text(encoding="utf-8-sig").count("\n") >= len(report.flags)
    assert report.headline() in (folder / "moderation.html").read_text(encoding="utf-8")


def test_running_it_again_gives_the_same_bytes(folder: Path) -> None:
    first = list(demo.tell(folder)), contents(folder)
    assert (list(demo.tell(folder)), contents(folder)) == first


def test_it_does_not_depend_on_settings_or_plugins_where_it_runs(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = list(demo.tell(folder))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "qaframework.toml").write_text('[rules."defaults/limiting-domain"]\nseverity = "info"\n')
    assert list(demo.tell(folder)) == plain


def test_a_folder_with_somebodys_file_in_it_is_left_alone(folder: Path) -> None:
    list(demo.tell(folder))
    (folder / "my notes.txt").write_text("mine")
    (folder / "moderation.html").write_text("mine too")
    before = contents(folder)
    with pytest.raises(qa.DataError, match="1 thing the demo did not write"):
        list(demo.tell(folder))
    assert contents(folder) == before


def test_a_workbook_somebody_has_worked_in_is_left_alone(folder: Path) -> None:
    list(demo.tell(folder))
    (folder / demo.WORKBOOK).write_bytes(b"worked in")
    with pytest.raises(qa.DataError, match="changed since it was written"):
        list(demo.tell(folder))
    assert (folder / demo.WORKBOOK).read_bytes() == b"worked in"


def test_a_file_is_not_taken_for_a_folder(folder: Path) -> None:
    folder.write_text("mine")
    with pytest.raises(qa.DataError, match="needs a folder"):
        list(demo.tell(folder))
    assert folder.read_text() == "mine"


def test_what_an_office_program_leaves_while_a_file_is_open_is_no_hindrance(folder: Path) -> None:
    list(demo.tell(folder))
    (folder / ".~lock.moderation.xlsx#").write_text("")
    (folder / "~$moderation.xlsx").write_text("")
    assert list(demo.tell(folder))


def test_a_later_part_joins_by_being_listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def count(year: qa.Programme, report: qa.ModerationReport, folder: Path) -> list[str]:
        (folder / "count.txt").write_text(str(len(year.reviews)))
        return ["Counted."]

    part = demo.Part(count, {"count.txt": "how many reviews there are"})
    monkeypatch.setattr(demo, "PARTS", (*demo.PARTS, part))
    lines = list(demo.tell(folder))
    assert "Counted." in lines
    assert (folder / "count.txt").read_text() == str(len(qa.example(demo.EXAMPLE).reviews))
    assert any("how many reviews there are" in line for line in lines)
    assert list(demo.tell(folder)) == lines


def test_what_was_not_checked_is_said_before_the_counts(folder: Path) -> None:
    plugins = qa.load_plugins(allow=())
    year = attrs.evolve(qa.from_rows(plugins=plugins), problems=(qa.Problem("reviews!E7", "a date", "Type it"),))
    report = qa.moderate(year, plugins, today=demo.TODAY, settings=qa.Settings())
    lines = list(demo.the_moderation(year, report, folder))
    assert any(line.startswith("NOT CHECKED:") and "reviews!E7" in line for line in lines[:4])


def test_the_command_ends_with_0_though_flags_stand(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["demo"])
    assert done.exit_code == 0
    assert done.stderr == ""
    assert "errors" in done.stdout
    assert set(contents(tmp_path / "qaframework-demo")) == FILES
    (tmp_path / "qaframework-demo" / "mine.txt").write_text("mine")
    refused = CliRunner().invoke(main, ["demo"])
    assert refused.exit_code == 2
    assert "Choose another with --out" in refused.stderr


def test_it_works_as_a_program_in_an_empty_folder(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "qaframework", "demo", "--out", "a/b"], cwd=tmp_path, capture_output=True, timeout=120
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.isascii()
    assert set(contents(tmp_path / "a" / "b")) == FILES


def test_a_sample_is_read_again_by_boroughs_that_are_said_to_be_made_up(folder: Path) -> None:
    lines = list(demo.tell(folder))
    told = " ".join(" ".join(lines).split())
    assert "the boroughs and their grades are made up" in told
    assert re.search(r"All readers gave the same grade to \d+ of \d+ files", told)
    assert "Readers who never opened a file would agree" in told
    assert lines == list(demo.tell(folder))


def test_what_the_published_findings_say_together_is_told_with_the_echo_taken_out(folder: Path) -> None:
    told = " ".join(" ".join(demo.tell(folder)).split())
    assert "Relationships between workers and families: corroborated strength." in told
    assert "PAR-2024-02 says the same and is built on SV-2023-07, so it does not count" in told
    assert "Independent reviewing officers and conference chairs: assurance review: concern, survey: strength" in told
    assert "observation and survey agree on a concern, and no recommendation for the service is about it" in told
    assert "assurance review and observation agree on a concern, and no action is recorded" in told
