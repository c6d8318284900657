"""The City's four grades. The top one was called Excellent in one round of reviews, and Outstanding in the next.

The built-in scale ``city-of-london-2023`` has the older words alone. Here both rounds are on one scale, so that they
can be put side by side. The report dates the change only as between two rounds: the first was in May 2023, the second
began on 29 January 2024. The older word is read until the day before that.
"""

from __future__ import annotations

from datetime import date

from qaframework import Alias, Crosswalk, GradingScale, Level
from qaframework_city_of_london.sources import REPORT

LAST_DAY_OF_EXCELLENT = date(2024, 1, 28)

CITY = GradingScale(
    "city-of-london",
    "City of London practice reviews, across the change of words",
    levels=(
        Level("Outstanding", True, ("O", Alias("Excellent", until=LAST_DAY_OF_EXCELLENT))),
        Level("Good", True, ("G",)),
        Level("Requires improvement", False, ("RI", "Req Imp", "Requires improvement to be good")),
        Level("Inadequate", False, ("Inad",)),
    ),
    source=REPORT,
)

_TO_OFSTED = {
    "Outstanding": "Outstanding",
    "Good": "Good",
    "Requires improvement": "Requires improvement to be good",
    "Inadequate": "Inadequate",
}
_FROM_OLDER = {"Excellent": "Outstanding"} | {label: label for label in list(_TO_OFSTED)[1:]}

CROSSWALKS = (
    Crosswalk(
        "city-of-london",
        "ofsted-2018",
        _TO_OFSTED,
        kind="relabel",
        author="City of London",
        rationale="The report calls Outstanding the standard Ofsted word, which the City took over.",
    ),
    Crosswalk(
        "ofsted-2018",
        "city-of-london",
        {there: here for here, there in _TO_OFSTED.items()},
        kind="relabel",
        author="City of London",
        rationale="The same words, read backwards.",
    ),
    Crosswalk(
        "city-of-london-2023",
        "city-of-london",
        _FROM_OLDER,
        kind="relabel",
        author="City of London",
        rationale="The top grade was given another word between two rounds; no other meaning is told.",
    ),
)
