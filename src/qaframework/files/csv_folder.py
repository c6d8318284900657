"""A folder of CSV files, one a table; or one such file."""

from __future__ import annotations

import codecs
import csv
import functools
import io
import itertools
import re
from collections.abc import Iterator
from pathlib import Path

from qaframework.errors import DataError, Problem
from qaframework.files.cells import Unreadable
from qaframework.files.headings import LOOKED_AT, Row, fit
from qaframework.files.sources import Part, Source
from qaframework.files.tables import TABLES, recognise_table
from qaframework.files.writing import WrittenTable, tables_of, text_of
from qaframework.model.programme import Programme
from qaframework.plugins import Plugins

_FORMULA = re.compile(r"'*[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]")
_ENCODINGS = ("utf-8-sig", "cp1252")
_CHUNK = 1 << 20


def read_folder(folder: Path) -> Source:
    """Return what a folder of CSV files holds."""
    source = Source("csv", folder.name)
    files = sorted(file for file in folder.iterdir() if file.suffix.lower() == ".csv" and file.name[0] != ".")
    for number, file in enumerate(files, start=1):
        _take(source, file, file.stem, f"CSV file {number} of {len(files)}, by name")
    return source.insist("no CSV file with a table in this folder")


def read_one(file: Path) -> Source:
    """Return the one table a CSV file holds, by its name or else by its headings."""
    source = Source("csv", file.name)
    _take(source, file, recognise_table(file.stem) or _by_headings(file) or file.stem, file.name)
    return source.insist("a file whose name and headings fit no table")


def _take(source: Source, file: Path, title: str, place: str) -> None:
    """Take a CSV file: UTF-8, UTF-16 with its mark, or Windows-1252, with commas, semicolons or tabs."""
    encoding = _encoding(file)
    if encoding is None:
        fix = "Save it as CSV UTF-8"
        source.refuse(recognise_table(title), place, "text in an encoding that cannot be read", fix)
        return
    rows = functools.partial(_rows, file, encoding, _delimiter(file, encoding))
    source.take(Part(sort="file", title=title, name=file.name, place=place, rows=rows))


def _by_headings(file: Path) -> str | None:
    """Return the table that more of a file's headings name than any other, three at least."""
    encoding = _encoding(file)
    fits = _fits(file, encoding, _delimiter(file, encoding)) if encoding else {}
    best = max(fits, key=lambda table: fits[table], default="")
    return best if fits.get(best, 0) >= 3 and list(fits.values()).count(fits[best]) == 1 else None


def _rows(file: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """Yield rows as they are asked for, so that a large file is never in memory whole.

    A row's number is the one a spreadsheet shows: cells with line breaks in them are still one row.
    """
    number = 0
    with file.open(encoding=encoding, newline="") as text:
        try:
            for number, cells in enumerate(csv.reader(text, delimiter=delimiter, strict=True), start=1):
                yield number, [_rearmed(cell) for cell in cells] if "'" in "".join(cells) else cells
        except csv.Error as error:
            yield number + 1, _TOO_LONG if "field limit" in str(error) else _MISQUOTED


_TOO_LONG = Unreadable(
    f"text of more than {csv.field_size_limit():,} characters, or a quotation mark that is not closed; "
    "nothing from this row on was read",
    "Shorten the text, or close the quotation mark",
)
_MISQUOTED = Unreadable(
    "a quotation mark that is not closed, or that has text after it; nothing from this row on was read",
    "Put quotation marks around the whole text, and double those inside it",
)


def _encoding(file: Path) -> str | None:
    """Return the encoding of a file, None where it is none of those that are read."""
    with file.open("rb") as raw:
        start = raw.read(4)
    marked = start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
    if b"\0" in start and not marked:
        return None
    return next((one for one in (("utf-16",) if marked else _ENCODINGS) if _decodes(file, one)), None)


def _decodes(file: Path, encoding: str) -> bool:
    decoder = codecs.getincrementaldecoder(encoding)()
    with file.open("rb") as raw:
        try:
            for chunk in iter(functools.partial(raw.read, _CHUNK), b""):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
        except UnicodeError:
            return False
    return True


def _delimiter(file: Path, encoding: str) -> str:
    """Return what separates the cells: whatever lets most headings be recognised."""
    return max(",;\t", key=lambda delimiter: max(_fits(file, encoding, delimiter).values()))


def _fits(file: Path, encoding: str, delimiter: str) -> dict[str, int]:
    """Return for each table how many of its columns the best row of headings names."""
    top = list(itertools.islice(_rows(file, encoding, delimiter), LOOKED_AT))
    return {table: fit(table, top) for table in TABLES}


def is_table(name: str) -> bool:
    """Return whether a file of this name holds a table."""
    file = Path(name)
    return file.suffix.lower() == ".csv" and recognise_table(file.stem) is not None


def to_csv(year: Programme, plugins: Plugins | None = None) -> dict[str, bytes]:
    """Return a programme as CSV files by name. Text that a spreadsheet would run is disarmed with an apostrophe.

    Raises:
        DataError: something would not read back as it is.
    """
    tables = tables_of(year, plugins)
    problems = [
        Problem(f"{table.name} row {number}.{name}", f"text of {len(value):,} characters", "Shorten it, or write JSON")
        for table in tables
        for number, row in enumerate(table.rows, start=1)
        for name, value in row.items()
        if isinstance(value, str) and len(value) >= csv.field_size_limit()
    ]
    if problems:
        raise DataError(problems)
    return {f"{table.name}.csv": _csv(table) for table in tables}


def _csv(table: WrittenTable) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(table.headings)
    writer.writerows([_text(row.get(heading)) for heading in table.headings] for row in table.rows)
    return text.getvalue().encode("utf-8-sig")


def _text(value: object) -> str:
    text = text_of(value)
    return disarmed(text) if isinstance(value, (str, tuple)) else text


def disarmed(text: str) -> str:
    """Return text that a spreadsheet shows and never runs; reading takes the apostrophe away again.

    >>> disarmed("=1+1"), disarmed("Good")
    ("'=1+1", 'Good')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def _rearmed(cell: str) -> str:
    return cell[1:] if _ESCAPED.match(cell) else cell
