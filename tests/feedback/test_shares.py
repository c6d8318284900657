"""What rounded percentages say about the counts behind them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework import counts_that_fit, totals_that_fit
from qaframework.feedback.shares import percent

PUBLISHED = (0.91, 0.83, 0.81, 0.75)


def test_four_published_percentages_fit_fifty_three_answers_and_no_other_number_up_to_sixty():
    assert totals_that_fit(PUBLISHED) == (53,)
    assert totals_that_fit(PUBLISHED, most=52) == ()


def test_with_more_answers_possible_more_totals_fit():
    assert totals_that_fit(PUBLISHED, most=200)[:2] == (53, 64)
    assert set(range(150, 201)) & set(totals_that_fit(PUBLISHED, most=200))


def test_any_three_of_the_four_leave_more_totals_open_or_the_same_one():
    totals = [totals_that_fit(set(PUBLISHED) - {left_out}) for left_out in PUBLISHED]
    assert all(53 in fits for fits in totals)
    assert max(map(len, totals)) > 1


def test_percentages_that_say_little_fit_many_totals():
    assert totals_that_fit({0.5, 1.0}) == tuple(range(2, 61, 2))


def test_nothing_fits_a_total_of_nobody():
    assert tuple(counts_that_fit(0.5, 0)) == ()
    assert tuple(counts_that_fit(0.0, 7)) == (0,)
    assert tuple(counts_that_fit(1.0, 7)) == (7,)


@pytest.mark.parametrize(
    ("share", "answered", "counts"),
    [(0.62, 8, (5,)), (0.63, 8, (5,)), (0.625, 8, (5,)), (0.61, 8, ()), (0.5, 300, (149, 150, 151))],
)
def test_a_half_may_have_been_rounded_either_way(share, answered, counts):
    assert tuple(counts_that_fit(share, answered)) == counts


_TOTAL_AND_COUNTS = st.integers(1, 300).flatmap(
    lambda n: st.tuples(st.just(n), st.lists(st.integers(0, n), min_size=1, max_size=6))
)


@given(_TOTAL_AND_COUNTS, st.sampled_from([2, 3, 4]))
def test_the_true_counts_and_total_are_never_ruled_out(drawn, decimals):
    total, counts = drawn
    shares = [round(count / total, decimals) for count in counts]
    assert total in totals_that_fit(shares, most=300)
    assert all(count in counts_that_fit(share, total) for count, share in zip(counts, shares, strict=True))


@given(_TOTAL_AND_COUNTS)
def test_one_share_more_never_opens_a_total(drawn):
    total, counts = drawn
    shares = [round(count / total, 2) for count in counts]
    assert set(totals_that_fit(shares)) <= set(totals_that_fit(shares[1:]))


def test_a_share_is_written_with_no_more_decimals_than_it_has():
    assert [percent(share) for share in (0.91, 0.667, 1.0, 0.0, 2 / 3)] == ["91%", "66.7%", "100%", "0%", "66.67%"]
