"""Who reads what: anchors to all, the others shared out, and nobody reads what they had a part in."""

from __future__ import annotations

from collections.abc import Sequence

from qaframework.errors import Problem
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Review
from qaframework.moderation.deidentify import secret
from qaframework.moderation.sampling import SamplePlan


def share_out(
    year: Programme, plan: SamplePlan, chosen: Sequence[Review], readers: Sequence[str], key: bytes
) -> tuple[dict[str, list[str]], list[Problem]]:
    """Return the reviews of each reader: anchors to all, the others to whoever has fewest, hardest to place first."""
    allowed = {review.id: _may_read(year, review, readers) for review in chosen}
    shared: dict[str, list[str]] = {reader: [] for reader in readers}
    for name in plan.anchors:
        for reader in allowed[name]:
            shared[reader].append(name)
    others = [name for name in plan.chosen if name not in plan.anchors]
    for name in sorted(others, key=lambda one: (len(allowed[one]), secret(key, "share", one))):
        if allowed[name]:
            reader = min(allowed[name], key=lambda one: (len(shared[one]), readers.index(one)))
            shared[reader].append(name)
    fix = "Add a reader from elsewhere, or leave the review out of the sample"
    unread = [
        Problem(name, "a review that none of the readers may read", fix) for name in plan.chosen if not allowed[name]
    ]
    fix = "Leave the reader out, or take a larger sample"
    idle = [Problem(reader, "a reader with no file to read", fix) for reader in readers if not shared[reader]]
    return shared, unread or idle


def _may_read(year: Programme, review: Review, readers: Sequence[str]) -> list[str]:
    """Return the readers who neither made a review, nor worked on the case, nor belong where either is from."""
    people = by_id(year.people)
    concerned = {code for code in (review.reviewer, review.worker, review.manager) if code}
    theirs = {person.organisation for code in concerned if (person := people.get(code)) and person.organisation}
    own = {_folded(one) for one in concerned | theirs}

    def apart(reader: str) -> bool:
        known = people.get(reader)
        organisation = known.organisation if known is not None else None
        return _folded(reader) not in own and (organisation is None or _folded(organisation) not in own)

    return [reader for reader in readers if apart(reader)]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
