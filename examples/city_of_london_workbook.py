"""Build the example that ships with the library: a QA year in the shape of the City of London's 2023-24.

The City of London Corporation's Quality Assurance Annual Report 2023-24 publishes what was done in the year, some of
what was found, and some survey shares. It publishes no review, no grade of a child and no recommendation in full. This
script writes the published facts in short statements of its own, and makes up the rest, so that there is a year to
moderate, triangulate and track. Each row's ``provenance`` says which it is.

Run it as ``python examples/city_of_london_workbook.py [TARGET]``. What it writes depends on nothing but this file and
the built-in plugin.
"""

from __future__ import annotations

import io
import math
import sys
import tempfile
import textwrap
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.properties import PageSetupProperties

import qaframework as qa
from qaframework.files.excel import settled
from qaframework.files.tables import TABLES

TARGET = Path(__file__).parents[1] / "src/qaframework/defaults/examples/city-of-london-2023-24.xlsx"
ABOUT = "About this example"

Row = dict[str, Any]

BUILT_IN = qa.load_plugins(allow=[], require=["defaults"])


def published(**columns: Any) -> Row:
    """Return a row of which every fact stands in the report; its codes are ours."""
    return columns | {"provenance": "published"}


def made_up(**columns: Any) -> Row:
    """Return a row of which at least one fact is made up."""
    return columns | {"provenance": "made_up"}


# The report gives months for some activities, and days for others. Where it gives a month, the row runs from its first
# day to its last, and the title says so. It does not say which round used which word for the top grade: that May 2023
# said Excellent is inferred from its calling Outstanding the usual Ofsted word.
ACTIVITIES = [
    published(
        id="PR-2023-05",
        kind="practice_reviews",
        title="Practice reviews, May 2023 (days not published; top grade word inferred)",
        start=date(2023, 5, 1),
        end=date(2023, 5, 31),
        lead="Aidhour",
        external=True,
        reached=14,
        scale="city-of-london-2023",
        template="practice-review@1",
        sampling="thematic: special educational needs",
    ),
    published(
        id="OBS-2023-06",
        kind="observation",
        title="Practice Observation Week, June 2023 (days not published)",
        start=date(2023, 6, 1),
        end=date(2023, 6, 30),
        lead="Executive Director, Assistant Director and heads of service",
        external=False,
        reached=5,
        scale="ungraded",
        template="practice-observation",
        asked=("acc", "asm", "dis", "pln", "rel", "rsk", "sen", "voi"),
    ),
    published(
        id="SV-2023-07",
        kind="survey",
        title="Annual feedback survey, July 2023 (days and number of answers not published)",
        start=date(2023, 7, 1),
        end=date(2023, 7, 31),
        lead="Action for Children",
        external=True,
        asked=("acc", "edu", "iro", "plc", "pln", "rel", "sen", "wrk"),
        sampling="census: everybody who had a service was contacted",
    ),
    published(
        id="PG-2023-07",
        kind="peer_challenge",
        title="East London Peer Review Group on ways to moderate, July 2023 (day not published)",
        start=date(2023, 7, 1),
        end=date(2023, 7, 31),
        lead="East London Peer Review Group",
        external=True,
        asked=("qa",),
    ),
    published(
        id="CM-2023-24",
        kind="contract_monitoring",
        title="Contract monitoring meetings with the care providers used most, 2023-24 (days not published)",
        start=date(2023, 4, 1),
        end=date(2024, 3, 31),
        lead="Commissioning, and Head of Safeguarding and Quality Assurance",
        external=False,
        scale="ungraded",
        template="contract-monitoring",
        asked=("com",),
    ),
    published(
        id="PAR-2024-02",
        kind="assurance_review",
        title="Practice Assurance Review, January and February 2024",
        start=date(2024, 1, 29),
        end=date(2024, 2, 9),
        lead="Independent reviewer, who chairs the Achieving Excellence Board",
        external=True,
        draws_on=("PR-2023-05", "SV-2023-07"),
        asked=("asm", "iro", "mag", "ovs", "qa", "rel", "rsk"),
    ),
    published(
        id="PR-2024-02",
        kind="practice_reviews",
        title="Practice reviews, January and February 2024",
        start=date(2024, 1, 29),
        end=date(2024, 2, 9),
        lead="Aidhour",
        external=True,
        part_of="PAR-2024-02",
        reached=13,
        scale="ofsted-2018",
        template="practice-review@1",
        sampling="mixed: children across the service, no theme in common",
    ),
    published(
        id="PD-2024-02",
        kind="performance_data",
        title="Performance data read by the independent reviewer, January and February 2024",
        start=date(2024, 1, 29),
        end=date(2024, 2, 9),
        lead="Independent reviewer, who chairs the Achieving Excellence Board",
        part_of="PAR-2024-02",
    ),
    published(
        id="PC-2024-02",
        kind="peer_challenge",
        title="Peer challenge of the care leaver offer with two neighbouring authorities",
        start=date(2024, 2, 20),
        end=date(2024, 2, 20),
        lead="London Councils",
        external=True,
        asked=("clv",),
    ),
    published(
        id="SE-2024-03",
        kind="scrutiny_event",
        title="Scrutiny event with City of London Police: contacts of the past six months",
        start=date(2024, 3, 13),
        end=date(2024, 3, 13),
        lead="Children's Social Care and City of London Police",
        scale="met",
        template="contact-scrutiny",
        asked=("mag", "thr"),
    ),
    # The report plans feedback at closures, conferences, plans and reviews, and prints none.
    made_up(
        id="FB-2023-24",
        kind="feedback",
        title="Feedback forms at closures, conferences, plans and reviews, October 2023 to March 2024 (made up)",
        start=date(2023, 10, 1),
        end=date(2024, 3, 31),
        lead="Head of Safeguarding and Quality Assurance",
        external=False,
        asked=("ehp", "hlt", "idn", "rec"),
    ),
]


def child(name: str, status: str, age_band: str, needs: str, family: str) -> Row:
    """Return a made-up child."""
    return made_up(id=name, status=status, age_band=age_band, needs=needs, family=family)


CHILDREN = [
    child("C01", "early_help", "5-9", "autism", "F01"),
    child("C02", "early_help", "10-15", "special educational needs", "F02"),
    child("C03", "child_in_need", "5-9", "autism", "F03"),
    child("C04", "child_in_need", "10-15", "learning disability", "F04"),
    child("C05", "child_in_need", "1-4", "speech and language", "F05"),
    child("C06", "child_in_need", "10-15", "special educational needs", "F06"),
    child("C07", "child_protection", "5-9", "special educational needs", "F07"),
    child("C08", "looked_after", "16-17", "EHC plan", "F08"),
    child("C09", "looked_after", "10-15", "EHC plan", "F09"),
    child("C10", "looked_after", "16-17", "EHC plan; learning disability", "F10"),
    child("C11", "care_leaver", "18-25", "special educational needs", "F11"),
    child("C12", "care_leaver", "18-25", "special educational needs", "F12"),
    child("C13", "care_leaver", "18-25", "special educational needs", "F13"),
    child("C14", "care_leaver", "18-25", "autism", "F14"),
    child("C15", "early_help", "10-15", "bereavement", "F15"),
    child("C16", "early_help", "5-9", "", "F02"),
    child("C17", "child_in_need", "10-15", "", "F17"),
    child("C18", "child_in_need", "5-9", "", "F17"),
    child("C19", "child_in_need", "10-15", "young carer", "F19"),
    child("C20", "child_protection", "5-9", "", "F20"),
    child("C21", "looked_after", "16-17", "unaccompanied", "F21"),
    child("C22", "looked_after", "5-9", "", "F22"),
    child("C23", "care_leaver", "18-25", "", "F23"),
    child("C24", "care_leaver", "18-25", "", "F24"),
    child("C25", "care_leaver", "18-25", "mental health", "F25"),
]


def employee(name: str, role: str, manager: str | None = None) -> Row:
    """Return a made-up worker or manager of the authority."""
    return made_up(id=name, role=role, organisation="City of London", external=False, manager=manager)


PEOPLE = [
    published(
        id="HSQA",
        role="Head of Safeguarding and Quality Assurance",
        organisation="City of London",
        external=False,
    ),
    published(id="IR", role="Independent reviewer, who chairs the Achieving Excellence Board", external=True),
    published(id="ED", role="Executive Director", organisation="City of London", external=False),
    published(id="AD", role="Assistant Director", organisation="City of London", external=False),
    published(id="HOS", role="Head of service", organisation="City of London", external=False),
    *(made_up(id=name, role="External reviewer", organisation="Aidhour", external=True) for name in ("A1", "A2", "A3")),
    employee("M01", "Team manager", "HOS"),
    employee("M02", "Team manager", "HOS"),
    employee("M03", "Early help manager", "HOS"),
    employee("W01", "Social worker", "M01"),
    employee("W02", "Social worker", "M01"),
    employee("W03", "Social worker", "M01"),
    employee("W04", "Social worker", "M02"),
    employee("W05", "Social worker", "M02"),
    employee("W06", "Personal adviser", "M02"),
    employee("W07", "Early help practitioner", "M03"),
    employee("W08", "Social worker", "M01"),
    employee("W09", "Personal adviser", "M02"),
    employee("IRO1", "Independent reviewing officer", "HSQA"),
]

LINE_MANAGER = {person["id"]: person.get("manager") for person in PEOPLE}
STATUS = {one["id"]: one["status"] for one in CHILDREN}

EXCELLENT, OUTSTANDING, GOOD, RI = "Excellent", "Outstanding", "Good", "Requires improvement"


def graded(child: str, most: str, **others: str) -> Row:
    """Return a grade for each domain of the template that applies to the child: most alike, some otherwise."""
    template = BUILT_IN.templates["practice-review"]
    applies = [d.code for d in template.domains if not d.applies_to or STATUS[child] in d.applies_to]
    grades = {code: most for code in applies if code != "ENDINGS"} | others
    return {f"domain.{code}": grade for code, grade in grades.items()}


def review(
    name: str,
    child: str,
    worker: str,
    reviewer: str,
    days: tuple[date, date, date],
    overall: str,
    grades: Row,
    rationale: str,
    **rest: Any,
) -> Row:
    """Return a made-up review; its days are those it was allocated, talked through and finished on."""
    usual = {"manager": LINE_MANAGER[worker], "child_voice": "obtained", "family_voice": "obtained"}
    allocated, discussed, completed = days
    return made_up(
        id=name,
        activity="PR-2023-05" if completed.year == 2023 else "PR-2024-02",
        child=child,
        worker=worker,
        reviewer=reviewer,
        allocated_on=allocated,
        discussed_on=discussed,
        completed_on=completed,
        overall=overall,
        rationale=rationale,
        **(usual | rest),
        **graded(child, **grades),
    )


def may(allocated: int, discussed: int, completed: int) -> tuple[date, date, date]:
    """Return three days of May 2023."""
    return date(2023, 5, allocated), date(2023, 5, discussed), date(2023, 5, completed)


def february(discussed: int, completed: int) -> tuple[date, date, date]:
    """Return the first day of the round of 2024, and two days of February."""
    return date(2024, 1, 29), date(2024, 2, discussed), date(2024, 2, completed)


