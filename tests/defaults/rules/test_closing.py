from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.closing import closed_with_evidence


def closed(*updates):
    return {"recommendations": {}, "updates": list(updates)}


@pytest.mark.parametrize("status", ["evidenced", "closed"])
def test_what_is_shown_has_evidence_on_file(said, status):
    words = "closed" if status == "closed" else "evidenced"
    assert said(closed_with_evidence, closed({"status": status})) == [f"{words}, and no evidence is on file"]
    assert said(closed_with_evidence, closed({"status": status, "evidence": " "})) != []
    assert said(closed_with_evidence, closed({"status": status, "evidence": "Letter"})) == []


def test_evidence_of_an_earlier_entry_counts_until_it_is_reopened(said):
    earlier = {"status": "action_complete", "evidence": "Letter", "on": "2024-02-20"}
    again = {"status": "reopened", "on": "2024-02-27"}
    last = {"status": "closed", "on": "2024-03-05"}
    assert said(closed_with_evidence, closed(earlier, last)) == []
    assert said(closed_with_evidence, closed(earlier, again, last)) == ["closed, and no evidence is on file"]


def test_a_confirmed_impact_says_what_it_is(said):
    confirmed = {"status": "impact_confirmed", "evidence": "Letter"}
    assert said(closed_with_evidence, closed(confirmed)) == [
        "impact confirmed, and it is not said what difference it made"
    ]
    assert said(closed_with_evidence, closed(confirmed | {"impact": "Sleeps better."})) == []


def test_what_the_owner_says_and_what_is_yet_to_come_are_not_asked_about(said):
    nobody = "nobody says that it is shown to be done"
    assert said(closed_with_evidence, closed({"status": "action_complete"})) == nobody
    assert (
        said(closed_with_evidence, closed({"status": "closed", "on": "2024-05-01"}), today=date(2024, 4, 1)) == nobody
    )
    assert said(closed_with_evidence, {"recommendations": {}}) == nobody
