"""Whether a later reading is a second opinion: by somebody else, of a finished review, without knowing the grade."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework import Context, Messages, Person, Reading, flag, not_applicable, rule
from qaframework.defaults.in_use import same_person
from qaframework.defaults.sources import OWN

UNKNOWN_REVIEW = "the review is not known"


@rule(
    "reading-of-known-review",
    severity="error",
    source=OWN,
    ok={"reviews": {}, "readings": {}},
    flagged={"reviews": {}, "readings": {"review": "R9"}},
)
def reading_of_known_review(reading: Reading, context: Context) -> Messages:
    """A reading names a review that is there.

    Correct the review's id in the readings table, or add the review. Until then this reading counts for nothing.
    """
    if context.review(reading.review) is None:
        yield flag("no review has this id", field="review")


@rule(
    "reading-date",
    severity="query",
    source=OWN,
    ok=(
        {"reviews": {}, "readings": {"read_on": "2024-02-01"}},
        {"reviews": {}, "readings": {"stage": "self", "read_on": "2024-01-30"}},
    ),
    flagged=(
        {"reviews": {}, "readings": {"read_on": "2024-01-31"}},
        {"reviews": {}, "readings": {"read_on": "2024-04-02"}},
    ),
    not_applicable={"reviews": {}, "readings": {"review": "R9"}},
)
def reading_date(reading: Reading, context: Context) -> Messages:
    """A reading comes after the review it reads, and not in the future.

    Check both dates against the papers. A worker's own grade may come first; anybody else grades what is finished.
    """
    review = context.review(reading.review)
    if review is None:
        return not_applicable(UNKNOWN_REVIEW)
    if reading.stage != "self" and reading.read_on < review.completed_on:
        early = (review.completed_on - reading.read_on).days
        yield flag(f"read {early} day{'' if early == 1 else 's'} before the review was completed", field="read_on")
    if reading.read_on > context.today:
        yield flag("read on a day that has not come yet", field="read_on")


@rule(
    "moderator-not-reviewer",
    severity="error",
    source="University of Cumbria, second marking",
    ok={"reviews": {"reviewer": "P1"}, "readings": {"reader": "P2"}},
    flagged=(
        {"reviews": {"reviewer": "P1"}, "readings": {"reader": "P1"}},
        {"reviews": {"reviewer": "P1"}, "readings": {"reader": "P1", "stage": "panel"}},
    ),
    not_applicable=(
        {"reviews": {"reviewer": "P1"}, "readings": {"reader": "P1", "stage": "re_audit"}},
        {"reviews": {}, "readings": {"review": "R9"}},
    ),
)
def moderator_not_reviewer(reading: Reading, context: Context) -> Messages:
    """A review is moderated by somebody other than its reviewer.

    Have it read by somebody else. If this was the reviewer's own second look, call its stage self.
    """
    if reading.stage not in ("moderation", "panel"):
        return not_applicable("it is no moderation")
    review = context.review(reading.review)
    if review is None:
        return not_applicable(UNKNOWN_REVIEW)
    if same_person(reading.reader, review.reviewer):
        yield flag("the reader is the reviewer of this review", field="reader")


@rule(
    "third-reader-is-neither",
    severity="error",
    source="University of Cumbria, third marking",
    ok={"reviews": {}, "readings": [{"reader": "P3", "stage": "third_reader"}, {"reader": "P2"}]},
    flagged=(
        {"reviews": {}, "readings": [{"reader": "P1", "stage": "third_reader"}]},
        {"reviews": {}, "readings": [{"reader": "P2", "stage": "third_reader"}, {"reader": "P2"}]},
    ),
    not_applicable=(
        {"reviews": {}, "readings": {}},
        {"reviews": {}, "readings": {"review": "R9", "stage": "third_reader"}},
    ),
)
def third_reader_is_neither(reading: Reading, context: Context) -> Messages:
    """A third reader is neither the reviewer nor the moderator.

    Ask somebody who has not graded this review yet: two people disagree, and one of them cannot settle it.
    """
    if reading.stage != "third_reader":
        return not_applicable("it is no third reading")
    review = context.review(reading.review)
    if review is None:
        return not_applicable(UNKNOWN_REVIEW)
    if same_person(reading.reader, review.reviewer):
        yield flag("the third reader is the reviewer of this review", field="reader")
    if any(
        same_person(one.reader, reading.reader) and one.stage == "moderation" for one in context.readings_of(review)
    ):
        yield flag("the third reader is the moderator of this review", field="reader")


@rule(
    "reader-outside-the-line",
    severity="error",
    source="University of Cumbria, second marking; Kirklees, peer audit on behalf of another team",
    ok=(
        {
            "reviews": {},
            "readings": {},
            "people": [{"manager": "P7"}, {"manager": "P8"}, {"id": "P7", "manager": "P9"}],
        },
        {"reviews": {}, "readings": {}, "people": [{"external": True}, {"manager": "P8"}]},
    ),
    flagged=(
        {"reviews": {}, "readings": {}, "people": [{"manager": "P2"}, {"manager": "P9"}]},
        {"reviews": {}, "readings": {}, "people": [{"manager": "P9"}, {"manager": "P1"}]},
        {"reviews": {}, "readings": {}, "people": [{"manager": "P3"}, {"id": "P3", "manager": "P2"}]},
    ),
    not_applicable=(
        {"reviews": {}, "readings": {}},
        {"reviews": {}, "readings": {}, "people": [{"manager": "P7"}, {}]},
        {"reviews": {}, "readings": {"stage": "self"}, "people": [{"manager": "P2"}, {"manager": "P9"}]},
    ),
)
def reader_outside_the_line(reading: Reading, context: Context) -> Messages:
    """A reader is not above or below the reviewer in the line of management.

    Have the review read by somebody from another team or from outside: it is hard to change the grade of one's own
    manager, and hard to be surprised by one's own staff.
    """
    if reading.stage not in ("moderation", "third_reader", "panel"):
        return not_applicable("it is no second reading")
    review = context.review(reading.review)
    if review is None:
        return not_applicable(UNKNOWN_REVIEW)
    if same_person(reading.reader, review.reviewer):
        return not_applicable("the reader is the reviewer")
    if reading.reader in _managers(review.reviewer, context):
        yield flag("the reader manages the reviewer", field="reader")
    elif review.reviewer in _managers(reading.reader, context):
        yield flag("the reviewer manages the reader", field="reader")
    elif not _placed(context.person(reading.reader), context.person(review.reviewer)):
        return not_applicable("the line manager of the reader or of the reviewer is not recorded")


def _managers(name: str, context: Context) -> Iterator[str]:
    """Yield a person's manager, the manager's manager, and so on up, each once."""
    seen = {name}
    person = context.person(name)
    while person is not None and person.manager is not None and person.manager not in seen:
        seen.add(person.manager)
        yield person.manager
        person = context.person(person.manager)


def _placed(reader: Person | None, reviewer: Person | None) -> bool:
    """Return whether enough is recorded to say that two people are not in one line."""
    if reader is None or reviewer is None:
        return False
    if bool(reader.external) != bool(reviewer.external):
        return True
    return reader.manager is not None and reviewer.manager is not None


@rule(
    "blind-moderation",
    severity="query",
    source="NCFE and the Joint Council for Qualifications, moderation",
    ok={"readings": {"blind": True}},
    flagged=({"readings": {"blind": False}}, {"readings": {}}),
    not_applicable={"readings": {"stage": "panel"}},
)
def blind_moderation(reading: Reading, context: Context) -> Messages:
    """A moderator grades without knowing the reviewer's grade.

    Who sees a grade first tends to agree with it, so agreement that was not blind shows less than it seems to. Hide the
    grade next time; where this reading was blind and only the column is empty, fill it in.
    """
    if reading.stage != "moderation":
        return not_applicable("it is no moderation")
    if reading.blind is None:
        yield flag("it is not said whether the moderator knew the first grade", field="blind")
    elif not reading.blind:
        yield flag("the moderator knew the first grade", field="blind")


@rule(
    "own-review-read-again",
    severity="info",
    source="reliability studies of child welfare records; the three months are a qaframework default",
    ok={"reviews": {}, "readings": {"stage": "re_audit"}},
    flagged=(
        {"reviews": {}, "readings": {"reader": "P1", "stage": "self", "read_on": "2024-03-20"}},
        {"reviews": {}, "readings": {"reader": "P1", "stage": "re_audit", "read_on": "2024-06-20"}},
    ),
    not_applicable=(
        {"reviews": {}, "readings": {}},
        {"reviews": {}, "readings": {"review": "R9", "stage": "re_audit"}},
    ),
)
def own_review_read_again(reading: Reading, context: Context, *, days: int = 90) -> Messages:
    """A re-audit is by somebody other than the first reviewer.

    A reviewer who reads their own review again shows how steady one reader is, and no more: not whether two people
    agree, and not whether practice got better. Leave at least three months, or memory does the grading.
    """
    if reading.stage not in ("self", "re_audit"):
        return not_applicable("it is neither a re-audit nor a reading of one's own")
    review = context.review(reading.review)
    if review is None:
        return not_applicable(UNKNOWN_REVIEW)
    if same_person(reading.reader, review.reviewer):
        later = (reading.read_on - review.completed_on).days
        soon = f", sooner than the {days} asked for" if later < days else ""
        yield flag(f"the reviewer read their own review again {later} days later{soon}", field="reader")
