"""The annual survey: what each group answered, what may be claimed of it, and what its percentages give away."""

from __future__ import annotations

from collections.abc import Iterator

import attrs

from qaframework.errors import UnknownNameError
from qaframework.feedback.answers import FEW, SurveyAnswer
from qaframework.feedback.shares import MOST, counts_that_fit, same_share, totals_that_fit
from qaframework.feedback.shown import FEWEST, WIDTH
from qaframework.feedback.survey_words import about, given_away, of_group, row
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Activity, SurveyResult
from qaframework.show import counted, told_html, told_text


@attrs.frozen(kw_only=True)
class SurveyGroup:
    """One group of a survey with its answers.

    Attributes:
        name: who they are.
        answers: one for each question.
        asked, answered: how many were asked, and how many answered the question that most answered; None where unknown.
        fits: the totals its shares can be of, where nothing says how many answered; empty where it is known, or where
            there is one share only, without its count.
        tried: up to which total was tried.
    """

    name: str
    answers: tuple[SurveyAnswer, ...]
    asked: int | None = None
    answered: int | None = None
    fits: tuple[int, ...] = ()
    tried: int = MOST

    @property
    def gives_away(self) -> tuple[int, ...]:
        """The one or two totals its shares leave, where a reader can work out how many answered; empty otherwise."""
        return self.fits if len(self.fits) <= 2 else ()

    def rows(self) -> list[dict[str, object]]:
        """Return one row a question."""
        return [row(one) for one in self.answers]


