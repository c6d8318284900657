"""What is looked at beside reviews of children: workers at work, partners, contacts, providers."""

from __future__ import annotations

from collections.abc import Iterable

from qaframework import Domain, ReviewTemplate
from qaframework.defaults.sources import CITY


def other_work() -> Iterable[ReviewTemplate]:
    """Return the templates whose subject is not a child."""
    yield ReviewTemplate(
        id="practice-observation",
        title="Observation of a worker at work",
        subject="event",
        domains=(
            Domain(
                code="PREPARE",
                title="Planning and purpose",
                prompts=(
                    "Did the worker know what it was for, and did the family?",
                    "Was it planned around the child?",
                ),
            ),
            Domain(
                code="TOOLS",
                title="Tools that fit the child's age",
                prompts="Which tools were used, and did they fit this child?",
            ),
            Domain(
                code="TALK",
                title="Words that fit the child's age",
                prompts=("Did the child understand, and how could one tell?", "Who spoke, and for how long?"),
            ),
            Domain(
                code="WHOLE",
                title="Seeing the whole child",
                prompts="What was noticed of home, school, health, friends and identity?",
            ),
            Domain(
                code="NEEDS",
                title="Understanding of the child's needs",
                prompts=(
                    "Were the child's needs named?",
                    "How was the talk fitted to a child with autism, for instance?",
                ),
            ),
            Domain(
                code="RELATION",
                title="Relationship with child and parents",
                prompts="How did they greet each other, and how did they part?",
                required=True,
            ),
            Domain(
                code="SAFETY",
                title="Seeing and naming risk",
                prompts="Was something worrying seen, and was it said?",
            ),
            Domain(
                code="REFLECT",
                title="Thinking back on it",
                prompts="What did the worker make of it afterwards, and what will they try?",
            ),
        ),
        rationale_prompts=("What was seen and heard?", "What went well?", "What could be tried next time?"),
        source=f"the strengths and worries named in {CITY}; the questions are qaframework defaults",
    )
    yield ReviewTemplate(
        id="multi-agency-audit",
        title="Audit with partners: one agency's work with one child",
        subject="agency",
        domains=(
            Domain(
                code="KNOWN", title="What the agency knew", prompts="What did it know, and since when?", required=True
            ),
            Domain(code="SHARED", title="What it shared", prompts="With whom, how soon, and was it enough to act on?"),
            Domain(
                code="DID", title="What it did", prompts="Was it what the child needed, and in time?", required=True
            ),
            Domain(
                code="HEARD",
                title="Hearing the child",
                prompts="What did this agency hear from the child, in their own words?",
            ),
            Domain(
                code="CHALLENGE",
                title="Challenge between agencies",
                prompts="Where agencies saw it differently, was that said, and settled?",
            ),
            Domain(code="IMPACT", title="Impact", prompts="What was different for the child because of this agency?"),
        ),
        rationale_prompts=("What do the agency's own records show, and of which days?",),
        source="qaframework default",
    )
    yield ReviewTemplate(
        id="contact-scrutiny",
        title="Scrutiny of one contact from a partner",
        subject="contact",
        domains=(
            Domain(
                code="INFORMATION",
                title="The information first given",
                prompts="Was it enough to decide on, and was the child's own view in it?",
                required=True,
            ),
            Domain(
                code="TALKING",
                title="Communication between the agencies",
                prompts="Did they speak with each other, or only send forms?",
            ),
            Domain(
                code="DECISION",
                title="The decision",
                prompts=("Was it the right one on what was known?", "Is its reason written down?"),
                required=True,
            ),
            Domain(
                code="BACK",
                title="Feedback to the agency",
                prompts="Was it told what was decided and what comes next?",
            ),
            Domain(code="LEARNING", title="Lessons and training", prompts="What would have helped those involved?"),
        ),
        source=f"what is looked at: {CITY}; the questions are qaframework defaults",
    )
    yield ReviewTemplate(
        id="provider-visit",
        title="Visit to a provider of care",
        subject="provider",
        domains=(
            Domain(
                code="HOME",
                title="The feel of the home",
                prompts=("What does one see, hear and smell on coming in?", "Whose home is it?"),
            ),
            Domain(code="STAFF", title="The staff", prompts="How do they speak with the children, and about them?"),
            Domain(
                code="HEARD",
                title="What the children say",
                prompts="Who was spoken with alone, and what did they say of living here?",
                required=True,
            ),
            Domain(
                code="SAFE",
                title="Keeping children safe",
                prompts="What happened since the last visit, and what was learnt from it?",
                required=True,
                limits="overall",
            ),
            Domain(
                code="DAILY", title="Daily life", prompts="School, health, friends, food, money: what is a week like?"
            ),
            Domain(
                code="OWN_CHILD",
                title="As a corporate parent",
                prompts="Would it be good enough for my own child?",
                required=True,
            ),
        ),
        rationale_prompts=("What was seen on the day, and what was only told?",),
        source=f"{CITY}: the feel of the home, its staff, and whether it would do for one's own child; "
        "the limiting domain is a qaframework default",
    )
    yield ReviewTemplate(
        id="contract-monitoring",
        title="Monitoring of a contract with a provider of care",
        subject="provider",
        domains=(
            Domain(
                code="CONTRACT",
                title="What the contract asks",
                prompts="What was agreed, what was delivered, and what does the difference cost the children?",
                required=True,
            ),
            Domain(
                code="SAFEGUARDING",
                title="Safeguarding",
                prompts=("Which incidents and allegations were there?", "Who was told, and how soon?"),
                required=True,
            ),
            Domain(code="STAFFING", title="Staffing", prompts="Who left, who came, and who looked after the children?"),
            Domain(
                code="NEEDS",
                title="The children's needs",
                prompts="Is each child's need known here, and met?",
            ),
        ),
        source=f"{CITY}: a contract's review, with safeguarding beside it; the questions are qaframework defaults",
    )
