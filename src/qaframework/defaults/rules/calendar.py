"""The year as it was planned, beside the year as it was."""

from __future__ import annotations

from datetime import date

from qaframework import (
    CALENDAR_KINDS,
    Activity,
    CalendarEntry,
    Context,
    Messages,
    flag,
    not_applicable,
    rule,
)
from qaframework.defaults.rounds import previous_round
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import like, listed, many, once

APRIL = 4
ONE_BY_ONE = ("provider_visit", "contract_monitoring")
"""Kinds of activity whose visits or meetings stand in the calendar one by one."""


def planned_day(entry: CalendarEntry) -> date:
    """Return the first day an entry is planned for, as last agreed."""
    return entry.moved_to or entry.start


def happened_on(entry: CalendarEntry, context: Context) -> date | None:
    """Return the day something planned began or was held, or None."""
    activity = context.activity(entry.activity)
    return entry.held_on or (activity.start if activity is not None else None)


@rule(
    "planned-kind",
    severity="query",
    source=OWN,
    ok={"calendar": {"kind": "board"}},
    flagged=({"calendar": {"kind": "bord"}}, {"calendar": {"kind": "coffee morning"}}),
)
def planned_kind(entry: CalendarEntry, context: Context, *, also: tuple[str, ...] = ()) -> Messages:
    """The kind of thing that is planned is one that is known here.

    Correct it; or, where it is a kind of your own, add it to ``also`` in qaframework.toml.
    """
    known = (*CALENDAR_KINDS, *also)
    if entry.kind not in known:
        yield flag(f"no known kind{like(entry.kind, known)}", field="kind")


@rule(
    "planned-days",
    severity="error",
    source=OWN,
    ok={"calendar": {"end": "2024-02-09"}},
    flagged=({"calendar": {"end": "2024-01-09"}}, {"calendar": {"held_on": "2024-05-01"}}),
    not_applicable={"calendar": {}},
)
def planned_days(entry: CalendarEntry, context: Context) -> Messages:
    """What is planned does not end before it begins, and was not held on a day that has not come.

    Check the dates; one of them is often a year out.
    """
    if entry.end is None and entry.held_on is None:
        return not_applicable("it has one day only")
    if entry.end is not None and entry.end < entry.start:
        yield flag("it ends before it begins", field="end")
    if entry.held_on is not None and entry.held_on > context.today:
        yield flag("held on a day that has not come", field="held_on")


@rule(
    "planned-activity-known",
    severity="error",
    source=OWN,
    ok={"activities": {}, "calendar": {"activity": "A1"}},
    flagged=(
        {"activities": {}, "calendar": {"activity": "A9"}},
        {"activities": {"kind": "survey"}, "calendar": {"activity": "A1"}},
        {"activities": {}, "calendar": [{"activity": "A1"}, {"activity": "A1"}]},
    ),
    not_applicable={"calendar": {}},
)
def planned_activity_known(entry: CalendarEntry, context: Context) -> Messages:
    """What was planned became an activity that is there, of the same kind, and of no other entry.

    Correct the activity's id. Otherwise something counts as done that was not, or counts twice.
    """
    if entry.activity is None:
        return not_applicable("it names no activity")
    activity = context.activity(entry.activity)
    if activity is None:
        yield flag("no activity has this id", field="activity")
    elif activity.kind != entry.kind:
        yield flag(f"the activity is of the kind {activity.kind}, and another was planned", field="activity")
    others = [one for one in _entries(context).get(entry.activity, ()) if one != entry.id]
    if others:
        yield flag(f"also the activity of {listed(others)}", field="activity")


@once
def _entries(context: Context) -> dict[str, list[str]]:
    """Return the ids of the entries that became each activity."""
    found: dict[str, list[str]] = {}
    for entry in sorted(context.year.calendar, key=lambda one: one.id):
        if entry.activity is not None:
            found.setdefault(entry.activity, []).append(entry.id)
    return found


