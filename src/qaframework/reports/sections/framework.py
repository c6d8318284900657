"""How quality is assured here: which ways of looking, on which scales, with which templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.moderation.output.view import line
from qaframework.reports.blocks import Basis, Block, Heading, Paragraph, Table
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import kind_name
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import in_words, listed, times

HOW = "framework"


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield the ways of looking that were used, and the yardsticks."""
    yield Heading("Ways of looking", 3)
    kinds = Counter(kind_name(one.kind, scope) for one in scope.activities)
    outside = Counter(kind_name(one.kind, scope) for one in scope.activities if one.external)
    if not kinds:
        yield Paragraph("Nothing is on record for this period.")
        return
    yield Table(
        "Kinds of activity in the period",
        ("Kind", "How often", "From outside the authority"),
        [(kind, times(kinds[kind]), times(outside[kind])) for kind in sorted(kinds)],
        HOW,
    )
    scales = {one.grade.scale.id: one.grade.scale for one in scope.reviews if one.grade}
    templates = {one.template for one in scope.rounds if one.template}
    for name in sorted(scales):
        yield Paragraph(f"Grades are given on the scale {line(scales[name].title)!r}: {_levels(scales[name].grades)}.")
    if len(scales) > 1:
        yield Paragraph("Grades on two scales are not added up or compared: the same word can mean two things.")
    for name in sorted(templates):
        template = scope.plugins.templates.get(name)
        if template:
            domains = in_words(len(template.domains), "domain")
            yield Paragraph(f"Reviews follow the template {line(template.title)!r}, of {domains}.")


def _levels(grades: tuple[object, ...]) -> str:
    return listed([str(grade) for grade in grades])


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Ways of looking",
        "Activities that ended in the period, by kind. From outside means led by people from outside the authority.",
    )


SECTION = Section(blocks=blocks, bases=bases)
