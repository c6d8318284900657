"""The seven answers of the peers' benchmark, from this library and from each peer, each in a fresh process.

``python tests/benchmarks/triangulation.py ../shared/bench/triangulation [SIZES] [ENGINES] [RUNS]`` prints a table and
says whether all gave the same answers. The peers' side needs numpy, polars and networkx in the environment.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ENGINES = ("qaframework", "nx_bulk", "py_onepass", "polars")
HEADINGS = (
    "recommendations",
    "engine",
    "build s",
    "query s",
    "total s",
    "processor s",
    "peak MiB over input",
    "answers",
)

ONE = """
import sys
sys.path.insert(0, sys.argv[1])
import engines
from qaframework.triangulation.tally import tally

class Qaframework:
    def build(self, rows):
        return tally(rows, concern=1, service=1)

    def query(self, found):
        by_cell = found.by("theme", "kind", "round")
        return dict(
            q1=found.units,
            q2=engines.triangulated(found.units),
            q3=found.together,
            q4=found.by("theme", "round", direction=1),
            q5=found.by("theme", "step"),
            q6=len(found.roll_ups(3)),
            q7=sum(by_cell.get(cell, 0) for cell in engines.CELLS),
        )

engines.ENGINES["qaframework"] = Qaframework
sys.argv[1:] = sys.argv[2:]
exec(open(engines.__file__.replace("engines.py", "bench_one.py")).read())
"""


def run(folder: Path, engine: str, size: int) -> dict[str, float]:
    """Return what one engine took for one size, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", ONE, str(folder), engine, str(size)], capture_output=True, text=True, check=True
    )
    told: dict[str, float] = json.loads(done.stdout)
    return told


def main(folder: str, sizes: str = "1000,100000,1000000", engines: str = ",".join(ENGINES), runs: str = "3") -> int:
    """Print the table; return 1 where two engines gave different answers."""
    print(f"| {' | '.join(HEADINGS)} |\n| ---: | --- | ---: | ---: | ---: | ---: | ---: | --- |")
    same = True
    for size in map(int, sizes.split(",")):
        answers = set()
        for engine in engines.split(","):
            told = [run(Path(folder).resolve(), engine, size) for _ in range(int(runs))]
            best = min(told, key=lambda one: one["build"] + one["query"])
            answers |= {str(one["digest"]) for one in told}
            seconds = [best["build"], best["query"], best["build"] + best["query"]]
            processor = min(one["build_cpu"] + one["query_cpu"] for one in told)
            cells = [f"{size:,}", engine, *(f"{one:.4f}" for one in (*seconds, processor))]
            cells += [f"{best['mem_peak_delta']:.0f}", str(best["digest"])]
            print(f"| {' | '.join(cells)} |", flush=True)
        same = same and len(answers) == 1
    print("\nThe same answers." if same else "\nDIFFERENT ANSWERS.")
    return 0 if same else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
