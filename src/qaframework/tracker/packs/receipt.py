"""The receipt in a pack: what the tracker held when it was written, so that a pack that comes back can be compared.

It is a hidden sheet. Nobody has to fill it in, and whoever changes it is told that the pack no longer fits.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from qaframework.errors import DataError, Problem
from qaframework.tracker.entries import SAID, Entry

SHEET = "Receipt"
KIND = "qaframework meeting pack 1"
"""What a pack is. The number goes up with any change to its columns, so that older ones are known as older."""
_AS_SENT = "Take the pack as it was sent, and copy what was written into it"


@attrs.frozen(kw_only=True)
class Row:
    """What the tracker held of one recommendation.

    Attributes:
        id: the recommendation.
        version: how many entries it had.
        history: a digest of the last of them to be written down.
        shown: a digest of each cell that is there to be read.
    """

    id: str
    version: int
    history: str
    shown: tuple[str, ...]


@attrs.frozen(kw_only=True)
class Receipt:
    """What the tracker held when a pack was written.

    Attributes:
        meeting: the day of the meeting.
        revision: the number of the last entry there was.
        rows: each recommendation in the pack.
    """

    meeting: date
    revision: int
    rows: tuple[Row, ...]

    @property
    def digest(self) -> str:
        """A digest of all of it: the name of the pack."""
        return digest_of([self.meeting.isoformat(), self.revision, [attrs.astuple(row) for row in self.rows]])

    def lines(self) -> Iterator[Sequence[Any]]:
        """Yield the rows of the hidden sheet."""
        yield [KIND]
        yield ["meeting", self.meeting.isoformat()]
        yield ["revision", str(self.revision)]
        yield ["digest", self.digest]
        for row in self.rows:
            yield [row.id, str(row.version), row.history, " ".join(row.shown)]


def receipt_in(lines: Sequence[Sequence[str]], file: str) -> Receipt:
    """Return the receipt that the hidden sheet of a pack holds.

    Raises:
        DataError: it holds none, or one that was altered, or one of another version.
    """
    if lines and lines[0] and lines[0][0] != KIND and lines[0][0].startswith(KIND.rstrip("0123456789")):
        fix = "Write a new one with 'track pack', and copy what was written into it"
        raise DataError([Problem(file, "a pack of another version of qaframework", fix)])
    try:
        (kind, *_), (_, meeting, *_), (_, revision, *_), (_, digest, *_), *rows = lines
        told = tuple(
            Row(id=name, version=int(version), history=history, shown=tuple(shown.split()))
            for name, version, history, shown, *_ in rows
        )
        receipt = Receipt(meeting=date.fromisoformat(meeting), revision=int(revision), rows=told)
    except ValueError:
        raise DataError([Problem(file, "its hidden receipt was altered or lost", _AS_SENT)]) from None
    if kind != KIND or digest != receipt.digest:
        raise DataError([Problem(file, "its hidden receipt was altered", _AS_SENT)])
    return receipt


def entry_digest(entry: Entry) -> str:
    """Return a digest of an entry, by which a tracker knows it as its own."""
    return digest_of([entry.version, *(str(getattr(entry, field)) for field in SAID)])


def digest_of(told: Sequence[Any] | Mapping[str, Any] | str) -> str:
    """Return a short digest of plain values."""
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24]
