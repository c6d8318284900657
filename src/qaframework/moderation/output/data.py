"""A report for programs: JSON with a versioned schema, and CSV with one row a flag."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from qaframework.files.csv_folder import disarmed
from qaframework.moderation.output.view import (
    FLAG_COLUMNS,
    WAIVER_COLUMNS,
    flag_rows,
    result_row,
    without_children,
)
from qaframework.moderation.report import ModerationReport
from qaframework.rules import Flag

SCHEMA = "qaframework/moderation/1"
"""Goes up when a key changes its meaning or goes away; new keys may come at any time."""


def as_json(report: ModerationReport) -> str:
    """Return a report as JSON. Keys are words joined by underscores; days are written 2024-03-31."""
    safe = without_children(report)
    told = {
        "schema": SCHEMA,
        "today": safe.today.isoformat(),
        "settings": safe.settings,
        "ok": safe.ok,
        "complete": safe.complete,
        "exit_code": safe.exit_code,
        "headline": safe.headline(),
        "counts": safe.counts() | {"waived": len(safe.waived)},
        "records": dict(safe.records),
        "not_run": safe.not_run(),
        "failed_plugins": [attrs.asdict(failure) for failure in safe.failed_plugins],
        "not_checked": [attrs.asdict(problem) for problem in safe.not_checked],
        "plugins": [{"name": one.name, "version": one.version, "origin": one.origin} for one in safe.plugins.loaded],
        "rule_packs": [
            {"plugin": pack.plugin, "version": pack.version, "rules": len(pack.rules), "set_here": list(pack.set_here)}
            for pack in safe.rule_packs
        ],
        "flags": _flags(safe, safe.flags),
        "waived": _flags(safe, safe.waived),
        "rules": [
            _keyed(result_row(result))
            | {
                "reasons": dict(result.reasons),
                "crashes": [attrs.asdict(crash) for crash in result.crashes],
            }
            for result in safe.results
        ],
    }
    return as_json_text(told)


def as_json_text(told: Any) -> str:
    """Return values as JSON text that any reader takes, with a line feed at its end."""
    return json.dumps(_plain(told), indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def _flags(report: ModerationReport, flags: Sequence[Flag]) -> list[dict[str, Any]]:
    rows = flag_rows(report, flags)
    return [
        _keyed(row)
        | {"parameters": [dict(zip(("name", "value", "set_in"), param, strict=True)) for param in flag.params]}
        for flag, row in zip(flags, rows, strict=True)
    ]


def _keyed(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name.replace(" ", "_"): value for name, value in row.items()}


def _plain(value: Any) -> Any:
    """Return a value as JSON has it; what JSON has no word for comes as text."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            return value if math.isfinite(value) else str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {str(name): _plain(inner) for name, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case set() | frozenset():
            return sorted(map(str, value))
    return str(value)


def as_csv(report: ModerationReport) -> str:
    """Return the flags as CSV, waived ones last; text that a spreadsheet would run is disarmed."""
    safe = without_children(report)
    return as_csv_text((*FLAG_COLUMNS, *WAIVER_COLUMNS), flag_rows(safe, (*safe.flags, *safe.waived)))


def as_csv_text(headings: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> str:
    """Return rows as CSV text, numbers as they are and text disarmed."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(headings)
    writer.writerows([_cell(row.get(heading)) for heading in headings] for row in rows)
    return text.getvalue()


def _cell(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return disarmed(value) if isinstance(value, str) else value
