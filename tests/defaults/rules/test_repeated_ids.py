from __future__ import annotations

import pytest

from qaframework.defaults.rules.repeated_ids import TABLES, ids_used_once


@pytest.mark.parametrize("table", sorted(set(TABLES) - {"children"}))
def test_an_id_used_twice_is_named_with_its_table(said, table):
    rows = [{"id": "X1"}, {"id": "X1"}, {"id": "X2"}]
    assert said(ids_used_once, {table: rows}) == [f"{table}: 1 id used more than once: X1"]
    assert said(ids_used_once, {table: rows[1:]}) == []


def test_children_are_counted_and_never_named(said):
    example = {"children": [{"id": "Sam"}] * 3 + [{"id": "Kim"}] * 2 + [{"id": "Lee"}]}
    assert said(ids_used_once, example) == ["children: 2 ids used more than once"]


def test_one_id_in_two_tables_is_two_records(said):
    assert said(ids_used_once, {"people": {"id": "X1"}, "activities": {"id": "X1"}}) == []


def test_every_table_is_told_of_and_a_long_list_is_cut(said):
    example = {
        "people": [{"id": f"P{n}"} for n in (*range(10, 30), *range(10, 30))],
        "readings": [{"id": "G1"}, {"id": "G1"}],
    }
    people, readings = said(ids_used_once, example)
    assert people.startswith("people: 20 ids used more than once: P10, P11")
    assert people.endswith("P17 and 12 more")
    assert readings == "readings: 1 id used more than once: G1"
