"""The City of London's practice reviews, as its Quality Assurance Annual Report 2023-24 describes them.

What the report does not say is marked as made up, here and in the sources that rules print.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qaframework import Crosswalk, GradingScale, ReviewTemplate, Rule, hookimpl
from qaframework_city_of_london import rules, scale, template


@hookimpl
def qa_grading_scales() -> Iterable[GradingScale | Crosswalk]:
    """Return the City's grades as one scale across the change of words, and how they read on Ofsted's."""
    return [scale.CITY, *scale.CROSSWALKS]


@hookimpl
def qa_moderation_rules() -> Iterable[Rule[Any]]:
    """Return the rules that the report commits the City to."""
    return rules.RULES


@hookimpl
def qa_review_templates() -> Iterable[ReviewTemplate]:
    """Return the practice review as the report says it should become."""
    return [template.PRACTICE_REVIEW]
