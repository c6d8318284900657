"""What audits with partners look for, under the built-in theme ``mag``. The list is made up."""

from __future__ import annotations

from qaframework import Theme

THEMES = (
    Theme(
        id="mag-sharing",
        title="Sharing what is known between agencies",
        parent="mag",
        phrases=("information sharing", "shared information", "did not know that", "was not told"),
    ),
    Theme(
        id="mag-challenge",
        title="Challenge and escalation between agencies",
        parent="mag",
        phrases=("professional challenge", "escalation policy", "professional disagreement", "resolve disagreement"),
    ),
    Theme(
        id="mag-meetings",
        title="Strategy discussions and core groups: the right agencies there, and heard",
        parent="mag",
        phrases=("strategy discussion", "strategy meeting", "core group", "invited to the meeting"),
    ),
)
