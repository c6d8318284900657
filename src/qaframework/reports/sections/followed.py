"""What became of recommendations: done, evidenced and having made a difference, each by itself, and what is late."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from qaframework.disclosure.protected import ProtectedTable, ProtectedTables
from qaframework.disclosure.tables import TOTAL, CountTable, as_at
from qaframework.moderation.output.view import line
from qaframework.reports.actions import CONFIRMED, OPEN, STAGES, Action
from qaframework.reports.blocks import Basis, Block, Column, Heading, Number, Paragraph, Table, linked, said
from qaframework.reports.pictures import bars
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import person_named
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import day, in_words, listed, number, times

HOW = "recommendations"
MEASURE = "child-level recommendations"
STAGE_TABLE, LATE_TABLE = "Child-level recommendations by stage", "Child-level recommendations that are late"
APART = (
    "The owner says that an action is complete; evidence shows it; the difference it made is a third thing. They are "
    "never added up."
)
OVERDUE, IN_TIME, UNDATED, SETTLED = "Overdue", "Not yet due", "No date set", "Action no longer awaited"
YES, NO = "yes", "no"


def counts(scope: Scope) -> Iterator[CountTable]:
    """Yield child-level recommendations by stage, and those still to be done by whether they are late.

    A theme page counts a part of all there are, and is protected as such.
    """
    about = f"about {scope.theme}"
    measure = as_at(MEASURE, scope.as_of)
    part = {} if scope.theme is None else {about: YES}
    rows = [
        {"stage": one.stage, "lateness": _lateness(one), about: YES if scope.theme in one.themes else NO}
        for one in scope.actions
        if one.level == "child"
    ]
    whole = {about: [YES, NO]} if part else {}
    yield CountTable.from_rows(
        STAGE_TABLE, rows, by=["stage"], where=part, measure=measure, labels={"stage": STAGES, **whole}
    )
    yield CountTable.from_rows(
        LATE_TABLE,
        rows,
        by=["lateness"],
        where={"stage": OPEN, **part},
        measure=measure,
        labels={"lateness": [OVERDUE, IN_TIME, UNDATED], "stage": STAGES, **whole},
    )


def child_level(scope: Scope) -> list[Action]:
    """Return the recommendations for one child."""
    return [one for one in _about(scope) if one.level == "child"]


def service_level(scope: Scope) -> list[Action]:
    """Return the recommendations for the service as a whole."""
    return [one for one in _about(scope) if one.level == "service"]


def _about(scope: Scope) -> list[Action]:
    """Return the recommendations a report is about: all of them, or those on its theme."""
    return [one for one in scope.actions if scope.theme is None or scope.theme in one.themes]


def _lateness(action: Action) -> str:
    if action.stage not in OPEN:
        return SETTLED
    if action.due is None:
        return UNDATED
    return OVERDUE if action.overdue else IN_TIME


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what became of recommendations, for children and for the service."""
    yield Heading("Recommendations for children", 3)
    stages, late = safe[STAGE_TABLE], safe[LATE_TABLE]
    whole = stages.at()
    if whole.value == 0:
        yield Paragraph("There is no recommendation for a child on record.")
    else:
        yield Table(
            "Recommendations for children by stage",
            (Column("Stage"), Column("Recommendations", number=True)),
            [("All" if one == TOTAL else one, stages.at(stage=one).text) for one in stages.labels["stage"]],
            HOW,
            notes=(APART,),
        )
        yield from bars([attrs.evolve(stages, where={})], "Recommendations for children by stage", HOW)
        yield from _late(late)
        confirmed = stages.at(stage=CONFIRMED)
        if confirmed.value == 0:
            yield Paragraph("For none of them has anybody confirmed what difference it made for the child.")
    if scope.audience.codes:
        open_ones = [one for one in child_level(scope) if one.stage in OPEN]
        yield from _list("Recommendations for children still to be done", open_ones, scope)
    yield Heading("Recommendations for the service", 3)
    yield from _list("Recommendations for the service", service_level(scope), scope)


def _late(late: ProtectedTable) -> Iterator[Block]:
    overdue, undated = late.at(lateness=OVERDUE), late.at(lateness=UNDATED)
    if overdue.hidden:
        yield Paragraph("How many are overdue is not shown: the number is too small, or would give a small one away.")
    elif overdue.value == 0:
        yield Paragraph("None is overdue.")
    else:
        yield Paragraph(said("Overdue: {}.", Number(overdue.text, HOW)))
    if undated.value:
        yield Paragraph(
            said("Without a date by which it is to be done, so that it cannot be late: {}.", Number(undated.text, HOW))
        )


def _list(caption: str, actions: Iterable[Action], scope: Scope) -> Iterator[Block]:
    held = sorted(actions, key=lambda one: (not one.overdue, one.due is None, one.due or scope.as_of, one.id))
    if not held:
        yield Paragraph("There is none.")
        return
    tells = any(scope.may_tell(one.id) for one in held)
    late = sum(one.overdue for one in held)
    yield Paragraph(
        linked(f"{in_words(len(held), 'recommendation').capitalize()}, {number(late)} of them overdue.", HOW)
    )
    columns = ["Code", *(["What"] if tells else []), "About", "For", "Due", "Stands at"]
    yield Table(caption, columns, [_row(one, scope, tells) for one in held], HOW)


def _row(action: Action, scope: Scope, tells: bool) -> tuple[str, ...]:
    text = line(action.text) if scope.may_tell(action.id) else "not cleared for this audience"
    about = listed([scope.theme_title(name) for name in action.themes]) if action.themes else "no theme"
    due = day(action.due) if action.due else "no date"
    late = ", overdue" if action.overdue else ""
    moved = f", moved {times(action.moved)}" if action.moved else ""
    return (
        line(action.id),
        *([text] if tells else []),
        about,
        person_named(action.owner, scope),
        f"{due}{late}{moved}",
        action.stage,
    )


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Recommendations",
        "Every recommendation made up to the day of the report, whenever it was made, as it stood then; read from "
        f"{scope.actions_from}. Each is in one stage: that of the last entry in its history. Overdue is worked out "
        "from the date last set for it and the day of the report, and only while the action is still to be done. A "
        "closed recommendation counts as having made a difference only where that was confirmed before it was "
        "closed. Recommendations for the service are listed and counted in words: they are about no single child.",
    )


SECTION = Section(counts=counts, blocks=blocks, bases=bases)
