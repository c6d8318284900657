"""For pytest, found by it wherever this library is installed: fixtures, and the examples beside rules as tests.

A rule that stands in a test module, or was imported into one, has a test for each of its examples. So has each rule in
a plugin's own file, ``pytest our_rules.py``, and each rule of a plugin that is named: ``camden = plugin("camden")``.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from types import ModuleType
from typing import Any

import attrs
import pytest

import qaframework as qa
from qaframework.testing.examples import TODAY, outcome
from qaframework.testing.examples import programme as complete

Collected = list[pytest.Item | pytest.Collector]


@pytest.fixture
def qa_plugins() -> qa.Plugins:
    """The plugins that ``programme`` and ``moderate`` use: the built-in one and those installed. Override it for yours.

    ::

        @pytest.fixture
        def qa_plugins():
            return qa.load_plugins(paths="our_rules.py")
    """
    return qa.load_plugins()


@pytest.fixture
def programme(qa_plugins: qa.Plugins) -> Callable[..., qa.Programme]:
    """A function that makes a programme of a few columns: ``programme(reviews={"overall": "Good"})``.

    Each table is one row or a list of rows; what they leave out is filled in, and made up.
    """
    return lambda **tables: complete(tables, qa_plugins)


@pytest.fixture
def moderate(qa_plugins: qa.Plugins) -> Callable[..., qa.ModerationReport]:
    """A function that moderates a programme, on a day that is given: ``moderate(year, select="camden/*")``.

    It is ``qa.moderate`` with the plugins of the fixture ``qa_plugins``, no settings, and a day that does not move on.
    """

    def moderated(
        year: qa.Programme, select: Iterable[str] = ("*",), ignore: Iterable[str] = (), today: date = TODAY
    ) -> qa.ModerationReport:
        return qa.moderate(year, qa_plugins, select, ignore, today, settings=qa.Settings())

    return moderated


def pytest_pycollect_makeitem(collector: pytest.Collector, name: str, obj: object) -> Collected | None:
    """Collect the examples of a rule, or of every rule of a plugin, that stands in a module under some name."""
    if isinstance(obj, qa.Rule):
        return list(_items([obj], collector, _module_of(collector)))
    if isinstance(obj, qa.Plugin):
        return list(_items((*obj.rules, *obj.smart_checks), collector, obj))
    return None


def _module_of(collector: pytest.Collector) -> ModuleType | None:
    """Return the module that is collected, where it is a plugin itself."""
    module = collector.getparent(pytest.Module)
    found = module.obj if module else None
    has_hooks = found is not None and any(hasattr(value, "qaframework_impl") for value in vars(found).values())
    return found if has_hooks else None


def _items(
    rules: Iterable[qa.Rule[Any]], collector: pytest.Collector, home: qa.Plugin | ModuleType | None
) -> Iterator[RuleExample]:
    for rule in rules:
        for expected, examples in rule.examples.items():
            for number, example in enumerate(examples, start=1):
                item: RuleExample = RuleExample.from_parent(collector, name=f"{rule.id}[{expected} {number}]")
                item.rule, item.expected, item.example, item.home = rule, expected, example, home
                yield item


class RuleExample(pytest.Item):
    """One example beside a rule: whether the rule says of it what it is known to say.

    Attributes:
        home: the plugin the rule is of, or the module that is one; None where it is among those installed.
    """

    rule: qa.Rule[Any]
    expected: str
    example: Any
    home: qa.Plugin | ModuleType | None

    def runtest(self) -> None:
        """Try the example."""
        found = outcome(self.rule, self.example, self._plugins())
        if found != self.expected:
            raise AssertionError(
                f"the rule says it is {found}. Change the example or the rule, until both say the same."
            )

    def _plugins(self) -> qa.Plugins:
        """Return the plugins whose scales and templates the example may use."""
        if isinstance(self.home, ModuleType):
            return qa.load_plugins(self.home, allow=())
        plugins = qa.load_plugins()
        if self.home is None:
            return plugins
        others = (one for one in plugins.loaded if one.name != self.home.name)
        return attrs.evolve(plugins, loaded=(*others, self.home))

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> str:
        """Return what an author is told: which example, what it holds, and what became of it."""
        lines = [f"line {one.lineno + 1}" for one in excinfo.traceback if str(one.path) == self.reportinfo()[0]]
        told = excinfo.exconly() if lines or not excinfo.errisinstance(AssertionError) else str(excinfo.value)
        where = f" ({lines[-1]})" if lines else ""
        return f"{self.rule.slug}, an example that is {self.expected}:\n  {dict(self.example)}\n{told}{where}"

    def reportinfo(self) -> tuple[str, int, str]:
        """Return where the rule is written."""
        code = inspect.unwrap(self.rule.check).__code__
        return code.co_filename, code.co_firstlineno - 1, self.name
