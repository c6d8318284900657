"""What the rules share: a look at the whole year, taken once, and the way a message counts and lists."""

from __future__ import annotations

import difflib
import functools
from collections.abc import Callable, Iterable
from typing import TypeVar
from weakref import WeakKeyDictionary

from qaframework import Context

T = TypeVar("T")


def once(work_out: Callable[[Context], T]) -> Callable[[Context], T]:
    """Work something out once for a context, however many records ask for it; it is forgotten with the context."""
    known: WeakKeyDictionary[Context, T] = WeakKeyDictionary()

    @functools.wraps(work_out)
    def remembered(context: Context) -> T:
        if context not in known:
            known[context] = work_out(context)
        return known[context]

    return remembered


def like(kind: str, known: Iterable[str]) -> str:
    """Return a question for one who may have meant a known kind, nothing where none is like it.

    >>> like("practise reviews", ["practice_reviews", "survey"])
    '; did you mean practice_reviews?'
    """
    near = difflib.get_close_matches(kind.casefold().replace(" ", "_"), list(known), n=1)
    return f"; did you mean {near[0]}?" if near else ""


def listed(names: Iterable[str], most: int = 8) -> str:
    """Return codes as a list for a message, with how many more there are where it would get long.

    >>> listed(["R1", "R2", "R3"], most=2)
    'R1, R2 and 1 more'
    """
    every = list(names)
    return ", ".join(every[:most]) + (f" and {len(every) - most} more" if len(every) > most else "")


def many(count: int, one: str, more: str = "") -> str:
    """Return a count with its noun.

    >>> many(1, "review"), many(2, "review")
    ('1 review', '2 reviews')
    """
    return f"{count} {one if count == 1 else more or one + 's'}"


def meant(theme: str, context: Context) -> str:
    """Return a hint at the theme that an unknown id may mean, by id or by title; empty where none is near."""
    titles = {one.title.casefold(): one.id for one in context.themes.values()}
    near = difflib.get_close_matches(theme.casefold(), [*context.themes, *titles], n=1, cutoff=0.75)
    return f"; did you mean {titles.get(near[0], near[0])}?" if near else ""
