"""A report as JUnit XML, for a build server: a suite for each rule, a case for each record it flagged.

A build should fail where the command line does not end with 0, and nowhere else. So a flag of severity error is a
``failure``; a query or a note is a case that passes and says its message in ``system-out``; a waived flag and a rule
that judged nothing are ``skipped`` with the reason; a rule that crashed, a plugin left out and a row that could not be
read are each an ``error``, because what did not run must never look like a pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree import ElementTree as ET

from qaframework.model.programme import noun
from qaframework.moderation.output.view import About, place, result_row, why, without_children
from qaframework.moderation.report import ModerationReport, RuleResult
from qaframework.rules import Flag

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def as_junit(report: ModerationReport) -> str:
    """Return a report as JUnit XML."""
    safe = without_children(report)
    suites = [*_not_read(safe), *_rules(safe)]
    root = ET.Element("testsuites", {"name": "qaframework"} | _counts(suites))
    root.extend(suites)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _not_read(report: ModerationReport) -> Iterator[ET.Element]:
    if report.nothing_to_check:
        yield _suite("everything", [_error("nothing was checked", "not checked", report.nothing_to_check)])
    if report.failed_plugins:
        yield _suite("plugins", (_error(one.name, "left out", str(one)) for one in report.failed_plugins))
    if report.not_checked:
        yield _suite("rows", (_error(one.where, "not checked", str(one)) for one in report.not_checked))


def _rules(report: ModerationReport) -> Iterator[ET.Element]:
    flags: dict[str, list[Flag]] = {}
    for flag in (*report.flags, *report.waived):
        flags.setdefault(flag.rule, []).append(flag)
    results = {result.rule: result for result in report.results}
    for rule in sorted(results.keys() | flags.keys()):
        result = results.get(rule)
        yield _suite(rule, _cases(rule, flags.get(rule, ()), result), result)


def _cases(rule: str, flags: Iterable[Flag], result: RuleResult | None) -> Iterator[ET.Element]:
    records: dict[tuple[str, str], list[Flag]] = {}
    for flag in flags:
        records.setdefault((flag.table, flag.record), []).append(flag)
    if result is not None:
        if result.checked > result.flagged:
            yield _case(rule, f"{result.checked - result.flagged} checked without a flag")
        if result.status in ("not applicable", "skipped"):
            yield _skipped(_case(rule, result.status), why(result))
    for (table, record), about in sorted(records.items()):
        yield _flagged(_case(rule, f"{noun(table)} {record}"), about)
    for crash in result.crashes if result else ():
        yield _error(crash.record, crash.error, f"crashed: {crash}", rule)


def _flagged(case: ET.Element, flags: list[Flag]) -> ET.Element:
    standing = [flag for flag in flags if flag.waiver is None]
    if not standing:
        reasons = dict.fromkeys(f"waived: {flag.waiver.reason}" for flag in flags if flag.waiver)
        return _skipped(case, "; ".join(reasons))
    told = "\n".join([*map(_told, standing), standing[0].guidance]).strip()
    if standing[0].severity == "error":
        ET.SubElement(case, "failure", type="error", message=_xml(standing[0].message)).text = _xml(told)
    else:
        ET.SubElement(case, "system-out").text = _xml(told)
    return case


def _told(flag: Flag) -> str:
    where = place(flag, About(flag.table, flag.record))
    return f"{flag.severity}: {flag.message}" + (f" ({where})" if where else "")


def _skipped(case: ET.Element, reason: str) -> ET.Element:
    ET.SubElement(case, "skipped", message=_xml(reason))
    return case


def _error(name: str, kind: str, message: str, group: str = "qaframework") -> ET.Element:
    case = _case(group, name)
    ET.SubElement(case, "error", type=_xml(kind), message=_xml(message))
    return case


def _case(group: str, name: str) -> ET.Element:
    return ET.Element("testcase", classname=_xml(group), name=_xml(name), time="0")


def _suite(name: str, cases: Iterable[ET.Element], result: RuleResult | None = None) -> ET.Element:
    held = list(cases)
    suite = ET.Element("testsuite", {"name": _xml(name)} | _counts(held))
    if result is not None:
        told = ET.SubElement(suite, "properties")
        for key, value in result_row(result).items():
            ET.SubElement(told, "property", name=key, value=_xml(str(value)))
    suite.extend(held)
    return suite


def _counts(elements: Iterable[ET.Element]) -> dict[str, str]:
    """Return how many cases there are, and how many of each kind, as JUnit writes it."""
    cases = [case for element in elements for case in element.iter("testcase")]
    kinds = {"failures": "failure", "errors": "error", "skipped": "skipped"}
    found = {name: sum(case.find(kind) is not None for case in cases) for name, kind in kinds.items()}
    return {"tests": str(len(cases))} | {name: str(count) for name, count in found.items()} | {"time": "0"}


def _xml(text: str) -> str:
    """Return a text without the signs that XML cannot hold."""
    return _NOT_XML.sub("\ufffd", text)
