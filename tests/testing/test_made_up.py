"""A made-up year: of any size, the same for the same seed, and with what real years have."""

from collections import Counter, defaultdict
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.testing import made_up_rows, made_up_year

YEAR = made_up_year(60, seed="tests")
TODAY = date(2024, 3, 31)
KINDS = {
    "practice_reviews",
    "observation",
    "provider_visit",
    "multi_agency_audit",
    "peer_challenge",
    "survey",
    "feedback",
}


def test_the_same_seed_gives_the_same_year_and_another_another():
    assert made_up_year(20) == made_up_year(20)
    assert made_up_year(20, seed=1) != made_up_year(20, seed=2)


@settings(max_examples=12, deadline=None)
@given(st.integers(1, 60), st.integers(0, 9), st.integers(0, 9), st.integers(0, 3), st.integers(0, 2))
def test_a_year_of_any_size_reads_without_a_problem_and_has_what_was_asked_for(
    reviews, observations, visits, audits, challenges
):
    sizes = {"observations": observations, "visits": visits, "audits": audits, "challenges": challenges}
    year = made_up_year(reviews, **sizes)
    kinds = {one.id: one.kind for one in year.activities}
    held = Counter(kinds[one.activity] for one in year.reviews)
    assert year.problems == ()
    assert (held["practice_reviews"], held["observation"], held["provider_visit"]) == (reviews, observations, visits)
    asked = Counter(kinds.values())
    assert (asked["multi_agency_audit"], asked["peer_challenge"], asked["survey"]) == (audits, challenges, 3)


def test_it_writes_and_reads_back_equal(tmp_path):
    qa.write(YEAR, tmp_path / "year.xlsx")
    assert qa.read(tmp_path / "year.xlsx") == YEAR


def test_every_kind_of_work_is_in_it_and_every_code_leads_somewhere():
    assert {one.kind for one in YEAR.activities} == KINDS
    report = qa.moderate(YEAR, qa.load_plugins(allow=()), today=TODAY, settings=qa.Settings())
    assert not report.not_run()
    lost = [flag for flag in report.flags if "no activity has this id" in flag.message or "known" in flag.rule]
    assert lost == []


def test_brothers_and_sisters_are_in_one_round_and_the_scale_changes_in_the_year():
    families = defaultdict(set)
    for child in YEAR.children:
        families[child.family].add(child.id)
    seen = {(one.activity, one.child) for one in YEAR.reviews}
    together = [
        (activity, family)
        for family, children in families.items()
        for activity in {name for name, _ in seen}
        if len([child for child in children if (activity, child) in seen]) > 1
    ]
    assert together
    rounds = [one for one in YEAR.activities if one.kind == "practice_reviews"]
    assert {one.scale for one in rounds} == {"city-of-london-2023", "ofsted-2018"}


def test_one_reviewer_grades_too_high_and_moderators_say_so():
    year = made_up_year(200)
    report = qa.moderate(year, qa.load_plugins(allow=()), today=TODAY, settings=qa.Settings())
    shifted = {flag.record for flag in report.flags if flag.rule == "defaults/reviewer-shift"}
    assert shifted == {"A1"}


def test_the_reworded_question_is_not_compared_in_the_year_it_changed():
    assert len(qa.survey(YEAR, "SV-2022").reworded) == 3
    assert qa.survey(YEAR, "SV-2023").reworded == ()


def test_untidy_rows_read_as_the_tidy_ones_do_but_for_what_nobody_can_read():
    tidy, untidy = made_up_year(60, seed="tests"), made_up_year(60, seed="tests", untidy=True)
    written = made_up_rows(60, seed="tests", untidy=True)
    assert written != made_up_rows(60, seed="tests")
    assert 0 < len(untidy.problems) < 10
    assert {problem.where.rpartition(".")[2] for problem in untidy.problems} == {"overall"}
    read = {one.id: one.overall for one in untidy.reviews}
    known = {one.id: one.overall for one in tidy.reviews}
    assert len(known) - len(read) == len(untidy.problems)
    assert all(known[name] == grade for name, grade in read.items())


def test_nobody_is_named_in_it():
    texts = [
        value
        for table in made_up_rows(60).values()
        for row in table
        for value in row.values()
        if isinstance(value, str) and " " in value
    ]
    assert texts
    assert not [text for text in texts if list(qa.identifiers_in(text))]


@pytest.mark.parametrize("sizes", [{"reviews": 0}, {"visits": -1}, {"observations": -1}])
def test_a_year_of_nothing_or_less_is_refused(sizes):
    with pytest.raises(ValueError, match="no number below nought"):
        made_up_year(**sizes)
