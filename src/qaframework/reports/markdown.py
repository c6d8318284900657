"""A document as Markdown: GitHub's tables, and a footnote for how each number was made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from qaframework.reports.blocks import Block, Bullets, Figure, Heading, Note, Number, Paragraph, Piece, Table
from qaframework.show import in_markdown

if TYPE_CHECKING:
    from qaframework.reports.document import Document


def as_markdown(document: Document) -> str:
    """Return a document as Markdown. A picture is told in words, with its numbers in a table."""
    return "\n\n".join(filter(None, _parts(document))) + "\n"


def _parts(document: Document) -> Iterator[str]:
    yield f"**{in_markdown(document.status)}**"
    yield f"# {in_markdown(document.title)}"
    yield in_markdown(document.subtitle)
    yield "\n".join(f"- {in_markdown(name)}: {in_markdown(value)}" for name, value in document.facts)
    for block in document.blocks:
        yield _block(block)
    yield "\n\n".join(
        f"[^{basis.anchor}]: **{in_markdown(basis.title)}.** {in_markdown(basis.text)}" for basis in document.bases
    )


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {in_markdown(block.text)}"
        case Paragraph():
            return f"**{_line(block.pieces)}**" if block.lead else _line(block.pieces)
        case Bullets():
            return "\n".join(f"- {_line(item)}" for item in block.items)
        case Note():
            lines = [f"> **{in_markdown(block.title)}**", *(f">\n> {_line(item)}" for item in block.items)]
            return "\n".join(lines)
        case Table():
            return _table(block)
        case Figure():
            told = f"*{in_markdown(block.caption)}* {in_markdown(block.alt)}[^{block.how}]"
            return told if block.table is None else f"{told}\n\n{_table(block.table)}"


def _line(pieces: Iterable[Piece]) -> str:
    return "".join(
        f"{in_markdown(piece.text)}[^{piece.how}]" if isinstance(piece, Number) else _inside(piece) for piece in pieces
    )


def _inside(text: str) -> str:
    """Return a text inside a line, with the spaces at its ends that Markdown would take off a line of its own."""
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    return f"{before}{in_markdown(text)}{after}"


def _table(table: Table) -> str:
    head = [in_markdown(column.title) for column in table.columns]
    rule = ["---:" if column.number else "---" for column in table.columns]
    rows = [head, rule, *([in_markdown(cell) for cell in row] for row in table.rows)]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    notes = [f"\n{in_markdown(note)}" for note in table.notes]
    return "\n".join([f"**{in_markdown(table.caption)}**[^{table.how}]", "", *lines, *notes])
