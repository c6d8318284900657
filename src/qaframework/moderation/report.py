"""What a moderation found: flags worst first, and for every rule what became of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from html import escape
from typing import Any, Literal

import attrs

from qaframework.errors import Problem
from qaframework.model.programme import Programme
from qaframework.plugins import FailedPlugin, Plugins
from qaframework.rules import SEVERITIES, Flag, Severity
from qaframework.show import html_table

Status = Literal["passed", "flagged", "not applicable", "skipped", "crashed"]


@attrs.frozen
class Crash:
    """A rule that broke on a record.

    Attributes:
        record: the record's id.
        error: the kind of error. Its text is left out: it can hold what stood in a record.
        place: where in the rule's code.
    """

    record: str
    error: str
    place: str = ""

    def __str__(self) -> str:
        return f"{self.error} on {self.record}" + (f" ({self.place})" if self.place else "")


@attrs.frozen(kw_only=True)
class RuleResult:
    """What became of one rule: ``checked + not_applicable + len(crashes) == records``, always.

    Attributes:
        records: how many records there were.
        checked: how many it judged, flagged ones among them.
        flagged: how many it raised a flag about.
        not_applicable: how many it had nothing to judge in; ``reasons`` counts them by reason.
        crashes: the records it broke on.
    """

    rule: str
    title: str
    severity: Severity
    table: str
    records: int
    checked: int
    flagged: int
    not_applicable: int
    reasons: tuple[tuple[str, int], ...] = ()
    crashes: tuple[Crash, ...] = ()

    @property
    def status(self) -> Status:
        """Passed, flagged, not applicable, skipped or crashed. Only ``passed`` says that something was found sound."""
        if self.crashes:
            return "crashed"
        if self.flagged:
            return "flagged"
        if self.checked:
            return "passed"
        return "not applicable" if self.records else "skipped"

    @property
    def why(self) -> str:
        """Why it crashed, was skipped or did not apply; empty where it judged something and did not crash."""
        if self.crashes:
            others = f" and {len(self.crashes) - 1} more" if len(self.crashes) > 1 else ""
            return f"{self.crashes[0]}{others}"
        if not self.records:
            return f"there are no {self.table.replace('_', ' ')}"
        return "" if self.checked else "; ".join(f"{reason} ({count})" for reason, count in self.reasons)

    def row(self) -> dict[str, Any]:
        """Return the result as a plain row."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "over": self.table,
            "status": self.status,
            "checked": self.checked,
            "flagged": self.flagged,
            "not applicable": self.not_applicable,
            "crashed": len(self.crashes),
            "why": self.why,
        }


