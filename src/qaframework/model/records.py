"""The records of a QA year. Each class is one table of a workbook; each attribute one column.

The text beside a type is the guidance people see in the blank workbook. A record's ``repr`` shows only what
``shown`` names, so that a new column of text is private unless somebody decides otherwise.
"""

from __future__ import annotations

import operator
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, get_args

import attrs

from qaframework.model.templates import domain_code
from qaframework.scales import Grade, Missing

Status = Literal["early_help", "child_in_need", "child_protection", "looked_after", "care_leaver"]
Voice = Literal["obtained", "sought", "declined", "unsafe", "not_sought"]
Stage = Literal["self", "moderation", "third_reader", "panel", "re_audit"]
Direction = Literal["strength", "concern", "mixed"]
RecommendationLevel = Literal["child", "service"]
Outcome = Literal["did", "doing", "could_not"]
ImpactKind = Literal["output", "practice", "child_outcome"]
Provenance = Literal["published", "made_up"]
Said = Literal["yes", "partly", "no", "not_applicable"]

FEEDBACK_POINTS = ("plan", "review_meeting", "conference", "closure", "visit", "complaint", "compliment")
FEEDBACK_FROM = ("child", "care_leaver", "parent", "carer", "family")

ACTIVITY_KINDS = (
    "practice_reviews",
    "observation",
    "multi_agency_audit",
    "scrutiny_event",
    "survey",
    "feedback",
    "provider_visit",
    "contract_monitoring",
    "assurance_review",
    "peer_challenge",
    "performance_data",
)
CALENDAR_KINDS = (*ACTIVITY_KINDS, "meeting", "board", "report", "training")
EVENT_KINDS = ("home_visit", "review_meeting", "direct_work", "conference", "supervision", "group_supervision")
UPDATE_STATUSES = (
    "issued",
    "accepted",
    "partially_accepted",
    "rejected",
    "in_progress",
    "blocked",
    "action_complete",
    "evidenced",
    "impact_confirmed",
    "closed",
    "transferred",
    "superseded",
    "merged",
    "no_longer_applicable",
    "reopened",
)

CONFIRMERS = ("child", "family", "iro", "manager")
"""Who can say, in the words of a tracker, that something made a difference."""


@attrs.frozen
class Suggested:
    """The usual words of a column in which others are allowed too."""

    words: tuple[str, ...]


_USUAL = {
    "kind": CALENDAR_KINDS,
    "status": (*UPDATE_STATUSES, *get_args(Status)),
    "point": FEEDBACK_POINTS,
    "who": FEEDBACK_FROM,
}
"""Columns that take any words: a ``repr`` shows only the usual ones."""


