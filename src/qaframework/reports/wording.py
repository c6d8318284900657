"""Sentences that say no more than the numbers carry.

Each is made from what may be shown or from an estimate, never from a raw count. There is no function here that says
"rose", "fell" or "improved" without a comparison that carries it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from qaframework.disclosure.shown import Shown
from qaframework.moderation.deidentify import MONTHS
from qaframework.moderation.rounds import LIKELY, RoundComparison
from qaframework.reports.blocks import Number, Pieces, linked, pieces, said

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def day(value: date) -> str:
    """Return a day in words.

    >>> day(date(2024, 3, 31))
    '31 March 2024'
    """
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def between(first: date, last: date) -> str:
    """Return two days in words, what they share said once.

    >>> between(date(2024, 1, 29), date(2024, 2, 9)), between(date(2024, 3, 13), date(2024, 3, 13))
    ('29 January to 9 February 2024', '13 March 2024')
    """
    if first == last:
        return day(first)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    if first.month != last.month:
        return f"{first.day} {MONTHS[first.month - 1]} to {day(last)}"
    return f"{first.day} to {day(last)}"


def in_words(count: int, one: str, many: str = "") -> str:
    """Return how many things there are, in words up to nine: for things of the service, not for people.

    >>> in_words(2, "survey"), in_words(12, "visit"), in_words(0, "activity", "activities")
    ('two surveys', '12 visits', 'no activities')
    """
    number = _WORDS[count] if count < len(_WORDS) else f"{count:,}"
    return f"{number} {one if count == 1 else many or one + 's'}"


def number(count: int) -> str:
    """Return a number in words up to nine.

    >>> number(0), number(3), number(27)
    ('none', 'three', '27')
    """
    return "none" if count == 0 else _WORDS[count] if count < len(_WORDS) else f"{count:,}"


def times(count: int) -> str:
    """Return how often something happened.

    >>> times(0), times(2), times(3)
    ('never', 'twice', 'three times')
    """
    return ("never", "once", "twice")[count] if count < 3 else in_words(count, "time")


def listed(names: Sequence[str]) -> str:
    """Return names as a list in a sentence; with semicolons where a name has a comma of its own.

    >>> listed(["a", "b", "c"]), listed(["a, b", "c"])
    ('a, b and c', 'a, b; and c')
    """
    if not names:
        return "none"
    apart = any("," in name for name in names)
    last = "; and " if apart else " and "
    return last.join(filter(None, [("; " if apart else ", ").join(names[:-1]), names[-1]]))


def of(part: Shown, whole: Shown, how: str, *, what: str, too_few: str) -> Pieces:
    """Return how many of how many, or that there are too few to say it.

    Args:
        part, whole: the two counts, as they may be shown.
        how: the basis of both.
        what: what is said of them: ``"{} of {} reviews were read again."``
        too_few: what is said where one of them may not be shown.
    """
    if part.hidden or whole.hidden:
        return (too_few,)
    return said(what, Number(part.text, how), Number(whole.text, how))


def change(comparison: RoundComparison, names: Sequence[str], how: str, *, exact: bool) -> tuple[Pieces, ...]:
    """Return what two rounds say about change: that it cannot be said, that none can be seen, or which way it went.

    Args:
        comparison: the two rounds.
        names: what to call them, the earlier first.
        how: the basis of the numbers.
        exact: whether numbers worked out from the single grades may be told. Where small numbers are withheld they
            may not: they would give them away.
    """
    first, second = names
    if comparison.refused or comparison.p.value is None or comparison.superiority.value is None:
        why = "; ".join(comparison.refused) or comparison.p.reason or comparison.superiority.reason
        return (pieces(f"Whether practice changed between {first!r} and {second!r} cannot be said: {why}."),)
    if comparison.p.value > LIKELY:
        told = f"No change between {first!r} and {second!r} can be told from chance; that is not evidence of no change."
    else:
        way = "higher" if comparison.superiority.value > 0.5 else "lower"
        told = (
            f"Grades in {second!r} are {way} than in {first!r} by more than chance seldom does. Whether practice "
            "changed, or who was looked at and by whom, the grades alone do not tell."
        )
    return (pieces(told), *(linked(sentence, how) for sentence in comparison.sentences() if exact))
