"""A picture as people and programs read it: text, Markdown, HTML, Excel, CSV, JSON, and the graph for other tools."""

from __future__ import annotations

import io
import json
import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from qaframework.errors import UnknownNameError
from qaframework.show import in_markdown, markdown_table, text_table
from qaframework.triangulation.matrix import LEGEND
from qaframework.triangulation.told import notes_on

if TYPE_CHECKING:
    from qaframework.triangulation.picture import Picture

SCHEMA = "qaframework/themes/1"
"""Goes up when a key changes its meaning or goes away; new keys may come at any time."""

Rows = Sequence[Mapping[str, Any]]


def _titled(picture: Picture, found: Iterable[Any]) -> Rows:
    """Return the rows of what was found about themes, each with the theme's name for people after its id."""
    rows: list[Mapping[str, Any]] = []
    for one in found:
        row: dict[str, Any] = {}
        for name, value in one.row().items():
            row[name] = value
            if name == "theme":
                row["title"] = picture.titles.get(value, value)
        rows.append(row)
    return rows


VIEWS: Mapping[str, tuple[str, Callable[[Picture], Rows]]] = MappingProxyType(
    {
        "themes": ("Themes", lambda picture: picture.rows()),
        "matrix": ("Themes by kind of source", lambda picture: picture.matrix().grid()),
        "cells": ("What each kind of source says", lambda picture: picture.matrix().rows()),
        "alerts": ("What to ask", lambda picture: _titled(picture, picture.alerts)),
        "gaps": ("Silences and blind spots", lambda picture: _titled(picture, picture.gaps)),
        "trends": ("Themes across rounds", lambda picture: _titled(picture, picture.trends)),
        "base-rates": ("Named again, and named anew", lambda picture: picture.base_rates().rows()),
        "roll-ups": (
            "What may be a matter for the service",
            lambda picture: _titled(picture, picture.roll_ups),
        ),
        "pairs": ("How kinds of source stand to each other", lambda picture: [one.row() for one in picture.pairs]),
    }
)
"""Each table of a picture by the name the command line knows it by."""

SECTIONS = ("matrix", "themes", "alerts", "gaps", "trends", "roll-ups")
"""The tables of a report, in their order."""


def _gaps_by_reason(picture: Picture) -> Rows:
    """Return the gaps as people read them: the themes with the same reason together, however many they are."""
    alike: dict[tuple[str, str], list[str]] = {}
    for gap in picture.gaps:
        alike.setdefault((gap.kind, gap.reason), []).append(gap.theme)
    everything = f"all {len(picture.expected)} that are expected"
    return [
        {
            "gap": kind,
            "why": reason,
            "themes": everything if set(themes) == picture.expected else "; ".join(_named(picture, themes)),
        }
        for (kind, reason), themes in alike.items()
    ]


def _named(picture: Picture, themes: Iterable[str]) -> Iterator[str]:
    return (f"{picture.titles[theme]} ({theme})" if theme in picture.titles else theme for theme in themes)


def _sections(picture: Picture) -> Iterator[tuple[str, str, Rows]]:
    """Yield the tables of a report by name, each with its title and its rows as people read them.

    Where there is no evidence at all, "What to ask: none" would read as if all were well: empty tables are left out.
    """
    for name in SECTIONS:
        title, rows_of = VIEWS[name]
        rows = _gaps_by_reason(picture) if name == "gaps" else rows_of(picture)
        if rows or picture.themes:
            yield name, title, rows


def render(picture: Picture, form: str = "table", width: int | None = None) -> str | bytes:
    """Return a picture in one of the formats: bytes for ``xlsx``, text for the others.

    Raises:
        UnknownNameError: there is no such format.
    """
    if form == "table":
        return as_text(picture, width)
    if form not in FORMATS:
        raise UnknownNameError("format", form, ("table", *FORMATS))
    return FORMATS[form](picture)


def as_text(picture: Picture, width: int | None = None) -> str:
    """Return a picture as text for a terminal."""
    return "\n".join(_lines(picture, width)) + "\n"


def _lines(picture: Picture, width: int | None) -> Iterator[str]:
    wrapped = width or 100
    yield from textwrap.wrap(picture.headline(), wrapped)
    for note in notes_on(picture):
        yield from textwrap.wrap(f"Note: {note}.", wrapped, subsequent_indent="  ")
    for name, title, rows in _sections(picture):
        if rows:
            table = picture.matrix().text(wrapped) if name == "matrix" else text_table(rows, width=wrapped)
            yield from ("", title, "", table)
            if name == "matrix":
                yield from ("", *textwrap.wrap(LEGEND, wrapped))


