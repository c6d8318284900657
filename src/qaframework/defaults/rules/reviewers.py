"""One reviewer's grades across all their reviews. Something to talk about with the reviewer, never a league table."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from qaframework import Context, Grade, Messages, Reviewer, not_applicable, rule
from qaframework.defaults.exact_tests import stratified_test, told
from qaframework.defaults.sources import OWN
from qaframework.defaults.year import once


def _grades(*, mine: int, met: int, peers: int, peers_met: int) -> list[dict[str, str]]:
    """Return the reviews of one round: so many by P1, so many by P2, and how many of each meet the standard."""

    def by(reviewer: str, count: int, good: int) -> list[dict[str, str]]:
        grades = ["Good"] * good + ["Requires improvement"] * (count - good)
        return [{"reviewer": reviewer, "overall": grade} for grade in grades]

    return by("P1", mine, met) + by("P2", peers, peers_met)


@rule(
    "reviewer-against-peers",
    severity="query",
    source="HM Inspectorate of Probation, dip samples of inspectors' judgements; the numbers are qaframework defaults",
    ok=(
        {"reviews": _grades(mine=8, met=6, peers=8, peers_met=8)},
        {"reviews": _grades(mine=20, met=15, peers=20, peers_met=15)},
    ),
    flagged={"reviews": _grades(mine=8, met=1, peers=8, peers_met=8)},
    not_applicable=(
        {"reviews": _grades(mine=7, met=0, peers=20, peers_met=20)},
        {"reviews": _grades(mine=20, met=0, peers=7, peers_met=7)},
        {"reviews": _grades(mine=20, met=5, peers=0, peers_met=0)},
    ),
)
def reviewer_against_peers(reviewer: Reviewer, context: Context, *, p: float = 0.05, reviews: int = 8) -> Messages:
    """A reviewer finds the standard met about as often as the others in the same rounds.

    Discuss, not a fault. The difference may be the reviews this person was given, not how they grade: look at those
    first, then read two or three together. Keep it between the reviewer and the lead; it is no measure of a person.
    """
    rounds = list(_shared_rounds(reviewer, context))
    mine, peers = sum(one.mine for one in rounds), sum(one.total - one.mine for one in rounds)
    if not peers:
        return not_applicable("nobody else graded reviews in the same rounds")
    if min(mine, peers) < reviews:
        return not_applicable(f"too few to say ({mine} reviews, {peers} by others; {reviews} of each asked for)")
    met, met_by_all = sum(one.mine_met for one in rounds), sum(one.met for one in rounds)
    chance = stratified_test(met, ((one.mine, one.met, one.total) for one in rounds))
    if chance < p:
        yield (
            f"{met} of {mine} reviews meet the standard, and {met_by_all - met} of {peers} by others in the same "
            f"rounds: discuss, not a fault (exact test within rounds, {told(chance)})"
        )


@attrs.frozen
class _Round:
    """One round as one reviewer met it: all its graded reviews and the reviewer's, and how many meet the standard."""

    mine: int
    mine_met: int
    total: int
    met: int


@attrs.define
class _Tally:
    total: int = 0
    met: int = 0

    def add(self, met: bool) -> None:
        self.total += 1
        self.met += met


@once
def _tallies(context: Context) -> dict[tuple[str, str], dict[str, _Tally]]:
    """Return, for each round and scale, what each reviewer found, and under no name what all of them did."""
    tallies: dict[tuple[str, str], dict[str, _Tally]] = {}
    for review in context.year.reviews:
        grade = review.grade
        if grade is not None and grade.meets is not None:
            round_ = tallies.setdefault((review.activity, grade.scale.id), {})
            for name in (review.reviewer, ""):
                round_.setdefault(name, _Tally()).add(grade.meets)
    return tallies


def _shared_rounds(reviewer: Reviewer, context: Context) -> Iterator[_Round]:
    """Yield the rounds in which both the reviewer and somebody else graded."""
    tallies = _tallies(context)
    graded = [(review.activity, review.grade) for review in reviewer.reviews]
    for key in dict.fromkeys((activity, grade.scale.id) for activity, grade in graded if grade is not None):
        own, every = tallies.get(key, {}).get(reviewer.id), tallies.get(key, {}).get("")
        if own is not None and every is not None and every.total > own.total:
            yield _Round(own.total, own.met, every.total, every.met)


@rule(
    "reviewer-uses-one-grade",
    severity="query",
    source=OWN,
    ok={"reviews": [{"overall": "Good"}] * 5 + [{"overall": "Outstanding"}]},
    flagged={"reviews": [{"overall": "Good"}] * 6},
    not_applicable={"reviews": [{"overall": "Good"}] * 5 + [{"overall": "not graded"}]},
)
def reviewer_uses_one_grade(reviewer: Reviewer, context: Context, *, reviews: int = 6) -> Messages:
    """A reviewer uses more than one grade.

    Discuss, not a fault: work can be alike. Read two of the reviews together and ask what one grade up and one grade
    down would have looked like.
    """
    by_scale: dict[str, list[Grade]] = {}
    for review in reviewer.reviews:
        if review.grade is not None:
            by_scale.setdefault(review.grade.scale.id, []).append(review.grade)
    enough = [grades for grades in by_scale.values() if len(grades) >= reviews]
    if not enough:
        most = max((len(grades) for grades in by_scale.values()), default=0)
        return not_applicable(f"too few to say ({most} of {reviews} on one scale)")
    for grades in enough:
        if len(set(grades)) == 1:
            yield f"all {len(grades)} reviews are {grades[0]}"


def _alike(count: int, *grades: str) -> list[dict[str, str]]:
    return [{f"domain.{code}": grade for code, grade in zip(("RISK", "PLAN", "VOICE"), grades, strict=False)}] * count


@rule(
    "reviewer-tells-domains-apart",
    severity="query",
    source=OWN,
    ok={"reviews": _alike(5, "Good", "Good", "Good") + _alike(1, "Good", "Outstanding", "Good")},
    flagged={"reviews": _alike(3, "Good", "Good", "Good") + _alike(3, "Inadequate", "Inadequate", "Inadequate")},
    not_applicable=(
        {"reviews": _alike(5, "Good", "Good", "Good")},
        {"reviews": _alike(9, "Good", "Good")},
    ),
)
def reviewer_tells_domains_apart(
    reviewer: Reviewer, context: Context, *, reviews: int = 6, domains: int = 3
) -> Messages:
    """A reviewer grades the domains of a review each for itself.

    One strong impression can colour every domain. Discuss, not a fault: take one review and look for the domain that is
    strongest and the one that is weakest.
    """
    graded = [set(found.values()) for one in reviewer.reviews if len(found := one.domain_grades) >= domains]
    if len(graded) < reviews:
        return not_applicable(f"too few to say ({len(graded)} of {reviews} with {domains} domains graded)")
    if all(len(grades) == 1 for grades in graded):
        yield f"in each of {len(graded)} reviews every domain has the same grade"
