"""Every error this library raises on purpose.

::

    QaError
    ├── DataError         a file or rows that cannot be read or written; .problems holds every one
    ├── ScaleError        a grade that is not on the scale, two scales compared, no crosswalk written
    ├── UnknownNameError  a name nothing here has, with the nearest one that it has
    ├── SettingsError     qaframework.toml or a parameter that does not make sense
    ├── ReleaseError      a document that may point to somebody; .problems holds every place
    ├── TrackerError      an entry that cannot follow, or a tracker that cannot be opened or written to
    └── PluginError       a plugin that was required is absent or broken

Each carries the exit code the command line ends with. No message holds what was written in a cell: a
misplaced column can put a child's name anywhere, and messages end up in logs and e-mails.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from typing import ClassVar

import attrs

from qaframework.show import counted


class QaError(Exception):
    """The parent of all errors of this library."""

    exit_code: ClassVar[int] = 2


@attrs.frozen
class Problem:
    """One thing that could not be read or written.

    Attributes:
        where: the place, as the file's own users name it: ``"Reviews!E7"``, ``"reviews row 12.completed_on"``.
        what: what kind of thing stands there. Never the value itself.
        fix: what to do about it.
    """

    where: str
    what: str
    fix: str = ""

    def __str__(self) -> str:
        end = "" if self.fix.endswith("?") else "."
        return f"{self.where}: {self.what}." + (f" {self.fix}{end}" if self.fix else "")


class DataError(QaError, ValueError):
    """A file or rows that cannot be read, or a programme that cannot be written.

    Attributes:
        problems: every problem found, in the order of the file; never only the first.
    """

    def __init__(self, problems: Iterable[Problem], source: str = "") -> None:
        self.problems = tuple(problems)
        self.source = source
        super().__init__(self.problems, source)

    def __str__(self) -> str:
        count = len(self.problems)
        heading = f"{counted(count, 'problem')}{f' in {self.source}' if self.source else ''}"
        return "\n".join([heading, *(f"  {problem}" for problem in self.problems)])


class ScaleError(QaError, ValueError):
    """A grade that is not on its scale, two scales compared, or a crosswalk nobody has written."""


class SettingsError(QaError, ValueError):
    """A setting or parameter that does not exist or cannot have this value."""


class ReleaseError(QaError, ValueError):
    """A document that may not leave as it is: something in it may point to one person.

    Attributes:
        problems: every such place, with what kind of thing stands there and its first and last sign.
        fix: what to do.
    """

    def __init__(
        self,
        problems: Iterable[Problem],
        fix: str = "Take them out of the records; or give the reason why it may leave, and who decides that.",
    ) -> None:
        self.problems = tuple(problems)
        self.fix = fix
        super().__init__(self.problems, fix)

    def __str__(self) -> str:
        count = len(self.problems)
        things = "something that may point" if count == 1 else f"{count} things that may point"
        return "\n".join(
            [
                f"This was not saved: it holds {things} to somebody.",
                *(f"  {problem}" for problem in self.problems),
                self.fix,
            ]
        )


class TrackerError(QaError, ValueError):
    """An entry that cannot follow what stands, or a tracker that cannot be opened or written to. Nothing was changed.

    Attributes:
        told: what it is, in a sentence.
        problems: where several things stand in the way, every one of them.
    """

    def __init__(self, told: str, problems: Iterable[Problem] = ()) -> None:
        self.told = told
        self.problems = tuple(problems)
        super().__init__(told, self.problems)

    def __str__(self) -> str:
        return "\n".join([self.told, *(f"  {problem}" for problem in self.problems)])


class PluginError(QaError):
    """A plugin that was required could not be used."""

    exit_code = 3


class UnknownNameError(QaError, LookupError):
    """A name that nothing here has.

    Attributes:
        kind: what was looked for, such as ``"rule"`` or ``"scale"``.
        name: the name that was not found; empty where none was given.
        known: the names there are, sorted.
    """

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        self.kind = kind
        self.name = name
        self.known = tuple(sorted(known))
        super().__init__(kind, name, self.known)

    def __str__(self) -> str:
        shown = ", ".join(self.known[:12]) + (", ..." if len(self.known) > 12 else "")
        if not self.name:
            return f"which {self.kind}? there are: {shown}" if shown else f"no {self.kind} is recorded"
        near = nearest(self.name, self.known)
        hint = f"did you mean {near!r}?" if near else f"there are: {shown}" if shown else "there are none"
        return f"there is no {self.kind} {self.name!r}; {hint}"


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like ``name``, or None where none is like it.

    A name is also like one that stands in it as a word, and like one of which it is a good part.

    >>> nearest("limitng-domain", ["limiting-domain", "blind"])
    'limiting-domain'
    >>> nearest("due_date", ["id", "due"]), nearest("limiting", ["rationale-is-its-own", "limiting-domain"])
    ('due', 'limiting-domain')
    """
    known = list(known)
    words = re.split(r"[\W_]+", name)
    alike = (
        *difflib.get_close_matches(name, known, n=1, cutoff=0.6),
        *(one for one in known if one in words),
        *(one for one in known if len(name) >= 4 and name in one),
    )
    return next(iter(alike), None)
