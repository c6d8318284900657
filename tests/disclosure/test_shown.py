"""A hidden number is not in the value that stands in its place, so nothing can bring it back."""

import copy
import json
import operator
import pickle

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa

SECRET = 4137
"""A number that turns up nowhere by chance."""


def hidden_secret():
    counts = {("Good",): 9000, ("Poor",): SECRET}
    table = qa.CountTable(
        name="grades", measure="reviews", by=["grade"], counts=counts, amounts={("Poor",): SECRET * 2.0}
    )
    return qa.protect([table], attrs.evolve(qa.POLICIES["dfe"], most=5000))


def everything_said(value, depth=0):
    """Yield every text and number that can be reached from a value."""
    yield repr(value)
    yield str(value)
    if depth < 6:
        if isinstance(value, dict):
            for pair in value.items():
                yield from everything_said(pair, depth + 1)
        elif isinstance(value, (tuple, list, frozenset)):
            for one in value:
                yield from everything_said(one, depth + 1)
        elif attrs.has(type(value)):
            for field in attrs.fields(type(value)):
                yield from everything_said(getattr(value, field.name), depth + 1)


def test_a_hidden_number_is_nowhere_in_what_protect_returns():
    safe = hidden_secret()
    assert str(SECRET) not in "\n".join(everything_said(safe))
    assert str(SECRET).encode() not in pickle.dumps(safe)
    assert SECRET.to_bytes(2, "little") not in pickle.dumps(safe)
    assert str(SECRET) not in safe._repr_html_() + json.dumps(safe["grades"].rows())


def test_a_hidden_number_formats_copies_and_pickles_as_its_symbol():
    cell = hidden_secret()["grades"].at(grade="Poor")
    for one in (cell, copy.deepcopy(cell), pickle.loads(pickle.dumps(cell))):
        assert [str(one), repr(one), f"{one}", f"{one:>3}", one.plain] == ["c", "c", "c", "  c", "c"]
        assert one.hidden
        assert one.value is None
    with pytest.raises(ValueError, match="format"):
        f"{cell:.0f}"


@pytest.mark.parametrize("hidden", [True, False])
@pytest.mark.parametrize("work", [operator.add, operator.sub, operator.mul, operator.truediv, operator.lt, operator.ge])
def test_shown_numbers_are_not_calculated_with(work, hidden):
    cell = qa.Shown("c", None) if hidden else qa.Shown("12", 12)
    for other in (1, cell):
        with pytest.raises(TypeError, match="not calculated with"):
            work(cell, other)
        with pytest.raises(TypeError):
            work(other, cell)
    for kind in (int, float):
        with pytest.raises(TypeError, match="not calculated with"):
            kind(cell)


def test_an_unprotected_table_says_no_count():
    table = qa.CountTable(name="grades", measure="reviews", by=["grade"], counts={("Poor",): SECRET})
    assert str(SECRET) not in repr(table) + str(table) + f"{table}"


@settings(max_examples=50, deadline=None)
@given(st.integers(0, 40), st.integers(0, 40))
def test_a_percentage_is_hidden_wherever_its_numbers_are(part, rest):
    table = qa.CountTable(name="t", measure="m", by=["said"], counts={("yes",): part, ("no",): rest})
    safe = qa.protect([table], "dfe")["t"]
    share = safe.share({"said": "yes"}, of={})
    if 1 <= part <= 5 or 1 <= rest <= 5 or 1 <= part + rest <= 5:
        assert share.hidden
    if not share.hidden:
        assert part + rest >= 10
        assert share.text == f"{100 * part / (part + rest):.1f}%"


def test_a_percentage_of_few_events_is_marked_unreliable_as_the_statistics_office_does():
    table = qa.CountTable(name="t", measure="m", by=["said"], counts={("yes",): 19, ("no",): 81})
    safe = qa.protect([table], "ons")["t"]
    assert str(safe.share({"said": "yes"}, of={})) == "19.0% [u]"
    assert str(safe.share({"said": "no"}, of={})) == "81.0%"


def test_percentages_come_from_rounded_numbers_where_the_policy_rounds():
    table = qa.CountTable(name="t", measure="m", by=["said"], counts={("yes",): 17, ("no",): 16})
    safe = qa.protect([table], "nhs")["t"]
    assert [str(safe.at(said="yes")), str(safe.at())] == ["15", "35"]
    assert str(safe.share({"said": "yes"}, of={})) == "43%"


def test_a_mean_is_hidden_wherever_its_count_is():
    rows = [{"team": "A", "days": 10}] * 9 + [{"team": "B", "days": 30}] * 3 + [{"team": "C", "days": 20}] * 8
    table = qa.CountTable.from_rows("days", rows, by=["team"], measure="reviews", amount="days")
    safe = qa.protect([table], "dfe")["days"]
    assert safe.mean(team="B").hidden
    assert safe.mean().text == "17.0"
    assert {safe.mean(team=team).hidden for team in "ABC"} == {True, False}
    for team in "ABC":
        assert safe.mean(team=team).hidden == safe.at(team=team).hidden
