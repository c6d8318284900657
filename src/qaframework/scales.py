"""Grading scales: ordered words with their aliases, their dates, and crosswalks their authors wrote.

A grade has meaning only on its scale: "Excellent" is the top of six in Scotland and was the City of London's word for
Outstanding. So grades are ordered within a scale and refuse to be compared across two; nothing here takes a mean.
"""

from __future__ import annotations

import enum
import re
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Literal

import attrs

from qaframework.errors import ScaleError, nearest
from qaframework.show import counted


class Missing(enum.Enum):
    """Why there is no grade. Four reasons, four meanings; none of them is a pass."""

    NOT_APPLICABLE = "not applicable"
    NOT_GRADED = "not graded"
    INSUFFICIENT_EVIDENCE = "insufficient evidence"
    WITHHELD = "withheld"

    def __str__(self) -> str:
        return self.value


@attrs.frozen
class Alias:
    """Another word for a level, with the days between which it was in use (both inclusive)."""

    label: str
    since: date | None = None
    until: date | None = None

    def in_use(self, on: date | None) -> bool:
        """Return whether this word was in use on a day; a day that is not known rules nothing out."""
        return on is None or ((self.since or on) <= on <= (self.until or on))


def _aliases(given: str | Iterable[str | Alias]) -> tuple[Alias, ...]:
    listed = (given,) if isinstance(given, str) else given
    return tuple(Alias(one) if isinstance(one, str) else one for one in listed)


@attrs.frozen
class Level:
    """One level of a scale as its author declares it.

    Attributes:
        label: the word that is shown.
        meets: whether this level meets the standard, as the scale's author declares it; None where nobody does.
        aliases: other ways of writing it; a plain string is an alias without dates.
    """

    label: str
    meets: bool | None = None
    aliases: tuple[Alias, ...] = attrs.field(default=(), converter=_aliases)


def _levels(given: Iterable[str | Level]) -> tuple[Level, ...]:
    return tuple(Level(one) if isinstance(one, str) else one for one in given)


@attrs.frozen(eq=False, repr=False, order=False)
class Grade:
    """One level of one scale.

    Grades of one scale are ordered, better is greater. A plain string is read on the grade's own scale, so
    ``review.overall < "Good"`` works and a misspelt grade raises. Grades of two scales raise when ordered and are
    never equal. There is no arithmetic: no sum, no mean.

    Sets and dicts know a grade by its label alone; to look for other spellings write a tuple:
    ``grade in ("RI", "Inad")``.
    """

    label: str
    scale: GradingScale
    rank: int
    meets: bool | None

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"<{self.label} ({self.scale.id})>"

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Grade):
            return self is other or (self.label == other.label and self.scale.id == other.scale.id)
        if isinstance(other, str):
            found = self.scale.find(other)
            return isinstance(found, Grade) and found.rank == self.rank
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self.label)

    def _other_rank(self, other: Grade | str) -> int:
        if isinstance(other, str):
            grade = self.scale.parse(other)
            if isinstance(grade, Missing):
                raise ScaleError(f"a grade cannot be ordered against {grade}")
            return grade.rank
        if not isinstance(other, Grade):
            raise TypeError(f"a grade cannot be ordered against {type(other).__name__}")
        if other.scale.id != self.scale.id:
            raise ScaleError(
                f"grades of two scales cannot be ordered: {self.scale.id} and {other.scale.id}; "
                "convert one through a crosswalk first"
            )
        return other.rank

    def __lt__(self, other: Grade | str) -> bool:
        return self.rank < self._other_rank(other)

    def __le__(self, other: Grade | str) -> bool:
        return self.rank <= self._other_rank(other)

    def __gt__(self, other: Grade | str) -> bool:
        return self.rank > self._other_rank(other)

    def __ge__(self, other: Grade | str) -> bool:
        return self.rank >= self._other_rank(other)

    def steps_from(self, other: Grade | str) -> int:
        """Return how many levels lie between two grades of one scale: 0 for the same, 1 for neighbours.

        Raises:
            ScaleError: the grades are of two scales.
        """
        return abs(self.rank - self._other_rank(other))


