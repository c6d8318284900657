"""Write what the reference takes from the code, or check that it is up to date.

    python docs/generate.py
    python docs/generate.py --check

The page of a rule is written whole. Other pages hold blocks between ``<!-- generated: NAME -->`` and
``<!-- end of generated -->``; what stands around them is written by hand and stays as it is.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby
from pathlib import Path
from types import EllipsisType, NoneType, UnionType
from typing import Any, Union, get_args, get_origin

import click

import qaframework as qa
from qaframework import errors
from qaframework.cli import main as command_line
from qaframework.files.tables import TABLES, Column, columns_of
from qaframework.rules import Outcome
from qaframework.testing import FILLED, TODAY, programme

DOCS = Path(__file__).resolve().parent
RULES = DOCS / "reference" / "rules"
BLOCK = re.compile(r"(<!-- generated: ([a-z ]+) -->\n).*?(<!-- end of generated -->)", re.DOTALL)
BUILT_IN = qa.load_plugins(allow=(), require=["defaults"])

OVER = {
    "reviews": "each review",
    "recommendations": "each recommendation",
    "activities": "each activity",
    "reviewers": "each reviewer, with all their reviews",
    "programme": "the programme as a whole",
    "children": "each child",
    "people": "each person",
    "readings": "each later reading",
    "answers": "each answer to a question of the template",
    "findings": "each finding",
    "updates": "each update",
    "survey_results": "each survey result",
    "feedback": "each person who could have been heard",
    "responses": "each response",
    "calendar": "each entry of the calendar",
    "waivers": "each waiver",
}
WEIGHS = {"error": "cannot be signed off", "query": "put it right or explain it", "info": "worth knowing"}
OUTCOMES: Mapping[Outcome, str] = {"ok": "Passes", "flagged": "Flagged", "not_applicable": "Not applicable"}
LONGEST = 60


def table(headings: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a Markdown table."""
    lines = [headings, ["---"] * len(headings), *rows]
    return "\n".join("| " + " | ".join(cell(value) for value in line) + " |" for line in lines)


def cell(value: object) -> str:
    """Return a value as it can stand in a Markdown table."""
    return " ".join(str(value).split()).replace("|", "\\|")


def code(value: object) -> str:
    """Return a value in code letters."""
    return f"`{value}`"


def rule_pages() -> dict[Path, str]:
    """Return the page of each built-in rule and SMART check."""
    return {RULES / f"{rule.slug}.md": rule_page(rule) for rule in (*BUILT_IN.rules, *BUILT_IN.smart_checks)}


def rule_page(rule: qa.Rule[Any]) -> str:
    """Return the page of one rule."""
    facts = [
        f"- rule: `{rule.id}`",
        f"- severity: {rule.severity} ({WEIGHS[rule.severity]})",
        f"- over: {OVER[rule.table]}",
        f"- source: {rule.source or 'none is published'}",
    ]
    if rule.criterion:
        facts.insert(3, f"- part of SMART: {rule.criterion.replace('_', '-')}")
    parts = [f"# {rule.title.rstrip('.')}", "\n".join(facts)]
    if rule.guidance:
        parts += ["## What to do", rule.guidance]
    if rule.parameters:
        rows = [(code(name), code(as_toml(value))) for name, value in rule.parameters.items()]
        parts += [
            "## Parameters",
            table(("parameter", "default"), rows),
            "An authority sets its own in [`qaframework.toml`](../../how-to/set-thresholds.md).",
        ]
    parts += ["## Examples", *examples(rule), "[All rules](index.md)"]
    return "\n\n".join(parts) + "\n"


def examples(rule: qa.Rule[Any]) -> Iterator[str]:
    """Yield the examples beside a rule, with what it says of each."""
    yield "They are tried as tests, with the columns that are left out here filled in. A dash is a blank cell."
    for outcome, title in OUTCOMES.items():
        given = rule.examples.get(outcome, ())
        if given:
            yield f"### {title}"
        for number, example in enumerate(given, start=1):
            if len(given) > 1:
                yield f"Example {number}:"
            yield from rows_of(example)
            said = what_is_said(rule, example)
            if said:
                yield "\n".join(f"> {sentence}" for sentence in said)


