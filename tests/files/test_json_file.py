"""JSON, and rows from anywhere, which look the same."""

import json
import re

import pytest

import qaframework as qa
from qaframework.files.json_file import FORMAT


@pytest.fixture
def file(tmp_path):
    def make(content):
        path = tmp_path / "year.json"
        path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
        return path

    return make


def test_a_file_holds_one_key_a_table_and_one_object_a_row(file, plugins, review):
    (read,) = qa.read(file({"qaframework": FORMAT, "Reviews": [review]}), plugins=plugins).reviews
    assert (read.id, str(read.overall), read.row) == ("R1", "Good", 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_any_unicode_is_read(file, plugins, review, encoding):
    content = json.dumps({"reviews": [review | {"rationale": "caf\u00e9"}]}, ensure_ascii=False).encode(encoding)
    assert qa.read(file(content), plugins=plugins).reviews[0].rationale == "caf\u00e9"


def test_an_object_without_a_table_is_an_empty_year(file, plugins):
    assert qa.read(file({}), plugins=plugins) == qa.Programme()
    assert qa.read(file({"reviews": [], "people": []}), plugins=plugins) == qa.Programme()


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "year.json: an empty file"),
        (b"  \n", "year.json: an empty file"),
        (b"[1]", "year.json: a list, where an object of tables is expected"),
        (b"null", "year.json: nothing, where an object of tables is expected"),
        (b'{"reviews": [\n{"id": Jane}]}', "year.json line 2: not JSON"),
        (b'{"reviews": "\xff"}', "year.json: text in an encoding that cannot be read"),
        (b"[" * 100_000, "year.json: not JSON"),
        (b'{"reviews": [' + b"9" * 5000 + b"]}", "year.json: not JSON"),
        (b'{"reviews": [{"id": "R1", "id": "R2"}]}', "year.json: an object with the same key twice"),
        (
            b'{"qaframework": 2}',
            "year.json: a newer format (this version reads format 1). Read it with a newer qaframework",
        ),
        (b'{"qaframework": "x"}', "year.json: a format that there is not (this version reads format 1)"),
        (b'{"reviews": {"id": "R1"}}', "year.json reviews: an object, where a list of rows is expected"),
    ],
)
def test_what_cannot_be_read_is_named(file, problems_of, content, problem):
    (told,) = problems_of(file(content))
    assert told.startswith(problem)
    assert "Jane" not in told


def test_keys_that_are_no_tables_are_named_by_their_places_and_hide_no_other_problem(file, problems_of, review):
    content = {
        "Jane": [],
        "reveiws": [review],
        "people": [{"id": "P1/P2"}],
        "People": [],
        "children": "C1",
        "reviews": [review | {"overall": "I"}, ["R2"]],
    }
    problems = problems_of(file(content))
    assert [re.split(r"\. |: it could", problem)[0] for problem in problems] == [
        "year.json key 1: a key that is no table",
        "year.json key 2: a key that is no table",
        "year.json key 4: a second key of the table people",
        "year.json children: text of 2 characters, where a list of rows is expected",
        "people row 1.id: what may be two codes in one cell (with /, &, +, a comma or the word and)",
        "reviews row 1.overall: a short form that is not safe to read",
        "reviews row 2: a list, where a row is expected",
    ]
    assert problems[1].endswith("Did you mean 'reviews'?")


def test_an_encoding_that_cannot_be_read_is_called_one(tmp_path, problems_of, review):
    file = tmp_path / "year.json"
    file.write_bytes(json.dumps({"reviews": [review | {"rationale": "caf\xe9"}]}, ensure_ascii=False).encode("cp1252"))
    assert problems_of(file) == ["year.json: text in an encoding that cannot be read. Save it as UTF-8."]


def test_a_cell_is_one_value_or_a_list_of_texts(file, problems_of, review):
    rows = [
        {"id": "REC1", "text": "t", "level": "child", "source": "R1", "raised_on": "2024-02-01", "themes": themes}
        for themes in (["a", "b, c"], [], "a; b", {"a": 1}, [["a"]], ["a;b"])
    ]
    problems = problems_of(file({"recommendations": rows}))
    assert [problem.split(". ")[0] for problem in problems] == [
        "recommendations row 4.themes: an object, where one value is expected",
        "recommendations row 5.themes: a list, where one value is expected",
        "recommendations row 6.themes: a list with ; or a line break inside one of its items",
    ]


