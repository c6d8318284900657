"""Whether what is said to have changed since the last survey did, as far as the numbers carry it."""

from __future__ import annotations

import re

from qaframework import Context, Finding, Messages, SurveyAnswer, SurveyResult, flag, not_applicable, rule, survey
from qaframework.defaults.sources import CITY
from qaframework.defaults.year import once


@rule(
    "survey-change-with-counts",
    severity="query",
    source=f"{CITY}: 66% from 53%, and 75% from 59%, without how many answered; Newcombe 1998 for the interval",
    ok={"survey_results": {"share": 0.66, "answered": 50, "previous_share": 0.53, "previous_answered": 40}},
    flagged=(
        {"survey_results": {"share": 0.66, "previous_share": 0.53}},
        {"survey_results": {"share": 0.66, "answered": 50, "previous_share": 0.53}},
        {"survey_results": {"share": 0.66, "answered": 50, "previous_share": 0.53, "previous_answered": 10}},
        {
            "activities": [{"kind": "survey"}, {"kind": "survey", "start": "2023-01-02", "end": "2023-01-31"}],
            "survey_results": [
                {"share": 0.66, "answered": 50, "previous_share": 0.53, "previous_answered": 40},
                {"activity": "A2", "question": "Made up in other words?", "share": 0.53, "answered": 40},
            ],
        },
    ),
    not_applicable={"survey_results": {}},
)
def survey_change_with_counts(result: SurveyResult, context: Context) -> Messages:
    """A share told beside that of last time says how many answered both times.

    Ask for the numbers of both years. Until they are here, say both shares, and not that anything rose or fell: of a
    few dozen answers, ten points are what chance alone brings. Where last time it was asked in other words, take that
    share out: it is the answer to another question.
    """
    if result.previous_share is None:
        return not_applicable("no share of last time is told")
    change = _answer(result, context).change
    if change.interval is None:
        yield flag(change.reason, field="answered" if result.answered is None else "previous_answered")


_BEFORE = "than (?:the year before|last year|in the last|before)"
_ROSE = re.compile(
    rf"\b(?:rose|risen|increas\w+|improv(?:ed|es|ing|ement)|(?:more|better|higher) {_BEFORE}|up from)\b", re.IGNORECASE
)
_FELL = re.compile(
    rf"\b(?:fell|fallen|decreas\w+|declin\w+|worsened|dropped|(?:fewer|less|worse|lower) {_BEFORE}|down from)\b",
    re.IGNORECASE,
)


@rule(
    "finding-claims-a-change",
    severity="query",
    source=f"{CITY}: increases told without how many answered; Newcombe 1998 for the interval",
    ok={
        "activities": {"kind": "survey"},
        "findings": {"theme": "edu", "statement": "Satisfaction rose."},
        "survey_results": {
            "theme": "edu",
            "share": 0.9,
            "answered": 100,
            "previous_share": 0.6,
            "previous_answered": 100,
        },
    },
    flagged=(
        {"activities": {"kind": "survey"}, "findings": {"statement": "More than the year before are content."}},
        {
            "activities": {"kind": "survey"},
            "findings": {"theme": "edu", "statement": "Satisfaction rose."},
            "survey_results": {
                "theme": "edu",
                "share": 0.7,
                "answered": 20,
                "previous_share": 0.6,
                "previous_answered": 20,
            },
        },
        {
            "activities": {"kind": "survey"},
            "findings": {"theme": "edu", "statement": "Satisfaction rose."},
            "survey_results": {
                "theme": "edu",
                "share": 0.6,
                "answered": 100,
                "previous_share": 0.9,
                "previous_answered": 100,
            },
        },
    ),
    not_applicable=(
        {"activities": {"kind": "survey"}, "findings": {"statement": "Most are content."}},
        {"activities": {}, "findings": {"statement": "Visits rose."}},
    ),
)
def finding_claims_a_change(finding: Finding, context: Context) -> Messages:
    """A survey's finding that something rose or fell rests on numbers that carry it.

    Give the counts of both years, or take the claim out and say what people answered this year. Where the interval of
    the difference includes 0, the numbers do not tell a rise from chance. Where they went the other way, say what it is
    that rose or fell: worries can fall while satisfaction rises.
    """
    activity = context.activity(finding.activity)
    if activity is None or activity.kind != "survey":
        return not_applicable("it does not come from a survey")
    if not (_ROSE.search(finding.statement) or _FELL.search(finding.statement)):
        return not_applicable("it claims no change")
    answers = [
        _answer(one, context) for one in context.year.survey_results if (one.activity, one.theme) == _told(finding)
    ]
    ways = {(one.change.value or 0) > 0 for one in answers if one.changed}
    said = {rose for rose, words in ((True, _ROSE), (False, _FELL)) if words.search(finding.statement)}
    if len(said) == len(ways) == 1 and said != ways:
        one, other = ("rose", "fell") if True in said else ("fell", "rose")
        told = f"it says that something {one}, and what the survey counted on its theme {other}"
        yield flag(f"{told}: are both of one thing?", field="statement")
    if not ways:
        why = "no share on its theme has the counts of both years"
        if any(one.change.interval for one in answers):
            why = "what the survey counted on its theme does not differ more than chance allows"
        yield flag(f"it claims a change, and {why}", field="statement")


def _told(finding: Finding) -> tuple[str, str]:
    return finding.activity, finding.theme


def _answer(result: SurveyResult, context: Context) -> SurveyAnswer:
    """Return what can be said of a result, with the survey before it in view."""
    told = _answers(context).get(result.activity, ())
    alike = (one for one in told if (one.group, one.question) == (result.group, result.question))
    return next(alike, SurveyAnswer.of(result))


@once
def _answers(context: Context) -> dict[str, tuple[SurveyAnswer, ...]]:
    """Return what each survey says."""
    return {name: survey(context.year, name).answers for name in {one.activity for one in context.year.survey_results}}
