"""Where recommendations stand, and what is asked about themes because of it. All of it is made up."""

from datetime import date

import pytest

import qaframework as qa
from qaframework.testing import programme
from qaframework.triangulation.following import standings

PLUGINS = qa.load_plugins(allow=[])
TODAY = date(2024, 6, 30)
TWO_KINDS = [
    {"id": "P", "kind": "practice_reviews", "external": True},
    {"id": "S", "kind": "survey", "external": True},
]
AGREED = [{"activity": "P"}, {"activity": "S"}]


def alerts(findings=AGREED, recommendations=(), updates=(), today=TODAY, **tables):
    rows = {
        "activities": TWO_KINDS,
        "findings": list(findings),
        "recommendations": [{"level": "service", "source": "P", "themes": "rsk", **one} for one in recommendations],
        "updates": list(updates),
        **tables,
    }
    picture = qa.triangulate(programme(rows, PLUGINS), plugins=PLUGINS, today=today)
    return {one.letter: one for one in picture.alerts}


def standing(updates=(), today=TODAY, **recommendation):
    rows = {"recommendations": {"themes": "rsk", **recommendation}, "updates": list(updates)}
    return standings(programme({**rows, **PEOPLE}, PLUGINS), today)["REC1"]


PEOPLE = {"people": [{"id": "P1", "role": "Team manager"}, {"id": "P2", "role": "Head of QA"}]}


def test_a_corroborated_concern_without_action_is_asked_about():
    assert set(alerts(recommendations=[{}])) == {"A"}
    assert set(alerts(recommendations=[{"owner": "Team manager"}])) == {"A"}


def test_a_recent_action_is_waited_for():
    assert alerts(recommendations=[{}], updates=[{"on": "2024-06-01", "status": "in_progress"}]) == {}


def test_an_action_long_without_impact_is_asked_about():
    action = {"on": "2024-03-31", "status": "action_complete"}
    assert set(alerts(recommendations=[{}], updates=[action])) == {"B"}
    assert alerts(recommendations=[{}], updates=[action], today=date(2024, 6, 29)) == {}


def test_an_action_for_one_child_is_no_answer_to_a_concern_about_the_service():
    updates = [{"on": "2024-06-01", "status": "in_progress"}]
    assert set(alerts(recommendations=[{"level": "child"}], updates=updates)) == {"A"}


def test_an_action_after_the_day_of_the_picture_is_not_known_yet():
    updates = [{"on": "2024-07-01", "status": "in_progress"}]
    assert set(alerts(recommendations=[{}], updates=updates)) == {"A"}


def test_a_concern_without_recommendation_is_asked_about():
    assert set(alerts(findings=AGREED[:1])) == {"C"}
    assert set(alerts()) == {"A", "C"}


def test_a_recommendation_without_themes_is_about_what_its_finding_is_about():
    one = [{"id": "F1", "activity": "P"}]
    assert alerts(findings=one, recommendations=[{"source": "F1", "themes": None}]) == {}
    other = [*one, {"id": "F2", "activity": "P", "theme": "voi"}]
    assert "C" in alerts(findings=other, recommendations=[{"source": "F2", "themes": None}])


def test_recommendations_that_name_no_theme_are_told_where_none_is_found():
    unnamed = {"themes": None}
    found = alerts(recommendations=[unnamed, unnamed])
    for letter in "AC":
        assert found[letter].message.endswith("(2 recommendations name no theme: is one of them about this?)")
    assert "name" not in alerts(recommendations=[{}, unnamed])["A"].message
    gone = alerts(recommendations=[unnamed], updates=[{"status": "rejected"}])
    assert "no theme" not in gone["C"].message


def test_a_rejected_recommendation_is_none():
    assert "C" in alerts(recommendations=[{}], updates=[{"status": "rejected"}])


def test_a_strength_needs_nothing():
    strengths = [{"activity": "P", "direction": "strength"}, {"activity": "S", "direction": "strength"}]
    assert alerts(findings=strengths) == {}


def test_contested_is_asked_about_with_who_says_what():
    found = alerts(findings=[{"activity": "P"}, {"activity": "S", "direction": "strength"}], recommendations=[{}])
    assert found["D"].message.startswith("practice reviews: concern, survey: strength")


def test_one_source_alone_that_is_mixed_is_asked_where_it_is_what():
    found = alerts(findings=[{"activity": "P", "direction": "mixed"}], recommendations=[{}])
    assert found["D"].message.endswith("is mixed in itself: where is it the one, and where the other?")


def test_impact_of_which_only_those_who_acted_speak_is_asked_about():
    told = {"on": "2024-06-01", "status": "evidenced", "impact": "Made up."}
    assert set(alerts(recommendations=[{}], updates=[told])) == {"E"}
    assert alerts(recommendations=[{}], updates=[told | {"status": "impact_confirmed"}]) == {}


def test_what_people_were_told_is_named_where_nobody_follows_it_up():
    found = alerts(responses={"theme": "rsk", "outcome": "doing", "did": "Made up."})
    assert "S1 tells people of something done" in found["A"].message


