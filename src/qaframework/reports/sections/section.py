"""What every section has: counts to be protected, blocks, and how its numbers were made."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import attrs

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import CountTable
from qaframework.reports.blocks import Basis, Block
from qaframework.reports.scope import Scope


def _none(*_: Any) -> Iterable[Any]:
    return ()


@attrs.frozen(kw_only=True)
class Section:
    """One subject of a report.

    Attributes:
        counts: the tables of counts it needs, before protection.
        blocks: what it says, from what may be shown.
        bases: how its numbers were made.
        fallbacks: by the name of a table, what to try where too little of it could be shown.
    """

    counts: Callable[[Scope], Iterable[CountTable]] = _none
    blocks: Callable[[Scope, ProtectedTables], Iterable[Block]]
    bases: Callable[[Scope], Iterable[Basis]] = _none
    fallbacks: Callable[[Scope], Iterable[tuple[str, Any]]] = _none
