"""What a document is made of. Blocks are plain values; how they look is for the three writers to say.

A number in a sentence carries the name of its basis: how it was made. So does every table. A reader can follow each
figure to the records that counted, and to those that did not.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import attrs


@attrs.frozen
class Number:
    """A figure in a sentence, as it may be shown.

    Attributes:
        text: the figure, or what stands in its place: ``13``, ``fewer than 6``.
        how: the anchor of its basis.
    """

    text: str
    how: str

    def __str__(self) -> str:
        return self.text


Piece = str | Number
Pieces = tuple[Piece, ...]


def pieces(given: str | Number | Iterable[Piece]) -> Pieces:
    """Return a sentence as its pieces, whether it came as one text or as several."""
    return (given,) if isinstance(given, str | Number) else tuple(given)


def said(template: str, *numbers: Number | str) -> Pieces:
    """Return a sentence with its numbers in place of ``{}``.

    >>> said("{} of {} reviews.", Number("11", "reviews"), Number("13", "reviews"))
    (Number(text='11', how='reviews'), ' of ', Number(text='13', how='reviews'), ' reviews.')
    """
    texts = template.split("{}")
    if len(texts) != len(numbers) + 1:
        raise ValueError(f"the sentence has room for {len(texts) - 1} numbers, and {len(numbers)} are given")
    woven = itertools.chain.from_iterable(itertools.zip_longest(texts, numbers))
    return tuple(piece for piece in woven if piece is not None and piece != "")


_FIGURE = re.compile(r"(?<![\w.-])-?\d+(?:\.\d+)?%?(?![\w-]|\.\d)")


def linked(text: str, how: str) -> Pieces:
    """Return a sentence with every figure in it leading to a basis; codes such as ``R24-02`` are none.

    >>> linked("R24-02 is 1 of 7.", "a")
    ('R24-02 is ', Number(text='1', how='a'), ' of ', Number(text='7', how='a'), '.')
    """
    texts, figures = _FIGURE.split(text), _FIGURE.findall(text)
    woven = itertools.chain.from_iterable(itertools.zip_longest(texts, [Number(one, how) for one in figures]))
    return tuple(piece for piece in woven if piece)


def plain(given: Iterable[Piece]) -> str:
    """Return a sentence as plain text."""
    return "".join(map(str, given))


def _items(given: Iterable[str | Number | Iterable[Piece]]) -> tuple[Pieces, ...]:
    return tuple(map(pieces, given))


def _rows(given: Iterable[Iterable[object]]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(map(str, row)) for row in given)


@attrs.frozen
class Heading:
    """A heading. Level 2 opens a section of the document, 3 and 4 stand inside one."""

    text: str
    level: Literal[2, 3, 4] = 2

    def texts(self) -> Iterator[str]:
        """Yield what it says."""
        yield self.text


@attrs.frozen
class Paragraph:
    """A paragraph; ``lead`` for the one that says it all."""

    pieces: Pieces = attrs.field(converter=pieces)
    lead: bool = False

    def texts(self) -> Iterator[str]:
        """Yield what it says."""
        yield plain(self.pieces)


@attrs.frozen
class Bullets:
    """A list, one sentence an item."""

    items: tuple[Pieces, ...] = attrs.field(converter=_items)

    def texts(self) -> Iterator[str]:
        """Yield what each item says."""
        yield from map(plain, self.items)


@attrs.frozen
class Note:
    """Something to know before reading on; ``warning`` where without it the reader would be misled."""

    title: str
    items: tuple[Pieces, ...] = attrs.field(converter=_items)
    warning: bool = False

    def texts(self) -> Iterator[str]:
        """Yield what it says, its title first."""
        yield self.title
        yield from map(plain, self.items)


@attrs.frozen
class Column:
    """A column of a table."""

    title: str
    number: bool = False


def _columns(given: Iterable[str | Column]) -> tuple[Column, ...]:
    return tuple(Column(one) if isinstance(one, str) else one for one in given)


@attrs.frozen
class Table:
    """A table. The first cell of each row names the row.

    Attributes:
        caption: what the table shows.
        how: the anchor of the basis of its numbers.
        notes: what the reader needs beside it, such as what a symbol stands for.
    """

    caption: str
    columns: tuple[Column, ...] = attrs.field(converter=_columns)
    rows: tuple[tuple[str, ...], ...] = attrs.field(converter=_rows)
    how: str
    notes: tuple[str, ...] = ()

    @rows.validator
    def _each_row_fills_the_columns(self, _: Any, rows: tuple[tuple[str, ...], ...]) -> None:
        if any(len(row) != len(self.columns) for row in rows):
            raise ValueError(f"a row of the table {self.caption!r} has more or fewer cells than the table has columns")

    def texts(self) -> Iterator[str]:
        """Yield its caption, its headings, each cell and its notes."""
        yield self.caption
        yield from (column.title for column in self.columns)
        for row in self.rows:
            yield from row
        yield from self.notes


@attrs.frozen
class Figure:
    """A picture with what it says in words, and its numbers as a table.

    Attributes:
        caption: what it shows.
        alt: the same for somebody who does not see it.
        image: a PNG file.
        table: the numbers that are drawn; None where the table stands beside it already.
    """

    caption: str
    alt: str
    image: bytes = attrs.field(repr=False)
    how: str
    table: Table | None = None

    def texts(self) -> Iterator[str]:
        """Yield its caption, its alternative text and its table."""
        yield self.caption
        yield self.alt
        if self.table is not None:
            yield from self.table.texts()


Block = Heading | Paragraph | Bullets | Note | Table | Figure


@attrs.frozen
class Basis:
    """How numbers were made: which records counted, and which did not.

    Attributes:
        anchor: the name by which numbers refer to it.
    """

    anchor: str
    title: str
    text: str

    def texts(self) -> Iterator[str]:
        """Yield its title and what it says."""
        yield self.title
        yield self.text


def anchor(text: str) -> str:
    """Return a name for a link to a heading.

    >>> anchor("What do you know?")
    'what-do-you-know'
    """
    return "-".join(re.findall(r"[a-z0-9]+", text.lower())) or "section"
