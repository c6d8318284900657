import copy
import pickle
import traceback

import pytest

import qaframework as qa
from qaframework.errors import (
    DataError,
    PluginError,
    Problem,
    QaError,
    ScaleError,
    SettingsError,
    UnknownNameError,
    nearest,
)
from qaframework.files.tables import TABLES, columns_of
from qaframework.testing import FILLED


@pytest.mark.parametrize("kind", [DataError, ScaleError, SettingsError, PluginError, UnknownNameError])
def test_every_error_is_a_qa_error(kind):
    assert issubclass(kind, QaError)


def test_the_exit_code_tells_broken_input_from_a_broken_plugin():
    assert DataError([]).exit_code == 2
    assert UnknownNameError("rule", "x", ()).exit_code == 2
    assert PluginError("absent").exit_code == 3


def test_a_data_error_says_every_problem_and_where():
    error = DataError([Problem("Reviews!E7", "blank", "Write the grade"), Problem("Reviews!F9", "a number")], "y.xlsx")
    lines = str(error).splitlines()
    assert lines[0] == "2 problems in y.xlsx"
    assert lines[1].strip() == "Reviews!E7: blank. Write the grade."
    assert lines[2].strip() == "Reviews!F9: a number."


def test_one_problem_is_not_called_problems():
    assert str(DataError([Problem("row 1", "blank")])).startswith("1 problem\n")


def test_a_data_error_can_be_caught_as_a_value_error_and_an_unknown_name_as_a_lookup_error():
    assert isinstance(DataError([]), ValueError)
    assert isinstance(UnknownNameError("scale", "x", ()), LookupError)


def test_an_unknown_name_suggests_the_nearest():
    assert "did you mean 'limiting-domain'?" in str(UnknownNameError("rule", "limitng-domain", ["limiting-domain"]))


def test_an_unknown_name_like_nothing_lists_what_there_is():
    assert str(UnknownNameError("scale", "zzz", ["cqc", "ciw"])) == "there is no scale 'zzz'; there are: ciw, cqc"


def test_a_long_list_of_known_names_is_cut_and_says_so():
    said = str(UnknownNameError("rule", "zzz", [f"rule-{number:02}" for number in range(40)]))
    assert said.endswith(", ...")
    assert len(said) < 200


def test_an_unknown_name_where_there_is_nothing_says_that():
    assert str(UnknownNameError("rule", "x", ())).endswith("there are none")
    assert str(UnknownNameError("survey", "", ())) == "no survey is recorded"
    assert str(UnknownNameError("survey", "", ("SV-1", "SV-2"))) == "which survey? there are: SV-1, SV-2"


@pytest.mark.parametrize(
    "error",
    [
        DataError([Problem("row 1", "blank", "Fill it")], "rows"),
        UnknownNameError("rule", "x", ["b", "a"]),
        ScaleError("no"),
        SettingsError("no"),
        PluginError("no"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_errors_survive_a_process_boundary(error):
    for twin in (pickle.loads(pickle.dumps(error)), copy.deepcopy(error)):
        assert type(twin) is type(error)
        assert str(twin) == str(error)
        assert vars(twin) == vars(error)


def test_nearest_gives_nothing_where_nothing_is_near():
    assert nearest("limiting", ["blind", "voice"]) is None
    assert nearest("", ["blind"]) is None
    assert nearest("blind", []) is None


PLANTED = "Tommy Atkins was hit"
CELLS = [(table, column.name) for table in TABLES for column in columns_of(table)]


@pytest.mark.parametrize(("table", "column"), CELLS, ids=map(".".join, CELLS))
def test_no_error_repeats_what_stood_in_a_cell(table, column):
    """A column that slipped puts a child's story anywhere; what is said about it must not tell it."""
    rows = {name: [dict(columns)] for name, columns in FILLED.items() if name in ("activities", "reviews", table)}
    rows[table][0][column] = PLANTED
    for strict in (True, False):
        try:
            year = qa.from_rows(strict=strict, **rows)
        except qa.DataError as error:
            said = [str(error), repr(error), *traceback.format_exception(error)]
        else:
            said = [repr(year), repr(year.problems), year._repr_html_()]
        assert not [text for text in said if "Tommy" in text or "hit" in text]
