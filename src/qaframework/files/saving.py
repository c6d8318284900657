"""Write a file whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from qaframework.errors import DataError, Problem


def save(path: Path, content: bytes) -> None:
    """Put content in a file. Until it is all on the disk, the old file stays as it was.

    Raises:
        DataError: the folder is not there, or cannot be written to.
    """
    try:
        handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    except OSError as error:
        raise DataError([_unwritable(path, error)]) from error
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, _mode(path))
        os.replace(temporary, path)
    except OSError as error:
        Path(temporary).unlink(missing_ok=True)
        raise DataError([_unwritable(path, error)]) from error


def save_folder(path: Path, files: Mapping[str, bytes]) -> None:
    """Put a folder of files in place of an older one.

    The new folder is written beside the old one and takes its place in one step. A folder that holds anything but
    earlier files of the same kind is left alone.

    Raises:
        DataError: the folder holds other files, or cannot be written.
    """
    suffixes = {Path(name).suffix for name in files} or {".csv"}
    if path.exists() and not path.is_dir():
        raise DataError([Problem(path.name, "a file, where a folder is to be written", "Choose another name")])
    others = [entry for entry in path.iterdir() if entry.suffix not in suffixes] if path.exists() else []
    if others:
        what = f"a folder that holds {len(others)} other file{'' if len(others) == 1 else 's'}"
        raise DataError([Problem(path.name, what, "Choose a folder of its own, so that nothing is lost")])
    try:
        with tempfile.TemporaryDirectory(prefix=".", dir=path.parent) as beside:
            fresh, old = Path(beside, "new"), Path(beside, "old")
            fresh.mkdir()
            for name, content in files.items():
                save(fresh / name, content)
            if path.exists():
                path.rename(old)
            fresh.rename(path)
    except OSError as error:
        raise DataError([_unwritable(path, error)]) from error


def _mode(path: Path) -> int:
    """Return the permissions of the file that is replaced, or those a new file would get."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(path: Path, error: OSError) -> Problem:
    return Problem(
        path.name, f"it cannot be written ({error.strerror})", "Check the folder, the disk and who may write"
    )