_MISSING_WORDS = {
    "not applicable": Missing.NOT_APPLICABLE,
    "n/a": Missing.NOT_APPLICABLE,
    "na": Missing.NOT_APPLICABLE,
    "not graded": Missing.NOT_GRADED,
    "ungraded": Missing.NOT_GRADED,
    "not judged": Missing.NOT_GRADED,
    "insufficient evidence": Missing.INSUFFICIENT_EVIDENCE,
    "insufficient evidence to grade": Missing.INSUFFICIENT_EVIDENCE,
    "withheld": Missing.WITHHELD,
    "suppressed": Missing.WITHHELD,
}


def fold(text: str) -> str:
    """Return a label as it is compared: without case, doubled spaces, dots of abbreviations or joining hyphens.

    Dashes that a word processor makes of hyphens count as hyphens. The point of a decimal number stays.

    >>> fold("  R.I. "), fold("Requires_improvement  to be good"), fold("1.0")
    ('ri', 'requires improvement to be good', '1.0')
    """
    text = text.casefold().translate(_DASHES)
    text = re.sub(r"(?<=\w)[-_](?=\w)", " ", re.sub(r"\.(?!\d)", "", text))
    return " ".join(text.split())


_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2212"), "-") | {ord("\u200b"): None}


@attrs.frozen(eq=False, repr=False)
class GradingScale:
    """Ordered grades, best first.

    Attributes:
        id: the name by which activities refer to it, such as ``"ofsted-2018"``.
        title: its name for people.
        levels: best to worst; a plain string is a level without aliases.
        valid_from, valid_until: the days between which it is used (both inclusive); None for open.
        missing: this authority's own words for a missing grade, beside those that every scale knows.
        source: where it is published.

    Raises:
        ScaleError: a word is blank, names two levels, or names a level and a missing grade.

    >>> scale = GradingScale("two", "Two levels", levels=("Good", Level("Not good", aliases=("NG",))))
    >>> scale.parse("ng") < scale.parse("good")
    True
    """

    id: str
    title: str
    levels: tuple[Level, ...] = attrs.field(converter=_levels)
    valid_from: date | None = None
    valid_until: date | None = None
    missing: Mapping[str, Missing] = attrs.field(factory=dict)
    source: str = ""

    def __attrs_post_init__(self) -> None:
        seen: dict[str, int] = {}
        for place, level in enumerate(self.levels):
            for label in (level.label, *(alias.label for alias in level.aliases)):
                word = fold(label)
                if not word:
                    raise ScaleError(f"scale {self.id}: a level is named by no word")
                if seen.setdefault(word, place) != place:
                    raise ScaleError(f"scale {self.id}: {label!r} names two levels")
                if word in self._missing_words:
                    raise ScaleError(f"scale {self.id}: {label!r} names a level and a missing grade")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, GradingScale):
            return NotImplemented
        return (self.id, self.levels) == (other.id, other.levels)

    def __hash__(self) -> int:
        return hash(self.id)

    def __repr__(self) -> str:
        return f"<GradingScale {self.id}: {', '.join(level.label for level in self.levels) or 'ungraded'}>"

    @cached_property
    def grades(self) -> tuple[Grade, ...]:
        """The grades, best first."""
        top = len(self.levels) - 1
        return tuple(Grade(level.label, self, top - i, level.meets) for i, level in enumerate(self.levels))

    @property
    def best(self) -> Grade:
        """The top grade.

        Raises:
            ScaleError: the scale has no grades.
        """
        return self._end(0)

    @property
    def worst(self) -> Grade:
        """The bottom grade.

        Raises:
            ScaleError: the scale has no grades.
        """
        return self._end(-1)

    def _end(self, place: int) -> Grade:
        if not self.levels:
            raise ScaleError(f"scale {self.id} has no grades")
        return self.grades[place]

    @cached_property
    def _words(self) -> dict[str, tuple[Grade, Alias]]:
        return {
            fold(alias.label): (grade, alias)
            for grade, level in zip(self.grades, self.levels, strict=True)
            for alias in (Alias(level.label), *level.aliases)
        }

    @cached_property
    def _missing_words(self) -> dict[str, Missing]:
        return {fold(word): kind for word, kind in (_MISSING_WORDS | dict(self.missing)).items()}

    def find(self, text: str) -> Grade | Missing | None:
        """Return what a text means on this scale, on any day, or None where it means nothing."""
        folded = fold(text)
        found = self._words.get(folded)
        return found[0] if found else self._missing_words.get(folded)

    def parse(self, text: str, on: date | None = None) -> Grade | Missing:
        """Return the grade a text names, or the reason it gives for having none.

        Case, spaces and full stops do not matter. Anything that needs a guess is refused: a single letter that fits
        two grades, two grades in one cell, "Good-".

        Args:
            text: what was written.
            on: the day it was written, for aliases that were in use only for a time.

        Raises:
            ScaleError: the text is no grade of this scale. The message says what kind of thing it is, not what it says.
        """
        folded = fold(text)
        found = self._words.get(folded)
        if found is None:
            missing = self._missing_words.get(folded)
            if missing is None:
                raise ScaleError(self._why_not(folded))
            return missing
        grade, alias = found
        if not alias.in_use(on):
            raise ScaleError(f"{alias.label!r} was not a word of scale {self.id} on {on:%d/%m/%Y}")
        return grade

    def _why_not(self, folded: str) -> str:
        parts = [part for part in re.split(r"\s*(?:/|\\|&|,|;|\bor\b|\band\b|\bto\b| - )\s*", folded) if part]
        if len(parts) > 1 and all(part in self._words for part in parts):
            return "two grades in one cell: " + " and ".join(self._words[part][0].label for part in parts)
        begins = [level.label for level in self.levels if folded and fold(level.label).startswith(folded)]
        initials = [
            level.label
            for level in self.levels
            if folded and any(w.startswith(folded) for w in fold(level.label).split())
        ]
        if len(folded) <= 2 and initials:
            return "a short form that is not safe to read: it could be " + " or ".join(initials)
        near = begins[0] if len(begins) == 1 else nearest(folded, self._words)
        meant = self._words[fold(near)][0].label if near else None
        hint = f" (close to {meant})" if meant else ""
        return f"text of {counted(len(folded), 'character')} that is no grade of {self.id}{hint}"


