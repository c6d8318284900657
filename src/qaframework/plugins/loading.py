"""Load each plugin by itself, check that it keeps to the contract, and collect what it gives."""

from __future__ import annotations

import contextlib
import inspect
import os
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import attrs
import pluggy

from qaframework import hookspecs
from qaframework.errors import PluginError, nearest
from qaframework.model.records import Recommendation
from qaframework.model.templates import ReviewTemplate, Theme
from qaframework.plugins.finding import Candidate, RefusedError, candidates, in_words
from qaframework.plugins.given import FailedPlugin, Plugin, Plugins
from qaframework.rules import Rule
from qaframework.scales import Crosswalk, GradingScale

ALLOW_VARIABLE = "QAFRAMEWORK_PLUGINS"
RESERVED = ("waivers",)
"""Names under which moderation raises flags of its own."""


def load_plugins(
    *given: object,
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]] = (),
    require: str | Iterable[str] = (),
    allow: str | Iterable[str] | None = None,
) -> Plugins:
    """Load the built-in plugin, the installed ones, those in folders, and those given as objects.

    Args:
        given: modules or objects with hook functions, for notebooks and tests.
        paths: folders of single-file plugins, or such files themselves. Nothing is loaded from
            a folder that is not named.
        require: names of plugins that must be there and sound.
        allow: the installed plugins to load, by name; None for all. The environment variable ``QAFRAMEWORK_PLUGINS``
            (names with commas between; empty for none) says the same where this is not given. The built-in plugin,
            files and objects are always loaded.

    Returns:
        What they give. Plugins that cannot be used, or were named and are not there, are left out whole and named in
        ``.failed``. What they print goes to the error stream.

    Raises:
        PluginError: a required plugin is absent or was left out.
    """
    loaded: list[Plugin] = []
    failed: list[FailedPlugin] = []
    taken: dict[tuple[str, str], str] = {}
    folders = [paths] if isinstance(paths, (str, os.PathLike)) else paths
    for candidate in candidates(given, [Path(path) for path in folders], _allowed(allow)):
        with contextlib.redirect_stdout(sys.stderr):
            outcome = _load(candidate, taken)
        if isinstance(outcome, Plugin):
            loaded.append(outcome)
        else:
            failed.append(outcome)
    plugins = Plugins(loaded=tuple(loaded), failed=tuple(failed))
    _insist(plugins, _listed(require))
    return plugins


def _listed(names: str | Iterable[str]) -> tuple[str, ...]:
    return (names,) if isinstance(names, str) else tuple(names)


def _allowed(allow: str | Iterable[str] | None) -> frozenset[str] | None:
    if allow is not None:
        return frozenset(_listed(allow))
    if ALLOW_VARIABLE not in os.environ:
        return None
    return frozenset(name.strip() for name in os.environ[ALLOW_VARIABLE].split(",")) - {""}


def _insist(plugins: Plugins, require: Iterable[str]) -> None:
    present = {plugin.name for plugin in plugins.loaded}
    for name in require:
        if name in present:
            continue
        why = next((str(failure) for failure in plugins.failed if failure.name == name), None)
        near = nearest(name, present)
        hint = f"; did you mean {near!r}?" if near else "; install it, allow it or name its folder in paths"
        raise PluginError(f"required {why}" if why else f"required plugin {name!r} is not there{hint}")


def _load(candidate: Candidate, taken: dict[tuple[str, str], str]) -> Plugin | FailedPlugin:
    stage = candidate.stage
    try:
        module = candidate.load()
        stage = "validate"
        manager = _validated(module, candidate.name)
        if candidate.name in RESERVED:
            raise RefusedError(f"the name {candidate.name!r} is kept; give the plugin another")
        if ("plugin", candidate.name) in taken:
            raise RefusedError(f"another plugin from {taken['plugin', candidate.name]} has this name")
        stage = "give"
        plugin = _collect(manager, candidate)
        names = _names_of(plugin)
        for kind, name in names:
            if (kind, name) in taken:
                raise RefusedError(f"{kind} {name!r} is already given by plugin {taken[kind, name]!r}")
    except (Exception, SystemExit) as error:
        return FailedPlugin(
            name=candidate.name,
            version=candidate.version,
            origin=candidate.origin,
            stage=stage,
            reason=in_words(error),
        )
    taken |= dict.fromkeys(names, candidate.name)
    taken["plugin", candidate.name] = candidate.origin
    return plugin


