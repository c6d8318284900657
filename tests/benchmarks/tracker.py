"""How long a large tracker takes, beside the same question in SQL written by hand.

python tests/benchmarks/tracker.py                         10,000 recommendations, 100,000 entries, SQLite
python tests/benchmarks/tracker.py 20000 1000000           as many as you say
python tests/benchmarks/tracker.py 20000 1000000 URL       on a PostgreSQL database, which has to be empty
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, text

import qaframework as qa
from qaframework.tracker.schema import ENTRY, RECOMMENDATION, place_of

RAISED, AS_OF = date(2023, 1, 2), date(2025, 6, 30)
STATUSES = ("accepted", "in_progress", "in_progress", "blocked", "action_complete", "evidenced", "closed")

STATE = """
WITH told AS (
    SELECT entry.*,
           row_number() OVER (PARTITION BY recommendation ORDER BY said_on DESC, version DESC) AS back
    FROM entry WHERE said_on <= :day
), moved AS (
    SELECT recommendation, due, lag(due) OVER (PARTITION BY recommendation ORDER BY place) AS due_before
    FROM entry WHERE due IS NOT NULL AND said_on <= :day
), slips AS (
    SELECT moved.recommendation, sum(CASE WHEN moved.due > coalesce(due_before, r.due) THEN 1 ELSE 0 END) AS slips
    FROM moved JOIN recommendation r ON r.id = moved.recommendation GROUP BY moved.recommendation
), firsts AS (
    SELECT recommendation,
           min(CASE WHEN status IN ('action_complete', 'evidenced', 'impact_confirmed', 'closed')
               THEN said_on END) AS done,
           min(CASE WHEN status IN ('evidenced', 'impact_confirmed', 'closed') THEN said_on END) AS evidenced,
           min(CASE WHEN impact IS NOT NULL THEN said_on END) AS impact_on,
           min(CASE WHEN status = 'closed' THEN said_on END) AS closed
    FROM entry WHERE said_on <= :day GROUP BY recommendation
)
SELECT r.*, told.status, told.said_on, told.said_by, slips.slips, firsts.done, firsts.evidenced, firsts.impact_on,
       firsts.closed, {last}
FROM recommendation r
JOIN told ON told.recommendation = r.id AND told.back = 1
JOIN firsts ON firsts.recommendation = r.id
LEFT JOIN slips ON slips.recommendation = r.id
"""
SUMMARY = f"""
SELECT level, status, count(*), count(done), count(evidenced), count(closed), sum(slips), count(last_impact),
       count(last_confirmed_by), sum(CASE WHEN coalesce(last_due, due) < :day AND done IS NULL THEN 1 ELSE 0 END)
FROM ({STATE}) AS stood GROUP BY level, status
"""
LAST = ", ".join(
    f"(SELECT {name} FROM entry e WHERE e.recommendation = r.id AND e.{name} IS NOT NULL AND e.said_on <= :day "
    f"ORDER BY place DESC LIMIT 1) AS last_{name}"
    for name in ("due", "owner", "note", "evidence", "impact", "confirmed_by", "rolls_up_to", "board")
)


def recommendations(count: int) -> Iterator[dict[str, Any]]:
    for n in range(count):
        raised = RAISED + timedelta(days=n % 365)
        yield {
            "id": f"REC-{n:06}",
            "text": f"Made up, number {n}: do what is to be done so that the child is safer.",
            "level": "service" if n % 10 == 0 else "child",
            "source": f"R{n % 500}",
            "raised_on": raised,
            "owner": f"Role {n % 25}",
            "due": raised + timedelta(days=90),
            "themes": "rsk",
            "added_by": "benchmark",
            "added_on": raised,
        }


def entries(count: int, each: int) -> Iterator[dict[str, Any]]:
    for n in range(count):
        raised = RAISED + timedelta(days=n % 365)
        for step in range(each):
            on = raised + timedelta(days=step * 500 // each)
            status = "issued" if step == 0 else STATUSES[min(step * len(STATUSES) // each, 3 + n % 4)]
            yield {
                "recommendation": f"REC-{n:06}",
                "version": step + 1,
                "place": place_of(on.toordinal(), step + 1),
                "said_on": on,
                "said_by": f"M{n % 25}",
                "status": status,
                "note": f"Made-up note {step}.",
                "evidence": "Made-up document" if status in STATUSES[4:] else None,
                "impact": "Made-up difference" if status == "closed" and n % 3 else None,
                "due": raised + timedelta(days=90 + step) if step and step % 7 == 0 else None,
            }


def fill(connection: Connection, count: int, each: int) -> None:
    for table, rows in ((RECOMMENDATION, recommendations(count)), (ENTRY, entries(count, each))):
        part: list[dict[str, Any]] = []
        for row in rows:
            part.append(row)
            if len(part) == 20_000:
                connection.execute(table.insert(), part)
                part = []
        if part:
            connection.execute(table.insert(), part)


def best(work: Callable[[], object], times: int = 3) -> float:
    took = []
    for _ in range(times):
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)


def main(count: int, total: int, where: str) -> None:
    with qa.Tracker.open(where) as tracker:
        with tracker._store.writing() as connection:
            fill(connection, count, total // count)

        def by_hand() -> list[dict[str, Any]]:
            with tracker._store.reading() as connection:
                return [
                    dict(row) for row in connection.execute(text(STATE.format(last=LAST)), {"day": AS_OF}).mappings()
                ]

        def counted_by_hand() -> list[Any]:
            with tracker._store.reading() as connection:
                return list(connection.execute(text(SUMMARY.format(last=LAST)), {"day": AS_OF}))

        state, hand = best(lambda: tracker.state(AS_OF)), best(by_hand)
        summary, counted = best(lambda: tracker.summary(AS_OF)), best(counted_by_hand)
        say = [f"{count:,} recommendations, {total:,} entries, {tracker._store.dialect}"]
        say.append(f"state {state:.2f} s, by hand {hand:.2f} s: {state / hand:.2f} times")
        say.append(f"summary {summary:.2f} s, by hand {counted:.2f} s: {summary / counted:.2f} times")
        folder = Path(tempfile.mkdtemp())
        say.append(f"pack {best(lambda: tracker.meeting_pack(AS_OF, folder / 'pack.xlsx'), 1):.1f} s")
        say.append(f"diff {best(lambda: tracker.diff(folder / 'pack.xlsx'), 1):.1f} s")
        later = AS_OF + timedelta(days=30)
        one = best(lambda: tracker.update("REC-000001", by="M1", on=later, note="Made up."), 5)
        month = [
            qa.Update(
                recommendation=f"REC-{n:06}", on=later, by="M1", status=tracked.status, note="A month's made-up note."
            )
            for n, tracked in enumerate(tracker.state(later).standings[:2000])
        ]
        many = best(lambda: tracker.add([], by="M1", on=later, updates=month), 1)
        say.append(f"one update {one * 1000:.1f} ms, {len(month):,} at once {many:.2f} s: {many / one:.0f} times one")
    print("\n".join(say))


if __name__ == "__main__":
    given = sys.argv[1:]
    main(
        int(given[0]) if given else 10_000,
        int(given[1]) if len(given) > 1 else 100_000,
        given[2] if len(given) > 2 else str(Path(tempfile.mkdtemp()) / "tracker.db"),
    )
