"""What to try, in order, where too little of a table can be shown: collapse grades, pool rounds, drop a dimension."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

import attrs

from qaframework.disclosure.tables import CountTable
from qaframework.errors import SettingsError
from qaframework.scales import GradingScale

WORDS = "The numbers are too small to show without pointing to somebody."
"""What stands in place of a table of which nothing can be shown."""


@attrs.frozen
class Fallback:
    """One way to show less of a table so that more of it can be shown.

    Attributes:
        says: what was done, for the reader.
        apply: does it.
    """

    says: str
    apply: Callable[[CountTable], CountTable]

    @classmethod
    def collapse(cls, dimension: str, groups: Mapping[str, Iterable[str]]) -> Fallback:
        """Put labels together: ``Fallback.collapse("grade", {"Good or better": ("Outstanding", "Good"), ...})``."""
        groups = {label: tuple(members) for label, members in groups.items()}
        return cls(f"shown as {' and '.join(groups)}", lambda table: table.collapse(dimension, groups))

    @classmethod
    def grades(cls, scale: GradingScale, dimension: str = "grade") -> Fallback:
        """Put grades together into those that meet the standard and those below it, as the scale's author declares it.

        Raises:
            SettingsError: the scale does not declare for each of its grades whether it meets the standard.
        """
        meet = [level.label for level in scale.levels if level.meets]
        below = [level.label for level in scale.levels if level.meets is False]
        if not meet or not below or len(meet) + len(below) < len(scale.levels):
            raise SettingsError(f"scale {scale.id} does not say of each grade whether it meets the standard")
        return cls.collapse(dimension, {f"{meet[-1]} or better": meet, f"below {meet[-1]}": below})

    @classmethod
    def pool(cls, dimension: str, label: str) -> Fallback:
        """Put all labels of a dimension together: ``Fallback.pool("round", "the last 12 months")``."""
        return cls(f"{dimension} put together: {label}", lambda table: table.pool(dimension, label))

    @classmethod
    def drop(cls, dimension: str) -> Fallback:
        """Leave a dimension out: ``Fallback.drop("status")``."""
        return cls(f"not broken down by {dimension}", lambda table: table.drop(dimension))
