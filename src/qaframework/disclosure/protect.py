"""Make the tables of a report safe to show together."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import attrs

from qaframework.disclosure.earlier import earlier
from qaframework.disclosure.fallbacks import WORDS, Fallback
from qaframework.disclosure.guards import zeros_hidden
from qaframework.disclosure.ledger import ReleaseLedger
from qaframework.disclosure.linked import Linked, Region, link
from qaframework.disclosure.policies import DisclosurePolicy, policy
from qaframework.disclosure.protected import ProtectedTable, ProtectedTables
from qaframework.disclosure.rounding import as_shown
from qaframework.disclosure.shown import Number, Shown
from qaframework.disclosure.suppress import suppress
from qaframework.disclosure.tables import TOTAL, CountTable, undated
from qaframework.errors import UnknownNameError

ENOUGH = 0.5
"""The share of a table's numbers that has to be shown for the table to tell anything, zeros and totals left out."""

MOST_PLACES = 160
"""How many numbers, totals too, a table of three or more dimensions may have: working out what to hide in a larger one
can take minutes."""
TOO_LARGE = "It crosses too many dimensions to be protected in reasonable time. Count by two of them at a time."

_policy = policy


def protect(
    tables: Iterable[CountTable],
    policy: str | DisclosurePolicy,
    *,
    ledger: ReleaseLedger | None = None,
    fallbacks: Mapping[str, Sequence[Fallback]] | None = None,
    enough: float = ENOUGH,
) -> ProtectedTables:
    """Return tables that are safe to show together.

    Small numbers are hidden, and as few others as it takes that nobody can work them out by subtraction, from any of
    the tables or from earlier releases.

    Args:
        tables: every table of the report, a single number being a table without dimensions.
        policy: which numbers are small, by its id or as a value.
        ledger: what has been released before.
        fallbacks: by the name of a table what to try, in order and one upon the other, while too little of it can be
            shown. Where nothing helps, words stand in its place.
        enough: the share of a table's numbers, zeros and totals left out, that has to be shown, where it has fallbacks.

    A table of three or more dimensions with more than 160 numbers is made smaller by its fallbacks, or told in words
    that say why.

    Raises:
        DataError: two tables disagree about the same number.
        UnknownNameError: no policy, or no table of a fallback, has this name.

    >>> grades = CountTable(name="grades", measure="reviews", by=["grade"], counts={("Good",): 10, ("Inadequate",): 3})
    >>> protect([grades], policy="dfe")["grades"].at(grade="Inadequate")
    c
    """
    rule = _policy(policy)
    given = tuple(tables)
    current = {table.name: table for table in given}
    waiting = {name: list(steps) for name, steps in (fallbacks or {}).items()}
    for name in waiting:
        if name not in current:
            raise UnknownNameError("table", name, current)
    steps: dict[str, tuple[str, ...]] = {}
    words: dict[str, str] = {}
    while True:
        large = next((name for name, table in current.items() if _too_large(table, rule)), None)
        found = large or _protect(given if not steps else current.values(), rule, ledger)
        if isinstance(found, str):
            short = found
        else:
            few = (name for name in waiting if name in current and _told(found[name]) < enough)
            if (short := next(few, "")) == "":
                return _in_order(found, given, steps, words)
        if waiting.get(short):
            step = waiting[short].pop(0)
            current[short] = step.apply(current[short])
            steps[short] = (*steps.get(short, ()), step.says)
        else:
            del current[short]
            words[short] = TOO_LARGE if large else WORDS
            steps[short] = (*steps.get(short, ()), "told in words")


def _too_large(table: CountTable, rule: DisclosurePolicy) -> bool:
    return rule.most > 0 and len(table.by) > 2 and sum(1 for _ in table.places()) > MOST_PLACES


def _told(table: ProtectedTable) -> float:
    """Return the share of a table's numbers that it shows, zeros and totals left out."""
    other = [cell for place, cell in table.cells.items() if cell.value != 0 and TOTAL not in place]
    return sum(not cell.hidden for cell in other) / len(other) if other else 1.0


def _in_order(
    found: ProtectedTables, given: Sequence[CountTable], steps: Mapping[str, tuple[str, ...]], words: Mapping[str, str]
) -> ProtectedTables:
    """Return the tables as they were given, with what was done to them, and words for those that are gone."""
    tables = [
        attrs.evolve(found[table.name], steps=steps.get(table.name, ()))
        if table.name in found
        else ProtectedTable(
            name=table.name,
            measure="",
            by=table.by,
            where={},
            labels=_labels(table),
            cells={},
            policy=found.policy,
            steps=steps[table.name],
            words=words[table.name],
        )
        for table in given
    ]
    return attrs.evolve(found, tables=tuple(tables))


def _protect(
    tables: Iterable[CountTable], policy: DisclosurePolicy, ledger: ReleaseLedger | None
) -> ProtectedTables | str:
    """Return the tables as they may be shown, or the name of one that cannot be shown at all."""
    linked = link(tables, ledger.frames() if ledger else ())
    shown = as_shown(linked, policy)
    hidden = suppress(linked, shown, policy, earlier(ledger, linked, policy))
    if hidden.too_much is not None:
        return hidden.too_much
    numbers = {
        region: _hidden_number(region, hidden.symbols[region], linked, policy)
        if region in hidden.symbols
        else Number(str(shown[region]), False, policy.open_when_shown(shown[region]))
        for region in linked.counts
    }
    return ProtectedTables(
        policy=policy,
        tables=tuple(_protected(table, linked, shown, numbers, policy) for table in linked.tables),
        numbers=numbers,
        empty=linked.empty,
        leaves=linked.leaves,
        frames=linked.frames,
        known=hidden.known,
        exposed=tuple(map(str, hidden.exposed)),
    )


def _hidden_number(region: Region, symbol: str, linked: Linked, policy: DisclosurePolicy) -> Number:
    return Number(symbol, True, policy.open_when_hidden(symbol, zeros=zeros_hidden(linked, region)))


def _protected(
    table: CountTable,
    linked: Linked,
    shown: Mapping[Region, int],
    numbers: Mapping[Region, Number],
    policy: DisclosurePolicy,
) -> ProtectedTable:
    cells, means = {}, {}
    for place in table.places():
        region = linked.places[table.name, place]
        number = numbers[region]
        cells[place] = Shown(number.text, None if number.hidden else shown[region])
        if table.amounts:
            means[place] = _mean(table, place, number, policy)
    return ProtectedTable(
        name=table.name,
        measure=undated(table.measure),
        by=table.by,
        where=table.slice_in_words,
        labels=_labels(table),
        cells=cells,
        policy=policy,
        means=means,
    )


def _labels(table: CountTable) -> dict[str, tuple[str, ...]]:
    return {one: (*table.shown_labels(one), *((TOTAL,) if one in table.totals else ())) for one in table.by}


def _mean(table: CountTable, place: tuple[str, ...], number: Number, policy: DisclosurePolicy) -> Shown:
    count = table.count(place)
    if number.hidden or count <= policy.most:
        return Shown(policy.symbol if count else "", None)
    mean = round(table.amount(place) / count, 1)
    return Shown(f"{mean:.1f}", mean)
