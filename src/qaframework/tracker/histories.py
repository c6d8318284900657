"""Reading what was written down: histories whole, or as far as they decide what can follow."""

from __future__ import annotations

import functools
from collections.abc import Container, Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    ARRAY,
    JSON,
    ColumnElement,
    Connection,
    Row,
    Select,
    Text,
    and_,
    any_,
    bindparam,
    case,
    func,
    select,
    true,
)

from qaframework.errors import UnknownNameError
from qaframework.model.records import Recommendation
from qaframework.tracker.entries import Draft, Entry, entry_from, recommendation_from
from qaframework.tracker.lifecycle import Past
from qaframework.tracker.schema import ENTRY, RECOMMENDATION, place_of
from qaframework.tracker.views import reopens

Condition = ColumnElement[bool]


def histories_of(connection: Connection, ids: Iterable[str]) -> dict[str, list[Entry]]:
    """Return the history of each recommendation, in order, with all that was said.

    Raises:
        UnknownNameError: one is not on the tracker.
    """
    histories = histories_known(connection, ids)
    _insist(connection, ids, histories)
    return histories


def histories_known(connection: Connection, ids: Iterable[str]) -> dict[str, list[Entry]]:
    """Return the history of each recommendation that is on the tracker, in order."""
    histories: dict[str, list[Entry]] = {}
    about = select(ENTRY).where(_among(connection, ENTRY.c.recommendation)).order_by(ENTRY.c.place)
    for row in _asked(connection, about, ids):
        histories.setdefault(row.recommendation, []).append(entry_from(row._mapping))
    return histories


def pasts_of(connection: Connection, ids: Iterable[str], since: date) -> dict[str, list[Past]]:
    """Return the history of each recommendation, in order, as far as it decides what can follow on a day or later.

    What was said up to that day is one past, for a tracker of many years need not be read to add a month to it.

    Raises:
        UnknownNameError: one is not on the tracker.
    """
    day = place_of(since.toordinal() + 1, 0)
    histories: dict[str, list[Past]] = {}
    about = _among(connection, ENTRY.c.recommendation)
    for query in (_before(about), _later(about)):
        for row in _asked(connection, query, ids, day=day):
            histories.setdefault(row.recommendation, []).append(Past._make(row))
    _insist(connection, ids, histories)
    return histories


@functools.cache
def _before(about: Condition) -> Select[Any]:
    """Return the query for what the entries before a place came to: where they left it, and what they put on file."""
    entry, last = ENTRY.c, ENTRY.alias("last")

    def place(where: Condition) -> ColumnElement[Any]:
        return func.coalesce(func.max(case((where, entry.place))), 0)

    came = (
        select(
            entry.recommendation,
            func.max(entry.version).label("version"),
            func.max(entry.place).label("place"),
            place(reopens(ENTRY)).label("reopened"),
            place(entry.evidence.is_not(None)).label("evidence"),
            place(entry.impact.is_not(None)).label("impact"),
        )
        .where(about, entry.place < bindparam("day"))
        .group_by(entry.recommendation)
        .subquery("came")
    )
    held = [and_(place > 0, place >= came.c.reopened) for place in (came.c.evidence, came.c.impact)]
    # Not joined: PostgreSQL would rather read every entry there is than look up a few hundred.
    on, status = (
        select(told)
        .where(last.c.recommendation == came.c.recommendation, last.c.place == came.c.place)
        .scalar_subquery()
        for told in (last.c.said_on, last.c.status)
    )
    return select(came.c.recommendation, on, status, came.c.version, *held)


@functools.cache
def _later(about: Condition) -> Select[Any]:
    """Return the query for each entry from a place on."""
    entry = ENTRY.c
    held = (entry.evidence.is_not(None), entry.impact.is_not(None))
    asked = select(entry.recommendation, entry.said_on, entry.status, entry.version, *held)
    return asked.where(about, entry.place >= bindparam("day")).order_by(entry.place)


