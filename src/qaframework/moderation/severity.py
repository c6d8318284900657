"""How strict reviewers are, as far as files read twice can tell; and how far they cannot.

With one reading a file, a strict reviewer cannot be told from a hard file: nothing is said then. With few shared files
it is private ground for a conversation, so nothing is said of anybody with fewer than five, nobody is ranked, and no
grade is ever adjusted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from math import exp, lcm, log, sqrt
from statistics import NormalDist, fmean

import attrs

from qaframework.model.programme import Programme
from qaframework.moderation.agreement import Direction, Given
from qaframework.moderation.estimates import Estimate
from qaframework.moderation.side_by_side import agreement
from qaframework.show import html_table, text_table

FEWEST = 5
"""How many files a reviewer must share with others before anything is said of them."""
PRIOR_SPREAD, PRIOR_DF = 0.25, 3
"""What is supposed of reviewers before the files are looked at: they differ by about a quarter of a grade."""
LIKELY = 0.05

_METHOD = "additive model with a level of its own for each file; reviewers shrunken together; 95 % interval"
_GRID = tuple(0.05 * step for step in range(1, 31))


@attrs.frozen(kw_only=True)
class ReaderSeverity:
    """What the files one reader shares with others say of them.

    Attributes:
        reader: who.
        shared: how many files they share with others.
        higher, lower: on how many of those they graded above, and below, the others.
        p: how often chance alone is at least as one-sided (exact sign-flip test), over all readers by Holm's method.
        points: grade points above (mild) or below (strict) the group, shrunken towards it.
    """

    reader: str
    shared: int
    higher: int
    lower: int
    p: Estimate
    points: Estimate


@attrs.frozen(kw_only=True, repr=False)
class Severity:
    """How strict reviewers are, as far as shared files can tell.

    Attributes:
        readers: those with at least five shared files, by name: never a league table.
        too_few: those with fewer, each with how many they share.
        groups: readers who are connected by shared files; standards can be compared only within a group.
        rounds: for each round that was read twice, which way second readings went: the service's own drift.
    """

    readers: tuple[ReaderSeverity, ...]
    too_few: Mapping[str, int]
    groups: tuple[tuple[str, ...], ...]
    rounds: Mapping[str, Direction]

    @property
    def connected(self) -> bool:
        """Whether all readers can be compared with each other."""
        return len(self.groups) == 1

    def rows(self) -> list[dict[str, object]]:
        """Return one row a reader with at least five shared files, by name."""
        return [
            {
                "reader": one.reader,
                "shared files": one.shared,
                "higher": one.higher,
                "lower": one.lower,
                "grade points": str(one.points),
                "p": f"{one.p.value:.2f}" if one.p.value is not None else "",
            }
            for one in self.readers
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said, and what cannot."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if not self.groups:
            yield "No file was read twice: a strict reviewer cannot be told from a reviewer with weaker files."
            return
        for group, other in zip(self.groups, self.groups[1:], strict=False):
            yield f"{_and(group)} share no files with {_and(other)}: their standards cannot be compared."
        for one in self.readers:
            yield _reader_sentence(one)
        if self.too_few:
            told = ", ".join(f"{reader} ({shared})" for reader, shared in self.too_few.items())
            yield f"Nothing can be said of {told}: fewer than {FEWEST} shared files."
        for activity, way in self.rounds.items():
            differed = way.up + way.down
            yield (
                f"{activity}: of {differed + way.same} second readings, {way.up} were higher, {way.down} lower and "
                f"{way.same} the same."
            )

    def __repr__(self) -> str:
        return "\n".join([*self.sentences(), *(["", text_table(self.rows())] if self.readers else [])])

    def _repr_html_(self) -> str:
        return f"<p>{' '.join(self.sentences())}</p>" + html_table(self.rows(), caption="Readers with shared files")


def _and(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def _reader_sentence(one: ReaderSeverity) -> str:
    value, interval = one.points.value, one.points.interval
    assert value is not None
    assert interval is not None
    way = "lower" if value < 0 else "higher"
    told = f"On {one.shared} shared files {one.reader} graded about {abs(value):.1f} of a grade {way} than the group"
    clear = interval[0] > 0 or interval[1] < 0
    verdict = "A reason to talk, not a fault" if clear else "Not enough to say that they are stricter or milder"
    return f"{told} (between {interval[0]:+.1f} and {interval[1]:+.1f}). {verdict}."


def severity(year: Programme, *, activity: str | None = None) -> Severity:
    """Say how strict reviewers are, as far as files that were read twice can tell.

    Only blind readings count, as for :func:`~qaframework.agreement`. No grade is changed.

    Args:
        year: the programme.
        activity: one round; None for all.

    Raises:
        UnknownNameError: there is no such activity.
        ValueError: the reviews are graded on several scales.
    """
    found = agreement(year, activity=activity)
    files = [given for given in found.files.values() if len(given) > 1]
    shared = {reader: [given for given in files if reader in given] for reader in found.readers}
    shared = {reader: given for reader, given in shared.items() if given}
    enough = [reader for reader, given in shared.items() if len(given) >= FEWEST]
    raw = {reader: sign_flip_test(_differences(reader, shared[reader])) for reader in enough}
    adjusted = holm(raw)
    points = shrunken(files)
    rounds = {}
    for one in year.activities if activity is None else ():
        way = agreement(year, activity=one.id).direction
        if way is not None:
            rounds[one.id] = way
    return Severity(
        readers=tuple(_reader(name, shared[name], adjusted[name], points[name]) for name in enough),
        too_few={reader: len(given) for reader, given in shared.items() if len(given) < FEWEST},
        groups=connected_groups(files),
        rounds=rounds,
    )


def _reader(name: str, files: Sequence[Given], p: float, points: Estimate) -> ReaderSeverity:
    apart = _differences(name, files)
    return ReaderSeverity(
        reader=name,
        shared=len(files),
        higher=sum(one > 0 for one in apart),
        lower=sum(one < 0 for one in apart),
        p=Estimate(p, None, len(files), "exact sign-flip test, Holm over readers"),
        points=points,
    )


def _differences(reader: str, files: Sequence[Given]) -> list[Fraction]:
    """Return how far above the mean of the others a reader graded each file."""
    return [given[reader] - Fraction(sum(given.values()) - given[reader], len(given) - 1) for given in files]


def sign_flip_test(differences: Sequence[Fraction]) -> float:
    """Return how often chance alone gives differences as one-sided, each being as likely up as down (exact, two-sided).

    >>> sign_flip_test([Fraction(1)] * 6)
    0.03125
    """
    scale = lcm(*(one.denominator for one in differences)) if differences else 1
    sizes = [abs(int(one * scale)) for one in differences if one]
    observed = abs(sum(int(one * scale) for one in differences))
    ways: dict[int, int] = {0: 1}
    for size in sizes:
        further: dict[int, int] = {}
        for total, many in ways.items():
            for flipped in (total + size, total - size):
                further[flipped] = further.get(flipped, 0) + many
        ways = further
    extreme = sum(many for total, many in ways.items() if abs(total) >= observed)
    return extreme / (1 << len(sizes))


def holm(chances: Mapping[str, float]) -> dict[str, float]:
    """Return p values adjusted for there being several, by Holm's method (Holm 1979).

    >>> holm({"A": 0.01, "B": 0.04})
    {'A': 0.02, 'B': 0.04}
    """
    adjusted: dict[str, float] = {}
    least = 0.0
    for place, (name, chance) in enumerate(sorted(chances.items(), key=lambda item: (item[1], item[0]))):
        least = max(least, min(1.0, chance * (len(chances) - place)))
        adjusted[name] = least
    return {name: adjusted[name] for name in chances}


def connected_groups(files: Sequence[Given]) -> tuple[tuple[str, ...], ...]:
    """Return the groups of readers that shared files connect, the largest first."""
    groups: list[set[str]] = []
    for given in files:
        met = [group for group in groups if group & given.keys()]
        groups = [group for group in groups if group not in met] + [set(given).union(*met)]
    return tuple(sorted((tuple(sorted(group)) for group in groups), key=lambda group: (-len(group), group)))


def shrunken(files: Sequence[Given]) -> dict[str, Estimate]:
    """Return each reader's grade points above those they share files with, shrunken towards no difference.

    Every file has a level of its own, so who had the harder files does not matter. How much readers differ is not
    known: it is averaged over, from a weak prior of a quarter of a grade (scaled inverse chi-squared, 3 degrees of
    freedom). The error variance takes all disagreement for noise, which makes the intervals wider rather than narrower.
    """
    names = sorted({reader for given in files for reader in given})
    place = {name: number for number, name in enumerate(names)}
    group_of = {name: group for group in connected_groups(files) for name in group}
    size = len(names)
    shared = [[0.0] * size for _ in names]
    above = [0.0] * size
    squares, degrees = PRIOR_SPREAD, 1.0
    for given in files:
        mean = fmean(given.values())
        degrees += len(given) - 1
        for one, grade in given.items():
            above[place[one]] += grade - mean
            squares += (grade - mean) ** 2
            for other in given:
                shared[place[one]][place[other]] += (one == other) - 1 / len(given)
    noise = squares / degrees
    known = [[cell / noise for cell in row] for row in shared]
    pull = [value / noise for value in above]
    weights, means, spreads = [], [], []
    for spread in _GRID:
        precision = [[known[i][j] + (i == j) / spread**2 for j in range(size)] for i in range(size)]
        inverse, log_det = _inverted(precision)
        mean_at = [sum(cell * one for cell, one in zip(row, pull, strict=True)) for row in inverse]
        fit = sum(one * other for one, other in zip(pull, mean_at, strict=True)) / 2
        prior = -(PRIOR_DF + 1) * log(spread) - PRIOR_DF * PRIOR_SPREAD**2 / (2 * spread**2)
        weights.append(fit - (log_det + 2 * size * log(spread)) / 2 + prior)
        means.append(mean_at)
        spreads.append([_around(inverse, i, [place[one] for one in group_of[name]]) for i, name in enumerate(names)])
    top = max(weights)
    shares = [exp(weight - top) for weight in weights]
    whole = sum(shares)
    z = NormalDist().inv_cdf(0.975)
    estimates = {}
    for i, name in enumerate(names):
        value = sum(share * one[i] for share, one in zip(shares, means, strict=True)) / whole
        second = sum(share * (one[i] ** 2 + wide[i]) for share, one, wide in zip(shares, means, spreads, strict=True))
        reach = z * sqrt(max(second / whole - value**2, 0.0))
        read = sum(name in given for given in files)
        estimates[name] = Estimate(value, (value - reach, value + reach), read, _METHOD)
    return estimates


def _around(covariance: Sequence[Sequence[float]], one: int, group: Sequence[int]) -> float:
    """Return the variance of one reader's points around the mean of the readers they are connected with."""
    with_group = sum(covariance[one][other] for other in group) / len(group)
    within = sum(covariance[a][b] for a in group for b in group) / len(group) ** 2
    return covariance[one][one] - 2 * with_group + within


def _inverted(matrix: Sequence[Sequence[float]]) -> tuple[list[list[float]], float]:
    """Return the inverse of a positive definite matrix and the logarithm of its determinant, by Gauss and Jordan."""
    size = len(matrix)
    rows = [[*row, *(float(i == j) for j in range(size))] for i, row in enumerate(matrix)]
    log_det = 0.0
    for i in range(size):
        pivot = rows[i][i]
        log_det += log(pivot)
        rows[i] = [cell / pivot for cell in rows[i]]
        for j in range(size):
            if j != i and rows[j][i]:
                factor = rows[j][i]
                rows[j] = [cell - factor * own for cell, own in zip(rows[j], rows[i], strict=True)]
    return [row[size:] for row in rows], log_det
