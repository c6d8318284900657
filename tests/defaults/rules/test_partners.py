from __future__ import annotations

from datetime import date

import pytest

from qaframework.defaults.rules.partners import (
    agency_graded_once,
    consideration_answered,
    partner_owner_named,
    peers_count_no_children,
    relevance_said,
)

AUDIT = {"kind": "multi_agency_audit", "template": "multi-agency-audit"}
PEERS = {"kind": "peer_challenge"}


@pytest.mark.parametrize("kind", ["multi_agency_audit", "scrutiny_event"])
@pytest.mark.parametrize("source", ["A1", "R1", "F1"])
def test_relevance_is_asked_wherever_in_the_work_a_recommendation_came_from(said, kind, source):
    year = {"activities": {"kind": kind}, "reviews": {}, "findings": {}, "recommendations": {"source": source}}
    assert said(relevance_said, year) == ["it does not say whether it concerns this authority"]


def test_what_is_said_to_be_ours_needs_no_partner_and_what_is_not_said_is_asked_about_once(said):
    for relevant, expected in (
        (True, []),
        (None, "nobody says whether it concerns this authority"),
        (False, ["it is not for this authority, and no partner is named"]),
    ):
        year = {"activities": AUDIT, "recommendations": {"source": "A1", "relevant": relevant}}
        assert said(partner_owner_named, year) == expected


def test_one_agency_s_work_with_two_children_is_graded_twice_and_that_is_right(said):
    rows = [{"agency": "Police"}, {"agency": "Police", "child": "C2"}]
    assert said(agency_graded_once, {"activities": AUDIT, "reviews": rows}) == []


@pytest.mark.parametrize(("day", "flagged"), [(date(2024, 3, 22), False), (date(2024, 3, 23), True)])
def test_a_consideration_has_six_weeks(said, day, flagged):
    answer = said(consideration_answered, {"activities": PEERS, "findings": {}}, today=day)
    assert isinstance(answer, list) is flagged


def test_each_number_and_child_in_what_peers_said_is_named(said):
    year = {"activities": PEERS, "findings": {"child": "C1", "count": 3, "of": 9, "share": 0.33}}
    assert len(said(peers_count_no_children, year)) == 4
