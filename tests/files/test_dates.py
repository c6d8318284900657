"""Dates: day first, and a watch over the column for those whose day and month cannot be told apart."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.files.cells import CellError
from qaframework.files.dates import DateColumn, read_day

DAY = datetime.date(2024, 1, 29)


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-29",
        "2024/01/29",
        "2024-01-29 00:00:00",
        "2024-01-29T10:30:00Z",
        "2024-01-29T10:30:00.123+01:00",
        "29/01/2024",
        "29.1.2024",
        "29-01-24",
        "29/01/2024 14:05",
        "29 January 2024",
        "29 Jan 2024",
        "29-Jan-24",
        "29Jan2024",
        "29th of January, 2024",
        "Monday 29 January 2024",
        "Mon, 29 Jan 2024",
        "January 29, 2024",
        "  29   january   2024 ",
    ],
)
def test_a_date_is_read_however_people_write_it(text):
    assert read_day(text)[0] == DAY


@pytest.mark.parametrize("cell", [DAY, datetime.datetime(2024, 1, 29), datetime.datetime(2024, 1, 29, 23, 59)])
def test_a_date_cell_is_its_day(cell):
    assert read_day(cell)[0] == DAY
    assert type(read_day(cell)[0]) is datetime.date


def test_a_timestamp_of_pandas_is_its_day():
    pandas = pytest.importorskip("pandas")
    assert read_day(pandas.Timestamp("2024-01-29 08:00"))[0] == DAY
    assert DateColumn().read(pandas.NaT, 1) is None


def test_day_comes_first():
    assert read_day("03/04/2024") == (datetime.date(2024, 4, 3), "either")
    assert read_day("13/04/2024") == (datetime.date(2024, 4, 13), "day_first")
    assert read_day("04/04/2024")[1] == "sure"


@pytest.mark.parametrize("text", ["04/13/2024", "1/29/24", "12-31-2023"])
def test_a_month_that_comes_first_is_refused(text):
    with pytest.raises(CellError, match="month first"):
        read_day(text)


@pytest.mark.parametrize(
    "text",
    ["31/02/2024", "2024-02-30", "29 February 2023", "0/1/2024", "13 Marble 2024", "32/01/2024", "2024-13-01"],
)
def test_a_day_that_does_not_exist_is_refused(text):
    with pytest.raises(CellError, match="does not exist"):
        read_day(text)


@pytest.mark.parametrize(
    "cell",
    ["yesterday", "March 2024", "2024", "25/03", "20240325", "1/2/3/4", "-", 45376, 45376.0, True, datetime.time(9)],
)
def test_what_is_no_date_is_refused_and_not_repeated(cell):
    with pytest.raises(CellError) as caught:
        read_day(cell)
    assert str(cell) not in caught.value.what


@given(st.dates())
def test_every_day_reads_back_from_its_iso_text(day):
    assert read_day(day.isoformat()) == (day, "sure")


@given(st.dates(datetime.date(2000, 1, 1), datetime.date(2099, 12, 31)))
def test_every_day_reads_back_day_first(day):
    assert read_day(f"{day:%d/%m/%Y}")[0] == day
    assert read_day(f"{day:%d/%m/%y}")[0] == day
    assert read_day(f"{day.day} {day:%B %Y}")[0] == day


def watched(*cells):
    """Return the rows that are in doubt, and those that are refused."""
    column, refused = DateColumn(), []
    for row, cell in enumerate(cells, start=1):
        try:
            column.read(cell, row)
        except CellError:
            refused.append(row)
    return [row for row, _, _ in column.unsure()], refused


def test_one_month_first_date_puts_every_date_in_doubt_that_can_be_read_two_ways():
    assert watched("03/04/2024", "04/25/2024", "25/04/2024", "05/05/2024", "2024-03-04") == ([1], [2])


def test_the_order_of_the_rows_does_not_matter():
    assert watched("04/25/2024", "03/04/2024") == ([2], [1])


def test_a_column_without_a_month_first_date_is_read_day_first():
    assert watched("03/04/2024", "25/04/2024", "2024-03-04") == ([], [])


EARLY = [datetime.date(2024, month, 5) for month in (1, 2, 3)]
LATE = ["25/01/2024", "26/01/2024", "27/01/2024"]


def test_date_cells_up_to_12_among_texts_above_12_may_have_been_swapped_by_an_american_spreadsheet():
    assert watched(*EARLY, *LATE) == ([1, 2, 3], [])


def test_one_date_cell_above_12_or_one_text_up_to_12_says_that_nothing_was_swapped():
    assert watched(*EARLY, *LATE, datetime.date(2024, 1, 25)) == ([], [])
    assert watched(*EARLY, *LATE, "05/01/2024") == ([], [])


def test_a_blank_is_no_date_and_says_nothing():
    column = DateColumn()
    assert [column.read(cell, 1) for cell in (None, "", "  ", float("nan"))] == [None] * 4
    assert not list(column.unsure())
