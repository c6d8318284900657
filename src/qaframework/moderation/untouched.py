"""Hold records against what they said before a plugin's rules ran. Frozen records can be changed by force."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Sequence
from itertools import chain
from typing import Any

import attrs

from qaframework.model.programme import RECORDS, Programme
from qaframework.model.records import Judged, Judgement, Record

Kept = Programme | Record | Judgement


class Untouched:
    """What every record of a programme said when this was made; made only where rules from outside are to run."""

    def __init__(self, year: Programme) -> None:
        self._kept = [_Alike(one) for one in _all_of(year) if one]

    def put_right(self) -> bool:
        """Put back what was changed, and return whether anything was."""
        return sum(alike.put_right() for alike in self._kept) > 0


class _Alike:
    """Records of one class, and their values one after the other.

    The very same values are looked for, not equal ones, and those of a whole class in one go, which is far quicker than
    record by record.
    """

    def __init__(self, records: Sequence[Kept]) -> None:
        self._records = records
        self._fields = [field.name for field in attrs.fields(type(records[0]))]
        self._values_of: Callable[[Any], tuple[Any, ...]] = operator.attrgetter(*self._fields)
        self._values = list(self._now())

    def _now(self) -> Iterator[Any]:
        return chain.from_iterable(map(self._values_of, self._records))

    def put_right(self) -> bool:
        changed = any(map(operator.is_not, self._values, self._now()))
        if changed:
            before = iter(self._values)
            for record in self._records:
                for field, value in zip(self._fields, before, strict=False):
                    object.__setattr__(record, field, value)
        return changed


def _all_of(year: Programme) -> Iterator[Sequence[Kept]]:
    yield (year,)
    yield from map(year.table, RECORDS)
    judged: chain[Judged] = chain(year.reviews, year.readings)
    judgements = chain.from_iterable(map(operator.attrgetter("judgements"), judged))
    yield tuple({id(one): one for one in judgements}.values())
