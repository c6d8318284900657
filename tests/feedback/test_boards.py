"""What each board sees, when; and what is owed though it was moved."""

from datetime import date

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.feedback.meetings import SEES
from qaframework.show import HTML_BUDGET
from qaframework.tracker.lifecycle import FINISHED

CITY = qa.example("city-of-london-2023-24", plugins=qa.load_plugins(allow=()))
TODAY = date(2024, 6, 30)
MEETS = {"b": [date(2024, 2, 15), date(2024, 5, 15), date(2024, 8, 15)]}
REC = {"id": "REC1", "text": "x", "level": "service", "source": "A1", "raised_on": date(2024, 1, 5)}


def activity(name, end, kind="practice_reviews"):
    return {"id": name, "kind": kind, "title": name, "start": date(2024, 1, 1), "end": end}


def update(on, status, **columns):
    return {"recommendation": "REC1", "on": on, "by": "P1", "status": status} | columns


def board(*sees, **columns):
    return qa.Board(id="b", title="Excellence Board", every=3, sees=sees, follows=("Development Plan",), **columns)


def seen(*sees, today=TODAY, papers=0, schedule=None, **tables):
    year = qa.from_rows(**tables)
    return qa.boards(year, today=today, schedule=schedule or [board(*sees)], meetings=MEETS, papers=papers)


def agenda(view):
    return {(one.on, one.what): one.codes for one in view.agenda}


def test_a_record_comes_before_the_first_meeting_on_its_day_or_later_and_only_that_one():
    rounds = [activity("A1", date(2024, 2, 15)), activity("A2", date(2024, 2, 16))]
    assert agenda(seen("reviews", activities=rounds)) == {
        (date(2024, 2, 15), "reviews"): ("A1",),
        (date(2024, 5, 15), "reviews"): ("A2",),
    }


def test_what_comes_after_the_papers_went_out_waits_for_the_next_meeting():
    rounds = [activity("A1", date(2024, 2, 8)), activity("A2", date(2024, 2, 9))]
    assert agenda(seen("reviews", activities=rounds, papers=5)) == {
        (date(2024, 2, 15), "reviews"): ("A1",),
        (date(2024, 5, 15), "reviews"): ("A2",),
    }


def test_each_board_sees_what_it_is_there_to_see():
    tables = {
        "activities": [
            activity("A1", date(2024, 2, 1)),
            activity("S1", date(2024, 2, 1), "survey"),
            activity("D1", date(2024, 2, 1), "performance_data"),
            activity("V1", date(2024, 2, 1), "provider_visit"),
        ],
        "findings": [{"id": "N1", "activity": "V1", "theme": "com", "direction": "concern", "statement": "x"}],
        "responses": [
            {
                "id": "Y1",
                "activity": "S1",
                "theme": "acc",
                "said": "x",
                "outcome": "did",
                "told_back_on": date(2024, 2, 2),
            }
        ],
        "recommendations": [REC],
    }
    february = date(2024, 2, 15)
    found = {what: codes for (on, what), codes in agenda(seen(*SEES, **tables)).items() if on == february}
    assert found == {
        "reviews": ("A1",),
        "findings": ("N1",),
        "feedback": ("S1", "Y1"),
        "performance": ("D1",),
        "recommendations": ("REC1",),
        "everything": ("A1", "D1", "S1", "V1"),
    }


@pytest.mark.parametrize("status", FINISHED)
def test_an_open_recommendation_comes_before_every_meeting_until_it_is_finished(status):
    tables = {"recommendations": [REC], "updates": [update(date(2024, 3, 1), status)]}
    assert list(agenda(seen("recommendations", **tables))) == [(date(2024, 2, 15), "recommendations")]


def moved(*later, **columns):
    columns = {"plan": "Development Plan"} | columns
    return {"recommendations": [REC], "updates": [update(date(2024, 2, 1), "transferred", **columns), *later]}


def test_what_was_transferred_leaves_the_managers_and_comes_before_the_board_that_follows_the_plan():
    view = seen("recommendations", "transferred", **moved())
    assert agenda(view) == {(day, "transferred"): ("REC1",) for day in MEETS["b"]}