def rows_of(example: Mapping[str, Any]) -> Iterator[str]:
    """Yield the tables of an example."""
    for name, given in example.items():
        if name == "today":
            continue
        rows = [given] if isinstance(given, Mapping) else list(given)
        columns = list(dict.fromkeys(column for row in rows for column in row if column != "id"))
        named = [(id_of(name, row, number), row) for number, row in enumerate(rows, start=1)]
        alike = groupby(named, key=lambda one: [one[1].get("id"), *(shown(one[1].get(c, ...)) for c in columns)])
        body = []
        for (_, *values), group in alike:
            ids = [one for one, _ in group]
            body.append([ids[0] if len(ids) == 1 else f"{ids[0]} to {ids[-1]}", *values])
        yield table([name.replace("_", " "), *columns], body)
    if "today" in example:
        yield f"Checked for {shown(example['today'])}."


def id_of(name: str, row: Mapping[str, Any], number: int) -> str:
    """Return the id of a row of an example, as it is filled in when the example is tried."""
    if "id" in row or "id" not in FILLED[name]:
        return str(row.get("id", f"row {number}"))
    return f"{str(FILLED[name]['id']).rstrip('0123456789')}{number}"


def shown(value: object) -> str:
    """Return a value of an example; what was left out is empty, what was taken out is a dash."""
    match value:
        case EllipsisType():
            return ""
        case None:
            return "-"
        case date():
            return value.isoformat()
        case bool():
            return "yes" if value else "no"
        case tuple() | list():
            return "; ".join(map(str, value))
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[:LONGEST].rstrip()}... ({len(text.split())} words)"


def what_is_said(rule: qa.Rule[Any], example: Mapping[str, Any]) -> list[str]:
    """Return the messages a rule gives about an example, or why it does not apply."""
    report = qa.moderate(
        programme(example, BUILT_IN),
        BUILT_IN,
        select=[rule.id],
        today=example.get("today", TODAY),
        settings=qa.Settings(),
    )
    flags = [flag for flag in (*report.flags, *report.waived) if flag.rule == rule.id]
    messages = dict.fromkeys(f"{flag.message}{f' (`{flag.field}`)' if flag.field else ''}" for flag in flags)
    return list(messages) or [reason for reason, _ in report.results[0].reasons]


def as_toml(value: object) -> str:
    """Return a parameter's value as it is written in ``qaframework.toml``."""
    if isinstance(value, (tuple, list, set, frozenset)):
        inner = sorted(value) if isinstance(value, (set, frozenset)) else value
        return "[" + ", ".join(map(as_toml, inner)) + "]"
    return "not set" if value is None else json.dumps(value, ensure_ascii=False)


def in_brief(value: object) -> str:
    """Return a parameter's value for the list of all rules, where a long one is on the rule's own page."""
    told = as_toml(value)
    return told if len(told) <= LONGEST else f"{told[0]}...{told[-1]}"


def rules_index() -> str:
    """Return the rules in tables, by what they are over."""
    by_table: dict[str, list[qa.Rule[Any]]] = {}
    for rule in BUILT_IN.rules:
        by_table.setdefault(rule.table, []).append(rule)
    parts = []
    for name, title in OVER.items():
        if name in by_table:
            parts += [f"## Over {title}", rules_table(by_table[name])]
    parts += ["## SMART checks", "Over each recommendation.", rules_table(BUILT_IN.smart_checks)]
    return "\n\n".join(parts)


def rules_table(rules: Iterable[qa.Rule[Any]]) -> str:
    """Return rules as a table, errors first."""
    weight = list(WEIGHS)
    return table(
        ("rule", "severity", "what it asks", "parameters", "source"),
        (
            (
                f"[{rule.slug}]({rule.slug}.md)",
                rule.severity,
                rule.title.rstrip("."),
                ", ".join(code(f"{name} = {in_brief(value)}") for name, value in rule.parameters.items()),
                rule.source,
            )
            for rule in sorted(rules, key=lambda rule: (weight.index(rule.severity), rule.slug))
        ),
    )


