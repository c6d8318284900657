"""What plugins give: each by itself, and all together."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

import attrs

from qaframework.errors import UnknownNameError
from qaframework.model.records import Recommendation
from qaframework.model.templates import ReviewTemplate, Templates, Theme
from qaframework.rules import Rule
from qaframework.scales import Crosswalk, Grade, GradingScale, crosswalk_between
from qaframework.show import html_table, text_table

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
