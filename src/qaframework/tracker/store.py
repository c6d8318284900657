"""The database of a tracker: opened, locked while somebody writes, and its faults told in words a person can use."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, IntegrityError, NoSuchModuleError, StatementError
from sqlalchemy.pool import NullPool

from qaframework.errors import TrackerError
from qaframework.tracker.migrations import VERSION, migrate, refuse_newer, version_of
from qaframework.tracker.shared_folders import shared_folder

PATIENCE = 60
"""Seconds to wait while somebody else writes."""
_PLAINLY = "SELECT set_config('jit', 'off', true)"
"""What everything in PostgreSQL begins with: to compile the questions of a tracker takes longer than to answer them."""
_FOR_WRITING = f"{_PLAINLY}, pg_advisory_xact_lock(7302511)"
"""What a writer begins with: also the lock, by its number, that lets in one at a time."""
_SHARED = (
    "this tracker is in {where}, where two people writing at once can damage a SQLite file. Keep it on one machine's "
    "own disk and send the others meeting packs, or use PostgreSQL (postgresql://...), made for several writers"
)


class Store:
    """An open tracker database, SQLite or PostgreSQL."""

    def __init__(self, where: str | os.PathLike[str], *, new: bool = True) -> None:
        self.url = _url(where)
        self.name = _name(self.url)
        self._warn_if_shared()
        self._engine = _engine(self.url)
        try:
            self._prepare(new)
        except BaseException:
            self.close()
            raise

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self._engine.dialect.name

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Give a connection that sees one moment of the tracker, however long it reads."""
        with self._explained(), self._engine.connect() as connection:
            if self.dialect == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with connection.begin():
                if self.dialect == "postgresql":
                    connection.exec_driver_sql(_PLAINLY)
                yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Give a connection on which one writer at a time works; all it writes is kept, or none."""
        with self._explained(), self._engine.connect() as connection:
            connection = connection.execution_options(writes=True)
            with connection.begin():
                if self.dialect == "postgresql":
                    connection.exec_driver_sql(_FOR_WRITING)
                yield connection

    def _prepare(self, new: bool) -> None:
        """Make the tables where they are not there, and bring older ones up to date."""
        version = 0
        if self.dialect == "postgresql" or _is_there(self.url):
            with self.reading() as connection:
                version = version_of(connection)
                refuse_newer(version)
        if not version and not new:
            raise TrackerError(f"{self.name}: there is no tracker here; 'qaframework track add' makes one")
        if version < VERSION:
            with self.writing() as connection:
                migrate(connection)

    def _warn_if_shared(self) -> None:
        if (
            self.url.get_backend_name() == "sqlite"
            and self.url.database
            and (place := shared_folder(self.url.database))
        ):
            warnings.warn(_SHARED.format(where=place), UserWarning, stacklevel=4)

    @contextmanager
    def _explained(self) -> Iterator[None]:
        """Turn what the database says into what a person can do. What was being written is not repeated."""
        try:
            yield
        except TrackerError as error:
            raise TrackerError(f"{self.name}: {error.told}", error.problems) from None
        except IntegrityError:
            raise TrackerError(f"{self.name}: somebody else wrote the same at the same moment; try again") from None
        except DBAPIError as error:
            raise TrackerError(f"{self.name}: {_told(error)}. Nothing was changed") from None
        except StatementError:
            told = "a value of the wrong kind: give days as date(2024, 3, 25), and texts as texts"
            raise TrackerError(f"{self.name}: {told}. Nothing was changed") from None


def _url(where: str | os.PathLike[str]) -> URL:
    text = os.fspath(where)
    if "://" not in text:
        return URL.create("sqlite", database=text)
    try:
        url = make_url(text)
        backend = url.get_backend_name()
    except ArgumentError:
        raise TrackerError("this is no address of a database; write postgresql://user@host/name, or a path") from None
    if backend not in ("sqlite", "postgresql"):
        raise TrackerError("a tracker is kept in SQLite (give a path) or in PostgreSQL (postgresql://user@host/name)")
    return url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url


def _name(url: URL) -> str:
    """Return what people call a tracker: never its password, nor the folders above it."""
    return Path(url.database or "tracker").name


def _is_there(url: URL) -> bool:
    path = url.database
    return bool(path) and path != ":memory:" and os.path.exists(str(path)) and os.path.getsize(str(path)) > 0


def _engine(url: URL) -> Engine:
    try:
        if url.get_backend_name() == "sqlite":
            return _sqlite(url)
        return create_engine(url, pool_pre_ping=True)
    except NoSuchModuleError:
        raise TrackerError(
            "a tracker is kept in SQLite or PostgreSQL; this address names a driver of neither"
        ) from None
    except ImportError:
        raise TrackerError("PostgreSQL needs psycopg: pip install 'qaframework[postgres]'") from None


def _sqlite(url: URL) -> Engine:
    """Return an engine that leaves transactions to us: SQLite's driver would begin them too late to keep others out."""
    in_memory = url.database in (None, "", ":memory:")
    engine = create_engine(url, connect_args={"timeout": PATIENCE}, **({} if in_memory else {"poolclass": NullPool}))

    @event.listens_for(engine, "connect")
    def ready(connection: Any, record: Any) -> None:
        connection.isolation_level = None
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


_FAULTS = (
    ("not a database", "this file is no tracker: it is of another kind, or damaged"),
    ("malformed", "this file is damaged; take it from your backup"),
    ("readonly", "it can be read and not written; ask for the right to write to the file and its folder"),
    ("unable to open", "it cannot be opened; check that its folder is there and that you may write to it"),
    ("disk is full", "the disk is full; make room and try again"),
    ("disk i/o", "the disk could not be read or written"),
    ("locked", f"somebody else has been writing for {PATIENCE} seconds; try again"),
    ("nul (0x00)", "a text holds an empty sign (NUL), which PostgreSQL does not keep; write it without"),
    ("never changed", "history is added to, never changed"),
    ("permission denied", "this user may not do that in the database; ask whoever looks after it"),
    ("password", "the database did not accept this user and password"),
    ("authentication failed", "the database did not accept this user and password"),
    ("does not exist", "there is no such database, user or table; ask whoever looks after it"),
    ("connection", "the database server does not answer; check the address and that it is running"),
)


def _told(error: DBAPIError) -> str:
    """Return what kind of thing went wrong."""
    said = str(error.orig).lower()
    kind = type(error.orig).__name__
    return next((told for sign, told in _FAULTS if sign in said), f"the database refused ({kind})")
