"""Records of people at work, kept apart from those of children."""

from __future__ import annotations

import attrs

from qaframework.activities.told import of_kind
from qaframework.model.programme import Programme
from qaframework.model.records import Reading, Review

THE_WORKER = "worker"
"""Who read a review of their own work, in the part that is shared."""


def staff_apart(year: Programme) -> tuple[Programme, Programme]:
    """Return a year without what it holds about single workers, and what it holds about them.

    The first can be shared as far as its other records can: it has no observation of anybody, no worker's or line
    manager's code beside a child, and of people only those who reviewed, read or reported. A worker's own reading of a
    review stays, and says that it is the worker's, and not whose. What came of an observation
    is said to come of its week. The second has the observations with what belongs to them, and no child's pseudonym.

    Args:
        year: the records.

    Findings are in the first: they are about the week and not about a worker. Texts are not looked through.
    """
    weeks = {one.id for one in of_kind(year, "observation")}
    seen = {one.id: one.activity for one in year.reviews if one.activity in weeks or one.event is not None}
    others = [_without_workers(one) for one in year.reviews if one.id not in seen]
    readings = [_without_worker(one) for one in year.readings if one.review not in seen]
    known = {one.reviewer for one in others} | {one.reader for one in readings} | {one.by for one in year.updates}
    rest = attrs.evolve(
        year,
        people=[attrs.evolve(one, manager=None) for one in year.people if one.id in known],
        reviews=others,
        readings=readings,
        answers=[one for one in year.answers if one.review not in seen],
        recommendations=[
            attrs.evolve(one, source=seen[one.source]) if one.source in seen else one for one in year.recommendations
        ],
        waivers=[one for one in year.waivers if one.record not in seen],
    )
    staff = Programme(
        activities=[one for one in year.activities if one.id in {*seen.values(), *weeks}],
        people=year.people,
        reviews=[attrs.evolve(one, child=None, children=()) for one in year.reviews if one.id in seen],
        readings=[one for one in year.readings if one.review in seen],
        answers=[one for one in year.answers if one.review in seen],
        waivers=[one for one in year.waivers if one.record in seen],
        problems=year.problems,
        origin=year.origin,
    )
    return rest, staff


def _without_workers(review: Review) -> Review:
    return attrs.evolve(review, worker=None, manager=None)


def _without_worker(reading: Reading) -> Reading:
    return attrs.evolve(reading, reader=THE_WORKER) if reading.stage == "self" else reading
