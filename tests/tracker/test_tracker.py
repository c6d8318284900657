"""One place with its history: what is written down, what is refused, and where things stand on any day."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest

import qaframework as qa

Make = Callable[..., qa.Recommendation]
MARCH, APRIL, MAY = date(2024, 3, 20), date(2024, 4, 30), date(2024, 5, 28)
CITY = qa.example("city-of-london-2023-24")


def test_a_year_goes_in_and_comes_out_as_it_was(tracker: qa.Tracker) -> None:
    added = tracker.add(CITY.recommendations, by="HSQA", on=MARCH, updates=CITY.updates)
    assert sorted(added) == sorted(one.id for one in CITY.recommendations)
    back = tracker.programme(CITY)
    assert sorted(back.recommendations, key=lambda one: one.id) == sorted(CITY.recommendations, key=lambda one: one.id)
    assert {str(one.rows_of()) for one in back.updates} == {str(one.rows_of()) for one in CITY.updates}
    assert len(back.updates) == len(CITY.updates)
    assert back.reviews == CITY.reviews


def test_the_same_year_added_again_changes_nothing(tracker: qa.Tracker) -> None:
    tracker.add(CITY.recommendations, by="HSQA", on=MARCH, updates=CITY.updates)
    before = tracker.programme()
    assert tracker.add(CITY.recommendations, by="somebody", on=APRIL, updates=CITY.updates) == ()
    assert tracker.programme() == before


def test_a_day_given_as_text_is_refused_in_words(make_where: Callable[[str], str]) -> None:
    with (
        qa.Tracker.open(make_where("sqlite")) as tracker,
        pytest.raises(qa.TrackerError, match="as_of is to be a day"),
    ):
        tracker.state("2024-03-31")  # type: ignore[arg-type]


def test_the_order_of_the_rows_does_not_matter(make_where: Callable[[str], str]) -> None:
    states = []
    for order in (1, -1):
        with qa.Tracker.open(make_where("sqlite")) as tracker:
            tracker.add(CITY.recommendations[::order], by="HSQA", on=MARCH, updates=CITY.updates[::order])
            states.append((tracker.state(APRIL), tracker.programme()))
    assert states[0] == states[1]


def test_what_was_asked_cannot_be_asked_differently_later(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError, match=r"REC-1: it is on the tracker and says something else of due\.") as told:
        tracker.add([recommendation("REC-2"), recommendation(due=APRIL)], by="HSQA", on=MARCH)
    assert [one.where for one in told.value.problems] == ["REC-1"]
    assert [one.id for one in tracker.state(MAY)] == ["REC-1"]


def test_a_status_that_cannot_follow_is_refused_and_those_that_can_are_named(
    tracker: qa.Tracker, recommendation: Make
) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="closed", by="M1", on=APRIL, evidence="Plan of 1 March", impact="Safer.")
    with pytest.raises(qa.TrackerError, match="it stands at closed, and in_progress cannot follow; reopened can"):
        tracker.update("REC-1", status="in_progress", by="M1", on=MAY)
    assert tracker.state(MAY)["REC-1"].status == "closed"
    assert len(tracker.history("REC-1")) == 2


def test_an_error_repeats_nothing_that_was_written(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError) as told:
        tracker.update("REC-1", status="closed", by="M1", on=APRIL, note="Tommy Atkins", impact="Tommy is safer")
    assert "Tommy" not in str(told.value)
    with pytest.raises(qa.TrackerError) as told:
        tracker.update("REC-1", status="Tommy Atkins is fine", by="M1", on=APRIL)
    assert "Tommy" not in str(told.value)


def test_what_nobody_knows_is_named_with_the_nearest(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation("REC-12")], by="HSQA", on=MARCH)
    with pytest.raises(qa.UnknownNameError, match="did you mean 'REC-12'"):
        tracker.update("REC-13", status="accepted", by="M1", on=APRIL)
    with pytest.raises(qa.UnknownNameError, match="did you mean 'evidence'"):
        tracker.update("REC-12", by="M1", on=APRIL, evidense="Plan")


def test_where_things_stood_can_be_told_for_any_day(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="in_progress", by="M1", on=MARCH)
    tracker.update("REC-1", status="action_complete", by="M1", on=APRIL)
    assert len(tracker.state(date(2024, 2, 4))) == 0
    stood = {day: tracker.state(day)["REC-1"].status for day in (date(2024, 2, 5), MARCH, date(2024, 4, 29), APRIL)}
    assert list(stood.values()) == ["issued", "in_progress", "in_progress", "action_complete"]


def test_what_was_said_in_march_and_written_in_may_counts_from_march_and_is_known_from_may(
    tracker: qa.Tracker, recommendation: Make
) -> None:
    tracker.add([recommendation()], by="HSQA", on=date(2024, 2, 10))
    tracker.update("REC-1", status="closed", by="M1", on=APRIL, recorded_on=APRIL, evidence="Plan", impact="Safer.")
    tracker.update("REC-1", status="action_complete", by="M1", on=MARCH, recorded_on=MAY)
    assert tracker.state(MARCH)["REC-1"].status == "action_complete"
    assert tracker.state(MARCH, known=APRIL)["REC-1"].status == "issued"
    assert tracker.state(MAY, known=date(2024, 2, 9)).rows() == []
    assert [one["status"] for one in tracker.history("REC-1")] == ["issued", "action_complete", "closed"]


def test_an_entry_put_in_between_must_leave_what_came_after_it_possible(
    tracker: qa.Tracker, recommendation: Make
) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="in_progress", by="M1", on=APRIL)
    with pytest.raises(qa.TrackerError, match=r"the entry of 30/04/2024 says in_progress, which could not follow reje"):
        tracker.update("REC-1", status="rejected", note="not ours", by="M1", on=MARCH)
    with pytest.raises(qa.TrackerError, match="before the recommendation was raised"):
        tracker.update("REC-1", status="accepted", by="M1", on=date(2024, 2, 4))


def test_an_entry_without_a_status_leaves_it_where_it_stood_that_day(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="blocked", note="the hospital", by="M1", on=MARCH)
    tracker.update("REC-1", status="action_complete", by="M1", on=MAY)
    assert tracker.update("REC-1", note="still waiting", by="M1", on=APRIL).status == "blocked"


def test_a_date_that_moves_keeps_the_first_one_and_says_who_agreed(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    tracker.update("REC-1", by="M1", on=MARCH, due=APRIL, approved_by="HOS", note="panel moved")
    tracker.update("REC-1", by="M1", on=APRIL, due=MAY)
    tracker.update("REC-1", by="M1", on=MAY, due=date(2024, 5, 1))  # brought forward: no slip
    one = tracker.state(MAY)["REC-1"]
    assert (one.original_due, one.due, one.slips, one.slips_unapproved) == (
        date(2024, 3, 28),
        date(2024, 5, 1),
        2,
        1,
    )
    assert one.slip_days == 34
    assert [(line["before"], line["due"], line["approved_by"]) for line in tracker.slips(MAY)] == [
        (date(2024, 3, 28), APRIL, "HOS"),
        (APRIL, MAY, None),
    ]
    assert len(tracker.slips(MARCH)) == 1
    assert tracker.state(MARCH)["REC-1"].due == APRIL


def test_overdue_is_worked_out_for_the_day_and_ends_when_it_is_done(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation(), recommendation("REC-2", due=None)], by="HSQA", on=MARCH)
    assert len(tracker.overdue(date(2024, 3, 28))) == 0
    easter = tracker.overdue(date(2024, 4, 2))
    assert [(one.id, one.days_overdue) for one in easter] == [("REC-1", 1)]
    tracker.update("REC-1", status="action_complete", by="M1", on=APRIL)
    assert len(tracker.overdue(APRIL)) == 0
    assert len(tracker.overdue(date(2024, 4, 29))) == 1
    assert tracker.state(APRIL)["REC-1"].late is True
    assert tracker.state(APRIL)["REC-2"].waits_for == "no date"


def test_reopened_has_to_be_shown_anew(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="closed", by="M1", on=MARCH, evidence="Plan", impact="Safer.", confirmed_by="child")
    tracker.update("REC-1", status="reopened", by="HSQA", on=APRIL, note="the plan had lapsed")
    one = tracker.state(APRIL)["REC-1"]
    assert (one.completed_on, one.evidence, one.impact, one.confirmed_on, one.reopened) == (None, None, None, None, 1)
    with pytest.raises(qa.TrackerError, match="evidenced needs evidence"):
        tracker.update("REC-1", status="evidenced", by="M1", on=MAY)
    assert tracker.state(MARCH)["REC-1"].impact == "Safer."


def test_what_is_said_while_it_stands_at_reopened_stays_on_file(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="closed", by="M1", on=MARCH, evidence="Plan", impact="Safer.")
    tracker.update("REC-1", status="reopened", by="HSQA", on=MARCH, note="the plan had lapsed")
    tracker.update("REC-1", by="M1", on=APRIL, evidence="New plan", impact="Safer again.")
    tracker.update("REC-1", by="M1", on=MAY, note="read by the team", confirmed_by="child")
    one = tracker.state(MAY)["REC-1"]
    assert (one.status, one.evidence, one.impact, one.reopened) == ("reopened", "New plan", "Safer again.", 1)
    assert tracker.update("REC-1", status="closed", by="M1", on=MAY).version == 6


def test_reopening_put_before_what_rests_on_older_proof_is_refused(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="action_complete", by="M1", on=MARCH, evidence="Plan", impact="Safer.")
    tracker.update("REC-1", status="closed", by="M1", on=MAY)
    with pytest.raises(qa.TrackerError, match=r"the entry of 28/05/2024 says closed, and what it rests on would have"):
        tracker.update("REC-1", status="reopened", note="lapsed", by="HSQA", on=APRIL)
    tracker.update("REC-1", status="reopened", note="lapsed", by="HSQA", on=APRIL, evidence="New plan")
    assert tracker.state(MAY)["REC-1"].evidence == "New plan"


def test_transferred_is_not_closed(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation("SR-1", level="service")], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError, match="transferred needs the plan it is in now, or the board that follows it"):
        tracker.update("SR-1", status="transferred", by="HOS", on=APRIL)
    tracker.update("SR-1", status="transferred", by="HOS", on=APRIL, plan="Service Development Plan", board="AEB")
    one, counts = tracker.state(APRIL)["SR-1"], tracker.summary(APRIL)
    assert (one.status, one.plan, one.board, one.closed_on, one.waits_for) == (
        "transferred",
        "Service Development Plan",
        "AEB",
        None,
        "elsewhere",
    )
    assert (counts["transferred, followed elsewhere"], counts["closed"], counts["still to be done"]) == (1, 0, 0)


def test_merged_and_superseded_lead_to_the_one_that_stands_for_them(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation(f"REC-{n}") for n in (1, 2, 3)], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="merged", into="REC-2", by="HSQA", on=APRIL)
    assert tracker.state(APRIL)["REC-1"].into == "REC-2"
    for wrong, why in (("REC-9", "not on the tracker"), ("REC-3", "cannot stand for it"), ("REC-1", "cannot stand")):
        with pytest.raises(qa.TrackerError, match=why):
            tracker.update("REC-3", status="superseded", into=wrong, by="HSQA", on=APRIL)
    with pytest.raises(qa.TrackerError, match="cannot stand for it"):
        tracker.update("REC-2", status="merged", into="REC-1", by="HSQA", on=MAY)


def test_a_child_level_recommendation_feeds_a_service_level_one_and_both_know(
    tracker: qa.Tracker, recommendation: Make
) -> None:
    tracker.add([recommendation(rolls_up_to="SR-1"), recommendation("REC-2")], by="HSQA", on=MARCH)
    tracker.spawn("REC-2", recommendation("SR-1", level="service", source="REC-2"), by="HSQA", on=APRIL)
    state = tracker.state(APRIL)
    assert (state["REC-2"].rolls_up_to, state["SR-1"].fed_by) == ("SR-1", ("REC-1", "REC-2"))
    tracker.update("SR-1", status="transferred", by="HOS", on=MAY, board="AEB")
    tracker.update("REC-2", status="no_longer_applicable", note="moved away", by="HOS", on=MAY)
    later = tracker.state(MAY)
    assert (later["REC-2"].rolls_up_to, later["SR-1"].fed_by) == ("SR-1", ("REC-1", "REC-2"))
    assert tracker.state(MARCH)["REC-2"].rolls_up_to is None
    with pytest.raises(qa.TrackerError, match="no other service-level recommendation"):
        tracker.update("REC-1", by="HSQA", on=MAY, rolls_up_to="REC-2")


def test_a_spawned_recommendation_that_cannot_be_linked_is_not_added(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError, match="no other service-level recommendation"):
        tracker.spawn("REC-1", recommendation("REC-2", level="child"), by="HSQA", on=APRIL)
    assert [one.id for one in tracker.state(APRIL)] == ["REC-1"]


def test_an_update_on_what_somebody_else_has_changed_meanwhile_is_refused(
    tracker: qa.Tracker, recommendation: Make
) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    seen = tracker.state(MARCH)["REC-1"].version
    tracker.update("REC-1", status="blocked", note="the hospital", by="M1", on=APRIL, after=seen)
    with pytest.raises(qa.TrackerError, match=r"M1 updated it meanwhile, for 30/04/2024: it stands at blocked"):
        tracker.update("REC-1", status="action_complete", by="M2", on=APRIL, after=seen)


def test_done_proved_and_made_a_difference_are_three_counts(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation(f"REC-{n}") for n in range(1, 6)], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="action_complete", by="M1", on=APRIL)
    tracker.update("REC-2", status="evidenced", evidence="Plan", by="M1", on=APRIL)
    tracker.update("REC-3", status="evidenced", evidence="Plan", impact="Safer.", by="M1", on=APRIL)
    tracker.update("REC-4", status="closed", evidence="Plan", note="nothing is known", by="M1", on=APRIL)
    tracker.update("REC-5", status="impact_confirmed", evidence="Plan", impact="Safer.", by="M1", on=APRIL)
    counts = tracker.summary(APRIL)
    named = ("done, the owner says", "evidenced", "difference stated", "difference confirmed")
    assert [counts[name] for name in named] == [5, 4, 2, 1]
    assert counts["done, no difference stated"] == 3
    assert [one.id for one in tracker.without_impact(APRIL)] == ["REC-1", "REC-2", "REC-4"]
    assert sum(counts.by_status.values()) == counts.total == 5
    assert not any("%" in str(cell) for row in counts.rows() for cell in row.values())


def test_the_criteria_for_closing_differ_by_level(tracker: qa.Tracker, recommendation: Make) -> None:
    service = recommendation("SR-1", level="service")
    tracker.add([recommendation(), service], by="HSQA", on=MARCH)
    for name in ("REC-1", "SR-1"):
        tracker.update(name, status="evidenced", evidence="Plan", impact="Better.", by="M1", on=MARCH)
    state = tracker.state(MARCH)
    assert state["REC-1"].unmet == ("difference confirmed by child, family, IRO or manager",)
    assert state["SR-1"].unmet == ("tested again after three months",)
    tracker.update("REC-1", confirmed_by="child", impact_kind="child_outcome", by="M1", on=APRIL)
    tracker.update("SR-1", verified=True, by="HSQA", on=MAY)
    assert tracker.state(MAY)["REC-1"].unmet == ()
    assert tracker.state(MAY)["SR-1"].unmet != ()
    tracker.update("SR-1", verified=True, by="HSQA", on=date(2024, 6, 18))
    assert tracker.state(date(2024, 6, 18))["SR-1"].unmet == ()


def test_a_service_level_change_is_not_closed_before_it_was_looked_at_again_unless_somebody_says_why(
    tracker: qa.Tracker, recommendation: Make
) -> None:
    tracker.add([recommendation("SR-1", level="service"), recommendation("SR-2", level="service")], by="HSQA", on=MARCH)
    for name in ("SR-1", "SR-2"):
        tracker.update(name, status="action_complete", by="M1", on=MARCH, evidence="Dip sample")
    with pytest.raises(
        qa.TrackerError,
        match=r"it would be closed without what its level asks for: measure moved: difference stated, tested again "
        r"after three months\. Write a note: why all the same",
    ):
        tracker.update("SR-1", status="closed", by="HOS", on=MAY)
    with pytest.raises(qa.TrackerError, match="tested again after three months"):
        tracker.update("SR-1", status="closed", impact="Fewer moves.", verified=True, by="HOS", on=MAY)
    assert tracker.state(MAY)["SR-1"].status == "action_complete"

    tracker.update("SR-1", status="closed", impact="Fewer moves.", by="HOS", on=MAY, note="the team was dissolved")
    tracker.update("SR-1", by="HSQA", on=date(2024, 6, 3), note="filed")
    one = tracker.state(date(2024, 6, 4))["SR-1"]
    assert (one.closed_by, one.closed_note, one.note) == ("HOS", "the team was dissolved", "filed")
    assert one.unmet == ("tested again after three months",)
    assert tracker.summary(MAY)["closed, criteria unmet"] == 1

    june = date(2024, 6, 18)
    tracker.update("SR-2", status="closed", impact="Fewer moves.", verified=True, by="HOS", on=june)
    assert tracker.state(june)["SR-2"].unmet == ()


def test_a_child_level_recommendation_is_closed_without_a_word_of_who_confirmed_it_and_that_is_counted(
    tracker: qa.Tracker, recommendation: Make
) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError, match="difference made for the child stated"):
        tracker.update("REC-1", status="closed", evidence="Plan", by="M1", on=MAY)
    tracker.update("REC-1", status="closed", evidence="Plan", impact="Safer.", by="M1", on=MAY)
    assert tracker.state(MAY)["REC-1"].unmet == ("difference confirmed by child, family, IRO or manager",)
    assert tracker.summary(MAY)["closed, criteria unmet"] == 1


def test_a_year_added_at_once_is_held_to_the_criteria_in_the_order_of_its_days(
    tracker: qa.Tracker, recommendation: Make
) -> None:
    def said(status: str, on: date, **more: object) -> qa.Update:
        return qa.Update(recommendation="SR-1", by="M1", status=status, on=on, **more)

    closing = said("closed", date(2024, 6, 18), impact="Fewer moves.")
    checked = said("action_complete", date(2024, 6, 18), verified=True)
    done = said("action_complete", MARCH, evidence="Dip sample")
    service = recommendation("SR-1", level="service")
    with pytest.raises(qa.TrackerError, match="tested again after three months"):
        tracker.add([service], by="HSQA", on=MARCH, updates=[closing, done])
    assert len(tracker.state(date(2024, 6, 18))) == 0
    tracker.add([service], by="HSQA", on=MARCH, updates=[closing, checked, done])
    assert tracker.state(date(2024, 6, 18))["SR-1"].unmet == ()


def test_who_confirmed_without_what_they_confirmed_is_refused(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError, match="not what difference; write the impact"):
        tracker.update("REC-1", confirmed_by="child", by="M1", on=APRIL)


def test_a_text_of_spaces_is_no_evidence(tracker: qa.Tracker, recommendation: Make) -> None:
    blank = qa.Update(recommendation="REC-1", on=APRIL, by="M1", status="action_complete", evidence=" ", impact="")
    for _ in range(2):
        tracker.add([recommendation()], by="HSQA", on=MARCH, updates=[blank])
    assert len(tracker.history("REC-1")) == 2
    assert tracker.state(APRIL)["REC-1"].evidence is None
    with pytest.raises(qa.TrackerError, match="evidenced needs evidence"):
        tracker.update("REC-1", status="evidenced", evidence="  ", by="M1", on=APRIL)


def test_a_day_that_is_no_day_is_refused_in_words(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation()], by="HSQA", on=MARCH)
    with pytest.raises(qa.TrackerError, match="due is to be a day, such as date"):
        tracker.update("REC-1", by="M1", on=APRIL, due="end of May")
    assert tracker.update("REC-1", by="M1", on=datetime(2024, 4, 30, 14, 30), due=datetime(2024, 5, 31)).due == date(
        2024, 5, 31
    )
    assert tracker.state(APRIL)["REC-1"].last_on == APRIL


def test_what_shows_itself_shows_no_text_that_people_wrote(tracker: qa.Tracker, recommendation: Make) -> None:
    said = dict.fromkeys(("note", "evidence", "impact", "plan"), "Tommy Atkins told us")
    tracker.add([recommendation(text="Tommy Atkins", measure="Tommy")], by="HSQA", on=MARCH)
    tracker.update("REC-1", status="evidenced", by="M1", on=MARCH, due=date(2024, 4, 1), **said)
    shown = [
        tracker.state(APRIL),
        tracker.state(APRIL)["REC-1"],
        tracker.history("REC-1"),
        tracker.overdue(APRIL),
        tracker.without_impact(APRIL),
        tracker.summary(APRIL),
        tracker.slips(APRIL),
        tracker.agenda(APRIL),
        tracker.next_meeting(APRIL),
        tracker,
    ]
    for one in shown:
        told = repr(one) + getattr(one, "_repr_html_", str)()
        assert "Tommy" not in told
    assert "Tommy Atkins told us" in str(tracker.history("REC-1").rows())


def test_a_table_in_a_notebook_is_small_and_says_what_it_leaves_out(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation(f"REC-{n:04}") for n in range(500)], by="HSQA", on=MARCH)
    page = tracker.state(APRIL)._repr_html_()
    assert len(page.encode()) < 10 * 1024
    assert "<caption>" in page
    assert "of 500)" in page
    assert "showing 60 of 500" in repr(tracker.state(APRIL))


def test_rows_go_into_a_data_frame(tracker: qa.Tracker) -> None:
    pandas = pytest.importorskip("pandas")
    tracker.add(CITY.recommendations, by="HSQA", on=MARCH, updates=CITY.updates)
    frame = pandas.DataFrame(tracker.state(APRIL).rows())
    assert frame["id"].is_unique
    assert frame["is_overdue"].sum() == len(tracker.overdue(APRIL))


def test_meetings_are_held_until_nothing_is_open(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation(), recommendation("SR-1", level="service")], by="HSQA", on=MARCH)
    tracker.update("SR-1", status="transferred", board="AEB", by="HOS", on=MARCH)
    before = tracker.next_meeting(date(2024, 4, 5))
    assert (before.needed, before.on) == (True, date(2024, 5, 7))  # the 5th is a Sunday, the 6th a bank holiday
    assert before.sentences() == [
        "Next meeting: 07/05/2024. 1 is open: 1 overdue.",
        "1 is followed elsewhere, and not closed.",
    ]
    tracker.update("REC-1", status="closed", evidence="Plan", impact="Safer.", by="M1", on=APRIL)
    after = tracker.next_meeting(APRIL)
    assert (after.needed, after.on) == (False, None)
    assert after.sentences()[0] == "Nothing is open: no meeting is needed."
    assert tracker.next_meeting(date(2024, 1, 31)).on is None
    assert tracker.next_meeting(date(2024, 4, 5), on=MAY).on == MAY


def test_a_month_on_from_the_last_of_january_is_the_last_of_february(tracker: qa.Tracker, recommendation: Make) -> None:
    tracker.add([recommendation(raised_on=date(2024, 1, 2))], by="HSQA", on=date(2024, 1, 2))
    assert tracker.next_meeting(date(2024, 1, 31)).on == date(2024, 2, 29)


def test_the_burn_up_counts_each_month_end_and_the_last_day(tracker: qa.Tracker) -> None:
    tracker.add(CITY.recommendations, by="HSQA", on=MARCH, updates=CITY.updates)
    lines = tracker.burn_up(MARCH).rows()
    assert [line["day"] for line in lines][-3:] == [date(2024, 1, 31), date(2024, 2, 29), MARCH]
    for line in lines:
        state = tracker.state(line["day"])
        assert line["raised"] == len(state)
        assert line["open"] == sum(one.is_open for one in state)
    assert [line["raised"] for line in lines] == sorted(line["raised"] for line in lines)


def test_the_ages_of_what_is_open_add_up(tracker: qa.Tracker) -> None:
    tracker.add(CITY.recommendations, by="HSQA", on=MARCH, updates=CITY.updates)
    for day in (date(2023, 6, 30), MARCH, date(2025, 6, 1)):
        ages = tracker.ageing(day)
        assert sum(line["all"] for line in ages) == sum(one.is_open for one in tracker.state(day))
    assert tracker.ageing(date(2025, 6, 1)).rows()[-1]["all"] > 0


def test_an_empty_tracker_says_so(tracker: qa.Tracker) -> None:
    assert repr(tracker.state(MARCH)) == "Recommendations, as on 20/03/2024: none"
    assert tracker.summary(MARCH).total == 0
    assert tracker.next_meeting(MARCH).needed is False
    assert len(tracker.burn_up(MARCH)) == 1
    assert tracker.programme() == qa.Programme()


def test_the_export_can_be_read_again_and_opens_in_power_bi(tracker: qa.Tracker, tmp_path: Path) -> None:
    tracker.add(CITY.recommendations, by="HSQA", on=MARCH, updates=CITY.updates)
    folder = tracker.export(tmp_path / "out", MARCH)
    again = tracker.export(folder, MARCH)
    assert again == folder
    back = qa.read(folder)
    assert back.recommendations == tracker.programme().recommendations
    assert back.updates == tracker.programme().updates
    standing = (folder / "standing.csv").read_bytes()
    assert standing.startswith(b"\xef\xbb\xbfas_of,recommendation,level,")
    assert standing.count(b"\r\n") == len(CITY.recommendations) + 1


def test_text_that_a_spreadsheet_would_run_is_disarmed_in_the_export(
    tracker: qa.Tracker, recommendation: Make, tmp_path: Path
) -> None:
    tracker.add([recommendation(measure="=1+1")], by="HSQA", on=MARCH)
    tracker.update("REC-1", note="=HYPERLINK(0)", by="M1", on=APRIL)
    folder = tracker.export(tmp_path / "out", APRIL)
    written = b"".join(file.read_bytes() for file in sorted(folder.iterdir()))
    assert b",=" not in written
    assert b"'=1+1" in written


@pytest.mark.parametrize("content", [b"not a database at all" * 100, b"SQLite format 3\x00" + b"\xff" * 4096])
def test_a_file_that_is_no_tracker_is_refused_and_left_as_it_was(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "notes.db"
    file.write_bytes(content)
    with pytest.raises(qa.TrackerError, match=r"notes\.db: .*(no tracker|damaged).*Nothing was changed"):
        qa.Tracker.open(file)
    assert file.read_bytes() == content


def test_somebody_elses_database_is_refused_and_left_as_it_was(tmp_path: Path) -> None:
    file = tmp_path / "other.db"
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE entry (x)")
    connection.close()
    before = file.read_bytes()
    with pytest.raises(qa.TrackerError, match="holds something else than a tracker"):
        qa.Tracker.open(file)
    assert file.read_bytes() == before


def test_where_there_has_to_be_a_tracker_none_is_made(tmp_path: Path) -> None:
    file = tmp_path / "typo.db"
    with pytest.raises(qa.TrackerError, match=r"typo\.db: there is no tracker here"):
        qa.Tracker.open(file, new=False)
    assert not file.exists()
    with pytest.raises(qa.TrackerError, match="cannot be opened; check that its folder is there"):
        qa.Tracker.open(tmp_path / "nowhere" / "tracker.db")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("mysql://user:secret@host/tracker", "SQLite .* or in PostgreSQL"),
        ("postgresql://user:secret@127.0.0.1:1/tracker", "the database server does not answer"),
        ("://", "no address of a database"),
    ],
)
def test_an_address_that_cannot_be_used_is_explained_without_its_password(address: str, why: str) -> None:
    if address.startswith("postgresql"):
        pytest.importorskip("psycopg")
    with pytest.raises(qa.TrackerError, match=why) as told:
        qa.Tracker.open(address)
    assert "secret" not in str(told.value)


def test_the_name_of_a_postgresql_tracker_shows_no_password() -> None:
    from qaframework.tracker.store import _name, _url

    assert _name(_url("postgresql://user:secret@host/recommendations")) == "recommendations"
