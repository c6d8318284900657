"""Plugins that misbehave, as installed packages. None stops or falsifies a run, and each is named."""

from __future__ import annotations

import importlib
import importlib.metadata
import json
import os
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import attrs
import pytest

import qaframework as qa
from qaframework.testing import programme

TODAY = date(2024, 4, 1)
RULE = '''
import qaframework as qa

@qa.rule("{slug}", severity="query")
def made_up(review: qa.Review, context: qa.Context):
    """A title."""
    {body}

@qa.hookimpl
def qa_moderation_rules():
    return [made_up]
'''


def rule(body: str, slug: str = "made-up") -> str:
    return RULE.format(slug=slug, body=textwrap.indent(textwrap.dedent(body).strip(), "    ").strip())


SOUND = rule("""
if review.overall == "Good":
    yield "it is good"
""")
YEAR = programme({"reviews": [{}, {"overall": "Inadequate"}, {"rationale": "Seen each week."}]})


@pytest.fixture
def site(tmp_path: Path) -> Path:
    folder = tmp_path / "site"
    folder.mkdir()
    return folder


def install(site: Path, name: str, code: str, *, version: str = "1.0", module: str = "") -> None:
    """Leave a distribution in a folder as pip would: a module and its metadata."""
    module = module or f"misbehaving_{name.replace('-', '_')}"
    (site / f"{module}.py").write_text(code, encoding="utf-8")
    info = site / f"qaframework_{name.replace('-', '_')}-{version}.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: qaframework-{name}\nVersion: {version}\n", encoding="utf-8"
    )
    (info / "entry_points.txt").write_text(f"[qaframework]\n{name} = {module}\n", encoding="utf-8")


