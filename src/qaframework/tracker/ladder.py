"""The ladder of escalation as an authority sets it: ``[escalation]`` in ``qaframework.toml``.

::

    [escalation]
    meets = "monthly"
    rungs = [
        {to = "owner", days = 1},
        {to = "head of service", days = 10, slips = 2},
        {to = "board", days = 40, slips = 3},
    ]

    [escalation.boards]
    partner = "Our partnership's subgroup"
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from qaframework.errors import SettingsError, nearest
from qaframework.moderation.settings import Settings
from qaframework.tracker.escalation import Escalation, Rung

_SETTINGS = ("rungs", "boards", "meets")
_OF_A_RUNG = ("to", "days", "slips")
_KINDS = ("child", "service", "partner")


def escalation_of(settings: Settings) -> Escalation:
    """Return the escalation an authority has set; what it has not set is as it ships.

    Raises:
        SettingsError: something in it cannot be; the message names all of it.
    """
    told = settings.escalation
    wrong = [*settings.faults, *_wrong(told)]
    if wrong:
        raise SettingsError(f"{settings.name or 'settings'}: " + "; ".join(wrong))
    ladder = Escalation()
    given: dict[str, Any] = {}
    if "rungs" in told:
        given["rungs"] = tuple(Rung(**rung) for rung in told["rungs"])
    if "boards" in told:
        given["boards"] = {**ladder.boards, **told["boards"]}
    if "meets" in told:
        given["meets"] = told["meets"]
    try:
        return attrs.evolve(ladder, **given)
    except SettingsError as error:
        raise SettingsError(f"{settings.name or 'settings'}: [escalation] {error}") from None


def _wrong(told: Mapping[str, Any]) -> Iterator[str]:
    yield from _unknown("[escalation]", told, _SETTINGS)
    if "meets" in told and not _is_text(told["meets"]):
        yield '[escalation] meets is a text, such as "quarterly"'
    boards = told.get("boards", {})
    if isinstance(boards, dict):
        yield from _unknown("[escalation.boards]", boards, _KINDS)
        for kind, name in boards.items():
            if not _is_text(name):
                yield f"[escalation.boards] {kind} is the name of a board"
    else:
        yield "write [escalation.boards], and the boards below it"
    rungs = told.get("rungs", [])
    if isinstance(rungs, list):
        for number, rung in enumerate(rungs, start=1):
            yield from _wrong_rung(f"[escalation] rung {number}", rung)
    else:
        yield '[escalation] rungs is a list, such as [{to = "owner", days = 1}]'


def _wrong_rung(place: str, rung: object) -> Iterator[str]:
    if not isinstance(rung, dict):
        yield f'{place} is written as {{to = "owner", days = 1, slips = 2}}'
        return
    yield from _unknown(place, rung, _OF_A_RUNG)
    if not _is_text(rung.get("to")):
        yield f"{place} needs to: who hears of it"
    if not _is_count(rung.get("days")):
        yield f"{place} needs days: a whole number of working days, 1 or more"
    if "slips" in rung and not _is_count(rung["slips"]):
        yield f"{place} slips is a whole number, 1 or more"


def _unknown(place: str, given: Mapping[str, Any], known: tuple[str, ...]) -> Iterator[str]:
    for name in given:
        if name not in known:
            near = nearest(name, known)
            hint = f"did you mean {near!r}?" if near else f"it has {', '.join(known)}"
            yield f"{place} there is no {name!r}; {hint}"


def _is_text(given: object) -> bool:
    return isinstance(given, str) and bool(given.strip())


def _is_count(given: object) -> bool:
    return isinstance(given, int) and not isinstance(given, bool) and given >= 1
