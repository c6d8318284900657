"""``plugins --verbose``, ``rules diff`` and ``rules replay``."""

from __future__ import annotations

import json
import textwrap
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import qaframework as qa
from qaframework.cli import main
from qaframework.testing import programme

PACK = '''
    import qaframework as qa

    @qa.rule("made-up", severity="{severity}")
    def made_up(review: qa.Review, context: qa.Context, grade: str = "{grade}"):
        """A title."""
        if review.overall == grade:
            yield "it is so"

    @qa.hookimpl
    def qa_moderation_rules():
        return [made_up]
'''


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(one) for one in arguments])


@pytest.fixture
def packs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QAFRAMEWORK_PLUGINS", "")
    monkeypatch.chdir(tmp_path)
    for name, severity, grade in (("old", "query", "Good"), ("new", "error", "Inadequate")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pack.py").write_text(textwrap.dedent(PACK.format(severity=severity, grade=grade)))
    year = programme({"reviews": [{}, {"overall": "Inadequate"}, {"overall": "Inadequate"}]})
    qa.write(year, tmp_path / "year.json")
    return tmp_path


def test_what_each_plugin_gives_is_listed_by_name(packs: Path) -> None:
    rows = json.loads(run("plugins", "--verbose", "--plugins", "old", "--format", "json").output)
    assert {"plugin": "pack", "gives": "rule", "name": "made-up", "title": "A title."} in rows
    kinds = {row["gives"] for row in rows if row["plugin"] == "defaults"}
    assert kinds == {"rule", "SMART check", "scale", "crosswalk", "theme", "template"}


def test_a_plugin_that_failed_is_named_beside_what_others_give(packs: Path) -> None:
    (packs / "old" / "bad.py").write_text("import no_such_module")
    told = run("plugins", "-v", "--plugins", "old")
    assert told.exit_code == 3
    assert "No module named 'no_such_module'" in told.output


def test_the_difference_of_two_packs_is_a_table(packs: Path) -> None:
    rows = json.loads(run("rules", "diff", "old", "new", "--format", "json").output)
    assert rows == [
        {"rule": "made-up", "change": "changed", "what": "severity: query -> error"},
        {"rule": "made-up", "change": "changed", "what": "grade: Good -> Inadequate"},
    ]
    assert "1 rule is the same in both." in run("rules", "diff", "old", "old/pack.py").output


def test_a_pack_that_is_none_ends_the_command_with_the_reason(packs: Path) -> None:
    told = run("rules", "diff", "defaults", "no-such-pack")
    assert told.exit_code == 2
    assert "'no-such-pack' is no installed plugin, no .py file and no folder." in told.output
    (packs / "old" / "pack.py").write_text("import no_such_module")
    told = run("rules", "diff", "old", "new")
    assert told.exit_code == 3
    assert "no_such_module" in told.output


def test_a_replay_tells_flags_gained_from_flags_lost(packs: Path) -> None:
    told = run("rules", "replay", "new", "year.json", "--against", "old", "--today", "2024-04-01")
    assert told.exit_code == 0
    assert "2 gained, 1 lost, 0 as before." in told.output
    told = run("rules", "replay", "new", "year.json", "--today", "2024-04-01", "--format", "json")
    assert [row["record"] for row in json.loads(told.output)] == ["R2", "R3"]


def test_a_replay_asks_for_the_day(packs: Path) -> None:
    told = run("rules", "replay", "new", "year.json")
    assert told.exit_code == 2
    assert "--today" in told.output


def test_a_replay_minds_the_settings_beside_the_file_and_no_others(packs: Path) -> None:
    (packs / "qaframework.toml").write_text(
        '[rules.made-up]\ngrade = "Good"\n[rules."defaults/rationale-length"]\nwords = 3\n'
    )
    told = run("rules", "replay", "new", "year.json", "--today", "2024-04-01", "--format", "json")
    assert [row["record"] for row in json.loads(told.output)] == ["R1"]


def test_what_was_not_checked_is_said_and_ends_with_three(packs: Path) -> None:
    broken = (packs / "new" / "pack.py").read_text().replace("review.overall == grade", "review.nothing")
    (packs / "new" / "pack.py").write_text(broken)
    told = run("rules", "replay", "new", "year.json", "--against", "old", "--today", "2024-04-01")
    assert told.exit_code == 3
    assert "Not checked: rule pack/made-up crashed" in told.output


def test_the_list_of_rules_is_as_it_was(packs: Path) -> None:
    told = run("rules", "--select", "pack/*", "--plugins", "new", "--verbose")
    assert told.exit_code == 0
    assert "pack/made-up" in told.output
