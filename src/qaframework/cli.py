"""The command line. Each command reads what ``qa.read`` reads; what a command needs is imported when it runs.

Exit codes: 0 clean, 1 flags of severity error, 2 the input or the call is wrong, 3 a plugin, a rule or this program
failed.
"""

from __future__ import annotations

import errno
import os
import re
import shutil
import sys
import time
import traceback
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qaframework.errors import QaError

if TYPE_CHECKING:
    from qaframework.moderation.report import ModerationReport
    from qaframework.moderation.settings import Settings
    from qaframework.plugins import Plugins
    from qaframework.rules import Rule
    from qaframework.scales import Crosswalk, GradingScale

TABLE_FORMATS = ("table", "json", "csv", "md", "html", "xlsx")
REPORT_FORMATS = (*TABLE_FORMATS, "junit", "sarif")
SUFFIXES = {".json": "json", ".csv": "csv", ".md": "md", ".html": "html", ".xlsx": "xlsx", ".xml": "junit"} | {
    ".sarif": "sarif",
    ".txt": "table",
}
CODES = """\b
Ends with 0  clean, or nothing but queries and notes
          1  flags of severity error stand
          2  FILE or the call is wrong, holds nothing, or --lenient left rows out
          3  a plugin or a rule failed"""
PROGRAM_FAILED = 3
STOPPED = 130
PATIENCE = 1.0
"""Seconds before a long check says how far it has come."""


class Commands(click.Group):
    """Commands whose errors are told plainly: what is wrong and what to do; no traceback, no text of a record."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn errors into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except QaError as error:
            _complain(str(error))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            _complain("Stopped.")
            ctx.exit(STOPPED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            _complain(_fault(error))
            ctx.exit(PROGRAM_FAILED)


def _fault(error: Exception) -> str:
    """Return where this program broke. What the error says is left out: it can hold what stood in a record."""
    steps = [f"  {Path(one.filename).name} line {one.lineno}" for one in traceback.extract_tb(error.__traceback__)[-5:]]
    told = f"This is a fault in qaframework or a plugin, not in your call: {type(error).__name__} at"
    return "\n".join([told, *steps, "Please report these lines; they hold nothing of your records."])


def _complain(text: str) -> None:
    click.echo(_fitting(text, sys.stderr), err=True)


def _say(text: str) -> None:
    click.echo(_fitting(text, sys.stdout))


def _fitting(text: str, stream: Any) -> str:
    """Return a text with ``?`` for what the terminal has no sign for, so that nothing breaks on an older one."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


Command = TypeVar("Command", bound=Callable[..., Any])


def _patterns(ctx: click.Context, option: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.strip() for names in given for name in names.split(",") if name.strip())


def _day(ctx: click.Context, option: click.Parameter, given: datetime | None) -> date | None:
    return given.date() if given else None


def plugin_options(command: Command) -> Command:
    """Let a command load plugins from folders and insist on some."""
    for option in (
        click.option(
            "--require",
            metavar="NAME",
            multiple=True,
            callback=_patterns,
            help="Stop with 3 unless this plugin is there and sound.",
        ),
        click.option(
            "--plugins",
            "paths",
            metavar="PATH",
            multiple=True,
            type=click.Path(exists=True, path_type=Path),
            help="Load plugins from a folder, or one .py file.",
        ),
    ):
        command = option(command)
    return command


def format_options(formats: Sequence[str]) -> Callable[[Command], Command]:
    """Let a command write in one of these formats, to the screen or to a file."""

    def decorate(command: Command) -> Command:
        command = click.option(
            "--out",
            metavar="FILE",
            type=click.Path(dir_okay=False, path_type=Path),
            help="Write to a file. Its ending gives the format, if --format does not.",
        )(command)
        return click.option("--format", "form", type=click.Choice(formats), help="table, if not given.")(command)

    return decorate


