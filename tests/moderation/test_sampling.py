from __future__ import annotations

import hashlib
import random
from fractions import Fraction
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.moderation.sampling.drawing import digest_of
from qaframework.moderation.sampling.plan import can_assure, cannot_assure

SEED = "East London, April 2024"
CITY = qa.example("city-of-london-2023-24")


def year_of(
    *reviews: dict[str, Any], children: tuple[dict[str, Any], ...] = (), people: tuple[dict[str, Any], ...] = ()
) -> qa.Programme:
    rows = [
        {
            "id": f"R{number}",
            "activity": "A1",
            "child": f"C{number}",
            "reviewer": "P1",
            "completed_on": "2024-02-01",
            "overall": "Good",
        }
        | row
        for number, row in enumerate(reviews, start=1)
    ]
    return qa.from_rows(reviews=rows, children=children, people=people)


def plan_of(year: qa.Programme, size: int, **more: Any) -> qa.SamplePlan:
    return qa.plan_sample(year, **({"activity": "A1", "size": size, "seed": SEED, "anchors": 0} | more))


THIRTEEN = year_of(*[{}] * 13)


# -- the draw ----------------------------------------------------------------------------------------------------


def test_the_smallest_digests_of_seed_and_id_win() -> None:
    by_hand = sorted(range(1, 14), key=lambda n: hashlib.sha256(f"{SEED}|R{n}".encode()).hexdigest())
    assert plan_of(THIRTEEN, 5).chosen == tuple(f"R{n}" for n in by_hand[:5])


def test_the_receipt_alone_lets_anybody_recompute_the_draw() -> None:
    plan = plan_of(THIRTEEN, 5)
    lines = [line.split("  ") for line in plan.receipt.splitlines() if len(line.split("  ")[0]) == 64]
    assert [line[0] for line in lines] == sorted(line[0] for line in lines)
    assert all(digest == hashlib.sha256(f"{SEED}|{name}".encode()).hexdigest() for digest, name, _ in lines)
    assert [name for _, name, part in lines if part == "random"] == list(plan.chosen)
    assert f"Seed: {SEED}" in plan.receipt
    assert "5 of 13" in plan.receipt


def test_the_receipt_tells_neither_grades_nor_reviewers() -> None:
    plan = qa.plan_sample(CITY, activity="PR-2024-02", size=8, seed=SEED, always=["RI"])
    assert "improvement" not in plan.receipt
    assert not {"A1", "A2", "A3", "HSQA"} & set(plan.receipt.replace(",", " ").split())


def test_the_plan_hangs_on_the_seed_and_not_on_the_order_of_rows() -> None:
    rows = CITY.rows("reviews")
    assert rows
    shuffled = list(CITY.reviews)
    random.Random(4).shuffle(shuffled)
    other = qa.Programme(
        activities=CITY.activities[::-1], children=CITY.children[::-1], people=CITY.people, reviews=shuffled
    )
    first = qa.plan_sample(CITY, activity="PR-2024-02", size=8, seed=SEED)
    assert qa.plan_sample(other, activity="PR-2024-02", size=8, seed=SEED) == first
    assert qa.plan_sample(CITY, activity="PR-2024-02", size=8, seed=f"{SEED}!") != first


@settings(max_examples=40, deadline=None)
@given(st.sets(st.text("abc123", min_size=1), min_size=3, max_size=25), st.data())
def test_a_review_that_is_added_never_reshuffles_the_rest(names: set[str], data: st.DataObject) -> None:
    added = data.draw(st.sampled_from(sorted(names)))
    before = sorted(names - {added})
    size = data.draw(st.integers(1, len(before)))
    old = plan_of(year_of(*({"id": name, "child": name} for name in before)), size)
    new = plan_of(year_of(*({"id": name, "child": name} for name in (*before, added))), size)
    assert len(set(old.chosen) - set(new.chosen)) <= 1
    assert set(new.chosen) <= {*old.chosen, added}
    assert [one.id for one in new.candidates if one.id != added] == [one.id for one in old.candidates]


def test_every_review_that_can_be_drawn_wins_under_some_seed() -> None:
    year = year_of(*[{"reviewer": "P1"}] * 9, {"reviewer": "P2"}, {"reviewer": "P3"}, {"manager": "M9"})
    won = {name for seed in range(200) for name in plan_of(year, 2, seed=str(seed)).chosen}
    assert won == {f"R{n}" for n in range(1, 13)}


