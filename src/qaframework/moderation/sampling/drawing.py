"""Which reviews to read again: drawn so that anybody can check the draw, and so that the result can be generalised.

Two jobs are never mixed in one number. Reviews that must be read (a named grade, a borderline grade) are counted and
say nothing about the rest; of the others a random part is drawn, and only that part gives assurance.

A review's place in the draw is the SHA-256 of ``seed|id``. It depends on nothing else, so that the order of rows
changes nothing and a review that is added leaves the places of the others as they are (permanent random numbers, as
in Rivest's sampler for election audits).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import ceil

from qaframework.errors import DataError, Problem, SettingsError, UnknownNameError
from qaframework.model.programme import Programme, by_id, repeated_ids
from qaframework.model.records import Child, Review
from qaframework.moderation.sampling.plan import Candidate, Part, SamplePlan
from qaframework.scales import Grade, Missing
from qaframework.show import counted

CONFLICT = "conflict of interest"
Family = tuple[str, str]
Groups = Mapping[str, tuple[str, ...]]
_CHOSEN = ("certain", "random")
_SIBLING = "a brother or sister stands for the family"
_SIBLING_CHOSEN = "sibling of a chosen child"


def digest_of(seed: str, review: str) -> str:
    """Return a review's place in the draw: the SHA-256 of the seed, a bar and the id, in hexadecimal.

    >>> digest_of("East London, April 2024", "R1")[:8]
    '0651cf3d'
    """
    return hashlib.sha256(f"{seed}|{review}".encode()).hexdigest()


def plan_sample(
    year: Programme,
    *,
    activity: str,
    size: int,
    seed: str,
    anchors: int = 2,
    always: str | Iterable[str] = (),
    borderline: bool | Iterable[str] = False,
    exclude: Mapping[str, str] | Iterable[str] = (),
    months: int = 12,
) -> SamplePlan:
    """Choose which reviews of a round to read again.

    Everything of a named or borderline grade is read for certain. The remaining places go to a random draw from the
    rest, spread over reviewers, kinds of support and teams (a team goes by the worker's line manager).

    Args:
        year: the records.
        activity: the id of the round.
        size: how many reviews to read again in all.
        seed: any text, agreed beforehand, such as ``"East London, April 2024"``. It alone decides the draw.
        anchors: how many of the chosen every reader reads: first those drawn at random.
        always: grades of which every review is read, in any spelling the scale knows.
        borderline: True to read for certain every review whose overall grade is not the median of its domain grades;
            or the ids of reviews that are called borderline.
        exclude: reviews to leave out, each with the reason; without reasons, for a conflict of interest.
        months: leave out a child who was reviewed in another round so many months before; 0 leaves none out. Of
            brothers and sisters one is drawn. Both give way to reviews read for certain, and to a size that cannot be
            met without them.

    Raises:
        UnknownNameError: there is no such activity, or a review to exclude is not in it.
        ScaleError: a grade of ``always`` is not on the scale of the round.
        SettingsError: the size does not fit the round or what must be read, there are more anchors than places, the
            seed is blank, or the activity is of observations of staff.
        DataError: two reviews of the round have one id.
    """
    reviews = _round(year, activity)
    if not seed.strip():
        raise SettingsError("the seed is blank; agree on a text, such as the group and the month")
    digests = {name: digest_of(seed, name) for name in reviews}
    order = sorted(reviews, key=digests.__getitem__)
    fates: dict[str, tuple[Part, str]] = {}
    fates |= {name: ("left out", why) for name, why in _excluded(exclude, reviews).items()}
    fates |= {name: ("left out", "no overall grade to compare with") for name in order if not reviews[name].grade}
    fates |= {
        name: ("certain", why) for name, why in _certain(reviews, always, borderline).items() if name not in fates
    }
    certain = sum(part == "certain" for part, _ in fates.values())
    _check_size(size, anchors, len(reviews), certain, fates)
    fates |= _set_aside(year, order, reviews, fates, months, size - certain)
    frame = [name for name in order if name not in fates]
    drawn = _draw(frame, size - certain, _groups(year, reviews))
    fates |= {name: ("random", f"drawn at random, {len(drawn)} of {len(frame)}") for name in drawn}
    fates |= {name: ("not drawn", "not drawn") for name in frame if name not in drawn}
    fates = _siblings_told(fates, year, reviews)
    chosen = [name for name in order if fates[name][0] in _CHOSEN]
    everyone = frozenset(sorted(chosen, key=lambda name: fates[name][0] != "random")[:anchors])
    return SamplePlan(
        activity=activity,
        seed=seed,
        candidates=tuple(
            Candidate(
                id=name,
                digest=digests[name],
                part=fates[name][0],
                why=f"anchor, read by everyone; {fates[name][1]}" if name in everyone else fates[name][1],
                anchor=name in everyone,
            )
            for name in order
        ),
    )


def _round(year: Programme, activity: str) -> dict[str, Review]:
    """Return the reviews of a round by id."""
    if activity not in {one.id for one in year.activities} | {one.activity for one in year.reviews}:
        raise UnknownNameError("activity", activity, (one.id for one in year.activities))
    reviews = tuple(one for one in year.reviews if one.activity == activity)
    repeated = repeated_ids(reviews)
    if repeated:
        fix = "Give each review a code of its own"
        raise DataError([Problem(name, f"{n} reviews with this id", fix) for name, n in sorted(repeated.items())])
    if not reviews:
        raise SettingsError(f"activity {activity} has no reviews to draw from")
    observed = {one.id for one in year.activities if one.kind == "observation"}
    if activity in observed or any(one.event is not None for one in reviews):
        raise SettingsError(f"activity {activity} is of observations of staff, which are not sent to others to read")
    return {one.id: one for one in reviews}


def _excluded(exclude: Mapping[str, str] | Iterable[str], reviews: Mapping[str, Review]) -> dict[str, str]:
    listed = [exclude] if isinstance(exclude, str) else exclude
    why = dict(listed) if isinstance(listed, Mapping) else dict.fromkeys(listed, CONFLICT)
    for name, reason in why.items():
        if name not in reviews:
            raise UnknownNameError("review in this round", name, reviews)
        if not str(reason).strip():
            raise SettingsError(f"say why review {name} is left out")
    return why


def _certain(
    reviews: Mapping[str, Review], always: str | Iterable[str], borderline: bool | Iterable[str]
) -> dict[str, str]:
    """Return the reviews to read whatever the draw says, each with why."""
    named = (always,) if isinstance(always, str) else tuple(always)
    marked = () if isinstance(borderline, bool) else (borderline,) if isinstance(borderline, str) else tuple(borderline)
    for name in marked:
        if name not in reviews:
            raise UnknownNameError("review in this round", name, reviews)
    found: dict[str, str] = {}
    grades = _named_grades(reviews, named)
    for name, review in reviews.items():
        if review.grade is not None and review.grade in grades:
            found[name] = f"always: {review.grade}"
        elif name in marked or (borderline is True and _off_the_middle(review)):
            found[name] = "borderline"
    return found


def _named_grades(reviews: Mapping[str, Review], named: Sequence[str]) -> list[Grade]:
    scales = {review.grade.scale.id: review.grade.scale for review in reviews.values() if review.grade is not None}
    read = [scale.parse(label) for scale in scales.values() for label in named]
    missing = [str(one) for one in read if isinstance(one, Missing)]
    if missing:
        raise SettingsError(f"always names grades; {missing[0]} is none")
    return [one for one in read if isinstance(one, Grade)]


def _off_the_middle(review: Review) -> bool:
    """Return whether an overall grade is not the median of its domain grades, nor between the two in the middle."""
    ranks = sorted(grade.rank for grade in review.domain_grades.values())
    if review.grade is None or not ranks:
        return False
    return not ranks[(len(ranks) - 1) // 2] <= review.grade.rank <= ranks[len(ranks) // 2]


def _set_aside(
    year: Programme,
    order: Sequence[str],
    reviews: Mapping[str, Review],
    fates: Mapping[str, tuple[Part, str]],
    months: int,
    places: int,
) -> dict[str, tuple[Part, str]]:
    """Return who is left out of the draw: children reviewed a short time before, and all but one of a family.

    Where too few would be left for the places, the first come back, and then the second.
    """
    free = [name for name in order if name not in fates]
    families = _families(year, reviews)
    recent = dict.fromkeys(
        _recent(year, [reviews[name] for name in free], months), f"reviewed in the last {months} months"
    )
    taken = {families[name] for name, (part, _) in fates.items() if part == "certain"}
    for aside in (recent, {}):
        aside = aside | dict.fromkeys(_further_siblings(free, aside, families, taken), _SIBLING)
        if len(free) - len(aside) >= places:
            return {name: ("left out", why) for name, why in aside.items()}
    return {}


def _further_siblings(
    free: Iterable[str], aside: Mapping[str, str], families: Mapping[str, Family], taken: Iterable[Family]
) -> Iterator[str]:
    """Yield those whose family has somebody in the sample for certain, or earlier in the draw."""
    seen = set(taken)
    for name in free:
        if name not in aside:
            if families[name] in seen:
                yield name
            seen.add(families[name])


def _families(year: Programme, reviews: Mapping[str, Review]) -> dict[str, Family]:
    """Return for each review what makes it one of a family: the family, the child, or else the review itself."""
    children = by_id(year.children)

    def family(review: Review) -> Family:
        if review.child is None:
            return "review", review.id
        child = children.get(review.child)
        return ("family", child.family) if child is not None and child.family else ("child", review.child)

    return {name: family(review) for name, review in reviews.items()}


def _siblings_told(
    fates: Mapping[str, tuple[Part, str]], year: Programme, reviews: Mapping[str, Review]
) -> dict[str, tuple[Part, str]]:
    families = _families(year, reviews)
    chosen = {families[name] for name, (part, _) in fates.items() if part in _CHOSEN}
    return {
        name: (part, _SIBLING_CHOSEN if why == _SIBLING and families[name] in chosen else why)
        for name, (part, why) in fates.items()
    }


def _recent(year: Programme, reviews: Iterable[Review], months: int) -> set[str]:
    """Return the reviews of children who were reviewed in another round so many months before."""
    earlier: dict[str, list[Review]] = {}
    for review in year.reviews:
        if review.child is not None:
            earlier.setdefault(review.child, []).append(review)
    return {
        review.id
        for review in (reviews if months > 0 else ())
        for other in earlier.get(review.child or "", ())
        if other.activity != review.activity
        and _months_before(review.completed_on, months) <= other.completed_on <= review.completed_on
    }


def _months_before(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 - months
    return date(place // 12, place % 12 + 1, min(day.day, 28))


def _check_size(size: int, anchors: int, total: int, certain: int, fates: Mapping[str, tuple[Part, str]]) -> None:
    """Raise where the numbers cannot be, with what would do."""
    out = Counter(why for part, why in fates.values() if part == "left out")
    if size < 1 or anchors < 0:
        raise SettingsError("the size is at least 1, and anchors are 0 or more")
    if size > total:
        raise SettingsError(f"size {size} is larger than the round, which has {counted(total, 'review', 'reviews')}")
    if size < certain:
        raise SettingsError(
            f"size {size} is smaller than what is read for certain: that takes {certain}, and more for a random part; "
            "give a larger size, or name fewer grades"
        )
    if size > total - out.total():
        told = "; ".join(f"{count} {why}" for why, count in sorted(out.items()))
        raise SettingsError(
            f"size {size} is more than can be read: {total - out.total()} of {total} are left ({told}); give a smaller "
            "size, or leave fewer out"
        )
    if anchors > size:
        raise SettingsError(f"{anchors} anchors do not fit into a sample of {size}; give fewer anchors")


def _groups(year: Programme, reviews: Mapping[str, Review]) -> Groups:
    """Return what each review is spread by: reviewer, support and team, each where it is given."""
    children: Mapping[str, Child] = by_id(year.children)

    def groups(review: Review) -> tuple[str, ...]:
        child = children.get(review.child or "")
        support = (f"support {child.status}",) if child is not None and child.status else ()
        team = (f"team {review.manager}",) if review.manager else ()
        return (f"reviewer {review.reviewer}", *support, *team)

    return {name: groups(review) for name, review in reviews.items()}


def _draw(order: Sequence[str], places: int, groups: Groups) -> frozenset[str]:
    """Return the reviews that win: each reviewer's first, then the smallest digests, within shares while others last.

    Every review that stands in the order can win, so that what the sample shows holds for all of them.
    """
    sizes = Counter(group for name in order for group in groups[name])
    share = {group: ceil(places * size / len(order)) for group, size in sizes.items()}
    firsts = {groups[name][0]: name for name in reversed(order)}
    drawn: dict[str, None] = dict.fromkeys(firsts.values()) if len(firsts) <= places else {}
    taken = Counter(group for name in drawn for group in groups[name])
    for name in order:
        if len(drawn) < places and name not in drawn and all(taken[one] < share[one] for one in groups[name]):
            drawn[name] = None
            taken.update(groups[name])
    rest = [name for name in order if name not in drawn]
    return frozenset([*drawn, *rest[: places - len(drawn)]])
