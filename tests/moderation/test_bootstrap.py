import sys
from random import Random
from statistics import fmean, variance

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.moderation.bootstrap import percentile_interval, resamples


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(0, 10**6))
def test_a_resample_holds_as_many_files_as_there_were(counts, seed):
    assert all(sum(drawn) == sum(counts) for drawn in resamples(counts, 5, Random(seed)))


@pytest.mark.parametrize("counts", [(2, 3, 8), (30, 100, 400, 2), (5, 90_000, 10_000)])
def test_resamples_spread_as_a_multinomial_does(counts):
    draws = list(resamples(counts, 4_000, Random(1)))
    total = sum(counts)
    for place, count in enumerate(counts):
        drawn = [one[place] for one in draws]
        expected = count * (1 - count / total)
        assert fmean(drawn) == pytest.approx(count, abs=5 * (expected / len(draws)) ** 0.5)
        assert variance(drawn) == pytest.approx(expected, rel=0.15)


def share(sums):
    return sums[0] / sum(sums)


def interval(counts, **kwargs):
    summaries = [[float(i == j) for j in range(len(counts))] for i in range(len(counts))]
    return percentile_interval(counts, summaries, kwargs.pop("statistic", share), **kwargs)


def test_the_same_seed_gives_the_same_interval_and_leaves_the_shared_generator_alone():
    import random

    random.seed(5)
    before = random.getstate()
    assert interval([3, 10], seed="April") == interval([3, 10], seed="April")
    assert interval([30, 100], seed=1) != interval([30, 100], seed=2)
    assert random.getstate() == before


def test_the_interval_of_a_share_is_the_one_expected_of_so_many_files():
    (low, high), undefined = interval([2_000, 8_000])
    assert undefined == 0
    assert low == pytest.approx(0.2 - 1.96 * 0.004, abs=0.001)
    assert high == pytest.approx(0.2 + 1.96 * 0.004, abs=0.001)


def test_numpy_changes_no_interval(monkeypatch):
    pytest.importorskip("numpy")
    with_numpy = interval([3, 7, 3], draws=500)[0]
    monkeypatch.setitem(sys.modules, "numpy", None)
    assert interval([3, 7, 3], draws=500)[0] == pytest.approx(with_numpy, abs=1e-12)


def test_where_most_resamples_have_no_value_there_is_no_interval():
    found, undefined = interval([1, 12], statistic=lambda sums: share(sums) if sums[0] else None)
    assert found is None
    assert undefined == pytest.approx((12 / 13) ** 13, abs=0.05)
