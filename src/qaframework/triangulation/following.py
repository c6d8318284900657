"""What followed from a theme: how far its recommendations have come, and what to ask where they have not.

The steps are raised, owned, action, impact and told back. A recommendation that was rejected, superseded, merged or is
no longer applicable has left the count; one that was transferred is still owed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Literal

import attrs

from qaframework.model.programme import Programme, by_id, in_one_order
from qaframework.model.records import Recommendation, Response, Update
from qaframework.show import counted
from qaframework.triangulation.convergence import ThemeResult
from qaframework.triangulation.sources import words
from qaframework.triangulation.thresholds import Thresholds

Step = Literal["raised", "owned", "action", "impact", "told back"]
STEPS: tuple[Step, ...] = ("raised", "owned", "action", "impact", "told back")
Letter = Literal["A", "B", "C", "D", "E"]

GONE = frozenset({"rejected", "superseded", "merged", "no_longer_applicable"})
DONE = frozenset({"closed", "impact_confirmed"})
_STEP_OF: Mapping[str, Step] = {
    "issued": "raised",
    "accepted": "owned",
    "partially_accepted": "owned",
    "in_progress": "action",
    "blocked": "action",
    "action_complete": "action",
    "evidenced": "action",
    "impact_confirmed": "impact",
    "closed": "action",
}


@attrs.frozen(kw_only=True)
class Standing:
    """Where one recommendation stands.

    Attributes:
        id: the recommendation.
        level: child or service.
        themes: what it is about: its themes or, where it names none, that of the finding it came from.
        step: how far it has come.
        open: whether something is still owed.
        gone: whether it has left the count: rejected, superseded, merged or no longer applicable.
        acted_on: the last day an action was recorded.
        self_reported: whether the only word on impact is of those who acted; None where there is no word.
        status: the last status recorded; empty where there is none.
    """

    id: str
    level: str
    themes: tuple[str, ...]
    step: Step
    open: bool
    gone: bool
    acted_on: date | None = None
    self_reported: bool | None = None
    status: str = ""


ASKED_ABOUT: Mapping[Letter, tuple[str, str]] = {
    "A": ("concern without action", "concerns without action"),
    "B": ("action without impact", "actions without impact"),
    "C": ("concern without recommendation", "concerns without recommendation"),
    "D": ("contested theme", "contested themes"),
    "E": ("impact told only by those who acted", "impacts told only by those who acted"),
}
"""What each letter asks about, of one theme and of several."""


@attrs.frozen
class Alert:
    """Something to ask about a theme.

    Attributes:
        letter: A corroborated concern without action, B action without impact, C concern without recommendation,
            D contested, E impact nobody but those who acted speaks for.
        theme: the theme.
        message: what to ask.
        recommendations: the recommendations it is about.
    """

    letter: Letter
    theme: str
    message: str
    recommendations: tuple[str, ...] = ()

    def row(self) -> dict[str, object]:
        """Return the alert as a plain row."""
        return {
            "alert": self.letter,
            "theme": self.theme,
            "what to ask": self.message,
            "recommendations": ", ".join(self.recommendations),
        }


def standings(year: Programme, today: date) -> dict[str, Standing]:
    """Return where each recommendation of a programme stands on a day, by id."""
    updates: defaultdict[str, list[Update]] = defaultdict(list)
    for update in in_one_order(year.updates, lambda one: (one.recommendation, one.on)):
        if update.on <= today:
            updates[update.recommendation].append(update)
    told_back: defaultdict[str, list[date]] = defaultdict(list)
    for response in year.responses:
        if response.told_back_on is not None and response.told_back_on <= today:
            told_back[response.theme].append(response.told_back_on)
    roles = {one.id: one.role for one in year.people}
    found = {one.id: one.theme for one in year.findings}
    return {
        name: _standing(one, _themes(one, found), updates[name], told_back, roles)
        for name, one in by_id(year.recommendations).items()
        if one.raised_on <= today or updates[name]
    }


def _themes(one: Recommendation, found: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a recommendation is about: its themes or, where it names none, that of the finding it came from."""
    return tuple(dict.fromkeys(one.themes)) or ((found[one.source],) if one.source in found else ())


def _standing(
    one: Recommendation,
    themes: tuple[str, ...],
    updates: Sequence[Update],
    told_back: Mapping[str, Sequence[date]],
    roles: Mapping[str, str | None],
) -> Standing:
    steps: list[Step] = ["owned" if one.owner else "raised"]
    acted_on = impact_on = None
    self_reported: bool | None = None
    for update in updates:
        step = _STEP_OF.get(update.status)
        if step in ("action", "impact"):
            acted_on = update.on
        if update.impact or update.status == "impact_confirmed":
            step, impact_on = "impact", update.on
            confirmed = update.status == "impact_confirmed" and not _is_owner(update.by, one, roles)
            self_reported = (self_reported is not False) and not confirmed
        if step:
            steps.append(step)
    if impact_on and any(day >= impact_on for theme in themes for day in told_back.get(theme, ())):
        steps.append("told back")
    status = updates[-1].status if updates else ""
    return Standing(
        id=one.id,
        level=one.level,
        themes=themes,
        step=max(steps, key=STEPS.index),
        open=status not in GONE | DONE,
        gone=status in GONE,
        acted_on=acted_on,
        self_reported=self_reported,
        status=status,
    )


