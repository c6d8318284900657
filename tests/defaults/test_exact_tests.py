from __future__ import annotations

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.defaults.exact_tests import stratified_test, told


def fisher(found, drawn, marked, total):
    """Fisher's exact test from its definition, in whole numbers: the chance of all tables no likelier than this one."""
    ways = {
        k: math.comb(marked, k) * math.comb(total - marked, drawn - k)
        for k in range(max(0, drawn + marked - total), min(drawn, marked) + 1)
    }
    return Fraction(sum(way for way in ways.values() if way <= ways[found]), math.comb(total, drawn))


def test_the_tea_taster_who_names_all_eight_cups():
    assert stratified_test(4, [(4, 4, 8)]) == pytest.approx(2 / 70)
    assert stratified_test(3, [(4, 4, 8)]) == pytest.approx(34 / 70)


def test_thirteen_of_thirteen_against_nine_of_fourteen_is_just_enough_and_ten_is_not():
    assert stratified_test(13, [(13, 22, 27)]) == pytest.approx(0.0407, abs=1e-4)
    assert stratified_test(13, [(13, 23, 27)]) > 0.05


@given(st.data())
def test_with_one_round_it_is_fishers_exact_test(data):
    total = data.draw(st.integers(0, 40))
    drawn, marked = data.draw(st.integers(0, total)), data.draw(st.integers(0, total))
    found = data.draw(st.integers(max(0, drawn + marked - total), min(drawn, marked)))
    assert stratified_test(found, [(drawn, marked, total)]) == pytest.approx(
        float(fisher(found, drawn, marked, total)), abs=1e-9
    )


def test_with_two_rounds_it_is_every_pair_of_tables_counted_out():
    rounds = [(3, 4, 8), (5, 2, 9)]
    ways = {}
    for (i, one), (j, other) in product(*(list(enumerate(tables(*numbers))) for numbers in rounds)):
        ways[i + j] = ways.get(i + j, 0) + one * other
    whole = sum(ways.values())
    for found in ways:
        expected = sum(way for way in ways.values() if way <= ways[found]) / whole
        assert stratified_test(found, rounds) == pytest.approx(expected)


def tables(drawn, marked, total):
    """How many ways there are to draw none, one, two ... marked ones (none is possible in these)."""
    return [math.comb(marked, k) * math.comb(total - marked, drawn - k) for k in range(min(drawn, marked) + 1)]


def test_a_reader_of_the_harder_round_is_not_found_out_of_line():
    hard, easy = (10, 4, 20), (2, 20, 20)
    assert stratified_test(2 + 2, [hard, easy]) == pytest.approx(1.0)
    pooled = stratified_test(2 + 2, [(12, 24, 40)])
    assert pooled < stratified_test(2 + 2, [hard, easy])


def test_rounds_without_anything_to_tell_apart_add_nothing():
    assert stratified_test(0 + 5, [(5, 5, 9), (5, 10, 10)]) == pytest.approx(stratified_test(0, [(5, 5, 9)]))
    assert stratified_test(0, []) == 1.0


def test_a_round_of_thousands_needs_no_huge_numbers():
    assert stratified_test(4400 // 2, [(2500, 4400, 5000)]) == pytest.approx(1.0)
    assert stratified_test(300, [(500, 4400, 5000)]) < 1e-12


def test_a_chance_is_told_without_a_zero_that_it_is_not():
    assert told(0.0004) == "p < 0.001"
    assert told(0.001) == "p = 0.001"
