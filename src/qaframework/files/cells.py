"""Read one cell: tolerant where people are, strict where guessing hurts.

One cattrs converter holds a hook for each type a column can have. A hook returns the value or raises
:class:`CellError`, which says what kind of thing stands there and what to do, and never repeats it.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, Union, get_args, get_origin

import attrs
import cattrs

from qaframework.errors import nearest

ERROR_VALUES = frozenset(
    {
        "#N/A",
        "#REF!",
        "#VALUE!",
        "#NAME?",
        "#DIV/0!",
        "#NUM!",
        "#NULL!",
        "#SPILL!",
        "#CALC!",
        "#GETTING_DATA",
        "#####",
    }
)
SHORT_FORMS = {
    "eh": "early_help",
    "cin": "child_in_need",
    "cp": "child_protection",
    "cpp": "child_protection",
    "lac": "looked_after",
    "cla": "looked_after",
    "cic": "looked_after",
    "child_in_care": "looked_after",
    "looked_after_child": "looked_after",
    "cl": "care_leaver",
}


class CellError(ValueError):
    """A cell that cannot be read: what kind of thing it is, and what to do."""

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what, fix)
        self.what = what
        self.fix = fix


@attrs.frozen
class Unreadable:
    """A cell whose own file says that it has no value."""

    what: str
    fix: str


@attrs.frozen
class Shown:
    """A number that its sheet shows as something else: with leading zeros, or in scientific notation (no text then)."""

    value: float
    text: str | None


def plain(value: Any) -> Any:
    """Return a cell's value, None where it is blank.

    Raises:
        CellError: it is one of a spreadsheet's error values, or a formula without a saved value.
    """
    if value is None:
        return None
    if isinstance(value, str):
        value = value.strip()
        if value[:1] == "#" and value.upper() in ERROR_VALUES:
            raise CellError("a spreadsheet error value", "Put the formula right, or type the value")
        return value or None
    if isinstance(value, Unreadable):
        raise CellError(value.what, value.fix)
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if hasattr(value, "item") and not isinstance(value, (list, tuple)):
        value = value.item()
    return None if isinstance(value, float) and value != value else value


def describe(value: object) -> str:
    """Return what kind of thing a value is, never what it says."""
    match value:
        case bool():
            return "a yes or no"
        case Shown() | int() | float():
            return "a number"
        case date():
            return "a date"
        case str():
            return f"text of {len(value)} character{'' if len(value) == 1 else 's'}"
    return f"a {type(value).__name__}"


def read_text(value: object, _: object = str) -> str:
    """Return text; whole numbers keep the digits the sheet shows."""
    if isinstance(value, str):
        if not value.isascii():
            _check_unicode(value)
        return value
    if isinstance(value, Shown):
        if value.text is None:
            raise CellError(
                "a number in scientific notation where text is expected",
                "It may have been a code such as 12E4: format the column as text and type it again",
            )
        return value.text
    if isinstance(value, date):
        raise CellError(
            "a date where text is expected",
            "The spreadsheet may have changed what was typed: format the column as text and type it again",
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise CellError(f"{describe(value)} where text is expected")
    return str(int(value)) if float(value).is_integer() else str(value)


def _check_unicode(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise CellError("text with a broken character in it", "Type the text again") from None


MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?")
_NUMBERS = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?: [\d:.]+)?")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]+(?:of )?([a-z]{3,9})\.?,?[ -]+(\d{4}|\d{2})")
_DAY_FIX = "Write the day first (25/03/2024) or as 2024-03-25"

Order = Literal["sure", "day_first", "month_first", "either", "cell_early", "cell_late"]
"""How sure the order of a date's day and month is; the last two are date cells with a day up to 12, and above."""


def read_day(value: object) -> tuple[date | None, Order]:
    """Return a date, day first, with how sure the order is; no date where the month comes first.

    Raises:
        CellError: it is no date.
    """
    if isinstance(value, date):
        day = value.date() if isinstance(value, datetime) else value
        return day, "cell_early" if day.day <= 12 else "cell_late"
    if not isinstance(value, str):
        raise CellError(f"{describe(value)} where a date is expected", "Format the cell as a date, or type the date")
    text = " ".join(value.lower().split())
    if match := _ISO.fullmatch(text.upper()):
        return _day(match[1], match[2], match[3]), "sure"
    if (match := _WORDS.fullmatch(text)) and match[2][:3] in MONTHS:
        return _day(match[3], str(MONTHS.index(match[2][:3]) + 1), match[1]), "sure"
    if match := _NUMBERS.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        if first <= 12 < second <= 31:
            return None, "month_first"
        order: Order = "sure" if first == second else "either" if first <= 12 else "day_first"
        return _day(match[3], match[2], match[1]), order
    raise CellError(f"{describe(value)} that is no date", _DAY_FIX)


