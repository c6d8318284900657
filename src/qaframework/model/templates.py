"""Review templates and themes: what a review is asked to look at, as data."""

from __future__ import annotations

from typing import Literal

import attrs

Profile = Literal["ofsted", "cqc"]


@attrs.frozen(kw_only=True)
class Domain:
    """One section of a review template.

    Attributes:
        code: a stable identifier in capitals; titles are local, codes are not.
        title: its name for people.
        prompts: questions that help the reviewer; never scored.
        applies_to: the statuses it applies to; empty for all.
        required: whether a review of such a child without it is incomplete.
        limits: ``"overall"`` where the worst grade here makes the overall grade the worst, ``"below_standard"`` where
            it keeps the overall grade below the standard, None where it does neither.
    """

    code: str = attrs.field(converter=str.upper)
    title: str
    prompts: tuple[str, ...] = attrs.field(default=(), converter=tuple)
    applies_to: frozenset[str] = attrs.field(default=frozenset(), converter=frozenset)
    required: bool = False
    limits: Literal["overall", "below_standard"] | None = None


@attrs.frozen(kw_only=True)
class ReviewTemplate:
    """What a review looks at.

    Attributes:
        id: the name by which activities refer to it.
        title: its name for people.
        version: its version; question texts may change between versions, domain codes do not.
        subject: what one review is about: a child, a family, an authority, a provider.
        domains: the sections, in the order of the form.
        profile: whose published logic for the overall grade it follows, if any.
        evidence_months: how far back evidence may come from.
        judgement_months: how far back the grade may rest on.
        source: where it is published.
    """

    id: str
    title: str
    version: str = "1"
    subject: str = "child"
    domains: tuple[Domain, ...] = attrs.field(default=(), converter=tuple)
    profile: Profile | None = None
    evidence_months: int | None = None
    judgement_months: int | None = None
    source: str = ""

    def domain(self, code: str) -> Domain | None:
        """Return the domain of this code, or None where the template has none."""
        return next((one for one in self.domains if one.code == code.upper()), None)

    def limiting(self, limits: Literal["overall", "below_standard"]) -> tuple[str, ...]:
        """Return the codes of the domains that limit the overall grade in this way."""
        return tuple(one.code for one in self.domains if one.limits == limits)


@attrs.frozen(kw_only=True)
class Theme:
    """A service-level subject that findings and recommendations link to.

    Attributes:
        id: a short stable identifier.
        title: its name for people.
        scope: what belongs to it.
        parent: the id of the wider theme it is part of, if any.
        phrases: words that suggest it in a text.
    """

    id: str
    title: str
    scope: str = ""
    parent: str | None = None
    phrases: tuple[str, ...] = attrs.field(default=(), converter=tuple)
