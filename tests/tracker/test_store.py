"""Nothing lost: writers at once, a process that is killed, a full disk, and whoever tries to change history."""

from __future__ import annotations

import hashlib
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
import textwrap
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import attrs
import pytest
from sqlalchemy import create_engine, inspect, text
from sqlalchemy.exc import DBAPIError

import qaframework as qa
from qaframework.model.records import Recommendation, Update
from qaframework.tracker.entries import ASKED, SAID
from qaframework.tracker.migrations import STEPS, VERSION, migrate
from qaframework.tracker.packs.columns import WRITTEN
from qaframework.tracker.schema import ENTRY, RECOMMENDATION, metadata
from qaframework.tracker.shared_folders import shared_folder
from qaframework.tracker.store import Store

Make = Callable[..., qa.Recommendation]
MARCH, APRIL = date(2024, 3, 20), date(2024, 4, 30)

WRITER = """
    import sys
    from datetime import date
    import qaframework as qa

    where, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    print("ready", flush=True)
    sys.stdin.readline()
    with qa.Tracker.open(where) as tracker:
        for number in range(count):
            tracker.update("REC-1", by=name, on=date(2024, 4, 30), note=f"{name} {number} " + "word " * 400)
            print(number, flush=True)
"""


@pytest.fixture
def writers(where: str) -> Iterator[Callable[[str, int], subprocess.Popen[str]]]:
    """Give a starter of processes that write to the tracker; each waits for a line before it begins."""
    started: list[subprocess.Popen[str]] = []

    def start(name: str, count: int) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [sys.executable, "-c", textwrap.dedent(WRITER), where, name, str(count)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def go(processes: list[subprocess.Popen[str]]) -> None:
    """Let processes begin together."""
    for process in processes:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()


def test_eight_processes_at_once_lose_nothing_and_meet_no_lock(
    where: str, recommendation: Make, writers: Callable[[str, int], subprocess.Popen[str]]
) -> None:
    with qa.Tracker.open(where) as tracker:
        tracker.add([recommendation()], by="HSQA", on=MARCH)
    processes = [writers(f"P{number}", 10) for number in range(8)]
    go(processes)
    for process in processes:
        _, complaints = process.communicate(timeout=120)
        assert (process.returncode, complaints) == (0, "")
    with qa.Tracker.open(where) as tracker:
        entries = tracker.history("REC-1").rows()
    assert [one["version"] for one in entries] == list(range(1, 82))
    told = sorted(str(one["note"]).split(" word")[0] for one in entries[1:])
    assert told == sorted(f"P{number} {count}" for number in range(8) for count in range(10))


def test_what_was_acknowledged_before_a_process_was_killed_is_there_and_nothing_is_torn(
    where: str, recommendation: Make, writers: Callable[[str, int], subprocess.Popen[str]]
) -> None:
    chance = random.Random(2024)
    with qa.Tracker.open(where) as tracker:
        tracker.add([recommendation()], by="HSQA", on=MARCH)
    acknowledged: dict[str, int] = {}
    for attempt in range(5):
        process = writers(f"P{attempt}", 200)
        go([process])
        assert process.stdout is not None
        heard = [process.stdout.readline() for _ in range(chance.randint(1, 30))]
        time.sleep(chance.uniform(0, 0.05))
        process.kill()
        heard += process.stdout.readlines()  # communicate() would lose what was read ahead
        acknowledged[f"P{attempt}"] = len(heard)
    assert all(0 < count < 200 for count in acknowledged.values()), "each was killed while it wrote"
    with qa.Tracker.open(where) as tracker:
        entries = tracker.history("REC-1").rows()[1:]
        tracker.update("REC-1", by="HSQA", on=APRIL, note="still writes")
    assert all(str(one["note"]).count("word ") == 400 for one in entries)
    for name, count in acknowledged.items():
        kept = [str(one["note"]).split()[1] for one in entries if one["by"] == name]
        assert kept[:count] == [str(number) for number in range(count)]
        assert len(kept) <= count + 1, "more than the one entry that was on its way"


def test_two_packs_applied_at_the_same_moment_are_recorded_once_each(
    where: str, recommendation: Make, tmp_path: Path
) -> None:
    import openpyxl

    with qa.Tracker.open(where) as tracker:
        tracker.add([recommendation(f"REC-{n}") for n in range(1, 21)], by="HSQA", on=MARCH)
        pack = tracker.meeting_pack(APRIL, tmp_path / "april.xlsx")
    for half in (1, 2):
        book = openpyxl.load_workbook(pack)
        sheet = book["Updates"]
        note = next(cell.column for cell in sheet[1] if cell.value == "Note")
        for row in range(2 + 10 * (half - 1), 12 + 10 * (half - 1)):
            sheet.cell(row, note).value = f"half {half}"
        book.save(tmp_path / f"half{half}.xlsx")
    script = textwrap.dedent("""
        import sys, qaframework as qa
        with qa.Tracker.open(sys.argv[1]) as tracker:
            changes = tracker.diff(sys.argv[2])
            print("ready", flush=True)
            sys.stdin.readline()
            print(len(tracker.apply(changes, by="HSQA")))
    """)
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", script, where, str(tmp_path / f"half{half}.xlsx")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for half in (1, 2, 1, 2)
    ]
    go(processes)
    written = [int(process.communicate(timeout=120)[0]) for process in processes]
    assert sorted(written) == [0, 0, 10, 10]
    with qa.Tracker.open(where) as tracker:
        assert [one.version for one in tracker.state(APRIL)] == [2] * 20


