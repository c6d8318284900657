"""How pictures look: the Government Analysis Function's colours, hatches for those who cannot tell them apart.

The colours are those of its guidance (Data visualisation: colours in charts), which keep a contrast of 3 to 1 to white
and to their neighbours in this order. No picture needs them: every part is named, numbered or hatched as well. Red,
amber and green are not used.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

from qaframework.errors import DataError, Problem

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

DARK_BLUE, TURQUOISE, DARK_PINK, ORANGE, DARK_GREY, LIGHT_PURPLE = CATEGORIES = (
    "#12436D",
    "#28A197",
    "#801650",
    "#F46A25",
    "#3D3D3D",
    "#A285D1",
)
"""The categorical palette, in its order."""
HATCHES = ("", "//", "..", "\\\\", "xx", "--")
"""One for each colour: the parts stay apart in print without colour."""
DARK, MIDDLE, LIGHT = "#12436D", "#2073BC", "#6BACE6"
"""The sequential palette, dark to light."""
TEXT, FAINT, GROUND = "#0B0C0C", "#505A5F", "#FFFFFF"
HIDDEN_GROUND, HIDDEN_HATCH = "#F3F2F1", "////"
"""Where something stands in place of a number."""

_SETTINGS: dict[str, Any] = {
    "font.family": "DejaVu Sans",
    "font.size": 11,
    "axes.edgecolor": FAINT,
    "axes.labelcolor": TEXT,
    "text.color": TEXT,
    "xtick.color": TEXT,
    "ytick.color": TEXT,
    "hatch.linewidth": 0.8,
    "svg.fonttype": "path",
    "svg.hashsalt": "qaframework",
    "axes.axisbelow": True,
    "savefig.facecolor": GROUND,
    "figure.dpi": 100,
    "path.simplify": True,
    "text.usetex": False,
}


def settings() -> AbstractContextManager[None]:
    """Return the settings under which pictures are drawn and saved, whatever matplotlib is set to elsewhere.

    Raises:
        DataError: matplotlib is not installed.
    """
    try:
        from matplotlib import rc_context, rcParamsDefault
    except ImportError:
        what = "pictures need matplotlib, which is not installed"
        raise DataError([Problem("plot", what, "Run: pip install 'qaframework[plot]'")]) from None
    drawing: Any = {name: value for name, value in rcParamsDefault.items() if "backend" not in name}
    return rc_context(drawing | _SETTINGS)


def sheet(width: float, height: float) -> Figure:
    """Return an empty figure, in inches. It belongs to nobody else: pyplot does not know of it."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width, height), layout="constrained", facecolor=GROUND)


def bare(axes: Axes) -> None:
    """Take away every line of the frame but the one that bars stand on."""
    for side in ("top", "right", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(axis="both", length=0)


def on(colour: str) -> str:
    """Return black or white, whichever reads better on a colour (WCAG relative luminance).

    >>> on(DARK_BLUE), on(ORANGE)
    ('#FFFFFF', '#0B0C0C')
    """
    return GROUND if _contrast(colour, GROUND) >= _contrast(colour, TEXT) else TEXT


def _contrast(one: str, other: str) -> float:
    bright, dim = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (bright + 0.05) / (dim + 0.05)


def _luminance(colour: str) -> float:
    shares = (int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5))
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
