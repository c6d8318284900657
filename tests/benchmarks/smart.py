"""How well SMART parts are told apart on labelled sentences, and how fast. Run by hand; not a test.

    python tests/benchmarks/smart.py [FOLDER]

The folder holds ``smart_dev.csv``: sentences with a 0 or 1 for each part. They were looked at while the words were
chosen, so that these figures are what was reached, not what to expect of sentences nobody has seen.
"""

from __future__ import annotations

import csv
import random
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from qaframework import SmartResult, check_smart
from qaframework.rules import CRITERIA
from qaframework.show import text_table

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "smart"
TODAY = date(2024, 2, 12)
DRAWS = 500

Row = dict[str, str]


def main(arguments: Sequence[str]) -> int:
    """Print precision, recall and F1 of each part, real and synthetic rows apart, and sentences a second."""
    file = Path(arguments[0] if arguments else FOLDER) / "smart_dev.csv"
    if not file.exists():
        print(f"{file.name} is not there; give its folder")
        return 2
    with file.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    found = {row["id"]: check_smart(row["text"], today=TODAY) for row in rows}
    print(text_table([*scores(rows, found)]))
    exact = sum(all((name not in found[row["id"]].missing) == (row[name] == "1") for name in CRITERIA) for row in rows)
    nebulous = counts([(found[row["id"]].nebulous, row["nebulous"] == "1") for row in rows])
    print(f"\nall five right: {exact} of {len(rows)}; nebulous F1 {f1(nebulous):.2f}")
    print(f"{speed([row['text'] for row in rows]):,.0f} sentences a second on one core")
    return 0


def scores(rows: list[Row], found: dict[str, SmartResult]) -> list[dict[str, object]]:
    """Return one row a part and a kind of sentence."""
    table: list[dict[str, object]] = []
    for kind in ("real", "adapted", "synthetic", ""):
        chosen = [row for row in rows if row["source_kind"].startswith(kind)]
        for name in CRITERIA:
            met = {row["id"]: name not in found[row["id"]].missing for row in chosen}
            here = counts([(met[row["id"]], row[name] == "1") for row in chosen])
            line = {"sentences": kind or "all", "n": len(chosen), "part": name, "F1": f"{f1(here):.2f}"}
            line["95 % by source"] = interval(chosen, name, met)
            line |= {"precision": share(here[0], here[1]), "recall": share(here[0], here[2])}
            table.append(line | {"right of missing": share(here[3], here[2])})
    return table


def counts(pairs: list[tuple[bool, bool]]) -> tuple[int, int, int, int]:
    """Return how many were rightly met, wrongly met, wrongly missing and rightly missing."""
    return (
        sum(said and true for said, true in pairs),
        sum(said and not true for said, true in pairs),
        sum(true and not said for said, true in pairs),
        sum(not said and not true for said, true in pairs),
    )


def f1(here: tuple[int, int, int, int]) -> float:
    """Return 2TP / (2TP + FP + FN)."""
    whole = 2 * here[0] + here[1] + here[2]
    return 2 * here[0] / whole if whole else 0.0


def share(part: int, rest: int) -> str:
    """Return a share with its counts."""
    return f"{part / (part + rest):.2f} ({part}/{part + rest})" if part + rest else "none"


def interval(rows: list[Row], name: str, met: dict[str, bool]) -> str:
    """Return the bootstrap interval of F1, drawing whole sources: sentences of one author are alike."""
    by_source: dict[str, list[tuple[bool, bool]]] = {}
    for row in rows:
        by_source.setdefault(row["source"], []).append((met[row["id"]], row[name] == "1"))
    sources, draw = list(by_source.values()), random.Random(name)
    drawn = sorted(
        f1(counts([pair for source in draw.choices(sources, k=len(sources)) for pair in source])) for _ in range(DRAWS)
    )
    return f"{drawn[int(0.025 * DRAWS)]:.2f} to {drawn[int(0.975 * DRAWS) - 1]:.2f}"


def speed(texts: list[str]) -> float:
    """Return how many sentences are read in a second of processor time."""
    many = texts * (5_000 // len(texts) + 1)
    begun = time.process_time()
    for text in many:
        check_smart(text, today=TODAY)
    return len(many) / (time.process_time() - begun)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
