"""Exact linear and integer programming for small tables: what a hidden number can at least and at most be.

The simplex method for bounded variables (Dantzig 1955) with Bland's rule (1977), which cannot go round in circles, on
whole numbers: each row of the tableau is kept free of fractions and divided by its greatest common divisor, so there is
nothing to round. Branch and bound (Land and Doig 1960) makes the answer whole where the vertices are not, which for
two-way tables they always are. Pure Python, because the core depends on nothing heavier and the tables are small.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction
from math import ceil, floor, gcd

import attrs

Row = dict[int, int]
"""Whole coefficients by column; zeros are left out."""

Number = int | Fraction

NODES = 400
"""How many branches are looked at before an answer counts as not proven."""


@attrs.frozen
class Constraint:
    """A sum of variables that lies between two numbers; ``most`` is None where there is no upper end."""

    terms: Mapping[int, int]
    least: int
    most: int | None


@attrs.frozen
class Extreme:
    """The largest value of an objective.

    Attributes:
        value: the largest value; None where it can be as large as you like.
        proven: whether a whole table reaches it. If not, the truth is this or smaller.
        binding: the constraints, by their place, and the variables that keep it from being larger.
    """

    value: int | None
    proven: bool
    binding: tuple[frozenset[int], frozenset[int]]

    def reaches(self, wanted: int) -> bool:
        """Return whether it is proven to be at least as large as this."""
        return self.proven and (self.value is None or self.value >= wanted)


class NothingFitsError(Exception):
    """No table fits all the constraints."""


class Program:
    """Whole numbers between bounds, and sums of them between bounds; asked for the largest value of other sums.

    Args:
        bounds: for each variable the least and most it can be; ``most`` None for no upper end.
        constraints: the sums.

    Raises:
        NothingFitsError: nothing fits.
    """

    def __init__(self, bounds: Iterable[tuple[int, int | None]], constraints: Iterable[Constraint]) -> None:
        self.bounds = tuple(bounds)
        self.constraints = tuple(constraints)
        self._tableau = _Tableau(self.bounds, self.constraints)

    def largest(self, objective: Mapping[int, int]) -> Extreme:
        """Return the largest value of a sum of variables."""
        relaxed = self._tableau.maximise(objective)
        if relaxed is None:
            return Extreme(None, True, (frozenset(), frozenset()))
        binding = self._tableau.binding()
        solution = self._tableau.solution()
        if all(isinstance(value, int) for value in solution):
            return Extreme(int(relaxed), True, binding)
        value, proven = self._branch(objective, relaxed, solution)
        return Extreme(value, proven, binding)

    def smallest(self, objective: Mapping[int, int]) -> Extreme:
        """Return the smallest value of a sum of variables."""
        found = self.largest({column: -factor for column, factor in objective.items()})
        return attrs.evolve(found, value=None if found.value is None else -found.value)

    def reaches(self, objective: Mapping[int, int], wanted: int) -> bool:
        """Return whether some table has a sum of variables at least as large as this; False where none is found."""
        return self._tableau.reaches(objective, wanted) or (self.largest(objective).reaches(wanted))

    def a_point(self, objective: Mapping[int, int]) -> list[int] | None:
        """Return whole values of the variables that fit, the objective as large as can be; None where none is found."""
        self._tableau.maximise(objective)
        best = _Best()
        _search(self.bounds, self.constraints, objective, best, self._tableau)
        return best.solution

    def _branch(self, objective: Mapping[int, int], relaxed: Number, solution: list[Number]) -> tuple[int, bool]:
        best = _Best()
        finished = _search(self.bounds, self.constraints, objective, best, self._tableau)
        if best.value is None or not finished:
            return floor(relaxed), False
        return best.value, True


def _value(objective: Mapping[int, int], solution: list[Number]) -> Number:
    return sum(factor * solution[column] for column, factor in objective.items())


@attrs.define
class _Best:
    value: int | None = None
    solution: list[int] | None = None
    nodes: int = 0


def _search(
    bounds: tuple[tuple[int, int | None], ...],
    constraints: tuple[Constraint, ...],
    objective: Mapping[int, int],
    best: _Best,
    tableau: _Tableau,
) -> bool:
    """Look for a better whole solution under a tableau that stands at its optimum; return whether all was looked at."""
    best.nodes += 1
    solution = tableau.solution()
    value = _value(objective, solution)
    if best.value is not None and floor(value) <= best.value:
        return True
    broken = next((column for column, number in enumerate(solution) if not isinstance(number, int)), None)
    if broken is None:
        best.value, best.solution = int(value), [int(number) for number in solution]
        return True
    if best.nodes > NODES:
        return False
    least, most = bounds[broken]
    finished = True
    for half in ((ceil(solution[broken]), most), (least, floor(solution[broken]))):
        narrowed = (*bounds[:broken], half, *bounds[broken + 1 :])
        try:
            inner = _Tableau(narrowed, constraints)
        except NothingFitsError:
            continue
        if inner.maximise(objective) is None:
            return False
        finished &= _search(narrowed, constraints, objective, best, inner)
    return finished


class _Tableau:
    """Rows ``d * basic + sum(coefficient * other) = right`` in whole numbers; variables count from one of their bounds.

    Columns are the variables, then one slack a constraint, then one artificial variable a constraint.
    """

    def __init__(self, bounds: tuple[tuple[int, int | None], ...], constraints: tuple[Constraint, ...]) -> None:
        self.size = len(bounds)
        self.count = len(constraints)
        self.least = [least for least, _ in bounds]
        self.room: list[int | None] = [None if most is None else most - least for least, most in bounds]
        if any(room is not None and room < 0 for room in self.room):
            raise NothingFitsError
        self.flipped = [False] * (self.size + 2 * self.count)
        self.rows: list[Row] = []
        self.right: list[int] = []
        self.basic: list[int] = []
        self.cost: Row = {}
        for place, one in enumerate(constraints):
            self._add(place, one)
        self._find_a_point()

    def _add(self, place: int, one: Constraint) -> None:
        slack, artificial = self.size + place, self.size + self.count + place
        row = {column: factor for column, factor in one.terms.items() if factor}
        right = one.least - sum(factor * self.least[column] for column, factor in row.items())
        self.room.append(None if one.most is None else one.most - one.least)
        row[slack] = -1
        if right < 0:
            row, right = {column: -factor for column, factor in row.items()}, -right
        row[artificial] = 1
        self.rows.append(row)
        self.right.append(right)
        self.basic.append(artificial)

    def _find_a_point(self) -> None:
        """Drive the artificial variables to zero and shut them (the first phase)."""
        first = self.size + self.count
        self.room += [None] * self.count
        self.cost = self._reduced(dict.fromkeys(range(first, first + self.count), -1))
        self._climb()
        if any(self.right[place] for place, column in enumerate(self.basic) if column >= first):
            raise NothingFitsError
        shut = set(range(first, first + self.count))
        for column in shut:
            self.room[column] = 0
        for place, row in enumerate(self.rows):
            unused = shut - {self.basic[place]}
            self.rows[place] = {column: factor for column, factor in row.items() if column not in unused}

    def maximise(self, objective: Mapping[int, int]) -> Number | None:
        """Go to the largest value of the objective; None where it has no end."""
        self.cost = self._reduced(dict(objective))
        if not self._climb():
            return None
        return _value(objective, self.solution())

    def reaches(self, objective: Mapping[int, int], wanted: int) -> bool:
        """Go up until a whole table has an objective as large as wanted; False where the way ends before."""
        self.cost = self._reduced(dict(objective))
        while True:
            solution = self.solution()
            if _value(objective, solution) >= wanted and all(isinstance(number, int) for number in solution):
                return True
            entering = self._way_up()
            if entering is None or not self._enter(entering):
                return False

    def _way_up(self) -> int | None:
        return min((c for c, gain in self.cost.items() if gain > 0 and self.room[c] != 0), default=None)

    def _reduced(self, objective: Row) -> Row:
        """Return what each variable outside the basis would add, as a positive multiple."""
        cost = {column: -factor if self.flipped[column] else factor for column, factor in objective.items()}
        for row, column in zip(self.rows, self.basic, strict=True):
            if cost.get(column):
                cost = _eliminated(cost, row, column)
        return cost

    def _climb(self) -> bool:
        """Improve until nothing improves; False where the objective has no end."""
        while (entering := self._way_up()) is not None:
            if not self._enter(entering):
                return False
        return True

    def _enter(self, entering: int) -> bool:
        """Let a variable grow until something stops it; False where nothing does."""
        best: tuple[Number, int] | None = None
        leaving = 0
        for place, row in enumerate(self.rows):
            if entering in row:
                limit = self._limit(place, row[entering])
                if limit is not None and (best is None or (limit, self.basic[place]) < best):
                    best, leaving = (limit, self.basic[place]), place
        room = self.room[entering]
        if room is not None and (best is None or room <= best[0]):
            self._flip(entering)
            return True
        if best is None:
            return False
        self._pivot(leaving, entering)
        return True

    def _limit(self, place: int, factor: int) -> Number | None:
        """Return how far the entering variable can grow before a basic one meets its bound."""
        if factor > 0:
            return _ratio(self.right[place], factor)
        column = self.basic[place]
        room = self.room[column]
        return None if room is None else _ratio(room * self.rows[place][column] - self.right[place], -factor)

    def _flip(self, column: int) -> None:
        """Count a variable outside the basis from its other bound."""
        room = self.room[column]
        assert room is not None
        self.flipped[column] = not self.flipped[column]
        for place, row in enumerate(self.rows):
            if column in row:
                self.right[place] -= row[column] * room
                row[column] = -row[column]
        if column in self.cost:
            self.cost[column] = -self.cost[column]

    def _pivot(self, leaving: int, entering: int) -> None:
        """Put one variable in the basis in place of another, which stands at one of its bounds."""
        row = self.rows[leaving]
        if row[entering] < 0:
            self._turn(leaving)
            row = self.rows[leaving]
        for place, other in enumerate(self.rows):
            if place != leaving and other.get(entering):
                self.rows[place], self.right[place] = _eliminated_row(
                    other, self.right[place], row, self.right[leaving], entering
                )
        if self.cost.get(entering):
            self.cost = _eliminated(self.cost, row, entering)
        self.basic[leaving] = entering

    def _turn(self, place: int) -> None:
        """Count the basic variable of a row from its upper bound, where it now stands."""
        column = self.basic[place]
        room = self.room[column]
        assert room is not None
        own = self.rows[place][column]
        self.flipped[column] = not self.flipped[column]
        self.right[place] = own * room - self.right[place]
        self.rows[place] = {name: -factor for name, factor in self.rows[place].items()} | {column: own}

    def solution(self) -> list[Number]:
        """Return the value of each variable."""
        away: list[Number] = [0] * len(self.flipped)
        for place, column in enumerate(self.basic):
            whole, left = divmod(self.right[place], self.rows[place][column])
            away[column] = Fraction(self.right[place], self.rows[place][column]) if left else whole
        values: list[Number] = []
        for column in range(self.size):
            room = self.room[column]
            distance = room - away[column] if self.flipped[column] and room is not None else away[column]
            values.append(self.least[column] + distance)
        return values

    def binding(self) -> tuple[frozenset[int], frozenset[int]]:
        """Return the constraints and the variables' own bounds on which the objective presses."""
        pressed = {column for column, gain in self.cost.items() if gain}
        constraints = frozenset(
            (column - self.size) % self.count for column in pressed if column >= self.size and self.count
        )
        return constraints, frozenset(column for column in pressed if column < self.size)


def _ratio(above: int, below: int) -> Number:
    return above if below == 1 else Fraction(above, below)


def _eliminated(cost: Row, row: Row, column: int) -> Row:
    """Return the objective without a column, by means of the row whose basic variable it is; its sign is kept."""
    reduced, _ = _eliminated_row(cost, 0, row, 0, column)
    return reduced


def _eliminated_row(other: Row, other_right: int, row: Row, right: int, column: int) -> tuple[Row, int]:
    """Return a positive multiple of one row less a multiple of another, so that the column drops out."""
    pivot, factor = row[column], other[column]
    shared = gcd(pivot, factor)
    times, less = pivot // shared, factor // shared
    result = other.copy() if times == 1 else {name: times * value for name, value in other.items()}
    for name, value in row.items():
        left = result.get(name, 0) - less * value
        if left:
            result[name] = left
        else:
            result.pop(name, None)
    new_right = times * other_right - less * right
    divisor = gcd(new_right, *result.values()) if times > 1 else 1
    if divisor > 1:
        return {name: value // divisor for name, value in result.items()}, new_right // divisor
    return result, new_right
