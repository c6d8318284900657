"""Published values, and what must hold whatever the grades."""

from collections import Counter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from qaframework.moderation.coefficients import alpha, cohen, fleiss, gwet, weight_table
from qaframework.moderation.side_by_side import agreement

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability", section C: 4 observers, 12 units, five values.
OBSERVERS = (
    "1 2 3 3 2 1 4 1 2 . . .",
    "1 2 3 3 2 2 4 1 2 5 . 3",
    ". 3 3 3 2 3 4 2 2 5 1 .",
    "1 2 3 3 2 4 4 1 2 5 1 .",
)
RELIABILITY = [
    (f"unit {unit}", f"observer {observer}", value)
    for observer, values in enumerate(OBSERVERS)
    for unit, value in enumerate(values.split())
    if value != "."
]


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.743), ("ordinal", 0.815), ("interval", 0.849)])
def test_krippendorffs_own_example_gives_his_own_values(metric, published):
    assert agreement(RELIABILITY, scale="12345").alpha(metric, draws=10).value == pytest.approx(published, abs=5e-4)


# Hayes and Krippendorff (2007), "Answering the call for a standard reliability measure for coding data", table 1: the
# tone of 40 articles, from 0 (a sure loser) to 3 (a likely winner), each read by three or more of five observers.
TONES = (
    "112.001122.01311211000201001111223222221",
    "1130000.21102311121000302102111122222221",
    "203000222100221123001.30.1012202.2232.21",
    ".13....0.10022...31.103021122..122...12.",
    "2..0001.2....3112..0.0..2.0..20.2.2222.1",
)
ARTICLES = [
    (f"article {article}", f"observer {observer}", tone)
    for observer, tones in enumerate(TONES)
    for article, tone in enumerate(tones)
    if tone != "."
]


@pytest.mark.parametrize(("metric", "published"), [("nominal", 0.477), ("ordinal", 0.7598), ("interval", 0.757)])
def test_the_example_of_hayes_and_krippendorff_gives_their_values(metric, published):
    digits = len(str(published)) - 2
    found = agreement(ARTICLES, scale="0123")
    assert found.alpha(metric, draws=10).value == pytest.approx(published, abs=0.5 * 10**-digits)


def test_gwets_ac1_of_krippendorffs_example_is_the_published_one():
    # Gwet (2014), Handbook of Inter-Rater Reliability: .77544 for these ratings.
    assert agreement(RELIABILITY, scale="12345").ac1(draws=10).value == pytest.approx(0.77544, abs=5e-6)


# Fleiss (1971), "Measuring nominal scale agreement among many raters", table 1: 30 subjects, 6 raters, 5 diagnoses.
DIAGNOSES = (
    "00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 "
    "00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006"
)


def test_fleiss_kappa_of_his_own_example_is_his_own_value():
    files = Counter(tuple(map(int, subject)) for subject in DIAGNOSES.split())
    assert sum(files.values()) == 30
    assert fleiss(weight_table("identity", 5)).of(files) == pytest.approx(0.430, abs=5e-4)


