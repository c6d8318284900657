"""Peer challenge: what was shown, what peers praised, what they asked to consider, and what became of that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from qaframework.activities.told import chosen, of_kind, stands
from qaframework.model.programme import Programme
from qaframework.show import Told, counted


@attrs.frozen(kw_only=True)
class PeerChallenge:
    """One peer challenge.

    Attributes:
        activity: its id.
        shown: the themes that peers were shown.
        strengths: the findings that praise, by id.
        considerations: the findings that ask to consider something, each with the recommendations that answer it and
            where they stand.
    """

    activity: str
    shown: tuple[str, ...]
    strengths: tuple[str, ...]
    considerations: dict[str, dict[str, str]]

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The considerations from which no recommendation came."""
        return tuple(one for one, answers in self.considerations.items() if not answers)


@attrs.frozen(kw_only=True, repr=False)
class PeerChallenges(Told):
    """The peer challenges of a year. What peers say of what they were shown is no evidence about children.

    Attributes:
        challenges: each of them, the first first.
    """

    challenges: tuple[PeerChallenge, ...]

    @property
    def caption(self) -> str:
        """What the rows are."""
        return "Peer challenges"

    def rows(self) -> list[dict[str, Any]]:
        """Return one row for each peer challenge."""
        return [
            {
                "activity": one.activity,
                "shown": ", ".join(one.shown),
                "strengths": len(one.strengths),
                "to consider": len(one.considerations),
                "answered": len(one.considerations) - len(one.unanswered),
            }
            for one in self.challenges
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what was shown and said, and what is not answered."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.challenges:
            yield "No peer challenge is recorded."
            return
        yield (
            f"{counted(len(self.challenges), 'peer challenge')}. What peers say of what they were shown is a view from "
            "outside, and no evidence about children."
        )
        silent = [one.activity for one in self.challenges if not one.strengths and not one.considerations]
        if silent:
            yield f"Nothing is recorded of what was said at {', '.join(silent)}."
        waiting = [name for one in self.challenges for name in one.unanswered]
        if waiting:
            yield f"Asked to consider, and not answered: {', '.join(waiting)}."


def peer_challenges(year: Programme, activity: str | None = None) -> PeerChallenges:
    """Return what was shown to peers, what they said, and what became of it.

    Args:
        year: the records.
        activity: one of them; None for all of the year.

    Raises:
        UnknownNameError: there is no such peer challenge.
    """
    return PeerChallenges(
        challenges=tuple(
            PeerChallenge(
                activity=one.id,
                shown=one.asked,
                strengths=tuple(
                    sorted(f.id for f in year.findings if f.activity == one.id and f.direction == "strength")
                ),
                considerations={
                    f.id: _answers(year, f.id)
                    for f in sorted(year.findings, key=lambda finding: finding.id)
                    if f.activity == one.id and f.direction != "strength"
                },
            )
            for one in chosen(of_kind(year, "peer_challenge"), activity)
        )
    )


def _answers(year: Programme, finding: str) -> dict[str, str]:
    return {
        one.id: stands(update for update in year.updates if update.recommendation == one.id)
        for one in sorted(year.recommendations, key=lambda one: one.id)
        if one.source == finding
    }
