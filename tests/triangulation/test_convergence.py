"""Levels, echoes, independence and silence, on records made for each question. All of it is made up."""

import pytest

import qaframework as qa
from qaframework.testing import programme
from qaframework.triangulation.looking import prominence, relation_of
from qaframework.triangulation.sources import round_label

PLUGINS = qa.load_plugins(allow=[])

KINDS = {
    "P": {"kind": "practice_reviews", "external": True, "reached": 10},
    "O": {"kind": "observation", "external": False, "reached": 5},
    "S": {"kind": "survey", "external": True, "reached": 20},
    "M": {"kind": "multi_agency_audit", "reached": 5},
    "A": {"kind": "assurance_review", "external": True, "reached": 10},
    "X": {"kind": "parents_panel", "reached": 10},
    "Y": {"kind": "young_inspectors", "reached": 10},
}


def said(*statements, activities=None, **options):
    """Return what is said together on rsk by statements such as ``("P", "concern")``."""
    rows = [{"id": name, **KINDS[name], **(activities or {}).get(name, {})} for name in KINDS]
    findings = [
        {"activity": activity, "direction": direction, **(more[0] if more else {})}
        for activity, direction, *more in statements
    ]
    picture = qa.triangulate(programme({"activities": rows, "findings": findings}), plugins=PLUGINS, **options)
    return picture.theme("rsk")


def test_three_kinds_from_different_sides_triangulate():
    assert said(("P", "concern"), ("O", "concern"), ("S", "concern")).level == "triangulated"


def test_two_kinds_from_different_sides_corroborate():
    found = said(("P", "strength"), ("O", "strength"))
    assert (found.level, found.direction, found.reason) == (
        "corroborated",
        "strength",
        "observation and practice reviews agree on a strength",
    )


def test_two_kinds_from_one_side_do_not():
    found = said(("P", "concern"), ("A", "concern"))
    assert found.level == "single-source"
    assert found.reason.endswith("but look from one side: reviewers")


def test_kinds_whose_side_nobody_knows_never_pass_as_two():
    assert said(("X", "concern"), ("Y", "concern")).level == "single-source"
    known = said(("X", "concern"), ("Y", "concern"), perspectives={"X": "?", "parents_panel": "parents"})
    assert known.level == "corroborated"


def test_one_kind_twice_is_one_kind():
    found = said(("S", "concern"), ("P", "concern"), activities={"S": {"kind": "practice_reviews"}})
    assert found.level == "single-source"


def test_opposite_kinds_of_like_weight_contest():
    found = said(("P", "concern"), ("S", "strength"))
    assert (found.level, found.direction, found.leaning) == ("contested", "mixed", "strength")
    assert found.dissonant


def test_a_tie_leans_to_the_concern():
    same = {"P": {"reached": 20}, "S": {"reached": 20}}
    assert said(("P", "concern"), ("S", "strength"), activities=same).leaning == "concern"


def test_a_light_dissent_does_not_contest_and_is_told():
    small = {"M": {"reached": 1}}
    found = said(("P", "concern"), ("S", "concern"), ("M", "strength"), activities=small)
    assert (found.level, found.direction) == ("corroborated", "concern")
    assert "multi agency audit says the opposite" in found.reason


def test_a_kind_that_is_mixed_gives_each_side_half():
    found = said(("P", "concern"), ("S", "mixed"))
    assert found.strength_weight == pytest.approx(0.5 * 20 / 25)
    assert found.concern_weight == pytest.approx(10 / 15 + 0.5 * 20 / 25)
    assert found.partial


def test_a_strength_enters_by_how_many_say_so_and_a_concern_as_a_concern():
    assert said(("S", "strength", {"share": 0.81})).cell("survey").value == pytest.approx(0.62)
    assert said(("S", "strength", {"share": 0.6})).cell("survey").direction == "mixed"
    assert said(("P", "concern", {"share": 0.2})).cell("practice_reviews").direction == "concern"
    assert said(("P", "concern", {"count": 2, "of": 10})).cell("practice_reviews").direction == "concern"


def test_a_survey_result_with_a_theme_is_evidence():
    results = [{"theme": "rsk", "share": 0.9}, {"question": "Other?", "theme": None}]
    year = programme({"activities": {"kind": "survey"}, "survey_results": results})
    found = qa.triangulate(year, plugins=PLUGINS)
    assert [one.theme for one in found.themes] == ["rsk"]
    assert found.theme("rsk").cell("survey").value == pytest.approx(0.8)


def test_a_child_counts_once_in_a_round_however_often_it_is_said():
    once = said(("P", "concern", {"child": "C1"}), ("P", "concern", {"child": "C2"}))
    again = said(*[("P", "concern", {"child": "C1"})] * 4, ("P", "concern", {"child": "C2"}))
    assert once.cell("practice_reviews") == again.cell("practice_reviews")
    assert once.cell("practice_reviews").concern == 2


