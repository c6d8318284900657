"""Who a report is for, and what each of them may see: data, not habit.

The tiers are those that authorities use. Committee papers are public unless exempt (Local Government Act 1972,
Schedule 12A); counts of few children are withheld by a published policy, and what is pseudonymised is still personal
data to whoever holds the key (ICO, guidance on anonymisation, 28 March 2025).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

import attrs

from qaframework.errors import UnknownNameError

People = Literal["codes", "roles", "nobody"]


@attrs.frozen(kw_only=True)
class Audience:
    """One audience.

    Attributes:
        id: its name in code and on the command line.
        title: its name for people.
        status: the line that stands on top of each document for it.
        protected: whether every count passes the disclosure policy.
        codes: whether codes of children, reviews and child-level recommendations may stand in a document.
        texts: whether text from records may; for those without, only what somebody cleared by name.
        people: how people may be named: by code, by role, or not at all.
        gated: whether a document with a probable identifier in it is refused.
        why: why it is so.
    """

    id: str
    title: str
    status: str
    protected: bool
    codes: bool
    texts: bool
    people: People
    gated: bool
    why: str


_ALL = (
    Audience(
        id="operational",
        title="workers and team managers",
        status="Personal data of children and staff. For those who work with them, and nobody else.",
        protected=False,
        codes=True,
        texts=True,
        people="codes",
        gated=False,
        why="Those who work with a child need to know which child and which action is meant.",
    ),
    Audience(
        id="leadership",
        title="senior leaders",
        status="Personal data under pseudonyms. For senior leaders, not to be passed on.",
        protected=False,
        codes=True,
        texts=True,
        people="roles",
        gated=True,
        why="Leaders need every grade and every action, and no name: learning is not personal to a worker.",
    ),
    Audience(
        id="board",
        title="the board and its partners",
        status="For the board and its partners. Small numbers are withheld.",
        protected=True,
        codes=False,
        texts=False,
        people="roles",
        gated=True,
        why="Independent members and partners hold other pieces of the picture, and may know a child from a few words.",
    ),
    Audience(
        id="public",
        title="everybody",
        status="For everybody. Small numbers are withheld.",
        protected=True,
        codes=False,
        texts=False,
        people="nobody",
        gated=True,
        why="What is published cannot be taken back, and is read beside everything else that was ever published.",
    ),
    Audience(
        id="peer",
        title="other authorities",
        status="For the authorities of the peer group. Small numbers are withheld.",
        protected=True,
        codes=False,
        texts=False,
        people="nobody",
        gated=True,
        why="Another authority needs what was learnt; reviews themselves go to it as de-identified packs.",
    ),
)

AUDIENCES: Mapping[str, Audience] = MappingProxyType({one.id: one for one in _ALL})
"""Every audience by its id."""


def audience_named(name: str) -> Audience:
    """Return an audience by its id.

    Raises:
        UnknownNameError: there is none of that name.
    """
    if name not in AUDIENCES:
        raise UnknownNameError("audience", str(name), AUDIENCES)
    return AUDIENCES[name]
