"""Who looked at quality assurance itself: what rules found, what was explained instead, what did not run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from qaframework.disclosure.protected import ProtectedTables
from qaframework.moderation.output.view import line, without_children
from qaframework.moderation.report import RuleResult, Status
from qaframework.reports.blocks import Basis, Block, Bullets, Column, Heading, Paragraph, Table, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import person_named
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import day, in_words

HOW = "rules"


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what the rules asked, and what was answered."""
    report = scope.moderation
    yield Heading("What moderation asked", 3)
    if not report.results:
        yield Paragraph("No rule was run.")
        return
    found = Counter(result.status for result in report.results)
    told = ", ".join(f"{in_words(found[status], 'rule')} {words}" for status, words in _STATUSES if found[status])
    yield Paragraph(linked(f"{told[:1].upper()}{told[1:]}.", HOW))
    flags = Counter(flag.rule for flag in report.flags)
    standing = sorted(
        (result for result in report.results if flags[result.rule] and result.severity != "info"),
        key=lambda one: (one.severity != "error", one.title),
    )
    if scope.audience.protected:
        yield from _briefly(standing)
    elif standing:
        yield Table(
            "What has to be put right or explained",
            (Column("What should hold"), Column("Weight"), Column("Flags", number=True)),
            [(line(result.title), result.severity, str(flags[result.rule])) for result in standing],
            HOW,
        )
    if scope.kind == "moderation" and scope.audience.codes:
        yield from _flags(scope)
    if report.waived:
        yield Heading("Explained instead", 3)
        yield from _waivers(scope)


def _flags(scope: Scope) -> Iterator[Block]:
    """Yield every flag that stands, with the record it is about."""
    report = without_children(scope.moderation)
    standing = [flag for flag in report.flags if flag.severity != "info"]
    if standing:
        yield Table(
            "Flags that stand",
            ("About", "Weight", "What does not stand up"),
            [(flag.record, flag.severity, flag.message) for flag in standing],
            HOW,
        )


def _briefly(standing: Sequence[RuleResult]) -> Iterator[Block]:
    """Yield what must be put right, for those who need not see each question."""
    errors = [line(result.title) for result in standing if result.severity == "error"]
    if errors:
        yield Paragraph("These should hold, and do not everywhere. Until they do, the reviews cannot be signed off:")
        yield Bullets(errors)
    others = len(standing) - len(errors)
    if others:
        yield Paragraph(
            linked(
                f"{in_words(others, 'rule').capitalize()} asked something that has to be put right or explained.", HOW
            )
        )


_STATUSES: tuple[tuple[Status, str], ...] = (
    ("passed", "found nothing wrong"),
    ("flagged", "raised something"),
    ("not applicable", "had nothing to judge"),
    ("skipped", "had no records"),
    ("crashed", "did not run to the end"),
)


def _waivers(scope: Scope) -> Iterator[Block]:
    """Yield what was waived: with reasons to the authority's own people, without to others."""
    titles = {result.rule: result.title for result in scope.moderation.results}
    if scope.audience.texts:
        yield Table(
            "Flags explained by a waiver",
            ("What should hold", "About", "Why it may stand", "Agreed by", "Until"),
            [
                (
                    line(titles.get(flag.rule, flag.rule)),
                    line(flag.record),
                    line(flag.waiver.reason),
                    person_named(flag.waiver.approved_by, scope),
                    day(flag.waiver.until),
                )
                for flag in scope.moderation.waived
                if flag.waiver and flag.table != "children"
            ],
            HOW,
        )
        return
    rules = sorted({line(titles.get(flag.rule, flag.rule)) for flag in scope.moderation.waived})
    yield Paragraph("Somebody other than the one who asked agreed that these may stand, with a reason and until a day:")
    yield Bullets(rules)


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Rules",
        "Each moderation rule with what became of it. A rule that had nothing to judge, or did not run, is no pass. "
        f"Thresholds: {scope.moderation.settings or 'every rule as it ships'}.",
    )


SECTION = Section(blocks=blocks, bases=bases)