def entries_on(connection: Connection, days: Iterable[date], ids: Iterable[str]) -> dict[str, list[Entry]]:
    """Return the entries about each recommendation that speak of the days from the first to the last of some."""
    numbers = [day.toordinal() for day in days]
    places = ENTRY.c.place.between(place_of(min(numbers), 0), place_of(max(numbers) + 1, 0))
    held: dict[str, list[Entry]] = {}
    for row in _asked(connection, select(ENTRY).where(_among(connection, ENTRY.c.recommendation), places), ids):
        held.setdefault(row.recommendation, []).append(entry_from(row._mapping))
    return held


def changes_known(connection: Connection, drafts: Iterable[Draft]) -> set[str]:
    """Return what meeting packs asked for in drafts and the tracker has already."""
    asked = {draft.change for draft in drafts if draft.change is not None}
    held = select(ENTRY.c.change_id).where(_among(connection, ENTRY.c.change_id))
    return {row.change_id for row in _asked(connection, held, asked)}


def _insist(connection: Connection, ids: Iterable[str], found: Container[str]) -> None:
    """Refuse ids that are not on the tracker."""
    missing = [name for name in sorted(set(ids)) if name not in found]
    if missing:
        known = connection.scalars(select(RECOMMENDATION.c.id)).all()
        raise UnknownNameError("recommendation", missing[0], known)


def everything(connection: Connection, as_of: date | None) -> tuple[list[Recommendation], list[Entry]]:
    """Return every recommendation raised by a day, and every entry that speaks of a day up to it; None for all."""
    raised = true() if as_of is None else RECOMMENDATION.c.raised_on <= as_of
    said = true() if as_of is None else ENTRY.c.said_on <= as_of
    asked = connection.execute(select(RECOMMENDATION).where(raised).order_by(RECOMMENDATION.c.id)).mappings()
    entries = select(ENTRY).where(said).order_by(ENTRY.c.recommendation, ENTRY.c.place)
    return [recommendation_from(row) for row in asked], list(map(entry_from, connection.execute(entries).mappings()))


def last_written(connection: Connection) -> dict[str, Entry]:
    """Return, for each recommendation, the entry that was written down last."""
    last = select(ENTRY.c.recommendation, func.max(ENTRY.c.version).label("version"))
    newest = last.group_by(ENTRY.c.recommendation).subquery("newest")
    same = and_(newest.c.recommendation == ENTRY.c.recommendation, newest.c.version == ENTRY.c.version)
    rows = connection.execute(select(ENTRY).join(newest, same)).mappings()
    return {row["recommendation"]: entry_from(row) for row in rows}


def revision(connection: Connection) -> int:
    """Return the number of the last entry there is."""
    return connection.scalar(select(func.max(ENTRY.c.seq))) or 0


def recommendations_of(connection: Connection, ids: Iterable[str]) -> dict[str, Recommendation]:
    """Return each recommendation that is on the tracker, as it was raised."""
    held = select(RECOMMENDATION).where(_among(connection, RECOMMENDATION.c.id))
    return {row.id: recommendation_from(row._mapping) for row in _asked(connection, held, ids)}


def _among(connection: Connection, column: ColumnElement[str]) -> Condition:
    """Return the condition that a column holds one of the ids asked for."""
    return _held_in(connection.dialect.name, column)


@functools.cache
def _held_in(engine: str, column: ColumnElement[str]) -> Condition:
    """Return the condition that a column holds one of ``ids``. They are one value to either engine, however many."""
    if engine == "postgresql":
        return column == any_(bindparam("ids", type_=ARRAY(Text)))
    return column.in_(select(func.json_each(bindparam("ids", type_=JSON)).table_valued("value").c.value))


def _asked(connection: Connection, query: Select[Any], ids: Iterable[str], **given: Any) -> Sequence[Row[Any]]:
    """Return what a query finds for ids."""
    names = sorted(set(ids))
    return connection.execute(query, given | {"ids": names}).all() if names else ()
