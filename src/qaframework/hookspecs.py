"""The hooks: what a plugin can give. Each is called once, when plugins are loaded, and returns values.

A plugin is a module, installed or a single ``.py`` file, with functions of these names marked ``@hookimpl``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import pluggy

if TYPE_CHECKING:
    from qaframework.model.records import Recommendation
    from qaframework.model.templates import ReviewTemplate, Theme
    from qaframework.rules import Rule
    from qaframework.scales import Crosswalk, GradingScale

PROJECT = "qaframework"
"""The pluggy project and the entry-point group."""

hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def qa_grading_scales() -> Iterable[GradingScale | Crosswalk]:
    """Return grading scales, and the crosswalks between them that their author stands behind."""
    return ()


@hookspec
def qa_moderation_rules() -> Iterable[Rule[Any]]:
    """Return rules over a review, a recommendation, an activity, a reviewer, the programme, or any other record."""
    return ()


@hookspec
def qa_smart_checks() -> Iterable[Rule[Recommendation]]:
    """Return checks over a recommendation, each naming the SMART criterion it is about."""
    return ()


@hookspec
def qa_themes() -> Iterable[Theme]:
    """Return themes that findings and recommendations can be linked to."""
    return ()


@hookspec
def qa_review_templates() -> Iterable[ReviewTemplate]:
    """Return templates: what a review looks at, for whom, and which domains limit the overall grade."""
    return ()
