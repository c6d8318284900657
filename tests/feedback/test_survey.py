"""What a survey's numbers carry, and what they do not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.feedback.answers import SurveyAnswer
from qaframework.moderation.estimates import difference_interval, wilson
from qaframework.show import HTML_BUDGET

CITY = qa.example("city-of-london-2023-24", plugins=qa.load_plugins(allow=()))
THIS_YEAR = {"id": "S2", "kind": "survey", "title": "Survey", "start": "2024-07-01", "end": "2024-07-31"}
LAST_YEAR = {"id": "S1", "kind": "survey", "title": "Survey", "start": "2023-07-01", "end": "2023-07-31"}


def result(share, question="Easy?", group="care leavers", activity="S2", **columns):
    return {"activity": activity, "group": group, "question": question, "share": share} | columns


def survey(*results, activities=(THIS_YEAR,), **options):
    return qa.survey(qa.from_rows(activities=activities, survey_results=results), "S2", **options)


def answer(*given, **columns):
    (one,) = survey(result(*given, **columns)).answers
    return one


def test_the_published_survey_claims_no_change_and_gives_no_interval():
    reading = qa.survey(CITY, "SV-2023-07")
    assert len(reading.answers) == 7
    assert not any(one.changed or one.estimate.interval or one.change.interval for one in reading.answers)
    told = " ".join(reading.sentences())
    assert "how many answered is known for none of them" in told
    assert told.count("Whether that is a change cannot be said") == 2
    assert not {"rose", "increased", "improved", "fell"} & set(told.casefold().split())


def test_the_published_percentages_of_care_leavers_give_fifty_three_away_and_how_many_said_no():
    reading = qa.survey(CITY, "SV-2023-07")
    assert {group.name: group.gives_away for group in reading.groups if group.gives_away} == {"care leavers": (53,)}
    (warning,) = [one for one in reading.warnings() if "53" in one]
    assert "91%, 83%, 81%, 75% can only be of 53" in warning
    assert "5, 9, 10, 13 of 53 did not say yes" in warning
    assert not any("53 " in sentence for sentence in reading.sentences() if "75%" not in sentence)


def test_nothing_is_given_away_where_the_counts_are_told_or_too_many_totals_fit():
    four = [result(share, question=str(n)) for n, share in enumerate(("91%", "83%", "81%", "75%"))]
    assert survey(*four, most=52).groups[0].gives_away == ()
    assert survey(*(one | {"answered": 53} for one in four)).groups[0].fits == ()
    assert survey(*four[:2]).groups[0].gives_away == ()
    assert len(survey(*four[:2]).groups[0].fits) > 2
    assert survey(*(one | {"asked_of": 50} for one in four)).groups[0].tried == 50


def test_a_count_beside_a_percentage_gives_the_total_away():
    (group,) = survey(result("39%", positive=22)).groups
    assert group.gives_away == (56, 57)
    assert any("39% can only be of 56 or 57" in warning for warning in survey(result("39%", positive=22)).warnings())
    assert survey(result("39%", positive=22)).rows()[0]["yes"] == 22
    assert survey(result("39%")).groups[0].fits == ()


def test_two_totals_that_fit_are_told_with_what_each_would_mean():
    (group,) = survey(*(result(share, question=str(share)) for share in (0.91, 0.83, 0.81, 0.75)), most=64).groups
    assert group.gives_away == (53, 64)
    (warning,) = [
        one
        for one in survey(*(result(s, question=str(s)) for s in (0.91, 0.83, 0.81, 0.75)), most=64).warnings()
        if "53" in one
    ]
    assert "5, 9, 10, 13 of 53 or 6, 11, 12, 16 of 64 did not say yes" in warning


def test_a_change_is_told_with_its_interval_where_both_counts_are_known():
    one = answer("90%", positive=90, answered=100, previous_share="60%", previous_positive=60, previous_answered=100)
    assert one.changed
    assert one.change.value == pytest.approx(0.3)
    assert one.change.interval == pytest.approx(difference_interval((60, 100), (90, 100)))
    (sentence,) = survey(
        result("90%", positive=90, answered=100, previous_share="60%", previous_positive=60, previous_answered=100)
    ).sentences()[1:]
    assert "It rose: the difference lies between +18 and +41 points" in sentence


def test_a_fall_is_told_as_a_fall():
    one = answer("60%", answered=100, previous_share="90%", previous_answered=100)
    assert one.changed
    assert one.change.interval[1] < 0
    reading = survey(result("60%", answered=100, previous_share="90%", previous_answered=100))
    assert "It fell" in reading.sentences()[1]
    assert reading.rows()[0]["change"] == "fell"


def test_thirteen_points_of_a_few_dozen_answers_are_no_change_to_claim():
    reading = survey(result("66%", answered=50, previous_share="53%", previous_answered=40))
    (one,) = reading.answers
    assert one.change.interval is not None
    assert not one.changed
    assert "No change can be claimed: the difference lies between -7 and +32 points" in reading.sentences()[1]
    assert reading.rows()[0]["change"] == "no claim"


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"previous_share": "53%"}, "last time or this time"),
        ({"previous_share": "53%", "answered": 50}, "last time"),
        ({"previous_share": "53%", "previous_answered": 40}, "this time"),
    ],
)
def test_a_change_is_refused_with_the_reason_where_a_count_is_missing(columns, why):
    one = answer("66%", **columns)
    assert one.change.value is None
    assert one.change.reason == f"it is not known how many answered {why}"
    assert not one.changed


def test_counts_of_last_time_that_cannot_be_its_share_carry_no_change():
    one = answer("66%", answered=50, previous_share="53%", previous_answered=10)
    assert one.change.value is None
    assert "do not fit together" in one.change.reason


def test_the_survey_before_gives_the_counts_of_last_time():
    reading = survey(
        result("90%", answered=100),
        result("60%", activity="S1", answered=100, question=" EASY? "),
        activities=(THIS_YEAR, LAST_YEAR),
    )
    assert reading.before == "S1"
    (one,) = reading.answers
    assert one.previous_share == 0.6
    assert one.changed


def test_a_rounded_share_of_last_time_is_the_one_the_survey_before_has():
    reading = survey(
        result("90%", answered=100, previous_share="53%"),
        result(8 / 15, activity="S1", positive=80, answered=150),
        activities=(THIS_YEAR, LAST_YEAR),
    )
    assert reading.disagreeing == ()
    assert reading.answers[0].change.interval == pytest.approx(difference_interval((80, 150), (90, 100)))


def test_a_share_of_last_time_that_differs_from_the_survey_before_is_asked_about():
    reading = survey(
        result("90%", answered=100, previous_share="70%"),
        result("60%", activity="S1", answered=100),
        activities=(THIS_YEAR, LAST_YEAR),
    )
    assert any("the share of last time is not the one S1 has" in warning for warning in reading.warnings())
    assert reading.answers[0].change.interval is None


def test_a_question_in_other_words_is_compared_with_nothing_whatever_stands_beside_it():
    reading = survey(
        result("90%", answered=100, previous_share="60%", previous_answered=100),
        result("80%", "Safe?", answered=100),
        result("50%", "Easy to reach them?", activity="S1", answered=100),
        result("70%", "Safe?", activity="S1", answered=100),
        activities=(THIS_YEAR, LAST_YEAR),
    )
    easy, safe = reading.answers
    assert (easy.change.interval, easy.change.reason) == (None, "last time this was not asked in these words")
    assert safe.change.interval is not None
    assert reading.reworded == ("care leavers, Easy?",)
    assert "Of 2 questions, put to the same group in the same words in S1: 1." in " ".join(reading.sentences())
    assert reading.rows()[0]["change"] == "unknown"


def test_a_group_that_was_not_asked_last_time_is_no_rewording():
    reading = survey(
        result("90%", answered=100, previous_share="60%", previous_answered=100, group="parents"),
        result("80%", answered=100),
        result("70%", activity="S1", answered=100),
        activities=(THIS_YEAR, LAST_YEAR),
    )
    assert reading.reworded == ()
    assert {one.group: one.change.interval is not None for one in reading.answers} == {
        "parents": True,
        "care leavers": True,
    }


def test_a_survey_of_other_people_in_between_is_not_last_time():
    staff = {"id": "S9", "kind": "survey", "title": "Staff", "start": "2024-01-01", "end": "2024-01-31"}
    reading = survey(
        result("90%", answered=100),
        result("60%", activity="S1", answered=100),
        result("20%", activity="S9", answered=100, group="staff"),
        activities=(THIS_YEAR, LAST_YEAR, staff),
    )
    assert reading.before == "S1"


def test_a_later_survey_is_not_last_time():
    year = qa.from_rows(activities=[THIS_YEAR, LAST_YEAR], survey_results=[result("90%"), result("60%", activity="S1")])
    assert qa.survey(year, "S1").before is None
    assert qa.survey(year).activity == "S2"


@pytest.mark.parametrize(
    ("share", "columns", "fault"),
    [
        ("91%", {"answered": 10}, "no count of 10 answers is 91%"),
        ("92%", {"answered": 53, "positive": 48}, "48 of 53 is 90.6%, not 92%"),
        ("90%", {"answered": 8, "positive": 9}, "9 of 8 said yes"),
        ("0%", {"answered": 0}, "a share although nobody answered"),
        ("90%", {"answered": 10, "asked_of": 9}, "10 answered, and 9 were asked"),
    ],
)
def test_numbers_that_cannot_be_are_said_and_no_figure_is_told(share, columns, fault):
    reading = survey(result(share, **columns))
    assert any(fault in warning for warning in reading.warnings())
    assert "no figure" in " ".join(reading.sentences()) or "too few" in " ".join(reading.sentences())
    assert reading.answers[0].estimate.value is None


def test_a_count_that_only_one_number_can_be_is_worked_out_and_others_are_left_open():
    assert answer("91%", answered=53).positive == 48
    open_ = answer("50%", answered=300)
    assert open_.positive is None
    assert open_.estimate.interval == pytest.approx((wilson(149, 300)[0], wilson(151, 300)[1]))
    assert open_.estimate.reason == "worked out from the rounded share"


def test_few_answers_are_told_as_counts_and_fewer_than_six_not_at_all():
    reading = survey(result("75%", positive=9, answered=12))
    assert reading.sentences()[1] == "care leavers, 'Easy?': 9 of 12, too few for a percentage."
    tiny = survey(result("75%", positive=3, answered=4))
    assert tiny.sentences()[1:] == ("care leavers: too few answered to tell of them by themselves.",)
    assert any("only 4 answered" in warning for warning in tiny.warnings())


@pytest.mark.parametrize("share", ["0%", "100%"])
def test_a_few_who_all_said_the_same_are_told_by_it(share):
    said = "all 9 said the same, so it tells what each of them said"
    assert any(said in warning for warning in survey(result(share, answered=9)).warnings())
    assert not any("said the same" in warning for warning in survey(result(share, answered=20)).warnings())
    assert not any("said the same" in warning for warning in survey(result("89%", answered=9)).warnings())


def test_those_who_did_not_answer_are_counted_and_not_guessed_at():
    one = answer("91%", answered=53, asked_of=60)
    assert one.silent == 7
    assert one.if_all_had_answered == (48, 55)
    told = survey(result("91%", answered=53, asked_of=60)).sentences()
    assert "53 of the 60 who were asked answered. What the other 7 think is not known." in told[1]
    assert answer("91%", answered=53).if_all_had_answered is None
    assert answer("91%").silent is None


def test_each_theme_has_its_shares_findings_and_responses_and_silence_shows():
    found = [
        {"id": f"N{n}", "activity": "S2", "theme": "acc", "direction": direction, "statement": "x"}
        for n, direction in enumerate(["concern", "strength", "mixed"])
    ]
    told = [{"id": "Y1", "activity": "S2", "theme": "acc", "said": "x", "outcome": "did"}]
    asked = THIS_YEAR | {"asked": ("acc", "edu")}
    year = qa.from_rows(
        activities=[asked], findings=found, responses=told, survey_results=[result(0.5, theme="rel"), result(0.6, "B")]
    )
    assert qa.survey(year, "S2").by_theme() == [
        {"theme": "acc", "shares": 0, "strengths": "N1", "concerns": "N0, N2", "responses": "Y1"},
        {"theme": "edu", "shares": 0, "strengths": "", "concerns": "", "responses": ""},
        {"theme": "rel", "shares": 1, "strengths": "", "concerns": "", "responses": ""},
    ]


def test_an_unknown_survey_is_named_with_those_there_are():
    with pytest.raises(qa.UnknownNameError) as caught:
        qa.survey(CITY, "SV-2024-07")
    assert "SV-2023-07" in str(caught.value)
    with pytest.raises(qa.UnknownNameError):
        qa.survey(qa.from_rows())


def test_a_survey_without_results_says_so():
    reading = qa.survey(qa.from_rows(activities=[THIS_YEAR]), "S2")
    assert reading.sentences() == ("S2 has no results.",)
    assert reading.rows() == []


def test_what_is_shown_fits_a_notebook_and_runs_nothing():
    many = [result(0.5, question=f"Question {n} <script>alert(1)</script>", answered=100) for n in range(300)]
    page = survey(*many)._repr_html_()
    assert len(page.encode()) <= HTML_BUDGET
    assert "<script" not in page
    assert "<caption>" in page
    assert "scope='col'" in page
    assert "showing" in page


def test_the_order_of_the_rows_changes_nothing():
    rows = [result(share, question=str(share), answered=100) for share in (0.1, 0.5, 0.9)]
    rows += [result(0.3, group="parents"), result(0.3, group="parents", question="Other?")]
    assert survey(*rows) == survey(*rows[::-1])


_COUNTS = st.integers(1, 120).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(_COUNTS, _COUNTS)
def test_a_change_known_from_rounded_shares_is_never_surer_than_one_from_the_counts(before, now):
    columns = {
        "previous_share": round(before[0] / before[1], 2),
        "previous_answered": before[1],
        "answered": now[1],
    }
    rounded = SurveyAnswer.of(qa.SurveyResult(**result(round(now[0] / now[1], 2), **columns)))
    low, high = difference_interval(before, now)
    assert rounded.change.interval is not None
    assert rounded.change.interval[0] <= low + 1e-12
    assert rounded.change.interval[1] >= high - 1e-12
    assert not rounded.changed or not low <= 0 <= high


@given(_COUNTS, st.integers(0, 50))
def test_what_all_would_have_said_holds_the_share_that_was_told(counts, silent):
    positive, answered = counts
    one = SurveyAnswer.of(
        qa.SurveyResult(**result(positive / answered, positive=positive, answered=answered, asked_of=answered + silent))
    )
    least, most = one.if_all_had_answered
    assert least <= positive <= most
    assert most - least == silent
    assert one.estimate.interval[0] <= positive / answered <= one.estimate.interval[1]