@attrs.frozen(kw_only=True, repr=False)
class Record:
    """What all records share.

    Attributes:
        provenance: in examples, whether a row is published or made up to fill it.
        row: the row of the file it was read from; None where it was made in code. Not part of what the record says.
    """

    shown: ClassVar[tuple[str, ...]] = ()

    provenance: Annotated[Provenance | None, "in examples only: published, or made up to fill the year"] = None
    row: int | None = attrs.field(default=None, eq=False)

    def __repr__(self) -> str:
        pairs = ((name, getattr(self, name)) for name in self.shown)
        said = (f"{name}={value}" for name, value in pairs if value is not None and value in _USUAL.get(name, (value,)))
        return f"{type(self).__name__}({', '.join(said)})"

    def rows_of(self) -> dict[str, Any]:
        """Return the record as one flat row: column to plain value."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(type(self)) if field.name != "row"}


@attrs.frozen(kw_only=True, repr=False)
class Activity(Record):
    """One piece of quality assurance work: a round of reviews, an observation week, a survey, a visit."""

    shown = ("id", "kind", "start", "end")

    id: Annotated[str, "a short code of your own, such as PR-2024-02"]
    kind: Annotated[str, "what sort of activity it was", Suggested(ACTIVITY_KINDS)]
    title: Annotated[str, "its name for people"]
    start: Annotated[date, "first day"]
    end: Annotated[date, "last day"]
    lead: Annotated[str | None, "who led it"] = None
    external: Annotated[bool | None, "yes where people from outside the authority did it"] = None
    part_of: Annotated[str | None, "the activity that contains this one"] = None
    draws_on: Annotated[tuple[str, ...], "activities whose findings it read, with ; between"] = ()
    population: Annotated[int | None, "how many there were that could have been looked at"] = None
    reached: Annotated[int | None, "how many were planned or reached"] = None
    asked: Annotated[tuple[str, ...], "theme ids it looked at, with ; between"] = ()
    scale: Annotated[str | None, "the grading scale in use, such as ofsted-2018"] = None
    template: Annotated[str | None, "the review template in use"] = None
    sampling: Annotated[str | None, "how children were chosen: random, thematic and on what, census"] = None

    @property
    def about_children(self) -> bool:
        """Whether what it found is evidence about children. What peers think of what they were shown is none."""
        return self.kind != "peer_challenge"


@attrs.frozen(kw_only=True, repr=False)
class Child(Record):
    """A child or young person, by a pseudonym the authority keeps."""

    shown = ("status",)

    id: Annotated[str, "a pseudonym, never a name or a case number"]
    status: Annotated[Status | None, "the support the child has"] = None
    family: Annotated[str | None, "one code for brothers and sisters"] = None
    needs: Annotated[tuple[str, ...], "needs, with ; between"] = ()
    age_band: Annotated[str | None, "an age band, never a date of birth"] = None


@attrs.frozen(kw_only=True, repr=False)
class Person(Record):
    """Somebody who works with children or reviews the work: a code and a role, not a name."""

    shown = ("id", "role")

    id: Annotated[str, "a code, not a name"]
    role: Annotated[str | None, "the post held"] = None
    organisation: Annotated[str | None, "who employs them"] = None
    external: Annotated[bool | None, "yes where they are from outside the authority"] = None
    manager: Annotated[str | None, "the code of their line manager"] = None


@attrs.frozen
class Judgement:
    """A grade for one domain, with its rationale and evidence.

    Inside its review a judgement does not repeat the review's id; listed from the programme it does.
    """

    domain: str = attrs.field(converter=domain_code)
    grade: Grade | Missing
    rationale: str | None = attrs.field(default=None, repr=False)
    evidence: str | None = attrs.field(default=None, repr=False)
    review: str | None = attrs.field(default=None, kw_only=True)


def _by_domain(judgements: Any) -> tuple[Judgement, ...]:
    return tuple(sorted(judgements, key=operator.attrgetter("domain")))


@attrs.frozen(kw_only=True, repr=False)
class Judged(Record):
    """What a review and a later reading of it share: an overall grade and judgements by domain."""

    overall: Annotated[Grade | Missing, "the overall grade in the words of the scale; or not graded, not applicable"]
    rationale: Annotated[str | None, "why this grade"] = None
    judgements: tuple[Judgement, ...] = attrs.field(default=(), converter=_by_domain)

    @property
    def grade(self) -> Grade | None:
        """The overall grade, or None where there is none for any of the four reasons."""
        return self.overall if isinstance(self.overall, Grade) else None

    @property
    def domain_grades(self) -> dict[str, Grade]:
        """The grade of each domain that has one, by domain code."""
        return {j.domain: j.grade for j in self.judgements if isinstance(j.grade, Grade)}

    def judgement(self, domain: str) -> Judgement | None:
        """Return the judgement of one domain, or None where the domain was not looked at."""
        code = domain_code(domain)
        return next((j for j in self.judgements if j.domain == code), None)


@attrs.frozen(kw_only=True, repr=False)
class Review(Judged):
    """One reviewer's reading of practice with one child, or with whatever the template's subject is."""

    shown = ("id", "activity", "completed_on", "overall")

    id: Annotated[str, "a code of its own for each review"]
    activity: Annotated[str, "the id of the round it belongs to"]
    reviewer: Annotated[str, "the code of the person who reviewed"]
    completed_on: Annotated[date, "the day the review was finished"]
    child: Annotated[str | None, "the child's pseudonym"] = None
    subject: Annotated[str | None, "where the review is not about a child: the family, session or provider"] = None
    worker: Annotated[str | None, "the code of the allocated worker"] = None
    manager: Annotated[str | None, "the code of the worker's line manager"] = None
    child_voice: Annotated[Voice | None, "whether the child was heard for this review"] = None
    family_voice: Annotated[Voice | None, "whether the family was heard for this review"] = None
    voice_note: Annotated[str | None, "where nobody was heard, why"] = None
    allocated_on: Annotated[date | None, "the day the reviewer was given the review"] = None
    discussed_on: Annotated[date | None, "the day the reviewer talked it through with the worker"] = None
    escalated_on: Annotated[date | None, "the day a serious concern went to a senior manager"] = None
    system_block: Annotated[str | None, "what in the system stood in the way of support, if anything did"] = None
    template: Annotated[str | None, "the review template it was made with, where it is not the activity's"] = None
    event: Annotated[str | None, "for an observation: what was observed", Suggested(EVENT_KINDS)] = None
    agency: Annotated[str | None, "for an audit with partners: the organisation whose practice was looked at"] = None
    children: Annotated[tuple[str, ...], "for a visit: the pseudonyms of the children it is about, with ; between"] = ()
    reported_on: Annotated[date | None, "for a visit: the day its report was written"] = None
    agreed_on: Annotated[date | None, "for a visit: the day its report was agreed with the provider"] = None


@attrs.frozen(kw_only=True, repr=False)
class Reading(Judged):
    """A later reading of a review: appended to its history, never written over it."""

    shown = ("id", "review", "stage", "read_on", "overall")

    id: Annotated[str, "a code of its own for each reading"]
    review: Annotated[str, "the id of the review that was read"]
    reader: Annotated[str, "the code of the person who read"]
    stage: Annotated[Stage, "self, moderation, third_reader, panel or re_audit"]
    read_on: Annotated[date, "the day of the reading"]
    blind: Annotated[bool | None, "yes where the reader did not know the first grade"] = None


@attrs.frozen(kw_only=True, repr=False)
class Answer(Record):
    """What a reviewer answered to one question of the template. It is a prompt for the grade, and no score."""

    shown = ("review", "question", "answer")

    review: Annotated[str, "the id of the review"]
    question: Annotated[str, "the id of the question, such as VOICE-1"]
    asked: Annotated[str | None, "the question as the form puts it"] = None
    answer: Annotated[Said | None, "yes, partly, no or not applicable; blank where it was not answered"] = None
    note: Annotated[str | None, "what it rests on, with dates"] = None


@attrs.frozen(kw_only=True, repr=False)
class Finding(Record):
    """What an activity found about a theme."""

    shown = ("id", "activity", "theme", "direction")

    id: Annotated[str, "a code of its own for each finding"]
    activity: Annotated[str, "the id of the activity that found it"]
    theme: Annotated[str, "the theme it is about"]
    direction: Annotated[Direction, "strength, concern or mixed"]
    statement: Annotated[str, "what was found, in a sentence"]
    voice: Annotated[str | None, "in whose voice: child, parent, worker, reviewer, data"] = None
    count: Annotated[int | None, "in how many it was seen"] = None
    of: Annotated[int | None, "of how many"] = None
    share: Annotated[float | None, "the share, where no counts are known: 66% or 0.66"] = None
    child: Annotated[str | None, "the child's pseudonym, where it is about one"] = None
    relevant: Annotated[bool | None, "from work with partners: yes where it concerns this authority"] = None


@attrs.frozen(kw_only=True, repr=False)
class Recommendation(Record):
    """Something to be done for a child or across the service, and where it came from."""

    shown = ("id", "level", "source", "raised_on", "due")

    id: Annotated[str, "a code of its own for each recommendation"]
    text: Annotated[str, "what is to be done"]
    level: Annotated[RecommendationLevel, "child or service"]
    source: Annotated[str, "the id of the review, activity or finding it came from"]
    raised_on: Annotated[date, "the day it was made"]
    owner: Annotated[str | None, "the one role that will do it"] = None
    due: Annotated[date | None, "the day by which"] = None
    themes: Annotated[tuple[str, ...], "theme ids, with ; between"] = ()
    rolls_up_to: Annotated[str | None, "the service-level recommendation it feeds"] = None
    priority: Annotated[str | None, "your own word for how urgent it is"] = None
    measure: Annotated[str | None, "how you will know that it made a difference"] = None
    domain: Annotated[str | None, "the domain whose weakness it answers"] = None
    organisation: Annotated[str | None, "whose it is to do, where it is a partner's or a provider's"] = None
    relevant: Annotated[bool | None, "from work with partners: yes where it concerns this authority"] = None


@attrs.frozen(kw_only=True, repr=False)
class Update(Record):
    """One dated entry in a recommendation's history."""

    shown = ("recommendation", "on", "status")

    recommendation: Annotated[str, "the id of the recommendation"]
    on: Annotated[date, "the day of the entry"]
    by: Annotated[str, "who made it"]
    status: Annotated[str, "where it stands", Suggested(UPDATE_STATUSES)]
    note: Annotated[str | None, "what happened"] = None
    evidence: Annotated[str | None, "where the proof is kept"] = None
    impact: Annotated[str | None, "what difference it made for the child"] = None
    due: Annotated[date | None, "the new date, where it was moved"] = None
    approved_by: Annotated[str | None, "who agreed to the new date"] = None
    owner: Annotated[str | None, "the new owner, where it was passed on"] = None
    confirmed_by: Annotated[str | None, "who confirmed the difference it made", Suggested(CONFIRMERS)] = None
    impact_kind: Annotated[ImpactKind | None, "what kind of difference: output, practice or child_outcome"] = None
    verified: Annotated[bool | None, "yes where somebody other than the owner checked it"] = None
    rolls_up_to: Annotated[str | None, "the service-level recommendation it feeds from now on"] = None
    into: Annotated[str | None, "where it was merged or superseded: the recommendation that stands for it"] = None
    plan: Annotated[str | None, "where it was transferred: the plan it is in now"] = None
    board: Annotated[str | None, "the board that follows it"] = None