def select_option(command: Command) -> Command:
    """Let a command choose rules by pattern."""
    return click.option(
        "--select",
        metavar="PATTERN",
        multiple=True,
        callback=_patterns,
        help="Only these rules: 'defaults/*', '*-voice'. Commas or repeats for several.",
    )(command)


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="qaframework")
def main() -> None:
    """Quality assurance in children's services.

    Check a year's records, and say what does not stand up.

    Start with 'qaframework demo', then 'qaframework template year.xlsx' and 'qaframework check year.xlsx'.

    Exit codes: 0 clean, 1 flags of severity error, 2 the input or the call is wrong, 3 a plugin or a rule failed.
    """


@main.command()
@click.option(
    "--out",
    "folder",
    metavar="FOLDER",
    default="qaframework-demo",
    show_default=True,
    type=click.Path(path_type=Path),
    help="Where to write what the demo makes.",
)
def demo(folder: Path) -> None:
    """Show what this does, on the City of London's year 2023-24."""
    from qaframework.demo import tell

    for told in tell(folder):
        _say(told)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--scale", metavar="ID", help="The grading scale to offer; 'qaframework scales' lists them.")
@click.option("--template", "review_template", metavar="ID", help="The review template whose domains get columns.")
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@plugin_options
def template(
    file: Path, scale: str | None, review_template: str | None, force: bool, paths: list[Path], require: list[str]
) -> None:
    """Write FILE, a blank workbook to fill in.

    It has headed sheets, drop-downs and a page of guidance.
    """
    from qaframework.files import template as write_template
    from qaframework.rules import DEFAULT_TEMPLATE

    if file.exists() and not force:
        raise click.UsageError(f"{file.name} is there already. Give another name, or --force to write over it.")
    plugins = _plugins(paths, require)
    write_template(file, plugins=plugins, scale=scale, review_template=review_template or DEFAULT_TEMPLATE)
    _say(f"Written: {file}. Fill it in, then: qaframework check {file}")


@main.command(epilog=CODES)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@format_options(REPORT_FORMATS)
@select_option
@click.option("--ignore", metavar="PATTERN", multiple=True, callback=_patterns, help="Leave these rules out.")
@click.option(
    "--today",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The day the check is made for, if not today.",
)
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

    form = _form(form, out)
    if out and out.exists() and out.samefile(file):
        raise click.UsageError("--out would write over the file that is checked. Give another name.")
    plugins = _plugins(paths, require)
    year = read(file, strict=not lenient, plugins=plugins)
    with _Counter(quiet) as progress:
        report = moderate(
            year, plugins, select or ("*",), ignore, today, settings=_settings(settings, file), progress=progress
        )
    if out or not quiet:
        _put(render(report, form) if out or form != "table" else _for_screen(report), form, out)
    _remark(report, year.origin.ignored if year.origin else (), form, out, quiet)
    click.get_current_context().exit(report.exit_code)


def _form(form: str | None, out: Path | None) -> str:
    """Return the format asked for, by name or by the ending of the file.

    Raises:
        UsageError: the ending is no format's, or a workbook would go to the screen.
    """
    if form is None and out is not None:
        form = SUFFIXES.get(out.suffix.lower())
        if form is None:
            raise click.UsageError(f"--out {out.name}: end it in {', '.join(SUFFIXES)}, or name a --format.")
    if form == "xlsx" and out is None and sys.stdout.isatty():
        raise click.UsageError("A workbook cannot be shown on a screen. Name a file with --out.")
    return form or "table"


def _plugins(paths: Iterable[Path], require: Iterable[str]) -> Plugins:
    from qaframework.plugins import load_plugins

    return load_plugins(paths=paths, require=require)


def _settings(given: Path | None, file: Path) -> Settings:
    """Return the settings that were named, or those in the current folder, or those beside the file."""
    from qaframework.moderation.settings import FILE_NAME, Settings, read_settings

    places = [given] if given else [Path(FILE_NAME), file.resolve().parent / FILE_NAME]
    return next((read_settings(place) for place in places if place.exists()), Settings())


