"""``qaframework new-plugin``: a plugin that works, to put one's own rules into."""

from __future__ import annotations

import keyword
import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

import attrs
import click

from qaframework.cli.group import main
from qaframework.cli.options import quiet_option
from qaframework.cli.screen import remark

PREFIX = "qaframework-"
_NAME = re.compile(r"[A-Za-z]([A-Za-z0-9._-]*[A-Za-z0-9])?")
LONGEST = 40


@main.command("new-plugin")
@click.argument("name")
@click.option(
    "--folder",
    metavar="FOLDER",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Where to write it, if not here.",
)
@click.option("--single-file", is_flag=True, help="Write one .py file, for a folder of plugins; nothing to install.")
@quiet_option
def new_plugin(name: str, folder: Path, single_file: bool) -> None:
    """Write a plugin called NAME that works.

    It has a rule, a SMART check, a scale with a crosswalk, a theme, and tests that pass. NAME is letters and digits,
    with hyphens between words, such as 'east-harbour'. What is in it is made up; put your own in its place.
    """
    called = _named(name, single_file)
    if single_file:
        file = folder / f"{called.name}.py"
        _write_file(file, _filled("plugin.py.jinja", called))
        remark(f"Written: {file}\nTry it: qaframework rules --plugins {file} --select '{called.name}/*'")
        return
    place = folder / called.distribution
    _write_folder(place, _package(called))
    remark(f"Written: {place}\nTry it: cd {place} && pip install -e '.[test]' && pytest && qaframework plugins")


@attrs.frozen(kw_only=True)
class Called:
    """A plugin's name, as each place needs it.

    Attributes:
        name: before the slash of its rules' ids.
        title: for people.
        identifier: as a Python name.
    """

    name: str
    title: str
    identifier: str

    @property
    def distribution(self) -> str:
        """The name by which pip knows it."""
        return PREFIX + self.name

    @property
    def module(self) -> str:
        """The name by which Python imports it."""
        return f"qaframework_{self.identifier}"


def _named(given: str, single_file: bool) -> Called:
    """Return what a plugin is to be called.

    Raises:
        UsageError: it cannot be called so; the message says why.
    """
    if not _NAME.fullmatch(given) or len(given) > LONGEST:
        raise click.UsageError(
            f"A plugin's name is of letters, digits and hyphens, {LONGEST} at most, a letter first: east-harbour."
        )
    name = re.sub(r"[-_.]+", "-", given).lower().removeprefix(PREFIX)
    identifier = name.replace("-", "_")
    if single_file:
        name = identifier
    _refuse_taken(name, identifier)
    return Called(name=name, title=name.replace("-", " ").replace("_", " ").capitalize(), identifier=identifier)


def _refuse_taken(name: str, identifier: str) -> None:
    from qaframework.plugins import BUILT_IN, RESERVED, load_plugins

    if name in ("", "qaframework", "plugin", BUILT_IN, *RESERVED):
        raise click.UsageError(f"The name {name or 'qaframework'!r} is kept. Give another, such as east-harbour.")
    if keyword.iskeyword(identifier) or keyword.issoftkeyword(identifier):
        raise click.UsageError(f"{identifier!r} is a word of Python itself. Give another name.")
    plugins = load_plugins()
    names = [*(one.name for one in plugins.loaded), *(one.name for one in plugins.failed)]
    taken = {one.replace("-", "_") for one in names}
    if identifier in taken:
        raise click.UsageError(f"A plugin called {name!r} is installed already. Give another name.")
    scales = {scale.replace("-", "_") for scale in plugins.scales}
    if identifier in scales:
        raise click.UsageError(f"There is a grading scale called {name!r} already. Give another name.")


def _package(called: Called) -> dict[str, str]:
    """Return the files of a package, by their paths in it."""
    return {
        "pyproject.toml": _filled("pyproject.toml.jinja", called),
        "README.md": _filled("README.md.jinja", called),
        f"src/{called.module}/__init__.py": _filled("plugin.py.jinja", called),
        f"src/{called.module}/py.typed": "",
        f"tests/test_{called.identifier}.py": _filled("test_plugin.py.jinja", called),
    }


def _filled(skeleton: str, called: Called) -> str:
    from importlib.metadata import version

    from jinja2 import Environment, PackageLoader, StrictUndefined

    major, minor, *_ = version("qaframework").split(".")
    pages = Environment(
        loader=PackageLoader("qaframework.cli", "skeleton"),
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        autoescape=False,
    )
    return pages.get_template(skeleton).render(
        name=called.name,
        title=called.title,
        identifier=called.identifier,
        distribution=called.distribution,
        module=called.module,
        since=f"{major}.{minor}",
        until=int(major) + 1,
    )


def _write_file(file: Path, text: str) -> None:
    from qaframework.files.saving import save

    if file.exists():
        raise click.UsageError(f"{file.name} is there already. It was left as it is.")
    save(file, text.encode())


def _write_folder(place: Path, files: Mapping[str, str]) -> None:
    """Write a folder whole or not at all: beside its place, and then moved there."""
    if place.exists():
        raise click.UsageError(f"{place.name} is there already. It was left as it is.")
    beside = Path(tempfile.mkdtemp(prefix=f".{place.name}-", dir=place.parent))
    try:
        whole = beside / place.name
        for name, text in files.items():
            file = whole / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8", newline="\n")
        whole.rename(place)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
