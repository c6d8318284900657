"""Review templates and themes: what a review is asked to look at, as data."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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


@attrs.frozen
class Prompt:
    """A question that helps a reviewer look; it is never scored.

    Attributes:
        id: stays the same from version to version as long as the same thing is asked: ``VOICE-1``.
        text: the question.
    """

    id: str
    text: str

    def __str__(self) -> str:
        return self.text


@attrs.frozen(kw_only=True)
class Domain:
    """One section of a review template.

    Attributes:
        code: a stable identifier in capitals; titles are local, codes are not.
        title: its name for people.
        prompts: questions that help the reviewer; never scored. A text alone gets the id ``CODE-1`` by its place; in a
            template of more versions than one, give each its own :class:`Prompt`.
        applies_to: the statuses it applies to; empty for all.
        required: whether a review of such a child without it is incomplete.
        limits: ``"overall"`` where the worst grade here makes the overall grade the worst, ``"below_standard"`` where
            it keeps the overall grade below the standard, None where it does neither.

    Raises:
        ValueError: ``limits`` is neither.
    """

    code: str = attrs.field(converter=domain_code)
    title: str
    prompts: tuple[Prompt, ...] = attrs.field(default=(), converter=_tuple)
    applies_to: frozenset[str] = attrs.field(default=frozenset(), converter=_set)
    required: bool = False
    limits: Limits | None = None

    def __attrs_post_init__(self) -> None:
        given: tuple[str | Prompt, ...] = self.prompts
        named = (
            one if isinstance(one, Prompt) else Prompt(f"{self.code}-{place}", one)
            for place, one in enumerate(given, start=1)
        )
        object.__setattr__(self, "prompts", tuple(named))
        if self.limits is not None and self.limits not in get_args(Limits):
            raise ValueError(f"domain {self.code}: limits is one of {', '.join(get_args(Limits))}")

    def applies(self, status: str | None) -> bool:
        """Return whether it is for a child of this status; what is only for some is not where nobody knows it."""
        return not self.applies_to or status in self.applies_to


@attrs.frozen(kw_only=True)
class ReviewTemplate:
    """What a review looks at.

    A new version is a new template of the same id. The old one stays, so that what was made with it can be read.

    Attributes:
        id: the name by which activities refer to it.
        title: its name for people.
        version: its version; question texts may change between versions, domain codes and question ids do not.
        subject: what one review is about: a child, a family, an event, an agency's work with a child, a contact, a
            provider, an authority.
        domains: the sections, in the order of the form.
        profile: whose published logic for the overall grade it follows, if any.
        evidence_months: how far back evidence may come from.
        judgement_months: how far back the grade may rest on.
        rationale_prompts: what the words beside a grade should answer.
        source: where it is published.

    Raises:
        ValueError: two domains have one code, two prompts one id, or there is no such profile.
    """

    id: str
    title: str
    version: str = "1"
    subject: str = "child"
    domains: tuple[Domain, ...] = attrs.field(default=(), converter=_tuple)
    profile: Profile | None = None
    evidence_months: int | None = None
    judgement_months: int | None = None
    rationale_prompts: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    source: str = ""

    def __attrs_post_init__(self) -> None:
        codes, questions = [one.code for one in self.domains], [one.id for one in self.prompts]
        for what, names in (("domains", codes), ("prompts", questions)):
            repeated = next((name for name in names if names.count(name) > 1), None)
            if repeated:
                raise ValueError(f"template {self.id}: two {what} are called {repeated}")
        if self.profile is not None and self.profile not in get_args(Profile):
            raise ValueError(f"template {self.id}: profile is one of {', '.join(get_args(Profile))}")

    @property
    def name(self) -> str:
        """Its id and version, as a file names it: ``practice-review@2``."""
        return f"{self.id}@{self.version}"

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Every question, in the order of the form."""
        return tuple(prompt for domain in self.domains for prompt in domain.prompts)

    def prompt(self, name: str) -> Prompt | None:
        """Return the question of this id, or None where this version does not ask it."""
        return next((one for one in self.prompts if one.id == name), None)

    def domain_of(self, prompt: str) -> Domain | None:
        """Return the domain a question belongs to, or None where this version does not ask it."""
        return next((one for one in self.domains if any(asked.id == prompt for asked in one.prompts)), None)

    def domain(self, code: str) -> Domain | None:
        """Return the domain of this code, or None where the template has none."""
        return next((one for one in self.domains if one.code == domain_code(code)), None)

    def limiting(self, limits: Limits) -> tuple[str, ...]:
        """Return the codes of the domains that limit the overall grade in this way."""
        return tuple(one.code for one in self.domains if one.limits == limits)


def _in_order(template: ReviewTemplate) -> tuple[Any, ...]:
    """Return where a version stands among others: 10 comes after 9, and 2024-04 after 2023."""
    return tuple(int(part) for part in re.findall(r"\d+", template.version)), template.version


class Templates(Mapping[str, ReviewTemplate]):
    """Review templates by name: ``practice-review``, or ``practice-review@2`` for its second version.

    A name without a version is the first version there was. So what was written before there was a second keeps its
    meaning.
    """

    def __init__(self, templates: Iterable[ReviewTemplate]) -> None:
        ordered = sorted(templates, key=_in_order)
        self._versions: dict[str, tuple[ReviewTemplate, ...]] = {}
        for one in ordered:
            self._versions[one.id] = (*self._versions.get(one.id, ()), one)
        self._by_name = {one.name: one for one in ordered} | {name: of[0] for name, of in self._versions.items()}
        self._names = tuple(
            name for key, of in sorted(self._versions.items()) for name in (key, *(one.name for one in of[1:]))
        )

    def __getitem__(self, name: str) -> ReviewTemplate:
        return self._by_name[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def versions(self, name: str) -> tuple[ReviewTemplate, ...]:
        """Return every version of the template a name is of, the first one first; none where there is none."""
        return self._versions.get(name.partition("@")[0], ())


@attrs.frozen(kw_only=True, cache_hash=True)
class Theme:
    """A service-level subject that findings and recommendations link to.

    Attributes:
        id: a short stable identifier.
        title: its name for people.
        scope: what belongs to it.
        parent: the id of the wider theme it is part of, if any.
        phrases: words that suggest it in a text. Each word stands for all that begin with it (``identity`` for
            identities too); ``plan.`` for itself alone; an abbreviation in capitals for itself and its plural; ``...``
            for up to six words between two others. A phrase that begins with ``not`` says what is about something
            else: ``not risk assessment``.
    """

    id: str
    title: str
    scope: str = ""
    parent: str | None = None
    phrases: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
