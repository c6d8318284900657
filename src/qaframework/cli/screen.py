"""What a command writes: on the screen, in a pipe, or to a file, whole or not at all."""

from __future__ import annotations

import shutil
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click

TABLE_FORMATS = ("table", "json", "csv", "md", "html", "xlsx")
REPORT_FORMATS = (*TABLE_FORMATS, "junit", "sarif")
SUFFIXES = {".json": "json", ".csv": "csv", ".md": "md", ".html": "html", ".xlsx": "xlsx", ".txt": "table"} | {
    ".xml": "junit",
    ".sarif": "sarif",
    ".mmd": "mermaid",
    ".dot": "dot",
    ".graphml": "graphml",
    ".qdc": "qdc",
}
QUIET = "qaframework.quiet"
"""Where a call keeps whether it was told to be quiet."""
SLOW = 1.0
"""Seconds that one rule may take before it is named."""


def complain(text: str) -> None:
    """Write to standard error, where it does not mix with a result."""
    click.echo(fitting(text, sys.stderr), err=True)


def say(text: str) -> None:
    """Write to standard output."""
    click.echo(fitting(text, sys.stdout))


def remark(text: str) -> None:
    """Write what is no result to standard error, unless the command was told to be quiet."""
    if not click.get_current_context().meta.get(QUIET):
        complain(text)


def fitting(text: str, stream: Any) -> str:
    """Return a text with ``?`` for what the terminal has no sign for, so that nothing breaks on an older one."""
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)


def chosen_format(form: str | None, out: Path | None, formats: Sequence[str]) -> str:
    """Return the format asked for, by name or by the ending of the file: one of those there are here.

    Raises:
        UsageError: the ending is none of theirs, or a workbook would go to the screen.
    """
    if form is None and out is not None:
        here = {suffix: name for suffix, name in SUFFIXES.items() if name in formats}
        form = here.get(out.suffix.lower())
        if form is None:
            raise click.UsageError(f"--out {out.name}: end it in {', '.join(here)}, or name a --format.")
    if form == "xlsx" and out is None and sys.stdout.isatty():
        raise click.UsageError("A workbook cannot be shown on a screen. Name a file with --out.")
    return form or "table"


class Progress:
    """Says on a terminal which rule is running and how far a check has come, and afterwards which rules made it long.

    Each rule is named before it runs: one that never ends cannot be stopped from inside, and is the one that is shown.
    In a pipe nothing is said. A rule is slow that took a second and a quarter of all.
    """

    def __init__(self, quiet: bool) -> None:
        self.quiet = quiet
        self.silent = quiet or not sys.stderr.isatty()
        self.since = time.monotonic()
        self.began: list[tuple[str, float]] = []

    def __enter__(self) -> Progress:
        return self

    def __call__(self, rule: str, done: int, count: int) -> None:
        """Say which rule begins now, after how many others."""
        self.began.append((rule, time.monotonic()))
        self._show(f"Checking: {done} of {count} rules done, now {rule}")

    def __exit__(self, *error: object) -> None:
        self._show("")
        if not self.quiet:
            self._name_slow_rules()

    def _show(self, text: str) -> None:
        if not self.silent:
            width = shutil.get_terminal_size().columns - 1
            click.echo(f"\r{text[:width]:<{width}}\r", nl=False, err=True)

    def _name_slow_rules(self) -> None:
        ends = [*(when for _, when in self.began[1:]), time.monotonic()]
        for (rule, began), end in zip(self.began, ends, strict=False):
            took, all_of_it = end - began, ends[-1] - self.since
            if took > max(SLOW, all_of_it / 4):
                complain(f"Slow: {rule} took {took:.0f} second{'' if took < 1.5 else 's'} of {all_of_it:.0f}.")


def width_of_screen() -> int:
    """Return how wide to write: the terminal's width, or the same width for every pipe and file."""
    from qaframework.moderation.output.text import WIDTH

    return min(shutil.get_terminal_size().columns, 120) if sys.stdout.isatty() else WIDTH


def put(content: str | bytes, form: str, out: Path | None) -> None:
    """Write to a file, whole or not at all, or to standard output: bytes there too, the same on every system."""
    from qaframework.files.saving import save
    from qaframework.moderation.output import as_bytes

    if out is not None:
        save(out, as_bytes(content, form))
    elif form == "table" and isinstance(content, str):
        click.echo(fitting(content, sys.stdout), nl=False)
    else:
        click.echo(content.encode("utf-8", "replace") if isinstance(content, str) else content, nl=False)


def put_rows(title: str, rows: Sequence[Mapping[str, Any]], form: str | None, out: Path | None) -> None:
    """Write rows as a table, on the screen or to a file, in the format asked for."""
    from qaframework.moderation.output.listing import listed

    form = chosen_format(form, out, TABLE_FORMATS)
    width = width_of_screen() if out is None and sys.stdout.isatty() else None
    put(listed(title, rows, form, width), form, out)