@rule(
    "planned-took-place",
    severity="query",
    source=f"{CITY}: rounds, meetings and visits are planned for the year; the days are a qaframework default",
    ok=(
        {"activities": {}, "calendar": {"activity": "A1"}},
        {"calendar": {"held_on": "2024-01-30"}},
        {"calendar": {"cancelled": "The inspection came that week."}},
    ),
    flagged=({"calendar": {}}, {"calendar": {"moved_to": "2024-02-12"}}),
    not_applicable=({"calendar": {"start": "2024-05-01"}}, {"calendar": {"moved_to": "2024-05-01"}}),
)
def planned_took_place(entry: CalendarEntry, context: Context, *, days: int = 28) -> Messages:
    """What was planned took place within four weeks of its day, was moved, or was called off with a reason.

    Write in the activity it became, or the day it was held; or move it, or say why it will not be. A plan that is
    silently dropped is how a year comes to have no observation in it.
    """
    if happened_on(entry, context) or entry.cancelled:
        return
    last = max(planned_day(entry), entry.end or entry.start) if entry.moved_to is None else entry.moved_to
    late = (context.today - last).days
    if late <= days:
        return not_applicable("its day has not passed, or only just")
    yield f"{many(late, 'day')} past its day, and nothing says that it took place"


@rule(
    "held-when-planned",
    severity="info",
    source=OWN,
    ok={"activities": {}, "calendar": {"activity": "A1", "moved_to": None}},
    flagged=(
        {"activities": {}, "calendar": {"activity": "A1", "start": "2023-11-01"}},
        {"calendar": {"held_on": "2024-03-12"}},
    ),
    not_applicable={"calendar": {}},
)
def held_when_planned(entry: CalendarEntry, context: Context, *, days: int = 28) -> Messages:
    """What was planned began within four weeks of the day it was last planned for.

    Where it keeps being late, plan fewer or smaller ones. It is worth knowing, and nothing to put right.
    """
    began = happened_on(entry, context)
    if began is None:
        return not_applicable("it has not taken place")
    late = (began - planned_day(entry)).days
    if late > days:
        yield f"{late} days later than planned"


@rule(
    "planned-size-reached",
    severity="query",
    source="Gloucestershire, monthly audits: what was done is set against what was planned; the share is a "
    "qaframework default",
    ok={"activities": {}, "reviews": [{}, {}], "calendar": {"activity": "A1", "size": 2}},
    flagged={"activities": {}, "reviews": [{}, {}], "calendar": {"activity": "A1", "size": 4}},
    not_applicable=(
        {"calendar": {}},
        {"activities": {}, "calendar": {"activity": "A1", "size": 4}},
        {"activities": {"end": "2024-06-01"}, "reviews": {}, "calendar": {"activity": "A1", "size": 4}},
    ),
)
def planned_size_reached(entry: CalendarEntry, context: Context, *, share: float = 0.9) -> Messages:
    """Nine of ten of the reviews, visits or observations that were planned were done.

    Say in the report how many were planned and how many were done, and why.
    """
    activity = context.activity(entry.activity)
    done = len(context.reviews_in(activity)) if activity is not None else 0
    if activity is None or not entry.size or not done:
        return not_applicable("how many were planned, or done, is not recorded")
    if activity.end > context.today:
        return not_applicable("it has not ended")
    if done < share * entry.size:
        yield flag(f"{done} of {entry.size} planned were done", field="size")


_BOTH = {"lead": "HSQA", "end": "2024-02-09"}


