"""The rooms of the house are in order: each imports only from those before it."""

import ast
from pathlib import Path

import pytest

import qaframework

SOURCE = Path(qaframework.__file__).parent
ROOMS = [
    "show",
    "errors",
    "identifiers",
    "working_days",
    "scales",
    "model",
    "rules",
    "hookspecs",
    "plugins",
    "files",
    "moderation",
    "smart",
    "activities",
    "triangulation",
    "tracker",
    "disclosure",
    "feedback",
    "plots",
    "reports",
    "demo",
    "cli",
    "__main__",
]
"""The rooms in the order in which they may know of each other."""
DELIBERATE = {
    ("plugins", "defaults"): "the built-in plugin is loaded when plugins are",
    ("moderation", "smart"): "what an authority sets for SMART is checked by the room that knows its words",
}
"""Imports that go the other way, each inside a function, and why."""

PLACE = {room: number for number, room in enumerate(ROOMS)}


def room_of(file):
    return file.relative_to(SOURCE).parts[0].removesuffix(".py")


def imported_rooms(tree):
    """Yield each room a module imports from, with the import; those inside functions count too."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            named = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"line {node.lineno}: name the module it is imported from"
            named = [node.module]
            if node.module == "qaframework":
                named = [f"qaframework.{alias.name}" for alias in node.names]
        else:
            continue
        for name in named:
            root, _, inside = name.partition(".")
            if root == "qaframework":
                yield inside.partition(".")[0], node


def tree_of(file):
    return ast.parse(file.read_text(encoding="utf-8"))


FILES = [file for file in sorted(SOURCE.rglob("*.py")) if file != SOURCE / "__init__.py"]
OURS = [file for file in FILES if room_of(file) != "defaults"]
"""All but the built-in plugin, which may use the public API alone: tests/test_plugins.py holds that."""


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(SOURCE)))
def test_a_room_imports_only_from_the_rooms_before_it(file):
    room = room_of(file)
    for other, node in imported_rooms(tree_of(file)):
        where = f"{file.relative_to(SOURCE)} line {node.lineno}"
        if room == "testing":
            assert other not in ("cli", "__main__"), f"{where} imports {other}"
        elif (room, other) not in DELIBERATE:
            assert other in PLACE, f"{where} imports {other or 'the whole library'}, which is no room before it"
            assert PLACE[other] <= PLACE[room], f"{where} imports {other}, which comes after {room}"


def test_every_room_has_its_place():
    rooms = {room_of(file) for file in FILES}
    assert rooms <= {*ROOMS, "defaults", "testing"}


@pytest.mark.parametrize(("room", "other"), DELIBERATE)
def test_a_deliberate_exception_is_inside_a_function_and_still_there(room, other):
    trees = [tree_of(file) for file in OURS if room_of(file) == room]
    at_the_top = [node for tree in trees for node in tree.body]
    found = [node for tree in trees for inside, node in imported_rooms(tree) if inside == other]
    assert found
    assert not [node for node in found if node in at_the_top]


def test_a_report_knows_its_formats_only_when_it_is_shown():
    tree = tree_of(SOURCE / "moderation" / "report.py")
    at_the_top = {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    assert not [module for module in at_the_top if module.startswith("qaframework.moderation")]


def test_an_import_that_goes_the_wrong_way_is_noticed():
    wrong = ast.parse("def later():\n    from qaframework.moderation import engine\n")
    assert [room for room, _ in imported_rooms(wrong)] == ["moderation"]
    whole = ast.parse("import qaframework as qa\nfrom qaframework import moderate\nimport qaframework.cli")
    assert [room for room, _ in imported_rooms(whole)] == ["", "moderate", "cli"]
