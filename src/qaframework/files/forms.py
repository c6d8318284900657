"""The form of one review: its questions and domains in a workbook to fill in, and the filled ones added to the year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

from qaframework.errors import DataError, Problem, UnknownNameError
from qaframework.files import excel
from qaframework.files.saving import save
from qaframework.files.tables import DEFAULT_SCALE, columns_of
from qaframework.files.writing import WrittenTable
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Record
from qaframework.model.templates import Domain, ReviewTemplate
from qaframework.plugins import Plugins
from qaframework.rules import DEFAULT_TEMPLATE
from qaframework.scales import Missing

_ABOUT = {
    "child": ("child", "worker", "manager"),
    "family": ("subject", "children", "worker", "manager"),
    "event": ("subject", "event", "child", "worker", "manager"),
    "agency": ("child", "subject", "agency"),
    "contact": ("subject", "child", "agency"),
    "provider": ("subject", "children", "reported_on", "agreed_on"),
}
"""What a form asks about its subject, by the template's word for it."""

_HEARD = ("child_voice", "family_voice", "voice_note")
_FOLLOWS: Mapping[str, tuple[str, ...]] = {
    "findings": ("id", "activity", "theme", "direction", "statement", "voice", "child"),
    "recommendations": (
        *("id", "text", "level", "source", "raised_on", "owner", "due"),
        *("measure", "domain", "themes", "organisation"),
    ),
}
"""The sheets below the review, with their columns."""

ADDED = ("reviews", "answers", "findings", "recommendations")
"""The tables that a filled form adds to."""


def form(year: Programme, plugins: Plugins, known: Mapping[str, Any]) -> bytes:
    """Return the form of one review as a workbook, with what is known already filled in.

    Args:
        year: the programme the review will belong to.
        plugins: whose templates and scales there are.
        known: columns of the review; ``id`` and ``activity`` at least.

    Raises:
        UnknownNameError: the activity, its scale or its template is not there.
    """
    activities = by_id(year.activities)
    if known["activity"] not in activities:
        raise UnknownNameError("activity", known["activity"], activities)
    activity = activities[known["activity"]]
    name = known.get("template") or activity.template or DEFAULT_TEMPLATE
    if name not in plugins.templates:
        raise UnknownNameError("review template", name, plugins.templates)
    scale = activity.scale or DEFAULT_SCALE
    if scale not in plugins.scales:
        raise UnknownNameError("grading scale", scale, plugins.scales)
    template = plugins.templates[name]
    child = by_id(year.children).get(known.get("child") or "")
    row = {**known, "template": template.name, "scale": scale}
    return excel.filled([*_tables(template, row, child.status if child else None)], plugins, scale, template)


def _tables(template: ReviewTemplate, row: Mapping[str, Any], status: str | None) -> Iterator[WrittenTable]:
    columns = [column.name for column in columns_of("reviews")]
    about = _ABOUT.get(template.subject, ("subject",))
    asked = {"id", "activity", *about, "reviewer", "completed_on", *_HEARD, "discussed_on", "system_block", *row}
    last = ("overall", "rationale", "template", "scale")
    yield WrittenTable("reviews", [*(one for one in columns if one in asked - {*last}), *last], [row])
    meant = [domain for domain in template.domains if status is None or domain.applies(status)]
    yield WrittenTable(
        "answers",
        ["review", "question", "asked", "answer", "note"],
        [
            {"review": row["id"], "question": prompt.id, "asked": prompt.text}
            for domain in meant
            for prompt in domain.prompts
        ],
    )
    yield WrittenTable(
        "judgements",
        ["review", "domain", "title", "prompts", "grade", "rationale", "evidence"],
        [_judgement(row["id"], domain, domain in meant) for domain in template.domains],
    )
    for table, headings in _FOLLOWS.items():
        yield WrittenTable(table, headings, [])


def _judgement(review: str, domain: Domain, meant: bool) -> dict[str, str | None]:
    return {
        "review": review,
        "domain": domain.code,
        "title": domain.title,
        "prompts": "\n".join(map(str, domain.prompts)) or None,
        "grade": str(Missing.NOT_GRADED if meant else Missing.NOT_APPLICABLE),
    }


def save_form(target: Path, content: bytes) -> Path:
    """Write a form.

    Raises:
        DataError: the file's name does not end in ``.xlsx``, or it cannot be written there.
    """
    if target.suffix.lower() != ".xlsx":
        raise DataError([Problem(target.name, "no name of a workbook", "End it in .xlsx")])
    save(target, content)
    return target


def joined(year: Programme, forms: Sequence[tuple[str, Programme]]) -> Programme:
    """Return a programme with the reviews of filled forms in it, and what came with them.

    What is there already and says the same is not added again.

    Raises:
        DataError: a form says something else of a record that is there, or belongs to no activity of the year.
    """
    problems: list[Problem] = []
    for name, form_ in forms:
        problems += _strangers(name, form_, year)
        for table in ADDED:
            added, refused = _fresh(year.table(table), form_.table(table), name, table)
            problems += refused
            held: Any = (*year.table(table), *added)
            year = attrs.evolve(year, **{table: held})
    if problems:
        raise DataError(problems)
    return year


def _strangers(name: str, form_: Programme, year: Programme) -> Iterator[Problem]:
    """Yield what a form refers to and the year does not have."""
    activities, children = by_id(year.activities), by_id(year.children)
    for review in form_.reviews:
        if review.activity not in activities:
            fix = "Correct it in the form, or add the activity to the year first"
            yield Problem(f"{name} {form_.where(review, 'activity')}", "an activity that the year does not have", fix)
        if year.children and any(one not in children for one in (review.child, *review.children) if one):
            fix = "Correct it in the form, or add the child to the year first"
            yield Problem(f"{name} {form_.where(review, 'child')}", "a child whom the year does not have", fix)


def _fresh(
    held: Sequence[Record], given: Iterable[Record], name: str, table: str
) -> tuple[list[Record], list[Problem]]:
    """Return the records of a form that are not there yet, and what is wrong with those that say something else."""
    known = {_key(record): record for record in held}
    fresh, problems = [], []
    for record in given:
        there = known.setdefault(_key(record), record)
        if there is record:
            fresh.append(attrs.evolve(record, row=None))
        elif there != record:
            what = f"a record of {table} that is there already and says something else"
            fix = "A review is not written over: add a reading, or give this one an id of its own"
            problems.append(Problem(f"{name} {table} row {record.row}", what, fix))
    return fresh, problems


def _key(record: Record) -> tuple[str, ...]:
    """Return what tells a record of a table from the others."""
    return (getattr(record, "id", ""), getattr(record, "review", ""), getattr(record, "question", ""))
