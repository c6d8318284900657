"""Records of every kind can be drawn, and what is drawn can be written and read back."""

from datetime import date

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

import qaframework as qa
from qaframework.model.programme import RECORDS
from qaframework.testing import judgements, programmes, records

PLUGINS = qa.load_plugins(allow=())
FEW = settings(max_examples=25, suppress_health_check=list(HealthCheck), deadline=None)


@pytest.mark.parametrize("table", RECORDS)
def test_a_record_of_every_kind_can_be_drawn(table):
    @FEW
    @given(records(RECORDS[table], PLUGINS))
    def drawn(record):
        assert type(record) is RECORDS[table]
        assert qa.Programme(**{table: [record]}).table(table) == (record,)

    drawn()


@FEW
@given(judgements(PLUGINS))
def test_a_judgement_is_on_a_scale_or_says_why_not(judgement):
    assert isinstance(judgement.grade, qa.Grade | qa.Missing)


@FEW
@given(programmes(PLUGINS, extreme=False))
def test_without_extremes_days_are_of_a_few_years_and_counts_small(year):
    assert all(date(2023, 1, 1) <= review.completed_on <= date(2025, 12, 31) for review in year.reviews)
    assert all((activity.population or 0) <= 300 for activity in year.activities)


def test_what_a_plugin_gives_is_drawn_too():
    class Plugin:
        @qa.hookimpl
        def qa_grading_scales(self):
            return [qa.GradingScale("only-ours", "Ours", ("Strong", "Weak"))]

        @qa.hookimpl
        def qa_review_templates(self):
            return [qa.ReviewTemplate(id="ours", title="Ours", domains=(qa.Domain(code="QUAYS", title="Quays"),))]

    plugins = qa.load_plugins(Plugin(), allow=())
    long = settings(FEW, max_examples=3000, database=None, derandomize=True, phases=[Phase.generate])
    reviews, activities = records(qa.Review, plugins), records(qa.Activity, plugins)
    assert find(reviews, lambda one: one.judgement("QUAYS") is not None, settings=long)
    assert find(reviews, lambda one: one.grade is not None and one.grade.scale.id == "only-ours", settings=long)
    assert find(activities, lambda one: (one.template or "").startswith("ours"), settings=long)
