"""Run rules over a programme. A rule that did not run never looks like a pass."""

from __future__ import annotations

import functools
import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import attrs

from qaframework.errors import UnknownNameError
from qaframework.model.programme import Programme
from qaframework.model.records import Record, Waiver
from qaframework.moderation.report import Crash, ModerationReport, RuleResult, groups_of, in_order
from qaframework.moderation.settings import InForce, Settings, read_settings
from qaframework.moderation.waivers import apply_waivers
from qaframework.plugins import Plugins, load_plugins
from qaframework.rules import (
    Context,
    Flag,
    Message,
    NotApplicable,
    Rule,
    Speaking,
    Target,
    as_generator,
    as_message,
    record_id,
)

MOST_MESSAGES = 1_000
"""How many messages a rule may yield about one record before it counts as running away."""

Progress = Callable[[str, int, int], None]


def moderate(
    year: Programme,
    plugins: Plugins | None = None,
    select: Iterable[str] = ("*",),
    ignore: Iterable[str] = (),
    today: date | None = None,
    waivers: Iterable[Waiver] = (),
    *,
    settings: Settings | str | Path | None = None,
    progress: Progress | None = None,
) -> ModerationReport:
    """Run every chosen rule over every record it is about.

    Args:
        year: the records.
        plugins: whose rules to run; None for the built-in plugin and whatever is installed.
        select, ignore: patterns over rule ids (``"defaults/*"``) or slugs (``"*-voice"``).
        today: the day the check is made for; None for the day it is. The report prints it.
        waivers: more waivers, beside those in the programme.
        settings: an authority's thresholds, or their file; None for ``qaframework.toml`` in the current folder.
        progress: called before each rule with its id, how many are done and how many there are.

    Returns:
        Flags, worst first, and for each rule what became of it.

    Raises:
        UnknownNameError: a pattern fits no rule.
        SettingsError: the settings name something that does not exist.
    """
    plugins = plugins or load_plugins()
    every = (*plugins.rules, *plugins.smart_checks)
    chosen = choose(every, select, ignore)
    if not isinstance(settings, Settings):
        settings = read_settings(settings)
    settings.check(every, (activity.id for activity in year.activities))
    context = Context(
        year=year,
        today=today or date.today(),
        scales=plugins.scales,
        templates=plugins.templates,
        themes=plugins.themes,
    )
    results: list[RuleResult] = []
    flags: list[Flag] = []
    for done, rule in enumerate(chosen):
        if progress:
            progress(rule.id, done, len(chosen))
        result, raised = run_rule(rule, context, settings)
        results.append(result)
        flags += raised
    complete = frozenset(result.rule for result in results if not result.crashes)
    sorted_out = apply_waivers(flags, (*year.waivers, *waivers), context, complete)
    groups = groups_of(year)
    return ModerationReport(
        flags=in_order(sorted_out.standing, groups),
        waived=in_order(sorted_out.waived, groups),
        results=tuple(results),
        plugins=plugins,
        not_checked=year.problems,
        today=context.today,
        settings=settings.name,
        records=year.counts(),
        groups=groups,
    )


def choose(rules: Iterable[Rule[Any]], select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule[Any], ...]:
    """Return the rules that fit a pattern of ``select`` and none of ``ignore``, by id.

    Raises:
        UnknownNameError: a pattern fits no rule at all; a run with it would check less than was asked.
    """
    known = sorted(rules, key=lambda rule: rule.id)

    def fits(rule: Rule[Any], pattern: str) -> bool:
        return fnmatchcase(rule.id, pattern) or fnmatchcase(rule.slug, pattern)

    select, ignore = _listed(select), _listed(ignore)
    for pattern in (*select, *ignore):
        if pattern != "*" and not any(fits(rule, pattern) for rule in known):
            raise UnknownNameError("rule", pattern, (rule.id for rule in known))
    return tuple(
        rule
        for rule in known
        if any(fits(rule, pattern) for pattern in select) and not any(fits(rule, pattern) for pattern in ignore)
    )


def _listed(patterns: Iterable[str]) -> tuple[str, ...]:
    return (patterns,) if isinstance(patterns, str) else tuple(patterns)


@attrs.define
class _Tally:
    """What one rule said so far."""

    record: Target | None = None
    messages: int = 0
    checked: int = 0
    flagged: int = 0
    not_applicable: Counter[str] = attrs.field(factory=Counter)
    crashes: list[Crash] = attrs.field(factory=list)


