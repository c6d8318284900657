"""One rule tried on programme after programme: what it reaches for, what it changes, whether it keeps its word.

A rule that never comes to an end cannot be tried: the check waits as long as a report would.
"""

from __future__ import annotations

import contextlib
import io
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import attrs

from qaframework.errors import nearest
from qaframework.files.tables import columns_of
from qaframework.model.programme import RECORDS, Programme
from qaframework.model.records import Judged, Record
from qaframework.moderation.engine import run_rule
from qaframework.moderation.report import RuleResult
from qaframework.moderation.settings import Settings
from qaframework.plugins import Plugins
from qaframework.rules import Context, NotApplicable, Rule, record_id
from qaframework.scales import Missing
from qaframework.testing.examples import TODAY, as_rows, context_of, failing_examples, programme
from qaframework.testing.faults import Fault
from qaframework.testing.watching import Reach, watching

SLOW = 0.5
"""Seconds of work that a rule may take over one small programme. A sound one takes a thousandth of that."""

REACH: Mapping[Reach, tuple[str, str]] = {
    "clock": ("reads the clock", "Use context.today, so that the same file gives the same report on any day"),
    "network": ("reaches for the network", "Put what it needs to know into the plugin, or make it a parameter"),
    "chance": ("throws dice", "Decide by what the record says, so that the same file gives the same report"),
    "program": ("starts another program", "Put what it needs to know into the plugin, or make it a parameter"),
}
CHANGE_FIX = "Records are values that others read too: work on a copy, attrs.evolve(record, ...)"
AGAIN_FIX = "Keep nothing from one record to the next: no list or counter outside the function"
ORDER_FIX = "Sort what it lists, and where it takes one of several take it by id"
CRASH_FIX = "Where a value may be missing flag it, or return qa.not_applicable(...) with the reason"
MISSING_FIX = (
    'A missing value is never sound: flag it, or return qa.not_applicable("no {field}"). Where the rule asks for it to '
    "be blank, let an example that is ok take it out, with None"
)
SLOW_FIX = "Look a thing up once, in a dict or in context, and not again for every record"
LACKING_FIX = 'Write one above the function: ok={"reviews": {...}}, flagged={"reviews": {...}}'
EXAMPLE_FIX = "Change the example or the rule, until both say the same"


@attrs.frozen
class _Ran:
    """What a rule said of a programme, whatever the order of its rows: flags as record, field and message."""

    result: RuleResult
    flags: Counter[tuple[str, str | None, str]]


