"""A picture with what it says in words and its numbers as rows."""

from __future__ import annotations

import base64
import io
import os
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.errors import DataError, Problem
from qaframework.plots.style import settings
from qaframework.show import html_table, text_table

if TYPE_CHECKING:
    from matplotlib.figure import Figure

DPI = 150
COLOURS = 64
"""How many colours a PNG has: those of the palette, with what smooths the edges of letters."""


def settled(figure: Figure) -> Figure:
    """Return a figure whose parts stay where they are now, however often and at whatever size it is saved."""
    with settings():
        figure.draw_without_rendering()
        figure.set_layout_engine("none")
    return figure


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Plot:
    """A picture that shows itself in a notebook, with its words and its numbers.

    Attributes:
        title: what it shows.
        alt: the same for somebody who does not see it: what is drawn, and what the numbers say.
        notes: what a reader has to know, such as what a symbol stands for; they stand below the picture too.
        figure: the matplotlib figure, to change or to put elsewhere.
    """

    title: str
    alt: str
    notes: tuple[str, ...]
    figure: Figure = attrs.field(converter=settled)
    _rows: tuple[Mapping[str, Any], ...] = attrs.field(alias="rows")

    def rows(self) -> list[dict[str, Any]]:
        """Return the numbers that are drawn, as a table."""
        return [dict(row) for row in self._rows]

    def svg(self) -> str:
        """Return the picture as SVG with its title and its words, the same text for the same numbers."""
        drawn = io.StringIO()
        with settings():
            self.figure.savefig(drawn, format="svg", metadata={"Date": None, "Creator": None})
        head, tag, body = drawn.getvalue().partition("<svg ")
        opening, _, rest = body.partition(">")
        words = f"<title>{escape(self.title)}</title><desc>{escape(self.alt)}</desc>"
        return f'{head}{tag}role="img" aria-label="{escape(self.alt)}" {opening}>{words}{rest}'

    def png(self, dpi: int = DPI) -> bytes:
        """Return the picture as PNG with its title and its words, the same bytes for the same numbers."""
        from PIL import Image
        from PIL.PngImagePlugin import PngInfo

        drawn, small, about = io.BytesIO(), io.BytesIO(), PngInfo()
        about.add_text("Title", self.title)
        about.add_text("Description", self.alt)
        with settings():
            self.figure.savefig(drawn, format="png", dpi=dpi)
        # Pictures have few colours: a palette of them is as crisp, and a fraction of the size.
        with Image.open(drawn) as picture:
            palette = picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
            palette.save(small, format="png", optimize=True, dpi=(dpi, dpi), pnginfo=about)
        return small.getvalue()

    def save(self, path: str | os.PathLike[str], dpi: int = DPI) -> Path:
        """Save the picture, whole or not at all, and return the path. The ending chooses the format: svg or png.

        Raises:
            DataError: the ending is another, or the file cannot be written.
        """
        from qaframework.files.saving import save

        target = Path(path)
        if target.suffix.lower() not in (".svg", ".png"):
            what = f"the picture was not saved: {target.suffix or 'no ending'} is no format it has"
            raise DataError([Problem(target.name, what, "Use .svg or .png")])
        save(target, self.svg().encode() if target.suffix.lower() == ".svg" else self.png(dpi))
        return target

    def __repr__(self) -> str:
        return "\n\n".join(filter(None, [self.title, self.alt, text_table(self._as_shown()), *self.notes]))

    def _as_shown(self) -> list[dict[str, str]]:
        return [{name: "" if value is None else str(value) for name, value in row.items()} for row in self._rows]

    def _repr_png_(self) -> bytes:
        return self.png(100)

    def _repr_html_(self) -> str:
        picture = base64.b64encode(self.png(100)).decode()
        notes = "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        return (
            f'<figure><img src="data:image/png;base64,{picture}" alt="{escape(self.alt)}" style="max-width:100%"/>'
            f"<figcaption>{escape(self.title)}{notes}<details><summary>The numbers</summary>"
            f"{html_table(self._rows, caption=self.title)}</details></figcaption></figure>"
        )


def words_of(parts: Sequence[str]) -> str:
    """Return parts as one list in words: ``a, b and c``."""
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