def tables() -> str:
    """Return every table of a workbook with its columns."""
    parts = []
    for name in TABLES:
        rows = [
            (code(column.name), "**needed**" if column.needed else "", kind(column), guidance(column))
            for column in columns_of(name)
        ]
        parts += [f"## {name}", table(("column", "", "holds", "what to write"), rows)]
    return "\n\n".join(parts)


def kind(column: Column) -> str:
    """Return what a column holds, in a word."""
    inner = column.kind
    if get_origin(inner) in (Union, UnionType):
        inner = next(one for one in get_args(inner) if one is not NoneType)
    if column.name in ("overall", "grade"):
        return "grade"
    if column.words:
        return "choice, or your own word" if column.open else "choice"
    if get_origin(inner) is tuple:
        return "codes"
    words = {date: "date", int: "whole number", float: "share", bool: "yes or no"}
    return words.get(inner, "text")


def guidance(column: Column) -> str:
    """Return what to write in a column, with its choices."""
    told = all(word in column.guidance for word in column.words)
    return column.guidance + ("" if told else ": " + ", ".join(map(code, column.words)))


def scales() -> str:
    """Return every built-in grading scale."""
    parts = []
    for scale in BUILT_IN.scales.values():
        parts += [f"## {scale.id}", f"{scale.title}. {in_use(scale)}".strip()]
        rows = [
            (level.label, {True: "yes", False: "no", None: "not declared"}[level.meets], also_read(level))
            for level in scale.levels
        ]
        if rows:
            parts.append(table(("level, best first", "meets the standard", "also read as"), rows))
        else:
            parts.append("It has no levels: write `not graded`.")
        if scale.source:
            parts.append(f"Source: {scale.source}.")
    return "\n\n".join(parts)


def in_use(scale: qa.GradingScale) -> str:
    """Return when a scale was in use."""
    since = f"from {scale.valid_from:%d/%m/%Y}" if scale.valid_from else ""
    until = f"until {scale.valid_until:%d/%m/%Y}" if scale.valid_until else ""
    days = " ".join(part for part in (since, until) if part)
    return f"In use {days}." if days else ""


def also_read(level: qa.Level) -> str:
    """Return the other words for a level, with the days they were in use."""

    def said(alias: qa.Alias) -> str:
        since = f"from {alias.since:%d/%m/%Y}" if alias.since else ""
        until = f"until {alias.until:%d/%m/%Y}" if alias.until else ""
        days = " ".join(part for part in (since, until) if part)
        return alias.label + (f" ({days})" if days else "")

    return ", ".join(map(said, level.aliases))


def crosswalks() -> str:
    """Return every built-in crosswalk."""
    rows = [
        (code(walk.source), code(walk.target), walk.kind, readings(walk), walk.author, walk.rationale)
        for walk in sorted(BUILT_IN.crosswalks, key=lambda walk: (walk.source, walk.target))
    ]
    return table(("from", "to", "kind", "reads as", "author", "why"), rows)


def readings(walk: qa.Crosswalk) -> str:
    """Return what each grade of a crosswalk reads as."""

    def said(labels: str | tuple[str, ...] | None) -> str:
        return "refused" if labels is None else labels if isinstance(labels, str) else " or ".join(labels)

    if walk.kind == "refuse":
        return "refused"
    return "; ".join(f"{label} as {said(labels)}" for label, labels in walk.table.items())


def templates() -> str:
    """Return every built-in review template."""
    limits = {"overall": "the overall grade", "below_standard": "the overall grade to below the standard", None: ""}
    parts = []
    for template in BUILT_IN.templates.values():
        rows = [
            (
                code(f"domain.{domain.code}"),
                domain.title,
                "**required**" if domain.required else "",
                ", ".join(sorted(domain.applies_to)).replace("_", " ") or "all",
                limits[domain.limits],
                " ".join(f"{code(prompt.id)} {prompt.text}" for prompt in domain.prompts),
            )
            for domain in template.domains
        ]
        first = template is BUILT_IN.templates.versions(template.id)[0]
        parts += [
            f"## {template.id if first else template.name}",
            f"{template.title}, version {template.version}. A review is of one {template.subject}."
            + (f" Source: {template.source}." if template.source else ""),
            *([] if not template.rationale_prompts else ["Beside each grade: " + " ".join(template.rationale_prompts)]),
            table(("column", "domain", "", "applies to", "limits", "questions"), rows),
        ]
    return "\n\n".join(parts)


