"""Whether children and families were heard when their reviews were made."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import TOTAL, CountTable
from qaframework.reports.blocks import Basis, Block, Column, Heading, Paragraph, Table
from qaframework.reports.scope import Scope
from qaframework.reports.sections.grades import REVIEWS
from qaframework.reports.sections.names import VOICES
from qaframework.reports.sections.section import Section

HOW = "voice"
WHOSE = {"child": "The child", "family": "The family"}


def counts(scope: Scope) -> Iterator[CountTable]:
    """Yield the reviews of the period by whether the child, and the family, was heard."""
    labels = list(VOICES.values())
    for who in WHOSE:
        rows = [{who: VOICES.get(getattr(one, f"{who}_voice"), VOICES[None])} for one in scope.reviews]
        yield CountTable.from_rows(_table(who), rows, by=[who], measure=REVIEWS, labels={who: labels})


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
