"""What a rule says: a message, that it has nothing to judge, or in the end a flag. None of them is a verdict."""

from __future__ import annotations

import functools
from typing import Any, Literal, get_args

import attrs

from qaframework.model.records import Waiver

Severity = Literal["error", "query", "info"]
SEVERITIES: tuple[Severity, ...] = get_args(Severity)


@attrs.frozen
class Message:
    """What a rule yields: the sentence for people, and the field it is about."""

    text: str
    field: str | None = None


class MisspokenError(TypeError):
    """What a rule said is nothing a rule says. The message names types only, so it may be shown."""


def flag(message: str, field: str | None = None) -> Message:
    """Return a message about one field of the record, so that the report can name the cell.

    >>> flag("due before it was raised", field="due").field
    'due'
    """
    return Message(message, field)


@attrs.frozen
class NotApplicable:
    """What a rule returns where it has nothing to judge, and why."""

    reason: str = attrs.field()

    @reason.validator
    def _in_words(self, _: object, reason: object) -> None:
        if not isinstance(reason, str) or not reason.strip():
            raise MisspokenError("not_applicable needs a reason in words")


@functools.lru_cache(maxsize=1024)
def not_applicable(reason: str) -> NotApplicable:
    """Return "this rule has nothing to judge here", with the reason people will read.

    >>> not_applicable("no overall grade").reason
    'no overall grade'
    """
    return NotApplicable(reason)


def as_message(yielded: object) -> Message:
    """Return what a rule yielded as a message.

    Raises:
        TypeError: it is neither text nor a :func:`flag`, or says nothing.
    """
    message = Message(yielded) if isinstance(yielded, str) else yielded
    if not isinstance(message, Message):
        raise MisspokenError(f"it yielded {type(yielded).__name__}; a rule yields text or qa.flag(...)")
    if not isinstance(message.text, str) or not message.text.strip():
        raise MisspokenError("it yielded a message without words")
    if message.field is not None and not isinstance(message.field, str):
        raise MisspokenError("it yielded a message about a field that is not named by text")
    return message


@attrs.frozen(kw_only=True, repr=False)
class Flag:
    """What a rule raises about one record. A flag asks; it is not a verdict.

    Attributes:
        rule: ``plugin/slug``.
        plugin: the plugin whose rule it is.
        severity: error (cannot be signed off), query (put right or explain) or info.
        table: the kind of record, as a table name; ``reviewers`` and ``programme`` for those two.
        record: the id of the record.
        field: the field it is about, if it is about one.
        message: what does not stand up.
        guidance: what to do about it.
        where: the place in the file, if the record came from one.
        params: the rule's parameters in force, each with where it was set.
        waiver: the waiver that explains it, if one counts.
    """

    rule: str
    plugin: str
    severity: Severity
    table: str
    record: str
    message: str
    field: str | None = None
    guidance: str = ""
    where: str = ""
    params: tuple[tuple[str, Any, str], ...] = ()
    waiver: Waiver | None = None

    def __repr__(self) -> str:
        """Say where a flag stands; never the pseudonym of a child, which the record of one and a waiver may name."""
        private = self.table in ("children", "waivers")
        named = self.where or self.table if private else f"{self.table} {self.record}"
        about = f"{named}, {self.field}" if self.field else named
        waived = " (waived)" if self.waiver else ""
        return f"<Flag {self.rule}, {self.severity}, {about}: {self.message}{waived}>"
