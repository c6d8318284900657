"""Cells of a column read many at a time: never other than one by one."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.files.cells import ERROR_VALUE, CellError, Shown, single
from qaframework.files.columns import cell_reader, value_column
from qaframework.files.tables import columns_of
from qaframework.files.values import Remembered
from qaframework.testing import HARD_TEXTS

COLUMNS = {
    f"{table}.{column.name}": column for table in ("reviews", "activities", "children") for column in columns_of(table)
}
ODD = [
    "",
    " ",
    "#N/A",
    "####",
    "# 3",
    "C1/C2",
    "C1 and C2",
    "\ud800",
    "\xa0R1\xa0",
    "x" * 60,
    "Good",
    "yes",
    "obtained",
]
CELLS = st.one_of(
    st.sampled_from([*ODD, *HARD_TEXTS]),
    st.text(max_size=6),
    st.sampled_from(
        [None, 0, 7, 7.0, 0.5, True, False, float("nan"), datetime.date(2024, 2, 1), ["a", "b"], [], {"a": 1}]
    ),
    st.sampled_from([ERROR_VALUE, Shown(7, "007"), Shown(12e4, None)]),
)


def one_by_one(column, cells):
    read = cell_reader(column)
    values, faults = [], []
    for place, cell in enumerate(cells):
        try:
            values.append(read(single(cell)))
        except CellError as error:
            values.append(None)
            faults.append((place, error.what, error.fix))
    return values, faults


@pytest.mark.parametrize("column", COLUMNS.values(), ids=list(COLUMNS))
@given(blocks=st.lists(st.lists(CELLS, max_size=12), max_size=3))
def test_a_block_of_cells_reads_as_each_of_them_does(column, blocks):
    if column.kind is datetime.date:
        return
    at_once = value_column(column)
    for cells in blocks:
        values, faults = at_once.values(tuple(cells), range(len(cells)))
        assert (values, [(place, error.what, error.fix) for place, error in faults]) == one_by_one(column, cells)


@given(cells=st.lists(st.text(max_size=5), min_size=1))
def test_plain_texts_are_kept_but_for_the_spaces_around_them(cells):
    values, faults = value_column(COLUMNS["reviews.rationale"]).values(cells, range(len(cells)))
    if not faults and not any("#" in cell for cell in cells):
        assert values == [cell.strip() or None for cell in cells]


def test_a_text_is_read_once_however_often_it_stands_there():
    asked = []
    known = Remembered(lambda cell: asked.append(cell) or cell)
    known.of(["a", "b", "a", None, "a"])
    assert asked == ["a", "b"]


def test_a_mistake_in_a_reader_is_no_fault_of_a_cell():
    known = Remembered(lambda cell: cell + 1)
    with pytest.raises(TypeError, match="concatenate"):
        known.of(["a"])
