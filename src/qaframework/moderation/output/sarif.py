"""A report as SARIF 2.1.0, the OASIS format that code hosts and dashboards read.

The report does not know the file it was made from by its path, so places are logical locations: ``Reviews!E7``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from qaframework.model.programme import noun
from qaframework.moderation.output.data import as_json_text
from qaframework.moderation.output.view import result_row, without_children
from qaframework.moderation.report import ModerationReport
from qaframework.rules import Flag, Severity

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
LEVELS: dict[Severity, str] = {"error": "error", "query": "warning", "info": "note"}
FINGERPRINT = "ruleRecordField/v1"


def as_sarif(report: ModerationReport) -> str:
    """Return a report as a SARIF log with one run."""
    safe = without_children(report)
    rules = list(_rules(safe))
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    own, *others = [{"name": one.name, "version": one.version} for one in safe.plugins.loaded] or [{"version": ""}]
    run = {
        "tool": {
            "driver": {"name": "qaframework", "version": own["version"], "rules": rules},
            "extensions": [{key: value for key, value in one.items() if value} for one in others],
        },
        "invocations": [
            {
                "executionSuccessful": safe.complete,
                "exitCode": safe.exit_code,
                "toolExecutionNotifications": [*_crashes(safe, index), *_not_checked(safe)],
                "toolConfigurationNotifications": [_note(str(failure)) for failure in safe.failed_plugins],
            }
        ],
        "results": list(_results((*safe.flags, *safe.waived), index)),
        "properties": {
            "today": safe.today.isoformat(),
            "settings": safe.settings,
            "records": dict(safe.records),
            "rules": [result_row(result) for result in safe.results],
        },
    }
    return as_json_text({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rules(report: ModerationReport) -> Iterator[dict[str, Any]]:
    """Yield what is known of each rule that ran, and of the checks of waivers that flagged something."""
    known = {rule.id: rule for rule in (*report.plugins.rules, *report.plugins.smart_checks)}
    for result in report.results:
        rule = known.get(result.rule)
        yield _rule(
            result.rule,
            result.severity,
            result.title,
            rule.guidance if rule else "",
            {"over": result.table, "source": rule.source if rule else ""},
        )
    ran = {result.rule for result in report.results}
    others = {flag.rule: flag for flag in (*report.flags, *report.waived) if flag.rule not in ran}
    for name, flag in sorted(others.items()):
        yield _rule(name, flag.severity, name, flag.guidance, {"over": flag.table, "source": ""})


def _rule(name: str, severity: Severity, title: str, guidance: str, properties: dict[str, str]) -> dict[str, Any]:
    return {
        "id": name,
        "shortDescription": {"text": title or name},
        "help": {"text": guidance or title or name},
        "defaultConfiguration": {"level": LEVELS[severity]},
        "properties": properties,
    }


def _results(flags: Iterable[Flag], index: dict[str, int]) -> Iterator[dict[str, Any]]:
    repeated: Counter[str] = Counter()
    for flag in flags:
        print_ = _fingerprint(flag)
        repeated[print_] += 1
        result: dict[str, Any] = {
            "ruleId": flag.rule,
            "ruleIndex": index[flag.rule],
            "level": LEVELS[flag.severity],
            "message": {"text": flag.message},
            "locations": [{"logicalLocations": [_location(flag)]}],
            "partialFingerprints": {FINGERPRINT: f"{print_}:{repeated[print_]}"},
        }
        if flag.params:
            result["properties"] = {
                "parameters": [dict(zip(("name", "value", "set_in"), one, strict=True)) for one in flag.params]
            }
        if flag.waiver:
            result["suppressions"] = [
                {
                    "kind": "external",
                    "status": "accepted",
                    "justification": flag.waiver.reason,
                    "properties": {
                        "asked_by": flag.waiver.by,
                        "approved_by": flag.waiver.approved_by,
                        "until": flag.waiver.until,
                    },
                }
            ]
        yield result


def _location(flag: Flag) -> dict[str, str]:
    location = {"name": flag.record, "kind": noun(flag.table)}
    if flag.where:
        location["fullyQualifiedName"] = flag.where
    return location


def _fingerprint(flag: Flag) -> str:
    """Return what stays the same between two runs: the rule, the record and the field, whatever the message says.

    A child's own record has no name here, so its place in the file stands in.
    """
    record = flag.where if flag.table == "children" else flag.record
    told = "\0".join((flag.rule, flag.table, record, flag.field or ""))
    return hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:32]


def _crashes(report: ModerationReport, index: dict[str, int]) -> Iterator[dict[str, Any]]:
    for result in report.crashed:
        for crash in result.crashes:
            rule = {"id": result.rule, "index": index[result.rule]}
            yield _note(f"rule {result.rule} crashed: {crash}") | {"associatedRule": rule}


def _not_checked(report: ModerationReport) -> Iterator[dict[str, Any]]:
    if report.nothing_to_check:
        yield _note(f"nothing was checked: {report.nothing_to_check}")
    yield from (_note(f"not checked: {problem}") for problem in report.not_checked)


def _note(text: str) -> dict[str, Any]:
    return {"level": "error", "message": {"text": text}}
