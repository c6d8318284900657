"""The tracker: one place for every recommendation, what became of it, and what difference it made."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.errors import UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Recommendation, Update
from qaframework.tracker.entries import SAID, Entry, recommendation_from, update_of
from qaframework.tracker.listing import Listing
from qaframework.tracker.standing import TrackerState, state_from
from qaframework.tracker.summary import TrackerSummary, summarise

if TYPE_CHECKING:
    from qaframework.tracker.store import Store


class Tracker:
    """A recommendation and impact tracker, in a SQLite file or a PostgreSQL database.

    Entries are added and never changed, so where things stood can be told for any day. Every date is given, none is read
    from the clock.
    """

    def __init__(self, store: Store) -> None:
        self._store = store

    @classmethod
    def open(cls, where: str | os.PathLike[str]) -> Tracker:
        """Open a tracker, and make it where there is none.

        Args:
            where: the path of a SQLite file, or a SQLAlchemy address such as ``postgresql://user@host/tracker`` for one
                that several people write to.

        Raises:
            TrackerError: it cannot be opened, is something else, or is of a newer version.
        """
        from qaframework.tracker.store import Store

        return cls(Store(where))

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

        with self._store.writing() as connection:
            new = add_recommendations(connection, recommendations, by, on)
            append(connection, unwritten(connection, updates), on)
        return tuple(one.id for one in new)

    def spawn(self, id: str, recommendation: Recommendation, *, by: str, on: date) -> None:
        """Put a service-level recommendation on the tracker that came of another one, which from then on feeds it.

        Raises:
            TrackerError, UnknownNameError: as for :meth:`add` and :meth:`update`; nothing was written.
        """
        from qaframework.tracker.ledger import Draft, add_recommendations, append, histories_of

        with self._store.writing() as connection:
            standing = histories_of(connection, [id])[id][-1].status
            add_recommendations(connection, [recommendation], by, on)
            link = Update(recommendation=id, on=on, by=by, status=standing, rolls_up_to=recommendation.id)
            append(connection, [Draft(update=link)], on)

    def update(
        self,
        id: str,
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
                ``confirmed_by``, ``verified``, ``due``, ``approved_by``, ``owner``, ``rolls_up_to``, ``into``, ``plan``,
                ``board``.

        Returns:
            The entry.

        Raises:
            UnknownNameError: it is not on the tracker, or there is no such column.
            TrackerError: this cannot follow; the message says what can.
        """
        from qaframework.tracker.ledger import Draft, append, histories_of

        with self._store.writing() as connection:
            if status is None:
                history = histories_of(connection, [id])[id]
                status = next((one.status for one in reversed(history) if one.on <= on), history[0].status)
            update = _update(recommendation=id, by=by, on=on, status=status, **said)
            (entry,) = append(connection, [Draft(update=update, after=after)], recorded_on)
        return entry

    # Where it stands

    def state(self, as_of: date, *, known: date | None = None) -> TrackerState:
        """Return where every recommendation stands on a day.

        Args:
            as_of: the day; what was said of later days does not count.
            known: only what had been written down by this day; None for all that is known now.
        """
        from qaframework.tracker.views import standing

        with self._store.reading() as connection:
            rows = connection.execute(standing(as_of, known)).mappings()
            return state_from(rows, as_of)

    def history(self, id: str) -> Listing:
        """Return every entry of a recommendation, oldest first.

        Raises:
            UnknownNameError: it is not on the tracker.
        """
        from qaframework.tracker.ledger import histories_of

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


def _update(**said: Any) -> Update:
    """Return an update of these columns.

    Raises:
        UnknownNameError: there is no such column.
        TrackerError: one has a value of the wrong kind.
    """
    unknown = sorted(set(said) - set(SAID))
    if unknown:
        raise UnknownNameError("column of an update", unknown[0], SAID)
    return Update(**said)
