"""You said, we did: what came of what people said, whether they were told in time, and which loops are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, get_args

import attrs

from qaframework.feedback.quotes import Concern, QuoteReader
from qaframework.feedback.shown import FEWEST, WIDTH
from qaframework.feedback.whose import whose
from qaframework.model.programme import Programme, by_id, in_one_order
from qaframework.model.records import Activity, Outcome, Response
from qaframework.moderation.output.view import day
from qaframework.show import counted, told_html, told_text
from qaframework.working_days import working_days_after, working_days_between

DAYS = 90
"""Within how many days people are told back, unless an authority says otherwise."""
Told = Literal["in time", "late", "not yet due", "overdue", "before it was asked", "unknown"]
_OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
_TEXTS = ("said", "did", "because", "channel")


@attrs.frozen(kw_only=True)
class ToldBack:
    """One loop: something said, what came of it, and whether people know.

    Attributes:
        response, activity, theme, outcome: as the response has them.
        due: the last day to tell people; None where the activity is not known.
        told_on: the day they were told.
        after: how many days that took, in the kind of days that are counted; None where nobody was told.
        told: in time, late, not yet due, overdue, before it was asked, or unknown.
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
    open_because: str = ""
    findings: tuple[str, ...] = ()
    concerns: tuple[tuple[str, Concern], ...] = ()

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
class YouSaidWeDid:
    """Every loop of a year.

    Attributes:
        today: the day it was looked at.
        days, working: within how many days people are told back, and whether working days are counted.
        loops: one for each response.
        answered, unanswered: the codes of the worries that children or families voiced, by whether there is a response
            on their theme.
    """

    today: date
    days: int
    working: bool
    loops: tuple[ToldBack, ...] = ()
    answered: tuple[str, ...] = ()
    unanswered: tuple[str, ...] = ()
    _responses: tuple[Response, ...] = attrs.field(default=(), alias="responses")

    @property
    def open(self) -> tuple[ToldBack, ...]:
        """The loops that are open."""
        return tuple(one for one in self.loops if one.open_because)

    @property
    def in_time(self) -> tuple[int, int]:
        """How many were told in time, of how many whose time is up or who were told."""
        judged = [one for one in self.loops if one.told not in ("not yet due", "unknown")]
        return sum(one.told == "in time" for one in judged), len(judged)

    def rows(self) -> list[dict[str, object]]:
        """Return one row a response, without any of its words."""
        return [one.row() for one in self.loops]

    def to_publish(self) -> list[dict[str, object]]:
        """Return what can be put before people: theme, what they said, what came of it, and why not where it did not.

        Responses whose words must not be published as they stand are left out. Somebody reads the others before they
        go out.
        """
        stopped = {one.response for one in self.loops if any(concern.stops for _, concern in one.concerns)}
        return [_published(one) for one in self._responses if one.id not in stopped]

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said of it: how many, in time, open, and said without an answer."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.loops and not self.unanswered:
            yield "Nothing is recorded of what people said and what came of it."
            return
        outcomes = Counter(one.outcome for one in self.loops)
        told = ", ".join(f"{_WORD[outcome]} {outcomes[outcome]}" for outcome in _OUTCOMES if outcomes[outcome])
        yield f"{counted(len(self.loops), 'response')}{': ' if told else ''}{told}."
        in_time, of = self.in_time
        kind = "working days" if self.working else "days"
        if of:
            yield f"{in_time} of {of} were told back within {self.days} {kind} of the end of the activity."
        for one in self.loops:
            if one.told == "late":
                yield f"{one.response} was told back late: after {one.after} {kind}."
            elif one.told in ("overdue", "before it was asked", "unknown"):
                yield f"{one.response}: {_TROUBLE[one.told]}."
        if self.open:
            yield f"Open: {'; '.join(f'{one.response} ({one.open_because})' for one in self.open)}."
        if self.unanswered:
            yield f"Said, and no response is on the theme: {', '.join(self.unanswered)}."

    def warnings(self) -> tuple[str, ...]:
        """Return what in the words of a response may point to somebody."""
        return tuple(
            f"{one.response}, {field}: {concern.kind}. {concern.todo[:1].upper()}{concern.todo[1:]}."
            for one in self.loops
            for field, concern in one.concerns
        )

    def __repr__(self) -> str:
        return told_text(self._told(), {"You said, we did": self._brief()}, width=WIDTH)

    def _repr_html_(self) -> str:
        return told_html(self._told(), {"You said, we did": self._brief()})

    def _told(self) -> list[str]:
        return [*self.sentences(), *(f"Before publishing: {warning}" for warning in self.warnings())]

    def _brief(self) -> list[dict[str, object]]:
        return [{name: cell for name, cell in row.items() if name not in ("activity", "loop")} for row in self.rows()]


