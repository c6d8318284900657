"""What every format shows of a report: groups with headings, one row a flag, what to do by rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

import attrs

from qaframework.model.programme import noun
from qaframework.moderation.report import STATUSES, ModerationReport, RuleResult
from qaframework.rules import SEVERITIES, Flag
from qaframework.show import counted

NOT_ALL = "Not everything was checked"


def day(value: date) -> str:
    """Return a day as it is written in this country."""
    return f"{value:%d/%m/%Y}"


def line(text: str) -> str:
    """Return a text on one line, without anything that a terminal or a spreadsheet would obey rather than show."""
    if text.isprintable():
        return text.strip()
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def without_children(report: ModerationReport) -> ModerationReport:
    """Return a report to be shown: no child's pseudonym in it, and each text of a flag on one line.

    A flag about a child's own record says where the record stands and calls it ``child 1``, ``child 2``.
    """
    about = [flag.record for flag in (*report.flags, *report.waived) if flag.table == "children"]
    children = {record: f"child {number}" for number, record in enumerate(dict.fromkeys(about), start=1)}

    def safe(flag: Flag) -> Flag:
        private = flag.table in ("children", "waivers")
        record = children.get(flag.record, flag.record) if private else flag.record
        return attrs.evolve(
            flag,
            record=line(record),
            message=line(flag.message),
            guidance=line(flag.guidance),
            where=line(flag.where),
            field=flag.field and line(flag.field),
        )

    return attrs.evolve(
        report,
        flags=tuple(map(safe, report.flags)),
        waived=tuple(map(safe, report.waived)),
        groups={
            table: {line(record): line(review) for record, review in under.items()}
            for table, under in report.groups.items()
        },
    )


@attrs.frozen
class About:
    """The record a group of flags is about: most often a review."""

    table: str
    record: str

    @property
    def heading(self) -> str:
        """What people call it: ``Review R12``."""
        match self.table:
            case "programme":
                return "The whole programme"
            case "children":
                return self.record.capitalize()
            case "waivers":
                return f"Waiver for {self.record}"
            case "updates":
                return f"Recommendation {self.record}"
            case "survey_results":
                return f"Activity {self.record}"
        return f"{noun(self.table).capitalize()} {self.record}"


@attrs.frozen
class Group:
    """The flags of one review, or of another record."""

    about: About
    flags: tuple[Flag, ...]

    @property
    def counts(self) -> str:
        """How many errors, queries and notes it has; those of which there are none are left out."""
        return severity_counts(self.flags)


def groups(report: ModerationReport) -> Iterator[Group]:
    """Yield the flags by review, worst first."""
    about = about_what(report)
    return (Group(about[name], flags) for name, flags in report.by_review().items())


def about_what(report: ModerationReport) -> dict[str, About]:
    """Return which record each group of flags is about, groups of waived flags too."""
    about = {review: About("reviews", review) for review in report.groups.get("reviews", ())}
    for flag in (*report.flags, *report.waived):
        name = report.group_of(flag)
        # A waiver is about another record, and names the group only where nothing else does.
        if name not in about or about[name].table == "waivers":
            about[name] = About(flag.table, flag.record)
    return about


def severity_counts(flags: Iterable[Flag]) -> str:
    """Return flags counted by severity, in words: ``2 errors, 1 query``."""
    found = Counter(flag.severity for flag in flags)
    words = {"error": ("error", ""), "query": ("query", "queries"), "info": ("for information", "for information")}
    return ", ".join(counted(found[one], *words[one]) for one in SEVERITIES if found[one])


def place(flag: Flag, about: About) -> str:
    """Return where to look: the cell, and the record where it is not the one its group is about."""
    record = "" if flag.record == about.record or flag.table == "waivers" else f"{noun(flag.table)} {flag.record}"
    return ", ".join(part for part in (record, flag.where or flag.field or "") if part)


SHORT_LIST = 2
"""How many values of a list stand beside a flag; all of them stand under what to do."""


def parameters(flag: Flag, most: int | None = None) -> str:
    """Return the rule's parameters in force with where they were set, as people read them.

    Args:
        flag: the flag.
        most: how many values of a list to name; None for all.
    """
    return line("; ".join(f"{name} = {value_in_words(value, most)} ({origin})" for name, value, origin in flag.params))


def value_in_words(value: object, most: int | None = None) -> str:
    """Return a value as people read it: lists with commas between, no more than ``most`` of their values."""
    if not isinstance(value, (list, tuple, set, frozenset)):
        return line(str(value))
    words = sorted(map(str, value)) if isinstance(value, (set, frozenset)) else [str(one) for one in value]
    rest = len(words) - (len(words) if most is None else most)
    return line(", ".join(words[:most]) + (f" and {rest} more" if rest > 0 else "")) or "none"


def rule_and_parameters(flag: Flag) -> str:
    """Return a flag's rule, with its parameters in force where it has any."""
    return "; ".join(part for part in (flag.rule, parameters(flag, SHORT_LIST)) if part)


