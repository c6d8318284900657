"""Rows in the making: one source of chance, tables that fill up, and days at which somebody is at work."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import TypeVar

from qaframework.model.programme import RECORDS
from qaframework.working_days import working_days_after

T = TypeVar("T")
Row = dict[str, object]

START, END = date(2023, 4, 3), date(2024, 3, 28)
"""The first and the last working day of the year."""
OFSTED = ("Inadequate", "Requires improvement to be good", "Good", "Outstanding")
"""Grades of the scale from January, worst first."""
BEFORE = ("Inadequate", "Requires improvement", "Good", "Excellent")
"""Grades of the scale until December."""
HOW_OFTEN = (2, 16, 60, 22)
"""How often practice is of each level, worst first."""
THEMES = ("acc", "rsk", "sup", "voi", "pln", "hlt", "edu", "sen", "wrk", "ovs", "clv", "mag")


class Rows:
    """The tables of a year, and the chance by which they fill up."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.tables: dict[str, list[Row]] = {table: [] for table in RECORDS}

    def add(self, table: str, **row: object) -> Row:
        """Add a row to a table; what is None stays blank."""
        made = {name: value for name, value in row.items() if value is not None}
        self.tables[table].append(made)
        return made

    def code(self, letters: str, table: str) -> str:
        """Return the next code of a table."""
        return f"{letters}{len(self.tables[table]) + 1:03}"

    def one_of(self, words: Sequence[T], weights: Sequence[int] | None = None) -> T:
        """Return one of several, some more often than others where weights say so."""
        return self.random.choices(words, weights)[0]

    def now_and_then(self, share: float) -> bool:
        """Return yes in about this share of times."""
        return self.random.random() < share

    def later(self, day: date, least: int, most: int) -> date:
        """Return a working day so many working days later."""
        return working_days_after(day, self.random.randint(least, most))

    def level(self) -> int:
        """Return how good practice was, from 0 to 3."""
        return self.one_of(range(4), HOW_OFTEN)

    def nearly(self, level: int, share: float = 0.75) -> int:
        """Return a level, or with some chance the one beside it."""
        if self.now_and_then(share):
            return level
        return min(3, max(0, level + self.one_of((-1, 1))))

    def hold(self, name: str, kind: str, title: str, start: date, end: date, **more: object) -> None:
        """Add an activity."""
        self.add("activities", id=name, kind=kind, title=f"{title} (made up)", start=start, end=end, **more)

    def plan(self, kind: str, title: str, start: date, **more: object) -> None:
        """Add an entry of the calendar."""
        self.add("calendar", id=self.code("K", "calendar"), kind=kind, title=title, start=start, **more)

    def find(self, activity: str, direction: str, theme: str | None = None, **more: object) -> str:
        """Add a finding of an activity, and return its code."""
        name, said = self.code("FND", "findings"), {"voice": "reviewer", "statement": "Made up: what was found."}
        theme = theme or self.one_of(THEMES)
        self.add("findings", id=name, activity=activity, theme=theme, direction=direction, **said | more)
        return name

    def recommend(
        self, source: object, raised_on: date, text: str, level: str, theme: str, *, owner: str, **more: object
    ) -> None:
        """Add a recommendation with its history; its text may leave room for the day it is due."""
        name = self.code("REC", "recommendations")
        due = self.later(raised_on, 20, 80)
        self.add(
            "recommendations",
            id=name,
            text=text.format(day=spelled(due)),
            level=level,
            source=source,
            raised_on=raised_on,
            owner=owner,
            due=due,
            themes=theme,
            **more,
        )
        self._follow(name, raised_on, due)

    def _follow(self, name: str, raised_on: date, due: date) -> None:
        day = self.later(raised_on, 10, 25)
        if day <= END:
            self.add("updates", recommendation=name, on=day, by="QA1", status="in_progress")
        done = self.later(due, 0, 25) if self.now_and_then(0.3) else due
        if day < done <= END and self.now_and_then(0.8):
            proof = f"Record of {spelled(done)}" if self.now_and_then(0.8) else None
            status = self.one_of(("evidenced", "closed")) if proof else "action_complete"
            impact = "Made up: it goes better now than it did." if proof and self.now_and_then(0.6) else None
            self.add("updates", recommendation=name, on=done, by="QA1", status=status, evidence=proof, impact=impact)


def days_back(day: date, days: int) -> date:
    """Return a day so many days before another."""
    return day - timedelta(days=days)


def spelled(day: date) -> str:
    """Return a day as it is written in a text.

    >>> spelled(date(2024, 3, 5))
    '5 March 2024'
    """
    return f"{day.day} {day:%B %Y}"
