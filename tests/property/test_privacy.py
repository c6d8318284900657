"""No report of the built-in rules tells what a child said, or which child it was."""

import datetime

import pytest

import qaframework as qa
from qaframework.files.tables import columns_of
from qaframework.moderation.output import FORMATS, as_bytes, render
from qaframework.testing import FILLED

PLUGINS = qa.load_plugins(allow=())
TODAY = datetime.date(2024, 4, 1)
SAID = "Tommy Atkins said on 3 March that he was hit"
CHILD = "TOMMY-ATKINS-7"
CODES = {
    "reviews": {"id", "activity", "reviewer", "worker", "manager", "scale", "template"},
    "answers": {"review", "question"},
    "judgements": {"review", "domain", "grade"},
    "readings": {"id", "review", "reader", "scale"},
    "activities": {"id", "scale", "template", "part_of", "lead", "kind", "asked"},
    "people": {"id", "manager", "organisation", "role"},
    "findings": {"id", "activity", "theme"},
    "recommendations": {"id", "source", "themes", "rolls_up_to", "owner", "domain", "priority"},
    "updates": {"recommendation", "by", "status"},
    "survey_results": {"activity", "theme"},
    "feedback": {"id", "activity", "theme"},
    "responses": {"id", "activity", "theme"},
    "calendar": {"id", "activity", "kind", "lead"},
    "waivers": {"rule", "record", "by", "approved_by", "reason"},
}
"""Columns of codes, which a message may name, and the reason of a waiver, which is there to be read.

Every other text is private.
"""


def private_columns():
    for table in FILLED:
        for column in columns_of(table):
            text = column.kind in (str, str | None, tuple[str, ...])
            if text and column.name not in CODES.get(table, ()):
                yield table, column.name


def told(year):
    """Return everything a moderation says of a year, in every format."""
    report = qa.moderate(year, PLUGINS, today=TODAY, settings=qa.Settings())
    assert report.results
    yield "repr", repr(report).encode()
    yield "notebook", report._repr_html_().encode()
    yield "not run", "\n".join(report.not_run()).encode()
    for form in FORMATS:
        if form != "xlsx":
            yield form, as_bytes(render(report, form), form)
    for flag in report.flags:
        yield flag.rule, flag.message.encode()


PRIVATE = list(private_columns())


def test_the_private_columns_are_those_that_tell_a_story_or_name_a_child():
    assert {("reviews", "rationale"), ("children", "id"), ("reviews", "child"), ("updates", "note")} <= set(PRIVATE)
    assert {("recommendations", "text"), ("findings", "statement"), ("responses", "said")} <= set(PRIVATE)
    assert len(PRIVATE) > 25


@pytest.mark.parametrize(("table", "column"), PRIVATE, ids=map(".".join, PRIVATE))
def test_no_rule_repeats_what_is_private(table, column):
    rows = {name: dict(columns) for name, columns in FILLED.items()}
    rows["reviews"] |= {"overall": "RI", "domain.RISK": "Inadequate"}
    rows["judgements"] |= {"domain": "PLAN"}
    planted = CHILD if column in ("child", "family") or (table, column) == ("children", "id") else SAID
    rows[table][column] = planted
    year = qa.from_rows(**{name: [row] for name, row in rows.items()})
    assert planted in str(
        [record.rows_of() for name in rows if name != "judgements" for record in year.table(name)]
    ) or (table == "judgements")
    for form, content in told(year):
        assert b"Tommy" not in content, form
        assert b"TOMMY" not in content, form
