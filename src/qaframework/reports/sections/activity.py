"""What quality assurance was done: each activity of the period, and from how many directions practice was looked at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import CountTable
from qaframework.model.records import Activity
from qaframework.reports.blocks import Basis, Block, Column, Heading, Paragraph, Table, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import activity_names, kind_name
from qaframework.reports.sections.rounds import Round, by_round, reviews_in, rounds
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import between, in_words, number

HOW = "activities"


def counts(scope: Scope) -> Iterator[CountTable]:
    """Yield how many each activity reached; a round of reviews is counted by its reviews."""
    yield by_round(scope)
    for one in _others(scope):
        name = activity_names(scope)[one.id]
        yield CountTable(name=_table(name), measure=f"reached by {one.id}", counts={(): scope.looked_at[one.id]})


def _others(scope: Scope) -> list[Activity]:
    return [one for one in scope.activities if one.id in scope.looked_at and one not in scope.rounds]


def _table(name: str) -> str:
    return f"Reached by {name}"


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what was done."""
    yield Heading("What was done", 3)
    if not scope.activities:
        yield Paragraph("No activity ended in this period.")
        return
    kinds = {kind_name(one.kind, scope) for one in scope.activities}
    outside = sum(one.external is True for one in scope.activities)
    yield Paragraph(
        linked(
            f"{in_words(len(scope.activities), 'activity', 'activities').capitalize()} of "
            f"{in_words(len(kinds), 'kind')} ended in this period, {number(outside)} of them "
            "led from outside the authority.",
            HOW,
        )
    )
    names = activity_names(scope)
    own = not scope.audience.protected
    held = {one.reviews[0].activity: one for one in rounds(scope)}
    yield Table(
        "Activities that ended in the period",
        (
            Column("Activity"),
            *((Column("Kind"), Column("Days")) if own else ()),
            Column("Led from outside"),
            Column("Looked at", number=True),
        ),
        [
            (
                names[one.id],
                *((kind_name(one.kind, scope), between(one.start, max(one.start, one.end))) if own else ()),
                {True: "yes", False: "no", None: "not said"}[one.external],
                _reached(one, names[one.id], safe, held),
            )
            for one in scope.activities
        ],
        HOW,
    )


def _reached(activity: Activity, name: str, safe: ProtectedTables, held: Mapping[str, Round]) -> str:
    if activity.id in held:
        return reviews_in(held[activity.id], safe).text
    return safe[_table(name)].at().text if _table(name) in safe else "not said"


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Activities",
        "An activity counts in the period in which it ended. What a round of reviews looked at is the number of its "
        "reviews; for the others it is what the records say was reached. Activities are counted in words: they are "
        "work of the service, not people.",
    )


SECTION = Section(counts=counts, blocks=blocks, bases=bases)
