"""A thread: one theme followed through every source, down to where each statement stands.

"Following a thread" is one of the three ways to bring methods together in O'Cathain, Murphy and Nicholl (BMJ 2010;341:
c4587).
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.errors import UnknownNameError
from qaframework.model.programme import in_one_order
from qaframework.show import html_table, text_table
from qaframework.triangulation.sources import words

if TYPE_CHECKING:
    from qaframework.triangulation.picture import Picture


@attrs.frozen(kw_only=True)
class Stitch:
    """One thing that was said or done about a theme.

    Attributes:
        on: the day, as 2024-02-09.
        what: finding, recommendation, update or response.
        record: its id.
        source: who says it: the kind of activity and its id, or who made the entry.
        says: direction, level or status.
        where: its place in the file it came from.
        text: what stands there. Only shown where it is asked for: it may be about a child.
    """

    on: str
    what: str
    record: str
    source: str
    says: str
    where: str = ""
    text: str = attrs.field(default="", repr=False)

    def row(self, statements: bool = False) -> dict[str, Any]:
        """Return it as a plain row, with the text only where that is asked for."""
        row = {name: getattr(self, name) for name in ("on", "what", "record", "source", "says", "where")}
        return row | {"text": self.text} if statements else row


@attrs.frozen(kw_only=True, repr=False)
class Thread:
    """One theme followed through a programme, in the order of time.

    Attributes:
        theme: the theme.
        title: its name for people.
        stitches: what was said and done about it, themes that are part of it included.
    """

    theme: str
    title: str
    stitches: tuple[Stitch, ...]

    def rows(self, statements: bool = False) -> list[dict[str, Any]]:
        """Return one row a statement, recommendation, update and response.

        Args:
            statements: whether to show what stands there. It may be about a child: keep it where the file may be.
        """
        return [one.row(statements) for one in self.stitches]

    def __repr__(self) -> str:
        return f"{self.title} ({self.theme})\n\n{text_table(self.rows(), width=120) or 'Nothing is said about it.'}"

    def _repr_html_(self) -> str:
        return html_table(self.rows(), caption=f"{self.title} ({self.theme})")


def thread_of(picture: Picture, theme: str) -> Thread:
    """Return one theme followed through a picture, with the themes that are part of it.

    Raises:
        UnknownNameError: there is no such theme.
    """
    if theme not in picture.titles:
        raise UnknownNameError("theme", theme, picture.titles)
    themes = {theme, *(name for name in picture.titles if theme in _above(name, picture))}
    stitches = sorted(_stitches(picture, themes), key=lambda one: (one.on, _ORDER.index(one.what), one.record))
    return Thread(theme=theme, title=picture.titles[theme], stitches=tuple(stitches))


_ORDER = ("finding", "recommendation", "update", "response")


def _above(name: str, picture: Picture) -> set[str]:
    above: set[str] = set()
    while (name := picture.parents.get(name, "")) and name not in above:
        above.add(name)
    return above


def _stitches(picture: Picture, themes: set[str]) -> Iterator[Stitch]:
    year = picture.year
    for one in picture.statements:
        if one.theme in themes:
            source = picture.sources[one.source]
            yield Stitch(
                on=source.day.isoformat(),
                what="finding",
                record=one.id,
                source=f"{words(source.kind)} {source.id}",
                says=one.direction if source.evidence else f"{one.direction}, not counted",
                where=year.where(one.record),
                text=getattr(one.record, "statement", None) or getattr(one.record, "question", None) or "",
            )
    followed = set()
    for recommendation in in_one_order(year.recommendations):
        standing = picture.standings.get(recommendation.id)
        if standing and themes & set(standing.themes):
            followed.add(recommendation.id)
            yield Stitch(
                on=recommendation.raised_on.isoformat(),
                what="recommendation",
                record=recommendation.id,
                source=recommendation.source,
                says=f"for the {recommendation.level}, {standing.step}",
                where=year.where(recommendation),
                text=recommendation.text,
            )
    for update in in_one_order(year.updates, lambda one: (one.recommendation, one.on)):
        if update.recommendation in followed and update.on <= picture.today:
            yield Stitch(
                on=update.on.isoformat(),
                what="update",
                record=update.recommendation,
                source=update.by,
                says=words(update.status) + (", with impact" if update.impact else ""),
                where=year.where(update),
                text=update.impact or update.note or "",
            )
    for response in in_one_order(year.responses):
        if response.theme in themes:
            told = response.told_back_on
            yield Stitch(
                on=told.isoformat() if told else "",
                what="response",
                record=response.id,
                source=response.activity,
                says=words(response.outcome) + (", told back" if told else ", not told back"),
                where=year.where(response),
                text=response.did or response.because or "",
            )
