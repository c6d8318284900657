"""What a report is about: whose records, which days, for whom, and what was made of them before it is told."""

from __future__ import annotations

import calendar
import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import attrs

from qaframework.errors import SettingsError
from qaframework.model.programme import RECORDS, Programme, in_one_order
from qaframework.model.records import Activity, Finding, Response, Review, SurveyResult
from qaframework.moderation.output.view import line
from qaframework.moderation.report import ModerationReport
from qaframework.moderation.rounds import RoundComparison, compare_rounds
from qaframework.plugins import Plugins
from qaframework.reports.audiences import Audience
from qaframework.reports.wording import between, day

if TYPE_CHECKING:
    from qaframework.feedback.told_back import YouSaidWeDid
    from qaframework.reports.actions import Action
    from qaframework.triangulation.picture import Picture

Period = tuple[date, date]
Key = TypeVar("Key")

NO_DAY = date.min
"""The day of a report on records of which none says when anything was done."""
UNDATED = "no record says when anything was done"


@attrs.frozen(kw_only=True)
class Scope:
    """What a report is about.

    Attributes:
        year: the records as they stood on the day of the report.
        records: every record there is, later ones too: what earlier releases said is held against them.
        kind: the kind of report.
        audience: for whom it is.
        period: the first and the last day it tells of.
        as_of: the day it was drawn up for: nothing later is in it.
        plugins: scales, templates and themes.
        moderation: what the rules found.
        actions: where each recommendation stands on that day.
        actions_from: where that was read.
        cleared: records whose text somebody has read and cleared for this audience, each with who did.
        theme: the theme of a theme page.
    """

    year: Programme
    records: Programme
    kind: str
    audience: Audience
    period: Period
    as_of: date
    plugins: Plugins
    moderation: ModerationReport
    actions: tuple[Action, ...]
    actions_from: str
    cleared: Mapping[str, str]
    theme: str | None = None

    @property
    def dated(self) -> bool:
        """Whether any record says when anything was done, or somebody said which days the report is about."""
        return self.as_of != NO_DAY

    @property
    def days(self) -> str:
        """The period in words: ``"1 January to 31 March 2024"``."""
        return between(*self.period) if self.dated else f"period not known: {UNDATED}"

    @property
    def as_at(self) -> str:
        """The day of the report in words."""
        return day(self.as_of) if self.dated else "not known"

    def _holds(self, on: date) -> bool:
        return self.period[0] <= on <= min(self.period[1], self.as_of)

    @cached_property
    def activities(self) -> tuple[Activity, ...]:
        """The activities that ended in the period, in the order of their days."""
        return tuple(one for one in self.known_activities if self._holds(one.end))

    @cached_property
    def known_activities(self) -> tuple[Activity, ...]:
        """Every activity that had ended on the day of the report."""
        ended = (one for one in self.year.activities if one.end <= self.as_of)
        return tuple(in_one_order(ended, lambda one: (one.end, one.start, one.id)))

    @cached_property
    def _inside(self) -> frozenset[str]:
        return frozenset(one.id for one in self.activities)

    @cached_property
    def listed(self) -> frozenset[str]:
        """The codes of every activity on the list."""
        return frozenset(one.id for one in self.year.activities)

    @cached_property
    def reviews(self) -> tuple[Review, ...]:
        """The reviews of practice with children and families in the rounds of the period.

        One whose round is not on the list of activities counts by the day it was finished. Observations, visits and
        audits with partners are other work, and no practice review.
        """
        rounds = {one.id for one in self.activities if one.kind == "practice_reviews"}
        return tuple(
            in_one_order(
                one
                for one in self.year.reviews
                if one.activity in rounds or (one.activity not in self.listed and self._holds(one.completed_on))
            )
        )

    @cached_property
    def other_reviews(self) -> tuple[Review, ...]:
        """The reviews of practice in the rounds and months outside the period, earlier and later ones."""
        inside = {one.id for one in self.rounds}
        rounds = {one.id for one in self.year.activities if one.kind == "practice_reviews"} - inside
        return tuple(
            in_one_order(
                one
                for one in self.records.reviews
                if one.activity in rounds
                or (one.activity not in self.listed and not self.period[0] <= one.completed_on <= self.period[1])
            )
        )

    @cached_property
    def every_review(self) -> tuple[Review, ...]:
        """The reviews of the period, and those of every other."""
        return (*self.reviews, *self.other_reviews)

    @cached_property
    def looked_at(self) -> Mapping[str, int]:
        """How many each activity looked at, where it is known: its reviews, or what it is said to have reached."""
        counted = Counter(review.activity for review in self.year.reviews)
        said = {one.id: counted[one.id] or one.reached for one in self.activities}
        return {name: count for name, count in said.items() if count is not None}

    @cached_property
    def rounds(self) -> tuple[Activity, ...]:
        """The activities of the period that hold reviews."""
        held = {review.activity for review in self.reviews}
        return tuple(one for one in self.activities if one.id in held)

    @cached_property
    def last_two_rounds(self) -> RoundComparison | None:
        """The last round of the period beside the one before it, whenever that was; None where there are no two."""
        held = {review.activity for review in self.year.reviews}
        rounds = [one for one in self.known_activities if one.id in held and one.kind == "practice_reviews"]
        inside = [one for one in rounds if one in self.rounds]
        if not inside or inside[-1] == rounds[0]:
            return None
        return compare_rounds(self.year, rounds[rounds.index(inside[-1]) - 1].id, inside[-1].id)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What the activities of the period found."""
        return tuple(in_one_order(one for one in self.year.findings if one.activity in self._inside))

    @cached_property
    def survey_results(self) -> tuple[SurveyResult, ...]:
        """What the surveys of the period say."""
        held = (one for one in self.year.survey_results if one.activity in self._inside)
        return tuple(in_one_order(held, lambda one: (one.activity, one.group, one.question)))

    @cached_property
    def responses(self) -> tuple[Response, ...]:
        """What became of what people said in the period."""
        return tuple(in_one_order(one for one in self.year.responses if one.activity in self._inside))

    @cached_property
    def picture(self) -> Picture:
        """What the activities of the period say together on each theme."""
        from qaframework.triangulation.picture import triangulate

        window = (self.period[0], min(self.period[1], self.as_of))
        return triangulate(self.year, window=window, plugins=self.plugins, today=self.as_of)

    @cached_property
    def loops(self) -> YouSaidWeDid:
        """What came of what people said, and what in their words may point to somebody."""
        from qaframework.feedback.told_back import you_said_we_did

        return you_said_we_did(self.year, today=self.as_of)

    def theme_title(self, name: str) -> str:
        """Return what people call a theme."""
        theme = self.plugins.themes.get(name)
        return line(theme.title) if theme else "a theme that is not on the list"

    def may_tell(self, record: str) -> bool:
        """Return whether the text of a record may stand in this report."""
        return self.audience.texts or record in self.cleared


def unlike(names: Mapping[Key, str]) -> dict[Key, str]:
    """Return names that differ: one that is used twice is numbered, and so is one that would read as a total.

    >>> unlike({"A": "Round", "B": "Round", "C": "total"})
    {'A': 'Round (1)', 'B': 'Round (2)', 'C': 'total (1)'}
    """
    given = list(names.values())
    taken: set[str] = set()
    found: dict[Key, str] = {}
    for key, name in names.items():
        number, chosen = 0, name or "without a name"
        while chosen in taken or chosen == "total" or (not number and given.count(name) > 1):
            number += 1
            chosen = f"{name or 'without a name'} ({number})"
        taken.add(chosen)
        found[key] = chosen
    return found


def last_recorded(year: Programme) -> date | None:
    """Return the last day on which anything in a programme happened; None where nothing did."""
    days: Iterable[date | None] = (
        *(one.end for one in year.activities),
        *(one.completed_on for one in year.reviews),
        *(one.read_on for one in year.readings),
        *(one.raised_on for one in year.recommendations),
        *(one.on for one in year.updates),
        *(one.told_back_on for one in year.responses),
        *(one.on for one in year.feedback),
        *(one.held_on for one in year.calendar),
    )
    return max((one for one in days if one is not None), default=None)


def period_of(kind: str, as_of: date) -> Period:
    """Return the period a report of a kind tells of when nobody says: the month, the quarter or the year of its day.

    Years are those of councils, from April to March.

    >>> period_of("annual", date(2024, 3, 31))
    (datetime.date(2023, 4, 1), datetime.date(2024, 3, 31))
    """
    if kind == "monthly":
        return as_of.replace(day=1), _month_end(as_of.year, as_of.month)
    if kind == "quarterly":
        first = 3 * ((as_of.month - 1) // 3) + 1
        return date(as_of.year, first, 1), _month_end(as_of.year, first + 2)
    first_year = as_of.year if as_of.month > 3 else as_of.year - 1
    if first_year < date.min.year or first_year + 1 > date.max.year:
        return date(as_of.year, 1, 1), date(as_of.year, 12, 31)
    return date(first_year, 4, 1), date(first_year + 1, 3, 31)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def checked_period(given: Any) -> Period:
    """Return a period given by its first and last day.

    Raises:
        SettingsError: it is no such pair, or ends before it begins.
    """
    match given:
        case (date() as first, date() as last) if first <= last:
            return first, last
    raise SettingsError("a period is its first and its last day: (date(2024, 1, 1), date(2024, 3, 31))")


def digest(year: Programme, actions: Iterable[Action]) -> str:
    """Return a digest of every record and of where recommendations stand: 16 signs of a SHA-256.

    The order of rows changes nothing. Two reports with one digest were made from the same records.
    """
    sealed = hashlib.sha256()
    for row in (*_canonical(year), *(repr(attrs.astuple(one)) for one in actions)):
        sealed.update(row.encode("utf-8", "surrogatepass"))
    return sealed.hexdigest()[:16]


def _canonical(year: Programme) -> Iterator[str]:
    for table in RECORDS:
        yield f"\n{table}\n"
        yield from sorted(json.dumps(_plain(record.rows_of()), sort_keys=True) for record in year.table(table))


def _plain(row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row with everything it says as text, what judgements rest on too."""
    judgements = [(one.domain, repr(one.grade), one.rationale, one.evidence) for one in row.get("judgements", ())]
    texts = {name: repr(value) for name, value in row.items() if name != "judgements"}
    return {**texts, "judgements": judgements}
