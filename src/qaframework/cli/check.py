"""``qaframework check``: what in a year's records does not stand up."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from qaframework.cli.group import main
from qaframework.cli.options import (
    as_patterns,
    day_option,
    format_options,
    loaded_plugins,
    names_of,
    plugin_options,
    select_option,
    settings_for,
)
from qaframework.cli.screen import REPORT_FORMATS, Progress, chosen_format, complain, put, width_of_screen

if TYPE_CHECKING:
    from qaframework.moderation.report import ModerationReport

CODES = """\b
Ends with 0  clean, or nothing but queries and notes
          1  flags of severity error stand
          2  FILE or the call is wrong, holds nothing, or --lenient left rows out
          3  a plugin or a rule failed"""


@main.command(epilog=CODES)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@format_options(REPORT_FORMATS)
@select_option
@click.option(
    "--ignore",
    metavar="PATTERN",
    multiple=True,
    callback=as_patterns,
    shell_complete=names_of("rules"),
    help="Leave these rules out.",
)
@day_option("--today", "The day the check is made for, if not today.")
@plugin_options
@click.option(
    "--settings",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Thresholds of your own; if not given, qaframework.toml here, or else beside FILE.",
)
@click.option(
    "--lenient", is_flag=True, help="Check what can be read, and name the rest. Ends with 2 where there is any."
)
@click.option("--quiet", "-q", is_flag=True, help="Print no report: the exit code, and the file of --out, say it all.")
def check(
    file: Path,
    form: str | None,
    out: Path | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    today: date | None,
    paths: list[Path],
    require: list[str],
    settings: Path | None,
    lenient: bool,
    quiet: bool,
) -> None:
    """Check FILE and print what does not stand up.

    FILE is an .xlsx workbook, a .json file or a folder of .csv files. What could not be checked comes first, then the
    reviews, the worst first, each flag with where to look.
    """
    from qaframework.files import read
    from qaframework.moderation.engine import moderate
    from qaframework.moderation.output import render

    form = chosen_format(form, out, REPORT_FORMATS)
    if out and out.exists() and out.samefile(file):
        raise click.UsageError("--out would write over the file that is checked. Give another name.")
    plugins = loaded_plugins(paths, require)
    year = read(file, strict=not lenient, plugins=plugins)
    with Progress(quiet) as progress:
        report = moderate(
            year, plugins, select or ("*",), ignore, today, settings=settings_for(settings, file), progress=progress
        )
    if out or not quiet:
        put(render(report, form) if out or form != "table" else _for_screen(report), form, out)
    _remark(report, year.origin.ignored if year.origin else (), form, out, quiet)
    click.get_current_context().exit(report.exit_code)


def _for_screen(report: ModerationReport) -> str:
    from qaframework.moderation.output import as_text

    text = as_text(report, width=width_of_screen(), most=None)
    if not sys.stdout.isatty():
        return text
    if text.count("\n") >= shutil.get_terminal_size().lines:
        text += _in_the_end(report)
    return text if os.environ.get("NO_COLOR") else _coloured(text)


def _in_the_end(report: ModerationReport) -> str:
    """Return again what has left the screen at the top by now."""
    from qaframework.moderation.output.view import NOT_ALL

    told = [f"{NOT_ALL.upper()}: what was not stands at the top."] if report.not_run() else []
    return "\n".join(["", *told, report.headline(), "All of this as a page to read or print: --out report.html", ""])


COLOURS = {"error": "red", "query": "yellow", "NOT EVERYTHING WAS CHECKED": "red"}


def _coloured(text: str) -> str:
    """Return a report with its severities in colour; the words stay, so that nothing hangs on the colour."""
    return re.sub(
        r"^(  )?(error|query|NOT EVERYTHING WAS CHECKED)(?=  |:)",
        lambda found: (found[1] or "") + click.style(found[2], fg=COLOURS[found[2]], bold=True),
        text,
        flags=re.MULTILINE,
    )


def _remark(report: ModerationReport, ignored: Sequence[str], form: str, out: Path | None, quiet: bool) -> None:
    """Say on standard error what the written report does not show on the screen."""
    from qaframework.moderation.output.view import NOT_ALL, without_children

    on_screen = form == "table" and out is None and not quiet
    notes = without_children(report).not_run()
    if notes and not on_screen:
        complain("\n".join([f"{NOT_ALL}:", *(f"  - {note}" for note in notes[:20])]))
        if len(notes) > 20:
            complain(f"  - and {len(notes) - 20:,} more")
    if ignored and not quiet:
        more = f" and {len(ignored) - 20:,} more" if len(ignored) > 20 else ""
        complain(f"Note: not read, because no table has that name: {', '.join(ignored[:20])}{more}.")
    if out is not None and not quiet:
        complain(f"{report.headline()}\nWritten: {out}")
