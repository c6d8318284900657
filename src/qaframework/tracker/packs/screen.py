"""What in a pack may point to one person: looked for before it goes out, and when it is back, before it is recorded.

It finds numbers, addresses, birthdays, titled names, and the names it is given. It does not know a rare trait or a
remembered sentence when it sees one: somebody reads the pack too.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from qaframework.errors import Problem, ReleaseError
from qaframework.identifiers import Names, identifiers_in
from qaframework.tracker.packs.columns import ID, SHOWN
from qaframework.tracker.standing import Standing

Text = tuple[str, Any]


def texts_of(rows: Iterable[Standing]) -> Iterator[Text]:
    """Yield every text about each recommendation that a pack shows, with where it stands."""
    for one in rows:
        yield from ((f"{one.id}, {heading}", column.value(one)) for heading, column in SHOWN.items() if heading != ID)
        yield f"{one.id}, board", one.board


def look(texts: Iterable[Text], names: Iterable[str] = ()) -> tuple[Problem, ...]:
    """Return what in texts may point to one person: where it stands, and what kind of thing it is."""
    listed = Names(names)

    @functools.cache
    def kinds(text: str) -> tuple[str, ...]:
        return tuple(f"probable {kind}" for find in (identifiers_in, listed) for kind, _ in find(text))

    return tuple(Problem(where, kind) for where, text in texts if isinstance(text, str) for kind in kinds(text))


def released(found: Sequence[Problem], override: str | None, by: str | None) -> str:
    """Return what a pack that leaves says of what was found in it and of who let it go; nothing where nothing was.

    Raises:
        ReleaseError: something was found, and nobody says why it may leave, or it is not said who decides that.
    """
    if not found:
        return ""
    reason, who = (" ".join((text or "").split()) for text in (override, by))
    if not (reason and who):
        fix = (
            "What is recorded stays. Send a report instead, or give the reason why it may leave, and who decides that."
        )
        raise ReleaseError(found, fix)
    told = ", ".join(f"{kind} ({count})" for kind, count in sorted(Counter(one.what for one in found).items()))
    return f"It may point to somebody: {told}. Let go by {who}: {reason}"
