"""A report as plain text: what a QA lead reads first comes first, in signs that every terminal has."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from qaframework.moderation.output.view import (
    NOT_ALL,
    About,
    Group,
    ToDo,
    about_what,
    by_status,
    conditions,
    day,
    groups,
    held,
    line,
    place,
    rule_and_parameters,
    to_do,
    why,
    without_children,
)
from qaframework.moderation.report import ModerationReport, RuleResult
from qaframework.rules import Flag
from qaframework.show import counted, text_table

WIDTH = 100
MOST_SHOWN = 200
MOST_NOT_RUN = 20


def as_text(report: ModerationReport, width: int = WIDTH, most: int | None = MOST_SHOWN) -> str:
    """Return a report as text.

    Args:
        report: the report.
        width: how many signs fit on a line.
        most: how many flags to show, so that a notebook stays readable; None for all. The counts are always exact.
    """
    safe = without_children(report)
    parts = (
        wrapped(f"Moderation of {held(safe) or 'no records'}", width),
        wrapped(conditions(safe), width),
        "",
        *_not_run(safe, width),
        wrapped(safe.headline(), width),
        *_flags(safe, width, most),
        *_to_do(safe, width, most),
        *_waived(safe, width, most),
        *_rules(safe, width),
    )
    return "\n".join(parts) + "\n"


def wrapped(text: str, width: int, indent: str = "", hanging: str | None = None) -> str:
    """Return a text in lines no wider than ``width``; a single word that is wider stays whole."""
    return textwrap.fill(
        line(text),
        max(width, 40),
        initial_indent=indent,
        subsequent_indent=indent if hanging is None else hanging,
        break_long_words=False,
        break_on_hyphens=False,
    )


def _not_run(report: ModerationReport, width: int) -> Iterator[str]:
    notes = report.not_run()
    if notes:
        yield f"{NOT_ALL.upper()}:"
        yield from (wrapped(note, width, "  - ", "    ") for note in notes[:MOST_NOT_RUN])
        if len(notes) > MOST_NOT_RUN:
            yield f"  - and {len(notes) - MOST_NOT_RUN:,} more, which the formats json, html and xlsx list"
        yield ""


def _flags(report: ModerationReport, width: int, most: int | None) -> Iterator[str]:
    left = len(report.flags) if most is None else most
    for group in groups(report):
        if left <= 0:
            break
        yield from group_lines(group, width, left)
        left -= len(group.flags)
    if most is not None and len(report.flags) > most:
        rest = "all are in report.rows() and in the formats json, csv and xlsx"
        yield wrapped(f"Showing {most:,} of {len(report.flags):,} flags; {rest}.", width)


def group_lines(group: Group, width: int, most: int | None = None) -> Iterator[str]:
    """Yield the flags of one review under its heading, no more than ``most`` of them."""
    shown = group.flags[:most]
    yield ""
    yield wrapped(f"{group.about.heading}: {group.counts}", width)
    for flag in shown:
        yield from flag_lines(flag, group.about, width)


def flag_lines(flag: Flag, about: About, width: int) -> Iterator[str]:
    """Yield one flag: its severity and message, then where to look and which rule it was."""
    below = " " * 9
    yield wrapped(flag.message, width, f"  {flag.severity:<7}", below)
    yield wrapped(" | ".join(part for part in (place(flag, about), rule_and_parameters(flag)) if part), width, below)


def _to_do(report: ModerationReport, width: int, most: int | None) -> Iterator[str]:
    told = to_do(report)
    if told:
        yield from _headed("What to do")
        for one in told:
            yield from _guidance(one, width)


def _guidance(one: ToDo, width: int) -> Iterator[str]:
    yield wrapped(f"{one.rule} ({counted(one.count, 'flag')}): {one.title}".rstrip(": "), width, "  ", "    ")
    if one.guidance:
        yield wrapped(one.guidance, width, "    ")
    yield from (wrapped(f"In force: {values}.", width, "    ") for values in one.in_force)


def _waived(report: ModerationReport, width: int, most: int | None) -> Iterator[str]:
    if not report.waived:
        return
    yield from _headed("Waived: flagged, and explained")
    about = about_what(report)
    for flag in report.waived[:most]:
        record = about[report.group_of(flag)]
        yield wrapped(record.heading, width, "  ")
        yield from flag_lines(flag, record, width)
        if flag.waiver:
            reason = f"waived until {day(flag.waiver.until)}, agreed by {flag.waiver.approved_by}: {flag.waiver.reason}"
            yield wrapped(reason, width, " " * 9)
    if most is not None and len(report.waived) > most:
        yield f"  Showing {most:,} of {len(report.waived):,} waived flags."


def _rules(report: ModerationReport, width: int) -> Iterator[str]:
    results = by_status(report)
    judged = [result for result in results if result.status not in ("not applicable", "skipped")]
    yield from _headed("Rules")
    yield from indented(
        text_table([_short_row(result) for result in judged]).splitlines() or ["No rule judged anything."]
    )
    if judged:
        yield "  n/a: not applicable. Checked (flagged ones among them), n/a and crashed add up to records."
    silent = [result for result in results if result.status == "not applicable"]
    if silent:
        yield from _headed("Rules that found nothing to judge, in how many records, and why")
        yield from (wrapped(f"{result.rule}: {why(result)}", width, "  ", "    ") for result in silent)
    skipped: dict[str, list[str]] = {}
    for result in results:
        if result.status == "skipped":
            skipped.setdefault(why(result), []).append(result.rule)
    if skipped:
        yield from _headed("Rules skipped")
        yield from (
            wrapped(f"{reason}: {', '.join(rules)}", width, "  ", "    ") for reason, rules in sorted(skipped.items())
        )


def _short_row(result: RuleResult) -> dict[str, str | int]:
    return {
        "rule": result.rule,
        "status": result.status,
        "records": result.records,
        "checked": result.checked,
        "flagged": result.flagged,
        "n/a": result.not_applicable,
        "crashed": len(result.crashes),
    }


def _headed(heading: str) -> Iterable[str]:
    return ("", heading)


def indented(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines set in by two spaces."""
    return (f"  {one}".rstrip() for one in lines)
