"""The three questions of an inspection, each answered in a few sentences from what the rest of the report shows."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.reports.actions import OPEN
from qaframework.reports.blocks import Block, Heading, Number, Paragraph, Pieces, linked, pieces, said
from qaframework.reports.scope import Scope
from qaframework.reports.sections import activity, followed, grades, themes
from qaframework.reports.sections.names import kind_name
from qaframework.reports.sections.rounds import BY_ROUND, rounds
from qaframework.reports.sections.second_reading import HOW as READ_AGAIN
from qaframework.reports.sections.second_reading import TABLE as AGAIN_TABLE
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import in_words, listed, number, of

QUESTIONS = (
    "What do you know about the quality of practice?",
    "How do you know it?",
    "What are you going to do?",
)
"""The questions an authority is asked in inspections of its services (Ofsted, ILACS)."""


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield each question with its answer."""
    days = f"from {scope.days}" if scope.dated else f"({scope.days})"
    yield Paragraph(f"This report tells what quality assurance found {days}, and what follows from it.")
    for question, answer in zip(QUESTIONS, (_known, _how, _next), strict=True):
        yield Heading(question, 3)
        for sentence in answer(scope, safe):
            yield Paragraph(sentence)


def _known(scope: Scope, safe: ProtectedTables) -> Iterator[Pieces]:
    total = safe[BY_ROUND].at()
    if total.value == 0:
        yield pieces("No practice review was finished, so reviews say nothing of practice in this period.")
    elif total.hidden:
        yield pieces("Too few practice reviews were finished to say how many.")
    else:
        held = in_words(len(rounds(scope)), "round")
        yield said(f"{{}} practice reviews were finished, in {held}.", Number(total.text, grades.HOW))
    yield from grades.changes(scope)[:1]
    for level, what in (
        ("contested", "Sources disagree on {}."),
        ("corroborated", "More than one kind of source speaks on {}."),
    ):
        found = [scope.theme_title(one.theme) for one in themes.told_themes(scope) if one.level == level]
        if found:
            yield pieces(what.format(listed(found)))


def _how(scope: Scope, safe: ProtectedTables) -> Iterator[Pieces]:
    kinds = {kind_name(one.kind, scope) for one in scope.activities}
    outside = sum(one.external is True for one in scope.activities)
    if kinds:
        yield linked(
            f"From {in_words(len(scope.activities), 'activity', 'activities')} of {in_words(len(kinds), 'kind')}, "
            f"{number(outside)} of them led from outside the authority.",
            activity.HOW,
        )
    else:
        yield pieces("No activity ended in this period.")
    table = safe[AGAIN_TABLE]
    again = table.at(**{"second reading": "Read again blind"})
    if again.value == 0:
        yield pieces("No review was read again blind by somebody else, so nothing is known of how far readers agree.")
    else:
        yield of(
            again,
            table.at(),
            READ_AGAIN,
            what="{} of {} reviews were read again by somebody who did not know the first grade.",
            too_few="Some reviews were read again blind; too few to say how many.",
        )
    if scope.moderation.errors or not scope.moderation.complete:
        yield pieces("The year does not stand yet: what moderation asks about is still to be put right or explained.")


def _next(scope: Scope, safe: ProtectedTables) -> Iterator[Pieces]:
    service = followed.service_level(scope)
    open_ones = [one for one in service if one.stage in OPEN]
    late = sum(one.overdue for one in open_ones)
    if service:
        yield linked(
            f"Of {in_words(len(service), 'recommendation')} for the service {number(len(open_ones))} "
            f"{'is' if len(open_ones) == 1 else 'are'} still to be done, {number(late)} of them overdue.",
            followed.HOW,
        )
    else:
        yield pieces("There is no recommendation for the service on record.")
    total = safe[followed.STAGE_TABLE].at()
    if isinstance(total.value, int) and total.value:
        yield said(
            "{} recommendations for single children are followed until each is done, evidenced and known to have "
            "made a difference; those are told apart below.",
            Number(total.text, followed.HOW),
        )


SECTION = Section(blocks=blocks)
