from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.calendar import (
    activity_was_planned,
    held_when_planned,
    no_clash,
    planned_activity_known,
    planned_kind,
    planned_size_reached,
    planned_took_place,
    rounds_not_far_apart,
)


def entry(**columns):
    return {"calendar": columns}


@pytest.mark.parametrize(("day", "flags"), [(date(2024, 2, 26), 0), (date(2024, 2, 27), 1)])
def test_what_was_planned_has_four_weeks_from_its_last_day(said, day, flags):
    answer = said(planned_took_place, entry(start="2024-01-15", end="2024-01-29"), today=day)
    assert len(answer) == flags if flags else isinstance(answer, str)


def test_an_activity_of_the_wrong_kind_or_that_is_not_there_is_no_proof_that_it_took_place(said):
    assert said(planned_took_place, entry(activity="A9", start="2023-06-01"))
    assert "survey" in said(planned_activity_known, entry(activity="A1") | {"activities": {"kind": "survey"}})[0]


def test_a_word_of_one_s_own_can_be_made_known_and_a_slip_is_helped(said):
    assert said(planned_kind, entry(kind="bord")) == ["no known kind; did you mean board?"]
    assert said(planned_kind, entry(kind="tea"), also=("tea",)) == []


def test_late_counts_from_the_day_it_was_moved_to(said):
    assert said(held_when_planned, entry(start="2023-11-01", moved_to="2024-01-10", held_on="2024-01-29")) == []
    assert said(held_when_planned, entry(start="2023-11-01", held_on="2023-12-12")) == ["41 days later than planned"]


@pytest.mark.parametrize(("size", "flagged"), [(10, False), (11, True)])
def test_nine_of_ten_are_enough_and_nine_of_eleven_are_not(said, size, flagged):
    year = {"activities": {}, "reviews": [{}] * 9, "calendar": {"activity": "A1", "size": size}}
    assert bool(said(planned_size_reached, year)) is flagged


def test_a_cancelled_entry_clashes_with_nothing(said):
    rows = [{"lead": "AD"}, {"lead": "AD", "cancelled": "made up"}]
    assert said(no_clash, {"calendar": rows}) == []


def test_kinds_that_are_never_planned_can_be_set(said):
    year = {"activities": {"kind": "peer_challenge"}, "calendar": {}}
    assert said(activity_was_planned, year)
    assert isinstance(said(activity_was_planned, year, unplanned=("peer_challenge",)), str)


def test_an_authority_that_reviews_once_a_year_sets_its_own_interval(said):
    year = {
        "activities": [{}, {"start": "2023-05-01", "end": "2023-05-31"}],
        "reviews": [{}, {"activity": "A2", "child": "C2"}],
    }
    assert said(rounds_not_far_apart, year) == ["243 days after the end of A2"]
    assert said(rounds_not_far_apart, year, days=380) == []
