"""What may be said of a survey, and in which words: never more than its numbers carry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from qaframework.feedback.answers import FEW, SurveyAnswer
from qaframework.feedback.shares import counts_that_fit, percent
from qaframework.feedback.shown import FEWEST

if TYPE_CHECKING:
    from qaframework.feedback.survey import SurveyGroup


def given_away(group: SurveyGroup) -> Iterator[str]:
    """Yield what the percentages of a group give away, if they do."""
    if not group.gives_away:
        return
    shares = ", ".join(percent(one.share) for one in group.answers)
    totals = " or ".join(map(str, group.gives_away))
    told = " or ".join(
        f"{', '.join(_not_yes(one, total) for one in group.answers)} of {total}" for total in group.gives_away
    )
    yield (
        f"{group.name}: if all answered every question, {shares} can only be of {totals} (of all totals up to "
        f"{group.tried}), so a reader knows that {told} did not say yes. Leaving the numbers out hides nothing: "
        "publish counts that are safe, or words."
    )


def _not_yes(one: SurveyAnswer, total: int) -> str:
    yes = counts_that_fit(one.share, total)[0] if one.positive is None else one.positive
    return str(total - yes)


def of_group(group: SurveyGroup) -> Iterator[str]:
    """Yield what may be said of a group: who answered, then each answer."""
    if group.answered is not None and 0 < group.answered < FEWEST:
        yield f"{group.name}: too few answered to tell of them by themselves."
        return
    if group.asked is not None and group.answered is not None and group.answered <= group.asked:
        silent = group.asked - group.answered
        rest = f" What the other {silent} think is not known." if silent >= FEWEST else ""
        yield f"{group.name}: {group.answered} of the {group.asked} who were asked answered.{rest}"
    for one in group.answers:
        yield f"{about(one)}: {_said(one)}{_changed(one)}."


def about(one: SurveyAnswer) -> str:
    """Return whose answer to what it is."""
    return f"{one.group}, {one.question!r}"


def _said(one: SurveyAnswer) -> str:
    if one.faults:
        return f"no figure, for {'; '.join(fault.text for fault in one.faults)}"
    if one.answered is None or one.estimate.interval is None:
        return f"{percent(one.share)} of an unknown number"
    if one.answered < FEW and one.positive is not None:
        return f"{one.positive} of {one.answered}, too few for a percentage"
    low, high = one.estimate.interval
    return f"{one.counts} ({percent(one.share)}, 95% interval {low:.0%} to {high:.0%})"


def _changed(one: SurveyAnswer) -> str:
    if one.previous_share is None or one.faults:
        return ""
    last = f"; last time {percent(one.previous_share)}"
    if one.change.interval is None:
        return f"{last}. Whether that is a change cannot be said: {one.change.reason}"
    if not one.changed:
        return f"{last}. No change can be claimed: the difference lies between {_points(one)} points"
    return f"{last}. It {_way(one)}: the difference lies between {_points(one)} points"


def _way(one: SurveyAnswer) -> str:
    return "rose" if one.change.interval and one.change.interval[0] > 0 else "fell"


def _points(one: SurveyAnswer, word: str = " and ") -> str:
    """Return the bounds of a change in points, a bound near 0 with a decimal, so that it does not read as none."""
    bounds = [100 * bound for bound in one.change.interval or ()]
    return word.join(f"{bound:+.0f}" if abs(bound) >= 1 else f"{bound:+.1f}" for bound in bounds)


def row(one: SurveyAnswer) -> dict[str, object]:
    """Return an answer as a row: counts first, the interval, and whether it changed."""
    told = one.previous_share is not None
    known = one.change.interval is not None
    return {
        "group": one.group,
        "question": one.question,
        "yes": one.positive,
        "answered": one.answered,
        "asked": one.asked_of,
        "share": percent(one.share),
        "between": " to ".join(f"{bound:.0%}" for bound in one.estimate.interval or ()),
        "if all had answered": " to ".join(map(str, one.if_all_had_answered or ())) or None,
        "last time": percent(one.previous_share) if one.previous_share is not None else None,
        "change": (_way(one) if one.changed else "no claim" if known else "unknown") if told else None,
        "points": _points(one, " to ") if told and known else None,
        "theme": one.theme,
        "note": "; ".join(filter(None, (one.estimate.reason, one.change.reason if told else ""))),
    }
