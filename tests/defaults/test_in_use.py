from __future__ import annotations

import pytest

from qaframework import Context, load_plugins
from qaframework.defaults.in_use import about_a_child, domains_in_use, in_use, same_person
from qaframework.testing import context_of, programme

PLUGINS = load_plugins(allow=["defaults"])


def context(example) -> Context:
    return context_of(programme(example, PLUGINS), plugins=PLUGINS)


def test_a_column_is_in_use_where_any_review_of_the_same_round_fills_it_in():
    look = context({"reviews": [{}, {"worker": "W1"}, {"activity": "A2", "manager": "M1"}]})
    first, _, other = look.year.reviews
    assert (in_use(first, "worker", look), in_use(first, "manager", look)) == (True, False)
    assert (in_use(other, "worker", look), in_use(other, "manager", look)) == (False, True)


def test_domains_in_use_are_those_of_the_round_graded_or_not():
    look = context({"reviews": [{"domain.RISK": "n/a"}, {"domain.PLAN": "Good"}, {"activity": "A2"}]})
    assert [domains_in_use(review, look) for review in look.year.reviews] == [
        {"RISK", "PLAN"},
        {"RISK", "PLAN"},
        frozenset(),
    ]


def test_two_years_are_not_mixed_up():
    with_workers, without = context({"reviews": {"worker": "W1"}}), context({"reviews": {}})
    assert in_use(with_workers.year.reviews[0], "worker", with_workers)
    assert not in_use(without.year.reviews[0], "worker", without)


@pytest.mark.parametrize(
    ("template", "child", "about"),
    [
        ("practice-review", "C1", True),
        ("practice-review", None, False),
        ("ofsted-ilacs", None, False),
        ("cqc-service", None, False),
        ("cqc-service", "C1", True),
        ("practice-review@2", "C1", True),
        ("practice-observation", "C1", False),
        ("multi-agency-audit", "C1", False),
        ("contact-scrutiny", "C1", False),
        ("provider-visit", None, False),
    ],
)
def test_a_review_with_a_child_is_about_one_and_an_authority_or_provider_is_not(template, child, about):
    look = context({"activities": {"template": template}, "reviews": {"child": child, "subject": "somebody"}})
    assert about_a_child(look.year.reviews[0], look) is about


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("P1", "P1", True), ("p1", " P1 ", True), ("P1", "P10", False), (None, None, False), ("P1", None, False)],
)
def test_people_are_the_same_by_their_code_however_it_is_typed(one, other, same):
    assert same_person(one, other) is same
    assert same_person(other, one) is same
