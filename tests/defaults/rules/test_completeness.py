from __future__ import annotations

import pytest

from qaframework.defaults.rules.completeness import (
    domain_fits_status,
    domains_for_status,
    missing_grade_explained,
    not_applicable_share,
    overall_graded,
    required_domains,
)

CARE = {"children": [{"id": "C1", "status": "looked_after"}, {"id": "C2", "status": "looked_after"}]}


def test_a_round_without_overall_grades_is_not_asked_for_them(said):
    ungraded = {"overall": "not graded", "domain.RISK": "Good"}
    assert said(overall_graded, {"reviews": [ungraded, ungraded]}) == "this round gives no overall grades"
    assert said(overall_graded, {"reviews": [ungraded, {}]}) == ["overall is not graded, and no reason is given"]
    assert said(overall_graded, {"reviews": [ungraded, {"activity": "A2"}]}) == "this round gives no overall grades"


def test_a_required_domain_nobody_in_the_round_looks_at_is_not_asked_for(said):
    assert said(required_domains, {"reviews": [{"domain.RISK": "Good"}, {"domain.RISK": "Good"}]}) == []
    lacking = {"reviews": [{"domain.RISK": "Good"}, {"domain.RISK": "Good", "domain.MGMT": "Good"}]}
    assert said(required_domains, lacking) == ["MGMT has no grade"]


def test_every_required_domain_that_is_blank_is_named(said):
    full = {f"domain.{code}": "Good" for code in ("VOICE", "RISK", "PLAN", "MGMT", "RECORD")}
    assert said(required_domains, {"reviews": [{"domain.RECORD": "Good"}, full]}) == [
        "VOICE has no grade",
        "RISK has no grade",
        "PLAN has no grade",
        "MGMT has no grade",
    ]


def test_an_inspection_requires_no_domain(said):
    year = {
        "activities": {"template": "ofsted-ilacs"},
        "reviews": [
            {"child": None, "subject": "an authority"},
            {"child": None, "subject": "another", "domain.IN_CARE": "Good"},
        ],
    }
    assert isinstance(said(required_domains, year), str)


def test_a_child_in_care_reviewed_without_permanence_is_flagged_where_others_have_it(said):
    year = CARE | {
        "reviews": [
            {"domain.RISK": "Good", "domain.IRO": "Good"},
            {"child": "C2", "domain.RISK": "Good", "domain.IRO": "Good", "domain.PERM": "Good", "domain.EDUC": "Good"},
        ]
    }
    assert said(domains_for_status, year) == ["not looked at, for a child with status looked_after: PERM, EDUC"]


def test_a_domain_marked_as_not_applicable_was_looked_at(said):
    year = CARE | {"reviews": [{"domain.PERM": "not applicable"}, {"child": "C2", "domain.PERM": "Good"}]}
    assert said(domains_for_status, year) == []


def test_a_domain_nobody_grades_is_not_asked_for_by_status(said):
    year = CARE | {"reviews": [{"domain.RISK": "Good"}, {"child": "C2", "domain.RISK": "Good"}]}
    assert said(domains_for_status, year) == "this round looks at no domain made for the child's status"


@pytest.mark.parametrize("rule", [domains_for_status, domain_fits_status])
def test_a_child_whose_status_is_not_recorded_is_left_alone(said, rule):
    assert said(rule, {"children": {}, "reviews": {"domain.PERM": "Good"}}) == "the child's status is not recorded"


def test_a_pathway_graded_for_a_child_in_early_help_is_asked_about(said):
    year = {"children": {"status": "early_help"}, "reviews": {"domain.PATHWAY": "Good", "domain.RISK": "Good"}}
    assert said(domain_fits_status, year) == ["PATHWAY is graded, and it is not for a child with status early_help"]


def test_a_missing_grade_needs_no_reason_where_the_domain_is_not_for_the_child(said):
    year = {
        "children": {"status": "early_help"},
        "reviews": {},
        "judgements": [
            {"domain": "PERM", "grade": "not applicable"},
            {"domain": "RISK", "grade": "Good", "rationale": "Made up."},
        ],
    }
    assert said(missing_grade_explained, year) == "every domain that applies has a grade"


def test_the_share_of_domains_left_out_counts_only_those_for_such_a_child(said):
    care = {f"domain.{code}": "n/a" for code in ("PERM", "PLACE", "EDUC", "IRO")}
    looked = {f"domain.{code}": "Good" for code in ("RISK", "PLAN", "VISITS", "MULTI")}
    helped, cared_for = {"children": {"status": "early_help"}}, {"children": {"status": "looked_after"}}
    assert said(not_applicable_share, helped | {"reviews": care | looked}) == []
    assert said(not_applicable_share, cared_for | {"reviews": care | looked}) == [
        "4 of 8 domains are marked as not applicable"
    ]


def test_only_not_applicable_counts_as_left_out(said):
    row = {f"domain.{code}": "insufficient evidence" for code in ("RISK", "PLAN", "VISITS", "MULTI")}
    assert said(not_applicable_share, {"reviews": row}) == []


@pytest.mark.parametrize(("share", "flagged"), [(0.24, True), (0.25, False), (1.0, False)])
def test_the_share_is_for_the_authority_to_set(said, share, flagged):
    row = {"domain.RISK": "n/a", "domain.PLAN": "Good", "domain.VISITS": "Good", "domain.MULTI": "Good"}
    assert bool(said(not_applicable_share, {"reviews": row}, share=share)) == flagged
