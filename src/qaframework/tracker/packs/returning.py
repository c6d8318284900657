"""Read a pack that came back, and say what in it can be recorded and what stands in the way."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import attrs
from sqlalchemy import Connection

from qaframework.errors import DataError, Problem
from qaframework.files.cells import CellError, Unreadable
from qaframework.files.excel import LISTS
from qaframework.files.excel_reading import read_sheets
from qaframework.files.headings import Row as SheetRow
from qaframework.files.notes import letter
from qaframework.model.records import Update
from qaframework.tracker.entries import Draft, Entry
from qaframework.tracker.histories import histories_known
from qaframework.tracker.ledger import checked
from qaframework.tracker.packs.changes import Changes, Conflict
from qaframework.tracker.packs.columns import ID, SHOWN, STANDS, WRITTEN, as_shown, said_in
from qaframework.tracker.packs.elsewhere import in_columns, is_blank, on_sheets
from qaframework.tracker.packs.receipt import SHEET as RECEIPT
from qaframework.tracker.packs.receipt import Receipt, Row, digest_of, entry_digest, receipt_in
from qaframework.tracker.packs.screen import look
from qaframework.tracker.packs.workbook import UPDATES, cell_digest

_AS_SENT = "Put it back as it was sent"
_OF_ANOTHER = "a pack of another tracker, or of one that was put back to an earlier day"


@attrs.frozen(kw_only=True)
class Filled:
    """A row of a returned pack in which something stands."""

    number: int
    id: str
    cells: Mapping[str, object]


@attrs.frozen(kw_only=True)
class ReturnedPack:
    """A pack as it came back."""

    name: str
    receipt: Receipt
    letters: Mapping[str, str]
    rows: tuple[Filled, ...]
    conflicts: tuple[Conflict, ...]
    elsewhere: tuple[Problem, ...]

    def at(self, heading: str, number: int) -> str:
        """Return the cell of a column in a row, as Excel names it."""
        return f"{UPDATES}!{self.letters[heading]}{number}"


def read_pack(path: Path) -> ReturnedPack:
    """Return what a pack that came back holds.

    Raises:
        DataError: it cannot be opened, or is no pack.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise DataError([Problem(path.name, f"it cannot be opened ({error.strerror})", "Check the path")]) from None
    sheets = read_sheets(content, path.name)
    if RECEIPT not in sheets or UPDATES not in sheets:
        fix = "Give a pack that 'track pack' wrote, with all its sheets"
        raise DataError([Problem(path.name, f"no meeting pack: it has no sheets {UPDATES} and {RECEIPT}", fix)])
    receipt = receipt_in([_texts(cells) for _, cells in sheets[RECEIPT]()], path.name)
    lines = sheets[UPDATES]()
    places = _places(next(lines, (1, ())), path.name)
    pack = _read_rows(path.name, receipt, places, lines)
    beside = on_sheets(sheets, (UPDATES, LISTS, RECEIPT))
    return attrs.evolve(pack, elsewhere=(*pack.elsewhere, *beside))


def _texts(cells: Sequence[object] | Unreadable) -> list[str]:
    if isinstance(cells, Unreadable):
        return []
    return list(itertools.takewhile(bool, map(as_shown, cells)))


def _places(headings: SheetRow, name: str) -> dict[str, int]:
    """Return the place of each column by its heading, wherever somebody moved it.

    Raises:
        DataError: one is missing or was renamed, or is there twice.
    """
    number, cells = headings
    texts = [as_shown(cell) for cell in cells] if not isinstance(cells, Unreadable) else []
    expected = (*SHOWN, *WRITTEN)
    if not {*expected} & {*texts}:
        what = "its first row does not hold the headings"
        raise DataError([Problem(f"{name} {UPDATES}!{number}:{number}", what, _AS_SENT)])
    problems = [
        Problem(f"{name} {UPDATES}!{number}:{number}", f"{texts.count(one)} columns headed {one}", _AS_SENT)
        for one in expected
        if texts.count(one) != 1
    ]
    if problems:
        raise DataError(problems, name)
    return {one: texts.index(one) for one in expected}


def _read_rows(name: str, receipt: Receipt, places: Mapping[str, int], lines: Iterator[SheetRow]) -> ReturnedPack:
    rows: list[Filled] = []
    conflicts: list[Conflict] = []
    sent = {row.id for row in receipt.rows}
    seen: set[str] = set()
    others: dict[int, bool] = {}
    for number, cells in lines:
        where = f"{UPDATES} row {number}"
        if isinstance(cells, Unreadable):
            conflicts.append(Conflict(recommendation="", where=where, what=cells.what, fix=cells.fix))
            break
        for place in {*range(len(cells))} - {*places.values()}:
            others[place] = others.get(place, False) or not is_blank(cells[place])
        named = {heading: cells[place] for heading, place in places.items() if place < len(cells)}
        if all(map(is_blank, named.values())):
            continue
        about = as_shown(named.get(ID))
        if about not in sent:
            what = "an id that is not in this pack: it was edited, or the row was added"
            fix = "Put the id back as it was sent; add a new recommendation with 'track add'"
            conflicts.append(
                Conflict(recommendation="", where=f"{UPDATES}!{letter(places[ID])}{number}", what=what, fix=fix)
            )
        elif about in seen:
            what = "a second row of this recommendation"
            conflicts.append(Conflict(recommendation=about, where=where, what=what, fix="Keep one of them"))
        else:
            rows.append(Filled(number=number, id=about, cells=named))
        seen.add(about)
    for gone in [row.id for row in receipt.rows if row.id not in seen]:
        what = "its row was deleted, so nothing can be said of it"
        conflicts.append(Conflict(recommendation=gone, where=UPDATES, what=what, fix=_AS_SENT))
    return ReturnedPack(
        name=name,
        receipt=receipt,
        letters={heading: letter(place) for heading, place in places.items()},
        rows=tuple(rows),
        conflicts=tuple(conflicts),
        elsewhere=tuple(in_columns(others, UPDATES)),
    )


