"""Write a file, or the files of a folder, whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from qaframework.errors import DataError, Problem


def save(path: Path, content: bytes) -> None:
    """Put content in a file. Until it is all on the disk, the old file stays as it was.

    Raises:
        DataError: the folder is not there, or cannot be written to.
    """
    target = Path(os.path.realpath(path))
    with _explained(path), _beside(target) as folder:
        part = folder / "part"
        _put(part, content)
        if target.exists():
            os.chmod(part, target.stat().st_mode & 0o777)
        os.replace(part, target)


def save_folder(path: Path, files: Mapping[str, bytes], replaces: Callable[[str], bool]) -> None:
    """Put files in a folder in place of those they replace; the others in it are left alone.

    All are on the disk before the first takes its place. If one cannot take it, the old ones come back.

    Args:
        path: the folder; made where it is not there.
        files: content by name.
        replaces: whether a file of a name is replaced, by the new one of that name or by none.

    Raises:
        DataError: the folder cannot be written to.
    """
    if path.exists() and not path.is_dir():
        raise DataError([Problem(path.name, "a file, where a folder is to be written", "Choose another name")])
    target = Path(os.path.realpath(path))
    with _explained(path), _beside(target) as folder:
        fresh, old = folder / "fresh", folder / "old"
        fresh.mkdir()
        old.mkdir()
        for name, content in files.items():
            _put(fresh / name, content)
        if target.exists():
            _swap(target, fresh, old, [entry.name for entry in target.iterdir() if replaces(entry.name)])
        else:
            os.replace(fresh, target)


def _swap(target: Path, fresh: Path, old: Path, replaced: list[str]) -> None:
    """Move the replaced files out and the fresh ones in; if that fails, move them all back."""
    moves = [(target / name, old / name) for name in replaced]
    moves += [(file, target / file.name) for file in sorted(fresh.iterdir())]
    done: list[tuple[Path, Path]] = []
    try:
        for source, place in moves:
            os.replace(source, place)
            done.append((source, place))
    except BaseException:
        for source, place in reversed(done):
            with suppress(OSError):
                os.replace(place, source)
        raise


def _put(path: Path, content: bytes) -> None:
    with open(path, "xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


@contextmanager
def _beside(target: Path) -> Iterator[Path]:
    """Give a folder on the same disk as the target, gone when done."""
    with tempfile.TemporaryDirectory(prefix=".", suffix=".part", dir=target.parent, ignore_cleanup_errors=True) as name:
        yield Path(name)


@contextmanager
def _explained(path: Path) -> Iterator[None]:
    """Turn what the system says into what a person can do."""
    try:
        yield
    except OSError as error:
        what = f"it cannot be written ({error.strerror})"
        raise DataError([Problem(path.name, what, "Check the folder, the disk and who may write")]) from None