@attrs.frozen(kw_only=True, repr=False)
class SurveyResult(Record):
    """The answer of one group to one question."""

    shown = ("activity", "share", "answered")

    activity: Annotated[str, "the id of the survey"]
    group: Annotated[str, "who answered: care leavers, parents"]
    question: Annotated[str, "what was asked"]
    share: Annotated[float, "the share who said yes: 66% or 0.66"]
    positive: Annotated[int | None, "how many said yes"] = None
    answered: Annotated[int | None, "how many answered"] = None
    asked_of: Annotated[int | None, "how many were asked"] = None
    theme: Annotated[str | None, "the theme it is about"] = None
    previous_share: Annotated[float | None, "the share last time"] = None
    previous_positive: Annotated[int | None, "how many said yes last time"] = None
    previous_answered: Annotated[int | None, "how many answered last time"] = None


@attrs.frozen(kw_only=True, repr=False)
class Feedback(Record):
    """One person who could have been heard at one point of contact with the service, and whether they were."""

    shown = ("id", "activity", "on", "point", "who", "heard")

    id: Annotated[str, "a code of its own for each"]
    activity: Annotated[str, "the activity it belongs to: closure forms of the year, a visit to a provider"]
    on: Annotated[date, "the day of the contact"]
    point: Annotated[str, "the point of contact", Suggested(FEEDBACK_POINTS)]
    who: Annotated[str, "whose view was to be heard", Suggested(FEEDBACK_FROM)]
    heard: Annotated[Voice, "what came of it: obtained; sought, without an answer; declined; unsafe to ask; not sought"]
    child: Annotated[str | None, "the child's pseudonym, where it is known"] = None
    theme: Annotated[str | None, "the theme it is about"] = None
    direction: Annotated[Direction | None, "strength, concern or mixed"] = None
    said: Annotated[str | None, "what was said, in words that point to nobody"] = None
    note: Annotated[str | None, "where nobody was heard, why"] = None


