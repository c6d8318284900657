"""Round so that totals still add up: controlled rounding (Cox 1987; Salazar-Gonzalez and others 2004)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from qaframework.disclosure.linked import Atom, Atoms, Linked, Region
from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.simplex import Constraint, NothingFitsError, Program


def as_shown(linked: Linked, policy: DisclosurePolicy) -> Mapping[Region, int]:
    """Return each number as it is shown where it is not hidden."""
    shown = {region: policy.rounded(count) for region, count in linked.counts.items()}
    if policy.rounding == "controlled":
        for measure in sorted(linked.leaves):
            shown |= _controlled(measure, linked, policy.round_to)
    return shown


def _controlled(measure: str, linked: Linked, base: int) -> dict[Region, int]:
    """Return the multiples next to the true numbers that add up, as near to them as can be.

    There always are such for tables of two dimensions. Where three or more are crossed and there are none, nothing is
    returned: each number then stays rounded on its own.
    """
    regions = sorted((region for region in linked.counts if region.measure == measure), key=str)
    counts = {region: linked.counts[region] for region in regions}
    atoms = Atoms(counts, linked.leaves[measure])
    constraints = [
        Constraint(dict.fromkeys(atoms.of(region), 1), count // base, -(-count // base))
        for region, count in counts.items()
    ]
    constraints += [Constraint(dict.fromkeys(left, 1) | dict.fromkeys(right, -1), 0, 0) for left, right in atoms.joints]
    wanted: dict[Atom, int] = defaultdict(int)
    for region, count in counts.items():
        for atom in atoms.of(region):
            wanted[atom] += 2 * (count % base) - base if count % base else 0
    try:
        program = Program([(0, None)] * len(atoms.all), constraints)
    except NothingFitsError:
        return {}
    found = program.a_point(wanted)
    if found is None:
        return {}
    return {region: base * sum(found[atom] for atom in atoms.of(region)) for region in counts}