def test_one_child_of_whom_much_is_said_does_not_outweigh_the_others():
    others = [("P", "strength", {"child": f"C{n}"}) for n in (2, 3)]
    found = said(*[("P", "concern", {"child": "C1"})] * 5, *others).cell("practice_reviews")
    assert (found.direction, found.value) == ("strength", pytest.approx(1 / 3))
    assert (found.concern, found.strength, found.units) == (1, 2, 3)


def test_brothers_and_sisters_count_once_unless_asked_otherwise():
    rows = {
        "activities": {},
        "children": [{"id": "C1", "family": "F1"}, {"id": "C2", "family": "F1"}],
        "findings": [{"child": "C1"}, {"child": "C2"}],
    }
    year = programme(rows)
    assert qa.triangulate(year, plugins=PLUGINS).theme("rsk").cell("practice_reviews").concern == 1
    apart = qa.triangulate(year, plugins=PLUGINS, by_family=False)
    assert apart.theme("rsk").cell("practice_reviews").concern == 2


def test_one_reviewer_counts_once_where_that_is_asked_for():
    rows = {
        "activities": {},
        "children": [{"id": "C1"}, {"id": "C2"}],
        "reviews": [{"child": "C1", "reviewer": "P1"}, {"child": "C2", "reviewer": "P1"}],
        "findings": [{"child": "C1"}, {"child": "C2"}],
    }
    year = programme(rows)
    strict = qa.triangulate(year, plugins=PLUGINS, by_reviewer=True)
    assert strict.theme("rsk").cell("practice_reviews").concern == 1
    assert qa.triangulate(year, plugins=PLUGINS).theme("rsk").cell("practice_reviews").concern == 2


def test_what_contains_others_echoes_them():
    found = said(("P", "concern"), ("A", "concern"), ("S", "concern"), activities={"P": {"part_of": "A"}})
    assert found.echo == ("A",)
    assert found.sources == ("P", "S")
    assert found.cell("assurance_review").weight == 0
    assert not found.cell("assurance_review").counts


def test_an_echo_reaches_through_others():
    chain = {"P": {"part_of": "M"}, "M": {"part_of": "A"}}
    assert said(("P", "concern"), ("A", "concern"), activities=chain).echo == ("A",)


def test_a_source_that_draws_on_another_echoes_it():
    found = said(("S", "strength"), ("A", "strength"), activities={"A": {"draws_on": "S"}})
    assert (found.level, found.echo) == ("single-source", ("A",))


def test_a_circle_of_activities_is_survived():
    circle = {"P": {"part_of": "A"}, "A": {"part_of": "P"}}
    assert said(("P", "concern"), ("O", "concern"), activities=circle).level == "corroborated"


@pytest.mark.parametrize("direction", ["strength", "concern"])
def test_of_those_built_on_each_other_the_first_to_have_looked_counts(direction):
    circle = {
        "P": {"draws_on": "S"},
        "S": {"draws_on": "O"},
        "O": {"draws_on": "P", "start": "2024-01-08", "end": "2024-01-12"},
    }
    found = said(*((name, direction) for name in "PSO"), activities=circle)
    assert (found.level, found.direction, found.sources, found.echo) == ("single-source", direction, ("O",), ("P", "S"))


def test_a_container_without_a_size_has_that_of_its_parts():
    found = said(("A", "concern"), activities={"P": {"part_of": "A"}, "A": {"reached": None}})
    assert found.cell("assurance_review").size == pytest.approx(10 / 15)


def test_a_source_that_reached_nobody_and_still_speaks_weighs_as_one_of_unknown_size():
    assert said(("S", "strength"), activities={"S": {"reached": 0}}).cell("survey").size == 0.5


def test_confidence_goes_down_by_steps_with_a_reason_each():
    strong = said(("P", "concern"), ("S", "concern"), ("O", "concern"))
    assert (strong.confidence, strong.doubts) == ("high", ())
    weak = said(("O", "concern"))
    assert weak.confidence == "very low"
    assert "no source is from outside" in weak.doubts


ONE_CHILD = {"child": "C1"}


def test_kinds_that_speak_of_one_child_only_say_so():
    one = said(("P", "concern", ONE_CHILD), ("M", "concern", ONE_CHILD), ("S", "strength"))
    assert "all of it is about one child" in one.doubts
    more = said(("P", "concern", ONE_CHILD), ("M", "concern", ONE_CHILD), ("M", "concern", {"child": "C2"}))
    whole = said(("P", "concern", ONE_CHILD), ("M", "concern"))
    assert "all of it is about one child" not in (*more.doubts, *whole.doubts)


