"""The one description of the tables, from the record classes, used by Excel, CSV, JSON and rows alike.

Reading walks a table row by row and keeps every problem; writing turns records back into the same rows.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any, Literal, cast, get_args, get_origin, get_type_hints

import attrs

from qaframework.errors import DataError, Problem, ScaleError, nearest
from qaframework.files.cells import CellError, Order, as_code, plain, read_day, read_text, reader_of
from qaframework.model.programme import RECORDS, Origin, Programme
from qaframework.model.records import Judged, Judgement, Record, Suggested
from qaframework.model.templates import domain_code
from qaframework.plugins import Plugins
from qaframework.scales import Grade, GradingScale, Missing

DEFAULT_SCALE = "ofsted-2018"
"""The scale of reviews for which neither the row, its activity nor the caller names one."""

TABLES = ("activities", "children", "people", "reviews", "judgements", *list(RECORDS)[4:])
"""The tables in the order of the workbook."""


@attrs.frozen(kw_only=True)
class Column:
    """One column of a table.

    Attributes:
        name: its heading, and the attribute of the record.
        needed: whether a row without it cannot be read.
        guidance: what to write in it.
        kind: the type it is read as.
        words: the choices, if it has them.
        open: whether other words are allowed too.
    """

    name: str
    needed: bool = False
    guidance: str = ""
    kind: Any = str
    words: tuple[str, ...] = ()
    open: bool = False

    @property
    def is_date(self) -> bool:
        """Whether it holds dates."""
        return self.kind is date or date in get_args(self.kind)


@functools.cache
def columns_of(table: str) -> tuple[Column, ...]:
    """Return the columns of a table in the order of the workbook; ``domain.CODE`` columns come on top."""
    if table == "judgements":
        return (
            Column(name="review", needed=True, guidance="the id of the review, or of a later reading"),
            Column(name="domain", needed=True, guidance="the code of the domain"),
            Column(name="grade", needed=True, guidance="the grade in the words of the scale"),
            Column(name="rationale", guidance="why this grade"),
            Column(name="evidence", guidance="what it rests on, with dates"),
        )
    record = RECORDS[table]
    hints = get_type_hints(record, include_extras=True)
    columns = [_column(field, hints[field.name]) for field in attrs.fields(record) if field.name not in _NOT_COLUMNS]
    if issubclass(record, Judged):
        columns.append(Column(name="scale", guidance="the grading scale, where it is not the activity's"))
    own = [one for one in columns if one.name not in _LAST]
    return (*own, *(one for one in columns if one.name in _LAST))


_READING_ORDER = (
    "activities",
    "judgements",
    *(table for table in TABLES if table not in ("activities", "judgements")),
)
"""Scales before grades, and judgements before the reviews they go into."""

_NOT_COLUMNS = {"row", "judgements"}
_LAST = ("overall", "rationale", "scale", "provenance")


def _column(field: attrs.Attribute[Any], hint: Any) -> Column:
    kind, *notes = get_args(hint)
    suggested = next((note.words for note in notes if isinstance(note, Suggested)), ())
    inner = (
        next((one for one in get_args(kind) if one is not type(None)), kind) if type(None) in get_args(kind) else kind
    )
    words = suggested or (get_args(inner) if get_origin(inner) is Literal else ())
    return Column(
        name=field.name,
        needed=field.default is attrs.NOTHING,
        guidance=next(note for note in notes if isinstance(note, str)),
        kind=kind,
        words=words,
        open=bool(suggested),
    )


@attrs.frozen(kw_only=True)
class RawTable:
    """A table as a file holds it.

    Attributes:
        name: its sheet, file or key.
        headings: the heading of each column, with what people call it: a letter in Excel, the heading elsewhere.
        rows: each row's number as people see it, and its cells.
    """

    name: str
    headings: Sequence[tuple[str | None, str]]
    rows: Iterable[tuple[int, Sequence[object]]]


_DOMAIN_HEADING = re.compile(r"domain\s*[.:_ -]\s*(\S.*)", re.IGNORECASE)


def heading_key(heading: str) -> str:
    """Return a heading as it is compared: without case, spaces and underscores."""
    return re.sub(r"[\s_]+", "", heading.casefold())


def recognise(table: str, heading: object) -> str | None:
    """Return the column a heading names (``domain.CODE`` for a domain), or None."""
    if not isinstance(heading, str):
        return None
    names = {heading_key(column.name): column.name for column in columns_of(table)}
    name = names.get(heading_key(heading))
    if name is None and table in ("reviews", "readings") and (match := _DOMAIN_HEADING.fullmatch(heading.strip())):
        return f"domain.{domain_code(match[1])}"
    return name


def recognise_table(name: str) -> str | None:
    """Return the table a sheet or file is named after, or None."""
    return {heading_key(table): table for table in TABLES}.get(heading_key(name))


@attrs.define
class _Dates:
    """What a date column has shown so far about the order of day and month."""

    either: list[int] = attrs.field(factory=list)
    month_first: list[int] = attrs.field(factory=list)
    late_text: int = 0
    early_text: int = 0
    early_cells: list[int] = attrs.field(factory=list)
    late_cells: int = 0

    def saw(self, row: int, order: Order) -> None:
        match order:
            case "month_first":
                self.month_first.append(row)
            case "either":
                self.either.append(row)
                self.early_text += 1
            case "day_first":
                self.late_text += 1
            case "cell_early":
                self.early_cells.append(row)
            case "cell_late":
                self.late_cells += 1

    @property
    def swapped(self) -> bool:
        """Whether a spreadsheet set to American dates seems to have turned day and month around.

        It then makes dates of what it can (days up to 12) and leaves the rest as text (days above 12).
        """
        enough = min(self.late_text, len(self.early_cells)) >= 3
        return enough and not self.early_text and not self.late_cells


class Reader:
    """Reads tables into records and keeps every problem.

    Args:
        plugins: whose grading scales and review templates there are.
        kind: the sort of source.
        scale: the scale of reviews whose row and activity name none.
    """

    def __init__(
        self,
        plugins: Plugins,
        kind: Literal["excel", "csv", "json", "rows"],
        scale: str | None = None,
    ) -> None:
        self.scales = plugins.scales
        self.templates = plugins.templates
        self.kind = kind
        self.problems: list[Problem] = []
        self.left_with: list[Problem] = []
        self._names: dict[str, str] = {}
        self._columns: dict[str, dict[str, str]] = {}
        self._scale_of: dict[tuple[str, str], str] = {}
        self._unsure: dict[str, set[int]] = {}
        self._pending: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        self._attached: set[str] = set()
        self._grades: dict[tuple[str, str], Grade | Missing] = {}
        self._judgements: dict[tuple[str, Any, str], Judgement] = {}
        self._default = scale

    def programme(self, tables: Mapping[str, RawTable], ignored: Iterable[str] = ()) -> Programme:
        """Return the programme that the tables hold; ``.problems`` names what is not in it."""
        if self._default is not None and self._default not in self.scales:
            raise DataError([Problem("scale", *_unknown("grading scale", self._default, self.scales))])
        records: dict[str, list[Record]] = {}
        for table in _READING_ORDER:
            if table not in tables:
                continue
            raw = tables[table]
            self._names[table] = raw.name
            if table == "judgements":
                self._read_judgements(raw)
            else:
                records[table] = self._read(table, raw)
        self._orphans()
        return Programme(
            **cast("dict[str, Any]", records),
            problems=(*self.problems, *self.left_with),
            origin=Origin(self.kind, self._names, self._columns, tuple(ignored)),
        )

    # -- headings ------------------------------------------------------------------------------------------------

    def problem(self, table: str, row: int, column: str | None, what: str, fix: str = "") -> None:
        """Note a problem at one cell, or at a whole row."""
        origin = Origin(self.kind, self._names, self._columns)
        self.problems.append(Problem(origin.where(table, row, column), what, fix))

    def _plan(self, table: str, raw: RawTable) -> dict[str, int]:
        """Return the position of each column, and note headings that are unknown, doubled or absent."""
        plan: dict[str, int] = {}
        unknown: list[tuple[str, str]] = []
        letters = self._columns.setdefault(table, {})
        for position, (heading, label) in enumerate(raw.headings):
            if heading is None:
                continue
            name = recognise(table, heading)
            if name is None:
                unknown.append((heading, label))
            elif name in plan:
                self.problems.append(
                    Problem(self._heading(raw, label), f"a second column {name!r}", "Keep one of them")
                )
            else:
                plan[name] = position
                letters[name] = label
        known = [column.name for column in columns_of(table)]
        for heading, label in unknown:
            # Without any heading that is known this row may be data, and data is not repeated in messages.
            near = nearest(heading.casefold(), known)
            named = f"column {heading!r}" if plan else "column"
            fix = f"Did you mean {near!r}" if near else f"Take it out, or name it one of {', '.join(known)}"
            self.problems.append(Problem(self._heading(raw, label), f"a {named} that {table} does not have", fix))
        for column in columns_of(table):
            if column.needed and column.name not in plan:
                fix = f"Add it: {column.guidance}"
                self.problems.append(Problem(raw.name, f"there is no column {column.name!r}", fix))
        return plan

    def _heading(self, raw: RawTable, label: str) -> str:
        return f"{raw.name} column {label}" if self.kind == "excel" or label.isdigit() else f"{raw.name}.{label}"

    # -- rows ----------------------------------------------------------------------------------------------------

    def _cells(self, table: str, raw: RawTable) -> Iterator[tuple[int, dict[str, Any], bool]]:
        """Yield each row that is not blank: its number, its values, and whether all of them could be read."""
        plan = self._plan(table, raw)
        columns = [(column, plan[column.name]) for column in columns_of(table) if column.name in plan]
        domains = [(name, position) for name, position in plan.items() if name.startswith("domain.")]
        complete = all(column.name in plan for column in columns_of(table) if column.needed)
        bare = [i for i, (heading, _) in enumerate(raw.headings) if heading is None]
        readers = [(c, p, *self._column_reader(c)) for c, p in columns]
        for number, cells in raw.rows:
            values: dict[str, Any] = {}
            sound = complete
            width = len(cells)
            for column, position, read, dates in readers:
                cell = cells[position] if position < width else None
                if cell is None or cell == "":
                    continue
                try:
                    value = plain(cell)
                    if value is None:
                        continue
                    if dates is None:
                        values[column.name] = read(value)
                    else:
                        values[column.name], order = read(value)
                        dates.saw(number, order)
                except CellError as error:
                    sound = False
                    self.problem(table, number, column.name, error.what, error.fix)
                    values[column.name] = None
            for name, position in domains:
                cell = cells[position] if position < width else None
                if cell is not None and cell != "":
                    try:
                        value = plain(cell)
                        if value is not None:
                            values[name] = read_text(value)
                    except CellError as error:
                        sound = False
                        self.problem(table, number, name, error.what, error.fix)
            if not values and not self._stray(table, raw, number, cells, bare):
                continue
            sound = self._needed(table, number, values, columns) and sound
            sound = not self._stray(table, raw, number, cells, bare, note=True) and sound
            yield number, values, sound
        for column, _, _, dates in readers:
            if dates is not None:
                self._unsure.setdefault(table, set()).update(self._mixed(table, column, dates))

    def _column_reader(self, column: Column) -> tuple[Callable[[Any], Any], _Dates | None]:
        if column.is_date:
            return _remembering(read_day), _Dates()
        if column.name in _GRADED:
            return read_text, None
        return (_open_reader(column) if column.open else reader_of(column.kind)), None

    def _needed(
        self, table: str, number: int, values: Mapping[str, Any], columns: Iterable[tuple[Column, int]]
    ) -> bool:
        sound = True
        for column, _ in columns:
            if column.needed and column.name not in values:
                fix = column.guidance
                self.problem(table, number, column.name, "blank", f"Write {fix}")
                sound = False
        if table == "reviews" and "child" not in values and "subject" not in values:
            self.problem(table, number, "child", "blank", "Write the child's pseudonym, or the subject of the review")
            sound = False
        return sound

    def _stray(
        self,
        table: str,
        raw: RawTable,
        number: int,
        cells: Sequence[object],
        bare: list[int],
        *,
        note: bool = False,
    ) -> bool:
        """Return whether the row holds something outside the columns that have a heading."""
        stray = [i for i in (*bare, *range(len(raw.headings), len(cells))) if i < len(cells) and _filled(cells[i])]
        if stray and note:
            fix = "Give its column a heading, or take it out; in CSV, put text with commas in quotes"
            self.problem(table, number, None, f"a value in a column without a heading ({len(stray)} in this row)", fix)
        return bool(stray)

    def _mixed(self, table: str, column: Column, dates: _Dates) -> list[int]:
        """Note the dates of a column in which day and month cannot be told apart, and return their rows."""
        unsure = list(dates.month_first)
        for number in dates.month_first:
            self.problem(
                table,
                number,
                column.name,
                "a date with the month first",
                "Write it as 25/03/2024 or 2024-03-25",
            )
        if dates.month_first:
            for number in dates.either:
                what = "a date that can be read two ways, in a column that holds month-first dates"
                self.problem(table, number, column.name, what, "Write it as 2024-03-25")
            unsure += dates.either
        if dates.swapped:
            what = "a date whose day and month may have been swapped: the other dates of this column were left as text"
            for number in dates.early_cells:
                self.problem(table, number, column.name, what, "Check it against the source and write it as 2024-03-25")
            unsure += dates.early_cells
        return unsure

    def _read(self, table: str, raw: RawTable) -> list[Record]:
        kind = RECORDS[table]
        records: list[Record] = []
        for number, values, sound in self._cells(table, raw):
            if issubclass(kind, Judged):
                sound = self._judge(table, number, values) and sound
                if not sound:
                    self._leave(self._pending.get(values.get("id", ""), ()))
            elif table == "activities":
                sound = self._known_names(number, values) and sound
            if sound:
                records.append(kind(row=number, **values))
        unsure = self._unsure.get(table)
        return [record for record in records if record.row not in unsure] if unsure else records

    # -- grades --------------------------------------------------------------------------------------------------

    def _known_names(self, number: int, values: Mapping[str, Any]) -> bool:
        """Return whether an activity's scale and template are known, and note where they are not."""
        scale, template = values.get("scale"), values.get("template")
        if scale is not None:
            self._scale_of["activities", values.get("id") or ""] = scale
            if scale not in self.scales:
                self.problem("activities", number, "scale", *_unknown("grading scale", scale, self.scales))
        if template is not None and template not in self.templates:
            self.problem("activities", number, "template", *_unknown("review template", template, self.templates))
        return (scale is None or scale in self.scales) and (template is None or template in self.templates)

    def _judge(self, table: str, number: int, values: dict[str, Any]) -> bool:
        """Turn the grades among a row's values from text into grades; return whether all of them could be read."""
        key = values.get("id") or ""
        named = values.pop("scale", None)
        domains = {column[7:]: values.pop(column) for column in list(values) if column.startswith("domain.")}
        parent = ("activities", values.get("activity")) if table == "reviews" else ("reviews", values.get("review"))
        name = named or self._scale_of.get((parent[0], parent[1] or "")) or self._default or DEFAULT_SCALE
        self._scale_of[table, key] = name
        self._attached.add(key)
        scale = self.scales.get(name)
        if scale is None:
            if named:
                self.problem(table, number, "scale", *_unknown("grading scale", named, self.scales))
            return False
        on = values.get("completed_on") or values.get("read_on")
        overall = self._grade(scale, values.get("overall"), on, table, number, "overall")
        sound = overall is not None
        judgements: dict[str, Judgement] = {}
        for code, text in domains.items():
            grade = self._grade(scale, text, on, table, number, f"domain.{code}")
            if grade is None:
                sound = False
            else:
                judgements[code] = self._judgement(code, grade)
        for row, told in self._pending.get(key, ()):
            sound = self._add(judgements, scale, on, row, told) and sound
        values["overall"] = overall
        values["judgements"] = tuple(judgements.values())
        return sound

    def _judgement(self, code: str, grade: Grade | Missing) -> Judgement:
        """Return the judgement without words of its own; equal ones are one object, for a large file has millions."""
        name = grade.scale.id if isinstance(grade, Grade) else ""
        key = (code, str(grade), name)
        if key not in self._judgements:
            self._judgements[key] = Judgement(code, grade)
        return self._judgements[key]

    def _grade(
        self, scale: GradingScale, text: str | None, on: date | None, table: str, row: int, column: str
    ) -> Grade | Missing | None:
        if text is None:
            return None
        key = (scale.id, text)
        found = self._grades.get(key)
        if found is None:
            try:
                found = scale.parse(text, on)
            except ScaleError as error:
                choices = ", ".join(level.label for level in scale.levels) or "not graded"
                self.problem(table, row, column, str(error), f"Write one of {choices}; or not graded, not applicable")
                return None
            if not any(alias.since or alias.until for level in scale.levels for alias in level.aliases):
                self._grades[key] = found
        return found

    def _read_judgements(self, raw: RawTable) -> None:
        for number, values, sound in self._cells("judgements", raw):
            if sound:
                self._pending.setdefault(values["review"], []).append((number, values))

    def _add(
        self,
        judgements: dict[str, Judgement],
        scale: GradingScale,
        on: date | None,
        row: int,
        told: Mapping[str, Any],
    ) -> bool:
        code = domain_code(told["domain"])
        grade = self._grade(scale, told["grade"], on, "judgements", row, "grade")
        if grade is None:
            return False
        before = judgements.get(code)
        if before is not None and (before.grade != grade or before.rationale or before.evidence):
            fix = "Keep one of them"
            self.problem("judgements", row, "domain", "a second judgement of this domain in this review", fix)
            return False
        judgements[code] = Judgement(code, grade, told.get("rationale"), told.get("evidence"))
        return True

    def _leave(self, pending: Iterable[tuple[int, Mapping[str, Any]]]) -> None:
        origin = Origin(self.kind, self._names, self._columns)
        for row, _ in pending:
            where = origin.where("judgements", row)
            self.left_with.append(Problem(where, "left out with its review", "Put the review right"))

    def _orphans(self) -> None:
        for key, pending in self._pending.items():
            for row, _ in pending if key not in self._attached else ():
                self.problem(
                    "judgements",
                    row,
                    "review",
                    "no review or reading has this id",
                    "Correct it, or add the review",
                )


