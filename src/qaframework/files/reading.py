"""Read tables into records, row by row, and keep every problem. A row is kept whole, or left out and named."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, cast

from qaframework.errors import Problem, nearest
from qaframework.files.blocks import Cells, Values, blocks_of
from qaframework.files.cells import CellError, plain, single
from qaframework.files.columns import Layout, lay_out
from qaframework.files.grades import GradeReader
from qaframework.files.judgements import JudgementRows
from qaframework.files.notes import Notes
from qaframework.files.sources import Source
from qaframework.files.tables import DEFAULT_SCALE, TABLES, columns_of
from qaframework.model.programme import RECORDS, Programme
from qaframework.model.records import Judged, Judgement, Record
from qaframework.plugins import Plugins
from qaframework.scales import GradingScale

_ORDER = ("activities", "judgements", *(table for table in TABLES if table not in ("activities", "judgements")))
"""Scales before grades, and judgements before the reviews they go into."""

_KINDS = {"scale": "grading scale", "template": "review template"}

_TWO_SCALES = ""
"""What stands for the scale of an id that two records have, on different scales."""


class Reader:
    """Reads the tables of one source into a programme.

    Args:
        plugins: whose grading scales and review templates there are.
        source: the tables.
        scale: the scale of reviews whose row and activity name none.
    """

    def __init__(self, plugins: Plugins, source: Source, scale: str | None = None) -> None:
        self._tables = source.tables
        self._notes = Notes(source)
        self._grades = GradeReader(plugins.scales.values())
        self._scales = plugins.scales
        self._templates = plugins.templates
        self._default = scale or DEFAULT_SCALE
        self._scale_of: dict[tuple[str, str], str | None] = {}
        self._lost = set(source.unread)
        self._judgement_rows = JudgementRows(self._notes, self._grades)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What cannot be read, in the order of the tables and their rows; complete once the programme is read."""
        return self._notes.problems

    def programme(self) -> Programme:
        """Return the programme that the tables hold; its ``problems`` name what is not in it."""
        tables: dict[str, list[Record]] = {}
        for table in _ORDER:
            if table in self._tables and table == "judgements":
                layout = lay_out(table, self._tables[table], self._notes)
                for number, values, _, sound in self._rows(table, layout):
                    self._judgement_rows.collect(number, values, sound)
            elif table in self._tables:
                tables[table] = self._read(table)
        self._judgement_rows.attach(tables, lost=not self._lost.isdisjoint(("reviews", "readings")))
        return Programme(
            **cast("dict[str, Any]", tables),
            problems=(*self._notes.problems, *self._notes.left_out),
            origin=self._notes.origin,
        )

    def _read(self, table: str) -> list[Record]:
        layout = lay_out(table, self._tables[table], self._notes)
        kind = RECORDS[table]
        judged = issubclass(kind, Judged)
        records: list[Record] = []
        for number, values, cells, sound in self._rows(table, layout):
            if judged:
                sound = self._judge(table, layout, number, values, cells) and sound
            elif table == "activities":
                sound = self._know(number, values) and sound
            if sound:
                records.append(kind(row=number, **values))
        unsure = {row for days in layout.dates.values() for row, _, _ in days.unsure()}
        return [record for record in records if record.row not in unsure] if unsure else records

    # Rows

    def _rows(self, table: str, layout: Layout) -> Iterator[tuple[int, Values, Cells, bool]]:
        """Yield each row that is not blank: its number, its values, its cells, and whether all of it could be read."""
        not_laid_out = 0
        for block in blocks_of(layout, self._tables[table].rows):
            for place, name, error in block.faults:
                self._notes.cell(table, block.numbers[place], name, error.what, error.fix)
            broken = {place for place, _, _ in block.faults}
            for place, (number, values, cells) in enumerate(zip(block.numbers, block.values, block.cells, strict=True)):
                sound = place not in broken
                if cells:
                    stray = self._stray(table, layout, number, cells)
                    if not (values or stray or any(_filled(cells[at]) for at in layout.domains_at)):
                        continue
                    sound = self._not_blank(table, layout, number, values) and sound and not stray and layout.complete
                    not_laid_out += not layout.complete
                yield number, values, cells, sound
        self._notes.leave_rows(table, not_laid_out)
        for name, days in layout.dates.items():
            for number, what, fix in days.unsure():
                self._notes.cell(table, number, name, what, fix)

    def _stray(self, table: str, layout: Layout, number: int, cells: Cells) -> bool:
        """Return whether there are values outside the columns with a heading, and note them."""
        if not layout.bare and len(cells) == layout.width:
            return False
        stray = sum(map(_filled, _outside(layout, cells)))
        if stray:
            what = f"a value in a column without a heading ({stray} in this row)"
            fix = "Give its column a heading, or take it out; in CSV, put text with commas in quotes"
            self._notes.cell(table, number, None, what, fix)
        return stray > 0

    def _not_blank(self, table: str, layout: Layout, number: int, values: Values) -> bool:
        """Return whether a row has all it needs, and note where not."""
        sound = values.keys() >= layout.needed
        if not sound:
            for column in columns_of(table):
                if column.name in layout.needed and column.name not in values:
                    self._notes.cell(table, number, column.name, "a blank cell", f"Write {column.guidance}")
        if table == "reviews" and layout.complete and not values.keys() & {"child", "subject"}:
            fix = "Write the child's pseudonym; or, where the review is not about a child, its subject"
            self._notes.cell(table, number, "child", "a blank cell", fix)
            return False
        return sound

    # Scales

    def _know(self, number: int, values: Values) -> bool:
        """Remember an activity's scale; return whether its scale and template are known, and note where not."""
        sound = self._known("activities", number, values, "scale", self._scales)
        sound = self._known("activities", number, values, "template", self._templates) and sound
        if values.get("id"):
            self._remember_scale("activities", values["id"], values.get("scale", self._default))
        else:
            self._lost.add("activities")
        return sound

    def _known(self, table: str, number: int, values: Values, column: str, known: Iterable[str]) -> bool:
        name = values.get(column)
        if name is None or name in known:
            return True
        near = nearest(name, known)
        fix = f"Did you mean {near!r}?" if near else f"Write one of {', '.join(sorted(known))}"
        if column == "template" and name.partition("@")[0] in known:
            fix = "Put this version back beside the others of its name, so that what was made with it can be read"
        self._notes.cell(table, number, column, f"a {_KINDS[column]} that no plugin gives", fix)
        values[column] = None
        return False

    def _remember_scale(self, table: str, key: str, name: str | None) -> None:
        """Remember on which scale an activity or review is graded; None where nobody can tell."""
        before = self._scale_of.setdefault((table, key), name)
        if before != name:
            self._scale_of[table, key] = None if None in (before, name) else _TWO_SCALES

    def _scale(self, table: str, number: int, values: Values) -> GradingScale | None:
        """Return the scale of a review's or reading's grades; where nobody can tell, name the row."""
        if "scale" in values:
            self._known(table, number, values, "scale", self._scales)
            name: str | None = values.pop("scale")
        else:
            name = self._inherited_scale(table, number, values)
        if values.get("id"):
            self._remember_scale(table, values["id"], name)
        else:
            self._lost.add(table)
        return self._scales[name] if name else None

    def _inherited_scale(self, table: str, number: int, values: Values) -> str | None:
        """Return the scale of a review's activity, or of a reading's review."""
        parents, parent = ("activities", "activity") if table == "reviews" else ("reviews", "review")
        key = (parents, values.get(parent) or "")
        if key not in self._scale_of and parents not in self._lost:
            return self._default
        name = self._scale_of.get(key)
        if name == _TWO_SCALES:
            fix = f"Write the scale in this row, or give each {parent} an id of its own"
            self._notes.cell(table, number, parent, f"the id of more than one {parent}, on different scales", fix)
            return None
        if name is None:
            why = f"with its {parent}, for nobody can tell on which scale it is graded"
            self._notes.leave_row(table, number, why, f"Put the {parent} right")
        return name

    # Grades

    def _judge(self, table: str, layout: Layout, number: int, values: Values, cells: Cells) -> bool:
        """Turn a row's grades from text into grades; return whether all of them could be read."""
        on = values.get("completed_on") or values.get("read_on")
        sound = self._known(table, number, values, "template", self._templates)
        scale = self._scale(table, number, values)
        self._judgement_rows.hold(values.get("id"), table, number, scale, on)
        if scale is None:
            return False
        if values.get("overall"):
            try:
                values["overall"] = self._grades.grades(scale, on)[values["overall"]]
            except CellError as error:
                self._notes.cell(table, number, "overall", error.what, error.fix)
                sound = False
        judgements = self._domains(table, layout, number, cells, scale, on) if cells else []
        values["judgements"] = judgements
        return sound and judgements is not None

    def _domains(
        self, table: str, layout: Layout, number: int, cells: Cells, scale: GradingScale, on: date | None
    ) -> list[Judgement] | None:
        """Return the judgements in a row's domain columns; None where one cannot be read."""
        known = self._grades.judgements(scale, layout.domains, on)
        told = [cells[position] for position in layout.domains_at]
        try:
            return list(filter(None, map(operator.getitem, known, told)))
        except (CellError, TypeError):
            pass
        judgements: list[Judgement | None] = []
        for code, cell, judgement_of in zip(layout.domains, told, known, strict=True):
            try:
                judgements.append(judgement_of[single(cell)])
            except CellError as error:
                self._notes.cell(table, number, f"domain.{code}", error.what, error.fix)
        return list(filter(None, judgements)) if len(judgements) == len(known) else None


def _outside(layout: Layout, cells: Cells) -> Iterator[object]:
    """Yield the cells that stand outside the columns with a heading."""
    yield from (cells[position] for position in layout.bare)
    yield from cells[layout.width :]


def _filled(cell: object) -> bool:
    try:
        return plain(cell) is not None
    except CellError:
        return True
