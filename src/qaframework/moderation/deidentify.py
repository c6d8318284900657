"""Change what points to somebody: codes become pseudonyms made with a secret key, and dates move.

They move by a secret number of weeks, the same for everything about one child.
"""

from __future__ import annotations

import base64
import calendar
import hmac
import re
from datetime import date, timedelta

LEAST_WEEKS = 53
MOST_WEEKS = 104
MONTHS = tuple(name for name in calendar.month_name if name)
_SHORT = "|".join(name[:3] for name in MONTHS)
_WORD = rf"(?:{'|'.join(MONTHS)}|{_SHORT}|Sept)"
_DATE = re.compile(
    rf"""
    (?<![\w/.-]) (?:
        (?P<iso>\d{{4}}-\d\d-\d\d)
      | (?P<d>\d{{1,2}}) (?P<sep>[/.-]) (?P<m>\d{{1,2}}) (?P=sep) (?P<y>\d{{4}}|\d\d)
      | (?:(?P<day>\d{{1,2}}) (?:st|nd|rd|th)? \s+ (?:of\s+)? )? (?P<month>{_WORD})\b (?:\.?,?\s+ (?P<year>\d{{4}})\b )?
    ) (?![\w/]|[.-]\d)
    """,
    re.VERBOSE | re.IGNORECASE,
)


def secret(key: bytes, *about: str) -> bytes:
    """Return a secret about something: HMAC-SHA256 under the key of its parts, each with its length."""
    return hmac.digest(key, "".join(f"{len(part)}:{part}" for part in about).encode(), "sha256")


def pseudonym(key: bytes, kind: str, name: str) -> str:
    """Return the pseudonym of a name: 80 bits of an HMAC, in four groups of capitals and digits.

    Under another key it is another one, and without the key nobody can try names until one fits.

    >>> pseudonym(b"a key of somebody", "review", "R1")
    '7WQN-LJLE-VYDC-H65B'
    """
    text = base64.b32encode(secret(key, kind, name)[:10]).decode()
    return "-".join(text[place : place + 4] for place in range(0, 16, 4))


def weeks_moved(key: bytes, about: str) -> int:
    """Return by how many weeks the dates about a child are moved: 53 to 104, back, whole weeks.

    Days of the week and the time between two events stay what they were. More than a year back, no moved date of a
    year's records is a day that stands in them, and none lies after the day of reading.
    """
    number = int.from_bytes(secret(key, "weeks", about)[:8], "big")
    return -(LEAST_WEEKS + number % (MOST_WEEKS - LEAST_WEEKS + 1))


def moved_day(day: date, weeks: int) -> date:
    """Return a day so many weeks on."""
    return day + timedelta(weeks=weeks)


def moved_text(text: str, weeks: int, near: date) -> str:
    """Return a text with every date in it moved, each in the style it was written in.

    A day or a month without its year is taken for the last one before ``near``; a month moves from its middle. What
    looks like a date and is none of the calendar stays, and so does "may" where it is a verb.

    >>> moved_text("Seen 3/2/2024, and in January.", 4, date(2024, 3, 1))
    'Seen 2/3/2024, and in February.'
    """
    return _DATE.sub(lambda found: _moved(found, weeks, near), text)


def _moved(found: re.Match[str], weeks: int, near: date) -> str:
    try:
        if found["iso"]:
            return moved_day(date.fromisoformat(found["iso"]), weeks).isoformat()
        if found["d"]:
            return _moved_numbers(found, weeks)
        return _moved_words(found, weeks, near)
    except (ValueError, OverflowError):
        return found[0]


def _moved_numbers(found: re.Match[str], weeks: int) -> str:
    year = int(found["y"]) + (2000 if len(found["y"]) == 2 else 0)
    day = moved_day(date(year, int(found["m"]), int(found["d"])), weeks)
    width = min(len(found["d"]), len(found["m"]))
    shown = f"{day.year % 100:02d}" if len(found["y"]) == 2 else f"{day.year}"
    return f"{day.day:0{width}d}{found['sep']}{day.month:0{width}d}{found['sep']}{shown}"


def _moved_words(found: re.Match[str], weeks: int, near: date) -> str:
    written = found["month"]
    alone = not found["day"] and not found["year"]
    if alone and (not written[0].isupper() or (written in ("May", "March", "Mar") and _opens(found))):
        return found[0]
    month = next(place for place, name in enumerate(MONTHS, 1) if name[:3].casefold() == written[:3].casefold())
    of_month = int(found["day"] or 15)
    year = int(found["year"]) if found["year"] else _last_year(month, of_month, near)
    day = moved_day(date(year, month, of_month), weeks)
    name = MONTHS[day.month - 1]
    said = name if written.casefold() in map(str.casefold, MONTHS) else name[:3]
    return " ".join([*([str(day.day)] if found["day"] else []), said, *([str(day.year)] if found["year"] else [])])


def _opens(found: re.Match[str]) -> bool:
    """Return whether a word opens a sentence, where "May" and "March" may be verbs."""
    before = found.string[: found.start()].rstrip()
    return not before or before[-1] in ".!?:;\n"


def _last_year(month: int, day: int, near: date) -> int:
    return near.year if (month, day if month == near.month else 1) <= (near.month, near.day) else near.year - 1
