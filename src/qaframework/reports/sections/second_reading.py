"""Whether readers of the same file agree: what was read again, and what that says of the grades."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import CountTable
from qaframework.model.programme import Programme
from qaframework.moderation.agreement import Agreement
from qaframework.moderation.side_by_side import agreement
from qaframework.reports.blocks import Basis, Block, Bullets, Heading, Paragraph, Table, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import activity_names, person_named
from qaframework.reports.sections.rounds import by_answer
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import of

HOW = "second-reading"
TABLE = "Reviews read again"
SAME, OTHER, ONCE = "Read again blind, same grade", "Read again blind, another grade", "Not read again blind"


def counts(scope: Scope) -> Iterator[CountTable]:
    """Yield the reviews of the period by what a second reader gave them."""
    told = _second_grades(scope)
    yield by_answer(
        scope,
        TABLE,
        "second reading",
        lambda one: told.get(one.id, ONCE),
        [SAME, OTHER, ONCE],
        groups={"Read again blind": [SAME, OTHER]},
    )


def agreements(scope: Scope) -> dict[str, Agreement | None]:
    """Return for each round of the period how far readers agree; None where its files are graded on several scales."""
    return {one.id: _agreement(scope.year, one.id) for one in scope.rounds}


def _agreement(year: Programme, name: str) -> Agreement | None:
    reviews = [one for one in year.reviews if one.activity == name]
    try:
        return agreement(attrs.evolve(year, reviews=reviews))
    except ValueError:
        return None


def _second_grades(scope: Scope) -> dict[str, str]:
    """Return for each review that was read again whether every reader gave the same grade."""
    inside, outside = ({one.activity for one in held} for held in (scope.reviews, scope.other_reviews))
    read = [(scope.year, name) for name in inside] + [(scope.records, name) for name in outside - inside]
    return {
        file: SAME if len(set(given.values())) == 1 else OTHER
        for one in (_agreement(year, name) for year, name in read)
        if one is not None
        for file, given in one.files.items()
        if len(given) > 1
    }


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield how far the grades can be relied on."""
    yield Heading("Do readers agree?", 3)
    if not scope.reviews:
        yield Paragraph("There were no reviews to read again.")
        return
    table = safe[TABLE]
    again, same, whole = (
        table.at(**{"second reading": "Read again blind"}),
        table.at(**{"second reading": SAME}),
        table.at(),
    )
    if again.value == 0:
        yield Paragraph(
            "No review was read again blind by somebody else. Nothing is known of whether another reader would have "
            "given these grades."
        )
        return
    yield Paragraph(
        of(
            again,
            whole,
            HOW,
            what="{} of {} reviews were read again by somebody who did not know the first grade.",
            too_few="Some reviews were read again blind; too few to say how many.",
        )
    )
    if not again.hidden:
        yield Paragraph(
            of(
                same,
                again,
                HOW,
                what="Both readers gave the same grade to {} of {}.",
                too_few="On how many both gave the same grade is not shown: the number is too small, or would give "
                "a small one away.",
            )
        )
    if not scope.audience.protected:
        for name, found in agreements(scope).items():
            yield from _in_full(activity_names(scope)[name], found, scope)


def _in_full(name: str, found: Agreement | None, scope: Scope) -> Iterator[Block]:
    if found is None:
        yield Paragraph(f"{name}: its files are graded on several scales, so that readings cannot be compared.")
    elif found.n:
        yield Heading(name, 4)
        yield Bullets(linked(sentence, HOW) for sentence in found.sentences())
        yield Table(
            f"Files of {name} read at least twice",
            ("File", "First", "Later"),
            [(row["file"], *_readings(found, row["file"], scope)) for row in found.rows()],
            HOW,
        )


def _readings(found: Agreement, file: str, scope: Scope) -> tuple[str, str]:
    """Return the first grade of a file and the later ones, each with who gave it as far as that may be told."""
    first, *later = (f"{found.labels[grade]} ({person_named(who, scope)})" for who, grade in found.files[file].items())
    return first, "; ".join(later)


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Second readings",
        "Reviews of the period with a later reading by a moderator who did not know the first grade and is not the "
        "reviewer, both on the same scale. "
        "A worker's own grade, a third reading, a panel and a re-audit are no evidence of agreement and are left out. "
        "Agreement is told beside what luck alone would give; Krippendorff's alpha from ten files.",
    )


SECTION = Section(counts=counts, blocks=blocks, bases=bases)