def test_where_size_allows_each_reviewer_has_one_read() -> None:
    year = year_of(*[{"reviewer": "P1"}] * 10, {"reviewer": "P2"}, {"reviewer": "P3"})
    reviewer = {one.id: one.reviewer for one in year.reviews}
    for seed in range(30):
        assert {reviewer[name] for name in plan_of(year, 3, seed=str(seed)).chosen} == {"P1", "P2", "P3"}


def test_no_reviewer_and_no_kind_of_support_takes_more_than_its_share_rounded_up() -> None:
    year = year_of(
        *[{"reviewer": f"P{n % 3}"} for n in range(12)],
        children=tuple({"id": f"C{n}", "status": ("looked_after", "child_in_need")[n <= 6]} for n in range(1, 13)),
    )
    reviewer = {one.id: one.reviewer for one in year.reviews}
    for seed in range(30):
        chosen = plan_of(year, 6, seed=str(seed)).chosen
        assert sorted([reviewer[name] for name in chosen].count(f"P{n}") for n in range(3)) == [2, 2, 2]


# -- for certain -------------------------------------------------------------------------------------------------


def test_every_review_of_a_named_grade_is_read_in_whatever_spelling() -> None:
    year = year_of({"overall": "RI"}, *[{}] * 8, {"overall": "Requires improvement"}, {"overall": "Inadequate"})
    plan = plan_of(year, 4, always=["ri", "Inadequate"])
    assert set(plan.part("certain")) == {"R1", "R10", "R11"}
    assert plan.reasons["R11"] == "always: Inadequate"
    assert len(plan.part("random")) == 1


def test_a_grade_that_is_on_no_scale_of_the_round_is_refused() -> None:
    with pytest.raises(qa.ScaleError):
        plan_of(THIRTEEN, 4, always="Splendid")
    with pytest.raises(qa.SettingsError, match="not applicable"):
        plan_of(THIRTEEN, 4, always="n/a")


def test_a_grade_off_the_middle_of_its_domains_is_borderline() -> None:
    year = year_of(
        {"domain.RISK": "RI", "domain.PLAN": "RI", "domain.VOICE": "Good"},
        {"domain.RISK": "Good", "domain.PLAN": "RI"},
        *[{}] * 5,
    )
    plan = plan_of(year, 2, borderline=True)
    assert plan.part("certain") == ("R1",)
    assert plan_of(year, 2, borderline=["R3"]).reasons["R3"] == "borderline"
    with pytest.raises(qa.UnknownNameError):
        plan_of(year, 2, borderline=["R99"])


def test_anchors_are_drawn_ones_before_certain_ones() -> None:
    year = year_of({"overall": "RI"}, *[{}] * 5)
    plan = plan_of(year, 3, always="RI", anchors=2)
    assert len(plan.anchors) == 2
    assert "R1" not in plan.anchors
    assert all(plan.reasons[name].startswith("anchor, read by everyone") for name in plan.anchors)
    assert set(plan_of(year, 3, always="RI", anchors=3).anchors) == set(plan.chosen)


# -- left out ----------------------------------------------------------------------------------------------------


def test_a_conflict_of_interest_is_left_out_with_its_reason_even_where_the_grade_is_named() -> None:
    year = year_of({"overall": "RI"}, *[{}] * 5)
    plan = plan_of(year, 3, always="RI", exclude=["R1", "R2"])
    assert plan.reasons["R1"] == plan.reasons["R2"] == "conflict of interest"
    assert plan.part("left out") == tuple(one.id for one in plan.candidates if one.id in ("R1", "R2"))
    assert (
        plan_of(year, 3, exclude={"R2": "the reader knows the family"}).reasons["R2"] == "the reader knows the family"
    )
    with pytest.raises(qa.UnknownNameError):
        plan_of(year, 3, exclude=["R77"])
    with pytest.raises(qa.SettingsError):
        plan_of(year, 3, exclude={"R2": " "})


def test_one_of_a_family_is_read_and_the_others_say_why_not() -> None:
    year = year_of(
        *[{}] * 6, children=tuple({"id": f"C{n}", "family": "F1" if n < 3 else f"F{n}"} for n in range(1, 7))
    )
    plan = plan_of(year, 5)
    assert len({"R1", "R2"} & set(plan.chosen)) == 1
    (other,) = {"R1", "R2"} - set(plan.chosen)
    assert plan.reasons[other] == "sibling of a chosen child"
    assert set(plan_of(year, 6).chosen) == {f"R{n}" for n in range(1, 7)}


