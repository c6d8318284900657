"""Which themes a picture is about: those of the plugins, some of them, or a taxonomy of your own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from qaframework.errors import UnknownNameError
from qaframework.model.templates import Theme
from qaframework.plugins import Plugins, load_plugins
from qaframework.triangulation.evidence import LeftOut, Statement


def taxonomy(
    themes: Iterable[str | Theme] | Mapping[str, Theme] | None, plugins: Plugins | None
) -> tuple[dict[str, Theme], frozenset[str] | None]:
    """Return the themes that are known, by id, and to which of them the picture is confined; None for none."""
    given = list(themes.values()) if isinstance(themes, Mapping) else one_or_more(themes or ())
    own = {one.id: one for one in given if isinstance(one, Theme)}
    known = own or dict((plugins or load_plugins()).themes)
    only = None if themes is None else frozenset(own) | {one for one in given if isinstance(one, str)}
    return known, only


def one_or_more(given: Iterable[Any]) -> list[Any]:
    """Return what was given; one id alone is one, and not its letters."""
    return [given] if isinstance(given, str) else list(given)


def confined(
    statements: Sequence[Statement], only: frozenset[str], known: Mapping[str, Theme]
) -> tuple[list[Statement], list[LeftOut]]:
    """Return the statements on some themes and, where these are a taxonomy, what it has no place for.

    Raises:
        UnknownNameError: there is no such theme.
    """
    names = {*known, *(one.theme for one in statements)}
    if unknown := sorted(only - names):
        raise UnknownNameError("theme", unknown[0], names)
    others = [one for one in statements if one.theme not in only] if only == known.keys() else []
    reason = "none of the themes that were given is {}"
    return (
        [one for one in statements if one.theme in only],
        [LeftOut(one.table, one.id, reason.format(one.theme)) for one in others],
    )