def compare(pack: ReturnedPack, connection: Connection, names: Iterable[str] = ()) -> Changes:
    """Return what a pack changes against what the tracker says now.

    Args:
        pack: as it came back.
        connection: to the tracker.
        names: names that must not be in it.
    """
    conflicts = list(pack.conflicts)
    sent = {row.id: row for row in pack.receipt.rows}
    drafts: list[tuple[Filled, Draft]] = []
    untouched = 0
    for row in pack.rows:
        wrong = [*_edited(pack, row, sent[row.id])]
        said, faults = said_in(row.cells)
        wrong += [_unread(pack, row, heading, fault) for heading, fault in faults.items()]
        conflicts += wrong
        if not said.keys() - {"by"}:
            untouched += not wrong
        elif not wrong:
            drafts.append((row, _draft(pack, row, sent[row.id], said)))
    histories = histories_known(connection, [row.id for row, _ in drafts])
    strangers = {row.id for row, _ in drafts if not _is_ours(sent[row.id], histories.get(row.id, ()))}
    for row, _ in drafts:
        if row.id in strangers:
            conflicts.append(Conflict(recommendation=row.id, where=pack.name, what=_OF_ANOTHER))
    ours = [(row, draft) for row, draft in drafts if row.id not in strangers]
    already = tuple(row.id for row, draft in ours if any(one.change == draft.change for one in histories[row.id]))
    fresh = [(row, draft) for row, draft in ours if row.id not in already]
    refused = checked(connection, [draft for _, draft in fresh])[1]
    at = {draft.where: row.id for row, draft in fresh}
    conflicts += [
        Conflict(recommendation=at[one.where], where=one.where, what=one.what, fix=one.fix) for one in refused
    ]
    kept = [(row, draft) for row, draft in fresh if draft.where not in {one.where for one in refused}]
    return Changes(
        source=pack.name,
        meeting=pack.receipt.meeting,
        drafts=tuple(draft for _, draft in kept),
        before=tuple(as_shown(row.cells[STANDS]) for row, _ in kept),
        conflicts=tuple(conflicts),
        already=already,
        untouched=untouched,
        remarks=(*pack.elsewhere, *_identifiers(pack, [row for row, _ in kept], names)),
    )


def _identifiers(pack: ReturnedPack, rows: Iterable[Filled], names: Iterable[str]) -> Iterator[Problem]:
    """Yield what was written in rows and may point to one person, with its cell."""
    written = ((pack.at(heading, row.number), row.cells.get(heading)) for row in rows for heading in WRITTEN)
    for one in look(written, names):
        yield attrs.evolve(one, fix="Write it without: what is recorded cannot be taken out again")


def _draft(pack: ReturnedPack, row: Filled, sent: Row, said: dict[str, object]) -> Draft:
    """Return what a row asks to be recorded. Whoever brings the pack back is not known yet: they are not part of it."""
    told = {"by": "", "status": as_shown(row.cells[STANDS])} | said
    update = Update(recommendation=row.id, on=pack.receipt.meeting, **told)  # type: ignore[arg-type]
    asked = {name: str(value) for name, value in said.items()}
    change = digest_of([pack.receipt.digest, row.id, sorted(asked.items())])
    return Draft(update=update, after=sent.version, change=change, where=f"{UPDATES} row {row.number}")


def _edited(pack: ReturnedPack, row: Filled, sent: Row) -> Iterator[Conflict]:
    """Yield the cells that are there to be read and that somebody wrote in: what they meant is not recorded."""
    for heading, digest in zip(SHOWN, sent.shown, strict=True):
        if heading != ID and cell_digest(row.cells.get(heading)) != digest:
            what = f"the column {heading} is there to be read, and was changed"
            fix = "Put it back, and write in the tinted columns"
            yield Conflict(recommendation=row.id, where=pack.at(heading, row.number), what=what, fix=fix)


def _unread(pack: ReturnedPack, row: Filled, heading: str, fault: CellError) -> Conflict:
    return Conflict(recommendation=row.id, where=pack.at(heading, row.number), what=fault.what, fix=fault.fix)


def _is_ours(sent: Row, history: Sequence[Entry]) -> bool:
    """Return whether the tracker holds the entry that was the last when the pack was written."""
    return any(entry.version == sent.version and entry_digest(entry) == sent.history for entry in history)
