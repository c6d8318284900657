"""``import qaframework`` is quick: it loads nothing heavy."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import qaframework

HEAVY = (
    "networkx",
    "openpyxl",
    "sqlalchemy",
    "jinja2",
    "numpy",
    "pandas",
    "matplotlib",
    "holidays",
    "click",
    "tabulate",
)


def loaded_by(statement: str) -> set[str]:
    """Return the modules a fresh interpreter holds after a statement."""
    script = f"import sys; {statement}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60)
    return set(done.stdout.split())


def test_importing_the_library_loads_nothing_heavy() -> None:
    loaded = loaded_by("import qaframework")
    assert loaded.isdisjoint({*HEAVY, "attrs", "pluggy"})
    assert [name for name in loaded if name.startswith("qaframework")] == ["qaframework"]


def test_every_public_name_can_be_used_with_nothing_heavy_loaded() -> None:
    loaded = loaded_by("import qaframework as qa; [getattr(qa, name) for name in dir(qa)]")
    assert "qaframework.moderation.report" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_what_type_checkers_read_lists_what_is_public() -> None:
    stub = ast.parse(Path(qaframework.__file__).with_suffix(".pyi").read_text(encoding="utf-8"))
    listed = next(ast.literal_eval(node.value) for node in stub.body if isinstance(node, ast.Assign))
    assert sorted(listed) == qaframework.__all__


def test_a_name_that_is_not_public_is_refused() -> None:
    with pytest.raises(AttributeError, match="no attribute 'modrate'"):
        _ = qaframework.modrate


def test_the_command_line_loads_nothing_heavy_before_a_command_runs() -> None:
    loaded = loaded_by("import qaframework.cli")
    assert "click" in loaded
    assert loaded.isdisjoint(set(HEAVY) - {"click"})


def test_checking_without_excel_loads_neither_excel_nor_html() -> None:
    check = (
        "import qaframework as qa; print(len(repr(qa.moderate(qa.from_rows(), today=__import__('datetime').date.min))))"
    )
    assert loaded_by(check).isdisjoint({"openpyxl", "jinja2", "networkx", "sqlalchemy", "numpy", "pandas"})


def test_the_public_names_are_exactly_those_the_library_lists() -> None:
    assert dir(qaframework) == sorted(qaframework.__all__)
    assert len(set(qaframework.__all__)) == len(qaframework.__all__)
    assert [name for name in qaframework.__all__ if not hasattr(qaframework, name)] == []
