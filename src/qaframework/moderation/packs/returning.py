"""Read packs that came back, and append what readers graded; refuse whatever was altered, all of it named."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import attrs

from qaframework.errors import DataError, Problem, ScaleError, UnknownNameError
from qaframework.files import PathLike
from qaframework.files.cells import CellError
from qaframework.files.dates import read_day
from qaframework.model.programme import Programme, by_id
from qaframework.model.records import Judgement, Reading
from qaframework.moderation.deidentify import pseudonym
from qaframework.moderation.packs.keys import PackEntry, PackKey, beside, read_key
from qaframework.moderation.packs.workbook import (
    FILE,
    GRADES,
    GUIDANCE,
    OVERALL,
    PACK,
    READ_ON,
    READER,
    WHY,
    code_in,
)
from qaframework.moderation.sampling import SamplePlan
from qaframework.moderation.screening import scales_of
from qaframework.plugins import Plugins, load_plugins
from qaframework.scales import Grade, GradingScale, Missing

_AS_SENT = "Take the pack as it was sent, and copy the grades into it"
_ONE_PACK = "Keep the one the reader stands by, and take the other out"


def add_readings(
    year: Programme,
    packs: PathLike | Iterable[PathLike],
    plan: SamplePlan,
    *,
    key_file: PathLike | None = None,
    plugins: Plugins | None = None,
) -> Programme:
    """Append the readings of returned packs: stage moderation, blind, each with its reader and day.

    Reviews and earlier readings stay as they are. A pack in which nothing is filled in has not come back yet and is
    passed over; a pack that was added before changes nothing.

    Args:
        year: the records.
        packs: a folder of packs, or the workbooks.
        plan: the sample, as it was or made again with the same seed and settings.
        key_file: the key written with the packs; ``<folder>.key.json`` beside their folder unless given.
        plugins: whose scales to know.

    Returns:
        The programme with the readings.

    Raises:
        DataError: an id was altered, a reader is none of the packs', a grade is missing or on another scale, two packs
            of one reader differ, or nothing is filled in anywhere. Each is named with its workbook and cell.
    """
    plugins = plugins or load_plugins()
    folder, files = _workbooks(packs)
    key = read_key(Path(key_file) if key_file is not None else beside(folder.resolve()))
    wrong = [*key.not_of(plan), *_unknown_reviews(year, key)]
    if wrong:
        raise DataError(wrong, "packs")
    scales = _scales(year, key, plugins)
    problems: list[Problem] = []
    returned: dict[str, dict[str, tuple[Reading, ...]]] = defaultdict(dict)
    for file in files:
        pack = _ReturnedPack.opened(file, key, problems)
        if pack is not None:
            before = len(problems)
            found = tuple(pack.readings(scales[pack.entry.scale]))
            if found and len(problems) == before:
                returned[pack.id][file.name] = found
    problems += _that_differ(key, returned)
    readings = [one for by_file in returned.values() for one in next(iter(by_file.values()))]
    if not problems and not readings:
        what = "no pack with a grade in it" if files else "no workbook to read"
        problems.append(Problem(folder.name, what, "Put the packs that came back into the folder"))
    problems += _that_changed(year, key, readings)
    if problems:
        raise DataError(problems, "packs")
    held = {one.id for one in year.readings}
    new = sorted((one for one in readings if one.id not in held), key=lambda one: (one.review, one.reader))
    return attrs.evolve(year, readings=(*year.readings, *new)) if new else year


def _workbooks(packs: PathLike | Iterable[PathLike]) -> tuple[Path, list[Path]]:
    """Return the folder of packs and the workbooks in it; what Excel keeps while a file is open is none."""
    if isinstance(packs, (str, os.PathLike)):
        path = Path(packs)
        if path.is_dir():
            found = sorted(one for one in path.iterdir() if one.suffix.lower() in (".xlsx", ".xlsm"))
            return path, [one for one in found if not one.name.startswith(("~$", "."))]
        files = [path]
    else:
        files = [Path(one) for one in packs]
    if not files or not all(file.is_file() for file in files):
        gone = [file.name for file in files if not file.is_file()] or ["packs"]
        raise DataError([Problem(name, "no folder or workbook is there", "Check the path") for name in gone], "packs")
    return files[0].resolve().parent, files


def _unknown_reviews(year: Programme, key: PackKey) -> Iterator[Problem]:
    known = {one.id for one in year.reviews}
    for name in sorted(set(key.reviews.values()) - known):
        yield Problem(
            name, "a review in the packs that is not in these records", "Give the records the packs came from"
        )


def _scales(year: Programme, key: PackKey, plugins: Plugins) -> dict[str, GradingScale]:
    """Return the packs' scales by id."""
    known = dict(plugins.scales) | {scale.id: scale for review in year.reviews for scale in scales_of(review)}
    for entry in key.packs.values():
        if entry.scale not in known:
            raise UnknownNameError("grading scale", entry.scale, known)
    return known


