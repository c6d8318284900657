from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.providers import visit_report_agreed, visit_report_in_time, weak_provider_escalated

TODAY = date(2024, 4, 1)


def visit(**columns):
    seen = {"child": None, "subject": "HOME-1", "completed_on": "2024-02-01"} | columns
    return {"activities": {"kind": "provider_visit", "template": "provider-visit"}, "reviews": seen}


@pytest.mark.parametrize(
    ("reported", "expected"),
    [
        ("2024-01-31", ["reported before the visit"]),
        ("2024-02-01", []),
        ("2024-02-29", []),
        ("2024-03-01", ["reported after 21 working days"]),
        (None, ["no report after 40 working days"]),
    ],
)
def test_a_report_comes_after_its_visit_and_within_twenty_working_days(said, reported, expected):
    assert said(visit_report_in_time, visit(reported_on=reported), today=TODAY) == expected


def test_a_report_is_agreed_after_it_was_written(said):
    assert said(visit_report_agreed, visit(reported_on="2024-02-15", agreed_on="2024-02-15"), today=TODAY) == []
    early = visit(reported_on="2024-02-15", agreed_on="2024-02-14")
    assert said(visit_report_agreed, early, today=TODAY) == ["agreed before it was written"]


def test_the_worst_grade_reaches_a_senior_manager_on_the_day_and_not_before(said):
    def told(day):
        return said(weak_provider_escalated, visit(overall="Inadequate", escalated_on=day), today=TODAY)

    assert told("2024-02-01") == []
    assert told("2024-02-02") == ["a senior manager was told after 1 day"]
    assert told("2024-01-31") == ["a senior manager was told before the visit; write the day of telling what it found"]
    assert told(None) == ["the worst grade, and no senior manager was told"]
