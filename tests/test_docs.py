"""What the documents say is so: their code runs, their links lead somewhere, and what is public is in them.

In a page, a ``python`` block is run as a notebook would run it, a ``sh`` block as a terminal would, in one folder and
in the order of the page. A block with a file's name after its language is written to that file. A ``text`` block after
code is what the code prints; ``...`` in it stands for any text.
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import importlib
import inspect
import io
import os
import pkgutil
import re
import shlex
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import attrs
import pytest

import qaframework as qa
from qaframework import errors, hookspecs
from qaframework.model.records import Record

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
HANDWRITTEN = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    *sorted(page for page in DOCS.rglob("*.md") if page.parent.name != "rules"),
]
PAGES = [*HANDWRITTEN, ROOT / "CHANGELOG.md", *sorted((DOCS / "reference" / "rules").glob("*.md"))]
INSTALL = "pip install -e '.[all]' && "
DEMO_COMMAND = f"{INSTALL}qaframework demo"
TEST_COMMAND = "pip install -e '.[all,test]' && pytest"
FENCE = re.compile(r"^```(\w*)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
ENDS_WITH = re.compile(r"\s*# ends with (\d)$")


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


@attrs.frozen
class Block:
    language: str
    file: str | None
    code: str


def blocks_of(page: Path) -> list[Block]:
    return [Block(language, file or None, code) for language, file, code in FENCE.findall(text_of(page))]


@pytest.mark.parametrize("page", [page for page in HANDWRITTEN if blocks_of(page)], ids=name_of)
def test_the_code_of_a_page_runs_and_prints_what_the_page_says(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("QAFRAMEWORK_PLUGINS", raising=False)
    names: dict[str, object] = {"__name__": "__main__"}
    printed: str | None = None
    for block in blocks_of(page):
        if block.file:
            written = tmp_path / block.file
            written.parent.mkdir(parents=True, exist_ok=True)
            written.write_text(block.code, encoding="utf-8")
        elif block.language == "python":
            printed = run_as_a_notebook(block.code, names)
        elif block.language == "sh":
            printed = run_in_a_terminal(block.code, tmp_path)
        elif block.language == "text" and printed is not None:
            assert pattern(block.code).fullmatch(stripped(printed)), f"this was printed:\n{printed}"
            printed = None
        else:
            assert block.language in ("text", "mermaid"), f"a block of {block.language!r} that is not tried"
        if block.file and block.file.endswith(".toml"):
            tomllib.loads(block.code)


def run_as_a_notebook(code: str, names: dict[str, object]) -> str:
    """Run code and return what it prints; a last line that is a value is shown."""
    tree = ast.parse(code)
    shown = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(tree, "page", "exec"), names)
        if isinstance(shown, ast.Expr):
            value = eval(compile(ast.Expression(shown.value), "page", "eval"), names)
            if value is not None:
                print(repr(value))
    return printed.getvalue()


def run_in_a_terminal(code: str, folder: Path) -> str:
    """Run what a block does with ``qaframework`` and return what it prints; other commands are not run here."""
    printed = []
    for line in code.splitlines():
        command = ENDS_WITH.sub("", line).removeprefix(INSTALL)
        if command.startswith("qaframework "):
            ended = installed(*shlex.split(command)[1:], folder=folder)
            expected = int(found[1]) if (found := ENDS_WITH.search(line)) else 0
            assert ended.returncode == expected, f"{command} ended with {ended.returncode}: {ended.stderr}"
            printed.append(ended.stdout)
        else:
            assert line in KNOWN_COMMANDS, f"a command that nothing tries: {line}"
    return "".join(printed)


KNOWN_COMMANDS = (
    TEST_COMMAND,
    "python -m venv .venv",
    ". .venv/bin/activate",
    "pip install -e '.[all,test,lint]'",
    "python docs/generate.py",
    "ruff check && ruff format --check",
    "mypy --strict src",
    "pytest",
    ".ci/run",
    "pip install 'qaframework[authors]'",
    "pytest -q harbour.py",
    "pytest -q test_harbour.py",
    "pytest -q harbour.py test_harbour.py",
    "pip install -e 'qaframework-harbour-rules[test]'",
    "pytest -q qaframework-harbour-rules",
)
"""What the pages may name besides ``qaframework``; ``.ci/run`` does each of them."""


def installed(*arguments: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the installed command."""
    command = Path(sys.executable).with_name("qaframework")
    return subprocess.run(
        [command, *arguments],
        cwd=folder,
        env={**os.environ, "COLUMNS": "100", "PYTHONUTF8": "1"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )


def pattern(expected: str) -> re.Pattern[str]:
    """Return what printed text must look like; ``...`` alone on a line is any lines, elsewhere the rest of its line."""
    lines = []
    for line in stripped(expected).splitlines():
        if line.strip() == "...":
            lines.append(r"(?:.*\n)*?")
        else:
            end = r".*\n" if line.endswith("...") else r"\n"
            lines.append(re.escape(line.removesuffix("...")) + end)
    return re.compile("".join(lines))


def stripped(printed: str) -> str:
    return "\n".join(line.rstrip() for line in printed.strip("\n").splitlines()) + "\n"


def test_text_that_is_not_printed_is_noticed() -> None:
    assert pattern("one\n...\nthree\n").fullmatch(stripped("one\ntwo\ntwo and a half\nthree"))
    assert pattern("one t...\n").fullmatch(stripped("one two"))
    assert not pattern("one\n...\nthree\n").fullmatch(stripped("one\ntwo"))
    assert not pattern("one\n").fullmatch(stripped("one\ntwo"))


def test_the_readme_has_the_two_commands_once_each_on_a_line_of_their_own() -> None:
    lines = text_of(ROOT / "README.md").splitlines()
    assert [lines.count(DEMO_COMMAND), lines.count(TEST_COMMAND)] == [1, 1]


LINK = re.compile(r"(?<!!)\[[^\]\n]*(?:\n[^\]\n]*)?\]\(([^)\s]+)\)")


def links_of(page: Path) -> Iterator[str]:
    yield from LINK.findall(FENCE.sub("", text_of(page)))


def anchors_of(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#{1,6} (.+)$", FENCE.sub("", text_of(page)), re.MULTILINE)
    plain = [re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_link_leads_to_a_page_and_a_heading_that_exist(page: Path) -> None:
    broken = []
    for link in links_of(page):
        if re.match(r"https?://|mailto:", link):
            continue
        target, _, anchor = link.partition("#")
        path = (page.parent / target).resolve() if target else page
        if not path.exists() or (anchor and anchor not in anchors_of(path)):
            broken.append(link)
    assert broken == []


def test_every_page_can_be_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    ahead = [ROOT / "README.md"]
    while ahead:
        page = ahead.pop()
        if page in reached or page.suffix != ".md":
            continue
        reached.add(page)
        links = (link.partition("#")[0] for link in links_of(page))
        ahead += [(page.parent / link).resolve() for link in links if link and "://" not in link]
    assert sorted(map(name_of, set(PAGES) - reached)) == []


def test_generated_pages_are_up_to_date() -> None:
    checked = subprocess.run(
        [sys.executable, str(DOCS / "generate.py"), "--check"],
        env={**os.environ, "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert checked.returncode == 0, f"run python docs/generate.py\n{checked.stdout}{checked.stderr}"


def sections_of(page: Path, level: int) -> dict[str, str]:
    """Return the text under each heading of a level, by heading."""
    parts = re.split(rf"^{'#' * level} (.+)$", text_of(page), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


API = sections_of(DOCS / "reference" / "api.md", 3)
FUNCTIONS = [name for name in qa.__all__ if inspect.isfunction(getattr(qa, name))]
CLASSES = [name for name in qa.__all__ if inspect.isclass(getattr(qa, name))]


def test_every_public_name_has_its_section_in_the_api_and_every_section_is_a_public_name() -> None:
    assert sorted(API) == sorted(qa.__all__)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_the_signature_of_a_function_is_what_the_api_says(name: str) -> None:
    written = re.search(rf"`({name}\(.*?\))`", API[name], re.DOTALL)
    assert written, f"no signature of {name}"
    told = ast.parse(f"def {' '.join(written[1].split())}: ...").body[0]
    assert isinstance(told, ast.FunctionDef)
    assert ast.unparse(told.args) == ast.unparse(arguments_of(getattr(qa, name)))


def arguments_of(function: object) -> ast.arguments:
    """Return a function's arguments without their types, strings and tuples as they are."""
    signature = inspect.signature(function)  # type: ignore[arg-type]
    bare = signature.replace(
        parameters=[one.replace(annotation=one.empty) for one in signature.parameters.values()],
        return_annotation=signature.empty,
    )
    made = ast.parse(f"def f{bare}: ...").body[0]
    assert isinstance(made, ast.FunctionDef)
    return made.args


@pytest.mark.parametrize("name", CLASSES)
def test_every_public_attribute_of_a_class_is_in_the_api(name: str) -> None:
    kind = getattr(qa, name)
    if issubclass(kind, Record):
        assert "file-format.md" in text_of(DOCS / "reference" / "api.md")
        public = {one for one in vars(kind) if not one.startswith("_")} - set(attrs.fields_dict(kind)) - {"shown"}
    else:
        inherited = set(dir(Exception)) if issubclass(kind, Exception) else set()
        held = set(attrs.fields_dict(kind)) if attrs.has(kind) else set()
        public = {one for one in {*held, *vars(kind)} - inherited if not one.startswith("_")}
    words = set(re.findall(r"\w+", " ".join(re.findall(r"`([^`]+)`", API[name]))))
    assert sorted(public - words) == []


HOOKS = {name: hook for name, hook in vars(hookspecs).items() if name.startswith("qa_")}


def test_the_signature_of_every_hook_is_a_heading_of_the_hooks_page() -> None:
    page = text_of(DOCS / "reference" / "hooks.md")
    headings = re.findall(r"^## `(.+)`$", page, re.MULTILINE)
    assert sorted(headings) == sorted(
        f"{name}{inspect.signature(hook)}".replace("'", "") for name, hook in HOOKS.items()
    )


def test_every_error_is_on_its_page_with_what_the_command_line_ends_with() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*?\| (\d) \|", text_of(DOCS / "reference" / "errors.md"), re.MULTILINE)
    raised = {
        name: str(kind.exit_code)
        for name, kind in vars(errors).items()
        if inspect.isclass(kind) and issubclass(kind, qa.QaError)
    }
    assert dict(rows) == raised


def test_every_word_of_the_records_is_in_the_glossary() -> None:
    words = {word.lower() for word in re.findall(r"^\*\*(.+?)\.\*\*", text_of(DOCS / "glossary.md"), re.MULTILINE)}
    records = {"activity", "review", "judgement", "reading", "finding", "flag", "waiver", "recommendation", "update"}
    assert records | {"programme", "theme", "grading scale", "error", "query", "info"} <= words


def test_the_glossary_is_in_order() -> None:
    words = [word.lower() for word in re.findall(r"^\*\*(.+?)\.\*\*", text_of(DOCS / "glossary.md"), re.MULTILINE)]
    assert words == sorted(words)


def test_the_rooms_are_in_the_picture_in_the_order_in_which_they_may_import() -> None:
    told = re.findall(r"^\d+\. `(\w+)`:", text_of(DOCS / "explanation" / "architecture.md"), re.MULTILINE)
    source = ROOT / "src" / "qaframework"
    there = {entry.name.removesuffix(".py") for entry in source.iterdir() if not entry.name.startswith("_")}
    assert set(told) == there - {"py.typed"}
    held = next(
        ast.literal_eval(line.value)
        for line in ast.parse(text_of(ROOT / "tests" / "test_rooms.py")).body
        if isinstance(line, ast.Assign) and ast.unparse(line.targets[0]) == "ROOMS"
    )
    assert [room for room in told if room in held] == [room for room in held if room in told]


@pytest.mark.parametrize(
    "module", ["qaframework", *(found.name for found in pkgutil.walk_packages(qa.__path__, "qaframework."))]
)
def test_the_examples_in_docstrings_run(module: str) -> None:
    if module.endswith("__main__"):
        return
    assert doctest.testmod(importlib.import_module(module)).failed == 0


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_flags_go_straight_into_a_data_frame_and_its_rows_into_a_programme(library: str) -> None:
    frames = pytest.importorskip(library)
    row = {"activity": "A1", "child": "C1", "reviewer": "P1", "completed_on": "05/02/2024", "overall": "RI"}
    rows = [row | {"id": "R1"}, row | {"id": "R2", "overall": "Good"}]

    year = qa.from_rows(reviews=frames.DataFrame(rows))
    flags = qa.moderate(year, settings=qa.Settings()).rows()

    assert year == qa.from_rows(reviews=rows)
    assert frames.DataFrame(flags)["message"].to_list() == [flag["message"] for flag in flags] != []
