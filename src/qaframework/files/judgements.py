"""The rows of the judgements table, kept until the reviews and readings they name have been read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import attrs

from qaframework.files.cells import CellError
from qaframework.files.grades import GradeReader
from qaframework.files.notes import Notes
from qaframework.model.records import Judged, Judgement, Record
from qaframework.model.templates import domain_code
from qaframework.scales import GradingScale

ByRow = dict[int | None, Record]


@attrs.frozen
class _Holder:
    """A review or reading that may hold judgements: where it stands, and how its grades are read."""

    table: str
    row: int
    scale: GradingScale | None
    on: date | None


@attrs.frozen
class _Told:
    """One row of the table; the grade is None where the row cannot be read."""

    row: int
    domain: str
    grade: str | None
    rationale: str | None
    evidence: str | None


class JudgementRows:
    """Collects the rows of the judgements table, and puts them into the reviews and readings they name.

    Args:
        notes: where to note what cannot be read.
        grades: reads grades.
    """

    def __init__(self, notes: Notes, grades: GradeReader) -> None:
        self._notes = notes
        self._grades = grades
        self._told: dict[str, list[_Told]] = defaultdict(list)
        self._holders: dict[str, list[_Holder]] = defaultdict(list)

    def collect(self, row: int, values: Mapping[str, Any], sound: bool) -> None:
        """Keep a row for the review it names. One that cannot be read is kept too: its review is not whole."""
        if values.get("review"):
            domain = domain_code(values.get("domain") or "")
            grade = values.get("grade") if sound else None
            told = _Told(row, domain, grade, values.get("rationale"), values.get("evidence"))
            self._told[values["review"]].append(told)

    def hold(self, key: str | None, table: str, row: int, scale: GradingScale | None, on: date | None) -> None:
        """Remember a review or reading by its id, if any row of judgements names it.

        Args:
            key: its id.
            table, row: where it stands.
            scale, on: how its grades are read; no scale where nobody can tell which it is.
        """
        if key in self._told:
            self._holders[key].append(_Holder(table, row, scale, on))

    def attach(self, tables: dict[str, list[Record]], *, lost: bool) -> None:
        """Put the rows into the records they name.

        Args:
            tables: the records by table.
            lost: whether there are reviews or readings of which not even the id could be read.
        """
        if not self._told:
            return
        records: dict[str, ByRow] = {
            table: {record.row: record for record in tables[table]}
            for table in ("reviews", "readings")
            if table in tables
        }
        for key, told in self._told.items():
            holders = self._holders[key]
            if len(holders) == 1:
                self._complete(holders[0], told, records[holders[0].table])
            elif holders:
                self._refuse(holders, told, records)
            else:
                self._orphan(told, lost)
        tables |= {table: list(rows.values()) for table, rows in records.items()}

    def _complete(self, holder: _Holder, told: Sequence[_Told], records: ByRow) -> None:
        """Give a review the judgements told of it, or leave it out where one of them cannot be read."""
        record = records.get(holder.row)
        own = {one.domain: one for one in record.judgements} if isinstance(record, Judged) else {}
        added: dict[str, Judgement] = {}
        sound = [one for one in told if self._add(holder, one, own, added)]
        if isinstance(record, Judged) and len(sound) == len(told):
            records[holder.row] = attrs.evolve(record, judgements=(own | added).values())
            return
        if record is not None:
            del records[holder.row]
            why = "with a judgement of it that cannot be read"
            self._notes.leave_row(holder.table, holder.row, why, "Put the judgement right")
        for one in sound:
            self._notes.leave_row("judgements", one.row, "with its review", "Put the review right")

    def _add(self, holder: _Holder, told: _Told, own: Mapping[str, Judgement], added: dict[str, Judgement]) -> bool:
        """Add a judgement to those of its review; return whether it can be read, and note where not."""
        if holder.scale is None or told.grade is None:
            return told.grade is not None
        try:
            grade = self._grades.grades(holder.scale, holder.on)[told.grade]
        except CellError as error:
            self._notes.cell("judgements", told.row, "grade", error.what, error.fix)
            return False
        if told.domain in added:
            what = "a second judgement of this domain in this review"
            self._notes.cell("judgements", told.row, "domain", what, "Keep one of them")
            return False
        if told.domain in own and own[told.domain].grade != grade:
            what = "another grade than the one in the row of the review"
            self._notes.cell("judgements", told.row, "grade", what, "Make them the same")
            return False
        added[told.domain] = Judgement(told.domain, grade, told.rationale, told.evidence)
        return True

    def _refuse(self, holders: Iterable[_Holder], told: Iterable[_Told], records: Mapping[str, ByRow]) -> None:
        """Note judgements whose review cannot be told from another, and leave out those reviews."""
        for one in told:
            what = "the id of more than one review or reading"
            self._notes.cell("judgements", one.row, "review", what, "Give each an id of its own")
        for holder in holders:
            if records[holder.table].pop(holder.row, None) is not None:
                why = "for nobody can tell which judgements are its own"
                self._notes.leave_row(holder.table, holder.row, why, "Give each review and reading an id of its own")

    def _orphan(self, told: Iterable[_Told], lost: bool) -> None:
        """Note judgements of a review that is not there, or leave them out with one whose id could not be read."""
        for one in told:
            if lost:
                self._notes.leave_row("judgements", one.row, "with its review", "Put the review right")
            else:
                fix = "Correct it, or add the review"
                self._notes.cell("judgements", one.row, "review", "no review or reading has this id", fix)
