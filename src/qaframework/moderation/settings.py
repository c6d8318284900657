"""An authority's own thresholds: ``qaframework.toml``, over the rules' defaults, for all activities or for one.

::

    [rules."defaults/rationale-length"]
    words = 30
    severity = "info"

    [activities.PR-2023-05."defaults/rationale-length"]
    words = 20

    [smart.extend]
    nebulous_verbs = ["unpick"]

    [escalation]
    meets = "monthly"
    rungs = [{to = "owner", days = 1}, {to = "board", days = 40, slips = 3}]
"""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import attrs

from qaframework.errors import SettingsError, UnknownNameError, nearest
from qaframework.rules import SEVERITIES, Rule, Severity

FILE_NAME = "qaframework.toml"
SECTIONS = ("rules", "activities", "smart", "escalation")

Values = Mapping[str, Any]
InForce = tuple[tuple[str, Any, str], ...]
"""Each parameter with its value and where it was set."""


@attrs.frozen(kw_only=True)
class Settings:
    """What an authority has set, and where.

    Attributes:
        name: the file it was read from; empty where nothing was set.
        rules: values by rule, which is named by its id or, where only one plugin has it, its slug.
        activities: values by activity, then rule.
        smart: an authority's own words for SMART, under "extend" and "replace", by the name of their list.
        escalation: when the tracker takes what is late further up: ``rungs``, ``boards`` and ``meets``.
        faults: what the file holds that is no setting; :meth:`check` names it with all else that is wrong.
    """

    name: str = ""
    rules: Mapping[str, Values] = attrs.field(factory=dict)
    activities: Mapping[str, Mapping[str, Values]] = attrs.field(factory=dict)
    smart: Mapping[str, Any] = attrs.field(factory=dict)
    escalation: Mapping[str, Any] = attrs.field(factory=dict)
    faults: tuple[str, ...] = ()

    def severity(self, rule: Rule[Any]) -> Severity:
        """Return how much a rule's flags weigh here."""
        severity: Severity = self._for(self.rules, rule).get("severity", rule.severity)
        return severity

    def set_severity(self, rule: Rule[Any]) -> InForce:
        """Return a rule's severity with where it was set, if it was set here; nothing where it is the rule's own."""
        return (("severity", self.severity(rule), self._source),) if "severity" in self._for(self.rules, rule) else ()

    def in_force(self, rule: Rule[Any], activity: str | None = None) -> InForce:
        """Return a rule's parameters for one activity, each with where it was set."""
        here = self._for(self.activities.get(activity or "", {}), rule)
        everywhere = self._for(self.rules, rule)

        def value(name: str, default: Any) -> tuple[str, Any, str]:
            if name in here:
                return name, _like(default, here[name]), f"{self._source}, for {activity}"
            if name in everywhere:
                return name, _like(default, everywhere[name]), self._source
            return name, default, "default"

        return tuple(value(name, default) for name, default in rule.parameters.items())

    def activities_of(self, rule: Rule[Any]) -> frozenset[str]:
        """Return the activities for which a rule has values of its own."""
        return frozenset(name for name, values in self.activities.items() if self._for(values, rule))

    @property
    def _source(self) -> str:
        return self.name or "settings"

    @staticmethod
    def _for(values: Mapping[str, Values], rule: Rule[Any]) -> Values:
        return values.get(rule.id) or values.get(rule.slug) or {}

    def check(self, rules: Iterable[Rule[Any]], activities: Iterable[str], left_out: Iterable[str] = ()) -> None:
        """Check that everything set here exists and can have its value.

        Args:
            rules: every rule there is.
            activities: the ids of the programme's activities.
            left_out: the plugins that could not be used; what is set for their rules waits until they can.

        Raises:
            SettingsError: something does not; the message names all of it.
        """
        known: dict[str, list[Rule[Any]]] = {}
        for rule in rules:
            for name in {rule.id, rule.slug}:
                known.setdefault(name, []).append(rule)
        held, waiting = set(activities), frozenset(left_out)
        from qaframework.smart.words import faults as wrong_words

        wrong = [*self.faults, *_wrong(self.rules, known, "rules", waiting), *wrong_words(self.smart)]
        for activity, values in self.activities.items():
            if activity not in held:
                wrong.append(f"[activities.{activity}] {UnknownNameError('activity', activity, held)}")
            wrong += _wrong(values, known, f"activities.{activity}", waiting, severity=False)
        if wrong:
            raise SettingsError(f"{self._source}: " + "; ".join(wrong))


