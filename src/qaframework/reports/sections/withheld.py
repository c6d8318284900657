"""What is not shown and why, and what anybody could still work out of it."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.reports.blocks import Basis, Block, Note, Paragraph, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections.section import Section

HOW = "withheld"
IN_WORDS = "A number in words, such as three visits, is about the work of the service and not about people."


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield the policy in words, how much it hides, and what it comes too late for."""
    policy, hidden = safe.sentences()[:2]
    yield Paragraph((f"{policy} ", *linked(f"{hidden} {safe.audit().sentence()}", HOW), f" {IN_WORDS}"))
    if safe.exposed:
        warning = (
            "Earlier releases gave away numbers that are withheld here. Ask who is responsible before this leaves."
        )
        yield Note("Withholding is too late for some numbers", [warning], warning=True)


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Numbers that are not shown",
        "Every count of this report was protected together with the others by the policy named below, and with earlier "
        "releases where a ledger was given. Then the whole was attacked as a reader could, from nothing but what is "
        "shown: the least and the most each hidden number can be.",
    )


SECTION = Section(blocks=blocks, bases=bases)
