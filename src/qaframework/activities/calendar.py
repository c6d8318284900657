"""The quality assurance calendar: what was planned against what happened, where nothing did, and what clashes."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations
from typing import Any, Literal

import attrs

from qaframework.model.programme import Programme
from qaframework.model.records import ACTIVITY_KINDS, Activity, CalendarEntry
from qaframework.moderation.sampling import RoundsPlan, plan_rounds
from qaframework.show import Told, counted

Stand = Literal["held", "late", "overdue", "due", "cancelled"]
NOT_PLANNED = ("feedback", "performance_data")
ONE_BY_ONE = ("provider_visit", "contract_monitoring")
"""Kinds of activity whose visits or meetings stand in the calendar one by one."""
APRIL = 4
LATE_AFTER = 28
"""How many days after its day something may begin, and count as held when planned."""


@attrs.frozen(kw_only=True)
class Planned:
    """One entry of the calendar, with what became of it.

    Attributes:
        entry: the entry.
        day: the day it is planned for, as last agreed.
        began: the day it began or was held; None where it has not.
        stand: held; held late; overdue, where its day has passed; due, where it has not; cancelled.
        done: how many reviews, visits or observations came of it; None where that is not recorded.
    """

    entry: CalendarEntry
    day: date
    began: date | None
    stand: Stand
    done: int | None

    @property
    def days_late(self) -> int | None:
        """How many days later than planned it began; None where it has not."""
        return (self.began - self.day).days if self.began else None


@attrs.frozen(kw_only=True, repr=False)
class QaCalendar(Told):
    """The year as planned beside the year as it was.

    Attributes:
        today: the day it is told for.
        planned: every entry, the earliest first.
        unplanned: the activities since its first year began that no entry became.
        empty_months: the months between the first and the last entry, up to today, in which nothing was held.
        never: the kinds of activity that the calendar does not have at all.
        clashes: pairs of entries still to come that one person is to lead on the same days.
        rounds: as many reviews as the rounds plan together, shared out over fewer and more rounds; None where no
            round's size is planned.
    """

    today: date
    planned: tuple[Planned, ...]
    unplanned: tuple[str, ...]
    empty_months: tuple[str, ...]
    never: tuple[str, ...]
    clashes: tuple[tuple[str, str], ...]
    rounds: RoundsPlan | None

    @property
    def caption(self) -> str:
        """What the rows are."""
        return f"The calendar as on {self.today:%d/%m/%Y}"

    def standing(self, *stands: Stand) -> tuple[Planned, ...]:
        """Return the entries that stand so."""
        return tuple(one for one in self.planned if one.stand in stands)

    def rows(self) -> list[dict[str, Any]]:
        """Return one row for each entry."""
        return [
            {
                "planned": f"{one.day:%d/%m/%Y}" + (" (moved)" if one.entry.moved_to else ""),
                "what": one.entry.kind.replace("_", " "),
                "id": one.entry.id,
                "stands": one.stand,
                "began": f"{one.began:%d/%m/%Y}" if one.began else "",
                "days late": "" if one.days_late is None else one.days_late,
                "size": "" if one.entry.size is None else f"{one.done or 0} of {one.entry.size}",
            }
            for one in self.planned
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what was planned and what happened, and what to look at."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.planned:
            yield "The calendar is empty, so nothing can be said of what was planned."
            return
        passed = [one for one in self.planned if one.stand != "due"]
        held = self.standing("held", "late")
        yield (
            f"Up to {self.today:%d/%m/%Y}, {len(held)} of {counted(len(passed), 'entry', 'entries')} took place, "
            f"{len(self.standing('late'))} of them more than {LATE_AFTER} days late; "
            f"{len(self.standing('cancelled'))} called off. {len(self.standing('due'))} to come."
        )
        for what, names in (
            (
                "Past their day, and nothing says that they took place",
                [one.entry.id for one in self.standing("overdue")],
            ),
            ("Took place without being planned", self.unplanned),
            ("Months in which nothing was held", self.empty_months),
            ("Led by one person on the same days", [" and ".join(pair) for pair in self.clashes]),
            ("Not in the calendar at all", [one.replace("_", " ") for one in self.never]),
        ):
            if names:
                yield f"{what}: {', '.join(names)}."
        if self.rounds is not None:
            yield from self.rounds.sentences()[:2]


def calendar(year: Programme, *, today: date, period: tuple[date, date] | None = None) -> QaCalendar:
    """Return the calendar: what was planned against what happened.

    Args:
        year: the records.
        today: the day it is told for.
        period: the first and the last day to look at; None for all of the calendar.
    """
    first, last = period or (date.min, date.max)
    since = _first_of_its_year(min((one.start for one in year.calendar), default=date.max))
    entries = [one for one in year.calendar if first <= (one.moved_to or one.start) <= last]
    planned = sorted((_planned(one, year, today) for one in entries), key=lambda one: (one.day, one.entry.id))
    kinds = {one.kind for one in entries}
    sizes = [one.entry.size for one in planned if one.entry.kind == "practice_reviews" and one.entry.size]
    return QaCalendar(
        today=today,
        planned=tuple(planned),
        unplanned=tuple(
            one.id
            for one in sorted(year.activities, key=lambda one: (one.start, one.id))
            if _is_planned_by_itself(one)
            and one.end >= since
            and first <= one.start <= last
            and not _planned_as(one, year)
        ),
        empty_months=tuple(_empty_months(planned, today)),
        never=tuple(kind for kind in ACTIVITY_KINDS if kind not in (*kinds, *NOT_PLANNED)) if entries else (),
        clashes=tuple(_clashes(planned)),
        rounds=plan_rounds(year, sum(sizes)) if sizes else None,
    )


def _first_of_its_year(day: date) -> date:
    """Return the first of April on or before a day: before the calendar's first year nobody planned."""
    return date(day.year - (day.month < APRIL), APRIL, 1)


