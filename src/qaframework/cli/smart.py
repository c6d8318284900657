"""``qaframework smart``: which parts of SMART a recommendation lacks."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from qaframework.cli.group import main
from qaframework.cli.options import (
    as_patterns,
    day_option,
    file_or_words,
    format_options,
    loaded_plugins,
    names_of,
    plugin_options,
    settings_for,
    tell_left_out,
)
from qaframework.cli.screen import TABLE_FORMATS, put_rows, say


@main.command()
@click.argument("given", metavar="TEXT_OR_FILE")
@format_options(TABLE_FORMATS)
@day_option("--today", "The day from which times such as 'within six weeks' are counted, if not today.")
@click.option(
    "--ignore",
    metavar="PATTERN",
    multiple=True,
    callback=as_patterns,
    shell_complete=names_of("rules"),
    help="Leave these checks out; their part is judged by another plugin's, or not at all.",
)
@plugin_options
def smart(
    given: str,
    form: str | None,
    out: Path | None,
    today: date | None,
    ignore: tuple[str, ...],
    paths: list[Path],
    require: list[str],
) -> None:
    """Say which parts of SMART a recommendation lacks.

    For each, what to ask and how the sentence could read. TEXT_OR_FILE is a sentence in quotation marks, or a file of
    records: then there is one row for each recommendation, with none of its text.
    """
    from qaframework.files import read
    from qaframework.smart.check import check_smart
    from qaframework.smart.listing import year_rows

    plugins = loaded_plugins(paths, require)
    file = file_or_words(given)
    if file is not None:
        rows = year_rows(read(file, plugins=plugins), today, plugins, settings_for(None, file), ignore)
        put_rows("Recommendations", rows, form, out)
    else:
        result = check_smart(given, today or date.today(), plugins, ignore=ignore)
        if form in (None, "table") and out is None:
            say(str(result))
        else:
            put_rows("SMART", result.rows(), form, out)
    tell_left_out(plugins)
