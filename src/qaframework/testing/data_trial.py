"""Whether the data a plugin gives fits together: its crosswalks with their scales, its themes with one another."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.plugins import Plugin, Plugins
from qaframework.scales import Crosswalk
from qaframework.testing.faults import Fault

LABELS = "Write labels as the scale does"


def data_faults(plugin: Plugin, plugins: Plugins) -> Iterator[Fault]:
    """Yield what does not fit together in a plugin's crosswalks and themes."""
    for walk in plugin.crosswalks:
        yield from _crosswalk_faults(walk, plugins)
    for theme in plugin.themes:
        if theme.parent is not None and theme.parent not in plugins.themes:
            yield Fault(
                f"theme {theme.id}", f"is part of {theme.parent!r}, which nobody gives", "Name a theme by its id"
            )


def _crosswalk_faults(walk: Crosswalk, plugins: Plugins) -> Iterator[Fault]:
    name = f"crosswalk {walk.source} to {walk.target}"
    strange = [scale for scale in (walk.source, walk.target) if scale not in plugins.scales]
    for scale in strange:
        yield Fault(name, f"is about the scale {scale!r}, which nobody gives", "Name the scales by their ids")
    if strange or walk.kind == "refuse":
        return
    source, target = ([level.label for level in plugins.scales[one].levels] for one in (walk.source, walk.target))
    for label in walk.table.keys() - set(source):
        yield Fault(name, f"reads {label!r}, which {walk.source} does not have", LABELS)
    for label in source:
        if label not in walk.table:
            yield Fault(name, f"says nothing of {label!r}", "Write how it reads, or None where that cannot be said")
        answer = walk.table.get(label) or ()
        for word in (answer,) if isinstance(answer, str) else answer:
            if word not in target:
                yield Fault(name, f"answers {word!r}, which {walk.target} does not have", LABELS)