_GRADED = frozenset({"overall", "grade"})


def _remembering(read: Callable[[object], Any]) -> Callable[[object], Any]:
    """Return a reader that reads each text once: a long column holds few different dates."""
    seen: dict[str, Any] = {}

    def remembered(value: object) -> Any:
        if not isinstance(value, str):
            return read(value)
        if value not in seen:
            seen[value] = read(value)
        return seen[value]

    return remembered


def _open_reader(column: Column) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = read_text(value)
        return as_code(text) if as_code(text) in column.words else text

    return read


def _unknown(kind: str, name: str, known: Iterable[str]) -> tuple[str, str]:
    near = nearest(name, known)
    return (
        f"a {kind} that no plugin gives",
        f"Did you mean {near!r}" if near else f"There are {', '.join(sorted(known))}",
    )


def _filled(cell: object) -> bool:
    try:
        return plain(cell) is not None
    except CellError:
        return True


# -- writing -----------------------------------------------------------------------------------------------------


def tables_of(year: Programme) -> Iterator[tuple[str, list[str], Iterator[dict[str, Any]]]]:
    """Yield each table that holds anything: its name, its headings, and its rows as plain values.

    Raises:
        DataError: a review mixes scales, so that its grades could not be read back.
    """
    scales = {activity.id: activity.scale for activity in year.activities}
    of_review = {review.id: _scale_in(review) for review in year.reviews}
    for table in TABLES:
        if table == "judgements":
            rows: list[dict[str, Any]] = list(_judgement_rows((*year.reviews, *year.readings)))
        elif table == "reviews":
            rows = [_judged_row(one, scales.get(one.activity)) for one in year.reviews]
        elif table == "readings":
            rows = [_judged_row(one, of_review.get(one.review)) for one in year.readings]
        else:
            rows = [one.rows_of() for one in year.table(table)]
        if rows:
            used = {name for row in rows for name, value in row.items() if value not in (None, ())}
            known = [c.name for c in columns_of(table) if c.name in used or c.name not in ("scale", "provenance")]
            domains = sorted(name for name in used if name.startswith("domain."))
            last = [name for name in known if name in ("scale", "provenance")]
            yield table, [name for name in known if name not in last] + domains + last, iter(rows)


