"""The same year in another order reads the same, byte for byte, with the built-in rules and in every format."""

import datetime
import random

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.model.programme import RECORDS
from qaframework.moderation.output import FORMATS, render

PLUGINS = qa.load_plugins(allow=())
TODAY = datetime.date(2024, 4, 1)
DOMAINS = [domain.code for domain in PLUGINS.templates["practice-review"].domains]

grades = st.sampled_from(["Outstanding", "Good", "RI", "Inadequate", "not graded", "not applicable"])
days = st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 5, 31))
texts = st.sampled_from(["", "Seen alone on 2 March and 9 March.", "Risk was not seen. " * 12, "Good work", "x"])
people = st.sampled_from(["P1", "P2", "P3", "P4"])
reviews = st.sampled_from(["R1", "R2", "R3", "R4", "R5", "1"])
activities = st.sampled_from(["A1", "A2", "1"])
recommendations = st.sampled_from(["REC1", "REC2", "REC3", "1"])
themes = st.sampled_from(["rsk", "acc", "voi", "none"])
children = st.sampled_from(["C1", "C2", "C3"])
voices = st.sampled_from(["obtained", "sought", "declined", "unsafe", "not_sought", ""])


def rows(most=5, **columns):
    return st.lists(st.fixed_dictionaries(columns), max_size=most)


judged = {"overall": grades, "rationale": texts, **{f"domain.{code}": grades | st.just("") for code in DOMAINS}}
YEARS = st.fixed_dictionaries(
    {
        "activities": rows(
            3,
            id=activities,
            kind=st.sampled_from(["practice_reviews", "survey", "provider_visit"]),
            title=st.just("Made up"),
            start=st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 2, 1)),
            end=days,
            population=st.integers(0, 40),
            reached=st.integers(0, 40),
        ),
        "children": rows(3, id=children, status=st.sampled_from(["looked_after", "child_protection", "care_leaver"])),
        "people": rows(3, id=people, manager=people),
        "reviews": rows(
            6,
            id=reviews,
            activity=activities,
            child=children,
            reviewer=people,
            completed_on=days,
            worker=people,
            child_voice=voices,
            family_voice=voices,
            **judged,
        ),
        "readings": rows(
            4,
            id=st.sampled_from(["G1", "G2", "1"]),
            review=reviews,
            reader=people,
            stage=st.sampled_from(["moderation", "third_reader", "re_audit"]),
            read_on=days,
            blind=st.booleans(),
            **judged,
        ),
        "findings": rows(
            3,
            id=st.sampled_from(["F1", "F2"]),
            activity=activities,
            theme=themes,
            direction=st.sampled_from(["strength", "concern", "mixed"]),
            statement=texts.filter(bool),
        ),
        "recommendations": rows(
            6,
            id=recommendations,
            text=texts.filter(bool),
            level=st.sampled_from(["child", "service"]),
            source=reviews | activities,
            raised_on=days,
            due=days,
            owner=people,
            domain=st.sampled_from(DOMAINS),
            themes=themes,
        ),
        "updates": rows(
            6,
            recommendation=recommendations,
            on=days,
            by=people,
            status=st.sampled_from(
                ["issued", "in_progress", "action_complete", "closed", "reopened", "something else"]
            ),
            evidence=texts,
        ),
        "waivers": rows(
            3,
            rule=st.sampled_from([rule.id for rule in PLUGINS.rules]),
            record=reviews,
            reason=st.just("made up for a test"),
            by=people,
            approved_by=people,
            until=days,
        ),
    }
)


def read(tables):
    filled = {
        table: [{name: value for name, value in row.items() if value != ""} for row in some]
        for table, some in tables.items()
        if some
    }
    return qa.from_rows(plugins=PLUGINS, **filled)


def moderated(year, plugins=PLUGINS):
    return qa.moderate(year, plugins, today=TODAY, settings=qa.Settings())


def shuffled(year, seed):
    order = random.Random(seed)
    tables = {table: order.sample(year.table(table), len(year.table(table))) for table in RECORDS}
    return attrs.evolve(year, **tables)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables=YEARS, seed=st.integers())
def test_the_order_of_rows_changes_nothing_in_what_is_found(tables, seed):
    year = read(tables)
    one, other = moderated(year), moderated(shuffled(year, seed))
    assert one.flags == other.flags
    assert one.waived == other.waived
    assert one.results == other.results
    assert one.by_review() == other.by_review()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@pytest.mark.parametrize("form", FORMATS)
@given(tables=YEARS, seed=st.integers())
def test_the_order_of_rows_changes_no_byte_of_any_format(form, tables, seed):
    year = read(tables)
    assert render(moderated(year), form) == render(moderated(shuffled(year, seed)), form)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables=YEARS, seed=st.integers())
def test_the_order_in_which_tables_are_given_changes_nothing(tables, seed):
    names = random.Random(seed).sample(sorted(tables), len(tables))
    assert read(tables) == read({name: tables[name] for name in names})


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables=YEARS)
def test_the_built_in_rules_account_for_every_record_and_never_crash(tables):
    year = read(tables)
    report = moderated(year)
    for result in report.results:
        assert result.crashes == ()
        assert result.checked + result.not_applicable == result.records
        assert result.flagged <= result.checked
        assert result.not_applicable == sum(count for _, count in result.reasons)
    assert {result.rule for result in report.results} == {rule.id for rule in (*PLUGINS.rules, *PLUGINS.smart_checks)}


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(tables=YEARS, name=st.sampled_from(["aaa", "zzz"]))
def test_another_plugin_changes_nothing_about_the_flags_of_the_built_in_one(tables, name):
    def always(review: qa.Review, context: qa.Context):
        """A title."""
        yield "always"

    rule = attrs.evolve(qa.rule("always", severity="error")(always), plugin=name)
    beside = attrs.evolve(PLUGINS, loaded=(*PLUGINS.loaded, qa.Plugin(name=name, rules=(rule,))))
    year = read(tables)
    alone, together = moderated(year), moderated(year, beside)
    assert set(alone.flags) == {flag for flag in together.flags if flag.plugin != name}
    assert len(alone.flags) == sum(flag.plugin != name for flag in together.flags)
