from __future__ import annotations

import pytest

from qaframework import ACTIVITY_KINDS
from qaframework.defaults.rules.activities import (
    activity_dates,
    activity_kind,
    activity_part_of,
    reached_within_population,
)


@pytest.mark.parametrize("kind", ACTIVITY_KINDS)
def test_the_usual_kinds_are_known(said, kind):
    assert said(activity_kind, {"activities": {"kind": kind}}) == []


def test_a_kind_of_ones_own_can_be_added_and_is_not_repeated_in_the_message(said):
    example = {"activities": {"kind": "talk with Sam"}}
    assert said(activity_kind, example) == ["no known kind of activity"]
    assert said(activity_kind, example, also=("talk with Sam",)) == []


def test_a_misspelt_kind_gets_the_nearest_one(said):
    assert said(activity_kind, {"activities": {"kind": "Pratice Reviews"}}) == [
        "no known kind of activity; did you mean practice_reviews?"
    ]


def test_an_activity_of_one_day_ends_when_it_starts(said):
    assert said(activity_dates, {"activities": {"start": "2024-03-13", "end": "2024-03-13"}}) == []
    assert said(activity_dates, {"activities": {"start": "2024-03-13", "end": "2024-03-12"}}) == [
        "it ends before it starts"
    ]


def chain(*parts):
    return {"activities": [{"part_of": part} for part in parts]}


def test_only_those_in_the_circle_are_part_of_themselves(said):
    example = chain("A2", "A3", "A2")
    assert said(activity_part_of, example, of="A1") == []
    for inside in ("A2", "A3"):
        assert said(activity_part_of, example, of=inside) == ["through others, it is part of itself"]


def test_an_unknown_whole_is_flagged_where_it_is_named_and_not_above(said):
    example = chain("A2", "A9")
    assert said(activity_part_of, example, of="A1") == []
    assert said(activity_part_of, example, of="A2") == ["no activity has the id it is said to be part of"]


def test_more_children_reviewed_than_there_were_is_asked_about_and_one_reviewed_twice_is_one(said):
    twice = {"activities": {"population": 1}, "reviews": [{}, {}]}
    assert said(reached_within_population, twice) == []
    providers = [{"child": None, "subject": name} for name in ("home 1", "home 2")]
    assert said(reached_within_population, {"activities": {"population": 1}, "reviews": providers}) == [
        "2 reached of a population of 1"
    ]
    assert said(reached_within_population, {"activities": {"population": 56, "reached": 57}}) == [
        "57 reached of a population of 56"
    ]
