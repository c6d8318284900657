"""The gate: what in a document may point to one person, found before the document leaves.

It finds numbers, addresses, birthdays, titled names, and the names and pseudonyms it is given. It does not know a rare
trait or a remembered sentence when it sees one: somebody reads the document too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import attrs

from qaframework.errors import Problem
from qaframework.identifiers import Names, identifiers_in
from qaframework.model.programme import RECORDS, Programme
from qaframework.model.records import Child
from qaframework.reports.blocks import Heading, Table

if TYPE_CHECKING:
    from qaframework.reports.document import Document


@attrs.frozen
class Found:
    """A probable identifier.

    Attributes:
        where: the section and block it stands in.
        kind: what it looks like.
        hint: its first and last sign.
    """

    where: str
    kind: str
    hint: str

    def problem(self) -> Problem:
        """Return it as one of the things to be put right."""
        return Problem(self.where, f"probable {self.kind} ({self.hint})")


def pseudonyms_of(year: Programme) -> Iterator[str]:
    """Yield the pseudonyms of children and families that cannot be mistaken for a number or a word.

    A pseudonym such as ``3`` would be found in every table. Those of one or two signs, of digits alone, and those that
    another record is called by are left out; no document for a board holds a column they could stand in.
    """
    records = [one for name in RECORDS for one in year.table(name)]
    named = {getattr(one, field, None) for one in records for field in ("child", "family")}
    held = named | {child.id for child in year.children}
    others = {getattr(one, "id", None) for one in records if not isinstance(one, Child)}
    for code in sorted(code for code in held - others if code):
        if len(code) > 2 and any(map(str.isalpha, code)) and any(map(str.isdigit, code)):
            yield code


def look(document: Document, names: Iterable[str] = (), pseudonyms: Iterable[str] = ()) -> tuple[Found, ...]:
    """Return every probable identifier in a document, in the order of the page.

    Args:
        document: what to look through: every block, its pictures' alternative texts, its facts and its notes.
        names: names of people and places that must not be in it, from a list that stays with the authority.
        pseudonyms: codes of children and families that must not be in it.
    """
    listed = Names(names, "name on the list"), Names(pseudonyms, "pseudonym of a child or family")
    return tuple(
        Found(where, kind, _hidden(text[start:end]))
        for where, text in _texts(document)
        for look in (identifiers_in, *listed)
        for kind, (start, end) in look(text)
    )


def _texts(document: Document) -> Iterator[tuple[str, str]]:
    """Yield every text of a document with where it stands."""
    yield "the title", f"{document.title}\n{document.subtitle}"
    section = "before the first section"
    for block in document.blocks:
        if isinstance(block, Heading) and block.level == 2:
            section = f"section {block.text!r}"
        where = f"{section}, table {block.caption!r}" if isinstance(block, Table) else section
        for text in block.texts():
            yield where, text
    for basis in document.bases:
        for text in basis.texts():
            yield "how each number was made", text
    for name, value in document.facts:
        yield f"about this document, {name}", value


def _hidden(text: str) -> str:
    """Return a text with all but its ends hidden.

    >>> _hidden("943 476 5919")
    '9...9'
    """
    text = text.strip()
    return f"{text[0]}...{text[-1]}" if len(text) > 4 else "..."
