"""Hypothesis strategies: texts, records of every kind, and whole programmes. All they draw is made up."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, TypeVar

from qaframework.files.cells import CellError
from qaframework.files.columns import GRADED, cell_reader
from qaframework.files.tables import Column, columns_of
from qaframework.model.programme import RECORDS, TABLE_OF, Programme
from qaframework.model.records import Judged, Judgement, Record, Review
from qaframework.plugins import Plugins, load_plugins
from qaframework.scales import Grade, GradingScale, Missing

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

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

Drawn = TypeVar("Drawn", bound=Record)


def programmes(plugins: Plugins | None = None, *, extreme: bool = True) -> SearchStrategy[Programme]:
    """Return a Hypothesis strategy of whole programmes: every table, several grading scales, text that is hard to keep.

    Ids are unique, and references lead to records that are often there. Everything drawn can be written and reads
    back equal. Needs hypothesis.

    Args:
        plugins: whose scales, templates and domains to draw; None for the built-in plugin and whatever is installed.
        extreme: whether to draw days of any year and counts of fifteen digits too.
    """
    from hypothesis import strategies as st

    plugins = plugins or load_plugins()
    return st.builds(Programme, **{table: _table(kind, plugins, extreme) for table, kind in RECORDS.items()})


def records(kind: type[Drawn], plugins: Plugins | None = None, *, extreme: bool = True) -> SearchStrategy[Drawn]:
    """Return a Hypothesis strategy of records of one kind: ``records(qa.Review)``.

    Args:
        kind: any record class.
        plugins: whose scales, templates and domains to draw; None for the built-in plugin and whatever is installed.
        extreme: whether to draw days of any year and counts of fifteen digits too.

    Raises:
        KeyError: it is no record class.
    """
    from hypothesis import strategies as st

    plugins = plugins or load_plugins()
    table = TABLE_OF[kind]
    fields = {column.name: _values(column, extreme) for column in columns_of(table) if column.name not in GRADED}
    if "id" in fields:
        fields["id"] = st.sampled_from(_ids(table))
    for name, known in (("scale", plugins.scales), ("template", plugins.templates)):
        if name in fields:
            fields[name] = st.none() | st.sampled_from(sorted(known))
    if kind is Review:
        fields["child"] = st.sampled_from(_ids("children"))
    if not issubclass(kind, Judged):
        return st.builds(kind, **fields)
    fields.pop("scale", None)
    judgements = [_judged(scale, plugins) for scale in plugins.scales.values()]
    return st.one_of(*(st.builds(kind, **fields | judged) for judged in judgements))


def judgements(plugins: Plugins | None = None) -> SearchStrategy[Judgement]:
    """Return a Hypothesis strategy of judgements, on any of the scales."""
    from hypothesis import strategies as st

    plugins = plugins or load_plugins()
    return st.one_of(*(_judgement(scale, plugins) for scale in plugins.scales.values()))


def texts() -> SearchStrategy[str]:
    """Return a Hypothesis strategy of texts as records hold them: hard to keep, without spaces around them."""
    from hypothesis import strategies as st

    anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
    return st.one_of(st.sampled_from(HARD_TEXTS), anything.map(str.strip)).filter(bool)


def _table(kind: type[Record], plugins: Plugins, extreme: bool) -> SearchStrategy[list[Record]]:
    from hypothesis import strategies as st

    return st.lists(
        records(kind, plugins, extreme=extreme), max_size=3, unique_by=(lambda one: getattr(one, "id", id(one)),)
    )


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


def _values(column: Column, extreme: bool) -> SearchStrategy[Any]:
    from hypothesis import strategies as st

    days, counts = st.dates(date(2023, 1, 1), date(2025, 12, 31)), st.integers(0, 300)
    kinds: dict[Any, SearchStrategy[Any]] = {
        date: st.dates() | days if extreme else days,
        int: counts | st.integers(0, 10**15 - 1) if extreme else counts,
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


def _judged(scale: GradingScale, plugins: Plugins) -> dict[str, SearchStrategy[Any]]:
    from hypothesis import strategies as st

    return {
        "overall": _grade(scale),
        "judgements": st.lists(_judgement(scale, plugins), max_size=4, unique_by=lambda one: one.domain),
    }


def _judgement(scale: GradingScale, plugins: Plugins) -> SearchStrategy[Judgement]:
    from hypothesis import strategies as st

    words = st.none() | texts().filter(lambda text: _keeps(Column(name="rationale"), text))
    codes = {domain.code: None for template in plugins.templates.values() for domain in template.domains}
    domains = st.sampled_from(_DOMAINS) | st.sampled_from(list(codes))
    return st.builds(Judgement, domains, _grade(scale), words, words)


def _grade(scale: GradingScale) -> SearchStrategy[Grade | Missing]:
    from hypothesis import strategies as st

    return st.sampled_from([*scale.grades, *Missing])
