"""Grading scales in use, as their publishers print them, and the crosswalks somebody stands behind.

Whether a level meets the standard is declared here, level by level, where the publisher or common usage says so; it is
never worked out from the position of a level.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from qaframework import Alias, Crosswalk, GradingScale, Level

_RI = ("RI", "Req Imp", "Reqs Imp", "Requires improving", "Requiring improvement", "Requires imp")
_OUTSTANDING = Level("Outstanding", True, ("O", "Outst"))
_GOOD = Level("Good", True, ("G",))
_INADEQUATE = Level("Inadequate", False, ("Inad", "In"))


def _four(ri: str, *aliases: str) -> tuple[Level, ...]:
    return (_OUTSTANDING, _GOOD, Level(ri, False, (*_RI, *aliases)), _INADEQUATE)


def ofsted() -> Iterable[GradingScale]:
    """Return the scales Ofsted has graded children's services with, each with the days it was in use."""
    yield GradingScale(
        "ofsted-2018",
        "Ofsted, inspections of children's services since 2018",
        levels=_four("Requires improvement to be good", "Requires improvement", "RIG", "RI to be good"),
        valid_from=date(2018, 1, 1),
        source="Ofsted, Inspecting local authority children's services (ILACS); SCCIF",
    )
    yield GradingScale(
        "ofsted-2013",
        "Ofsted, single inspection framework 2013 to 2018",
        levels=_four("Requires improvement", "Requires improvement to be good"),
        valid_from=date(2013, 11, 1),
        valid_until=date(2018, 8, 31),
        source="Ofsted, single inspection framework, November 2013; its last reports came out in August 2018",
    )
    yield GradingScale(
        "ofsted-2005",
        "Ofsted before November 2013",
        levels=(
            _OUTSTANDING,
            _GOOD,
            Level("Adequate", True, (Alias("Satisfactory", until=date(2012, 8, 31)),)),
            _INADEQUATE,
        ),
        valid_until=date(2013, 10, 31),
        source="Ofsted, inspections before the single framework",
    )
    yield GradingScale(
        "ofsted-annual-2009",
        "Ofsted annual rating of children's services",
        levels=(
            Level("Performs excellently", True, ("Excellent", "Excellently")),
            Level("Performs well", True, ("Well", "Good")),
            Level("Performs adequately", True, ("Adequately", "Adequate")),
            Level("Performs poorly", False, ("Poorly", "Poor")),
        ),
        valid_from=date(2009, 12, 1),
        valid_until=date(2011, 12, 31),
        source="Ofsted annual children's services assessment, December 2009",
    )


