"""One cell: tolerant where people are, strict where guessing hurts, and never repeating what it says."""

import datetime
from decimal import Decimal
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.files.cells import (
    ERROR_VALUES,
    CellError,
    Shown,
    Unreadable,
    describe,
    list_text,
    plain,
    read_code,
    read_list,
    read_share,
    read_suggested,
    read_text,
    read_whole,
    read_yes_no,
    reader_of,
)

DAY = datetime.date(2024, 3, 25)


@pytest.mark.parametrize("blank", [None, "", "   ", "\u00a0", "\t\n", float("nan"), Decimal("nan")])
def test_a_blank_is_none(blank):
    assert plain(blank) is None


@pytest.mark.parametrize(
    ("cell", "value"),
    [(" Good ", "Good"), ("\u00a0Good\u00a0", "Good"), (0, 0), (False, False), (Decimal("2.50"), 2.5)],
)
def test_a_value_loses_the_spaces_around_it_and_nothing_else(cell, value):
    assert plain(cell) == value
    assert type(plain(cell)) is type(value)


@pytest.mark.parametrize("error", [*sorted(ERROR_VALUES), "#n/a", " #REF! ", "######", "#"])
def test_a_spreadsheets_error_value_is_never_text(error):
    with pytest.raises(CellError, match="error value"):
        plain(error)


@pytest.mark.parametrize("text", ["#1", "# of children", "#N/A?", "N/A"])
def test_text_that_only_begins_like_an_error_value_is_text(text):
    assert plain(text) == text


def test_what_its_own_file_cannot_read_is_refused_in_its_words():
    with pytest.raises(CellError) as caught:
        plain(Unreadable("a formula without a saved value", "Save it"))
    assert (caught.value.what, caught.value.fix) == ("a formula without a saved value", "Save it")


def test_numbers_of_numpy_and_blanks_of_pandas_are_what_they_stand_for():
    numpy = pytest.importorskip("numpy")
    pandas = pytest.importorskip("pandas")
    assert plain(numpy.int64(7)) == 7
    assert type(plain(numpy.int64(7))) is int
    assert plain(numpy.bool_(True)) is True
    assert plain(pandas.NA) is None
    assert plain(pandas.NaT) is None
    assert read_text(plain(numpy.str_("C1"))) == "C1"


@pytest.mark.parametrize(
    ("value", "kind"),
    [
        (True, "a yes or no"),
        (1.5, "a number"),
        (Shown(7, "007"), "a number"),
        (DAY, "a date"),
        (datetime.datetime(2024, 3, 25, 9), "a date and time"),
        (datetime.time(9), "a time"),
        (datetime.timedelta(hours=9), "a time"),
        ("x", "text of 1 character"),
        ("x" * 1200, "text of 1,200 characters"),
        (["x"], "a list"),
        ({"x": 1}, "an object"),
        (object(), "a value of type object"),
    ],
)
def test_a_value_is_described_by_its_kind(value, kind):
    assert describe(value) == kind


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("007", "007"),
        ("12E4", "12E4"),
        (7, "7"),
        (7.0, "7"),
        (7.5, "7.5"),
        (Shown(7, "0007"), "0007"),
        (10**20, "1" + "0" * 20),
    ],
)
def test_a_code_keeps_the_digits_people_see(cell, text):
    assert read_text(cell) == text


@pytest.mark.parametrize("cell", [True, DAY, Shown(120000, None), [1], {"a": 1}, b"C1", "\ud800"])
def test_what_is_no_text_is_refused(cell):
    with pytest.raises(CellError):
        read_text(cell)


@pytest.mark.parametrize(
    "cell", ["C1/C2", "C1 & C2", "C1&C2", "C1, C2", "C1;C2", "C1 and C2", "C1 OR C2", "C1+C2", "C1\nC2"]
)
def test_two_codes_in_one_cell_are_refused(cell):
    with pytest.raises(CellError, match="two codes") as caught:
        read_code(cell)
    assert "C1" not in str(caught.value)


@pytest.mark.parametrize("cell", ["C1", "C-1", "C.1", "C_1", "Sandy", "ORLANDO", "C 1", 17])
def test_one_code_is_one_code(cell):
    assert read_code(cell) == str(cell)


@pytest.mark.parametrize(
    ("cell", "number"), [(3, 3), (3.0, 3), ("3", 3), ("1,204", 1204), ("12.0", 12), (Shown(7, "07"), 7)]
)
def test_a_count_is_a_whole_number(cell, number):
    assert read_whole(cell) == number


