"""What was seen in observations of people at work: counts by what was observed, never by who was."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from qaframework.activities.told import FEW, chosen, of_kind
from qaframework.model.programme import Programme
from qaframework.model.records import Finding, Review
from qaframework.show import Told, counted

NOT_SAID = "not said"


@attrs.frozen(kw_only=True, repr=False)
class Observations(Told):
    """What was seen in observations. No row or sentence leads to a worker.

    Attributes:
        activities: the ids of the observation weeks.
        seen: how many observations there were.
        recorded: how many of them have a record of their own.
        workers: how many people were observed; None where that is not recorded.
        by_event: how many of each kind of event.
        asked: whether anybody who was there was asked, and by what came of it: obtained, sought, declined, unsafe, not
            sought, not said.
        talked_through: how many were talked through with the worker.
        strengths, concerns: what was found, by theme.
        elsewhere: the themes of concerns that other activities found too, each with those activities.
    """

    activities: tuple[str, ...]
    seen: int
    recorded: int
    workers: int | None
    by_event: dict[str, int]
    asked: dict[str, dict[str, int]]
    talked_through: int
    strengths: dict[str, int]
    concerns: dict[str, int]
    elsewhere: dict[str, tuple[str, ...]]

    @property
    def too_few(self) -> bool:
        """Whether there are too few to say how often anything happens."""
        return self.seen < FEW

    @property
    def caption(self) -> str:
        """What the rows are."""
        return f"Observations by what was observed, {counted(self.recorded, 'record')}"

    def rows(self) -> list[dict[str, Any]]:
        """Return one row for each kind of event."""
        return [{"observed": event, "how many": count} for event, count in self.by_event.items()]

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said of so many observations."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.activities:
            yield "No observation is recorded."
            return
        people = "" if self.workers is None else f" of {counted(self.workers, 'person', 'people')} at work"
        yield f"{counted(self.seen, 'observation')}{people} ({', '.join(self.activities)})."
        if self.recorded < self.seen:
            yield f"{counted(self.recorded, 'observation')} of {self.seen} with a record of its own."
        if self.too_few:
            yield (
                f"Fewer than {FEW}: too few to say how often anything happens, or to make recommendations of by "
                "themselves. Each is worth reading."
            )
        for who, came in self.asked.items():
            told = ", ".join(f"{word} {count}" for word, count in came.items())
            yield f"Asked what it was like, {who}: {told}."
        if self.recorded:
            yield f"Talked through with the worker: {self.talked_through} of {self.recorded}."
        alone = [theme for theme in self.concerns if theme not in self.elsewhere]
        if self.elsewhere:
            told = ", ".join(f"{theme} ({', '.join(names)})" for theme, names in self.elsewhere.items())
            yield f"Concerns that other activities found too: {told}."
        if alone:
            yield f"Concerns seen here only: {', '.join(alone)}."


def observations(year: Programme, activity: str | None = None) -> Observations:
    """Return what was seen in observations of people at work.

    Args:
        year: the records.
        activity: one observation week; None for all of the year.

    Raises:
        UnknownNameError: there is no such observation week.

    Codes of workers and observers are in no row, sentence or attribute.
    """
    weeks = chosen(of_kind(year, "observation"), activity)
    names = {one.id for one in weeks}
    seen = sorted((one for one in year.reviews if one.activity in names), key=lambda one: one.id)
    per_week = Counter(one.activity for one in seen)
    found = [one for one in year.findings if one.activity in names]
    workers = {one.worker for one in seen if one.worker}
    return Observations(
        activities=tuple(one.id for one in weeks),
        seen=sum(max(per_week[one.id], one.reached or 0) for one in weeks),
        recorded=len(seen),
        workers=len(workers) or None,
        by_event=_counted(one.event or NOT_SAID for one in seen),
        asked={who: _counted(came) for who, came in _asked(seen) if came},
        talked_through=sum(one.discussed_on is not None for one in seen),
        strengths=_themes(found, "strength"),
        concerns=_themes(found, "concern", "mixed"),
        elsewhere=_elsewhere(year, found, names),
    )


def _asked(seen: Iterable[Review]) -> Iterator[tuple[str, list[str]]]:
    every = list(seen)
    yield "the child", [(one.child_voice or NOT_SAID).replace("_", " ") for one in every]
    yield "the family", [(one.family_voice or NOT_SAID).replace("_", " ") for one in every]


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items(), key=lambda pair: (-pair[1], pair[0])))


def _themes(found: Iterable[Finding], *directions: str) -> dict[str, int]:
    return _counted(one.theme for one in found if one.direction in directions)


def _elsewhere(year: Programme, found: Iterable[Finding], names: set[str]) -> dict[str, tuple[str, ...]]:
    concerns = {one.theme for one in found if one.direction != "strength"}
    others: dict[str, set[str]] = {}
    for one in year.findings:
        if one.activity not in names and one.theme in concerns and one.direction != "strength":
            others.setdefault(one.theme, set()).add(one.activity)
    return {theme: tuple(sorted(others[theme])) for theme in sorted(others)}
