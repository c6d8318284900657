"""Two moderation reports side by side, refused where not the same was asked of both."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs

from qaframework.moderation.report import ModerationReport
from qaframework.moderation.rule_packs import differences
from qaframework.show import HTML_BUDGET, html_table, text_table


@attrs.frozen(kw_only=True, repr=False)
class ReportComparison:
    """Two reports side by side: of two authorities, or of two years.

    Attributes:
        refused: why they cannot be compared, each difference by name; empty where they can.
        counts: for each rule, how many records it flagged and judged in the first report, and in the second.
    """

    refused: tuple[str, ...]
    counts: tuple[tuple[str, tuple[int, int], tuple[int, int]], ...]

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a rule that judged anything; none where the comparison is refused."""
        return [
            {"rule": rule, "first": _of(first), "second": _of(second)}
            for rule, first, second in self.counts
            if first[1] or second[1]
        ]

    def sentences(self) -> tuple[str, ...]:
        """Return what can be said, or why nothing can."""
        return tuple(self._sentences())

    def _sentences(self) -> Iterator[str]:
        if self.refused:
            yield "These reports cannot be compared, because not the same was asked of both:"
            yield from (f"- {difference}." for difference in self.refused)
            return
        judged = sum(bool(first[1] and second[1]) for _, first, second in self.counts)
        yield f"The same {len(self.counts)} rules ran over both, and {judged} had something to judge in both."
        yield "Counts are of flagged records among those judged. A difference asks a question; it ranks nobody."

    def __repr__(self) -> str:
        return "\n".join([*self.sentences(), *(["", text_table(self.rows())] if not self.refused else [])])

    def _repr_html_(self) -> str:
        from html import escape

        told = "".join(f"<p>{escape(sentence)}</p>" for sentence in self.sentences())
        if self.refused:
            return told
        left = HTML_BUDGET - len(told.encode())
        return told + html_table(self.rows(), caption="Flagged records among those judged", budget=left)


def _of(counts: tuple[int, int]) -> str:
    return f"{counts[0]} of {counts[1]}" if counts[1] else "nothing to judge"


def compare_reports(first: ModerationReport, second: ModerationReport) -> ReportComparison:
    """Put two reports side by side, rule by rule.

    Refused, with every difference named, where the packs, their versions, the rules chosen, their parameters or their
    severities are not the same, and where a report is not complete: then what differs may be what was asked.
    """
    refused = (*differences(first.rule_packs, second.rule_packs), *_incomplete(first, second))
    if refused:
        return ReportComparison(refused=refused, counts=())
    others = {result.rule: result for result in second.results}
    counts = (
        (one.rule, (one.flagged, one.checked), (others[one.rule].flagged, others[one.rule].checked))
        for one in first.results
    )
    return ReportComparison(refused=(), counts=tuple(sorted(counts)))


def _incomplete(first: ModerationReport, second: ModerationReport) -> Iterator[str]:
    for name, report in (("first", first), ("second", second)):
        if not report.complete:
            yield f"in the {name} not everything was checked"
