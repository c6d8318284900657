from __future__ import annotations

from qaframework.defaults.rules.independence import (
    own_recommendations,
    reviewer_is_not_manager,
    reviewer_is_not_worker,
    reviewer_was_not_worker,
)


def test_the_same_person_is_known_however_the_code_is_typed(said):
    assert said(reviewer_is_not_worker, {"reviews": {"reviewer": "P1", "worker": " p1 "}}) == [
        "the reviewer is the child's worker"
    ]
    assert said(reviewer_is_not_worker, {"reviews": {"reviewer": "P1", "worker": "P11"}}) == []


def test_a_worker_left_blank_is_flagged_only_where_the_round_names_workers(said):
    assert isinstance(said(reviewer_is_not_worker, {"reviews": [{}, {"activity": "A2", "worker": "P9"}]}), str)
    assert len(said(reviewer_is_not_worker, {"reviews": [{}, {"worker": "P9"}]})) == 1


def test_the_line_manager_is_found_in_the_people_table_too(said):
    year = {"people": [{"id": "W1", "manager": "P1"}], "reviews": {"worker": "W1"}}
    assert said(reviewer_is_not_manager, year) == ["the reviewer is the line manager of the child's worker"]
    year["people"] = [{"id": "W1", "manager": "P8"}]
    assert said(reviewer_is_not_manager, year) == []
    year["reviews"] = {"worker": "W1", "manager": "P1"}
    assert said(reviewer_is_not_manager, year), "the manager named on the review counts as well"


def earlier(day, worker="P1"):
    return {"reviews": [{}, {"completed_on": day, "reviewer": "P9", "worker": worker}]}


def test_a_reviewer_who_worked_with_the_child_two_years_ago_is_flagged_and_longer_ago_is_not(said):
    assert said(reviewer_was_not_worker, earlier("2022-02-02")) == ["the reviewer was the child's worker on 02/02/2022"]
    assert said(reviewer_was_not_worker, earlier("2022-01-20")) == []
    assert said(reviewer_was_not_worker, earlier("2022-01-20"), months=36)


def test_only_an_earlier_worker_of_the_same_child_counts(said):
    assert isinstance(said(reviewer_was_not_worker, earlier("2024-02-20")), str)
    other = {"reviews": [{}, {"child": "C2", "completed_on": "2023-06-01", "worker": "P1"}]}
    assert isinstance(said(reviewer_was_not_worker, other), str)
    assert said(reviewer_was_not_worker, earlier("2023-06-01", worker="P7")) == []


def test_the_latest_day_counts_where_the_reviewer_was_the_worker_twice(said):
    year = {
        "reviews": [
            {},
            {"completed_on": "2020-06-01", "reviewer": "P9", "worker": "P1"},
            {"completed_on": "2023-06-01", "reviewer": "P9", "worker": "P1"},
        ]
    }
    assert said(reviewer_was_not_worker, year) == ["the reviewer was the child's worker on 01/06/2023"]


def test_a_reviewer_who_closes_their_own_recommendation_is_asked_about_and_one_who_reports_is_not(said):
    def tracked(*entries):
        updates = [{"by": by, "status": status} for by, status in entries]
        return {"reviews": {}, "recommendations": {}, "updates": updates}

    assert said(own_recommendations, tracked(("P1", "in_progress"), ("P7", "closed"))) == []
    assert said(own_recommendations, tracked(("P7", "action_complete"), ("P1", "evidenced"))) == [
        "the reviewer signed off REC1"
    ]
    assert isinstance(said(own_recommendations, tracked(("P1", "in_progress"))), str)
    assert said(own_recommendations, tracked(("P1", "in_progress")), statuses=["in_progress"])
