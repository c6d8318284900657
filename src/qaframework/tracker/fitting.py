"""Whether what somebody gives can be kept as it is: days as days, texts as texts, choices from their list.

Records made in code are not looked at when they are made, and a database would keep a number in place of a text, or
refuse it in words that help nobody. What is kept once cannot be put right: what no file could hold is refused too.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from types import NoneType
from typing import Any, Literal, TypeVar, get_args, get_origin, get_type_hints

import attrs

from qaframework.errors import Problem, TrackerError
from qaframework.model.records import Recommendation, Update
from qaframework.tracker.entries import ASKED, SAID

Kept = TypeVar("Kept", Recommendation, Update)

LONGEST = 100_000
"""How many signs a text can have: what is longer is a document, and has its own place."""
_EXCELS_OWN = re.compile(r"^#|_x[0-9A-Fa-f]{4}_")
"""How Excel writes an error, and signs of its own in a text."""
_NEEDED = frozenset({"recommendation", "by", "status"})
_FIELDS: Mapping[type, tuple[str, ...]] = {Recommendation: ASKED, Update: SAID}


def fitting(records: Iterable[Kept]) -> list[Kept]:
    """Return records as they are kept: a moment is its day, and what an update leaves blank was not said.

    Raises:
        TrackerError: something in them is of the wrong kind; all of it is named, none of it repeated.
    """
    given = list(records)
    if not all(isinstance(one, (Recommendation, Update)) for one in given):
        raise TrackerError("give records: qa.from_rows(recommendations=rows, updates=rows) makes them of rows")
    settled = [_settled(one) for one in given]
    if problems := [problem for one in settled for problem in _misfits(one)]:
        raise TrackerError("nothing was recorded", problems)
    return settled


def day(value: Any, name: str) -> date:
    """Return a day somebody gives; of a moment, its day.

    Raises:
        TrackerError: it is no day. To look at no day at all would show nothing, as if nothing were there.
    """
    if _is_moment(value):
        return value.date()  # type: ignore[no-any-return]
    if not _fits(value, date):
        raise TrackerError(f"{name} is to be {_told(date)}")
    return value  # type: ignore[no-any-return]


def who(value: object) -> str:
    """Return who is said to say something.

    Raises:
        TrackerError: nobody is named.
    """
    if not isinstance(value, str) or not value.strip():
        raise TrackerError("nobody is named who says so. Give a code or a role, by=")
    return value


def _settled(record: Kept) -> Kept:
    held = {name: getattr(record, name) for name in _kinds(record)}
    changed = {name: value.date() for name, value in held.items() if _is_moment(value)}
    if isinstance(record, Update):
        changed |= {name: None for name, value in held.items() if name not in _NEEDED and _is_blank(value)}
    return attrs.evolve(record, **changed) if changed else record


def _is_moment(value: Any) -> bool:
    return isinstance(value, datetime) and value == value  # not pandas' "no time"


def _is_blank(value: object) -> bool:
    return isinstance(value, str) and not value.strip()


def _misfits(record: Recommendation | Update) -> Iterator[Problem]:
    name = record.recommendation if isinstance(record, Update) else record.id
    for field, (kind, optional) in _kinds(record).items():
        value = getattr(record, field)
        if not (optional and value is None) and not _fits(value, kind):
            yield Problem(name if _fits(name, str) else "?", f"{field} is to be {_told(kind)}")
    if isinstance(record, Recommendation) and _fits(name, str) and not _is_code(name):
        yield Problem("?", "id is to be a code on one line, without spaces around it, two together or # in front")


def _is_code(name: str) -> bool:
    """Return whether an id comes back from a workbook as it went out."""
    return bool(name) and name == " ".join(name.split()) and name.isprintable() and not _EXCELS_OWN.search(name)


def _kinds(record: Recommendation | Update) -> Mapping[str, tuple[Any, bool]]:
    """Return of each field what it holds, and whether it can be left out."""
    return _kinds_of(Update if isinstance(record, Update) else Recommendation)


@functools.cache
def _kinds_of(record: type[Any]) -> Mapping[str, tuple[Any, bool]]:
    hints = get_type_hints(record)
    return {name: _without_none(hints[name]) for name in _FIELDS[record]}


def _without_none(hint: Any) -> tuple[Any, bool]:
    options = get_args(hint)
    return (next(one for one in options if one is not NoneType), True) if NoneType in options else (hint, False)


def _fits(value: Any, kind: Any) -> bool:
    if get_origin(kind) is Literal:
        return value in get_args(kind)
    if get_origin(kind) is tuple:
        return isinstance(value, tuple) and all(_fits(one, str) for one in value)
    if kind is date:
        return isinstance(value, date) and not isinstance(value, datetime)
    return isinstance(value, kind) and (kind is not str or _can_be_written(value))


def _can_be_written(text: str) -> bool:
    """Return whether a file can hold a text: none holds half a sign, and a cell of a CSV file only so many."""
    if len(text) > LONGEST:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _told(kind: Any) -> str:
    if get_origin(kind) is Literal:
        return f"one of {', '.join(get_args(kind))}"
    words = {
        date: "a day, such as date(2024, 3, 25)",
        str: f"a text of whole signs, {LONGEST:,} at most",
        bool: "True or False",
    }
    return words.get(kind, "a tuple of texts")
