"""Read one cell: tolerant where people are, strict where guessing hurts.

One cattrs converter holds a hook for each type a column can have. A hook returns the value or raises
:class:`CellError`, which says what kind of thing stands there and what to do, and never repeats it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Literal, get_args, get_origin

import attrs
import cattrs

from qaframework.errors import nearest
from qaframework.show import counted

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
        "#FIELD!",
        "#BLOCKED!",
        "#GETTING_DATA",
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


MOST = 10**15
"""Above this, a spreadsheet no longer keeps every digit of a number."""


class CellError(ValueError):
    """A cell that cannot be read: what kind of thing it is, and what to do."""

    def __init__(self, what: str, fix: str = "") -> None:
        super().__init__(what, fix)
        self.what = what
        self.fix = fix


@attrs.frozen
class Unreadable:
    """A cell, or a whole row, whose own file says that it cannot be read."""

    what: str
    fix: str


@attrs.frozen
class Shown:
    """A number that its sheet shows as something else: the text where it is known, with leading zeros for instance."""

    value: float
    text: str | None


ERROR_VALUE = Unreadable("a spreadsheet error value", "Put the formula right, or type the value")


def plain(value: Any) -> Any:
    """Return a cell's value, None where it is blank.

    Raises:
        CellError: it is one of a spreadsheet's error values, or a formula without a saved value.
    """
    if value is None:
        return None
    if isinstance(value, str):
        value = value.strip()
        if value[:1] == "#" and (value.upper() in ERROR_VALUES or not value.strip("#")):
            value = ERROR_VALUE
        else:
            return value or None
    if isinstance(value, Unreadable):
        raise CellError(value.what, value.fix)
    if isinstance(value, Decimal):
        value = int(value) if value.is_finite() and value == value.to_integral_value() else float(value)
    elif type(value).__name__ in ("NAType", "NaTType"):
        return None
    elif getattr(value, "shape", None) == ():
        value = value.item()
    return None if isinstance(value, float) and math.isnan(value) else value


def single(value: Any) -> Any:
    """Return a cell's value as one that can be looked up, a list as a tuple; or why it is not one value."""
    value = tuple(value) if isinstance(value, list) else value
    try:
        hash(value)
    except TypeError:
        return Unreadable(f"{describe(value)}, where one value is expected", "Write one value, or a list of texts")
    return value


def describe(value: object) -> str:
    """Return what kind of thing a value is, never what it says."""
    match value:
        case None:
            return "nothing"
        case bool():
            return "a yes or no"
        case Shown() | int() | float():
            return "a number"
        case datetime():
            return "a date and time"
        case date():
            return "a date"
        case time() | timedelta():
            return "a time"
        case str():
            return f"text of {counted(len(value), 'character')}"
        case list() | tuple() | set():
            return "a list"
        case dict():
            return "an object"
    return f"a value of type {type(value).__name__}"


def read_text(value: object, _: object = str) -> str:
    """Return text; whole numbers keep the digits the sheet shows."""
    if isinstance(value, str):
        if not value.isascii():
            _check_unicode(value)
        return value
    if isinstance(value, Shown):
        if value.text is None:
            raise CellError(
                "a number where text is expected, which the sheet shows as something else",
                "It may have been a code such as 12E4: format the column as text and type it again",
            )
        return value.text
    if isinstance(value, date):
        raise CellError(
            "a date where text is expected",
            "The spreadsheet may have changed what was typed: format the column as text and type it again",
        )
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise CellError(f"{describe(value)} where text is expected", "Write it as text")
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)


