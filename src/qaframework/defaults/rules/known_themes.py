"""Whether what people said is about a theme that is known, so that it stands beside what others found."""

from __future__ import annotations

from qaframework import Context, Feedback, Messages, Response, SurveyResult, flag, not_applicable, rule
from qaframework.defaults.sources import OWN
from qaframework.defaults.year import meant


def _known(theme: str | None, context: Context) -> Messages:
    if theme is None:
        return not_applicable("it names no theme")
    if theme not in context.themes:
        yield flag(f"no plugin gives a theme of this id{meant(theme, context)}", field="theme")


@rule(
    "survey-on-known-theme",
    severity="error",
    source=OWN,
    ok={"survey_results": {"theme": "voi"}},
    flagged={"survey_results": {"theme": "voice"}},
    not_applicable={"survey_results": {}},
)
def survey_on_known_theme(result: SurveyResult, context: Context) -> Messages:
    """A survey's result is about a theme that is known.

    Correct the theme's id, or have a plugin give the theme. Under a misspelt theme a share stands alone.
    """
    return (yield from _known(result.theme, context))


@rule(
    "feedback-on-known-theme",
    severity="error",
    source=OWN,
    ok={"feedback": {"theme": "voi"}},
    flagged={"feedback": {"theme": "voice"}},
    not_applicable={"feedback": {}},
)
def feedback_on_known_theme(feedback: Feedback, context: Context) -> Messages:
    """Feedback is about a theme that is known.

    Correct the theme's id, or have a plugin give the theme. Under a misspelt theme a worry stands alone and nobody
    answers it.
    """
    return (yield from _known(feedback.theme, context))


@rule(
    "response-on-known-theme",
    severity="error",
    source=OWN,
    ok={"responses": {"theme": "voi"}},
    flagged={"responses": {"theme": "voice"}},
)
def response_on_known_theme(response: Response, context: Context) -> Messages:
    """A response is on a theme that is known.

    Correct the theme's id, or have a plugin give the theme. Under a misspelt theme a response answers nothing.
    """
    return (yield from _known(response.theme, context))
