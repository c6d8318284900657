"""``qaframework themes``: what all sources say together, which themes a text is about, and which themes there are."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qaframework.cli.group import main
from qaframework.cli.options import (
    day_option,
    file_or_words,
    format_options,
    loaded_plugins,
    plugin_options,
    tell_left_out,
)
from qaframework.cli.screen import TABLE_FORMATS, chosen_format, complain, put, put_rows, width_of_screen

if TYPE_CHECKING:
    from qaframework.model.templates import Theme
    from qaframework.plugins import Plugins
    from qaframework.triangulation.picture import Picture

FORMATS = (*TABLE_FORMATS, "mermaid", "dot", "graphml", "node-link", "qdc")
VIEWS = ("themes", "matrix", "cells", "alerts", "gaps", "trends", "base-rates", "roll-ups", "pairs")
EXAMPLES = """\b
Examples:
  qaframework themes year.xlsx                        the whole picture
  qaframework themes year.xlsx --out themes.html      the same as a page
  qaframework themes year.xlsx --view alerts          one table of it
  qaframework themes year.xlsx --theme rsk            one theme through every source
  qaframework themes "Plans drift without oversight"  which themes a sentence may be about
  qaframework themes --out themes.qdc                 the themes, for NVivo, ATLAS.ti, MAXQDA or QualCoder
  qaframework themes year.xlsx --codebook team.qdc    the picture by the codes of one of those"""


@main.command(epilog=EXAMPLES)
@click.argument("given", metavar="[TEXT_OR_FILE]", required=False)
@format_options(FORMATS)
@click.option("--view", type=click.Choice(VIEWS), help="One table instead of the whole picture.")
@click.option("--theme", metavar="ID", help="Follow one theme through every source.")
@click.option("--statements", is_flag=True, help="With --theme: show what stands there. It may be about a child.")
@click.option("--min-sources", default=2, show_default=True, help="How many kinds of source make corroborated.")
@click.option("--count-peers", is_flag=True, help="Count what a peer challenge says; it is no evidence about children.")
@click.option(
    "--round",
    "round_of",
    type=click.Choice(["month", "quarter", "year"]),
    default="month",
    show_default=True,
    help="What makes a round.",
)
@day_option("--since", "Only activities that ended on this day or later.")
@day_option("--until", "Only activities that ended on this day or earlier.")
@day_option("--today", "The day the picture is of; if not given, the last day in FILE.")
@click.option(
    "--codebook",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Themes from a REFI-QDA codebook (.qdc), instead of those of the plugins.",
)
@plugin_options
def themes(
    given: str | None,
    form: str | None,
    out: Path | None,
    view: str | None,
    theme: str | None,
    statements: bool,
    min_sources: int,
    count_peers: bool,
    round_of: str,
    since: date | None,
    until: date | None,
    today: date | None,
    codebook: Path | None,
    paths: list[Path],
    require: list[str],
) -> None:
    """Say what all sources say together on each theme.

    Levels come with their reasons, and there is no score. TEXT_OR_FILE is a file of records; or a sentence in quotation
    marks, for which themes are suggested; or a codebook (.qdc), or nothing: then the themes are listed.
    """
    from qaframework.files import read
    from qaframework.triangulation.picture import triangulate

    plugins = loaded_plugins(paths, require)
    form = chosen_format(form, out, FORMATS)
    file = None if given is None else file_or_words(given)
    if given is None or (file is not None and file.suffix.lower() == ".qdc"):
        _list(_known(plugins, codebook or file), form, out)
    elif file is None:
        _suggest(given, _known(plugins, codebook), form, out)
    elif form == "qdc":
        raise click.UsageError("A .qdc holds themes, not records. Leave FILE out to write the themes.")
    else:
        picture = triangulate(
            read(file, plugins=plugins),
            _known(plugins, codebook) if codebook else None,
            (since, until),
            min_sources,
            plugins,
            today,
            round_of=round_of,  # type: ignore[arg-type]
            count_peers=count_peers,
        )
        _show(picture, form, out, view, theme, statements)
    tell_left_out(plugins)


def _known(plugins: Plugins, codebook: Path | None) -> Mapping[str, Theme]:
    from qaframework.triangulation.codebook import read_codebook

    return {theme.id: theme for theme in read_codebook(codebook)} if codebook else plugins.themes


def _list(known: Mapping[str, Theme], form: str, out: Path | None) -> None:
    from qaframework.triangulation.codebook import codebook

    if form == "qdc":
        put(codebook(known), form, out)
        return
    rows = [
        {"theme": one.id, "title": one.title, "part of": one.parent or "", "what belongs to it": one.scope}
        for one in known.values()
    ]
    _put_rows("Themes", rows, form, out)


def _suggest(text: str, known: Mapping[str, Theme], form: str, out: Path | None) -> None:
    from qaframework.triangulation.suggest import suggest_themes

    rows = [
        {
            "theme": one.theme,
            "title": known[one.theme].title,
            "because of": ", ".join(text[start:end] for start, end in one.spans),
        }
        for one in suggest_themes(text, known)
    ]
    _put_rows("Suggested themes", rows, form, out)


def _show(picture: Picture, form: str, out: Path | None, view: str | None, theme: str | None, statements: bool) -> None:
    from qaframework.triangulation import output

    if theme is not None:
        thread = picture.thread(theme)
        _put_rows(f"{thread.title} ({thread.theme})", thread.rows(statements), form, out)
    elif view is not None:
        title, rows_of = output.VIEWS[view]
        _put_rows(title, list(rows_of(picture)), form, out)
    else:
        put(output.render(picture, form, width_of_screen() if out is None else None), form, out)
        return
    if not picture.themes:
        complain(picture.headline())


def _put_rows(title: str, rows: list[Any], form: str, out: Path | None) -> None:
    if form not in TABLE_FORMATS:
        raise click.UsageError(f"A table cannot be written as {form}. Choose one of {', '.join(TABLE_FORMATS)}.")
    put_rows(title, rows, form, out)
