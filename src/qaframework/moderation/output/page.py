"""A report as one HTML file: no script, nothing fetched, readable on paper, in the dark and by a screen reader."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from qaframework.moderation.output.view import (
    NOT_ALL,
    SHORT_LIST,
    Group,
    about_what,
    by_status,
    conditions,
    day,
    groups,
    held,
    parameters,
    place,
    result_row,
    severity_counts,
    to_do,
    without_children,
)
from qaframework.moderation.report import ModerationReport
from qaframework.rules import Flag
from qaframework.show import counted, shown

BUDGET = 2 * 1024 * 1024
"""What a report may weigh, in bytes, so that every browser and mail system opens it."""

MOST = 2_000
"""How many rows a list shows at first; fewer where the page would be too heavy."""


def as_html(report: ModerationReport) -> str:
    """Return a report as one HTML file of at most 2 MiB. Counts are exact; lists say how many of how many they show."""
    safe = without_children(report)
    most = MOST
    while len((page := _page(safe, most)).encode("utf-8", "replace")) > BUDGET:
        most //= 2
    return page


def _page(report: ModerationReport, most: int) -> str:
    notes = report.not_run()
    return _rendered(
        "report.html",
        title="Moderation",
        held=held(report),
        conditions=conditions(report),
        headline=report.headline(),
        not_all=NOT_ALL,
        notes=notes[:most],
        notes_told=_told(notes, most),
        groups=[*_groups(report, most)],
        flags_told=_told(report.flags, most),
        severity_counts=severity_counts,
        to_do=to_do(report)[:most],
        waived=report.waived[:most],
        waived_told=_told(report.waived, most),
        about=about_what(report),
        results=[result_row(result) for result in by_status(report)[:most]],
        results_told=_told(report.results, most),
        plugins=report.plugins.loaded,
        place=place,
        group_of=report.group_of,
        parameters=lambda flag: parameters(flag, SHORT_LIST),
        counted=counted,
        day=day,
    )


def _groups(report: ModerationReport, most: int) -> Iterator[tuple[Group, Sequence[Flag]]]:
    """Yield each group with those of its flags that are shown, no more than ``most`` in all."""
    left = most
    for group in groups(report):
        if left <= 0:
            return
        yield group, group.flags[:left]
        left -= len(group.flags)


def _told(items: Sequence[object], most: int) -> str:
    """Return how many of how many are shown; empty where all are."""
    return f"showing {most:,} of {len(items):,}" if len(items) > most else ""


def as_page(title: str, rows: Sequence[Mapping[str, Any]]) -> str:
    """Return a page with one table."""
    cells = [[shown(value) for value in row.values()] for row in rows]
    return _rendered("table.html", title=title, columns=list(rows[0]) if rows else [], rows=cells)


def _rendered(name: str, **values: object) -> str:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader(__package__ or "", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    return pages.get_template(name).render(values)
