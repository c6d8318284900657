from fractions import Fraction
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qaframework.moderation.estimates import (
    Estimate,
    difference_interval,
    sample_size,
    sign_test,
    upper_bound_wrong,
    wilson,
)

ROUNDS = (13, 14, 20, 27, 50, 100, 200, 500, 1000)


@pytest.mark.parametrize(
    ("wrong", "confidence", "needed"),
    [
        (0.20, 0.95, (8, 9, 10, 10, 12, 13, 13, 14, 14)),
        (0.10, 0.95, (10, 11, 16, 17, 22, 25, 27, 28, 29)),
        (0.05, 0.95, (13, 14, 19, 21, 31, 45, 51, 56, 57)),
        (0.10, 0.90, (9, 10, 14, 14, 18, 20, 21, 22, 22)),
    ],
)
def test_how_many_files_to_read_agrees_with_the_exact_hypergeometric_table(wrong, confidence, needed):
    assert tuple(sample_size(n, wrong=wrong, confidence=confidence) for n in ROUNDS) == needed


@pytest.mark.parametrize(
    ("total", "read", "changed", "bound"),
    [(13, 4, 0, 5), (27, 6, 0, 9), (27, 6, 1, 14), (200, 27, 0, 19), (13, 13, 2, 2)],
)
def test_how_many_could_still_be_wrong(total, read, changed, bound):
    assert upper_bound_wrong(total, read=read, changed=changed) == bound


@given(st.integers(1, 60).flatmap(lambda n: st.tuples(st.just(n), st.integers(0, n))), st.data())
def test_the_bound_is_the_largest_number_that_the_sample_does_not_rule_out(round_and_read, data):
    total, read = round_and_read
    changed = data.draw(st.integers(0, read))
    bound = upper_bound_wrong(total, read=read, changed=changed)

    def chance(wrong):
        ways = sum(comb(wrong, k) * comb(total - wrong, read - k) for k in range(changed + 1))
        return Fraction(ways, comb(total, read))

    assert changed <= bound <= total - read + changed
    assert bound == changed or chance(bound) > Fraction(1, 20)
    assert bound == total - read + changed or chance(bound + 1) <= Fraction(1, 20)


@given(st.integers(1, 80), st.sampled_from([0.05, 0.1, 0.2, 0.5, 1.0]))
def test_a_sample_of_the_size_asked_for_rules_out_what_it_should(total, wrong):
    read = sample_size(total, wrong=wrong)
    assert upper_bound_wrong(total, read=read, changed=0) < wrong * total + 1e-9
    assert read == 1 or upper_bound_wrong(total, read=read - 1, changed=0) >= wrong * total - 1e-9


@pytest.mark.parametrize("call", [{"read": 5, "changed": 6}, {"read": 14, "changed": 0}, {"read": -1, "changed": 0}])
def test_numbers_that_cannot_be_are_refused(call):
    with pytest.raises(ValueError, match="no more files can change"):
        upper_bound_wrong(13, **call)


@pytest.mark.parametrize("call", [{"wrong": 0}, {"wrong": 1.5}, {"confidence": 1}])
def test_a_share_or_confidence_that_cannot_be_is_refused(call):
    with pytest.raises(ValueError, match="between 0 and 1"):
        sample_size(13, **call)


def test_wilson_intervals_are_those_published_for_small_rounds():
    assert [round(bound, 2) for bound in wilson(12, 14)] == [0.60, 0.96]
    assert [round(bound, 2) for bound in wilson(11, 13)] == [0.58, 0.96]
    assert [round(bound, 2) for bound in wilson(22, 24)] == [0.74, 0.98]
    assert [round(bound, 2) for bound in wilson(13, 13)] == [0.77, 1.0]


@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_a_wilson_interval_holds_the_share_and_mirrors(successes_and_n):
    successes, n = successes_and_n
    low, high = wilson(successes, n)
    assert 0 <= low <= successes / n <= high <= 1
    assert wilson(n - successes, n) == pytest.approx((1 - high, 1 - low))


@pytest.mark.parametrize(
    ("later", "earlier", "published"),
    [
        ((56, 70), (48, 80), (0.0524, 0.3339)),
        ((9, 10), (3, 10), (0.1705, 0.8090)),
        ((6, 7), (2, 7), (0.0582, 0.8062)),
        ((5, 56), (0, 29), (-0.0381, 0.1926)),
        ((0, 10), (0, 20), (-0.1611, 0.2775)),
        ((0, 10), (0, 10), (-0.2775, 0.2775)),
        ((10, 10), (0, 20), (0.6791, 1.0)),
        ((10, 10), (0, 10), (0.6075, 1.0)),
    ],
)
def test_intervals_of_a_difference_are_those_of_newcombe_1998_table_ii(later, earlier, published):
    assert difference_interval(earlier, later) == pytest.approx(published, abs=5e-5)


_SHARES = st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(_SHARES, _SHARES)
def test_the_interval_of_a_difference_holds_it_and_turns_with_it(earlier, later):
    low, high = difference_interval(earlier, later)
    difference = later[0] / later[1] - earlier[0] / earlier[1]
    assert -1 <= low <= difference + 1e-12
    assert difference - 1e-12 <= high <= 1
    assert difference_interval(later, earlier) == pytest.approx((-high, -low))


@given(_SHARES, _SHARES)
def test_one_more_yes_never_lowers_a_bound_of_the_difference(earlier, later):
    more = (min(later[0] + 1, later[1]), later[1])
    before, after = difference_interval(earlier, later), difference_interval(earlier, more)
    assert after[0] >= before[0] - 1e-12
    assert after[1] >= before[1] - 1e-12


def test_a_share_of_nothing_is_refused():
    with pytest.raises(ValueError, match="at least one trial"):
        wilson(0, 0)


@pytest.mark.parametrize(
    ("up", "down", "expected"),
    [
        (0, 0, 1.0),
        (1, 0, 1.0),
        (5, 0, 0.0625),
        (0, 6, 0.03125),
        (6, 1, 0.125),
        (8, 1, 20 / 512),
        (7, 7, 1.0),
        (3, 9, 2 * (1 + 12 + 66 + 220) / 4096),
    ],
)
def test_the_sign_test_counts_falls_of_a_coin(up, down, expected):
    assert sign_test(up, down) == pytest.approx(expected, abs=1e-12)
    assert sign_test(down, up) == sign_test(up, down)


def test_an_estimate_without_a_value_says_why():
    assert str(Estimate(None, None, 13, "alpha", "all alike")) == "cannot be worked out: all alike"
    assert str(Estimate(0.5, (0.25, 0.75), 13, "share")) == "0.50, between 0.25 and 0.75 (n = 13)"
