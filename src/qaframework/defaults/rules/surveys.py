"""Whether a survey's percentages can be told: of how many, adding up, and giving nobody away."""

from __future__ import annotations

from collections.abc import Collection

from qaframework import Activity, Context, Messages, SurveyResult, flag, not_applicable, rule
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
        {"survey_results": {"share": 0.67, "positive": 2, "answered": 3}},
    ),
    flagged=(
        {"survey_results": {"share": 0.92, "positive": 48, "answered": 53}},
        {"survey_results": {"share": 1.0, "positive": 4, "answered": 3}},
        {"survey_results": {"share": 0, "positive": 0, "answered": 0}},
        {"survey_results": {"share": 0.9, "answered": 53, "asked_of": 50}},
    ),
    not_applicable={"survey_results": {"share": 0.9, "answered": 53}},
)
def survey_numbers_fit(result: SurveyResult, context: Context) -> Messages:
    """The share, the counts and the number asked fit together.

    Check all four against the survey's own tables; where the share was rounded, the counts are right.
    """
    positive, answered, asked = result.positive, result.answered, result.asked_of
    if answered is None or (positive is None and asked is None):
        return not_applicable("there are no two counts to compare")
    if asked is not None and answered > asked:
        yield flag(f"{answered} answered, and {asked} were asked", field="asked_of")
    if positive is not None and positive > answered:
        yield flag(f"{positive} of {answered} said yes", field="positive")
    elif answered == 0:
        yield flag("a share although nobody answered", field="share")
    elif positive is not None and abs(positive / answered - result.share) > _rounding(result.share):
        yield flag(f"{positive} of {answered} is {positive / answered:.1%}, not {result.share:.1%}", field="share")


def _rounding(share: float) -> float:
    """Return how far a share may lie from the true one, going by the decimals it was written with; whole percent least.

    >>> _rounding(0.91), _rounding(0.667)
    (0.005000001, 0.000500001)
    """
    places = next((n for n in range(2, 9) if abs(share * 10**n - round(share * 10**n)) < 1e-6), 9)
    return round(0.5 * 0.1**places + 1e-9, 12)


# M37
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
    flagged={"activities": {}, "survey_results": _FOUR},
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
    groups = [results for results in _groups(context).get(activity.id, {}).values() if len(results) > 1]
    if not groups:
        return not_applicable("no group has several shares")
    for results in groups:
        answered = {result.answered for result in results if result.answered is not None}
        if len(answered) > 1 or any(total > most for total in answered):
            continue
        shares = sorted({result.share for result in results}, reverse=True)
        fits = [total for total in range(1, most + 1) if _fit(shares, total)]
        if 1 <= len(fits) <= 2:
            told, totals = listed(f"{share * 100:.4g}%" for share in shares), " or ".join(map(str, fits))
            yield f"{told} of one group fit only {totals} answers, of all totals up to {most}"


def _fit(shares: Collection[float], total: int) -> bool:
    """Return whether every share can be a count of this total."""
    return all(abs(round(share * total) / total - share) <= _rounding(share) for share in shares)


@once
def _groups(context: Context) -> dict[str, dict[str, list[SurveyResult]]]:
    """Return each survey's results by group."""
    surveys: dict[str, dict[str, list[SurveyResult]]] = {}
    for result in context.year.survey_results:
        surveys.setdefault(result.activity, {}).setdefault(result.group, []).append(result)
    return surveys
