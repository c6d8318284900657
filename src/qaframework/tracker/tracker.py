"""The tracker: one place for every recommendation, what became of it, and what difference it made."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.errors import Problem, TrackerError, UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Recommendation, Update
from qaframework.tracker.entries import SAID, Draft, Entry, update_of
from qaframework.tracker.escalation import Escalation
from qaframework.tracker.fitting import day, fitting, who
from qaframework.tracker.listing import Listing
from qaframework.tracker.meetings import NextMeeting, next_meeting
from qaframework.tracker.over_time import ageing, burn_up, month_ends, slips
from qaframework.tracker.standing import TrackerState, state_from
from qaframework.tracker.summary import TrackerSummary, summarise

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from qaframework.tracker.packs.changes import Changes
    from qaframework.tracker.store import Store


class Tracker:
    """A recommendation and impact tracker, in a SQLite file or a PostgreSQL database.

    Entries are added and never changed, so where things stood can be told for any day. Every date is given, none is
    read from the clock.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, where: str | os.PathLike[str], *, new: bool = True) -> Tracker:
        """Open a tracker, and make it where there is none.

        Args:
            where: the path of a SQLite file, or a SQLAlchemy address such as ``postgresql://user@host/tracker`` for one
                that several people write to.
            new: whether to make it; if not, there has to be one.

        Raises:
            TrackerError: it cannot be opened, is something else, or is of a newer version.
        """
        from qaframework.tracker.store import Store

        return cls(Store(where, new=new))

    def close(self) -> None:
        """Let go of the database."""
        self._store.close()

    def __enter__(self) -> Tracker:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<Tracker {self._store.name}>"

    # What is written down

    def add(
        self, recommendations: Iterable[Recommendation], *, by: str, on: date, updates: Iterable[Update] = ()
    ) -> tuple[str, ...]:
        """Put recommendations on the tracker, and what is known of them so far. The same again changes nothing.

        Args:
            recommendations: what was asked. Each counts from the day it was raised.
            by: who puts them on the tracker.
            on: the day they do.
            updates: what became of them before they were on the tracker.

        Returns:
            The ids of those that were not there before.

        Raises:
            TrackerError: one is there and says something else, or an update cannot follow; all of it is named, and
                nothing was added.
        """
        from qaframework.tracker.ledger import add_recommendations, append, unwritten

        by, on = who(by), day(on, "on")
        with self._store.writing() as connection:
            new = add_recommendations(connection, recommendations, by, on)
            append(connection, unwritten(connection, updates), on)
        return tuple(one.id for one in new)

    def spawn(self, id: str, recommendation: Recommendation, *, by: str, on: date) -> None:  # noqa: A002
        """Put a service-level recommendation on the tracker that came of another one, which from then on feeds it.

        Raises:
            TrackerError, UnknownNameError: as for :meth:`add` and :meth:`update`; nothing was written.
        """
        from qaframework.tracker.ledger import add_recommendations, append

        link = _update(recommendation=id, by=by, on=on, status="", rolls_up_to=recommendation.id)
        with self._store.writing() as connection:
            add_recommendations(connection, [recommendation], link.by, link.on)
            append(connection, [Draft(update=link)], link.on)

    def update(
        self,
        id: str,  # noqa: A002
        *,
        by: str,
        on: date,
        status: str | None = None,
        recorded_on: date | None = None,
        after: int | None = None,
        **said: Any,
    ) -> Entry:
        """Add an entry to the history of a recommendation.

        Args:
            id: the recommendation.
            by: who says so.
            on: the day it is said of. It can be earlier than the last entry's, if what came later still follows.
            status: where it stands; None for where it stood on that day.
            recorded_on: the day it is written down, where that matters.
            after: the version you saw (:attr:`Standing.version`); where somebody wrote since, this is refused.
            said: any other column of the table updates: ``note``, ``evidence``, ``impact``, ``impact_kind``,
                ``confirmed_by``, ``verified``, ``due``, ``approved_by``, ``owner``, ``rolls_up_to``, ``into``,
                ``plan``, ``board``.

        Returns:
            The entry.

        Raises:
            UnknownNameError: it is not on the tracker, or there is no such column.
            TrackerError: this cannot follow; the message says what can.
        """
        from qaframework.tracker.ledger import append

        update = _update(recommendation=id, by=by, on=on, status=status or "", **said)
        written = None if recorded_on is None else day(recorded_on, "recorded_on")
        with self._store.writing() as connection:
            (entry,) = append(connection, [Draft(update=update, after=after)], written)
        return entry

    # Where it stands

    def state(self, as_of: date, *, known: date | None = None) -> TrackerState:
        """Return where every recommendation stands on a day.

        Args:
            as_of: the day; what was said of later days does not count.
            known: only what had been written down by this day; None for all that is known now.
        """
        with self._store.reading() as connection:
            return self._state(connection, as_of, known)

    @staticmethod
    def _state(connection: Connection, as_of: date, known: date | None = None) -> TrackerState:
        from qaframework.tracker.views import standing

        as_of = day(as_of, "as_of")
        days = {"as_of": as_of} | ({} if known is None else {"known": day(known, "known")})
        return state_from(connection.execute(standing(as_of=True, known=known is not None), days).mappings(), as_of)

    def history(self, id: str) -> Listing:  # noqa: A002
        """Return every entry of a recommendation, oldest first.

        Raises:
            UnknownNameError: it is not on the tracker.
        """
        from qaframework.tracker.histories import histories_of

        with self._store.reading() as connection:
            entries = histories_of(connection, [id])[id]
        lines = tuple(one.rows_of() for one in entries)
        shown = ("on", "by", "status", "due", "approved_by", "owner", "confirmed_by", "impact_kind", "recorded_on")
        return Listing(f"History of {id}", lines, shown)

    def overdue(self, as_of: date) -> TrackerState:
        """Return what is overdue on a day, the longest first."""
        late = self.state(as_of).those("Overdue", lambda one: one.is_overdue)
        return attrs.evolve(late, standings=tuple(sorted(late, key=lambda one: (-one.days_overdue, one.id))))

    def without_impact(self, as_of: date) -> TrackerState:
        """Return what is said to be done, with nothing said of the difference it made."""
        return self.state(as_of).those("Done, no difference stated", lambda one: one.without_impact)

    def summary(self, as_of: date) -> TrackerSummary:
        """Return how many are done, proved, and known to have made a difference: never one figure."""
        return summarise(self.state(as_of))

    def agenda(self, as_of: date, escalation: Escalation | None = None) -> Listing:
        """Return what somebody further up has to hear of: how late, how often moved, and the board it goes to."""
        return (escalation or Escalation()).agenda(self.state(as_of))

    # The monthly meeting

    def meeting_pack(
        self,
        on: date,
        path: str | os.PathLike[str],
        escalation: Escalation | None = None,
        *,
        names: Iterable[str] = (),
        leaves: bool = False,
        override: str | None = None,
        by: str | None = None,
    ) -> Path:
        """Write the workbook that managers fill in for a meeting, whole or not at all.

        It holds what was asked for children. What in it may point to one person is told as a warning; a pack that
        leaves is not written with it, as a report is not.

        Args:
            on: the day of the meeting.
            path: where to.
            escalation: from when somebody further up hears of what is late.
            names: names that must not be in it, from a list that stays with the authority.
            leaves: whether it goes to anybody but those who work with the children: a partner, a board.
            override: why one that leaves may hold what may point to somebody. The pack says so.
            by: who decides that.

        Returns:
            The path.

        Raises:
            DataError: it cannot be written there.
            ReleaseError: it leaves and holds what may point to somebody; all of it is named, none of it repeated.
        """
        from qaframework.files.saving import save
        from qaframework.tracker.histories import last_written, revision
        from qaframework.tracker.packs.screen import look, released, texts_of
        from qaframework.tracker.packs.workbook import in_pack, pack_bytes, receipt_of

        with self._store.reading() as connection:
            state = self._state(connection, on)
            receipt = receipt_of(state, last_written(connection), revision(connection))
        target = Path(path)
        found = look(texts_of(in_pack(state)), names)
        note = released(found, override, by) if leaves else ""
        save(target, pack_bytes(state, receipt, (escalation or Escalation()).agenda(state), note))
        if found and not leaves:
            told = [f"{target.name} holds what may point to somebody. Keep it with the children's records."]
            warnings.warn("\n".join([*told, *(f"  {one}" for one in found)]), UserWarning, stacklevel=2)
        return target

    def diff(self, path: str | os.PathLike[str], *, names: Iterable[str] = ()) -> Changes:
        """Return what a pack that came back changes: against how it was sent, and against what stands now.

        Nothing is recorded. What cannot be is named as a conflict, with its cell. What may point to one person is
        named too, and does not stand in the way: people decide, before it is recorded and cannot be taken out again.

        Args:
            path: the pack.
            names: names that must not be in it, from a list that stays with the authority.

        Raises:
            DataError: it cannot be opened, is no pack, or its receipt was altered.
        """
        from qaframework.tracker.packs.returning import compare, read_pack

        pack = read_pack(Path(path))
        with self._store.reading() as connection:
            return compare(pack, connection, names)

    def apply(self, changes: Changes, *, by: str, recorded_on: date | None = None) -> tuple[Entry, ...]:
        """Record what a pack changes: all of it or nothing, and once, however often it comes back.

        Args:
            changes: from :meth:`diff`; ``changes.clean`` to record what nothing stands in the way of.
            by: who records it, for each row that does not say who said so.
            recorded_on: the day it is written down, where that matters.

        Returns:
            The entries that were written; those that were there already are not among them.

        Raises:
            TrackerError: there are conflicts, or somebody wrote since the pack was compared; nothing was recorded.
        """
        from qaframework.tracker.ledger import append

        if changes.conflicts:
            problems = [Problem(one.recommendation or one.where, one.what, one.fix) for one in changes.conflicts]
            raise TrackerError(f"{changes.source} has conflicts; nothing was recorded", problems)
        by, written = who(by), None if recorded_on is None else day(recorded_on, "recorded_on")
        drafts = [attrs.evolve(one, update=attrs.evolve(one.update, by=one.update.by or by)) for one in changes.drafts]
        with self._store.writing() as connection:
            return append(connection, drafts, written)

    def next_meeting(self, after: date, on: date | None = None) -> NextMeeting:
        """Return whether managers meet again after a day, when, and what keeps the meetings going.

        Args:
            after: the day of the last meeting.
            on: the day of the next; a month later, on a working day, unless given.
        """
        return next_meeting(self.state(after), None if on is None else day(on, "on"))

    # How it went

    def burn_up(self, until: date, since: date | None = None) -> Listing:
        """Return what had been raised, done, proved and confirmed by the end of each month, up to a day.

        Args:
            until: the last day.
            since: a day in the first month; the first recommendation's unless given.
        """
        from qaframework.tracker.views import first_day

        until = day(until, "until")
        with self._store.reading() as connection:
            first = (since and day(since, "since")) or connection.scalar(first_day()) or until
            return burn_up([self._state(connection, end) for end in month_ends(min(first, until), until)])

    def ageing(self, as_of: date) -> Listing:
        """Return how long ago what is open was raised, in bands of days."""
        return ageing(self.state(as_of))

    def slips(self, as_of: date) -> Listing:
        """Return every time a date was moved to a later one, and who agreed."""
        from qaframework.tracker.views import moved_dates

        as_of = day(as_of, "as_of")
        with self._store.reading() as connection:
            return slips(connection.execute(moved_dates(as_of)).mappings(), as_of)

    # Out again

    def programme(self, year: Programme | None = None, *, as_of: date | None = None) -> Programme:
        """Return a programme with the tracker's recommendations and updates, for rules and reports.

        Args:
            year: the records to put them into; what it says itself of recommendations on the tracker gives way. None
                for nothing but the tracker.
            as_of: what was said of days up to this one; None for all.
        """
        from qaframework.tracker.histories import everything

        as_of = None if as_of is None else day(as_of, "as_of")
        with self._store.reading() as connection:
            asked, entries = everything(connection, as_of)
        year = year or Programme()
        tracked = {one.id for one in asked}
        untracked = [one for one in year.recommendations if one.id not in tracked]
        others = [one for one in year.updates if one.recommendation not in tracked]
        # The first entry says no more than that it was raised.
        updates = [update_of(one) for one in entries if one.version > 1]
        return attrs.evolve(year, recommendations=(*asked, *untracked), updates=(*updates, *others))

    def export(self, folder: str | os.PathLike[str], as_of: date) -> Path:
        """Write the tracker as a folder of CSV files, for Power BI and other programs.

        ``recommendations.csv`` and ``updates.csv`` can be read with :func:`qaframework.read`; ``standing.csv`` holds
        where everything stands on the day, ``slips.csv`` every date that was moved.

        Returns:
            The folder.

        Raises:
            DataError: it cannot be written to.
        """
        from qaframework.files.saving import save_folder
        from qaframework.tracker.exporting import FILES, as_files

        target = Path(folder)
        files = as_files(self.programme(as_of=as_of), self.state(as_of), self.slips(as_of))
        save_folder(target, files, FILES.__contains__)
        return target


def _update(**said: Any) -> Update:
    """Return an update of these columns.

    Raises:
        UnknownNameError: there is no such column.
        TrackerError: one has a value of the wrong kind.
    """
    unknown = sorted(set(said) - set(SAID))
    if unknown:
        raise UnknownNameError("column of an update", unknown[0], SAID)
    (update,) = fitting([Update(**said)])
    return update