def test_transferred_is_not_closed_and_says_how_many_meetings_heard_nothing():
    (one,) = seen("transferred", **moved()).transferred
    assert (one.board, one.meetings, one.heard, one.finished) == ("Excellence Board", 2, None, None)
    (sentence,) = [s for s in seen("transferred", **moved()).sentences() if "REC1" in s]
    assert "It is not closed: 2 meetings since, nothing heard of it since." in sentence


def test_progress_elsewhere_is_heard_and_the_end_of_it_finishes_it():
    (one,) = seen("transferred", **moved(update(date(2024, 5, 15), "in_progress"))).transferred
    assert (one.heard, one.finished) == (date(2024, 5, 15), None)
    view = seen("transferred", **moved(update(date(2024, 5, 1), "closed")))
    assert view.transferred[0].finished == "closed"
    assert list(agenda(view)) == [(date(2024, 2, 15), "transferred")]
    assert not any("not closed" in sentence for sentence in view.sentences())


def test_what_was_reopened_here_is_no_longer_elsewhere():
    view = seen("recommendations", "transferred", **moved(update(date(2024, 3, 1), "reopened")))
    assert view.transferred == ()
    assert (date(2024, 5, 15), "recommendations") in agenda(view)


def test_a_transfer_to_nowhere_that_is_known_is_said():
    view = seen("transferred", **moved(plan=None, note="Moved on."))
    assert view.transferred[0].board is None
    assert "names no board that is known. It is not closed: nobody is asked about it" in view.sentences()[0]
    assert agenda(view) == {}


def test_nothing_later_than_today_is_known():
    tables = moved(update(date(2024, 5, 1), "closed"))
    assert seen("transferred", today=date(2024, 4, 1), **tables).transferred[0].finished is None


def test_the_next_meetings_are_those_from_today_on():
    rows = seen("transferred", **moved()).next()
    assert [(row["meeting"], row["records"]) for row in rows] == [("15/08/2024", "REC1")]


def test_what_no_meeting_has_seen_and_what_no_board_looks_at_are_told_apart():
    rounds = [
        activity("A1", date(2024, 2, 1)),
        activity("A2", date(2024, 5, 20)),
        activity("C1", date(2024, 2, 1), "contract_monitoring"),
    ]
    view = seen("reviews", activities=rounds)
    assert (view.unseen, view.never) == (("A2", "C1"), ("C1",))
    assert "Ended, and before no meeting yet: A2." in view.sentences()
    assert "No board is there to see these by themselves: C1." in view.sentences()


def test_the_years_transferred_recommendation_is_still_owed_to_the_achieving_excellence_board():
    view = qa.boards(CITY, today=date(2024, 3, 31))
    (one,) = view.transferred
    assert (one.recommendation, one.board, one.finished) == ("SR-07", "Achieving Excellence Board", None)
    assert {board.title for board in qa.BOARDS} >= {one.board for one in view.agenda}


def test_what_is_shown_fits_a_notebook_and_says_how_many_more():
    view = qa.boards(CITY, today=date(2024, 3, 31))
    assert len(view._repr_html_().encode()) <= HTML_BUDGET
    assert " more" in str(view.rows())
    assert sum(len(one.codes) for one in view.agenda) == sum(row["how many"] for row in view.rows())


def test_the_order_of_rows_and_boards_changes_nothing():
    backwards = attrs.evolve(CITY, **{table: CITY.table(table)[::-1] for table in CITY.counts()})
    there = qa.boards(CITY, today=TODAY)
    back = qa.boards(backwards, today=TODAY, schedule=qa.BOARDS[::-1])
    assert there.agenda == back.agenda
    assert there.transferred == back.transferred
    assert there.sentences() == back.sentences()


@given(st.lists(st.dates(date(2024, 1, 1), date(2024, 8, 15)), max_size=8), st.integers(0, 10))
def test_every_round_comes_before_one_meeting_at_most_and_none_before_its_day(ends, papers):
    rounds = [activity(f"A{n}", end) for n, end in enumerate(ends)]
    items = seen("reviews", activities=rounds, papers=papers).agenda
    codes = [code for one in items for code in one.codes]
    assert len(codes) == len(set(codes))
    ended = dict(zip((one["id"] for one in rounds), ends, strict=True))
    assert all(ended[code] <= one.on for one in items for code in one.codes)
