"""``qaframework themes`` as people call it."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

import qaframework as qa
from qaframework.cli import main
from qaframework.cli.themes import FORMATS, VIEWS
from qaframework.files import example_bytes
from qaframework.triangulation import output


@pytest.fixture
def year(tmp_path: Path) -> Path:
    file = tmp_path / "year.xlsx"
    file.write_bytes(example_bytes("city-of-london-2023-24"))
    return file


def run(*arguments: object, code: int = 0):
    done = CliRunner().invoke(main, ["themes", *map(str, arguments)])
    assert done.exit_code == code, done.output
    return done


def test_a_file_gives_the_whole_picture(year):
    told = run(year).stdout
    assert "Themes by kind of source" in told
    assert "agree on a concern, and no action is recorded" in told
    assert "nobody has recorded which themes they looked at: performance data" in told


@pytest.mark.parametrize("view", VIEWS)
def test_every_view_comes_in_json(year, view):
    assert isinstance(json.loads(run(year, "--view", view, "--format", "json").stdout), list)


def test_the_views_and_formats_of_the_command_are_those_of_the_library():
    assert set(VIEWS) == set(output.VIEWS)
    assert set(FORMATS) == {"table", "qdc", *output.FORMATS}


@pytest.mark.parametrize("ending", ["html", "xlsx", "csv", "md", "json", "mmd", "dot", "graphml", "txt"])
def test_the_ending_of_a_file_chooses_its_format(year, tmp_path, ending):
    out = tmp_path / f"themes.{ending}"
    run(year, "--out", out)
    assert out.stat().st_size > 500


def test_a_sentence_gets_suggestions_with_their_reason():
    told = run("Pathway plans drift.", "--format", "csv").stdout
    assert "clv,Care leavers and becoming adult,Pathway plans" in told
    assert "tml" in told


def test_a_sentence_about_nothing_known_says_so():
    assert run("Ice cream.").stdout == "Suggested themes: none\n"


def test_without_an_argument_the_themes_are_listed_and_go_out_as_a_codebook(tmp_path):
    assert "Supervision" in run().stdout
    out = tmp_path / "themes.qdc"
    run("--out", out)
    assert {one.id for one in qa.read_codebook(out)} == set(qa.load_plugins().themes)
    assert "Supervision" in run(out).stdout
    assert "Supervision" in run("--codebook", out).stdout


def test_a_codebook_takes_the_place_of_the_plugins_themes(year, tmp_path):
    out = qa.write_codebook([qa.Theme(id="rsk", title="Danger", phrases=("danger",))], tmp_path / "team.qdc")
    rows = json.loads(run(year, "--codebook", out, "--view", "themes", "--format", "json").stdout)
    assert [row["title"] for row in rows] == ["Danger"]
    assert "Danger" in run("A danger nobody saw", "--codebook", out).stdout


@pytest.fixture
def blank(tmp_path):
    return qa.template(tmp_path / "blank.xlsx")


def test_an_empty_year_says_that_nothing_was_looked_at_and_how_to_begin(blank):
    told = run(blank).stdout
    assert told.startswith("Nothing has been looked at")
    assert "To begin: write" in told
    assert len(told.splitlines()) < 12
    assert len(json.loads(run(blank, "--format", "json").stdout)["gaps"]) == 31


@pytest.mark.parametrize("more", [["--view", "alerts"], ["--view", "matrix"], ["--theme", "rsk"]])
def test_no_table_of_an_empty_year_passes_for_all_fine(blank, more):
    done = run(blank, *more)
    assert "none" in done.stdout
    assert done.stderr.startswith("Nothing has been looked at, so this says nothing of how things are")


def test_one_theme_is_followed_without_its_text_unless_asked(year):
    plain, whole = (run(year, "--theme", "rsk", *more).stdout for more in ([], ["--statements"]))
    assert "FND-23" in plain
    assert "sharper focus" not in plain
    assert "sharper focus" in whole


def test_a_window_and_a_number_of_sources_are_taken(year):
    rows = json.loads(
        run(year, "--since", "2023-07-01", "--min-sources", 3, "--view", "themes", "--format", "json").stdout
    )
    assert {row["level"] for row in rows} <= {"single-source", "contested"}


@pytest.mark.parametrize(
    ("arguments", "what"),
    [
        (["--theme", "risk"], "there is no theme 'risk'; did you mean 'rsk'?"),
        (["--format", "qdc"], "A .qdc holds themes, not records"),
        (["--view", "alerts", "--format", "dot"], "A table cannot be written as dot"),
        (["--min-sources", "two"], "is not a valid integer"),
        (["--codebook", "none.qdc"], "does not exist"),
    ],
)
def test_a_call_that_cannot_be_is_told_plainly(year, arguments, what):
    assert what in run(year, *arguments, code=2).stderr


def test_a_file_that_is_no_codebook_is_told_plainly(tmp_path):
    file = tmp_path / "x.qdc"
    file.write_text("no")
    assert "Export a REFI-QDA codebook" in run(file, code=2).stderr


def test_a_plugin_that_fails_ends_it_with_3(tmp_path):
    (tmp_path / "broken.py").write_text("import no_such_module\n")
    assert "left out" in run("Drift.", "--plugins", tmp_path / "broken.py", code=3).stderr
