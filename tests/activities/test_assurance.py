"""An assurance review beside the rest of the year: parts are no second source, and consistency is worked out."""

import pytest

import qaframework as qa
from qaframework.testing import programme

WHOLE = {"kind": "assurance_review", "external": True}
ROUND = {"part_of": "A1"}
SURVEY = {"kind": "survey"}
PEERS = {"kind": "peer_challenge"}


def compared(*findings, activities=(WHOLE, ROUND, SURVEY, PEERS)):
    told = qa.assurance(programme({"activities": list(activities), "findings": list(findings)}))
    return {one.theme: one for one in told.themes}


def test_what_only_its_own_parts_found_is_not_borne_out_by_others():
    one = compared({"activity": "A1"}, {"activity": "A2"})["rsk"]
    assert (one.agree, one.inside, one.borne_out) == ((), ("A2",), "only by its own parts")


def test_another_activity_bears_it_out_and_one_that_found_the_opposite_is_named():
    assert compared({"activity": "A1"}, {"activity": "A3"})["rsk"].borne_out == "by others"
    one = compared({"activity": "A1"}, {"activity": "A3", "direction": "strength"})["rsk"]
    assert (one.differ, one.borne_out) == (("A3",), "others differ")
    both = compared({"activity": "A1"}, {"activity": "A3"}, {"activity": "A3", "direction": "strength"})["rsk"]
    assert both.borne_out == "both ways"


def test_a_part_that_found_the_opposite_counts_against_it():
    one = compared({"activity": "A1", "direction": "strength"}, {"activity": "A2"})["rsk"]
    assert one.differ == ("A2",)


def test_parts_of_parts_are_inside_too_and_a_circle_ends():
    activities = (WHOLE, ROUND, {"part_of": "A2", "kind": "survey"})
    one = compared({"activity": "A1"}, {"activity": "A3"}, activities=activities)["rsk"]
    assert one.inside == ("A3",)
    circle = ({**WHOLE, "part_of": "A2"}, ROUND)
    assert compared({"activity": "A1"}, {"activity": "A2"}, activities=circle)["rsk"].inside == ("A2",)


def test_what_peers_said_bears_nothing_out():
    assert compared({"activity": "A1"}, {"activity": "A4"})["rsk"].borne_out == "by none"


def test_who_looked_and_found_nothing_is_told():
    activities = (WHOLE, ROUND, {**SURVEY, "asked": "rsk"}, PEERS)
    assert compared({"activity": "A1"}, activities=activities)["rsk"].silent == ("A3",)


def test_concerns_of_others_that_the_overview_leaves_out_are_named():
    year = programme(
        {"activities": [WHOLE, SURVEY], "findings": [{"activity": "A1"}, {"activity": "A2", "theme": "acc"}]}
    )
    assert qa.assurance(year).left_out == {"acc": ("A2",)}


def test_without_a_finding_of_its_own_nothing_is_consistent():
    told = qa.assurance(programme({"activities": [WHOLE, SURVEY], "findings": {"activity": "A2"}}))
    assert told.themes == ()
    assert "nothing can be compared" in " ".join(told.sentences())


def test_the_city_s_overview_is_borne_out_in_part_and_not_throughout():
    told = qa.assurance(qa.example("city-of-london-2023-24"))
    words = {one.theme: one.borne_out for one in told.themes}
    assert words["rel"] == "by others"
    assert words["rsk"] == "by others"
    assert words["iro"] == "others differ"
    assert words["ovs"] == "by none"
    assert told.reviews == 13
    assert {"acc", "sen"} <= set(told.left_out)


def test_with_none_or_several_and_no_name_it_asks_which():
    with pytest.raises(qa.UnknownNameError):
        qa.assurance(qa.Programme())
    two = programme({"activities": [WHOLE, WHOLE]})
    with pytest.raises(qa.UnknownNameError, match="A1, A2"):
        qa.assurance(two)
    assert qa.assurance(two, "A2").activity == "A2"


def test_what_its_author_had_read_bears_it_out_by_nothing_new():
    read = {**WHOLE, "draws_on": "A3"}
    one = compared({"activity": "A1"}, {"activity": "A3"}, activities=(read, ROUND, SURVEY))["rsk"]
    assert (one.agree, one.read, one.borne_out) == ((), ("A3",), "only by what its author had read")
    more = (read, ROUND, SURVEY, {"kind": "observation"})
    one = compared({"activity": "A1"}, {"activity": "A3"}, {"activity": "A4"}, activities=more)["rsk"]
    assert (one.agree, one.read, one.borne_out) == (("A4",), ("A3",), "by others")
