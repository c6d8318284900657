"""A Practice Assurance Review beside the rest of the year: what bears its overview out, worked out and not asserted."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from qaframework.activities.told import chosen, of_kind
from qaframework.model.programme import Programme
from qaframework.model.records import Activity, Finding
from qaframework.show import Told, counted

OPPOSITE = {"strength": frozenset({"concern"}), "concern": frozenset({"strength"}), "mixed": frozenset[str]()}


@attrs.frozen(kw_only=True)
class Compared:
    """One theme of the overview, beside what was found elsewhere.

    Attributes:
        theme: its id.
        says: what the overview says of it: strength, concern or mixed; several where it says several.
        agree: the activities outside it that found the same, and that its author had not read.
        read: those that found the same, and that its author had read; that they agree is no second look.
        inside: its own parts that found the same; they are no second source.
        differ: the activities, inside or out, that found the opposite.
        silent: the activities outside it that looked at the theme and found nothing.
    """

    theme: str
    says: tuple[str, ...]
    agree: tuple[str, ...] = ()
    read: tuple[str, ...] = ()
    inside: tuple[str, ...] = ()
    differ: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def borne_out(self) -> str:
        """In words: by others, by others and against others, against others, or by less than others, or by none."""
        if self.differ:
            return "both ways" if self.agree or self.read else "others differ"
        if self.agree:
            return "by others"
        if self.read:
            return "only by what its author had read"
        return "only by its own parts" if self.inside else "by none"


@attrs.frozen(kw_only=True, repr=False)
class Assurance(Told):
    """A Practice Assurance Review beside the rest of the year.

    Attributes:
        activity: its id.
        external: whether people from outside did it; None where that is not recorded.
        parts: the activities it contains.
        read: the activities whose findings its author had read; that they agree is no second look.
        reviews: how many reviews they hold. They are counted with it, and never beside it.
        themes: each theme of its overview, compared.
        left_out: themes on which other activities have concerns and it has no finding, each with those activities.
    """

    activity: str
    external: bool | None
    parts: tuple[str, ...]
    read: tuple[str, ...]
    reviews: int
    themes: tuple[Compared, ...]
    left_out: dict[str, tuple[str, ...]]

    @property
    def caption(self) -> str:
        """What the rows are."""
        return f"What {self.activity} says, and what bears it out"

    def rows(self) -> list[dict[str, Any]]:
        """Return one row for each theme of the overview."""
        return [
            {
                "theme": one.theme,
                "overview": ", ".join(one.says),
                "borne out": one.borne_out,
                "others agree": ", ".join(one.agree),
                "agree, and were read": ", ".join(one.read),
                "own parts agree": ", ".join(one.inside),
                "differ": ", ".join(one.differ),
                "looked, found nothing": ", ".join(one.silent),
            }
            for one in self.themes
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return how far the overview is borne out, and what it leaves out."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        whose = {True: "by people from outside", False: "by the authority itself", None: "by whom is not recorded"}
        held = f"{', '.join(self.parts)} with {counted(self.reviews, 'review')}" if self.parts else "no other activity"
        yield f"{self.activity}, {whose[self.external]}, contains {held}."
        if not self.themes:
            yield "No finding of its own is recorded, so nothing can be compared."
            return
        words = [one.borne_out for one in self.themes]
        told = ", ".join(f"{word} ({words.count(word)})" for word in sorted(set(words)))
        yield f"Of {counted(len(words), 'theme')} in its overview, borne out: {told}."
        if self.read:
            yield f"Its author had read the findings of {', '.join(self.read)}: that they agree is no second look."
        if self.left_out:
            told = ", ".join(f"{theme} ({', '.join(names)})" for theme, names in self.left_out.items())
            yield f"Concerns of others that the overview does not speak of: {told}."


def assurance(year: Programme, activity: str | None = None) -> Assurance:
    """Put the overview of a Practice Assurance Review beside what the rest of the year found.

    Its own parts are told apart: that the reviews inside it found the same is no second source. Peer challenges are
    left out, for they look at no child.

    Args:
        year: the records.
        activity: which one; None where there is one only.

    Raises:
        UnknownNameError: there is no such assurance review, or several and none was named.
    """
    held = chosen(of_kind(year, "assurance_review"), activity or _the_only_one(year), "assurance review")
    whole = held[0]
    parts = _parts_of(whole, year)
    others = {one.id: one for one in year.activities if one.about_children and one.id not in {whole.id, *parts}}
    own: dict[str, list[Finding]] = {}
    for finding in year.findings:
        if finding.activity == whole.id:
            own.setdefault(finding.theme, []).append(finding)
    return Assurance(
        activity=whole.id,
        external=whole.external,
        parts=parts,
        read=tuple(one for one in whole.draws_on if one not in parts),
        reviews=sum(one.activity in {whole.id, *parts} for one in year.reviews),
        themes=tuple(_compared(theme, own[theme], year, whole, parts, others) for theme in sorted(own)),
        left_out=_left_out(year, own, others),
    )


def _the_only_one(year: Programme) -> str | None:
    held = of_kind(year, "assurance_review")
    return held[0].id if len(held) == 1 else ""


def _parts_of(whole: Activity, year: Programme) -> tuple[str, ...]:
    """Return the ids of the activities inside one, those inside its parts too."""
    found: list[str] = []
    inside = {whole.id}
    while inside:
        inside = {one.id for one in year.activities if one.part_of in inside and one.id not in {whole.id, *found}}
        found += sorted(inside)
    return tuple(found)


def _compared(
    theme: str,
    own: list[Finding],
    year: Programme,
    whole: Activity,
    parts: tuple[str, ...],
    others: dict[str, Activity],
) -> Compared:
    says = {one.direction for one in own}
    against = frozenset().union(*(OPPOSITE[one] for one in says)) - says
    about = [one for one in year.findings if one.theme == theme]

    def who(directions: set[str] | frozenset[str], among: tuple[str, ...] | dict[str, Activity]) -> tuple[str, ...]:
        return tuple(sorted({one.activity for one in about if one.activity in among and one.direction in directions}))

    found = {one.activity for one in about}
    agree = who({*says}, others)
    return Compared(
        theme=theme,
        says=tuple(sorted(says)),
        agree=tuple(one for one in agree if one not in whole.draws_on),
        read=tuple(one for one in agree if one in whole.draws_on),
        inside=who({*says}, parts),
        differ=tuple(sorted({*who(against, others), *who(against, parts)})),
        silent=tuple(sorted(one.id for one in others.values() if theme in one.asked and one.id not in found)),
    )


def _left_out(
    year: Programme, own: dict[str, list[Finding]], others: dict[str, Activity]
) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for one in year.findings:
        if one.direction == "concern" and one.theme not in own and one.activity in others:
            found.setdefault(one.theme, set()).add(one.activity)
    return {theme: tuple(sorted(found[theme])) for theme in sorted(found)}
