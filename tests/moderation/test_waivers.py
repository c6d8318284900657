import datetime

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa

OFSTED = qa.load_plugins(allow=()).scales["ofsted-2018"]
DAY = datetime.date(2024, 2, 1)
TODAY = datetime.date(2024, 4, 1)


@qa.rule("made-up", severity="error")
def over_reviews(review: qa.Review, context: qa.Context):
    """A title."""
    if review.worker == "flagged":
        yield "it does not stand up"


@qa.rule("late", severity="query")
def over_recommendations(recommendation: qa.Recommendation, context: qa.Context):
    """A title."""
    yield "late"


@qa.rule("moved", severity="query")
def over_readings(reading: qa.Reading, context: qa.Context):
    """A title."""
    yield "moved"


@qa.rule("severe", severity="query")
def over_reviewers(reviewer: qa.Reviewer, context: qa.Context):
    """A title."""
    yield "severe"


@qa.rule("broken", severity="error")
def broken(review: qa.Review, context: qa.Context):
    """A title."""
    if review.id == "R1":
        raise ValueError
    yield "x"


def plugins_of(*rules):
    return qa.Plugins(loaded=(qa.Plugin(name="made", rules=tuple(attrs.evolve(one, plugin="made") for one in rules)),))


def review(name, **columns):
    filled = {"activity": "A1", "reviewer": "P1", "completed_on": DAY, "overall": OFSTED.best, "worker": "flagged"}
    return qa.Review(id=name, **(filled | columns))


def waiver(**columns):
    filled = {
        "rule": "made/made-up",
        "record": "R1",
        "reason": "read again by the panel",
        "by": "P8",
        "approved_by": "P9",
        "until": TODAY,
    }
    return qa.Waiver(**(filled | columns))


def moderated(*waivers, rules=(over_reviews,), year=None, **options):
    year = year or qa.Programme(reviews=[review("R1"), review("R2"), review("R3", worker="fine")])
    return qa.moderate(year, plugins_of(*rules), today=TODAY, settings=qa.Settings(), waivers=waivers, **options)


def about(report):
    return [(flag.rule, flag.record, flag.field) for flag in report.flags if flag.plugin == "waivers"]


def test_a_waived_flag_is_shown_apart_with_its_waiver_and_weighs_no_more():
    given_ = waiver()
    report = moderated(given_)
    (waived,) = report.waived
    assert (waived.record, waived.waiver) == ("R1", given_)
    assert [flag.record for flag in report.flags] == ["R2"]
    assert report.results[0].flagged == 2
    (row,) = (row for row in report.rows() if row["waived by"])
    assert (row["record"], row["waived by"], row["waiver"]) == ("R1", "P9", "read again by the panel")


def test_when_every_flag_is_waived_the_report_is_ok_and_says_how_many_were():
    report = moderated(waiver(), waiver(record="R2"))
    assert report.ok
    assert "2 waived" in report.headline()


def test_a_waiver_counts_up_to_and_on_its_last_day():
    assert moderated(waiver(until=TODAY)).waived
    late = moderated(waiver(until=TODAY - datetime.timedelta(days=1)))
    assert not late.waived
    assert about(late) == [("waivers/expired", "R1", "until")]
    assert "waiver of made/made-up: it ended on 31/03/2024" in [flag.message for flag in late.flags]
    assert not late.ok


def test_waivers_in_the_programme_and_waivers_given_count_alike():
    year = qa.Programme(reviews=[review("R1"), review("R2")], waivers=[waiver()])
    report = moderated(waiver(record="R2"), year=year)
    assert [flag.record for flag in report.waived] == ["R1", "R2"]


@pytest.mark.parametrize(
    ("wrong", "flag"),
    [
        ({"rule": "made-up"}, ("waivers/malformed", "R1", "rule")),
        ({"rule": "made/*"}, ("waivers/malformed", "R1", "rule")),
        ({"rule": "*/made-up"}, ("waivers/malformed", "R1", "rule")),
        ({"rule": "made/made-u?"}, ("waivers/malformed", "R1", "rule")),
        ({"rule": "made/made-[u]p"}, ("waivers/malformed", "R1", "rule")),
        ({"rule": ""}, ("waivers/malformed", "R1", "rule")),
        ({"record": "*"}, ("waivers/malformed", "*", "record")),
        ({"reason": ""}, ("waivers/malformed", "R1", "reason")),
        ({"reason": "  fine  now "}, ("waivers/malformed", "R1", "reason")),
        ({"approved_by": " "}, ("waivers/malformed", "R1", "approved_by")),
        ({"by": ""}, ("waivers/malformed", "R1", "by")),
        ({"approved_by": "P8"}, ("waivers/self-approved", "R1", "approved_by")),
        ({"approved_by": " p8 "}, ("waivers/self-approved", "R1", "approved_by")),
        ({"by": "Head  of QA", "approved_by": "head of qa"}, ("waivers/self-approved", "R1", "approved_by")),
        ({"approved_by": "P1"}, ("waivers/self-approved", "R1", "approved_by")),
        ({"approved_by": "  p1"}, ("waivers/self-approved", "R1", "approved_by")),
        ({"until": DAY}, ("waivers/expired", "R1", "until")),
        ({"rule": "waivers/expired"}, ("waivers/malformed", "R1", "rule")),
        ({"rule": "made/made-pu"}, ("waivers/unused", "R1", "rule")),
        ({"record": "R3"}, ("waivers/unused", "R3", "rule")),
        ({"record": "R99"}, ("waivers/unused", "R99", "rule")),
    ],
)
def test_a_waiver_that_does_not_count_is_flagged_and_the_flag_it_names_stands(wrong, flag):
    report = moderated(waiver(**wrong))
    assert flag in about(report)
    assert [one.record for one in report.flags if one.plugin == "made"] == ["R1", "R2"]
    assert not report.waived