def test_cohens_kappa_of_the_table_of_fleiss_cohen_and_everitt():
    # Fleiss, Cohen and Everitt (1969), table 1, as counts of 100: kappa .429.
    cells = (53, 5, 2, 11, 14, 5, 1, 6, 3)
    pairs = {(place // 3, place % 3): count for place, count in enumerate(cells)}
    assert cohen(weight_table("identity", 3), "kappa").of(pairs) == pytest.approx(0.429, abs=5e-4)


@pytest.mark.parametrize(("cells", "published"), [((40, 9, 6, 45), 0.70), ((80, 10, 5, 5), 0.32)])
def test_cohens_kappa_shows_the_paradox_of_feinstein_and_cicchetti(cells, published):
    # Feinstein and Cicchetti (1990): 85 % agreement both times.
    pairs = dict(zip([(0, 0), (0, 1), (1, 0), (1, 1)], cells, strict=True))
    assert cohen(weight_table("identity", 2), "kappa").of(pairs) == pytest.approx(published, abs=5e-3)


def test_eleven_of_thirteen_alike_is_no_agreement_to_kappa_and_much_to_ac1():
    rows = [(f"R{i}", who, "Good") for i in range(11) for who in "AB"]
    rows += [("R11", "A", "Good"), ("R11", "B", "RI"), ("R12", "A", "RI"), ("R12", "B", "Good")]
    found = agreement(rows, scale=["RI", "Good"])
    assert found.kappa("identity", draws=10).value == pytest.approx(-0.083, abs=5e-4)
    assert found.ac1(draws=10).value == pytest.approx(0.82, abs=5e-3)


def test_weighted_kappa_of_two_readers_by_hand():
    # Observed 3/4 + 1/4 * 1/2, expected from the margins, linear weights over three grades.
    pairs = {(0, 0): 1, (1, 1): 1, (2, 2): 1, (1, 2): 1}
    observed = (3 + 0.5) / 4
    first, second = (1, 2, 1), (1, 1, 2)
    expected = sum(first[a] * second[b] * (1 - abs(a - b) / 2) for a in range(3) for b in range(3)) / 16
    by_hand = (observed - expected) / (1 - expected)
    assert cohen(weight_table("linear", 3), "kappa").of(pairs) == pytest.approx(by_hand)


def test_a_scale_with_a_grade_nobody_used_is_not_the_scale_without_it():
    files = Counter({(0, 2, 0): 5, (0, 1, 1): 3, (0, 0, 2): 5})
    without = Counter({pattern[1:]: count for pattern, count in files.items()})
    assert gwet(weight_table("quadratic", 3), "AC2").of(files) > gwet(weight_table("quadratic", 2), "AC2").of(without)
    assert alpha(3).of(files) == pytest.approx(alpha(2).of(without))


patterns = st.tuples(*[st.integers(0, 4)] * 4)
counted = st.dictionaries(patterns, st.integers(1, 6), min_size=1, max_size=8)


@given(counted, st.sampled_from(["nominal", "ordinal", "interval"]))
def test_alpha_does_not_mind_the_order_of_files_nor_the_scale_turned_around(files, metric):
    found = alpha(4, metric).of(files)
    turned = alpha(4, metric).of(dict(reversed([(pattern[::-1], count) for pattern, count in files.items()])))
    assert found == (None if turned is None else pytest.approx(turned, abs=1e-9))


@given(counted)
def test_alpha_agrees_with_the_definition_over_pairs_of_readings(files):
    """An independent count: every pair of readings within a file against every pair of readings at all."""
    readings = [[g for g, times in enumerate(p) for _ in range(times)] for p, n in files.items() for _ in range(n)]
    readings = [one for one in readings if len(one) > 1]
    every = [grade for one in readings for grade in one]
    within = sum(
        (a != b) / (len(one) - 1) for one in readings for i, a in enumerate(one) for j, b in enumerate(one) if i != j
    )
    among = sum(a != b for i, a in enumerate(every) for j, b in enumerate(every) if i != j)
    found = alpha(4, "nominal").of(files)
    assert found == (pytest.approx(1 - (len(every) - 1) * within / among) if among else None)


@given(counted, st.sampled_from(["identity", "linear", "quadratic"]))
def test_coefficients_never_exceed_one_and_reach_it_only_when_all_agree(files, weights):
    table = weight_table(weights, 4)
    assume(any(sum(pattern) > 1 for pattern in files))
    alike = all(sum(times > 0 for times in pattern) <= 1 for pattern in files if sum(pattern) > 1)
    for coefficient in (gwet(table, "AC"), fleiss(table), alpha(4)):
        found = coefficient.of(files)
        if found is not None:
            assert found <= 1 + 1e-12
            assert (found == pytest.approx(1)) == alike


@given(counted)
def test_counting_every_file_twice_changes_no_chance_corrected_share(files):
    table = weight_table("linear", 4)
    twice = {pattern: 2 * count for pattern, count in files.items()}
    for coefficient in (gwet(table, "AC2"), fleiss(table)):
        once = coefficient.of(files)
        assert coefficient.of(twice) == (None if once is None else pytest.approx(once))


def test_nothing_and_one_grade_only_have_no_alpha():
    assert alpha(4).of({}) is None
    assert alpha(4).of({(0, 0, 2, 0): 13}) is None
    assert alpha(4).of({(1, 0, 0, 0): 5, (0, 1, 0, 0): 5}) is None