REVIEWS_MAY = [
    review(
        "R23-01",
        "C01",
        "W07",
        "A1",
        may(9, 15, 17),
        EXCELLENT,
        {"most": EXCELLENT, "MGMT": GOOD, "IDENT": GOOD, "SENIOR": GOOD},
        "Early help began in November 2022. The plan of 12 January 2023 is in words and pictures the child can follow, "
        "and school mornings have a page of their own. The practitioner visited each fortnight with the same picture "
        "cards; the review of 18 April 2023 records calmer mornings, and school on time four days in five.",
    ),
    # Planted: a block in the system that no service-level recommendation takes up. The report names none either.
    review(
        "R23-02",
        "C02",
        "W07",
        "A2",
        may(9, 16, 18),
        GOOD,
        {"most": GOOD, "VISITS": EXCELLENT, "FAMILY": EXCELLENT},
        "Help was agreed within a week of the school's contact on 6 February 2023, and the plan of 1 March 2023 gives "
        "each of its four actions to somebody. Both parents say they know whom to ring. How the plan fits with the "
        "support given in class is still thin: it has yet to be written down in one place.",
        system_block="Support plans of schools and of early help are kept apart, and neither side sees the other's.",
    ),
    review(
        "R23-03",
        "C03",
        "W01",
        "A1",
        may(9, 15, 18),
        GOOD,
        {"most": GOOD, "ASSESS": EXCELLENT, "FAMILY": EXCELLENT, "RISK": RI},
        "The assessment finished on 24 January 2023 draws on school, health and a long talk with the grandparents, "
        "and explains why noise overwhelms this child. Visits have a purpose and say so. After the incidents of 9 "
        "March and 21 April 2023 risk was weighed each time afresh, and the earlier worry was not carried into the "
        "later record.",
    ),
    # Planted: the family's view was not sought, and no note says why.
    review(
        "R23-04",
        "C04",
        "W01",
        "A3",
        may(9, 17, 19),
        GOOD,
        {"most": GOOD, "VOICE": EXCELLENT, "VISITS": EXCELLENT},
        "Weekly direct work since 13 February 2023 has helped the young person say what a good week looks like, and "
        "the plan changed on 27 March 2023 to bring in a taxi to the youth club. School, health and the worker meet "
        "monthly. Supervision is regular, although its notes list tasks and seldom give the reason for a decision.",
        family_voice="not_sought",
    ),
    review(
        "R23-05",
        "C05",
        "W02",
        "A2",
        may(10, 16, 19),
        EXCELLENT,
        {"most": EXCELLENT, "PLAN": GOOD, "SENIOR": GOOD, "RECORD": GOOD, "MULTI": GOOD},
        "This is careful work with a child who does not yet speak. Observations of 2 March 2023 and 26 April 2023 "
        "describe play, sleep and feeding in detail and set them side by side, so that progress can be seen. Speech "
        "therapy began this spring because the worker chased the referral twice, and the meeting's minutes say what "
        "changed.",
        voice_note="Too young for questions: seen at play, at home and at nursery.",
    ),
    review(
        "R23-06",
        "C06",
        "W02",
        "A1",
        may(10, 17, 22),
        RI,
        {"most": GOOD, "PLAN": RI, "MGMT": RI, "REVIEW": RI, "IMPACT": RI},
        "The young person is seen often and likes their worker. But the plan of 16 November 2022 was not rewritten "
        "after the change of school on 20 February 2023, and five of its eight actions have no date. The supervision "
        "records of 11 January and 4 April 2023 repeat the same three tasks; the delay they show was left "
        "unchallenged.",
    ),
    review(
        "R23-07",
        "C07",
        "W08",
        "A2",
        may(10, 18, 22),
        GOOD,
        {"most": GOOD, "VOICE": EXCELLENT, "MULTI": EXCELLENT, "SENIOR": RI},
        "Core groups met every four weeks, and the conference of 8 March 2023 heard the child through drawings shared "
        "with their permission. On 19 April 2023 the worker saw that things at home were slipping and acted the same "
        "day. Why the senior manager chose not to start pre-proceedings is to be found in an email only.",
    ),
    review(
        "R23-08",
        "C08",
        "W04",
        "A3",
        may(10, 18, 23),
        GOOD,
        {"most": GOOD, "PLACE": EXCELLENT, "EDUC": EXCELLENT, "IRO": EXCELLENT},
        "The young person has lived with the same carers since August 2022 and speaks of it with pride. The personal "
        "education plan of 28 February 2023 and the education, health and care plan point the same way. The health "
        "assessment was on time. Planning for adult life began with a meeting on 3 May 2023, later than it could have.",
    ),
    review(
        "R23-09",
        "C09",
        "W05",
        "A1",
        may(11, 18, 23),
        EXCELLENT,
        {"most": EXCELLENT, "MGMT": GOOD, "SENIOR": GOOD, "FAMILY": GOOD, "HEALTH": GOOD},
        "Everything on this file is about the child. The independent reviewing officer met them alone on 17 January "
        "2023 and wrote the minutes as a letter to them; the life story book grew at home with the carer all spring. "
        "When reading fell behind, tuition began within three weeks, and the report of 2 May 2023 shows the gap "
        "closing.",
    ),
    review(
        "R23-10",
        "C10",
        "W06",
        "A2",
        may(11, 19, 24),
        GOOD,
        {"most": GOOD, "PLACE": EXCELLENT, "VISITS": EXCELLENT, "PLAN": RI},
        "After a hard autumn, the new home found on 12 December 2022 has held, helped by a worker who came weekly all "
        "winter. The care plan of 7 March 2023 is clear about time with the brothers. What the move to adult "
        "disability services will bring is named in it without steps, and the young person could not recall being "
        "told.",
    ),
    # Planted: a rationale too thin to tell why.
    review(
        "R23-11",
        "C11",
        "W04",
        "A3",
        may(11, 19, 24),
        GOOD,
        {"most": GOOD, "VISITS": EXCELLENT, "IDENT": EXCELLENT},
        "Good work overall. The worker knows the young person well and keeps in touch.",
    ),
    review(
        "R23-12",
        "C12",
        "W05",
        "A1",
        may(11, 22, 25),
        RI,
        {"most": GOOD, "PATHWAY": RI, "PLACE": RI, "MGMT": RI},
        "The adviser is trusted and calls every week. Yet the pathway plan of 30 September 2022 is eight months old "
        "and says nothing of the notice to leave the flat, which came on 3 February 2023; a permanent home has been "
        "'looked into' since then. Nothing from a manager after 14 March 2023 says who will decide, or by when.",
        system_block="No one-bedroom flat within reach of college was let through the care leavers' quota all winter.",
    ),
    review(
        "R23-13",
        "C13",
        "W06",
        "A3",
        may(15, 22, 25),
        GOOD,
        {"most": GOOD, "VOICE": EXCELLENT, "PATHWAY": EXCELLENT, "HEALTH": RI},
        "A warm and steady relationship of three years, kept up through a change of college. The pathway plan of "
        "22 February 2023 was written together, and the young person's own sentences stand in it. Tenancy support was "
        "in place before the keys came on 11 April 2023. Their health history was promised twice and has yet to come.",
        family_voice="declined",
        voice_note="The young person asked us not to contact the family.",
    ),
    review(
        "R23-14",
        "C14",
        "W09",
        "A2",
        may(15, 23, 26),
        EXCELLENT,
        {"most": EXCELLENT, "RECORD": GOOD, "SENIOR": GOOD, "IRO": GOOD, "FAMILY": GOOD, "MULTI": GOOD},
        "The young person asked for help with money in January 2023, and by 15 March 2023 had a budget, a bank account "
        "and a plan for the deposit. The adviser goes through each form in plain words first. The sensory profile was "
        "brought up to date on 24 April 2023 and went with them to college, so nobody there had to start again.",
        family_voice="sought",
        voice_note="Two letters and a call to the parent were not answered.",
    ),
]

COPIED = (
    "The assessment of 3 November 2023 gathers what school, health and both parents know, and explains how the "
    "arguments at home are felt by the children. The plan was reviewed on 11 January 2024 with everybody in the room. "
    "Visits are regular, and direct work about feelings has begun, so that the children can now say what helps."
)