@attrs.frozen(kw_only=True, repr=False)
class ModerationReport:
    """What a moderation found.

    Attributes:
        flags: what stands, worst first within each review, reviews with the worst first.
        waived: flags that a waiver explains, each with its waiver. Shown apart, never hidden.
        results: for each rule, what became of it.
        plugins: the plugins in use and those left out.
        not_checked: rows that could not be read, so that no rule looked at them.
        today: the day the check was made for.
        settings: the settings file in force; empty for none.
        records: how many records each table held.
        groups: for recommendations and readings, the review they are shown under.
    """

    flags: tuple[Flag, ...]
    waived: tuple[Flag, ...]
    results: tuple[RuleResult, ...]
    plugins: Plugins = attrs.field(eq=False)
    not_checked: tuple[Problem, ...]
    today: date
    settings: str
    records: Mapping[str, int]
    groups: Mapping[str, str] = attrs.field(factory=dict)

    @property
    def errors(self) -> tuple[Flag, ...]:
        """The flags of error severity."""
        return tuple(flag for flag in self.flags if flag.severity == "error")

    @property
    def crashed(self) -> tuple[RuleResult, ...]:
        """The rules that broke on at least one record."""
        return tuple(result for result in self.results if result.crashes)

    @property
    def failed_plugins(self) -> tuple[FailedPlugin, ...]:
        """The plugins that were left out."""
        return self.plugins.failed

    @property
    def complete(self) -> bool:
        """Whether every plugin loaded, every rule ran to the end and every row was read."""
        return not (self.failed_plugins or self.crashed or self.not_checked)

    @property
    def ok(self) -> bool:
        """False if a flag of error severity stands, or if anything failed to load, to be read or to run."""
        return self.complete and not self.errors

    @property
    def exit_code(self) -> int:
        """0 clean, 1 flags of severity error, 2 rows that could not be read, 3 a plugin or rule failed."""
        if self.failed_plugins or self.crashed:
            return 3
        return 2 if self.not_checked else 1 if self.errors else 0

    def counts(self) -> dict[Severity, int]:
        """Return how many flags stand, by severity."""
        found = Counter(flag.severity for flag in self.flags)
        return {severity: found[severity] for severity in SEVERITIES}

    def for_record(self, record: str) -> tuple[Flag, ...]:
        """Return the flags about one record, and about the recommendations and readings of a review."""
        return tuple(flag for flag in self.flags if record in (flag.record, self.groups.get(flag.record)))

    def by_review(self) -> dict[str, tuple[Flag, ...]]:
        """Return the flags grouped under the review, or other record, they belong to, worst group first."""
        groups: dict[str, list[Flag]] = {}
        for flag in self.flags:
            groups.setdefault(self.groups.get(flag.record, flag.record), []).append(flag)
        return {name: tuple(flags) for name, flags in groups.items()}

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a flag, waived ones last, for pandas, polars or a spreadsheet."""
        return [flag_row(flag) for flag in (*self.flags, *self.waived)]

    def headline(self) -> str:
        """Return the counts in one line: what stands, what is waived, what did not run."""
        counts = self.counts()
        parts = [
            _many(counts["error"], "error"),
            _many(counts["query"], "query", "queries"),
            f"{counts['info']} for information",
        ]
        if self.waived:
            parts.append(f"{len(self.waived)} waived")
        ran = Counter(result.status for result in self.results)
        rules = ", ".join(f"{ran[status]} {status}" for status in STATUSES if ran[status])
        return f"{', '.join(parts)}. {_many(len(self.results), 'rule')}: {rules or 'none ran'}."

    def __repr__(self) -> str:
        from qaframework.moderation.output import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        notes = [f"<li>{escape(note)}</li>" for note in self.not_run()]
        first = f"<p><strong>Not everything was checked.</strong></p><ul>{''.join(notes[:5])}</ul>" if notes else ""
        columns = ("severity", "record", "where", "message", "rule")
        rows = [{name: row[name] for name in columns} for row in self.rows() if not row["waived by"]]
        return first + html_table(rows, caption=self.headline(), budget=8 * 1024)

    def not_run(self) -> list[str]:
        """Return, for people, everything that was not checked: plugins, rules and rows."""
        return [
            *(str(failure) for failure in self.failed_plugins),
            *(f"rule {result.rule} crashed: {result.why}" for result in self.crashed),
            *(f"not checked: {problem}" for problem in self.not_checked),
        ]


STATUSES: tuple[Status, ...] = ("crashed", "flagged", "passed", "not applicable", "skipped")


def _many(count: int, one: str, many: str = "") -> str:
    return f"{count} {one if count == 1 else many or one + 's'}"


def flag_row(flag: Flag) -> dict[str, Any]:
    """Return a flag as a plain row."""
    return {
        "severity": flag.severity,
        "rule": flag.rule,
        "table": flag.table,
        "record": flag.record,
        "field": flag.field or "",
        "where": flag.where,
        "message": flag.message,
        "what to do": flag.guidance,
        "parameters": parameters_of(flag),
        "waived by": flag.waiver.approved_by if flag.waiver else "",
        "waiver": flag.waiver.reason if flag.waiver else "",
    }


def parameters_of(flag: Flag) -> str:
    """Return a flag's parameters as people read them: ``words = 30 (qaframework.toml)``."""
    return "; ".join(f"{name} = {value} ({origin})" for name, value, origin in flag.params)


def groups_of(year: Programme) -> dict[str, str]:
    """Return, for each recommendation and reading of a review, the review its flags are shown under."""
    reviews = {review.id for review in year.reviews}
    groups = {one.id: one.source for one in year.recommendations if one.source in reviews}
    return groups | {one.id: one.review for one in year.readings if one.review in reviews}


def in_order(flags: Iterable[Flag], groups: Mapping[str, str]) -> tuple[Flag, ...]:
    """Return flags by group, the group with the worst first; the order of rows and rules changes nothing."""
    rank = {severity: place for place, severity in enumerate(SEVERITIES)}
    raised = list(flags)
    weight: dict[str, list[int]] = {}
    for flag in raised:
        weight.setdefault(groups.get(flag.record, flag.record), [0] * len(SEVERITIES))[rank[flag.severity]] -= 1

    def key(flag: Flag) -> tuple[Any, ...]:
        group = groups.get(flag.record, flag.record)
        return (
            weight[group],
            group,
            rank[flag.severity],
            flag.rule,
            flag.table,
            flag.record,
            flag.field or "",
            flag.message,
            flag.where,
        )

    return tuple(sorted(raised, key=key))
