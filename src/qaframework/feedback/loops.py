"""One loop: something said, what came of it, whether people know, and whether what they are told holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import attrs

from qaframework.activities.told import DONE_WORDS, stands
from qaframework.feedback.claims import Claim, what_it_claims
from qaframework.feedback.quotes import Concern, QuoteReader
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Activity, Outcome, Recommendation, Response, Update
from qaframework.moderation.output.view import day
from qaframework.working_days import working_days_after, working_days_between

Told = Literal["in time", "late", "not yet due", "overdue", "before it was asked", "unknown"]
_TEXTS = ("said", "did", "because", "channel")


@attrs.frozen(kw_only=True)
class ToldBack:
    """One loop: something said, what came of it, and whether people know.

    Attributes:
        response, activity, theme, outcome: as the response has them.
        due: the last day to tell people; None where the activity is not known.
        told_on: the day they were told; None where nobody was by the day it is looked from.
        after: how many days that took, in the kind of days that are counted; None where nobody was told.
        told: in time, late, not yet due, overdue, before it was asked, or unknown.
        doubt: why what it says of itself does not hold, by its own words or by the recommendations that came of it;
            empty where nothing speaks against it.
        open_because: why the loop is open; empty where it is closed.
        findings: the codes of what the activity found on the theme.
        concerns: what in its words may point to somebody, each with the column it stands in.
    """

    response: str
    activity: str
    theme: str
    outcome: Outcome
    due: date | None
    told_on: date | None
    after: int | None
    told: Told
    doubt: str = ""
    open_because: str = ""
    findings: tuple[str, ...] = ()
    concerns: tuple[tuple[str, Concern], ...] = ()

    @property
    def publishable(self) -> bool:
        """Whether it can be put before people as it stands: it holds, and nothing in its words points to somebody."""
        return not self.doubt and not any(concern.stops for _, concern in self.concerns)

    def row(self) -> dict[str, object]:
        """Return it as a row, without any of its words."""
        stops = any(concern.stops for _, concern in self.concerns)
        return {
            "response": self.response,
            "activity": self.activity,
            "theme": self.theme,
            "outcome": self.outcome.replace("_", " "),
            "told by": day(self.due) if self.due else None,
            "told on": day(self.told_on) if self.told_on else None,
            "told": self.told,
            "loop": f"open: {self.open_because}" if self.open_because else "closed",
            "words": "do not publish" if stops else "think first" if self.concerns else "nothing found",
            "findings": ", ".join(self.findings),
        }


@attrs.frozen(kw_only=True, repr=False)
class LoopReader:
    """What is looked for in the loops of one year; made once, used for all of them.

    Attributes:
        activities: where things were said, by id.
        findings: the codes of findings, by activity and theme.
        recommended: the service-level recommendations, by the activity they came of and theme.
        standing: where each of them stands.
        quotes: what in their words may point to somebody.
        today: the day to look from.
        days, working: within how many days people are told, and whether working days are counted.
    """

    activities: Mapping[str, Activity]
    findings: Mapping[tuple[str, str], Sequence[str]]
    recommended: Mapping[tuple[str, str], Sequence[str]]
    standing: Mapping[str, str]
    quotes: QuoteReader
    today: date
    days: int
    working: bool

    @classmethod
    def of(cls, year: Programme, quotes: QuoteReader, today: date, days: int, working: bool) -> LoopReader:
        """Return the reader for a year's loops."""
        recommendations = [one for one in year.recommendations if one.level == "service"]
        updates: dict[str, list[Update]] = {one.id: [] for one in recommendations}
        for update in year.updates:
            if update.recommendation in updates:
                updates[update.recommendation].append(update)
        return cls(
            activities=by_id(year.activities),
            findings=_grouped(((one.activity, one.theme), one.id) for one in year.findings),
            recommended=_grouped(_places(recommendations, year)),
            standing={name: stands(entries, today) for name, entries in updates.items()},
            quotes=quotes,
            today=today,
            days=days,
            working=working,
        )

    def read(self, response: Response) -> ToldBack:
        """Return the loop of a response."""
        activity = self.activities.get(response.activity)
        due = self._due(activity) if activity is not None else None
        told_on = self.told_on(response)
        told, doubt = self._told(told_on, activity, due), self._doubt(response)
        return ToldBack(
            response=response.id,
            activity=response.activity,
            theme=response.theme,
            outcome=response.outcome,
            due=due,
            told_on=told_on,
            after=self._days_between(activity.end, told_on) if activity is not None and told_on is not None else None,
            told=told,
            doubt=doubt,
            open_because="; ".join(_open_because(response, told, told_on, doubt)),
            findings=tuple(sorted(self.findings.get((response.activity, response.theme), ()))),
            concerns=tuple(
                (field, concern)
                for field in _TEXTS
                if (text := getattr(response, field))
                for concern in self.quotes.check(text).concerns
            ),
        )

    def told_on(self, response: Response) -> date | None:
        """Return the day people were told, or None where nobody had been by the day it is looked from."""
        told_on = response.told_back_on
        return told_on if told_on is not None and told_on <= self.today else None

    def _due(self, activity: Activity) -> date:
        return working_days_after(activity.end, self.days) if self.working else activity.end + timedelta(days=self.days)

    def _days_between(self, start: date, end: date) -> int:
        return working_days_between(start, end) if self.working else max(0, (end - start).days)

    def _told(self, told_on: date | None, activity: Activity | None, due: date | None) -> Told:
        if activity is None or due is None:
            return "unknown"
        if told_on is None:
            return "overdue" if self.today > due else "not yet due"
        if told_on < activity.start:
            return "before it was asked"
        return "in time" if told_on <= due else "late"

    def _doubt(self, response: Response) -> str:
        """Return why what a response says of itself does not hold, or nothing."""
        answer = response.because if response.outcome == "could_not" else response.did
        doubt = _DOUBTS[response.outcome].get(what_it_claims(answer), "")
        if doubt or response.outcome != "did":
            return doubt
        came_of_it = sorted(self.recommended.get((response.activity, response.theme), ()))
        if came_of_it and all(self.standing[name] not in DONE_WORDS for name in came_of_it):
            verb = "is" if len(came_of_it) == 1 else "are"
            return f"called done, and {', '.join(came_of_it)} that came of it {verb} not"
        return ""


