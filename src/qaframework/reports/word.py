"""A document as Word, in the authority's own template: real headings, repeated header rows, alternative text.

Styles are looked for by name. A template that lacks one still works: the nearest style it has is used.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qaframework.errors import DataError, Problem
from qaframework.files.excel import settled
from qaframework.reports.blocks import (
    Basis,
    Block,
    Bullets,
    Column,
    Figure,
    Heading,
    Note,
    Number,
    Paragraph,
    Piece,
    Table,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph as WordParagraph

    from qaframework.reports.document import Document

MARK = "{{ report }}"
"""A paragraph of the template that says this is where the report goes; without one it goes at the end."""

STYLES = {
    "title": ("Title", "Heading 1"),
    "subtitle": ("Subtitle", "Normal"),
    "status": ("Normal",),
    "heading 2": ("Heading 1",),
    "heading 3": ("Heading 2", "Heading 1"),
    "heading 4": ("Heading 3", "Heading 2", "Heading 1"),
    "text": ("Body Text", "Normal"),
    "lead": ("Intense Quote", "Body Text", "Normal"),
    "bullet": ("List Bullet", "List Paragraph", "Normal"),
    "note": ("Body Text", "Normal"),
    "caption": ("Caption", "Normal"),
    "table": ("Table Grid", "Normal Table"),
}
"""For each part of a document the styles that will do, the best first."""

WIDTH_CM, TALLEST_CM = 15.5, 10
EPOCH = datetime(2000, 1, 1)
"""Word wants a day on which a document was made; the real one is nobody's business."""


def as_word(document: Document, template: str | Path | None = None) -> bytes:
    """Return a document as a .docx file. The same document and template give the same bytes.

    Args:
        document: what to write.
        template: a .docx of the authority's own, whose styles, headers and footers are kept.

    Raises:
        DataError: the template is not there, or is no .docx file; or the extra for Word is not installed.
    """
    word = _opened(template)
    before = list(word.element.body)
    writer = _Writer(word, None if template else _small())
    writer.document(document)
    _put_at_mark(word, before)
    _without_people(word, document)
    made = io.BytesIO()
    word.save(made)
    return settled(made.getvalue())


def _opened(template: str | Path | None) -> WordDocument:
    try:
        import docx
    except ImportError:
        what = "a Word document, which needs python-docx"
        raise DataError([Problem("Word", what, "Run: pip install 'qaframework[word]'")]) from None
    if template is None:
        return _plain(docx.Document())
    try:
        return docx.Document(str(template))
    except Exception:
        name = Path(template).name
        what = "it cannot be opened as a Word template"
        raise DataError([Problem(name, what, "Give a .docx file; save a .dotx as .docx first")]) from None


