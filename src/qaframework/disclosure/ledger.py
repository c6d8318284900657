"""What has been released before: a file to which lines are only ever added, read before the next release.

A number that went up by one since the last report says what happened to one child, though each report on its own hides
it. The ledger holds what was shown, never what was hidden.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from qaframework.disclosure.attack import Guard, Range
from qaframework.disclosure.linked import Linked, Region, region
from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.protected import ProtectedTables
from qaframework.errors import DataError, Problem


@attrs.frozen
class Said:
    """What one release said of one number.

    Attributes:
        release: the release.
        measure: what was counted.
        labels: the labels taken in of each dimension.
        text: what was shown.
        least, most: what the number could be, by what was shown.
    """

    release: str
    measure: str
    labels: Mapping[str, tuple[str, ...]]
    text: str
    least: int
    most: int


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
        """Return every number that any release has shown."""
        return tuple(_said(self.releases))

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
            "numbers": [
                {
                    "of": one.measure,
                    "at": {name: sorted(labels) for name, labels in sorted(one.labels)},
                    "shown": number.text,
                    "least": number.open[0],
                    "most": number.open[1],
                }
                for one, number in sorted(tables.numbers.items(), key=lambda pair: str(pair[0]))
                if not number.hidden
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
            labels = {name: tuple(taken) for name, taken in number["at"].items()}
            yield Said(one["release"], number["of"], labels, number["shown"], int(number["least"]), int(number["most"]))


@attrs.frozen
class Earlier:
    """What earlier releases mean for the numbers of this one.

    Attributes:
        known: what was said of numbers that have not changed since; nothing can hide it now.
        changed: numbers that have changed by so few that the difference is a small number.
    """

    known: Mapping[Region, Range] = attrs.field(factory=dict)
    changed: tuple[Guard, ...] = ()


def earlier(ledger: ReleaseLedger | None, linked: Linked, policy: DisclosurePolicy) -> Earlier:
    """Return what earlier releases mean for the numbers of this one."""
    known: dict[Region, Range] = {}
    changed: dict[Region, Guard] = {}
    for one in ledger.said() if ledger else ():
        if one.measure not in linked.leaves:
            continue
        taken = {name: frozenset(labels) for name, labels in one.labels.items()}
        here = region(one.measure, taken, linked.leaves[one.measure])
        count = linked.count(here)
        if count is None:
            continue
        if one.least <= count <= one.most:
            least, most = known.get(here, (0, None))
            known[here] = max(least, one.least), one.most if most is None else min(most, one.most)
        elif policy.is_small(count - one.most):
            changed[here] = Guard(here, count, one.most + 1, one.most + policy.most)
        elif policy.is_small(one.least - count):
            changed[here] = Guard(here, count, max(1, one.least - policy.most), one.least - 1)
    for here in changed:
        known.pop(here, None)
    return Earlier(known, tuple(changed.values()))
