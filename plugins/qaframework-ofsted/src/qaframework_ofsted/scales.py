"""How Ofsted's older grades read on its newer ones, and the report card's scale, on which they do not read at all."""

from __future__ import annotations

from datetime import date

from qaframework import Crosswalk, GradingScale, Level

REPORT_CARD = GradingScale(
    "ofsted-report-card-2025",
    "Ofsted report cards of schools and colleges since November 2025",
    levels=(
        Level("Exceptional", True),
        Level("Strong standard", True),
        Level("Expected standard", True),
        Level("Needs attention", False),
        Level("Urgent improvement", False),
    ),
    valid_from=date(2025, 11, 10),
    source="Ofsted, education inspection framework from November 2025; it is not used for children's social care",
)

CROSSWALKS = (
    Crosswalk(
        "ofsted-2018",
        "ofsted-2013",
        {
            "Outstanding": "Outstanding",
            "Good": "Good",
            "Requires improvement to be good": "Requires improvement",
            "Inadequate": "Inadequate",
        },
        kind="relabel",
        author="qaframework-ofsted",
        rationale="The label was made longer in 2018; the four levels stayed.",
    ),
    Crosswalk(
        "ofsted-annual-2009",
        "ofsted-2013",
        kind="refuse",
        author="qaframework-ofsted",
        rationale="the annual rating judged a whole council department from many inspections, and on another bar",
    ),
    Crosswalk(
        "ofsted-2018",
        "ofsted-report-card-2025",
        kind="refuse",
        author="qaframework-ofsted",
        rationale="a report card grades areas of education, on five levels, and carries no level over from the four",
    ),
)
