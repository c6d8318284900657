"""A report as GitHub Markdown, for a wiki, a pull request or an annual report."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.moderation.output.view import (
    NOT_ALL,
    ToDo,
    about_what,
    by_status,
    conditions,
    day,
    groups,
    held,
    place,
    result_row,
    rule_and_parameters,
    to_do,
    without_children,
)
from qaframework.moderation.report import ModerationReport
from qaframework.show import counted, in_markdown, markdown_table


def as_markdown(report: ModerationReport) -> str:
    """Return a report as Markdown with tables."""
    safe = without_children(report)
    parts = (
        "# Moderation",
        f"{in_markdown(held(safe) or 'No records')}. {in_markdown(conditions(safe))}",
        *_not_run(safe),
        "## What stands",
        in_markdown(safe.headline()),
        *_flags(safe),
        *_to_do(safe),
        *_waived(safe),
        "## Rules",
        markdown_table([result_row(result) for result in by_status(safe)]) or "No rule ran.",
        "Checked (flagged ones among them), not applicable and crashed add up to records.",
    )
    return "\n\n".join(parts) + "\n"


def _not_run(report: ModerationReport) -> Iterator[str]:
    notes = report.not_run()
    if notes:
        yield f"## {NOT_ALL}"
        yield "\n".join(f"- {in_markdown(note)}" for note in notes)


def _flags(report: ModerationReport) -> Iterator[str]:
    for group in groups(report):
        yield f"### {in_markdown(group.about.heading)}: {group.counts}"
        yield markdown_table(
            [
                {
                    "severity": flag.severity,
                    "what does not stand up": flag.message,
                    "where to look": place(flag, group.about),
                    "rule": rule_and_parameters(flag),
                }
                for flag in group.flags
            ]
        )


def _to_do(report: ModerationReport) -> Iterator[str]:
    every = to_do(report)
    if every:
        yield "## What to do"
        yield "\n".join(f"- {_guidance(one)}" for one in every)


def _guidance(one: ToDo) -> str:
    told = [one.title, one.guidance, *(f"In force: {values}." for values in one.in_force)]
    told += [f"Source: {one.source}."] if one.source else []
    return f"**{in_markdown(one.rule)}** ({counted(one.count, 'flag')}): {in_markdown(' '.join(filter(None, told)))}"


def _waived(report: ModerationReport) -> Iterator[str]:
    if not report.waived:
        return
    about = about_what(report)
    yield "## Waived: flagged, and explained"
    yield markdown_table(
        [
            {
                "about": about[report.group_of(flag)].heading,
                "severity": flag.severity,
                "what was flagged": flag.message,
                "where": place(flag, about[report.group_of(flag)]),
                "rule": flag.rule,
                "reason": flag.waiver.reason,
                "asked by": flag.waiver.by,
                "agreed by": flag.waiver.approved_by,
                "until": day(flag.waiver.until),
            }
            for flag in report.waived
            if flag.waiver
        ]
    )