def _day(picture: Picture) -> date | None:
    """Return the day a picture is of; None where no day was given and nothing has one."""
    return None if picture.today == date.min else picture.today


def as_json(picture: Picture) -> str:
    """Return a picture as JSON, its tables as lists of rows. Days are written 2024-03-31."""
    from qaframework.moderation.output.data import as_json_text

    told = {
        "schema": SCHEMA,
        "today": day.isoformat() if (day := _day(picture)) else None,
        "headline": picture.headline(),
        "notes": notes_on(picture),
        **{name.replace("-", "_"): rows_of(picture) for name, (_, rows_of) in VIEWS.items() if name != "matrix"},
    }
    return as_json_text(told)


def as_csv(picture: Picture) -> str:
    """Return one row a theme and kind of source as CSV."""
    from qaframework.moderation.output.listing import listed

    text = listed("Themes", picture.matrix().rows(), "csv")
    assert isinstance(text, str)
    return text


def as_markdown(picture: Picture) -> str:
    """Return a picture as Markdown."""
    parts = [
        "# Themes",
        in_markdown(picture.headline()),
        "\n".join(f"- {in_markdown(one)}" for one in notes_on(picture)),
    ]
    for name, title, rows in _sections(picture):
        parts += [f"## {title}", markdown_table(rows) or "None."]
        if name == "matrix":
            parts.append(in_markdown(LEGEND))
    return "\n\n".join(filter(None, parts)) + "\n"


def as_html(picture: Picture) -> str:
    """Return a picture as one HTML page: no script, nothing fetched, every colour said in words."""
    from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined

    pages = Environment(
        loader=ChoiceLoader(
            [
                PackageLoader("qaframework.triangulation", "pages"),
                PackageLoader("qaframework.moderation.output", "pages"),
            ]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    tables = [
        (title, rows, len(picture.gaps) if name == "gaps" else len(rows))
        for name, title, rows in _sections(picture)
        if name != "matrix"
    ]
    return pages.get_template("picture.html").render(
        title="Themes",
        headline=picture.headline(),
        notes=notes_on(picture),
        matrix=picture.matrix().html() if picture.themes else "",
        tables=tables,
        today=_day(picture),
    )


def as_workbook(picture: Picture) -> bytes:
    """Return a picture as a workbook, one sheet a table."""
    from qaframework.moderation.output.sheets import Sheet, workbook

    sheets = []
    for name in (*SECTIONS, "cells", "pairs", "base-rates"):
        title, rows_of = VIEWS[name]
        rows = rows_of(picture)
        headings = {heading: _width(heading, rows) for heading in (rows[0] if rows else {title: None})}
        sheets.append(Sheet(title=name, headings=headings, rows=rows, count=len(rows)))
    return workbook(sheets)


def _width(heading: str, rows: Rows) -> int:
    return min(60, 2 + max([len(heading), *(len(str(row.get(heading) or "")) for row in rows)]))


def _mermaid(picture: Picture) -> str:
    from qaframework.triangulation.drawing import mermaid

    return mermaid(picture)


def _dot(picture: Picture) -> str:
    from qaframework.triangulation.drawing import dot

    return dot(picture)


def as_graphml(picture: Picture) -> str:
    """Return the typed graph as GraphML, for Gephi, yEd and Cytoscape."""
    import networkx

    raw = io.BytesIO()
    networkx.write_graphml_xml(picture.graph, raw, named_key_ids=True)
    return raw.getvalue().decode("utf-8") + "\n"


def as_node_link(picture: Picture) -> str:
    """Return the typed graph as node-link JSON; ``networkx.node_link_graph(..., edges="edges")`` gives it back."""
    import networkx

    return json.dumps(networkx.node_link_data(picture.graph, edges="edges"), ensure_ascii=False, indent=1) + "\n"


FORMATS: Mapping[str, Callable[[Picture], str | bytes]] = MappingProxyType(
    {
        "json": as_json,
        "csv": as_csv,
        "md": as_markdown,
        "html": as_html,
        "xlsx": as_workbook,
        "mermaid": _mermaid,
        "dot": _dot,
        "graphml": as_graphml,
        "node-link": as_node_link,
    }
)
"""Each format but text by the name the command line knows it by. What one needs is imported when it is asked for."""
