"""How six points read on four. Neither inspectorate publishes it: these are this package's own readings, and say so.

Four levels cannot tell apart what six do, so the way back answers with sets. Nobody should draw a trend through either.
"""

from __future__ import annotations

from qaframework import Crosswalk

_AUTHOR = "qaframework-care-inspectorate; published by neither inspectorate"

CROSSWALKS = (
    Crosswalk(
        "care-inspectorate",
        "ofsted-2018",
        {
            "Excellent": "Outstanding",
            "Very good": ("Outstanding", "Good"),
            "Good": "Good",
            "Adequate": "Requires improvement to be good",
            "Weak": "Inadequate",
            "Unsatisfactory": "Inadequate",
        },
        kind="lossy",
        author=_AUTHOR,
        rationale="Very good is major strengths with few areas to improve, and lies on both sides of Ofsted's line; "
        "weak asks for priority action, unsatisfactory for urgent action, and four levels do not tell them apart.",
    ),
    Crosswalk(
        "ofsted-2018",
        "care-inspectorate",
        {
            "Outstanding": ("Excellent", "Very good"),
            "Good": ("Very good", "Good"),
            "Requires improvement to be good": "Adequate",
            "Inadequate": ("Weak", "Unsatisfactory"),
        },
        kind="approximate",
        author=_AUTHOR,
        rationale="One of four levels spans several of six, so the answer is a set and not a point.",
    ),
)
