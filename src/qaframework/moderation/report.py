"""What a moderation found: flags worst first, and for every rule what became of it."""

from __future__ import annotations

import textwrap
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from html import escape
from itertools import chain
from typing import TYPE_CHECKING, Any, Literal

import attrs

from qaframework.errors import Problem
from qaframework.model.programme import Programme, noun
from qaframework.plugins import FailedPlugin, Plugins
from qaframework.rules import SEVERITIES, Flag, Severity
from qaframework.show import counted, html_table

if TYPE_CHECKING:  # a report holds packs; what makes them comes after it
    from qaframework.moderation.rule_packs import RulePack

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
            return f"there are no {noun(self.table, 2)}"
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
        groups: for each flagged review, and each record that hangs on one, the review it is shown under.
        rule_packs: whose rules ran, in which versions, with which parameters.
    """

    flags: tuple[Flag, ...]
    waived: tuple[Flag, ...]
    results: tuple[RuleResult, ...]
    plugins: Plugins = attrs.field(eq=False)
    not_checked: tuple[Problem, ...]
    today: date
    settings: str
    records: Mapping[str, int]
    groups: Groups = attrs.field(factory=dict)
    rule_packs: tuple[RulePack, ...] = ()

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
    def nothing_to_check(self) -> str:
        """Why nothing at all was checked, where there were no records or no rules; empty otherwise."""
        if not self.records:
            return "there are no records"
        return "" if self.results else "no rule was chosen"

    @property
    def complete(self) -> bool:
        """Whether every plugin loaded, every row was read, every rule ran to the end, and there was something to do."""
        return not (self.failed_plugins or self.crashed or self.not_checked or self.nothing_to_check)

    @property
    def ok(self) -> bool:
        """False if a flag of error severity stands, or if anything failed to load, to be read or to run.

        Where nothing was checked nothing was found sound, so that is not ok either.
        """
        return self.complete and not self.errors

    @property
    def exit_code(self) -> int:
        """0 clean, 1 flags of severity error, 2 rows not read or nothing to check, 3 a plugin or rule failed."""
        if self.failed_plugins or self.crashed:
            return 3
        return 2 if self.not_checked or self.nothing_to_check else 1 if self.errors else 0

    def counts(self) -> dict[Severity, int]:
        """Return how many flags stand, by severity."""
        found = Counter(flag.severity for flag in self.flags)
        return {severity: found[severity] for severity in SEVERITIES}

    def for_record(self, record: str) -> tuple[Flag, ...]:
        """Return the flags about one record, and about the recommendations and readings of a review."""
        return tuple(flag for flag in self.flags if record in (flag.record, self.group_of(flag)))

    def group_of(self, flag: Flag) -> str:
        """Return the name of the group a flag is shown in: the review it hangs on, or the record's own id."""
        return _group_of(flag, self.groups)

    def by_review(self) -> dict[str, tuple[Flag, ...]]:
        """Return the flags grouped under the review, or other record, they belong to, worst group first."""
        groups: dict[str, list[Flag]] = {}
        for flag in self.flags:
            groups.setdefault(self.group_of(flag), []).append(flag)
        return {name: tuple(flags) for name, flags in groups.items()}

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a flag, waived ones last, for pandas, polars or a spreadsheet.

        A flag about a child's own record says where the record stands, and calls it ``child 1``.
        """
        from qaframework.moderation.output.view import without_children

        safe = without_children(self)
        return [flag_row(flag) for flag in (*safe.flags, *safe.waived)]

    def headline(self) -> str:
        """Return the counts in one line: what stands, what is waived, what did not run."""
        counts = self.counts()
        parts = [
            counted(counts["error"], "error"),
            counted(counts["query"], "query", "queries"),
            f"{counts['info']} for information",
        ]
        if self.waived:
            parts.append(f"{len(self.waived)} waived")
        ran = Counter(result.status for result in self.results)
        rules = ", ".join(f"{ran[status]} {status}" for status in STATUSES if ran[status])
        return f"{', '.join(parts)}. {counted(len(self.results), 'rule')}: {rules or 'none ran'}."

    def __repr__(self) -> str:
        from qaframework.moderation.output import as_text

        return as_text(self)

    def _repr_html_(self) -> str:
        notes = [f"<li>{escape(textwrap.shorten(note, 240))}</li>" for note in self.not_run()]
        if len(notes) > 5:
            notes[5:] = [f"<li>and {len(notes) - 5} more: see .not_run()</li>"]
        first = f"<p><strong>Not everything was checked.</strong></p><ul>{''.join(notes)}</ul>" if notes else ""
        columns = ("severity", "record", "where", "message", "rule")
        rows = [{name: row[name] for name in columns} for row in self.rows() if not row["waived by"]]
        return first + html_table(rows, caption=self.headline(), budget=8 * 1024)

    def not_run(self) -> list[str]:
        """Return, for people, everything that was not checked: plugins, rules and rows."""
        return [
            *([f"nothing was checked: {self.nothing_to_check}"] if self.nothing_to_check else []),
            *(str(failure) for failure in self.failed_plugins),
            *(f"rule {result.rule} crashed: {result.why}" for result in self.crashed),
            *(f"not checked: {problem}" for problem in self.not_checked),
        ]


STATUSES: tuple[Status, ...] = ("crashed", "flagged", "passed", "not applicable", "skipped")


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


Groups = Mapping[str, Mapping[str, str]]
"""By table, then by id: a review and a recommendation may both be called 3."""


def groups_of(year: Programme, flags: Iterable[Flag]) -> Groups:
    """Return, for each flagged review, and each flagged record that hangs on one, the review it is shown under."""
    flagged: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for flag in flags:
        flagged[flag.table][flag.record] = None
    waivers = flagged["waivers"]
    reviews = {review.id for review in year.reviews}
    wanted = flagged["recommendations"] | flagged["updates"] | waivers
    recommendations = _under(((one.id, one.source) for one in year.recommendations if one.id in wanted), reviews)
    wanted = flagged["readings"] | waivers
    readings = _under(((one.id, one.review) for one in year.readings if one.id in wanted), reviews)
    shown = (*flagged["reviews"], *waivers, *recommendations.values(), *readings.values())
    itself = {name: name for name in shown if name in reviews}
    waived = {one: under[one] for under in (recommendations, readings, itself) for one in waivers if one in under}
    return {
        "reviews": itself,
        "recommendations": recommendations,
        "updates": recommendations,
        "readings": readings,
        "answers": {name: name for name in flagged["answers"] if name in reviews},
        "waivers": waived,
    }


def _under(links: Iterable[tuple[str, str]], reviews: Collection[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, review in links:
        if review in reviews:
            found[name] = min(review, found.get(name, review))
    return found


def _group_of(flag: Flag, groups: Groups) -> str:
    review = groups[flag.table].get(flag.record) if flag.table in groups else None
    taken = review is None and flag.record in groups.get("reviews", {})
    return f"{flag.record} ({flag.table})" if taken else review or flag.record


def in_order(flags: Iterable[Flag], groups: Groups) -> tuple[Flag, ...]:
    """Return flags by group, the group with the worst first; the order of rows and rules changes nothing."""
    grouped: defaultdict[str, list[Flag]] = defaultdict(list)
    for flag in flags:
        grouped[_group_of(flag, groups)].append(flag)

    def weight(group: str) -> tuple[int, ...]:
        severities = [flag.severity for flag in grouped[group]]
        return tuple([-severities.count(severity) for severity in SEVERITIES])

    worst_first = sorted(sorted(grouped), key=weight)
    for alike in grouped.values():
        if len(alike) > 1:
            alike.sort(key=_place)
    return tuple(chain.from_iterable(map(grouped.__getitem__, worst_first)))


_RANK = {severity: rank for rank, severity in enumerate(SEVERITIES)}


def _place(flag: Flag) -> tuple[Any, ...]:
    field = flag.field or ""
    return _RANK[flag.severity], flag.rule, flag.table, flag.record, field, flag.message, flag.where