def _plain(word: WordDocument) -> WordDocument:
    """Return Word's own empty document on A4 in a plain letter, as council papers are."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt, RGBColor

    page = word.sections[0]
    page.page_width, page.page_height = Cm(21), Cm(29.7)
    page.left_margin = page.right_margin = Cm(2.5)
    page.top_margin = page.bottom_margin = Cm(2.2)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Caption"):
        style: Any = word.styles[name]
        style.font.name = "Arial"
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.font.color.rgb = RGBColor(0, 0, 0) if name == "Normal" else RGBColor(0x12, 0x43, 0x6D)
        style.font.italic = False
    sizes = {"Normal": 11, "Title": 24, "Subtitle": 13, "Heading 1": 16, "Heading 2": 13, "Caption": 10}
    for name, size in sizes.items():
        style = word.styles[name]
        style.font.size = Pt(size)
    return word


def _small() -> Any:
    from docx.shared import Pt

    return Pt(9.5)


class _Writer:
    """Puts blocks at the end of a Word document."""

    def __init__(self, word: WordDocument, cell_size: Any = None) -> None:
        self.word = word
        self.cell_size = cell_size
        self.styles = {style.name: style for style in word.styles if style.name}
        used = word.element.xpath("//w:bookmarkStart/@w:id")
        self.bookmarks = max((int(one) for one in used if one.isdigit()), default=0)

    def style(self, part: str) -> Any:
        """Return the best style of the template for a part of the document; None where Word's own has to do."""
        return next((self.styles[name] for name in STYLES[part] if name in self.styles), None)

    def document(self, document: Document) -> None:
        """Put a whole document."""
        self.paragraph([document.status], "status")
        self.paragraph([document.title], "title")
        if document.subtitle:
            self.paragraph([document.subtitle], "subtitle")
        for block in document.blocks:
            self.block(block)
        self.paragraph(["How each number was made"], "heading 2")
        for basis in document.bases:
            self.basis(basis)
        self.paragraph(["About this document"], "heading 2")
        self.table(Table("How it was made", (Column("what"), Column("value")), document.facts, how=""))

    def block(self, block: Block) -> None:
        """Put one block."""
        match block:
            case Heading():
                self.paragraph([block.text], f"heading {block.level}")
            case Paragraph():
                self.paragraph(block.pieces, "lead" if block.lead else "text")
            case Bullets():
                for item in block.items:
                    self.paragraph(item, "bullet")
            case Note():
                title = self.paragraph([], "note")
                title.add_run(block.title).bold = True
                title.paragraph_format.keep_with_next = True
                for paragraph in (title, *(self.paragraph(item, "note") for item in block.items)):
                    _mark_side(paragraph)
            case Table():
                self.table(block)
            case Figure():
                self.figure(block)

    def paragraph(self, pieces: Iterable[Piece], part: str) -> WordParagraph:
        """Put a paragraph, its numbers linked to how they were made, and return it."""
        made = self.word.add_paragraph(style=self.style(part))
        for piece in pieces:
            if isinstance(piece, Number):
                self.link(made, piece.text, piece.how)
            else:
                made.add_run(piece)
        return made

    def link(self, paragraph: WordParagraph, text: str, how: str) -> None:
        """Put a text that leads to a bookmark."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), _bookmark(how))
        link.set(qn("w:history"), "1")
        run = paragraph.add_run(text)
        link.append(run._r)
        paragraph._p.append(link)

    def basis(self, basis: Basis) -> None:
        """Put how some numbers were made, under a bookmark that they lead to."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        made = self.paragraph([], "text")
        self.bookmarks += 1
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(self.bookmarks))
        start.set(qn("w:name"), _bookmark(basis.anchor))
        made._p.append(start)
        made.add_run(f"{basis.title}. ").bold = True
        made._p.append(end)
        made.add_run(basis.text)

    def table(self, table: Table) -> None:
        """Put a table under its caption: the header row comes again on every page, and no row is cut in two."""
        from docx.shared import Pt

        caption = self.paragraph([table.caption + (" " if table.how else "")], "caption")
        caption.paragraph_format.keep_with_next = True
        if table.how:
            self.link(caption, "(how this was made)", table.how)
        made = self.word.add_table(rows=0, cols=len(table.columns), style=self.style("table"))
        _describe(made, table.caption)
        made.autofit = False
        self.row(made, [column.title for column in table.columns], table.columns, heading=True)
        for cells in table.rows:
            self.row(made, cells, table.columns)
        self.fit(made, table)
        for note in table.notes or ("",):
            self.paragraph([note] if note else [], "note").paragraph_format.space_before = Pt(4)

    def fit(self, made: Any, table: Table) -> None:
        """Give each column the room that its texts ask for."""
        section = self.word.sections[-1]
        sides = [section.page_width, section.left_margin, section.right_margin]
        page, left, right = (int(side or 0) for side in sides)
        rooms = _rooms(table)
        for column, room in zip(made.columns, rooms, strict=True):
            column.width = int((page - left - right) * room / sum(rooms))
            for cell in column.cells:
                cell.width = column.width

    def row(self, made: Any, cells: Iterable[str], columns: Iterable[Column], heading: bool = False) -> None:
        """Put one row."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml import OxmlElement
        from docx.shared import Pt

        row = made.add_row()
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if heading:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, text, column in zip(row.cells, cells, columns, strict=True):
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(2)
            run = paragraph.add_run(text)
            run.bold, run.font.size = heading or None, self.cell_size
            if column.number:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT

    def figure(self, figure: Figure) -> None:
        """Put a picture with its alternative text, its caption, and its numbers as a table."""
        from docx.shared import Cm

        picture = self.word.add_picture(io.BytesIO(figure.image), width=Cm(WIDTH_CM))
        if picture.height > Cm(TALLEST_CM):
            picture.width, picture.height = int(picture.width * Cm(TALLEST_CM) / picture.height), Cm(TALLEST_CM)
        about = picture._inline.docPr
        about.set("descr", figure.alt)
        about.set("name", f"Figure {about.get('id')}")
        self.word.paragraphs[-1].paragraph_format.keep_with_next = True
        caption = self.paragraph([f"{figure.caption} "], "caption")
        self.link(caption, "(how this was made)", figure.how)
        if figure.table is not None:
            self.table(figure.table)


def _bookmark(how: str) -> str:
    """Return the name of a bookmark: letters, digits and underscores, at most 40 of them."""
    return ("how_" + "".join(sign if sign.isalnum() else "_" for sign in how))[:40]


LINE, WORD, TEXT = 80, 40, 140
"""How many signs a line holds, the longest word that is kept whole, and the longest text that asks for room."""


def _rooms(table: Table) -> list[float]:
    """Return how much room each column gets: its longest word, and of what is left as much as its longest text asks."""
    columns = [[column.title, *(row[place] for row in table.rows)] for place, column in enumerate(table.columns)]
    least = [2 + min(WORD, max((len(word) for text in texts for word in text.split()), default=0)) for texts in columns]
    asked = [max(0, min(TEXT, max(map(len, texts))) + 2 - need) for texts, need in zip(columns, least, strict=True)]
    left = max(0, LINE - sum(least))
    return [need + left * more / (sum(asked) or 1) for need, more in zip(least, asked, strict=True)]


def _mark_side(paragraph: WordParagraph) -> None:
    """Put a bar beside a paragraph, so that a note stands apart without colour."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    borders, bar = OxmlElement("w:pBdr"), OxmlElement("w:left")
    for name, value in {"val": "single", "sz": "24", "space": "8", "color": "auto"}.items():
        bar.set(qn(f"w:{name}"), value)
    borders.append(bar)
    properties = paragraph._p.get_or_add_pPr()
    properties.insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _describe(table: Any, caption: str) -> None:
    """Tell a screen reader what a table shows, and that its first row and column are headings."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    if look is None:
        look = OxmlElement("w:tblLook")
        properties.append(look)
    for name, value in {"firstRow": "1", "firstColumn": "1", "noHBand": "0", "noVBand": "1"}.items():
        look.set(qn(f"w:{name}"), value)
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), caption)
    look.addnext(described)


def _put_at_mark(word: WordDocument, before: list[Any]) -> None:
    """Move what was written to the paragraph of the template that asks for it."""
    mark = next((one for one in word.paragraphs if one._p in before and one.text.strip() == MARK), None)
    if mark is None:
        return
    written = [one for one in word.element.body if one not in before]
    for element in written:
        mark._p.addprevious(element)
    mark._p.getparent().remove(mark._p)


def _without_people(word: WordDocument, document: Document) -> None:
    """Name the document in its properties, and nobody: whoever made the template is no author of this."""
    about = word.core_properties
    about.author = about.last_modified_by = about.comments = about.category = about.keywords = ""
    about.title = document.title
    about.subject = document.subtitle
    about.language = "en-GB"
    about.revision = 1
    about.created = about.modified = about.last_printed = EPOCH
