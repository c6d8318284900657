"""``qaframework report``: what it writes, what it refuses, what it ends with."""

import pytest
from click.testing import CliRunner

import qaframework as qa
from qaframework.cli import main

YEAR = "city-of-london-2023-24"


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    folder = tmp_path_factory.mktemp("year")
    qa.write(qa.example(YEAR), folder / "year.json")
    return folder / "year.json"


@pytest.fixture
def run(workbook, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("QAFRAMEWORK_PLUGINS", "")

    def run(*arguments, file=workbook):
        return CliRunner().invoke(main, ["report", str(file), *map(str, arguments)])

    return run


BOARD = ("--kind", "quarterly", "--audience", "board")


@pytest.mark.parametrize("name", ["q4.html", "q4.docx", "q4.md"])
def test_a_report_is_written_in_the_format_of_its_ending(run, tmp_path, name):
    ended = run(*BOARD, "--out", name)
    assert ended.exit_code == 1, ended.output
    assert (tmp_path / name).stat().st_size > 1000
    assert "Written: " in ended.output
    assert "do not stand" in ended.output


def test_the_days_and_the_period_are_those_that_were_given(run, tmp_path):
    run(*BOARD, "--out", "q.md", "--period", "2023-04-01..2023-06-30", "--today", "2023-07-10")
    text = (tmp_path / "q.md").read_text(encoding="utf-8")
    assert "1 April to 30 June 2023, as at 10 July 2023" in text


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--kind", "quarterly", "--out", "q.md"), "--audience"),
        ((*BOARD,), "--out"),
        ((*BOARD, "--out", "q.pdf"), "end it in .html, .docx or .md"),
        ((*BOARD, "--out", "q.md", "--period", "this year"), "2024-01-01..2024-03-31"),
        ((*BOARD, "--out", "q.md", "--policy", "dffe"), "did you mean 'dfe'"),
        ((*BOARD, "--out", "q.md", "--override", "It is no name"), "--override and --by go together"),
        ((*BOARD, "--out", "q.md", "--cleared", "SR-01"), "who cleared"),
        ((*BOARD, "--out", "q.md", "--tracker", "absent.db"), "there is no such tracker"),
        (("--kind", "theme", "--audience", "board", "--out", "q.md"), "needs its theme"),
    ],
)
def test_a_call_that_cannot_be_is_refused_in_words(run, tmp_path, arguments, told):
    ended = run(*arguments)
    assert ended.exit_code == 2, ended.output
    assert told in ended.output
    assert not (tmp_path / "q.md").exists()


def test_a_name_on_the_list_stops_it_until_somebody_decides(run, tmp_path):
    names = tmp_path / "names.txt"
    names.write_text("Head of service\n\n", encoding="utf-8")
    refused = run(*BOARD, "--out", "q.md", "--names", names)
    assert refused.exit_code == 2
    assert "name on the list" in refused.output
    assert not (tmp_path / "q.md").exists()
    let_go = run(*BOARD, "--out", "q.md", "--names", names, "--override", "It is a post", "--by", "Head of QA")
    assert let_go.exit_code == 1
    assert "Let go by Head of QA: It is a post" in (tmp_path / "q.md").read_text(encoding="utf-8")


def test_a_tracker_says_where_recommendations_stand(run, tmp_path):
    year = qa.example(YEAR)
    with qa.Tracker.open(tmp_path / "tracker.db") as tracker:
        tracker.add(year.recommendations[:3], by="Head of QA", on=year.recommendations[2].raised_on)
    run("--kind", "monthly", "--audience", "operational", "--out", "m.md", "--tracker", "tracker.db")
    assert "from the tracker" in (tmp_path / "m.md").read_text(encoding="utf-8")


def test_a_release_is_written_into_the_ledger_once(run, tmp_path):
    for name in ("q.md", "q.html"):
        assert run(*BOARD, "--out", name, "--ledger", "releases.jsonl").exit_code == 1
    assert len((tmp_path / "releases.jsonl").read_text(encoding="utf-8").splitlines()) == 1


def test_the_kinds_and_audiences_of_the_command_are_those_there_are():
    from qaframework.cli import report as command
    from qaframework.reports.audiences import AUDIENCES
    from qaframework.reports.kinds import KINDS

    assert set(command.KINDS) == set(KINDS)
    assert set(command.AUDIENCES) == set(AUDIENCES)
