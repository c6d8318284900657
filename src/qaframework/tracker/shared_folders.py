"""Whether a file lies where several machines write to it: a network drive, or a folder that is synchronised."""

from __future__ import annotations

import os
import re
from pathlib import Path

_SYNCED = re.compile(r"^(onedrive|sharepoint|dropbox|google ?drive|icloud|box sync|nextcloud)\b", re.IGNORECASE)
_NETWORK = frozenset(
    {"nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "afpfs", "sshfs", "fuse.sshfs", "9p", "afs", "davfs"}
)
_MOUNTS = Path("/proc/self/mounts")


def shared_folder(path: str | os.PathLike[str], mounts: Path = _MOUNTS) -> str:
    """Return what kind of shared place a file is in, or nothing where it seems to be on a disk of this machine.

    >>> shared_folder("D:/OneDrive - Council/tracker.db")
    'a synchronised folder'
    """
    text = os.fspath(path).replace("\\", "/")
    if text.startswith("//"):
        return "a network folder"
    if any(_SYNCED.match(part) for part in text.split("/")[:-1]):
        return "a synchronised folder"
    return "a network folder" if _kind_of_disk(Path(text), mounts) in _NETWORK else ""


def _kind_of_disk(path: Path, mounts: Path) -> str:
    """Return the kind of file system that holds a path, where this system tells."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    here = path.resolve()
    held = [(line.split()[1], line.split()[2]) for line in lines if len(line.split()) > 2]
    over = [(place, kind) for place, kind in held if here.is_relative_to(place.replace("\\040", " "))]
    return max(over, key=lambda one: len(one[0]), default=("", ""))[1]
