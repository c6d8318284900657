"""``qaframework report``: a report for one audience, as HTML, Word or Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from qaframework.cli.group import main
from qaframework.cli.options import as_day, day_option, loaded_plugins, plugin_options, quiet_option, settings_for
from qaframework.cli.screen import complain, remark

KINDS = ("monthly", "quarterly", "annual", "moderation", "you-said-we-did", "theme")
AUDIENCES = ("operational", "leadership", "board", "public", "peer")
CODES = """\b
Examples:
  qaframework report year.xlsx --kind annual --audience leadership --out annual.docx
  qaframework report year.xlsx --kind quarterly --audience board --period 2024-01-01..2024-03-31 --out q4.html

\b
Ends with 0  written, and the figures stand
          1  written; errors stand, and the report says so
          2  FILE or the call is wrong, or holds nothing; or something in the report may point to somebody
          3  a plugin or a rule failed; the report says what did not run"""


def as_period(ctx: click.Context, option: click.Parameter, given: str | None) -> tuple[date, date] | None:
    """Return a period written as its first and last day with ``..`` between."""
    if given is None:
        return None
    try:
        first, last = given.split("..")
    except ValueError:
        raise click.BadParameter("write its first and last day: 2024-01-01..2024-03-31") from None
    return as_day(first), as_day(last)


def as_cleared(ctx: click.Context, option: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    """Return who cleared the text of which records, written ``SR-01=Head of QA``."""
    pairs = [one.partition("=") for one in given]
    if any(not record.strip() or not who.strip() for record, _, who in pairs):
        raise click.BadParameter("write the record and who cleared its text: SR-01='Head of QA'")
    return {record.strip(): who.strip() for record, _, who in pairs}


def as_names(ctx: click.Context, option: click.Parameter, given: Path | None) -> tuple[str, ...]:
    """Return the names of a file, one a line."""
    if given is None:
        return ()
    try:
        text = given.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        text = given.read_text(encoding="cp1252", errors="replace")
    return tuple(name.strip() for name in text.splitlines() if name.strip())


@main.command(epilog=CODES)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What kind of report.")
@click.option("--audience", type=click.Choice(AUDIENCES), required=True, help="Who reads it. There is no default.")
@click.option(
    "--out",
    metavar="FILE",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="Where to write it: .html, .docx or .md.",
)
@click.option(
    "--tracker", metavar="FILE", help="Where recommendations stand: a tracker's file or address. Else FILE's updates."
)
@click.option(
    "--period", metavar="FIRST..LAST", callback=as_period, help="The days it tells of: 2024-01-01..2024-03-31."
)
@click.option("--policy", default="dfe", show_default=True, help="Which small numbers are withheld.")
@click.option(
    "--template",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A Word document of yours, whose styles, headers and footers to use.",
)
@click.option("--theme", metavar="ID", help="The theme of a theme page.")
@click.option(
    "--names",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    callback=as_names,
    help="Names that must not be in it, one a line.",
)
@click.option(
    "--cleared",
    metavar="ID=WHO",
    multiple=True,
    callback=as_cleared,
    help="A record whose text WHO has read and cleared for this audience. Repeat for several.",
)
@click.option(
    "--ledger",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="What was released before: taken into account, and this release added.",
)
@click.option(
    "--remarks",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="What you say in your own words: a Markdown file with headings of the report and your text below each.",
)
@click.option("--override", metavar="REASON", help="Why it may leave although something in it may point to somebody.")
@click.option("--by", metavar="WHO", help="Who decides that.")
@day_option("--today", "The day it is drawn up for, if not the last day of the period or of the records.")
@quiet_option
@plugin_options
def report(
    file: Path,
    kind: str,
    audience: str,
    out: Path,
    tracker: str | None,
    period: tuple[date, date] | None,
    policy: str,
    template: Path | None,
    theme: str | None,
    names: tuple[str, ...],
    cleared: dict[str, str],
    ledger: Path | None,
    remarks: Path | None,
    override: str | None,
    by: str | None,
    today: date | None,
    paths: list[Path],
    require: list[str],
) -> None:
    """Write a report of FILE for one audience.

    For the board, the public and peers small numbers are withheld, and no code of a child and no text from a record is
    in it. It is not written while something in it may point to somebody: see --override.
    """
    from qaframework.files import read
    from qaframework.reports.build import report as made_of
    from qaframework.reports.remarks import read_remarks

    if bool(override) != bool(by):
        raise click.UsageError("--override and --by go together: the reason, and who decides.")
    if out.suffix.lower() not in (".html", ".htm", ".docx", ".md"):
        raise click.UsageError(f"--out {out.name}: end it in .html, .docx or .md.")
    plugins = loaded_plugins(paths, require)
    options: dict[str, Any] = {"period": period, "policy": policy, "today": today, "theme": theme, "names": names}
    document = made_of(
        read(file, plugins=plugins),
        kind,
        audience=audience,
        tracker=_opened(tracker),
        plugins=plugins,
        settings=settings_for(None, file),
        cleared=cleared,
        ledger=ledger,
        remarks=read_remarks(remarks) if remarks else None,
        **options,
    )
    document.save(out, template=template, override=override, by=by)
    remark(f"Written: {out}. {document.status}")
    for warning in document.warnings:
        complain(warning)
    click.get_current_context().exit(document.exit_code)


def _opened(where: str | None) -> Any:
    from qaframework.tracker.tracker import Tracker

    if where is None:
        return None
    if "://" not in where and not Path(where).exists():
        raise click.UsageError(f"--tracker {where}: there is no such tracker. 'qaframework track' makes one.")
    return Tracker.open(where)
