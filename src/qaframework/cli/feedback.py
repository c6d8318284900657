"""``qaframework survey``, ``voice`` and ``boards``: what people said, what came of it, and who sees it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import click

from qaframework.cli.group import main
from qaframework.cli.options import day_option, format_options
from qaframework.cli.screen import TABLE_FORMATS, put_rows, say

_FILE = click.argument("file", type=click.Path(exists=True, path_type=Path))
_TODAY = day_option("--today", "The day to look from, if not today.")


@main.command()
@_FILE
@click.option("--activity", metavar="ID", help="The survey; the last one, if not given.")
@format_options(TABLE_FORMATS)
def survey(file: Path, activity: str | None, form: str | None, out: Path | None) -> None:
    """Say what a survey's numbers carry, and what they give away.

    Counts first, intervals where it is known how many answered, changes only where the numbers of both years carry
    them, and percentages that tell how many people they are of.
    """
    from qaframework.feedback.survey import survey as read_survey

    reading = read_survey(_year(file), activity)
    _show(reading, "Survey", reading.rows(), form, out)


@main.command()
@_FILE
@_TODAY
@click.option(
    "--days", metavar="DAYS", type=click.IntRange(1), default=90, help="Within how many days people hear back; 90."
)
@click.option("--working", is_flag=True, help="Count working days.")
@click.option("--loops", is_flag=True, help="Only what people said and what came of it: You said, we did.")
@format_options(TABLE_FORMATS)
def voice(
    file: Path, today: date | None, days: int, working: bool, loops: bool, form: str | None, out: Path | None
) -> None:
    """Say who was heard where, and who heard back.

    Obtained, asked without an answer, declined, unsafe to ask and not asked are told apart. Then, for what people said:
    what came of it, whether they were told in time, and what in its words may point to somebody.
    """
    from qaframework.feedback.told_back import you_said_we_did
    from qaframework.feedback.voice import voice as heard

    year = _year(file)
    said = you_said_we_did(year, today=today or date.today(), days=days, working=working)
    if not loops:
        picture = heard(year)
        _show(picture, "Voice", picture.rows(), form, out)
    if loops or (form is None and out is None):
        _show(said, "You said, we did", said.rows(), form, out)


@main.command()
@_FILE
@_TODAY
@format_options(TABLE_FORMATS)
def boards(file: Path, today: date | None, form: str | None, out: Path | None) -> None:
    """Say what each board saw, and what comes before it next.

    With what was transferred to a plan, which is not closed by that, and what no board is there to see. The boards are
    those of the City of London; in Python an authority gives its own.
    """
    from qaframework.feedback.boards import boards as seen

    view = seen(_year(file), today=today or date.today())
    _show(view, "Boards", view.rows(), form, out)


def _year(file: Path) -> Any:
    from qaframework.files import read

    return read(file)


def _show(result: Any, title: str, rows: Any, form: str | None, out: Path | None) -> None:
    """Say what a result says of itself, or write its rows in the format asked for."""
    if form in (None, "table") and out is None:
        say(f"{result!r}\n")
    else:
        put_rows(title, rows, form, out)
