"""Review templates and themes: what a review is asked to look at, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Literal, get_args

import attrs

Profile = Literal["ofsted", "cqc"]
Limits = Literal["overall", "below_standard"]


def _tuple(given: Iterable[Any]) -> tuple[Any, ...]:
    return (given,) if isinstance(given, str) else tuple(given)


def _set(given: Iterable[str]) -> frozenset[str]:
    return frozenset(_tuple(given))


def domain_code(text: str) -> str:
    """Return a domain's code as it is kept: in capitals, words joined by underscores.

    >>> domain_code(" Help and protection")
    'HELP_AND_PROTECTION'
    """
    return re.sub(r"[\s-]+", "_", text.strip()).upper()


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

    Raises:
        ValueError: ``limits`` is neither.
    """

    code: str = attrs.field(converter=domain_code)
    title: str
    prompts: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    applies_to: frozenset[str] = attrs.field(default=frozenset(), converter=_set)
    required: bool = False
    limits: Limits | None = None

    def __attrs_post_init__(self) -> None:
        if self.limits is not None and self.limits not in get_args(Limits):
            raise ValueError(f"domain {self.code}: limits is one of {', '.join(get_args(Limits))}")


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

    Raises:
        ValueError: two domains have one code, or there is no such profile.
    """

    id: str
    title: str
    version: str = "1"
    subject: str = "child"
    domains: tuple[Domain, ...] = attrs.field(default=(), converter=_tuple)
    profile: Profile | None = None
    evidence_months: int | None = None
    judgement_months: int | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        codes = [one.code for one in self.domains]
        repeated = next((code for code in codes if codes.count(code) > 1), None)
        if repeated:
            raise ValueError(f"template {self.id}: two domains are called {repeated}")
        if self.profile is not None and self.profile not in get_args(Profile):
            raise ValueError(f"template {self.id}: profile is one of {', '.join(get_args(Profile))}")

    def domain(self, code: str) -> Domain | None:
        """Return the domain of this code, or None where the template has none."""
        return next((one for one in self.domains if one.code == domain_code(code)), None)

    def limiting(self, limits: Limits) -> tuple[str, ...]:
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
    phrases: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