@attrs.define
class RuleTrial:
    """Tries one rule, and keeps the first fault of each kind."""

    rule: Rule[Any]
    plugins: Plugins
    _found: dict[str, Fault] = attrs.field(factory=dict, init=False)
    _silent: dict[str, Fault] = attrs.field(factory=dict, init=False)
    _judges_needed: bool = attrs.field(default=False, init=False)
    _given_up: bool = attrs.field(default=False, init=False)

    def faults(self) -> tuple[Fault, ...]:
        """Return what was found.

        A rule that flags a record by its needed columns alone judges those, so it may pass one that lacks all others.
        """
        return (*self._found.values(), *(() if self._judges_needed else self._silent.values()))

    def _note(self, kind: str, what: str, fix: str) -> None:
        self._found.setdefault(kind, Fault(self.rule.id, what, fix))

    def try_examples(self) -> None:
        """Try the rule on the examples beside it: as on any other records, and then for what they say."""
        try:
            given = [one for examples in self.rule.examples.values() for one in examples]
            for example in given:
                self.try_on(programme(example, self.plugins), example.get("today", TODAY))
            if not self._given_up:
                for number, sentence in enumerate(failing_examples(self.rule, self.plugins)):
                    fix = LACKING_FIX if "has no example" in sentence else EXAMPLE_FIX
                    self._note(f"example {number}", sentence.removeprefix(self.rule.slug).lstrip(": "), fix)
        except Exception as error:
            what = " ".join(f"has an example that cannot be tried: {type(error).__name__}: {error}".split())
            self._note("example", what, "Write examples with the tables' own columns, and rules that do not break")

    def try_on(self, year: Programme, today: date = TODAY) -> None:
        """Try the rule on one programme: watched, once more, with the rows turned round, and with values missing."""
        if self._given_up:
            return
        context = context_of(year, today, self.plugins)
        first = self._watched(context)
        if self._given_up:
            return
        with _silenced():
            self._look_at(first, context)
            if first.result.crashes:
                self._given_up = any(crash.error == "RuntimeError" for crash in first.result.crashes)
            elif self._run(context_of(year, today, self.plugins)) != first:
                self._note("again", "says something else when it is asked again", AGAIN_FIX)
            elif self._run(context_of(_turned_round(year), today, self.plugins)) != first:
                self._note("order", "says something else when the rows stand in another order", ORDER_FIX)
            else:
                self._try_missing({record for record, _, _ in first.flags}, context)

    def _run(self, context: Context) -> _Ran:
        result, flags = run_rule(self.rule, context, Settings())
        return _Ran(result, Counter((flag.record, flag.field, flag.message) for flag in flags))

    def _watched(self, context: Context) -> _Ran:
        """Run the rule and note what it reaches for, prints and changes, and whether it takes too long."""
        before = _told(context.year)
        began = time.process_time()
        with _silenced() as printed, watching() as reached:
            ran = self._run(context)
        if time.process_time() - began > SLOW and self._is_slow_again(context):
            size = sum(context.year.counts().values())
            self._note("slow", f"takes more than {SLOW:g} seconds over {size} records", SLOW_FIX)
            self._given_up = True
        for kind, call in sorted(reached):
            what, fix = REACH[kind]
            self._note(kind, f"{what} ({call})", fix)
        if printed.getvalue():
            self._note("prints", "prints", "Yield what is to be said; what is printed reaches nobody")
        changed = _changed(context.year, before)
        if changed:
            self._note("changes", f"changes {', '.join(changed)}", CHANGE_FIX)
            self._given_up = True
        return ran

    def _is_slow_again(self, context: Context) -> bool:
        """Return whether a rule takes as long once all it needs has been imported."""
        began = time.process_time()
        with _silenced():
            self._run(context)
        return time.process_time() - began > SLOW

    def _look_at(self, ran: _Ran, context: Context) -> None:
        for crash in ran.result.crashes:
            self._note(f"crash {crash.place}", f"breaks on a record: {crash.error} ({crash.place})", CRASH_FIX)
        there = _ids(self.rule, context)
        for record, field, _ in ran.flags:
            if record not in there:
                self._note("record", "flags a record that is not there", "Leave the record's id as it is")
            self._look_at_field(field)

    def _look_at_field(self, field: str | None) -> None:
        table = self.rule.table
        fields = {column.name for column in columns_of(table)} if table in RECORDS else set()
        if field is None or not fields or field in fields or field.startswith("domain."):
            return
        near = nearest(field, fields)
        fix = f"There is {near!r}" if near else f"There are {', '.join(sorted(fields))}"
        self._note(f"field {field}", f"flags the field {field!r}, which {table} do not have", fix)

    def _try_missing(self, flagged: set[str], context: Context) -> None:
        """Take values out of flagged records until none can go, then one more: the record must not pass without it."""
        for record in context.year.table(self.rule.table) if self.rule.table in RECORDS else ():
            if self._judges_needed:
                return
            if record_id(record) in flagged and self._says(context, record, record) == "flagged":
                barest = self._barest(context, record)
                poorer = list(_with_one_missing(barest))
                self._judges_needed = not poorer
                for field, other in poorer:
                    if field not in self._asked_to_be_absent() and self._says(context, record, other) == "ok":
                        word = field.replace("_", " ")
                        what = f"flags a record, and passes the same record once its {word} is missing"
                        self._silent[field] = Fault(self.rule.id, what, MISSING_FIX.format(field=word))

    def _asked_to_be_absent(self) -> set[str]:
        """Return the fields of which an example says, by taking them out, that it is sound to leave them blank."""
        given = [
            rows for example in self.rule.examples.get("ok", ()) for rows in as_rows(example.get(self.rule.table, ()))
        ]
        return {name for row in given for name, value in row.items() if value is None}

    def _barest(self, context: Context, record: Record) -> Record:
        """Return a flagged record without everything it is flagged without."""
        barest = record
        for field in [name for name, _ in _with_one_missing(record)]:
            poorer = dict(_with_one_missing(barest))[field]
            if self._says(context, record, poorer) == "flagged":
                barest = poorer
        return barest

    def _says(self, context: Context, record: Record, instead: Record) -> str:
        """Return what the rule says of a record that stands in the place of another."""
        if instead is not record:
            table = self.rule.table
            rows: dict[str, Any] = {table: [instead if one is record else one for one in context.year.table(table)]}
            context = context_of(attrs.evolve(context.year, **rows), context.today, self.plugins)
        try:
            said = self.rule(instead, context)
        except (Exception, SystemExit):
            return "crashed"
        return "not applicable" if isinstance(said, NotApplicable) else "flagged" if said else "ok"


@contextlib.contextmanager
def _silenced() -> Iterator[io.StringIO]:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        yield printed


Told = Mapping[str, list[tuple[Any, ...]]]


def _told(year: Programme) -> Told:
    """Return what every record says, with every judgement and grade in it, as values nobody can change."""
    return {table: [_values_of(record) for record in year.table(table)] for table in RECORDS}


def _values_of(record: Record) -> tuple[Any, ...]:
    values: tuple[Any, ...] = attrs.astuple(record, recurse=False)
    if isinstance(record, Judged):
        judged = tuple((one.domain, str(one.grade), one.rationale, one.evidence) for one in record.judgements)
        values += (str(record.overall), judged)
    return values


def _changed(year: Programme, before: Told) -> list[str]:
    """Return the tables that say something else than they did."""
    return [table for table, told in _told(year).items() if told != before[table]]


def _turned_round(year: Programme) -> Programme:
    rows: dict[str, Any] = {table: year.table(table)[::-1] for table in RECORDS}
    return attrs.evolve(year, **rows)


def _ids(rule: Rule[Any], context: Context) -> set[str]:
    if rule.table == "programme":
        return {record_id(context.year)}
    records: tuple[Any, ...] = context.reviewers if rule.table == "reviewers" else context.year.table(rule.table)
    return {record_id(one) for one in records}


def _with_one_missing(record: Record) -> Iterator[tuple[str, Record]]:
    """Yield a record with each value taken out that can be missing, by the name of its field."""
    for field in attrs.fields(type(record)):
        value = getattr(record, field.name)
        if field.name in ("row", "provenance") or value in (None, ()) or value is Missing.NOT_GRADED:
            continue
        missing: dict[str, Any] = {field.name: Missing.NOT_GRADED if field.name == "overall" else field.default}
        if field.name == "overall" or field.default in (None, ()):
            yield field.name, attrs.evolve(record, **missing)
