"""Reviews by the round they belong to, under labels that stay the same from report to report.

A quarter is part of its year only if both say of which rounds they are. So every count of reviews is a slice of rounds,
named by their codes; what a reader is shown are their titles.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

import attrs

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.shown import Shown
from qaframework.disclosure.tables import TOTAL, CountTable
from qaframework.model.records import Review
from qaframework.moderation.output.view import line
from qaframework.reports.scope import Scope, unlike
from qaframework.reports.sections.names import activity_names
from qaframework.scales import Grade, GradingScale

REVIEWS = "reviews"
ROUND = "round"
BY_ROUND = "Reviews"
UNLISTED = "Rounds that are not on the list"


@attrs.frozen
class Round:
    """One round of the period; those that are not on the list of activities are told as one.

    Attributes:
        title: what it is called.
        labels: its code, or for rounds that are not on the list a label for each month.
        reviews: its reviews.
        scales: the scales on which they are graded, by id.
    """

    title: str
    labels: tuple[str, ...]
    reviews: tuple[Review, ...]
    scales: tuple[GradingScale, ...]


def rounds(scope: Scope) -> list[Round]:
    """Return the rounds of the period that have reviews, in the order of their days, those not on the list last."""
    held: dict[str, list[Review]] = {one.id: [] for one in scope.rounds}
    for review in scope.reviews:
        held.setdefault(_code(review, scope), []).append(review)
    names = activity_names(scope) | {"": UNLISTED}
    titles = unlike({code: names[code] for code in held})
    scales = _scales(scope)
    return [
        Round(
            title=titles[code],
            labels=tuple(sorted({label_of(one, scope) for one in reviews})),
            reviews=tuple(reviews),
            scales=scales[code],
        )
        for code, reviews in held.items()
    ]


def _code(review: Review, scope: Scope) -> str:
    return review.activity if review.activity in scope.listed else ""


def _scales(scope: Scope) -> dict[str, tuple[GradingScale, ...]]:
    """Return the scales on which each round is graded, by id; those of rounds that are not on the list together."""
    found: dict[str, dict[str, GradingScale]] = {}
    for review in scope.every_review:
        held = found.setdefault(_code(review, scope), {})
        if review.grade is not None:
            held[review.grade.scale.id] = review.grade.scale
    return {code: tuple(held[name] for name in sorted(held)) for code, held in found.items()}


def grade_of(scope: Scope) -> Callable[[Review], str]:
    """Return what a review's grade is called: with its scale where a round is graded on several."""
    scales = _scales(scope)
    return lambda review: grade_name(review.overall, scales[_code(review, scope)])


def grade_name(overall: object, scales: Sequence[GradingScale]) -> str:
    """Return what a grade of a round on these scales is called, or why there is none."""
    if isinstance(overall, Grade):
        return overall.label if len(scales) == 1 else f"{overall.label} ({line(overall.scale.title)})"
    return str(overall).capitalize()


def label_of(review: Review, scope: Scope) -> str:
    """Return the label a review is counted under: its round, or its month where that is not on the list.

    A month that the period cuts in two is two labels.
    """
    if review.activity in scope.listed:
        return review.activity if review.activity != TOTAL else f"round {TOTAL}"
    day = review.completed_on
    first, last = scope.period
    edges = (first, date.fromordinal(min(last.toordinal() + 1, date.max.toordinal())))
    cuts = [edge for edge in edges if edge.day > 1 and (edge.year, edge.month) == (day.year, day.month)]
    return f"not on the list, {day:%Y-%m}" + "".join(
        f", {'from' if day >= edge else 'before'} {edge.isoformat()}" for edge in cuts
    )


def labels(scope: Scope) -> tuple[str, ...]:
    """Return the labels of every round of the period."""
    return tuple(label for one in rounds(scope) for label in one.labels)


def rows(scope: Scope, **others: Callable[[Review], str]) -> list[dict[str, str]]:
    """Return a row for each review of the period, and for those of every round that is over.

    Args:
        scope: what the report is about.
        others: further columns: what each says of a review.
    """
    return [
        {ROUND: label_of(one, scope), **{name: told(one) for name, told in others.items()}}
        for one in scope.every_review
    ]


def by_round(scope: Scope) -> CountTable:
    """Return the reviews of the period by round."""
    held = rounds(scope)
    return CountTable.from_rows(
        BY_ROUND,
        rows(scope),
        by=[ROUND],
        measure=REVIEWS,
        labels={ROUND: labels(scope)},
        groups={ROUND: {_shown_as(one): one.labels for one in held if len(one.labels) > 1}},
        shown={ROUND: [_shown_as(one) for one in held]},
        more=[ROUND],
    )


def _shown_as(one: Round) -> str:
    return one.labels[0] if len(one.labels) == 1 else one.title


def reviews_in(one: Round, safe: ProtectedTables) -> Shown:
    """Return how many reviews a round has, as it may be shown."""
    return safe[BY_ROUND].at(**{ROUND: _shown_as(one)})


def by_answer(
    scope: Scope,
    name: str,
    question: str,
    answer: Callable[[Review], str],
    answers: Iterable[str],
    groups: Mapping[str, Iterable[str]] | None = None,
) -> CountTable:
    """Return the reviews of the period by one question, as part of every longer period.

    Args:
        scope: what the report is about.
        name: the table's name.
        question: the dimension.
        answer: the answer of a review.
        answers: every answer there is.
        groups: answers that are told together too.
    """
    return CountTable.from_rows(
        name,
        rows(scope, **{question: answer}),
        by=[question],
        where={ROUND: labels(scope)},
        measure=REVIEWS,
        labels={question: answers},
        groups={question: groups} if groups else {},
    )
