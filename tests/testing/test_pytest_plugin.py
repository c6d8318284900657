"""The fixtures, and the examples beside rules as tests, in sessions of pytest of their own."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

RULES = '''
    import qaframework as qa

    SCALE = qa.GradingScale("ours", "Ours", (qa.Level("Strong", True), qa.Level("Weak", False)))

    @qa.rule(
        "not-weak",
        severity="query",
        ok={"reviews": {"overall": "Strong", "scale": "ours"}},
        flagged=({"reviews": {"overall": "Weak", "scale": "ours"}}, {"reviews": {"overall": "WEAK", "scale": "ours"}}),
    )
    def not_weak(review: qa.Review, context: qa.Context) -> qa.Messages:
        """It is not weak."""
        if review.grade is None:
            return qa.not_applicable("no grade")
        if review.grade == "Weak":
            yield qa.flag("it is weak", field="overall")

    @qa.hookimpl
    def qa_moderation_rules():
        return [not_weak]

    @qa.hookimpl
    def qa_grading_scales():
        return [SCALE]
'''


@pytest.fixture
def tried(tmp_path: Path):
    """Return a function that writes files and runs pytest on some of them."""

    def tried(*arguments: str, **files: str) -> str:
        for name, code in files.items():
            (tmp_path / f"{name}.py").write_text(textwrap.dedent(code), encoding="utf-8")
        call = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-q", "-rA", "--no-header", *arguments]
        return subprocess.run(call, cwd=tmp_path, capture_output=True, encoding="utf-8", timeout=120).stdout

    return tried


def test_the_examples_in_a_plugins_own_file_are_tests(tried) -> None:
    said = tried("our_rules.py", our_rules=RULES)
    assert "PASSED our_rules.py::not-weak[ok 1]" in said
    assert "PASSED our_rules.py::not-weak[flagged 2]" in said
    assert "3 passed" in said


def test_an_example_that_does_not_hold_fails_and_says_what_to_change(tried) -> None:
    said = tried(
        "our_rules.py",
        our_rules=RULES.replace('ok={"reviews": {"overall": "Strong"', 'ok={"reviews": {"overall": "Weak"'),
    )
    assert "FAILED our_rules.py::not-weak[ok 1]" in said
    assert "the rule says it is flagged. Change the example or the rule, until both say the same." in said
    assert "1 failed, 2 passed" in said


def test_a_rule_that_breaks_on_its_example_fails_with_its_line_and_no_more(tried) -> None:
    said = tried("our_rules.py", our_rules=RULES.replace('review.grade == "Weak"', "review.grade.nothing"))
    line = 1 + textwrap.dedent(RULES).splitlines().index('    if review.grade == "Weak":')
    assert f"AttributeError: 'Grade' object has no attribute 'nothing' (line {line})" in said
    assert "pluggy" not in said


def test_a_plugin_that_is_named_in_a_test_module_has_its_examples_there(tried) -> None:
    test = """
        from qaframework.testing import plugin
        ours = plugin("our_rules.py")
    """
    said = tried("test_ours.py", our_rules=RULES, test_ours=test)
    assert "PASSED test_ours.py::our_rules/not-weak[flagged 1]" in said
    assert "3 passed" in said


def test_a_plugin_that_is_not_there_or_is_left_out_is_an_error_that_says_why(tried) -> None:
    test = 'from qaframework.testing import plugin\nours = plugin("ours")\n'
    assert "ours is not there" in tried("test_ours.py", test_ours=test)
    test = 'from qaframework.testing import plugin\nours = plugin("our_rules.py")\n'
    said = tried("test_ours.py", our_rules=RULES.replace("qa_grading_scales", "qa_grading_scale"), test_ours=test)
    assert "did you mean 'qa_grading_scales'?" in said


def test_the_fixtures_make_a_year_and_moderate_it_on_a_day_that_stays(tried) -> None:
    test = """
        from datetime import date
        import pytest
        import qaframework as qa

        @pytest.fixture
        def qa_plugins():
            return qa.load_plugins(paths="our_rules.py")

        def test_weak(programme, moderate):
            year = programme(reviews=[{"overall": "Weak", "scale": "ours"}, {"overall": "Strong", "scale": "ours"}])
            report = moderate(year, "our_rules/*")
            assert [(flag.record, flag.message) for flag in report.flags] == [("R1", "it is weak")]
            assert report.today == date(2024, 4, 1)
            assert moderate(year, "our_rules/*", today=date(2025, 1, 1)).today == date(2025, 1, 1)
            assert report.settings == ""

        def test_settings_of_the_folder_are_not_read(programme, moderate, tmp_path, monkeypatch):
            (tmp_path / "qaframework.toml").write_text("nonsense = [")
            monkeypatch.chdir(tmp_path)
            assert moderate(programme(children={}), "defaults/ids-used-once").complete
    """
    assert "2 passed" in tried("test_ours.py", our_rules=RULES, test_ours=test)


def test_a_module_without_rules_is_collected_as_ever(tried) -> None:
    assert "1 passed" in tried("test_ours.py", test_ours="import qaframework as qa\ndef test_one():\n    assert qa\n")