def _is_owner(by: str, one: Recommendation, roles: Mapping[str, str | None]) -> bool:
    owner = (one.owner or "").casefold()
    return bool(owner) and owner in (by.casefold(), (roles.get(by) or "").casefold())


def naming_no_theme(found: Iterable[Standing]) -> int:
    """Return how many recommendations that are still in the count name no theme."""
    return sum(not one.themes and not one.gone for one in found)


def by_theme(found: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Return the recommendations that are still in the count, by theme."""
    themes: defaultdict[str, list[Standing]] = defaultdict(list)
    for one in found:
        if not one.gone:
            for theme in one.themes:
                themes[theme].append(one)
    return dict(themes)


def alerts_of(
    result: ThemeResult,
    recommended: Sequence[Standing],
    responses: Sequence[Response],
    today: date,
    limits: Thresholds,
    unnamed: int,
) -> Iterator[Alert]:
    """Yield what to ask about one theme.

    A corroborated concern is about the service, so for alert A only a recommendation for the service counts: what was
    done for one child is no answer to it. Nor is what people were told under "you said, we did", which nobody follows
    up; the message names it. Alerts B and E look at the recommendations for the service and, where there are none, at
    those for children.

    Args:
        result: what is said on the theme.
        recommended: the recommendations about it.
        responses: what people were told about it.
        today: the day of the picture.
        limits: the thresholds.
        unnamed: how many recommendations name no theme, so that one of them may be the answer.
    """
    service = [one for one in recommended if one.level == "service"]
    if result.concern and not any(_reached(one, "action") for one in service):
        yield Alert(
            "A",
            result.theme,
            _no_action(result, service) + _may_be(responses, 0 if service else unnamed),
            _ids(service),
        )
    if result.leaning == "concern":
        yield from _after_action(result, service or recommended, today, limits)
        if not recommended:
            message = f"a concern, and no recommendation is about it: is none needed?{_may_be(responses, unnamed)}"
            yield Alert("C", result.theme, message)
    if result.level == "contested":
        alone = sum(cell.counts for cell in result.cells) == 1
        asked = "where is it the one, and where the other?" if alone else "what does each see that the other does not?"
        yield Alert("D", result.theme, f"{result.reason}: {asked}")


def _after_action(
    result: ThemeResult, recommended: Sequence[Standing], today: date, limits: Thresholds
) -> Iterator[Alert]:
    """Yield what to ask about the impact of what was done."""
    waiting = [one for one in recommended if one.step == "action" and _overdue(one, today, limits)]
    if waiting and not any(_reached(one, "impact") for one in recommended):
        message = f"action is recorded, and {limits.impact_days} days later no impact: what difference did it make?"
        yield Alert("B", result.theme, message, _ids(waiting))
    spoken_for = [one for one in recommended if one.self_reported is not None]
    if spoken_for and all(one.self_reported for one in spoken_for):
        message = "only those who acted speak for the impact: what do children, or somebody else, say?"
        yield Alert("E", result.theme, message, _ids(spoken_for))


def _reached(one: Standing, step: Step) -> bool:
    return STEPS.index(one.step) >= STEPS.index(step)


def _ids(recommended: Iterable[Standing]) -> tuple[str, ...]:
    return tuple(sorted(one.id for one in recommended))


def _no_action(result: ThemeResult, service: Sequence[Standing]) -> str:
    agreed = f"{' and '.join(words(kind) for kind in result.agreeing)} agree on a concern"
    lacking = "no action is recorded" if service else "no recommendation for the service is about it"
    return f"{agreed}, and {lacking}: who will do what?"


def _may_be(responses: Sequence[Response], unnamed: int) -> str:
    """Return where else an answer may be: in what people were told, and in recommendations that name no theme."""
    told = sorted(one.id for one in responses if one.outcome in ("did", "doing"))
    told_back = f" ({', '.join(told)} tells people of something done: is it followed up?)" if told else ""
    recommended = counted(unnamed, "recommendation names", "recommendations name")
    asked = "is it" if unnamed == 1 else "is one of them"
    return told_back + (f" ({recommended} no theme: {asked} about this?)" if unnamed else "")


def _overdue(one: Standing, today: date, limits: Thresholds) -> bool:
    return one.acted_on is not None and (today - one.acted_on).days > limits.impact_days
