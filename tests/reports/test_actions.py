"""Where a recommendation stands on a day, from its history."""

import datetime

import pytest

import qaframework as qa
from qaframework.reports.actions import (
    BLOCKED,
    CLOSED,
    CLOSED_STATED,
    COMPLETE,
    CONFIRMED,
    ENDED,
    EVIDENCED,
    IN_PROGRESS,
    MOVED,
    NOT_BEGUN,
    OPEN,
    STAGE_OF,
    STAGES,
    actions_of,
)

RAISED = datetime.date(2024, 1, 1)
AS_OF = datetime.date(2024, 3, 31)


def year_of(*updates, **asked):
    given = {"id": "REC-1", "text": "Made up.", "level": "child", "source": "R1", "raised_on": RAISED} | asked
    made = [qa.Update(**{"recommendation": "REC-1", "by": "M1"} | one) for one in updates]
    return qa.Programme(recommendations=[qa.Recommendation(**given)], updates=made)


def stands(*updates, **asked):
    return actions_of(year_of(*updates, **asked), AS_OF)[0]


def on(day, status, **said):
    return {"on": datetime.date(2024, *day), "status": status} | said


@pytest.mark.parametrize(
    ("history", "stage"),
    [
        ([], NOT_BEGUN),
        ([on((1, 5), "accepted")], NOT_BEGUN),
        ([on((1, 5), "in_progress")], IN_PROGRESS),
        ([on((1, 5), "blocked")], BLOCKED),
        ([on((1, 5), "a word of our own")], IN_PROGRESS),
        ([on((1, 5), "action_complete")], COMPLETE),
        ([on((1, 5), "evidenced")], EVIDENCED),
        ([on((1, 5), "impact_confirmed")], CONFIRMED),
        ([on((1, 5), "transferred")], MOVED),
        ([on((1, 5), "superseded")], ENDED),
        ([on((1, 5), "closed")], CLOSED),
        ([on((1, 5), "evidenced", impact="It helped."), on((1, 6), "closed")], CLOSED_STATED),
        ([on((1, 5), "impact_confirmed"), on((1, 6), "closed")], CONFIRMED),
        ([on((1, 5), "evidenced", confirmed_by="child"), on((1, 6), "closed")], CONFIRMED),
        ([on((1, 5), "impact_confirmed"), on((1, 6), "reopened")], IN_PROGRESS),
        ([on((1, 5), "impact_confirmed"), on((1, 6), "reopened"), on((1, 7), "closed")], CLOSED),
    ],
)
def test_a_recommendation_stands_at_one_stage(history, stage):
    assert stands(*history).stage == stage
    assert stands(*history[::-1]).stage == stage


def test_every_status_has_a_stage():
    from qaframework.model.records import UPDATE_STATUSES

    assert set(STAGE_OF) == set(UPDATE_STATUSES)
    assert set(STAGE_OF.values()) <= set(STAGES)
    assert set(OPEN) <= set(STAGES)


def test_what_happened_later_is_not_known_yet():
    assert stands(on((1, 5), "in_progress"), on((4, 1), "closed")).stage == IN_PROGRESS
    assert actions_of(year_of(raised_on=datetime.date(2024, 4, 1)), AS_OF) == ()


def test_it_is_overdue_from_the_day_after_and_only_while_the_action_is_to_be_done():
    day_before, same_day = datetime.date(2024, 3, 30), AS_OF
    assert stands(due=day_before).overdue
    assert not stands(due=same_day).overdue
    assert not stands(due=None).overdue
    assert not stands(on((1, 5), "action_complete"), due=day_before).overdue


def test_a_date_that_was_moved_later_counts_as_moved_and_no_longer_as_overdue():
    moved = stands(on((2, 1), "in_progress", due=datetime.date(2024, 5, 1)), due=datetime.date(2024, 2, 1))
    assert (moved.due, moved.moved, moved.overdue) == (datetime.date(2024, 5, 1), 1, False)


def test_the_owner_is_the_last_one_it_was_passed_to():
    assert stands(on((2, 1), "in_progress", owner="IRO"), owner="Team manager").owner == "IRO"
    assert stands(on((2, 1), "in_progress"), owner="Team manager").owner == "Team manager"
