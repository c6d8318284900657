"""Find plugins, load each by itself, and collect what they give. A bad plugin is left out whole, and named."""

from __future__ import annotations

import contextlib
import functools
import inspect
import os
import sys
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

import attrs
import pluggy

from qaframework import hookspecs
from qaframework.errors import PluginError, UnknownNameError, nearest
from qaframework.model.records import Recommendation
from qaframework.model.templates import ReviewTemplate, Templates, Theme
from qaframework.rules import Rule
from qaframework.scales import Crosswalk, Grade, GradingScale, crosswalk_between
from qaframework.show import html_table, text_table

if TYPE_CHECKING:  # slow to import, so each function that needs it does
    import importlib.metadata

ALLOW_VARIABLE = "QAFRAMEWORK_PLUGINS"
BUILT_IN = "defaults"
RESERVED = ("waivers",)
"""Names under which moderation raises flags of its own."""

Stage = Literal["find", "import", "validate", "give"]


@attrs.frozen(kw_only=True)
class Plugin:
    """One plugin that loaded, and what it gives.

    Attributes:
        name: its entry point's or file's name.
        version: its distribution's version; empty for a single file.
        origin: the distribution or file it came from.
    """

    name: str
    version: str = ""
    origin: str = ""
    rules: tuple[Rule[Any], ...] = attrs.field(default=(), repr=False)
    smart_checks: tuple[Rule[Recommendation], ...] = attrs.field(default=(), repr=False)
    scales: tuple[GradingScale, ...] = attrs.field(default=(), repr=False)
    crosswalks: tuple[Crosswalk, ...] = attrs.field(default=(), repr=False)
    themes: tuple[Theme, ...] = attrs.field(default=(), repr=False)
    templates: tuple[ReviewTemplate, ...] = attrs.field(default=(), repr=False)


