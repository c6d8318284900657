"""The built-in plugin. It gives everything through the same five hooks as any other, and uses only the public API."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qaframework import Crosswalk, GradingScale, Recommendation, ReviewTemplate, Rule, Theme, hookimpl


@hookimpl
def qa_grading_scales() -> Iterable[GradingScale | Crosswalk]:
    """Return the scales of inspectorates and trackers, and the crosswalks between them."""
    from qaframework.defaults import scales

    return [*scales.ofsted(), *scales.others(), *scales.crosswalks()]


@hookimpl
def qa_moderation_rules() -> Iterable[Rule[Any]]:
    """Return the moderation rules, from every module of ``defaults/rules``."""
    from qaframework.defaults import rules

    return rules.collected()


@hookimpl
def qa_smart_checks() -> Iterable[Rule[Recommendation]]:
    """Return the SMART checks."""
    from qaframework.defaults import smart_checks

    return [rule for rule in vars(smart_checks).values() if isinstance(rule, Rule)]


@hookimpl
def qa_themes() -> Iterable[Theme]:
    """Return the themes of children's services."""
    from qaframework.defaults import themes

    return themes.themes()


@hookimpl
def qa_review_templates() -> Iterable[ReviewTemplate]:
    """Return the general practice review and the published inspections."""
    from qaframework.defaults import templates

    return templates.templates()
