"""A tracker to test on each engine: a SQLite file, and a database of a private PostgreSQL server.

The server is started for the tests, by a user without rights, in a folder of its own, and reached by a socket in it.
Where ``QAFRAMEWORK_TEST_POSTGRES`` names a server, that one is used.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import qaframework as qa

NUMBERS = itertools.count(1)


def program(name: str) -> str | None:
    """Return where a program of PostgreSQL's server is; Debian keeps them out of the way."""
    found = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(found[0]) if found else shutil.which(name)


def nobody() -> list[str]:
    """Return what runs a command as a user without rights, for PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return []
    names = {one.pw_name for one in pwd.getpwall()}
    user = next((name for name in ("postgres", "nobody") if name in names), None)
    if user is None or shutil.which("setpriv") is None:
        pytest.skip("PostgreSQL does not run as root, and there is no other user to run it as")
    entry = pwd.getpwnam(user)
    return ["setpriv", f"--reuid={entry.pw_uid}", f"--regid={entry.pw_gid}", "--clear-groups"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Give the address of a PostgreSQL server, without the name of a database."""
    pytest.importorskip("psycopg", reason="psycopg is not installed: pip install 'qaframework[postgres]'")
    if given := os.environ.get("QAFRAMEWORK_TEST_POSTGRES"):
        yield given
        return
    initdb, control = program("initdb"), program("pg_ctl")
    if initdb is None or control is None:
        pytest.skip("no PostgreSQL server is installed here (apt-get install postgresql)")
    as_nobody = nobody()
    # Not below pytest's own folder: the name of a socket has to be short.
    with tempfile.TemporaryDirectory(prefix="qa-pg-", ignore_cleanup_errors=True) as folder:
        os.chmod(folder, 0o777)
        data = f"{folder}/data"

        def run(*command: str) -> None:
            subprocess.run([*as_nobody, *command], check=True, capture_output=True, cwd="/", timeout=120)

        run(initdb, "-D", data, "-U", "tracker", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale=C")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c max_connections=60"
        run(control, "-D", data, "-w", "-o", options, "-l", f"{folder}/log", "start")
        try:
            yield f"postgresql+psycopg://tracker@/{{}}?host={folder}"
        finally:
            run(control, "-D", data, "-m", "immediate", "stop")


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def make_where(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Give a maker of empty places for a tracker on an engine."""
    with contextlib.ExitStack() as made:

        def make(engine: str) -> str:
            name = f"tracker_{os.getpid()}_{next(NUMBERS)}"
            if engine == "sqlite":
                return str(tmp_path / f"{name}.db")
            server = request.getfixturevalue("server")
            made.callback(execute, server.format("postgres"), f"DROP DATABASE {name} WITH (FORCE)")
            execute(server.format("postgres"), f"CREATE DATABASE {name}")
            return str(server.format(name))

        yield make


def execute(url: str, statement: str) -> None:
    from sqlalchemy import create_engine

    server = create_engine(url, isolation_level="AUTOCOMMIT")
    with server.connect() as connection:
        connection.exec_driver_sql(statement)
    server.dispose()


@pytest.fixture
def where(engine: str, make_where: Callable[[str], str]) -> str:
    """Give an empty place for a tracker, on each engine in turn."""
    return make_where(engine)


@pytest.fixture
def tracker(where: str) -> Iterator[qa.Tracker]:
    with qa.Tracker.open(where) as tracker:
        yield tracker


def asked(name: str = "REC-1", **changed: Any) -> qa.Recommendation:
    """Return a recommendation; all of it is made up."""
    columns: dict[str, Any] = {
        "id": name,
        "text": f"Social worker to do what {name} says by 28 March 2024, so that the child is safer.",
        "level": "child",
        "source": "R1",
        "raised_on": date(2024, 2, 5),
        "owner": "Social worker",
        "due": date(2024, 3, 28),
    }
    return qa.Recommendation(**columns | changed)


@pytest.fixture
def recommendation() -> Callable[..., qa.Recommendation]:
    """Give a maker of recommendations."""
    return asked
