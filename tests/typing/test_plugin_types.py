"""A type checker catches a plugin author's mistakes before anybody runs the plugin."""

import importlib.util
import subprocess
import sys
import textwrap

import pytest

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("mypy") is None, reason="mypy is not installed; the extra 'lint' has it"
)

SOUND = """
    from collections.abc import Iterable, Iterator
    from typing import Any

    import qaframework as qa
    from qaframework import Context, Messages, Recommendation, Review, hookimpl


    @qa.rule("says-why", severity="query", source="Made up")
    def says_why(review: Review, context: Context, words: int = 3) -> Messages:
        '''A review says why.'''
        if review.grade is None:
            return qa.not_applicable("no overall grade")
        if review.grade < "Good" and len((review.rationale or "").split()) < words:
            yield qa.flag("it does not say why", field="rationale")


    @qa.rule("has-an-owner", severity="error", criterion="assignable")
    def has_an_owner(recommendation: Recommendation, context: Context) -> Iterator[str]:
        '''A recommendation has an owner.'''
        if recommendation.owner is None:
            yield "nobody is named"


    @qa.rule("few-enough", severity="info")
    def few_enough(reviewer: qa.Reviewer, context: Context) -> list[str] | qa.NotApplicable:
        '''A reviewer has few reviews.'''
        return [one.id for one in reviewer.reviews] or qa.not_applicable("no reviews")


    @hookimpl
    def qa_moderation_rules() -> Iterable[qa.Rule[Any]]:
        return [says_why, few_enough]


    @hookimpl
    def qa_smart_checks() -> Iterable[qa.Rule[Recommendation]]:
        return [has_an_owner]


    report: qa.ModerationReport = qa.moderate(qa.read("year.xlsx"))
    worst: str = report.errors[0].message
"""
HEAD = """
    import qaframework as qa
    from qaframework import Context, Messages, Review

"""
MISTAKES = {
    "wrong_yield": (
        """
    @qa.rule("made-up", severity="query")
    def made_up(review: Review, context: Context) -> Messages:
        '''A title.'''
        yield 3
    """,
        "[misc]",
    ),
    "wrong_severity": (
        """
    @qa.rule("made-up", severity="fatal")
    def made_up(review: Review, context: Context) -> Messages:
        '''A title.'''
        yield "x"
    """,
        "[arg-type]",
    ),
    "wrong_attribute": (
        """
    @qa.rule("made-up", severity="query")
    def made_up(review: Review, context: Context) -> Messages:
        '''A title.'''
        if review.raitonale is None:
            yield "x"
    """,
        "[attr-defined]",
    ),
    "wrong_target": (
        """
    @qa.rule("made-up", severity="query")
    def made_up(count: int, context: Context) -> Messages:
        '''A title.'''
        yield "x"
    """,
        "[type-var]",
    ),
    "wrong_answer": (
        """
    @qa.rule("made-up", severity="query")
    def made_up(review: Review, context: Context) -> list[int]:
        '''A title.'''
        return [3]
    """,
        "[arg-type]",
    ),
    "wrong_grade": (
        """
    @qa.rule("made-up", severity="query")
    def made_up(review: Review, context: Context) -> Messages:
        '''A title.'''
        if review.grade and review.grade + 1 > 3:
            yield "x"
    """,
        "[operator]",
    ),
    "missing_is_no_grade": (
        """
    @qa.rule("made-up", severity="query")
    def made_up(review: Review, context: Context) -> Messages:
        '''A title.'''
        if review.overall < "Good":
            yield "x"
    """,
        "[operator]",
    ),
}


@pytest.fixture(scope="module")
def checked(tmp_path_factory, request):
    """Return what mypy --strict says of each plugin, by its name."""
    place = tmp_path_factory.mktemp("plugins")
    (place / "sound.py").write_text(textwrap.dedent(SOUND), encoding="utf-8")
    for name, (code, _) in MISTAKES.items():
        (place / f"{name}.py").write_text(textwrap.dedent(HEAD + code), encoding="utf-8")
    files = sorted(str(file) for file in place.glob("*.py"))
    kept = getattr(request.config, "cache", None)
    cache = kept.mkdir("mypy") if kept else tmp_path_factory.mktemp("mypy")
    call = [sys.executable, "-m", "mypy", "--strict", "--config-file=", f"--cache-dir={cache}", *files]
    done = subprocess.run(call, capture_output=True, text=True, check=False, cwd=place)
    assert done.returncode in (0, 1), done.stderr
    assert f"checked {len(files)} source files" in done.stdout
    return lambda name: [
        line for line in done.stdout.splitlines() if line.startswith(f"{name}.py:") and "error" in line
    ]


def test_a_sound_plugin_is_sound(checked):
    assert checked("sound") == []


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_caught_and_only_that(checked, name):
    said = checked(name)
    assert len(said) == 1
    assert MISTAKES[name][1] in said[0]
