"""The row of headings, found under titles, blank rows and merged cells."""

import datetime

from qaframework.files.cells import Unreadable
from qaframework.files.headings import find_table, fitting_table

HEADINGS = ["id", "activity", "child", "reviewer", "completed_on", "overall"]
DATA = ["R1", "A1", "C1", "P1", "2024-02-01", "Good"]


def found(*rows, table="reviews"):
    return find_table(table, "Reviews", iter(enumerate(rows, start=1)))


def test_headings_stand_in_the_first_row():
    raw = found(HEADINGS, DATA)
    assert (raw.headings, raw.heading_row, list(raw.rows)) == (HEADINGS, 1, [(2, DATA)])


def test_titles_and_blank_rows_above_are_passed_over():
    raw = found(["Practice reviews 2024"], [], [None, None], ["for the board", "March"], HEADINGS, DATA)
    assert (raw.headings, raw.heading_row, list(raw.rows)) == (HEADINGS, 5, [(6, DATA)])


def test_a_title_right_above_a_column_without_a_heading_is_no_heading():
    raw = found(["Practice reviews"], [None, *HEADINGS], [None, *DATA])
    assert raw.headings == [None, *HEADINGS]
    assert raw.heading_row == 2


def test_a_group_merged_over_domains_gives_them_their_name():
    raw = found(
        [*HEADINGS, "Domain", None, None, "rationale"],
        [*[None] * 6, "RISK", "Care planning", "VOICE", None],
        [*DATA, "Good", "Good", "Good", "why"],
    )
    assert raw.headings == [*HEADINGS, "Domain.RISK", "Domain.Care planning", "Domain.VOICE", "rationale"]
    assert (raw.heading_row, [number for number, _ in raw.rows]) == (2, [3])


def test_a_group_over_ordinary_columns_leaves_them_their_names():
    raw = found(["The review", None, None, "Who and when", None, None], HEADINGS, DATA)
    assert (raw.headings, raw.heading_row) == (HEADINGS, 2)


def test_a_heading_in_the_lower_row_under_a_group_of_domains_keeps_its_own_name():
    raw = found(["Domain", None, None, None, None, None, None], ["RISK", *HEADINGS], ["Good", *DATA])
    assert raw.headings == ["Domain.RISK", *HEADINGS]


def test_data_under_a_blank_heading_beside_a_domain_is_not_taken_for_a_second_row_of_headings():
    raw = found([*HEADINGS, "domain.RISK", None], [*DATA, "Good", "stray"])
    assert (raw.heading_row, list(raw.rows)) == (1, [(2, [*DATA, "Good", "stray"])])


def test_a_blank_row_below_the_headings_is_no_part_of_them():
    raw = found(HEADINGS, [None] * 6, DATA)
    assert (raw.heading_row, [number for number, _ in raw.rows]) == (1, [2, 3])


def test_headings_that_are_no_text_are_headings_all_the_same():
    raw = found([*HEADINGS, 2024, datetime.date(2024, 1, 1), Unreadable("an error value", "")], DATA)
    assert raw.headings[:6] == HEADINGS
    assert None not in raw.headings


def test_there_are_no_headings_where_no_row_near_the_top_has_any():
    assert found(["Name", "Age"], ["x", 3]) is None
    assert found() is None
    assert found(*[["title"]] * 15, HEADINGS, DATA) is None


def test_a_sheet_is_known_by_its_headings_where_it_has_all_that_a_table_needs():
    assert fitting_table([(1, ["Round 2"]), (2, HEADINGS), (3, DATA)]) == "reviews"
    assert fitting_table([(1, HEADINGS[:-1]), (2, DATA)]) is None
    assert fitting_table([(1, ["id"])]) is None
    assert fitting_table([]) is None
