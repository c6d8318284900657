"""One measured run of the whole built-in rule pack over the peers' made-up reviews."""

from __future__ import annotations

import json
import resource
import sys
import time
from datetime import date
from pathlib import Path

import rows

import qaframework as qa

FOLDER = Path(sys.argv[1])
SCALE = Path(__file__).with_name("ten_rules.py")

plugins = qa.load_plugins(paths=[SCALE], allow=[])
year = qa.from_rows(
    activities=rows.activities(FOLDER),
    reviews=rows.reviews(FOLDER),
    recommendations=rows.recommendations(FOLDER),
    scale="benchmark",
    plugins=plugins,
)
seconds: dict[str, float] = {}
last = ["", time.perf_counter()]


def note(rule: str, _: int, __: int) -> None:
    """Note how long the rule before this one took."""
    now = time.perf_counter()
    seconds[last[0]] = now - last[1]
    last[:] = [rule, now]


started = time.perf_counter()
report = qa.moderate(year, plugins, select="defaults/*", today=date(2026, 1, 1), settings=qa.Settings(), progress=note)
took = time.perf_counter() - started
note("", 0, 0)
slowest = sorted(seconds.items(), key=lambda pair: -pair[1])[:8]
print(
    json.dumps(
        {
            "name": "built-in rules",
            "data": FOLDER.name,
            "rules": len(report.results),
            "flags": len(report.flags),
            "crashed": [str(result.why) for result in report.crashed],
            "moderate_s": round(took, 2),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "slowest": {rule: round(spent, 2) for rule, spent in slowest},
        }
    )
)
