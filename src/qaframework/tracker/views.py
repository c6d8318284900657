"""Where each recommendation stands, worked out from the entries by the database itself.

The same query answers ``Tracker.state`` for any day and, without a day, is the view ``standing`` that people read with
Datasette, ``psql`` or Power BI.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Dialect, FromClause, Select, and_, bindparam, case, func, or_, select, true

from qaframework.tracker.lifecycle import DONE, EVIDENCED
from qaframework.tracker.schema import ENTRY, RECOMMENDATION

VIEWS = ("standing", "history")

Condition = ColumnElement[bool]


@functools.cache
def standing(*, as_of: bool = False, known: bool = False) -> Select[Any]:
    """Return the query for where every recommendation stands.

    Args:
        as_of: whether only what was said of days up to the one given as ``as_of`` counts.
        known: whether only what had been written down by the day given as ``known`` counts. An entry for which nobody
            said when it was written down counts as written on the day it speaks of.
    """

    def told(entry: FromClause) -> Condition:
        in_time = entry.c.said_on <= bindparam("as_of", type_=Date) if as_of else true()
        recorded_on = func.coalesce(entry.c.recorded_on, entry.c.said_on)
        return and_(in_time, recorded_on <= bindparam("known", type_=Date) if known else true())

    marks = _marks(told).subquery("marks")
    slips = _slips(told).subquery("slips")
    at = {name: ENTRY.alias(f"{name}_entry") for name in _MARKED}
    last = ENTRY.alias("last_entry")
    asked = RECOMMENDATION
    joined: Any = marks.join(asked, asked.c.id == marks.c.recommendation)
    # There always is a last one; joined as the others are, for PostgreSQL would take an inner join to leave few rows.
    for name, entry in {"last": last, **at}.items():
        joined = joined.outerjoin(
            entry,
            and_(entry.c.recommendation == marks.c.recommendation, entry.c.place == marks.c[f"{name}_place"]),
        )
    joined = joined.outerjoin(slips, slips.c.recommendation == marks.c.recommendation)
    chosen = [
        asked.c.id,
        asked.c.level,
        last.c.status,
        func.coalesce(at["owner"].c.owner, asked.c.owner).label("owner"),
        asked.c.text,
        asked.c.source,
        asked.c.themes,
        asked.c.priority,
        asked.c.measure,
        asked.c.domain,
        asked.c.organisation,
        asked.c.relevant,
        asked.c.raised_on,
        asked.c.due.label("original_due"),
        func.coalesce(at["due"].c.due, asked.c.due).label("due"),
        func.coalesce(slips.c.slips, 0).label("slips"),
        func.coalesce(slips.c.slips_unapproved, 0).label("slips_unapproved"),
        marks.c.completed_on,
        marks.c.evidenced_on,
        at["evidence"].c.evidence,
        marks.c.impact_on,
        at["impact"].c.impact,
        at["kind"].c.impact_kind,
        marks.c.confirmed_on,
        at["confirmed"].c.confirmed_by,
        marks.c.verified_on,
        at["closed"].c.said_on.label("closed_on"),
        at["closed"].c.said_by.label("closed_by"),
        at["closed"].c.note.label("closed_note"),
        marks.c.reopened,
        func.coalesce(at["linked"].c.rolls_up_to, asked.c.rolls_up_to).label("rolls_up_to"),
        at["went"].c.into_id.label("into"),
        at["went"].c.plan,
        at["board"].c.board,
        at["note"].c.note,
        last.c.said_on.label("last_on"),
        last.c.said_by.label("last_by"),
        marks.c.version,
        asked.c.provenance,
        asked.c.added_by,
        asked.c.added_on,
    ]
    return select(*chosen).select_from(joined).order_by(asked.c.id)


_MARKED = ("owner", "due", "evidence", "impact", "kind", "confirmed", "linked", "went", "board", "note", "closed")


def _marks(told: Callable[[FromClause], Condition]) -> Select[Any]:
    """Return, for each recommendation, the places of the entries that count, and its first days."""
    entry = ENTRY.c
    again = ENTRY.alias("again")
    reopened = (
        select(again.c.recommendation, func.max(again.c.place).label("place"), func.count().label("times"))
        .where(reopens(again, told), told(again))
        .group_by(again.c.recommendation)
        .subquery("reopened")
    )
    since = entry.place >= func.coalesce(reopened.c.place, 0)

    def last(where: Condition, name: str) -> ColumnElement[Any]:
        return func.max(case((where, entry.place))).label(f"{name}_place")

    def first_day(where: Condition, name: str) -> ColumnElement[Any]:
        return func.min(case((and_(since, where), entry.said_on))).label(name)

    return (
        select(
            entry.recommendation,
            func.max(entry.version).label("version"),
            func.max(entry.place).label("last_place"),
            last(entry.note.is_not(None), "note"),
            last(entry.owner.is_not(None), "owner"),
            last(entry.due.is_not(None), "due"),
            last(entry.rolls_up_to.is_not(None), "linked"),
            last(entry.board.is_not(None), "board"),
            last(and_(since, or_(entry.into_id.is_not(None), entry.plan.is_not(None))), "went"),
            last(and_(since, entry.evidence.is_not(None)), "evidence"),
            last(and_(since, entry.impact.is_not(None)), "impact"),
            last(and_(since, entry.impact_kind.is_not(None)), "kind"),
            last(and_(since, entry.confirmed_by.is_not(None)), "confirmed"),
            func.min(case((and_(since, entry.status == "closed"), entry.place))).label("closed_place"),
            first_day(entry.status.in_(DONE), "completed_on"),
            first_day(entry.status.in_(EVIDENCED), "evidenced_on"),
            first_day(entry.impact.is_not(None), "impact_on"),
            first_day(or_(entry.status == "impact_confirmed", entry.confirmed_by.is_not(None)), "confirmed_on"),
            func.max(case((and_(since, entry.verified.is_(true())), entry.said_on))).label("verified_on"),
            func.coalesce(func.max(reopened.c.times), 0).label("reopened"),
        )
        .select_from(ENTRY.outerjoin(reopened, reopened.c.recommendation == entry.recommendation))
        .where(told(ENTRY))
        .group_by(entry.recommendation)
    )


def reopens(entry: FromClause, told: Callable[[FromClause], Condition] = lambda entry: true()) -> Condition:
    """Return the condition that an entry reopens its recommendation: it says so, and the one before it does not."""
    before = ENTRY.alias("before_it")
    stood = (
        select(before.c.status)
        .where(before.c.recommendation == entry.c.recommendation, before.c.place < entry.c.place, told(before))
        .order_by(before.c.place.desc())
        .limit(1)
        .scalar_subquery()
    )
    return and_(entry.c.status == "reopened", stood != "reopened")


def _slips(told: Callable[[FromClause], Condition]) -> Select[Any]:
    """Return how often each date was moved to a later one, and how often without saying who agreed."""
    moves = _moves(told).subquery("moves")
    later = moves.c.due > moves.c.before
    return (
        select(
            moves.c.recommendation,
            func.sum(case((later, 1), else_=0)).label("slips"),
            func.sum(case((and_(later, moves.c.approved_by.is_(None)), 1), else_=0)).label("slips_unapproved"),
        )
        .select_from(moves)
        .group_by(moves.c.recommendation)
    )


def moved_dates(as_of: date) -> Select[Any]:
    """Return each entry up to a day that sets a date, with the date that held before it."""
    return _moves(lambda entry: entry.c.said_on <= as_of).order_by(ENTRY.c.recommendation, ENTRY.c.place)


def first_day() -> Select[Any]:
    """Return the first day on which anything was raised."""
    return select(func.min(ENTRY.c.said_on))


def _moves(told: Callable[[FromClause], Condition]) -> Select[Any]:
    entry, asked = ENTRY.c, RECOMMENDATION.c
    before = func.lag(entry.due).over(partition_by=entry.recommendation, order_by=entry.place)
    return (
        select(
            entry.recommendation,
            entry.said_on,
            entry.said_by,
            entry.approved_by,
            entry.note,
            entry.due,
            func.coalesce(before, asked.due).label("before"),
        )
        .select_from(ENTRY.join(RECOMMENDATION, asked.id == entry.recommendation))
        .where(entry.due.is_not(None), told(ENTRY))
    )


def history() -> Select[Any]:
    """Return every entry with what it is about, in order."""
    entry, asked = ENTRY.c, RECOMMENDATION.c
    about = [asked.level, asked.source]
    said = [column for column in ENTRY.columns if column.name not in ("seq", "place", "change_id")]
    return (
        select(*said[:1], *about, *said[1:])
        .select_from(ENTRY.join(RECOMMENDATION, asked.id == entry.recommendation))
        .order_by(entry.recommendation, entry.place)
    )


def view_text(name: str, dialect: Dialect) -> str:
    """Return a view's query as text for an engine."""
    query = standing() if name == "standing" else history()
    return str(query.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
