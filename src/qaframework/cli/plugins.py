"""``qaframework plugins``, ``rules`` and ``scales``: what is there, and from where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qaframework.cli.group import main
from qaframework.cli.options import (
    format_options,
    loaded_plugins,
    names_of,
    plugin_options,
    select_option,
    tell_left_out,
)
from qaframework.cli.screen import TABLE_FORMATS, put_rows, say

if TYPE_CHECKING:
    from qaframework.plugins import Plugins
    from qaframework.rules import Rule
    from qaframework.scales import Crosswalk, GradingScale


@main.command()
@format_options(TABLE_FORMATS)
@plugin_options
def plugins(form: str | None, out: Path | None, paths: list[Path], require: list[str]) -> None:
    """List the plugins and what each gives.

    Those that were left out are listed with the reason, and the command ends with 3.
    """
    loaded = loaded_plugins(paths, require)
    put_rows("Plugins", loaded.rows(), form, out)
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

    loaded = loaded_plugins(paths, require)
    chosen = choose((*loaded.rules, *loaded.smart_checks), select or ("*",), ())
    put_rows("Rules", [_rule_row(rule, verbose) for rule in chosen], form, out)
    tell_left_out(loaded)


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
    loaded = loaded_plugins(paths, require)
    ctx.obj = loaded
    if ctx.invoked_subcommand is None:
        put_rows("Grading scales", [_scale_row(scale) for scale in loaded.scales.values()], form, out)
        tell_left_out(loaded)


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
@click.argument("source", metavar="FROM", shell_complete=names_of("scales"))
@click.argument("target", metavar="TO", shell_complete=names_of("scales"))
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
    put_rows(f"{source} read as {target}", [*_crosswalk_rows(walk, loaded.scales[source])], form, out)
    if out is None and form in (None, "table"):
        say(f"\n{walk.kind}, by {walk.author or 'an author who gives no name'}. {walk.rationale}".rstrip())


def _crosswalk_rows(walk: Crosswalk, scale: GradingScale) -> Iterable[Mapping[str, Any]]:
    for level in scale.levels:
        reads = walk.table.get(level.label)
        words = (reads,) if isinstance(reads, str) else reads or ()
        yield {walk.source: level.label, walk.target: " or ".join(words) or "no reading"}
