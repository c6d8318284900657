"""Run rules over a programme. A rule that did not run never looks like a pass."""

from __future__ import annotations

import contextlib
import functools
import gc
import itertools
import sys
import traceback
from collections import Counter
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import attrs

from qaframework.errors import UnknownNameError
from qaframework.model.left_alone import records_left_alone
from qaframework.model.programme import Programme, insist
from qaframework.model.records import Child, Record, Waiver
from qaframework.moderation.report import Crash, ModerationReport, RuleResult, groups_of, in_order
from qaframework.moderation.rule_packs import packs_of
from qaframework.moderation.settings import InForce, Settings, read_settings
from qaframework.moderation.untouched import Untouched
from qaframework.moderation.waivers import Ran, apply_waivers
from qaframework.plugins import BUILT_IN, Plugins, load_plugins
from qaframework.rules import (
    RETURNED_A_VALUE,
    Context,
    Flag,
    MisspokenError,
    NotApplicable,
    Rule,
    Speaking,
    Target,
    as_generator,
    as_message,
    record_id,
)

MOST_MESSAGES = 1_000
"""How many messages a rule may yield about one record before it counts as running away.

A rule over a round, a reviewer or the programme may yield two more for every record there is.
"""
MOST_RUNAWAYS = 10
"""On how many records a rule may run away before it is not tried on the others."""

Progress = Callable[[str, int, int], None]

YOUNG = 0
"""The garbage collector's generation of what was made since it last ran: what a rule leaves behind in circles."""


@records_left_alone()
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
        TypeError: something else than a programme or a day was given.
        KeyboardInterrupt: somebody stopped it; its note names the rule that was running, and on which record.

    What a rule prints goes to the error stream, so that a report on the output stream stays whole.
    """
    insist(year, today)
    plugins = plugins or load_plugins()
    every = (*plugins.rules, *plugins.smart_checks)
    left_out = frozenset(failure.name for failure in plugins.failed)
    chosen = choose(every, select, ignore, left_out)
    if not isinstance(settings, Settings):
        settings = read_settings(settings)
    settings.check(every, (activity.id for activity in year.activities), left_out)
    context = Context(
        year=year,
        today=today or date.today(),
        scales=plugins.scales,
        templates=plugins.templates,
        themes=plugins.themes,
        smart=settings.smart,
    )
    results, flags = _run_all(chosen, context, settings, progress)
    ran = Ran(
        complete=frozenset(result.rule for result in results if not result.crashes),
        known=frozenset(rule.id for rule in every),
        left_out=left_out,
    )
    sorted_out = apply_waivers(flags, (*year.waivers, *waivers), context, ran)
    groups = groups_of(year, (*sorted_out.standing, *sorted_out.waived))
    return ModerationReport(
        flags=in_order(sorted_out.standing, groups),
        waived=in_order(sorted_out.waived, groups),
        results=tuple(results),
        plugins=plugins,
        not_checked=year.problems,
        today=context.today,
        settings=settings.name,
        rule_packs=packs_of(chosen, plugins, settings),
        records=year.counts(),
        groups=groups,
    )


def _run_all(
    chosen: Sequence[Rule[Any]], context: Context, settings: Settings, progress: Progress | None
) -> tuple[list[RuleResult], list[Flag]]:
    """Run rules plugin by plugin. Where one changed records, they are put right and its plugin's rules run again."""
    outcomes: list[Outcome] = []
    untouched: Untouched | None = None
    for plugin, rules in itertools.groupby(enumerate(chosen), key=lambda one: one[1].plugin):
        if plugin != BUILT_IN and untouched is None:
            untouched = Untouched(context.year)
        ran: list[tuple[Rule[Any], Outcome]] = []
        for done, rule in rules:
            if progress:
                progress(rule.id, done, len(chosen))
            ran.append((rule, _run_quietly(rule, context, settings)))
            gc.collect(YOUNG)
        if untouched is not None and untouched.put_right():
            ran = [(rule, _run_apart(rule, context, settings, untouched)) for rule, _ in ran]
        outcomes += (outcome for _, outcome in ran)
    return [result for result, _ in outcomes], [flag for _, raised in outcomes for flag in raised]


Outcome = tuple[RuleResult, list[Flag]]