def test_everything_wrong_with_a_waiver_is_flagged_at_once():
    report = moderated(waiver(rule="*", reason="no", approved_by="", until=DAY))
    assert {rule for rule, _, _ in about(report)} == {"waivers/malformed", "waivers/expired"}
    assert len(about(report)) == 4


def test_a_waiver_for_a_misspelt_rule_gets_a_suggestion_and_its_text_is_not_repeated():
    (flag,) = (one for one in moderated(waiver(rule="made/made-pu")).flags if one.plugin == "waivers")
    assert flag.message == "waiver of a rule that is not here: no rule has this name; did you mean 'made/made-up'?"
    (flag,) = (one for one in moderated(waiver(rule="Tommy was hit")).flags if one.plugin == "waivers")
    assert "Tommy" not in flag.message


def test_a_waiver_of_a_rule_that_was_not_chosen_is_not_called_unused():
    report = moderated(
        waiver(rule="made/late", record="REC1"), rules=(over_reviews, over_recommendations), select="made-up"
    )
    assert about(report) == []


def test_a_waiver_of_a_rule_that_crashed_is_not_called_unused_but_still_explains():
    report = moderated(waiver(rule="made/broken"), waiver(rule="made/broken", record="R2"), rules=(broken,))
    assert about(report) == []
    assert [flag.record for flag in report.waived] == ["R2"]
    assert not report.ok


def test_a_waiver_of_a_plugin_that_was_left_out_is_not_called_unused():
    failed = qa.FailedPlugin(name="camden", version="1", origin="camden", stage="import", reason="made up")
    plugins = attrs.evolve(plugins_of(over_reviews), failed=(failed,))
    report = qa.moderate(
        qa.Programme(reviews=[review("R1")]),
        plugins,
        today=TODAY,
        settings=qa.Settings(),
        waivers=[waiver(rule="camden/own")],
    )
    assert about(report) == []


def test_a_flag_about_a_waiver_cannot_itself_be_waived():
    expired = waiver(until=DAY)
    report = moderated(expired, waiver(rule="waivers/expired"))
    assert ("waivers/expired", "R1", "until") in about(report)
    assert ("waivers/malformed", "R1", "rule") in about(report)
    assert not report.waived


def test_a_renewed_waiver_leaves_its_earlier_rows_as_history():
    report = moderated(waiver(until=DAY), waiver(until=TODAY))
    assert about(report) == []
    assert [flag.record for flag in report.waived] == ["R1"]


def test_a_self_approved_row_is_flagged_even_beside_a_good_one():
    report = moderated(waiver(approved_by="P8", until=DAY), waiver())
    assert {rule for rule, _, _ in about(report)} == {"waivers/self-approved", "waivers/expired"}
    assert report.waived


YEAR = qa.Programme(
    reviews=[review("R1"), review("R2", reviewer="P2"), review("3", reviewer="P3")],
    readings=[
        qa.Reading(id="G1", review="R2", reader="P4", stage="moderation", read_on=DAY, overall=OFSTED.best),
    ],
    recommendations=[
        qa.Recommendation(id="REC1", text="x", level="child", source="R2", raised_on=DAY),
        qa.Recommendation(id="3", text="x", level="child", source="R1", raised_on=DAY),
    ],
)


@pytest.mark.parametrize(
    ("rule", "record", "reviewers"),
    [
        ("made/late", "REC1", ["P2"]),
        ("made/moved", "G1", ["P4", "P2"]),
        ("made/severe", "P2", ["P2"]),
        ("made/made-up", "3", ["P3", "P1"]),
        ("made/late", "3", ["P1", "P3"]),
    ],
)
def test_nobody_agrees_to_a_waiver_about_their_own_work(rule, record, reviewers):
    rules = (over_reviews, over_recommendations, over_readings, over_reviewers)
    for person in reviewers:
        report = moderated(waiver(rule=rule, record=record, approved_by=person), rules=rules, year=YEAR)
        assert about(report) == [("waivers/self-approved", record, "approved_by")]
    assert moderated(waiver(rule=rule, record=record), rules=rules, year=YEAR).waived


@given(
    st.permutations(
        [
            waiver(until=DAY),
            waiver(until=TODAY, reason="one reason among others"),
            waiver(until=TODAY + datetime.timedelta(days=9), reason="the longest of them all"),
            waiver(approved_by="P8"),
            waiver(record="R9"),
        ]
    )
)
def test_the_order_of_waivers_changes_nothing(waivers):
    report = moderated(*waivers)
    assert report == moderated(*sorted(waivers, key=lambda one: (one.record, one.until, one.approved_by, one.reason)))
    assert report.waived[0].waiver.reason == "the longest of them all"


def test_a_flag_about_a_waiver_says_where_the_waiver_stands():
    year = qa.from_rows(
        waivers=[
            {
                "rule": "made/made-up",
                "record": "R1",
                "reason": "made up for a test",
                "by": "P8",
                "approved_by": "P8",
                "until": "2024-12-31",
            }
        ]
    )
    report = moderated(year=attrs.evolve(year, reviews=(review("R1"),)))
    assert {flag.rule: flag.where for flag in report.flags} == {
        "made/made-up": "",
        "waivers/self-approved": "waivers row 1.approved_by",
    }
