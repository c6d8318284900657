"""Themes that findings and recommendations of children's services link to."""

from __future__ import annotations

from collections.abc import Iterable

from qaframework import Theme

_TITLES = {
    "acc": "Housing and somewhere to live",
    "plc": "Homes for children in care: enough, stable, well matched",
    "dis": "Disabled and autistic children",
    "sen": "Social care and special educational needs together",
    "rsk": "Seeing and weighing risk, and planning for safety",
    "ovs": "Oversight and decisions by managers",
    "sup": "Supervision",
    "iro": "Independent reviewing officers and conference chairs",
    "qa": "Quality assurance and performance information",
    "asm": "Assessments",
    "pln": "Plans",
    "prm": "Permanence, adoption and going home",
    "plo": "Court work and the steps before it",
    "exp": "Exploitation and children who go missing",
    "dvn": "Domestic abuse and neglect",
    "edu": "Education and school attendance",
    "hlt": "Health and emotional wellbeing",
    "voi": "Being heard: views, participation, advocacy",
    "rel": "Relationships between workers and families",
    "wrk": "The workforce: stability, caseloads, training",
    "mag": "Working with partner agencies",
    "thr": "The front door and thresholds",
    "ehp": "Early help",
    "clv": "Care leavers and becoming adult",
    "fos": "Fostering and kinship care",
    "rec": "Case recording",
    "idn": "Identity, diversity and life story",
    "tml": "Drift, delay and pace",
    "com": "Commissioned providers",
    "gov": "Leadership and corporate parenting",
    "lad": "Allegations against professionals",
}


def themes() -> Iterable[Theme]:
    """Return the themes of the built-in plugin."""
    return [Theme(id=name, title=title) for name, title in _TITLES.items()]