def run_rule(rule: Rule[Any], context: Context, settings: Settings) -> tuple[RuleResult, list[Flag]]:
    """Run one rule over every record it is about; a crash on one record stops neither the others nor other rules."""
    records = _records_of(rule, context)
    tally = _Tally()
    severity = settings.severity(rule)
    flags: list[Flag] = []
    for group, params in _by_parameters(rule, records, context, settings):
        flags += _flags(rule, group, context, tally, params, severity)
    return (
        RuleResult(
            rule=rule.id,
            title=rule.title,
            severity=severity,
            table=rule.table,
            records=len(records),
            checked=tally.checked,
            flagged=tally.flagged,
            not_applicable=sum(tally.not_applicable.values()),
            reasons=tuple(sorted(tally.not_applicable.items())),
            crashes=tuple(tally.crashes),
        ),
        flags,
    )


def _records_of(rule: Rule[Any], context: Context) -> Sequence[Target]:
    if rule.table == "programme":
        return (context.year,)
    return context.reviewers if rule.table == "reviewers" else context.year.table(rule.table)


def _by_parameters(
    rule: Rule[Any], records: Sequence[Target], context: Context, settings: Settings
) -> Iterator[tuple[Sequence[Target], InForce]]:
    """Yield the records in groups for which the same parameters are in force."""
    apart = settings.activities_of(rule)
    if not apart:
        yield records, settings.in_force(rule)
        return
    groups: dict[str, list[Target]] = {}
    for record in records:
        activity = context.activity_of(record)
        groups.setdefault(activity.id if activity and activity.id in apart else "", []).append(record)
    for name in sorted(groups):
        yield groups[name], settings.in_force(rule, name)


def _flags(
    rule: Rule[Any],
    records: Sequence[Target],
    context: Context,
    tally: _Tally,
    params: InForce,
    severity: Any,
) -> Iterator[Flag]:
    check = as_generator(rule.check)
    changed = {name: value for name, value, origin in params if origin != "default"}
    if changed:
        check = functools.partial(check, **changed)
    speaking = _speak(check, records, context, tally)
    said: object = next(speaking, _SILENCE)
    while said is not _SILENCE:
        record = tally.record
        assert record is not None
        try:
            message = _message(said, tally)
        except (TypeError, RuntimeError) as error:
            said = _interrupt(speaking, error)
            continue
        yield Flag(
            rule=rule.id,
            plugin=rule.plugin,
            severity=severity,
            table=rule.table,
            record=record_id(record),
            field=message.field,
            message=message.text,
            guidance=rule.guidance,
            where=context.year.where(record, message.field) if isinstance(record, Record) else "",
            params=params,
        )
        said = next(speaking, _SILENCE)


_SILENCE = object()


def _message(said: object, tally: _Tally) -> Message:
    message = as_message(said)
    tally.messages += 1
    if tally.messages == 1:
        tally.flagged += 1
    if tally.messages > MOST_MESSAGES:
        raise RuntimeError(f"more than {MOST_MESSAGES} messages about one record")
    return message


def _interrupt(speaking: Generator[object, None, None], error: Exception) -> object:
    """Raise an error inside the rule, as if it had crashed there, and return what is said next."""
    try:
        return speaking.throw(error)
    except StopIteration:
        return _SILENCE


def _speak(
    check: Callable[..., Speaking], records: Sequence[Target], context: Context, tally: _Tally
) -> Generator[object, None, None]:
    """Yield what a rule says, record after record, and count what becomes of each record."""
    for record in records:
        tally.record = record
        tally.messages = 0
        try:
            answer = yield from check(record, context)
        except Exception as error:
            tally.crashes.append(_crash(record, error))
            continue
        if answer is None or (isinstance(answer, NotApplicable) and tally.messages):
            tally.checked += 1
        elif isinstance(answer, NotApplicable):
            tally.not_applicable[answer.reason] += 1
        else:
            tally.crashes.append(Crash(record_id(record), "TypeError", "it returned a value; a rule yields messages"))


def _crash(record: Target, error: Exception) -> Crash:
    """Return what crashed and where. What the error says is left out: it can hold what a child said."""
    frames = traceback.extract_tb(error.__traceback__)
    inside = [frame for frame in frames if frame.filename != __file__]
    place = f"{Path(inside[-1].filename).name} line {inside[-1].lineno}" if inside else ""
    return Crash(record_id(record), type(error).__name__, place)