def others() -> Iterable[GradingScale]:
    """Return the scales of other inspectorates, of compliance checks and of action tracking."""
    yield GradingScale(
        "city-of-london-2023",
        "City of London practice reviews until 2023",
        levels=(
            Level("Excellent", True, ("E",)),
            _GOOD,
            Level("Requires improvement", False, _RI),
            _INADEQUATE,
        ),
        valid_until=date(2023, 12, 31),
        source="City of London, Quality Assurance Annual Report 2023-24",
    )
    yield GradingScale(
        "care-inspectorate",
        "Care Inspectorate, Scotland, six-point scale",
        levels=(
            Level("Excellent", True, ("6", "6 Excellent", "6 - Excellent")),
            Level("Very good", True, ("5", "5 Very good", "5 - Very good")),
            Level("Good", True, ("4", "4 Good", "4 - Good")),
            Level("Adequate", False, ("3", "3 Adequate", "3 - Adequate")),
            Level("Weak", False, ("2", "2 Weak", "2 - Weak")),
            Level("Unsatisfactory", False, ("1", "1 Unsatisfactory", "1 - Unsatisfactory")),
        ),
        source="Care Inspectorate, quality grades",
    )
    yield GradingScale(
        "ciw",
        "Care Inspectorate Wales, ratings by theme",
        levels=(
            Level("Excellent", True),
            Level("Good", True),
            Level("Requires improvement", False, (*_RI, Alias("Needs improvement", until=date(2025, 3, 31)))),
            Level("Requires significant improvement", False, ("RSI", Alias("Poor", until=date(2025, 3, 31)))),
        ),
        valid_from=date(2023, 6, 1),
        source="Care Inspectorate Wales, published ratings from April 2025 and the pilot before them",
    )
    yield GradingScale(
        "cqc",
        "Care Quality Commission ratings",
        levels=_four("Requires improvement"),
        source="CQC, how we aggregate ratings: adult social care, May 2022",
    )
    yield GradingScale(
        "hmip",
        "HM Inspectorate of Probation ratings",
        levels=_four("Requires improvement"),
        source="HM Inspectorate of Probation, standards and ratings",
    )
    yield GradingScale(
        "met",
        "Met, partially met, not met",
        levels=(
            Level("Met", True, ("Fully met",)),
            Level("Partially met", False, ("Partly met", "Partial", "Part met")),
            Level("Not met", False, ("Unmet",)),
        ),
    )
    yield GradingScale(
        "yes-no",
        "Yes, partly, no",
        levels=(
            Level("Yes", True, ("Y",)),
            Level("Partly", False, ("Partially",)),
            Level("No", False, ("N",)),
        ),
    )
    yield GradingScale(
        "hiqa",
        "HIQA, Ireland, compliance",
        levels=(
            Level("Compliant", True),
            Level("Substantially compliant", False),
            Level("Not compliant", False, ("Non-compliant",)),
        ),
        source="Health Information and Quality Authority, inspection judgements",
    )
    yield GradingScale(
        "rag",
        "Green, amber, red",
        levels=(Level("Green", aliases=("G",)), Level("Amber", aliases=("A",)), Level("Red", aliases=("R",))),
    )
    yield GradingScale(
        "internal-audit",
        "Internal audit assurance",
        levels=(
            Level("Substantial", True),
            Level("Moderate", True, ("Reasonable",)),
            Level("Limited", False),
            Level("No assurance", False, ("None", "Nil")),
        ),
    )
    yield GradingScale(
        "scaling-0-10",
        "Scaling question, 0 to 10",
        levels=tuple(Level(str(point)) for point in range(10, -1, -1)),
        source="Signs of Safety scaling questions",
    )
    yield GradingScale("ungraded", "Narrative, without grades", levels=())


def crosswalks() -> Iterable[Crosswalk]:
    """Return the crosswalks with a published or widely used basis; where there is none, a refusal that says so."""
    words = ("Good", "Requires improvement", "Inadequate")
    city = {"Excellent": "Outstanding"} | {word: word for word in words}
    city["Requires improvement"] = "Requires improvement to be good"
    yield Crosswalk(
        "city-of-london-2023",
        "ofsted-2018",
        city,
        kind="relabel",
        author="City of London",
        rationale="The annual report 2023-24 calls Outstanding the standard Ofsted word for what had been Excellent.",
    )
    yield Crosswalk(
        "ofsted-2018",
        "city-of-london-2023",
        {str(there): here for here, there in city.items()},
        kind="relabel",
        author="City of London",
        rationale="The same change of words, read backwards.",
    )
    same = {"Outstanding": "Outstanding", "Good": "Good", "Inadequate": "Inadequate"}
    yield Crosswalk(
        "ofsted-2013",
        "ofsted-2018",
        same | {"Requires improvement": "Requires improvement to be good"},
        kind="relabel",
        author="qaframework",
        rationale="The label was made longer; the four levels stayed.",
    )
    yield Crosswalk(
        "ofsted-2005",
        "ofsted-2013",
        kind="refuse",
        author="qaframework",
        rationale="adequate became requires improvement with a higher bar, so no level carries over",
    )
    yield Crosswalk(
        "rag",
        "ofsted-2018",
        kind="refuse",
        author="qaframework",
        rationale="a colour tracks an action and is no judgement of practice",
    )
