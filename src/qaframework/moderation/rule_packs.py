"""Rule packs: whose rules ran, in which version, with which parameters; and what differs between two of them.

Two authorities, or two years, can be compared only where the same was asked of both. So every report holds the packs it
was made with, and what differs is named before anything is compared.
"""

from __future__ import annotations

import hashlib
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import CodeType
from typing import Any

import attrs

from qaframework.moderation.settings import InForce, Settings
from qaframework.plugins import Plugins
from qaframework.rules import Rule
from qaframework.show import counted


@attrs.frozen
class RuleInForce:
    """One rule as it ran.

    Attributes:
        rule: its id.
        severity: how much its flags weigh here.
        parameters: each with its value and where it was set.
        code: a fingerprint of what its function does; it changes when the function does.
    """

    rule: str
    severity: str
    parameters: InForce
    code: str


@attrs.frozen(kw_only=True)
class RulePack:
    """One plugin's rules as they ran.

    Attributes:
        plugin, version: whose they are; no version for a single file.
        rules: those that were chosen, by id.
    """

    plugin: str
    version: str
    rules: tuple[RuleInForce, ...] = attrs.field(repr=False)

    @property
    def set_here(self) -> tuple[str, ...]:
        """What an authority set otherwise than the plugin: ``rationale-length: words = 20 (qaframework.toml)``."""
        return tuple(
            f"{rule.rule.rpartition('/')[2]}: {name} = {value} ({origin})"
            for rule in self.rules
            for name, value, origin in rule.parameters
            if origin != "default"
        )

    def __str__(self) -> str:
        here = f", with {'; '.join(self.set_here)}" if self.set_here else ""
        many = counted(len(self.rules), "rule")
        return f"{' '.join(filter(None, (self.plugin, self.version)))} ({many}{here})"


def packs_of(rules: Iterable[Rule[Any]], plugins: Plugins, settings: Settings) -> tuple[RulePack, ...]:
    """Return the packs that rules belong to, as they are in force."""
    chosen: dict[str, list[RuleInForce]] = {}
    for rule in rules:
        chosen.setdefault(rule.plugin, []).append(_in_force(rule, settings))
    versions = {plugin.name: plugin.version for plugin in plugins.loaded}
    return tuple(
        RulePack(
            plugin=name, version=versions.get(name, ""), rules=tuple(sorted(chosen[name], key=lambda one: one.rule))
        )
        for name in sorted(chosen)
    )


def _in_force(rule: Rule[Any], settings: Settings) -> RuleInForce:
    everywhere = settings.in_force(rule)
    apart = [
        (f"{name} for {activity}", value, origin)
        for activity in sorted(settings.activities_of(rule))
        for (name, value, origin), usual in zip(settings.in_force(rule, activity), everywhere, strict=True)
        if value != usual[1]
    ]
    parameters = (*everywhere, *apart, *settings.set_severity(rule))
    return RuleInForce(rule.id, settings.severity(rule), parameters, fingerprint(rule))


def fingerprint(rule: Rule[Any]) -> str:
    """Return a short text that stays the same while what a rule's function does stays the same, however it is laid out.

    Its title, guidance and examples are no part of it, and no more is what it calls. It is of this Python: fingerprints
    of two versions of Python are not to be compared.
    """
    check: Callable[..., Any] = inspect.unwrap(rule.check)
    return hashlib.sha256(repr(_steps(check.__code__, check.__doc__)).encode()).hexdigest()[:12]


def _steps(code: CodeType, doc: str | None = None) -> tuple[Any, ...]:
    """Return what a function does, without where it is written."""
    values = [_steps(one) if isinstance(one, CodeType) else _ordered(one) for one in code.co_consts if one != doc]
    return code.co_code, code.co_names, code.co_varnames, values


def _ordered(value: object) -> object:
    return sorted(map(repr, value)) if isinstance(value, frozenset) else value


def differences(first: Iterable[RulePack], second: Iterable[RulePack]) -> tuple[str, ...]:
    """Return, in words, everything in which two sets of packs differ; nothing where the same was asked."""
    return tuple(_differences({one.plugin: one for one in first}, {one.plugin: one for one in second}))


def _differences(first: Mapping[str, RulePack], second: Mapping[str, RulePack]) -> Iterator[str]:
    for name in sorted(first.keys() | second.keys()):
        one, other = first.get(name), second.get(name)
        if one is None or other is None:
            yield f"only the {'first' if other is None else 'second'} has the pack {name}"
            continue
        if one.version != other.version:
            version, its = one.version or "without a version", other.version or "without a version"
            yield f"{name} is {version} in the first, {its} in the second"
        yield from _rule_differences({rule.rule: rule for rule in one.rules}, {rule.rule: rule for rule in other.rules})


def _rule_differences(first: Mapping[str, RuleInForce], second: Mapping[str, RuleInForce]) -> Iterator[str]:
    for name in sorted(first.keys() | second.keys()):
        one, other = first.get(name), second.get(name)
        if one is None or other is None:
            yield f"only the {'first' if other is None else 'second'} ran {name}"
            continue
        if one.code != other.code:
            yield f"{name} does something else"
        if one.severity != other.severity:
            yield f"{name}: severity is {one.severity} in the first, {other.severity} in the second"
        values, others = _values(one), _values(other)
        for parameter in sorted(values.keys() | others.keys()):
            value, its = values.get(parameter, NOT_SET), others.get(parameter, NOT_SET)
            if value != its:
                yield f"{name}: {parameter} is {value} in the first, {its} in the second"


NOT_SET = "not set"


def _values(rule: RuleInForce) -> dict[str, Any]:
    return {name: value for name, value, _ in rule.parameters if name != "severity"}
