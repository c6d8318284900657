"""Comply or explain: which flags a waiver explains, and which waivers do not count.

A waiver names one rule and one record, gives a reason, is agreed by somebody who neither asked for it nor did the
review, and ends. One that does not is itself flagged, and the flag it names stands.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import attrs

from qaframework.errors import nearest
from qaframework.model.records import Waiver
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


@attrs.frozen(kw_only=True)
class Ran:
    """What became of the rules, by id, as far as it matters to waivers.

    Attributes:
        complete: those that ran to the end; a waiver for another is not called unused.
        known: every rule there is, chosen or not.
        left_out: the plugins that could not be used; their rules are not known.
    """

    complete: frozenset[str]
    known: frozenset[str]
    left_out: frozenset[str] = frozenset()


Fault = tuple[str, Severity, str, str]
"""What is wrong with a waiver: slug, severity, message, field."""


def apply_waivers(flags: Iterable[Flag], waivers: Iterable[Waiver], context: Context, ran: Ran) -> Waived:
    """Sort flags by whether a waiver explains them, and flag the waivers that do not count."""
    raised = list(flags)
    given = sorted(waivers, key=_content)
    if not given:
        return Waived(tuple(raised), ())
    held = {(flag.rule, flag.record) for flag in raised}
    faults = [(waiver, list(_faults(waiver, context, ran))) for waiver in given]
    counting = {(waiver.rule, waiver.record): waiver for waiver, wrong in faults if not wrong}
    about: list[Flag] = []
    for waiver, wrong in faults:
        key = waiver.rule, waiver.record
        if key in counting and [slug for slug, *_ in wrong] == ["expired"]:
            continue  # it was renewed, and its row is kept as history
        if not wrong and key not in held and waiver.rule in ran.complete:
            wrong = [UNUSED]
        named = waiver.rule if waiver.rule in ran.known else "a rule that is not here"
        about += (_flag(waiver, named, context, *fault) for fault in wrong)
    waived = [
        attrs.evolve(flag, waiver=counting[flag.rule, flag.record])
        for flag in raised
        if (flag.rule, flag.record) in counting
    ]
    standing = [flag for flag in raised if (flag.rule, flag.record) not in counting]
    return Waived(tuple(standing + about), tuple(waived))


UNUSED: Fault = ("unused", "query", "nothing was flagged that this waiver explains", "rule")


def _content(waiver: Waiver) -> tuple[str, ...]:
    """Return all a waiver says, the last day first, so that of several the one that lasts longest is shown."""
    return (waiver.until.isoformat(), *map(str, waiver.rows_of().values()))


def _faults(waiver: Waiver, context: Context, ran: Ran) -> Iterator[Fault]:
    yield from _wrong_rule(waiver, ran)
    if "*" in waiver.record:
        yield "malformed", "error", "a waiver names one record", "record"
    if len(waiver.reason.split()) < REASON_WORDS:
        yield "malformed", "error", f"the reason has fewer than {REASON_WORDS} words", "reason"
    if not waiver.by.strip():
        yield "malformed", "error", "nobody asks for it", "by"
    if not waiver.approved_by.strip():
        yield "malformed", "error", "nobody has agreed to it", "approved_by"
    elif _same(waiver.approved_by) == _same(waiver.by):
        yield "self-approved", "error", "agreed by the person who asks for it", "approved_by"
    elif _same(waiver.approved_by) in {_same(person) for person in _reviewers(waiver.record, context)}:
        yield "self-approved", "error", "agreed by the reviewer", "approved_by"
    if waiver.until < context.today:
        yield "expired", "error", f"it ended on {waiver.until:%d/%m/%Y}", "until"


def _wrong_rule(waiver: Waiver, ran: Ran) -> Iterator[Fault]:
    plugin, slash, _ = waiver.rule.partition("/")
    if plugin == PLUGIN:
        yield "malformed", "error", "a flag about a waiver cannot be waived", "rule"
    elif not slash or any(sign in waiver.rule for sign in "*?["):
        yield "malformed", "error", "a waiver names one exact rule, as the flag names it", "rule"
    elif waiver.rule not in ran.known and plugin not in ran.left_out:
        near = nearest(waiver.rule, ran.known)
        hint = f"; did you mean {near!r}?" if near else ""
        yield "unused", "query", f"no rule has this name{hint}", "rule"


def _reviewers(record: str, context: Context) -> Iterator[str]:
    """Yield whoever made what a waiver is about: a record's id says nothing of its table, so all that bear it count."""
    recommendation = context.recommendation(record)
    names = {record, recommendation.source if recommendation else record}
    for reading in context.year.readings:
        if reading.id == record:
            yield reading.reader
            names.add(reading.review)
    for review in context.year.reviews:
        if review.id in names or review.reviewer == record:
            yield review.reviewer


def _same(person: str) -> str:
    return " ".join(person.casefold().split())


def _flag(
    waiver: Waiver, named: str, context: Context, slug: str, severity: Severity, message: str, field: str
) -> Flag:
    return Flag(
        rule=f"{PLUGIN}/{slug}",
        plugin=PLUGIN,
        severity=severity,
        table="waivers",
        record=waiver.record,
        field=field,
        message=f"waiver of {named}: {message}",
        guidance="The flag it names stands until the waiver is put right: an exact rule and record, a reason, somebody "
        "else's agreement, and a last day still to come."
        if slug != "unused"
        else "Take the waiver out, or correct the rule and record it names.",
        where=context.year.where(waiver, field),
    )
