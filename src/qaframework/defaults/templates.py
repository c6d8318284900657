"""Review templates: a general one for practice reviews, and those of published inspections."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from qaframework import Domain, ReviewTemplate

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

_ILACS = (
    Domain(code="HELP_AND_PROTECTION", title="Children who need help and protection", limits="overall"),
    Domain(code="IN_CARE", title="Children in care"),
    Domain(code="CARE_LEAVERS", title="Care leavers"),
    Domain(
        code="IN_CARE_AND_LEAVERS",
        title="Children in care and care leavers, one judgement until January 2023",
    ),
    Domain(
        code="IMPACT_OF_LEADERS",
        title="The impact of leaders on social work practice",
        limits="below_standard",
    ),
)


def templates() -> Iterable[ReviewTemplate]:
    """Return the templates of the built-in plugin."""
    yield ReviewTemplate(
        id="practice-review",
        title="Practice review of one child or family",
        domains=tuple(_practice_domains()),
        profile="ofsted",
        evidence_months=12,
        judgement_months=6,
    )
    yield ReviewTemplate(
        id="ofsted-ilacs",
        title="Ofsted inspection of local authority children's services",
        subject="authority",
        domains=_ILACS,
        profile="ofsted",
        source="Ofsted, ILACS",
    )
    yield ReviewTemplate(
        id="ofsted-sif",
        title="Ofsted single inspection framework, 2013 to 2017",
        subject="authority",
        domains=(*_ILACS, Domain(code="ADOPTION", title="Adoption performance")),
        profile="ofsted",
        source="Ofsted, single inspection framework",
    )
    yield ReviewTemplate(
        id="cqc-service",
        title="CQC assessment of a service",
        subject="provider",
        domains=tuple(
            Domain(code=code, title=code.title().replace("_", "-"), required=True)
            for code in ("SAFE", "EFFECTIVE", "CARING", "RESPONSIVE", "WELL_LED")
        ),
        profile="cqc",
        source="CQC, how we aggregate ratings: adult social care, May 2022",
    )
