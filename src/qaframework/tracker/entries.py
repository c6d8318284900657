"""Entries: an update as the tracker keeps it, and rows of the database as records and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import attrs

from qaframework.files.cells import list_text, read_list
from qaframework.model.records import UPDATE_STATUSES, Recommendation, Update
from qaframework.tracker.lifecycle import Past

_COLUMN_OF = {"on": "said_on", "by": "said_by", "into": "into_id"}
"""What a field is called in the database, where SQL keeps the plain word for itself."""
_NOT_SAID = frozenset({"row", "version", "recorded_on", "change"})


@attrs.frozen(kw_only=True, repr=False)
class Entry(Update):
    """An update as it stands in a tracker.

    Attributes:
        version: how many entries its recommendation had when it was written down, itself included.
        recorded_on: the day it was written down, where somebody said.
        change: what a meeting pack asked for, where it came from one.
    """

    version: int
    recorded_on: date | None = None
    change: str | None = None

    def says_the_same(self, update: Update) -> bool:
        """Return whether an update says what this entry says."""
        return all(getattr(self, name) == getattr(update, name) for name in SAID)


@attrs.frozen(kw_only=True)
class Draft:
    """An update that somebody wants to write down.

    Attributes:
        update: what it says; without a status, it leaves the recommendation where it stood on that day.
        after: the version they had before them; None where they say so without having looked.
        change: what a meeting pack asked for. If it was written down already, it is not written again.
        where: what to call its place when something is wrong; the recommendation's id unless given.
    """

    update: Update
    after: int | None = None
    change: str | None = None
    where: str = ""


SAID = tuple(name for name in attrs.fields_dict(Update) if name not in _NOT_SAID)
"""What an update says."""


def entry_of(update: Update, version: int, recorded_on: date | None, change: str | None = None) -> Entry:
    """Return an update as the entry it becomes."""
    said = {name: getattr(update, name) for name in SAID}
    return Entry(**said, version=version, recorded_on=recorded_on, change=change)


def past_of(entry: Entry) -> Past:
    """Return what has to be known of an entry to say what can follow it."""
    return Past(
        recommendation=entry.recommendation,
        on=entry.on,
        status=entry.status,
        version=entry.version,
        evidence=bool(entry.evidence),
        impact=bool(entry.impact),
    )


def update_of(entry: Entry) -> Update:
    """Return an entry as the update it was."""
    return Update(**{name: getattr(entry, name) for name in SAID})


def entry_from(row: Mapping[Any, Any]) -> Entry:
    """Return the entry in a row of the database."""
    said = {name: row[_COLUMN_OF.get(name, name)] for name in SAID}
    return Entry(**said, version=row["version"], recorded_on=row["recorded_on"], change=row["change_id"])


def row_from(entry: Entry, place: int) -> dict[str, Any]:
    """Return an entry as a row of the database."""
    said = {_COLUMN_OF.get(name, name): getattr(entry, name) for name in SAID}
    kept = {"version": entry.version, "recorded_on": entry.recorded_on, "change_id": entry.change, "place": place}
    return said | kept


ASKED = tuple(name for name in attrs.fields_dict(Recommendation) if name != "row")
"""What a recommendation says."""


def recommendation_from(row: Mapping[Any, Any]) -> Recommendation:
    """Return the recommendation in a row of the database, as it was raised."""
    return Recommendation(**{name: row[name] for name in ASKED} | {"themes": themes_from(row["themes"])})


def recommendation_row(asked: Recommendation, by: str, on: date) -> dict[str, Any]:
    """Return a recommendation as a row of the database."""
    said = {name: getattr(asked, name) for name in ASKED}
    return said | {"themes": list_text(asked.themes), "added_by": by, "added_on": on}


def themes_from(text: str) -> tuple[str, ...]:
    """Return the themes kept in a row."""
    return read_list(text)


def by_day(update: Update) -> tuple[str, date, int, str]:
    """Return where an update stands among others: by day, and within a day by how far it takes the recommendation."""
    far = UPDATE_STATUSES.index(update.status) if update.status in UPDATE_STATUSES else len(UPDATE_STATUSES)
    return update.recommendation, update.on, far, str([getattr(update, name) for name in SAID])
