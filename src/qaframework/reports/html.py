"""A document as one HTML file: no script, nothing fetched, readable on paper, in the dark and by a screen reader."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from qaframework.reports.blocks import Block, Figure, Heading, Note, Number, Table, anchor
from qaframework.reports.scope import unlike

if TYPE_CHECKING:
    from qaframework.reports.document import Document


def as_html(document: Document) -> str:
    """Return a document as one HTML file."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=PackageLoader(__package__ or "", "pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    names = unlike({place: _name(block) for place, block in enumerate(document.blocks)})
    return pages.get_template("document.html").render(
        document=document,
        blocks=[(block, names[place]) for place, block in enumerate(document.blocks)],
        anchor=anchor,
        kind=lambda block: type(block).__name__,
        is_number=lambda piece: isinstance(piece, Number),
        data_uri=lambda image: "data:image/png;base64," + base64.b64encode(image).decode("ascii"),
    )


def _name(block: Block) -> str:
    """Return what a block is called: by its heading or its caption, where it has one."""
    match block:
        case Heading():
            return block.text
        case Note():
            return block.title
        case Table() | Figure():
            return block.caption
    return ""
