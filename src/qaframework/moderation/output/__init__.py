"""A moderation report as people and programs read it: text, JSON, CSV, Markdown, HTML, Excel, JUnit and SARIF.

The same report gives the same bytes in every format: no clock, no order of a set, no machine's name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from qaframework.errors import UnknownNameError
from qaframework.moderation.output.text import as_text
from qaframework.moderation.report import ModerationReport

__all__ = ["FORMATS", "as_bytes", "as_text", "render"]


def _table(report: ModerationReport) -> str:
    return as_text(report, most=None)


def _json(report: ModerationReport) -> str:
    from qaframework.moderation.output.data import as_json

    return as_json(report)


def _csv(report: ModerationReport) -> str:
    from qaframework.moderation.output.data import as_csv

    return as_csv(report)


def _md(report: ModerationReport) -> str:
    from qaframework.moderation.output.markdown import as_markdown

    return as_markdown(report)


def _html(report: ModerationReport) -> str:
    from qaframework.moderation.output.page import as_html

    return as_html(report)


def _xlsx(report: ModerationReport) -> bytes:
    from qaframework.moderation.output.workbook import as_workbook

    return as_workbook(report)


def _junit(report: ModerationReport) -> str:
    from qaframework.moderation.output.junit import as_junit

    return as_junit(report)


def _sarif(report: ModerationReport) -> str:
    from qaframework.moderation.output.sarif import as_sarif

    return as_sarif(report)


FORMATS: Mapping[str, Callable[[ModerationReport], str | bytes]] = MappingProxyType(
    {
        "table": _table,
        "json": _json,
        "csv": _csv,
        "md": _md,
        "html": _html,
        "xlsx": _xlsx,
        "junit": _junit,
        "sarif": _sarif,
    }
)
"""Each format by the name the command line knows it by. What a format needs is imported when it is asked for."""


def render(report: ModerationReport, form: str = "table") -> str | bytes:
    """Return a report in one of the formats: bytes for ``xlsx``, text for the others.

    Raises:
        UnknownNameError: there is no such format.
    """
    if form not in FORMATS:
        raise UnknownNameError("format", form, FORMATS)
    return FORMATS[form](report)


def as_bytes(content: str | bytes, form: str) -> bytes:
    """Return what belongs in a file. A CSV file begins with the mark by which Excel knows that it is UTF-8."""
    if isinstance(content, bytes):
        return content
    return content.encode("utf-8-sig" if form == "csv" else "utf-8", "replace")
