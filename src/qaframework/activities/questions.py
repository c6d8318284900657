"""What reviewers answered to the questions of a template: counted together only where the words were the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

import attrs

from qaframework.activities.told import FEW
from qaframework.errors import UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Answer
from qaframework.show import Told, counted

SAID = ("yes", "partly", "no", "not_applicable")


@attrs.frozen(kw_only=True)
class QuestionCount:
    """How one question was answered.

    Attributes:
        question: its id.
        asked: its words; None where the forms do not hold them.
        answers: how often each of yes, partly, no and not applicable.
        blank: how often it was left open.
        wordings: in how many different wordings it was asked. Where there are several, each has a count of its own.
    """

    question: str
    asked: str | None
    answers: dict[str, int]
    blank: int
    wordings: int

    @property
    def of(self) -> int:
        """How many said yes, partly or no: those to whom it applied, and who answered."""
        return sum(self.answers[said] for said in SAID[:3])


@attrs.frozen(kw_only=True, repr=False)
class Questions(Told):
    """How the questions of a template were answered. They are prompts, and no score is made of them.

    Attributes:
        reviews: how many reviews have answers.
        questions: each question, by id.
    """

    reviews: int
    questions: tuple[QuestionCount, ...]

    @property
    def caption(self) -> str:
        """What the rows are."""
        return f"Answers by question, {counted(self.reviews, 'review')}"

    def rows(self) -> list[dict[str, Any]]:
        """Return one row for each question and wording."""
        return [
            {
                "question": one.question,
                "asked": one.asked or "",
                **{said.replace("_", " "): one.answers[said] for said in SAID},
                "blank": one.blank,
            }
            for one in self.questions
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said of the answers."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.questions:
            yield "No answers to questions of a template are recorded."
            return
        asked = len({one.question for one in self.questions})
        yield f"{counted(asked, 'question')} asked in {counted(self.reviews, 'review')}."
        if self.reviews < FEW:
            yield f"Fewer than {FEW}: give counts, and say nothing of how often."
        weak = [one for one in self.questions if one.of and 2 * one.answers["no"] > one.of]
        if weak:
            told = ", ".join(f"{one.question} ({one.answers['no']} of {one.of})" for one in weak)
            yield f"More often no than not: {told}."
        changed = sorted({one.question for one in self.questions if one.wordings > 1})
        if changed:
            yield f"Asked in more wordings than one, and counted apart: {', '.join(changed)}."
        open_ = sum(one.blank for one in self.questions)
        if open_:
            yield f"{counted(open_, 'question')} left open."


def questions(year: Programme, activity: str | None = None) -> Questions:
    """Return how the questions of a template were answered, by question.

    Args:
        year: the records.
        activity: one round; None for all of them.

    Raises:
        UnknownNameError: there is no such activity.

    A question is counted with another only where id and words are the same: a question that was put differently is
    another question, whatever its id. Capitals and spaces make no other words.
    """
    known = [one.id for one in year.activities]
    if activity is not None and activity not in known:
        raise UnknownNameError("activity", activity, known)
    reviews = {one.id for one in year.reviews if activity in (None, one.activity)}
    held = [one for one in year.answers if one.review in reviews]
    groups: dict[tuple[str, str], list[Answer]] = {}
    for one in held:
        groups.setdefault((one.question, _folded(one.asked)), []).append(one)
    wordings = Counter(question for question, words in groups if words)
    return Questions(
        reviews=len({one.review for one in held}),
        questions=tuple(
            QuestionCount(
                question=question,
                asked=min(" ".join((one.asked or "").split()) for one in groups[question, asked]) or None,
                answers={said: sum(one.answer == said for one in groups[question, asked]) for said in SAID},
                blank=sum(one.answer is None for one in groups[question, asked]),
                wordings=wordings[question],
            )
            for question, asked in sorted(groups)
        ),
    )


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())
