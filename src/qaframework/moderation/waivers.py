"""Comply or explain: which flags a waiver explains, and which waivers do not count.

A waiver names one rule and one record, gives a reason, is agreed by somebody who neither asked for it nor did the
review, and ends. One that does not is itself flagged, and the flag it names stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

import attrs

from qaframework.model.records import Review, Waiver
from qaframework.rules import Context, Flag, Severity

PLUGIN = "waivers"
REASON_WORDS = 3


@attrs.frozen
class Waived:
    """Flags sorted by whether a waiver explains them.

    Attributes:
        standing: flags that no waiver explains, with those about waivers that do not count.
        waived: flags that one explains, each with its waiver.
    """

    standing: tuple[Flag, ...]
    waived: tuple[Flag, ...]


def apply_waivers(flags: Iterable[Flag], waivers: Iterable[Waiver], context: Context, rules: frozenset[str]) -> Waived:
    """Sort flags by whether a waiver explains them, and flag the waivers that do not count.

    Args:
        flags: what the rules raised.
        waivers: what was explained.
        context: the programme and the day.
        rules: the ids of the rules that ran to the end; a waiver of another is not called unused.
    """
    raised = list(flags)
    held = {(flag.rule, flag.record) for flag in raised}
    counting: dict[tuple[str, str], Waiver] = {}
    about: list[Flag] = []
    for waiver in waivers:
        wrong = list(_faults(waiver, context))
        if not wrong and (waiver.rule, waiver.record) not in held and waiver.rule in rules:
            wrong = [("unused", "query", "nothing was flagged that this waiver explains", "rule")]
        elif not wrong:
            counting[waiver.rule, waiver.record] = waiver
        about += (_flag(waiver, context, *fault) for fault in wrong)
    standing = [flag for flag in raised if (flag.rule, flag.record) not in counting]
    waived = [
        attrs.evolve(flag, waiver=counting[flag.rule, flag.record])
        for flag in raised
        if (flag.rule, flag.record) in counting
    ]
    return Waived(tuple(standing + about), tuple(waived))


Fault = tuple[str, Severity, str, str]


def _faults(waiver: Waiver, context: Context) -> Iterator[Fault]:
    people = {
        _same(waiver.by): "the person who asks for it",
        _same(_reviewer(waiver, context)): "the reviewer",
    }
    if "/" not in waiver.rule or any(sign in waiver.rule + waiver.record for sign in "*?["):
        yield (
            "malformed",
            "error",
            "a waiver names one exact rule, as the flag names it, and one record",
            "rule",
        )
    if len(waiver.reason.split()) < REASON_WORDS:
        yield "malformed", "error", f"the reason has fewer than {REASON_WORDS} words", "reason"
    if not waiver.approved_by.strip():
        yield "malformed", "error", "nobody has agreed to it", "approved_by"
    elif _same(waiver.approved_by) in people:
        yield "self-approved", "error", f"agreed by {people[_same(waiver.approved_by)]}", "approved_by"
    if waiver.until < context.today:
        yield "expired", "error", f"it ended on {_day(waiver.until)}", "until"


def _reviewer(waiver: Waiver, context: Context) -> str:
    named = context.recommendation(waiver.record)
    review: Review | None = context.review(named.source if named else waiver.record)
    reading = next((one for one in context.year.readings if one.id == waiver.record), None)
    return review.reviewer if review else reading.reader if reading else "\0"


def _same(person: str) -> str:
    return " ".join(person.casefold().split())


def _day(day: date) -> str:
    return f"{day:%d/%m/%Y}"


def _flag(waiver: Waiver, context: Context, slug: str, severity: Severity, message: str, field: str) -> Flag:
    return Flag(
        rule=f"{PLUGIN}/{slug}",
        plugin=PLUGIN,
        severity=severity,
        table="waivers",
        record=waiver.record,
        field=field,
        message=f"waiver of {waiver.rule}: {message}",
        guidance="The flag it names stands until the waiver is put right: an exact rule and record, a reason, somebody "
        "else's agreement, and a last day still to come."
        if slug != "unused"
        else "Take the waiver out, or correct the rule and record it names.",
        where=context.year.where(waiver, field),
    )
