"""When boards meet."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.feedback.meetings import BOARDS, Board, meetings_of
from qaframework.working_days import is_working_day

YEAR = date(2023, 4, 1), date(2024, 3, 31)
BOARD = Board(id="b", title="Excellence Board", every=3, sees=("findings",), follows=("Development Plan",))


def entry(start, title="Excellence Board, spring", kind="board", **columns):
    return qa.CalendarEntry(id=f"K{start}", kind=kind, title=title, start=start, **columns)


def days(board, calendar=(), given=None, within=YEAR):
    return [one.on for one in meetings_of(board, calendar, given or {}, *within)]


@pytest.mark.parametrize(("board", "meetings"), [("managers", 12), ("partnership", 4), ("sub-committee", 1)])
def test_each_board_meets_as_often_as_the_report_says(board, meetings):
    (found,) = [one for one in BOARDS if one.id == board]
    assert len(days(found)) == meetings
    assert found.source


def test_a_day_that_nobody_gives_is_the_last_working_day_and_marked_as_assumed():
    (found,) = [one for one in BOARDS if one.id == "achieving-excellence"]
    assert days(found) == [date(2023, 6, 30), date(2023, 9, 29), date(2023, 12, 29), date(2024, 3, 28)]
    assert not any(one.known for one in meetings_of(found, (), {}, *YEAR))


def test_meetings_of_the_calendar_are_known_and_come_before_what_is_assumed():
    calendar = [entry(date(2023, 5, 3)), entry(date(2023, 8, 2), kind="meeting")]
    found = meetings_of(BOARD, calendar, {}, *YEAR)
    assert [one.on for one in found if one.known] == [date(2023, 5, 3), date(2023, 8, 2)]
    assert [one.on for one in found if not one.known] == [date(2023, 9, 29), date(2023, 12, 29), date(2024, 3, 28)]


def test_no_meeting_is_assumed_just_after_one_that_is_known():
    assert days(BOARD, [entry(date(2023, 9, 13))]) == [date(2023, 9, 13), date(2023, 12, 29), date(2024, 3, 28)]


def test_a_meeting_counts_on_the_day_it_was_held_or_moved_to_and_not_when_cancelled():
    calendar = [
        entry(date(2023, 5, 3), held_on=date(2023, 5, 10)),
        entry(date(2023, 8, 2), moved_to=date(2023, 8, 9)),
        entry(date(2023, 11, 1), cancelled="No quorum"),
        entry(date(2023, 12, 1), kind="training"),
        entry(date(2024, 1, 3), title="Another board"),
    ]
    known = [one.on for one in meetings_of(BOARD, calendar, {}, *YEAR) if one.known]
    assert known == [date(2023, 5, 10), date(2023, 8, 9)]


def test_days_that_are_given_come_before_the_calendar():
    assert days(BOARD, [entry(date(2023, 5, 3))], {"b": [date(2024, 3, 7)]}) == [date(2024, 3, 7)]


def test_a_board_is_named_by_its_title_or_by_a_plan_it_follows_in_any_case():
    assert BOARD.named_in("moved to the DEVELOPMENT plan, for a board")
    assert BOARD.named_in(None, "the excellence-board")
    assert not BOARD.named_in(None, "another plan")
    managers = next(one for one in BOARDS if one.id == "managers")
    assert managers.named_in("Managers\u2019 Monthly Meeting, March")


@given(st.dates(date(2015, 1, 1), date(2035, 1, 1)), st.integers(0, 800), st.sampled_from([1, 3, 12]))
def test_assumed_meetings_are_working_days_inside_the_time_asked_about(start, length, every):
    end = date.fromordinal(start.toordinal() + length)
    board = Board(id="b", title="B", every=every, sees=("findings",))
    found = days(board, within=(start, end))
    assert all(is_working_day(day) and start <= day <= end for day in found)
    assert abs(len(found) - length / 30.44 / every) <= 2
