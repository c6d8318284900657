"""What is planned for the twelve months after the day of the report, from the calendar in the records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from qaframework.disclosure.protected import ProtectedTables
from qaframework.model.records import CalendarEntry
from qaframework.moderation.output.view import line
from qaframework.reports.blocks import Basis, Block, Heading, Paragraph, Table
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import planned_name
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import day

HOW = "plans"


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what is planned, or that nothing is."""
    yield Heading("Planned for the next twelve months", 3)
    planned = sorted(_ahead(scope), key=lambda one: (_day(one), one.kind, one.id))
    if not planned:
        yield Paragraph("Nothing is in the calendar for the next twelve months.")
        return
    own = not scope.audience.protected
    yield Table(
        "Planned quality assurance",
        ("When", "What", *(("Title",) if own else ())),
        [(day(_day(one)), planned_name(one.kind, scope), *((line(one.title),) if own else ())) for one in planned],
        HOW,
    )


def _ahead(scope: Scope) -> Iterator[CalendarEntry]:
    reach = min(date.max.toordinal(), scope.as_of.toordinal() + 365)
    for one in scope.year.calendar:
        ahead = scope.as_of < _day(one) <= date.fromordinal(reach)
        if ahead and not one.cancelled and one.kind not in ("board", "meeting"):
            yield one


def _day(entry: CalendarEntry) -> date:
    return entry.moved_to or entry.start


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield where these come from."""
    yield Basis(
        HOW,
        "Plans",
        "Entries of the calendar in the records whose first day, as last agreed, lies in the year after the day of the "
        "report; cancelled ones, meetings and boards left out.",
    )


SECTION = Section(blocks=blocks, bases=bases)
