"""Whether the year stands: what the moderation rules found, told before anything else where it does not."""

from __future__ import annotations

from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.disclosure.tables import CountTable, as_at
from qaframework.reports.blocks import Basis, Block, Note, Number, Pieces, pieces, said
from qaframework.reports.scope import Scope
from qaframework.reports.sections.rounds import by_answer
from qaframework.reports.sections.section import Section

HOW = "moderation"
TABLE = "Reviews with an error"
ERROR, CLEAN = "An error stands", "No error stands"


def counts(scope: Scope) -> Iterator[CountTable]:
    """Yield the reviews of the period by whether a flag of error severity stands on them."""
    wrong = {scope.moderation.group_of(flag) for flag in scope.moderation.errors}
    answers = [ERROR, CLEAN]
    yield by_answer(scope, TABLE, _question(scope), lambda one: ERROR if one.id in wrong else CLEAN, answers)


def _question(scope: Scope) -> str:
    return as_at("moderation", scope.as_of)


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield a warning where the year does not stand, and nothing where it does."""
    items = list(_faults(scope, safe))
    if items:
        yield Note("These figures do not stand yet", items, warning=True)


def _faults(scope: Scope, safe: ProtectedTables) -> Iterator[Pieces]:
    report = scope.moderation
    if report.nothing_to_check:
        yield pieces(f"Nothing was checked: {report.nothing_to_check}. What follows says nothing about practice.")
    if report.not_checked:
        yield pieces("Some rows of the records could not be read and are in no number of this report.")
    if report.failed_plugins or report.crashed:
        yield pieces("Some moderation rules did not run. What they would have found is not known.")
    if report.errors:
        table = safe[TABLE]
        wrong, whole = table.at(**{_question(scope): ERROR}), table.at()
        if wrong.hidden or whole.hidden:
            yield pieces(
                "Errors stand that have to be put right or explained before these reviews are signed off. On how many "
                "reviews is too small a number to show."
            )
        elif wrong.value:
            yield said(
                "Errors stand on {} of {} reviews, to be put right or explained before they are signed off.",
                Number(wrong.text, HOW),
                Number(whole.text, HOW),
            )
        else:
            yield pieces("Errors stand on records other than the reviews of this period.")


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    report = scope.moderation
    yield Basis(
        HOW,
        "Moderation",
        f"Every rule of the packs named below, run over all records as they were on the day of the report: "
        f"{len(report.results)} rules. "
        "An error is a flag with which a review cannot be signed off; a flag on a recommendation or a reading counts "
        "for the review it hangs on. Rules ask, and people decide.",
    )


SECTION = Section(counts=counts, blocks=blocks, bases=bases)
