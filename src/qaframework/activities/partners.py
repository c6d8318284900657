"""Work with partners: whose practice was looked at, what concerns this authority, whose the recommendations are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs

from qaframework.activities.told import FEW, chosen, of_kind
from qaframework.model.programme import Programme
from qaframework.model.records import Finding, Recommendation, Review
from qaframework.scales import Grade, Missing
from qaframework.show import Told, counted

KINDS = ("multi_agency_audit", "scrutiny_event")
NOT_NAMED = "not named"


@attrs.frozen(kw_only=True, repr=False)
class PartnerWork(Told):
    """What came of audits with partners and of scrutiny events.

    Attributes:
        activities: their ids.
        cases: how many children or contacts were looked at.
        own: how many of them are this authority's children; the others are in the table by a code only.
        by_agency: for each agency, how often each grade was given to its work, the best grade first.
        findings, recommendations: how many concern this authority, how many do not, and of how many nobody said.
        partners: how many recommendations each partner has to answer.
    """

    activities: tuple[str, ...]
    cases: int
    own: int
    by_agency: dict[str, dict[str, int]]
    findings: dict[str, int]
    recommendations: dict[str, int]
    partners: dict[str, int]

    @property
    def caption(self) -> str:
        """What the rows are."""
        return "Grades by agency"

    def rows(self) -> list[dict[str, Any]]:
        """Return one row for each agency, grades as counts."""
        labels = list(dict.fromkeys(label for grades in self.by_agency.values() for label in grades))
        return [
            {"agency": agency, "looked at": sum(grades.values()), **{label: grades[label] for label in labels}}
            for agency, grades in self.by_agency.items()
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said, and what of it is this authority's."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.activities:
            yield "No work with partners is recorded."
            return
        own = f"{self.own} of this authority's own children" if self.own else "no child of this authority is named"
        yield f"{counted(self.cases, 'case')} looked at with partners ({', '.join(self.activities)}); {own}."
        if 0 < self.cases < FEW:
            yield f"Fewer than {FEW}: nothing can be said of how often."
        for what, said in (("Findings", self.findings), ("Recommendations", self.recommendations)):
            if said:
                yield f"{what}: {', '.join(f'{count} {word}' for word, count in said.items())}."
        if self.partners:
            told = ", ".join(f"{organisation} {count}" for organisation, count in self.partners.items())
            yield f"For partners to answer: {told}."


def partner_work(year: Programme, activity: str | None = None) -> PartnerWork:
    """Return what came of audits with partners and of scrutiny events.

    Args:
        year: the records.
        activity: one of them; None for all of the year.

    Raises:
        UnknownNameError: there is no such activity.
    """
    held = chosen(of_kind(year, *KINDS), activity)
    names = {one.id for one in held}
    reviews = [one for one in year.reviews if one.activity in names]
    findings = [one for one in year.findings if one.activity in names]
    sources = names | {one.id for one in reviews} | {one.id for one in findings}
    recommendations = [one for one in year.recommendations if one.source in sources]
    cases = {(one.activity, one.child or one.subject or one.id) for one in reviews}
    return PartnerWork(
        activities=tuple(one.id for one in held),
        cases=len(cases) or sum(one.reached or 0 for one in held),
        own=len({one.child for one in reviews if one.child}),
        by_agency=_grades(reviews),
        findings=_relevance(findings),
        recommendations=_relevance(recommendations),
        partners=dict(sorted(Counter(one.organisation for one in recommendations if one.organisation).items())),
    )


def _grades(reviews: list[Review]) -> dict[str, dict[str, int]]:
    """Return for each agency how often each grade that any of them was given: best first, then what is no grade."""
    agencies: dict[str, Counter[Grade | Missing]] = {}
    for one in reviews:
        if one.agency or one.child:
            agencies.setdefault(one.agency or NOT_NAMED, Counter())[one.overall] += 1
    every = sorted({grade for grades in agencies.values() for grade in grades}, key=_best_first)
    return {
        agency: {label: sum(agencies[agency][one] for one in every if str(one) == label) for label in map(str, every)}
        for agency in sorted(agencies)
    }


def _best_first(grade: Grade | Missing) -> tuple[bool, int, str]:
    return (False, -grade.rank, str(grade)) if isinstance(grade, Grade) else (True, 0, str(grade))


def _relevance(records: list[Finding] | list[Recommendation]) -> dict[str, int]:
    words = {True: "concern this authority", False: "do not", None: "not said"}
    found = Counter(words[one.relevant] for one in records)
    return {word: found[word] for word in words.values() if found[word]}
