"""An authority's own thresholds: ``qaframework.toml``, over the rules' defaults, for all activities or for one.

::

    [rules."defaults/rationale-length"]
    words = 30
    severity = "info"

    [activities.PR-2023-05."defaults/rationale-length"]
    words = 20
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import attrs

from qaframework.errors import SettingsError, UnknownNameError, nearest
from qaframework.rules import Rule, Severity

FILE_NAME = "qaframework.toml"

Values = Mapping[str, Any]
InForce = tuple[tuple[str, Any, str], ...]
"""Each parameter with its value and where it was set."""


@attrs.frozen(kw_only=True)
class Settings:
    """What an authority has set, and where.

    Attributes:
        name: the file it was read from; empty where nothing was set.
        rules: values by rule.
        activities: values by activity, then rule.
    """

    name: str = ""
    rules: Mapping[str, Values] = attrs.field(factory=dict)
    activities: Mapping[str, Mapping[str, Values]] = attrs.field(factory=dict)

    def severity(self, rule: Rule[Any]) -> Severity:
        """Return how much a rule's flags weigh here."""
        severity: Severity = self._for(self.rules, rule).get("severity", rule.severity)
        return severity

    def in_force(self, rule: Rule[Any], activity: str | None = None) -> InForce:
        """Return a rule's parameters for one activity, each with where it was set."""
        here = self._for(self.activities.get(activity or "", {}), rule)
        everywhere = self._for(self.rules, rule)

        def value(name: str, default: Any) -> tuple[str, Any, str]:
            if name in here:
                return name, here[name], f"{self.name}, for {activity}"
            if name in everywhere:
                return name, everywhere[name], self.name
            return name, default, "default"

        return tuple(value(name, default) for name, default in rule.parameters.items())

    def activities_of(self, rule: Rule[Any]) -> frozenset[str]:
        """Return the activities for which a rule has values of its own."""
        return frozenset(name for name, values in self.activities.items() if self._for(values, rule))

    @staticmethod
    def _for(values: Mapping[str, Values], rule: Rule[Any]) -> Values:
        return values.get(rule.id) or values.get(rule.slug) or {}

    def check(self, rules: Iterable[Rule[Any]], activities: Iterable[str]) -> None:
        """Raise SettingsError where a rule, an activity, a parameter or a value does not exist or cannot be."""
        known = {name: rule for rule in rules for name in (rule.id, rule.slug)}
        wrong = [*self._wrong(self.rules, known, "rules")]
        held = set(activities)
        for activity, values in self.activities.items():
            if activity not in held:
                wrong.append(str(UnknownNameError("activity", activity, held)))
            wrong += self._wrong(values, known, f"activities.{activity}", severity=False)
        if wrong:
            raise SettingsError(f"{self.name}: " + "; ".join(wrong))

    @staticmethod
    def _wrong(
        values: Mapping[str, Values], known: Mapping[str, Rule[Any]], place: str, *, severity: bool = True
    ) -> Iterable[str]:
        for name, given in values.items():
            if name not in known:
                yield f"[{place}] " + str(UnknownNameError("rule", name, (k for k in known if "/" in k)))
                continue
            for parameter, value in given.items():
                if parameter == "severity" and severity:
                    if value not in get_args(Severity):
                        yield f"[{place}.{name!r}] severity is one of {', '.join(get_args(Severity))}"
                    continue
                defaults = known[name].parameters
                if parameter not in defaults:
                    near = nearest(parameter, defaults)
                    hint = f"did you mean {near!r}?" if near else f"it has {', '.join(defaults) or 'none'}"
                    yield f"[{place}.{name!r}] there is no parameter {parameter!r}; {hint}"
                elif not _fits(value, defaults[parameter]):
                    yield f"[{place}.{name!r}] {parameter} must be like its default, {defaults[parameter]!r}"


def _fits(value: object, default: object) -> bool:
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    if isinstance(default, (tuple, list, frozenset)):
        return isinstance(value, list)
    return default is None or isinstance(value, type(default))


def read_settings(path: str | Path | None = None) -> Settings:
    """Read an authority's settings.

    Args:
        path: the file; None for ``qaframework.toml`` in the current folder, if there is one.

    Raises:
        SettingsError: the file is not there, is not TOML or has a section that is not known.
    """
    file = Path(path or FILE_NAME)
    if path is None and not file.exists():
        return Settings()
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(f"{file.name} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file.name} is not a TOML file: {error}") from error
    unknown = sorted(set(told) - {"rules", "activities"})
    if unknown:
        raise SettingsError(f"{file.name}: no section [{unknown[0]}]; there are [rules] and [activities]")
    rules, activities = told.get("rules", {}), told.get("activities", {})
    if not _nested(rules, 1) or not _nested(activities, 2):
        raise SettingsError(f'{file.name}: write [rules."plugin/rule"] and [activities.ID."plugin/rule"]')
    return Settings(name=file.name, rules=rules, activities=activities)


def _nested(values: object, depth: int) -> bool:
    if not isinstance(values, dict):
        return False
    return depth == 0 or all(_nested(inner, depth - 1) for inner in values.values())
