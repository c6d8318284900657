from __future__ import annotations

import pytest

from qaframework.defaults.rules.soundness import (
    domain_of_the_template,
    due_after_raised,
    one_scale,
    recommendation_from_known_source,
    recommendation_on_known_themes,
    review_by_known_person,
    review_id_used_once,
    review_of_known_activity,
    review_of_known_child,
    rolls_up_to_service_level,
    scale_of_its_time,
    update_after_raised,
    update_of_known_recommendation,
)


def test_every_row_with_a_shared_id_is_flagged_and_the_others_are_not(said):
    year = {"reviews": [{"id": "R1"}, {"id": "R2"}, {"id": "R1"}, {"id": "R1"}]}
    assert said(review_id_used_once, year) == ["3 reviews have this id"]
    assert said(review_id_used_once, year, of="R2") == []


@pytest.mark.parametrize(
    ("rule", "table", "column"),
    [
        (review_of_known_activity, "activities", "activity"),
        (review_of_known_child, "children", "child"),
        (review_by_known_person, "people", "reviewer"),
    ],
)
def test_a_code_is_looked_up_only_in_a_table_that_has_rows(said, rule, table, column):
    assert isinstance(said(rule, {"reviews": {column: "X9"}}), str)
    assert len(said(rule, {table: {}, "reviews": {column: "X9"}})) == 1
    assert said(rule, {table: {"id": "X9"}, "reviews": {column: "X9"}}) == []


def test_a_misspelt_domain_is_flagged_with_the_one_that_was_meant_and_without_what_was_written(said):
    year = {"reviews": {"domain.RISK": "Good", "domain.VISTIS": "Good", "domain.ZEBEDEE": "Good"}}
    assert said(domain_of_the_template, year) == [
        "a domain that practice-review does not have; did you mean VISITS?",
        "a domain that practice-review does not have",
    ]


def test_a_round_with_domains_of_its_own_is_not_flagged_on_every_row(said):
    assert isinstance(said(domain_of_the_template, {"reviews": [{"domain.KLOE_1": "Good"}] * 2}), str)


def test_a_review_on_another_scale_than_its_round_is_flagged(said):
    city = {"scale": "city-of-london-2023", "overall": "Good"}
    assert said(one_scale, {"activities": {"scale": "ofsted-2018"}, "reviews": city}) == [
        "graded on city-of-london-2023, and its round on ofsted-2018"
    ]
    assert said(one_scale, {"activities": {"scale": "city-of-london-2023"}, "reviews": {"overall": "Excellent"}}) == []


def test_without_a_scale_at_the_activity_the_usual_one_of_the_round_counts(said):
    city = {"scale": "city-of-london-2023", "overall": "Good"}
    year = {"reviews": [city, {}, {}]}
    assert said(one_scale, year, of="R1")
    assert said(one_scale, year, of="R2") == []
    assert said(one_scale, {"reviews": [city, {"activity": "A2"}]}) == []


@pytest.mark.parametrize(
    ("scale", "overall", "day", "flagged"),
    [
        ("city-of-london-2023", "Excellent", "2023-12-31", False),
        ("city-of-london-2023", "Excellent", "2024-01-01", True),
        ("ofsted-2018", "Good", "2017-12-31", True),
        ("ofsted-2018", "Good", "2018-01-01", False),
    ],
)
def test_a_scale_counts_from_its_first_day_to_its_last(said, scale, overall, day, flagged):
    year = {"reviews": {"scale": scale, "overall": overall, "completed_on": day}}
    assert bool(said(scale_of_its_time, year)) == flagged


@pytest.mark.parametrize("source", ["R1", "A1", "F1"])
def test_a_recommendation_comes_from_a_review_an_activity_or_a_finding(said, source):
    year = {"activities": {}, "reviews": {}, "findings": {}}
    assert said(recommendation_from_known_source, year | {"recommendations": {"source": source}}) == []
    assert said(recommendation_from_known_source, year | {"recommendations": {"source": "X1"}})


def test_a_round_is_known_by_its_reviews_where_the_file_holds_no_activities(said):
    assert said(recommendation_from_known_source, {"reviews": {}, "recommendations": {"source": "A1"}}) == []
    assert said(recommendation_from_known_source, {"reviews": {}, "recommendations": {"source": "A2"}})


def test_a_tracker_without_anything_a_recommendation_could_come_from_is_left_alone(said):
    assert isinstance(said(recommendation_from_known_source, {"recommendations": {}}), str)
    assert isinstance(said(update_of_known_recommendation, {"updates": {}}), str)


def test_a_recommendation_rolls_up_into_another_one_for_the_service(said):
    def above(**row):
        return {"recommendations": [{"rolls_up_to": "REC2"}, row]}

    assert said(rolls_up_to_service_level, above(level="service")) == []
    assert said(rolls_up_to_service_level, above(level="child")) == [
        "it rolls up into REC2, which is not for the service"
    ]
    assert said(rolls_up_to_service_level, above(id="REC3", level="service")) == [
        "it rolls up into a recommendation that is not there"
    ]


def test_themes_that_are_not_known_are_counted_and_not_repeated(said):
    assert said(recommendation_on_known_themes, {"recommendations": {"themes": "rsk; Zebedee; voi"}}) == [
        "1 of 3 themes are not known"
    ]


def test_due_on_the_day_it_was_raised_is_no_error(said):
    assert said(due_after_raised, {"recommendations": {"raised_on": "2024-02-05", "due": "2024-02-05"}}) == []
    assert said(due_after_raised, {"recommendations": {"raised_on": "2024-02-05", "due": "2023-02-06"}})


def test_an_update_follows_its_recommendation_and_lies_not_ahead(said):
    def updated(day):
        return {"recommendations": {"raised_on": "2024-02-05"}, "updates": {"on": day}}

    assert said(update_after_raised, updated("2024-02-05")) == []
    assert said(update_after_raised, updated("2024-02-04")) == ["written before the recommendation was made"]
    assert said(update_after_raised, updated("2024-04-01")) == []
    assert said(update_after_raised, updated("2024-04-02")) == ["02/04/2024 is still to come"]
    assert said(update_of_known_recommendation, {"recommendations": {}, "updates": {"recommendation": "X"}})
