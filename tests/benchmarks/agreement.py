"""Agreement statistics beside the libraries that have them: the same grades, in one run, as ratios.

Run by hand in an environment with ``krippendorff``, ``statsmodels``, ``scikit-learn`` and ``numpy``, none of which the
library itself needs::

    python tests/benchmarks/agreement.py
"""

from __future__ import annotations

import time
from collections.abc import Callable
from random import Random

import krippendorff
import numpy
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import fleiss_kappa

import qaframework as qa

LABELS = ["Inadequate", "Requires improvement", "Good", "Outstanding"]
DRAWS = 1_000


def grades(files: int, readers: int) -> numpy.ndarray:
    """Return made-up grades, one row a reader, that agree as fair readings do."""
    random = Random(7)
    level = [random.choices(range(4), (1, 12, 67, 20))[0] for _ in range(files)]
    return numpy.array(
        [[min(3, max(0, one + random.choices((-1, 0, 1), (1, 8, 1))[0])) for one in level] for _ in range(readers)]
    )


def rows(given: numpy.ndarray) -> list[tuple[str, str, str]]:
    return [
        (f"R{file}", f"reader {reader}", LABELS[given[reader, file]])
        for file in range(given.shape[1])
        for reader in range(given.shape[0])
    ]


def fastest(work: Callable[[], object], repeat: int = 3) -> float:
    times = []
    for _ in range(repeat):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def bootstrap_by_loop(given: numpy.ndarray, draws: int) -> list[float]:
    """Return what a user of ``krippendorff`` writes: resample the files and work alpha out again."""
    generator = numpy.random.default_rng(0)
    files = given.shape[1]
    return [
        krippendorff.alpha(
            given[:, generator.integers(0, files, files)].astype(float),
            level_of_measurement="ordinal",
            value_domain=range(4),
        )
        for _ in range(draws)
    ]


def told(name: str, ours: float, theirs: float, peer: str) -> None:
    print(f"| {name} | {ours * 1000:,.1f} ms | {theirs * 1000:,.1f} ms ({peer}) | {theirs / ours:,.1f} times faster |")


def main() -> None:
    print("| what | qaframework | peer | ratio |\n| --- | --- | --- | --- |")
    for files, readers, loops in ((13, 3, DRAWS), (100_000, 5, 5)):
        given = grades(files, readers)
        found = qa.agreement(rows(given), scale=LABELS)
        peer = krippendorff.alpha(given.astype(float), level_of_measurement="ordinal", value_domain=range(4))
        assert abs(found.alpha(draws=10).value - peer) < 1e-9, "the two do not agree"
        ours = fastest(lambda found=found: found.alpha(draws=DRAWS))
        read = fastest(lambda given=given: qa.agreement(rows(given), scale=LABELS).alpha(draws=DRAWS))
        theirs = fastest(lambda given=given, loops=loops: bootstrap_by_loop(given, loops)) * DRAWS / loops
        name = f"ordinal alpha, {files:,} files by {readers}, {DRAWS:,} resamples"
        told(name, ours, theirs, "krippendorff in a loop" + ("" if loops == DRAWS else f", from {loops}"))
        told(f"{name}, with the rows read", read, theirs, "the same")
    pair = grades(100_000, 2)
    found = qa.agreement(rows(pair), scale=LABELS)
    peer = cohen_kappa_score(pair[0], pair[1], weights="quadratic", labels=range(4))
    assert abs(found.kappa("quadratic", draws=10).value - peer) < 1e-9, "the two do not agree"
    told(
        "quadratic kappa, 100,000 files, no interval",
        fastest(lambda: found.kappa("quadratic", draws=1)),
        fastest(lambda: cohen_kappa_score(pair[0], pair[1], weights="quadratic", labels=range(4))),
        "scikit-learn",
    )
    many = grades(10_000, 5)
    table = numpy.array([[(many[:, file] == grade).sum() for grade in range(4)] for file in range(many.shape[1])])
    found = qa.agreement(rows(many), scale=LABELS)
    assert abs(found.fleiss(draws=10).value - fleiss_kappa(table)) < 1e-9, "the two do not agree"
    told(
        "Fleiss' kappa, 10,000 files by 5, no interval",
        fastest(lambda: found.fleiss(draws=1)),
        fastest(lambda: fleiss_kappa(table)),
        "statsmodels",
    )


if __name__ == "__main__":
    main()
