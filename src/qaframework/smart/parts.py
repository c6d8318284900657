"""The five parts of SMART, each judged by itself from what the words say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from qaframework.smart.reading import Reading
from qaframework.smart.result import SmartAction, SmartPart, SmartResult
from qaframework.smart.sentences.wording import Wording
from qaframework.smart.times.deadlines import Deadline

_NOT_JUDGED = SmartPart(None, "not judged")


def judged(reading: Reading) -> SmartResult:
    """Return what the words of a recommendation say by themselves."""
    text, wording, times = reading.text, reading.wording, reading.times
    if reading.reason:
        return SmartResult(text, *(_NOT_JUDGED,) * 5, applicable=False, reason=reading.reason)
    specific = _specific(text, wording, times)
    return SmartResult(
        text,
        specific,
        _measurable(text, wording, times, specific),
        _assignable(text, wording),
        _relevant(text, wording),
        _time_bound(text, times),
        due=last_day(times),
        nebulous=not specific.met,
        actions=_actions(text, wording),
    )


def _specific(text: str, wording: Wording, times: Sequence[Deadline]) -> SmartPart:
    for act in wording.acts:
        if act.weight != "nebulous":
            return SmartPart(True, f"it says what will be done ({act.verb})", act.span)
    if times and (told := next((act for act in wording.acts if act.passive), None)):
        return SmartPart(True, "it says what will have been done by then", told.span)
    if wording.acts:
        act = wording.acts[0]
        why = f"'{act.verb}' names an aim, not something anybody could see being done"
        at = act.span[0] + len(act.verb) if not act.passive else 0
        return SmartPart(False, why, act.span, ("specific", text, at))
    why = (
        "it asks for a state, not for something to be done" if wording.asks else "it is a heading: nothing is asked for"
    )
    return SmartPart(False, why, None, ("specific", text, 0))


def _measurable(text: str, wording: Wording, times: Sequence[Deadline], specific: SmartPart) -> SmartPart:
    for act in wording.acts:
        if act.weight == "output":
            return SmartPart(True, "it leaves something to look at", act.span)
    if wording.measure:
        return SmartPart(True, "it names something to count", wording.measure)
    if wording.standard:
        return SmartPart(True, "it names a standard that is met or not", wording.standard)
    if specific.met and times:
        return SmartPart(True, "whether it was done by then can be seen", times[0].span)
    why = "it does not say what there will be to see or to count"
    return SmartPart(False, why, None, ("measurable", text, 0))


def _assignable(text: str, wording: Wording) -> SmartPart:
    if wording.agent:
        return SmartPart(True, "it says who is to do it", wording.agent)
    begins = bool(wording.acts) and wording.acts[0].span[0] == 0
    return SmartPart(False, "it names nobody who is to do it", None, ("assignable", text, begins))


def _relevant(text: str, wording: Wording) -> SmartPart:
    if wording.purpose:
        return SmartPart(True, "it says what for, or what it answers", wording.purpose)
    why = "it does not say what difference it is meant to make"
    return SmartPart(False, why, None, ("relevant", text, 0))


_RESTS_ON = {
    "day": "it says by when",
    "event": "it says before or at which event; put a day to it",
    "frequency": "it says how often",
    "period": "it says when, in words",
    "standard": "it names a timescale that others have set",
    "quarter": "it says in which quarter",
}


def _time_bound(text: str, times: Sequence[Deadline]) -> SmartPart:
    if times:
        one = next((one for one in times if one.due), times[0])
        return SmartPart(True, _RESTS_ON[one.kind], one.span, ("quarter", "", 0) if one.kind == "quarter" else "")
    return SmartPart(False, "it sets no day, event or rhythm", None, ("time_bound", text, 0))


def last_day(times: Sequence[Deadline]) -> date | None:
    """Return the last day on which everything is in time; where a text only says when it starts, that day."""
    ends = [one.due for one in times if one.due and one.last]
    starts = [one.due for one in times if one.due]
    return max(ends) if ends else min(starts, default=None)


def _actions(text: str, wording: Wording) -> tuple[SmartAction, ...]:
    """Return what a text asks for, where it asks for several things, each as a recommendation of its own."""
    acts = [act for act in wording.acts if act.apart and act.weight != "nebulous"]
    if len(acts) < 2:
        return ()
    ends = [*(act.span[0] for act in acts[1:]), len(text)]
    who = text[slice(*wording.agent)] if wording.agent and wording.agent[0] < acts[0].span[0] else "[one role]"
    return tuple(
        SmartAction(act.verb, act.span, f"{_capital(who)} to {_trimmed(text[act.span[0] : end])}.")
        for act, end in zip(acts, ends, strict=True)
    )


_TAIL = re.compile(r"(?:[\s,;.–—-]|\b(?:and|then|also|to|will|should|must)$)+$", re.IGNORECASE)


def _trimmed(words: str) -> str:
    return _TAIL.sub("", words)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
