from fractions import Fraction
from itertools import product
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.moderation.severity import connected_groups, holm, severity, shrunken, sign_flip_test
from qaframework.testing import programme

WORDS = ("Inadequate", "RI", "Good", "Outstanding")


def year(*files):
    """Return a programme in which each file is a mapping of readers to grades, 0 the worst; the first reviewed it."""
    reviews, readings = [], []
    for number, file in enumerate(files, start=1):
        (reviewer, first), *later = file.items()
        reviews.append({"id": f"R{number}", "reviewer": reviewer, "overall": WORDS[first]})
        readings += [
            {"id": f"G{number}-{who}", "review": f"R{number}", "reader": who, "overall": WORDS[grade], "blind": "yes"}
            for who, grade in later
        ]
    return programme({"activities": {}, "reviews": reviews, "readings": readings})


def test_single_readings_say_nothing_about_who_is_strict():
    found = severity(year({"A": 2}, {"B": 1}))
    assert found.readers == ()
    assert "cannot be told" in found.sentences()[0]


def test_a_reader_who_is_a_grade_lower_on_every_file_is_told_so_with_the_pull_towards_the_group():
    found = severity(year(*[{"A": 2, "B": 1}] * 12))
    one, other = found.readers
    assert (one.reader, one.higher, one.lower) == ("A", 12, 0)
    assert (other.reader, other.higher, other.lower) == ("B", 0, 12)
    assert -0.5 < other.points.value < -0.1
    assert one.points.value == pytest.approx(-other.points.value)
    assert other.points.interval[1] < 0
    assert other.p.value == pytest.approx(2 * 2 / 2**12)
    assert "talk, not a fault" in " ".join(found.sentences())


def test_readers_who_agree_are_neither_strict_nor_mild():
    found = severity(year(*[{"A": 2, "B": 2}] * 6))
    assert [one.points.value for one in found.readers] == pytest.approx([0, 0])
    assert [one.p.value for one in found.readers] == [1, 1]
    assert "Not enough to say" in " ".join(found.sentences())


def test_nothing_is_said_of_anybody_with_fewer_than_five_shared_files():
    found = severity(year(*[{"A": 2, "B": 1}] * 4))
    assert found.readers == ()
    assert found.too_few == {"A": 4, "B": 4}
    assert "fewer than 5" in " ".join(found.sentences())


def test_readers_who_share_no_files_are_not_compared():
    found = severity(year(*[{"A": 2, "B": 2}] * 5, *[{"C": 2, "D": 2}] * 5))
    assert not found.connected
    assert found.groups == (("A", "B"), ("C", "D"))
    assert "A and B share no files with C and D" in found.sentences()[0]


def test_readers_stand_by_name_and_never_by_how_strict_they_are():
    found = severity(year(*[{"Z": 0, "A": 2, "M": 1}] * 6))
    assert [row["reader"] for row in found.rows()] == ["A", "M", "Z"]


def test_a_hard_set_of_files_does_not_make_a_reader_strict():
    files = [{"A": 2, "B": 2}] * 6 + [{"A": 2, "C": 2}] * 6 + [{"B": 0, "C": 0}] * 6
    assert [one.value for one in shrunken(files).values()] == pytest.approx([0, 0, 0], abs=1e-9)


def test_the_service_sees_which_way_second_readings_went_round_by_round():
    found = severity(year({"A": 2, "B": 1}, {"A": 2, "B": 2}))
    assert (found.rounds["A1"].down, found.rounds["A1"].same) == (1, 1)
    assert "A1: of 2 second readings, 0 were higher, 1 lower and 1 the same." in found.sentences()


def test_a_planted_difference_is_found_and_its_size_recovered_from_many_files():
    random = Random(3)
    bias = {"A": 0.0, "B": -0.6, "C": 0.3}
    files = []
    for _ in range(400):
        level = random.gauss(5, 1)
        files.append({who: round(level + bias[who] + random.gauss(0, 0.5)) for who in random.sample("ABC", 2)})
    found = shrunken(files)
    mean = sum(bias.values()) / 3
    for who, shift in bias.items():
        low, high = found[who].interval
        assert low < shift - mean < high
        assert found[who].value == pytest.approx(shift - mean, abs=0.12)


differences = st.lists(st.fractions(min_value=-3, max_value=3, max_denominator=3), max_size=9)


@given(differences)
def test_the_sign_flip_test_agrees_with_flipping_every_way(given_differences):
    observed = abs(sum(given_differences))
    sums = [
        abs(sum(s * d for s, d in zip(signs, given_differences, strict=True)))
        for signs in product((1, -1), repeat=len(given_differences))
    ]
    expected = Fraction(sum(one >= observed for one in sums), len(sums))
    assert sign_flip_test(given_differences) == pytest.approx(float(expected))


@given(st.dictionaries(st.text(min_size=1, max_size=2), st.floats(0, 1), min_size=1, max_size=6))
def test_holm_never_lowers_a_chance_and_keeps_their_order(chances):
    adjusted = holm(chances)
    assert all(chances[name] <= adjusted[name] <= 1 for name in chances)
    by_chance = sorted(chances, key=lambda name: (chances[name], name))
    assert [adjusted[name] for name in by_chance] == sorted(adjusted.values())


@given(st.lists(st.sets(st.sampled_from("ABCDEF"), min_size=2, max_size=3), max_size=8), st.randoms())
def test_groups_do_not_depend_on_the_order_of_files(shared, random):
    files = [dict.fromkeys(one, 1) for one in shared]
    shuffled = random.sample(files, len(files))
    assert connected_groups(files) == connected_groups(shuffled)


def test_the_city_example_says_who_cannot_be_compared():
    found = severity(qa.example("city-of-london-2023-24"), activity="PR-2024-02")
    assert found.too_few
    assert all(one.shared >= 5 for one in found.readers)
