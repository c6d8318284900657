"""Whether a finding says where it comes from, what it is about, and of how many."""

from __future__ import annotations

from qaframework import Context, Finding, Messages, flag, not_applicable, rule
from qaframework.defaults.sources import OWN
from qaframework.defaults.year import meant


@rule(
    "finding-of-known-activity",
    severity="error",
    source=OWN,
    ok={"activities": {}, "findings": {}},
    flagged={"activities": {}, "findings": {"activity": "A9"}},
)
def finding_of_known_activity(finding: Finding, context: Context) -> Messages:
    """A finding names an activity that is there.

    Correct the activity's id, or add the activity: without it nobody can say how this is known.
    """
    if context.activity(finding.activity) is None:
        yield flag("no activity has this id", field="activity")


@rule(
    "finding-on-known-theme",
    severity="error",
    source=OWN,
    ok={"findings": {"theme": "rsk"}},
    flagged=({"findings": {"theme": "risk"}}, {"findings": {"theme": "supervisoin"}}),
)
def finding_on_known_theme(finding: Finding, context: Context) -> Messages:
    """A finding is about a theme that is known.

    Correct the theme's id, or have a plugin give the theme. Under a misspelt theme a finding stands alone and supports
    nothing.
    """
    if finding.theme not in context.themes:
        yield flag(f"no plugin gives a theme of this id{meant(finding.theme, context)}", field="theme")


@rule(
    "finding-count-within-total",
    severity="error",
    source=OWN,
    ok=({"findings": {"count": 13, "of": 13}}, {"findings": {"count": 0, "of": 13}}),
    flagged={"findings": {"count": 14, "of": 13}},
    not_applicable=({"findings": {"count": 9}}, {"findings": {}}),
)
def finding_count_within_total(finding: Finding, context: Context) -> Messages:
    """A finding is not seen in more than were looked at.

    Check both numbers; they may have changed places.
    """
    if finding.count is None or finding.of is None:
        return not_applicable("it has no count of a total")
    if finding.count > finding.of:
        yield flag(f"{finding.count} of {finding.of}", field="count")


@rule(
    "finding-says-of-how-many",
    severity="query",
    source=OWN,
    ok=({"findings": {"count": 9, "of": 13}}, {"findings": {"share": 0.69, "of": 13}}),
    flagged=({"findings": {"count": 9}}, {"findings": {"share": 0.69}}),
    not_applicable={"findings": {}},
)
def finding_says_of_how_many(finding: Finding, context: Context) -> Messages:
    """A finding with a count or a share says of how many.

    Add the total: nine of ten and nine of ninety are two findings. Where nobody kept it, say so in the statement and
    leave the number out of reports.
    """
    if finding.count is None and finding.share is None:
        return not_applicable("it gives no number")
    if finding.of is None:
        yield flag(f"a {'share' if finding.count is None else 'count'} without of how many", field="of")
