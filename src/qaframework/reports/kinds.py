"""The kinds of report: which sections each has, under which headings."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import attrs

from qaframework.reports.sections import (
    activity,
    boards,
    followed,
    framework,
    grades,
    oversight,
    plans,
    priorities,
    responses,
    second_reading,
    standing,
    summary,
    surveys,
    themes,
    voice,
)
from qaframework.reports.sections.section import Section
from qaframework.reports.sections.summary import QUESTIONS


@attrs.frozen
class Kind:
    """One kind of report.

    Attributes:
        id: its name in code and on the command line.
        title: what stands on top.
        opening: sections before the first heading.
        parts: each heading with its sections.
    """

    id: str
    title: str
    opening: tuple[Section, ...]
    parts: tuple[tuple[str, tuple[Section, ...]], ...]

    @property
    def sections(self) -> tuple[Section, ...]:
        """Every section, each once, in order."""
        held = (*self.opening, *(section for _, sections in self.parts for section in sections))
        return tuple(dict.fromkeys(held))


_ALL = (
    Kind(
        "monthly",
        "Quality assurance: monthly report for managers",
        (standing.SECTION,),
        (
            (QUESTIONS[0], (followed.SECTION,)),
            (QUESTIONS[1], (activity.SECTION, oversight.SECTION)),
            (QUESTIONS[2], (priorities.SECTION,)),
        ),
    ),
    Kind(
        "quarterly",
        "Quality assurance: quarterly report",
        (standing.SECTION,),
        (
            (QUESTIONS[0], (grades.SECTION, voice.SECTION, surveys.SECTION, responses.SECTION, themes.SECTION)),
            (QUESTIONS[1], (activity.SECTION, second_reading.SECTION, oversight.SECTION)),
            (QUESTIONS[2], (followed.SECTION, priorities.SECTION)),
        ),
    ),
    Kind(
        "annual",
        "Quality assurance: annual report",
        (standing.SECTION,),
        (
            ("1. Introduction", (summary.SECTION,)),
            ("2. Quality assurance framework", (framework.SECTION,)),
            (
                "3. Quality assurance activity in the year",
                (activity.SECTION, grades.SECTION, second_reading.SECTION, voice.SECTION),
            ),
            ("4. Feedback", (surveys.SECTION, responses.SECTION)),
            ("5. Impact and outcomes", (followed.SECTION, themes.SECTION)),
            ("6. Oversight", (oversight.SECTION, boards.SECTION)),
            ("7. Priorities for the next 12 months", (priorities.SECTION, plans.SECTION)),
        ),
    ),
    Kind(
        "moderation",
        "Moderation note",
        (standing.SECTION,),
        (
            (QUESTIONS[0], (grades.SECTION,)),
            (QUESTIONS[1], (second_reading.SECTION,)),
            (QUESTIONS[2], (oversight.SECTION, priorities.SECTION)),
        ),
    ),
    Kind(
        "you-said-we-did",
        "You said, we did",
        (),
        (("What came of what you said", (responses.SECTION,)),),
    ),
    Kind(
        "theme",
        "Theme",
        (standing.SECTION,),
        (
            (QUESTIONS[0], (themes.SECTION,)),
            (QUESTIONS[1], (activity.SECTION,)),
            (QUESTIONS[2], (responses.SECTION, followed.SECTION)),
        ),
    ),
)

KINDS: Mapping[str, Kind] = MappingProxyType({one.id: one for one in _ALL})
"""Every kind of report by its id."""
