"""How far readers of the same files agree, said as counts first.

Two readers who never open a file agree on most of them when most are Good, so a share of agreement is never shown
without the share that luck alone would give. With thirteen files the table of who gave what is the analysis; a
coefficient adds little, and its interval says how little.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from operator import itemgetter

import attrs

from qaframework.moderation import coefficients
from qaframework.moderation.bootstrap import DRAWS, percentile_interval
from qaframework.moderation.coefficients import Coefficient, Metric, P, Pattern, Weights
from qaframework.moderation.estimates import Estimate, sign_test, wilson
from qaframework.show import counted, html_table, text_table

FEW = 10
WIDE = 20


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
        ordered: whether in each file one grade came first; its reader then stands first.
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
        return tuple(sorted(set(chain.from_iterable(self.files.values()))))

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
        pairs = Counter(map(itemgetter(first, second), self._double.values()))
        return _estimate(chosen, dict(sorted(pairs.items())), self.n, draws, seed)

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
