"""The calendar: planned beside what happened, and nothing that silently counts as done."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.testing import programme

TODAY = date(2024, 3, 31)
CITY = qa.example("city-of-london-2023-24")


def planned(*entries, activities=(), today=TODAY, **kwargs):
    rows = [{"start": "2024-01-15", **entry} for entry in entries]
    return qa.calendar(programme({"calendar": rows, "activities": list(activities)}), today=today, **kwargs)


@pytest.mark.parametrize(
    ("entry", "stand", "late"),
    [
        ({"held_on": "2024-01-15"}, "held", 0),
        ({"held_on": "2024-02-12"}, "held", 28),
        ({"held_on": "2024-02-13"}, "late", 29),
        ({"held_on": "2024-02-20", "moved_to": "2024-02-20"}, "held", 0),
        ({"activity": "A1"}, "held", 14),
        ({"activity": "A9"}, "overdue", None),
        ({}, "overdue", None),
        ({"end": "2024-03-31"}, "due", None),
        ({"end": "2024-03-30"}, "overdue", None),
        ({"moved_to": "2024-04-15"}, "due", None),
        ({"end": "2024-01-19", "moved_to": "2024-03-27"}, "due", None),
        ({"cancelled": "made up"}, "cancelled", None),
        ({"cancelled": "made up", "held_on": "2024-01-15"}, "held", 0),
    ],
)
def test_an_entry_stands_as_it_took_place(entry, stand, late):
    (one,) = planned(entry, activities=[{}]).planned
    assert (one.stand, one.days_late) == (stand, late)


def test_an_activity_that_has_not_begun_is_not_held():
    (one,) = planned({"activity": "A1"}, activities=[{}], today=date(2024, 1, 20)).planned
    assert one.stand == "overdue"


@given(st.lists(st.sampled_from(["held_on", "moved_to", "cancelled", "nothing"]), max_size=8), st.randoms())
@settings(max_examples=40, deadline=None)
def test_every_entry_is_told_once_whatever_their_order(kinds, chance):
    said = {"held_on": "2024-01-20", "moved_to": "2024-05-01", "cancelled": "made up"}
    entries = [{"id": f"K{n}"} | ({kind: said[kind]} if kind in said else {}) for n, kind in enumerate(kinds)]
    shuffled = chance.sample(entries, len(entries))
    told, other = planned(*entries), planned(*shuffled)
    assert told == other
    assert sum(len(told.standing(stand)) for stand in ("held", "late", "overdue", "due", "cancelled")) == len(kinds)
    assert len(told.rows()) == len(kinds)


def test_two_things_on_the_same_days_clash_only_where_one_person_leads_both_and_both_are_still_to_come():
    both = {"lead": "HSQA", "start": "2024-05-01", "end": "2024-05-03"}
    assert planned(both, {**both, "lead": " hsqa", "start": "2024-05-03"}).clashes == (("K1", "K2"),)
    assert planned(both, {**both, "start": "2024-05-04", "end": None}).clashes == ()
    assert planned(both, {**both, "lead": "AD"}).clashes == ()
    assert planned(both, {**both, "lead": None}, {"start": "2024-05-01"}).clashes == ()
    assert planned(both, {**both, "cancelled": "made up"}).clashes == ()


def test_months_are_empty_where_nothing_was_held_and_only_up_to_today():
    told = planned({"start": "2023-12-20", "held_on": "2023-12-20"}, {"start": "2024-05-02"})
    assert told.empty_months == ("January 2024", "February 2024", "March 2024")


def test_what_took_place_without_an_entry_is_named_and_parts_of_others_are_not():
    activities = [{}, {"part_of": "A1"}, {"kind": "feedback"}]
    assert planned({"start": "2024-01-01"}, activities=activities).unplanned == ("A1",)


def test_a_period_leaves_out_what_lies_outside_it():
    told = planned({}, {"start": "2023-01-15"}, period=(date(2024, 1, 1), date(2024, 12, 31)))
    assert [one.entry.id for one in told.planned] == ["K1"]


def test_sizes_of_rounds_are_compared_with_other_ways_to_share_them_out():
    told = qa.calendar(CITY, today=TODAY)
    assert told.rounds == qa.plan_rounds(CITY, per_year=30)
    assert planned({"size": None}).rounds is None


def test_an_empty_calendar_says_so_and_not_that_all_went_to_plan():
    told = qa.calendar(qa.Programme(), today=TODAY)
    assert told.rows() == []
    assert "nothing can be said" in repr(told)
    assert "nothing can be said" in told._repr_html_()


def test_the_city_s_year_shows_what_was_late_and_what_was_dropped():
    told = qa.calendar(CITY, today=TODAY)
    assert [one.entry.id for one in told.standing("late")] == ["CAL-05"]
    assert [one.entry.id for one in told.standing("overdue")] == ["CAL-10"]
    assert len(told._repr_html_().encode()) < 10 * 1024
    assert "scope='row'" in told._repr_html_()


def test_a_day_that_has_not_come_holds_nothing():
    (one,) = planned({"held_on": "2024-04-15"}).planned
    assert (one.stand, one.began) == ("overdue", None)
    (one,) = planned({"held_on": "2024-04-15", "activity": "A1"}, activities=[{}]).planned
    assert (one.stand, one.began) == ("held", date(2024, 1, 29))


def test_what_ended_before_the_first_year_of_the_calendar_was_nobodys_plan_to_make():
    activities = [{"start": "2023-03-01", "end": "2023-03-31"}, {"start": "2023-04-03", "end": "2023-04-14"}]
    assert planned({}, activities=activities).unplanned == ("A2",)


def test_visits_that_are_planned_one_by_one_are_planned():
    visits = {"kind": "provider_visit", "start": "2023-04-01", "end": "2024-03-31"}
    assert planned({"kind": "provider_visit"}, activities=[visits]).unplanned == ()
    assert planned({"kind": "board"}, activities=[visits]).unplanned == ("A1",)
    assert planned({"kind": "practice_reviews", "start": "2024-01-30"}, activities=[{}]).unplanned == ("A1",)
