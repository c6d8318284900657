"""The command ``qaframework`` itself: how commands are named, and how their errors are told."""

from __future__ import annotations

import errno
import traceback
from pathlib import Path
from typing import Any

import click

from qaframework.cli.screen import complain
from qaframework.errors import QaError

PROGRAM_FAILED = 3
STOPPED = 130


class Commands(click.Group):
    """Commands whose errors are told plainly: what is wrong and what to do; no traceback, no text of a record."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run a command and turn errors into a message and an exit code."""
        try:
            return super().invoke(ctx)
        except QaError as error:
            complain(str(error))
            ctx.exit(error.exit_code)
        except KeyboardInterrupt:
            complain("Stopped.")
            ctx.exit(STOPPED)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if isinstance(error, OSError) and error.errno == errno.EPIPE:
                raise
            complain(_fault(error))
            ctx.exit(PROGRAM_FAILED)


def _fault(error: Exception) -> str:
    """Return where this program broke. What the error says is left out: it can hold what stood in a record."""
    steps = [f"  {Path(one.filename).name} line {one.lineno}" for one in traceback.extract_tb(error.__traceback__)[-5:]]
    told = f"This is a fault in qaframework or a plugin, not in your call: {type(error).__name__} at"
    return "\n".join([told, *steps, "Please report these lines; they hold nothing of your records."])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="qaframework")
def main() -> None:
    """Quality assurance in children's services.

    Check a year's records, and say what does not stand up.

    Start with 'qaframework demo', then 'qaframework template year.xlsx' and 'qaframework check year.xlsx'.

    Exit codes: 0 clean, 1 flags of severity error, 2 the input or the call is wrong, 3 a plugin or a rule failed.
    """