REVIEWS_FEBRUARY = [
    review(
        "R24-01",
        "C15",
        "W07",
        "A1",
        february(1, 2),
        OUTSTANDING,
        {"most": OUTSTANDING, "MGMT": GOOD, "SENIOR": GOOD, "RECORD": GOOD, "MULTI": GOOD},
        "The family came to early help on 12 September 2023 after a bereavement. Within ten days there was a plan "
        "drawn as a map on the kitchen wall, and each visit begins there. The review of 15 January 2024 sets the "
        "child's own scores beside those of September: sleep and school have both moved, and the family chose when to "
        "finish.",
    ),
    # Planted: the top grade, although the child's voice requires improvement.
    review(
        "R24-02",
        "C16",
        "W07",
        "A2",
        february(1, 2),
        OUTSTANDING,
        {"most": OUTSTANDING, "RISK": GOOD, "MGMT": GOOD, "PLAN": GOOD, "SENIOR": GOOD, "VOICE": RI},
        "Visits are frequent and friendly. The plan of 4 October 2023 is full of things the child enjoys, though the "
        "words in it are the adults'. The school speaks highly of the practitioner in its report of 18 December 2023, "
        "and the family says that help came when it was needed. New worries about an older friend were noted in "
        "January and are being talked about with the child.",
    ),
    # Planted: a brother and a sister both counted in one round, with the text of one review copied into the other.
    review(
        "R24-03",
        "C17",
        "W01",
        "A3",
        february(1, 5),
        GOOD,
        {"most": GOOD, "VISITS": OUTSTANDING, "ASSESS": OUTSTANDING},
        COPIED,
    ),
    review(
        "R24-04",
        "C18",
        "W01",
        "A3",
        february(1, 5),
        GOOD,
        {"most": GOOD, "ASSESS": OUTSTANDING, "RECORD": OUTSTANDING},
        COPIED,
    ),
    # Planted: below the top grade, and without any recommendation.
    review(
        "R24-05",
        "C19",
        "W02",
        "A1",
        february(1, 5),
        GOOD,
        {"most": GOOD, "VOICE": OUTSTANDING, "MULTI": OUTSTANDING},
        "Work with this young carer is thoughtful. A joint visit with adult services on 21 November 2023 made the "
        "load on the child visible, and the plan of 6 December 2023 brought in four hours of help a week. The file "
        "tells the story. Supervision asks good questions, and could say more often what would make us worry again.",
    ),
    review(
        "R24-06",
        "C20",
        "W03",
        "HSQA",
        february(1, 6),
        GOOD,
        {"most": GOOD, "VOICE": OUTSTANDING, "RISK": OUTSTANDING, "MULTI": OUTSTANDING},
        "The child was seen alone on each of nine visits since the conference of 18 October 2023, and the safety plan "
        "is short enough to be used. Police and school come to core groups and are asked hard questions. The strategy "
        "discussion of 9 January 2024 was quick and well recorded. The father's view came late, after the plan was "
        "set.",
    ),
    # Planted: reviewed in May 2023 too. A waiver explains it.
    review(
        "R24-07",
        "C07",
        "W08",
        "A1",
        february(2, 6),
        GOOD,
        {"most": GOOD, "IMPACT": OUTSTANDING, "RISK": OUTSTANDING, "RECORD": RI},
        "Nine months on, the protection plan has done most of its work: the home has stayed safe since the visit of "
        "25 September 2023, and the child sleeps in a room of their own. The conference of 17 January 2024 set out "
        "what must stay true before the plan can end. The chronology stops in October and needs bringing up to date.",
    ),
    review(
        "R24-08",
        "C21",
        "W04",
        "A2",
        february(2, 6),
        OUTSTANDING,
        {"most": OUTSTANDING, "MGMT": GOOD, "SENIOR": GOOD, "HEALTH": GOOD, "RECORD": GOOD, "IRO": GOOD},
        "This young person arrived alone and now has a language, a school and friends. The worker learned some phrases "
        "before the first visit on 7 August 2023, and an interpreter of the young person's choice has been at every "
        "meeting since. Faith, food and the search for relatives were planned for at once. The review of 12 December "
        "2023 reads like their own account.",
        family_voice="unsafe",
        voice_note="Relatives abroad: contact could put them at risk, as legal advice of August 2023 says.",
    ),
    review(
        "R24-09",
        "C22",
        "W05",
        "A3",
        february(2, 7),
        RI,
        {"most": GOOD, "PERM": RI, "IRO": RI, "SENIOR": RI, "EDUC": OUTSTANDING},
        "Carers are committed, and the child does well in class. But the permanence decision due in October 2023 was "
        "put off twice, and the care plan of 14 November 2023 has no second plan beside it. The reviewing officer's "
        "minutes of 5 December 2023 note the delay and ask for nothing. For the child, not knowing has gone on too "
        "long.",
    ),
    # Planted: reviewed in May 2023 too, and nobody explains why again so soon.
    review(
        "R24-10",
        "C10",
        "W06",
        "A1",
        february(2, 7),
        GOOD,
        {"most": GOOD, "PLAN": OUTSTANDING, "EDUC": OUTSTANDING, "FAMILY": OUTSTANDING},
        "The plan for adult life that was asked for last year is there: adult services met the young person on 19 "
        "October 2023, and a named worker has come twice since. College goes well. The review of 23 January 2024 was "
        "moved to an evening so that the brothers could come. Risk outside the home is talked through, and written "
        "briefly.",
    ),
    review(
        "R24-11",
        "C23",
        "W09",
        "A2",
        february(5, 8),
        GOOD,
        {"most": GOOD, "VOICE": OUTSTANDING, "PATHWAY": RI, "MGMT": RI},
        "The adviser is in touch every week and found a college place within days of the change of course on 2 "
        "October 2023. The young person feels listened to. The pathway plan is of 8 June 2023, older than the move of "
        "home, and supervision was missed twice in the autumn. The work itself kept going, as the record of 22 "
        "January 2024 shows.",
        system_block="Advisers wait for one shared supervision slot when their manager is away.",
    ),
    review(
        "R24-12",
        "C24",
        "W05",
        "A2",
        february(5, 8),
        RI,
        {"most": GOOD, "PATHWAY": RI, "PLACE": RI, "MGMT": RI},
        "Well known to the service, and safe, the young person has waited since 4 September 2023 in a temporary "
        "place, two bus rides from college. The pathway plan of 17 October 2023 gives 'housing' as an action with "
        "nobody beside it. Managers' records of 13 November 2023 and 10 January 2024 note the wait and decide "
        "nothing.",
        family_voice="declined",
        voice_note="The young person wants the family kept out of this.",
        system_block="Temporary places for care leavers are outside the City and far from their colleges.",
    ),
    # Planted: the reviewer was standing in as the worker's line manager.
    review(
        "R24-13",
        "C25",
        "W06",
        "HSQA",
        february(6, 9),
        GOOD,
        {"most": GOOD, "VISITS": OUTSTANDING, "HEALTH": OUTSTANDING},
        "Contact has been steady through a hard winter. When the young person stopped answering on 20 November 2023 "
        "the adviser called by each week until the door opened, and the health appointment of 11 December 2023 came "
        "of that. The plan is realistic. Next steps towards work rest on one training provider, and a second is still "
        "to be found.",
        manager="HSQA",
        family_voice="sought",
        voice_note="Messages in January 2024 were not answered.",
    ),
]


def observed(name: str, worker: str, observer: str, on: date, event: str, rationale: str, **rest: Any) -> Row:
    """Return a made-up observation of somebody at work. It is not graded: five are too few for grades to mean much."""
    usual = {"discussed_on": on, "child_voice": "obtained", "family_voice": "obtained"}
    return made_up(
        id=name,
        activity="OBS-2023-06",
        subject=f"EVENT-{name[-1]}",
        worker=worker,
        reviewer=observer,
        completed_on=on,
        event=event,
        overall="not graded",
        rationale=rationale,
        **usual | rest,
    )


OBSERVATIONS = [
    observed(
        "OB-1",
        "W01",
        "ED",
        date(2023, 6, 12),
        "home_visit",
        "The visit had a purpose that both parents could name. Where the family will live came up three times.",
    ),
    observed(
        "OB-2",
        "W04",
        "AD",
        date(2023, 6, 13),
        "review_meeting",
        "The young person chose who sat where, and opened the meeting. What school and social care do was unclear.",
    ),
    observed(
        "OB-3",
        "W05",
        "HOS",
        date(2023, 6, 14),
        "direct_work",
        "Cards and drawings fitted the child's age. Pauses were left long enough for an answer.",
    ),
    # Planted: nobody who was there was asked, and no note says why.
    observed(
        "OB-4",
        "W02",
        "HOS",
        date(2023, 6, 15),
        "home_visit",
        "Warm and well prepared. How risk had changed since the spring was not spoken of.",
        child_voice="not_sought",
        family_voice="not_sought",
    ),
    observed(
        "OB-5",
        "W07",
        "AD",
        date(2023, 6, 16),
        "direct_work",
        "The plan for the hour was drawn at its start. Noise was a strain on the child, and that was seen late.",
        family_voice="declined",
    ),
]


def contact(name: str, overall: str, information: str, decision: str, back: str) -> Row:
    """Return a made-up contact from the police, as it was looked at together."""
    return made_up(
        id=name,
        activity="SE-2024-03",
        subject=f"CONTACT-{name[-1]}",
        agency="City of London Police",
        reviewer="HSQA",
        completed_on=date(2024, 3, 13),
        overall=overall,
        **{"domain.INFORMATION": information, "domain.DECISION": decision, "domain.BACK": back},
    )


CONTACTS = [
    contact("CT-1", "Met", "Met", "Met", "Met"),
    contact("CT-2", "Partially met", "Partially met", "Met", "Not met"),
    contact("CT-3", "Met", "Met", "Met", "Partially met"),
    contact("CT-4", "Partially met", "Not met", "Met", "Not met"),
    contact("CT-5", "Met", "Met", "Partially met", "Met"),
    contact("CT-6", "Partially met", "Partially met", "Met", "Not met"),
]


def on_contract(name: str, provider: str, on: date, children: str, rationale: str) -> Row:
    """Return a made-up meeting on the contract of a provider that does not exist."""
    return made_up(
        id=name,
        activity="CM-2023-24",
        subject=provider,
        children=children,
        reviewer="HSQA",
        completed_on=on,
        overall="not graded",
        rationale=rationale,
    )


MEETINGS_ON_CONTRACTS = [
    on_contract(
        "CM-1",
        "PROVIDER-A",
        date(2023, 11, 14),
        "C08; C21",
        "Staffing was steady and missing episodes were reported on the day. Nobody from the City has yet been there.",
    ),
    on_contract(
        "CM-2",
        "PROVIDER-B",
        date(2024, 2, 27),
        "C23; C24; C25",
        "The contract asks for key work each week, and the records show it in most. To be seen at a visit in spring.",
    ),
]


def answer_to(question: str, said: str, note: str | None = None) -> Row:
    """Return a made-up answer to a question of the form, in the words of the template's version."""
    prompt = BUILT_IN.templates["practice-review@1"].prompt(question)
    assert prompt is not None
    return made_up(review="R24-07", question=prompt.id, asked=prompt.text, answer=said, note=note)


ANSWERS = [
    answer_to("VOICE-1", "yes", "Four visits in the last two months, three of them alone"),
    answer_to("VOICE-2", "partly"),
    answer_to("VOICE-3", "not_applicable"),
    answer_to("RISK-1", "yes"),
    answer_to("RISK-2", "partly", "Followed from visit to visit, and not yet over the whole year"),
    answer_to("PLAN-1", "no"),
    answer_to("PLAN-2", "yes"),
]


def judgement(review: str, domain: str, grade: str, rationale: str, evidence: str) -> Row:
    """Return the words behind one grade of a made-up review."""
    return {"review": review, "domain": domain, "grade": grade, "rationale": rationale, "evidence": evidence}


JUDGEMENTS = [
    judgement(
        "R23-01",
        "VOICE",
        EXCELLENT,
        "The child chose the pictures of the plan, and a page was changed after they crossed it out.",
        "Plan of 12 January 2023; visit record of 14 March 2023",
    ),
    judgement(
        "R23-03",
        "RISK",
        RI,
        "Each incident was answered well, and neither record looks back at the one before, so that a pattern of worry "
        "about the same corner of the week stays out of sight.",
        "Case notes of 9 March 2023 and 21 April 2023",
    ),
    judgement(
        "R23-06",
        "PLAN",
        RI,
        "Five of eight actions have no date, and the plan still names the old school.",
        "Plan of 16 November 2022; school's letter of 20 February 2023",
    ),
    judgement(
        "R23-06",
        "MGMT",
        RI,
        "The same three tasks stand in two supervision records three months apart, without a word on why.",
        "Supervision of 11 January 2023 and 4 April 2023",
    ),
    judgement(
        "R23-07",
        "SENIOR",
        RI,
        "A decision of this weight belongs on the file with its reasons.",
        "Case summary of 2 May 2023; email of 22 March 2023",
    ),
    judgement(
        "R23-12",
        "PLACE",
        RI,
        "The young person may lose their home within weeks, and nobody has put in an application for another.",
        "Notice of 3 February 2023; adviser's note of 9 May 2023",
    ),
    judgement(
        "R23-13",
        "HEALTH",
        RI,
        "Leaving care without one's health history means telling it again to every doctor.",
        "Pathway plan of 22 February 2023; note of 26 April 2023",
    ),
    judgement(
        "R24-01",
        "IMPACT",
        OUTSTANDING,
        "The child's own scores for sleep and school rose from three to seven, and their teacher saw the same.",
        "Scores of 22 September 2023 and 15 January 2024",
    ),
    judgement(
        "R24-02",
        "VOICE",
        RI,
        "Three visits in a row record what the mother said, and nothing that the child said.",
        "Visit records of 30 November 2023, 14 December 2023 and 11 January 2024",
    ),
    judgement(
        "R24-06",
        "RISK",
        OUTSTANDING,
        "The safety plan fits on one page, each adult can say what is on it, and it was tried out and improved.",
        "Safety plan of 25 October 2023; core group of 16 January 2024",
    ),
    judgement(
        "R24-07",
        "RECORD",
        RI,
        "Nothing of the last three months is in the chronology, so a new worker would miss what has held.",
        "Chronology as of 1 February 2024; conference of 17 January 2024",
    ),
    judgement(
        "R24-08",
        "IDENT",
        OUTSTANDING,
        "Language, faith and food were thought of before arrival, and the young person corrected and added to them.",
        "Placement plan of 9 August 2023; review of 12 December 2023",
    ),
    judgement(
        "R24-09",
        "IRO",
        RI,
        "The officer saw the delay and wrote it down. Nothing was asked of anybody, and no dispute was raised.",
        "Review minutes of 5 December 2023; midway check of 18 January 2024",
    ),
    judgement(
        "R24-09",
        "PERM",
        RI,
        "There is one plan, it has slipped twice, and nothing stands beside it should it fail.",
        "Care plan of 14 November 2023; panel agenda of 9 January 2024",
    ),
    judgement(
        "R24-12",
        "PLACE",
        RI,
        "Five months in a room meant for weeks, far from college and friends.",
        "Placement record of 4 September 2023; visit of 23 January 2024",
    ),
    judgement(
        "R24-12",
        "MGMT",
        RI,
        "Two managers' records describe the wait. Neither says what would end it or who was asked.",
        "Records of 13 November 2023 and 10 January 2024",
    ),
]


