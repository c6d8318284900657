from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.transferred import transferred_heard_of, transferred_names_its_board


def moved(*later, **columns):
    updates = [{"status": "transferred", "on": "2024-01-31"} | columns, *later]
    return {"recommendations": {}, "updates": updates}


@pytest.mark.parametrize(
    ("columns", "missing"),
    [({}, "plan and the board"), ({"plan": "P"}, "board"), ({"board": "B"}, "plan")],
)
def test_a_transfer_names_both_the_plan_and_the_board(said, columns, missing):
    assert said(transferred_names_its_board, moved(**columns)) == [
        f"transferred, and its entry does not name the {missing}"
    ]
    assert said(transferred_names_its_board, moved(plan="P", board="B")) == []


def test_nothing_heard_for_more_than_a_hundred_days_is_asked_about(said):
    assert said(transferred_heard_of, moved(), today=date(2024, 5, 10)) == []
    assert said(transferred_heard_of, moved(), today=date(2024, 5, 11)) == [
        "transferred, and nothing was heard of it for 101 days"
    ]
    assert said(transferred_heard_of, moved(), today=date(2024, 3, 1), days=20) != []


def test_every_later_entry_is_news_until_one_finishes_it(said):
    news = {"status": "in_progress", "on": "2024-05-01"}
    assert said(transferred_heard_of, moved(news), today=date(2024, 6, 30)) == []
    done = {"status": "closed", "on": "2024-02-01"}
    assert said(transferred_heard_of, moved(done), today=date(2024, 12, 31)) == "it is finished"


def test_what_was_taken_back_is_not_elsewhere(said):
    back = {"status": "reopened", "on": "2024-03-01"}
    assert said(transferred_names_its_board, moved(back)) == "it was not transferred"
    assert said(transferred_heard_of, moved(back), today=date(2024, 12, 31)) == "it was not transferred"
