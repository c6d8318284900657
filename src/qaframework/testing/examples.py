"""Complete a few columns into records, and try a rule on them.

A rule ships examples beside it, such as ``flagged={"reviews": {"overall": "Good", "domain.RISK": "Inadequate"}}``.
They say only what matters; :func:`programme` fills in the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from qaframework.files import from_rows
from qaframework.files.tables import columns_of
from qaframework.model.programme import Programme
from qaframework.plugins import Plugins, load_plugins
from qaframework.rules import Context, Example, NotApplicable, Outcome, Rule

TODAY = date(2024, 4, 1)
"""The day on which examples are tried, unless they give another as ``today``."""

FILLED: Mapping[str, Mapping[str, object]] = {
    "activities": {
        "id": "A1",
        "kind": "practice_reviews",
        "title": "Practice reviews",
        "start": "2024-01-29",
        "end": "2024-02-09",
    },
    "children": {"id": "C1"},
    "people": {"id": "P1"},
    "reviews": {
        "id": "R1",
        "activity": "A1",
        "child": "C1",
        "reviewer": "P1",
        "completed_on": "2024-02-01",
        "overall": "Good",
    },
    "judgements": {"review": "R1", "domain": "RISK", "grade": "Good"},
    "readings": {
        "id": "G1",
        "review": "R1",
        "reader": "P2",
        "stage": "moderation",
        "read_on": "2024-02-20",
        "overall": "Good",
    },
    "answers": {"review": "R1", "question": "RISK-1", "answer": "yes"},
    "findings": {"id": "F1", "activity": "A1", "theme": "rsk", "direction": "concern", "statement": "Made up."},
    "recommendations": {
        "id": "REC1",
        "text": "Made up.",
        "level": "child",
        "source": "R1",
        "raised_on": "2024-02-05",
    },
    "updates": {"recommendation": "REC1", "on": "2024-03-20", "by": "P1", "status": "in_progress"},
    "survey_results": {"activity": "A1", "group": "care leavers", "question": "Made up?", "share": 0.9},
    "feedback": {
        "id": "V1",
        "activity": "A1",
        "on": "2024-02-01",
        "point": "closure",
        "who": "child",
        "heard": "obtained",
    },
    "responses": {"id": "S1", "activity": "A1", "theme": "voi", "said": "Made up.", "outcome": "did"},
    "calendar": {"id": "K1", "kind": "practice_reviews", "title": "Practice reviews", "start": "2024-01-29"},
    "waivers": {
        "rule": "defaults/limiting-domain",
        "record": "R1",
        "reason": "made up for an example",
        "by": "P8",
        "approved_by": "P9",
        "until": "2024-12-31",
    },
}
"""What :func:`programme` fills in where an example says nothing. All of it is made up."""


def programme(example: Example, plugins: Plugins | None = None) -> Programme:
    """Return the programme an example describes, with what it leaves out filled in.

    Each table is one row or a list of rows. A row's own values win; None takes a column out. Second and later rows get
    ids of their own: ``R1``, ``R2``.

    >>> [review.id for review in programme({"reviews": [{}, {"overall": "Inadequate"}]}).reviews]
    ['R1', 'R2']
    """
    tables: dict[str, Any] = {
        table: [_filled(table, row, number) for number, row in enumerate(as_rows(given), start=1)]
        for table, given in example.items()
        if table in FILLED
    }
    unknown = sorted(set(example) - set(FILLED) - {"today"})
    if unknown:
        raise KeyError(f"{unknown[0]!r} is no table; there are {', '.join(FILLED)}")
    return from_rows(plugins=plugins, **tables)


def as_rows(given: Any) -> Iterable[Mapping[str, object]]:
    """Return the rows of one table of an example, which may be a single row."""
    return (given,) if isinstance(given, Mapping) else given


def _filled(table: str, row: Mapping[str, object], number: int) -> dict[str, object]:
    filled = dict(FILLED[table]) | dict(row)
    if "id" in filled and "id" not in row and number > 1:
        filled["id"] = f"{str(filled['id']).rstrip('0123456789')}{number}"
    wide = {name for name in filled if name.startswith("domain.")}
    unknown = set(filled) - {column.name for column in columns_of(table)} - wide
    if unknown:
        raise KeyError(f"{table} has no column {sorted(unknown)[0]!r}")
    return {name: value for name, value in filled.items() if value is not None}


def context_of(year: Programme, today: date = TODAY, plugins: Plugins | None = None) -> Context:
    """Return the context in which rules look at a programme."""
    plugins = plugins or load_plugins()
    return Context(year=year, today=today, scales=plugins.scales, templates=plugins.templates, themes=plugins.themes)


def outcome(rule: Rule[Any], example: Example, plugins: Plugins | None = None, **parameters: Any) -> Outcome:
    """Return what a rule says of an example: of the first record of the kind it is over."""
    plugins = plugins or load_plugins()
    year = programme(example, plugins)
    today = example.get("today", TODAY)
    assert isinstance(today, date)
    context = context_of(year, today, plugins)
    record: Any
    if rule.table == "programme":
        record = year
    else:
        records: tuple[Any, ...] = context.reviewers if rule.table == "reviewers" else year.table(rule.table)
        if not records:
            raise ValueError(f"the example has no {rule.table}, which {rule.slug} is over")
        record = records[0]
    said = rule(record, context, **parameters)
    return "not_applicable" if isinstance(said, NotApplicable) else "flagged" if said else "ok"


def failing_examples(rule: Rule[Any], plugins: Plugins | None = None) -> Iterator[str]:
    """Yield a sentence for each of a rule's examples that does not come out as it says, and for each kind it lacks."""
    for expected in ("ok", "flagged"):
        if not rule.examples.get(expected):
            yield f"{rule.slug} has no example that is {expected}"
    for expected, examples in rule.examples.items():
        for number, example in enumerate(examples, start=1):
            found = outcome(rule, example, plugins)
            if found != expected:
                yield f"{rule.slug}: example {number} of {expected} came out as {found}"