def reading(name: str, review: str, reader: str, day: int, overall: str, rationale: str) -> Row:
    """Return a made-up blind reading of the moderation in February 2024."""
    return made_up(
        id=name,
        review=review,
        reader=reader,
        stage="moderation",
        read_on=date(2024, 2, day),
        overall=overall,
        rationale=rationale,
        blind=True,
    )


READINGS = [
    reading(
        "MOD-01",
        "R24-01",
        "HSQA",
        20,
        OUTSTANDING,
        "The change can be seen in the child's own scores and in the school's account, and the ending was planned with "
        "the family. Supervision is brief, which does not alter the picture.",
    ),
    # Planted: two grades apart from the review, and no third reader since.
    reading(
        "MOD-02",
        "R24-02",
        "HSQA",
        20,
        RI,
        "The child enjoys the visits. The worry about an older friend was written down on 8 January 2024 and nobody "
        "has weighed it since: no assessment of risk, no talk with the manager, no change of plan.",
    ),
    reading(
        "MOD-03",
        "R24-05",
        "HSQA",
        21,
        GOOD,
        "Strong work with adult services, and a clear file. What is missing is a line in the plan on how we would know "
        "that caring has become too much again.",
    ),
    reading(
        "MOD-04",
        "R24-06",
        "IR",
        21,
        GOOD,
        "Risk is followed closely and the plan is used. The father was brought in late, and the plan would have been "
        "another had he been asked first.",
    ),
    reading(
        "MOD-05",
        "R24-08",
        "HSQA",
        22,
        GOOD,
        "Identity and education are first rate. Health assessments were late and there is little sign of a manager. "
        "Talked over with the reviewer on 27 February 2024, who stands by the first grade for its impact.",
    ),
    reading(
        "MOD-06",
        "R24-09",
        "HSQA",
        22,
        RI,
        "The child is well cared for and has no answer about where they will grow up. The delay was noticed by three "
        "people and ended by none of them.",
    ),
    reading(
        "MOD-07",
        "R24-12",
        "HSQA",
        23,
        RI,
        "A safe young person in the wrong place for five months. The plan has no name beside housing, and supervision "
        "does not ask for one.",
    ),
]


def finding(name: str, activity: str, theme: str, direction: str, statement: str, **rest: Any) -> Row:
    """Return a finding as the report gives it, in our words, with the section it stands in."""
    return published(id=name, activity=activity, theme=theme, direction=direction, statement=statement, **rest)


OBSERVED = {"activity": "OBS-2023-06", "voice": "reviewer"}
SURVEYED = {"activity": "SV-2023-07"}
ASSURED = {"activity": "PAR-2024-02", "voice": "reviewer"}

FINDINGS = [
    finding(
        "FND-01",
        theme="acc",
        direction="concern",
        statement=(
            "Concern about which homes are on offer, and how long a permanent one takes (section 3, observation week)."
        ),
        **OBSERVED,
    ),
    finding(
        "FND-02",
        theme="dis",
        direction="concern",
        statement="Autistic children's many needs could be better understood and met (section 3, observation week).",
        **OBSERVED,
    ),
    finding(
        "FND-03",
        theme="sen",
        direction="concern",
        statement="Social care and special educational needs support could be joined up better "
        "(section 3, observation week).",
        **OBSERVED,
    ),
    finding(
        "FND-04",
        theme="rsk",
        direction="concern",
        statement="Risk could be better understood and assessed as time goes on (section 3, observation week).",
        **OBSERVED,
    ),
    finding(
        "FND-05",
        theme="rel",
        direction="strength",
        statement="Several of the workers had good working relationships with children and parents "
        "(section 3, observation week).",
        **OBSERVED,
    ),
    finding(
        "FND-06",
        theme="pln",
        direction="strength",
        statement="Several of the workers planned effectively (section 3, observation week).",
        **OBSERVED,
    ),
    finding(
        "FND-07",
        theme="voi",
        direction="strength",
        statement="Several of the workers talked with children, and used tools, in ways that suit their age "
        "(section 3, observation week).",
        **OBSERVED,
    ),
    finding(
        "FND-08",
        theme="asm",
        direction="strength",
        statement="Several of the workers assessed the whole child and understood what they need "
        "(section 3, observation week).",
        **OBSERVED,
    ),
    finding(
        "FND-09",
        theme="acc",
        direction="concern",
        statement="Too little space, waiting for somewhere permanent, where homes are, and being cut off because of it "
        "(section 4, annual survey).",
        **SURVEYED,
    ),
    finding(
        "FND-10",
        theme="acc",
        direction="strength",
        statement="Most care leavers are happy with their home (section 4, annual survey).",
        voice="care leaver",
        **SURVEYED,
    ),
    finding(
        "FND-11",
        theme="wrk",
        direction="concern",
        statement="Some find it hard when workers leave or services change, most of all after many years "
        "(section 4, annual survey).",
        **SURVEYED,
    ),
    finding(
        "FND-12",
        theme="sen",
        direction="concern",
        statement=(
            "How services work together for children with special educational needs, and how an EHC plan is made, is "
            "unclear to some (section 4, annual survey)."
        ),
        **SURVEYED,
    ),
    finding(
        "FND-13",
        theme="rel",
        direction="strength",
        statement="Every child in care who was asked is at ease getting in touch with their social worker "
        "(section 4, annual survey).",
        voice="child",
        **SURVEYED,
    ),
    finding(
        "FND-14",
        theme="rel",
        direction="strength",
        statement="Most care leavers find their worker easy to reach (section 4, annual survey).",
        voice="care leaver",
        **SURVEYED,
    ),
    finding(
        "FND-15",
        theme="iro",
        direction="strength",
        statement="Children in care are happy with what the independent reviewing officer does for them "
        "(section 4, annual survey).",
        voice="child",
        **SURVEYED,
    ),
    finding(
        "FND-16",
        theme="plc",
        direction="strength",
        statement="All children in care who were asked feel safe in the place they live (section 4, annual survey).",
        voice="child",
        **SURVEYED,
    ),
    finding(
        "FND-17",
        theme="pln",
        direction="strength",
        statement="Families feel part of making and reviewing the child in need plan (section 4, annual survey).",
        voice="parent",
        **SURVEYED,
    ),
    finding(
        "FND-18",
        theme="edu",
        direction="strength",
        statement="Three in four care leavers rate their education good or very good, more than the year before "
        "(section 4, annual survey).",
        voice="care leaver",
        **SURVEYED,
    ),
    finding(
        "FND-19",
        theme="rel",
        direction="strength",
        statement="Workers and families have strong relationships (section 3, Practice Assurance Review).",
        **ASSURED,
    ),
    finding(
        "FND-20",
        theme="asm",
        direction="strength",
        statement="What children need is understood well (section 3, Practice Assurance Review).",
        **ASSURED,
    ),
    finding(
        "FND-21",
        theme="mag",
        direction="strength",
        statement="Agencies work strongly together (section 3, Practice Assurance Review).",
        **ASSURED,
    ),
    finding(
        "FND-22",
        theme="qa",
        direction="concern",
        statement="Practice reviews need to be more consistent, and moderated (section 3, Practice Assurance Review).",
        **ASSURED,
    ),
    finding(
        "FND-23",
        theme="rsk",
        direction="concern",
        statement="Risk assessments need a sharper focus (section 3, Practice Assurance Review).",
        **ASSURED,
    ),
    finding(
        "FND-24",
        theme="ovs",
        direction="concern",
        statement="Oversight by senior managers needs to be stronger (section 3, Practice Assurance Review).",
        **ASSURED,
    ),
    finding(
        "FND-25",
        theme="iro",
        direction="concern",
        statement="Oversight by independent reviewing officers needs to be stronger "
        "(section 3, Practice Assurance Review).",
        **ASSURED,
    ),
    finding(
        "FND-26",
        activity="PC-2024-02",
        theme="clv",
        direction="strength",
        statement="Peers' questions left leaders reassured that the care leaver offer is good "
        "(section 3, peer challenge).",
        voice="peer",
    ),
]


def answer(group: str, question: str, share: float, theme: str | None, previous: float | None = None) -> Row:
    """Return a share the survey publishes; how many answered is not published, so those columns are blank.

    Satisfaction with everything is about no one theme.
    """
    return published(
        activity="SV-2023-07", group=group, question=question, share=share, theme=theme, previous_share=previous
    )


SURVEY_RESULTS = [
    answer("families in early help and child in need", "Satisfied overall", 0.66, None, previous=0.53),
    answer("families in early help and child in need", "Part of making and reviewing the plan", 1.0, "pln"),
    answer("children in care", "Able and at ease to contact their social worker", 1.0, "rel"),
    answer("care leavers", "Easy to contact their worker", 0.91, "rel"),
    answer("care leavers", "See their worker often enough", 0.83, "rel"),
    answer("care leavers", "Happy with where they live", 0.81, "acc"),
    answer("care leavers", "Education is good or very good", 0.75, "edu", previous=0.59),
]

REVIEWED_ON = {one["id"]: one["completed_on"] for one in (*REVIEWS_MAY, *REVIEWS_FEBRUARY)}


def for_child(name: str, review: str, text: str, owner: str | None, due: date | None, domain: str, **rest: Any) -> Row:
    """Return a made-up recommendation for one child, raised on the day its review was finished."""
    return made_up(
        id=name,
        source=review,
        level="child",
        text=text,
        owner=owner,
        due=due,
        raised_on=REVIEWED_ON[review],
        domain=domain,
        **rest,
    )