def test_a_brother_or_sister_of_a_certain_one_is_left_out() -> None:
    year = year_of({"overall": "RI"}, *[{"child": "C1"}], *[{}] * 4)
    assert plan_of(year, 3, always="RI").reasons["R2"] == "sibling of a chosen child"


@pytest.mark.parametrize(("earlier", "left_out"), [("2023-02-02", True), ("2023-01-31", False), ("2024-02-02", False)])
def test_a_child_reviewed_in_the_twelve_months_before_is_left_out(earlier: str, left_out: bool) -> None:
    year = year_of(*[{}] * 6, {"id": "OLD", "activity": "A0", "child": "C1", "completed_on": earlier})
    plan = plan_of(year, 4)
    assert (plan.reasons["R1"] == "reviewed in the last 12 months") is left_out
    assert "R1" not in plan_of(year, 4, months=0).part("left out")
    assert len(plan_of(year, 6).chosen) == 6


def test_the_city_round_leaves_out_who_was_reviewed_in_may_and_one_of_two_brothers_or_sisters() -> None:
    plan = qa.plan_sample(CITY, activity="PR-2024-02", size=8, seed=SEED)
    out = {name: plan.reasons[name] for name in plan.part("left out")}
    assert out.pop("R24-07") == out.pop("R24-10") == "reviewed in the last 12 months"
    assert len(out) == 1
    assert set(out) < {"R24-03", "R24-04"}


def test_a_review_without_a_grade_is_not_drawn() -> None:
    year = year_of({"overall": "not graded"}, *[{}] * 5)
    assert plan_of(year, 5).reasons["R1"] == "no overall grade to compare with"
    with pytest.raises(qa.SettingsError, match="5 of 6 are left"):
        plan_of(year, 6)


# -- what cannot be ----------------------------------------------------------------------------------------------


def test_a_size_that_does_not_fit_says_what_would() -> None:
    with pytest.raises(qa.SettingsError, match="the round, which has 13 reviews"):
        plan_of(THIRTEEN, 14)
    with pytest.raises(qa.SettingsError, match="that takes 3"):
        plan_of(year_of(*[{"overall": "RI"}] * 3, *[{}] * 3), 2, always="RI")
    with pytest.raises(qa.SettingsError, match="at least 1"):
        plan_of(THIRTEEN, 0)
    with pytest.raises(qa.SettingsError, match="fewer anchors"):
        plan_of(THIRTEEN, 2, anchors=3)


def test_an_unknown_round_an_empty_one_and_a_blank_seed_are_refused() -> None:
    with pytest.raises(qa.UnknownNameError, match="did you mean 'PR-2024-02'"):
        qa.plan_sample(CITY, activity="PR-2024-03", size=8, seed=SEED)
    with pytest.raises(qa.SettingsError, match="no reviews"):
        qa.plan_sample(CITY, activity="SV-2023-07", size=8, seed=SEED)
    with pytest.raises(qa.SettingsError, match="seed"):
        plan_of(THIRTEEN, 3, seed=" ")


def test_two_reviews_with_one_id_are_named() -> None:
    review = THIRTEEN.reviews[0]
    with pytest.raises(qa.DataError, match="R1: 2 reviews with this id"):
        plan_of(qa.Programme(reviews=[review, review]), 1)


# -- what it says ------------------------------------------------------------------------------------------------


def test_ten_of_thirteen_rule_out_one_in_ten() -> None:
    first, *_ = plan_of(THIRTEEN, 10).sentences()
    assert first == (
        "10 of 13 read and none changed: 95 % sure fewer than 10 % are mis-graded, which is at most 1 of 13."
    )


def test_four_of_thirteen_leave_five_open_and_say_how_many_to_draw() -> None:
    told = " ".join(plan_of(THIRTEEN, 4).sentences())
    assert "at most 5 of 13" in told
    assert "Should 1 of the 4 change, up to 9 of 13 could be mis-graded." in told
    assert "draw 10 of 13 and find none changed" in told


def test_under_ten_reviews_there_are_no_percentages_but_the_confidence() -> None:
    told = " ".join(plan_of(year_of(*[{}] * 8), 4).sentences()).replace("95 % sure", "")
    assert "%" not in told
    assert "all 8 have to be read" in told


