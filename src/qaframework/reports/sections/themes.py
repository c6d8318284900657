"""What several sources say together: themes with the kinds of source that speak on them, never a score."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaframework.disclosure.protected import ProtectedTables
from qaframework.reports.blocks import Basis, Block, Bullets, Heading, Paragraph, Table, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import kind_name
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import in_words, listed

if TYPE_CHECKING:
    from qaframework.triangulation.convergence import ThemeResult

HOW = "themes"
TOGETHER = {
    "contested": "Sources disagree",
    "triangulated": "Borne out from several directions",
    "corroborated": "Borne out by a second kind of source",
    "single-source": "One kind of source only",
}


def told_themes(scope: Scope) -> list[ThemeResult]:
    """Return the themes that may be told: to those from whom children are kept, none that rests on single children."""
    picture = scope.picture
    public = {one.theme for one in picture.statements if not one.about_a_child}
    held = [one for one in picture.themes if one.known and (not scope.audience.protected or one.theme in public)]
    return [one for one in held if scope.theme in (None, one.theme)]


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what the sources of the period say together."""
    yield Heading("What several sources say together", 3)
    results = told_themes(scope)
    if not results:
        yield Paragraph("No source of this period says anything on a theme that can be told here.")
        return
    yield Table(
        "Themes by the kinds of source that speak on them",
        ("Theme", "Seen as a concern by", "Seen as a strength by", "Both ways in", "Together"),
        [
            (
                scope.theme_title(one.theme),
                *(_kinds(one, direction, scope) for direction in ("concern", "strength", "mixed")),
                TOGETHER[one.level],
            )
            for one in results
        ],
        HOW,
    )
    contested = [scope.theme_title(one.theme) for one in results if one.level == "contested"]
    if contested:
        yield Paragraph(
            f"Sources disagree on {listed(contested)}. That is worth more than agreement: find out who sees what the "
            "other does not."
        )
    alone = sum(one.level == "single-source" for one in results)
    if alone:
        yield Paragraph(
            linked(
                f"{in_words(alone, 'theme').capitalize()} rest on one kind of source, and are not borne out until a "
                "second says so.",
                HOW,
            )
        )
    if scope.theme is not None and scope.audience.texts:
        yield from _statements(scope)


def _kinds(result: ThemeResult, direction: str, scope: Scope) -> str:
    speaking = [cell.kind for cell in result.cells if cell.counts and cell.direction == direction]
    return listed(list(dict.fromkeys(kind_name(kind, scope).lower() for kind in speaking))) if speaking else "nobody"


def _statements(scope: Scope) -> Iterator[Block]:
    """Yield each finding on the theme of a theme page, in its own words."""
    found = [one for one in scope.findings if one.theme == scope.theme]
    if found:
        yield Heading("Findings", 3)
        yield Bullets([f"{one.direction.capitalize()}: {one.statement} ({one.id})" for one in found])


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these were made."""
    yield Basis(
        HOW,
        "Themes",
        "What activities of the period found, with shares of surveys. A source that only repeats another it is "
        "built on does not count, and neither does the reason for which children were chosen. A second kind of "
        f"source bears a theme out from {in_words(scope.picture.min_sources, 'kind')} that agree; nothing is added "
        "up into a score (Farmer et al. 2006; O'Cathain, Murphy and Nicholl 2010).",
    )


SECTION = Section(blocks=blocks, bases=bases)
