"""Tables for terminals, Markdown and pages."""

from __future__ import annotations

import doctest
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework import show
from qaframework.show import html_table, in_markdown, markdown_table, text_table

ROWS: list[dict[str, Any]] = [
    {"id": "12E4", "count": 3, "title": "a title that is long enough to need more than one line"},
    {"id": "0013", "count": 1200, "title": None},
]


def test_its_examples_hold() -> None:
    assert doctest.testmod(show).failed == 0


def test_an_id_that_looks_like_a_number_is_printed_as_it_is() -> None:
    assert "12E4" in text_table(ROWS)
    assert "0013" in text_table(ROWS)


def test_numbers_stand_to_the_right_and_words_to_the_left() -> None:
    _, _, first, second = text_table(ROWS).splitlines()
    assert first.index("3") == second.index("1200") + 3
    assert first.index("a title") == text_table(ROWS).splitlines()[0].index("title")


def test_a_table_has_one_line_a_row_however_wide_it_is() -> None:
    assert len(text_table(ROWS * 5).splitlines()) == 2 + 10


def test_a_table_that_does_not_fit_its_terminal_becomes_a_list_without_losing_a_value() -> None:
    narrow = text_table(ROWS, width=40)
    assert max(map(len, narrow.splitlines())) <= 40
    assert narrow.splitlines()[:2] == ["12E4", "  count: 3"]
    assert "one line" in " ".join(narrow.split())
    assert "title: None" not in narrow
    assert text_table(ROWS, width=200) == text_table(ROWS)


def test_a_table_of_nothing_is_nothing() -> None:
    assert text_table([]) == ""
    assert markdown_table([]) == ""


@given(st.text())
def test_whatever_a_markdown_cell_says_it_stays_one_cell(text: str) -> None:
    table = markdown_table([{"what": text, "end": "x"}])
    assert len(table.split("\n")) == 3
    assert "<" not in table


@pytest.mark.parametrize("text", ["a | b", "*bold*", "[x](y)", "`code`", "two\nlines", "back\\slash"])
def test_signs_that_mean_something_in_markdown_are_escaped(text: str) -> None:
    escaped = in_markdown(text)
    assert "\n" not in escaped
    for sign in "|*[]`":
        assert escaped.count(sign) == escaped.count(f"\\{sign}")


def test_an_html_table_says_how_many_rows_it_shows_of_how_many_and_keeps_its_budget() -> None:
    html = html_table(ROWS * 200, caption="Rules", budget=4_000)
    assert len(html.encode()) <= 4_000
    assert "of 400)" in html


def test_an_html_table_escapes_what_it_shows() -> None:
    html = html_table([{"<i>": "<script>"}], caption="<b>")
    assert "<script>" not in html
    assert "<i>" not in html
    assert "<b>" not in html
