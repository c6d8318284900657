"""How far readers of the same files agree, said as counts first.

Two readers who never open a file agree on most of them when most are Good, so a share of agreement is never shown
without the share that luck alone would give. With thirteen files the table of who gave what is the analysis; a
coefficient adds little, and its interval says how little.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

import attrs

from qaframework.errors import DataError, Problem, ScaleError, UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Reading, Review
from qaframework.moderation import coefficients
from qaframework.moderation.bootstrap import DRAWS, percentile_interval
from qaframework.moderation.coefficients import Coefficient, Metric, P, Pattern, Weights
from qaframework.moderation.estimates import Estimate, sign_test, wilson
from qaframework.plugins import Plugins
from qaframework.scales import Grade, GradingScale, Missing
from qaframework.show import counted, html_table, text_table

FEW = 10
WIDE = 20
REFUSED_STAGES = {
    "self": "a worker's own grade is not a second reading",
    "third_reader": "a third reader is asked because two differed",
    "panel": "a grade agreed together shows no agreement",
    "re_audit": "practice had moved on since the first reading",
}


@attrs.frozen
class Direction:
    """Which way the second reading differs from the first.

    Attributes:
        up: files that the second reader graded higher.
        down: files graded lower.
        same: files graded alike.
        p: how often chance alone is at least as one-sided (exact sign test, two-sided).
    """

    up: int
    down: int
    same: int

    @property
    def p(self) -> float:
        """How often chance alone is at least as one-sided."""
        return sign_test(self.up, self.down)

    @property
    def net(self) -> int:
        """Higher less lower."""
        return self.up - self.down


Given = Mapping[str, int]
"""Who gave a file which grade, as a place on the scale, worst 0; the reader who came first stands first."""


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Agreement:
    """Readings of the same files, side by side.

    Attributes:
        labels: the grades of the declared scale, worst first, used or not.
        readers: who read, by name.
        files: every file with the grade each reader gave it.
        meets: for each grade, whether it meets the standard; None where the scale declares none.
        refused: readings that are no evidence of agreement, counted by reason.
        read_across: readings on another scale that a crosswalk read on this one, counted by the ids of the two.
        first: the reader whose grade came first in each file, where one did.
        domains: the same for each domain, where domains were read twice.
    """

    labels: tuple[str, ...]
    files: Mapping[str, Given]
    meets: tuple[bool | None, ...] = ()
    refused: Mapping[str, int] = attrs.field(factory=dict)
    read_across: Mapping[tuple[str, str], int] = attrs.field(factory=dict)
    ordered: bool = False
    domains: Mapping[str, Agreement] = attrs.field(factory=dict)

    @cached_property
    def _double(self) -> Mapping[str, Given]:
        return {file: given for file, given in self.files.items() if len(given) > 1}

    @property
    def n(self) -> int:
        """How many files were read at least twice."""
        return len(self._double)

    @cached_property
    def readers(self) -> tuple[str, ...]:
        """Who read, by name."""
        return tuple(sorted({reader for given in self.files.values() for reader in given}))

    @property
    def exact(self) -> Estimate:
        """The share of double-read files to which every reader gave the same grade, with Wilson's interval."""
        method = "files on which all readers agree, 95 % Wilson interval"
        if not self.n:
            return Estimate(None, None, 0, method, "no file was read twice")
        same = self.same
        return Estimate(same / self.n, wilson(same, self.n), self.n, method, _caution(self.n))

    @property
    def same(self) -> int:
        """How many double-read files got the same grade from every reader."""
        return sum(not _gap(given) for given in self._double.values())

    @property
    def luck(self) -> Estimate:
        """The share that readers who never opened a file would agree on, giving grades as often as these were given."""
        method = "chance that readers drawing from the pooled grades all draw the same"
        if not self.n:
            return Estimate(None, None, 0, method, "no file was read twice")
        pooled = Counter(grade for given in self._double.values() for grade in given.values())
        total = sum(pooled.values())
        read_by = Counter(len(given) for given in self._double.values())
        expected = sum(
            files * sum((count / total) ** readers for count in pooled.values()) for readers, files in read_by.items()
        )
        return Estimate(expected / self.n, None, self.n, method)

    @property
    def direction(self) -> Direction | None:
        """Which way second readings differ from first ones; for rows of two readers, the second by name.

        None where more than two readers read and none comes first.
        """
        if not self.ordered and len(self.readers) != 2:
            return None
        pairs = [given for given in self._double.values() if len(given) == 2]
        order = (tuple(given) if self.ordered else self.readers for given in pairs)
        signs = Counter(_sign(given[one], given[other]) for given, (one, other) in zip(pairs, order, strict=True))
        return Direction(signs[1], signs[-1], signs[0]) if signs else None

    @property
    def boundary_crossings(self) -> tuple[str, ...]:
        """The files on which readers differ over whether the standard is met, or over the worst grade."""
        return tuple(file for file, given in self._double.items() if _gap(given) and self._crosses(given))

    def _crosses(self, given: Given) -> bool:
        standards = {self.meets[grade] for grade in given.values()} if self.meets else set()
        return standards >= {True, False} or 0 in given.values()

    @property
    def table(self) -> tuple[dict[str, str], ...]:
        """Every double-read file with what it was given, the widest apart first.

        A column for each reader; or, where a first reading is told apart from later ones, a column for each of the two.
        """
        widest_first = sorted(self._double.items(), key=lambda item: (-_gap(item[1]), item[0]))
        return tuple({"file": file} | self._side_by_side(given) for file, given in widest_first)

    def _side_by_side(self, given: Given) -> dict[str, str]:
        if not self.ordered:
            return {reader: self.labels[given[reader]] if reader in given else "" for reader in self.readers}
        first, *later = (f"{self.labels[grade]} ({reader})" for reader, grade in given.items())
        return {"first": first, "later": "; ".join(later)}

    @cached_property
    def patterns(self) -> Mapping[Pattern, int]:
        """How many files were given each combination of grades."""
        counted = Counter(tuple(sorted(given.values())) for given in self.files.values())
        return {tuple(map(given.count, range(len(self.labels)))): files for given, files in sorted(counted.items())}

    def alpha(self, metric: Metric = "ordinal", *, draws: int = DRAWS, seed: int | str = 0) -> Estimate:
        """Return Krippendorff's alpha with a bootstrap over files: 1 is full agreement, 0 no better than luck."""
        return _estimate(coefficients.alpha(len(self.labels), metric), self.patterns, self.n, draws, seed)

    def ac1(self, *, draws: int = DRAWS, seed: int | str = 0) -> Estimate:
        """Return Gwet's AC1, which stays defined where nearly every file gets the same grade."""
        chosen = coefficients.gwet(self._weights("identity"), "Gwet's AC1")
        return _estimate(chosen, self.patterns, self.n, draws, seed)

    def ac2(self, weights: Weights = "quadratic", *, draws: int = DRAWS, seed: int | str = 0) -> Estimate:
        """Return Gwet's AC2. Quadratic weights flatter: pure guessing reaches .85 where two thirds are Good."""
        chosen = coefficients.gwet(self._weights(weights), f"Gwet's AC2, {weights} weights")
        return _estimate(chosen, self.patterns, self.n, draws, seed)

    def fleiss(self, *, draws: int = DRAWS, seed: int | str = 0) -> Estimate:
        """Return Fleiss' kappa."""
        return _estimate(coefficients.fleiss(self._weights("identity")), self.patterns, self.n, draws, seed)

    def kappa(self, weights: Weights = "linear", *, draws: int = DRAWS, seed: int | str = 0) -> Estimate:
        """Return Cohen's weighted kappa of two readers; there is none for more."""
        chosen = coefficients.cohen(self._weights(weights), f"Cohen's kappa, {weights} weights")
        if len(self.readers) != 2:
            return Estimate(None, None, self.n, chosen.name, f"it is of two readers; here are {len(self.readers)}")
        first, second = self.readers
        pairs = Counter(sorted((given[first], given[second]) for given in self._double.values()))
        return _estimate(chosen, pairs, self.n, draws, seed)

    def _weights(self, weights: Weights) -> coefficients.Table:
        return coefficients.weight_table(weights, len(self.labels))

    def sentences(self) -> tuple[str, ...]:
        """Return the paragraph for the group's note: counts, luck, direction, boundary; from ten files alpha."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        for reason, count in sorted(self.refused.items()):
            yield f"{counted(count, 'reading')} left out: {reason}."
        for (theirs, ours), count in sorted(self.read_across.items()):
            many = counted(count, "reading")
            yield f"{many} on {theirs} read as {ours}, by the crosswalk between them."
        if not self.n:
            yield "No file was read twice, so nothing can be said about agreement."
            return
        exact, luck = self.exact, self.luck
        assert exact.interval is not None
        assert luck.value is not None
        low, high = exact.interval
        share = f" ({self.same / self.n:.0%})" if self.n >= FEW else ""
        yield f"All readers gave the same grade to {self.same} of {self.n} files{share}."
        if self.n >= FEW:
            yield f"With so few files the true rate could be anywhere from {low:.0%} to {high:.0%}."
        else:
            yield "That is too few files to give a rate."
        yield f"Readers who never opened a file would agree on about {luck.value * self.n:.0f} of {self.n}."
        if self.direction is not None and self.direction.up + self.direction.down:
            yield self._direction_sentence(self.direction)
        crossed = self.boundary_crossings
        if crossed:
            yield f"Look first at {', '.join(crossed)}: readers differ over the standard or over {self.labels[0]}."
        elif self.same < self.n:
            yield "No difference crosses the standard."
        if len({grade for given in self._double.values() for grade in given.values()}) == 1:
            yield "Every grade was the same, so these files could not test agreement on weaker or stronger work."
        if self.n >= FEW:
            yield self._alpha_sentence()

    def _direction_sentence(self, direction: Direction) -> str:
        differed = direction.up + direction.down
        told = f"Of {counted(differed, 'difference')}, the second reader was higher in {direction.up}"
        chance = (
            "that is what chance looks like" if direction.p > 0.05 else "more one-sided than chance is likely to be"
        )
        return f"{told} and lower in {direction.down}: {chance} (exact sign test, p = {direction.p:.2f})."

    def _alpha_sentence(self) -> str:
        found = self.alpha()
        if found.value is None:
            return (
                f"Krippendorff's alpha cannot be worked out: {found.reason}. That is no fault, and no score of 0 or 1."
            )
        if found.interval is None:
            return f"Krippendorff's alpha (ordinal) is {found.value:.2f}; {found.reason}."
        told = f"Krippendorff's alpha (ordinal) is {found.value:.2f}, between {found.interval[0]:.2f} and "
        wide = "; very wide, and possibly too narrow" if self.n < WIDE else ""
        return f"{told}{found.interval[1]:.2f}{wide}: 1 is full agreement, 0 no better than luck."

    def rows(self) -> list[dict[str, str]]:
        """Return the table of files, one row a file."""
        return [dict(row) for row in self.table]

    def __repr__(self) -> str:
        table = text_table(self.rows()) if self.n else ""
        return "\n".join([*self.sentences(), "", table]).rstrip()

    def _repr_html_(self) -> str:
        told = " ".join(self.sentences())
        return f"<p>{told}</p>" + html_table(self.rows(), caption="Files read at least twice")


def _gap(given: Given) -> int:
    return max(given.values()) - min(given.values())


def _sign(first: int, second: int) -> int:
    return (second > first) - (second < first)


def _caution(n: int) -> str:
    return "fewer than 10 files: show the table" if n < FEW else "very wide interval" if n < WIDE else ""


def _estimate(coefficient: Coefficient[P], files: Mapping[P, int], n: int, draws: int, seed: int | str) -> Estimate:
    method = f"{coefficient.name}; 95 % percentile interval of {draws:,} resamples of files, seed {seed}"
    if not n:
        return Estimate(None, None, 0, method, "no file was read twice")
    value = coefficient.of(files)
    if value is None:
        return Estimate(None, None, n, method, "every grade given is the same")
    patterns = list(files)
    interval, undefined = percentile_interval(
        [files[pattern] for pattern in patterns],
        [coefficient.summarise(pattern) for pattern in patterns],
        coefficient.finish,
        draws=draws,
        seed=seed,
    )
    reason = _caution(n) if interval else f"no interval: {undefined:.0%} of resamples hold one grade only"
    return Estimate(value, interval, n, method, reason)


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
    known = {one.id for one in year.activities} | {one.activity for one in year.reviews}
    if activity is not None and activity not in known:
        raise UnknownNameError("activity", activity, known)
    reviews = {one.id: one for one in year.reviews if activity is None or one.activity == activity}
    scales = {review.grade.scale.id: review.grade.scale for review in reviews.values() if review.grade is not None}
    second = [reading for reading in year.readings if reading.review in reviews]
    refused: Counter[str] = Counter()
    across: Counter[tuple[str, str]] = Counter()
    kept: dict[str, list[Reading]] = defaultdict(list)
    for reading in second:
        review = reviews[reading.review]
        read = _why_refused(reading, review) or _read_across(reading, review, plugins)
        if isinstance(read, str):
            refused[read] += 1
        else:
            kept[review.id].append(read)
            if read is not reading and reading.grade is not None and review.grade is not None:
                across[reading.grade.scale.id, review.grade.scale.id] += 1
    used = {review: reviews[review].grade for review in kept}
    on = {grade.scale.id: grade.scale for grade in used.values() if grade is not None} or scales
    if len(on) > 1:
        raise ValueError(f"readings on {len(on)} scales ({', '.join(sorted(on))}); name one round with activity=")
    scale = next(iter(on.values()), None)
    if scale is None:
        return Agreement(labels=(), files={}, refused=refused, ordered=True)
    labels, meets = _levels(scale)
    overall = {
        name: [(reviews[name].reviewer, reviews[name].overall), *((one.reader, one.overall) for one in readings)]
        for name, readings in kept.items()
    }
    domains: dict[str, dict[str, list[tuple[str, Any]]]] = defaultdict(dict)
    for name, readings in kept.items():
        for judgement in reviews[name].judgements:
            twice = [(one.reader, found.grade) for one in readings if (found := one.judgement(judgement.domain))]
            if twice:
                domains[judgement.domain][name] = [(reviews[name].reviewer, judgement.grade), *twice]

    def side_by_side(given: Mapping[str, Sequence[tuple[str, Any]]]) -> dict[str, Given]:
        return {
            file: {who: labels.index(str(grade)) for who, grade in read if isinstance(grade, Grade)}
            for file, read in sorted(given.items())
        }

    return Agreement(
        labels=labels,
        files=side_by_side(overall),
        meets=meets,
        refused=refused,
        read_across=across,
        ordered=True,
        domains={
            domain: Agreement(labels=labels, files=side_by_side(given), meets=meets, ordered=True)
            for domain, given in sorted(domains.items())
        },
    )


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
