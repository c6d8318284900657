"""``qaframework demo`` and ``qaframework template``: where to begin."""

from __future__ import annotations

from pathlib import Path

import click

from qaframework.cli.group import main
from qaframework.cli.options import loaded_plugins, names_of, plugin_options, quiet_option
from qaframework.cli.screen import remark, say


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
        say(told)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option(
    "--scale",
    metavar="ID",
    shell_complete=names_of("scales"),
    help="The grading scale to offer; 'qaframework scales' lists them.",
)
@click.option(
    "--template",
    "review_template",
    metavar="ID",
    shell_complete=names_of("templates"),
    help="The review template whose domains get columns.",
)
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
@quiet_option
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
    plugins = loaded_plugins(paths, require)
    write_template(file, plugins=plugins, scale=scale, review_template=review_template or DEFAULT_TEMPLATE)
    remark(f"Written: {file}. Fill it in, then: qaframework check {file}")
