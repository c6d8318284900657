"""Hold records against what they said before a plugin's rules ran. Frozen records can be changed by force."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from qaframework.model.programme import RECORDS, Programme
from qaframework.model.records import Judged, Judgement, Record

Kept = Programme | Record | Judgement

_VALUES: dict[type, Callable[[Any], tuple[Any, ...]]] = {
    kind: operator.attrgetter(*(field.name for field in attrs.fields(kind)))
    for kind in (Programme, Judgement, *RECORDS.values())
}


class Untouched:
    """What every record of a programme said when it was made; made only where rules from outside are to run."""

    def __init__(self, year: Programme) -> None:
        self._kept = [(one, _VALUES[type(one)](one)) for one in _all_of(year)]

    def put_right(self) -> bool:
        """Put back what was changed, and return whether anything was."""
        changed = [(one, values) for one, values in self._kept if not _same(_VALUES[type(one)](one), values)]
        for one, values in changed:
            for field, value in zip(attrs.fields(type(one)), values, strict=True):
                object.__setattr__(one, field.name, value)
        return bool(changed)


def _all_of(year: Programme) -> Iterator[Kept]:
    yield year
    for table in RECORDS:
        for record in year.table(table):
            yield record
            if isinstance(record, Judged):
                yield from record.judgements


def _same(values: tuple[Any, ...], others: tuple[Any, ...]) -> bool:
    """Return whether two records hold the very same values: none was put in the place of another."""
    return all(map(operator.is_, values, others))
