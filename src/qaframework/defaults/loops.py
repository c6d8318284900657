"""The loops of a year, read once: what came of what people said, and which worries have no answer."""

from __future__ import annotations

from qaframework import Context, YouSaidWeDid, you_said_we_did
from qaframework.defaults.year import once


@once
def loops(context: Context) -> YouSaidWeDid:
    """Return every loop of the year."""
    return you_said_we_did(context.year, today=context.today)


@once
def doubts(context: Context) -> dict[str, str]:
    """Return why what a response says of itself does not hold, by response; those that hold are left out."""
    return {one.response: one.doubt for one in loops(context).loops if one.doubt}


@once
def concerns(context: Context) -> dict[str, list[tuple[str, str, bool]]]:
    """Return what in the words of each response may point to somebody: the field, what it is, whether it stops it."""
    return {
        loop.response: [(field, concern.kind, concern.stops) for field, concern in loop.concerns]
        for loop in loops(context).loops
    }


@once
def worries(context: Context) -> tuple[frozenset[str], frozenset[str]]:
    """Return the worries that children or families voiced: those with a response since, and those without."""
    return frozenset(loops(context).answered), frozenset(loops(context).unanswered)