def themes() -> str:
    """Return every built-in theme."""
    rows = [(code(theme.id), theme.title, theme.scope) for theme in BUILT_IN.themes.values()]
    shown_columns = 3 if any(row[2] for row in rows) else 2
    return table(("id", "theme", "what belongs to it")[:shown_columns], (row[:shown_columns] for row in rows))


def error_tree() -> str:
    """Return the tree of errors, as it is drawn in the code."""
    tree = (errors.__doc__ or "").partition("::\n")[2].partition("\n\nEach")[0]
    lines = [line[4:] for line in tree.strip("\n").splitlines()]
    return "```text\n" + "\n".join(lines) + "\n```"


def commands() -> str:
    """Return the help of every command."""
    parts = []
    for name, command in named(command_line, ""):
        parts += [f"## {name}", help_of(command, f"qaframework {name}")]
    return "\n\n".join([help_of(command_line, "qaframework"), *parts])


def named(group: click.Group, before: str) -> Iterator[tuple[str, click.Command]]:
    """Yield each command of a group, and those of the groups in it, by name."""
    for name in sorted(group.commands):
        command = group.commands[name]
        yield f"{before}{name}", command
        if isinstance(command, click.Group):
            yield from named(command, f"{before}{name} ")


def help_of(command: click.Command, name: str) -> str:
    """Return the help of one command."""
    settings = {**command_line.context_settings, "terminal_width": 90, "max_content_width": 90}
    context = click.Context(command, info_name=name, **settings)
    return "```text\n" + command.get_help(context).rstrip() + "\n```"


def disclosure_policies() -> str:
    """Return what each disclosure policy does, and who published it."""
    return "\n\n".join(policy_section(one) for one in qa.POLICIES.values())


def policy_section(one: qa.DisclosurePolicy) -> str:
    """Return the section of one disclosure policy."""
    places = {0: "whole numbers", 1: "one decimal place"}[one.percent_places]
    least = f", and none of fewer than {one.least_denominator}" if one.least_denominator > 1 else ""
    told = [f"\n## {one.id}", f"{one.title}. {one.sentence()}", f"Percentages: {places}{least}.", one.note]
    return "\n\n".join(filter(None, [*told, f"Source: {one.source}."]))


BLOCKS: Mapping[str, Callable[[], str]] = {
    "disclosure policies": disclosure_policies,
    "rules": rules_index,
    "tables": tables,
    "scales": scales,
    "crosswalks": crosswalks,
    "templates": templates,
    "themes": themes,
    "errors": error_tree,
    "commands": commands,
}


def generated() -> dict[Path, str]:
    """Return every page that holds something generated, as it should be."""
    pages = rule_pages()
    for page in sorted(DOCS.rglob("*.md")):
        text = page.read_text(encoding="utf-8")
        if BLOCK.search(text):
            pages[page] = BLOCK.sub(lambda block: f"{block[1]}\n{BLOCKS[block[2]]()}\n\n{block[3]}", text)
    return pages


def main() -> int:
    """Write the pages, or with ``--check`` name those that are not as they should be."""
    pages = generated()
    stale = [page for page, text in pages.items() if not page.exists() or page.read_text(encoding="utf-8") != text]
    left_over = sorted(set(RULES.glob("*.md")) - set(pages))
    changed = [str(page.relative_to(DOCS.parent)) for page in (*stale, *left_over)]
    if "--check" in sys.argv[1:]:
        print("\n".join([f"stale: {name}" for name in changed] or ["up to date"]))
        return 1 if changed else 0
    for page in stale:
        page.write_text(pages[page], encoding="utf-8", newline="\n")
    for page in left_over:
        page.unlink()
    print(f"{len(pages)} pages, {len(changed)} changed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
