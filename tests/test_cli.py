"""The command line: what it prints, where, and with which exit code it ends."""

from __future__ import annotations

import csv
import importlib.metadata
import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import click
import openpyxl
import pytest
from click.testing import CliRunner, Result

import qaframework as qa
from qaframework import cli
from qaframework.cli import group, screen

DAY = ("--today", "2024-03-31")
SECRET = "Tommy said he was hit"

RULES = '''
import qaframework as qa


@qa.rule("good-stands", severity="error")
def good_stands(review: qa.Review, context: qa.Context):
    """A good grade stands on good domains.

    Look at the grade again.
    """
    if "Inadequate" in {str(grade) for grade in review.domain_grades.values()}:
        yield qa.flag("RISK is Inadequate", field="overall")


@qa.rule("rationale-given", severity="query")
def rationale_given(review: qa.Review, context: qa.Context, words: int = 3):
    """A grade has a rationale.

    Ask why.
    """
    if len((review.rationale or "").split()) < words:
        yield qa.flag(f"fewer than {words} words", field="rationale")


@qa.hookimpl
def qa_moderation_rules():
    return [good_stands, rationale_given]
'''

CRASHING = '''
import qaframework as qa


@qa.rule("breaks", severity="error")
def breaks(review: qa.Review, context: qa.Context):
    """It breaks."""
    raise KeyError(review.rationale)


@qa.hookimpl
def qa_moderation_rules():
    return [breaks]
'''


def rows(*, risk: str = "Good", rationale: str = SECRET) -> dict[str, list[dict[str, object]]]:
    return {
        "activities": [
            {"id": "A1", "kind": "practice_reviews", "title": "T", "start": "2024-01-29", "end": "2024-02-09"}
        ],
        "reviews": [
            {
                "id": f"R{number}",
                "activity": "A1",
                "child": f"KID-{number}",
                "reviewer": "P1",
                "completed_on": "2024-02-01",
                "overall": "Good",
                "rationale": rationale,
                "domain.RISK": risk if number == 2 else "Good",
            }
            for number in (1, 2, 3)
        ],
    }


class Room:
    """A folder with plugins and files in it, and the command line run there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.rules = self.write("sample.py", RULES)
        self.crashing = self.write("crashing.py", CRASHING)
        self.broken = self.write("broken.py", "import nothing_of_this_name\n")

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        return path

    def year(self, name: str = "year.json", **others: str) -> Path:
        return qa.write(qa.from_rows(**rows(**others)), self.folder / name)  # type: ignore[arg-type]

    def run(self, *arguments: object) -> Result:
        return CliRunner().invoke(cli.main, [str(one) for one in arguments], catch_exceptions=False)

    def check(self, file: Path, *arguments: object) -> Result:
        """Check a file with this room's rules, and with the crashing ones where that plugin is asked for."""
        select = "sample/*,crashing/*" if self.crashing in arguments else "sample/*"
        return self.run("check", file, "--plugins", self.rules, "--select", select, *DAY, *arguments)


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Room:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QAFRAMEWORK_PLUGINS", "")
    return Room(tmp_path)


