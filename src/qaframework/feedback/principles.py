"""What this year's data says to each principle of the framework, as evidence with codes: never a score.

A principle is not proved by a count. For each there are a few questions that records can answer; each answer names the
records that speak for it, those that speak against it, and says so where nothing is recorded. People weigh it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

import attrs

from qaframework.feedback.claims import what_it_claims
from qaframework.feedback.shown import WIDTH, first
from qaframework.feedback.whose import whose
from qaframework.model.programme import Programme
from qaframework.show import told_html, told_text
from qaframework.tracker.lifecycle import DONE

Codes = Iterable[str]
Answered = tuple[Codes, Codes]
"""The codes of records that speak for something, and of those that speak against it."""
MOST_CODES = 6


@attrs.frozen(kw_only=True)
class PrincipleQuestion:
    """One thing that records can say about a principle.

    Attributes:
        text: what is asked.
        answer: from a programme, the codes that speak for it and those that do not.
        record: what to record where nothing is said.
    """

    text: str
    answer: Callable[[Programme], Answered] = attrs.field(repr=False)
    record: str


@attrs.frozen(kw_only=True)
class Principle:
    """A principle of a quality assurance framework, with what records can say about it.

    Attributes:
        id: a short name.
        title: its name for people.
        questions: what records can say about it.
    """

    id: str
    title: str
    questions: tuple[PrincipleQuestion, ...]


@attrs.frozen(kw_only=True)
class Evidence:
    """What the data says to one question.

    Attributes:
        principle, question: what was asked.
        speaking: the codes of records that speak for it.
        against: the codes of records that speak against it.
        record: what to record, where the data is silent.
    """

    principle: str
    question: str
    speaking: tuple[str, ...]
    against: tuple[str, ...]
    record: str

    @property
    def silent(self) -> bool:
        """Whether there is no record that could say anything."""
        return not self.speaking and not self.against

    def row(self) -> dict[str, object]:
        """Return it as a row."""
        return {
            "principle": self.principle,
            "what the data is asked": self.question,
            "speaks to it": _listed(self.speaking),
            "speaks against it": _listed(self.against),
            "silent: to be recorded": self.record if self.silent else "",
        }


@attrs.frozen(kw_only=True, repr=False)
class PrinciplesEvidence:
    """The evidence on every principle.

    Attributes:
        evidence: one for each question, by principle.
    """

    evidence: tuple[Evidence, ...] = ()

    def of(self, principle: str) -> tuple[Evidence, ...]:
        """Return the evidence on one principle, by its title."""
        return tuple(one for one in self.evidence if one.principle == principle)

    @property
    def silent(self) -> tuple[Evidence, ...]:
        """The questions to which the data says nothing."""
        return tuple(one for one in self.evidence if one.silent)

    def rows(self) -> list[dict[str, object]]:
        """Return one row a question, with the codes of the records."""
        return [one.row() for one in self.evidence]

    def sentences(self) -> tuple[str, ...]:
        """Return, for each principle, what there is and what is silent. There is no score, and none is meant."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for principle in dict.fromkeys(one.principle for one in self.evidence):
            asked = self.of(principle)
            told = "; ".join(f"{one.question} ({_how_many(one)})" for one in asked if not one.silent)
            silent = "; ".join(one.question for one in asked if one.silent)
            yield f"{principle}: {told or 'the data says nothing'}." + (f" Silent on: {silent}." if silent else "")

    def __repr__(self) -> str:
        return told_text((_NO_SCORE,), {"Evidence": self.rows()}, width=WIDTH)

    def _repr_html_(self) -> str:
        return told_html((_NO_SCORE,), {"Evidence by principle": self.rows()})


_NO_SCORE = "Records that speak to each principle, and where the data is silent. It is evidence to weigh, not a score."


def _how_many(one: Evidence) -> str:
    records = f"{len(one.speaking)} {'record' if len(one.speaking) == 1 else 'records'}"
    return f"{records}, and {len(one.against)} against" if one.against else records


def _listed(codes: Sequence[str]) -> str:
    return f"{len(codes)}: {first(codes, MOST_CODES)}" if codes else ""


def _split(records: Iterable[Any], speaks: Callable[[Any], object]) -> Answered:
    """Return the codes of the records that speak for something, and of the others."""
    given = list(records)
    return [one.id for one in given if speaks(one)], [one.id for one in given if not speaks(one)]


def _children_heard(year: Programme) -> Answered:
    states = [(one.id, one.child_voice) for one in year.reviews]
    states += [(one.id, one.heard) for one in year.feedback if whose(one.who) == "child"]
    heard, not_asked = ([code for code, state in states if state == which] for which in ("obtained", "not_sought"))
    return heard, not_asked


def _child_findings(year: Programme) -> Answered:
    return [one.id for one in year.findings if whose(one.voice) == "child"], ()


def _told_back(year: Programme) -> Answered:
    return _split(year.responses, lambda one: one.told_back_on)