def _is_planned_by_itself(activity: Activity) -> bool:
    return activity.part_of is None and activity.kind not in NOT_PLANNED


def _planned_as(activity: Activity, year: Programme) -> bool:
    """Return whether an entry became an activity; or, where its visits are planned one by one, one lies in its days."""
    one_by_one = activity.kind in ONE_BY_ONE
    return any(
        one.activity == activity.id
        or (one_by_one and one.kind == activity.kind and activity.start <= one.start <= activity.end)
        for one in year.calendar
    )


def _planned(entry: CalendarEntry, year: Programme, today: date) -> Planned:
    activity = next((one for one in year.activities if one.id == entry.activity), None)
    day = entry.moved_to or entry.start
    days = (entry.held_on, activity.start if activity is not None else None)
    began = next((one for one in days if one is not None and one <= today), None)
    if began is not None:
        stand: Stand = "late" if (began - day).days > LATE_AFTER else "held"
    elif entry.cancelled:
        stand = "cancelled"
    else:
        stand = "overdue" if _last_day(entry) < today else "due"
    done = None if activity is None else sum(one.activity == activity.id for one in year.reviews) or activity.reached
    return Planned(entry=entry, day=day, began=began, stand=stand, done=done)


def _last_day(entry: CalendarEntry) -> date:
    """Return the last day of an entry; one that was moved lasts as long as it would have."""
    return (entry.moved_to or entry.start) + ((entry.end or entry.start) - entry.start)


def _empty_months(planned: list[Planned], today: date) -> Iterator[str]:
    """Yield the months between the first entry and the last, up to today, in which nothing was held."""
    if not planned:
        return
    busy = {f"{one.began:%Y-%m}" for one in planned if one.began}
    day, last = planned[0].day.replace(day=1), min(today, max(_last_day(one.entry) for one in planned))
    while (day + timedelta(days=31)).replace(day=1) <= last + timedelta(days=1):
        if f"{day:%Y-%m}" not in busy:
            yield f"{day:%B %Y}"
        day = (day + timedelta(days=31)).replace(day=1)


def _clashes(planned: list[Planned]) -> Iterator[tuple[str, str]]:
    coming = [one for one in planned if one.stand == "due" and one.entry.lead]
    for one, other in combinations(coming, 2):
        same = (one.entry.lead or "").casefold().strip() == (other.entry.lead or "").casefold().strip()
        if same and one.day <= _last_day(other.entry) and other.day <= _last_day(one.entry):
            yield one.entry.id, other.entry.id
