"""The agencies of a partnership, and the audit that grades each one's part in one child's experience."""

from __future__ import annotations

from collections.abc import Mapping

from qaframework import Domain, ReviewTemplate

LAW = "Children Act 2004, section 16E: the local authority, the integrated care board and the police are partners"

AUDIT = ReviewTemplate(
    id="partnership-audit",
    title="Partnership audit of one child's experience, with a grade for each agency",
    domains=(
        Domain(code="LOCAL_AUTHORITY", title="The local authority", required=True),
        Domain(code="POLICE", title="The police", required=True),
        Domain(code="HEALTH", title="Health services", required=True),
        Domain(code="EDUCATION", title="Schools, colleges and early years"),
        Domain(code="PROBATION", title="Probation and youth justice"),
        Domain(code="VOLUNTARY", title="Voluntary organisations"),
        Domain(
            code="TOGETHER",
            title="Working together",
            prompts=(
                "What did each agency know, and when did the others know it?",
                "Who saw the whole of the child's life?",
            ),
            required=True,
        ),
    ),
    source=f"{LAW}; the other agencies and the prompts are made up",
)

PARTNERS_IN_LAW = ("LOCAL_AUTHORITY", "POLICE", "HEALTH")
AGENCIES = frozenset(domain.code for domain in AUDIT.domains) - {"TOGETHER"}

WORDS: Mapping[str, tuple[str, ...]] = {
    "LOCAL_AUTHORITY": ("council", "borough", "local authority", "city", "county", "social care", "early help"),
    "POLICE": ("police", "constabulary"),
    "HEALTH": ("health", "hospital", "nhs", "icb", "integrated care board", "gp", "midwifery"),
    "EDUCATION": ("school", "college", "academy", "nursery", "education"),
    "PROBATION": ("probation", "youth justice"),
    "VOLUNTARY": ("charity", "trust", "voluntary", "foundation"),
}
"""Words by which the name of an organisation says which agency it is. Made up; an authority can set more."""


def agencies_in(text: str, more: tuple[str, ...] = ()) -> frozenset[str]:
    """Return the agencies a text names, as whole words. ``more`` holds further words, each as ``POLICE: force``."""
    said = f" {' '.join(''.join(sign if sign.isalnum() else ' ' for sign in text.casefold()).split())} "
    extra = [(code.strip().upper(), word.strip().casefold()) for code, _, word in (one.partition(":") for one in more)]
    known = [(code, word) for code, words in WORDS.items() for word in words] + extra
    return frozenset(code for code, word in known if word and f" {word} " in said)