def _check_unicode(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise CellError("text with a broken character in it", "Type the text again") from None


TWO_CODES = re.compile(r"[/&+,;\n]|\s(?:and|or)\s", re.IGNORECASE)


def read_code(value: object) -> str:
    """Return the code of one child or one person.

    Raises:
        CellError: it may be two codes, such as ``C1/C2`` or ``C1 & C2``.
    """
    code = read_text(value)
    if TWO_CODES.search(code):
        raise CellError(
            "what may be two codes in one cell (with /, &, +, a comma or the word and)",
            "Write one code; what is about two of them needs two rows",
        )
    return code


def read_whole(value: object, _: object = int) -> int:
    """Return a whole number that counts something."""
    number = value.value if isinstance(value, Shown) else value
    if isinstance(number, str) and re.fullmatch(r"-?(\d{1,3}(,\d{3}){1,4}|\d{1,15})(\.0+)?", number):
        number = int(number.replace(",", "").partition(".")[0])
    if isinstance(number, float) and number.is_integer():
        number = int(number)
    if isinstance(number, bool) or not isinstance(number, int):
        raise CellError(f"{describe(value)} where a whole number is expected", "Write how many, such as 12")
    if not 0 <= number < MOST:
        what = "a number below zero" if number < 0 else "a number too large to be true"
        raise CellError(f"{what} where something is counted", "Write how many, such as 12")
    return number


def read_share(value: object, _: object = float) -> float:
    """Return a share between 0 and 1, from 66% or 0.66."""
    value = value.value if isinstance(value, Shown) else value
    share: float | None = None
    if isinstance(value, str):
        if match := re.fullmatch(r"(\d+\.?\d*|\.\d+)(e-?\d+)? ?(%?)", value.lower()):
            share = float(match[1] + (match[2] or "")) / (100 if match[3] else 1)
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        share = float(value) if abs(value) <= 1 else math.inf
    if share is None:
        raise CellError(f"{describe(value)} where a share is expected", "Write it as 66% or 0.66")
    if not 0 <= share <= 1:
        raise CellError("a number that is no share between 0 and 1", "Write it as 66% or 0.66")
    return share


def read_yes_no(value: object, _: object = bool) -> bool:
    """Return yes or no."""
    if isinstance(value, bool):
        return value
    value = value.value if isinstance(value, Shown) else value
    word = str(value).lower() if isinstance(value, (str, int, float)) else ""
    if word in ("yes", "y", "true", "1", "1.0"):
        return True
    if word in ("no", "n", "false", "0", "0.0"):
        return False
    raise CellError(f"{describe(value)} where yes or no is expected", "Write yes or no")


def read_list(value: object, _: object = tuple) -> tuple[str, ...]:
    """Return a list of codes, written with ``;`` between them, or with commas where there is no ``;``.

    >>> read_list("autism; speech, language"), read_list("hlth, educ")
    (('autism', 'speech, language'), ('hlth', 'educ'))
    """
    if isinstance(value, (list, tuple)):
        items = [read_text(item) for item in map(plain, value) if item is not None]
        if any(re.search(r"[;\n]", item) for item in items):
            raise CellError("a list with ; or a line break inside one of its items", "Write it as two items")
        return tuple(items)
    text = read_text(value)
    parts = re.split(r"[;\n]" if re.search(r"[;\n]", text) else ",", text)
    return tuple(part for part in map(str.strip, parts) if part)


def list_text(items: tuple[str, ...]) -> str:
    """Return a list as one text, which :func:`read_list` reads back.

    >>> list_text(("autism", "sleep")), list_text(("speech, language",))
    ('autism; sleep', 'speech, language;')
    """
    text = "; ".join(items)
    return f"{text};" if "," in text and ";" not in text else text


def as_code(text: str) -> str:
    """Return a word from a list of choices as it is kept: ``"Looked after"`` is ``"looked_after"``."""
    return re.sub(r"[\s_-]+", "_", text.strip().casefold())


def read_suggested(words: tuple[str, ...]) -> Callable[[object], str]:
    """Return a reader of words of which some are usual, and others allowed too."""

    def read(value: object) -> str:
        text = read_text(value)
        return as_code(text) if as_code(text) in words else text

    return read


def _choice(kind: Any) -> Callable[[object, object], str]:
    words: tuple[str, ...] = get_args(kind)

    def read(value: object, _: object = kind) -> str:
        code = as_code(read_text(value))
        code = SHORT_FORMS.get(code, code)
        if code not in words:
            near = nearest(code, words)
            hint = f"Did you mean {near}?" if near else f"Write one of {', '.join(words)}"
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
    """Return the function that reads cells of a type."""
    hook = converter.get_structure_hook(kind)
    return lambda value: hook(value, kind)
