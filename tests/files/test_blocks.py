"""Rows are read in blocks: none is lost at their edges, and each keeps its number."""

import itertools

import pytest

from qaframework.files.blocks import ROWS, blocks_of
from qaframework.files.cells import Unreadable
from qaframework.files.columns import lay_out
from qaframework.files.headings import RawTable
from qaframework.files.notes import Notes
from qaframework.files.sources import Source

LOST = Unreadable("a damaged row", "Save it again")


@pytest.fixture
def read():
    """Return the number, the values and the faults of each row of a table of people."""

    def tell(rows):
        raw = RawTable(name="people", headings=["id", "role"], rows=rows)
        layout = lay_out("people", raw, Notes(Source("rows", "rows", {"people": raw})))
        told = []
        for block in blocks_of(layout, rows):
            faults = {place: error.what for place, _, error in block.faults}
            told += [
                (number, values, faults.get(place))
                for place, (number, values) in enumerate(zip(block.numbers, block.values, strict=True))
            ]
        return told

    return tell


@pytest.mark.parametrize("count", [0, 1, ROWS - 1, ROWS, ROWS + 1, 2 * ROWS + 3])
def test_every_row_comes_once_and_in_its_order(read, count):
    rows = [(number, [f"P{number}", None]) for number in range(2, count + 2)]
    assert read(rows) == [(number, {"id": f"P{number}"}, None) for number in range(2, count + 2)]


def test_a_row_without_cells_is_passed_over_and_one_that_is_short_is_filled_up(read):
    assert read([(2, []), (3, ["P3"]), (4, ())]) == [(3, {"id": "P3"}, None)]


def test_a_row_that_its_file_cannot_read_stands_where_it_stood(read):
    rows = [(2, ["P2", ""]), (3, LOST), (4, LOST), (5, ["P5/P6", "x"])]
    assert read(rows) == [
        (2, {"id": "P2"}, None),
        (3, {}, "a damaged row"),
        (4, {}, "a damaged row"),
        (5, {"id": None, "role": "x"}, "what may be two codes in one cell (with /, &, +, a comma or the word and)"),
    ]


def test_rows_are_taken_as_they_are_asked_for(read):
    taken = []
    rows = ((number, [f"P{number}", "x"]) for number in itertools.count() if taken.append(number) is None)
    raw = RawTable(name="people", headings=["id", "role"], rows=rows)
    layout = lay_out("people", raw, Notes(Source("rows", "rows", {"people": raw})))
    next(blocks_of(layout, rows))
    assert len(taken) == ROWS
