"""Run the peers' benchmark of ten moderation rules, and qaframework beside them, and print ratios.

    python tests/benchmarks/moderation.py PEERS [--repeat 5]

``PEERS`` is a folder with the peers' scripts and the generator of the made-up data; it is copied, never written to. The
interpreter needs their requirements and qaframework. Run it by hand on a quiet machine: it is no test, and times say
little from one machine to the next; ratios within one run do.
"""

from __future__ import annotations

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
OURS = "qaframework"
SCRIPTS = {
    "pandas script": "do_pandas.py",
    "pandera (pandas)": "p_pandera_pandas.py",
    "Great Expectations": "p_gx.py",
    OURS: str(HERE / "do_qaframework.py"),
}
DATA = {
    "n15": ["--reviews", "15", "--recs", "40", "--rate", "0.1"],
    "n100k_r02": [],
    "n100k_r30": ["--rate", "0.30"],
}
TO_FILE = ("load", "eval", "findings", "write")

Best = dict[str, float]


def main() -> int:
    """Print the table and the ratios; 1 where a target is missed or a count is wrong."""
    parser = argparse.ArgumentParser(description="Ten moderation rules, side by side with peers.")
    parser.add_argument("peers", type=Path, help="the folder of the peers' scripts")
    parser.add_argument("--repeat", type=int, default=3, help="how often each script runs; the fastest counts")
    parser.add_argument("--only", nargs="*", default=list(DATA), choices=list(DATA), help="the data to run on")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "peers"
        shutil.copytree(arguments.peers, folder, ignore=shutil.ignore_patterns("data", "out"))
        best = {name: measured(folder, name, arguments.repeat) for name in arguments.only}
    print(table(best))
    missed = list(verdicts(best))
    print("\n".join(missed))
    return int(any("MISSED" in line for line in missed))


def measured(folder: Path, data: str, repeat: int) -> dict[str, Best]:
    """Return the best of several runs of each script, run in turn so that a busy moment hits them all."""
    _python(folder, "gen.py", *DATA[data], "--out", f"data/{data}")
    best: dict[str, Best] = {}
    for _ in range(repeat):
        for name, script in SCRIPTS.items():
            run = one_run(folder, script, data)
            print(f"{data:10} {name:20} {run}", file=sys.stderr, flush=True)
            before = best.setdefault(name, run)
            best[name] = {key: min(before[key], value) for key, value in run.items()}
    return best


def one_run(folder: Path, script: str, data: str) -> Best:
    """Return what one run of a script in a fresh process took, in seconds and MB.

    Raises:
        SystemExit: its counts are not the generator's.
    """
    started = time.perf_counter()
    printed = _python(folder, script, f"data/{data}")
    wall = time.perf_counter() - started
    told: dict[str, Any] = json.loads(printed.splitlines()[-1])
    if not told["agrees"]:
        raise SystemExit(f"{script} on {data}: {told['differs']}")
    to_file = sum(told.get(phase, 0.0) for phase in TO_FILE)
    keys = ("load", "work_s", "write", "peak_mb")
    return {key: told[key] for key in keys} | {"to_file": round(to_file, 3), "wall": round(wall, 3)}


def _python(folder: Path, *arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{arguments[0]} failed:\n{done.stderr[-2000:]}")
    return done.stdout


def table(best: dict[str, dict[str, Best]]) -> str:
    """Return the fastest runs as a Markdown table."""
    lines = ["| data | tool | load s | rules + flags s | write s | to file s | whole process s | peak MB |"]
    lines += ["| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for data, tools in best.items():
        for name, run in tools.items():
            cells = [run["load"], run["work_s"], run["write"], run["to_file"], run["wall"]]
            seconds = " | ".join(f"{cell:.2f}" for cell in cells)
            lines.append(f"| {data} | {name} | {seconds} | {run['peak_mb']:.0f} |")
    return "\n".join(lines)


def verdicts(best: dict[str, dict[str, Best]]) -> list[str]:
    """Return one line for each target that these runs can tell of."""
    lines: list[str] = []

    def compare(what: str, ours: float, most: float) -> None:
        lines.append(f"{what}: {ours:.2f} (at most {most:g}) {'met' if ours <= most else 'MISSED'}")

    if many := best.get("n100k_r30"):
        ratio = many[OURS]["to_file"] / many["pandera (pandas)"]["to_file"]
        compare("30 % broken, CSV to flags and summary / pandera on pandas", ratio, 1)
    if few := best.get("n100k_r02"):
        compare("2 % broken, rule time / pandas script", few[OURS]["work_s"] / few["pandas script"]["work_s"], 2.5)
        compare("2 % broken, peak memory in MB", few[OURS]["peak_mb"], 300)
    if tiny := best.get("n15"):
        compare(
            "15 reviews, whole process / Great Expectations",
            tiny[OURS]["wall"] / tiny["Great Expectations"]["wall"],
            0.25,
        )
    return lines


if __name__ == "__main__":
    sys.exit(main())