def _validated(module: object, name: str) -> pluggy.PluginManager:
    manager = pluggy.PluginManager(hookspecs.PROJECT)
    manager.add_hookspecs(hookspecs)
    hooks = {hook for hook in dir(hookspecs) if hook.startswith("qa_")}
    for attribute in sorted(dir(module)):
        options = manager.parse_hookimpl_opts(module, attribute)
        hook = (options.get("specname") if options else None) or attribute
        if options is None and not (attribute.startswith("qa_") and _is_own_function(getattr(module, attribute))):
            continue
        if hook not in hooks:
            near = nearest(hook, hooks)
            raise RefusedError(
                f"there is no hook {hook!r}; " + (f"did you mean {near!r}?" if near else "see the hooks' page")
            )
        if options is None:
            raise RefusedError(f"{attribute} is not marked; write @qaframework.hookimpl above it")
        if options["wrapper"] or options["hookwrapper"]:
            raise RefusedError(f"{attribute} is a wrapper; hooks here only return values")
        if inspect.signature(getattr(module, attribute)).parameters:
            hint = "; give an instance of the class" if inspect.isclass(module) else ""
            raise RefusedError(f"{attribute} takes arguments; hooks here take none{hint}")
    manager.register(module, name)
    if not any(manager.get_hookcallers(module) or ()):
        raise RefusedError("it has no hook; see the hooks' page")
    return manager


def _is_own_function(value: object) -> bool:
    """Return whether a plugin's author wrote it as a function; names of this library may be imported as any other."""
    return inspect.isroutine(value) and str(value.__module__).partition(".")[0] != hookspecs.PROJECT


def _collect(manager: pluggy.PluginManager, candidate: Candidate) -> Plugin:
    def give(hook: str, *types: type) -> list[Any]:
        values: list[Any] = []
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            answer = implementation.function()
            if isinstance(answer, (str, bytes)) or not isinstance(answer, Iterable):
                raise RefusedError(f"{hook} must return a list")
            values += answer
        for value in values:
            if not isinstance(value, types):
                wanted = " or ".join(kind.__name__ for kind in types)
                raise RefusedError(f"{hook} must return {wanted}, not {type(value).__name__}{_forgotten(value)}")
        return values

    scales = give("qa_grading_scales", GradingScale, Crosswalk)
    checks = give("qa_smart_checks", Rule)
    for check in checks:
        if check.criterion is None or check.target is not Recommendation:
            raise RefusedError(f"SMART check {check.slug!r} must be over a Recommendation and name its criterion")
    return Plugin(
        name=candidate.name,
        version=candidate.version,
        origin=candidate.origin,
        rules=_owned(give("qa_moderation_rules", Rule), candidate.name),
        smart_checks=_owned(checks, candidate.name),
        scales=tuple(one for one in scales if isinstance(one, GradingScale)),
        crosswalks=tuple(one for one in scales if isinstance(one, Crosswalk)),
        themes=tuple(give("qa_themes", Theme)),
        templates=tuple(give("qa_review_templates", ReviewTemplate)),
    )


def _forgotten(value: object) -> str:
    return "; write @qaframework.rule above it" if callable(value) else ""


def _owned(rules: Iterable[Rule[Any]], name: str) -> tuple[Rule[Any], ...]:
    return tuple(sorted((attrs.evolve(one, plugin=name) for one in rules), key=lambda one: one.slug))


def _names_of(plugin: Plugin) -> list[tuple[str, str]]:
    names = [
        *(("rule", one.id) for one in (*plugin.rules, *plugin.smart_checks)),
        *(("scale", one.id) for one in plugin.scales),
        *(("crosswalk", f"{one.source} to {one.target}") for one in plugin.crosswalks),
        *(("theme", one.id) for one in plugin.themes),
        *(("template", one) for one in {template.id: None for template in plugin.templates}),
        *(("version of a template", one.name) for one in plugin.templates),
    ]
    repeated = next((name for name in names if names.count(name) > 1), None)
    if repeated:
        raise RefusedError(f"{repeated[0]} {repeated[1]!r} is given twice")
    return names
