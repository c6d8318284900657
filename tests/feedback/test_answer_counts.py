"""Groups of a survey that add up to another one are its parts, and one cannot be taken from the other."""

import pytest

import qaframework as qa
from qaframework.feedback.answer_counts import answer_tables
from qaframework.feedback.survey import survey


def answers(**groups):
    """Return the tables of a survey's groups: how many said yes, of how many."""
    activity = {"id": "SV", "kind": "survey", "title": "SV", "start": "2024-01-01", "end": "2024-01-31"}
    rows = [
        {"activity": "SV", "group": name, "question": "Safe?", "share": yes / of, "positive": yes, "answered": of}
        for name, (yes, of) in groups.items()
    ]
    year = qa.from_rows(activities=[activity], survey_results=rows)
    return list(answer_tables({one.group: one for one in survey(year, "SV").answers}, "SV"))


def test_the_few_of_one_group_are_not_everybody_less_the_others():
    tables = answers(everybody=(30, 40), girls=(18, 25), boys=(12, 15))
    alone = {table.name: qa.protect([table], "dfe")[table.name] for table in tables}
    assert str(alone["girls"].at(answer="Yes")) == "18"
    assert str(alone["everybody"].at(answer="Yes")) == "30"
    together = qa.protect(tables, "dfe")
    assert together["boys"].at(answer="Not yes").hidden
    assert {"girls", "everybody"} & {name for name in together if together[name].at(answer="Not yes").hidden}


def test_everybody_may_be_divided_in_several_ways():
    tables = answers(everybody=(30, 60), girls=(14, 30), boys=(16, 30), young=(10, 25), old=(20, 35), carers=(7, 20))
    parts = {table.name: tuple(table.where) for table in tables}
    assert parts["everybody"] == parts["carers"] == ()
    assert parts["girls"] == parts["boys"] != parts["young"] == parts["old"]
    assert len({table.measure for table in tables}) == 2


@pytest.mark.parametrize(
    "groups", [{"a": (10, 20)}, {"a": (10, 20), "b": (10, 20)}, {"a": (9, 20), "b": (8, 15), "c": (2, 9)}]
)
def test_groups_that_do_not_add_up_are_each_by_themselves(groups):
    tables = answers(**groups)
    assert len({table.measure for table in tables}) == len(tables)
    assert not any(table.where for table in tables)