@pytest.mark.parametrize("table", ["entry", "recommendation"])
@pytest.mark.parametrize("act", ["UPDATE {} SET {}", "DELETE FROM {}", "TRUNCATE {} CASCADE"])
def test_the_database_itself_refuses_to_change_history(
    engine: str, where: str, recommendation: Make, table: str, act: str
) -> None:
    if engine == "sqlite" and act.startswith("TRUNCATE"):
        act = "INSERT OR REPLACE INTO {0} SELECT * FROM {0}"
    column = {"entry": "status = 'closed'", "recommendation": "text = 'nothing'"}[table]
    with qa.Tracker.open(where) as tracker:
        tracker.add([recommendation()], by="HSQA", on=MARCH)
        before = tracker.state(APRIL)
        database = create_engine(address(where))
        with (
            pytest.raises(DBAPIError, match=r"never changed|there already"),
            database.begin() as connection,
        ):
            connection.exec_driver_sql(act.format(table, column))
        database.dispose()
        assert tracker.state(APRIL) == before


@pytest.mark.parametrize("old", range(1, VERSION))
def test_an_older_tracker_is_brought_up_to_date_with_all_it_holds(
    engine: str, where: str, recommendation: Make, old: int
) -> None:
    one = recommendation()
    database = create_engine(address(where))
    with database.begin() as connection:
        migrate(connection, upto=old)
        there = {column["name"] for column in inspect(connection).get_columns("entry")} - {"seq"}
        connection.execute(
            RECOMMENDATION.insert(),
            {name: getattr(one, name) for name in ASKED} | {"themes": "", "added_by": "HSQA", "added_on": MARCH},
        )
        row = {"recommendation": "REC-1", "version": 1, "place": one.raised_on.toordinal() * 1_000_000 + 1}
        values = {"said_on": one.raised_on, "said_by": "HSQA", "status": "issued"} | row
        given = {name: values.get(name) for name in sorted(there)}
        given = {name: str(value) if isinstance(value, date) else value for name, value in given.items()}
        binds = ", ".join(f":{name}" for name in given)
        connection.execute(text(f"INSERT INTO entry ({', '.join(given)}) VALUES ({binds})"), given)
    database.dispose()
    with qa.Tracker.open(where) as tracker:
        assert tracker.programme().recommendations == (one,)
        tracker.update("REC-1", status="accepted", by="M1", on=MARCH)
        assert [line["status"] for line in tracker.history("REC-1")] == ["issued", "accepted"]
    assert version(where) == VERSION == len(STEPS)
    database = create_engine(address(where))
    with database.connect() as connection:
        assert connection.execute(text("SELECT status, closed_note FROM standing")).all() == [("accepted", None)]
    database.dispose()


RELEASED = {
    "sqlite": ("7ace43a2f1ab6a60", "414fb131a479d428", "d56c341c4c9284a2", "e3b0c44298fc1c14"),
    "postgresql": ("70d64d5fe00e5e10", "e3b0c44298fc1c14", "d56c341c4c9284a2", "e3b0c44298fc1c14"),
}
"""A digest of what each step does. A new step brings one more; none of these ever changes."""


