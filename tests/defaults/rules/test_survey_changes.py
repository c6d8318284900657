from __future__ import annotations

import pytest

from qaframework.defaults.rules.survey_changes import finding_claims_a_change, survey_change_with_counts


def survey(*shares, **columns):
    return {
        "activities": {"kind": "survey"},
        "survey_results": [{"question": str(n), "share": share} | columns for n, share in enumerate(shares)],
    }


def test_a_share_beside_last_years_needs_the_counts_of_both_years(said):
    assert said(survey_change_with_counts, survey("66%", previous_share="53%")) == [
        "it is not known how many answered last time or this time"
    ]
    assert said(survey_change_with_counts, survey("66%", previous_share="53%", answered=50)) == [
        "it is not known how many answered last time"
    ]
    assert said(survey_change_with_counts, survey("66%")) == "no share of last time is told"


def test_the_counts_of_last_time_may_stand_in_the_survey_before(said):
    example = survey("66%", answered=50, activity="A2")
    example["activities"] = [
        {"kind": "survey", "start": "2023-01-01", "end": "2023-01-31"},
        {"kind": "survey", "start": "2024-01-01", "end": "2024-01-31"},
    ]
    example["survey_results"][0]["previous_share"] = "53%"
    before = {"question": "0", "share": "53%", "answered": 40, "activity": "A1"}
    example["survey_results"] += [before]
    assert said(survey_change_with_counts, example, of=None) == []


def claiming(statement, **columns):
    example = survey("90%", theme="edu", **columns)
    return example | {"findings": {"theme": "edu", "statement": statement}}


@pytest.mark.parametrize(
    "statement",
    [
        "Satisfaction rose.",
        "Three in four are content, more than the year before.",
        "It has improved since.",
        "Contentment is up from 59%.",
        "Fewer than last year feel safe; it has fallen.",
    ],
)
def test_a_claim_of_change_is_asked_for_its_numbers(said, statement):
    assert said(finding_claims_a_change, claiming(statement)) == [
        "it claims a change, and no share on its theme has the counts of both years"
    ]


@pytest.mark.parametrize("statement", ["Most are content.", "More than half feel safe.", "They want more time."])
def test_words_that_compare_nothing_with_last_year_are_no_claim(said, statement):
    assert said(finding_claims_a_change, claiming(statement)) == "it claims no change"


def test_a_claim_within_what_chance_allows_is_flagged_and_one_beyond_it_not(said):
    near = claiming("It rose.", answered=20, previous_share="80%", previous_answered=20)
    assert said(finding_claims_a_change, near) == [
        "it claims a change, and what the survey counted on its theme does not differ more than chance allows"
    ]
    far = claiming("It rose.", answered=200, previous_share="60%", previous_answered=200)
    assert said(finding_claims_a_change, far) == []


def test_what_went_the_other_way_is_asked_about(said):
    rose = claiming("It rose.", answered=200, previous_share="99%", previous_answered=200)
    assert said(finding_claims_a_change, rose) == [
        "it says that something rose, and what the survey counted on its theme fell: are both of one thing?"
    ]
    fell = claiming("Worries fell.", answered=200, previous_share="60%", previous_answered=200)
    assert said(finding_claims_a_change, fell) == [
        "it says that something fell, and what the survey counted on its theme rose: are both of one thing?"
    ]
    both = claiming("Trust rose and worries fell.", answered=200, previous_share="60%", previous_answered=200)
    assert said(finding_claims_a_change, both) == []


def test_a_share_of_last_time_beside_a_question_in_other_words_is_asked_about(said):
    result = {"share": 0.66, "answered": 50, "previous_share": 0.53, "previous_answered": 40}
    year = {
        "activities": [{"kind": "survey"}, {"kind": "survey", "start": "2023-01-02", "end": "2023-01-31"}],
        "survey_results": [result, {"activity": "A2", "question": "Put differently?", "share": 0.53, "answered": 40}],
    }
    assert said(survey_change_with_counts, year) == ["last time this was not asked in these words"]