def _open_because(response: Response, told: Told, told_on: date | None, doubt: str) -> Iterator[str]:
    if told_on is None:
        yield "nobody was told"
    elif told == "before it was asked":
        yield "told before it was asked"
    if doubt:
        yield doubt
    if response.outcome == "doing":
        yield f"promised{f' on {day(told_on)}' if told_on else ''}, and not done yet"


_DOUBTS: Mapping[Outcome, Mapping[Claim, str]] = {
    "did": {
        "nothing": "it is not said what was done",
        "a promise": "called done, and its words are a promise",
        "heard": "called done, and its words say only that it was heard",
        "not done": "called done, and its words say that it was not",
    },
    "doing": {
        "nothing": "it is not said what is being done",
        "heard": "called being done, and its words say only that it was heard",
    },
    "could_not": {"nothing": "no reason was given"},
}


def _grouped(pairs: Iterable[tuple[tuple[str, str], str]]) -> dict[tuple[str, str], list[str]]:
    groups: dict[tuple[str, str], list[str]] = {}
    for key, code in pairs:
        groups.setdefault(key, []).append(code)
    return groups


def _places(recommendations: Iterable[Recommendation], year: Programme) -> Iterator[tuple[tuple[str, str], str]]:
    """Yield each recommendation under the activity it came of, itself or through a finding or a review, and theme."""
    activity_of = {one.id: one.activity for one in year.findings} | {one.id: one.activity for one in year.reviews}
    for one in recommendations:
        for theme in dict.fromkeys(one.themes):
            yield (activity_of.get(one.source, one.source), theme), one.id