def test_numbers_true_and_null_are_what_they_are(file, plugins, review):
    content = {
        "reviews": [review | {"id": 7, "child": None, "subject": 12.0, "rationale": None}],
        "people": [{"id": "P1", "external": True}],
    }
    year = qa.read(file(content), plugins=plugins)
    assert (year.reviews[0].id, year.reviews[0].subject, year.reviews[0].child) == ("7", "12", None)
    assert year.people[0].external is True


def test_a_written_file_says_its_format_and_leaves_blanks_out(plugins, review, tmp_path):
    target = qa.write(qa.from_rows(reviews=[review], plugins=plugins), tmp_path / "year.json")
    assert json.loads(target.read_text("utf-8")) == {"qaframework": 1, "reviews": [review | {"scale": "ofsted-2018"}]}


# Rows


def test_rows_of_a_list_may_have_different_keys(plugins, review):
    year = qa.from_rows(
        reviews=[review, review | {"id": "R2", "rationale": "why", "domain.RISK": "Good"}], plugins=plugins
    )
    assert [one.rationale for one in year.reviews] == [None, "why"]
    assert year.reviews[1].domain_grades["RISK"] == "Good"


def test_rows_of_an_iterator_are_read_as_they_come(plugins, review):
    alive = []

    class Row(dict):
        def __init__(self, number):
            super().__init__(review | {"id": f"R{number}"})
            alive.append(number)
            self.number = number

        def __del__(self):
            alive.remove(self.number)

    most = 0

    def rows():
        nonlocal most
        for number in range(50):
            most = max(most, len(alive))
            yield Row(number)

    assert len(qa.from_rows(reviews=rows(), plugins=plugins).reviews) == 50
    assert most <= 3


def test_a_key_that_the_first_row_of_an_iterator_does_not_have_is_named(plugins, review):
    rows = iter([review, review | {"id": "R2", "rationale": "why"}, {"id": "R3"}])
    year = qa.from_rows(reviews=rows, plugins=plugins, strict=False)
    assert [one.id for one in year.reviews] == ["R1"]
    assert str(year.problems[0]) == (
        "reviews row 2: a key that the first row does not have. "
        "Give every key in the first row too, or give the rows as a list."
    )
    assert str(year.problems[1]).startswith("reviews row 3.activity: a blank cell")


@pytest.mark.parametrize("rows", [[], (), iter([]), None, {}.values()])
def test_no_rows_are_no_records(plugins, rows):
    assert qa.from_rows(reviews=rows, plugins=plugins) == qa.Programme()


@pytest.mark.parametrize("row", ["R1", 7, None, ["R1"], ("R1", "A1")])
def test_a_row_that_is_no_mapping_is_named(plugins, review, row):
    for rows in ([review, row], iter([review, row])):
        year = qa.from_rows(reviews=rows, plugins=plugins, strict=False)
        assert len(year.reviews) == 1
        assert [problem.where for problem in year.problems] == ["reviews row 2"]


def test_a_data_frame_of_pandas_will_do(plugins, review):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(
        [
            review | {"completed_on": pandas.Timestamp("2024-02-01"), "rationale": float("nan"), "manager": 7},
            review | {"id": "R2", "completed_on": pandas.Timestamp("2024-02-02"), "rationale": "why", "manager": None},
        ]
    )
    year = qa.from_rows(reviews=frame, plugins=plugins)
    assert [(one.id, one.completed_on.day, one.rationale, one.manager) for one in year.reviews] == [
        ("R1", 1, None, "7"),
        ("R2", 2, "why", None),
    ]
    late = pandas.DataFrame(
        [{"recommendation": "REC1", "on": "2024-03-20", "by": "P1", "status": "issued", "due": pandas.NaT}]
    )
    assert qa.from_rows(updates=late, plugins=plugins).updates[0].due is None


def test_whatever_has_to_dicts_will_do(plugins, review):
    class Frame:
        columns = ()

        def to_dicts(self):
            return [review]

    assert len(qa.from_rows(reviews=Frame(), plugins=plugins).reviews) == 1


def test_a_table_that_there_is_not_is_refused_with_the_nearest(plugins):
    with pytest.raises(qa.UnknownNameError, match="did you mean 'reviews'"):
        qa.from_rows(plugins=plugins, reveiws=[])


def test_a_scale_that_there_is_not_is_refused_with_the_nearest(plugins, review):
    with pytest.raises(qa.UnknownNameError, match="did you mean 'ofsted-2018'"):
        qa.from_rows(plugins=plugins, scale="ofsted-2019", reviews=[review])
