"""The options that several commands share, and what they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qaframework.cli.screen import QUIET, complain

if TYPE_CHECKING:
    from qaframework.moderation.settings import Settings
    from qaframework.plugins import Plugins

Command = TypeVar("Command", bound=Callable[..., Any])


def as_patterns(ctx: click.Context, option: click.Parameter, given: Sequence[str]) -> tuple[str, ...]:
    """Return patterns given with commas, by repeating the option, or both."""
    return tuple(name.strip() for names in given for name in names.split(",") if name.strip())


def day_option(name: str, what: str, **more: Any) -> Callable[[Command], Command]:
    """Give a command an option that takes a day: written as YYYY-MM-DD, or as in a record, day first."""

    def read_option(ctx: click.Context, option: click.Parameter, given: str | None) -> date | None:
        return None if given is None else as_day(given)

    return click.option(name, metavar="YYYY-MM-DD", callback=read_option, help=what, **more)


def as_day(given: str) -> date:
    """Return the day that was written.

    Raises:
        BadParameter: it is none.
    """
    from qaframework.files.cells import CellError
    from qaframework.files.dates import read_day

    try:
        return read_day(given)[0]
    except CellError as error:
        raise click.BadParameter(f"{error.what}. {error.fix}.") from None


FILES = (".xlsx", ".xlsm", ".xls", ".json", ".csv", ".qdc")


def file_or_words(given: str) -> Path | None:
    """Return the file or folder of that name, or None where words were given.

    Raises:
        UsageError: there is nothing in it, or it is the name of a file that is not there.
    """
    if not given.strip():
        raise click.UsageError("There are no words in it. Give a sentence in quotation marks, or a file.")
    try:
        if Path(given).exists():
            return Path(given)
    except (OSError, ValueError):
        # A long sentence can be no name of a file at all.
        return None
    if given.lower().endswith(FILES):
        raise click.UsageError(f"{given}: there is no such file here. Check the path; words go in quotation marks.")
    return None


def quiet_option(command: Command) -> Command:
    """Let a command say nothing but its result, warnings and errors."""

    def be_quiet(ctx: click.Context, option: click.Parameter, given: bool) -> None:
        ctx.meta[QUIET] = given

    return click.option(
        "--quiet",
        "-q",
        is_flag=True,
        expose_value=False,
        callback=be_quiet,
        help="Say nothing but warnings and errors.",
    )(command)


def plugin_options(command: Command) -> Command:
    """Let a command load plugins from folders and insist on some."""
    for option in (
        click.option(
            "--require",
            metavar="NAME",
            multiple=True,
            callback=as_patterns,
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


Completion = Callable[[click.Context, click.Parameter, str], list[str]]


def names_of(kind: str) -> Completion:
    """Let a shell complete the names of what plugins give: rules, scales, templates or themes."""

    def complete(ctx: click.Context, option: click.Parameter, begun: str) -> list[str]:
        loaded = loaded_plugins(ctx.params.get("paths") or (), ())
        names = (
            [rule.id for rule in (*loaded.rules, *loaded.smart_checks)] if kind == "rules" else getattr(loaded, kind)
        )
        return [name for name in names if name.startswith(begun)]

    return complete


def select_option(command: Command) -> Command:
    """Let a command choose rules by pattern."""
    return click.option(
        "--select",
        metavar="PATTERN",
        multiple=True,
        callback=as_patterns,
        shell_complete=names_of("rules"),
        help="Only these rules: 'defaults/*', '*-voice'. Commas or repeats for several.",
    )(command)


def loaded_plugins(paths: Iterable[Path], require: Iterable[str]) -> Plugins:
    """Return the built-in plugin, those installed, and those of the paths."""
    from qaframework.plugins import load_plugins

    return load_plugins(paths=paths, require=require)


def settings_for(given: Path | None, file: Path) -> Settings:
    """Return the settings that were named, or those in the current folder, or those beside the file."""
    from qaframework.moderation.settings import FILE_NAME, Settings, read_settings

    places = [given] if given else [Path(FILE_NAME), file.resolve().parent / FILE_NAME]
    return next((read_settings(place) for place in places if place.exists()), Settings())


def tell_left_out(loaded: Plugins) -> None:
    """Say which plugins were left out, and end with 3: a list without them looks complete and is not."""
    for failure in loaded.failed:
        complain(str(failure))
    if loaded.failed:
        click.get_current_context().exit(3)
