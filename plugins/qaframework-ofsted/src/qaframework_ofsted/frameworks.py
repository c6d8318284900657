"""The frameworks: which judgements each made, which of them limited the overall grade, and when it was used."""

from __future__ import annotations

from datetime import date

import attrs

from qaframework import Domain, ReviewTemplate

SIF = "Ofsted, framework and evaluation schedule for the single inspection, 130216, 2013 to 2018"
ILACS = "Ofsted, Inspecting local authority children's services, from 2018"
ANNOUNCED = "Ofsted, announcement of 27 November 2025: no overall effectiveness judgement from April 2026"

SIF_BEGAN = date(2013, 11, 1)
SIF_ENDED = date(2018, 8, 31)
"""Authorities that had been inadequate were inspected again under it; the last reports came out in August 2018."""
ILACS_BEGAN = date(2018, 1, 1)
CARE_LEAVERS_APART = date(2023, 1, 1)
NO_OVERALL = date(2026, 4, 1)

HELP = "HELP_AND_PROTECTION"
IN_CARE = "IN_CARE"
LEAVERS = "CARE_LEAVERS"
TOGETHER = "IN_CARE_AND_LEAVERS"
LEADERS = "IMPACT_OF_LEADERS"
ADOPTION = "ADOPTION"

_HELP = Domain(code=HELP, title="Children who need help and protection", required=True, limits="overall")
_IN_CARE = Domain(code=IN_CARE, title="Children in care", required=True)
_LEAVERS = Domain(code=LEAVERS, title="Care leavers", required=True)
_LEADERS = Domain(
    code=LEADERS, title="The impact of leaders on social work practice", required=True, limits="below_standard"
)


@attrs.frozen(kw_only=True)
class Framework:
    """One framework, as long as it judged the same things.

    Attributes:
        template: its judgements.
        began, ended: the days between which inspections used it (both inclusive); None while it is in use.
        overall: whether it makes an overall judgement.
    """

    template: ReviewTemplate
    began: date
    ended: date | None
    overall: bool = True


def _template(name: str, title: str, source: str, *domains: Domain) -> ReviewTemplate:
    return ReviewTemplate(id=name, title=title, subject="authority", domains=domains, profile="ofsted", source=source)


FRAMEWORKS = (
    Framework(
        template=_template(
            "ofsted-sif-2013",
            "Single inspection framework, 2013 to 2018, with its three key judgements",
            f"{SIF}: an inadequate key judgement makes the overall judgement inadequate",
            Domain(code=HELP, title="Children who need help and protection", required=True, limits="overall"),
            Domain(
                code=IN_CARE, title="Children looked after and achieving permanence", required=True, limits="overall"
            ),
            Domain(code=ADOPTION, title="Adoption performance, part of the judgement on children looked after"),
            Domain(code=LEAVERS, title="Care leavers, part of the judgement on children looked after"),
            Domain(code=LEADERS, title="Leadership, management and governance", required=True, limits="overall"),
        ),
        began=SIF_BEGAN,
        ended=SIF_ENDED,
    ),
    Framework(
        template=_template(
            "ofsted-ilacs-2018",
            "ILACS, 2018 to 2022: children in care and care leavers in one judgement",
            ILACS,
            _HELP,
            Domain(code=TOGETHER, title="Children in care and care leavers", required=True),
            _LEADERS,
        ),
        began=ILACS_BEGAN,
        ended=date(2022, 12, 31),
    ),
    Framework(
        template=_template(
            "ofsted-ilacs-2023",
            "ILACS, January 2023 to March 2026: a judgement on care leavers of its own",
            ILACS,
            _HELP,
            _IN_CARE,
            _LEAVERS,
            _LEADERS,
        ),
        began=CARE_LEAVERS_APART,
        ended=date(2026, 3, 31),
    ),
    Framework(
        template=_template(
            "ofsted-ilacs-2026",
            "ILACS from April 2026: four judgements, and none over all of them",
            ANNOUNCED,
            *(attrs.evolve(one, limits=None) for one in (_HELP, _IN_CARE, _LEAVERS, _LEADERS)),
        ),
        began=NO_OVERALL,
        ended=None,
        overall=False,
    ),
)


def framework_of(template: str) -> Framework | None:
    """Return the framework of a template, or None where it is none of Ofsted's here."""
    return next((one for one in FRAMEWORKS if one.template.id == template), None)


def framework_on(day: date) -> Framework | None:
    """Return the framework in use on a day, or None before the first."""
    return next((one for one in reversed(FRAMEWORKS) if one.began <= day), None)
