"""The fields of a record: they count beside its words, and are checked against them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import attrs

from qaframework.model.records import Recommendation
from qaframework.smart.parts import judged, last_day
from qaframework.smart.reading import Reading, read
from qaframework.smart.result import SmartPart, SmartResult
from qaframework.smart.sentences.reader import Reader
from qaframework.smart.times.deadlines import Deadline


def with_fields(one: Recommendation, reader: Reader) -> SmartResult:
    """Return what the text and the fields of a record say together, and where they do not agree."""
    reading = read(one.text, one.raised_on, reader)
    result = judged(reading)
    if not result.applicable:
        return result
    met: dict[str, Any] = {}
    if one.owner and not result.assignable.met:
        met["assignable"] = SmartPart(True, "the owner field names who")
    if one.due and not result.time_bound.met:
        met["time_bound"] = SmartPart(True, f"the due field says {_in_words(one.due)}")
    if one.measure and not result.measurable.met:
        met["measurable"] = SmartPart(True, "the measure field says how people will know")
    if (one.themes or one.domain) and not result.relevant.met:
        met["relevant"] = SmartPart(True, "it is linked to a theme or a domain")
    flags = tuple(_disagreements(one, reading, reader))
    return attrs.evolve(result, **met, due=result.due or one.due, flags=flags)


def _disagreements(one: Recommendation, reading: Reading, reader: Reader) -> Iterator[str]:
    """Yield what the text of a recommendation and its fields say differently, without repeating the text."""
    days = [time for time in reading.times if time.due]
    if one.due and days and not any(_fits(time, one.due) for time in days):
        said = last_day(days)
        assert said is not None
        yield f"the text says {_in_words(said)}, the due field says {_in_words(one.due)}"
    agent = reading.wording.agent
    if one.owner and agent and _other_role(reading.lowered[slice(*agent)], one.owner.lower(), reader):
        yield "the text names one role, the owner field another"


def _fits(time: Deadline, due: date) -> bool:
    assert time.due is not None
    return due == time.due if time.exact or not time.last else due <= time.due


_ROLE_WORDS = re.compile(r"[a-z]+")
_SHORT = {
    "sw": "social worker", "pa": "personal adviser", "iro": "independent reviewing officer", "tm": "team manager",
    "ssw": "supervising social worker", "vsh": "virtual school head", "hos": "head of service", "lado": "officer",
}  # fmt: skip


def _other_role(said: str, owner: str, reader: Reader) -> bool:
    """Return whether two roles share no word, where the owner is a role at all and not a code or a name."""

    def words(role: str) -> set[str]:
        found = set(_ROLE_WORDS.findall(role))
        return found.union(*(_SHORT[one].split() for one in found & _SHORT.keys()))

    ours, theirs = words(said), words(owner)
    return not theirs.isdisjoint(reader.agent_words) and ours.isdisjoint(theirs)


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
