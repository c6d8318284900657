"""A sample: which reviews of a round are read again, why, how anybody can check the draw, and what it can show."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import attrs

from qaframework.errors import SettingsError
from qaframework.moderation.estimates import sample_size, upper_bound_wrong
from qaframework.show import HTML_BUDGET, counted, html_table, text_table

Part = Literal["certain", "random", "not drawn", "left out"]
FEW = 10
_SHARES = (1, 2, 5, 10, 15, 20, 25, 30, 40, 50)
"""The shares of mis-graded reviews, in per cent, that a sentence may rule out."""


@attrs.frozen(kw_only=True)
class Candidate:
    """One review of the round, and what became of it.

    Attributes:
        id: the review.
        digest: its place in the draw, the SHA-256 of ``seed|id``.
        part: read for certain, drawn at random, could have been drawn, or left out before the draw.
        why: the reason, in words.
        anchor: whether every reader reads it.
    """

    id: str
    digest: str
    part: Part
    why: str
    anchor: bool = False

    @property
    def chosen(self) -> bool:
        """Whether it is read again."""
        return self.part in ("certain", "random")


@attrs.frozen(kw_only=True, repr=False)
class SamplePlan:
    """Which reviews of a round are read again, why, and what that can show.

    Attributes:
        activity: the round.
        seed: the text the draw was made with.
        candidates: every review of the round, in the order of the draw.
    """

    activity: str
    seed: str
    candidates: tuple[Candidate, ...]

    @property
    def chosen(self) -> tuple[str, ...]:
        """The reviews to read again, in the order of the draw."""
        return tuple(one.id for one in self.candidates if one.chosen)

    @property
    def anchors(self) -> tuple[str, ...]:
        """Those of them that every reader reads."""
        return tuple(one.id for one in self.candidates if one.anchor)

    @property
    def reasons(self) -> dict[str, str]:
        """For every review of the round, why it was chosen or why not."""
        return {one.id: one.why for one in self.candidates}

    def part(self, *parts: Part) -> tuple[str, ...]:
        """Return the reviews of one part of the plan, or of several."""
        return tuple(one.id for one in self.candidates if one.part in parts)

    @property
    def receipt(self) -> str:
        """What any member needs to check the draw. It holds ids, no grades and no reviewers."""
        drawn, frame = len(self.part("random")), len(self.part("random", "not drawn"))
        certain, out = len(self.part("certain")), len(self.part("left out"))
        told = f"Read for certain: {certain}. Drawn at random: {drawn} of {frame}. Left out: {out}."
        lines = [
            f"Sample of {len(self.chosen)} of {len(self.candidates)} reviews of {self.activity}",
            f"Seed: {self.seed}",
            f"{told} Read by everyone: {len(self.anchors)}.",
            "To check: the SHA-256 of the seed, a | and the id gives each review's place; the smallest win. With as",
            "many places as reviewers, or more, each reviewer's first comes first; no reviewer, support or team then",
            "takes more than its share, rounded up, while others are left.",
            "",
        ]
        for one in self.candidates:
            said = f"{one.part}, read by everyone" if one.anchor else one.part
            lines.append(f"{one.digest}  {one.id}  {said}")
        return "\n".join(lines)

    def sentences(self, *, changed: int = 0, confidence: float = 0.95) -> tuple[str, ...]:
        """Return what the sample can and cannot assure, from the exact hypergeometric, both ways round.

        The figures are those of a draw from all alike; that it was spread over reviewers changes them little. They
        come from the random part only.

        Args:
            changed: how many of those drawn at random changed their grade; 0 before anybody has read.
            confidence: how sure to be.

        Raises:
            SettingsError: more changed than were drawn, or the confidence is no share.
        """
        drawn, frame = len(self.part("random")), len(self.part("random", "not drawn"))
        if not 0 <= changed <= drawn or not 0 < confidence < 1:
            raise SettingsError(f"changed is a number from 0 to {drawn}, confidence a share below 1")
        return tuple(self._sentences(drawn, frame, changed, confidence))

    def _sentences(self, drawn: int, frame: int, changed: int, confidence: float) -> Iterator[str]:
        if drawn:
            yield can_assure(frame, drawn, changed, confidence)
            yield from cannot_assure(frame, drawn, changed, confidence)
        else:
            yield "Nothing was drawn at random, so this sample says nothing about reviews that are not in it."
        certain, out = self.part("certain"), self.part("left out")
        if certain:
            yield (
                f"{counted(len(certain), 'review is', 'reviews are')} read for certain: what they show is counted and "
                "says nothing about the others."
            )
        if out:
            yield f"{counted(len(out), 'review was', 'reviews were')} left out: nothing here is said about them."

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a review, in the order of the draw."""
        return [
            {"review": one.id, "read again": "yes" if one.chosen else "no", "part": one.part, "why": one.why}
            for one in self.candidates
        ]

    def __repr__(self) -> str:
        return "\n".join([self._headline(), *self.sentences(), "", text_table(self.rows())])

    def _headline(self) -> str:
        return f"Sample of {len(self.chosen)} of {len(self.candidates)} reviews of {self.activity}."

    def _repr_html_(self) -> str:
        from html import escape

        told = f"<p>{escape(' '.join(self.sentences()))}</p>"
        return told + html_table(self.rows(), caption=self._headline(), budget=HTML_BUDGET - len(told.encode()))


def can_assure(total: int, drawn: int, changed: int = 0, confidence: float = 0.95) -> str:
    """Return what reading so many of all, and finding so many changed, can rule out.

    >>> can_assure(13, 10)
    '10 of 13 read and none changed: 95 % sure fewer than 10 % are mis-graded, which is at most 1 of 13.'
    """
    told = f"{drawn} of {total} read and {changed or 'none'} changed"
    if drawn == total:
        return f"{told}: all that could be drawn are read, so {changed or 'none'} of them {_is(changed)} mis-graded."
    most = upper_bound_wrong(total, read=drawn, changed=changed, confidence=confidence)
    sure = f"{confidence * 100:g} % sure"
    share = next((one for one in _SHARES if most * 100 < one * total), None)
    if total < FEW or share is None:
        return f"{told}: {sure} that at most {most} of {total} are mis-graded."
    return f"{told}: {sure} fewer than {share} % are mis-graded, which is at most {most} of {total}."


def cannot_assure(total: int, drawn: int, changed: int = 0, confidence: float = 0.95) -> Iterator[str]:
    """Yield what one more change would leave open, and how many to draw for fewer than one in ten."""
    if drawn == total:
        return
    if changed < drawn:
        most = upper_bound_wrong(total, read=drawn, changed=changed + 1, confidence=confidence)
        yield f"Should {changed + 1} of the {drawn} change, up to {most} of {total} could be mis-graded."
    needed = sample_size(total, wrong=0.10, confidence=confidence)
    sure = f"To be {confidence * 100:g} % sure"
    if needed == total:
        yield f"{sure} that none of the others is mis-graded, all {total} have to be read."
    elif needed > drawn:
        yield f"{sure} that fewer than 10 % are mis-graded, draw {needed} of {total} and find none changed."


def _is(count: int) -> str:
    return "is" if count < 2 else "are"
