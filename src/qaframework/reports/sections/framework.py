"""How quality is assured here: which ways of looking, on which scales, with which templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.feedback.principles import principles
from qaframework.moderation.output.view import line
from qaframework.reports.blocks import Basis, Block, Heading, Paragraph, Table, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import kind_name
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import in_words, listed, times

HOW = "framework"
PRINCIPLES = "principles"


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
    yield from _principles(scope)
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
            yield Paragraph(linked(f"Reviews follow the template {line(template.title)!r}, of {domains}.", HOW))


def _principles(scope: Scope) -> Iterator[Block]:
    """Yield what the records speak to in each principle of the framework, and where they are silent."""
    yield Heading("Principles", 3)
    evidence = principles(scope.year).evidence
    yield Table(
        "What the records say to each principle",
        ("Principle", "Asked of the records", "They speak to it", "And against it"),
        [
            (
                one.principle,
                one.question,
                "yes" if one.speaking or one.against else f"silent: record {one.record}",
                "yes" if one.against else "no",
            )
            for one in evidence
        ],
        PRINCIPLES,
    )
    yield Heading("Yardsticks", 3)


def _levels(grades: tuple[object, ...]) -> str:
    return listed([str(grade) for grade in grades])


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        PRINCIPLES,
        "Principles",
        "The six principles of the City of London's framework, each turned into questions that records can answer, "
        "asked of all records up to the day of the report. That records speak is no verdict on practice.",
    )
    yield Basis(
        HOW,
        "Ways of looking",
        "Activities that ended in the period, by kind. From outside means led by people from outside the authority.",
    )


SECTION = Section(blocks=blocks, bases=bases)
