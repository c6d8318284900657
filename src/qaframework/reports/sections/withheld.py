"""What is not shown and why, and what anybody could still work out of it."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.reports.blocks import Basis, Block, Note, Paragraph, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections.section import Section

HOW = "withheld"


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield the policy in words, how much it hides, and what it comes too late for."""
    told = " ".join([*safe.sentences()[:2], safe.audit().sentence()])
    yield Paragraph(linked(told, HOW))
    if safe.exposed:
        warning = (
            "Earlier releases gave away numbers that are withheld here. Ask who is responsible before this leaves."
        )
        yield Note("Withholding is too late for some numbers", [warning], warning=True)


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how it is decided what is shown."""
    yield Basis(
        HOW,
        "Withheld numbers",
        "All counts of the report are protected together, and what is shown is then searched for what could be "
        "worked out by subtraction. The policy is named below. A number that is put in words, such as three visits, "
        "is about the work of the service and not about people.",
    )


SECTION = Section(blocks=blocks, bases=bases)
