"""Visits to providers of care: planned and made, which children they reached, their reports, what became of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from qaframework.activities.told import of_kind, stands
from qaframework.model.programme import Programme
from qaframework.model.records import Review
from qaframework.show import Told, counted
from qaframework.working_days import working_days_between

IN_CARE = ("looked_after", "care_leaver")
REPORT_WITHIN = 20
"""How many working days a report may take."""


@attrs.frozen(kw_only=True)
class Visit:
    """One visit to a provider, or one meeting on its contract.

    Attributes:
        review: its id.
        provider: the provider's code.
        on: the day.
        kind: ``provider_visit`` or ``contract_monitoring``.
        children: how many of the authority's children it was about.
        grade: the overall grade, or why there is none.
        report: where its report stands: agreed, written, late, or due; empty for a meeting on a contract.
        recommendations: how many recommendations came of it, by where they stand.
    """

    review: str
    provider: str
    on: date
    kind: str
    children: int
    grade: str
    report: str
    recommendations: dict[str, int]


@attrs.frozen(kw_only=True, repr=False)
class ProviderVisits(Told):
    """Visits to providers over the year.

    Attributes:
        visits: each of them, the first first.
        today: the day it is told for.
        planned: how many visits the calendar has up to that day.
        to_come: how many it has after it.
        reached: how many different children the visits in person were about.
        unnamed: how many visits in person do not say which children they were about.
        in_care: how many children are in care or care leavers; None where no child's status is recorded.
    """

    visits: tuple[Visit, ...]
    today: date
    planned: int
    to_come: int
    reached: int
    unnamed: int
    in_care: int | None

    @property
    def in_person(self) -> tuple[Visit, ...]:
        """The visits; meetings on a contract are none."""
        return tuple(one for one in self.visits if one.kind == "provider_visit")

    @property
    def caption(self) -> str:
        """What the rows are."""
        return "Visits to providers, and meetings on their contracts"

    def rows(self) -> list[dict[str, Any]]:
        """Return one row for each visit and meeting."""
        return [
            {
                "provider": one.provider,
                "on": f"{one.on:%d/%m/%Y}",
                "what": "visit" if one.kind == "provider_visit" else "meeting on the contract",
                "children": one.children,
                "grade": one.grade,
                "report": one.report,
                "recommendations": ", ".join(f"{count} {word}" for word, count in one.recommendations.items()),
            }
            for one in self.visits
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what was planned and done, whom it reached, and what is still open."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        meetings = len(self.visits) - len(self.in_person)
        providers = {one.provider for one in self.in_person}
        yield (
            f"{counted(len(self.in_person), 'visit')} to {counted(len(providers), 'provider')}"
            f" and {counted(meetings, 'meeting')} on contracts up to {self.today:%d/%m/%Y}."
        )
        if self.planned or self.to_come:
            yield f"The calendar has {counted(self.planned, 'visit')} up to then, and {self.to_come} to come."
        else:
            yield "The calendar has no visit in it, so nobody can say whether enough were made."
        if self.in_person:
            yield self._reach()
        waiting = [one.provider for one in self.visits if one.report.startswith("late")]
        if waiting:
            yield f"Reports that are late: {', '.join(waiting)}."
        stand = Counter[str]()
        for one in self.visits:
            stand.update(one.recommendations)
        if stand:
            yield f"Recommendations: {', '.join(f'{count} {word}' for word, count in sorted(stand.items()))}."

    def _reach(self) -> str:
        if self.unnamed == len(self.in_person):
            return "No visit says which children it was about, so nobody can say whom they reached."
        if self.in_care is None:
            reached = counted(self.reached, "child", "children")
            return f"They were about {reached}; how many are in care is not recorded.{self._at_least}"
        rest = f"; {self.in_care - self.reached} live where nobody has been" if not self.unnamed else ""
        return (
            f"They were about {self.reached} of {self.in_care} children in care and care leavers{rest}.{self._at_least}"
        )

    @property
    def _at_least(self) -> str:
        if not self.unnamed:
            return ""
        say = "visit does" if self.unnamed == 1 else "visits do"
        return f" {self.unnamed} {say} not say which children, so it may be more."


def provider_visits(year: Programme, *, today: date) -> ProviderVisits:
    """Return the visits to providers of care, and the meetings on their contracts.

    Args:
        year: the records.
        today: the day it is told for.
    """
    kinds = {one.id: one.kind for one in of_kind(year, "provider_visit", "contract_monitoring")}
    held = sorted((one for one in year.reviews if one.activity in kinds), key=lambda one: (one.completed_on, one.id))
    held = [one for one in held if one.completed_on <= today]
    cared_for = {one.id for one in year.children if one.status in IN_CARE}
    reached = {child for one in held if kinds[one.activity] == "provider_visit" for child in one.children}
    planned = [one for one in year.calendar if one.kind == "provider_visit" and not one.cancelled]
    days = [one.moved_to or one.start for one in planned]
    return ProviderVisits(
        visits=tuple(_visit(one, kinds[one.activity], year, today) for one in held),
        today=today,
        planned=sum(day <= today for day in days),
        to_come=sum(day > today for day in days),
        reached=len(reached & cared_for if cared_for else reached),
        unnamed=sum(kinds[one.activity] == "provider_visit" and not one.children for one in held),
        in_care=len(cared_for) or None,
    )


def _visit(review: Review, kind: str, year: Programme, today: date) -> Visit:
    made = [one for one in year.recommendations if one.source == review.id]
    entries = ([update for update in year.updates if update.recommendation == one.id] for one in made)
    stand = Counter(stands(updates, today) for updates in entries)
    return Visit(
        review=review.id,
        provider=review.subject or "not named",
        on=review.completed_on,
        kind=kind,
        children=len(review.children),
        grade=str(review.overall),
        report=_report(review, today) if kind == "provider_visit" else "",
        recommendations=dict(sorted(stand.items())),
    )


def _report(review: Review, today: date) -> str:
    written = review.reported_on if review.reported_on is not None and review.reported_on <= today else None
    taken = working_days_between(review.completed_on, written or today)
    late = f"late, {taken} working days" if taken > REPORT_WITHIN else ""
    if review.agreed_on is not None and review.agreed_on <= today:
        return f"agreed {review.agreed_on:%d/%m/%Y}"
    if written is not None:
        return f"{late}, not yet agreed" if late else "written, not yet agreed"
    return late or "due"
