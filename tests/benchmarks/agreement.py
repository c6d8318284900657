"""Agreement statistics beside the libraries that have them: the same grades, in one run, as ratios.

Run by hand in an environment with ``krippendorff``, ``statsmodels``, ``scikit-learn``, ``scipy``, ``pandas`` and
``numpy``, none of which the library itself needs::

    python tests/benchmarks/agreement.py
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable
from fractions import Fraction
from random import Random

import krippendorff
import numpy
import pandas
from scipy.stats import permutation_test
from sklearn.metrics import cohen_kappa_score
from statsmodels.formula.api import mixedlm
from statsmodels.stats.inter_rater import fleiss_kappa

import qaframework as qa
from qaframework.moderation.severity import shrunken, sign_flip_test

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


def shared_files(files: int, readers: int, each: int) -> list[dict[str, int]]:
    """Return made-up files, each read by some of the readers, who differ by about a third of a grade."""
    random = Random(7)
    leaning = [random.gauss(0, 0.3) for _ in range(readers)]

    def grade(level: float, reader: int) -> int:
        return min(3, max(0, round(level + leaning[reader] + random.gauss(0, 0.4))))

    levels = [random.gauss(2, 0.6) for _ in range(files)]
    return [{f"P{reader}": grade(level, reader) for reader in random.sample(range(readers), each)} for level in levels]


def by_mixed_model(files: list[dict[str, int]]) -> dict[str, float]:
    """Return readers' points as ``statsmodels`` predicts them: readers at random, a level of its own for each file."""
    rows = [
        {"file": number, "reader": reader, "grade": grade}
        for number, given in enumerate(files)
        for reader, grade in given.items()
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model = mixedlm(
            "grade ~ 0 + C(file)",
            pandas.DataFrame(rows),
            groups=numpy.ones(len(rows)),
            re_formula="0",
            vc_formula={"reader": "0 + C(reader)"},
        )
        effects = model.fit().random_effects[1.0]
    return {name.partition("C(reader)")[2].strip("[]"): effect for name, effect in effects.items()}


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
    for count, readers, each in ((100, 8, 3), (200, 8, 3)):
        shared = shared_files(count, readers, each)
        points, peers = shrunken(shared), by_mixed_model(shared)
        furthest = max(abs(points[reader].value - effect) for reader, effect in peers.items())
        assert furthest < 0.05, "the two do not agree"
        told(
            f"severity, {count} files by {each} of {readers} readers, at most {furthest:.3f} of a grade apart",
            fastest(lambda shared=shared: shrunken(shared)),
            fastest(lambda shared=shared: by_mixed_model(shared), 1),
            "a mixed model of statsmodels",
        )
    apart = [1, 1, -1, 2, 1, 0, 1, 1, -1, 1, 1, 2]
    paired = [Fraction(one) for one in apart]

    def by_scipy() -> float:
        def total(values: numpy.ndarray, axis: int) -> numpy.ndarray:
            return values.sum(axis=axis)

        every_flip = 2 ** len(apart)
        found = permutation_test((numpy.array(apart),), total, permutation_type="samples", n_resamples=every_flip)
        return float(found.pvalue)

    assert abs(sign_flip_test(paired) - by_scipy()) < 1e-9, "the two do not agree"
    told("exact sign-flip test, 12 files", fastest(lambda: sign_flip_test(paired)), fastest(by_scipy), "scipy")


if __name__ == "__main__":
    main()
