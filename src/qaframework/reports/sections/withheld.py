"""What is not shown and why, and what anybody could still work out of it."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.reports.blocks import Block, Note, Paragraph
from qaframework.reports.scope import Scope
from qaframework.reports.sections.section import Section

IN_WORDS = "A number in words, such as three visits, is about the work of the service and not about people."


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield the policy in words, how much it hides, and what it comes too late for."""
    yield Paragraph(" ".join([*safe.sentences()[:2], safe.audit().sentence(), IN_WORDS]))
    if safe.exposed:
        warning = (
            "Earlier releases gave away numbers that are withheld here. Ask who is responsible before this leaves."
        )
        yield Note("Withholding is too late for some numbers", [warning], warning=True)


SECTION = Section(blocks=blocks)
