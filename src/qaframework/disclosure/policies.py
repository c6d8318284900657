"""Disclosure policies as data: which numbers are hidden, what stands in their place, and who published the rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

import attrs

from qaframework.errors import SettingsError, UnknownNameError

Rounding = Literal["none", "nearest", "controlled"]

LEAST_DENOMINATOR = 10
"""Below this many no percentage is shown. Ours: the publications differ, and a count is the honest form of it."""


@attrs.frozen(kw_only=True)
class DisclosurePolicy:
    """One publisher's rule about small numbers. Make your own with ``attrs.evolve(policy("dfe"), most=7)``.

    Attributes:
        id: the name it is asked for by.
        title: whose rule it is.
        source: where the rule is published.
        most: numbers from 1 to this are hidden; 0 is shown.
        symbol: what stands in place of a number from 1 to ``most``.
        other_symbol: what stands in place of other numbers that would give a small one away; the same as ``symbol``
            unless the symbol says how small it is.
        round_to: shown numbers are rounded to a multiple of this; 1 for no rounding.
        rounding: none, nearest (each number on its own, so totals may not add up) or controlled (to the multiple
            below or above, so that they do).
        percent_places: decimal places of percentages.
        least_denominator: no percentage of fewer than this many.
        unreliable_below: percentages that rest on fewer events than this carry the mark ``u``; None for no mark.
        note: how this library is stricter than the publication, or differs from it.
    """

    id: str
    title: str
    source: str
    most: int = attrs.field(validator=attrs.validators.ge(0))
    symbol: str = "c"
    other_symbol: str = attrs.field(default=attrs.Factory(lambda self: self.symbol, takes_self=True))
    round_to: int = attrs.field(default=1, validator=attrs.validators.ge(1))
    rounding: Rounding = attrs.field(
        default=attrs.Factory(lambda self: "none" if self.round_to == 1 else "nearest", takes_self=True),
        validator=attrs.validators.in_(("none", "nearest", "controlled")),
    )
    percent_places: int = 0
    least_denominator: int = LEAST_DENOMINATOR
    unreliable_below: int | None = None
    note: str = ""

    def is_small(self, number: int) -> bool:
        """Return whether a number is so small that nobody may learn it."""
        return 1 <= number <= self.most

    def rounded(self, number: int) -> int:
        """Return a number as the policy rounds it, halves up."""
        return (number + self.round_to // 2) // self.round_to * self.round_to

    def open_when_shown(self, shown: int) -> tuple[int, int]:
        """Return the least and most that a number can be that is shown as this."""
        if self.rounding == "controlled":
            return max(0, shown - self.round_to + 1), shown + self.round_to - 1
        near = (
            one for one in range(max(0, shown - self.round_to), shown + self.round_to + 1) if not self.is_small(one)
        )
        alike = [one for one in near if self.rounded(one) == shown]
        return alike[0], alike[-1]

    def open_when_hidden(self, symbol: str, *, zeros: bool) -> tuple[int, int | None]:
        """Return the least and most that a hidden number can be, for all that the symbol in its place says.

        Args:
            symbol: what stands in its place.
            zeros: whether zeros may be hidden where it stands.
        """
        return (0 if zeros else 1), self.most if symbol != self.other_symbol else None

    def sentence(self) -> str:
        """Return the policy in a sentence, for the foot of a report.

        >>> policy("dfe").sentence()
        'Numbers from 1 to 5, and numbers from which they could be worked out, are shown as c; 0 is shown.'
        """
        if self.most == 0:
            return "No number is hidden: not for anybody outside the service."
        small = "Numbers from 1 to " + str(self.most)
        if self.rounding == "controlled":
            return f"Every number is a multiple of {self.round_to} next to the true one, so that totals add up."
        if self.symbol == self.other_symbol:
            told = f"{small}, and numbers from which they could be worked out, are shown as {self.symbol}"
        else:
            other = self.other_symbol
            told = f"{small} are shown as {self.symbol}, numbers from which they could be worked out as {other}"
        rounded = f" Others are rounded to a multiple of {self.round_to}." if self.round_to > 1 else ""
        rare = self.unreliable_below
        marked = f" Percentages that rest on fewer than {rare} are marked u, unreliable." if rare else ""
        return f"{told}; 0 is shown.{rounded}{marked}"


POLICIES: Mapping[str, DisclosurePolicy] = {
    one.id: one
    for one in (
        DisclosurePolicy(
            id="none",
            title="Nothing hidden",
            source="For those who work with the children, and nobody else",
            most=0,
            least_denominator=1,
        ),
        DisclosurePolicy(
            id="dfe",
            title="Department for Education, children in need",
            source="Department for Education, Characteristics of children in need: methodology",
            most=5,
            symbol="c",
            percent_places=1,
            note="The department rounds figures for England and its regions to 10, those of one authority not.",
        ),
        DisclosurePolicy(
            id="nhs",
            title="NHS Digital, hospital episode statistics below national level",
            source="NHS Digital, Disclosure control methodology for Hospital Episode Statistics (HES) and Emergency "
            "Care Data Set (ECDS), from September 2018",
            most=7,
            symbol="*",
            round_to=5,
            note="Percentages are worked out from rounded numbers, as the publication has it.",
        ),
        DisclosurePolicy(
            id="ofqual",
            title="Ofqual",
            source="Ofqual, Rounding policy, updated 30 October 2025",
            most=4,
            symbol="fewer than 5",
            other_symbol="..",
            round_to=5,
            percent_places=1,
            note="Ofqual works percentages out from exact numbers; here they come from the rounded ones, since a "
            "percentage of a small group gives the exact number back.",
        ),
        DisclosurePolicy(
            id="fewer-than-5",
            title="Usual in committee papers",
            source="Common practice of councils; no single publication",
            most=4,
            symbol="fewer than 5",
            other_symbol="..",
        ),
        DisclosurePolicy(
            id="ons",
            title="Office for National Statistics, mortality",
            source="Office for National Statistics, User guide to mortality statistics, section 15; FOI/2021/3301",
            most=2,
            symbol=":",
            percent_places=1,
            unreliable_below=20,
            note="The publication leaves out rates of fewer than 3 events and marks those of fewer than 20 with u. "
            "Here the counts of 1 and 2 are hidden with them.",
        ),
    )
}
"""The policies that ship with the library, by id."""


def policy(name: str | DisclosurePolicy) -> DisclosurePolicy:
    """Return a policy by its id; a policy is returned as it is.

    Raises:
        UnknownNameError: no policy has this id.
    """
    if isinstance(name, DisclosurePolicy):
        return name
    if not isinstance(name, str):
        raise SettingsError("a disclosure policy is given by its id, such as 'dfe', or as a DisclosurePolicy")
    if name not in POLICIES:
        raise UnknownNameError("disclosure policy", name, POLICIES)
    return POLICIES[name]
