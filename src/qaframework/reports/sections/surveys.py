"""What people answered in surveys: counts first, a share only of a known number, a change only where it holds."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import CountTable
from qaframework.feedback.answer_counts import YES, answer_tables
from qaframework.feedback.answers import SurveyAnswer
from qaframework.feedback.shares import percent
from qaframework.feedback.survey import survey
from qaframework.moderation.output.view import line
from qaframework.reports.blocks import Basis, Block, Column, Heading, Paragraph, Table, linked
from qaframework.reports.scope import Scope, unlike
from qaframework.reports.sections.names import activity_names
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import in_words, number

HOW = "surveys"
FEW = "Where too few answered to say how many, neither the group nor the question is named."


def counts(scope: Scope) -> Iterator[CountTable]:
    """Yield the answers to each question of each group of which it is known how many there were."""
    for activity, held in _by_survey(scope).items():
        yield from answer_tables(held, activity)


def _answers(scope: Scope) -> dict[str, SurveyAnswer]:
    """Return every answer of the period's surveys, by a name of its own that stays the same from report to report."""
    return {name: one for held in _by_survey(scope).values() for name, one in held.items()}


def _by_survey(scope: Scope) -> dict[str, dict[str, SurveyAnswer]]:
    """Return for each survey of the period its answers by name."""
    surveys = sorted({result.activity for result in scope.survey_results})
    read = [(activity, one) for activity in surveys for one in survey(scope.year, activity).answers]
    names = unlike({place: f"{one.group}: {one.question} ({activity})" for place, (activity, one) in enumerate(read)})
    held: dict[str, dict[str, SurveyAnswer]] = {activity: {} for activity in surveys}
    for place, (activity, one) in enumerate(read):
        held[activity][names[place]] = one
    return held


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what each group answered."""
    yield Heading("What children, young people and families told the survey", 3)
    answers = _answers(scope)
    if not answers:
        yield Paragraph("No survey ended in this period.")
        return
    names = activity_names(scope)
    for activity, held in _by_survey(scope).items():
        told = {name: one for name, one in held.items() if _may_name(name, scope, safe)}
        if not told:
            continue
        yield Table(
            f"Answers, {names[activity]}",
            (
                Column("Group"),
                Column("Question"),
                Column("Yes", number=True),
                Column("Answered", number=True),
                Column("Share", number=True),
                Column("Since last time"),
            ),
            [_row(name, one, scope, safe) for name, one in told.items()],
            HOW,
        )
    unknown = sum(one.answered is None for one in answers.values())
    if unknown:
        why = (
            "A share without its number says nothing that can be relied on, and can give away how few there were: "
            "it is not shown here, nor are the groups named."
            if scope.audience.protected
            else "Such a share says nothing that can be relied on, and no change can be read from it."
        )
        yield Paragraph(
            linked(
                f"For {number(unknown)} of {in_words(len(answers), 'answer')} it is not known how many answered. {why}",
                HOW,
            )
        )
    few = sum(name in safe and not _may_name(name, scope, safe) for name in answers)
    if few:
        yield Paragraph(linked(f"{FEW} This is so for {number(few)} of {in_words(len(answers), 'answer')}.", HOW))
    yield Paragraph("Those who did not answer are not told of here: silence is not contentment.")


def _may_name(name: str, scope: Scope, safe: ProtectedTables) -> bool:
    """Return whether a group and its question may be named: where small numbers are withheld, only if it is large."""
    return not scope.audience.protected or (name in safe and not safe[name].at().hidden)


def _row(name: str, answer: SurveyAnswer, scope: Scope, safe: ProtectedTables) -> tuple[str, ...]:
    about = line(answer.group) or "a group", line(answer.question) or "a question"
    if name not in safe:
        return (*about, "not known", "not known", percent(answer.share), "cannot be said")
    table = safe[name]
    yes, answered = table.at(answer=YES), table.at()
    share = table.share({"answer": YES}, of={})
    return (*about, yes.text, answered.text, _share(share.text, share.hidden, yes.hidden), _change(answer, yes.hidden))


def _share(text: str, hidden: bool, small: bool) -> str:
    return text if small or not hidden else "too few"


def _change(answer: SurveyAnswer, hidden: bool) -> str:
    """Return what may be claimed of the change since last time: from the interval, in words."""
    if answer.previous_share is None:
        return "not asked before"
    if hidden or answer.change.interval is None:
        return "cannot be said"
    if not answer.changed:
        return "no change that can be told from chance"
    return "higher" if answer.change.interval[0] > 0 else "lower"


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Surveys",
        "Every survey that ended in the period, each group and question by itself; the number who answered that "
        "question is what a share is of. A change is claimed only where Newcombe's 95% interval of the difference "
        "(1998, method 10) leaves out zero. Where everybody in a group gave the same answer, a report that "
        "withholds small numbers withholds that too: it would tell it of each of them. Such a report names a group "
        "only where it shows how many of it answered.",
    )


SECTION = Section(counts=counts, blocks=blocks, bases=bases)
