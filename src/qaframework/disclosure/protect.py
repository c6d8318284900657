"""Make the tables of a report safe to show together."""

from __future__ import annotations

from collections.abc import Iterable

from qaframework.disclosure.linked import Linked, link
from qaframework.disclosure.policies import DisclosurePolicy, policy
from qaframework.disclosure.protected import ProtectedTable, ProtectedTables
from qaframework.disclosure.shown import Shown
from qaframework.disclosure.suppress import Hidden, suppress
from qaframework.disclosure.tables import TOTAL, CountTable

_policy = policy


def protect(tables: Iterable[CountTable], policy: str | DisclosurePolicy) -> ProtectedTables:
    """Return tables that are safe to show together.

    >>> grades = CountTable(name="grades", measure="reviews", by=["grade"], counts={("Good",): 10, ("Inadequate",): 3})
    >>> protect([grades], policy="dfe")["grades"].at(grade="Inadequate")
    c
    """
    rule = _policy(policy)
    linked = link(tables)
    hidden = suppress(linked, rule, {})
    return ProtectedTables(
        policy=rule, tables=tuple(_protected(table, linked, hidden, rule) for table in linked.tables)
    )


def _protected(table: CountTable, linked: Linked, hidden: Hidden, policy: DisclosurePolicy) -> ProtectedTable:
    cells = {}
    for key in table.keys():
        region = linked.places[table.name, key]
        count = linked.counts[region]
        if region in hidden.regions:
            cells[key] = Shown(policy.symbol if count <= policy.most else policy.other_symbol, None)
        else:
            shown = policy.rounded(count)
            cells[key] = Shown(str(shown), shown)
    labels = {one: (*table.shown_labels(one), *((TOTAL,) if one in table.totals else ())) for one in table.by}
    return ProtectedTable(
        name=table.name,
        measure=table.measure,
        by=table.by,
        where=table.where,
        labels=labels,
        cells=cells,
        policy=policy,
    )
