"""The policies say what their publications say."""

import attrs
import pytest

import qaframework as qa
from qaframework.disclosure.policies import policy


def shown(name, numbers):
    """Return what a policy shows of numbers that nothing links."""
    tables = [qa.CountTable(name=str(n), measure=f"m{n}", counts={(): n}) for n in numbers]
    safe = qa.protect(tables, name)
    return [str(safe[str(n)].at()) for n in numbers]


def test_the_department_hides_1_to_5_and_shows_0():
    assert shown("dfe", [0, 1, 5, 6, 123]) == ["0", "c", "c", "6", "123"]


def test_nhs_digital_hides_1_to_7_and_rounds_the_rest_to_5():
    assert shown("nhs", [0, 1, 7, 8, 12, 13, 17, 18]) == ["0", "*", "*", "10", "10", "15", "15", "20"]


def test_ofqual_hides_1_to_4_and_rounds_the_rest_to_5():
    assert shown("ofqual", [0, 1, 4, 5, 7, 8]) == ["0", "fewer than 5", "fewer than 5", "5", "5", "10"]


def test_committee_papers_say_fewer_than_5():
    assert shown("fewer-than-5", [0, 4, 5]) == ["0", "fewer than 5", "5"]


def test_the_statistics_office_leaves_out_fewer_than_3():
    assert shown("ons", [0, 2, 3]) == ["0", ":", "3"]


def test_nothing_is_hidden_from_those_who_work_with_the_children():
    assert shown("none", [0, 1, 5]) == ["0", "1", "5"]
    assert "not for anybody outside" in policy("none").sentence()


@pytest.mark.parametrize("one", qa.POLICIES.values(), ids=lambda one: one.id)
def test_every_policy_cites_its_publication_and_says_what_it_does(one):
    assert one.source
    assert one.title
    if one.most:
        assert f"1 to {one.most}" in one.sentence()
        assert one.symbol in one.sentence()


@pytest.mark.parametrize("one", qa.POLICIES.values(), ids=lambda one: one.id)
def test_what_is_shown_leaves_open_the_number_it_is_shown_for(one):
    for number in range(200):
        if not one.is_small(number):
            least, most = one.open_when_shown(one.rounded(number))
            assert least <= number <= most
            assert one.round_to > 1 or least == most


def test_an_unknown_policy_is_named_with_the_nearest():
    with pytest.raises(qa.UnknownNameError, match="did you mean 'dfe'"):
        policy("dfee")
    with pytest.raises(qa.SettingsError, match="by its id"):
        policy(5)


def test_a_policy_that_makes_no_sense_is_refused():
    with pytest.raises(ValueError, match="most"):
        attrs.evolve(policy("dfe"), most=-1)