CHILD_RECOMMENDATIONS = [
    for_child(
        "REC-01",
        "R23-02",
        "Early help practitioner to meet the school's special needs coordinator and both parents by 16 June 2023 and "
        "write one shared plan, so that the child gets the same help at home and in class.",
        "Early help practitioner",
        date(2023, 6, 16),
        "MULTI",
        themes="sen",
        measure="One plan, signed by school and parents, is on file",
    ),
    for_child(
        "REC-02",
        "R23-03",
        "Social worker to bring this year's incidents into one risk chronology by 9 June 2023 and go through it with "
        "the parents, so that the next decision about the child's safety rests on all of them.",
        "Social worker",
        date(2023, 6, 9),
        "RISK",
        themes="rsk",
        measure="The next risk assessment refers to both incidents",
    ),
    for_child(
        "REC-03",
        "R23-04",
        "Team manager to write down the reason for the respite decision by 23 June 2023, so that the young person can "
        "read later why it was made.",
        "Team manager",
        date(2023, 6, 23),
        "MGMT",
        themes="sup",
        measure="The decision and its reason are on the child's file",
    ),
    for_child(
        "REC-04",
        "R23-06",
        "Social worker to rewrite the child in need plan with the young person by 16 June 2023, with one person and "
        "one date for each action, so that the help promised at the new school happens.",
        "Social worker",
        date(2023, 6, 16),
        "PLAN",
        themes="pln",
        measure="At least six of eight actions done by the September review",
    ),
    for_child(
        "REC-05",
        "R23-06",
        "Team manager to go through the rewritten plan in supervision by 30 June 2023 and record what has changed for "
        "the young person, so that a delay is noticed within a month.",
        "Team manager",
        date(2023, 6, 30),
        "MGMT",
        themes="sup; tml",
        measure="Monthly supervision notes name progress on each action",
    ),
    for_child(
        "REC-06",
        "R23-06",
        "Child in need meeting chair to fix three review dates by 9 June 2023 and send them to school and family, so "
        "that everybody can be there when the plan is changed.",
        "Child in need meeting chair",
        date(2023, 6, 9),
        "REVIEW",
        themes="pln",
        measure="School and a parent were at each of the next three reviews",
    ),
    # Planted: wording so nebulous that nobody can say later whether it was done.
    for_child(
        "REC-07",
        "R23-06",
        "Continue to monitor the situation and ensure that support is provided as appropriate.",
        "Social worker",
        date(2023, 7, 31),
        "IMPACT",
        themes="pln",
    ),
    for_child(
        "REC-08",
        "R23-07",
        "Head of service to record on the child's file by 9 June 2023 why pre-proceedings was not started, so that "
        "whoever decides for this child later can follow the reasons.",
        "Head of service",
        date(2023, 6, 9),
        "SENIOR",
        themes="ovs",
        measure="The reasons are on the child's file",
    ),
    for_child(
        "REC-09",
        "R23-08",
        "Social worker to hold the first planning meeting with adult services and the young person by 28 July 2023 and "
        "write down who does what before the eighteenth birthday, so that no help stops on that day.",
        "Social worker",
        date(2023, 7, 28),
        "PLAN",
        themes="clv; sen",
        measure="A named adult worker before the birthday",
    ),
    for_child(
        "REC-10",
        "R23-10",
        "Social worker to explain the move to adult disability services to the young person in easy-read form by "
        "30 June 2023 and ask a week later what they remember, so that they know what will happen and when.",
        "Social worker",
        date(2023, 6, 30),
        "PLAN",
        themes="clv",
        measure="The young person can say what happens next",
    ),
    for_child(
        "REC-11",
        "R23-11",
        "Personal adviser to add next year's course and the travel to it to the pathway plan with the young person by "
        "14 July 2023, so that the first day of term is planned for.",
        "Personal adviser",
        date(2023, 7, 14),
        "PATHWAY",
        themes="clv; edu",
        measure="The young person started the course on its first day",
    ),
    for_child(
        "REC-12",
        "R23-12",
        "Personal adviser to make a housing application with the young person by 16 June 2023, so that they have a "
        "permanent home to move to before the notice runs out.",
        "Personal adviser",
        date(2023, 6, 16),
        "PLACE",
        themes="acc; clv",
        rolls_up_to="SR-07",
        priority="high",
        measure="The young person holds a tenancy of their own",
    ),
    for_child(
        "REC-13",
        "R23-12",
        "Personal adviser to rewrite the pathway plan with the young person by 9 June 2023, with the notice and the "
        "cost of a move in it, so that they know what they can count on.",
        "Personal adviser",
        date(2023, 6, 9),
        "PATHWAY",
        themes="clv; pln",
        measure="The young person has a copy and agrees with it",
    ),
    for_child(
        "REC-14",
        "R23-12",
        "Team manager to decide by 2 June 2023 who leads on permanent housing, and record it, so that the young person "
        "hears one answer from one person.",
        "Team manager",
        date(2023, 6, 2),
        "MGMT",
        themes="ovs; acc",
        measure="One named lead on file",
    ),
    for_child(
        "REC-15",
        "R23-13",
        "Nurse for children in care to give the young person their health history by 31 July 2023, so that they can "
        "tell a new doctor what matters without starting again.",
        "Nurse for children in care",
        date(2023, 7, 31),
        "HEALTH",
        themes="hlt; clv",
        measure="The young person has their health history in hand",
    ),
    for_child(
        "REC-16",
        "R24-03",
        "Social worker to finish the six sessions about feelings by 28 March 2024 and bring the child's own words to "
        "the next review, so that the plan says what helps at home.",
        "Social worker",
        date(2024, 3, 28),
        "VOICE",
        themes="voi",
        measure="The child's words stand in the reviewed plan",
    ),
    for_child(
        "REC-17",
        "R24-04",
        "Social worker to see each parent alone by 15 March 2024 and add what each can change to the plan, so that the "
        "child hears fewer arguments.",
        "Social worker",
        date(2024, 3, 15),
        "FAMILY",
        themes="pln",
        measure="The child scores evenings at home higher by May",
    ),
    for_child(
        "REC-18",
        "R24-06",
        "Social worker to meet the father by 1 March 2024 and add his view to the child protection plan, so that the "
        "child's next core group hears from both parents.",
        "Social worker",
        date(2024, 3, 1),
        "FAMILY",
        themes="asm",
        measure="The father's view is in the core group minutes",
    ),
    for_child(
        "REC-19",
        "R24-07",
        "Social worker to bring the chronology up to date by 8 March 2024, so that the conference can see what has "
        "held for the child, and since when.",
        "Social worker",
        date(2024, 3, 8),
        "RECORD",
        themes="rec",
        measure="The conference report quotes the chronology",
    ),
    for_child(
        "REC-20",
        "R24-09",
        "Social worker to take the permanence decision to panel by 22 March 2024 with a second plan beside it, so that "
        "the child knows where they will grow up.",
        "Social worker",
        date(2024, 3, 22),
        "PERM",
        themes="prm; tml",
        priority="high",
        measure="A permanence decision is recorded and the child has been told",
    ),
    for_child(
        "REC-21",
        "R24-09",
        "Independent reviewing officer to check the permanence plan by 28 March 2024 and raise a dispute with the head "
        "of service if panel has not decided, so that the child waits no longer.",
        "Independent reviewing officer",
        date(2024, 3, 28),
        "IRO",
        themes="iro; prm",
        rolls_up_to="SR-04",
        measure="The check and its outcome are on the child's file",
    ),
    for_child(
        "REC-22",
        "R24-09",
        "Head of service to chair a meeting on the delay by 15 March 2024 and record what each person will do, so that "
        "the child's case is not put off a third time.",
        "Head of service",
        date(2024, 3, 15),
        "SENIOR",
        themes="ovs; tml",
        rolls_up_to="SR-03",
        measure="The panel date is kept",
    ),
    # Planted: the due date is a year early, as happens in January and February.
    for_child(
        "REC-23",
        "R24-10",
        "Social worker to write up the risk outside the home as a safety plan with the young person by 15 March 2024, "
        "so that carers and college answer in the same way.",
        "Social worker",
        date(2023, 3, 15),
        "RISK",
        themes="rsk",
        rolls_up_to="SR-02",
        measure="Carers and college each have the one-page plan",
    ),
    for_child(
        "REC-24",
        "R24-11",
        "Personal adviser to rewrite the pathway plan with the young person by 22 March 2024 for the new home, so that "
        "money and travel to college are agreed.",
        "Personal adviser",
        date(2024, 3, 22),
        "PATHWAY",
        themes="clv; pln",
        measure="The young person has signed the plan",
    ),
    for_child(
        "REC-25",
        "R24-11",
        "Team manager to hold the two missed supervisions by 8 March 2024 and name who steps in next time, so that the "
        "young person's plan is looked at every month.",
        "Team manager",
        date(2024, 3, 8),
        "MGMT",
        themes="sup",
        rolls_up_to="SR-03",
        measure="Monthly supervision from March to June 2024",
    ),
    for_child(
        "REC-26",
        "R24-12",
        "Personal adviser to bid with the young person for a permanent flat within reach of college by 19 April 2024, "
        "so that they can stay on their course.",
        "Personal adviser",
        date(2024, 4, 19),
        "PLACE",
        themes="acc; clv",
        rolls_up_to="SR-07",
        priority="high",
        measure="The young person has moved, or holds an offer with a date",
    ),
    for_child(
        "REC-27",
        "R24-12",
        "Personal adviser to rewrite the pathway plan with the young person by 15 March 2024, a name and a date beside "
        "each action on housing, so that they can see who does what.",
        "Personal adviser",
        date(2024, 3, 15),
        "PATHWAY",
        themes="clv; pln",
        measure="Each action has a name and a date",
    ),
    for_child(
        "REC-28",
        "R24-12",
        "Team manager to decide by 1 March 2024 what would end the wait, ask for it in writing, and tell the young "
        "person the answer.",
        "Team manager",
        date(2024, 3, 1),
        "MGMT",
        themes="ovs; acc",
        rolls_up_to="SR-03",
        measure="A decision with its reason on file, and the young person told",
    ),
    # Planted: nobody to do it, and no day.
    for_child(
        "REC-29",
        "R24-13",
        "Explore other training options for the young person.",
        None,
        None,
        "PATHWAY",
        themes="clv; edu",
    ),
    for_child(
        "REC-30",
        "R24-02",
        "Early help practitioner to see the child alone on three visits by 28 March 2024 and write down the child's "
        "own words, so that the plan answers what worries them.",
        "Early help practitioner",
        date(2024, 3, 28),
        "VOICE",
        themes="voi",
        measure="The child's words stand in the plan by the April review",
    ),
]


def for_the_service(name: str, source: str, text: str, themes: str, raised_on: date, **rest: Any) -> Row:
    """Return the columns of a service-level recommendation."""
    return {
        "id": name,
        "source": source,
        "text": text,
        "themes": themes,
        "raised_on": raised_on,
        "level": "service",
        **rest,
    }


LAST_DAY_OF_ASSURANCE = date(2024, 2, 9)
AFTER_THE_SURVEY = date(2023, 9, 20)

