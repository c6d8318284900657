"""What somebody can work out who has all that is shown, and nothing else: the bounds of every number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import attrs

from qaframework.disclosure.linked import Atom, Atoms, Region
from qaframework.disclosure.simplex import Constraint, NothingFitsError, Program

Range = tuple[int, int | None]
"""The least and the most a number can be; None where there is no upper end."""

_Sum = tuple[dict[Atom, int], Range, Region | None]
"""Atoms with their signs, the range of their sum, and the number shown that says so."""


@attrs.frozen
class Guard:
    """A number that nobody may come close to.

    Attributes:
        region: what it counts.
        count: the true number; None where it is not known any more, because only an earlier release was of it.
        least, most: for all that anybody can tell it has to be possible that it is as small and as large as this,
        values: and that it is one of as many numbers as this.
    """

    region: Region
    count: int | None
    least: int | None
    most: int
    values: int = 1


@attrs.frozen
class Bounds:
    """What can be worked out of one number.

    Attributes:
        least: the least it can be.
        most: the most it can be; None where there is no upper end.
        proven: whether both are reached by whole tables that fit all that is shown. If not, the number may be known
            even more closely.
        because: the numbers shown that keep it from being larger or smaller.
    """

    least: int
    most: int | None
    proven: bool = True
    because: frozenset[Region] = frozenset()

    def hides(self, guard: Guard) -> bool:
        """Return whether for all that anybody can tell the number could be anything the guard asks for."""
        if not self.proven or (guard.least is not None and self.least > guard.least):
            return False
        return self.most is None or self.most >= max(guard.most, self.least + guard.values - 1)


class Attack:
    """Work out numbers of one measure from what is shown of it.

    Args:
        shown: for each region the range that what is shown leaves open: one number where it is shown exactly.
        atoms: what the regions, and others that may be asked about, are made of.
    """

    def __init__(self, shown: Mapping[Region, Range], atoms: Atoms) -> None:
        self._atoms = atoms
        self._bounds: dict[Atom, Range] = dict.fromkeys(self._atoms.all, (0, None))
        self._told: dict[Atom, set[Region]] = defaultdict(set)
        sums = [(self._atoms.of(one), open_, one) for one, open_ in shown.items()]
        for inside, open_, one in sums:
            if open_ == (0, 0) or len(inside) == 1:
                for atom in inside:
                    self._bounds[atom] = both(self._bounds[atom], open_)
                    self._told[atom].add(one)
        self._sums: list[_Sum] = [
            (self._not_nothing(dict.fromkeys(inside, 1)), open_, one)
            for inside, open_, one in sums
            if open_ != (0, 0) and len(inside) > 1
        ]
        for left, right in self._atoms.joints:
            terms = dict.fromkeys(left, 1) | dict.fromkeys(right, -1)
            self._sums.append((self._not_nothing(terms), (0, 0), None))
        self._parts = self._split()

    def _not_nothing(self, terms: dict[Atom, int]) -> dict[Atom, int]:
        return {atom: factor for atom, factor in terms.items() if self._bounds[atom] != (0, 0)}

    def _split(self) -> dict[Atom, _Part]:
        """Return the part each atom that is not known belongs to: parts have no sum in common."""
        sums_of: dict[Atom, list[int]] = defaultdict(list)
        for place, (terms, _, _) in enumerate(self._sums):
            for atom in terms:
                if not self._is_known(atom):
                    sums_of[atom].append(place)
        parts: dict[Atom, _Part] = {}
        for start in sums_of:
            if start in parts:
                continue
            reached, sums, front = {start}, set[int](), [start]
            while front:
                for place in sums_of[front.pop()]:
                    if place not in sums:
                        sums.add(place)
                        new = {a for a in self._sums[place][0] if not self._is_known(a)} - reached
                        reached |= new
                        front += new
            part = _Part([self._sums[place] for place in sorted(sums)], self._bounds, self._told)
            parts |= dict.fromkeys(reached, part)
        return parts

    def _is_known(self, atom: Atom) -> bool:
        return self._bounds[atom][0] == self._bounds[atom][1]

    def check(self) -> None:
        """Look whether there is any table at all that fits what is shown.

        Raises:
            NothingFitsError: there is none.
        """
        for least, most in self._bounds.values():
            if most is not None and most < least:
                raise NothingFitsError
        for terms, (least, most), _ in self._sums:
            if all(map(self._is_known, terms)):
                total = sum(factor * self._bounds[atom][0] for atom, factor in terms.items())
                if total < least or (most is not None and total > most):
                    raise NothingFitsError
        for part in self._parts.values():
            part.program()

    def hides(self, guard: Guard) -> bool:
        """Return whether for all that anybody can tell the number could be anything the guard asks for.

        The truth is always possible. So where the number can be large enough, and the guard does not ask for smaller
        ones than the truth, it need not be asked how small it can be.
        """
        atoms = self._atoms.of(guard.region)
        parts = {id(part): part for atom in atoms if (part := self._parts.get(atom))}
        if len(parts) == 1 and guard.count is not None and guard.least is not None and guard.count <= guard.least:
            (part,) = parts.values()
            known = sum(self._bounds[atom][0] for atom in atoms if atom not in self._parts)
            wanted = max(guard.most, guard.count + guard.values - 1) - known
            if part.reaches(frozenset(atom for atom in atoms if atom in self._parts), wanted):
                return True
        return self.bounds(guard.region).hides(guard)

    def bounds(self, wanted: Region) -> Bounds:
        """Return what can be worked out of a number."""
        least, most, proven = 0, 0, True
        endless = False
        because: set[Region] = set()
        by_part: dict[_Part, set[Atom]] = defaultdict(set)
        for atom in self._atoms.of(wanted):
            low, high = self._bounds[atom]
            if atom in self._parts:
                by_part[self._parts[atom]].add(atom)
            else:
                least += low
                most += high or 0
                endless |= high is None
                because |= self._told[atom]
        for part, inside in by_part.items():
            found = part.bounds(frozenset(inside))
            least += found.least
            most += found.most or 0
            endless |= found.most is None
            proven &= found.proven
            because |= found.because
        return Bounds(least, None if endless else most, proven, frozenset(because))


def both(one: Range, other: Range) -> Range:
    """Return what is left open where two things are known of a number."""
    tops = [top for top in (one[1], other[1]) if top is not None]
    return max(one[0], other[0]), min(tops, default=None)


def joined(one: Mapping[Region, Range], other: Mapping[Region, Range]) -> dict[Region, Range]:
    """Return what is left open of numbers where two lists are known of them."""
    return {**one, **{region: both(one.get(region, (0, None)), told) for region, told in other.items()}}


class _Part:
    """Sums that hang together. Atoms that no sum tells apart are taken as one variable."""

    def __init__(
        self,
        sums: list[_Sum],
        bounds: Mapping[Atom, Range],
        told: Mapping[Atom, set[Region]],
    ) -> None:
        self._sums, self._bounds, self._told = sums, bounds, told
        alike: dict[object, list[Atom]] = defaultdict(list)
        signs: dict[Atom, list[tuple[int, int]]] = defaultdict(list)
        for place, (terms, _, _) in enumerate(sums):
            for atom, factor in terms.items():
                signs[atom].append((place, factor))
        for atom, sign in signs.items():
            alike[tuple(sign) if bounds[atom] == (0, None) else atom].append(atom)
        self._variables = [frozenset(group) for group in alike.values()]
        self._program: Program | None = None
        self._found: dict[frozenset[Atom], Bounds] = {}

    def program(self) -> Program:
        """Return the sums as a program.

        Raises:
            NothingFitsError: no table fits them.
        """
        if self._program is None:
            constraints = [
                Constraint(
                    {
                        place: terms[atom]
                        for place, group in enumerate(self._variables)
                        for atom in [min(group)]
                        if atom in terms
                    },
                    *open_,
                )
                for terms, open_, _ in self._sums
            ]
            self._program = Program([self._bounds[min(group)] for group in self._variables], constraints)
        return self._program

    def reaches(self, inside: frozenset[Atom], wanted: int) -> bool:
        """Return whether the atoms can be as large as this together; False where that is not found."""
        return self.program().reaches(self._some_of(inside), wanted)

    def _some_of(self, inside: frozenset[Atom]) -> dict[int, int]:
        return {place: 1 for place, group in enumerate(self._variables) if group & inside}

    def bounds(self, inside: frozenset[Atom]) -> Bounds:
        """Return how small and how large the atoms can be together."""
        if inside not in self._found:
            # Atoms that no sum tells apart may all be in one of them: as large as all, as small as nothing.
            every = {place: 1 for place, group in enumerate(self._variables) if group <= inside}
            high = self.program().largest(self._some_of(inside))
            low = self.program().smallest(every)
            because = self._regions(high.binding) | self._regions(low.binding)
            assert low.value is not None
            self._found[inside] = Bounds(low.value, high.value, high.proven and low.proven, because)
        return self._found[inside]

    def _regions(self, binding: tuple[frozenset[int], frozenset[int]]) -> frozenset[Region]:
        sums, variables = binding
        told = {one for place in sums if (one := self._sums[place][2]) is not None}
        return frozenset(told.union(*(self._told.get(atom, set()) for v in variables for atom in self._variables[v])))
