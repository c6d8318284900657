"""Writing things down: what is added is checked against what stands, all of it, and kept whole or not at all."""

from __future__ import annotations

import bisect
import operator
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Row, Select, and_, bindparam, func, select, true

from qaframework.errors import Problem, TrackerError, UnknownNameError
from qaframework.model.records import Recommendation, Update
from qaframework.tracker.entries import (
    ASKED,
    Draft,
    Entry,
    by_day,
    entry_from,
    entry_of,
    past_of,
    recommendation_from,
    recommendation_row,
    row_from,
    without_blanks,
)
from qaframework.tracker.lifecycle import REPLACED, Past, faults
from qaframework.tracker.schema import ENTRY, RECOMMENDATION, place_of

_AT_A_TIME = 500
_on = operator.attrgetter("on")


def add_recommendations(
    connection: Connection, given: Iterable[Recommendation], by: str, on: date
) -> tuple[Recommendation, ...]:
    """Write down recommendations that are not there yet, each with its first entry. The same again changes nothing.

    Raises:
        TrackerError: one is there and says something else, or comes twice; all of them are named.
    """
    asked = list(given)
    held = _held(connection, [one.id for one in asked])
    problems = [] if by.strip() else [_nameless("by")]
    new: dict[str, Recommendation] = {}
    for one in asked:
        before = held.get(one.id) or new.get(one.id)
        if before is None:
            problems += _unkept(one)
            new[one.id] = one
        elif differing := [name for name in ASKED if getattr(one, name) != getattr(before, name)]:
            what = f"it is on the tracker and says something else of {', '.join(differing)}"
            problems.append(Problem(one.id, what, "What was asked stays: write an update, or use another id"))
    if problems:
        raise TrackerError("nothing was added", problems)
    if new:
        connection.execute(RECOMMENDATION.insert(), [recommendation_row(one, by, on) for one in new.values()])
        first = [Update(recommendation=one.id, on=one.raised_on, by=by, status="issued") for one in new.values()]
        _insert(connection, [entry_of(update, 1, on) for update in first])
    return tuple(new.values())


def _nameless(where: str) -> Problem:
    return Problem(where, "nobody is named who says so", "Give a code or a role")


def _unkept(asked: Recommendation) -> Iterator[Problem]:
    """Yield what of a recommendation the tracker could not give back as it is."""
    if any(";" in theme or theme != theme.strip() or not theme for theme in asked.themes):
        yield Problem(asked.id, "a theme with ; in it or spaces around it", "Write the theme's id")


def append(connection: Connection, drafts: Sequence[Draft], recorded_on: date | None) -> tuple[Entry, ...]:
    """Write down updates, each of which must be able to follow what stands.

    Returns:
        The entries written; those that were there already are not among them.

    Raises:
        UnknownNameError: a recommendation that is not on the tracker.
        TrackerError: something cannot follow; all of it is named, and nothing was written.
    """
    entries, problems = checked(connection, drafts, recorded_on)
    nameless = [_nameless(entry.recommendation) for entry in entries if not entry.by.strip()]
    if problems or nameless:
        raise TrackerError("nothing was recorded", [*problems, *nameless])
    _insert(connection, entries)
    return entries