def _that_differ(key: PackKey, returned: Mapping[str, Mapping[str, Sequence[Reading]]]) -> Iterator[Problem]:
    for pack, by_file in returned.items():
        first, *others = by_file
        for other in others:
            if by_file[other] != by_file[first]:
                reader = key.packs[pack].reader
                yield Problem(other, f"a second pack of {reader} that differs from {first}", _ONE_PACK)


def _that_changed(year: Programme, key: PackKey, readings: Iterable[Reading]) -> Iterator[Problem]:
    """Yield the readings that were added before and now say something else."""
    held = by_id(year.readings)
    for reading in readings:
        if reading.id in held and held[reading.id] != reading:
            yield Problem(
                f"{reading.reader}, {pseudonym(key.secret, 'review', reading.review)}",
                "a reading that was added before and now says something else",
                "What was added stays; if the reader read again, enter that as a reading of its own",
            )


@attrs.frozen
class _ReturnedPack:
    """One workbook that came back. What is wrong with it goes to ``problems``, with its cell."""

    name: str
    id: str
    entry: PackEntry
    key: PackKey
    headings: Mapping[str, str]
    rows: Sequence[tuple[int, Mapping[str, object]]]
    problems: list[Problem]

    @classmethod
    def opened(cls, file: Path, key: PackKey, problems: list[Problem]) -> _ReturnedPack | None:
        """Return a workbook as a pack of this key, or None where it is none; why is among the problems."""
        import openpyxl
        from openpyxl.utils import get_column_letter

        try:
            book = openpyxl.load_workbook(file, data_only=True)
        except Exception as error:  # openpyxl raises many kinds for a file that is damaged, locked or no workbook
            what = f"no workbook that can be opened ({type(error).__name__})"
            problems.append(Problem(file.name, what, "Save it from Excel as .xlsx, without a password"))
            return None
        if GUIDANCE not in book.sheetnames or GRADES not in book.sheetnames:
            problems.append(Problem(file.name, f"no pack: the sheets {GUIDANCE} and {GRADES} are missing", _AS_SENT))
            return None
        told = {
            _text(row[0]): _text(row[1]) for row in book[GUIDANCE].iter_rows(max_row=4, max_col=2, values_only=True)
        }
        entry = key.packs.get(told.get(PACK, ""))
        if entry is None:
            what = "a pack that is none of this sample"
            problems.append(Problem(f"{file.name} {GUIDANCE}!B2", what, "Take it out, or give its own key_file"))
            return None
        if told.get(READER) != entry.reader:
            what = "a reader who is not the one this pack was made for"
            problems.append(Problem(f"{file.name} {GUIDANCE}!B3", what, f"Only {entry.reader} reads this pack"))
            return None
        header, *below = book[GRADES].iter_rows()
        names = [_text(cell.value) for cell in header]
        headings = {name: get_column_letter(place) for place, name in enumerate(names, start=1) if name}
        gone = [one for one in (FILE, READ_ON, OVERALL, WHY) if one not in headings]
        if gone:
            problems.append(Problem(f"{file.name} {GRADES}!1:1", f"no column headed {gone[0]}", _AS_SENT))
            return None
        rows = [
            (number, dict(zip(names, (cell.value for cell in cells), strict=True)))
            for number, cells in enumerate(below, start=2)
        ]
        written = [(number, row) for number, row in rows if any(map(_text, row.values()))]
        return cls(file.name, told[PACK], entry, key, headings, written, problems)

    def readings(self, scale: GradingScale) -> Iterator[Reading]:
        """Yield the readings of a pack, in the order of its files; none where nothing was filled in."""
        rows = dict(self._by_file())
        if any(_filled(row) for _, row in rows.values()):
            for name in self.entry.files:
                if name in rows:
                    reading = self._reading(name, *rows[name], scale)
                    if reading is not None:
                        yield reading

    def _by_file(self) -> Iterator[tuple[str, tuple[int, Mapping[str, object]]]]:
        seen: set[str] = set()
        for number, row in self.rows:
            name = _text(row[FILE])
            if name not in self.entry.files:
                self._problem(FILE, number, "an id that was altered or is not of this pack", _AS_SENT)
            elif name in seen:
                self._problem(FILE, number, "an id that stands here twice", "Keep one row for each file")
            else:
                seen.add(name)
                yield name, (number, row)
        missing = len(set(self.entry.files) - seen)
        if missing:
            what = f"{missing} of the {len(self.entry.files)} files of this pack are missing"
            self.problems.append(Problem(f"{self.name} {GRADES}!A:A", what, _AS_SENT))

    def _reading(self, name: str, number: int, row: Mapping[str, object], scale: GradingScale) -> Reading | None:
        before = len(self.problems)
        day = self._day(number, row[READ_ON])
        overall = self._overall(number, row[OVERALL], scale, day)
        judgements = [*self._judgements(number, row, scale, day)]
        if day is None or overall is None or len(self.problems) > before:
            return None
        review, reader = self.key.reviews[name], self.entry.reader
        return Reading(
            id=f"RD-{pseudonym(self.key.secret, 'reading', f'{reader}|{review}')}",
            review=review,
            reader=reader,
            stage="moderation",
            read_on=day,
            overall=overall,
            rationale=_text(row[WHY]) or None,
            judgements=judgements,
            blind=True,
        )

    def _day(self, number: int, value: object) -> date | None:
        if not _text(value):
            self._problem(READ_ON, number, "no date", "Write the day the file was read, such as 25/03/2024")
            return None
        try:
            return read_day(value)[0]
        except CellError as error:
            self._problem(READ_ON, number, error.what, "Write a date, such as 25/03/2024")
            return None

    def _overall(self, number: int, value: object, scale: GradingScale, day: date | None) -> Grade | Missing | None:
        if not _text(value):
            fix = f"Choose a grade, or {Missing.NOT_GRADED} and say why"
            self._problem(OVERALL, number, "no overall grade in a pack that was filled in", fix)
            return None
        return self._grade(OVERALL, number, value, scale, day)

    def _judgements(
        self, number: int, row: Mapping[str, object], scale: GradingScale, day: date | None
    ) -> Iterator[Judgement]:
        for heading, value in row.items():
            code = code_in(heading)
            if code is not None and _text(value):
                grade = self._grade(heading, number, value, scale, day)
                if grade is not None:
                    yield Judgement(code, grade)

    def _grade(
        self, heading: str, number: int, value: object, scale: GradingScale, day: date | None
    ) -> Grade | Missing | None:
        try:
            return scale.parse(_text(value), day)
        except ScaleError as error:
            labels = ", ".join(level.label for level in scale.levels)
            self._problem(heading, number, str(error), f"Choose one of {labels}")
            return None

    def _problem(self, heading: str, number: int, what: str, fix: str) -> None:
        self.problems.append(Problem(f"{self.name} {GRADES}!{self.headings[heading]}{number}", what, fix))


def _filled(row: Mapping[str, object]) -> bool:
    """Return whether a reader wrote anything in a row beside its id."""
    return any(_text(value) for heading, value in row.items() if heading != FILE)


def _text(value: Any) -> str:
    """Return a cell as text; a whole number without its point."""
    if value is None:
        return ""
    return f"{value:g}" if isinstance(value, float) else str(value).strip()
