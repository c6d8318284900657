"""Find plugins: the built-in one, installed ones, single files, objects; and what was looked for and is not there."""

from __future__ import annotations

import contextlib
import functools
import sys
import types
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import attrs

from qaframework import hookspecs
from qaframework.errors import nearest
from qaframework.plugins.given import Stage

if TYPE_CHECKING:  # slow to import, so each function that needs it does
    import importlib.metadata

BUILT_IN = "defaults"


@attrs.frozen(kw_only=True)
class Candidate:
    """A plugin that was found, or looked for, and not yet imported."""

    name: str
    version: str = ""
    origin: str
    place: str = ""
    stage: Stage = "import"
    load: Callable[[], object]


def _not_found(name: str, origin: str, why: str, version: str = "") -> Candidate:
    def load() -> object:
        raise RefusedError(why)

    return Candidate(name=name, version=version, origin=origin, stage="find", load=load)


def candidates(given: tuple[object, ...], paths: list[Path], allowed: frozenset[str] | None) -> Iterator[Candidate]:
    """Yield the built-in plugin, then the others by name: installed, in files, given, or looked for in vain."""
    yield Candidate(name=BUILT_IN, version=_own_version(), origin=hookspecs.PROJECT, load=_import_defaults)
    installed = list(_installed())
    others = [*_single_files(paths), *map(_from_object, given)]
    names = {one.name for one in (*installed, *others)}
    for name in (allowed or frozenset()) - names - {BUILT_IN}:
        near = nearest(name, names)
        hint = f"did you mean {near!r}?" if near else "install it, or take it off the list"
        others.append(_not_found(name, "allowed", f"no plugin of this name is installed; {hint}"))
    others += (one for one in installed if allowed is None or one.name in allowed)
    yield from sorted(others, key=lambda one: (one.name, one.origin, one.version, one.place))


def _own_version() -> str:
    import importlib.metadata

    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        return importlib.metadata.version(hookspecs.PROJECT)
    return ""


def _import_defaults() -> object:
    from qaframework import defaults

    return defaults


def _installed() -> Iterator[Candidate]:
    """Yield the plugins of every distribution; of one that is there twice the copy that Python imports."""
    import importlib.metadata

    versions: dict[str, str] = {}
    found: set[tuple[str, str]] = set()
    for dist in importlib.metadata.distributions():
        try:
            points = list(dist.entry_points.select(group=hookspecs.PROJECT))
        except Exception as error:
            name = _stated(dist, "name") or "a distribution without a name"
            yield _not_found(name, name, f"its entry points cannot be read ({in_words(error)})")
            continue
        if not points:
            continue
        name, version = _stated(dist, "name"), _stated(dist, "version")
        in_use = versions.setdefault(name.casefold().replace("_", "-") or points[0].value, version)
        for point in points:
            if version != in_use:
                why = (
                    f"version {version} is there beside {in_use}; uninstall {name} twice, and install the one you want"
                )
                yield _not_found(point.name, name, why, version)
            elif (point.name, name) not in found or not name:
                found.add((point.name, name))
                yield Candidate(name=point.name, version=version, origin=name or point.value, load=point.load)


def _stated(dist: importlib.metadata.Distribution | None, what: Literal["name", "version"]) -> str:
    """Return what a distribution's metadata says of itself; nothing where it says nothing."""
    with contextlib.suppress(Exception):
        return str(getattr(dist, what) or "")
    return ""


def _single_files(paths: Iterable[Path]) -> Iterator[Candidate]:
    for path in paths:
        if path.is_dir():
            files = [file for file in path.glob("*.py") if not file.name.startswith("_")]
            if not files:
                yield _not_found(path.name, path.name, "there is no plugin in this folder: no .py file")
            yield from _single_files(files)
        elif not path.exists():
            yield _not_found(path.stem, path.name, "there is no such file or folder")
        elif path.suffix != ".py":
            yield _not_found(path.stem, path.name, "it is no .py file")
        else:
            load = functools.partial(_import_file, path)
            yield Candidate(name=path.stem, origin=path.name, place=str(path), load=load)


def _import_file(path: Path) -> object:
    """Run a file as a module. Its source is read each time: it may have been edited a moment ago."""
    name = f"{hookspecs.PROJECT}_plugin_{path.stem}"
    module = types.ModuleType(name)
    module.__file__ = str(path)
    code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _from_object(given: object) -> Candidate:
    name = getattr(given, "__name__", None) or type(given).__name__
    return Candidate(name=str(name).rpartition(".")[2], origin="given", load=lambda: given)


class RefusedError(Exception):
    """A plugin breaks the contract; the message says how."""


def in_words(error: BaseException) -> str:
    """Return what an error says, on one line."""
    kind = "" if isinstance(error, RefusedError) else f"{type(error).__name__}: "
    return " ".join(f"{kind}{error}".split())