def _scale_in(record: Judged) -> str | None:
    """Return the id of the scale a review is graded on; None where it has no grade."""
    grades = [record.overall, *(judgement.grade for judgement in record.judgements)]
    names = sorted({grade.scale.id for grade in grades if isinstance(grade, Grade)})
    if len(names) > 1:
        where = f"{type(record).__name__.lower()} {getattr(record, 'id', '')}"
        raise DataError(
            [Problem(where, f"grades of two scales: {' and '.join(names)}", "Keep to one scale in a review")]
        )
    return names[0] if names else None


def _judged_row(record: Judged, expected: str | None) -> dict[str, Any]:
    row = record.rows_of()
    judgements: tuple[Judgement, ...] = row.pop("judgements")
    row["overall"] = str(record.overall)
    scale = _scale_in(record)
    if scale is not None and scale != (expected or DEFAULT_SCALE):
        row["scale"] = scale
    return row | {f"domain.{judgement.domain}": str(judgement.grade) for judgement in judgements}


def _judgement_rows(records: Iterable[Judged]) -> Iterator[dict[str, Any]]:
    for record in records:
        for judgement in record.judgements:
            if judgement.rationale or judgement.evidence:
                yield {
                    "review": getattr(record, "id", ""),
                    "domain": judgement.domain,
                    "grade": str(judgement.grade),
                    "rationale": judgement.rationale,
                    "evidence": judgement.evidence,
                }