# The report sums up each of the first four in half a line, and names neither an owner nor a date. So do these rows.
SERVICE_RECOMMENDATIONS = [
    published(
        **for_the_service(
            "SR-01",
            "FND-22",
            "Make practice reviews more consistent, and moderate them better.",
            "qa",
            LAST_DAY_OF_ASSURANCE,
        )
    ),
    published(
        **for_the_service("SR-02", "FND-23", "Sharpen the focus of risk assessments.", "rsk", LAST_DAY_OF_ASSURANCE)
    ),
    published(
        **for_the_service("SR-03", "FND-24", "Strengthen senior managers' oversight.", "ovs", LAST_DAY_OF_ASSURANCE)
    ),
    published(
        **for_the_service(
            "SR-04",
            "FND-25",
            "Strengthen the oversight of independent reviewing officers.",
            "iro",
            LAST_DAY_OF_ASSURANCE,
        )
    ),
    # That these five are under way or done is published; who, when and how we will know is made up.
    made_up(
        **for_the_service(
            "SR-05",
            "FND-09",
            "Head of service to publish the updated care leaver offer by 28 June 2024, with each housing pathway on "
            "one page, so that young people know which homes they can ask for and when.",
            "acc; clv",
            AFTER_THE_SURVEY,
            owner="Head of service",
            due=date(2024, 6, 28),
            measure="Four in five care leavers who are asked can name their pathway",
        )
    ),
    made_up(
        **for_the_service(
            "SR-06",
            "FND-09",
            "Team manager for care leavers to run three workshops on becoming adult and independent by 31 May 2024, so "
            "that young people understand what happens when they leave care.",
            "clv",
            AFTER_THE_SURVEY,
            owner="Team manager for care leavers",
            due=date(2024, 5, 31),
            measure="Each young person who came can say what happens next",
        )
    ),
    made_up(
        **for_the_service(
            "SR-07",
            "FND-01",
            "Head of service to bring two new accommodation pathways to the leadership team by 15 December 2023, so "
            "that a permanent home is found for each care leaver before a temporary one ends.",
            "acc; clv",
            date(2023, 7, 12),
            owner="Head of service",
            due=date(2023, 12, 15),
            priority="high",
            measure="Nobody leaves care for a temporary place",
        )
    ),
    made_up(
        **for_the_service(
            "SR-08",
            "FND-02",
            "Head of Safeguarding and Quality Assurance to arrange training by an autism specialist for all workers by "
            "30 November 2023, so that autistic children's views shape their plans.",
            "dis",
            date(2023, 7, 12),
            owner="Head of Safeguarding and Quality Assurance",
            due=date(2023, 11, 30),
            measure="Autistic children's own views stand in every plan that is read in the next round",
        )
    ),
    made_up(
        **for_the_service(
            "SR-09",
            "CM-2023-24",
            "Senior leadership team to visit one commissioned care provider each month from April 2024 and write a "
            "report after each, the first by 30 April 2024, so that leaders know what life there is like for the "
            "child.",
            "com",
            date(2024, 3, 20),
            owner="Senior leadership team",
            due=date(2024, 4, 30),
            measure="Twelve visits and twelve reports by March 2025",
        )
    ),
]


AFTER_THE_SCRUTINY = date(2024, 3, 14)

PARTNER_RECOMMENDATIONS = [
    made_up(
        **for_the_service(
            "SR-10",
            "SE-2024-03",
            "Head of service to tell the police by the end of the next working day what was decided on each contact, "
            "from 1 May 2024, so that officers know what came of it for the child.",
            "mag",
            AFTER_THE_SCRUTINY,
            owner="Head of service",
            due=date(2024, 5, 1),
            measure="A reply within a working day to each of the contacts of May and June",
            relevant=True,
        )
    ),
    made_up(
        **for_the_service(
            "SR-11",
            "SE-2024-03",
            "Public protection sergeant to write what the child said into each contact, in the child's own words, from "
            "1 June 2024, so that decisions start from them.",
            "thr; voi",
            AFTER_THE_SCRUTINY,
            owner="Public protection sergeant",
            due=date(2024, 6, 1),
            measure="The child's words stand in 9 of the next 10 contacts",
            organisation="City of London Police",
            relevant=False,
        )
    ),
]


def update(recommendation: str, on: date, by: str, status: str, note: str, **rest: Any) -> Row:
    """Return a made-up entry of the recommendation tracker."""
    return made_up(recommendation=recommendation, on=on, by=by, status=status, note=note, **rest)


# The monthly meetings. Only the last is published: tracking of the February round began on 20 March 2024.
JUNE, JULY, SEPTEMBER = date(2023, 6, 28), date(2023, 7, 26), date(2023, 9, 27)
OCTOBER, NOVEMBER, JANUARY = date(2023, 10, 25), date(2023, 11, 29), date(2024, 1, 31)
FEBRUARY, MARCH = date(2024, 2, 28), date(2024, 3, 20)

UPDATES_OF_MAY = [
    update(
        "REC-01",
        JUNE,
        "M03",
        "evidenced",
        "Meeting held on 14 June 2023.",
        evidence="Shared plan of 14 June 2023 on file",
    ),
    update(
        "REC-01",
        SEPTEMBER,
        "M03",
        "closed",
        "Plan reviewed at the start of term.",
        evidence="School's note of 19 September 2023",
        impact=(
            "The child uses the same calm corner at home and in class, and school days have gone from three to five."
        ),
    ),
    update("REC-02", JUNE, "M01", "action_complete", "Chronology written.", evidence="Risk chronology of 8 June 2023"),
    update(
        "REC-02",
        JULY,
        "M01",
        "closed",
        "Gone through with both parents.",
        evidence="Visit record of 5 July 2023",
        impact="The parents spotted the pattern themselves, and an aunt now has the child on that afternoon.",
    ),
    update("REC-03", JUNE, "M01", "evidenced", "Reason added.", evidence="Supervision record of 21 June 2023"),
    update(
        "REC-03",
        JULY,
        "HSQA",
        "closed",
        "Read by the quality assurance service.",
        evidence="Supervision record of 21 June 2023",
        impact="The young person's respite was settled for the summer, and they were told why.",
    ),
    update("REC-04", JUNE, "M01", "evidenced", "Plan rewritten together.", evidence="Plan of 15 June 2023"),
    update(
        "REC-04",
        OCTOBER,
        "M01",
        "closed",
        "Review held.",
        evidence="Review minutes of 12 October 2023",
        impact="The young person has the reading help that was promised and has joined the school's football team.",
    ),
    update("REC-05", JULY, "M01", "in_progress", "First of the monthly discussions held on 30 June 2023."),
    update(
        "REC-05",
        OCTOBER,
        "M01",
        "closed",
        "Four in a row.",
        evidence="Supervision records of June to September 2023",
        impact="A late referral for the young person was noticed within a fortnight and made.",
    ),
    update(
        "REC-06",
        JULY,
        "M01",
        "closed",
        "Dates fixed and sent.",
        evidence="Letter of 7 June 2023",
        impact="The parent came to a review for the first time since the plan began.",
    ),
    update("REC-07", JULY, "M01", "in_progress", "Being monitored."),
    # Planted: closed with nothing on what difference it made. It was too nebulous for anybody to say.
    update("REC-07", OCTOBER, "M01", "closed", "Support continues.", evidence="Case notes"),
    update(
        "REC-08",
        JUNE,
        "HOS",
        "closed",
        "Reasons recorded.",
        evidence="Management decision of 6 June 2023",
        impact="The conference chair used the reasons when the child's plan was next reviewed.",
    ),
    update(
        "REC-09",
        JULY,
        "M02",
        "in_progress",
        "Adult services could not send anybody before September.",
        due=date(2023, 9, 22),
    ),
    update(
        "REC-09",
        SEPTEMBER,
        "M02",
        "evidenced",
        "Meeting held on 20 September 2023.",
        evidence="Minutes of 20 September 2023",
    ),
    update(
        "REC-09",
        JANUARY,
        "M02",
        "impact_confirmed",
        "Named adult worker since December.",
        evidence="Letter of 11 December 2023",
        impact="The young person has met the adult worker three times and knows who will help after their birthday.",
    ),
    update(
        "REC-10",
        JULY,
        "M02",
        "evidenced",
        "Easy-read booklet made and gone through.",
        evidence="Booklet and note of 4 July 2023",
    ),
    update(
        "REC-10",
        NOVEMBER,
        "M02",
        "closed",
        "Adult services have visited.",
        evidence="Visit record of 19 October 2023",
        impact="The young person told their reviewing officer, unasked, who will support them and from when.",
    ),
    update(
        "REC-11",
        SEPTEMBER,
        "M02",
        "closed",
        "Plan brought up to date.",
        evidence="Pathway plan of 10 July 2023",
        impact="The young person was at college on the first day, with a travel card that works.",
    ),
    # Planted: a due date moved twice.
    update("REC-12", JUNE, "M02", "in_progress", "Papers of the tenancy missing.", due=date(2023, 9, 15)),
    update("REC-12", SEPTEMBER, "M02", "in_progress", "Application in; nothing let yet.", due=date(2024, 1, 31)),
    update("REC-12", FEBRUARY, "M02", "in_progress", "Shortlisted once, second on the list. Notice extended to May."),
    update(
        "REC-13",
        JUNE,
        "M02",
        "closed",
        "Plan rewritten.",
        evidence="Pathway plan of 8 June 2023",
        impact="The young person knows what the move will cost and has the setting-up grant agreed.",
    ),
    update(
        "REC-14",
        JUNE,
        "M02",
        "closed",
        "Lead named.",
        evidence="Management record of 1 June 2023",
        impact="The young person says they now ring one person and get one answer.",
    ),
    update("REC-15", JULY, "M02", "in_progress", "Asked for on 3 July 2023."),
    update("REC-15", OCTOBER, "M02", "blocked", "Records are with two hospitals; the second has not answered."),
    update("REC-15", JANUARY, "M02", "blocked", "Raised by the head of service with health commissioners."),
]

UPDATES_OF_FEBRUARY = [
    update("REC-16", MARCH, "M01", "in_progress", "Four of six sessions held."),
    update(
        "REC-17", MARCH, "M01", "action_complete", "Both parents seen.", evidence="Visit records of 6 and 12 March 2024"
    ),
    update(
        "REC-18",
        MARCH,
        "M01",
        "impact_confirmed",
        "Father met on 27 February 2024 and at the core group since.",
        evidence="Core group minutes of 5 March 2024",
        impact="The child now speaks with their father by phone every week, as they had asked to.",
    ),
    update("REC-19", MARCH, "M01", "evidenced", "Chronology up to date.", evidence="Chronology as of 7 March 2024"),
    update("REC-20", MARCH, "M02", "in_progress", "On the agenda of panel on 21 March 2024."),
    update("REC-21", MARCH, "IRO1", "accepted", "In the diary for the week after panel."),
    update("REC-22", MARCH, "HOS", "evidenced", "Meeting held.", evidence="Minutes of 13 March 2024"),
    update("REC-23", MARCH, "M02", "in_progress", "Draft written with the young person."),
    update("REC-24", MARCH, "M02", "in_progress", "Two of three meetings held."),
    update(
        "REC-25",
        MARCH,
        "M02",
        "evidenced",
        "Both held.",
        evidence="Supervision records of 21 February and 6 March 2024",
    ),
    update("REC-26", MARCH, "M02", "in_progress", "Two bids made; no offer yet."),
    update("REC-27", MARCH, "M02", "action_complete", "Plan rewritten.", evidence="Pathway plan of 14 March 2024"),
    update("REC-28", MARCH, "M02", "evidenced", "Request made.", evidence="Management record of 29 February 2024"),
    update("REC-29", MARCH, "M02", "issued", "To be given to somebody."),
    update("REC-30", MARCH, "M03", "in_progress", "Two visits held, and the child has begun to draw the week."),
]

UPDATES_OF_THE_SERVICE = [
    update("SR-01", MARCH, "HSQA", "accepted", "A new template and a moderation process are being drafted."),
    update("SR-02", MARCH, "HSQA", "accepted", "To be planned."),
    update("SR-03", MARCH, "AD", "accepted", "To be planned."),
    update("SR-04", MARCH, "HSQA", "accepted", "To be planned."),
    update("SR-05", OCTOBER, "HOS", "in_progress", "Draft read by six care leavers."),
    update("SR-05", FEBRUARY, "HOS", "in_progress", "Housing pages rewritten after the peer challenge."),
    update("SR-06", JANUARY, "M02", "in_progress", "First workshop planned for April."),
    update("SR-07", OCTOBER, "HOS", "in_progress", "Talks with two housing associations."),
    # Planted: moved to another plan, which is neither done nor gone.
    update(
        "SR-07",
        JANUARY,
        "HOS",
        "transferred",
        "Moved to the Service Development Plan, for the Achieving Excellence Board to follow.",
        evidence="Service Development Plan, January 2024",
        plan="Service Development Plan",
        board="Achieving Excellence Board",
    ),
    update(
        "SR-08",
        NOVEMBER,
        "HSQA",
        "evidenced",
        "Training held; a second learning offer is being planned.",
        evidence="Register of attendance, November 2023",
        impact="Workers say they are surer of how to help parents with routines. Nothing from children yet.",
    ),
    update("SR-09", MARCH, "AD", "accepted", "First visit agreed for April 2024."),
    update("SR-10", MARCH, "HOS", "accepted", "A reply is to go out with each decision."),
    update("SR-11", MARCH, "HSQA", "issued", "Sent to the police; an answer is expected in April."),
]

