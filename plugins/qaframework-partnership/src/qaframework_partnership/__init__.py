"""Audits by a safeguarding partnership: each agency's part side by side, recommendations with an owner in the agency.

Who the safeguarding partners are is law. Which agencies are looked at beside them, and the wording, is made up.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qaframework import Recommendation, ReviewTemplate, Rule, Theme, hookimpl
from qaframework_partnership import agencies, rules, smart, themes


@hookimpl
def qa_moderation_rules() -> Iterable[Rule[Any]]:
    """Return the rules over audits that several agencies make together."""
    return rules.RULES


@hookimpl
def qa_smart_checks() -> Iterable[Rule[Recommendation]]:
    """Return the check that what several agencies are asked has one lead."""
    return [smart.one_lead_agency]


@hookimpl
def qa_themes() -> Iterable[Theme]:
    """Return what audits with partners keep finding, under the built-in theme of working with partner agencies."""
    return themes.THEMES


@hookimpl
def qa_review_templates() -> Iterable[ReviewTemplate]:
    """Return the audit of one child's experience, with a grade for each agency."""
    return [agencies.AUDIT]
