"""The plugins of ``plugins/``: each a whole package, of the public API alone, and all of them beside one another."""

from __future__ import annotations

import ast
import importlib
import re
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

import qaframework as qa
from qaframework import testing

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = sorted(folder.parent for folder in (ROOT / "plugins").glob("*/pyproject.toml"))
LIBRARIES = {*sys.stdlib_module_names, "attrs", "pytest"}


def told(package: Path) -> dict:
    return tomllib.loads((package / "pyproject.toml").read_text(encoding="utf-8"))


OWN = told(ROOT)["project"]


def pythons(project: dict) -> list[str]:
    """Return the versions of Python that a package says it runs on."""
    return [one for one in project["classifiers"] if re.search(r"Python :: 3\.", one)]


@pytest.fixture(scope="module")
def modules() -> list[ModuleType]:
    """Return the plugins' modules, imported from where they stand, each named as its entry point is."""
    found = []
    for package in PACKAGES:
        ((name, module),) = told(package)["project"]["entry-points"]["qaframework"].items()
        sys.path.insert(0, str(package / "src"))
        try:
            imported = importlib.import_module(module)
        finally:
            sys.path.remove(str(package / "src"))
        stand_in = ModuleType(name)
        stand_in.__dict__.update({key: value for key, value in vars(imported).items() if key.startswith("qa_")})
        found.append(stand_in)
    return found


def test_there_are_four() -> None:
    assert [package.name.removeprefix("qaframework-") for package in PACKAGES] == [
        "care-inspectorate",
        "city-of-london",
        "ofsted",
        "partnership",
    ]


def test_all_of_them_load_beside_one_another_and_the_built_in_one(modules: list[ModuleType]) -> None:
    plugins = qa.load_plugins(*modules, allow=())
    assert plugins.failed == ()
    assert [plugin.name for plugin in plugins.loaded[1:]] == sorted(module.__name__ for module in modules)
    slugs = [rule.slug for rule in (*plugins.rules, *plugins.smart_checks)]
    assert sorted({slug for slug in slugs if slugs.count(slug) > 1}) == []


def test_every_rule_says_whose_it_is_and_what_to_do(modules: list[ModuleType]) -> None:
    plugins = qa.load_plugins(*modules, allow=())
    for rule in (*plugins.rules, *plugins.smart_checks):
        assert rule.source, rule.id
        assert rule.guidance, rule.id


def test_together_they_run_over_the_example_year_to_the_end(modules: list[ModuleType]) -> None:
    plugins = qa.load_plugins(*modules, allow=())
    year = qa.example("city-of-london-2023-24", plugins=plugins)
    report = qa.moderate(year, plugins, ignore=["defaults/*"], today=year.activities[0].end, settings=qa.Settings())
    assert report.complete
    assert {pack.plugin for pack in report.rule_packs} == {module.__name__ for module in modules}


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_a_package_is_whole(package: Path) -> None:
    project = told(package)["project"]
    module = package.name.replace("-", "_")
    assert project["name"] == package.name
    assert project["entry-points"]["qaframework"] == {package.name.removeprefix("qaframework-"): module}
    assert project["dependencies"] == ["qaframework>=0.1,<1"]
    assert project["requires-python"] == OWN["requires-python"]
    assert pythons(project) == pythons(OWN) != []
    assert (package / "LICENSE").read_text(encoding="utf-8") == (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert (package / "src" / module / "py.typed").exists()
    assert list((package / "tests").glob("test_*.py"))
    readme = (package / "README.md").read_text(encoding="utf-8")
    assert readme.startswith(f"# {package.name}\n")
    assert f"pip install {package.name}\n" in readme


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package.name)
def test_the_readme_names_everything_a_package_gives(package: Path, modules: list[ModuleType]) -> None:
    name = package.name.removeprefix("qaframework-")
    plugins = qa.load_plugins(*modules, allow=())
    (plugin,) = (one for one in plugins.loaded if one.name == name)
    readme = (package / "README.md").read_text(encoding="utf-8")
    given = [
        *(rule.slug for rule in (*plugin.rules, *plugin.smart_checks)),
        *(one.id for one in (*plugin.scales, *plugin.themes, *plugin.templates)),
    ]
    assert [one for one in given if f"`{one}`" not in readme] == []


SOURCES = [file for package in PACKAGES for file in sorted(package.rglob("*.py"))]


@pytest.mark.parametrize("file", SOURCES, ids=lambda file: str(file.relative_to(ROOT / "plugins")))
def test_a_plugin_uses_only_what_is_public(file: Path) -> None:
    own = re.match(r"qaframework-[a-z-]+", file.relative_to(ROOT / "plugins").as_posix())
    assert own is not None
    module = own[0].replace("-", "_")
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [(alias.name, None) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            names = [(node.module or "", alias.name) for alias in node.names]
        else:
            continue
        for source, name in names:
            if source == "qaframework":
                assert name is None or name in qa.__all__, f"{name} is not public"
            elif source == "qaframework.testing":
                assert name in testing.__all__, f"{name} is not public"
            else:
                assert source.partition(".")[0] in {*LIBRARIES, module}, f"{source} is neither public nor a library"