def test_a_step_that_trackers_out_there_were_made_by_was_not_edited(engine: str) -> None:
    now = [hashlib.sha256("\n".join(step(engine)).encode()).hexdigest()[:16] for step in STEPS]
    told = "a step of tracker/migrations.py was edited; leave it as it was and add another, with its digest here"
    assert now == list(RELEASED[engine]), told


def test_the_tables_are_those_the_queries_know(where: str) -> None:
    qa.Tracker.open(where).close()
    database = create_engine(address(where))
    looked_at = inspect(database)
    for table in metadata.sorted_tables:
        made = {column["name"] for column in looked_at.get_columns(table.name)}
        known = {column.name for column in table.c}
        told = (
            f"tracker/schema.py and tracker/migrations.py differ on {sorted(made ^ known)} of {table.name}: a new "
            "column needs a step at the end of STEPS that adds it (CONTRIBUTING.md says how)"
        )
        assert made == known, told
    assert set(looked_at.get_view_names()) == {"standing", "history"}
    database.dispose()


@pytest.mark.parametrize(("record", "kept", "table"), [(Recommendation, ASKED, RECOMMENDATION), (Update, SAID, ENTRY)])
def test_every_field_of_a_record_has_its_column_in_the_tracker(record: type, kept: tuple[str, ...], table: Any) -> None:
    renamed = {"on": "said_on", "by": "said_by", "into": "into_id"} if table is ENTRY else {}
    columns = {column.name for column in table.c}
    homeless = [name for name in attrs.fields_dict(record) if name != "row" and renamed.get(name, name) not in columns]
    assert not homeless, (
        f"the tracker would lose {', '.join(homeless)} of {record.__name__}: add a column to tracker/schema.py and a "
        "step to tracker/migrations.py (CONTRIBUTING.md says how)"
    )
    assert set(kept) == set(attrs.fields_dict(record)) - {"row"}


def test_every_field_of_an_update_can_be_written_by_command_and_all_but_the_links_in_a_pack() -> None:
    from qaframework.cli.track import update

    said = set(SAID) - {"recommendation", "on", "by", "status", "provenance"}
    by_command = {parameter.name for parameter in update.params}
    assert said <= by_command, f"give 'track update' (cli/track.py) an option for {sorted(said - by_command)}"
    in_packs = {column.field for column in WRITTEN.values()}
    missing = said - in_packs - {"rolls_up_to"}
    assert not missing, f"give the pack (tracker/packs/columns.py) a column for {sorted(missing)}"


def test_a_tracker_of_a_newer_version_is_refused_and_left_as_it_was(where: str, recommendation: Make) -> None:
    with qa.Tracker.open(where) as tracker:
        tracker.add([recommendation()], by="HSQA", on=MARCH)
    database = create_engine(address(where))
    with database.begin() as connection:
        connection.exec_driver_sql("INSERT INTO schema_version VALUES (99, 'the future')")
    database.dispose()
    before = Path(where).read_bytes() if "://" not in where else b""
    with pytest.raises(qa.TrackerError, match=r"newer qaframework \(its version 99, this one knows \d+\): install"):
        qa.Tracker.open(where)
    assert version(where) == 99
    assert "://" in where or Path(where).read_bytes() == before


