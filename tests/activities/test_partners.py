"""Work with partners and peers: whose practice, whose recommendation, and is it this authority's at all?"""

import pytest

import qaframework as qa
from qaframework.testing import programme

AUDIT = {"kind": "multi_agency_audit", "template": "multi-agency-audit"}
PEERS = {"kind": "peer_challenge", "external": True, "asked": "clv; qa"}


def audit(**tables):
    return qa.partner_work(programme({"activities": AUDIT, **tables}))


def test_a_child_read_by_three_agencies_is_one_case_and_another_authority_s_child_is_not_ours():
    reviews = [{"child": "C1", "agency": one} for one in ("Police", "School", "Health")]
    reviews += [{"child": None, "subject": f"Case {n}", "agency": "Police", "overall": "Inadequate"} for n in (1, 2)]
    told = audit(reviews=reviews)
    assert (told.cases, told.own) == (3, 1)
    assert told.by_agency["Police"] == {"Good": 1, "Inadequate": 2}
    assert told.rows()[0] == {"agency": "Health", "looked at": 1, "Good": 1, "Inadequate": 0}


def test_relevant_not_relevant_and_not_said_are_three_things():
    findings = [{"relevant": said} for said in (True, False, False, None)]
    told = audit(findings=findings, recommendations=[{"source": "F1", "relevant": True}, {"source": "A1"}])
    assert told.findings == {"concern this authority": 1, "do not": 2, "not said": 1}
    assert told.recommendations == {"concern this authority": 1, "not said": 1}


def test_recommendations_of_partners_are_told_by_partner():
    rows = [{"source": "A1", "organisation": one, "relevant": False} for one in ("Police", "Health", "Police")]
    assert audit(recommendations=rows).partners == {"Health": 1, "Police": 2}


def test_six_contacts_are_too_few_to_say_how_often():
    told = qa.partner_work(qa.example("city-of-london-2023-24"))
    assert told.cases == 6
    assert "nothing can be said of how often" in " ".join(told.sentences())


def test_another_kind_of_activity_is_none_of_these():
    with pytest.raises(qa.UnknownNameError, match="SE-2024-03"):
        qa.partner_work(qa.example("city-of-london-2023-24"), "PR-2024-02")


def test_what_peers_asked_to_consider_is_answered_or_not():
    year = programme(
        {
            "activities": PEERS,
            "findings": [{"direction": "strength"}, {"direction": "concern"}, {"direction": "mixed"}],
            "recommendations": {"source": "F2"},
            "updates": {"status": "in_progress"},
        }
    )
    (one,) = qa.peer_challenges(year).challenges
    assert one.shown == ("clv", "qa")
    assert one.strengths == ("F1",)
    assert one.considerations == {"F2": {"REC1": "under way"}, "F3": {}}
    assert one.unanswered == ("F3",)
    assert "not answered: F3" in " ".join(qa.peer_challenges(year).sentences())


def test_peers_are_said_to_be_no_evidence_about_children_wherever_they_are_shown():
    told = qa.peer_challenges(qa.example("city-of-london-2023-24"))
    assert "no evidence about children" in " ".join(repr(told).split())
    assert "no evidence about children" in told._repr_html_()
    about = {one.kind: one.about_children for one in qa.example("city-of-london-2023-24").activities}
    assert [kind for kind, children in about.items() if not children] == ["peer_challenge"]


def test_a_finding_that_does_not_concern_this_authority_is_no_evidence_about_it():
    findings = [{"relevant": False}, {"relevant": True}, {}]
    picture = qa.triangulate(programme({"activities": AUDIT, "findings": findings}))
    assert [(one.record, one.reason) for one in picture.left_out] == [("F1", "it does not concern this authority")]


def test_grades_stand_in_the_order_of_their_scale_and_what_is_no_grade_last():
    grades = ["Inadequate", "not graded", "Outstanding", "Good", "RI"]
    reviews = [{"child": f"C{n}", "agency": "Police", "overall": one} for n, one in enumerate(grades)]
    (row,) = audit(reviews=reviews).rows()
    assert list(row)[2:] == [
        "Outstanding",
        "Good",
        "Requires improvement to be good",
        "Inadequate",
        "not graded",
    ]
