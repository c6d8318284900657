"""Read dates, day first, and keep watch over a column for dates whose day and month cannot be told apart."""

from __future__ import annotations

import functools
import re
from array import array
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Literal

from qaframework.files.cells import CellError, describe, plain, single
from qaframework.files.values import Fault

MONTHS = (
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
)
_TIME = r"(?:[t ]+\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?:z| ?[+-]\d\d:?\d\d)?)?"
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME)
_NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})" + _TIME)
_WORDS = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,? )?"
    r"(\d{1,2})(?:st|nd|rd|th)?[ -]*(?:of )?([a-z]{3,9})\.?,?[ -]*(\d{4}|\d{2})" + _TIME
)
_WORD_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})" + _TIME)
_FIX = "Write the day first (25/03/2024) or as 2024-03-25"

Order = Literal["sure", "day_first", "either"]
"""How sure the order of day and month is: told by the date's form, by a day above 12, or not at all."""

ENOUGH = 3
"""How many dates of each kind it takes to suspect that a spreadsheet swapped day and month."""


class MonthFirstError(CellError):
    """A date that can only be read with the month first."""


def read_day(value: object) -> tuple[date, Order]:
    """Return a date and how sure the order of its day and month is.

    >>> read_day("29 January 2024")
    (datetime.date(2024, 1, 29), 'sure')
    >>> read_day("03/04/2024")
    (datetime.date(2024, 4, 3), 'either')

    Raises:
        CellError: it is no date, or one with the month first.
    """
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value, "sure"
    if not isinstance(value, str):
        raise CellError(f"{describe(value)} where a date is expected", "Format the cell as a date, or type the date")
    return _written_day(value)


@functools.lru_cache(maxsize=5_000)
def _written_day(value: str) -> tuple[date, Order]:
    text = " ".join(value.lower().split())
    if match := _ISO.fullmatch(text):
        return _day(match[1], int(match[2]), match[3]), "sure"
    if match := _WORDS.fullmatch(text):
        return _day(match[3], _month(match[2]), match[1]), "sure"
    if match := _WORD_FIRST.fullmatch(text):
        return _day(match[3], _month(match[1]), match[2]), "sure"
    if match := _NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first <= 12 < second <= 31:
            raise MonthFirstError("a date with the month first", _FIX)
        order: Order = "sure" if first == second else "either" if first <= 12 else "day_first"
        return _day(match[3], second, match[1]), order
    raise CellError(f"{describe(value)} that is no date", _FIX)


def _month(word: str) -> int:
    """Return the number of the month a word names or shortens; 0, which no date has, where it is none."""
    return next((number for number, name in enumerate(MONTHS, start=1) if name.startswith(word)), 0)


def _day(year: str, month: int, day: str) -> date:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day))
    except ValueError:
        raise CellError("a day that does not exist", _FIX) from None


class DateColumn:
    """Reads a column of dates, and remembers what it showed about the order of day and month."""

    def __init__(self) -> None:
        self._sure: dict[object, date | None] = {None: None, "": None}
        self._month_first = False
        self._either = array("L")
        self._late_texts = 0
        self._early_cells = array("L")
        self._late_cells = 0

    def values(self, cells: Sequence[object], rows: Sequence[int]) -> tuple[list[date | None], list[Fault]]:
        """Return the date in each cell, None where it is blank or cannot be read; and those that cannot."""
        try:
            return list(map(self._sure.__getitem__, cells)), []
        except (KeyError, TypeError):
            return self._one_by_one(cells, rows)

    def _one_by_one(self, cells: Sequence[object], rows: Sequence[int]) -> tuple[list[date | None], list[Fault]]:
        days: list[date | None] = []
        faults: list[Fault] = []
        for place, (cell, row) in enumerate(zip(map(single, cells), rows, strict=True)):
            try:
                days.append(self._sure[cell] if cell in self._sure else self.read(cell, row))
            except CellError as error:
                days.append(None)
                faults.append((place, error))
        return days, faults

    def read(self, cell: object, row: int) -> date | None:
        """Return the date in a row's cell, None where it is blank.

        Raises:
            CellError: it is no date, or one with the month first.
        """
        value = plain(cell)
        if value is None:
            return None
        if not isinstance(value, str):
            return self._cell(value, row)
        day, order = self._text(value)
        if order == "either":
            self._either.append(row)
        elif order == "sure" or self._late_texts >= ENOUGH:
            self._sure[cell] = day
        else:
            self._late_texts += 1
        return day

    def _text(self, text: str) -> tuple[date, Order]:
        try:
            return read_day(text)
        except MonthFirstError:
            self._month_first = True
            raise

    def _cell(self, value: object, row: int) -> date:
        day, _ = read_day(value)
        if day.day <= 12:
            self._early_cells.append(row)
        else:
            self._late_cells += 1
        return day

    def unsure(self) -> Iterator[tuple[int, str, str]]:
        """Yield each row whose date the rest of the column puts in doubt: what it is, and what to do."""
        if self._month_first:
            for row in self._either:
                what = "a date that can be read two ways, in a column that holds month-first dates"
                yield row, what, "Write it as 2024-03-25"
        if self._swapped:
            for row in self._early_cells:
                what = "a date whose day and month may have been swapped: this column's other dates were left as text"
                yield row, what, "Check it against the source and write it as 2024-03-25"

    @property
    def _swapped(self) -> bool:
        """Whether a spreadsheet set to American dates seems to have turned day and month around.

        It then makes dates of what it can (days up to 12) and leaves the rest as text (days above 12).
        """
        enough = min(self._late_texts, len(self._early_cells)) >= ENOUGH
        return enough and not self._either and not self._late_cells
