"""What is to be done next: what stands open, what nobody answered, what nobody looked at."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.reports.actions import OPEN
from qaframework.reports.blocks import Block, Bullets, Heading, Paragraph, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections import followed
from qaframework.reports.sections.section import Section
from qaframework.reports.sections.themes import told_themes
from qaframework.reports.wording import in_words, listed


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what follows from what was found."""
    yield Heading("What follows", 3)
    items = list(_items(scope))
    if items:
        yield Bullets(linked(item, followed.HOW) for item in items)
    else:
        yield Paragraph("Nothing on record asks for more than is under way.")


def _items(scope: Scope) -> Iterator[str]:
    if scope.moderation.errors:
        yield "Put right or explain what moderation asks about, so that the reviews can be signed off."
    if scope.moderation.not_checked:
        yield "Correct the rows that could not be read, and make this report again."
    open_ones = [one for one in followed.service_level(scope) if one.stage in OPEN]
    late = [one for one in open_ones if one.overdue]
    if late:
        yield f"Decide what to do about {in_words(len(late), 'overdue recommendation')} for the service."
    undated = [one for one in open_ones if one.due is None]
    if undated:
        yield f"Set a date for {in_words(len(undated), 'recommendation')} for the service without one."
    ownerless = [one for one in open_ones if not (one.owner or "").strip()]
    if ownerless:
        yield f"Name who is to do {in_words(len(ownerless), 'recommendation')} for the service that nobody has."
    answered = {name for one in scope.actions for name in one.themes}
    concerns = {one.theme for one in told_themes(scope) if one.leaning == "concern"}
    unanswered = sorted(scope.theme_title(name) for name in concerns - answered)
    if unanswered:
        yield f"Nobody has answered what was found about {listed(unanswered)}: recommend something, or say why not."


SECTION = Section(blocks=blocks, bases=followed.bases)