@rule(
    "no-clash",
    severity="query",
    source=OWN,
    ok=({"calendar": [_BOTH, {"lead": "AD"}]}, {"calendar": [_BOTH, {**_BOTH, "start": "2024-02-12", "end": None}]}),
    flagged={"calendar": [_BOTH, {"lead": "hsqa", "kind": "provider_visit", "start": "2024-02-05"}]},
    not_applicable=({"calendar": {}}, {"calendar": {**_BOTH, "held_on": "2024-02-01"}}),
)
def no_clash(entry: CalendarEntry, context: Context) -> Messages:
    """One person is not to lead two things on the same days.

    Move one of them, or give it to somebody else.
    """
    if entry.lead is None:
        return not_applicable("it names nobody to lead it")
    if happened_on(entry, context) or entry.cancelled:
        return not_applicable("it has taken place, or will not")
    clashes = [
        one.id
        for one in context.year.calendar
        if one.id != entry.id
        and (one.lead or "").casefold().strip() == entry.lead.casefold().strip()
        and not one.cancelled
        and planned_day(one) <= _last_day(entry)
        and planned_day(entry) <= _last_day(one)
    ]
    if clashes:
        yield flag(f"on the same days as {listed(sorted(clashes))}, led by the same person", field="lead")


def _last_day(entry: CalendarEntry) -> date:
    return planned_day(entry) + ((entry.end or entry.start) - entry.start)


@rule(
    "activity-was-planned",
    severity="info",
    source=OWN,
    ok=(
        {"activities": {}, "calendar": {"activity": "A1"}},
        {
            "activities": {"kind": "provider_visit", "start": "2023-04-01", "end": "2024-03-31"},
            "calendar": {"kind": "provider_visit"},
        },
    ),
    flagged={"activities": {}, "calendar": {}},
    not_applicable=(
        {"activities": {}},
        {"activities": {"kind": "feedback"}, "calendar": {}},
        {"activities": [{"part_of": "A2"}, {}], "calendar": {"activity": "A2"}},
        {"activities": {"start": "2023-01-30", "end": "2023-02-10"}, "calendar": {}},
    ),
)
def activity_was_planned(
    activity: Activity, context: Context, *, unplanned: tuple[str, ...] = ("feedback", "performance_data")
) -> Messages:
    """What took place is in the calendar.

    Link the entry it was planned as, or add one. What comes without a plan is often good; it is worth seeing how much
    of the year that was.
    """
    if not context.year.calendar:
        return not_applicable("there is no calendar")
    if activity.kind in unplanned or activity.part_of is not None:
        return not_applicable("it is no activity that is planned by itself")
    if activity.end < date(_first_year(context), APRIL, 1):
        return not_applicable("it ended before the first year of the calendar")
    one_by_one = activity.kind in ONE_BY_ONE and any(
        one.kind == activity.kind and activity.start <= one.start <= activity.end for one in context.year.calendar
    )
    if activity.id not in _entries(context) and not one_by_one:
        yield "no entry of the calendar became this activity"


@once
def _first_year(context: Context) -> int:
    """Return in which April the year of the calendar's first entry began."""
    first = min(one.start for one in context.year.calendar)
    return first.year - (first.month < APRIL)


_ROUND = {"activity": "A2", "child": "C2"}


@rule(
    "rounds-not-far-apart",
    severity="query",
    source=f"{CITY}: rounds at intervals of about six months; four weeks more are a qaframework default",
    ok={"activities": [{}, {"start": "2023-09-01", "end": "2023-09-15"}], "reviews": [{}, _ROUND]},
    flagged={"activities": [{}, {"start": "2023-05-01", "end": "2023-05-31"}], "reviews": [{}, _ROUND]},
    not_applicable={"activities": {}, "reviews": {}},
)
def rounds_not_far_apart(activity: Activity, context: Context, *, days: int = 210) -> Messages:
    """A round of reviews begins within half a year or so of the one before.

    Plan the next rounds closer together, if they have to be smaller. What went wrong in between was seen by nobody who
    was looking.
    """
    before = previous_round(activity, context)
    if before is None or not context.reviews_in(activity):
        return not_applicable("no earlier round of this kind")
    apart = (activity.start - before.end).days
    if apart > days:
        yield flag(f"{apart} days after the end of {before.id}", field="start")
