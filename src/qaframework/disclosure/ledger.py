"""What has been released before: a file to which lines are only ever added, read before the next release.

A number that went up by one since the last report says what happened to one child, though each report on its own hides
it; a quarter that is hidden is the year less the other three. The ledger holds what stood on the page: each number that
was shown, the symbol of each that was not, and the labels of each table. What was hidden is not in it.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from qaframework.disclosure.linked import Frame
from qaframework.disclosure.protected import ProtectedTables
from qaframework.errors import DataError, Problem


@attrs.frozen
class Said:
    """What one release said of one number.

    Attributes:
        release: the release.
        measure: what was counted.
        labels: the labels taken in of each dimension.
        text: what stood in its place: the number, or a symbol.
        least, most: what the number could be, by that alone; ``most`` None where there is no upper end.
        hidden: whether the number was hidden.
    """

    release: str
    measure: str
    labels: Mapping[str, tuple[str, ...]]
    text: str
    least: int
    most: int | None
    hidden: bool = False


@attrs.frozen(repr=False)
class ReleaseLedger:
    """The releases of a file, oldest first.

    Attributes:
        path: the file, one line of JSON a release.
        releases: each release as it was written.
    """

    path: Path
    releases: tuple[Mapping[str, Any], ...] = ()

    @classmethod
    def open(cls, path: str | Path) -> ReleaseLedger:
        """Return the ledger in a file; a file that is not there is an empty ledger.

        Raises:
            DataError: a line is no release.
        """
        path = Path(path)
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        lines = text.removesuffix("\n").split("\n") if text else []
        releases, problems = [], []
        for number, line in enumerate(lines, start=1):
            try:
                found = json.loads(line)
                releases.append(found)
                list(_said([found]))
                list(_frames([found]))
            except (ValueError, LookupError, TypeError, AttributeError):
                where = f"{path.name} line {number}"
                problems.append(
                    Problem(where, "this line is no release", "restore the ledger from a copy; lines are only added")
                )
        if text and not text.endswith("\n"):
            what = "the last line was not written to its end"
            problems.append(Problem(path.name, what, "restore the ledger from a copy; lines are only added"))
        if problems:
            raise DataError(problems, path.name)
        return cls(path, tuple(releases))

    def said(self) -> tuple[Said, ...]:
        """Return what any release has said of any number."""
        return tuple(_said(self.releases))

    def frames(self) -> tuple[Frame, ...]:
        """Return what is known of every table of any release before any number."""
        return tuple(_frames(self.releases))

    def pages(self) -> tuple[tuple[tuple[Said, ...], tuple[Frame, ...]], ...]:
        """Return for each release what it said of numbers, and what is known of its tables before any number."""
        return tuple((tuple(_said([one])), tuple(_frames([one]))) for one in self.releases)

    def record(self, tables: ProtectedTables, *, release: str, on: date) -> ReleaseLedger:
        """Add a release to the file, and return the ledger with it and with what others have added.

        Args:
            tables: what is released.
            release: its name, such as ``"2024-25 quarter 4, board"``.
            on: the day of release.

        Raises:
            DataError: the ledger has a release of this name.
        """
        now = ReleaseLedger.open(self.path)
        if any(one["release"] == release for one in now.releases):
            what = f"release {release!r} is already in it"
            raise DataError([Problem(self.path.name, what, "give this one another name")])
        entry = {
            "release": release,
            "on": on.isoformat(),
            "policy": tables.policy.id,
            "tables": [
                {
                    "of": frame.measure,
                    "labels": {name: list(labels) for name, labels in frame.labels.items()},
                    "where": {name: list(labels) for name, labels in frame.where.items()},
                    "more": sorted(frame.more),
                }
                for frame in tables.frames
            ],
            "numbers": [
                {
                    "of": one.measure,
                    "at": {name: sorted(labels) for name, labels in sorted(one.labels)},
                    "shown": number.text,
                    "least": number.open[0],
                    "most": number.open[1],
                    **({"hidden": True} if number.hidden else {}),
                }
                for one, number in sorted(tables.numbers.items(), key=lambda pair: str(pair[0]))
            ],
        }
        with self.path.open("a", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps(entry, ensure_ascii=False) + "\n")
            file.flush()
            os.fsync(file.fileno())
        return attrs.evolve(now, releases=(*now.releases, entry))

    def __repr__(self) -> str:
        return f"<ReleaseLedger {self.path.name}: {len(self.releases)} releases>"


def _said(releases: Iterable[Mapping[str, Any]]) -> Iterator[Said]:
    for one in releases:
        for number in one["numbers"]:
            yield Said(
                one["release"],
                number["of"],
                {name: tuple(taken) for name, taken in number["at"].items()},
                number["shown"],
                int(number["least"]),
                None if number["most"] is None else int(number["most"]),
                bool(number.get("hidden")),
            )


def _frames(releases: Iterable[Mapping[str, Any]]) -> Iterator[Frame]:
    """Yield what is known of each table; a release of before tables were kept says only which labels there were."""
    for one in releases:
        for table in one.get("tables", ()):
            labels, where = (
                {name: tuple(taken) for name, taken in table[what].items()} for what in ("labels", "where")
            )
            yield Frame(measure=table["of"], labels=labels, where=where, more=frozenset(table["more"]))
        if "tables" not in one:
            for number in one["numbers"]:
                labels = {name: tuple(taken) for name, taken in number["at"].items()}
                yield Frame(measure=number["of"], labels=labels, where={}, more=frozenset(labels))
