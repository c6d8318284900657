from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.providers import (
    providers_visited,
    visit_recommendation_followed,
    visit_report_agreed,
    visit_report_in_time,
    visit_says_which_children,
    weak_provider_escalated,
)

VISITS = {"kind": "provider_visit", "template": "provider-visit"}


def visit(**columns):
    return {"activities": VISITS, "reviews": {"child": None, "subject": "HOME-1", **columns}}


@pytest.mark.parametrize(("day", "said_what"), [(date(2024, 2, 29), None), (date(2024, 3, 1), "no report after 21")])
def test_a_report_has_twenty_working_days(said, day, said_what):
    answer = said(visit_report_in_time, visit(completed_on="2024-02-01"), today=day)
    assert isinstance(answer, str) if said_what is None else answer[0].startswith(said_what)


def test_a_late_report_stays_late_and_an_authority_may_give_more_time(said):
    year = visit(completed_on="2024-02-01", reported_on="2024-03-15")
    assert said(visit_report_in_time, year) == ["reported after 31 working days"]
    assert said(visit_report_in_time, year, working_days=35) == []


def test_a_report_cannot_be_agreed_before_there_is_one(said):
    assert said(visit_report_agreed, visit(agreed_on="2024-02-10")) == ["agreed, and no day on which it was written"]
    assert said(visit_report_agreed, visit(reported_on="2024-02-15", agreed_on="2024-02-14"))
    assert said(visit_report_agreed, visit(reported_on="2024-02-15", agreed_on="2024-02-15")) == []


def test_unknown_children_are_counted_and_not_named(said):
    year = visit(children="C1; C8; C9") | {"children": {}}
    assert said(visit_says_which_children, year) == ["2 of 3 children not in the table"]


def test_the_worst_grade_of_a_visit_reaches_a_senior_manager_the_same_day_weekends_too(said):
    saturday = {"completed_on": "2024-02-03", "overall": "Inadequate"}
    assert said(weak_provider_escalated, visit(**saturday, escalated_on="2024-02-03")) == []
    assert said(weak_provider_escalated, visit(**saturday, escalated_on="2024-02-05")) == [
        "a senior manager was told after 2 days"
    ]


def test_every_recommendation_is_looked_at_monthly_until_it_is_closed(said):
    year = visit() | {"recommendations": {"level": "service"}}
    assert said(visit_recommendation_followed, year) == ["56 days without an update"]
    assert said(visit_recommendation_followed, year | {"updates": {"on": "2024-03-01"}}) == []
    assert isinstance(said(visit_recommendation_followed, year | {"updates": {"status": "closed"}}), str)


def test_a_meeting_is_no_visit_to_the_same_provider(said):
    contract = {"kind": "contract_monitoring", "template": "contract-monitoring"}
    rows = [{"child": None, "subject": "HOME-1"}, {"activity": "A2", "child": None, "subject": "HOME-1"}]
    assert said(providers_visited, {"activities": [contract, contract], "reviews": rows})
    assert said(providers_visited, {"activities": [contract, VISITS], "reviews": rows}) == []
