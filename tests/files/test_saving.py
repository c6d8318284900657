"""Writing is whole or not at all."""

import errno
import os
import stat
import sys

import pytest

import qaframework as qa
from qaframework.files.csv_folder import is_table
from qaframework.files.saving import save, save_folder


def listed(folder):
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.fixture
def failing(monkeypatch):
    """Make one of the system's calls fail from the n-th time on."""

    def fail(name, after=0, error=errno.ENOSPC):
        real, calls = getattr(os, name), []

        def call(*given, **keywords):
            calls.append(given)
            if len(calls) > after:
                raise OSError(error, os.strerror(error))
            return real(*given, **keywords)

        monkeypatch.setattr(os, name, call)
        return calls

    return fail


def test_a_file_is_put_in_place_of_the_old_one(tmp_path):
    target = tmp_path / "year.json"
    target.write_bytes(b"old, and longer")
    save(target, b"new")
    assert listed(tmp_path) == {"year.json": b"new"}


@pytest.mark.parametrize("call", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_byte_for_byte_and_nothing_else(tmp_path, failing, call):
    target = tmp_path / "year.json"
    target.write_bytes(b"old")
    assert failing(call) == []
    with pytest.raises(
        qa.DataError, match=r"year.json: it cannot be written \(No space left on device\)\. Check the folder"
    ):
        save(target, b"new")
    assert listed(tmp_path) == {"year.json": b"old"}


def test_a_disk_that_fills_up_half_way_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "year.json"
    target.write_bytes(b"old")
    real = open

    def opened(path, mode="r", *given, **keywords):
        file = real(path, mode, *given, **keywords)
        if "x" not in mode:
            return file
        write = file.write

        class Full:
            def __enter__(self):
                return self

            def __exit__(self, *_):
                file.close()

            def write(self, content):
                write(content[:2])
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        return Full()

    monkeypatch.setattr("builtins.open", opened)
    with pytest.raises(qa.DataError, match="No space left"):
        save(target, b"new content")
    monkeypatch.undo()
    assert listed(tmp_path) == {"year.json": b"old"}


def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch):
    target = tmp_path / "year.json"
    target.write_bytes(b"old")

    def interrupt(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        save(target, b"new")
    assert listed(tmp_path) == {"year.json": b"old"}


def test_a_folder_that_is_not_there_is_named(tmp_path):
    with pytest.raises(qa.DataError, match=r"year.json: it cannot be written \(No such file or directory\)"):
        save(tmp_path / "nowhere" / "year.json", b"new")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_named(tmp_path):
    (tmp_path / "year.json").write_bytes(b"old")
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(qa.DataError, match="Permission denied"):
            save(tmp_path / "year.json", b"new")
        assert listed(tmp_path) == {"year.json": b"old"}
    finally:
        tmp_path.chmod(0o700)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_permissions_stay_and_a_new_file_has_the_usual_ones(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.write_bytes(b"")
    old.chmod(0o640)
    save(old, b"x")
    mask = os.umask(0o027)
    try:
        save(new, b"x")
    finally:
        os.umask(mask)
    assert [stat.S_IMODE(file.stat().st_mode) for file in (old, new)] == [0o640, 0o640]


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights on Windows")
def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "year.json").symlink_to(tmp_path / "real" / "year.json")
    save(tmp_path / "year.json", b"new")
    assert (tmp_path / "year.json").is_symlink()
    assert listed(tmp_path / "real") == {"year.json": b"new"}


# Folders

OLD = {"reviews.csv": b"old reviews", "Waivers.CSV": b"old waivers", "notes.csv": b"mine", "README.txt": b"mine too"}
NEW = {"people.csv": b"new people", "reviews.csv": b"new reviews"}
MINE = {"notes.csv": b"mine", "README.txt": b"mine too"}


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "year"
    folder.mkdir()
    for name, content in OLD.items():
        (folder / name).write_bytes(content)
    return folder


def test_a_new_folder_holds_the_files(tmp_path):
    save_folder(tmp_path / "year", NEW, is_table)
    assert listed(tmp_path / "year") == NEW
    assert os.listdir(tmp_path) == ["year"]


def test_tables_are_replaced_and_other_files_left_alone(folder):
    (folder / "people.csv.bak").mkdir()
    save_folder(folder, NEW, is_table)
    (folder / "people.csv.bak").rmdir()
    assert listed(folder) == MINE | NEW
    assert os.listdir(folder.parent) == ["year"]


@pytest.mark.parametrize("call", ["fsync", "replace"])
@pytest.mark.parametrize("after", [0, 1])
def test_a_write_that_fails_leaves_the_old_folder_byte_for_byte(folder, failing, call, after):
    failing(call, after)
    with pytest.raises(qa.DataError, match="it cannot be written"):
        save_folder(folder, NEW, is_table)
    if call == "fsync" or after == 0:
        assert listed(folder) == OLD
    assert os.listdir(folder.parent) == ["year"] or call == "replace"


@pytest.mark.parametrize("broken", range(1, 5))
def test_a_file_that_cannot_take_its_place_brings_all_the_old_ones_back(folder, monkeypatch, broken):
    real, calls = os.replace, []

    def replace(source, target):
        calls.append(source)
        if len(calls) == broken:
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(source, target)

    monkeypatch.setattr(os, "replace", replace)
    with pytest.raises(qa.DataError, match="Permission denied"):
        save_folder(folder, NEW, is_table)
    assert listed(folder) == OLD
    assert len(calls) == broken + broken - 1
    assert os.listdir(folder.parent) == ["year"]


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "year").write_bytes(b"old")
    with pytest.raises(qa.DataError, match="a file, where a folder is to be written"):
        save_folder(tmp_path / "year", NEW, is_table)
    assert listed(tmp_path) == {"year": b"old"}


@pytest.mark.parametrize(
    ("name", "table"),
    [
        ("reviews.csv", True),
        ("Survey results.CSV", True),
        ("notes.csv", False),
        ("reviews.txt", False),
        ("reviews", False),
    ],
)
def test_a_table_is_known_by_its_files_name(name, table):
    assert is_table(name) is table