@attrs.frozen
class ToDo:
    """What one rule's flags ask for: said once, however many flags there are.

    Attributes:
        in_force: the rule's parameters, in full; where activities have their own, each set of values once.
    """

    rule: str
    title: str
    guidance: str
    source: str
    count: int
    in_force: tuple[str, ...]


def to_do(report: ModerationReport) -> list[ToDo]:
    """Return what to do, rule by rule, in the order in which the flags stand."""
    titles = {result.rule: result.title for result in report.results}
    sources = {rule.id: rule.source for rule in (*report.plugins.rules, *report.plugins.smart_checks)}
    standing = Counter(flag.rule for flag in report.flags)
    guidance = {flag.rule: flag.guidance for flag in reversed(report.flags)}
    in_force: dict[str, dict[str, None]] = {}
    for flag in report.flags:
        in_force.setdefault(flag.rule, {})[parameters(flag)] = None
    return [
        ToDo(
            rule,
            titles.get(rule, ""),
            guidance[rule],
            sources.get(rule, ""),
            count,
            tuple(filter(None, in_force[rule])),
        )
        for rule, count in standing.items()
    ]


def held(report: ModerationReport) -> str:
    """Return what the report is about, in a line: ``27 reviews, 1 activity``."""
    first = ("reviews", "recommendations")
    tables = sorted(report.records, key=lambda table: first.index(table) if table in first else len(first))
    return ", ".join(counted(report.records[table], noun(table), noun(table, 2)) for table in tables)


def conditions(report: ModerationReport) -> str:
    """Return the day, the settings and the packs a report was made with, in a line."""
    settings = report.settings or "none, every rule as it ships"
    packs = f" Rule packs: {', '.join(map(str, report.rule_packs))}." if report.rule_packs else ""
    return f"Day of the check: {day(report.today)}. Settings: {settings}.{packs}"


FLAG_COLUMNS = (
    "about",
    "severity",
    "where",
    "message",
    "what to do",
    "rule",
    "parameters",
    "table",
    "record",
    "field",
)
WAIVER_COLUMNS = ("waiver", "asked by", "approved by", "until")
RESULT_COLUMNS = (
    "rule",
    "title",
    "severity",
    "over",
    "status",
    "records",
    "checked",
    "flagged",
    "not applicable",
    "crashed",
    "why",
)


def flag_rows(report: ModerationReport, flags: Iterable[Flag]) -> Iterator[dict[str, Any]]:
    """Yield one row a flag, with what its waiver says where it has one."""
    about = about_what(report)
    for flag in flags:
        waiver = flag.waiver
        yield {
            "about": about[report.group_of(flag)].heading,
            "severity": flag.severity,
            "where": flag.where,
            "message": flag.message,
            "what to do": flag.guidance,
            "rule": flag.rule,
            "parameters": parameters(flag),
            "table": flag.table,
            "record": flag.record,
            "field": flag.field or "",
            "waiver": line(waiver.reason) if waiver else "",
            "asked by": line(waiver.by) if waiver else "",
            "approved by": line(waiver.approved_by) if waiver else "",
            "until": waiver.until if waiver else None,
        }


def by_status(report: ModerationReport) -> list[RuleResult]:
    """Return what became of the rules, those that crashed or flagged something first, then by name."""
    return sorted(report.results, key=lambda result: (STATUSES.index(result.status), result.rule))


def result_row(result: RuleResult) -> dict[str, Any]:
    """Return what became of one rule; ``checked``, ``not applicable`` and ``crashed`` add up to ``records``."""
    return {
        "rule": result.rule,
        "title": result.title,
        "severity": result.severity,
        "over": result.table.replace("_", " "),
        "status": result.status,
        "records": result.records,
        "checked": result.checked,
        "flagged": result.flagged,
        "not applicable": result.not_applicable,
        "crashed": len(result.crashes),
        "why": why(result),
    }


def why(result: RuleResult) -> str:
    """Return why a rule crashed, was skipped or did not apply to some records; empty where it judged them all."""
    reasons = "; ".join(f"{line(reason)} ({count:,})" for reason, count in result.reasons)
    return result.why if result.crashes or not result.reasons else reasons