def _published(response: Response) -> dict[str, object]:
    return {
        "theme": response.theme,
        "you said": response.said,
        "outcome": _HEADING[response.outcome],
        "answer": response.because if response.outcome == "could_not" else response.did,
        "told back": day(response.told_back_on) if response.told_back_on else None,
        "how": response.channel,
    }


_WORD = {"did": "done", "doing": "being done", "could_not": "not possible"}
_HEADING = {"did": "we did", "doing": "we are doing", "could_not": "we could not, because"}
_TROUBLE = {
    "overdue": "nobody has been told, and the time is up",
    "before it was asked": "told before it was asked; one of the days is wrong",
    "unknown": "the activity where it was said is not there, so nobody knows when it was",
}


def you_said_we_did(
    year: Programme, *, today: date, days: int = DAYS, working: bool = False, fewest: int = FEWEST
) -> YouSaidWeDid:
    """Bring together what people said, what came of it, and whether they were told.

    A loop is closed when people were told, and what they were told is that it was done, and what, or that it could not
    be, and why. "We are doing it" is a promise: told, and open.

    Args:
        year: the programme.
        today: the day to look from.
        days: within how many days of the activity's end people are told.
        working: whether working days are counted; days of the calendar if not.
        fewest: the least number of children that the details of a quotation must fit.

    >>> import qaframework as qa
    >>> from datetime import date
    >>> loops = qa.you_said_we_did(qa.example("city-of-london-2023-24"), today=date(2024, 3, 31))
    >>> loops.in_time
    (4, 5)
    """
    activities = by_id(year.activities)
    responses = tuple(in_one_order(year.responses))
    # Every sentence of a large year is a lot to remember where there is nothing to compare with it.
    reader = QuoteReader.of(year if responses else Programme(), fewest=fewest)
    worries, themes = list(_worries(year, activities)), {one.theme for one in responses}
    return YouSaidWeDid(
        today=today,
        days=days,
        working=working,
        loops=tuple(_loop(year, one, activities.get(one.activity), reader, today, days, working) for one in responses),
        answered=tuple(code for code, theme in worries if theme in themes),
        unanswered=tuple(code for code, theme in worries if theme not in themes),
        responses=responses,
    )


def _loop(
    year: Programme,
    response: Response,
    activity: Activity | None,
    reader: QuoteReader,
    today: date,
    days: int,
    working: bool,
) -> ToldBack:
    due = after = None
    if activity is not None:
        due = working_days_after(activity.end, days) if working else activity.end + timedelta(days=days)
        if response.told_back_on is not None:
            told_on = response.told_back_on
            after = working_days_between(activity.end, told_on) if working else max(0, (told_on - activity.end).days)
    told = _told(response, activity, due, today)
    return ToldBack(
        response=response.id,
        activity=response.activity,
        theme=response.theme,
        outcome=response.outcome,
        due=due,
        told_on=response.told_back_on,
        after=after,
        told=told,
        open_because=_open_because(response, today),
        findings=tuple(
            sorted(one.id for one in year.findings if (one.activity, one.theme) == (response.activity, response.theme))
        ),
        concerns=tuple(
            (field, concern)
            for field in _TEXTS
            if (text := getattr(response, field))
            for concern in reader.check(text).concerns
        ),
    )


def _told(response: Response, activity: Activity | None, due: date | None, today: date) -> Told:
    told_on = response.told_back_on
    if activity is None or due is None:
        return "unknown"
    if told_on is None or told_on > today:
        return "overdue" if today > due else "not yet due"
    if told_on < activity.start:
        return "before it was asked"
    return "in time" if told_on <= due else "late"


def _open_because(response: Response, today: date) -> str:
    """Return why a loop is open, or nothing where it is closed."""
    if response.told_back_on is None or response.told_back_on > today:
        return "nobody was told"
    if response.outcome == "doing":
        return "promised, and not done yet"
    if response.outcome == "did" and not (response.did or "").strip():
        return "it is not said what was done"
    if response.outcome == "could_not" and not (response.because or "").strip():
        return "no reason was given"
    return ""


def _worries(year: Programme, activities: dict[str, Activity]) -> Iterator[tuple[str, str]]:
    """Yield the code and the theme of each worry that children or families voiced."""
    for finding in in_one_order(year.findings):
        kind = activities[finding.activity].kind if finding.activity in activities else ""
        theirs = kind in ("survey", "feedback") or whose(finding.voice) in ("child", "family")
        if theirs and finding.direction != "strength":
            yield finding.id, finding.theme
    for one in in_one_order(year.feedback):
        if one.theme and one.direction in ("concern", "mixed"):
            yield one.id, one.theme
