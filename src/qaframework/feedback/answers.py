"""One answer of a survey: what is known of it, and whether it differs from last time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import attrs

from qaframework.feedback.shares import counts_that_fit, percent, same_share
from qaframework.model.records import SurveyResult
from qaframework.moderation.estimates import Estimate, difference_interval, wilson
from qaframework.rules import Message, flag

SHARE = "Wilson's score interval, 95%"
CHANGE = "Newcombe's hybrid score interval of a difference (1998, method 10), 95%"
FEW = 20
"""Fewer answers are told in counts: the Office for National Statistics marks what rests on fewer as unreliable."""

Counts = Sequence[int]


@attrs.frozen(kw_only=True)
class SurveyAnswer:
    """What one group answered to one question.

    Attributes:
        group, question, theme: as the survey has them.
        share: the share who said yes.
        positive, answered, asked_of: the counts; None where they are not known and the share does not settle them.
        previous_share: the share last time, if it is known.
        estimate: the share with its interval, or the reason why there is none.
        change: how far it rose since last time with its interval, or the reason why nobody can say.
        faults: what in the numbers cannot be, each with the column it is about.
    """

    group: str
    question: str
    share: float
    theme: str | None = None
    positive: int | None = None
    answered: int | None = None
    asked_of: int | None = None
    previous_share: float | None = None
    estimate: Estimate
    change: Estimate
    faults: tuple[Message, ...] = ()

    @classmethod
    def of(cls, result: SurveyResult, earlier: SurveyResult | None = None, *, reworded: bool = False) -> SurveyAnswer:
        """Return what can be said of one result.

        Args:
            result: the result.
            earlier: the same question to the same group in the survey before, where it is there.
            reworded: whether the survey before asked this group, and not this question in these words.
        """
        faults = tuple(_faults(result))
        counts = () if faults else _counts(result.share, result.positive, result.answered)
        before = _last_time(result, earlier)
        return cls(
            group=result.group,
            question=result.question,
            theme=result.theme,
            share=result.share,
            positive=counts[0] if len(counts) == 1 else result.positive if result.answered is None else None,
            answered=result.answered,
            asked_of=result.asked_of,
            previous_share=before.share,
            estimate=_estimate(result.share, counts, result.answered, faults),
            change=_change(before, _Told(result.share, counts, result.answered), reworded),
            faults=faults,
        )

    @property
    def counts(self) -> str:
        """How many of how many, or what is known of it."""
        if self.answered is None:
            return "of an unknown number" if self.positive is None else f"{self.positive} of an unknown number"
        return f"{self.positive} of {self.answered}" if self.positive is not None else f"of {self.answered}"

    @property
    def silent(self) -> int | None:
        """How many were asked and did not answer; None where it is not known."""
        if self.asked_of is None or self.answered is None or self.answered > self.asked_of:
            return None
        return self.asked_of - self.answered

    @property
    def if_all_had_answered(self) -> tuple[int, int] | None:
        """The least and the most who would have said yes, had everybody answered who was asked."""
        if self.positive is None or self.silent is None:
            return None
        return self.positive, self.positive + self.silent

    @property
    def changed(self) -> bool:
        """Whether the numbers carry the claim that it changed."""
        return self.change.interval is not None and not self.change.interval[0] <= 0 <= self.change.interval[1]


def _counts(share: float, positive: int | None, answered: int | None) -> Counts:
    """Return the counts a share may be: the one given where it fits, else those that round to it."""
    if not answered:
        return ()
    fitting = counts_that_fit(share, answered)
    if positive is None:
        return fitting
    return (positive,) if positive in fitting else ()


def _faults(result: SurveyResult) -> Iterator[Message]:
    share, positive, answered, asked = result.share, result.positive, result.answered, result.asked_of
    if answered is not None and asked is not None and answered > asked:
        yield flag(f"{answered} answered, and {asked} were asked", field="asked_of")
    if answered == 0:
        yield flag("a share although nobody answered", field="share")
    elif answered is not None and positive is not None and positive > answered:
        yield flag(f"{positive} of {answered} said yes", field="positive")
    elif answered is not None and not (fitting := counts_that_fit(share, answered)):
        yield flag(f"no count of {answered} answers is {percent(share)}", field="share")
    elif answered is not None and positive is not None and positive not in fitting:
        yield flag(f"{positive} of {answered} is {positive / answered:.1%}, not {percent(share)}", field="share")


def _estimate(share: float, counts: Counts, answered: int | None, faults: tuple[Message, ...]) -> Estimate:
    if faults:
        return Estimate(None, None, answered or 0, SHARE, "; ".join(fault.text for fault in faults))
    if answered is None:
        return Estimate(share, None, 0, SHARE, "it is not known how many answered")
    interval = wilson(counts[0], answered)[0], wilson(counts[-1], answered)[1]
    value = counts[0] / answered if len(counts) == 1 else share
    reason = "" if len(counts) == 1 else "worked out from the rounded share"
    return Estimate(value, interval, answered, SHARE, reason)


@attrs.frozen
class _Told:
    """A share at one time, with the counts it may be and how many answered."""

    share: float | None
    counts: Counts
    answered: int | None


def _last_time(result: SurveyResult, earlier: SurveyResult | None) -> _Told:
    """Return what is known of last time: from the row itself, and from the survey before where the row is silent."""
    share, positive, answered = result.previous_share, result.previous_positive, result.previous_answered
    if earlier is not None and answered is None and (share is None or same_share(share, earlier.share)):
        share, positive, answered = earlier.share, earlier.positive, earlier.answered
    if share is None and positive is not None and answered and positive <= answered:
        share = positive / answered
    return _Told(share, _counts(share, positive, answered) if share is not None else (), answered)


def _change(before: _Told, now: _Told, reworded: bool) -> Estimate:
    n = (before.answered or 0) + (now.answered or 0)
    if before.share is None or now.share is None:
        return Estimate(None, None, n, CHANGE, "there is no share of last time")
    if reworded:
        return Estimate(None, None, n, CHANGE, "last time this was not asked in these words")
    times = (("last time", before.answered), ("this time", now.answered))
    unknown = [when for when, answered in times if answered is None]
    if before.answered is None or now.answered is None:
        return Estimate(None, None, n, CHANGE, f"it is not known how many answered {' or '.join(unknown)}")
    if not before.counts or not now.counts:
        return Estimate(None, None, n, CHANGE, "the share and the number who answered do not fit together")
    low, _ = difference_interval((before.counts[-1], before.answered), (now.counts[0], now.answered))
    _, high = difference_interval((before.counts[0], before.answered), (now.counts[-1], now.answered))
    if len(before.counts) == len(now.counts) == 1:
        value = now.counts[0] / now.answered - before.counts[0] / before.answered
        return Estimate(value, (low, high), n, CHANGE)
    return Estimate(now.share - before.share, (low, high), n, CHANGE, "worked out from rounded shares")