def checked(
    connection: Connection, drafts: Sequence[Draft], recorded_on: date | None = None
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Return the entries that drafts would make, and what stands in the way of the others.

    Raises:
        UnknownNameError: a recommendation that is not on the tracker.
    """
    updates = [draft.update for draft in drafts]
    others = _held(connection, {name for one in updates for name in (one.into, one.rolls_up_to) if name})
    histories = pasts_of(connection, {one.recommendation for one in updates} | set(others))
    entries: list[Entry] = []
    problems: list[Problem] = []
    for draft in drafts:
        history = histories[draft.update.recommendation]
        if draft.change is not None and any(entry.change == draft.change for entry in history):
            continue
        wrong = [*_wrong(draft, history), *_misled(draft, histories, others)]
        problems += wrong
        if not wrong:
            entry = entry_of(draft.update, len(history) + 1, recorded_on, draft.change)
            bisect.insort_right(history, past_of(entry), key=_on)
            entries.append(entry)
    return tuple(entries), tuple(problems)


def _wrong(draft: Draft, history: Sequence[Past]) -> Iterator[Problem]:
    """Yield why an entry cannot be written into its history."""
    where = draft.where or draft.update.recommendation
    if draft.after is not None and draft.after != len(history):
        last = max(history, key=operator.attrgetter("version"))
        what = f"{last.by} updated it meanwhile, for {last.on:%d/%m/%Y}: it stands at {history[-1].status}"
        yield Problem(where, what, "Look at what was written and enter yours again if it still holds")
        return
    yield from (Problem(where, fault) for fault in faults(history, draft.update))


def _misled(
    draft: Draft, histories: Mapping[str, Sequence[Past]], others: Mapping[str, Recommendation]
) -> Iterator[Problem]:
    """Yield what is wrong with the other recommendations an entry leads to."""
    update, where = draft.update, draft.where or draft.update.recommendation
    if update.into and update.into not in others:
        yield Problem(where, "into names a recommendation that is not on the tracker", "Add that one first")
    elif update.into and (update.into == update.recommendation or histories[update.into][-1].status in REPLACED):
        yield Problem(where, "into names a recommendation that cannot stand for it", "Name the one that is acted on")
    if update.rolls_up_to and (
        update.rolls_up_to not in others
        or others[update.rolls_up_to].level != "service"
        or update.rolls_up_to == update.recommendation
    ):
        what = "rolls_up_to names no other service-level recommendation on the tracker"
        yield Problem(where, what, "Add that one first")


def unwritten(connection: Connection, updates: Iterable[Update]) -> list[Draft]:
    """Return the updates the tracker does not hold yet, in the order of their days."""
    given = sorted(map(without_blanks, updates), key=by_day)
    if not given:
        return []
    days = [update.on.toordinal() for update in given]
    of_these_days = select(ENTRY).where(ENTRY.c.place.between(place_of(min(days), 0), place_of(max(days) + 1, 0)))
    held: dict[str, list[Entry]] = {}
    for row in _about(connection, of_these_days, {update.recommendation for update in given}):
        held.setdefault(row.recommendation, []).append(entry_from(row._mapping))
    return [
        Draft(update=update)
        for update in given
        if not any(entry.says_the_same(update) for entry in held.get(update.recommendation, ()))
    ]


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
    for row in _about(connection, select(ENTRY).order_by(ENTRY.c.place), ids):
        histories.setdefault(row.recommendation, []).append(entry_from(row._mapping))
    return histories


def pasts_of(connection: Connection, ids: Iterable[str]) -> dict[str, list[Past]]:
    """Return the history of each recommendation, in order, as far as it decides what can follow.

    Raises:
        UnknownNameError: one is not on the tracker.
    """
    entry = ENTRY.c
    said = (entry.evidence.is_not(None), entry.impact.is_not(None))
    columns = (entry.recommendation, entry.said_on, entry.said_by, entry.status, entry.version, entry.change_id, *said)
    histories: dict[str, list[Past]] = {}
    for row in _about(connection, select(*columns).order_by(entry.place), ids):
        past = Past._make(row)
        histories.setdefault(past.recommendation, []).append(past)
    _insist(connection, ids, histories)
    return histories


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


def _held(connection: Connection, ids: Iterable[str]) -> dict[str, Recommendation]:
    asked = select(RECOMMENDATION, RECOMMENDATION.c.id.label("recommendation"))
    return {row.id: recommendation_from(row._mapping) for row in _about(connection, asked, ids)}


def _about(connection: Connection, query: Select[Any], ids: Iterable[str]) -> Iterator[Row[Any]]:
    """Run a query for some recommendations at a time: a database takes only so many in one question."""
    names = sorted(set(ids))
    about = query.selected_columns["recommendation"].in_(bindparam("ids", expanding=True))
    for start in range(0, len(names), _AT_A_TIME):
        yield from connection.execute(query.where(about), {"ids": names[start : start + _AT_A_TIME]}).all()


def _insert(connection: Connection, entries: Sequence[Entry]) -> None:
    if entries:
        rows = [row_from(entry, place_of(entry.on.toordinal(), entry.version)) for entry in entries]
        connection.execute(ENTRY.insert(), rows)
