"""Whether children and families were heard when their reviews were made."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import TOTAL, CountTable
from qaframework.reports.blocks import Basis, Block, Column, Heading, Paragraph, Table
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import VOICES
from qaframework.reports.sections.rounds import by_answer
from qaframework.reports.sections.section import Section

HOW = "voice"
WHOSE = {"child": "The child", "family": "The family"}


def counts(scope: Scope) -> Iterator[CountTable]:
    """Yield the reviews of the period by whether the child, and the family, was heard."""
    yield by_answer(scope, _table("child"), "child", lambda one: _said(one.child_voice), VOICES.values())
    yield by_answer(scope, _table("family"), "family", lambda one: _said(one.family_voice), VOICES.values())


def _said(voice: str | None) -> str:
    return VOICES.get(voice, VOICES[None])


def _table(who: str) -> str:
    return f"Voice: {who}"


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield who was heard. Somebody silent is not somebody satisfied, so no two of these are put together."""
    if not scope.reviews:
        return
    yield Heading("Were children and families heard in their reviews?", 3)
    labels = [
        label for label in safe[_table("child")].labels["child"] if label in safe[_table("family")].labels["family"]
    ]
    yield Table(
        "Reviews by whether the child and the family were heard",
        (Column("For the review"), *(Column(title, number=True) for title in WHOSE.values())),
        [
            ("All reviews" if label == TOTAL else label, *(safe[_table(who)].at(**{who: label}).text for who in WHOSE))
            for label in labels
        ],
        HOW,
    )
    yield Paragraph("A child who was not asked, or did not answer, is not a child who was content.")


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Voice",
        "What the reviewer recorded for each review of the period: the child and the family apart. "
        "Asked and silent, declined, and not safe to ask are three different things, and so is nothing recorded.",
    )


SECTION = Section(counts=counts, blocks=blocks, bases=bases)