def _day(year: str, month: str, day: str) -> date:
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        raise CellError("a day that does not exist", _DAY_FIX) from None


def read_whole(value: object, _: object = int) -> int:
    """Return a whole number that counts something."""
    value = value.value if isinstance(value, Shown) else value
    if isinstance(value, str) and re.fullmatch(r"\d{1,3}(,\d{3})+|\d+(\.0+)?", value):
        value = float(value.replace(",", ""))
    if isinstance(value, (str, bool)) or not isinstance(value, (int, float)) or not float(value).is_integer():
        raise CellError(f"{describe(value)} where a whole number is expected")
    if value < 0:
        raise CellError("a number below zero where something is counted")
    return int(value)


def read_share(value: object, _: object = float) -> float:
    """Return a share between 0 and 1, from 66% or 0.66."""
    value = value.value if isinstance(value, Shown) else value
    share: float | None = None
    if isinstance(value, str):
        percent = value.endswith("%")
        digits = value.rstrip("% ")
        if re.fullmatch(r"\d+(\.\d*)?(e-?\d+)?", digits):
            share = float(digits) / 100 if percent else float(digits)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        share = float(value)
    if share is None:
        raise CellError(f"{describe(value)} where a share is expected", "Write it as 66% or 0.66")
    if not 0 <= share <= 1:
        raise CellError("a number that is no share between 0 and 1", "Write it as 66% or 0.66")
    return share


def read_yes_no(value: object, _: object = bool) -> bool:
    """Return yes or no."""
    if isinstance(value, bool):
        return value
    word = str(value).lower() if isinstance(value, (str, int, float)) else ""
    if word in ("yes", "y", "true", "1", "1.0"):
        return True
    if word in ("no", "n", "false", "0", "0.0"):
        return False
    raise CellError(f"{describe(value)} where yes or no is expected", "Write yes or no")


def read_list(value: object, _: object = tuple) -> tuple[str, ...]:
    """Return a list of codes, written with ; or , between them."""
    if isinstance(value, (list, tuple)):
        return tuple(read_text(one) for one in value if plain(one) is not None)
    return tuple(part for part in (part.strip() for part in re.split(r"[;,\n]", read_text(value))) if part)


def as_code(text: str) -> str:
    """Return a word from a list of choices as it is kept: ``"Looked after"`` is ``"looked_after"``."""
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def _choice(kind: Any) -> Callable[[object, object], str]:
    words: tuple[str, ...] = get_args(kind)

    def read(value: object, _: object = kind) -> str:
        code = as_code(read_text(value))
        code = SHORT_FORMS.get(code, code)
        if code not in words:
            near = nearest(code, words)
            hint = f"Did you mean {near}" if near else f"Write one of {', '.join(words)}"
            raise CellError(f"{describe(value)} that is none of the choices", hint)
        return code

    return read


def _is_list(kind: Any) -> bool:
    return get_origin(kind) is tuple


def _is_choice(kind: Any) -> bool:
    return get_origin(kind) is Literal


converter = cattrs.Converter()
converter.register_structure_hook(str, read_text)
converter.register_structure_hook(int, read_whole)
converter.register_structure_hook(float, read_share)
converter.register_structure_hook(bool, read_yes_no)
converter.register_structure_hook_func(_is_list, read_list)
converter.register_structure_hook_factory(_is_choice, _choice)


def reader_of(kind: Any) -> Callable[[Any], Any]:
    """Return the function that reads cells of a type; ``X | None`` reads as ``X``, since blanks never come here."""
    if get_origin(kind) in (Union, types.UnionType):
        kind = next(one for one in get_args(kind) if one is not type(None))
    hook = converter.get_structure_hook(kind)
    return lambda value: hook(value, kind)
