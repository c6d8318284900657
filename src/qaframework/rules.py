"""Rules: named functions over one kind of record, and what they say.

A rule yields a message for each thing that does not stand up, yields nothing where all is well, and returns
:func:`not_applicable` where it has nothing to judge. It never decides: it raises a flag, and people do.
"""

from __future__ import annotations

import functools
import inspect
import operator
import re
from collections import defaultdict
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Generic, Literal, Protocol, TypeVar, get_args

import attrs

from qaframework.errors import UnknownNameError
from qaframework.model.programme import (
    RECORDS,
    TABLE_OF,
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

Severity = Literal["error", "query", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)
Criterion = Literal["specific", "measurable", "assignable", "relevant", "time_bound"]
CRITERIA: tuple[Criterion, ...] = get_args(Criterion)
Outcome = Literal["ok", "flagged", "not_applicable"]

Target = Record | Reviewer | Programme
T_contra = TypeVar("T_contra", bound=Target, contravariant=True)
T = TypeVar("T", bound=Target)

_TARGETS: dict[str, type[Target]] = {kind.__name__: kind for kind in (*RECORDS.values(), Reviewer, Programme)}
_SLUG = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")


@attrs.frozen
class Message:
    """What a rule yields: the sentence for people, and the field it is about."""

    text: str
    field: str | None = None


class MisspokenError(TypeError):
    """What a rule said is nothing a rule says. The message names types only, so it may be shown."""


def flag(message: str, field: str | None = None) -> Message:
    """Return a message about one field of the record, so that the report can name the cell.

    >>> flag("due before it was raised", field="due").field
    'due'
    """
    return Message(message, field)


@attrs.frozen
class NotApplicable:
    """What a rule returns where it has nothing to judge, and why."""

    reason: str = attrs.field()

    @reason.validator
    def _in_words(self, _: object, reason: object) -> None:
        if not isinstance(reason, str) or not reason.strip():
            raise MisspokenError("not_applicable needs a reason in words")


@functools.lru_cache(maxsize=1024)
def not_applicable(reason: str) -> NotApplicable:
    """Return "this rule has nothing to judge here", with the reason people will read.

    >>> not_applicable("no overall grade").reason
    'no overall grade'
    """
    return NotApplicable(reason)


@attrs.frozen(kw_only=True, repr=False)
class Flag:
    """What a rule raises about one record. A flag asks; it is not a verdict.

    Attributes:
        rule: ``plugin/slug``.
        plugin: the plugin whose rule it is.
        severity: error (cannot be signed off), query (put right or explain) or info.
        table: the kind of record, as a table name; ``reviewers`` and ``programme`` for those two.
        record: the id of the record.
        field: the field it is about, if it is about one.
        message: what does not stand up.
        guidance: what to do about it.
        where: the place in the file, if the record came from one.
        params: the rule's parameters in force, each with where it was set.
        waiver: the waiver that explains it, if one counts.
    """

    rule: str
    plugin: str
    severity: Severity
    table: str
    record: str
    message: str
    field: str | None = None
    guidance: str = ""
    where: str = ""
    params: tuple[tuple[str, Any, str], ...] = ()
    waiver: Waiver | None = None

    def __repr__(self) -> str:
        """Say where a flag stands; never the pseudonym of a child, which the record of one and a waiver may name."""
        private = self.table in ("children", "waivers")
        named = self.where or self.table if private else f"{self.table} {self.record}"
        about = f"{named}, {self.field}" if self.field else named
        waived = " (waived)" if self.waiver else ""
        return f"<Flag {self.rule}, {self.severity}, {about}: {self.message}{waived}>"


Messages = Generator[str | Message, None, Any]
"""What a rule written with ``yield`` is annotated to return."""

Yielded = str | Message
Spoken = Iterable[Yielded] | NotApplicable | None


class Check(Protocol[T_contra]):
    """The function inside a rule; parameters follow as keyword arguments with defaults."""

    @property
    def __name__(self) -> str: ...

    def __call__(self, record: T_contra, context: Context, /) -> Spoken:
        """Return or yield what does not stand up."""
        ...


Example = Mapping[str, Any]
"""Rows by table (one row or several, with only the columns that matter), and ``today`` where the day does."""


@attrs.frozen(kw_only=True, eq=False)
class Rule(Generic[T_contra]):
    """A named function over one kind of record. Made with :func:`rule`; its plugin's name is added on loading.

    Attributes:
        slug: what it asks for, in words with hyphens.
        check: the function.
        target: the record type it is over.
        severity: how much its flags weigh.
        title: the requirement in a line.
        guidance: what to do, for the person who reads a flag.
        source: where the rule is published, or whose it is.
        criterion: for a SMART check, the part of SMART it is about.
        examples: records for which it is known what the rule says: by outcome, the rows of each table.
        plugin: the name of its plugin; empty until loaded.
    """

    slug: str
    check: Callable[..., Spoken] = attrs.field(repr=False)
    target: type[Target]
    severity: Severity
    title: str
    guidance: str = attrs.field(default="", repr=False)
    source: str = ""
    criterion: Criterion | None = None
    examples: Mapping[Outcome, tuple[Example, ...]] = attrs.field(factory=dict, repr=False)
    plugin: str = ""

    def __attrs_post_init__(self) -> None:
        name = f"rule {self.slug!r}"
        if not isinstance(self.slug, str) or not _SLUG.fullmatch(self.slug):
            raise TypeError(f"{name}: a rule is named in lower-case words with hyphens")
        if self.severity not in SEVERITIES:
            raise TypeError(f"{name}: severity is one of {', '.join(SEVERITIES)}")
        if self.criterion is not None and self.criterion not in CRITERIA:
            raise TypeError(f"{name}: criterion is one of {', '.join(CRITERIA)}")
        if self.target not in _TARGETS.values():
            raise TypeError(f"{name}: annotate the first argument with one of {', '.join(_TARGETS)}")
        if not self.title:
            raise TypeError(f"{name}: write a docstring; its first line is the title, the rest says what to do")

    @property
    def id(self) -> str:
        """``plugin/slug``, or the slug alone before the plugin is known."""
        return f"{self.plugin}/{self.slug}" if self.plugin else self.slug

    @property
    def table(self) -> str:
        """The table the rule is over; ``reviewers`` and ``programme`` for those two."""
        if issubclass(self.target, Record):
            return TABLE_OF[self.target]
        return "reviewers" if self.target is Reviewer else "programme"

    @property
    def parameters(self) -> Mapping[str, Any]:
        """The rule's parameters with their defaults."""
        return MappingProxyType({one.name: one.default for one in _parameters(self.check)[1]})

    def __call__(self, record: T_contra, context: Context, **parameters: Any) -> list[Message] | NotApplicable:
        """Return what the rule says of one record: its messages, none where all is well, or not applicable.

        Raises:
            TypeError: it said something that no rule says.
        """
        said: list[Message] = []
        speaking = as_generator(self.check)(record, context, **parameters)
        while True:
            try:
                said.append(as_message(next(speaking)))
            except StopIteration as stop:
                answer: object = stop.value
                break
        if answer is not None and not isinstance(answer, NotApplicable):
            raise MisspokenError(RETURNED_A_VALUE)
        return answer if answer is not None and not said else said


RETURNED_A_VALUE = "it returned a value; a rule yields its messages"

Speaking = Generator[Yielded, None, Any]


def as_generator(check: Callable[..., Spoken]) -> Callable[..., Speaking]:
    """Return a rule's function as one that yields its messages, whether it was written with ``yield`` or ``return``."""
    if inspect.isgeneratorfunction(check):
        return check

    def speak(record: Target, context: Context, **parameters: Any) -> Speaking:
        answer = check(record, context, **parameters)
        if answer is None or isinstance(answer, NotApplicable):
            return answer
        if isinstance(answer, (str, bytes, Mapping)) or not isinstance(answer, Iterable):
            raise MisspokenError(RETURNED_A_VALUE)
        return (yield from _through(answer))

    return speak


def _through(answer: Iterable[Yielded]) -> Generator[Yielded, None, Any]:
    return (yield from answer)


def as_message(yielded: object) -> Message:
    """Return what a rule yielded as a message.

    Raises:
        TypeError: it is neither text nor a :func:`flag`, or says nothing.
    """
    message = Message(yielded) if isinstance(yielded, str) else yielded
    if not isinstance(message, Message):
        raise MisspokenError(f"it yielded {type(yielded).__name__}; a rule yields text or qa.flag(...)")
    if not isinstance(message.text, str) or not message.text.strip():
        raise MisspokenError("it yielded a message without words")
    if message.field is not None and not isinstance(message.field, str):
        raise MisspokenError("it yielded a message about a field that is not named by text")
    return message


def rule(
    slug: str,
    *,
    severity: Severity,
    source: str = "",
    criterion: Criterion | None = None,
    ok: Example | tuple[Example, ...] = (),
    flagged: Example | tuple[Example, ...] = (),
    not_applicable: Example | tuple[Example, ...] = (),
) -> Callable[[Check[T]], Rule[T]]:
    """Make a rule of a function.

    The annotation of the first argument says what it is over; the first line of the docstring is its title, the rest
    its guidance; keyword arguments with defaults are its parameters, which an authority can set.

    Args:
        slug: what it asks for, in lower-case words with hyphens.
        severity: ``"error"``, ``"query"`` or ``"info"``.
        source: where the rule is published, or whose it is.
        criterion: for a SMART check, the part of SMART it is about.
        ok, flagged, not_applicable: rows for which it is known what the rule says. Columns left out are filled in.

    Raises:
        TypeError: the function is no rule; the message says what to change.
    """

    def make(check: Check[T]) -> Rule[T]:
        _check_signature(check, f"rule {slug!r}")
        title, _, guidance = (inspect.getdoc(check) or "").partition("\n")
        return Rule(
            slug=slug,
            check=check,
            target=_target_of(check),
            severity=severity,
            title=title.strip(),
            guidance=" ".join(guidance.split()),
            source=source,
            criterion=criterion,
            examples={
                outcome: (given,) if isinstance(given, Mapping) else tuple(given)
                for outcome, given in _by_outcome(ok, flagged, not_applicable)
            },
        )

    return make


def _by_outcome(ok: Any, flagged: Any, not_applicable: Any) -> Iterator[tuple[Outcome, Any]]:
    yield "ok", ok
    yield "flagged", flagged
    yield "not_applicable", not_applicable


def _check_signature(check: Callable[..., Any], name: str) -> None:
    if inspect.iscoroutinefunction(check) or inspect.isasyncgenfunction(check):
        raise TypeError(f"{name}: a rule is a plain function, not an async one")
    first, others = _parameters(check)
    if len(first) < 2 or any(one.default is not one.empty or one.kind not in _BY_PLACE for one in first):
        raise TypeError(f"{name}: a rule takes a record and the context first")
    for parameter in others:
        if parameter.default is parameter.empty or parameter.kind not in _BY_NAME:
            raise TypeError(f"{name}: parameter {parameter.name!r} needs a name and a default")
        if isinstance(parameter.default, (list, dict, set)):
            raise TypeError(f"{name}: the default of {parameter.name!r} could change between records; use a tuple")
        if parameter.name == "severity":
            raise TypeError(f"{name}: 'severity' is what an authority sets; call the parameter something else")


_BY_PLACE = (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD)
_BY_NAME = (inspect.Parameter.POSITIONAL_OR_KEYWORD, inspect.Parameter.KEYWORD_ONLY)


def _parameters(check: Callable[..., Any]) -> tuple[list[inspect.Parameter], list[inspect.Parameter]]:
    """Return a rule's first two parameters, the record and the context, and those an authority can set."""
    every = list(inspect.signature(check).parameters.values())
    return every[:2], every[2:]


def _target_of(check: Callable[..., Any]) -> Any:
    """Return what the first argument's annotation means, though it is a string or imported for type checkers only."""
    annotation = _parameters(check)[0][0].annotation
    if not isinstance(annotation, str):
        return annotation
    words = annotation.strip("'\"")
    try:
        return eval(words, getattr(check, "__globals__", {}))
    except Exception:
        return _TARGETS.get(words.rpartition(".")[2])


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
