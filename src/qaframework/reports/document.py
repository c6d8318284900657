"""A document: blocks with what they rest on, for one audience, ready to be saved where somebody will read it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import attrs

from qaframework.disclosure.ledger import ReleaseLedger
from qaframework.disclosure.protected import ProtectedTables
from qaframework.errors import DataError, Problem, ReleaseError
from qaframework.reports.audiences import Audience
from qaframework.reports.blocks import Basis, Block, Figure, Heading, Note, Table, plain
from qaframework.reports.gate import Found, look
from qaframework.show import html_table


def _tuple(given: Iterable[Any]) -> tuple[Any, ...]:
    return tuple(given)


SUFFIXES = {".html": "HTML", ".docx": "Word", ".md": "Markdown"}


@attrs.frozen(kw_only=True, repr=False)
class Document:
    """A report, before it is written as HTML, Word or Markdown.

    Attributes:
        kind: what kind of report it is: ``quarterly``.
        title: what stands on top.
        subtitle: the period and the day, in words.
        audience: for whom it is, and so what it may hold.
        facts: what it was made from and with: days, rules, parameters, and a digest of the data.
        blocks: what it says, in order.
        bases: how its numbers were made; each number names one of them.
        names: names that must not be in it, from the authority's own list.
        pseudonyms: codes of children and families that must not be in it.
        as_of: the day it was drawn up for.
        numbers: every count in it as it may be shown; a picture made of them is as safe.
        ledger: the file in which its release is written down.
        exit_code: what the command line ends with: 0 where the figures stand.
    """

    kind: str
    title: str
    subtitle: str
    audience: Audience
    facts: tuple[tuple[str, str], ...] = attrs.field(converter=_tuple)
    blocks: tuple[Block, ...] = attrs.field(converter=_tuple)
    bases: tuple[Basis, ...] = attrs.field(converter=_tuple)
    as_of: date
    names: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    pseudonyms: tuple[str, ...] = attrs.field(default=(), converter=_tuple)
    numbers: ProtectedTables | None = None
    ledger: Path | None = None
    exit_code: int = 0

    @property
    def status(self) -> str:
        """The line on top that says who may read it."""
        return self.audience.status

    def found(self) -> tuple[Found, ...]:
        """Return what in the document may point to one person: where it stands and what kind it is."""
        return look(self, self.names, self.pseudonyms) if self.audience.gated else ()

    def html(self) -> str:
        """Return the document as one HTML file."""
        from qaframework.reports.html import as_html

        return as_html(self)

    def markdown(self) -> str:
        """Return the document as Markdown."""
        from qaframework.reports.markdown import as_markdown

        return as_markdown(self)

    def word(self, template: str | Path | None = None) -> bytes:
        """Return the document as a .docx file, in a template of the authority's own where one is given."""
        from qaframework.reports.word import as_word

        return as_word(self, template)

    def save(
        self,
        path: str | Path,
        *,
        template: str | Path | None = None,
        override: str | None = None,
        by: str | None = None,
    ) -> Path:
        """Write the document, whole or not at all, in the format of the file's ending: .html, .docx or .md.

        Args:
            path: where to.
            template: for .docx, a Word file whose styles, headers and footers to use.
            override: why a document with probable identifiers in it may leave all the same. The document says so.
            by: who decides that.

        Raises:
            ReleaseError: it holds what may point to somebody; all of it is named, none of it repeated.
            DataError: the ending is none of the three, or the file cannot be written.
        """
        from qaframework.files.saving import save

        target = Path(path)
        released = self.released(override, by)
        match target.suffix.lower():
            case ".html" | ".htm":
                content = released.html().encode("utf-8", "replace")
            case ".docx":
                content = released.word(template)
            case ".md":
                content = released.markdown().encode("utf-8", "replace")
            case _:
                told = ", ".join(f"{suffix} ({name})" for suffix, name in SUFFIXES.items())
                raise DataError([Problem(target.name, "a name whose ending is no format", f"End it in {told}")])
        save(target, content)
        released.record()
        return target

    def record(self) -> None:
        """Write down in the ledger what this document released, once however often it is saved."""
        if self.ledger is None or self.numbers is None:
            return
        about = dict(self.facts)
        name = f"{self.title}, {self.subtitle}, for {self.audience.title}, {about.get('Records', '')}"
        override = about.get("Released by override")
        name = f"{name}. {override}" if override else name
        ledger = ReleaseLedger.open(self.ledger)
        if all(one["release"] != name for one in ledger.releases):
            ledger.record(self.numbers, release=name, on=self.as_of)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a reader must know before anything else, in words."""
        held = (block for block in self.blocks if isinstance(block, Note) and block.warning)
        return tuple(f"{block.title}: {' '.join(map(plain, block.items))}" for block in held)

    def released(self, override: str | None = None, by: str | None = None) -> Document:
        """Return the document as it may leave: itself, or with a note of who let it go although something was found.

        Raises:
            ReleaseError: something was found and nobody gives a reason, or a reason is given by nobody.
        """
        found = self.found()
        reason, who = (" ".join((text or "").split()) for text in (override, by))
        if not found:
            return self
        if not (reason and who):
            raise ReleaseError(one.problem() for one in found)
        kinds = Counter(one.kind for one in found)
        told = ", ".join(f"{kind} ({count})" for kind, count in sorted(kinds.items()))
        note = f"Found: {told}. Let go by {who}: {reason}"
        return attrs.evolve(
            self,
            blocks=(Note("Released although it may point to somebody", [note], warning=True), *self.blocks),
            facts=(*self.facts, ("Released by override", note)),
        )

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, those of pictures too."""
        held = ((block.table if isinstance(block, Figure) else block) for block in self.blocks)
        return tuple(block for block in held if isinstance(block, Table))

    def rows(self) -> list[dict[str, str]]:
        """Return every cell of every table, one row a cell, for a data frame: as shown, with how it was made."""
        return list(self._rows())

    def _rows(self) -> Iterator[dict[str, str]]:
        for table in self.tables:
            for first, *others in table.rows:
                for column, cell in zip(table.columns[1:], others, strict=True):
                    yield {
                        "table": table.caption,
                        "row": first,
                        "column": column.title,
                        "shown": cell,
                        "how": table.how,
                    }

    @property
    def sections(self) -> tuple[str, ...]:
        """The headings of its sections."""
        return tuple(one.text for one in self.blocks if isinstance(one, Heading) and one.level == 2)

    def __repr__(self) -> str:
        return (
            f"<Document: {self.kind.replace('_', ' ')} for {self.audience.title}, {self.subtitle}; "
            f"{len(self.sections)} sections, {len(self.tables)} tables>"
        )

    def _repr_html_(self) -> str:
        sections = "".join(f"<li>{escape(name)}</li>" for name in self.sections[:20])
        facts: list[dict[str, Any]] = [{"about this document": name, "": value[:200]} for name, value in self.facts]
        return (
            f"<p><strong>{escape(self.title)}</strong>, {escape(self.subtitle)}. {escape(self.status)}</p>"
            f"<ol>{sections}</ol>{html_table(facts, caption='How it was made', budget=6 * 1024)}"
        )
