"""The command ``qaframework`` itself: how commands are named, and how their errors are told."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from qaframework.cli.screen import complain
from qaframework.errors import QaError

PROGRAM_FAILED = 3
STOPPED = 130


JOBS = {
    "Begin": ("demo", "template", "form", "add-reviews"),
    "Before a year is signed off": ("check", "smart", "year"),
    "Read again, blind and with others": ("sample", "packs", "agree"),
    "What became of it": ("track", "survey", "voice", "boards"),
    "What it says together, and to whom": ("themes", "report"),
    "Rules of your own": ("plugins", "rules", "scales", "new-plugin"),
}
"""The commands by the job they are for, in the order of a year's work."""


class Command(click.Command):
    """A command that names everything it was not given, at once."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read what was given."""
        given = list(args)
        try:
            return super().parse_args(ctx, args)
        except click.MissingParameter:
            missing = self._missing(ctx, given)
            if len(missing) < 2:
                raise
            raise click.UsageError("\n  ".join(["Missing:", *missing]), ctx) from None

    def _missing(self, ctx: click.Context, given: list[str]) -> list[str]:
        there, _, _ = self.make_parser(ctx).parse_args(given)

        def is_missing(one: click.Parameter) -> bool:
            return one.required and (one.name not in there or one.value_is_missing(there[one.name]))

        lacking = filter(is_missing, self.get_params(ctx))
        return [(one.get_help_record(ctx) or [one.human_readable_name])[0] for one in lacking]


class Commands(click.Group):
    """Commands whose errors are told plainly: what is wrong and what to do; no traceback, no text of a record."""

    command_class = Command
    group_class = type

    def __init__(self, *args: Any, jobs: Mapping[str, Sequence[str]] | None = None, **given: Any) -> None:
        """Take what a group takes, and the headings its commands stand under in the help."""
        super().__init__(*args, **given)
        self.jobs = jobs or {}

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their jobs, those without one last; what a command is for is never cut short."""
        placed = {name for names in self.jobs.values() for name in names}
        others = [name for name in self.list_commands(ctx) if name not in placed]
        width = max(map(len, self.commands), default=0)
        for job, names in {**self.jobs, "Commands": others}.items():
            if names:
                with formatter.section(job):
                    formatter.write_dl([(name.ljust(width), _purpose(self.commands[name])) for name in names])

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn errors into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except QaError as error:
            complain(str(error))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt as stopped:
            complain("\n".join(["Stopped.", *getattr(stopped, "__notes__", ())]))
            ctx.exit(STOPPED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            complain(_fault(error))
            ctx.exit(PROGRAM_FAILED)


def _purpose(command: click.Command) -> str:
    """Return the first sentence of a command's help, whole."""
    return command.get_short_help_str(limit=1000)


def _fault(error: Exception) -> str:
    """Return where this program broke. What the error says is left out: it can hold what stood in a record."""
    steps = [f"  {Path(one.filename).name} line {one.lineno}" for one in traceback.extract_tb(error.__traceback__)[-5:]]
    told = f"This is a fault in qaframework or a plugin, not in your call: {type(error).__name__} at"
    return "\n".join([told, *steps, "Please report these lines; they hold nothing of your records."])


@click.group(
    cls=Commands, jobs=JOBS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(package_name="qaframework")
def main() -> None:
    """Quality assurance in children's services.

    Check a year's records, and say what does not stand up.

    Start with 'qaframework demo', then 'qaframework template year.xlsx' and 'qaframework check year.xlsx'.

    Exit codes: 0 clean, 1 flags of severity error, 2 the input or the call is wrong, 3 a plugin or a rule failed.
    """
