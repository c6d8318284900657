"""The key file: what leads from a pack back to the reviews. It stays with the authority and never goes into a pack."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs
import cattrs

from qaframework.errors import DataError, Problem
from qaframework.files.saving import save
from qaframework.moderation.deidentify import pseudonym
from qaframework.moderation.sampling import SamplePlan

VERSION = 1
_ALTERED = "Take the file as it was written, from your backup; without it these packs cannot be read"


@attrs.frozen(kw_only=True)
class PackEntry:
    """One pack: who reads it, on which scale, and which files are in it, by pseudonym."""

    reader: str
    scale: str
    files: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Override:
    """A text that was sent although the screen stopped it: where, what kinds it found, and why it may go."""

    review: str
    field: str
    kinds: tuple[str, ...]
    reason: str


@attrs.frozen(kw_only=True, repr=False)
class PackKey:
    """Everything that leads back from a set of packs.

    Attributes:
        key: the secret, in hexadecimal.
        activity, seed: the sample it was made for.
        reviews: for each pseudonym the review.
        packs: for each pack's id what it holds.
        overrides: texts that were sent against the screen.
    """

    key: str
    activity: str
    seed: str
    reviews: Mapping[str, str]
    packs: Mapping[str, PackEntry]
    overrides: tuple[Override, ...] = ()
    version: int = VERSION

    def __repr__(self) -> str:
        return f"<PackKey of {len(self.packs)} packs>"

    @property
    def secret(self) -> bytes:
        """The secret itself."""
        return bytes.fromhex(self.key)

    def not_of(self, plan: SamplePlan) -> Iterator[Problem]:
        """Yield what shows that a plan is not the one these packs were made for."""
        fix = "Make the plan again with the activity, seed and settings of the sample that was sent"
        if (plan.activity, plan.seed) != (self.activity, self.seed):
            yield Problem("plan", "another activity or seed than the packs were made for", fix)
        elif set(plan.chosen) != set(self.reviews.values()):
            yield Problem("plan", "it chooses other reviews than the packs hold", fix)


def beside(folder: Path) -> Path:
    """Return where the key file of a folder of packs is kept: beside it, under its name.

    >>> beside(Path("rounds/packs")).as_posix()
    'rounds/packs.key.json'
    """
    return folder.with_name(f"{folder.name}.key.json")


def save_key(path: Path, key: PackKey) -> None:
    """Write a key file that only its owner may read.

    Raises:
        DataError: it cannot be written there.
    """
    content = json.dumps(cattrs.unstructure(key), indent=2, ensure_ascii=False, sort_keys=True) + "\n"
    save(path, content.encode())
    os.chmod(path, 0o600)


def read_key(path: Path) -> PackKey:
    """Read a key file, and check that its pseudonyms are those of its key.

    Raises:
        DataError: it is not there, is no key file, or was altered.
    """
    try:
        held: Any = json.loads(path.read_bytes())
    except OSError:
        fix = "Put it beside the folder of packs, or name it with key_file="
        raise DataError([Problem(path.name, "no key file is there", fix)]) from None
    except ValueError:
        raise DataError([Problem(path.name, "no key file that can be read", _ALTERED)]) from None
    try:
        key = cattrs.structure(held, PackKey)
        sound = all(pseudonym(key.secret, "review", review) == name for name, review in key.reviews.items())
    except Exception:  # whatever cattrs raises quotes what stands in the file
        raise DataError([Problem(path.name, "no key file of this version", _ALTERED)]) from None
    if key.version != VERSION or not sound:
        raise DataError([Problem(path.name, "a key file that was altered", _ALTERED)])
    return key
