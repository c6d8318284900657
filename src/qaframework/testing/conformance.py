"""Whether a plugin keeps its word: its examples hold, and on records it has never seen its rules do what rules do.

A rule judges one record at a time by what it is given, and says the same whenever it is asked. It changes nothing,
reads no clock, reaches for no network, and never takes a missing value for a sound one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from qaframework.errors import PluginError, nearest
from qaframework.model.programme import Programme
from qaframework.plugins import FailedPlugin, Plugin, Plugins, load_plugins
from qaframework.testing.data_trial import data_faults
from qaframework.testing.faults import Fault
from qaframework.testing.rule_trial import RuleTrial
from qaframework.testing.strategies import programmes as drawn_programmes


def check_plugin(plugin: object, *, programmes: int = 200) -> None:
    """Check that a plugin keeps its word, on its own examples and on thousands of made-up records.

    For a test of your own. It is the same test each time: nothing in it is left to chance::

        def test_the_plugin_keeps_its_word():
            check_plugin("camden")

    Args:
        plugin: an installed plugin's name, the path of a ``.py`` file, or a module or object with hooks.
        programmes: how many whole programmes to draw; each holds about nine records.

    Raises:
        AssertionError: something does not hold; the message names all of it and what to change.
        ImportError: Hypothesis is not installed; ``pip install "qaframework[authors]"``.
    """
    faults = faults_of(plugin, programmes=programmes)
    if faults:
        raise AssertionError("\n".join(["the plugin does not keep its word:", *(f"- {fault}" for fault in faults)]))


def faults_of(plugin: object, *, programmes: int = 200) -> tuple[Fault, ...]:
    """Return everything in a plugin that does not hold, by rule. See :func:`check_plugin`."""
    name, plugins = _loaded(plugin)
    found = next((one for one in plugins.loaded if one.name == name), None)
    if found is None:
        return tuple(_left_out(name, plugins))
    trials = [RuleTrial(rule, plugins) for rule in (*found.rules, *found.smart_checks)]
    for trial in trials:
        trial.try_examples()
    if programmes:
        _draw(programmes, plugins, trials)
    faults = [*data_faults(found, plugins), *(fault for trial in trials for fault in trial.faults())]
    return tuple(sorted(faults, key=lambda fault: (fault.about, fault.what)))


def plugin(given: object) -> Plugin:
    """Return one plugin, loaded. Named in a test module, every example beside its rules is a test.

    ::

        camden = plugin("camden")

    Args:
        given: an installed plugin's name, the path of a ``.py`` file, or a module or object with hooks.

    Raises:
        PluginError: it is not there, or was left out; the message says why.
    """
    name, plugins = _loaded(given)
    for found in plugins.loaded:
        if found.name == name:
            return found
    raise PluginError("\n".join(map(str, _left_out(name, plugins))))


def _loaded(plugin: object) -> tuple[str, Plugins]:
    """Return the name of a plugin, and it with all others."""
    if isinstance(plugin, Path) or (isinstance(plugin, str) and plugin.endswith(".py")):
        return Path(plugin).stem, load_plugins(paths=plugin)
    if isinstance(plugin, str):
        return plugin, load_plugins()
    plugins = load_plugins(plugin)
    known: list[Plugin | FailedPlugin] = [*plugins.loaded, *plugins.failed]
    return next(one.name for one in known if one.origin == "given"), plugins


def _left_out(name: str, plugins: Plugins) -> Iterator[Fault]:
    failed = [failure for failure in plugins.failed if failure.name == name]
    for failure in failed:
        yield Fault(name, f"is left out at {failure.stage!r}: {failure.reason}", "Put that right first")
    if not failed:
        near = nearest(name, [one.name for one in plugins.loaded])
        fix = f"There is {near!r}" if near else "Install it, or give its file or module"
        yield Fault(name, "is not there", fix)


def _draw(count: int, plugins: Plugins, trials: Iterable[RuleTrial]) -> None:
    """Try rules on programmes drawn with Hypothesis: the same ones each time, kept nowhere."""
    from hypothesis import HealthCheck, Phase, given, settings

    @settings(
        max_examples=count,
        phases=[Phase.generate],
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(drawn_programmes(plugins, extreme=False))
    def each(year: Programme) -> None:
        for trial in trials:
            trial.try_on(year)

    each()