@pytest.mark.parametrize(
    ("statuses", "step", "open_"),
    [
        ([], "raised", True),
        (["accepted"], "owned", True),
        (["accepted", "in_progress"], "action", True),
        (["in_progress", "reopened"], "action", True),
        (["in_progress", "transferred"], "action", True),
        (["action_complete", "closed"], "action", False),
        (["impact_confirmed"], "impact", False),
        (["our own word"], "raised", True),
    ],
)
def test_a_recommendation_stands_where_its_updates_took_it(statuses, step, open_):
    found = standing([{"status": status, "on": f"2024-05-0{n}"} for n, status in enumerate(statuses, start=1)])
    assert (found.step, found.open, found.gone) == (step, open_, False)


@pytest.mark.parametrize("status", ["rejected", "superseded", "merged", "no_longer_applicable"])
def test_some_leave_the_count(status):
    assert standing([{"status": status}]).gone


def test_one_with_an_owner_is_owned():
    assert standing(owner="Team manager").step == "owned"


def test_the_owner_cannot_confirm_their_own_impact():
    confirmed = [{"status": "impact_confirmed", "by": "P1", "impact": "Made up."}]
    assert standing(confirmed, owner="Team manager").self_reported is True
    assert standing([{**confirmed[0], "by": "P2"}], owner="Team manager").self_reported is False


def test_it_is_told_back_once_there_was_impact_and_people_heard():
    rows = {
        "recommendations": {"themes": "rsk"},
        "updates": {"status": "impact_confirmed", "on": "2024-05-01"},
        "responses": {"theme": "rsk", "told_back_on": "2024-05-02", "did": "Made up."},
    }
    assert standings(programme(rows, PLUGINS), TODAY)["REC1"].step == "told back"
    rows["responses"] = {**rows["responses"], "told_back_on": "2024-04-30"}
    assert standings(programme(rows, PLUGINS), TODAY)["REC1"].step == "impact"


def child_level(children=3, reviewers=2, reviewed=3, **recommendation):
    """Return the suggestions from one open recommendation for each of some children."""
    numbers = range(1, reviewed + 1)
    return {
        "activities": {"id": "P"},
        "reviews": [
            {"id": f"R{n}", "activity": "P", "child": f"C{n}", "reviewer": f"P{n % reviewers}"} for n in numbers
        ],
        "recommendations": [
            {"id": f"REC{n}", "source": f"R{n}", "themes": "pln; tml" if n > 1 else "pln", **recommendation}
            for n in range(1, children + 1)
        ],
    }


def roll_ups(rows, **options):
    return qa.triangulate(programme(rows, PLUGINS), plugins=PLUGINS, today=TODAY, **options).roll_ups


def test_what_is_recommended_for_enough_children_may_be_for_the_service():
    found = roll_ups(child_level())
    assert [(one.theme, one.children, one.of, one.reviewers) for one in found] == [("pln", 3, 3, 2)]
    assert found[0].recommendations == ("REC1", "REC2", "REC3")
    assert found[0].central == "REC1"
    assert found[0].share.interval is not None


def test_a_fifth_of_those_reviewed_is_asked_for_in_larger_rounds():
    assert roll_ups(child_level(children=3, reviewed=16)) == ()
    assert [one.theme for one in roll_ups(child_level(children=4, reviewed=16))] == ["pln"]


def test_one_reviewer_alone_is_not_enough():
    assert roll_ups(child_level(reviewers=1)) == ()


def test_what_comes_from_a_finding_about_a_child_counts_as_what_comes_from_a_review():
    rows = child_level()
    rows["findings"] = [{"id": f"F{n}", "activity": "P", "child": f"C{n}", "theme": "pln"} for n in range(4, 7)]
    rows["recommendations"] = [
        {"level": "child", "source": f"F{n}", "themes": None, "id": f"REC{n}"} for n in range(4, 7)
    ]
    assert roll_ups(rows) == ()
    rows["reviews"] = [*rows["reviews"], {"activity": "P", "child": "C4", "reviewer": "P9"}]
    (found,) = roll_ups(rows)
    assert (found.theme, found.children, found.of, found.reviewers) == ("pln", 3, 6, 2)


def test_one_child_often_is_one_child():
    rows = child_level()
    rows["recommendations"] = [{**one, "source": "R1"} for one in rows["recommendations"]]
    assert roll_ups(rows) == ()


def test_nothing_is_suggested_where_the_service_is_already_asked():
    rows = child_level()
    rows["recommendations"].append({"id": "S1", "level": "service", "source": "P", "themes": "pln"})
    assert roll_ups(rows) == ()
    rows["updates"] = {"recommendation": "S1", "status": "closed"}
    assert [one.theme for one in roll_ups(rows)] == ["pln"]


def test_what_is_done_no_longer_counts():
    rows = child_level()
    rows["updates"] = {"recommendation": "REC1", "status": "closed"}
    assert roll_ups(rows) == ()
