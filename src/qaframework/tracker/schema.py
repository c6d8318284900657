"""The tables of a tracker, as the newest version has them. What made them so is in the migrations."""

from __future__ import annotations

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, MetaData, Table, Text

metadata = MetaData()

RECOMMENDATION = Table(
    "recommendation",
    metadata,
    Column("id", Text, primary_key=True),
    Column("text", Text),
    Column("level", Text),
    Column("source", Text),
    Column("raised_on", Date),
    Column("owner", Text),
    Column("due", Date),
    Column("themes", Text),
    Column("rolls_up_to", Text),
    Column("priority", Text),
    Column("measure", Text),
    Column("domain", Text),
    Column("organisation", Text),
    Column("relevant", Boolean),
    Column("provenance", Text),
    Column("added_by", Text),
    Column("added_on", Date),
)
"""What was asked, as it was asked: never changed."""

ENTRY = Table(
    "entry",
    metadata,
    Column("seq", BigInteger, primary_key=True),
    Column("recommendation", Text),
    Column("version", Integer),
    Column("place", BigInteger),
    Column("said_on", Date),
    Column("said_by", Text),
    Column("recorded_on", Date),
    Column("status", Text),
    Column("note", Text),
    Column("evidence", Text),
    Column("impact", Text),
    Column("impact_kind", Text),
    Column("confirmed_by", Text),
    Column("verified", Boolean),
    Column("due", Date),
    Column("approved_by", Text),
    Column("owner", Text),
    Column("rolls_up_to", Text),
    Column("into_id", Text),
    Column("plan", Text),
    Column("board", Text),
    Column("provenance", Text),
    Column("change_id", Text),
)
"""What was said of it, one row an entry: added to, never changed.

``version`` counts the entries of a recommendation in the order they were written down; ``place`` orders them by the day
they speak of. ``change_id`` is what a meeting pack asked for: no two entries can share one.
"""

SCHEMA_VERSION = Table("schema_version", metadata, Column("version", Integer), Column("recorded_by", Text))

_PLACES_A_DAY = 1_000_000


def place_of(day_number: int, version: int) -> int:
    """Return where an entry stands in its history: by day, and within a day as it was written down."""
    return day_number * _PLACES_A_DAY + version
