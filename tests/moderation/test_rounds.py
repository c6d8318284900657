from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.moderation.rounds import compare_rounds, rank_sum_test
from qaframework.testing import programme

WORDS = {"I": "Inadequate", "R": "RI", "G": "Good", "O": "Outstanding"}


def year(first, second, **later):
    activities = [{"id": "A1", "sampling": "Random"}, {"id": "A2", "sampling": " random ", **later}]
    reviews = [
        {"id": f"{activity}-{number}", "activity": activity, "overall": WORDS[grade]}
        for activity, grades in (("A1", first), ("A2", second))
        for number, grade in enumerate(grades)
    ]
    return programme({"activities": activities, "reviews": reviews})


def test_counts_stand_side_by_side_best_grade_first():
    rows = compare_rounds(year("GGO", "GRR"), "A1", "A2").rows()
    assert [(row["A1"], row["A2"]) for row in rows] == [(1, 0), (2, 1), (0, 2), (0, 0)]
    assert rows[0]["grade"] == "Outstanding"


def test_superiority_counts_pairs_and_halves_ties():
    found = compare_rounds(year("GR", "GO"), "A1", "A2").superiority
    assert found.value == (2 + 1 + 0.5) / 4
    low, high = found.interval
    assert low < found.value < high


def test_two_rounds_alike_show_no_difference():
    found = compare_rounds(year("GGOR", "GGOR"), "A1", "A2")
    assert found.superiority.value == 0.5
    assert found.p.value == 1
    assert "what chance looks like" in " ".join(found.sentences())


def test_a_small_round_says_what_it_could_not_have_seen():
    found = compare_rounds(year("G" * 10 + "R" * 4, "G" * 11 + "R" * 2), "A1", "A2")
    rise, fall = found.visible
    assert rise is None
    assert rank_sum_test([4, 10], [13 - fall, fall]) <= 0.05 < rank_sum_test([4, 10], [12 - fall, fall + 1])
    assert "not even 13 of 13 could have shown a rise" in found.sentences()[-1]


def test_nine_of_fourteen_is_where_thirteen_of_thirteen_begins_to_show():
    visible = [compare_rounds(year("G" * k + "R" * (14 - k), "G" * 13), "A1", "A2").visible[0] for k in (9, 10)]
    assert visible == [13, None]


@pytest.mark.parametrize(
    ("later", "reason"),
    [
        ({"scale": "city-of-london-2023"}, "different scales"),
        ({"template": "practice-review"}, "different templates"),
        ({"sampling": "all with special educational needs"}, "chosen in different ways"),
    ],
)
def test_rounds_that_are_not_alike_are_shown_and_not_compared(later, reason):
    found = compare_rounds(year("GG", "GG", **later), "A1", "A2")
    assert reason in found.sentences()[0]
    assert reason in found.superiority.reason
    assert (found.superiority.value, found.p.value, found.visible) == (None, None, None)
    assert found.rows()


def test_the_city_example_cannot_be_compared_since_its_first_round_was_chosen_by_need():
    found = compare_rounds(qa.example("city-of-london-2023-24"), "PR-2023-05", "PR-2024-02")
    assert len(found.refused) == 2


def test_a_round_without_grades_says_so():
    found = compare_rounds(programme({"activities": [{}, {}], "reviews": {}}), "A1", "A2")
    assert "has no grades" in found.sentences()[0]


def test_an_unknown_round_is_named_with_a_suggestion():
    with pytest.raises(qa.UnknownNameError, match="did you mean"):
        compare_rounds(year("G", "G"), "A1", "A22")


counts = st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=4)


@given(counts)
def test_the_exact_test_agrees_with_dealing_every_way(tables):
    first, second = [one for one, _ in tables], [other for _, other in tables]
    grades = [grade for grade, pair in enumerate(tables) for _ in range(sum(pair))]
    if not 0 < sum(first) < len(grades):
        return
    rank = {g: grades.index(g) + (grades.count(g) + 1) / 2 for g in set(grades)}
    middle = sum(first) * (len(grades) + 1) / 2
    far = abs(sum(count * rank[g] for g, count in enumerate(first) if count) - middle)
    ways = list(combinations(grades, sum(first)))
    extreme = sum(abs(sum(rank[g] for g in dealt) - middle) >= far - 1e-9 for dealt in ways)
    assert rank_sum_test(first, second) == pytest.approx(extreme / len(ways))


@given(counts)
def test_the_exact_test_does_not_mind_which_round_comes_first_nor_which_end_is_best(tables):
    first, second = [one for one, _ in tables], [other for _, other in tables]
    found = rank_sum_test(first, second)
    assert 0 < found <= 1
    assert found == rank_sum_test(second, first) == rank_sum_test(first[::-1], second[::-1])
