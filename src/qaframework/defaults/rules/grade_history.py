"""What is said when a second reader sees it differently, and when a grade changes."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework import Context, Messages, Reading, Review, flag, not_applicable, rule
from qaframework.defaults.sources import CQC_RECORD, OWN

_THIRD = "University of Cumbria, second marking: where two markers differ, a third decides"
NOT_READ_AGAIN = "no second reading with a grade on the same scale"


def _compared(review: Review, context: Context, *stages: str) -> Iterator[tuple[Reading, int]]:
    """Yield the readings of these stages with a grade on the review's scale, and how many levels it is away."""
    if review.grade is None:
        return
    for reading in context.readings_of(review):
        if reading.stage in stages and reading.grade and reading.grade.scale.id == review.grade.scale.id:
            yield reading, reading.grade.steps_from(review.grade)


def _settling(review: Review, context: Context) -> tuple[Reading, int] | None:
    """Return the last reading that sets the grade, and how far from the first grade; a blind one only measures."""
    compared = _compared(review, context, "moderation", "third_reader", "panel")
    settling = [(one, away) for one, away in compared if one.stage != "moderation" or not one.blind]
    return settling[-1] if settling else None


@rule(
    "third-reader",
    severity="error",
    source=_THIRD,
    ok=(
        {"reviews": {}, "readings": {"overall": "Requires improvement"}},
        {
            "reviews": {},
            "readings": [
                {"overall": "Inadequate"},
                {"stage": "third_reader", "reader": "P3", "overall": "Requires improvement"},
            ],
        },
    ),
    flagged=(
        {"reviews": {}, "readings": {"overall": "Inadequate"}},
        {"reviews": {}, "readings": {"overall": "Inadequate", "blind": True}},
    ),
    not_applicable=(
        {"reviews": {}},
        {"reviews": {}, "readings": {"overall": "not graded"}},
        {"reviews": {}, "readings": {"stage": "re_audit", "overall": "Inadequate"}},
    ),
)
def third_reader(review: Review, context: Context, *, steps: int = 2) -> Messages:
    """Where reviewer and moderator are two grades apart or more, a third reader or a panel reads the review.

    Have a third person read it, without knowing either grade, and add the reading. Neither of the two is right because
    of the post they hold.
    """
    moderated = list(_compared(review, context, "moderation"))
    if not moderated:
        return not_applicable(NOT_READ_AGAIN)
    furthest = max(away for _, away in moderated)
    if furthest < steps:
        return
    if not any(reading.stage in ("third_reader", "panel") for reading in context.readings_of(review)):
        yield flag(
            f"reviewer and moderator are {furthest} grades apart, and nobody has read it a third time", "overall"
        )


@rule(
    "difference-noted",
    severity="query",
    source=_THIRD,
    ok=(
        {"reviews": {}, "readings": {"overall": "Outstanding", "blind": True, "rationale": "Agreed: Good."}},
        {"reviews": {}, "readings": {"overall": "Good", "blind": True}},
    ),
    flagged={"reviews": {}, "readings": {"overall": "Outstanding", "blind": True}},
    not_applicable=(
        {"reviews": {}},
        {"reviews": {}, "readings": {"overall": "Outstanding", "blind": False}},
    ),
)
def difference_noted(review: Review, context: Context, *, steps: int = 2) -> Messages:
    """Where a moderator who did not set the grade is a grade away, the two have agreed a note on why.

    Let reviewer and moderator talk it through and write a sentence or two into the reading's rationale. Most of what
    moderation teaches is in these conversations.
    """
    settling = _settling(review, context)
    others = [
        (reading, away)
        for reading, away in _compared(review, context, "moderation")
        if settling is None or reading is not settling[0]
    ]
    if not others:
        return not_applicable("no moderation beside the one that set the grade")
    for reading, away in others:
        if 0 < away < steps and not reading.rationale:
            yield flag(
                f"reading {reading.id} is {reading.grade}, the review {review.grade}; no note says why", "overall"
            )


@rule(
    "grade-change-explained",
    severity="error",
    source=CQC_RECORD,
    ok=(
        {
            "reviews": {},
            "readings": {"overall": "Requires improvement", "rationale": "Risk was not followed over time."},
        },
        {"reviews": {}, "readings": {"overall": "Good"}},
    ),
    flagged=(
        {"reviews": {}, "readings": {"overall": "Requires improvement"}},
        {"reviews": {}, "readings": {"stage": "panel", "overall": "Outstanding", "blind": True}},
    ),
    not_applicable=(
        {"reviews": {}},
        {"reviews": {}, "readings": {"overall": "Requires improvement", "blind": True}},
        {"reviews": {}, "readings": {"stage": "re_audit", "overall": "Outstanding"}},
    ),
)
def grade_change_explained(review: Review, context: Context) -> Messages:
    """Where moderation changes a grade, it says why.

    Ask whoever changed it for the reason and write it into the reading's rationale. The first grade stays on record
    beside it. A blind reading changes nothing by itself; it shows how far two people agree.
    """
    settling = _settling(review, context)
    if settling is None:
        return not_applicable("no reading has set the grade anew")
    reading, away = settling
    if away and not reading.rationale:
        yield flag(f"changed from {review.grade} to {reading.grade} in reading {reading.id}, with no reason", "overall")


@rule(
    "re-audit-says-what-changed",
    severity="query",
    source=f"Haringey, quarterly re-audits; {OWN}",
    ok={"reviews": {}, "readings": {"stage": "re_audit", "rationale": "Visits are on time now."}},
    flagged={"reviews": {}, "readings": {"stage": "re_audit"}},
    not_applicable={"reviews": {}, "readings": {}},
)
def re_audit_says_what_changed(reading: Reading, context: Context) -> Messages:
    """A re-audit says what has changed since the review.

    Ask the reader what is better, what is not, and what it means for the child. A second grade alone does not tell.
    """
    if reading.stage != "re_audit":
        return not_applicable("it is no re-audit")
    if not reading.rationale:
        yield flag("a re-audit that does not say what has changed", field="rationale")
