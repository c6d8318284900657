"""Rules: named functions over one kind of record, and what they say.

A rule yields a message for each thing that does not stand up, yields nothing where all is well, and returns
:func:`not_applicable` where it has nothing to judge. It never decides: it raises a flag, and people do.
"""

from __future__ import annotations

from qaframework.rules.context import DEFAULT_TEMPLATE, Context, Target, record_id
from qaframework.rules.definition import (
    CRITERIA,
    RETURNED_A_VALUE,
    Check,
    Criterion,
    Example,
    Messages,
    Outcome,
    Rule,
    Speaking,
    as_generator,
    rule,
)
from qaframework.rules.messages import (
    SEVERITIES,
    Flag,
    Message,
    MisspokenError,
    NotApplicable,
    Severity,
    as_message,
    flag,
    not_applicable,
)

__all__ = [
    "CRITERIA",
    "DEFAULT_TEMPLATE",
    "RETURNED_A_VALUE",
    "SEVERITIES",
    "Check",
    "Context",
    "Criterion",
    "Example",
    "Flag",
    "Message",
    "Messages",
    "MisspokenError",
    "NotApplicable",
    "Outcome",
    "Rule",
    "Severity",
    "Speaking",
    "Target",
    "as_generator",
    "as_message",
    "flag",
    "not_applicable",
    "record_id",
    "rule",
]