@attrs.frozen(kw_only=True, repr=False)
class SurveyReading:
    """What one survey says, and what it does not.

    Attributes:
        activity: the id of the survey.
        before: the id of the survey before it in the same programme that asked any of its groups, if there is one.
        groups: what each group answered.
        asked_alike: how many of its questions the survey before put to the same group in the same words.
        reworded: questions that the survey before did not put to the same group in the same words, though it asked
            that group.
        disagreeing: questions of which the share of last time is not what the survey before has.
        themes: for each theme it asked about or found something on, what there is.
    """

    activity: str
    before: str | None = None
    groups: tuple[SurveyGroup, ...] = ()
    asked_alike: int = 0
    reworded: tuple[str, ...] = ()
    disagreeing: tuple[str, ...] = ()
    themes: tuple[dict[str, object], ...] = ()

    @property
    def answers(self) -> tuple[SurveyAnswer, ...]:
        """Every answer of every group."""
        return tuple(one for group in self.groups for one in group.answers)

    def rows(self) -> list[dict[str, object]]:
        """Return one row for each group and question: counts first, the interval, and whether it changed."""
        return [one for group in self.groups for one in group.rows()]

    def by_theme(self) -> list[dict[str, object]]:
        """Return one row a theme: the shares, the survey's findings and the responses by their codes."""
        return [dict(one) for one in self.themes]

    def sentences(self) -> tuple[str, ...]:
        """Return what may be said of it, and no more: no change that the numbers do not carry."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.groups:
            yield f"{self.activity} has no results."
            return
        known = sum(one.answered is not None for one in self.answers)
        yield (
            f"{self.activity} has {counted(len(self.answers), 'share')} from "
            f"{counted(len(self.groups), 'group')}; how many answered is known for {known or 'none'} of them."
        )
        if self.before is not None and self.asked_alike < len(self.answers):
            asked = counted(len(self.answers), "question")
            yield (
                f"Of {asked}, put to the same group in the same words in {self.before}: {self.asked_alike}. The others "
                "cannot be compared with it."
            )
        for group in self.groups:
            yield from of_group(group)

    def warnings(self) -> tuple[str, ...]:
        """Return what to see to before any of it is published; for those who run the survey, not for its readers."""
        return tuple(self._warnings())

    def _warnings(self) -> Iterator[str]:
        for group in self.groups:
            for one in group.answers:
                yield from (f"{about(one)}: {fault.text}." for fault in one.faults)
            yield from given_away(group)
            for one in group.answers:
                if one.share in (0, 1) and one.answered is not None and 1 < one.answered < FEW:
                    yield f"{about(one)}: all {one.answered} said the same, so it tells what each of them said."
            if group.answered is not None and 0 < group.answered < FEWEST:
                yield f"{group.name}: only {group.answered} answered. Join the group with another, or leave it out."
        unknown = [one for one in self.answers if one.answered is None]
        if unknown:
            yield (
                f"{counted(len(unknown), 'share')} without how many answered: ask whoever ran the survey. Until then "
                "no interval can be given, and no change claimed."
            )
        yield from (f"{one}: the share of last time is not the one {self.before} has." for one in self.disagreeing)

    def __repr__(self) -> str:
        return told_text(self._briefly(), self._tables(), width=WIDTH)

    def _repr_html_(self) -> str:
        return told_html(self._briefly(), self._tables())

    def _briefly(self) -> list[str]:
        return [*self.sentences()[:1], *(f"Before publishing: {warning}" for warning in self.warnings())]

    def _tables(self) -> dict[str, list[dict[str, object]]]:
        brief = ("group", "question", "yes", "answered", "asked", "share", "between", "last time", "change")
        return {f"Survey {self.activity}": [{name: one[name] for name in brief} for one in self.rows()]}


def survey(year: Programme, activity: str | None = None, *, most: int = MOST) -> SurveyReading:
    """Read one survey: counts first, intervals where the counts are known, and refusals where they are not.

    A change since last time is worked out from the counts of last time, in the same row or in the survey before, by
    Newcombe's interval; without them it is refused, and so it is where the survey before is there and put the question
    in other words. Shares of which nobody says how many answered are tried for the
    totals they can be of.

    Args:
        year: the programme.
        activity: the id of the survey; None for the last one that has results.
        most: the greatest total to try, where nothing says how many were asked.

    Raises:
        UnknownNameError: there is no such survey.

    >>> import qaframework as qa
    >>> reading = qa.survey(qa.example("city-of-london-2023-24"), "SV-2023-07")
    >>> [group.gives_away for group in reading.groups if group.gives_away]
    [(53,)]
    """
    activities = by_id(year.activities)
    surveys = _by_survey(year)
    if activity is None:
        known = [name for name in surveys if name in activities]
        activity = max(known, key=lambda name: (activities[name].end, name), default="")
    if activity not in activities and activity not in surveys:
        raise UnknownNameError("survey", activity, sorted(surveys))
    results = surveys.get(activity, [])
    before = _the_one_before(activities.get(activity), activities, surveys)
    earlier = {_question(one): one for one in surveys.get(before or "", ())}
    asked_then = {group for group, _ in earlier}
    new = [one for one in results if _question(one)[0] in asked_then and _question(one) not in earlier]
    answers = [SurveyAnswer.of(one, earlier.get(_question(one)), reworded=one in new) for one in results]
    groups = {
        name: [one for one in answers if one.group == name] for name in dict.fromkeys(one.group for one in answers)
    }
    return SurveyReading(
        activity=activity,
        before=before,
        groups=tuple(_group(name, members, most) for name, members in groups.items()),
        asked_alike=sum(_question(one) in earlier for one in results),
        reworded=tuple(f"{one.group}, {one.question}" for one in new),
        disagreeing=tuple(
            f"{one.group}, {one.question}"
            for one in results
            if one.previous_share is not None
            and _question(one) in earlier
            and not same_share(earlier[_question(one)].share, one.previous_share)
        ),
        themes=tuple(_themes(year, activities.get(activity), activity, results)),
    )


def _by_survey(year: Programme) -> dict[str, list[SurveyResult]]:
    """Return the results of each survey, in an order that is not that of the rows."""
    surveys: dict[str, list[SurveyResult]] = {}
    for result in sorted(year.survey_results, key=lambda one: (one.activity, one.group, -one.share, one.question)):
        surveys.setdefault(result.activity, []).append(result)
    return surveys


def _the_one_before(
    one: Activity | None, activities: dict[str, Activity], surveys: dict[str, list[SurveyResult]]
) -> str | None:
    """Return the last survey that ended before one began, and asked any of its groups."""
    if one is None:
        return None
    groups = {_question(result)[0] for result in surveys.get(one.id, ())}
    earlier = [
        activities[name]
        for name, results in surveys.items()
        if name in activities
        and activities[name].end < one.start
        and any(_question(result)[0] in groups for result in results)
    ]
    return max(earlier, key=lambda activity: (activity.end, activity.id)).id if earlier else None


def _question(result: SurveyResult) -> tuple[str, str]:
    return " ".join(result.group.casefold().split()), " ".join(result.question.casefold().split())


def _group(name: str, answers: list[SurveyAnswer], most: int) -> SurveyGroup:
    asked = max((one.asked_of for one in answers if one.asked_of is not None), default=None)
    answered = max((one.answered for one in answers if one.answered is not None), default=None)
    counted_yes = [one for one in answers if one.positive is not None]
    unknown = answered is None and (counted_yes or len({one.share for one in answers}) > 1)
    tried = min(most, asked) if asked else most
    fits = totals_that_fit((one.share for one in answers), tried) if unknown else ()
    fits = tuple(
        total for total in fits if all(one.positive in counts_that_fit(one.share, total) for one in counted_yes)
    )
    return SurveyGroup(name=name, answers=tuple(answers), asked=asked, answered=answered, fits=fits, tried=tried)


def _themes(
    year: Programme, activity: Activity | None, name: str, results: list[SurveyResult]
) -> Iterator[dict[str, object]]:
    """Yield what there is on each theme that the survey asked about, has a share of, or found something on."""
    findings = [one for one in year.findings if one.activity == name]
    responses = [one for one in year.responses if one.activity == name]
    asked = activity.asked if activity else ()
    named = {*asked, *(one.theme for one in results if one.theme)}
    named |= {one.theme for one in findings} | {one.theme for one in responses}
    for theme in sorted(named):
        yield {
            "theme": theme,
            "shares": sum(one.theme == theme for one in results),
            "strengths": ", ".join(
                sorted(one.id for one in findings if (one.theme, one.direction) == (theme, "strength"))
            ),
            "concerns": ", ".join(
                sorted(one.id for one in findings if one.theme == theme and one.direction != "strength")
            ),
            "responses": ", ".join(sorted(one.id for one in responses if one.theme == theme)),
        }
