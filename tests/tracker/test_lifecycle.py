"""The life of a recommendation, against a plain model of it: whatever is tried, and in whatever order."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import qaframework as qa
from qaframework.model.records import UPDATE_STATUSES
from qaframework.tracker.lifecycle import ACTING, DONE, DROPPED, FINISHED, MOVES, OnFile, Past, can_follow, faults

RAISED = date(2024, 2, 5)
DAYS = st.sampled_from([RAISED + timedelta(days=days) for days in (0, 10, 20, 30, 40)])
LAST = RAISED + timedelta(days=40)
NAMES = ("REC-1", "REC-2", "SR-1")


def test_every_status_of_the_records_has_its_moves() -> None:
    assert set(MOVES) == set(UPDATE_STATUSES)
    assert {word for moves in MOVES.values() for word in moves} == set(UPDATE_STATUSES) - {"issued"}
    assert {*ACTING, *DONE, *DROPPED, "transferred"} == set(UPDATE_STATUSES)
    assert not any(status in moves for status, moves in MOVES.items()), "to stay is no move"


@pytest.mark.parametrize("status", FINISHED)
def test_what_is_finished_can_only_be_reopened(status: str) -> None:
    assert MOVES[status] == ("reopened",)


def test_nothing_leads_back_but_reopening() -> None:
    order = ("issued", "accepted", "in_progress", *DONE)
    for status, moves in MOVES.items():
        if status in order:
            later = order[order.index(status) :]
            assert {move for move in moves if move in order} <= set(later)


def test_from_everywhere_a_recommendation_can_be_closed_in_the_end() -> None:
    for start in MOVES:
        reached, ahead = set(), [start]
        while ahead:
            status = ahead.pop()
            if status not in reached:
                reached.add(status)
                ahead += MOVES[status]
        assert "closed" in reached


def test_without_evidence_nothing_can_be_evidenced_confirmed_or_closed() -> None:
    assert {"evidenced", "impact_confirmed", "closed"}.isdisjoint(can_follow("in_progress", OnFile()))
    assert "impact_confirmed" not in can_follow("in_progress", OnFile(evidence=True))
    assert "impact_confirmed" in can_follow("in_progress", OnFile(evidence=True, impact=True))


@given(st.sampled_from(sorted(MOVES)), st.sampled_from([*sorted(MOVES), "finished"]), st.data())
def test_a_refusal_names_what_can_follow_and_what_it_names_is_accepted(
    standing: str, status: str, data: st.DataObject
) -> None:
    first = Past("REC-1", RAISED, standing, 1, False, False)
    told = list(faults([first], qa.Update(recommendation="REC-1", on=RAISED, by="M1", status=status)))
    if status in MOVES[standing] or status == standing or status not in MOVES:
        return
    choices = can_follow(standing, OnFile())
    assert all(choice in told[0] for choice in choices)
    chosen = data.draw(st.sampled_from(choices))
    explained = qa.Update(recommendation="REC-1", on=RAISED, by="M1", status=chosen, note="why", into="REC-2")
    assert list(faults([first], explained)) == []


SAID = st.fixed_dictionaries(
    {},
    optional={
        "note": st.just("why"),
        "evidence": st.sampled_from(["a document", "another"]),
        "impact": st.sampled_from(["safer", "happier"]),
        "confirmed_by": st.just("child"),
        "verified": st.booleans(),
        "due": DAYS,
        "owner": st.sampled_from(["M1", "M2"]),
        "into": st.sampled_from(NAMES),
        "rolls_up_to": st.just("SR-1"),
    },
)


class Lives(RuleBasedStateMachine):
    """Three recommendations on a tracker, and beside it a list of what was accepted."""

    @initialize()
    def begin(self) -> None:
        self.tracker = qa.Tracker.open(":memory:")
        self.due = RAISED + timedelta(days=30)
        asked = [
            qa.Recommendation(
                id=name,
                text="made up",
                level="service" if name == "SR-1" else "child",
                source="R1",
                raised_on=RAISED,
                due=self.due,
            )
            for name in NAMES
        ]
        self.tracker.add(asked, by="HSQA", on=RAISED)
        issued = {"on": RAISED, "status": "issued", "number": 0}
        self.told: dict[str, list[dict[str, Any]]] = {name: [dict(issued)] for name in NAMES}

    @rule(name=st.sampled_from(NAMES), on=DAYS, status=st.sampled_from([*UPDATE_STATUSES, None]), said=SAID)
    def say(self, name: str, on: date, status: str | None, said: dict[str, Any]) -> None:
        before = len(self.tracker.history(name))
        try:
            entry = self.tracker.update(name, by="M1", on=on, status=status, **said)
        except qa.TrackerError:
            assert len(self.tracker.history(name)) == before
            return
        assert status in (entry.status, None)
        self.told[name].append({"on": on, "status": entry.status, "number": before} | said)

    @rule(name=st.sampled_from(NAMES), on=DAYS, said=SAID)
    def close(self, name: str, on: date, said: dict[str, Any]) -> None:
        """Take a recommendation to its end, so that late statuses are reached often."""
        self.say(name, on, "action_complete", {})
        self.say(name, on, "closed", {"evidence": "a document", "impact": "safer"} | said)

    @rule(name=st.sampled_from(NAMES), on=DAYS, said=SAID)
    def reopen(self, name: str, on: date, said: dict[str, Any]) -> None:
        self.say(name, on, "reopened", {"note": "why"} | said)

    @invariant()
    def every_day_is_as_replayed(self) -> None:
        for day in (RAISED + timedelta(days=20), LAST):
            state = self.tracker.state(day)
            for name in NAMES:
                assert self.seen(state[name]) == self.replayed(name, day)

    def every_history_can_have_happened(self) -> None:
        for name in NAMES:
            statuses = [line["status"] for line in self.tracker.history(name)]
            assert all(after in (before, *MOVES[before]) for before, after in pairwise(statuses))

    def links_are_known_on_both_sides(self) -> None:
        state = self.tracker.state(LAST)
        for one in state:
            assert all(state[other].rolls_up_to == one.id for other in one.fed_by)
            assert one.rolls_up_to is None or one.id in state[one.rolls_up_to].fed_by

    def nothing_stands_as_proved_without_proof(self) -> None:
        for day in {told["on"] for history in self.told.values() for told in history}:
            for one in self.tracker.state(day):
                assert one.evidence or one.status not in ("evidenced", "impact_confirmed", "closed")
                assert one.impact or one.status != "impact_confirmed"

    def nothing_was_closed_without_its_criteria_and_without_a_word(self) -> None:
        for one in self.tracker.state(LAST):
            if one.closed_on and not one.closed_note:
                then = self.tracker.state(one.closed_on)[one.id]
                assert set(then.unmet) <= {"difference confirmed by child, family, IRO or manager"}

    def figures_are_never_more_than_what_they_are_part_of(self) -> None:
        counts = self.tracker.summary(LAST)
        assert counts["difference confirmed"] <= counts["difference stated"] <= counts["done, the owner says"]
        assert counts["evidenced"] <= counts["done, the owner says"] <= counts.total
        assert sum(counts.by_status.values()) == counts.total

    def teardown(self) -> None:
        self.every_history_can_have_happened()
        self.links_are_known_on_both_sides()
        self.nothing_stands_as_proved_without_proof()
        self.nothing_was_closed_without_its_criteria_and_without_a_word()
        self.figures_are_never_more_than_what_they_are_part_of()
        self.tracker.close()

    @staticmethod
    def seen(one: qa.Standing) -> dict[str, Any]:
        names = (
            "status due slips owner note evidence impact confirmed_by completed_on evidenced_on impact_on closed_on "
            "reopened rolls_up_to last_on verified_on"
        )
        return {name: getattr(one, name) for name in names.split()}

    def replayed(self, name: str, day: date) -> dict[str, Any]:
        """Return what should be seen, told entry by entry."""
        seen: dict[str, Any] = dict.fromkeys(self.seen(self.tracker.state(LAST)[name]))
        seen |= {"due": self.due, "slips": 0, "reopened": 0}
        standing = None
        for told in sorted(self.told[name], key=lambda told: (told["on"], told["number"])):
            if told["on"] > day:
                break
            if told["status"] == "reopened" and standing != "reopened":
                seen["reopened"] += 1
                forgotten = "evidence impact confirmed_by completed_on evidenced_on impact_on closed_on verified_on"
                seen |= dict.fromkeys(forgotten.split())
            standing = told["status"]
            seen["slips"] += "due" in told and told["due"] > seen["due"]
            plain = ("status", "due", "owner", "note", "evidence", "impact", "confirmed_by", "rolls_up_to")
            seen |= {key: told[key] for key in plain if key in told} | {"last_on": told["on"]}
            firsts = {
                "completed_on": told["status"] in DONE,
                "evidenced_on": told["status"] in ("evidenced", "impact_confirmed", "closed"),
                "impact_on": "impact" in told,
                "closed_on": told["status"] == "closed",
            }
            seen |= {key: seen[key] or told["on"] for key, is_so in firsts.items() if is_so}
            if told.get("verified"):
                seen["verified_on"] = told["on"]
        return seen


def test_whatever_is_said_every_day_is_as_the_entries_tell_it() -> None:
    run_state_machine_as_test(  # type: ignore[no-untyped-call]
        Lives,
        settings=settings(
            max_examples=60, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
        ),
    )
