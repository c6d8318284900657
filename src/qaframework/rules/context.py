"""What a rule may look at: its record, and beside it the rest of the year, the day, the scales and the templates."""

from __future__ import annotations

import functools
import operator
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import attrs

from qaframework.errors import UnknownNameError
from qaframework.model.programme import (
    Programme,
    Reviewer,
    by_id,
    in_one_order,
    repeated_ids,
    reviewers,
)
from qaframework.model.records import (
    UPDATE_STATUSES,
    Activity,
    Answer,
    Child,
    Finding,
    Person,
    Reading,
    Recommendation,
    Record,
    Review,
    SurveyResult,
    Update,
    Waiver,
)
from qaframework.model.templates import ReviewTemplate, Theme
from qaframework.scales import GradingScale

Target = Record | Reviewer | Programme
"""What a rule can be over."""
DEFAULT_TEMPLATE = "practice-review"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Context:
    """Everything a rule may look at beside its record: the rest of the year, the day, the scales and templates.

    Attributes:
        year: the whole programme.
        today: the day the check is made for. Rules read no clock.
        scales, templates, themes: what the plugins give, by id.
        smart: an authority's own words for SMART, as its settings hold them.
    """

    year: Programme
    today: date
    scales: Mapping[str, GradingScale] = attrs.field(factory=dict)
    templates: Mapping[str, ReviewTemplate] = attrs.field(factory=dict)
    themes: Mapping[str, Theme] = attrs.field(factory=dict)
    smart: Mapping[str, Any] = attrs.field(factory=dict)

    @functools.cached_property
    def _activities(self) -> dict[str, Activity]:
        return by_id(self.year.activities)

    @functools.cached_property
    def _children(self) -> dict[str, Child]:
        return by_id(self.year.children)

    @functools.cached_property
    def _people(self) -> dict[str, Person]:
        return by_id(self.year.people)

    @functools.cached_property
    def _reviews(self) -> dict[str, Review]:
        return by_id(self.year.reviews)

    @functools.cached_property
    def _reviews_sharing_an_id(self) -> dict[str, tuple[Review, ...]]:
        repeated = repeated_ids(self.year.reviews)
        return _grouped((one for one in self.year.reviews if one.id in repeated), "id")

    @functools.cached_property
    def _reviews_in(self) -> dict[str, tuple[Review, ...]]:
        return _grouped(self.year.reviews, "activity")

    @functools.cached_property
    def _made_with(self) -> dict[tuple[str, str | None], ReviewTemplate]:
        """The templates by round and by the name a review gives itself, as far as they have been asked for."""
        return {}

    @functools.cached_property
    def _reviews_of(self) -> dict[str, tuple[Review, ...]]:
        return _grouped((one for one in self.year.reviews if one.child), "child")

    @functools.cached_property
    def _readings(self) -> dict[str, tuple[Reading, ...]]:
        return _grouped(self.year.readings, "review", operator.attrgetter("read_on", "id"))

    @functools.cached_property
    def _recommendations(self) -> dict[str, Recommendation]:
        return by_id(self.year.recommendations)

    @functools.cached_property
    def _recommendations_from(self) -> dict[str, tuple[Recommendation, ...]]:
        return _grouped(self.year.recommendations, "source")

    @functools.cached_property
    def _findings(self) -> dict[str, Finding]:
        return by_id(self.year.findings)

    @functools.cached_property
    def _findings_of(self) -> dict[str, tuple[Finding, ...]]:
        return _grouped(self.year.findings, "activity")

    @functools.cached_property
    def _updates(self) -> dict[str, tuple[Update, ...]]:
        return _grouped(self.year.updates, "recommendation", _in_history)

    @functools.cached_property
    def reviewers(self) -> tuple[Reviewer, ...]:
        """Every reviewer with all their reviews, by id."""
        return tuple(reviewers(self.year))

    def activity(self, name: str | None) -> Activity | None:
        """Return the activity of this id, or None."""
        return self._activities.get(name or "")

    def child(self, name: str | None) -> Child | None:
        """Return the child of this pseudonym, or None."""
        return self._children.get(name or "")

    def person(self, name: str | None) -> Person | None:
        """Return the person of this code, or None."""
        return self._people.get(name or "")

    def review(self, name: str | None) -> Review | None:
        """Return the review of this id, or None; where two share it, one of them, always the same."""
        return self._reviews.get(name or "")

    def same_id(self, review: Review) -> tuple[Review, ...]:
        """Return every review that has this review's id, itself among them."""
        return self._reviews_sharing_an_id.get(review.id) or (review,)

    def recommendation(self, name: str | None) -> Recommendation | None:
        """Return the recommendation of this id, or None."""
        return self._recommendations.get(name or "")

    def finding(self, name: str | None) -> Finding | None:
        """Return the finding of this id, or None."""
        return self._findings.get(name or "")

    def reviews_in(self, activity: Activity | str) -> tuple[Review, ...]:
        """Return the reviews of one round, by id."""
        return self._reviews_in.get(activity if isinstance(activity, str) else activity.id, ())

    def reviews_of(self, child: str | None) -> tuple[Review, ...]:
        """Return every review of one child, by id."""
        return self._reviews_of.get(child or "", ())

    def readings_of(self, review: Review | str) -> tuple[Reading, ...]:
        """Return the later readings of one review, oldest first."""
        return self._readings.get(review if isinstance(review, str) else review.id, ())

    def recommendations_from(self, source: Review | Activity | Finding | str) -> tuple[Recommendation, ...]:
        """Return the recommendations that came from one review, activity or finding, by id."""
        return self._recommendations_from.get(source if isinstance(source, str) else source.id, ())

    def findings_of(self, activity: Activity | str) -> tuple[Finding, ...]:
        """Return what one activity found, by id."""
        return self._findings_of.get(activity if isinstance(activity, str) else activity.id, ())

    def updates_of(self, recommendation: Recommendation | str) -> tuple[Update, ...]:
        """Return the history of one recommendation, oldest first; entries of one day as work goes on."""
        return self._updates.get(recommendation if isinstance(recommendation, str) else recommendation.id, ())

    def activity_of(self, record: object) -> Activity | None:
        """Return the activity a record belongs to, through its review or finding where need be, or None."""
        if isinstance(record, Activity):
            return record
        if isinstance(record, Reading):
            return self.activity_of(self.review(record.review))
        if isinstance(record, Recommendation):
            source = record.source
            return self.activity(source) or self.activity_of(self.review(source) or self.finding(source))
        if isinstance(record, Update):
            return self.activity_of(self.recommendation(record.recommendation))
        name = getattr(record, "activity", None)
        return self.activity(name) if isinstance(name, str) else None

    def template(self, review: Review) -> ReviewTemplate:
        """Return the template a review was made with: its own, its activity's, or else the general one.

        Raises:
            UnknownNameError: no plugin gives it.
        """
        place = (review.activity, review.template)
        found = self._made_with.get(place)
        if found is None:
            activity = self.activity(review.activity)
            name = review.template or (activity.template if activity and activity.template else DEFAULT_TEMPLATE)
            if name not in self.templates:
                raise UnknownNameError("review template", name, self.templates)
            found = self._made_with[place] = self.templates[name]
        return found


def record_id(record: Target) -> str:
    """Return the id by which a flag names a record; records without one of their own go by what they belong to."""
    if isinstance(record, Programme):
        return "programme"
    name: str = getattr(record, _NAMED_BY.get(type(record), "id"))
    return name


_NAMED_BY: Mapping[type, str] = {
    Answer: "review",
    Update: "recommendation",
    SurveyResult: "activity",
    Waiver: "record",
}


def _in_history(update: Update) -> tuple[Any, ...]:
    """Return where an update stands among others: by day, then in the order in which work goes on."""
    return update.on, _PROGRESS.get(update.status, len(_PROGRESS)), update.status, update.by, update.note or ""


_PROGRESS = {status: place for place, status in enumerate(UPDATE_STATUSES)}


def _grouped(
    records: Iterable[Any], field: str, order: Callable[[Any], Any] = operator.attrgetter("id")
) -> dict[str, tuple[Any, ...]]:
    """Return records by a field, each group in an order of its own, so that the order of the rows changes nothing."""
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    name_of = operator.attrgetter(field)
    for record in in_one_order(records, order):
        groups[name_of(record)].append(record)
    return {name: tuple(group) for name, group in groups.items()}
