"""Counting very many recommendations at once. That it counts right is among the invariants."""

import pytest

import qaframework as qa
from qaframework.triangulation.tally import tally

ROWS = [
    ("R1", "A", "survey", "2024", "child", "C1", "concern", "raised", ("rsk", "tml")),
    ("R2", "A", "survey", "2024", "child", "C1", "concern", "action", ("rsk",)),
    ("R3", "A", "survey", "2024", "service", "C1", "concern", "action", ("rsk",)),
    ("R4", "B", "observation", "2023", "child", "C1", "strength", "raised", ("rsk",)),
]


def test_units_and_recommendations_are_counted_apart():
    found = tally(ROWS)
    assert found.units == {("rsk", "survey", "concern"): 2, ("tml", "survey", "concern"): 1} | {
        ("rsk", "observation", "strength"): 1
    }
    assert found.by("theme", "step") == {("rsk", "raised"): 2, ("rsk", "action"): 2, ("tml", "raised"): 1}
    assert found.by("theme", direction="concern") == {("rsk",): 3, ("tml",): 1}
    assert found.likeness() == {("rsk", "tml"): 0.25}


def test_an_authority_counts_in_one_place_only():
    with pytest.raises(ValueError, match="its children would count twice"):
        tally(ROWS) + tally(ROWS[:1])


def test_the_small_graph_has_themes_and_kinds_and_no_recommendation():
    graph = tally(ROWS).graph()
    assert set(graph) == {"theme:rsk", "theme:tml", "kind:survey", "kind:observation"}
    assert graph.edges["theme:rsk", "kind:survey"] == {"concern": 2}
    assert graph.edges["theme:rsk", "theme:tml"] == {"together": 1}


def test_a_picture_gives_its_tally_so_that_a_region_can_add_them():
    picture = qa.triangulate(qa.example("city-of-london-2023-24"))
    found = picture.tally("City of London")
    assert found.authorities == {"City of London"}
    assert found.by("theme")["acc",] == sum("acc" in one.themes for one in picture.standings.values())
    assert (found + tally([("X", "Hackney", *ROWS[0][2:])])).authorities == {"City of London", "Hackney"}
