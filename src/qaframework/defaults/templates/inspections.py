"""What published inspections look at."""

from __future__ import annotations

from collections.abc import Iterable

from qaframework import Domain, ReviewTemplate

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


def inspections() -> Iterable[ReviewTemplate]:
    """Return the templates of published inspections."""
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
        title="Ofsted single inspection framework, 2013 to 2018",
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