def _talked_through(year: Programme) -> Answered:
    recording = {one.activity for one in year.reviews if one.discussed_on}
    asked = (one for one in year.reviews if one.activity in recording)
    return _split(asked, lambda one: one.discussed_on and one.discussed_on <= one.completed_on)


def _own_readings(year: Programme) -> Answered:
    return [one.id for one in year.readings if one.stage == "self"], ()


def _seen_at_work(year: Programme) -> Answered:
    observations = {one.id for one in year.activities if one.kind == "observation"}
    return [one.id for one in year.reviews if one.event or one.activity in observations] or observations, ()


def _worker_findings(year: Programme) -> Answered:
    return [one.id for one in year.findings if whose(one.voice) == "worker"], ()


def _measured(year: Programme) -> Answered:
    return _split(year.recommendations, lambda one: one.measure)


def _made_a_difference(year: Programme) -> Answered:
    with_impact = {one.recommendation for one in year.updates if one.impact}
    done = {one.recommendation for one in year.updates if one.status in DONE}
    return with_impact, done - with_impact


def _strengths(year: Programme) -> Answered:
    told = [(one.id, one.direction) for one in year.findings] + [(one.id, one.direction) for one in year.feedback]
    return [code for code, direction in told if direction in ("strength", "mixed")], ()


def _read_again(year: Programme) -> Answered:
    return [one.id for one in year.readings if one.stage != "self"], ()


def _from_outside(year: Programme) -> Answered:
    return [one.id for one in year.activities if one.kind == "peer_challenge" or one.external], ()


def _followed_up(year: Programme) -> Answered:
    blocked = {one.id for one in year.reviews if one.system_block}
    taken_up = {one.source for one in year.recommendations if one.level == "service" or one.rolls_up_to}
    return blocked & taken_up, blocked - taken_up


def _changed_something(year: Programme) -> Answered:
    """Return what was done and says what; a promise is neither for it nor against it."""
    return _split(
        (one for one in year.responses if one.outcome == "did"), lambda one: what_it_claims(one.did) == "a change"
    )


def _principle(name: str, title: str, *questions: tuple[str, Callable[[Programme], Answered], str]) -> Principle:
    asked = tuple(PrincipleQuestion(text=text, answer=answer, record=record) for text, answer, record in questions)
    return Principle(id=name, title=title, questions=asked)


PRINCIPLES: tuple[Principle, ...] = (
    _principle(
        "child-centred",
        "Child-centred",
        ("children heard in their own voice", _children_heard, "child_voice in reviews; feedback from children"),
        ("findings in a child's own voice", _child_findings, "voice in findings"),
        ("people told what came of what they said", _told_back, "responses, with the day people were told"),
    ),
    _principle(
        "restorative",
        "Restorative",
        ("reviews talked through with the worker before they were final", _talked_through, "discussed_on in reviews"),
        ("workers' own readings of their work", _own_readings, "readings of stage self"),
        ("work seen in person", _seen_at_work, "observations"),
        ("findings in workers' voice", _worker_findings, "findings with voice worker"),
    ),
    _principle(
        "outcomes-based",
        "Outcomes-based",
        ("recommendations that say how a difference will show", _measured, "measure in recommendations"),
        ("recommendations with a difference on record", _made_a_difference, "impact in updates"),
    ),
    _principle(
        "positive",
        "Positive",
        ("strengths that were found and told", _strengths, "findings and feedback of direction strength"),
    ),
    _principle(
        "reflective",
        "Reflective",
        ("reviews read again by somebody else", _read_again, "readings: moderation, panel, re-audit"),
        ("work looked at from outside", _from_outside, "activities marked external; peer challenge"),
    ),
    _principle(
        "creative",
        "Creative",
        ("things changed because somebody said so", _changed_something, "responses that say what was done"),
        ("blocks in the system that became work for the service", _followed_up, "system_block in reviews"),
    ),
)
"""The six principles of the City of London's framework (annual report 2023-24, section 2). The questions are ours."""


def principles(year: Programme, of: Sequence[Principle] | None = None) -> PrinciplesEvidence:
    """Say what a year's records speak to each principle of the framework, and where they are silent.

    Args:
        year: the programme.
        of: the principles; None for those of the City of London's framework, :data:`PRINCIPLES`.

    >>> import qaframework as qa
    >>> evidence = qa.principles(qa.example("city-of-london-2023-24"))
    >>> sorted({one.principle for one in evidence.evidence})
    ['Child-centred', 'Creative', 'Outcomes-based', 'Positive', 'Reflective', 'Restorative']
    """
    return PrinciplesEvidence(
        evidence=tuple(
            Evidence(
                principle=principle.title,
                question=question.text,
                speaking=tuple(sorted(speaking)),
                against=tuple(sorted(against)),
                record=question.record,
            )
            for principle in (PRINCIPLES if of is None else of)
            for question in principle.questions
            for speaking, against in (question.answer(year),)
        )
    )