def _wrong(
    values: Mapping[str, Values],
    known: Mapping[str, list[Rule[Any]]],
    section: str,
    left_out: frozenset[str],
    *,
    severity: bool = True,
) -> Iterator[str]:
    for name, given in values.items():
        place = f'[{section}."{name}"]'
        match known.get(name, []):
            case [] if name.partition("/")[0] in left_out:
                continue
            case []:
                yield f"{place} {UnknownNameError('rule', name, (one for one in known if '/' in one))}"
            case [rule] if rule.id != name and rule.id in values:
                yield f"{place} sets the same rule as {rule.id!r}; keep one of them"
            case [rule]:
                yield from (f"{place} {fault}" for fault in _faults(given, rule, severity=severity))
            case several:
                yield f"{place} is a rule of several plugins; write {' or '.join(sorted(one.id for one in several))}"


def _faults(given: Values, rule: Rule[Any], *, severity: bool) -> Iterator[str]:
    for parameter, value in given.items():
        if parameter == "severity" and severity:
            if value not in SEVERITIES:
                yield f"severity is one of {', '.join(SEVERITIES)}"
        elif parameter == "severity":
            yield "severity is set for all activities, under [rules]"
        elif parameter not in rule.parameters:
            near = nearest(parameter, rule.parameters)
            hint = f"did you mean {near!r}?" if near else f"it has {', '.join(rule.parameters) or 'none'}"
            yield f"there is no parameter {parameter!r}; {hint}"
        elif not _fits(value, rule.parameters[parameter]):
            yield f"{parameter} must be like its default, {_shown(rule.parameters[parameter])}"


def _fits(value: object, default: object) -> bool:
    """Return whether a value can stand for a default. Against nan or infinity a rule would never flag anything."""
    if isinstance(value, float) and not math.isfinite(value):
        return False
    if default is None:
        return True
    if isinstance(default, bool) or isinstance(value, bool):
        return isinstance(value, bool) and isinstance(default, bool)
    if isinstance(default, float):
        return isinstance(value, (int, float))
    if isinstance(default, (tuple, frozenset)):
        return isinstance(value, (list, tuple, frozenset)) and all(
            _fits(one, like) for one in value for like in list(default)[:1]
        )
    return type(value) is type(default)


def _like(default: object, value: Any) -> object:
    """Return a value as the kind of thing its default is: a file has only lists where a rule may want a set."""
    if isinstance(default, frozenset):
        return frozenset(value)
    return tuple(value) if isinstance(default, tuple) else value


def _shown(default: object) -> str:
    return str(sorted(default, key=str)) if isinstance(default, (tuple, frozenset)) else repr(default)


def read_settings(path: str | Path | None = None) -> Settings:
    """Read an authority's settings.

    Args:
        path: the file; None for ``qaframework.toml`` in the current folder, if there is one.

    Raises:
        SettingsError: the file is not there or is not TOML. What it sets is checked when rules are run.
    """
    file = Path(path or FILE_NAME)
    if path is None and not file.exists():
        return Settings()
    try:
        told = tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise SettingsError(f"{file.name} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file.name} is not a TOML file: {error}") from error
    faults: list[str] = []
    for section in told:
        if section not in SECTIONS:
            near = nearest(section, SECTIONS)
            hint = f"did you mean [{near}]?" if near else "there are {_listed(SECTIONS)}"
            faults.append(f"there is no section [{section}]; {hint}")
    rules = _tables(told.get("rules", {}), 'rules."plugin/rule"', faults)
    activities = {
        activity: _tables(values, f'activities.{activity}."plugin/rule"', faults)
        for activity, values in _tables(told.get("activities", {}), 'activities.ID."plugin/rule"', faults).items()
    }
    smart = _tables(told.get("smart", {}), "smart.extend] or [smart.replace", faults)
    escalation = told.get("escalation", {})
    if not isinstance(escalation, dict):
        faults.append("write [escalation], and the settings below it")
        escalation = {}
    return Settings(
        name=file.name, rules=rules, activities=activities, smart=smart, escalation=escalation, faults=tuple(faults)
    )


def _listed(sections: tuple[str, ...]) -> str:
    return ", ".join(f"[{one}]" for one in sections[:-1]) + f" and [{sections[-1]}]"


def _tables(given: object, section: str, faults: list[str]) -> dict[str, Any]:
    """Return the tables inside a section, and note what in it is no table."""
    inner = given if isinstance(given, dict) else {"": given}
    kept = {name: values for name, values in inner.items() if isinstance(values, dict)}
    if len(kept) < len(inner):
        faults.append(f"write [{section}], and the settings below it")
    return kept