def _run_quietly(rule: Rule[Any], context: Context, settings: Settings) -> Outcome:
    with contextlib.redirect_stdout(sys.stderr):
        return run_rule(rule, context, settings)


def _run_apart(rule: Rule[Any], context: Context, settings: Settings, untouched: Untouched) -> Outcome:
    """Run a rule by itself; where it changes records they are put right, and nothing it said is believed."""
    result, raised = _run_quietly(rule, context, settings)
    if not untouched.put_right():
        return result, raised
    spoilt = (Crash(_name(one, context), "RuntimeError", "it changes records") for one in _records_of(rule, context))
    return attrs.evolve(result, checked=0, flagged=0, not_applicable=0, reasons=(), crashes=tuple(spoilt)), []


def choose(
    rules: Iterable[Rule[Any]], select: Iterable[str], ignore: Iterable[str], left_out: Iterable[str] = ()
) -> tuple[Rule[Any], ...]:
    """Return the rules that fit a pattern of ``select`` and none of ``ignore``, by id.

    Args:
        rules: every rule there is.
        select, ignore: patterns over ids or slugs.
        left_out: the plugins that could not be used; a pattern may name their rules, which are reported with them.

    Raises:
        UnknownNameError: a pattern fits no rule at all; a run with it would check less than was asked.
    """
    known = sorted(rules, key=lambda rule: rule.id)

    def fits(rule: Rule[Any], pattern: str) -> bool:
        return fnmatchcase(rule.id, pattern) or fnmatchcase(rule.slug, pattern)

    select, ignore = _listed(select), _listed(ignore)
    for pattern in (*select, *ignore):
        excused = pattern == "*" or pattern.partition("/")[0] in left_out
        if not excused and not any(fits(rule, pattern) for rule in known):
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
    """What one rule said so far.

    Attributes:
        rest: the records it has not been tried on.
        record: the one it is tried on now.
        messages: how many it has yielded about this one.
        broken_off: whether it was ended for this one.
        ran_away: for how many it would not end.
    """

    rest: Iterator[Target] = attrs.field(factory=lambda: iter(()))
    record: Target | None = None
    messages: int = 0
    broken_off: bool = False
    ran_away: int = 0
    flagged: int = 0
    not_applicable: list[str] = attrs.field(factory=list)
    crashes: list[Crash] = attrs.field(factory=list)


