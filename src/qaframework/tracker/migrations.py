"""What makes a tracker's tables, one numbered step after another, forward only, all in one transaction.

A step is never edited once it has been released: trackers out there were made by it. The views are made anew whenever
a step was taken, for they hold nothing.

A new field of ``Recommendation`` or ``Update`` needs a step of its own at the end, such as ``ALTER TABLE entry ADD
COLUMN ...``, and the same column in the schema.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sqlalchemy import Connection, inspect, select

from qaframework.errors import TrackerError
from qaframework.tracker.schema import SCHEMA_VERSION
from qaframework.tracker.views import VIEWS, view_text

Step = Callable[[str], Sequence[str]]

_TABLES = """
CREATE TABLE recommendation (
    id TEXT NOT NULL PRIMARY KEY,
    text TEXT NOT NULL,
    level TEXT NOT NULL CHECK (level IN ('child', 'service')),
    source TEXT NOT NULL,
    raised_on DATE NOT NULL,
    owner TEXT,
    due DATE,
    themes TEXT NOT NULL,
    rolls_up_to TEXT,
    priority TEXT,
    measure TEXT,
    domain TEXT,
    organisation TEXT,
    relevant BOOLEAN,
    provenance TEXT,
    added_by TEXT NOT NULL,
    added_on DATE NOT NULL
);
CREATE TABLE entry (
    seq {serial},
    recommendation TEXT NOT NULL REFERENCES recommendation (id),
    version INTEGER NOT NULL CHECK (version > 0),
    place BIGINT NOT NULL,
    said_on DATE NOT NULL,
    said_by TEXT NOT NULL,
    recorded_on DATE,
    status TEXT NOT NULL,
    note TEXT,
    evidence TEXT,
    impact TEXT,
    impact_kind TEXT CHECK (impact_kind IN ('output', 'practice', 'child_outcome')),
    confirmed_by TEXT,
    verified BOOLEAN,
    due DATE,
    approved_by TEXT,
    owner TEXT,
    rolls_up_to TEXT,
    into_id TEXT REFERENCES recommendation (id),
    plan TEXT,
    board TEXT,
    provenance TEXT,
    UNIQUE (recommendation, version),
    UNIQUE (recommendation, place)
)
"""

_SERIAL = {
    "sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT",
    "postgresql": "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY",
}


def _tables(engine: str) -> Sequence[str]:
    """1: what was asked, and what was said of it; neither can be changed or deleted."""
    made = _TABLES.format(serial=_SERIAL[engine]).split(";")
    return (*made, *(one for table in ("recommendation", "entry") for one in _append_only(table, engine)))


def _append_only(table: str, engine: str) -> Sequence[str]:
    told = f"{table}: history is added to, never changed"
    if engine == "sqlite":
        return [_refusal(table, act, told) for act in ("update", "delete")]
    function = (
        f"CREATE FUNCTION {table}_append_only() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{told}'; END $$"
    )
    trigger = (
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_append_only()"
    )
    return [function, trigger]


def _refusal(table: str, act: str, told: str, when: str = "") -> str:
    return f"CREATE TRIGGER {table}_no_{act} BEFORE {act} ON {table} {when} BEGIN SELECT RAISE(ABORT, '{told}'); END"


def _no_replacing(engine: str) -> Sequence[str]:
    """2: SQLite's ``INSERT OR REPLACE`` deletes without asking the trigger that refuses to delete; refuse it too."""
    if engine != "sqlite":
        return ()
    same = {
        "recommendation": "id = NEW.id",
        "entry": "seq = NEW.seq OR (recommendation = NEW.recommendation AND place = NEW.place) "
        "OR (recommendation = NEW.recommendation AND version = NEW.version)",
    }
    return [
        _refusal(
            table, "insert", f"{table}: this is there already", f"WHEN EXISTS (SELECT 1 FROM {table} WHERE {what})"
        )
        for table, what in same.items()
    ]


def _once_only(engine: str) -> Sequence[str]:
    """3: what a meeting pack asked for is recorded once, whoever applies it, and however often."""
    return (
        "ALTER TABLE entry ADD COLUMN change_id TEXT",
        "CREATE UNIQUE INDEX entry_change_once ON entry (change_id)",
    )


def _closings_told(engine: str) -> Sequence[str]:
    """4: the views tell who closed a recommendation and what they said; no table changes."""
    return ()


STEPS: tuple[Step, ...] = (_tables, _no_replacing, _once_only, _closings_told)
VERSION = len(STEPS)


def version_of(connection: Connection) -> int:
    """Return the version of a tracker, 0 for an empty database.

    Raises:
        TrackerError: it holds something, and no tracker.
    """
    tables = set(inspect(connection).get_table_names())
    if SCHEMA_VERSION.name in tables and {"recommendation", "entry"} <= tables:
        return max(connection.scalars(select(SCHEMA_VERSION.c.version)), default=0)
    if tables & {SCHEMA_VERSION.name, "recommendation", "entry"} or (tables and connection.dialect.name == "sqlite"):
        raise TrackerError("this database holds something else than a tracker; give another. Nothing in it was changed")
    return 0


def migrate(connection: Connection, upto: int = VERSION) -> None:
    """Bring a tracker up to a version, inside the transaction that is open.

    Raises:
        TrackerError: it is no tracker, or one of a newer version.
    """
    version = version_of(connection)
    refuse_newer(version)
    if version >= upto:
        return
    if not version:
        connection.exec_driver_sql(
            "CREATE TABLE schema_version (version INTEGER NOT NULL PRIMARY KEY, recorded_by TEXT)"
        )
    for name in reversed(VIEWS):
        connection.exec_driver_sql(f"DROP VIEW IF EXISTS {name}")
    for number in range(version + 1, upto + 1):
        for statement in STEPS[number - 1](connection.dialect.name):
            connection.exec_driver_sql(statement)
        connection.execute(SCHEMA_VERSION.insert().values(version=number, recorded_by="qaframework"))
    if upto == VERSION:
        for name in VIEWS:
            connection.exec_driver_sql(f"CREATE VIEW {name} AS {view_text(name, connection.dialect)}")


def refuse_newer(version: int) -> None:
    """Refuse a tracker of a version that this library does not know.

    Raises:
        TrackerError: it is one.
    """
    if version > VERSION:
        raise TrackerError(
            f"this tracker was written by a newer qaframework (its version {version}, this one knows {VERSION}): "
            "install the newer one (pip install -U qaframework). Nothing in it was changed"
        )
