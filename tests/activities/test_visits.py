"""Visits to providers: one visit, several children; a report that is late, written, agreed; what is still open."""

from datetime import date

import pytest

import qaframework as qa
from qaframework.testing import programme

TODAY = date(2024, 4, 1)
VISITS = {"id": "PV", "kind": "provider_visit", "template": "provider-visit"}


def visited(*visits, **tables):
    rows = [{"activity": "PV", "child": None, "subject": f"HOME-{n}", **one} for n, one in enumerate(visits)]
    return qa.provider_visits(programme({"activities": VISITS, "reviews": rows, **tables}), today=TODAY)


@pytest.mark.parametrize(
    ("columns", "report"),
    [
        ({"completed_on": "2024-03-25"}, "due"),
        ({"completed_on": "2024-02-01"}, "late, 40 working days"),
        ({"reported_on": "2024-02-20"}, "written, not yet agreed"),
        ({"reported_on": "2024-03-20"}, "late, 34 working days, not yet agreed"),
        ({"reported_on": "2024-02-20", "agreed_on": "2024-02-27"}, "agreed 27/02/2024"),
        ({"completed_on": "2024-03-25", "reported_on": "2024-04-02"}, "due"),
        ({"reported_on": "2024-02-20", "agreed_on": "2024-04-02"}, "written, not yet agreed"),
    ],
)
def test_a_report_stands_where_its_days_say(columns, report):
    (one,) = visited({"completed_on": "2024-02-01", **columns}).visits
    assert one.report == report


def test_a_child_visited_twice_is_reached_once_and_only_children_in_care_count():
    children = [
        {"id": "C1", "status": "looked_after"},
        {"id": "C2", "status": "care_leaver"},
        {"id": "C3", "status": "looked_after"},
        {"id": "C4", "status": "early_help"},
    ]
    told = visited({"children": "C1; C2"}, {"children": "C2; C4"}, children=children)
    assert (told.reached, told.in_care) == (2, 3)
    assert "2 of 3 children in care" in " ".join(told.sentences())


def test_how_many_are_in_care_is_not_guessed_where_it_is_not_recorded():
    told = visited({"children": "C1"})
    assert told.in_care is None
    assert "not recorded" in " ".join(told.sentences())


def test_planned_visits_are_set_beside_those_made_and_the_calendar_is_asked_for_where_it_has_none():
    calendar = [
        {"kind": "provider_visit", "start": "2024-02-01"},
        {"kind": "provider_visit", "start": "2024-03-01"},
        {"kind": "provider_visit", "start": "2024-04-17"},
        {"kind": "provider_visit", "start": "2024-03-15", "cancelled": "made up"},
        {"kind": "board", "start": "2024-03-15"},
    ]
    told = visited({}, calendar=calendar)
    assert (told.planned, told.to_come) == (2, 1)
    assert "nobody can say" in " ".join(visited({}).sentences())


def test_recommendations_done_under_way_and_not_begun_are_never_one_number():
    recommendations = [{"id": f"REC{n}"} for n in (1, 2, 3, 4)]
    updates = [
        {"recommendation": "REC1", "status": "closed"},
        {"recommendation": "REC3", "status": "action_complete", "evidence": "Letter of 7 February"},
        {"recommendation": "REC2", "status": "in_progress"},
        {"recommendation": "REC4", "status": "closed", "on": "2024-03-01"},
        {"recommendation": "REC4", "status": "reopened", "on": "2024-03-08"},
    ]
    (one,) = visited({}, recommendations=recommendations, updates=updates).visits
    assert one.recommendations == {"said to be done": 1, "evidenced": 1, "under way": 2}


def test_a_visit_after_the_day_is_not_told():
    assert visited({"completed_on": "2024-04-02"}).visits == ()


def test_meetings_on_contracts_are_told_and_are_no_visits():
    told = qa.provider_visits(qa.example("city-of-london-2023-24"), today=date(2024, 3, 31))
    assert [one.review for one in told.visits] == ["CM-1", "CM-2"]
    assert told.in_person == ()
    assert told.reached == 0
    assert "C08" not in repr(told) + told._repr_html_()


def test_a_visit_that_names_no_child_leaves_open_how_many_were_reached():
    children = [{"id": f"C{n}", "status": "looked_after"} for n in (1, 2, 3)]
    some = " ".join(visited({"children": "C1; C2"}, {}, children=children).sentences())
    assert "2 of 3 children in care and care leavers. 1 visit does not say which children, so it may be more." in some
    assert "nobody has been" not in some
    none = " ".join(visited({}, {}, children=children).sentences())
    assert "nobody can say whom they reached" in none
    assert "0 of 3" not in none


def test_done_is_what_the_owner_says_until_evidence_is_on_file_since_it_was_last_reopened():
    entries = [
        {"status": "closed", "evidence": "Letter", "on": "2024-02-20"},
        {"status": "reopened", "on": "2024-02-27"},
        {"status": "closed", "on": "2024-03-05"},
    ]
    (one,) = visited({}, recommendations={}, updates=entries).visits
    assert one.recommendations == {"said to be done": 1}
    (one,) = visited({}, recommendations={}, updates=[{"status": "evidenced", "evidence": " "}]).visits
    assert one.recommendations == {"said to be done": 1}
    (one,) = visited({}, recommendations={}, updates=[{"status": "closed", "on": "2024-04-02"}]).visits
    assert one.recommendations == {"not begun": 1}