CrosswalkKind = Literal["relabel", "approximate", "lossy", "refuse"]


@attrs.frozen
class Crosswalk:
    """How one scale's grades read on another, as its author wrote it. Directed: the way back is a crosswalk of its own.

    Attributes:
        source, target: the ids of the two scales.
        table: for each label of the source, the label or labels of the target; None where the author refuses.
        kind: relabel (same meaning, other word), approximate, lossy (several become one) or refuse (none is honest).
        author: who stands behind it.
        rationale: why it reads so, or why it is refused.
    """

    source: str
    target: str
    table: Mapping[str, str | tuple[str, ...] | None] = attrs.field(factory=dict, hash=False)
    kind: CrosswalkKind = "approximate"
    author: str = ""
    rationale: str = ""

    def convert(self, grade: Grade, target: GradingScale) -> tuple[Grade, ...]:
        """Return the grade or grades of the target that a grade may be read as, best first.

        Raises:
            ScaleError: a scale is not the crosswalk's own, or its author refuses to read the grade across.
        """
        if (grade.scale.id, target.id) != (self.source, self.target):
            raise ScaleError(
                f"this crosswalk reads {self.source} as {self.target}, not {grade.scale.id} as {target.id}"
            )
        labels = () if self.kind == "refuse" else self.table.get(grade.label) or ()
        if not labels:
            why = f": {self.rationale}" if self.rationale else ""
            raise ScaleError(f"{grade.label} on {self.source} has no reading on {self.target}{why}")
        wanted = {labels} if isinstance(labels, str) else set(labels)
        strange = sorted(wanted - {one.label for one in target.grades})
        if strange:
            raise ScaleError(
                f"the crosswalk from {self.source} names {strange[0]!r}, which {self.target} does not have"
            )
        return tuple(one for one in target.grades if one.label in wanted)


def crosswalk_between(crosswalks: Iterable[Crosswalk], source: str, target: str) -> Crosswalk:
    """Return the crosswalk from one scale to another.

    Raises:
        ScaleError: nobody has written it; the message names the closest that somebody has.
    """
    known = sorted(crosswalks, key=lambda walk: (walk.source, walk.target))
    for walk in known:
        if (walk.source, walk.target) == (source, target):
            return walk
    closest = next((walk for walk in known if walk.source == source), None) or next(
        (walk for walk in known if walk.target == target), None
    )
    hint = f"; the closest that is written is {closest.source} to {closest.target}" if closest else ""
    raise ScaleError(f"no crosswalk from {source} to {target} has been written{hint}")
