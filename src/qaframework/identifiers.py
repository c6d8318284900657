"""Signs that a text names somebody: numbers, addresses and names that belong to one person.

Each finding is a kind and a place, never the text itself. These are probable, not certain, and what they do not see is
not thereby safe: a rare trait or a remembered quotation points to a child as surely as a number does.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

Span = tuple[int, int]
Found = tuple[str, Span]

_SPACE = "[ \u00a0]"
_NHS = re.compile(rf"(?<![\w+-])(?<!\d\.)\d{{3}}(?:{_SPACE}|[.-])?\d{{3}}(?:{_SPACE}|[.-])?\d{{4}}(?![\w-])")
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"
_UPN = re.compile(rf"(?<!\w)[{_UPN_LETTERS}]\d{{11}}[\d{_UPN_LETTERS}](?!\w)", re.IGNORECASE)
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK FY "
    "G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN NP NR "
    "NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA "
    "WC WD WF WN WR WS WV YO ZE"
)
_POSTCODE = re.compile(
    rf"(?<![\w-])(?P<area>[A-Z]{{1,2}})\d[0-9A-HJKMNP-Y]?(?P<gap>{_SPACE}?)(?P<unit>\d[ABD-HJLNP-UW-Z]{{2}})(?!\w)",
    re.IGNORECASE,
)
_ORDINAL = re.compile(r"\d(?:st|nd|rd|th)", re.IGNORECASE)
_SEP = rf"(?:{_SPACE}|-)?"
_PHONE = re.compile(
    rf"""
    (?<![\w.+/-]) (?: (?:\+|00)44 {_SEP} (?:\(0\))? {_SEP} | \(?0 )
    (?=[1-37-9])
    (?: \d{{9,10}} | \d{{2,4}} \)? {_SEP} \d{{3,4}} {_SEP} \d{{3,4}} | \d{{3,4}} \)? {_SEP} \d{{5,6}} )
    (?![\w-])
    """,
    re.VERBOSE,
)
_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DAY = (
    r"(?:\d{4}-\d\d-\d\d|\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:\d{4}|\d\d)"
    r"|\d{1,2}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+\d{4})"
)
_BIRTH = re.compile(
    rf"(?<!\w)(?:d\.?\s?o\.?\s?b\.?|date\s+of\s+birth|birth\s?date|born(?:\s+on)?)(?:\s+(?:is|was))?[\s:=(-]*{_DAY}(?!\d)",
    re.IGNORECASE,
)
_HONORIFIC = re.compile(
    r"(?<!\w)(?:Mrs?|Ms|Miss|Mx|Dr|Prof|Professor|Rev)\b\.?\s+(?:[^\W\d_]\.?\s+){0,2}(?P<name>[^\W\d_][^\W\d_'’-]*(?:['’-][^\W\d_]+)*)"
)
_CASE_NUMBER = re.compile(
    r"(?<!\w)(?:LCS|ICS|Mosaic|Liquidlogic|Eclipse|CareFirst|case|client|person|child)"
    r"(?:'s)?\s*(?:ID|no\.?|number|ref\.?|reference)\s*(?:is|was)?\s*[:#=]?\s*\d{5,}(?!\w)",
    re.IGNORECASE,
)


def identifiers_in(text: str) -> Iterator[Found]:
    """Yield each probable identifier in a text: its kind, and where it begins and ends.

    >>> list(identifiers_in("NHS number 943 476 5919"))
    [('NHS number', (11, 23))]
    """
    for hint, detectors in DETECTORS:
        if hint.search(text):
            for look in detectors:
                yield from look(text)


def nhs_numbers(text: str) -> Iterator[Found]:
    """Yield ten digits whose last is the NHS check digit, except one digit repeated."""
    for found in _NHS.finditer(text):
        digits = [int(sign) for sign in found[0] if sign.isdigit()]
        if len(set(digits)) > 1 and _nhs_check(digits[:9]) == digits[9]:
            yield "NHS number", found.span()


def _nhs_check(digits: list[int]) -> int:
    """Return the check digit of nine digits, by the NHS data dictionary: weights 10 to 2, modulus 11; 10 fits none."""
    return (11 - sum(digit * weight for digit, weight in zip(digits, range(10, 1, -1), strict=True)) % 11) % 11


def pupil_numbers(text: str) -> Iterator[Found]:
    """Yield unique pupil numbers whose check letter is right."""
    for found in _UPN.finditer(text):
        number = found[0].upper()
        if _upn_check(number[1:]) == number[0]:
            yield "unique pupil number", found.span()


def _upn_check(rest: str) -> str:
    """Return the check letter of a pupil number's other signs, by the DfE's UPN guide: weights 2 to 13, modulus 23."""
    values = (int(sign) if sign.isdigit() else _UPN_LETTERS.index(sign) for sign in rest)
    return _UPN_LETTERS[sum(value * weight for weight, value in enumerate(values, start=2)) % 23]


def postcodes(text: str) -> Iterator[Found]:
    """Yield postcodes of areas that exist; one in small letters only with its space, and none that is an ordinal."""
    for found in _POSTCODE.finditer(text):
        small = found[0] != found[0].upper()
        if small and (not found["gap"] or _ORDINAL.fullmatch(found["unit"])):
            continue
        if found["area"].upper() in _AREA_SET:
            yield "postcode", found.span()


_AREA_SET = frozenset(_AREAS.split())


def phone_numbers(text: str) -> Iterator[Found]:
    """Yield telephone numbers of the United Kingdom, with 0 or +44."""
    for found in _PHONE.finditer(text):
        digits = re.sub(r"\(0\)|\D", "", found[0])
        national = re.sub(r"^(?:0044|44)", "0", digits)
        if len(national) == 11 or (len(national) == 10 and national.startswith(("01", "08"))):
            yield "telephone number", found.span()


def email_addresses(text: str) -> Iterator[Found]:
    """Yield e-mail addresses."""
    for found in _EMAIL.finditer(text):
        yield "e-mail address", found.span()


def dates_of_birth(text: str) -> Iterator[Found]:
    """Yield whole dates that the text itself calls somebody's birth; a date of an event is not one."""
    for found in _BIRTH.finditer(text):
        yield "date of birth", found.span()


