"""The practice review as the report says it should become: prompts, evidence for the grade, actions with a time.

The City does not publish its form. The domains are what the report says was found wanting or is looked at; the codes
are those of the built-in template where the subject is the same, so that columns fit. The prompts are made up.
"""

from __future__ import annotations

from qaframework import Domain, ReviewTemplate
from qaframework_city_of_london.sources import REPORT

PRACTICE_REVIEW = ReviewTemplate(
    id="city-of-london-practice-review",
    title="City of London practice review",
    domains=(
        Domain(
            code="VOICE",
            title="The child's experience and voice",
            prompts=("What is a day like for this child, and how do you know?", "What did the child's words change?"),
            required=True,
        ),
        Domain(code="RELATE", title="Relationships between the worker and the family"),
        Domain(
            code="RISK",
            title="Risk assessment, and risk over time",
            prompts=("What was the risk then, what is it now, and what made the difference?",),
            required=True,
        ),
        Domain(
            code="SENIOR",
            title="Oversight by senior managers",
            prompts=("Which decision needed a senior manager, and where are their reasons?",),
            required=True,
        ),
        Domain(
            code="IRO",
            title="Oversight by the independent reviewing officer",
            applies_to=("looked_after", "care_leaver"),
            required=True,
        ),
        Domain(code="MULTI", title="Working with other agencies"),
        Domain(
            code="IMPACT",
            title="Impact for the child",
            prompts=("What is different for this child because of the help?",),
            required=True,
        ),
    ),
    source=f"{REPORT}: what reviews look at and what is to be stronger; the form and its prompts are made up",
)
