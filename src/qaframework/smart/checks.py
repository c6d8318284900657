"""What the checks of plugins say of a recommendation, beside what its words and its fields say."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

import attrs

from qaframework.model.programme import Programme
from qaframework.model.records import Recommendation
from qaframework.moderation.engine import choose
from qaframework.plugins import BUILT_IN, Plugins
from qaframework.rules import CRITERIA, Context, Criterion, NotApplicable, Rule
from qaframework.smart.result import NAMES, SmartPart, SmartResult

Checks = tuple[Rule[Recommendation], ...]
_LEFT_OUT = SmartPart(None, "its check is left out")


def asked(
    given: str | Recommendation, result: SmartResult, plugins: Plugins, ignore: Iterable[str], today: date | None
) -> SmartResult:
    """Return a result with what the checks of plugins find missing, and without what is left out.

    The words and the fields speak for the built-in checks of a part. Where those are left out, its other checks decide,
    and where there is none the part is not judged.
    """
    chosen = choose(plugins.smart_checks, ("*",), ignore) if ignore else plugins.smart_checks
    gone = _left_out(plugins.smart_checks, chosen) if ignore else ()
    if gone:
        kept: dict[str, Any] = dict.fromkeys(gone, _LEFT_OUT)
        result = attrs.evolve(result, **kept)
    checks = tuple(check for check in chosen if check.criterion and not (isinstance(given, str) and _built_in(check)))
    result = _with(checks, given, plugins, today, result) if checks and result.applicable else result
    return attrs.evolve(result, nebulous=result.specific.met is False) if "specific" in gone else result


def _left_out(every: Checks, chosen: Checks) -> tuple[Criterion, ...]:
    """Return the parts of which no built-in check is left."""
    kept = {check.criterion for check in chosen if _built_in(check)}
    had = {check.criterion for check in every if _built_in(check)}
    return tuple(name for name in CRITERIA if name in had - kept)


def _built_in(check: Rule[Recommendation]) -> bool:
    return check.plugin == BUILT_IN


def _with(
    checks: Checks, given: str | Recommendation, plugins: Plugins, today: date | None, result: SmartResult
) -> SmartResult:
    record, context = _as_record(given, plugins, today)
    parts: dict[str, Any] = {}
    flags = list(result.flags)
    for check in checks:
        assert check.criterion is not None
        try:
            said = check(record, context)
        except Exception as error:
            part = NAMES[check.criterion]
            flags.append(f"{check.id} could not be run ({type(error).__name__}); {part} is judged without")
            continue
        part = parts.get(check.criterion) or getattr(result, check.criterion)
        if not isinstance(said, NotApplicable):
            parts[check.criterion] = _judged_by(check, part, said[0].text if said else "")
    return attrs.evolve(result, **parts, flags=tuple(flags))


def _judged_by(check: Rule[Recommendation], part: SmartPart, said: str) -> SmartPart:
    """Return a part after a check has spoken: what it finds missing is missing, what nobody else judges it decides."""
    if not said:
        return SmartPart(True, f"{check.id} finds nothing missing") if part is _LEFT_OUT else part
    if part.met is False and _built_in(check):
        return part
    why = f"{part.why}; {said}" if part.met is False else said
    return SmartPart(False, why, part.span, part.asks or check.guidance)


def _as_record(given: str | Recommendation, plugins: Plugins, today: date | None) -> tuple[Recommendation, Context]:
    """Return a recommendation as the only record of a programme: a text stands as one that was made today."""
    day = today or date.today()
    record = (
        Recommendation(id="text", text=given, level="child", source="text", raised_on=day)
        if isinstance(given, str)
        else given
    )
    context = Context(
        year=Programme(recommendations=(record,)),
        today=today or record.raised_on,
        scales=plugins.scales,
        templates=plugins.templates,
        themes=plugins.themes,
    )
    return record, context
