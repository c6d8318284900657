"""The exact solver says what every table that fits says, by looking at every table that fits."""

from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qaframework.disclosure.simplex import Constraint, NothingFitsError, Program

TOP = 4


@st.composite
def programs(draw):
    size = draw(st.integers(1, 4))
    bounds = []
    for _ in range(size):
        least = draw(st.integers(0, 2))
        bounds.append((least, draw(st.integers(least, TOP))))
    constraints = []
    for _ in range(draw(st.integers(0, 4))):
        terms = {c: draw(st.sampled_from([-2, -1, 1, 1, 1, 2])) for c in range(size) if draw(st.booleans())}
        least = draw(st.integers(-4, 8))
        constraints.append(Constraint(terms, least, draw(st.none() | st.integers(least, 10))))
    objective = {c: draw(st.integers(-2, 2)) for c in range(size)}
    return bounds, constraints, objective


def every_point(bounds, constraints):
    for point in product(*(range(least, most + 1) for least, most in bounds)):
        sums = [sum(f * point[c] for c, f in one.terms.items()) for one in constraints]
        if all(
            one.least <= total and (one.most is None or total <= one.most)
            for one, total in zip(constraints, sums, strict=True)
        ):
            yield point


@settings(max_examples=400, deadline=None)
@given(programs())
def test_the_largest_and_smallest_value_are_those_of_the_points_that_fit(program):
    bounds, constraints, objective = program
    values = [sum(f * point[c] for c, f in objective.items()) for point in every_point(bounds, constraints)]
    try:
        solver = Program(bounds, constraints)
    except NothingFitsError:
        assert not values
        return
    high, low = solver.largest(objective), solver.smallest(objective)
    if values:
        assert (high.value, high.proven) == (max(values), True)
        assert (low.value, low.proven) == (min(values), True)
        point = solver.a_point(objective)
        assert tuple(point) in set(every_point(bounds, constraints))
    else:
        assert not high.proven
        assert solver.a_point(objective) is None


def test_what_has_no_end_has_none():
    solver = Program([(0, None), (0, None)], [Constraint({0: 1, 1: -1}, 3, 3)])
    assert solver.largest({0: 1}).value is None
    assert solver.smallest({0: 1}).value == 3


def test_the_constraint_that_binds_is_named():
    solver = Program([(0, None)] * 3, [Constraint({0: 1, 1: 1}, 5, 5), Constraint({1: 1, 2: 1}, 0, 100)])
    high = solver.largest({0: 1})
    assert high.value == 5
    assert high.binding[0] >= {0}
    assert solver.largest({2: 1}).binding[0] >= {1}
    assert solver.largest({2: 1, 1: 1}).binding[0] == {1}


def test_what_nothing_fits_is_said():
    with pytest.raises(NothingFitsError):
        Program([(0, 2)], [Constraint({0: 1}, 3, None)])
    with pytest.raises(NothingFitsError):
        Program([(3, 2)], [])


def test_an_answer_that_is_only_half_whole_is_made_whole():
    """Each two of three add up to at most 1: without whole numbers the three would come to 3/2."""
    pairs = [Constraint({a: 1, b: 1}, 0, 1) for a, b in ((0, 1), (1, 2), (0, 2))]
    assert Program([(0, None)] * 3, pairs).largest({0: 1, 1: 1, 2: 1}).value == 1
