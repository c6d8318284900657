"""Review templates: practice with children, what else is looked at in a year, and published inspections."""

from __future__ import annotations

from collections.abc import Iterable

from qaframework import ReviewTemplate


def templates() -> Iterable[ReviewTemplate]:
    """Return the templates of the built-in plugin."""
    from qaframework.defaults.templates import inspections, other_work, practice_review

    return [*practice_review.practice_reviews(), *other_work.other_work(), *inspections.inspections()]
