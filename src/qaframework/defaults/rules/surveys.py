"""Whether a survey's percentages can be told: of how many, adding up, and giving nobody away."""

from __future__ import annotations

from qaframework import (
    Activity,
    Context,
    Messages,
    SurveyAnswer,
    SurveyResult,
    counts_that_fit,
    flag,
    not_applicable,
    rule,
    totals_that_fit,
)
from qaframework.defaults.sources import CITY, OWN
from qaframework.defaults.year import listed, many, once


@rule(
    "survey-of-known-activity",
    severity="error",
    source=OWN,
    ok={"activities": {"kind": "survey"}, "survey_results": {}},
    flagged={"survey_results": {"activity": "A9"}},
)
def survey_of_known_activity(result: SurveyResult, context: Context) -> Messages:
    """A survey's result names an activity that is there.

    Correct the activity's id, or add the survey to the activities.
    """
    if context.activity(result.activity) is None:
        yield flag("no activity has this id", field="activity")


@rule(
    "survey-says-of-how-many",
    severity="query",
    source=f"{CITY}: shares of 53% to 100% without how many answered",
    ok={"survey_results": {"share": 0.9, "answered": 10}},
    flagged={"survey_results": {"share": 0.9}},
)
def survey_says_of_how_many(result: SurveyResult, context: Context) -> Messages:
    """A share says how many answered.

    Ask whoever ran the survey for the numbers. Until they are here, do not compare this share with another or with last
    year's: nobody can say whether one answer more would have changed it.
    """
    if result.answered is None:
        yield flag("a share without how many answered", field="answered")


@rule(
    "survey-numbers-fit",
    severity="error",
    source=OWN,
    ok=(
        {"survey_results": {"share": 0.91, "positive": 48, "answered": 53, "asked_of": 60}},
        {"survey_results": {"share": 0.67, "positive": 2, "answered": 3, "asked_of": None}},
        {"survey_results": {"share": 0.67, "positive": None, "answered": 3}},
    ),
    flagged=(
        {"survey_results": {"share": 0.92, "positive": 48, "answered": 53}},
        {"survey_results": {"share": 1.0, "positive": 4, "answered": 3}},
        {"survey_results": {"share": 0, "positive": 0, "answered": 0}},
        {"survey_results": {"share": 0.9, "answered": 53, "asked_of": 50}},
        {"survey_results": {"share": 0.91, "answered": 10}},
    ),
    not_applicable={"survey_results": {"share": 0.9}},
)
def survey_numbers_fit(result: SurveyResult, context: Context) -> Messages:
    """The share, the counts and the number asked fit together.

    Check all four against the survey's own tables; where the share was rounded, the counts are right. A share that no
    count of the answers can be belongs to another total: perhaps not everybody answered this question.
    """
    if result.answered is None:
        return not_applicable("it is not recorded how many answered")
    yield from SurveyAnswer.of(result).faults


@rule(
    "survey-counts-first",
    severity="info",
    source="Office for National Statistics, FOI/2021/3301: figures resting on fewer than 20 are marked unreliable",
    ok={"survey_results": {"answered": 20}},
    flagged=({"survey_results": {"answered": 19}}, {"survey_results": {"answered": 10, "positive": 9}}),
    not_applicable={"survey_results": {}},
)
def survey_counts_first(result: SurveyResult, context: Context, *, answers: int = 20) -> Messages:
    """Fewer than 20 answers are told in counts, not in percentages.

    Put the count first, or alone. With few answers a percentage sounds surer than it is, and can point to one person.
    """
    if result.answered is None:
        return not_applicable("it is not recorded how many answered")
    if result.answered < answers:
        told = f"say {result.positive} of {result.answered}" if result.positive is not None else "give counts"
        yield flag(f"{many(result.answered, 'answer')}: {told} before any percentage", field="answered")


_FOUR = [{"question": str(n), "share": share} for n, share in enumerate(("91%", "83%", "81%", "75%"))]


