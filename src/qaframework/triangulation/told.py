"""A picture in sentences: its counts, what to know before the tables, and how to begin where it is empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaframework.show import counted
from qaframework.triangulation.following import ASKED_ABOUT, naming_no_theme
from qaframework.triangulation.sources import NOT_SOURCES, words

if TYPE_CHECKING:
    from qaframework.triangulation.convergence import Level
    from qaframework.triangulation.picture import Picture

LEVELS: tuple[Level, ...] = ("contested", "triangulated", "corroborated", "single-source")
"""The levels of themes, in the order in which to read them."""
BEGIN = (
    "To begin: write each thing an activity found into findings, with its theme and whether it is a strength or a "
    "concern, and into activities.asked which themes it looked at."
)


def headline_of(picture: Picture) -> str:
    """Return a picture's counts in three sentences; without any evidence that nothing can be said, and how to begin."""
    if not picture.themes:
        return f"{_nothing_known(picture)}, so this says nothing of how things are, good or bad. {BEGIN}"
    levels = Counter(one.level for one in picture.themes)
    told = ", ".join(f"{levels[level]} {level}" for level in LEVELS if levels[level])
    letters = Counter(one.letter for one in picture.alerts)
    asks = ", ".join(f"{counted(letters[one], *nouns)} ({one})" for one, nouns in ASKED_ABOUT.items() if letters[one])
    kinds = counted(len({one.kind for one in picture.sources.values()}), "kind of source", "kinds of source")
    speaking = len({cell.kind for one in picture.themes for cell in one.cells if cell.counts})
    return (
        f"{counted(len(picture.themes), 'theme')} from {speaking} of {kinds}: {told}. "
        f"To ask: {asks or 'nothing by these rules'}. Expected and not spoken of: {len(picture.blind_spots)}."
    )


def _nothing_known(picture: Picture) -> str:
    if not picture.sources:
        return "Nothing has been looked at"
    return f"There is no evidence from {counted(len(picture.sources), 'activity', 'activities')} on any theme here"


def notes_on(picture: Picture) -> list[str]:
    """Return what a reader has to know before the tables: what is not counted, and what counts as borne out."""
    told = [f"{one.table} {one.record} is not counted: {one.reason}" for one in picture.left_out]
    told += _notes(picture)
    if picture.themes:
        told.append(
            f"corroborated from {picture.min_sources} kinds of source that agree and differ in perspective, "
            f"triangulated from {max(picture.thresholds.triangulated_at, picture.min_sources)}"
        )
    return told


def _notes(picture: Picture) -> Iterator[str]:
    able = [one for one in picture.year.activities if one.kind not in NOT_SOURCES]
    if len(picture.sources) < len(able):
        outside = counted(len(able) - len(picture.sources), "activity", "activities")
        yield f"{outside} of {len(able)} ended outside the days looked at, and what they found is not here"
    unknown = [one.theme for one in picture.themes if not one.known]
    for theme in unknown:
        yield f"no plugin gives the theme {theme}: where it is another's name, the two are told apart here"
    if unnamed := naming_no_theme(picture.standings.values()):
        names = counted(unnamed, "recommendation names", "recommendations name")
        yield f"{names} no theme (there are {len(picture.standings)}): nobody can tell which concern is answered"
    if picture.unasked:
        kinds = ", ".join(words(kind) for kind in picture.unasked)
        yield f"nobody has recorded which themes they looked at: {kinds}"
