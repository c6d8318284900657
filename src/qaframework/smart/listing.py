"""The recommendations of a whole year as one table: which parts each lacks. No text of a record stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from qaframework.model.programme import Programme
from qaframework.moderation.settings import Settings
from qaframework.plugins import Plugins
from qaframework.smart.check import check_smart
from qaframework.smart.result import NAMES, SmartResult


def year_rows(
    year: Programme,
    today: date | None = None,
    plugins: Plugins | None = None,
    settings: Settings | None = None,
    ignore: Iterable[str] = (),
) -> list[dict[str, Any]]:
    """Return one row a recommendation: what is missing, whether it is nebulous, when it is due, what disagrees."""
    left_out = tuple(ignore)
    checked = (
        (one.id, check_smart(one, today, plugins, settings=settings, ignore=left_out))
        for one in sorted(year.recommendations, key=lambda one: one.id)
    )
    return [{"recommendation": name} | _row(result) for name, result in checked]


def _row(result: SmartResult) -> dict[str, Any]:
    missing = ", ".join(NAMES[name] for name in result.missing) or "nothing"
    return {
        "missing": missing if result.applicable else f"not judged: {result.reason}",
        "nebulous": "yes" if result.nebulous else "",
        "due": result.due.isoformat() if result.due else "",
        "actions": len(result.actions) or 1 if result.applicable else 0,
        "note": "; ".join(result.flags),
    }