class _Counter:
    """Says on a terminal how far a long check has come; silent in a pipe, and while the wait is short."""

    def __init__(self, quiet: bool) -> None:
        self.shown = False
        self.silent = quiet or not sys.stderr.isatty()
        self.since = time.monotonic()

    def __enter__(self) -> _Counter:
        return self

    def __call__(self, rule: str, done: int, count: int) -> None:
        if not self.silent and time.monotonic() - self.since > PATIENCE:
            self.shown = True
            click.echo(f"\rChecking: {done} of {count} rules", nl=False, err=True)

    def __exit__(self, *error: object) -> None:
        if self.shown:
            click.echo("\r" + " " * 40 + "\r", nl=False, err=True)


def _width() -> int:
    """Return how wide to write: the terminal's width, or the same width for every pipe and file."""
    from qaframework.moderation.output.text import WIDTH

    return min(shutil.get_terminal_size().columns, 120) if sys.stdout.isatty() else WIDTH


def _for_screen(report: ModerationReport) -> str:
    from qaframework.moderation.output import as_text

    text = as_text(report, width=_width(), most=None)
    return _coloured(text) if sys.stdout.isatty() and not os.environ.get("NO_COLOR") else text


COLOURS = {"error": "red", "query": "yellow", "NOT EVERYTHING WAS CHECKED": "red"}


def _coloured(text: str) -> str:
    """Return a report with its severities in colour; the words stay, so that nothing hangs on the colour."""
    return re.sub(
        r"^(  )?(error|query|NOT EVERYTHING WAS CHECKED)(?=  |:)",
        lambda found: (found[1] or "") + click.style(found[2], fg=COLOURS[found[2]], bold=True),
        text,
        flags=re.MULTILINE,
    )


