"""How long it takes to protect tables, and how many numbers more than need be are hidden.

python tests/benchmarks/disclosure.py
"""

from __future__ import annotations

import itertools
import random
import time

import attrs

import qaframework as qa
from qaframework.disclosure import suppress
from qaframework.disclosure.linked import link
from qaframework.disclosure.policies import policy
from qaframework.disclosure.rounding import as_shown

DFE = policy("dfe")


def city() -> list[qa.CountTable]:
    """Return four linked tables of the City of London's two rounds."""
    year = qa.example("city-of-london-2023-24")
    rows = [
        {
            "round": one.activity,
            "grade": str(one.overall),
            "child heard": str(one.child_voice),
            "family heard": str(one.family_voice),
        }
        for one in year.reviews
        if one.activity.startswith("PR")
    ]
    pairs = [
        ("round", "grade"),
        ("round", "child heard"),
        ("round", "family heard"),
        ("child heard", "grade"),
    ]
    return [qa.CountTable.from_rows(" ".join(by), rows, by=by, measure="reviews") for by in pairs]


def domains() -> list[qa.CountTable]:
    """Return the domains of the last round by grade."""
    year = qa.example("city-of-london-2023-24")
    rows = [
        {"domain": one.domain, "grade": str(one.grade)}
        for review in year.reviews
        if review.activity == "PR-2024-02"
        for one in review.judgements
    ]
    return [qa.CountTable.from_rows("domains", rows, by=["domain", "grade"], measure="judgements")]


def made_up(*sizes: int, mean: float, seed: int = 1) -> list[qa.CountTable]:
    """Return one made-up table of as many dimensions as sizes."""
    draw = random.Random(seed)
    places = itertools.product(
        *([f"{name}{one}" for one in range(size)] for name, size in zip("abc", sizes, strict=False))
    )
    counts = {place: int(draw.expovariate(1 / mean)) for place in places}
    return [qa.CountTable(name="t", measure="m", by=list("abc"[: len(sizes)]), counts=counts)]


def timed() -> None:
    """Print how long each set takes."""
    sets = {
        "City: four linked tables of 27 reviews": city(),
        "City: 19 domains by grade": domains(),
        "10 boroughs by 4 grades": made_up(10, 4, mean=12),
        "33 boroughs by 4 grades": made_up(33, 4, mean=12),
        "5 by 4 by 4": made_up(5, 4, 4, mean=6),
    }
    for name, tables in sets.items():
        start = time.process_time()
        safe = qa.protect(tables, "dfe")
        took = time.process_time() - start
        hidden = sum(number.hidden for number in safe.numbers.values())
        closest = safe.audit().known[0].values
        print(f"| {name} | {len(safe.numbers)} | {hidden} | {closest} | {took:.2f} |", flush=True)


def beside_the_least(tables: int = 60) -> None:
    """Print how many numbers are hidden, and the least that would do, found by trying all on 3 by 3 tables."""
    draw = random.Random(7)
    ours = least = alike = 0
    for _ in range(tables):
        rule = attrs.evolve(DFE, most=3)
        counts = {place: draw.randint(0, 12) for place in itertools.product("xyz", "pqr")}
        linked = link([qa.CountTable(name="t", measure="m", by=["a", "b"], counts=counts)])
        shown = as_shown(linked, rule)
        search = suppress._Search(linked, shown, rule, suppress.Earlier(), "m")
        found = len(search.hidden().symbols)
        best = fewest(search, found)
        ours, least, alike = ours + found, least + best, alike + (found == best)
    print(f"{tables} made-up 3 by 3 tables: {ours} hidden, {least} at the least; as few as can be in {alike}.")


def fewest(search: suppress._Search, at_most: int) -> int:
    """Return the least number of hidden numbers that is safe."""
    first = dict(search._first)
    able = [region for region, count in search._counts.items() if count and region not in first]
    for more in range(at_most - len(first)):
        for chosen in itertools.combinations(able, more):
            attack = search._attack(first | dict.fromkeys(chosen, "c"))
            if all(map(attack.hides, search._guards)):
                return len(first) + more
    return at_most


if __name__ == "__main__":
    timed()
    beside_the_least()
