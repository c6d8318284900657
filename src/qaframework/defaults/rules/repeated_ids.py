"""Whether an id means one record."""

from __future__ import annotations

from collections import Counter

from qaframework import Context, Messages, Programme, not_applicable, rule
from qaframework.defaults.sources import OWN
from qaframework.defaults.year import listed, many

TABLES = ("activities", "children", "people", "readings", "findings", "recommendations", "feedback", "responses")


@rule(
    "ids-used-once",
    severity="error",
    source=OWN,
    ok={"activities": [{}, {}], "recommendations": [{}, {}]},
    flagged=(
        {"recommendations": [{"id": "REC7"}, {"id": "REC7"}]},
        {"children": [{"id": "C1"}, {"id": "C1"}]},
    ),
    not_applicable={"reviews": {}},
)
def ids_used_once(year: Programme, context: Context) -> Messages:
    """No two records of a table have the same id.

    Give each its own. What refers to the id reaches only one of the two, and nobody can say which. Where a row was
    pasted twice, take one out. Children are counted here and not named.
    """
    if not any(getattr(year, table) for table in TABLES):
        return not_applicable("no table with ids of its own")
    for table in TABLES:
        used = Counter(record.id for record in getattr(year, table))
        twice = sorted(name for name, count in used.items() if count > 1)
        if twice:
            named = "" if table == "children" else f": {listed(twice)}"
            yield f"{table}: {many(len(twice), 'id')} used more than once{named}"
