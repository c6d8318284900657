"""``qaframework plugins``, ``rules`` and ``scales``: what is there, and from where."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from qaframework.cli.group import main
from qaframework.cli.options import (
    day_option,
    format_options,
    loaded_plugins,
    names_of,
    plugin_options,
    select_option,
    settings_for,
    tell_left_out,
)
from qaframework.cli.screen import TABLE_FORMATS, complain, put_rows, say

if TYPE_CHECKING:
    from qaframework.moderation.report import ModerationReport
    from qaframework.moderation.settings import Settings
    from qaframework.plugins import Plugin, Plugins
    from qaframework.rules import Rule
    from qaframework.scales import Crosswalk, GradingScale


@main.command()
@format_options(TABLE_FORMATS)
@click.option("--verbose", "-v", is_flag=True, help="List each rule, check, scale, crosswalk, theme and template.")
@plugin_options
def plugins(form: str | None, out: Path | None, verbose: bool, paths: list[Path], require: list[str]) -> None:
    """List the plugins and what each gives.

    Those that were left out are listed with the reason, and the command ends with 3.
    """
    loaded = loaded_plugins(paths, require)
    if verbose:
        put_rows("What plugins give", [row for plugin in loaded.loaded for row in _given(plugin)], form, out)
        tell_left_out(loaded)
    else:
        put_rows("Plugins", loaded.rows(), form, out)
    click.get_current_context().exit(3 if loaded.failed else 0)


def _given(plugin: Plugin) -> Iterable[Mapping[str, Any]]:
    given = [
        *(("rule", one.slug, one.title) for one in plugin.rules),
        *(("SMART check", one.slug, one.title) for one in plugin.smart_checks),
        *(("scale", one.id, one.title) for one in plugin.scales),
        *(("crosswalk", f"{one.source} to {one.target}", one.kind) for one in plugin.crosswalks),
        *(("theme", one.id, one.title) for one in plugin.themes),
        *(("template", one.name, one.title) for one in plugin.templates),
    ]
    return ({"plugin": plugin.name, "gives": kind, "name": name, "title": title} for kind, name, title in given)


@main.group(invoke_without_command=True)
@format_options(TABLE_FORMATS)
@select_option
@click.option("--verbose", "-v", is_flag=True, help="Say also what to do about a flag, for each rule.")
@plugin_options
@click.pass_context
def rules(
    ctx: click.Context,
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

    if ctx.invoked_subcommand is not None:
        return
    loaded = loaded_plugins(paths, require)
    chosen = choose((*loaded.rules, *loaded.smart_checks), select or ("*",), ())
    put_rows("Rules", [_rule_row(rule, verbose) for rule in chosen], form, out)
    tell_left_out(loaded)


PACK = "an installed plugin's name, a .py file, or a folder of such files"


@rules.command()
@click.argument("before", metavar="A")
@click.argument("after", metavar="B")
@format_options(TABLE_FORMATS)
def diff(before: str, after: str, form: str | None, out: Path | None) -> None:
    """Show what differs between two packs of rules.

    A and B are each an installed plugin's name, a .py file, or a folder of such files. Rules are the same rule where
    their names after the plugin's are; one that is the same and does something else is named too.
    """
    from qaframework.moderation.replay import diff_rules

    found = diff_rules(*(_rules_of(_pack(one)) for one in (before, after)))
    put_rows(f"From {before} to {after}", found.rows(), form, out)
    if out is None and form in (None, "table"):
        say(f"\n{found.same} rule{' is' if found.same == 1 else 's are'} the same in both.")


@rules.command()
@click.argument("pack")
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@click.option("--against", metavar="PACK", help=f"What was in force: {PACK}. If not given, nothing was.")
@day_option("--today", "The day of the check: the day on which FILE was checked then.", required=True)
@format_options(TABLE_FORMATS)
def replay(pack: str, file: Path, against: str | None, today: date, form: str | None, out: Path | None) -> None:
    """Run PACK over FILE, a year that is over, and show the flags gained and lost.

    PACK is an installed plugin's name, a .py file, or a folder of such files. Ends with 3 where not everything could be
    checked: then what looks lost may not be.
    """
    from qaframework.moderation.replay import compare_flags

    before = _replayed(against, file, today) if against else None
    found = compare_flags(before, _replayed(pack, file, today))
    put_rows(f"{pack} over {file.name}", found.rows(), form, out)
    if out is None and form in (None, "table"):
        say(f"\n{found.headline()}")
    for note in found.not_run:
        complain(f"Not checked: {note}")
    click.get_current_context().exit(3 if found.not_run else 0)


def _pack(given: str) -> Plugins:
    """Return the plugins of a pack: the built-in one, and the one or several that are named."""
    from qaframework.plugins import BUILT_IN, load_plugins

    path = Path(given)
    if given == BUILT_IN:
        return load_plugins(allow=())
    if path.exists():
        return load_plugins(paths=path, allow=())
    pack = load_plugins(allow=given)
    if any(one.name == given and one.origin == "allowed" for one in pack.failed):
        raise click.UsageError(f"{given!r} is no installed plugin, no .py file and no folder.")
    return pack


def _rules_of(plugins: Plugins) -> list[Rule[Any]]:
    """Return the rules of the plugins beside the built-in one, or its own where there is no other."""
    from qaframework.errors import PluginError
    from qaframework.plugins import BUILT_IN

    if plugins.failed:
        raise PluginError("\n".join(map(str, plugins.failed)))
    every = [*plugins.rules, *plugins.smart_checks]
    return [rule for rule in every if rule.plugin != BUILT_IN] if len(plugins.loaded) > 1 else every


def _replayed(pack: str, file: Path, today: date) -> ModerationReport:
    """Return a year moderated with the rules of one pack."""
    from qaframework.files import read
    from qaframework.moderation.engine import moderate

    plugins = _pack(pack)
    rules = [rule.id for rule in _rules_of(plugins)]
    return moderate(read(file, plugins=plugins), plugins, rules, today=today, settings=_settings_of(rules, file))


def _settings_of(rules: Sequence[str], file: Path) -> Settings:
    """Return what is set for these rules: what is set for others is no fault here, where those do not run."""
    import attrs

    settings = settings_for(None, file)
    names = {name for rule in rules for name in (rule, rule.rpartition("/")[2])}

    def ours(values: Mapping[str, Any]) -> dict[str, Any]:
        return {rule: given for rule, given in values.items() if rule in names}

    activities = {activity: kept for activity, values in settings.activities.items() if (kept := ours(values))}
    return attrs.evolve(settings, rules=ours(settings.rules), activities=activities)


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