@attrs.frozen(kw_only=True)
class FailedPlugin:
    """One plugin that was left out, and why.

    Attributes:
        stage: find, import, validate or give: how far it came.
        reason: what is wrong, for its author.
    """

    name: str
    version: str
    origin: str
    stage: Stage
    reason: str

    def __str__(self) -> str:
        came_from = " ".join(part for part in (self.origin, self.version) if part)
        return f"plugin {self.name!r} ({came_from}) was left out at {self.stage!r}: {self.reason}"


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Plugins:
    """What all plugins give together. A value: nothing global, nothing to reset.

    Attributes:
        loaded: the plugins in use, the built-in one first, the others by name.
        failed: those left out, each with its reason. While there are any, no report is ``ok``.
    """

    loaded: tuple[Plugin, ...] = ()
    failed: tuple[FailedPlugin, ...] = ()

    @functools.cached_property
    def rules(self) -> tuple[Rule[Any], ...]:
        """Every moderation rule, by plugin and slug."""
        return tuple(rule for plugin in self.loaded for rule in plugin.rules)

    @functools.cached_property
    def smart_checks(self) -> tuple[Rule[Recommendation], ...]:
        """Every SMART check, by plugin and slug."""
        return tuple(check for plugin in self.loaded for check in plugin.smart_checks)

    @functools.cached_property
    def scales(self) -> Mapping[str, GradingScale]:
        """Every grading scale, by id."""
        return MappingProxyType({one.id: one for plugin in self.loaded for one in plugin.scales})

    @functools.cached_property
    def crosswalks(self) -> tuple[Crosswalk, ...]:
        """Every crosswalk."""
        return tuple(one for plugin in self.loaded for one in plugin.crosswalks)

    @functools.cached_property
    def themes(self) -> Mapping[str, Theme]:
        """Every theme, by id."""
        return MappingProxyType({one.id: one for plugin in self.loaded for one in plugin.themes})

    @functools.cached_property
    def templates(self) -> Templates:
        """Every review template, by id; later versions by id and version, such as ``practice-review@2``."""
        return Templates(one for plugin in self.loaded for one in plugin.templates)

    def convert(self, grade: Grade, target: str) -> tuple[Grade, ...]:
        """Return the grade or grades of another scale that a grade may be read as.

        Raises:
            UnknownNameError: no plugin gives that scale.
            ScaleError: nobody has written that crosswalk, or its author refuses this grade.
        """
        if target not in self.scales:
            raise UnknownNameError("grading scale", target, self.scales)
        return crosswalk_between(self.crosswalks, grade.scale.id, target).convert(grade, self.scales[target])

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a plugin, those left out among them."""
        given = ("rules", "smart_checks", "scales", "crosswalks", "themes", "templates")
        rows = [
            {"plugin": p.name, "version": p.version, "from": p.origin}
            | {name: len(getattr(p, name)) for name in given}
            | {"status": "loaded"}
            for p in self.loaded
        ]
        return rows + [
            {"plugin": f.name, "version": f.version, "from": f.origin}
            | dict.fromkeys(given, 0)
            | {"status": f"left out at {f.stage}: {f.reason}"}
            for f in self.failed
        ]

    def __repr__(self) -> str:
        return text_table(self.rows())

    def _repr_html_(self) -> str:
        return html_table(self.rows(), caption="Plugins")


@attrs.frozen(kw_only=True)
class _Candidate:
    """A plugin that was found, or looked for, and not yet imported."""

    name: str
    version: str = ""
    origin: str
    place: str = ""
    stage: Stage = "import"
    load: Callable[[], object]


def _not_found(name: str, origin: str, why: str, version: str = "") -> _Candidate:
    def load() -> object:
        raise _RefusedError(why)

    return _Candidate(name=name, version=version, origin=origin, stage="find", load=load)


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
    for candidate in _candidates(given, [Path(path) for path in folders], _allowed(allow)):
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


def _candidates(given: tuple[object, ...], paths: list[Path], allowed: frozenset[str] | None) -> Iterator[_Candidate]:
    yield _Candidate(name=BUILT_IN, version=_own_version(), origin=hookspecs.PROJECT, load=_import_defaults)
    installed = list(_installed())
    others = [*_single_files(paths), *map(_from_object, given)]
    names = {one.name for one in (*installed, *others)}
    for name in (allowed or frozenset()) - names - {BUILT_IN}:
        near = nearest(name, names)
        hint = f"did you mean {near!r}?" if near else "install it, or take it off the list"
        others.append(_not_found(name, "allowed", f"no plugin of this name is installed; {hint}"))
    others += (one for one in installed if allowed is None or one.name in allowed)
    yield from sorted(others, key=lambda one: (one.name, one.origin, one.version, one.place))


def _own_version() -> str:
    import importlib.metadata

    with contextlib.suppress(importlib.metadata.PackageNotFoundError):
        return importlib.metadata.version(hookspecs.PROJECT)
    return ""


def _import_defaults() -> object:
    from qaframework import defaults

    return defaults


def _installed() -> Iterator[_Candidate]:
    """Yield the plugins of every distribution; of one that is there twice the copy that Python imports."""
    import importlib.metadata

    versions: dict[str, str] = {}
    found: set[tuple[str, str]] = set()
    for dist in importlib.metadata.distributions():
        try:
            points = list(dist.entry_points.select(group=hookspecs.PROJECT))
        except Exception as error:
            name = _stated(dist, "name") or "a distribution without a name"
            yield _not_found(name, name, f"its entry points cannot be read ({_in_words(error)})")
            continue
        if not points:
            continue
        name, version = _stated(dist, "name"), _stated(dist, "version")
        in_use = versions.setdefault(name.casefold().replace("_", "-") or points[0].value, version)
        for point in points:
            if version != in_use:
                why = (
                    f"version {version} is there beside {in_use}; uninstall {name} twice, and install the one you want"
                )
                yield _not_found(point.name, name, why, version)
            elif (point.name, name) not in found or not name:
                found.add((point.name, name))
                yield _Candidate(name=point.name, version=version, origin=name or point.value, load=point.load)


def _stated(dist: importlib.metadata.Distribution | None, what: Literal["name", "version"]) -> str:
    """Return what a distribution's metadata says of itself; nothing where it says nothing."""
    with contextlib.suppress(Exception):
        return str(getattr(dist, what) or "")
    return ""


def _single_files(paths: Iterable[Path]) -> Iterator[_Candidate]:
    for path in paths:
        if path.is_dir():
            files = [file for file in path.glob("*.py") if not file.name.startswith("_")]
            if not files:
                yield _not_found(path.name, path.name, "there is no plugin in this folder: no .py file")
            yield from _single_files(files)
        elif not path.exists():
            yield _not_found(path.stem, path.name, "there is no such file or folder")
        elif path.suffix != ".py":
            yield _not_found(path.stem, path.name, "it is no .py file")
        else:
            load = functools.partial(_import_file, path)
            yield _Candidate(name=path.stem, origin=path.name, place=str(path), load=load)


