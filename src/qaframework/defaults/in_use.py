"""What a round records at all.

A blank says something only in a column that other reviews of the round fill in. Where none of them does, the file does
not record it, and a rule has nothing to judge.
"""

from __future__ import annotations

from qaframework import Context, Review
from qaframework.defaults.year import once

NOT_ABOUT_A_CHILD = "it is not about a child or family"

_COLUMNS = (
    "worker",
    "manager",
    "child_voice",
    "family_voice",
    "allocated_on",
    "discussed_on",
    "rationale",
)


_CHILD_BESIDE = ("event", "agency", "contact")
"""Subjects of a template whose reviews name a child and are about somebody else's part: a worker's, an agency's."""


def about_a_child(review: Review, context: Context) -> bool:
    """Return whether a review is of practice with a child or family, not of an authority, an event or a provider."""
    subject = context.template(review).subject
    return subject not in _CHILD_BESIDE and (review.child is not None or subject == "family")


def is_observation(review: Review, context: Context) -> bool:
    """Return whether a review is of an event: a worker observed at work."""
    return context.template(review).subject == "event"


def in_use(review: Review, column: str, context: Context) -> bool:
    """Return whether any review of the same round has this column filled in."""
    return (review.activity, column) in _in_use(context)


@once
def _in_use(context: Context) -> frozenset[tuple[str, str]]:
    return frozenset(
        (review.activity, column)
        for review in context.year.reviews
        for column in _COLUMNS
        if getattr(review, column) is not None
    )


def domains_in_use(review: Review, context: Context) -> frozenset[str]:
    """Return the codes of the domains that any review of the same round looked at."""
    return _domains_in_use(context)[review.activity]


@once
def _domains_in_use(context: Context) -> dict[str, frozenset[str]]:
    codes: dict[str, set[str]] = {}
    for review in context.year.reviews:
        codes.setdefault(review.activity, set()).update(one.domain for one in review.judgements)
    return {activity: frozenset(found) for activity, found in codes.items()}


def same_person(one: str | None, other: str | None) -> bool:
    """Return whether two codes name one person; nobody is the same person as nobody.

    >>> same_person("HoS-1", " hos-1"), same_person(None, None)
    (True, False)
    """
    return one is not None and other is not None and (one == other or _folded(one) == _folded(other))


def _folded(person: str) -> str:
    return " ".join(person.casefold().split())
