"""The Care Inspectorate, Scotland: quality indicators on six points, and how they read on Ofsted's four.

The six-point scale itself is built into qaframework as ``care-inspectorate``.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qaframework import Crosswalk, GradingScale, ReviewTemplate, Rule, hookimpl
from qaframework_care_inspectorate import crosswalks, indicators, rules


@hookimpl
def qa_grading_scales() -> Iterable[GradingScale | Crosswalk]:
    """Return how six points read on four, and four on six."""
    return crosswalks.CROSSWALKS


@hookimpl
def qa_moderation_rules() -> Iterable[Rule[Any]]:
    """Return the rules over evaluations on six points."""
    return rules.RULES


@hookimpl
def qa_review_templates() -> Iterable[ReviewTemplate]:
    """Return the quality indicators of a joint inspection."""
    return [indicators.SUPERVISION_ORDERS]
