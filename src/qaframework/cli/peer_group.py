"""``qaframework sample``, ``packs`` and ``agree``: a peer group reads reviews again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import click

from qaframework.cli.group import main
from qaframework.cli.options import Command, format_options, loaded_plugins, plugin_options, quiet_option
from qaframework.cli.screen import TABLE_FORMATS, complain, put_rows, remark, say
from qaframework.show import counted

SAMPLE_EXAMPLE = """\b
Example:
  qaframework sample year.xlsx --activity PR-2024-02 --size 8 --seed "East London, April 2024" --receipt receipt.txt"""
PACKS_EXAMPLES = """\b
Examples, PLAN being --activity, --size and --seed as for the sample:
  qaframework packs year.xlsx PLAN --folder packs --reader "Borough A" --reader "Borough B"
  qaframework packs year.xlsx PLAN --folder packs --returned --out year-2.xlsx"""


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


@main.command(epilog=SAMPLE_EXAMPLE)
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@plan_options
@click.option(
    "--receipt",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the receipt, with which anybody can check the draw.",
)
@quiet_option
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

    made = plan_sample(read(file, plugins=loaded_plugins(paths, require)), **plan)
    put_rows(f"Sample of {made.activity}", made.rows(), form, out)
    if form in (None, "table") and out is None:
        say("\n" + "\n".join(made.sentences()))
    if receipt is not None:
        save(receipt, f"{made.receipt}\n".encode())
        remark(f"Written: {receipt}")


@main.command(epilog=PACKS_EXAMPLES)
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
@quiet_option
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
    plugins = loaded_plugins(paths, require)
    year = read(file, plugins=plugins)
    made = plan_sample(year, **plan)
    if out is not None:
        after = add_readings(year, folder, made, plugins=plugins)
        write(after, out, plugins=plugins)
        added = len(after.readings) - len(year.readings)
        remark(f"{counted(added, 'reading')} added.\nWritten: {out}")
        return
    written = write_packs(
        year,
        made,
        readers=readers,
        folder=folder,
        scales=scales_,
        override={_place(where): why for where, why in override.items()},
        names=names.read_text(encoding="utf-8-sig").splitlines() if names else (),
        plugins=plugins,
    )
    say(repr(written))


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
    are left out, and counted. One on another scale counts where a crosswalk reads it as one grade of this one.
    """
    from qaframework.files import read
    from qaframework.moderation.side_by_side import agreement

    plugins = loaded_plugins(paths, require)
    found = agreement(read(file, plugins=plugins), activity=activity, plugins=plugins)
    if form in (None, "table") and out is None:
        say("\n".join(found.sentences()))
    elif not found.n:
        complain("\n".join(found.sentences()))
    if found.n:
        put_rows("Reviews read at least twice", found.rows(), form, out)


def _place(where: str) -> tuple[str, str]:
    """Return the review and the field of ``R12.domain.RISK.rationale``."""
    found = re.fullmatch(r"(.+?)\.(rationale|voice_note|system_block|domain\..+)", where)
    if found is None:
        raise click.UsageError("--override names a review and a field, such as R12.rationale, as the problem does.")
    return found[1], found[2]
