"""You said, we did: what came of what people said, whether they were told in time, and which loops are open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

import attrs

from qaframework.feedback.loops import LoopReader, ToldBack
from qaframework.feedback.quotes import QuoteReader
from qaframework.feedback.shown import FEWEST, WIDTH, first
from qaframework.feedback.whose import whose
from qaframework.model.programme import Programme, in_one_order
from qaframework.model.records import Activity, Outcome, Response
from qaframework.moderation.output.view import day
from qaframework.show import counted, told_html, told_text

MOST = 12
"""How many codes a sentence holds; the rows have them all."""
DAYS = 90
"""Within how many days people are told back, unless an authority says otherwise."""


@attrs.frozen(kw_only=True, repr=False)
class YouSaidWeDid:
    """Every loop of a year.

    Attributes:
        today: the day it was looked at.
        days, working: within how many days people are told back, and whether working days are counted.
        loops: one for each response.
        answered, unanswered: the codes of the worries that children or families voiced, by whether there is a response
            on their theme that is not to something said, and answered, before them.
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

        Left out are responses whose words must not be published as they stand, and those that do not hold: called done
        and nothing shows it, or refused without a reason. Somebody reads the others before they go out.
        """
        pairs = zip(self._responses, self.loops, strict=True)
        return [_published(response, loop) for response, loop in pairs if loop.publishable]

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said of it: how many, in time, open, and said without an answer."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.loops and not self.unanswered:
            yield "Nothing is recorded of what people said and what came of it."
            return
        outcomes = Counter(_word(one) for one in self.loops)
        told = ", ".join(f"{word} {outcomes[word]}" for word in _WORDS if outcomes[word])
        yield f"{counted(len(self.loops), 'response')}{': ' if told else ''}{told}."
        in_time, of = self.in_time
        kind = "working days" if self.working else "days"
        if of:
            yield f"{in_time} of {of} were told back within {self.days} {kind} of the end of the activity."
        late = [f"{one.response} (after {one.after} {kind})" for one in self.loops if one.told == "late"]
        if late:
            yield f"Told back late: {first(late, MOST)}."
        for told_when, trouble in _TROUBLE.items():
            if codes := [one.response for one in self.loops if one.told == told_when]:
                yield f"{trouble}: {first(codes, MOST)}."
        if self.open:
            reasons = [f"{one.response} ({one.open_because})" for one in self.open]
            yield f"Open, {len(reasons)} of {len(self.loops)}: {first(reasons, MOST)}."
        if unfit := [one.response for one in self.loops if not one.publishable]:
            yield f"Not to be put before people as they stand: {first(unfit, MOST)}."
        if self.unanswered:
            worries = counted(len(self.unanswered), "worry", "worries")
            yield f"{worries} said, and no response is on the theme since: {first(self.unanswered, MOST)}."

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


def _published(response: Response, loop: ToldBack) -> dict[str, object]:
    return {
        "theme": response.theme,
        "you said": response.said,
        "outcome": _HEADING[response.outcome],
        "answer": response.because if response.outcome == "could_not" else response.did,
        "told back": day(loop.told_on) if loop.told_on and loop.told != "before it was asked" else None,
        "how": response.channel,
    }


def _word(loop: ToldBack) -> str:
    return _NOT_SHOWN if loop.outcome == "did" and loop.doubt else _WORD[loop.outcome]


_WORD: Mapping[Outcome, str] = {"did": "done", "doing": "being done", "could_not": "not possible"}
_NOT_SHOWN = "called done and not shown to be"
_WORDS = ("done", _NOT_SHOWN, "being done", "not possible")
_HEADING = {"did": "we did", "doing": "we are doing", "could_not": "we could not, because"}
_TROUBLE = {
    "overdue": "Nobody has been told, and the time is up",
    "before it was asked": "Told before it was asked, so that one of the days is wrong",
    "unknown": "Said in an activity that is not there, so that nobody knows when",
}


def you_said_we_did(
    year: Programme, *, today: date, days: int = DAYS, working: bool = False, fewest: int = FEWEST
) -> YouSaidWeDid:
    """Bring together what people said, what came of it, and whether they were told.

    A loop is closed when people were told, and what they were told is that it was done, and what, or that it could not
    be, and why. "We are doing it" is a promise: told, and open. What is called done is taken for done unless its own
    words promise it, say only that it was heard, or say nothing, or the recommendations for the service that came of it
    are not done.

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
    responses = tuple(in_one_order(year.responses))
    # Every sentence of a large year is a lot to remember where there is nothing to compare with it.
    quotes = QuoteReader.of(year if responses else Programme(), fewest=fewest)
    reader = LoopReader.of(year, quotes, today, days, working)
    worries = [(worry, _answered(worry, responses, reader)) for worry in _worries(year, reader.activities)]
    return YouSaidWeDid(
        today=today,
        days=days,
        working=working,
        loops=tuple(map(reader.read, responses)),
        answered=tuple(worry.code for worry, answered in worries if answered),
        unanswered=tuple(worry.code for worry, answered in worries if not answered),
        responses=responses,
    )


class _Worry(NamedTuple):
    """What a child or a family is worried about: where it stands, its theme, and the first day it can be of."""

    code: str
    theme: str
    day: date | None


def _worries(year: Programme, activities: Mapping[str, Activity]) -> Iterator[_Worry]:
    """Yield each worry that children or families voiced."""
    for finding in in_one_order(year.findings):
        activity = activities.get(finding.activity)
        theirs = activity is not None and activity.kind in ("survey", "feedback")
        if (theirs or whose(finding.voice) in ("child", "family")) and finding.direction != "strength":
            yield _Worry(finding.id, finding.theme, activity.start if activity is not None else None)
    for one in in_one_order(year.feedback):
        if one.theme and one.direction in ("concern", "mixed"):
            yield _Worry(one.id, one.theme, one.on)


def _answered(worry: _Worry, responses: Iterable[Response], reader: LoopReader) -> bool:
    """Return whether a response is on the theme of a worry, and not to something said and answered before it."""
    return any(one.theme == worry.theme and not _before(one, worry, reader) for one in responses)


def _before(response: Response, worry: _Worry, reader: LoopReader) -> bool:
    activity = reader.activities.get(response.activity)
    last = reader.told_on(response) or (activity.end if activity is not None else None)
    return last is not None and worry.day is not None and last < worry.day