def test_a_step_that_fails_leaves_the_tracker_at_the_version_it_had(
    where: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    qa.Tracker.open(where).close()
    broken = (*STEPS, lambda engine: ["CREATE TABLE extra (x INTEGER)", "CREATE TABLE entry (x INTEGER)"])
    monkeypatch.setattr("qaframework.tracker.migrations.STEPS", broken)
    monkeypatch.setattr("qaframework.tracker.migrations.VERSION", len(broken))
    monkeypatch.setattr("qaframework.tracker.store.VERSION", len(broken))
    monkeypatch.setattr(migrate, "__defaults__", (len(broken),))
    with pytest.raises(qa.TrackerError):
        qa.Tracker.open(where)
    assert version(where) == VERSION
    database = create_engine(address(where))
    assert "extra" not in inspect(database).get_table_names()
    database.dispose()


def test_a_full_disk_is_said_plainly_and_nothing_of_the_writing_stays(tmp_path: Path, recommendation: Make) -> None:
    where = tmp_path / "tracker.db"
    with qa.Tracker.open(where) as tracker:
        tracker.add([recommendation()], by="HSQA", on=MARCH)
    with closing(sqlite3.connect(where)) as database:
        pages = database.execute("PRAGMA page_count").fetchone()[0]
    before = where.read_bytes()
    with qa.Tracker.open(where) as tracker:
        from sqlalchemy import event

        def full(connection: Any, record: Any) -> None:
            connection.execute(f"PRAGMA max_page_count = {pages}")

        event.listen(tracker._store._engine, "connect", full)
        with pytest.raises(qa.TrackerError, match=r"the disk is full; make room and try again\. Nothing was changed"):
            tracker.add([recommendation(f"REC-{n}") for n in range(2, 400)], by="HSQA", on=MARCH)
    assert where.read_bytes() == before


def test_a_file_that_may_only_be_read_can_be_read_and_says_so_when_written_to(recommendation: Make) -> None:
    with tempfile.TemporaryDirectory() as folder:
        where = Path(folder) / "tracker.db"
        with qa.Tracker.open(where) as tracker:
            tracker.add([recommendation()], by="HSQA", on=MARCH)
        before = where.read_bytes()
        where.chmod(0o444)
        os.chmod(folder, 0o555)

        def try_it() -> str:
            with qa.Tracker.open(where) as tracker:
                held = len(tracker.state(MARCH))
                try:
                    tracker.update("REC-1", status="accepted", by="M1", on=APRIL)
                except qa.TrackerError as error:
                    return f"{held} held; {error}"
            return "it was written to"

        told = without_rights(try_it)
        os.chmod(folder, 0o755)
        assert told == (
            "1 held; tracker.db: it can be read and not written; ask for the right to write to the file and its "
            "folder. Nothing was changed"
        )
        assert where.read_bytes() == before


def without_rights(work: Callable[[], str]) -> str:
    """Return what some work returns to a user without rights: root may write to everything."""
    if os.geteuid() != 0:
        return work()
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setuid(65534)
        try:
            told = work()
        except BaseException as error:
            told = repr(error)
        os.write(writing, told.encode())
        os._exit(0)
    os.close(writing)
    told = os.read(reading, 10_000).decode()
    os.close(reading)
    os.waitpid(child, 0)
    return told


def test_the_views_say_what_the_tracker_says(where: str) -> None:
    year = qa.example("city-of-london-2023-24")
    with qa.Tracker.open(where) as tracker:
        tracker.add(year.recommendations, by="HSQA", on=MARCH, updates=year.updates)
        state = tracker.state(date.max)
    database = create_engine(address(where))
    with database.connect() as connection:
        standing = connection.execute(text("SELECT * FROM standing")).mappings().all()
        history = connection.execute(text("SELECT recommendation, status FROM history")).all()
    database.dispose()
    assert len(history) == len(year.updates) + len(year.recommendations)
    assert [(row["id"], row["status"], str(row["due"]), row["slips"]) for row in standing] == [
        (one.id, one.status, str(one.due), one.slips) for one in state
    ]


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("//server/share/tracker.db", "a network folder"),
        (r"\\server\share\tracker.db", "a network folder"),
        (r"C:\Users\me\OneDrive - Council\tracker.db", "a synchronised folder"),
        ("/srv/Dropbox/qa/tracker.db", "a synchronised folder"),
        ("/srv/box/tracker.db", ""),
        ("onedrive.db", ""),
    ],
)
def test_a_shared_folder_is_recognised(place: str, kind: str) -> None:
    assert shared_folder(place) == kind


def test_a_network_drive_is_recognised_by_what_the_system_says(tmp_path: Path) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text("/dev/sda1 / ext4 rw 0 0\nserver:/qa /mnt/qa\\040team nfs4 rw 0 0\n")
    assert shared_folder("/mnt/qa team/tracker.db", mounts) == "a network folder"
    assert shared_folder("/mnt/other/tracker.db", mounts) == ""
    assert shared_folder("/mnt/qa team/tracker.db", tmp_path / "none") == ""


def test_a_tracker_in_a_shared_folder_warns_and_names_postgresql(tmp_path: Path) -> None:
    folder = tmp_path / "OneDrive - Council"
    folder.mkdir()
    with pytest.warns(UserWarning, match=r"synchronised folder.*use PostgreSQL \(postgresql://") as told:
        Store(folder / "tracker.db").close()
    assert len(told) == 1


def address(where: str) -> str:
    return where if "://" in where else f"sqlite:///{where}"


def version(where: str) -> int:
    database = create_engine(address(where))
    with database.connect() as connection:
        found = connection.execute(text("SELECT max(version) FROM schema_version")).scalar_one()
    database.dispose()
    return int(found)
