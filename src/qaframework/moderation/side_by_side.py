"""Readings of the same files put side by side, from rows or from a programme; only what is evidence is taken."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from qaframework.errors import DataError, Problem, ScaleError, UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Reading, Review
from qaframework.moderation.agreement import Agreement, Given
from qaframework.plugins import Plugins
from qaframework.scales import Grade, GradingScale, Missing

REFUSED_STAGES = {
    "self": "a worker's own grade is not a second reading",
    "third_reader": "a third reader is asked because two differed",
    "panel": "a grade agreed together shows no agreement",
    "re_audit": "practice had moved on since the first reading",
}


def agreement(
    source: Programme | Iterable[tuple[str, str, str]] | Iterable[Mapping[str, Any]],
    scale: GradingScale | Sequence[str] | None = None,
    *,
    activity: str | None = None,
    plugins: Plugins | None = None,
) -> Agreement:
    """Put readings of the same files side by side.

    Args:
        source: a programme, whose reviews' grades come first and whose blind moderation readings second; or rows of
            (file, reader, grade), as tuples or as mappings with those keys.
        scale: the declared scale of rows: a GradingScale, or its labels, worst first. It is never inferred from the
            grades that happened to be used. For a programme, the scale of its reviews.
        activity: for a programme, one round; None for all that was read twice.
        plugins: for a programme, whose crosswalks may read a reading on another scale on that of its review, where they
            give one grade: a set of grades is no reading, and is refused. None to refuse all such readings.

    Raises:
        DataError: a grade is not on the scale, or a reader graded a file twice; all such rows at once.
        UnknownNameError: there is no such activity.
        ValueError: rows without a scale, or reviews on several scales.

    >>> found = agreement([("R1", "A", "Good"), ("R1", "B", "Good")], scale=["Poor", "Good"])
    >>> found.n, found.exact.value
    (1, 1.0)
    """
    if isinstance(source, Programme):
        return _of_programme(source, activity, plugins)
    if scale is None:
        raise ValueError("declare the scale: a GradingScale, or its labels from worst to best")
    return _of_rows(source, scale)


def _of_rows(source: Iterable[Any], scale: GradingScale | Sequence[str]) -> Agreement:
    labels, meets = _levels(scale)
    rank = {label: place for place, label in enumerate(labels)}
    given: dict[str, dict[str, int]] = {}
    problems: list[Problem] = []
    for number, row in enumerate(source, start=1):
        file, reader, grade = row if type(row) is tuple else _cells(row)
        place = rank.get(grade) if type(grade) is str else None
        if place is None:
            place, why = _parsed(grade, scale, rank)
            if why:
                problems.append(Problem(f"row {number}", why, f"The scale is {', '.join(labels)}"))
            if place is None:
                continue
        read = given.get(file)
        if read is None:
            read = given[file] = {}
        if reader in read:
            problems.append(Problem(f"row {number}", "a second grade by one reader for one file", "Keep one of them"))
        read[reader] = place
    if problems:
        raise DataError(problems, "readings")
    return Agreement(labels=labels, files=dict(sorted(given.items())), meets=meets)


def _cells(row: Any) -> tuple[str, str, Any]:
    if isinstance(row, Mapping):
        return str(row.get("item", row.get("file"))), str(row["reader"]), row["grade"]
    file, reader, grade = row
    return str(file), str(reader), grade


def _parsed(grade: object, scale: object, rank: Mapping[str, int]) -> tuple[int | None, str]:
    """Return the place of a grade that is not written as the scale writes it, or why it has none."""
    if grade is None or isinstance(grade, Missing):
        return None, ""
    if str(grade) in rank:
        return rank[str(grade)], ""
    if not isinstance(scale, GradingScale):
        return None, "a grade that is not on the declared scale"
    try:
        found = scale.parse(str(grade))
    except ScaleError as error:
        return None, str(error)
    return (None if isinstance(found, Missing) else rank[found.label]), ""


def _levels(scale: GradingScale | Sequence[str]) -> tuple[tuple[str, ...], tuple[bool | None, ...]]:
    """Return the labels of a scale, worst first, and which of them meet the standard; a label given twice is one."""
    if isinstance(scale, GradingScale):
        grades = scale.grades[::-1]
        return tuple(grade.label for grade in grades), tuple(grade.meets for grade in grades)
    labels = tuple(dict.fromkeys(map(str, scale)))
    return labels, (None,) * len(labels)


def _of_programme(year: Programme, activity: str | None, plugins: Plugins | None) -> Agreement:
    reviews = _reviews(year, activity)
    read, refused, across = _read_twice(year, reviews, plugins)
    scale = _one_scale([reviews[name] for name in read] or list(reviews.values()))
    if scale is None:
        return Agreement(labels=(), files={}, refused=refused, ordered=True)
    labels, meets = _levels(scale)

    def given(grades: Iterable[tuple[str, Any]]) -> Given:
        return {reader: labels.index(str(grade)) for reader, grade in grades if isinstance(grade, Grade)}

    overall: dict[str, Given] = {}
    domains: defaultdict[str, dict[str, Given]] = defaultdict(dict)
    for name, readings in sorted(read.items()):
        review = reviews[name]
        overall[name] = given([(review.reviewer, review.overall), *((one.reader, one.overall) for one in readings)])
        for judgement in review.judgements:
            again = [(one.reader, found.grade) for one in readings if (found := one.judgement(judgement.domain))]
            if again:
                domains[judgement.domain][name] = given([(review.reviewer, judgement.grade), *again])
    return Agreement(
        labels=labels,
        files=overall,
        meets=meets,
        refused=refused,
        read_across=across,
        ordered=True,
        domains={
            domain: Agreement(labels=labels, files=files, meets=meets, ordered=True)
            for domain, files in sorted(domains.items())
        },
    )


def _reviews(year: Programme, activity: str | None) -> dict[str, Review]:
    known = {one.id for one in year.activities} | {one.activity for one in year.reviews}
    if activity is not None and activity not in known:
        raise UnknownNameError("activity", activity, known)
    return {one.id: one for one in year.reviews if activity is None or one.activity == activity}


def _read_twice(
    year: Programme, reviews: Mapping[str, Review], plugins: Plugins | None
) -> tuple[dict[str, list[Reading]], Counter[str], Counter[tuple[str, str]]]:
    """Return the second readings of each review, why others are no evidence, and which were read across scales."""
    read: defaultdict[str, list[Reading]] = defaultdict(list)
    refused: Counter[str] = Counter()
    across: Counter[tuple[str, str]] = Counter()
    for reading in year.readings:
        review = reviews.get(reading.review)
        if review is None:
            continue
        kept = _why_refused(reading, review) or _read_across(reading, review, plugins)
        if isinstance(kept, str):
            refused[kept] += 1
            continue
        read[review.id].append(kept)
        if kept is not reading and reading.grade is not None and review.grade is not None:
            across[reading.grade.scale.id, review.grade.scale.id] += 1
    return read, refused, across


def _one_scale(reviews: Iterable[Review]) -> GradingScale | None:
    scales = {review.grade.scale.id: review.grade.scale for review in reviews if review.grade is not None}
    if len(scales) > 1:
        raise ValueError(
            f"readings on {len(scales)} scales ({', '.join(sorted(scales))}); name one round with activity="
        )
    return next(iter(scales.values()), None)


def _why_refused(reading: Reading, review: Review) -> str:
    """Return why a reading is no evidence of agreement, or nothing where it is."""
    if reading.stage in REFUSED_STAGES:
        return REFUSED_STAGES[reading.stage]
    if reading.blind is not True:
        return "the reader knew the first grade, or nobody says otherwise"
    if reading.reader == review.reviewer:
        return "the reviewer read their own review again"
    if reading.grade is None or review.grade is None:
        return "one of the two has no grade"
    return ""


def _read_across(reading: Reading, review: Review, plugins: Plugins | None) -> Reading | str:
    """Return a reading on the scale of its review, or why there is no such reading."""
    assert reading.grade is not None
    assert review.grade is not None
    scale = review.grade.scale.id
    if reading.grade.scale.id == scale:
        return reading
    if plugins is None:
        return ANOTHER_SCALE
    overall = _reads_as(reading.grade, scale, plugins)
    if len(overall) != 1:
        return f"{ANOTHER_SCALE}, {'and reads as several grades here' if overall else 'and no crosswalk reads it here'}"
    read = ((one, _reads_as(one.grade, scale, plugins)) for one in reading.judgements if isinstance(one.grade, Grade))
    judgements = tuple(attrs.evolve(one, grade=grades[0]) for one, grades in read if len(grades) == 1)
    return attrs.evolve(reading, overall=overall[0], judgements=judgements)


ANOTHER_SCALE = "it was graded on another scale"


def _reads_as(grade: Grade, scale: str, plugins: Plugins) -> tuple[Grade, ...]:
    try:
        return plugins.convert(grade, scale)
    except (ScaleError, UnknownNameError):
        return ()
