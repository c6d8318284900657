"""Where two readings of the same files fell: the first down, the second across, agreement on the diagonal."""

from __future__ import annotations

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import ProtectedTable
from qaframework.disclosure.tables import CountTable
from qaframework.moderation.agreement import Agreement
from qaframework.plots.grading import SAFE
from qaframework.plots.heat import heat
from qaframework.plots.plot import Plot

FIRST, SECOND = "first reading", "second reading"


def agreement(source: Agreement | ProtectedTable, *, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return how often each pair of grades was given to one file, agreement on the diagonal.

    Args:
        source: from ``qa.agreement``; or a table of such pairs that was protected with everything else a report shows.
        policy: for an agreement the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
        ValueError: more than two readers read the same file, so that there is no first and second.
    """
    if isinstance(source, ProtectedTable):
        return heat(source, title="First and second readings of the same files", diagonal=True)
    rows, columns = (FIRST, SECOND) if source.ordered or len(source.readers) != 2 else source.readers
    counts: dict[tuple[str, ...], int] = {}
    for given in source.files.values():
        if len(given) > 2:
            raise ValueError(
                "the table is of two readings a file; here a file was read more often: choose one activity"
            )
        if len(given) == 2:
            order = list(given) if source.ordered else sorted(given)
            pair = tuple(source.labels[given[reader]] for reader in order)
            counts[pair] = counts.get(pair, 0) + 1
    best_first = tuple(reversed(source.labels))
    table = CountTable(
        name="Readings",
        measure="files",
        by=[rows, columns],
        counts=counts,
        labels={rows: best_first, columns: best_first},
    )
    title = f"Grades of {rows} (down) and {columns} (across): files"
    return heat(protect([table], policy)["Readings"], title=title, diagonal=True)
