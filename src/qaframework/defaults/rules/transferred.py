"""What was moved to another plan: where it is, who follows it, and whether anybody has heard of it since."""

from __future__ import annotations

from datetime import date, timedelta

from qaframework import Context, Messages, Recommendation, Update, not_applicable, rule
from qaframework.defaults.sources import CITY, OWN

_MOVED = {"status": "transferred", "on": "2024-01-31"}
_STILL_HERE = "it was not transferred"


def _transfer(recommendation: Recommendation, context: Context) -> tuple[Update | None, Update | None]:
    """Return the entry that moved a recommendation away, and the last entry since; None where there is none."""
    moved = last = None
    for entry in context.updates_of(recommendation):
        if entry.status == "reopened":
            moved = last = None
        elif entry.status == "transferred" and moved is None:
            moved = entry
        elif moved is not None:
            last = entry
    return moved, last


@rule(
    "transferred-names-its-board",
    severity="query",
    source=f"{CITY}: larger pieces of work move to the Service Development Plan, followed by a board",
    ok={"recommendations": {}, "updates": {**_MOVED, "plan": "Made-up plan", "board": "Made-up board"}},
    flagged=(
        {"recommendations": {}, "updates": _MOVED},
        {"recommendations": {}, "updates": {**_MOVED, "plan": "Made-up plan"}},
    ),
    not_applicable=({"recommendations": {}, "updates": {"status": "in_progress"}}, {"recommendations": {}}),
)
def transferred_names_its_board(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation that was transferred says to which plan, and which board follows it.

    Write both in the entry. Transferred is not closed: somebody must be able to ask after it.
    """
    moved, _ = _transfer(recommendation, context)
    if moved is None:
        return not_applicable(_STILL_HERE)
    missing = [field for field in ("plan", "board") if not getattr(moved, field)]
    if missing:
        yield f"transferred, and its entry does not name the {' and the '.join(missing)}"


@rule(
    "transferred-heard-of",
    severity="query",
    source=f"{CITY}: the Achieving Excellence Board meets quarterly; the 100 days are a {OWN}",
    ok=(
        {"recommendations": {}, "updates": _MOVED, "today": date(2024, 4, 1)},
        {
            "recommendations": {},
            "updates": [_MOVED, {"status": "in_progress", "on": "2024-06-28"}],
            "today": date(2024, 7, 31),
        },
    ),
    flagged={"recommendations": {}, "updates": _MOVED, "today": date(2024, 7, 31)},
    not_applicable=(
        {"recommendations": {}, "updates": {"status": "in_progress"}},
        {"recommendations": {}, "updates": [_MOVED, {"status": "closed", "on": "2024-02-28"}]},
    ),
)
def transferred_heard_of(recommendation: Recommendation, context: Context, *, days: int = 100) -> Messages:
    """Of a recommendation that was transferred something is heard every quarter, until it is finished.

    Ask the board that follows it, and add what it says as an update. Work that moves to another plan and is never
    mentioned again was dropped.
    """
    moved, last = _transfer(recommendation, context)
    if moved is None:
        return not_applicable(_STILL_HERE)
    if last is not None and last.status in ("closed", "no_longer_applicable", "superseded", "merged"):
        return not_applicable("it is finished")
    heard = last.on if last is not None else moved.on
    if context.today > heard + timedelta(days=days):
        yield f"transferred, and nothing was heard of it for {(context.today - heard).days} days"
