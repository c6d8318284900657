"""Whether the reviewer stands apart from the work under review, and from what follows from it."""

from __future__ import annotations

from datetime import date

from qaframework import Context, Messages, Review, flag, not_applicable, rule
from qaframework.defaults.in_use import in_use, is_observation, same_person
from qaframework.defaults.sources import CITY
from qaframework.defaults.year import once

_ANOTHER_TEAM = "Kirklees, peer audits on behalf of another team"
_DAYS_A_MONTH = 365.25 / 12


@rule(
    "reviewer-is-not-worker",
    severity="error",
    source=_ANOTHER_TEAM,
    ok={"reviews": {"reviewer": "P1", "worker": "P2"}},
    flagged=(
        {"reviews": {"reviewer": "P1", "worker": "p1"}},
        {"reviews": [{"reviewer": "P1"}, {"reviewer": "P1", "worker": "P2"}]},
    ),
    not_applicable={"reviews": {"reviewer": "P1"}},
)
def reviewer_is_not_worker(review: Review, context: Context) -> Messages:
    """The reviewer is not the child's own worker.

    Have somebody else review the work. Where the worker is not named, name them: nobody can tell otherwise.
    """
    if not in_use(review, "worker", context):
        return not_applicable("this round does not record workers")
    if review.worker is None:
        yield flag("the worker is not named, so nobody can tell whether the reviewer stands apart", field="worker")
    elif same_person(review.reviewer, review.worker):
        yield flag("the reviewer is the child's worker", field="reviewer")


@rule(
    "reviewer-is-not-manager",
    severity="error",
    source=_ANOTHER_TEAM,
    ok={"reviews": {"reviewer": "P1", "manager": "P3"}},
    flagged=(
        {"reviews": {"reviewer": "P3", "manager": "P3"}},
        {"people": [{"id": "P2", "manager": "P3"}], "reviews": {"reviewer": "P3", "worker": "P2"}},
        {"reviews": [{"reviewer": "P1"}, {"reviewer": "P1", "manager": "P3"}]},
    ),
    not_applicable=(
        {"reviews": {"reviewer": "P1", "worker": "P2"}},
        {"activities": {"template": "practice-observation"}, "reviews": {"reviewer": "P3", "manager": "P3"}},
    ),
)
def reviewer_is_not_manager(review: Review, context: Context) -> Messages:
    """The reviewer is not the line manager of the child's worker.

    Have somebody from another team review the work, or have it read a second time by somebody who does not manage it.
    """
    if is_observation(review, context):
        return not_applicable("a line manager may observe their own worker")
    worker = context.person(review.worker)
    managers = [name for name in (review.manager, worker.manager if worker else None) if name]
    if not managers and not in_use(review, "manager", context):
        return not_applicable("this round does not record line managers")
    if not managers:
        yield flag("the line manager is not named, so nobody can tell whether the reviewer stands apart", "manager")
    elif any(same_person(review.reviewer, manager) for manager in managers):
        yield flag("the reviewer is the line manager of the child's worker", field="reviewer")


@rule(
    "reviewer-was-not-worker",
    severity="error",
    source=f"{_ANOTHER_TEAM}; 24 months is a qaframework default",
    ok=(
        {"reviews": [{"worker": "P2"}, {"completed_on": "2023-06-01", "reviewer": "P5", "worker": "P4"}]},
        {"reviews": [{"worker": "P2"}, {"completed_on": "2021-06-01", "reviewer": "P5", "worker": "P1"}]},
    ),
    flagged={"reviews": [{"worker": "P2"}, {"completed_on": "2023-06-01", "reviewer": "P5", "worker": "P1"}]},
    not_applicable=({"reviews": {"worker": "P2"}}, {"reviews": [{}, {"completed_on": "2023-06-01"}]}),
)
def reviewer_was_not_worker(review: Review, context: Context, *, months: int = 24) -> Messages:
    """The reviewer was not the child's worker in the last two years.

    Have somebody else review the work, or have it read a second time: nobody grades afresh what they once decided.
    """
    earlier = [
        (worker, on) for worker, on in _workers_of(context).get(review.child or "", ()) if on < review.completed_on
    ]
    if not earlier:
        return not_applicable("no earlier review names a worker of this child")
    since = [on for worker, on in earlier if same_person(review.reviewer, worker)]
    if since and (review.completed_on - max(since)).days <= months * _DAYS_A_MONTH:
        yield flag(f"the reviewer was the child's worker on {max(since):%d/%m/%Y}", field="reviewer")


@once
def _workers_of(context: Context) -> dict[str, tuple[tuple[str, date], ...]]:
    """Return, for each child, every worker with the last day a review names them."""
    last: dict[str, dict[str, date]] = {}
    for review in context.year.reviews:
        if review.child is not None and review.worker is not None:
            days = last.setdefault(review.child, {})
            days[review.worker] = max(review.completed_on, days.get(review.worker, review.completed_on))
    return {child: tuple(days.items()) for child, days in last.items()}


@rule(
    "own-recommendations",
    severity="query",
    source=f"{CITY}: two of thirteen reviews were by the head of quality assurance, who also keeps the tracker",
    ok={
        "reviews": {"reviewer": "P1"},
        "recommendations": {},
        "updates": [{"by": "P1", "status": "in_progress"}, {"by": "P7", "status": "closed"}],
    },
    flagged={"reviews": {"reviewer": "P1"}, "recommendations": {}, "updates": {"by": "P1", "status": "closed"}},
    not_applicable=(
        {"reviews": {"reviewer": "P1"}, "recommendations": {}},
        {"reviews": {"reviewer": "P1"}, "recommendations": {}, "updates": {"by": "P1", "status": "in_progress"}},
    ),
)
def own_recommendations(
    review: Review,
    context: Context,
    *,
    statuses: tuple[str, ...] = ("evidenced", "impact_confirmed", "closed"),
) -> Messages:
    """Somebody other than the reviewer signs off what became of the review's recommendations.

    Have another manager look at the evidence and close them. Whoever recommended something is quick to see that it
    helped.
    """
    signed = [
        (one.id, update.by)
        for one in context.recommendations_from(review)
        for update in context.updates_of(one)
        if update.status in statuses
    ]
    if not signed:
        return not_applicable("no recommendation of this review has been signed off")
    own = sorted({name for name, by in signed if same_person(by, review.reviewer)})
    if own:
        yield flag(f"the reviewer signed off {', '.join(own)}", field="reviewer")
