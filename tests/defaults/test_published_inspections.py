"""The rules on the published inspections of England's children's services, which nobody here wrote."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from datetime import date
from pathlib import Path

import attrs
import pytest

from qaframework import Grade, NotApplicable, load_plugins, moderate
from qaframework.testing import context_of

PROJECT = Path(__file__).parents[2]
FOLDER = PROJECT / "../shared/data/ofsted"
SCRIPT = PROJECT / "examples/ofsted_inspections.py"
TODAY = date(2025, 6, 1)
PLUGINS = load_plugins(allow=["defaults"])
AGGREGATION = (
    "limiting-domain",
    "graded-domain",
    "near-the-middle",
    "not-above-every-domain",
    "not-below-every-domain",
    "two-inadequate-questions",
    "two-questions-below-standard",
    "one-inadequate-question",
    "top-rating-earned",
    "top-grade-hears-the-child",
)
ABOUT_PRACTICE = (
    "recommendation-below-top-grade",
    "enough-recommendations",
    "rationale-length",
    "rationale-is-its-own",
    "evidence-cited",
    "family-asked",
    "child-heard",
    "talked-through",
    "reviewer-is-not-worker",
    "reviewer-is-not-manager",
    "worst-grade-escalated",
    "worst-grade-plan",
    "worst-grade-re-audited",
)

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="shared/data/ofsted is not beside the checkout")


@pytest.fixture(scope="module")
def year():
    spec = importlib.util.spec_from_file_location("read_for_the_rules", SCRIPT)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    yield module.read_inspections(FOLDER)
    del sys.modules[spec.name]


@pytest.fixture(scope="module")
def report(year):
    return moderate(year, PLUGINS, today=TODAY)


@pytest.fixture(scope="module")
def ilacs(year):
    templates = {activity.id: activity.template for activity in year.activities}
    return [review for review in year.reviews if templates[review.activity] == "ofsted-ilacs"]


def rule(slug):
    return next(one for one in PLUGINS.rules if one.slug == slug)


def test_no_rule_raises_an_error_on_an_ilacs_inspection(ilacs, report):
    ids = {review.id for review in ilacs}
    assert len(ids) > 100
    assert [flag for flag in report.errors if flag.record in ids] == []
    assert not report.crashed


def test_no_rule_of_grade_consistency_queries_more_than_three_in_a_hundred(ilacs, report):
    ids = {review.id for review in ilacs}
    queried = Counter(flag.rule.rpartition("/")[2] for flag in report.flags if flag.record in ids)
    assert {slug: queried[slug] for slug in AGGREGATION if queried[slug] > 0.03 * len(ids)} == {}


def test_no_inspection_of_either_framework_breaks_the_published_logic_for_the_overall_grade(report):
    broken = [flag.record for flag in report.flags if flag.rule.endswith(("/limiting-domain", "/graded-domain"))]
    assert broken == []


@pytest.mark.parametrize("slug", ABOUT_PRACTICE)
def test_rules_about_practice_with_a_child_have_nothing_to_judge_in_an_authority(slug, year, report):
    result = next(one for one in report.results if one.rule == f"defaults/{slug}")
    assert (result.checked, result.not_applicable) == (0, len(year.reviews))


def test_every_inspection_would_be_flagged_if_its_limiting_domain_were_inadequate_and_its_overall_grade_not(
    year, ilacs
):
    context = context_of(year, TODAY, PLUGINS)
    tried = 0
    for review in ilacs:
        graded = review.domain_grades.get("HELP_AND_PROTECTION")
        if graded is None or review.grade == graded.scale.worst:
            continue
        worst = [
            attrs.evolve(one, grade=graded.scale.worst) if one.domain == "HELP_AND_PROTECTION" else one
            for one in review.judgements
        ]
        assert rule("limiting-domain")(attrs.evolve(review, judgements=worst), context)
        tried += 1
    assert tried > 80


def test_every_inspection_would_be_queried_if_its_overall_grade_left_its_domains_behind(year, ilacs):
    context = context_of(year, TODAY, PLUGINS)
    tried = 0
    for review in ilacs:
        grades = sorted(review.domain_grades.values(), key=lambda grade: grade.rank)
        if len(grades) < 2 or grades[-1] == grades[-1].scale.best:
            continue
        assert isinstance(grades[-1], Grade)
        above = attrs.evolve(review, overall=grades[-1].scale.best)
        answer = rule("not-above-every-domain")(above, context)
        assert not isinstance(answer, NotApplicable)
        assert len(answer) == 1
        tried += 1
    assert tried > 50