@attrs.frozen(kw_only=True, repr=False)
class Response(Record):
    """You said, we did: what was said, what came of it, and when people were told."""

    shown = ("id", "activity", "theme", "outcome", "told_back_on")

    id: Annotated[str, "a code of its own for each response"]
    activity: Annotated[str, "where it was said"]
    theme: Annotated[str, "the theme it is about"]
    said: Annotated[str, "what was said, in words that point to nobody"]
    outcome: Annotated[Outcome, "did, doing or could_not"]
    did: Annotated[str | None, "what was done"] = None
    because: Annotated[str | None, "where it could not be done, why"] = None
    told_back_on: Annotated[date | None, "the day people were told"] = None
    channel: Annotated[str | None, "how they were told"] = None


@attrs.frozen(kw_only=True, repr=False)
class CalendarEntry(Record):
    """One thing the quality assurance calendar plans: a round, a visit, a survey, a meeting, a board."""

    shown = ("id", "kind", "start", "end", "activity")

    id: Annotated[str, "a code of its own for each entry"]
    kind: Annotated[str, "what is planned", Suggested(CALENDAR_KINDS)]
    title: Annotated[str, "its name for people"]
    start: Annotated[date, "the day it is planned for, or the first of them"]
    end: Annotated[date | None, "the last day, where there are several"] = None
    lead: Annotated[str | None, "who is to lead it"] = None
    size: Annotated[int | None, "how many reviews, visits or observations are planned"] = None
    moved_to: Annotated[date | None, "the new first day, where it was moved; the first plan stays as it was"] = None
    activity: Annotated[str | None, "the activity it became"] = None
    held_on: Annotated[date | None, "for a meeting, a board or one visit of several: the day it was held"] = None
    cancelled: Annotated[str | None, "where it will not take place, why"] = None


@attrs.frozen(kw_only=True, repr=False)
class Waiver(Record):
    """Comply or explain: why one flag may stand, who says so, and until when."""

    shown = ("rule", "until")

    rule: Annotated[str, "the exact rule, as the flag names it"]
    record: Annotated[str, "the id of the record that was flagged"]
    reason: Annotated[str, "why the flag may stand"]
    by: Annotated[str, "who asks for it"]
    approved_by: Annotated[str, "who agrees: neither the one who asks nor the reviewer"]
    until: Annotated[date, "the last day it counts"]