@rule(
    "shares-give-the-total-away",
    severity="info",
    source=f"{CITY}: 91%, 83%, 81% and 75% of one group fit 53 answers and no other number up to 60",
    ok=(
        {"activities": {}, "survey_results": [{"share": "66%"}, {"share": "100%"}]},
        {"activities": {}, "survey_results": [{**row, "answered": 530} for row in _FOUR]},
    ),
    flagged=(
        {"activities": {}, "survey_results": _FOUR},
        {"activities": {}, "survey_results": {"share": "39%", "positive": 22}},
    ),
    not_applicable=(
        {"activities": {}},
        {"activities": {}, "survey_results": [{"share": "66%"}, {"share": "100%", "group": "parents"}]},
    ),
)
def shares_give_the_total_away(activity: Activity, context: Context, *, most: int = 60) -> Messages:
    """Percentages of one group do not show how many people they are of.

    Leaving out the numbers hides nothing here: a reader can work out how many answered, and from that how many said no.
    Publish the counts if they are safe to publish; if not, use words, or fewer percentages.
    """
    every = _groups(context).get(activity.id, {}).values()
    groups = [results for results in every if len(results) > 1 or _counted_without_a_total(results)]
    if not groups:
        return not_applicable("no group has several shares, or a count without its total")
    for results in groups:
        answered = {result.answered for result in results if result.answered is not None}
        if len(answered) > 1 or any(total > most for total in answered):
            continue
        asked = [result.asked_of for result in results if result.asked_of]
        tried = min(most, max(asked)) if asked else most
        shares = sorted({result.share for result in results}, reverse=True)
        counted = _counted_without_a_total(results)
        fits = [
            total
            for total in totals_that_fit(shares, tried)
            if all(one.positive in counts_that_fit(one.share, total) for one in counted)
        ]
        if 1 <= len(fits) <= 2:
            told, totals = listed(f"{share * 100:.4g}%" for share in shares), " or ".join(map(str, fits))
            beside = " beside a count" if counted else ""
            yield f"{told} of one group{beside} fit only {totals} answers, of all totals up to {tried}"


def _counted_without_a_total(results: list[SurveyResult]) -> list[SurveyResult]:
    """Return the results that say how many said yes, and not of how many."""
    return [one for one in results if one.positive is not None and one.answered is None]


@once
def _groups(context: Context) -> dict[str, dict[str, list[SurveyResult]]]:
    """Return each survey's results by group."""
    surveys: dict[str, dict[str, list[SurveyResult]]] = {}
    for result in context.year.survey_results:
        surveys.setdefault(result.activity, {}).setdefault(result.group, []).append(result)
    return surveys


@rule(
    "survey-answered-by-enough",
    severity="info",
    source=f"Coram Voice, Bright Spots: 23% to 55% of children answer; the half is a {OWN}",
    ok={"survey_results": {"answered": 30, "asked_of": 60}},
    flagged={"survey_results": {"answered": 29, "asked_of": 60}},
    not_applicable=(
        {"survey_results": {"answered": 29}},
        {"survey_results": {"asked_of": 60}},
        {"survey_results": {"answered": 61, "asked_of": 60}},
    ),
)
def survey_answered_by_enough(result: SurveyResult, context: Context, *, least: float = 0.5) -> Messages:
    """At least half of those asked answered.

    Say how many were asked beside how many answered, and who did not answer, as far as you know. Those who stay silent
    are not satisfied, nor dissatisfied: nobody knows.
    """
    if result.answered is None or result.asked_of is None:
        return not_applicable("it is not recorded how many were asked and answered")
    if result.answered > result.asked_of:
        return not_applicable("more answered than were asked")
    if result.answered < least * result.asked_of:
        yield flag(f"{result.answered} of {result.asked_of} who were asked answered", field="answered")


@rule(
    "survey-theme-in-findings",
    severity="info",
    source=OWN,
    ok={"activities": {"kind": "survey"}, "survey_results": {"theme": "rel"}, "findings": {"theme": "rel"}},
    flagged=(
        {"activities": {"kind": "survey"}, "survey_results": {"theme": "rel"}},
        {"activities": {"kind": "survey"}, "survey_results": {"theme": "rel"}, "findings": {"theme": "acc"}},
    ),
    not_applicable=({"activities": {"kind": "survey"}, "survey_results": {}}, {"activities": {}}),
)
def survey_theme_in_findings(activity: Activity, context: Context) -> Messages:
    """What a survey measured on a theme is written as a finding, so that it counts beside other evidence.

    Write one sentence a theme: a strength, a concern or mixed, in whose voice, how many of how many. Whether 66% is
    good news is for people to say, and a share alone does not.
    """
    if activity.kind != "survey":
        return not_applicable("it is no survey")
    measured = {one.theme for one in _results(context) if one.activity == activity.id and one.theme}
    if not measured:
        return not_applicable("none of its results names a theme")
    missing = sorted(measured - {one.theme for one in context.findings_of(activity)})
    if missing:
        known = [theme for theme in missing if theme in context.themes]
        told = f": {listed(known)}" if known else ""
        yield f"{many(len(missing), 'theme')} measured, and no finding says what that means{told}"


def _results(context: Context) -> tuple[SurveyResult, ...]:
    return context.year.survey_results