@pytest.mark.parametrize(
    "cell", [-1, "-1", 2.5, "2.5", "three", "1,2", True, DAY, 10**15, "9" * 5000, "1e3", float("inf")]
)
def test_what_counts_nothing_is_refused(cell):
    with pytest.raises(CellError):
        read_whole(cell)


@pytest.mark.parametrize(
    ("cell", "share"),
    [
        ("66%", 0.66),
        ("66 %", 0.66),
        ("66.5%", 0.665),
        (".5", 0.5),
        ("0.66", 0.66),
        (0.66, 0.66),
        (1, 1.0),
        ("100%", 1.0),
        ("1e-07", 1e-07),
    ],
)
def test_a_share_is_between_0_and_1(cell, share):
    assert read_share(cell) == pytest.approx(share)


@pytest.mark.parametrize("cell", [66, "66", "101%", -0.1, "-5%", "most", True, "1e400", 10**400, "2/3", "5%%"])
def test_what_is_no_share_is_refused(cell):
    with pytest.raises(CellError, match="share"):
        read_share(cell)


@pytest.mark.parametrize("cell", ["yes", "Y", "TRUE", "1", 1, 1.0, True, Shown(1, "01")])
def test_yes_has_many_spellings(cell):
    assert read_yes_no(cell) is True


@pytest.mark.parametrize("cell", ["no", "N", "False", 0, 0.0, False])
def test_so_has_no(cell):
    assert read_yes_no(cell) is False


@pytest.mark.parametrize("cell", ["x", "maybe", 2, "\u2713", DAY, "yes/no"])
def test_neither_yes_nor_no_is_refused(cell):
    with pytest.raises(CellError, match="yes or no"):
        read_yes_no(cell)


@pytest.mark.parametrize(
    ("cell", "items"),
    [
        ("a; b", ("a", "b")),
        ("a, b", ("a", "b")),
        ("a\nb", ("a", "b")),
        ("a;; b ;", ("a", "b")),
        ("speech, language; sleep", ("speech, language", "sleep")),
        ("one", ("one",)),
        (7, ("7",)),
        (["a", " b ", None, ""], ("a", "b")),
        ((), ()),
    ],
)
def test_a_list_is_split_where_people_split_it(cell, items):
    assert read_list(cell) == items


@pytest.mark.parametrize("cell", [["a;b"], ["a\nb"], [DAY], [["a"]], ["#N/A"]])
def test_a_list_item_that_could_not_be_written_is_refused(cell):
    with pytest.raises(CellError):
        read_list(cell)


items = (
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters=";\n#"), min_size=1).map(str.strip).filter(bool)
)


@given(st.lists(items).map(tuple))
def test_a_list_reads_back_from_its_text(listed):
    assert read_list(list_text(listed)) == listed


status = reader_of(Literal["early_help", "child_in_need", "looked_after"])


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("Looked after", "looked_after"),
        ("LOOKED-AFTER", "looked_after"),
        ("looked_after", "looked_after"),
        ("CIN", "child_in_need"),
        ("lac", "looked_after"),
    ],
)
def test_a_choice_is_recognised_however_it_is_written(cell, code):
    assert status(cell) == code


def test_a_choice_that_is_none_names_the_nearest():
    with pytest.raises(CellError) as caught:
        status("loked after")
    assert caught.value.fix == "Did you mean looked_after?"
    assert "loked" not in str(caught.value)


def test_a_choice_like_none_names_them_all():
    with pytest.raises(CellError) as caught:
        status("Jane")
    assert caught.value.fix == "Write one of early_help, child_in_need, looked_after"


def test_a_usual_word_is_kept_as_a_code_and_another_as_it_is():
    read = read_suggested(("in_progress",))
    assert (read("In progress"), read("Parked for now")) == ("in_progress", "Parked for now")


def refusal(read, cell):
    try:
        value = plain(cell)
        if value is not None:
            read(value)
    except CellError as error:
        return f"{error.what} {error.fix}"
    return ""


names = st.text().map("Quatermain {}".format)


@given(names | st.lists(names, min_size=1) | st.dictionaries(names, names, min_size=1) | names.map(str.encode))
def test_no_message_repeats_a_cell(cell):
    for read in (read_text, read_code, read_whole, read_share, read_yes_no, read_list, status):
        assert "quatermain" not in refusal(read, cell).casefold()
