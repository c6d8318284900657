"""Whether what is told as done has something on file to show for it."""

from __future__ import annotations

from qaframework import Context, Messages, Recommendation, Update, flag, not_applicable, rule
from qaframework.defaults.sources import CITY

_SHOWN = ("evidenced", "impact_confirmed", "closed")
"""Statuses that say more than that the owner did it."""


def _since_reopened(recommendation: Recommendation, context: Context) -> list[Update]:
    """Return the updates of a recommendation that count, oldest first: one that was reopened is shown anew."""
    held: list[Update] = []
    for one in context.updates_of(recommendation):
        if one.on <= context.today:
            held = [*([] if one.status == "reopened" else held), one]
    return held


@rule(
    "closed-with-evidence",
    severity="query",
    source=f"{CITY}: evidence in one place of the action taken and the impact it had; as the tracker asks",
    ok=(
        {"recommendations": {}, "updates": {"status": "closed", "evidence": "Visit record of 8 March 2024"}},
        {
            "recommendations": {},
            "updates": [
                {"status": "action_complete", "evidence": "Plan of 8 March 2024"},
                {"status": "impact_confirmed", "impact": "Goes to school every day.", "on": "2024-03-25"},
            ],
        },
    ),
    flagged=(
        {"recommendations": {}, "updates": {"status": "closed"}},
        {"recommendations": {}, "updates": {"status": "evidenced", "evidence": " "}},
        {"recommendations": {}, "updates": {"status": "impact_confirmed", "evidence": "Visit record"}},
        {
            "recommendations": {},
            "updates": [
                {"status": "closed", "evidence": "Visit record", "on": "2024-03-11"},
                {"status": "reopened", "on": "2024-03-18"},
                {"status": "closed", "on": "2024-03-25"},
            ],
        },
    ),
    not_applicable=(
        {"recommendations": {}},
        {"recommendations": {}, "updates": {"status": "action_complete"}},
        {"recommendations": {}, "updates": {"status": "closed", "on": "2024-05-01"}},
    ),
)
def closed_with_evidence(recommendation: Recommendation, context: Context) -> Messages:
    """A recommendation is evidenced, confirmed or closed with something on file that shows it.

    Write where the proof is kept, and for a confirmed impact what difference it made; or go back to "action complete",
    which says what the owner says. What cannot be shown was perhaps not done.
    """
    held = _since_reopened(recommendation, context)
    if not held or held[-1].status not in _SHOWN:
        return not_applicable("nobody says that it is shown to be done")
    status = held[-1].status.replace("_", " ")
    if not any((one.evidence or "").strip() for one in held):
        yield flag(f"{status}, and no evidence is on file")
    if held[-1].status == "impact_confirmed" and not any((one.impact or "").strip() for one in held):
        yield flag(f"{status}, and it is not said what difference it made")
