"""You said, we did: what became of what people said, and whether they were told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from qaframework.disclosure.protected import ProtectedTables
from qaframework.feedback.loops import ToldBack
from qaframework.model.records import Response
from qaframework.moderation.output.view import line
from qaframework.reports.blocks import Basis, Block, Heading, Paragraph, Table, linked
from qaframework.reports.scope import Scope
from qaframework.reports.sections.names import OUTCOMES
from qaframework.reports.sections.section import Section
from qaframework.reports.wording import day, in_words, number

HOW = "responses"
NOT_SHOWN = "We did, and nothing shows it"
LEFT_OUT = (
    "People's words are left out until somebody has read them and cleared them for this audience, and while they point "
    "to somebody."
)


def blocks(scope: Scope, safe: ProtectedTables) -> Iterator[Block]:
    """Yield what was said and what came of it: in people's words only where somebody cleared them."""
    yield Heading("You said, we did", 3)
    responses = [one for one in scope.responses if scope.theme in (None, one.theme)]
    if not responses:
        yield Paragraph("No response to what people said is on record for the activities of this period.")
        return
    outcomes = Counter(_outcome(one, scope) for one in responses)
    titles = [title for title in (*OUTCOMES.values(), NOT_SHOWN) if title in OUTCOMES.values() or outcomes[title]]
    told = sum(_was_told(one, scope) for one in responses)
    yield Paragraph(
        linked(
            f"Of {in_words(len(responses), 'thing', 'things')} that people said, the answer was "
            + ", ".join(f"{title!r} to {number(outcomes[title])}" for title in titles)
            + f". People were told back about {number(told)} of them.",
            HOW,
        )
    )
    may = [one for one in responses if _may_tell(one, scope)]
    rest = [one for one in responses if one not in may]
    if may:
        yield Table(
            "What people said and what came of it",
            ("About", "You said", "We", "What, or why not", "Told back"),
            [
                (
                    scope.theme_title(one.theme),
                    line(one.said),
                    _outcome(one, scope),
                    line(one.did or one.because or "not said"),
                    _told_back(one, scope),
                )
                for one in may
            ],
            HOW,
        )
    if rest:
        yield Table(
            "What came of what people said, by theme",
            ("About", "Outcome", "Told back"),
            [(scope.theme_title(one.theme), _outcome(one, scope), _told_back(one, scope)) for one in rest],
            HOW,
            notes=(LEFT_OUT,),
        )


def _may_tell(response: Response, scope: Scope) -> bool:
    """Return whether people's words may be told: cleared by somebody, and nothing in them points to anybody."""
    if scope.audience.texts:
        return True
    return scope.may_tell(response.id) and _loop(response, scope).publishable


def _outcome(response: Response, scope: Scope) -> str:
    """Return what came of it; what is called done and is not shown to be is not told as done."""
    doubtful = response.outcome == "did" and _loop(response, scope).doubt
    return NOT_SHOWN if doubtful else OUTCOMES[response.outcome]


def _loop(response: Response, scope: Scope) -> ToldBack:
    return next(one for one in scope.loops.loops if one.response == response.id)


def _was_told(response: Response, scope: Scope) -> bool:
    return response.told_back_on is not None and response.told_back_on <= scope.as_of


def _told_back(response: Response, scope: Scope) -> str:
    if response.told_back_on is None or not _was_told(response, scope):
        return "not yet"
    return day(response.told_back_on)


def bases(scope: Scope) -> Iterator[Basis]:
    """Yield how these numbers were made."""
    yield Basis(
        HOW,
        "Responses",
        "Every response to what was said in an activity of the period, as it stood on the day of the report. "
        "'We could not' is an answer, with its reason. A response of which nobody was told is not yet one. "
        "What is called done is not told as done where its words promise it or say nothing, or where its "
        "recommendations are not done.",
    )


SECTION = Section(blocks=blocks, bases=bases)
