"""A tidy year as people write it down: grades in short, days in every style, and some that nobody can read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from random import Random

from qaframework.testing.made_up.rows import Row, spelled

SHORT: Mapping[str, tuple[str, ...]] = {
    "Outstanding": ("O", "outstanding ", "Outst"),
    "Excellent": ("E", "EXCELLENT"),
    "Good": ("G", " good", "GOOD"),
    "Requires improvement to be good": ("RI", "Req Imp", "RIG"),
    "Requires improvement": ("RI", "Req Imp", "requires imp"),
    "Inadequate": ("Inad", "inadequate"),
}
UNCLEAR = ("Good/RI", "I", "RI (just)", "?")
"""Grades that can be read two ways, or none."""
STATUS = {"looked_after": "LAC", "care_leaver": "Care leaver", "child_in_need": "CIN", "child_protection": "CP"}
STYLES: tuple[Callable[[date], str], ...] = (lambda day: f"{day:%d/%m/%Y}", date.isoformat, spelled)


def as_people_write(tables: Mapping[str, list[Row]], random: Random) -> dict[str, list[Row]]:
    """Return the tables with their cells as people write them; of about every fortieth review the grade is unclear."""
    return {table: [_written(table, row, random) for row in rows] for table, rows in tables.items()}


def _written(table: str, row: Row, random: Random) -> Row:
    written = {name: _cell(name, value, random) for name, value in row.items()}
    if table == "reviews" and "child" in row and random.random() < 1 / 40:
        written["overall"] = random.choice(UNCLEAR)
    return written


def _cell(name: str, value: object, random: Random) -> object:
    if isinstance(value, date):
        return random.choice(STYLES)(value)
    if isinstance(value, str) and value in SHORT and (name == "overall" or name.startswith("domain.")):
        return random.choice((value, *SHORT[value]))
    return STATUS.get(value, value) if name == "status" and isinstance(value, str) and random.random() < 0.5 else value