def _put(content: str | bytes, form: str, out: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output: bytes there too, the same on every system."""
    from qaframework.files.saving import save
    from qaframework.moderation.output import as_bytes

    if out is not None:
        save(out, as_bytes(content, form))
    elif form == "table" and isinstance(content, str):
        click.echo(_fitting(content, sys.stdout), nl=False)
    else:
        click.echo(content.encode("utf-8", "replace") if isinstance(content, str) else content, nl=False)


def _remark(report: ModerationReport, ignored: Sequence[str], form: str, out: Path | None, quiet: bool) -> None:
    """Say on standard error what the written report does not show on the screen."""
    from qaframework.moderation.output.view import NOT_ALL, counted, without_children

    on_screen = form == "table" and out is None and not quiet
    notes = without_children(report).not_run()
    if notes and not on_screen:
        _complain("\n".join([f"{NOT_ALL}:", *(f"  - {note}" for note in notes[:20])]))
        if len(notes) > 20:
            _complain(f"  - and {len(notes) - 20:,} more")
    if ignored and not quiet:
        told = counted(len(ignored), "sheet or file was", "sheets or files were")
        _complain(f"Note: {told} not read, because no table has that name.")
    if out is not None and not quiet:
        _complain(f"{report.headline()}\nWritten: {out}")


@main.command()
@click.argument("given", metavar="TEXT_OR_FILE")
@format_options(TABLE_FORMATS)
@click.option(
    "--today",
    metavar="YYYY-MM-DD",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=_day,
    help="The day from which times such as 'within six weeks' are counted, if not today.",
)
@plugin_options
def smart(
    given: str, form: str | None, out: Path | None, today: date | None, paths: list[Path], require: list[str]
) -> None:
    """Say which parts of SMART a recommendation lacks.

    For each, what to ask and how the sentence could read. TEXT_OR_FILE is a sentence in quotation marks, or a file of
    records: then there is one row for each recommendation, with none of its text.
    """
    from qaframework.files import read
    from qaframework.smart.check import check_smart
    from qaframework.smart.listing import year_rows

    plugins = _plugins(paths, require)
    file = Path(given)
    if _is_there(file):
        rows = year_rows(read(file, plugins=plugins), today, plugins, _settings(None, file))
        _list("Recommendations", rows, form, out)
    else:
        result = check_smart(given, today or date.today(), plugins)
        if form in (None, "table") and out is None:
            _say(str(result))
        else:
            _list("SMART", result.rows(), form, out)
    _left_out(plugins)


def _is_there(file: Path) -> bool:
    """Return whether a file has this name; a long sentence can be no name at all."""
    try:
        return file.exists()
    except (OSError, ValueError):
        return False


def plan_options(command: Command) -> Command:
    """Let a command make the plan of a sample; the same options make the same plan again."""
    for option in (
        click.option(
            "--months",
            default=12,
            show_default=True,
            help="Leave out children reviewed in another round so many months before; 0 leaves none out.",
        ),
        click.option("--borderline", is_flag=True, help="Read all whose grade is not the median of their domains'."),
        click.option(
            "--exclude",
            metavar="ID=WHY",
            multiple=True,
            callback=_pairs,
            help="Leave a review out, and say why. Repeat for several.",
        ),
        click.option("--always", metavar="GRADE", multiple=True, help="Read every review of this grade."),
        click.option("--anchors", default=2, show_default=True, help="How many every reader reads."),
        click.option("--seed", metavar="TEXT", required=True, help="A text agreed beforehand. It decides the draw."),
        click.option("--size", type=int, required=True, help="How many reviews to read again in all."),
        click.option("--activity", metavar="ID", required=True, help="The round."),
    ):
        command = option(command)
    return command


def _pairs(ctx: click.Context, option: click.Parameter, given: Sequence[str]) -> dict[str, str]:
    pairs = dict(one.partition("=")[::2] for one in given)
    if not all(value.strip() for value in pairs.values()):
        raise click.BadParameter(f"write it as {option.metavar}", ctx, option)
    return pairs


@main.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@plan_options
@click.option(
    "--receipt",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the receipt, with which anybody can check the draw.",
)
@format_options(TABLE_FORMATS)
@plugin_options
def sample(
    file: Path,
    receipt: Path | None,
    form: str | None,
    out: Path | None,
    paths: list[Path],
    require: list[str],
    **plan: Any,
) -> None:
    """Draw the reviews of a round to read again.

    The draw hangs on the seed alone, and anybody can check it with the receipt. Below the table stands what the sample
    can and cannot assure.
    """
    from qaframework.files import read
    from qaframework.files.saving import save
    from qaframework.moderation.sampling import plan_sample

    made = plan_sample(read(file, plugins=_plugins(paths, require)), **plan)
    _list(f"Sample of {made.activity}", made.rows(), form, out)
    if form in (None, "table") and out is None:
        _say("\n" + "\n".join(made.sentences()))
    if receipt is not None:
        save(receipt, f"{made.receipt}\n".encode())
        _complain(f"Written: {receipt}")


@main.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@plan_options
@click.option(
    "--folder", metavar="FOLDER", required=True, type=click.Path(path_type=Path), help="The folder of the packs."
)
@click.option("--reader", "readers", metavar="NAME", multiple=True, help="Who reads. Repeat for several.")
@click.option(
    "--scale",
    "scales_",
    metavar="NAME=ID",
    multiple=True,
    callback=_pairs,
    help="The grading scale of a reader's own authority, where it is another.",
)
@click.option(
    "--override",
    metavar="REVIEW.FIELD=WHY",
    multiple=True,
    callback=_pairs,
    help="Let a text go that the screen stops, and say why; it is kept in the key file.",
)
@click.option(
    "--names",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Names of people, places and providers to look for in the texts, one a line.",
)
@click.option("--returned", is_flag=True, help="The packs are back: add their readings, and write the year to --out.")
@click.option(
    "--out",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="With --returned: where to write the year with the readings.",
)
@plugin_options
def packs(
    file: Path,
    folder: Path,
    readers: tuple[str, ...],
    scales_: dict[str, str],
    override: dict[str, str],
    names: Path | None,
    returned: bool,
    out: Path | None,
    paths: list[Path],
    require: list[str],
    **plan: Any,
) -> None:
    """Write a blind pack for each reader, and take them back.

    Packs are de-identified. What leads back to the reviews is written beside the folder, as FOLDER.key.json, and stays
    with you. To take packs back give the same plan with --returned and --out.
    """
    from qaframework.files import read, write
    from qaframework.moderation.packs import add_readings, write_packs
    from qaframework.moderation.sampling import plan_sample

    if returned == bool(readers) or returned != (out is not None):
        raise click.UsageError("Give --reader for each reader, or --returned and --out to take the packs back.")
    if out is not None and out.exists() and out.samefile(file):
        raise click.UsageError("--out would write over the file the packs came from. Give another name.")
    plugins = _plugins(paths, require)
    year = read(file, plugins=plugins)
    made = plan_sample(year, **plan)
    if out is not None:
        after = add_readings(year, folder, made, plugins=plugins)
        write(after, out, plugins=plugins)
        added = len(after.readings) - len(year.readings)
        _say(f"{added} reading{'' if added == 1 else 's'} added.\nWritten: {out}")
        return
    _say(
        repr(
            write_packs(
                year,
                made,
                readers=readers,
                folder=folder,
                scales=scales_,
                override={_place(where): why for where, why in override.items()},
                names=names.read_text(encoding="utf-8-sig").splitlines() if names else (),
                plugins=plugins,
            )
        )
    )


@main.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--activity", metavar="ID", help="One round; without it, everything that was read twice.")
@format_options(TABLE_FORMATS)
@plugin_options
def agree(
    file: Path, activity: str | None, form: str | None, out: Path | None, paths: list[Path], require: list[str]
) -> None:
    """Say how far readers of the same reviews agree.

    Counts first, with what luck alone would give, then the reviews that were read twice. Readings that were not blind
    are left out, and counted.
    """
    from qaframework.files import read
    from qaframework.moderation.agreement import agreement

    found = agreement(read(file, plugins=_plugins(paths, require)), activity=activity)
    if form in (None, "table") and out is None:
        _say("\n".join(found.sentences()))
    if found.n:
        _list("Reviews read at least twice", found.rows(), form, out)


def _place(where: str) -> tuple[str, str]:
    """Return the review and the field of ``R12.domain.RISK.rationale``."""
    found = re.fullmatch(r"(.+?)\.(rationale|voice_note|system_block|domain\..+)", where)
    if found is None:
        raise click.UsageError("--override names a review and a field, such as R12.rationale, as the problem does.")
    return found[1], found[2]


@main.command()
@format_options(TABLE_FORMATS)
@plugin_options
def plugins(form: str | None, out: Path | None, paths: list[Path], require: list[str]) -> None:
    """List the plugins and what each gives.

    Those that were left out are listed with the reason, and the command ends with 3.
    """
    loaded = _plugins(paths, require)
    _list("Plugins", loaded.rows(), form, out)
    click.get_current_context().exit(3 if loaded.failed else 0)


@main.command()
@format_options(TABLE_FORMATS)
@select_option
@click.option("--verbose", "-v", is_flag=True, help="Say also what to do about a flag, for each rule.")
@plugin_options
def rules(
    form: str | None,
    out: Path | None,
    select: tuple[str, ...],
    verbose: bool,
    paths: list[Path],
    require: list[str],
) -> None:
    """List the rules and SMART checks.

    For each: how much its flags weigh, what it is over, where it is from, what can be set in qaframework.toml.
    """
    from qaframework.moderation.engine import choose

    loaded = _plugins(paths, require)
    chosen = choose((*loaded.rules, *loaded.smart_checks), select or ("*",), ())
    _list("Rules", [_rule_row(rule, verbose) for rule in chosen], form, out)
    _left_out(loaded)


def _rule_row(rule: Rule[Any], verbose: bool) -> dict[str, Any]:
    from qaframework.moderation.output.view import value_in_words

    row = {
        "rule": rule.id,
        "severity": rule.severity,
        "over": rule.table.replace("_", " "),
        "title": rule.title,
        "source": rule.source,
        "parameters": "; ".join(f"{name} = {value_in_words(value)}" for name, value in rule.parameters.items()),
    }
    return row | {"smart": rule.criterion or "", "what to do": rule.guidance} if verbose else row


@main.group(invoke_without_command=True)
@format_options(TABLE_FORMATS)
@plugin_options
@click.pass_context
def scales(ctx: click.Context, form: str | None, out: Path | None, paths: list[Path], require: list[str]) -> None:
    """List the grading scales.

    For each: its grades, best first, which of them meet the standard, and the days between which it is used.
    """
    loaded = _plugins(paths, require)
    ctx.obj = loaded
    if ctx.invoked_subcommand is None:
        _list("Grading scales", [_scale_row(scale) for scale in loaded.scales.values()], form, out)
        _left_out(loaded)


def _scale_row(scale: GradingScale) -> dict[str, Any]:
    return {
        "scale": scale.id,
        "title": scale.title,
        "grades, best first": ", ".join(level.label for level in scale.levels) or "none",
        "meet the standard": _meets(scale),
        "from": scale.valid_from.isoformat() if scale.valid_from else "",
        "until": scale.valid_until.isoformat() if scale.valid_until else "",
        "source": scale.source,
    }


def _meets(scale: GradingScale) -> str:
    if all(level.meets is None for level in scale.levels):
        return "not declared"
    return ", ".join(level.label for level in scale.levels if level.meets)


@scales.command()
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
@format_options(TABLE_FORMATS)
@click.pass_obj
def crosswalk(loaded: Plugins, source: str, target: str, form: str | None, out: Path | None) -> None:
    """Show how the grades of scale FROM read on scale TO.

    As the crosswalk's author wrote it. Ends with 2 where nobody has written it, or its author refuses.
    """
    from qaframework.errors import ScaleError, UnknownNameError
    from qaframework.scales import crosswalk_between

    for name in (source, target):
        if name not in loaded.scales:
            raise UnknownNameError("grading scale", name, loaded.scales)
    walk = crosswalk_between(loaded.crosswalks, source, target)
    if walk.kind == "refuse":
        raise ScaleError(f"{walk.author or 'its author'} refuses to read {source} as {target}: {walk.rationale}")
    _list(f"{source} read as {target}", [*_crosswalk_rows(walk, loaded.scales[source])], form, out)
    if out is None and form in (None, "table"):
        _say(f"\n{walk.kind}, by {walk.author or 'an author who gives no name'}. {walk.rationale}".rstrip())


def _crosswalk_rows(walk: Crosswalk, scale: GradingScale) -> Iterable[Mapping[str, Any]]:
    for level in scale.levels:
        reads = walk.table.get(level.label)
        words = (reads,) if isinstance(reads, str) else reads or ()
        yield {walk.source: level.label, walk.target: " or ".join(words) or "no reading"}


def _left_out(loaded: Plugins) -> None:
    """Say which plugins were left out, and end with 3: a list without them looks complete and is not."""
    for failure in loaded.failed:
        _complain(str(failure))
    if loaded.failed:
        click.get_current_context().exit(3)


def _list(title: str, rows: Sequence[Mapping[str, Any]], form: str | None, out: Path | None) -> None:
    from qaframework.moderation.output.listing import listed

    form = _form(form, out)
    width = _width() if out is None and sys.stdout.isatty() else None
    _put(listed(title, rows, form, width), form, out)