FORMS = "FB-2023-24"


def feedback(name: str, on: date, point: str, who: str, heard: str, child: str | None = None, **rest: Any) -> Row:
    """Return a made-up form, or the place of one that nobody filled in."""
    return made_up(id=name, activity=FORMS, on=on, point=point, who=who, heard=heard, child=child, **rest)


def worry(theme: str, said: str) -> Row:
    """Return what somebody is worried about."""
    return {"theme": theme, "direction": "concern", "said": said}


def praise(theme: str, said: str) -> Row:
    """Return what somebody is glad of."""
    return {"theme": theme, "direction": "strength", "said": said}


# On themes of their own, so that what the report found, and where, stays what it published.
FEEDBACK = [
    feedback(
        "FB-01",
        date(2023, 10, 12),
        "closure",
        "parent",
        "obtained",
        "C01",
        **praise("ehp", "Help came quickly, and stopped when we could manage."),
    ),
    feedback("FB-02", date(2023, 10, 12), "closure", "child", "sought", "C01"),
    feedback(
        "FB-03",
        date(2023, 10, 19),
        "review_meeting",
        "child",
        "obtained",
        "C09",
        **praise("rec", "The letter after the meeting was written to the child and could be understood."),
    ),
    feedback("FB-04", date(2023, 10, 19), "review_meeting", "parent", "declined", "C09"),
    # Planted: a child and the families do not say the same about health.
    feedback(
        "FB-05",
        date(2023, 11, 8),
        "plan",
        "child",
        "obtained",
        "C17",
        **worry("hlt", "Grown-ups talk about school. Nobody asks how badly I sleep."),
    ),
    feedback(
        "FB-06",
        date(2023, 11, 8),
        "plan",
        "parent",
        "obtained",
        "C17",
        **praise("hlt", "The school nurse came when she said she would."),
    ),
    # Planted: nobody was asked, and no note says why.
    feedback("FB-07", date(2023, 11, 22), "conference", "child", "not_sought", "C20"),
    feedback(
        "FB-08",
        date(2023, 11, 22),
        "conference",
        "parent",
        "obtained",
        "C20",
        **worry("hlt", "Nobody from health was in the room, and it was health we wanted to ask about."),
    ),
    feedback(
        "FB-09",
        date(2023, 12, 6),
        "review_meeting",
        "child",
        "obtained",
        "C21",
        **praise("idn", "An interpreter was there from the start."),
    ),
    feedback(
        "FB-10",
        date(2023, 12, 6),
        "review_meeting",
        "family",
        "unsafe",
        "C21",
        note="Relatives abroad: contact could put them at risk, as legal advice of August 2023 says.",
    ),
    feedback(
        "FB-11",
        date(2023, 12, 13),
        "closure",
        "parent",
        "obtained",
        "C16",
        **praise("ehp", "Mornings are calmer, and we know whom to ring."),
    ),
    feedback(
        "FB-12",
        date(2023, 12, 13),
        "closure",
        "child",
        "not_sought",
        "C16",
        note="Would not stay in the room with a stranger; the worker asked with pictures the week before.",
    ),
    # Planted: a worry that no response takes up.
    feedback(
        "FB-13",
        date(2024, 1, 18),
        "plan",
        "care_leaver",
        "obtained",
        "C25",
        **worry("hlt", "Waiting for somebody to talk to takes longer than feeling bad does."),
    ),
    feedback(
        "FB-14",
        date(2024, 1, 24),
        "review_meeting",
        "child",
        "obtained",
        "C22",
        **praise("idn", "My book has drawings in it."),
    ),
    feedback("FB-15", date(2024, 1, 24), "review_meeting", "carer", "sought", "C22"),
    feedback("FB-16", date(2024, 2, 14), "plan", "care_leaver", "declined", "C23"),
    feedback(
        "FB-17",
        date(2024, 2, 21),
        "plan",
        "child",
        "obtained",
        "C19",
        **worry("hlt", "I look after somebody in the evenings and am tired, and nobody looks at that."),
    ),
    feedback("FB-18", date(2024, 3, 6), "conference", "parent", "sought", "C20"),
]

RESPONSES = [
    made_up(
        id="YSWD-01",
        activity="SV-2023-07",
        theme="acc",
        said="We wait a long time for a place of our own and do not know where we stand.",
        outcome="doing",
        did="Each housing pathway is being put on one page, and advisers go through it with everybody who waits.",
        told_back_on=date(2023, 10, 16),
        channel="letter, and at visits",
    ),
    made_up(
        id="YSWD-02",
        activity="SV-2023-07",
        theme="wrk",
        said="It is hard when a worker leaves, above all after years.",
        outcome="did",
        did="Workers who leave now write a goodbye letter, and the new one is introduced by them at a visit.",
        told_back_on=date(2023, 10, 16),
        channel="newsletter",
    ),
    made_up(
        id="YSWD-03",
        activity="SV-2023-07",
        theme="rel",
        said="It helps to have one number for the worker, and to hear back the same day.",
        outcome="did",
        did="Each worker's number is on the front of the plan, and a colleague rings back when the worker is away.",
        told_back_on=date(2023, 10, 23),
        channel="parents' group",
    ),
    made_up(
        id="YSWD-04",
        activity="SV-2023-07",
        theme="acc",
        said="We would like homes inside the City, near the people we know.",
        outcome="could_not",
        because="Very few homes in the City are let in a year. We look next door first, and help with travel.",
        told_back_on=date(2023, 10, 16),
        channel="letter, and at visits",
    ),
    made_up(
        id="YSWD-05",
        activity="SV-2023-07",
        theme="voi",
        said="Ask us more than once a year.",
        outcome="did",
        did="A short form now goes out when help ends and after each review meeting.",
        told_back_on=date(2024, 2, 12),
        channel="newsletter",
    ),
]


def entry(name: str, kind: str, title: str, start: date, **rest: Any) -> Row:
    """Return the columns of an entry of the calendar."""
    return {"id": name, "kind": kind, "title": title, "start": start, **rest}


MANAGERS = "Managers' monthly meeting"
EXCELLENCE = "Achieving Excellence Board"
SUBGROUP = "Partnership Quality Assurance Subgroup"

# The report says what was planned and how often, and gives the days of a few things only. All other days are made up.
CALENDAR = [
    made_up(
        **entry("CAL-01", "practice_reviews", "Practice reviews, first round", date(2023, 5, 1)),
        end=date(2023, 5, 31),
        size=15,
        activity="PR-2023-05",
    ),
    made_up(
        **entry("CAL-02", "observation", "Practice Observation Week", date(2023, 6, 12)),
        end=date(2023, 6, 16),
        activity="OBS-2023-06",
    ),
    made_up(**entry("CAL-03", "survey", "Annual survey", date(2023, 7, 3)), activity="SV-2023-07"),
    made_up(**entry("CAL-04", "peer_challenge", "Peer Review Group", date(2023, 7, 12)), activity="PG-2023-07"),
    # Planted: meant for November, and held at the end of January.
    made_up(
        **entry("CAL-05", "practice_reviews", "Practice reviews, second round", date(2023, 11, 13)),
        end=date(2023, 11, 24),
        size=15,
        activity="PR-2024-02",
    ),
    published(
        **entry("CAL-06", "assurance_review", "Practice Assurance Review", date(2024, 1, 29)),
        end=date(2024, 2, 9),
        activity="PAR-2024-02",
    ),
    published(
        **entry("CAL-07", "peer_challenge", "Peer challenge of the care leaver offer", date(2024, 2, 20)),
        activity="PC-2024-02",
    ),
    published(
        **entry("CAL-08", "scrutiny_event", "Scrutiny event with the police", date(2024, 3, 13)),
        activity="SE-2024-03",
    ),
    made_up(
        **entry("CAL-09", "contract_monitoring", "Contract monitoring meetings", date(2023, 4, 3)),
        activity="CM-2023-24",
    ),
    # Planted: a second week of observation that nothing more is heard of.
    made_up(**entry("CAL-10", "observation", "Second Practice Observation Week", date(2023, 11, 27)), size=5),
    *(
        made_up(**entry(f"CAL-{number}", "meeting", MANAGERS, day), lead="HSQA", held_on=day)
        for number, day in enumerate((OCTOBER, NOVEMBER, JANUARY, FEBRUARY), start=11)
    ),
    published(**entry("CAL-15", "meeting", MANAGERS, MARCH), lead="HSQA", held_on=MARCH),
    *(
        made_up(**entry(f"CAL-{number}", "board", EXCELLENCE, day), held_on=day)
        for number, day in enumerate(
            (date(2023, 6, 21), date(2023, 9, 27), date(2023, 12, 13), date(2024, 3, 6)), start=16
        )
    ),
    *(
        made_up(**entry(f"CAL-{number}", "board", SUBGROUP, day), held_on=day)
        for number, day in enumerate(
            (date(2023, 7, 5), date(2023, 10, 11), date(2024, 1, 17), date(2024, 3, 27)), start=20
        )
    ),
    made_up(
        **entry("CAL-24", "peer_challenge", "Peer Review Group, hosted by the City", date(2024, 4, 24)), lead="HSQA"
    ),
    *(
        made_up(**entry(f"CAL-{24 + month}", "provider_visit", "Visit to a care provider", day), lead="AD", size=1)
        for month, day in enumerate((date(2024, 4, 17), date(2024, 5, 15), date(2024, 6, 19)), start=1)
    ),
]

NO_MODERATION_YET = (
    "The round was finished before there was any moderation. A sample of it goes to the peer group in April 2024, and "
    "the reviews with the top grade are to be read again first."
)


def waiver(rule: str, record: str, reason: str, until: date) -> Row:
    """Return a made-up waiver."""
    return made_up(rule=rule, record=record, reason=reason, by="HSQA", approved_by="AD", until=until)


WAIVERS = [
    waiver("defaults/moderation-coverage", "PR-2023-05", NO_MODERATION_YET, date(2024, 6, 28)),
    waiver("defaults/every-reviewer-moderated", "PR-2023-05", NO_MODERATION_YET, date(2024, 6, 28)),
    waiver(
        "defaults/reviewed-within-a-year",
        "R24-07",
        "The child was read again on purpose, to see whether the protection plan had changed daily life.",
        date(2024, 9, 30),
    ),
]

SOURCE = "City of London Corporation, Quality Assurance Annual Report 2023-24 (children's social care and early help)"

