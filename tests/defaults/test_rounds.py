from __future__ import annotations

import pytest

from qaframework.defaults.rounds import (
    graded_twice,
    of_children,
    previous_round,
    read_again,
    recommendations_of,
    round_ids,
)
from qaframework.testing import context_of, programme


def test_reviews_of_children_and_families_make_a_round_and_those_of_authorities_do_not():
    context = context_of(
        programme(
            {
                "activities": [{}, {"template": "ofsted-ilacs"}, {}],
                "reviews": [{}, {"activity": "A2", "child": None, "subject": "an authority"}],
            }
        )
    )
    held = [[review.id for review in of_children(one, context)] for one in context.year.activities]
    assert held == [["R1"], [], []]
    assert round_ids(context) == {"A1"}


@pytest.mark.parametrize("backwards", [False, True])
def test_second_readings_come_oldest_first_whatever_the_order_of_the_rows(backwards):
    readings = [
        {"id": "G1", "read_on": "2024-03-01", "overall": "Inadequate"},
        {"id": "G2", "read_on": "2024-02-20", "overall": "Outstanding"},
        {"id": "G3", "read_on": "2024-02-19", "reader": "P1"},
        {"id": "G4", "read_on": "2024-02-18", "stage": "self"},
    ]
    context = context_of(programme({"reviews": {}, "readings": readings[::-1] if backwards else readings}))
    review = context.year.reviews[0]
    assert [one.id for one in read_again(review, context)] == ["G2", "G1"]
    assert [str(second) for _, second in graded_twice([review], context)] == ["Outstanding"]


def test_rounds_of_the_same_days_are_not_before_each_other():
    year = programme({"activities": [{}, {}], "reviews": [{}, {"activity": "A2"}]})
    assert [previous_round(one, context_of(year)) for one in year.activities] == [None, None]


def test_recommendations_come_from_the_activity_its_reviews_and_its_findings_each_once():
    year = programme(
        {
            "activities": {"id": "X1"},
            "reviews": [{"id": "X1", "activity": "X1"}, {"activity": "X1"}, {"id": "R9", "activity": "A9"}],
            "findings": {"activity": "X1"},
            "recommendations": [{"source": source} for source in ("F1", "X1", "R2", "R9")],
        }
    )
    found = recommendations_of(year.activities[0], context_of(year))
    assert sorted(one.id for one in found) == ["REC1", "REC2", "REC3"]
