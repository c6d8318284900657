"""What a plugin's check found: what does not hold, and what to change."""

from __future__ import annotations

import attrs


@attrs.frozen
class Fault:
    """One thing in a plugin that does not hold.

    Attributes:
        about: the rule, crosswalk, theme or plugin.
        what: what is wrong.
        fix: what to change.
    """

    about: str
    what: str
    fix: str

    def __str__(self) -> str:
        return f"{self.about} {self.what}. {self.fix}."
