"""Reading and writing as people call it: what is not there, what is no file of ours, and that nothing leaks."""

import logging
import os
import random
import traceback

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.files.tables import TABLES, columns_of
from qaframework.testing import FILLED

PLUGINS = qa.load_plugins(allow=())


@pytest.mark.parametrize("name", ["absent.xlsx", "absent.json", "absent.csv", "absent", "absent.docx"])
def test_a_file_that_is_not_there_is_named(tmp_path, problems_of, name):
    assert problems_of(tmp_path / name) == [f"{name}: it cannot be opened (No such file or directory). Check the path."]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("year.xls", "year.xls: a workbook of another kind. Save it as .xlsx."),
        ("year.ods", "year.ods: a workbook of another kind. Save it as .xlsx."),
        ("year.docx", "year.docx: no kind of file that can be read. Give an .xlsx, a .json or a folder of .csv files."),
        ("year", "year: no kind of file that can be read. Give an .xlsx, a .json or a folder of .csv files."),
        ("year.xlsx", "year.xlsx: an empty file. Save the workbook again."),
        ("year.json", 'year.json: an empty file. Write {"reviews": [{"id": ...}, ...], ...}.'),
        ("reviews.csv", "reviews.csv: an empty file. Put the column names in its first row, or take it out."),
    ],
)
def test_an_empty_file_or_one_of_another_kind_is_named(tmp_path, problems_of, name, problem):
    (tmp_path / name).write_bytes(b"")
    assert problems_of(tmp_path / name) == [problem]


def test_a_file_that_vanishes_while_it_is_read_is_named(tmp_path, plugins, review, monkeypatch):
    qa.write(qa.from_rows(reviews=[review], plugins=plugins), tmp_path / "year", plugins=plugins)
    from qaframework.files import csv_folder

    def gone(*_):
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(csv_folder, "_decodes", gone)
    with pytest.raises(qa.DataError, match=r"year: it cannot be opened \(Input/output error\)"):
        qa.read(tmp_path / "year", plugins=plugins)


def test_a_path_may_be_text_or_a_path_and_endings_may_be_in_capitals(tmp_path, plugins, review):
    year = qa.from_rows(reviews=[review], plugins=plugins)
    for name in ("A.JSON", "B.XLSX", "c"):
        target = qa.write(year, str(tmp_path / name), plugins=plugins)
        assert target == tmp_path / name
        assert qa.read(os.fspath(target), plugins=plugins) == year


def test_bytes_are_a_workbook(tmp_path, plugins, review):
    year = qa.from_rows(reviews=[review], plugins=plugins)
    content = qa.write(year, tmp_path / "year.xlsx", plugins=plugins).read_bytes()
    assert qa.read(content, plugins=plugins) == qa.read(bytearray(content), plugins=plugins) == year


def test_a_kind_of_file_that_cannot_be_written_is_named(tmp_path, plugins):
    for name in ("year.csv", "year.xls", "year.docx"):
        with pytest.raises(qa.DataError, match="no kind of file that can be written"):
            qa.write(qa.Programme(), tmp_path / name, plugins=plugins)
    assert not list(tmp_path.iterdir())


def test_a_folder_is_written_into_whatever_its_name(tmp_path, plugins, review):
    (tmp_path / "year.2024").mkdir()
    (tmp_path / "year.2024" / "notes.txt").write_text("mine")
    year = qa.from_rows(reviews=[review], plugins=plugins)
    qa.write(year, tmp_path / "year.2024", plugins=plugins)
    assert qa.read(tmp_path / "year.2024", plugins=plugins) == year
    assert (tmp_path / "year.2024" / "notes.txt").read_text() == "mine"


def test_tables_that_hold_nothing_any_more_leave_no_file_behind(tmp_path, plugins, review):
    both = qa.from_rows(reviews=[review], people=[{"id": "P1"}], plugins=plugins)
    qa.write(both, tmp_path / "year", plugins=plugins)
    only = qa.from_rows(reviews=[review], plugins=plugins)
    assert qa.read(qa.write(only, tmp_path / "year", plugins=plugins), plugins=plugins) == only


def test_an_example_that_there_is_not_is_named_with_the_nearest():
    with pytest.raises(qa.UnknownNameError, match="did you mean 'city-of-london-2023-24'"):
        qa.example("city-of-london")