PUBLISHED = [
    (
        "Section 3, practice reviews",
        (
            "14 reviews in May 2023 by Aidhour, all of children with special educational needs. 13 reviews from 29 "
            "January to 9 February 2024, 11 by Aidhour and 2 by the Head of Safeguarding and Quality Assurance, with "
            "no theme in common. None was Inadequate, most were Good or better, a small number required improvement. "
            "The word for the top grade changed between the rounds. Below the top grade there is always a "
            "recommendation. Tracking of the second round began on 20 March 2024."
        ),
        "activities PR-2023-05 and PR-2024-02; the number of reviews, and who did how many",
    ),
    (
        "Section 3, Practice Observation Week",
        "A week in June 2023; senior leaders observed 5 workers. What went well, and four worries.",
        "activity OBS-2023-06, findings FND-01 to FND-08",
    ),
    (
        "Section 3, peer challenge events",
        (
            "The East London Peer Review Group met in July 2023 and spoke about moderation. London Councils hosted a "
            "peer challenge of the care leaver offer on 20 February 2024."
        ),
        "activities PG-2023-07 and PC-2024-02, finding FND-26",
    ),
    (
        "Section 3, multi-agency case audits",
        "A scrutiny event with City of London Police on 13 March 2024. What it found is not published.",
        "activity SE-2024-03",
    ),
    (
        "Section 3, scrutiny of care arrangements",
        "Contract monitoring meetings with the care providers used most began again. What they found is not published.",
        "activity CM-2023-24",
    ),
    (
        "Section 3, Practice Assurance Review",
        (
            "29 January to 9 February 2024, overseen by an independent reviewer, who also read the performance data. "
            "The 13 reviews are part of it. Three strengths, and four recommendations summed up in half a line each."
        ),
        "activities PAR-2024-02 and PD-2024-02, findings FND-19 to FND-25, recommendations SR-01 to SR-04",
    ),
    (
        "Section 4, annual survey",
        (
            "July 2023, by Action for Children. Seven shares, without how many answered; what people praised and what "
            "worried them."
        ),
        "activity SV-2023-07, findings FND-09 to FND-18, all of survey_results",
    ),
    (
        "Sections 5 and 7, impact and priorities",
        (
            "Under way or done: the care leaver offer and housing pathways, workshops on leaving care, new ways to "
            "permanent homes, training by an autism specialist. Planned: a visit to a care provider each month."
        ),
        "what SR-05 to SR-09 are about; the rest of these rows is made up",
    ),
]

MADE_UP = [
    ("children", "All of them: pseudonyms, status, age bands, needs, families."),
    ("people", "All workers, managers and single reviewers. Only the five roles marked published are in the report."),
    (
        "reviews, judgements",
        (
            "Every grade, word and day of every review. Only how many there were, and by whom, is known. So are the "
            "five observations, the six contacts from the police and the two meetings on contracts."
        ),
    ),
    (
        "calendar",
        "The days of all entries that are not marked published, and that there was a second observation week planned.",
    ),
    ("answers", "All of them: one form, begun."),
    ("readings", "All of them. The report says that moderation is to be brought in, not that it was."),
    (
        "recommendations",
        (
            "Those for a child in full. SR-05 to SR-09 rest on work that sections 5 and 7 name; their wording, "
            "owners, days and measures are made up."
        ),
    ),
    ("updates", "All of them, the days of the monthly meetings too, except 20 March 2024."),
    ("feedback", "All of it. The report plans such forms, and prints none."),
    ("responses", "All of them. The report says that You Said, We Did is used, not what was said."),
    ("waivers", "All of them."),
]

PLANTED = [
    ("reviews R24-05", "graded Good, without a recommendation"),
    ("reviews R24-13", "reviewed by the person who was standing in as the line manager"),
    ("reviews R23-11", "a rationale too thin to tell why"),
    (
        "reviews R24-03, R24-04",
        "the rationale of one is copied into the other; and they are brother and sister, both counted",
    ),
    ("reviews R24-02", "the top grade, with a child's voice that requires improvement"),
    ("reviews R23-02", "a block in the system is noted, and no recommendation for the service takes it up"),
    ("reviews R23-04", "the family was not asked, and no note says why"),
    ("reviews R24-07, R24-10", "both children were reviewed nine months before; a waiver explains the first"),
    ("reviews OB-4", "nobody who was there was asked what the visit was like"),
    (
        "calendar CAL-05, CAL-10",
        "a round held eleven weeks late, and a week of observation that silently did not take place",
    ),
    ("readings MOD-02", "two grades below the review, and no third reader"),
    ("recommendations REC-29", "nobody to do it and no day"),
    ("recommendations REC-23", "due before it was raised"),
    ("recommendations REC-07", "so nebulous that it was closed with nothing to say for the child"),
    ("feedback FB-07", "nobody asked the child, and no note says why"),
    ("feedback FB-05, FB-17, FB-06", "children worry about plans, and families praise them"),
    ("feedback FB-13", "a worry that no response takes up"),
    (
        "recommendations REC-12, SR-07",
        "one due date moved twice; one recommendation moved to another plan and still open",
    ),
]

PUBLISHED_COLOUR = "DCEAF7"
MADE_UP_COLOUR = "FFF3D6"


def about(workbook: openpyxl.Workbook) -> None:
    """Add the first sheet: what is published, where in the report, and what is made up."""
    sheet = workbook.create_sheet(ABOUT, 0)
    for letter, width in zip("ABC", (36, 84, 50), strict=True):
        sheet.column_dimensions[letter].width = width
    for number, (cells, bold, colour) in enumerate(_about_rows(), start=1):
        sheet.append(cells)
        for cell in sheet[number]:
            cell.font = Font(name="Calibri", bold=bold, size=16 if number == 1 else 11)
            if colour:
                cell.fill = PatternFill("solid", fgColor=colour)
        if len(cells) == 1:
            sheet.merge_cells(f"A{number}:C{number}")


def _about_rows() -> Iterator[tuple[tuple[str, ...], bool, str | None]]:
    def line(*cells: str, bold: bool = False, colour: str | None = None) -> tuple[tuple[str, ...], bool, str | None]:
        return cells, bold, colour

    yield line(ABOUT, bold=True)
    yield line(
        "A year of quality assurance to try the library on. Some of it is published, most of it is made up. No child, "
        "family or worker in it exists, and nothing in a made-up row says anything about the City of London."
    )
    yield line(f"Source of what is published: {SOURCE}.")
    yield line("")
    yield line("How to tell them apart", bold=True)
    yield line(
        "provenance: published", "Each fact in the row is in the report; the words are ours.", colour=PUBLISHED_COLOUR
    )
    yield line(
        "provenance: made_up", "At least one fact in the row is made up, to fill the year.", colour=MADE_UP_COLOUR
    )
    yield line(
        "The last column of each sheet says it in words; the colour of the row says the same. Judgements have no such "
        "column: they belong to reviews, and are made up."
    )
    yield line(
        "In published rows too, the codes are ours: ids, kinds of activity, themes, scale and template. Where the "
        "report gives a month only, a row runs from the first day of it to the last, and its title says so. SR-01 to "
        "SR-04 carry the last day of the review they came from; they have no owner and no date because the report, "
        "which sums them up, gives none. That May 2023 said Excellent and February 2024 Outstanding is our reading of "
        "it."
    )
    yield line("")
    yield line("Published: section of the report", "What it says, in short", "Where it is in this workbook", bold=True)
    yield from (line(*row, colour=PUBLISHED_COLOUR) for row in PUBLISHED)
    yield line("")
    yield line("Made up: sheet", "What is made up", "", bold=True)
    yield from (line(*row, "", colour=MADE_UP_COLOUR) for row in MADE_UP)
    yield line("")
    yield line("Put in on purpose: where", "What a careful reader should find", "", bold=True)
    yield from (line(*row, "") for row in PLANTED)


def mark(workbook: openpyxl.Workbook) -> None:
    """Colour each row by its provenance, which its last column says in words."""
    for sheet in workbook.worksheets:
        headings = [cell.value for cell in sheet[1]]
        if "provenance" not in headings and sheet.title != "judgements":
            continue
        for cells in sheet.iter_rows(min_row=2):
            given = cells[headings.index("provenance")].value if "provenance" in headings else "made_up"
            for cell in cells:
                cell.fill = PatternFill("solid", fgColor=PUBLISHED_COLOUR if given == "published" else MADE_UP_COLOUR)


NARROW, WIDE, PAGE = 20, 60, 240


def lay_out(workbook: openpyxl.Workbook) -> None:
    """Make every cell readable as it opens, and every sheet on paper, with its headings on each page."""
    for sheet in workbook.worksheets:
        if sheet.title in TABLES:
            _shape_columns(sheet)
            sheet.print_title_rows, sheet.print_title_cols = "1:1", "A:A"
        _shape_rows(sheet)
        sheet.page_setup.orientation = "landscape"
        sheet.page_setup.paperSize = sheet.PAPERSIZE_A3
        sheet.page_setup.fitToWidth = math.ceil(sum(one.width for one in sheet.column_dimensions.values()) / PAGE)
        sheet.page_setup.fitToHeight = int(sheet.title == ABOUT)
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _shape_columns(sheet: Any) -> None:
    for cells in sheet.iter_cols():
        column = sheet.column_dimensions[cells[0].column_letter]
        longest = max(len(cell.value) for cell in cells if isinstance(cell.value, str)) + 2
        column.width = max(column.width, min(longest, NARROW), min(longest // 2, WIDE))
        if str(cells[0].value).endswith("share"):
            for cell in cells[1:]:
                cell.number_format = "0%"


def _shape_rows(sheet: Any) -> None:
    across = sum(sheet.column_dimensions[letter].width for letter in "ABC")
    merged = {area.min_row for area in sheet.merged_cells.ranges}
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        lines = 1
        for cell in cells:
            cell.alignment = Alignment(horizontal="left", vertical="top", wrap_text=True)
            if isinstance(cell.value, str):
                width = across if number in merged else sheet.column_dimensions[cell.column_letter].width
                lines = max(lines, len(textwrap.wrap(cell.value, int(1.1 * width))))
        sheet.row_dimensions[number].height = 15 * lines + (8 if number == 1 else 1)


def programme() -> qa.Programme:
    """Return the year."""
    return qa.from_rows(
        activities=ACTIVITIES,
        children=CHILDREN,
        people=PEOPLE,
        reviews=[*REVIEWS_MAY, *REVIEWS_FEBRUARY, *OBSERVATIONS, *CONTACTS, *MEETINGS_ON_CONTRACTS],
        judgements=JUDGEMENTS,
        answers=ANSWERS,
        readings=READINGS,
        findings=FINDINGS,
        recommendations=[*CHILD_RECOMMENDATIONS, *SERVICE_RECOMMENDATIONS, *PARTNER_RECOMMENDATIONS],
        updates=[*UPDATES_OF_MAY, *UPDATES_OF_FEBRUARY, *UPDATES_OF_THE_SERVICE],
        survey_results=SURVEY_RESULTS,
        feedback=FEEDBACK,
        responses=RESPONSES,
        calendar=CALENDAR,
        waivers=WAIVERS,
        plugins=BUILT_IN,
    )


def build(target: Path = TARGET) -> Path:
    """Write the workbook, and return where."""
    with tempfile.TemporaryDirectory() as folder:
        workbook = openpyxl.load_workbook(qa.write(programme(), Path(folder) / "year.xlsx", plugins=BUILT_IN))
    mark(workbook)
    about(workbook)
    lay_out(workbook)
    workbook.active = 0
    raw = io.BytesIO()
    workbook.save(raw)
    target.write_bytes(settled(raw.getvalue()))
    return target


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else TARGET))