@pytest.fixture
def moderated(site: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that moderates a year with what is installed in the folder, and the sound plugin beside it."""
    monkeypatch.delenv("QAFRAMEWORK_PLUGINS", raising=False)
    monkeypatch.syspath_prepend(site)
    find = importlib.metadata.MetadataPathFinder.find_distributions

    def find_ours(*args, **kwargs):
        for dist in find(*args, **kwargs):
            ours = Path(str(dist.locate_file(""))).is_relative_to(site.parent)
            if ours or "[qaframework]" not in (dist.read_text("entry_points.txt") or ""):
                yield dist

    monkeypatch.setattr(importlib.metadata.MetadataPathFinder, "find_distributions", find_ours)

    def moderated(year: qa.Programme = YEAR, ignore: str = "defaults/*") -> qa.ModerationReport:
        install(site, "sound", SOUND)
        importlib.invalidate_caches()
        for module in [name for name in sys.modules if name.startswith("misbehaving_")]:
            del sys.modules[module]
        return qa.moderate(year, qa.load_plugins(), ignore=[ignore], today=TODAY, settings=qa.Settings())

    return moderated


def sound_flags(report: qa.ModerationReport) -> list[tuple[str, str]]:
    return [(flag.record, flag.message) for flag in report.flags if flag.plugin == "sound"]


EXPECTED = [("R1", "it is good"), ("R3", "it is good")]

LEFT_OUT = {
    "cannot be imported": ("import no_such_module_here", "import", "No module named 'no_such_module_here'"),
    "ends the interpreter": ("import sys; sys.exit(0)", "import", "SystemExit: 0"),
    "has a misspelt hook": (SOUND.replace("qa_moderation_rules", "qa_moderation_rule"), "validate", "did you mean"),
    "gives a rule twice": (SOUND.replace("[made_up]", "[made_up, made_up]"), "give", "is given twice"),
    "gives garbage": (SOUND.replace("[made_up]", "['made up', 3]"), "give", "must return Rule, not str"),
    "gives nothing": (SOUND.replace("[made_up]", "None"), "give", "must return a list"),
    "ends the interpreter in a hook": (SOUND.replace("return [made_up]", "raise SystemExit('no')"), "give", "no"),
}


@pytest.mark.parametrize(("code", "stage", "reason"), LEFT_OUT.values(), ids=list(LEFT_OUT))
def test_a_plugin_that_cannot_be_used_is_left_out_whole_and_named(site, moderated, code, stage, reason):
    install(site, "bad", code, version="0.3")
    report = moderated()
    (failure,) = report.failed_plugins
    assert (failure.name, failure.version, failure.stage) == ("bad", "0.3", stage)
    assert reason in failure.reason
    assert sound_flags(report) == EXPECTED
    assert (report.ok, report.exit_code) == (False, 3)
    assert not [flag for flag in report.flags if flag.plugin == "bad"]


SPOILS = {
    "an overall grade": "object.__setattr__(review, 'overall', qa.Missing.NOT_GRADED)",
    "another review": "object.__setattr__(context.year.reviews[0], 'overall', qa.Missing.NOT_GRADED)",
    "the tables themselves": "object.__setattr__(context.year, 'reviews', ())",
    "a judgement": "object.__setattr__(context.year.reviews[0].judgements[0], 'grade', qa.Missing.WITHHELD)",
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=list(SPOILS))
def test_a_rule_that_changes_records_is_named_and_nobody_else_sees_the_change(site, moderated, spoil):
    year = programme({"reviews": [{"domain.RISK": "Good"}, {"overall": "Inadequate"}, {}]})
    before = [attrs.astuple(review, recurse=False) for review in year.reviews]
    install(site, "bad", rule(f"{spoil}\nyield 'spoilt'"))
    report = moderated(year)
    assert [attrs.astuple(review, recurse=False) for review in year.reviews] == before
    assert str(year.reviews[0].judgements[0].grade) == "Good"
    assert sound_flags(report) == EXPECTED
    (result,) = (one for one in report.results if one.rule == "bad/made-up")
    assert result.status == "crashed"
    assert "it changes records" in result.why
    assert (result.checked, len(result.crashes)) == (0, result.records)
    assert not [flag for flag in report.flags if flag.plugin == "bad"]


def test_a_rule_beside_one_that_changes_records_is_heard_all_the_same(site, moderated):
    spoiling = rule("object.__setattr__(review, 'overall', qa.Missing.NOT_GRADED)", slug="a-spoils")
    judging = SOUND.replace('"made-up"', '"b-judges"').replace("made_up", "judges").partition("@qa.hookimpl")[0]
    both = spoiling.replace("[made_up]", "[made_up, judges]")
    install(site, "bad", judging + both.replace("import qaframework as qa\n", ""))
    report = moderated()
    assert [(flag.rule, flag.record) for flag in report.flags if flag.plugin == "bad"] == [
        ("bad/b-judges", "R1"),
        ("bad/b-judges", "R3"),
    ]
    assert [result.rule for result in report.crashed] == ["bad/a-spoils"]


CRASHES = {
    "an infinite generator": ("while True:\n    yield 'again'", "it yielded more than 1,000 messages", 3),
    "raises on one record": ("if not review.rationale.count('week'):\n    yield 'x'", "AttributeError", 2),
    "yields garbage": ("yield 3", "it yielded int; a rule yields text or qa.flag(...)", 3),
    "ends the interpreter": ("raise SystemExit('no licence')\nyield", "SystemExit", 3),
}


@pytest.mark.parametrize(("body", "why", "records"), CRASHES.values(), ids=list(CRASHES))
def test_a_rule_that_breaks_is_named_with_the_records_and_stops_nobody(site, moderated, body, why, records):
    install(site, "bad", rule(body))
    report = moderated()
    (result,) = report.crashed
    assert result.rule == "bad/made-up"
    assert why in result.why
    assert len(result.crashes) == records
    assert result.checked + result.not_applicable + len(result.crashes) == result.records == 3
    assert sound_flags(report) == EXPECTED
    assert report.exit_code == 3


def test_two_versions_of_one_plugin_are_both_named(site, moderated, tmp_path, monkeypatch):
    older = tmp_path / "older"
    older.mkdir()
    install(older, "twice", rule("yield 'old'"), version="1.0", module="misbehaving_twice")
    install(site, "twice", rule("yield 'new'"), version="2.0", module="misbehaving_twice")
    monkeypatch.syspath_prepend(older)
    monkeypatch.syspath_prepend(site)
    report = moderated()
    (failure,) = report.failed_plugins
    assert (failure.name, failure.version) == ("twice", "1.0")
    assert failure.reason == (
        "version 1.0 is there beside 2.0; uninstall qaframework-twice twice, and install the one you want"
    )
    assert {flag.message for flag in report.flags if flag.plugin == "twice"} == {"new"}
    assert {plugin.version for plugin in report.plugins.loaded if plugin.name == "twice"} == {"2.0"}
    assert not report.ok


def test_one_version_that_two_paths_lead_to_is_one_plugin(site, moderated, monkeypatch):
    monkeypatch.syspath_prepend(site)
    assert moderated().failed_plugins == ()


def test_what_a_plugin_prints_and_how_slow_it_is_reach_the_terminal_and_not_the_report(site, tmp_path):
    body = "import time\nprint('loud')\ntime.sleep(0.4)\nif review.id == 'R1':\n    yield 'x'"
    install(site, "loud", rule(body))
    qa.write(YEAR, tmp_path / "year.json")
    run = subprocess.run(
        [sys.executable, "-m", "qaframework", "check", "year.json", "--select", "loud/*", "--format", "json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site), "QAFRAMEWORK_PLUGINS": "loud", "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert run.returncode == 0, run.stderr
    assert [flag["record"] for flag in json.loads(run.stdout)["flags"]] == ["R1"]
    assert run.stderr.count("loud\n") >= 3
    assert "Slow: loud/made-up took 1 second" in run.stderr
