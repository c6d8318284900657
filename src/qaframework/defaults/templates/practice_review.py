"""The general template of a practice review, in its two versions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import attrs

from qaframework import Domain, Prompt, ReviewTemplate

_CARE = ("looked_after", "care_leaver")
_PLANS = ("child_in_need", "child_protection", *_CARE)


def _practice_domains() -> Iterable[Domain]:
    def domain(
        code: str,
        title: str,
        *prompts: str,
        applies: tuple[str, ...] = (),
        limits: Literal["overall", "below_standard"] | None = None,
    ) -> Domain:
        return Domain(
            code=code,
            title=title,
            prompts=prompts,
            applies_to=applies,
            required=code in _REQUIRED,
            limits=limits,
        )

    yield domain(
        "VOICE",
        "The child's voice and daily life",
        "Was the child seen, alone, and as often as was planned?",
        "What did the child's own words change?",
        "Where a child does not speak, how was their experience understood?",
    )
    yield domain(
        "ASSESS",
        "Assessment and analysis",
        "Is it up to date, with the history and the people who are not in the room?",
        "Does it explain, rather than describe?",
    )
    yield domain(
        "RISK",
        "Risk and keeping the child safe",
        "Was risk seen, acted on and made smaller in time?",
        "Is risk followed over time, and as it adds up?",
        limits="overall",
    )
    yield domain(
        "PLAN",
        "Plans and outcomes",
        "Does every action have an owner and a day?",
        "Would the child understand it?",
    )
    yield domain(
        "REVIEW",
        "Reviewing the plan",
        "On time, with the right people, and did it move things on?",
        applies=_PLANS,
    )
    yield domain("VISITS", "Visits and direct work", "What was each visit for, and is that written down?")
    yield domain(
        "MGMT",
        "Management oversight and supervision",
        "Do decisions have reasons?",
        "Was drift noticed and challenged?",
        limits="below_standard",
    )
    yield domain(
        "SENIOR",
        "Senior management oversight",
        "Did a senior manager decide where one should?",
        limits="below_standard",
    )
    yield domain(
        "IRO",
        "Independent reviewing officer or conference chair",
        "Is their mark on the case visible, and did it help?",
        applies=("child_protection", *_CARE),
    )
    yield domain("MULTI", "Working with other agencies", "Were the right agencies there, and were they challenged?")
    yield domain(
        "PERM",
        "Permanence",
        "Is there a plan for permanence, and a second one beside it?",
        applies=("looked_after",),
    )
    yield domain("PLACE", "Where the child lives", "Would it be good enough for my own child?", applies=_CARE)
    yield domain(
        "HEALTH",
        "Health and emotional wellbeing",
        "Are assessments up to date and acted on?",
        applies=_PLANS[1:],
    )
    yield domain("EDUC", "Education", "Does the education plan fit with the care plan?", applies=("looked_after",))
    yield domain(
        "PATHWAY",
        "Pathway plan and independence",
        "Was it made with the young person, and is there somewhere to live?",
        applies=("care_leaver",),
    )
    yield domain("IDENT", "Identity and equality", "Did who the child is change what was done?")
    yield domain("FAMILY", "Family and network", "Were fathers and the wider family part of it?")
    yield domain("RECORD", "Recording", "Does the file tell the story?")
    yield domain("IMPACT", "Impact", "What is different for this child?")
    yield domain("ENDINGS", "Endings and moves between services", "Was the ending planned and explained?")


_REQUIRED = frozenset({"VOICE", "RISK", "PLAN", "MGMT"})

_ADDED = {
    "VOICE": ("Does the child know what was written about them, and would they say the same?",),
    "RISK": ("What would make this child less safe than they are today, and who would notice?",),
    "PLAN": ("What is to be different for the child, by when, and how will it show?",),
    "REVIEW": ("Were the child and the family there, or asked what they think?",),
    "MGMT": ("Has the worker's line manager seen them at work with the child?",),
    "SENIOR": ("Did the decision come in time, and is it on the file with its reasons?",),
    "IRO": ("Did they check between meetings, and raise what was not done?",),
    "MULTI": ("Do social care and the school's plan for special needs fit together?",),
    "PLACE": ("How long has the child waited for a home that is theirs to keep?",),
    "RECORD": ("Is the chronology up to date, and the summary too?",),
    "IMPACT": ("Who says so: the child, the family, somebody else?",),
}
"""What the second version asks beside the questions of the first."""


def _domains_of_two() -> Iterable[Domain]:
    for domain in _practice_domains():
        asked = len(domain.prompts)
        added = enumerate(_ADDED.get(domain.code, ()), start=asked + 1)
        more = tuple(Prompt(f"{domain.code}-{place}", text) for place, text in added)
        yield attrs.evolve(domain, prompts=(*domain.prompts, *more))


def practice_reviews() -> Iterable[ReviewTemplate]:
    """Return both versions. What was asked in the first is asked in the second, under the same ids."""
    first = ReviewTemplate(
        id="practice-review",
        title="Practice review of one child or family",
        domains=tuple(_practice_domains()),
        profile="ofsted",
        evidence_months=12,
        judgement_months=6,
        source="what is looked at, and for whom: audit tools of Lancashire, Knowsley and Bexley; a year of evidence "
        "and a grade on its last six months: Child's Journey audit tool; the questions are qaframework defaults",
    )
    yield first
    yield attrs.evolve(
        first,
        version="2",
        domains=tuple(_domains_of_two()),
        rationale_prompts=(
            "What was seen or read, and on which days?",
            "What difference does it make for the child?",
            "Why not the grade above, and why not the one below?",
            "What is to be done about it, by whom and by when?",
        ),
    )
