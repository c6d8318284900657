"""Writing things down: what is added is checked against what stands, all of it, and kept whole or not at all."""

from __future__ import annotations

import bisect
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import attrs
from sqlalchemy import ARRAY, Connection, bindparam, func, select

from qaframework.errors import Problem, TrackerError
from qaframework.model.records import Recommendation, Update
from qaframework.tracker import closing
from qaframework.tracker.entries import (
    ASKED,
    Draft,
    Entry,
    by_day,
    entry_of,
    past_of,
    recommendation_row,
    row_from,
)
from qaframework.tracker.fitting import fitting
from qaframework.tracker.histories import changes_known, entries_on, histories_known, pasts_of, recommendations_of
from qaframework.tracker.lifecycle import REPLACED, Past, faults
from qaframework.tracker.schema import ENTRY, RECOMMENDATION, place_of

_on = operator.attrgetter("on")


def add_recommendations(
    connection: Connection, given: Iterable[Recommendation], by: str, on: date
) -> tuple[Recommendation, ...]:
    """Write down recommendations that are not there yet, each with its first entry. The same again changes nothing.

    Raises:
        TrackerError: one is there and says something else, or comes twice; all of them are named.
    """
    asked = fitting(given)
    held = recommendations_of(connection, [one.id for one in asked])
    problems: list[Problem] = []
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
    others = recommendations_of(connection, {name for one in updates for name in (one.into, one.rolls_up_to) if name})
    first = min((one.on for one in updates), default=date.max)
    histories = pasts_of(connection, {one.recommendation for one in updates} | set(others), first)
    done = changes_known(connection, drafts)
    closings = _Closings(connection, updates)
    entries: list[Entry] = []
    problems: list[Problem] = []
    for draft in drafts:
        if draft.change in done:
            continue
        history = histories[draft.update.recommendation]
        draft = _with_status(draft, history)
        written = max(past.version for past in history)
        if draft.after not in (None, written):
            wrong = [_overtaken(connection, draft, written, history[-1].status)]
        else:
            where = draft.where or draft.update.recommendation
            wrong = [Problem(where, fault) for fault in faults(history, draft.update)]
            wrong += _misled(draft, histories, others)
            wrong += [Problem(where, fault) for fault in closings.faults(draft.update, history)]
        problems += wrong
        if not wrong:
            entry = entry_of(draft.update, written + 1, recorded_on, draft.change)
            bisect.insort_right(history, past_of(entry), key=_on)
            closings.add(entry)
            entries.append(entry)
    return tuple(entries), tuple(problems)


class _Closings:
    """What is needed to tell whether updates can close their recommendations without a word."""

    def __init__(self, connection: Connection, updates: Iterable[Update]) -> None:
        wordless = {one.recommendation for one in updates if one.status == "closed" and not one.note}
        self.asked = recommendations_of(connection, wordless)
        self.told = histories_known(connection, wordless)

    def faults(self, update: Update, history: Sequence[Past]) -> Iterator[str]:
        """Yield why an update cannot close its recommendation, where it does."""
        asked = self.asked.get(update.recommendation)
        if asked and update.status == "closed" and _stood(history, update.on) != "closed":
            before = [one for one in self.told[asked.id] if one.on <= update.on]
            yield from filter(None, [closing.fault(asked.level, before, update)])

    def add(self, entry: Entry) -> None:
        """Take note of an entry that is to be written."""
        if entry.recommendation in self.told:
            bisect.insort_right(self.told[entry.recommendation], entry, key=_on)


def _stood(history: Sequence[Past], day: date) -> str:
    """Return where a recommendation stood on a day."""
    return next((past.status for past in reversed(history) if past.on <= day), history[0].status)


def _with_status(draft: Draft, history: Sequence[Past]) -> Draft:
    """Return a draft that says where it leaves its recommendation: where it stood on that day, unless it says so."""
    if draft.update.status:
        return draft
    return attrs.evolve(draft, update=attrs.evolve(draft.update, status=_stood(history, draft.update.on)))


def _overtaken(connection: Connection, draft: Draft, written: int, status: str) -> Problem:
    """Return who wrote about a recommendation since the version that a draft was made on."""
    about = draft.update.recommendation
    newest = select(ENTRY.c.said_by, ENTRY.c.said_on).where(ENTRY.c.recommendation == about, ENTRY.c.version == written)
    by, on = connection.execute(newest).one()
    what = f"{by} updated it meanwhile, for {on:%d/%m/%Y}: it stands at {status}"
    return Problem(draft.where or about, what, "Look at what was written and enter yours again if it still holds")


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
    given = sorted(fitting(updates), key=by_day)
    if not given:
        return []
    days, ids = [update.on for update in given], {update.recommendation for update in given}
    held = entries_on(connection, days, ids)
    return [
        Draft(update=update)
        for update in given
        if not any(entry.says_the_same(update) for entry in held.get(update.recommendation, ()))
    ]


def _insert(connection: Connection, entries: Sequence[Entry]) -> None:
    rows = [row_from(entry, place_of(entry.on.toordinal(), entry.version)) for entry in entries]
    if len(rows) > 1 and connection.dialect.name == "postgresql":
        _insert_columns(connection, rows)
    elif rows:
        connection.execute(ENTRY.insert(), rows)


def _insert_columns(connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows down as one statement with a list for each column, which takes PostgreSQL half as long."""
    lists = {name: [row[name] for row in rows] for name in rows[0]}
    filled = [name for name, values in lists.items() if any(value is not None for value in values)]
    values = (func.unnest(bindparam(name, lists[name], ARRAY(ENTRY.c[name].type))) for name in filled)
    connection.execute(ENTRY.insert().from_select(filled, select(*values)))