def run_rule(rule: Rule[Any], context: Context, settings: Settings) -> tuple[RuleResult, list[Flag]]:
    """Run one rule over every record it is about; a crash on one record stops neither the others nor other rules."""
    records = _records_of(rule, context)
    tally = _Tally()
    severity = settings.severity(rule)
    flags: list[Flag] = []
    for group, params in _by_parameters(rule, records, context, settings):
        try:
            flags += _flags(rule, group, context, tally, params, settings)
        except KeyboardInterrupt as stopped:
            stopped.add_note(_while_running(rule, tally, context, stopped))
            raise
    not_applicable = len(tally.not_applicable)
    return (
        RuleResult(
            rule=rule.id,
            title=rule.title,
            severity=severity,
            table=rule.table,
            records=len(records),
            checked=len(records) - not_applicable - len(tally.crashes),
            flagged=tally.flagged,
            not_applicable=not_applicable,
            reasons=tuple(sorted(Counter(tally.not_applicable).items())),
            crashes=tuple(sorted(tally.crashes, key=attrs.astuple)),
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
    settings: Settings,
) -> list[Flag]:
    flags: list[Flag] = []
    check = as_generator(rule.check)
    changed = {name: value for name, value, origin in params if origin != "default"}
    if changed:
        check = functools.partial(check, **changed)
    name, table, severity = rule.id, rule.table, settings.severity(rule)
    shown = (*params, *settings.set_severity(rule))
    most = _most_messages(rule, context)
    tally.rest = iter(records)
    speaking = _speak(check, context, tally)
    said: object = next(speaking, _SILENCE)
    while said is not _SILENCE:
        record = tally.record
        assert record is not None
        try:
            message = as_message(said)
        except MisspokenError as error:
            said = _break_off(speaking, Crash(_name(record, context), "TypeError", str(error)), context, tally)
            continue
        if tally.messages == most:
            del flags[-most:]
            tally.flagged -= 1
            tally.ran_away += 1
            too_many = f"it yielded more than {most:,} messages about one record"
            said = _break_off(speaking, Crash(_name(record, context), "RuntimeError", too_many), context, tally)
            continue
        tally.messages += 1
        if tally.messages == 1:
            tally.flagged += 1
        flags.append(
            Flag(
                rule=name,
                plugin=rule.plugin,
                severity=severity,
                table=table,
                record=record_id(record),
                field=message.field,
                message=message.text,
                guidance=rule.guidance,
                where=context.year.where(record, message.field) if isinstance(record, Record) else "",
                params=shown,
            )
        )
        said = next(speaking, _SILENCE)
    return flags


_SILENCE = object()


def _most_messages(rule: Rule[Any], context: Context) -> int:
    about_many = rule.table in ("activities", "reviewers", "programme")
    return MOST_MESSAGES + (2 * sum(context.year.counts().values()) if about_many else 0)


class _BrokenOff(BaseException):
    """Ends a rule for one record. Not an Exception, so that the rule's own handlers let it through."""


def _break_off(speaking: Generator[object, None, None], crash: Crash, context: Context, tally: _Tally) -> object:
    """Count a record as one the rule broke on, end it there, and return what it says next, of another record."""
    tally.crashes.append(crash)
    tally.broken_off = True
    try:
        said = speaking.throw(_BrokenOff())
    except StopIteration:
        return _SILENCE
    if tally.broken_off or tally.ran_away >= MOST_RUNAWAYS:
        _give_up(speaking, context, tally)
        return _SILENCE
    return said


def _give_up(speaking: Generator[object, None, None], context: Context, tally: _Tally) -> None:
    """Count the records a rule has not been tried on as ones it broke on, because it does not end on others."""
    left = [*([] if tally.broken_off or tally.record is None else [tally.record]), *tally.rest]
    tally.broken_off = True
    tally.crashes += [Crash(_name(one, context), "RuntimeError", "not tried: it did not end on others") for one in left]
    with contextlib.suppress(RuntimeError):
        speaking.close()


def _speak(check: Callable[..., Speaking], context: Context, tally: _Tally) -> Generator[object, None, None]:
    """Yield what a rule says, record after record, and count what becomes of each record."""
    for record in tally.rest:
        tally.record = record
        tally.messages = 0
        tally.broken_off = False
        try:
            answer: object = yield from check(record, context)
        except _BrokenOff:
            continue
        except (Exception, SystemExit) as error:
            if not tally.broken_off:
                tally.crashes.append(_crash(record, error, context))
            continue
        if answer is None or tally.broken_off:
            continue
        if not isinstance(answer, NotApplicable):
            tally.crashes.append(Crash(_name(record, context), "TypeError", RETURNED_A_VALUE))
        elif not tally.messages:
            tally.not_applicable.append(answer.reason)


def _name(record: Target, context: Context) -> str:
    """Return how a crash names a record: by its id, or by its place where the id is a child's."""
    if isinstance(record, (Child, Waiver)):
        return context.year.where(record) or f"a {type(record).__name__.lower()}"
    return record_id(record)


def _crash(record: Target, error: BaseException, context: Context) -> Crash:
    """Return what crashed and where. What the error says is left out: it can hold what a child said."""
    if isinstance(error, MisspokenError):
        return Crash(_name(record, context), "TypeError", str(error))
    return Crash(_name(record, context), type(error).__name__, _place(error))


def _while_running(rule: Rule[Any], tally: _Tally, context: Context, stopped: KeyboardInterrupt) -> str:
    """Return which rule was stopped, and where: one that loops without a word can be ended in no other way."""
    record = f" on {_name(tally.record, context)}" if tally.record is not None else ""
    place = f" ({place})" if (place := _place(stopped)) else ""
    return f"{rule.id} was running{record}{place}. If it does not end, ignore {rule.id!r} and run the rest."


def _place(error: BaseException) -> str:
    """Return the line of the rule's own file from which an error came."""
    walked = ((frame.f_code.co_filename, line) for frame, line in traceback.walk_tb(error.__traceback__))
    outside = [(file, line) for file, line in walked if file not in _OWN_FILES]
    lines = [line for file, line in outside if file == outside[0][0]]
    return f"{Path(outside[0][0]).name} line {lines[-1]}" if outside else ""


_OWN_FILES = (__file__, as_generator.__code__.co_filename)
