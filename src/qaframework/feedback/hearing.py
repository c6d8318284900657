"""Each time at which a child or a family could have been heard, wherever a year records it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from typing import Literal, get_args

import attrs

from qaframework.feedback.whose import whose
from qaframework.model.programme import Programme
from qaframework.model.records import FEEDBACK_POINTS, Voice

STATES: tuple[Voice, ...] = get_args(Voice)
ASKED: tuple[Voice, ...] = ("obtained", "sought", "declined")
"""Who counts as asked: neither those whom it was unsafe to ask, nor those nobody thought of asking."""

Own = Literal["child", "family"]
SURVEY = "survey"


@attrs.frozen(kw_only=True)
class Heard:
    """One time at which somebody could have been heard.

    Attributes:
        record: the code of the review or the feedback.
        activity: the activity it belongs to.
        point: the point of contact: practice review, observation, closure, conference ...
        whose: the child's own voice, or the family's.
        state: obtained; sought, without an answer; declined; unsafe to ask; not sought; None where it is not recorded.
    """

    record: str
    activity: str
    point: str
    whose: Own
    state: Voice | None
    child: str | None = attrs.field(default=None, repr=False)


@attrs.frozen(kw_only=True)
class VoicePoint:
    """One kind of voice at one point of contact, in counts.

    Attributes:
        activity, point, whose: where, and whose voice.
        counts: how many there are for each of the five states, and under None how many of which nothing is recorded.
    """

    activity: str
    point: str
    whose: Own
    counts: Mapping[Voice | None, int]

    @property
    def all(self) -> int:
        """How many could have been heard."""
        return sum(self.counts.values())

    @property
    def obtained(self) -> int:
        """How many were heard."""
        return self.counts.get("obtained", 0)

    @property
    def asked(self) -> int:
        """How many were asked: the number a response rate is of."""
        return sum(self.counts.get(state, 0) for state in ASKED)

    def row(self) -> dict[str, object]:
        """Return it as a row: the five states apart, then who answered of those asked, and of all there were."""
        states = {state.replace("_", " "): self.counts.get(state, 0) for state in STATES}
        return {
            "activity": self.activity,
            "point": self.point,
            "whose": self.whose,
            **states,
            "not recorded": self.counts.get(None, 0),
            "of asked": f"{self.obtained} of {self.asked}" if self.asked else "nobody asked",
            "of all": f"{self.obtained} of {self.all}",
        }


_VOICES: tuple[tuple[Own, str], ...] = (("child", "child_voice"), ("family", "family_voice"))


def _recorded(year: Programme) -> dict[tuple[str, Own], bool]:
    """Return for each round, and each voice, whether any of its reviews records it."""
    recorded: dict[tuple[str, Own], bool] = {}
    for review in year.reviews:
        for own, column in _VOICES:
            key = review.activity, own
            recorded[key] = recorded.get(key, False) or getattr(review, column) is not None
    return recorded


def in_reviews(year: Programme) -> Iterator[Heard]:
    """Yield each voice of each review about a child, and of others where they record one."""
    kinds = {activity.id: activity.kind for activity in year.activities}
    recorded = _recorded(year)
    for review in year.reviews:
        kind = kinds.get(review.activity, "")
        point = _POINT_OF.get(kind, "review")
        for own, column in _VOICES:
            state = getattr(review, column)
            if state is not None or (review.child and recorded[review.activity, own]):
                yield Heard(
                    record=review.id, activity=review.activity, point=point, whose=own, state=state, child=review.child
                )


_POINT_OF = {
    "practice_reviews": "practice review",
    "observation": "observation",
    "provider_visit": "provider visit",
    "multi_agency_audit": "multi-agency audit",
    "scrutiny_event": "scrutiny event",
}


def in_feedback(year: Programme) -> Iterator[Heard]:
    """Yield each form, and each place of one that nobody filled in."""
    for one in year.feedback:
        own: Own = "child" if whose(one.who) == "child" else "family"
        point = one.point.replace("_", " ") if one.point in FEEDBACK_POINTS else "another point"
        yield Heard(record=one.id, activity=one.activity, point=point, whose=own, state=one.heard, child=one.child)


def in_surveys(year: Programme) -> dict[tuple[str, str, Own], Counter[Voice | None]]:
    """Return who answered of those asked, by survey and voice: of each group the question most people answered."""
    most: dict[tuple[str, str], tuple[int, int]] = {}
    for result in year.survey_results:
        if result.asked_of is not None and result.answered is not None and result.answered <= result.asked_of:
            key = result.activity, result.group
            most[key] = max(most.get(key, (0, 0)), (result.answered, result.asked_of))
    counts: defaultdict[tuple[str, str, Own], Counter[Voice | None]] = defaultdict(Counter)
    for (activity, group), (answered, asked) in most.items():
        own = whose(group)
        if own in ("child", "family"):
            counts[activity, SURVEY, own] += Counter({"obtained": answered, "sought": asked - answered})
    return counts


def silent_rounds(year: Programme) -> Iterator[tuple[str, Own]]:
    """Yield each round of reviews about children that records nothing of a voice, with whose."""
    about = {review.activity for review in year.reviews if review.child}
    yield from (key for key, any_ in _recorded(year).items() if not any_ and key[0] in about)