def _import_file(path: Path) -> object:
    """Run a file as a module. Its source is read each time: it may have been edited a moment ago."""
    name = f"{hookspecs.PROJECT}_plugin_{path.stem}"
    module = types.ModuleType(name)
    module.__file__ = str(path)
    code = compile(path.read_bytes(), str(path), "exec", dont_inherit=True)
    sys.modules[name] = module
    try:
        exec(code, module.__dict__)
    except BaseException:
        sys.modules.pop(name, None)
        raise
    return module


def _from_object(given: object) -> _Candidate:
    name = getattr(given, "__name__", None) or type(given).__name__
    return _Candidate(name=str(name).rpartition(".")[2], origin="given", load=lambda: given)


class _RefusedError(Exception):
    """A plugin breaks the contract; the message says how."""


def _load(candidate: _Candidate, taken: dict[tuple[str, str], str]) -> Plugin | FailedPlugin:
    stage = candidate.stage
    try:
        module = candidate.load()
        stage = "validate"
        manager = _validated(module, candidate.name)
        if candidate.name in RESERVED:
            raise _RefusedError(f"the name {candidate.name!r} is kept; give the plugin another")
        if ("plugin", candidate.name) in taken:
            raise _RefusedError(f"another plugin from {taken['plugin', candidate.name]} has this name")
        stage = "give"
        plugin = _collect(manager, candidate)
        names = _names_of(plugin)
        for kind, name in names:
            if (kind, name) in taken:
                raise _RefusedError(f"{kind} {name!r} is already given by plugin {taken[kind, name]!r}")
    except (Exception, SystemExit) as error:
        return FailedPlugin(
            name=candidate.name,
            version=candidate.version,
            origin=candidate.origin,
            stage=stage,
            reason=_in_words(error),
        )
    taken |= dict.fromkeys(names, candidate.name)
    taken["plugin", candidate.name] = candidate.origin
    return plugin


def _in_words(error: BaseException) -> str:
    """Return what an error says, on one line."""
    kind = "" if isinstance(error, _RefusedError) else f"{type(error).__name__}: "
    return " ".join(f"{kind}{error}".split())


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
            raise _RefusedError(
                f"there is no hook {hook!r}; " + (f"did you mean {near!r}?" if near else "see the hooks' page")
            )
        if options is None:
            raise _RefusedError(f"{attribute} is not marked; write @qaframework.hookimpl above it")
        if options["wrapper"] or options["hookwrapper"]:
            raise _RefusedError(f"{attribute} is a wrapper; hooks here only return values")
        if inspect.signature(getattr(module, attribute)).parameters:
            hint = "; give an instance of the class" if inspect.isclass(module) else ""
            raise _RefusedError(f"{attribute} takes arguments; hooks here take none{hint}")
    manager.register(module, name)
    if not any(manager.get_hookcallers(module) or ()):
        raise _RefusedError("it has no hook; see the hooks' page")
    return manager


def _is_own_function(value: object) -> bool:
    """Return whether a plugin's author wrote it as a function; names of this library may be imported as any other."""
    return inspect.isroutine(value) and str(value.__module__).partition(".")[0] != hookspecs.PROJECT


def _collect(manager: pluggy.PluginManager, candidate: _Candidate) -> Plugin:
    def give(hook: str, *types: type) -> list[Any]:
        values: list[Any] = []
        for implementation in getattr(manager.hook, hook).get_hookimpls():
            answer = implementation.function()
            if isinstance(answer, (str, bytes)) or not isinstance(answer, Iterable):
                raise _RefusedError(f"{hook} must return a list")
            values += answer
        for value in values:
            if not isinstance(value, types):
                wanted = " or ".join(kind.__name__ for kind in types)
                raise _RefusedError(f"{hook} must return {wanted}, not {type(value).__name__}{_forgotten(value)}")
        return values

    scales = give("qa_grading_scales", GradingScale, Crosswalk)
    checks = give("qa_smart_checks", Rule)
    for check in checks:
        if check.criterion is None or check.target is not Recommendation:
            raise _RefusedError(f"SMART check {check.slug!r} must be over a Recommendation and name its criterion")
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
        raise _RefusedError(f"{repeated[0]} {repeated[1]!r} is given twice")
    return names
