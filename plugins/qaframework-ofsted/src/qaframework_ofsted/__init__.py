"""Ofsted's inspections of local authority children's services, framework by framework, each with what it grades.

The built-in plugin has the scales of 2005, 2013 and 2018 and one template for all of an inspection's judgements. This
one tells apart which judgements there were when, and which of them decide the overall grade.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qaframework import Crosswalk, GradingScale, ReviewTemplate, Rule, hookimpl
from qaframework_ofsted import frameworks, rules, scales


@hookimpl
def qa_grading_scales() -> Iterable[GradingScale | Crosswalk]:
    """Return the report card's scale, and how older grades read on newer ones, where they do."""
    return [scales.REPORT_CARD, *scales.CROSSWALKS]


@hookimpl
def qa_moderation_rules() -> Iterable[Rule[Any]]:
    """Return the rules that hold an inspection against the framework of its day."""
    return rules.RULES


@hookimpl
def qa_review_templates() -> Iterable[ReviewTemplate]:
    """Return one template for each framework."""
    return [one.template for one in frameworks.FRAMEWORKS]