def test_kinds_that_agree_in_the_same_words_are_asked_whether_one_copies():
    words = {"statement": "Plans drift  when workers change twice."}
    copied = said(("P", "concern", {"id": "F1", **words}), ("O", "concern", {"id": "F2", **words}))
    assert "F1 and F2 are in the same words: is one taken from the other?" in copied.doubts
    assert copied.level == "corroborated"
    assert said(("P", "concern", words), ("O", "concern", {"statement": "Plans drift."})).doubts == (
        "only two kinds of source lean this way",
    )
    told = said(("P", "concern", words), ("O", "concern", words), activities={"O": {"draws_on": "P"}})
    assert (told.echo, "same words" in "; ".join(told.doubts)) == (("O",), False)


@pytest.mark.parametrize(("end", "apart"), [("2025-02-08", False), ("2025-02-09", True)])
def test_kinds_that_never_looked_within_a_year_say_how_far_apart_they_lie(end, apart):
    late = {"S": {"start": end, "end": end}}
    found = said(("P", "concern"), ("S", "concern"), activities=late)
    assert ("they lie 366 days apart" in found.doubts) == apart
    assert found.level == "corroborated"


def test_what_a_meeting_heard_is_left_out_and_named():
    rows = {"activities": [{}, {"id": "MT", "kind": "meeting"}], "findings": [{}, {"activity": "MT"}]}
    picture = qa.triangulate(programme(rows), plugins=PLUGINS)
    assert [(one.record, one.reason) for one in picture.left_out] == [
        ("F2", "a meeting hears of findings and makes none: name who found it")
    ]
    assert "MT" not in picture.sources


def test_several_things_a_source_says_are_weighed_and_not_only_which_ways_it_says_them():
    good = [("S", "strength", {"statement": f"Made up {n}."}) for n in range(3)]
    assert said(*good, ("S", "concern")).cell("survey").direction == "strength"
    assert said(*good * 3, ("S", "concern")).cell("survey").value == pytest.approx(0.5)


def test_thresholds_can_be_moved():
    statements = (("P", "concern"), ("S", "strength"))
    assert said(*statements, thresholds=qa.Thresholds(contested_at=1.0)).level != "contested"
    two = qa.Thresholds(triangulated_at=2)
    assert said(("P", "concern"), ("O", "concern"), thresholds=two).level == "triangulated"


ASKED = {"S": {"asked": "rsk; voi"}, "M": {"asked": "voi"}}


def test_silent_not_asked_and_not_recorded_are_three_states():
    found = said(("P", "concern"), activities=ASKED)
    states = {cell.kind: cell.state for cell in found.cells}
    assert states["survey"] == "silent"
    assert states["multi_agency_audit"] == "not asked"
    assert states["observation"] == "not recorded"
    assert found.silent == ("survey",)


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (("S", "concern"), ("P", "concern"), "agreement"),
        (("S", "strength"), ("P", "concern"), "dissonance"),
        (("S", "mixed"), ("P", "concern"), "partial"),
        (("S", "mixed"), ("P", "mixed"), "partial"),
        (("S", "concern", {"share": 0.9}), ("P", "concern", {"count": 1, "of": 10}), "partial"),
        (("S", "concern", {"share": 0.9}), ("P", "concern"), "agreement"),
    ],
)
def test_two_kinds_that_speak_stand_to_each_other(one, other, relation):
    found = said(one, other)
    assert relation_of(found.cell("survey"), found.cell("practice_reviews"), qa.Thresholds()) == relation


def test_of_two_kinds_one_silent_is_silence_and_one_not_asked_is_no_pair():
    found = said(("P", "concern"), activities=ASKED)
    limits = qa.Thresholds()
    assert relation_of(found.cell("practice_reviews"), found.cell("survey"), limits) == "silence"
    assert relation_of(found.cell("practice_reviews"), found.cell("multi_agency_audit"), limits) is None
    assert relation_of(found.cell("survey"), found.cell("survey"), limits) is None


def test_prominence_of_children_is_their_share_of_those_looked_at():
    found = said(*[("P", "concern", {"child": f"C{n}"}) for n in range(4)])
    assert prominence(found.cell("practice_reviews").seen, qa.Thresholds()) == "some"


@pytest.mark.parametrize(
    ("end", "label"),
    [("2024-03-31", ("2024-03", "2023-24 Q4", "2023-24")), ("2024-04-01", ("2024-04", "2024-25 Q1", "2024-25"))],
)
def test_a_round_is_labelled_so_that_labels_sort_as_time(end, label):
    activity = programme({"activities": {"start": "2024-01-01", "end": end}}).activities[0]
    assert tuple(round_label(activity, by) for by in ("month", "quarter", "year")) == label
    assert round_label(activity, lambda one: one.id) == "A1"