def titled_names(text: str) -> Iterator[Found]:
    """Yield a title with a surname after it; initials alone, as in "Mr A", are no name."""
    for found in _HONORIFIC.finditer(text):
        name = found["name"]
        if name[0].isupper() and len(name) > 1 and not (name.isupper() and len(name) < 4):
            yield "name with a title", found.span()


def case_numbers(text: str) -> Iterator[Found]:
    """Yield numbers that the text itself calls somebody's number in a case system."""
    for found in _CASE_NUMBER.finditer(text):
        yield "case number", found.span()


# Most texts hold nothing of the kind, and a hint tells so in a fraction of the time.
# A plain set of signs at the front, and no \d, is what makes the search fast.
DETECTORS: tuple[tuple[re.Pattern[str], tuple[Callable[[str], Iterator[Found]], ...]], ...] = (
    (re.compile(rf"[0-9](?:(?:{_SPACE}|[().-]){{0,3}}[0-9]){{8}}"), (nhs_numbers, pupil_numbers, phone_numbers)),
    (re.compile(r"[0-9][A-Za-z]{2}"), (postcodes,)),
    (re.compile(r"[0-9][0-9]{4}"), (case_numbers,)),
    (re.compile(r"[@]"), (email_addresses,)),
    (re.compile(r"[BbDd](?:[Oo][Rr][Nn]|[Ii][Rr][Tt]|\.?\s?[Oo]\.?\s?[Bb]|[Aa][Tt][Ee]\s)"), (dates_of_birth,)),
    (re.compile(r"[MDPR](?:rs?|s|x|iss|rof|rofessor|ev)\b"), (titled_names,)),
)
"""Every detector, with a hint without which it finds nothing."""


class Names:
    """Finds names on a list, whole and in any case: staff, places, providers, pseudonyms.

    Args:
        names: the list; a name of one sign is no name to look for.
        kind: what to call what is found.

    >>> list(Names(["Ada Field"])("seen by ada field at home"))
    [('name on the list', (8, 17))]
    """

    def __init__(self, names: Iterable[str], kind: str = "name on the list") -> None:
        kept = sorted({" ".join(name.split()) for name in names}, key=lambda name: (-len(name), name))
        words = [r"\s+".join(map(re.escape, name.split(" "))) for name in kept if len(name) > 1]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)", re.IGNORECASE) if words else None
        self._kind = kind

    def __call__(self, text: str) -> Iterator[Found]:
        """Yield each name in a text: its kind, and where it begins and ends."""
        if self._pattern is not None:
            yield from ((self._kind, found.span()) for found in self._pattern.finditer(text))