def started(*arguments: object, **others: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the command line as a program of its own."""
    environment = os.environ | {"QAFRAMEWORK_PLUGINS": ""} | others.pop("environment", {})
    return subprocess.run(
        [sys.executable, "-m", "qaframework", *map(str, arguments)],
        capture_output=True,
        timeout=120,
        env=environment,
        check=False,
        **others,
    )


def test_a_clean_year_ends_with_0(room: Room) -> None:
    done = room.check(room.year())
    assert done.exit_code == 0
    assert "0 errors, 0 queries" in done.stdout
    assert done.stderr == ""


def test_queries_alone_end_with_0_and_are_printed(room: Room) -> None:
    done = room.check(room.year(rationale="short"))
    assert done.exit_code == 0
    assert "3 queries" in done.stdout


def test_an_error_ends_with_1_and_says_where_and_what_to_do(room: Room) -> None:
    done = room.check(room.year("year.xlsx", risk="Inadequate"))
    assert done.exit_code == 1
    assert "Review R2: 1 error" in done.stdout
    assert "reviews!" in done.stdout
    assert "Look at the grade again." in done.stdout


def test_a_file_that_cannot_be_read_ends_with_2_and_never_repeats_what_it_holds(room: Room) -> None:
    file = room.year()
    data = json.loads(file.read_text(encoding="utf-8"))
    data["reviews"][0]["overall"] = SECRET
    data["reviews"][1]["completed_on"] = "soon"
    file.write_text(json.dumps(data), encoding="utf-8")
    done = room.check(file)
    assert done.exit_code == 2
    assert done.stdout == ""
    assert "2 problems in year.json" in done.stderr
    assert "reviews row 1.overall" in done.stderr
    assert SECRET not in done.output
    assert "Traceback" not in done.output


def test_lenient_checks_the_rest_names_what_it_left_out_and_ends_with_2(room: Room) -> None:
    file = room.year(risk="Inadequate")
    data = json.loads(file.read_text(encoding="utf-8"))
    data["reviews"][0]["overall"] = SECRET
    file.write_text(json.dumps(data), encoding="utf-8")
    done = room.check(file, "--lenient")
    assert done.exit_code == 2
    assert "NOT EVERYTHING WAS CHECKED" in done.stdout
    assert "reviews row 1.overall" in done.stdout
    assert "Review R2: 1 error" in done.stdout
    assert SECRET not in done.output
    done = room.check(file, "--lenient", "--plugins", room.crashing)
    assert done.exit_code == 3


def test_a_rule_that_crashes_ends_with_3_and_the_others_still_run(room: Room) -> None:
    done = room.check(room.year(risk="Inadequate"), "--plugins", room.crashing)
    assert done.exit_code == 3
    assert "rule crashing/breaks crashed: KeyError on R1" in done.stdout
    assert "Review R2: 1 error" in done.stdout
    assert SECRET not in done.output


def test_a_plugin_that_is_broken_ends_with_3_and_is_named(room: Room) -> None:
    done = room.check(room.year(), "--plugins", room.broken)
    assert done.exit_code == 3
    assert "plugin 'broken'" in done.stdout


def test_a_whole_folder_of_plugins_can_be_named(room: Room) -> None:
    done = room.run("check", room.year(), "--plugins", room.folder, "--select", "sample/*", *DAY)
    assert done.exit_code == 3
    assert "plugin 'broken'" in done.stdout


def test_a_required_plugin_that_is_not_there_ends_with_3(room: Room) -> None:
    done = room.check(room.year(), "--require", "samplee")
    assert done.exit_code == 3
    assert "did you mean 'sample'" in done.stderr


@pytest.mark.parametrize("option", ["--select", "--ignore"])
def test_a_pattern_that_fits_no_rule_ends_with_2_and_a_suggestion(room: Room, option: str) -> None:
    done = room.check(room.year(), option, "sample/good-stand")
    assert done.exit_code == 2
    assert "did you mean 'sample/good-stands'" in done.stderr
    assert done.stdout == ""


def test_patterns_can_stand_with_commas_or_one_by_one(room: Room) -> None:
    file = room.year()
    comma = room.run("check", file, "--plugins", room.rules, "--select", "good-stands, rationale-given", *DAY)
    apart = room.run(
        "check", file, "--plugins", room.rules, "--select", "good-stands", "--select", "rationale-given", *DAY
    )
    assert comma.stdout == apart.stdout
    assert "2 rules: 2 passed" in comma.stdout
    assert "1 rule: 1 passed" in room.check(file, "--ignore", "rationale-*").stdout


@pytest.mark.parametrize(
    "wrong",
    [
        ("check", "absent.xlsx"),
        ("check", "year.json", "--today", "03/31/2024"),
        ("check", "year.json", "--format", "pdf"),
        ("check", "year.json", "--out", "report.pdf"),
        ("check", "year.json", "--out", "year.json"),
        ("check", "year.json", "--out", "./year.json", "--format", "json"),
        ("check", "year.json", "--plugins", "absent"),
        ("check", "year.json", "--settings", "absent.toml"),
        ("check", "year.json", "--out", "absent/report.html"),
        ("check",),
        ("chek",),
        ("scales", "crosswalk", "rag"),
        ("template", "blank.csv"),
        ("template", "blank.xlsx", "--scale", "ofsted-2081"),
        ("template", "blank.xlsx", "--template", "practice-reviews"),
    ],
)
def test_a_call_that_is_wrong_ends_with_2_and_says_why(room: Room, wrong: tuple[str, ...]) -> None:
    before = room.year().read_bytes()
    done = room.run(*wrong)
    assert done.exit_code == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.output
    assert (room.folder / "year.json").read_bytes() == before


def test_settings_are_those_named_or_those_here_or_those_beside_the_file(room: Room) -> None:
    section = '[rules."sample/rationale-given"]\nwords = {}\n'
    elsewhere = room.folder / "elsewhere"
    elsewhere.mkdir()
    file = room.year("elsewhere/year.json")
    assert "0 queries" in room.check(file).stdout
    (elsewhere / "qaframework.toml").write_text(section.format(6), encoding="utf-8")
    assert "words = 6 (qaframework.toml)" in room.check(file).stdout
    room.write("qaframework.toml", section.format(7))
    assert "words = 7 (qaframework.toml)" in room.check(file).stdout
    ours = room.write("ours.toml", section.format(8))
    done = room.check(file, "--settings", ours)
    assert "words = 8 (ours.toml)" in done.stdout
    assert "Settings: ours.toml." in done.stdout


def test_settings_that_make_no_sense_end_with_2_and_a_suggestion(room: Room) -> None:
    ours = room.write("ours.toml", '[rules."sample/rationale-given"]\nword = 8\n')
    done = room.check(room.year(), "--settings", ours)
    assert done.exit_code == 2
    assert "did you mean 'words'" in done.stderr


READERS: dict[str, Callable[[bytes], object]] = {
    "table": lambda content: content.decode("ascii").index("Moderation of 3 reviews") == 0,
    "json": lambda content: json.loads(content)["counts"]["error"] == 1,
    "csv": lambda content: len(list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))) == 1,
    "md": lambda content: content.startswith(b"# Moderation"),
    "html": lambda content: content.startswith(b"<!DOCTYPE html>"),
    "xlsx": lambda content: openpyxl.load_workbook(io.BytesIO(content))["Flags"].max_row == 2,
    "junit": lambda content: ET.fromstring(content).get("failures") == "1",
    "sarif": lambda content: json.loads(content)["version"] == "2.1.0",
}


def test_there_is_a_reader_here_for_every_format() -> None:
    assert set(READERS) == set(screen.REPORT_FORMATS)


@pytest.mark.parametrize("form", screen.REPORT_FORMATS)
def test_each_format_goes_to_standard_output_whole_and_the_same_every_time(room: Room, form: str) -> None:
    file = room.year(risk="Inadequate")
    done = room.check(file, "--format", form)
    assert done.exit_code == 1
    assert READERS[form](done.stdout_bytes)
    assert done.stderr == ""
    assert room.check(file, "--format", form).stdout_bytes == done.stdout_bytes


@pytest.mark.parametrize(
    ("suffix", "form"), [(suffix, form) for suffix, form in screen.SUFFIXES.items() if form in screen.REPORT_FORMATS]
)
def test_the_ending_of_a_file_gives_the_format(room: Room, suffix: str, form: str) -> None:
    done = room.check(room.year(risk="Inadequate"), "--out", f"report{suffix}")
    assert done.exit_code == 1
    assert done.stdout == ""
    assert f"Written: report{suffix}" in done.stderr
    assert "1 error" in done.stderr
    assert READERS[form]((room.folder / f"report{suffix}").read_bytes())


def test_an_ending_that_is_another_commands_is_refused_with_the_endings_there_are_here(room: Room) -> None:
    done = room.check(room.year(), "--out", "report.graphml")
    assert done.exit_code == 2
    assert "--out report.graphml: end it in .json, .csv, .md, .html, .xlsx, .txt, .xml, .sarif, or name" in done.stderr


def test_what_was_not_checked_is_said_on_standard_error_where_the_report_goes_elsewhere(room: Room) -> None:
    for others in (("--format", "json"), ("--out", "report.html"), ("--quiet",), ("-q", "--out", "report.html")):
        done = room.check(room.year(), "--plugins", room.crashing, *others)
        assert done.exit_code == 3
        assert "crashing/breaks crashed" in done.stderr


def test_quiet_prints_nothing_and_still_writes_its_file(room: Room) -> None:
    done = room.check(room.year(risk="Inadequate"), "--quiet", "--out", "report.html")
    assert (done.exit_code, done.output) == (1, "")
    assert (room.folder / "report.html").exists()
    done = room.check(room.year(risk="Inadequate"), "--quiet", "--format", "json")
    assert (done.exit_code, done.output) == (1, "")


def test_a_sheet_that_is_no_table_is_told_by_its_place_and_not_named(room: Room) -> None:
    file = room.year("year.xlsx")
    book = openpyxl.load_workbook(file)
    book.create_sheet("About Tommy")["A1"] = "hello"
    book.save(file)
    done = room.check(file)
    assert done.exit_code == 0
    assert done.stderr == "Note: not read, because no table has that name: sheet 5.\n"
    assert "Tommy" not in done.output


def test_a_year_without_a_record_is_not_taken_for_a_clean_one(room: Room) -> None:
    done = room.check(room.write("empty.json", "{}"))
    assert done.exit_code == 2
    assert "nothing was checked: there are no records" in done.stdout


def test_an_unexpected_fault_ends_with_3_and_tells_where_and_not_what(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def explode(*_: object, **__: object) -> None:
        raise RuntimeError(SECRET)

    monkeypatch.setattr("qaframework.moderation.engine.moderate", explode)
    done = room.check(room.year())
    assert done.exit_code == 3
    assert "RuntimeError at" in done.stderr
    assert "test_cli.py line" in done.stderr
    assert SECRET not in done.output
    assert "Traceback" not in done.output


def test_stopping_it_does_not_look_like_flags(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("qaframework.moderation.engine.moderate", stop)
    assert room.check(room.year()).exit_code == group.STOPPED


@pytest.mark.parametrize("written", ["2024-03-31", "31/03/2024", "31 March 2024"])
def test_a_day_is_written_as_in_a_record(room: Room, written: str) -> None:
    done = room.run("check", room.year(), "--plugins", room.rules, "--select", "sample/*", "--today", written)
    assert "Day of the check: 31/03/2024." in done.stdout


@pytest.mark.parametrize("written", ["03/31/2024", "soon", ""])
def test_what_is_no_day_is_refused_with_how_to_write_one(room: Room, written: str) -> None:
    done = room.run("check", room.year(), "--today", written)
    assert done.exit_code == 2
    assert "Write the day first (25/03/2024) or as 2024-03-25." in done.stderr


@pytest.mark.parametrize("command", ["themes", "smart"])
@pytest.mark.parametrize(("given", "told"), [("yaer.xlsx", "there is no such file here"), (" ", "no words in it")])
def test_a_file_that_is_not_there_is_not_read_as_a_sentence(room: Room, command: str, given: str, told: str) -> None:
    done = room.run(command, given)
    assert done.exit_code == 2
    assert told in done.stderr
    assert done.stdout == ""


def test_a_part_of_a_rules_name_is_enough_to_be_told_which_it_may_be(room: Room) -> None:
    done = room.run("check", room.year(), "--select", "limiting")
    assert done.exit_code == 2
    assert "did you mean 'defaults/limiting-domain'?" in done.stderr


def test_stopping_a_rule_that_does_not_end_names_it(room: Room) -> None:
    loops = room.write(
        "loops.py",
        RULES.replace("import qaframework as qa\n", "import signal\nimport qaframework as qa\n", 1)
        .replace(
            '    if "Inadequate"', '    while True:\n        signal.raise_signal(signal.SIGINT)\n    if "Inadequate"'
        )
        .replace("good-stands", "never-ends"),
    )
    done = started("check", room.year(), "--plugins", loops, "--select", "loops/*", *DAY)
    assert done.returncode == group.STOPPED
    assert done.stdout == b""
    assert b"loops/never-ends was running on R1 (loops.py line " in done.stderr
    assert b"ignore 'loops/never-ends' and run the rest" in done.stderr
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("call", "missing"),
    [
        (["report"], ["FILE", "--kind [monthly|", "--audience [operational|", "--out FILE"]),
        (["report", "year.xlsx", "--kind", "annual"], ["--audience [operational|", "--out FILE"]),
        (["track", "update"], ["RECOMMENDATION", "--by TEXT"]),
        (["sample", "--seed", "made up"], ["FILE", "--activity ID", "--size INTEGER"]),
    ],
)
def test_everything_a_call_lacks_is_said_at_once(room: Room, call: list[str], missing: list[str]) -> None:
    room.year("year.xlsx")
    done = room.run(*call)
    assert done.exit_code == 2
    told = done.stderr.partition("Missing:\n")[2].splitlines()
    assert [line.strip().startswith(one) for line, one in zip(told, missing, strict=True)] == [True] * len(missing)


def test_template_writes_a_workbook_that_can_be_read_and_that_is_not_taken_for_a_clean_one(room: Room) -> None:
    done = room.run("template", "blank.xlsx", "--scale", "cqc", "--template", "cqc-service")
    assert done.exit_code == 0
    assert "qaframework check blank.xlsx" in done.stderr
    assert room.check(room.folder / "blank.xlsx").exit_code == 2
    headings = [cell.value for cell in openpyxl.load_workbook("blank.xlsx")["reviews"][1]]
    assert "domain.WELL_LED" in headings


def test_template_does_not_write_over_a_workbook_unless_it_is_told_to(room: Room) -> None:
    filled = room.year("year.xlsx").read_bytes()
    assert room.run("template", "year.xlsx").exit_code == 2
    assert (room.folder / "year.xlsx").read_bytes() == filled
    assert room.run("template", "year.xlsx", "--force").exit_code == 0
    assert (room.folder / "year.xlsx").read_bytes() != filled


def test_plugins_lists_what_loaded_and_ends_with_3_where_one_was_left_out(room: Room) -> None:
    done = room.run("plugins", "--plugins", room.rules)
    assert done.exit_code == 0
    assert "sample" in done.stdout
    done = room.run("plugins", "--plugins", room.rules, "--plugins", room.broken, "--format", "json")
    assert done.exit_code == 3
    listed = {row["plugin"]: row["status"] for row in json.loads(done.stdout)}
    assert listed["sample"] == "loaded"
    assert listed["broken"].startswith("left out at import")


def test_rules_lists_each_rule_with_what_can_be_set(room: Room) -> None:
    done = room.run("rules", "--plugins", room.rules, "--select", "sample/*", "--format", "json")
    assert done.exit_code == 0
    (first, second) = json.loads(done.stdout)
    assert first == {
        "rule": "sample/good-stands",
        "severity": "error",
        "over": "reviews",
        "title": "A good grade stands on good domains.",
        "source": "",
        "parameters": "",
    }
    assert second["parameters"] == "words = 3"
    verbose = json.loads(
        room.run("rules", "--plugins", room.rules, "--select", "sample/*", "--format", "json", "-v").stdout
    )
    assert verbose[0]["what to do"] == "Look at the grade again."


def test_rules_lists_every_rule_and_smart_check_there_is(room: Room) -> None:
    plugins = qa.load_plugins(allow=())
    listed = json.loads(room.run("rules", "--format", "json").stdout)
    assert [row["rule"] for row in listed] == sorted(rule.id for rule in (*plugins.rules, *plugins.smart_checks))


def test_a_list_from_which_a_plugin_is_missing_ends_with_3(room: Room) -> None:
    for command in ("rules", "scales"):
        done = room.run(command, "--plugins", room.broken)
        assert done.exit_code == 3
        assert "plugin 'broken'" in done.stderr


def test_rules_with_a_pattern_that_fits_none_ends_with_2(room: Room) -> None:
    assert room.run("rules", "--select", "nothing-like-it").exit_code == 2


def test_scales_lists_grades_days_and_what_meets_the_standard(room: Room) -> None:
    listed = {row["scale"]: row for row in json.loads(room.run("scales", "--format", "json").stdout)}
    ofsted = listed["ofsted-2013"]
    assert ofsted["grades, best first"] == "Outstanding, Good, Requires improvement, Inadequate"
    assert ofsted["meet the standard"] == "Outstanding, Good"
    assert (ofsted["from"], ofsted["until"]) == ("2013-11-01", "2018-08-31")
    assert listed["rag"]["meet the standard"] == "not declared"
    assert listed["ungraded"]["grades, best first"] == "none"


def test_a_crosswalk_is_shown_as_its_author_wrote_it(room: Room) -> None:
    done = room.run("scales", "crosswalk", "city-of-london-2023", "ofsted-2018")
    assert done.exit_code == 0
    assert [line.split()[:2] for line in done.stdout.splitlines()[2:4]] == [["Excellent", "Outstanding"], ["Good"] * 2]
    assert "City of London" in done.stdout


def test_a_crosswalk_that_is_refused_or_not_written_ends_with_2_and_says_so(room: Room) -> None:
    refused = room.run("scales", "crosswalk", "rag", "ofsted-2018")
    assert refused.exit_code == 2
    assert "a colour tracks an action" in refused.stderr
    unwritten = room.run("scales", "crosswalk", "rag", "cqc")
    assert unwritten.exit_code == 2
    assert "the closest that is written is rag to ofsted-2018" in unwritten.stderr
    unknown = room.run("scales", "crosswalk", "ragg", "cqc")
    assert unknown.exit_code == 2
    assert "did you mean 'rag'" in unknown.stderr


@pytest.mark.parametrize("command", [("plugins",), ("rules",), ("scales",), ("scales", "crosswalk", "hmip", "cqc")])
@pytest.mark.parametrize("form", screen.TABLE_FORMATS)
def test_every_list_comes_in_every_format_of_a_table(room: Room, command: tuple[str, ...], form: str) -> None:
    if "crosswalk" in command:
        command = ("scales", "crosswalk", "city-of-london-2023", "ofsted-2018")
    done = room.run(*command, "--format", form)
    assert done.exit_code == 0
    assert done.stdout_bytes
    assert room.run(*command, "--format", form).stdout_bytes == done.stdout_bytes


def test_every_command_says_what_it_is_for(room: Room) -> None:
    listed = room.run("--help").stdout
    for name in cli.main.commands:
        assert f"  {name} " in listed
        assert room.run(name, "--help").exit_code == 0
    assert "..." not in listed.split("Options:")[1]
    assert "\n            2  FILE or the call is wrong" in room.run("check", "--help").stdout


def test_every_command_stands_under_one_job_in_the_help_and_none_is_made_up(room: Room) -> None:
    placed = [name for names in group.JOBS.values() for name in names]
    assert sorted(placed) == sorted(cli.main.commands)
    listed = room.run("--help").stdout
    headings = [line.removesuffix(":") for line in listed.splitlines() if line.endswith(":") and line[0] != " "]
    assert headings == ["Options", *group.JOBS]


def test_a_command_that_has_no_job_is_listed_last_and_whole() -> None:
    purpose = "Say " + "much " * 30 + "and be cut nowhere."

    @click.group(cls=group.Commands, jobs={"First": ("one",)})
    def many() -> None:
        """Hold commands."""

    many.command("one", help="Come first.")(lambda: None)
    many.command("another", help=purpose)(lambda: None)
    told = CliRunner().invoke(many, ["--help"]).stdout
    assert " ".join(told.split()).endswith(f"First: one Come first. Commands: another {purpose}")


def test_a_quiet_command_does_the_same_and_says_nothing(room: Room) -> None:
    told, quiet = room.run("template", "told.xlsx"), room.run("template", "quiet.xlsx", "--quiet")
    assert "Written: told.xlsx" in told.stderr
    assert (quiet.exit_code, quiet.output) == (0, "")
    assert (room.folder / "quiet.xlsx").exists()
    refused = room.run("template", "quiet.xlsx", "--quiet")
    assert refused.exit_code == 2
    assert "is there already" in refused.stderr


def test_it_says_its_version(room: Room) -> None:
    assert importlib.metadata.version("qaframework") in room.run("--version").stdout


@pytest.mark.parametrize(
    ("risk", "plugin", "code"), [("Good", None, 0), ("Inadequate", None, 1), ("Inadequate", "crashing", 3)]
)
def test_as_a_program_it_ends_with_its_exit_code_and_is_quiet_in_a_pipe(
    room: Room, risk: str, plugin: str | None, code: int
) -> None:
    others = ["--plugins", room.crashing, "--select", "crashing/*"] if plugin else []
    done = started(
        "check", room.year(risk=risk), "--plugins", room.rules, "--select", "sample/*", *DAY, *others, cwd=room.folder
    )
    assert done.returncode == code
    assert done.stderr == b""
    assert done.stdout.startswith(b"Moderation of 3 reviews")
    assert b"\x1b" not in done.stdout


def test_as_a_program_it_ends_with_2_on_a_file_it_cannot_read(room: Room) -> None:
    done = started("check", room.write("year.json", "{"), cwd=room.folder)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"Traceback" not in done.stderr


def test_as_a_program_it_writes_the_same_bytes_whatever_the_order_of_sets(room: Room) -> None:
    file = room.year(risk="Inadequate")
    written = [
        started("check", file, "--format", "json", *DAY, cwd=room.folder, environment={"PYTHONHASHSEED": seed}).stdout
        for seed in ("1", "2", "3")
    ]
    assert json.loads(written[0])["rules"]
    assert len(set(written)) == 1


def test_as_a_program_it_prints_on_a_terminal_that_has_few_signs(room: Room) -> None:
    path = room.write(
        "odd.py", RULES.replace("RISK is Inadequate", "RISK is Inadequate \u2192 \u0175").replace("good-stands", "odd")
    )
    done = started(
        "check",
        room.year(risk="Inadequate"),
        "--plugins",
        path,
        "--select",
        "odd/odd",
        *DAY,
        cwd=room.folder,
        environment={"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"},
    )
    assert done.returncode == 1
    assert b"RISK is Inadequate ? ?" in done.stdout


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("no_colour", [False, True])
def test_on_a_terminal_severity_has_a_colour_and_keeps_its_word(room: Room, no_colour: bool) -> None:
    seen = on_a_terminal(
        room.folder,
        *("check", room.year(risk="Inadequate"), "--plugins", room.rules, "--select", "sample/*", *DAY),
        environment={"NO_COLOR": "1"} if no_colour else {},
    )
    assert b"error" in seen
    assert (b"\x1b[31m\x1b[1merror\x1b[0m" in seen) is not no_colour


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_workbook_is_not_written_to_a_terminal(room: Room) -> None:
    seen = on_a_terminal(room.folder, "check", room.year(), "--format", "xlsx")
    assert b"--out" in seen
    assert b"PK" not in seen


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_long_check_says_on_a_terminal_how_far_it_has_come(room: Room) -> None:
    slow = room.write(
        "slow.py",
        RULES.replace("import qaframework as qa\n", "import time\nimport qaframework as qa\n", 1)
        .replace('    if "Inadequate"', '    time.sleep(0.4)\n    if "Inadequate"')
        .replace("good-stands", "a-slow-one"),
    )
    seen = on_a_terminal(room.folder, "check", room.year(), "--plugins", slow, "--select", "slow/*", *DAY)
    assert b"Checking: 1 of 2 rules done, now slow/rationale-given" in seen
    assert seen.rindex(b"Checking:") < seen.index(b"Moderation of ")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_a_report_longer_than_the_screen_ends_with_what_left_it_at_the_top(room: Room) -> None:
    year = {table: list(kept) for table, kept in rows().items()}
    year["reviews"].append({"id": "R2"})
    lenient = room.write("lenient.json", json.dumps(year))
    for lines, again in (("5", 2), ("500", 1)):
        seen = on_a_terminal(
            room.folder,
            *("check", lenient, "--lenient", "--plugins", room.rules, "--select", "sample/*", *DAY),
            environment={"LINES": lines, "COLUMNS": "80"},
        )
        assert seen.count(b"NOT EVERYTHING WAS CHECKED") == again
        assert seen.count(b" for information.") == again
        assert seen.count(b"--out report.html") == again - 1


def on_a_terminal(folder: Path, *arguments: object, environment: dict[str, str] | None = None) -> bytes:
    """Return what the command line shows on a terminal."""
    import pty

    ours, theirs = pty.openpty()
    settings = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    running = subprocess.Popen(
        [sys.executable, "-m", "qaframework", *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        cwd=folder,
        env=settings | {"QAFRAMEWORK_PLUGINS": "", "TERM": "xterm"} | (environment or {}),
    )
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:
        # The other end is closed: it has ended.
        pass
    running.wait(timeout=60)
    os.close(ours)
    return seen


@pytest.mark.parametrize(
    ("typed", "completed"),
    [
        (["ch"], "check"),
        (["check", "year.xlsx", "--sel"], "--select"),
        (["check", "year.xlsx", "--select", "defaults/limiting"], "defaults/limiting-domain"),
        (["template", "blank.xlsx", "--scale", "ofsted-20"], "ofsted-2018"),
        (["template", "blank.xlsx", "--template", "ofsted-i"], "ofsted-ilacs"),
        (["scales", "crosswalk", "ofsted-20"], "ofsted-2013"),
    ],
)
def test_a_shell_completes_commands_options_and_names(typed: list[str], completed: str) -> None:
    asked = {
        "_QAFRAMEWORK_COMPLETE": "bash_complete",
        "COMP_WORDS": shlex.join(["qaframework", *typed]),
        "COMP_CWORD": str(len(typed)),
    }
    command = [sys.executable, "-c", "from qaframework.cli import main; main(prog_name='qaframework')"]
    done = subprocess.run(command, env=os.environ | asked, capture_output=True, text=True, timeout=60)
    assert f"plain,{completed}" in done.stdout.splitlines()
