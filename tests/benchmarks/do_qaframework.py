"""One measured run of qaframework, in the shape of the peers' scripts and with their harness.

Run by ``moderation.py`` in a copy of the peers' folder, whose ``common.py`` gives ``Run``, ``DATA`` and ``OUT``.
"""

from __future__ import annotations

import csv
import sys
from datetime import date
from operator import attrgetter
from pathlib import Path

sys.path.insert(0, str(Path.cwd()))
from common import DATA, OUT, Run  # type: ignore[import-not-found]

run = Run("qaframework")

import rows  # noqa: E402

import qaframework as qa  # noqa: E402

plugins = qa.load_plugins(paths=[Path(__file__).with_name("ten_rules.py")], require=["ten_rules"], allow=[])
run.mark("import")

year = qa.from_rows(
    activities=rows.activities(DATA),
    reviews=rows.reviews(DATA),
    recommendations=rows.recommendations(DATA),
    scale="benchmark",
    plugins=plugins,
)
run.mark("load")

report = qa.moderate(year, plugins, select="ten_rules/*", today=date(2026, 1, 1), settings=qa.Settings())
run.mark("eval")

with (OUT / f"qaframework_{DATA.name}.csv").open("w", encoding="utf-8", newline="") as file:
    columns = ("rule", "severity", "table", "record", "where", "message")
    writer = csv.writer(file)
    writer.writerow(columns)
    writer.writerows(map(attrgetter(*columns), report.flags))
with (OUT / f"qaframework_{DATA.name}_rules.csv").open("w", encoding="utf-8", newline="") as file:
    summary = csv.DictWriter(file, list(report.results[0].row()))
    summary.writeheader()
    summary.writerows(result.row() for result in report.results)
run.mark("write")

assert report.complete
run.done({one.rule.rpartition("/")[2].upper(): one.flagged for one in report.results}, len(report.flags))
