"""Pictures of a QA year: ``qa.plot``. Each says in words what it shows, and obeys the disclosure policy.

matplotlib is loaded when a picture is drawn; it comes with ``pip install 'qaframework[plot]'``.
"""

from __future__ import annotations

from qaframework.plots.agreeing import agreement
from qaframework.plots.bars import bars
from qaframework.plots.burn_up import tracker
from qaframework.plots.grading import domains, grades
from qaframework.plots.heat import heat
from qaframework.plots.plot import Plot
from qaframework.plots.sources import themes
from qaframework.plots.surveys import survey
from qaframework.plots.tracking import ageing, slip, stages

__all__ = [
    "Plot",
    "ageing",
    "agreement",
    "bars",
    "domains",
    "grades",
    "heat",
    "slip",
    "stages",
    "survey",
    "themes",
    "tracker",
]
