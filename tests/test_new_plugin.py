"""``qaframework new-plugin``: what it writes works, as a package that is installed and as a single file."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import qaframework as qa
from qaframework.cli import main
from qaframework.testing import check_plugin


def new(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["new-plugin", "--folder", str(folder), *arguments])


def run(*command: str, folder: Path, site: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run this Python's own tools, with what is installed in a folder of its own."""
    environment = {**os.environ, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", "COLUMNS": "100"}
    if site is not None:
        environment["PYTHONPATH"] = str(site)
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("written")
    assert new(folder, "East.Harbour").exit_code == 0
    return folder / "qaframework-east-harbour"


@pytest.fixture(scope="module")
def site(package: Path) -> Path:
    """Return a folder into which pip installed the package."""
    place = package.parent / "site"
    done = run("pip", "install", "-q", "--no-deps", "--target", str(place), ".", folder=package)
    if done.returncode and re.search("[Nn]o matching distribution|[Cc]onnection|resolve|Network", done.stderr):
        pytest.skip("pip cannot fetch what builds a package")
    assert done.returncode == 0, done.stderr
    return place


def test_the_package_has_one_of_each_thing_a_readme_and_tests(package: Path) -> None:
    files = sorted(file.relative_to(package).as_posix() for file in package.rglob("*") if file.is_file())
    assert files == [
        "README.md",
        "pyproject.toml",
        "src/qaframework_east_harbour/__init__.py",
        "src/qaframework_east_harbour/py.typed",
        "tests/test_east_harbour.py",
    ]
    told = tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))
    assert told["project"]["name"] == "qaframework-east-harbour"
    assert told["project"]["entry-points"]["qaframework"] == {"east-harbour": "qaframework_east_harbour"}
    assert re.fullmatch(r"qaframework>=\d+\.\d+,<\d+", told["project"]["dependencies"][0])


def test_installed_it_is_found_its_tests_pass_and_its_rules_run(package: Path, site: Path, tmp_path: Path) -> None:
    listed = run("qaframework", "plugins", "--verbose", "--require", "east-harbour", folder=tmp_path, site=site)
    assert listed.returncode == 0, listed.stderr
    given = re.findall(r"^east-harbour +(rule|SMART check|scale|theme)\b", listed.stdout, re.MULTILINE)
    assert sorted(given) == ["SMART check", "rule", "scale", "theme"]

    tests = run("pytest", "-q", "-p", "no:cacheprovider", folder=package, site=site)
    assert tests.returncode == 0, tests.stdout
    assert re.search(r"^9 passed", tests.stdout, re.MULTILINE), tests.stdout

    qa.write(qa.from_rows(recommendations=[RECOMMENDATION]), tmp_path / "year.json")
    checked = run("qaframework", "check", "year.json", "--select", "east-harbour/*", folder=tmp_path, site=site)
    assert checked.returncode == 0, checked.stderr
    assert "it does not say how urgent it is" in checked.stdout


RECOMMENDATION = {"id": "REC1", "text": "Plan.", "level": "service", "source": "A1", "raised_on": "2024-02-05"}


def test_a_type_checker_finds_nothing_in_it(package: Path) -> None:
    pytest.importorskip("mypy")
    done = run("mypy", "--strict", "--config-file=", "src", folder=package)
    assert done.returncode == 0, done.stdout


def test_a_single_file_works_where_it_stands(tmp_path: Path) -> None:
    told = new(tmp_path, "west-quay", "--single-file")
    file = tmp_path / "west_quay.py"
    assert f"Written: {file}" in told.output
    plugins = qa.load_plugins(paths=file, allow=())
    assert plugins.failed == ()
    found = plugins.loaded[1]
    given = (found.rules, found.smart_checks, found.scales, found.crosswalks, found.themes)
    assert (found.name, *map(len, given)) == ("west_quay", 1, 1, 1, 1, 1)
    check_plugin(file, programmes=10)


def test_the_examples_of_a_single_file_are_tests(tmp_path: Path) -> None:
    new(tmp_path, "quay", "--single-file")
    done = run("pytest", "-q", "-p", "no:cacheprovider", "quay.py", folder=tmp_path)
    assert "5 passed" in done.stdout, done.stdout


REFUSED = {
    "9th": "a letter first",
    "two words": "of letters, digits and hyphens",
    "../outside": "of letters, digits and hyphens",
    "quay-": "of letters, digits and hyphens",
    "q" * 41: "40 at most",
    "défaut": "of letters, digits and hyphens",
    "": "of letters, digits and hyphens",
    "defaults": "is kept",
    "Waivers": "is kept",
    "qaframework": "is kept",
    "qaframework-defaults": "is kept",
    "class": "a word of Python",
    "met": "a grading scale called 'met' already",
}


@pytest.mark.parametrize("name", REFUSED)
@pytest.mark.parametrize("form", [[], ["--single-file"]])
def test_a_name_that_cannot_be_is_refused_and_nothing_is_written(tmp_path: Path, name: str, form: list[str]) -> None:
    told = new(tmp_path, *form, "--", name)
    assert told.exit_code == 2
    assert REFUSED[name] in told.output
    assert list(tmp_path.iterdir()) == []


def test_a_name_that_is_installed_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    load = qa.load_plugins

    class Harbour:
        __name__ = "east-harbour"

        @qa.hookimpl
        def qa_themes(self):
            return []

    monkeypatch.setattr("qaframework.plugins.load_plugins", lambda: load(Harbour()))
    assert "installed already" in new(tmp_path, "East_Harbour").output


def test_what_is_there_is_never_written_over(tmp_path: Path) -> None:
    (tmp_path / "qaframework-quay").mkdir()
    (tmp_path / "quay.py").write_text("mine")
    for form in ([], ["--single-file"]):
        told = new(tmp_path, "quay", *form)
        assert told.exit_code == 2
        assert "is there already. It was left as it is." in told.output
    assert (tmp_path / "quay.py").read_text() == "mine"
    assert list((tmp_path / "qaframework-quay").iterdir()) == []


def test_what_cannot_be_written_whole_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write, written = Path.write_text, []

    def full_disk(self: Path, *args: str, **kwargs: str) -> int:
        written.append(self)
        if len(written) == 3:
            raise OSError(28, "No space left on device")
        return write(self, *args, **kwargs)

    monkeypatch.setattr(Path, "write_text", full_disk)
    assert new(tmp_path, "quay").exit_code == 3
    assert len(written) == 3
    assert list(tmp_path.iterdir()) == []
