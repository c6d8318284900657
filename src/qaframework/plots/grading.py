"""How practice was graded: by round, and by domain."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import ProtectedTable
from qaframework.disclosure.tables import CountTable
from qaframework.errors import UnknownNameError
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Activity, Review
from qaframework.plots.bars import bars
from qaframework.plots.heat import heat
from qaframework.plots.plot import Plot
from qaframework.plugins import load_plugins
from qaframework.scales import Grade, GradingScale

SAFE = "dfe"
"""The policy of a picture unless another is named; ``policy="none"`` for those who work with the children."""


def grades(
    source: Programme | ProtectedTable | Sequence[ProtectedTable], *, policy: str | DisclosurePolicy = SAFE
) -> Plot:
    """Return the overall grades of each round as a bar of counts, best grade first.

    Rounds in the order of time, each graded in the words of its own scale; no share is drawn.

    Args:
        source: a programme, or tables that were protected with everything else a report shows.
        policy: for a programme the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
        UnknownNameError: there is no such policy.
    """
    tables: ProtectedTable | Sequence[ProtectedTable] = (
        protect(_by_round(source), policy).tables if isinstance(source, Programme) else source
    )
    return bars(tables, title="Overall grades by round")


def _by_round(year: Programme) -> Iterator[CountTable]:
    for activity, reviews in rounds_of(year):
        name = _name(activity)
        yield CountTable(
            name=f"Grades of {name}",
            measure="reviews",
            by=["grade"],
            where={"round": name},
            counts=_counted(str(review.overall) for review in reviews),
            labels={"grade": labels_of(reviews)},
        )


def rounds_of(year: Programme) -> list[tuple[Activity | str, list[Review]]]:
    """Return each round of practice reviews with them, by time; one that is not on the list by its code, last."""
    known = by_id(year.activities)
    held: dict[str, list[Review]] = {}
    for review in year.reviews:
        if review.activity not in known or known[review.activity].kind == "practice_reviews":
            held.setdefault(review.activity, []).append(review)

    def order(name: str) -> tuple[str, str]:
        return (known[name].end.isoformat() if name in known else "9999", name)

    return [(known.get(name, name), held[name]) for name in sorted(held, key=order)]


def _name(activity: Activity | str) -> str:
    return activity if isinstance(activity, str) else activity.id


def labels_of(reviews: Sequence[Review]) -> list[str]:
    """Return every grade of the reviews' scales, best first, and the reasons for having none that occur."""
    scales = _scales(review.overall.scale for review in reviews if isinstance(review.overall, Grade))
    missing = sorted({str(review.overall) for review in reviews if review.grade is None})
    return list(dict.fromkeys([grade.label for scale in scales for grade in scale.grades] + missing))


def _scales(given: Iterator[GradingScale]) -> list[GradingScale]:
    found = {scale.id: scale for scale in given}
    return [found[name] for name in sorted(found)]


def _counted(labels: Iterator[str]) -> dict[tuple[str, ...], int]:
    counts: dict[tuple[str, ...], int] = {}
    for label in labels:
        counts[label,] = counts.get((label,), 0) + 1
    return counts


def domains(
    source: Programme | ProtectedTable, *, activity: str | None = None, policy: str | DisclosurePolicy = SAFE
) -> Plot:
    """Return the grades of each domain of one round as a heat table, numbers in the cells.

    Args:
        source: a programme, or a table of domain by grade that was protected with everything else a report shows.
        activity: for a programme the round; None for the last one that has reviews.
        policy: for a programme the disclosure policy; ``"none"`` shows every number.

    Raises:
        DataError: matplotlib is not installed.
        UnknownNameError: there is no such round or policy.
    """
    if isinstance(source, ProtectedTable):
        return heat(source, title="Grades by domain")
    table, name = _by_domain(source, activity)
    return heat(protect([table], policy)[table.name], title=f"Grades by domain, {name}")


def _by_domain(year: Programme, activity: str | None) -> tuple[CountTable, str]:
    held = {_name(one): reviews for one, reviews in rounds_of(year)}
    name = activity if activity is not None else next(reversed(held), "no round")
    if activity is not None and name not in held:
        raise UnknownNameError("round with reviews", name, held)
    reviews = held.get(name, [])
    titles = _titles(year, name)
    judged = [(titles.get(one.domain, one.domain), one.grade) for review in reviews for one in review.judgements]
    scales = _scales(grade.scale for _, grade in judged if isinstance(grade, Grade))
    counts: dict[tuple[str, ...], int] = {}
    for domain, grade in judged:
        counts[domain, str(grade)] = counts.get((domain, str(grade)), 0) + 1
    missing = sorted({str(grade) for _, grade in judged if not isinstance(grade, Grade)})
    order = [grade.label for scale in scales for grade in scale.grades]
    table = CountTable(
        name="Grades by domain",
        measure="judgements",
        by=["domain", "grade"],
        counts=counts,
        labels={"domain": _in_order(titles.values(), {domain for domain, _ in judged}), "grade": [*order, *missing]},
        totals=["grade"],
    )
    return table, name


def _titles(year: Programme, activity: str) -> dict[str, str]:
    """Return the titles of the domains of a round's template, by code."""
    templates = load_plugins().templates
    known = by_id(year.activities)
    named = known[activity].template if activity in known else None
    template = templates.get(named or "practice-review")
    return {domain.code: domain.title for domain in template.domains} if template else {}


def _in_order(titles: Iterable[str], used: set[str]) -> list[str]:
    """Return the domains in use in the order of the template, others after them."""
    known = [title for title in titles if title in used]
    return [*known, *sorted(used - set(known))]
