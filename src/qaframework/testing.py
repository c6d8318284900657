"""For authors of plugins: complete a few columns into records, and try a rule's own examples.

A rule ships examples beside it, such as ``flagged={"reviews": {"overall": "Good", "domain.RISK": "Inadequate"}}``.
They say only what matters; :func:`programme` fills in the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from qaframework.files import from_rows
from qaframework.files.cells import CellError
from qaframework.files.columns import GRADED, cell_reader
from qaframework.files.tables import Column, columns_of
from qaframework.model.programme import RECORDS, Programme
from qaframework.model.records import Judged, Judgement, Record
from qaframework.plugins import Plugins, load_plugins
from qaframework.rules import Context, Example, NotApplicable, Outcome, Rule
from qaframework.scales import GradingScale, Missing

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

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
    "responses": {"id": "S1", "activity": "A1", "theme": "voi", "said": "Made up.", "outcome": "did"},
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
        table: [_filled(table, row, number) for number, row in enumerate(_rows(given), start=1)]
        for table, given in example.items()
        if table in FILLED
    }
    unknown = sorted(set(example) - set(FILLED) - {"today"})
    if unknown:
        raise KeyError(f"{unknown[0]!r} is no table; there are {', '.join(FILLED)}")
    return from_rows(plugins=plugins, **tables)


def _rows(given: Any) -> Iterable[Mapping[str, object]]:
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


HARD_TEXTS = (
    "=1+1",
    "+44 20 7946 0000",
    "-",
    "@home",
    "'=1+1",
    "''twice quoted",
    "007",
    "12E4",
    "1.0",
    "TRUE",
    "yes",
    "2024-03-25",
    "03/04/2024",
    "N/A",
    "not applicable",
    'She said "no"',
    "one, two; three",
    "two\nlines",
    "carriage\rreturn",
    "both\r\nof them",
    "tab\tinside",
    "_x000D_",
    "_x005F_x000D_",
    "null\0inside",
    "control\x01\x0b\x1f\x7f\x85characters",
    "caf\u00e9 \u4f60\u597d \U0001f600 e\u0301",
    "\ufeffmark",
    "\ufffe\uffff",
    "non\u00a0breaking\u2028line",
    "<b>&amp;</b>",
    "None",
    "nan",
    "#hash",
    "long " * 60 + "text",
)
"""Texts that files are known to change: formulas, numbers, dates, quotes, control characters. All are made up."""

_DOMAINS = ("RISK", "VOICE", "PLAN", "WELL_LED", "A/B", "1", "\u00d1", "Q=1")


def programmes(plugins: Plugins | None = None) -> SearchStrategy[Programme]:
    """Return a Hypothesis strategy of whole programmes: every table, several grading scales, text that is hard to keep.

    Ids are unique, and references lead to records that are often there. Everything drawn can be written and reads
    back equal. Needs hypothesis.
    """
    from hypothesis import strategies as st

    plugins = plugins or load_plugins()
    return st.builds(Programme, **{table: _records(table, plugins) for table in RECORDS})


def texts() -> SearchStrategy[str]:
    """Return a Hypothesis strategy of texts as records hold them: hard to keep, without spaces around them."""
    from hypothesis import strategies as st

    anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    return st.one_of(st.sampled_from(HARD_TEXTS), anything.map(str.strip)).filter(bool)


def _records(table: str, plugins: Plugins) -> SearchStrategy[list[Record]]:
    from hypothesis import strategies as st

    kind = RECORDS[table]
    fields = {column.name: _values(column) for column in columns_of(table) if column.name not in GRADED}
    if "id" in fields:
        fields["id"] = st.sampled_from(_ids(table))
    if table == "activities":
        fields["scale"] = st.none() | st.sampled_from(sorted(plugins.scales))
        fields["template"] = st.none() | st.sampled_from(sorted(plugins.templates))
    if table == "reviews":
        fields["child"] = st.sampled_from(_ids("children"))
    records: SearchStrategy[Any] = st.builds(kind, **fields)
    if issubclass(kind, Judged):
        del fields["scale"]
        records = st.one_of(*(st.builds(kind, **fields | _grades(scale)) for scale in plugins.scales.values()))
    return st.lists(records, max_size=3, unique_by=(lambda one: getattr(one, "id", id(one)),))


def _ids(table: str) -> list[str]:
    """Return the ids that records of a table have: no two tables share one."""
    column = columns_of(table)[0]
    tables = [name for name in RECORDS if columns_of(name)[0].name == "id"]
    own = [text for text in HARD_TEXTS if len(text) < 40 and _keeps(column, text)][tables.index(table) :: len(tables)]
    return [f"{table[:3].upper()}-1", *own]


def _keeps(column: Column, value: object) -> bool:
    """Return whether a column reads a value as it is; two codes in one cell, for instance, it refuses."""
    try:
        return bool(cell_reader(column)(value) == value)
    except CellError:
        return False


def _values(column: Column) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    kinds: dict[Any, SearchStrategy[Any]] = {
        date: st.dates() | st.dates(date(2023, 1, 1), date(2025, 12, 31)),
        int: st.integers(0, 300) | st.integers(0, 10**15 - 1),
        float: st.floats(0, 1) | st.sampled_from([0.66, 2 / 3, 0.1 + 0.2]),
        bool: st.booleans(),
        tuple[str, ...]: st.lists(texts(), max_size=3).map(tuple),
        str: texts(),
    }
    values = st.sampled_from(column.words) if column.words else kinds[column.kind]
    if column.open:
        values |= texts()
    if column.refers:
        values = st.sampled_from(_ids(column.refers)) | values
    values = values.filter(lambda value: _keeps(column, value))
    return values if column.needed or column.kind == tuple[str, ...] else st.none() | values


def _grades(scale: GradingScale) -> dict[str, SearchStrategy[Any]]:
    from hypothesis import strategies as st

    grades: SearchStrategy[Any] = st.sampled_from([*scale.grades, *Missing])
    words = st.none() | texts().filter(lambda text: _keeps(Column(name="rationale"), text))
    judgement = st.builds(Judgement, st.sampled_from(_DOMAINS), grades, words, words)
    return {
        "overall": grades,
        "judgements": st.lists(judgement, max_size=4, unique_by=lambda one: one.domain),
    }