def test_a_plugins_own_scale_is_read_back_with_that_plugin(tmp_path, review):
    class OurScale:
        @staticmethod
        @qa.hookimpl
        def qa_grading_scales():
            return [qa.GradingScale("ours", "Ours", ["Super", qa.Level("Not super", aliases=["NS"])])]

    plugins = qa.load_plugins(OurScale, allow=())
    year = qa.from_rows(reviews=[review | {"overall": "ns", "scale": "ours"}], plugins=plugins)
    for name in ("year.json", "year", "year.xlsx"):
        target = qa.write(year, tmp_path / name, plugins=plugins)
        assert qa.read(target, plugins=plugins) == year
        with pytest.raises(qa.DataError, match="a grading scale that no plugin gives"):
            qa.read(target, plugins=PLUGINS)


# Nothing leaks

MARKER = "Jane Quatermain"
ROWS = {
    table: [dict(FILLED[table]), dict(FILLED[table]) | ({"id": "Z2"} if "id" in FILLED[table] else {})]
    for table in TABLES
}


def planted(places, heading):
    """Return every table with the marker in some places: cells, or the headings of their columns."""
    tables = {table: [dict(row) for row in rows] for table, rows in ROWS.items()}
    for table, at, column in places:
        names = [one.name for one in columns_of(table)]
        name = names[column % len(names)]
        for row in tables[table] if heading else [tables[table][at % 2]]:
            if heading:
                row[MARKER] = row.pop(name, "x")
            else:
                row[name] = f"{MARKER}, born 1 May" if at % 3 else MARKER
    return tables


def as_workbook(tables, folder):
    workbook = openpyxl.Workbook()
    for table, rows in tables.items():
        sheet = workbook.create_sheet(table)
        headings = list(dict.fromkeys(name for row in rows for name in row))
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(name) for name in headings])
    workbook.save(folder / "year.xlsx")
    return folder / "year.xlsx"


def as_folder(tables, folder):
    import csv

    (folder / "year").mkdir(exist_ok=True)
    for table, rows in tables.items():
        with (folder / "year" / f"{table}.csv").open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, list(dict.fromkeys(name for row in rows for name in row)))
            writer.writeheader()
            writer.writerows(rows)
    return folder / "year"


def as_json(tables, folder):
    import json

    (folder / "year.json").write_text(json.dumps(tables), encoding="utf-8")
    return folder / "year.json"


cells = st.tuples(st.sampled_from(TABLES), st.integers(0, 5), st.integers(0, 40))


@pytest.mark.parametrize("form", [as_workbook, as_folder, as_json])
@given(places=st.lists(cells, min_size=1, max_size=5), heading=st.booleans())
@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_childs_name_in_any_cell_or_heading_is_in_no_message(tmp_path, caplog, recwarn, form, places, heading):
    file = form(planted(places, heading), tmp_path)
    said = []
    with caplog.at_level(logging.DEBUG):
        try:
            qa.read(file, plugins=PLUGINS)
        except qa.DataError as error:
            said += [str(error), repr(error), str(error.args), *traceback.format_exception(error)]
        year = qa.read(file, plugins=PLUGINS, strict=False)
    said += [repr(year), str(year), year._repr_html_(), str(year.problems), repr(year.origin), caplog.text]
    said += [str(warning.message) for warning in recwarn]
    assert not [text for text in said if "Quatermain" in text or "quatermain" in text.casefold()]


@pytest.mark.parametrize("form", [as_workbook, as_folder, as_json])
def test_a_sheet_or_file_called_after_a_child_is_in_no_message(tmp_path, form):
    rows = ROWS["reviews"]
    file = form({"reviews": rows, "Jane": rows, "recommendations Jane": ROWS["recommendations"]}, tmp_path)
    with pytest.raises(qa.DataError) as caught:
        qa.read(file, plugins=PLUGINS)
    assert "Jane" not in str(caught.value)
    year = qa.read(file, plugins=PLUGINS, strict=False)
    assert "Jane" not in f"{year.problems} {year.origin}"
    assert len(year.reviews) == 2


def test_a_damaged_workbook_says_nothing_of_what_is_in_it(tmp_path, plugins):
    content = as_workbook(ROWS | {"people": [{"id": MARKER}]}, tmp_path).read_bytes()
    chance = random.Random(7)
    for _ in range(60):
        damaged = bytearray(content)
        for _ in range(40):
            damaged[chance.randrange(len(damaged))] ^= 1 << chance.randrange(8)
        try:
            said = repr(qa.read(bytes(damaged), plugins=plugins))
        except qa.DataError as error:
            said = str(error)
        assert "Quatermain" not in said
