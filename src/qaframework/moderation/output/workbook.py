"""A report as an Excel workbook: Summary, Flags, Rules, Waived, Not checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from qaframework.model.programme import noun
from qaframework.moderation.output.sheets import Sheet, workbook
from qaframework.moderation.output.view import (
    NOT_ALL,
    RESULT_COLUMNS,
    WAIVER_COLUMNS,
    by_status,
    day,
    flag_rows,
    result_row,
    without_children,
)
from qaframework.moderation.report import ModerationReport

WIDTHS = {
    "about": 20,
    "where": 22,
    "message": 48,
    "what to do": 56,
    "rule": 36,
    "parameters": 26,
    "waiver": 44,
    "title": 52,
    "why": 60,
    "over": 18,
    "status": 15,
    "not applicable": 16,
}
NARROW = 12
MOST_NOTES = 10
FLAGS = ("about", "severity", "message", "where", "what to do", "rule", "record", "parameters")
WAIVED = ("about", "severity", "message", "where", *WAIVER_COLUMNS, "rule", "record")


def as_workbook(report: ModerationReport) -> bytes:
    """Return a report as a workbook. Counts on its first sheet are exact, whatever fits on the others."""
    safe = without_children(report)
    details = [*_details(safe)]
    summary = [*_summary(safe, details)]
    widths = {"moderation": 44, "what was found": 90}
    return workbook(
        [Sheet(title="Summary", headings=widths, rows=summary, count=len(summary), filters=False), *details]
    )


def _details(report: ModerationReport) -> Iterator[Sheet]:
    not_run = [*_not_run(report)]
    yield _sheet("Flags", FLAGS, flag_rows(report, report.flags), len(report.flags))
    yield _sheet("Rules", RESULT_COLUMNS, map(result_row, by_status(report)), len(report.results))
    yield _sheet("Waived", WAIVED, flag_rows(report, report.waived), len(report.waived))
    yield _sheet("Not checked", ("what", "where", "why", "what to do"), not_run, len(not_run))


def _sheet(title: str, columns: Sequence[str], rows: Iterable[Mapping[str, Any]], count: int) -> Sheet:
    widths = {column: WIDTHS.get(column, NARROW) for column in columns}
    return Sheet(title=title, headings=widths, rows=rows, count=count)


def _not_run(report: ModerationReport) -> Iterator[dict[str, Any]]:
    if report.nothing_to_check:
        yield {"what": "everything", "why": report.nothing_to_check}
    for failure in report.failed_plugins:
        yield {"what": "plugin", "where": failure.name, "why": str(failure)}
    for result in report.crashed:
        for crash in result.crashes:
            yield {"what": "rule", "where": result.rule, "why": f"crashed: {crash}"}
    for problem in report.not_checked:
        yield {"what": "row", "where": problem.where, "why": problem.what, "what to do": problem.fix}


def _summary(report: ModerationReport, details: list[Sheet]) -> Iterator[dict[str, Any]]:
    def row(name: str, found: Any) -> dict[str, Any]:
        return {"moderation": name, "what was found": found}

    notes = report.not_run()
    if notes:
        yield row(NOT_ALL, f"{len(notes):,}: see the sheet Not checked")
        yield from (row("", note) for note in notes[:MOST_NOTES])
    else:
        yield row("Everything was checked", "every plugin loaded, every rule ran to the end, every row was read")
    yield row("In a line", report.headline())
    counts = report.counts()
    yield row("Errors: cannot be signed off", counts["error"])
    yield row("Queries: put right or explain", counts["query"])
    yield row("For information", counts["info"])
    yield row("Waived", len(report.waived))
    yield row("Day of the check", day(report.today))
    yield row("Settings", report.settings or "none, every rule as it ships")
    for table, count in report.records.items():
        yield row(noun(table, 2).capitalize(), count)
    for pack in report.rule_packs:
        yield row("Rule pack", str(pack))
    for sheet in details:
        if sheet.shown < sheet.count:
            told = f"showing {sheet.shown:,} of {sheet.count:,}; all are in the formats json and csv"
            yield row(f"Sheet {sheet.title}", told)
