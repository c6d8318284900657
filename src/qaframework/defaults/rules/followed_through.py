"""Whether what a round recommended was followed: in time, before the next round, and for good."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from qaframework import (
    Activity,
    Context,
    Messages,
    Programme,
    Recommendation,
    not_applicable,
    rule,
    working_days_between,
)
from qaframework.defaults.rounds import (
    NO_EARLIER_ROUND,
    NO_REVIEWS,
    of_children,
    previous_round,
    recommendations_of,
    round_ids,
)
from qaframework.defaults.sources import CITY
from qaframework.defaults.year import listed, many

NO_RECOMMENDATIONS = "no recommendation came of it"

DONE = frozenset({"action_complete", "evidenced", "impact_confirmed", "closed"})
GONE = frozenset({"rejected", "transferred", "superseded", "merged", "no_longer_applicable"})
"""Statuses with which a recommendation is no longer waited for here. They are not done, and are told apart."""


def _status(recommendation: Recommendation, day: date, context: Context) -> str | None:
    """Return where a recommendation stood on a day, or None where nothing was written down by then."""
    until = [update.status for update in context.updates_of(recommendation) if update.on <= day]
    return until[-1] if until else None


def _due(recommendation: Recommendation, day: date, context: Context) -> date | None:
    """Return the date by which a recommendation was due, as agreed on a day."""
    moved = [update.due for update in context.updates_of(recommendation) if update.on <= day and update.due]
    return moved[-1] if moved else recommendation.due


@rule(
    "first-followed-up",
    severity="query",
    source=f"{CITY}: reviews that ended on 9 February were tracked from 20 March; 20 days is a qaframework default",
    ok={
        "activities": {"end": "2024-02-09"},
        "reviews": {},
        "recommendations": {},
        "updates": {"on": "2024-03-08"},
    },
    flagged=(
        {
            "activities": {"end": "2024-02-09"},
            "reviews": {},
            "recommendations": {},
            "updates": {"on": "2024-03-11"},
        },
        {"activities": {"end": "2024-02-09"}, "reviews": {}, "recommendations": {}},
    ),
    not_applicable=(
        {"activities": {}},
        {"activities": {"end": "2024-02-09"}, "reviews": {}},
        {"activities": {"end": "2024-03-15"}, "reviews": {}, "recommendations": {}},
    ),
)
def first_followed_up(activity: Activity, context: Context, *, days: int = 20) -> Messages:
    """The recommendations of a round are first followed up within 20 working days of its end.

    Put them on the agenda of the next tracking meeting. Children wait while a list waits for its first reading.
    """
    if not of_children(activity, context):
        return not_applicable(NO_REVIEWS)
    recommendations = recommendations_of(activity, context)
    if not recommendations:
        return not_applicable(NO_RECOMMENDATIONS)
    first = min((update.on for one in recommendations for update in context.updates_of(one)), default=None)
    waited = working_days_between(activity.end, first or context.today)
    if first is None and waited <= days:
        return not_applicable(f"it ended no more than {days} working days ago")
    if waited > days:
        made, late = many(len(recommendations), "recommendation"), many(waited, "working day")
        yield f"{made} {'first followed up' if first else 'not followed up yet,'} {late} after the round ended"


_ROUNDS = {
    "activities": [{}, {"start": "2023-05-01", "end": "2023-05-31"}],
    "reviews": [{}, {"activity": "A2", "completed_on": "2023-05-12"}],
}


def _earlier(*due: str | None) -> list[dict[str, str | None]]:
    return [{"source": "R2", "raised_on": "2023-05-15", "due": day} for day in due]


@rule(
    "earlier-recommendations-overdue",
    severity="query",
    source=f"{CITY}: recommendations are tracked until all are completed; one fifth is a qaframework default",
    ok=(
        {**_ROUNDS, "recommendations": _earlier("2023-07-31", "2024-02-28", "2024-02-28", "2024-02-28", "2024-02-28")},
        {
            **_ROUNDS,
            "recommendations": _earlier("2023-07-31"),
            "updates": {"on": "2023-07-20", "status": "action_complete"},
        },
        {
            **_ROUNDS,
            "recommendations": _earlier("2023-07-31"),
            "updates": {"on": "2023-07-20", "due": "2024-02-28"},
        },
    ),
    flagged=(
        {**_ROUNDS, "recommendations": _earlier("2023-07-31", "2024-02-28", None)},
        {
            **_ROUNDS,
            "recommendations": _earlier("2023-07-31"),
            "updates": {"on": "2024-02-20", "status": "action_complete"},
        },
    ),
    not_applicable=(
        {"activities": {}},
        {"activities": {}, "reviews": {}},
        _ROUNDS,
        {**_ROUNDS, "recommendations": _earlier(None)},
    ),
)
def earlier_recommendations_overdue(activity: Activity, context: Context, *, share: float = 0.2) -> Messages:
    """When a round begins, no more than a fifth of what the round before recommended is overdue.

    Before new recommendations are added, ask of each old one: is it still right, who will do it, by when? Those without
    a due date, and those handed on or dropped, are not in the count and are named beside it.
    """
    if not of_children(activity, context):
        return not_applicable(NO_REVIEWS)
    before = previous_round(activity, context)
    if before is None:
        return not_applicable(NO_EARLIER_ROUND)
    recommendations = recommendations_of(before, context)
    if not recommendations:
        return not_applicable("the round before recommended nothing")
    held = [one for one in recommendations if _status(one, activity.start, context) not in GONE]
    due = {one.id: day for one in held if (day := _due(one, activity.start, context)) is not None}
    if not due:
        return not_applicable("no recommendation of the round before has a due date")
    late = [one.id for one in held if one.id in due and _is_late(one, due[one.id], activity.start, context)]
    if len(late) / len(due) > share:
        undated, gone = len(held) - len(due), len(recommendations) - len(held)
        yield (
            f"{len(late)} of {many(len(due), 'recommendation')} of {before.id} overdue when this round began: "
            f"{listed(late)} (left out: {undated} without a due date, {gone} handed on or dropped)"
        )


def _is_late(recommendation: Recommendation, due: date, day: date, context: Context) -> bool:
    return due < day and _status(recommendation, day, context) not in DONE


def _three_rounds(*themes: str, status: str = "closed") -> dict[str, object]:
    """Return three rounds a year apart, each with one recommendation on these themes, the first two with a status."""
    years = (2022, 2023, 2024)
    return {
        "activities": [{"start": f"{year}-01-29", "end": f"{year}-02-09"} for year in years],
        "reviews": [{"activity": f"A{n}", "completed_on": f"{year}-02-01"} for n, year in enumerate(years, start=1)],
        "recommendations": [
            {"source": f"R{n}", "raised_on": f"{year}-02-05", "themes": "; ".join(themes)}
            for n, year in enumerate(years, start=1)
        ],
        "updates": [
            {"recommendation": f"REC{n}", "on": f"{year}-06-28", "status": status}
            for n, year in enumerate(years[:2], start=1)
        ],
    }


@rule(
    "theme-comes-back",
    severity="query",
    source="clinical audit, which audits again to see whether a change held; three is a qaframework default",
    ok=_three_rounds("rsk", status="in_progress"),
    flagged=_three_rounds("rsk"),
    not_applicable=({"activities": {}, "reviews": {}, "recommendations": {"themes": "rsk"}}, _three_rounds()),
)
def theme_comes_back(year: Programme, context: Context, *, rounds: int = 3) -> Messages:
    """A theme whose recommendations were completed does not come back round after round.

    Doing what was asked, child by child, did not change the practice behind it. Ask what stands in the way across the
    service, make one service-level recommendation of it, and look again before it is closed.
    """
    themes = _recommended_in_rounds(year, context)
    often = {theme: found for theme, found in themes.items() if len(found) >= rounds}
    if not often:
        return not_applicable(f"no theme was recommended in {rounds} rounds")
    for theme in sorted(often):
        *earlier, last = sorted(often[theme], key=lambda name: _began(name, context))
        asked = [one for name in earlier for one in often[theme][name]]
        done = sum(_status(one, _began(last, context)[0], context) in DONE for one in asked)
        if done:
            title = context.themes[theme].title if theme in context.themes else "a theme that is not known here"
            yield (
                f"{title}: recommended in {len(often[theme])} rounds, the last time in {last}, although {done} of "
                f"{many(len(asked), 'earlier recommendation')} had been completed"
            )


def _recommended_in_rounds(year: Programme, context: Context) -> Mapping[str, dict[str, list[Recommendation]]]:
    """Return, for each theme, the ids of the rounds that recommended something on it, and what."""
    rounds = round_ids(context)
    themes: dict[str, dict[str, list[Recommendation]]] = {}
    for recommendation in year.recommendations:
        activity = context.activity_of(recommendation) if recommendation.themes else None
        if activity is not None and activity.id in rounds:
            for theme in recommendation.themes:
                themes.setdefault(theme, {}).setdefault(activity.id, []).append(recommendation)
    return themes


def _began(name: str, context: Context) -> tuple[date, str]:
    activity = context.activity(name)
    return (activity.start if activity else date.max), name