def test_assurance_comes_from_the_random_part_only() -> None:
    year = year_of(*[{"overall": "RI"}] * 3, *[{}] * 10)
    told = plan_of(year, 7, always="RI", exclude=["R4"]).sentences()
    assert told[0].startswith("4 of 9 read and none changed")
    assert "3 reviews are read for certain" in told[-2]
    assert "1 review was left out" in told[-1]
    only = plan_of(year, 3, always="RI").sentences()
    assert only[0].startswith("Nothing was drawn at random")


def test_a_whole_round_leaves_nothing_to_chance() -> None:
    assert list(cannot_assure(13, 13)) == []
    assert "all that could be drawn" in can_assure(13, 13)


@settings(max_examples=60, deadline=None)
@given(st.integers(1, 9), st.data())
def test_the_bound_a_sentence_gives_is_the_exact_one_by_counting_every_sample(total: int, data: st.DataObject) -> None:
    drawn = data.draw(st.integers(1, total))
    changed = data.draw(st.integers(0, drawn))
    samples = list(combinations(range(total), drawn))

    def chance(wrong: int) -> Fraction:
        return Fraction(sum(sum(one < wrong for one in sample) <= changed for sample in samples), len(samples))

    possible = [wrong for wrong in range(changed, total - drawn + changed + 1) if chance(wrong) > Fraction(1, 20)]
    told = can_assure(total, drawn, changed)
    if drawn < total:
        assert f"at most {max(possible)} of {total}" in told


def test_a_sentence_after_reading_counts_what_changed() -> None:
    plan = plan_of(THIRTEEN, 4)
    assert "4 of 13 read and 1 changed" in plan.sentences(changed=1)[0]
    with pytest.raises(qa.SettingsError):
        plan.sentences(changed=5)


def test_the_plan_shows_itself_without_text_of_a_record() -> None:
    plan = qa.plan_sample(CITY, activity="PR-2024-02", size=8, seed=SEED)
    assert repr(plan).startswith("Sample of 8 of 13 reviews of PR-2024-02.")
    html = plan._repr_html_()
    assert "<caption>Sample of 8 of 13" in html
    assert len(html) < 10 * 1024
    assert [row["review"] for row in plan.rows()] == [one.id for one in plan.candidates]


def test_a_large_plan_still_fits_a_notebook_and_says_how_much_it_shows() -> None:
    html = plan_of(year_of(*[{}] * 400), 60)._repr_html_()
    assert len(html.encode()) <= 10 * 1024
    assert "of 400)" in html


def test_the_digest_is_a_plain_sha_256() -> None:
    assert digest_of("é", "R1") == hashlib.sha256("é|R1".encode()).hexdigest()


# -- rounds ------------------------------------------------------------------------------------------------------


def test_few_large_rounds_stand_beside_many_small_ones() -> None:
    plan = qa.plan_rounds(CITY, per_year=30)
    assert [way.rounds for way in plan.ways] == [1, 2, 3, 4, 6, 12]
    assert [(way.least, way.most) for way in plan.ways] == [(30, 30), (15, 15), (10, 10), (7, 8), (5, 5), (2, 3)]
    assert [way.cumulative for way in plan.ways] == [False, False, False, True, True, True]
    widths = [way.width for way in plan.ways]
    assert widths == sorted(widths)
    assert plan.ways[1].interval == qa.wilson(13, 15)


def test_what_a_round_cannot_see_is_exact_for_the_children_there_are() -> None:
    plan = qa.plan_rounds(CITY, per_year=28, population=80)
    assert plan.ways[1].unseen == 14
    assert plan.rows()[1]["no weak one found, yet at most"] == "14 of 80"


def test_small_rounds_are_read_together() -> None:
    told = " ".join(qa.plan_rounds(CITY, per_year=30).sentences())
    assert "read them cumulatively" in told
    assert "(4, 6, 12 a year)" in told
    assert "cumulatively" not in " ".join(qa.plan_rounds(CITY, per_year=200).sentences())


def test_an_empty_year_says_what_is_not_known() -> None:
    plan = qa.plan_rounds(qa.Programme(), per_year=5)
    assert plan.population is None
    assert plan.assumed[0] == 0.5
    assert "not recorded" in " ".join(plan.sentences())
    assert "<table>" in plan._repr_html_()
    with pytest.raises(qa.SettingsError):
        qa.plan_rounds(CITY, per_year=0)
