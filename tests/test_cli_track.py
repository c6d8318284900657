"""``qaframework track`` as its users call it: a year followed, a meeting held, nothing said that nobody asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner, Result

import qaframework as qa
from qaframework.cli import main

CITY = qa.example("city-of-london-2023-24")
Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Give a caller of ``qaframework track`` in a folder with a year's workbook."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QAFRAMEWORK_TRACKER", raising=False)
    qa.write(CITY, "year.xlsx")
    return lambda *arguments: CliRunner().invoke(main, ["track", *arguments])


@pytest.fixture
def track(run: Run) -> Run:
    """Give the same, with the year on the tracker."""
    assert run("add", "year.xlsx", "--by", "HSQA", "--on", "2024-03-20").exit_code == 0
    return run


def test_a_year_is_added_once_however_often(run: Run) -> None:
    first = run("add", "year.xlsx", "--by", "HSQA", "--on", "2024-03-20")
    count, updates = len(CITY.recommendations), len(CITY.updates)
    assert first.stdout == f"{count} of {count} recommendations added, and {updates} of {updates} updates.\n"
    again = run("add", "year.xlsx", "--by", "HSQA", "--on", "2024-04-20")
    assert again.stdout == f"0 of {count} recommendations added, and 0 of {updates} updates.\n"


def test_looking_at_a_tracker_that_is_not_there_makes_none(run: Run, tmp_path: Path) -> None:
    done = run("state")
    assert done.exit_code == 2
    assert done.stderr == "tracker.db: there is no tracker here; 'qaframework track add' makes one\n"
    assert not (tmp_path / "tracker.db").exists()


@pytest.mark.parametrize("command", ["state", "overdue", "without-impact", "summary", "agenda"])
@pytest.mark.parametrize("form", ["table", "json", "csv", "md", "html"])
def test_every_list_comes_in_every_format_without_what_people_wrote(track: Run, command: str, form: str) -> None:
    done = track(command, "--as-of", "2024-03-31", "--format", form)
    assert (done.exit_code, done.stderr) == (0, "")
    written = {one.note for one in CITY.updates} | {one.impact for one in CITY.updates} | {None}
    for text in written - {None} | {one.text for one in CITY.recommendations}:
        assert str(text) not in done.stdout
    if form == "json":
        assert len(json.loads(done.stdout)) > 3


def test_what_is_overdue_is_so_on_the_day_that_is_asked_for(track: Run) -> None:
    with qa.Tracker.open("tracker.db") as tracker:
        late = [one.id for one in tracker.overdue(date(2024, 3, 31))]
    told = json.loads(track("overdue", "--as-of", "2024-03-31", "--format", "json").stdout)
    assert [row["id"] for row in told] == late
    assert json.loads(track("overdue", "--as-of", "2023-05-31", "--format", "json").stdout) == []


def test_an_update_is_told_back_and_can_be_seen_in_the_history(track: Run) -> None:
    done = track(
        *("update", "REC-16", "--by", "M01", "--on", "2024-04-30", "--status", "Action complete"),
        *("--evidence", "Notes of six sessions", "--due", "2024-05-10", "--approved-by", "HOS", "--verified"),
    )
    assert (done.exit_code, done.stdout) == (0, "REC-16: entry 3, action_complete on 30/04/2024.\n")
    shown = track("history", "REC-16").stdout
    assert "action_complete" in shown
    assert "Notes of six" not in shown
    last = json.loads(track("history", "REC-16", "--words", "--format", "json").stdout)[-1]
    assert (last["evidence"], last["due"], last["approved_by"]) == ("Notes of six sessions", "2024-05-10", "HOS")
    assert last["recorded_on"] == date.today().isoformat()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("REC-16", "--status", "closed"), "closed needs evidence"),
        (("REC-16", "--status", "finished"), "there is no such status; write one of issued, accepted"),
        (("REC-99", "--status", "accepted"), "there is no recommendation 'REC-99'; did you mean"),
        (("REC-16",), "Say what is new: --status, --note"),
        (("REC-16", "--impact-kind", "nice"), "Invalid value for '--impact-kind'"),
    ],
)
def test_an_update_that_cannot_be_is_refused_with_what_to_do(track: Run, arguments: tuple[str, ...], why: str) -> None:
    done = track("update", *arguments, "--by", "M01", "--on", "2024-04-30")
    assert done.exit_code == 2
    assert why in " ".join(done.stderr.split())
    with qa.Tracker.open("tracker.db") as tracker:
        assert len(tracker.history("REC-16")) == 2


def filled(pack: str, returned: str, **cells: str) -> None:
    """Write on the row of REC-16."""
    book = openpyxl.load_workbook(pack)
    sheet = book["Updates"]
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    (row,) = [row for row in range(2, sheet.max_row + 1) if sheet.cell(row, 1).value == "REC-16"]
    for heading, value in cells.items():
        sheet.cell(row, columns[heading.replace("_", " ")]).value = value
    book.save(returned)


def test_a_meeting_from_the_pack_to_the_next_one(track: Run) -> None:
    sent = track("pack", "april.xlsx", "--meeting", "2024-04-30")
    assert (sent.exit_code, sent.stdout) == (0, "")
    assert "keep it where their records are kept" in sent.stderr
    filled("april.xlsx", "returned.xlsx", Note="All six held; made up.", New_status="action_complete")
    seen = track("diff", "returned.xlsx")
    assert seen.exit_code == 0
    assert seen.stdout.startswith("returned.xlsx, meeting of 30/04/2024: 1 change, 0 conflicts")
    assert "All six" not in seen.stdout
    assert track("apply", "returned.xlsx", "--by", "HSQA").stdout == "1 recorded.\n"
    assert track("apply", "returned.xlsx", "--by", "HSQA").stdout == "0 recorded.\n"
    told = track("next", "--after", "2024-04-30", "--on", "2024-05-29").stdout
    assert told.startswith("Next meeting: 29/05/2024. ")


def test_a_conflict_ends_with_1_and_nothing_is_recorded_unless_the_rest_is_asked_for(track: Run) -> None:
    track("pack", "april.xlsx", "--meeting", "2024-04-30")
    filled("april.xlsx", "returned.xlsx", New_status="reopened", Note="why")
    seen = track("diff", "returned.xlsx")
    assert seen.exit_code == 1
    assert "REC-16, Updates row" in seen.stdout
    refused = track("apply", "returned.xlsx", "--by", "HSQA")
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert "returned.xlsx has conflicts; nothing was recorded" in refused.stderr
    rest = track("apply", "returned.xlsx", "--by", "HSQA", "--leave-conflicts")
    assert (rest.exit_code, rest.stdout) == (1, "0 recorded. 1 left in conflict.\n")


def test_a_pack_has_to_be_a_workbook(track: Run, tmp_path: Path) -> None:
    assert track("pack", "april.pdf", "--meeting", "2024-04-30").exit_code == 2
    assert track("diff", "year.xlsx").exit_code == 2
    assert not (tmp_path / "april.pdf").exists()


def test_the_tracker_can_be_named_once_for_all_commands(
    track: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("QAFRAMEWORK_TRACKER", str(tmp_path / "other.db"))
    assert track("state").exit_code == 2
    assert track("add", "year.xlsx", "--by", "HSQA", "--on", "2024-03-20").exit_code == 0
    assert (tmp_path / "other.db").exists()
    assert track("summary", "--tracker", "tracker.db", "--as-of", "2024-03-31").exit_code == 0


def test_the_export_is_a_folder_that_can_be_checked(track: Run) -> None:
    assert track("export", "out", "--as-of", "2024-03-31").exit_code == 0
    assert qa.read("out").recommendations == CITY.recommendations


def test_the_steps_in_the_settings_file_reach_the_agenda_and_the_pack(track: Run, tmp_path: Path) -> None:
    (tmp_path / "qaframework.toml").write_text('[escalation]\nrungs = [{to = "lead member", days = 1}]\n')
    agenda = json.loads(track("agenda", "--as-of", "2024-03-31", "--format", "json").stdout)
    assert "lead member" in {row["to"] for row in agenda}
    assert track("pack", "march.xlsx", "--meeting", "2024-03-31").exit_code == 0
    cells = {str(c.value) for sheet in openpyxl.load_workbook("march.xlsx") for row in sheet for c in row}
    assert "lead member" in cells


@pytest.mark.parametrize("command", [("agenda",), ("pack", "march.xlsx", "--meeting", "2024-03-31")])
def test_steps_that_cannot_be_stop_the_command_and_write_nothing(
    track: Run, tmp_path: Path, command: tuple[str, ...]
) -> None:
    (tmp_path / "qaframework.toml").write_text("[escalation]\nrungs = []\n")
    done = track(*command)
    assert done.exit_code == 2
    assert done.stderr.startswith("qaframework.toml: [escalation] the rungs")
    assert not (tmp_path / "march.xlsx").exists()


@pytest.mark.parametrize("name", ["", "  "])
def test_nothing_is_recorded_that_nobody_says(track: Run, name: str) -> None:
    assert track("update", "REC-16", "--by", name, "--note", "x").exit_code == 2
    added = track("add", "year.xlsx", "--by", name, "--tracker", "new.db")
    assert added.exit_code == 2
    assert "nobody is named who says so. Give a code or a role" in added.stderr
    with qa.Tracker.open("tracker.db") as tracker:
        assert len(tracker.history("REC-16")) == 2


def test_a_pack_with_conflicts_is_refused_with_each_conflict_named_once(track: Run) -> None:
    assert track("pack", "march.xlsx", "--meeting", "2024-03-31").exit_code == 0
    filled("march.xlsx", "back.xlsx", **{"New status": "closed"})
    done = track("apply", "back.xlsx", "--by", "HSQA")
    assert done.exit_code == 2
    assert done.stderr.count("closed needs evidence") == 1


def test_a_pack_tells_what_may_point_to_somebody_and_does_not_leave_with_it(track: Run, tmp_path: Path) -> None:
    track("update", "REC-16", "--by", "M01", "--on", "2024-04-02", "--note", "Mrs Atkins was told")
    (tmp_path / "names.txt").write_text("youth club\n")
    ours = track("pack", "april.xlsx", "--meeting", "2024-04-30")
    assert ours.exit_code == 0
    assert (
        "april.xlsx holds what may point to somebody. Keep it with the children's records.\n  REC-16, " in ours.stderr
    )
    assert ".py" not in ours.stderr
    out = ("pack", "out.xlsx", "--meeting", "2024-04-30", "--leaves", "--names", "names.txt")
    refused = track(*out)
    assert refused.exit_code == 2
    assert "REC-16, Last entry: probable name with a title." in refused.stderr
    assert not (tmp_path / "out.xlsx").exists()
    assert track(*out, "--override", "agreed with the partner").exit_code == 2
    assert track(*out, "--override", "agreed with the partner", "--by", "HOS").exit_code == 0
    assert "Atkins" not in ours.stderr + refused.stderr


def test_what_a_pack_brings_back_is_looked_through(track: Run) -> None:
    track("pack", "april.xlsx", "--meeting", "2024-04-30")
    filled("april.xlsx", "returned.xlsx", Note="Mrs Atkins was told")
    seen = track("diff", "returned.xlsx")
    assert seen.exit_code == 0
    assert "probable name with a title. Write it without: what is recorded cannot be taken out again." in seen.stdout
    assert "Atkins" not in seen.stdout


def test_closing_without_its_criteria_needs_a_word_and_the_word_is_kept(track: Run) -> None:
    service = next(one.id for one in CITY.recommendations if one.level == "service")
    with qa.Tracker.open("tracker.db") as tracker:
        assert tracker.state(date(2024, 4, 30))[service].status != "closed"
    close = ("update", service, "--by", "HOS", "--on", "2024-04-30", "--status", "closed", "--evidence", "Minutes")
    refused = track(*close, "--impact", "Made up: fewer moves")
    assert refused.exit_code == 2
    assert "tested again after three months. Write a note: why all the same" in refused.stderr
    assert track(*close, "--impact", "Made up: fewer moves", "--note", "the team was dissolved").exit_code == 0
    with qa.Tracker.open("tracker.db") as tracker:
        assert tracker.state(date(2024, 4, 30))[service].closed_note == "the team was dissolved"
