import datetime
import itertools

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.moderation.report import Crash, RuleResult

OFSTED = qa.load_plugins(allow=()).scales["ofsted-2018"]
DAY = datetime.date(2024, 2, 1)


def review(name, **columns):
    filled = {"activity": "A1", "reviewer": "P1", "completed_on": DAY, "overall": OFSTED.best}
    return qa.Review(id=name, **(filled | columns))


def recommendation(name, source):
    return qa.Recommendation(id=name, text="x", level="child", source=source, raised_on=DAY)


def saying(over, severity, slug, *records):
    """Return a rule that flags these records."""

    def check(record, context):
        """A title."""
        if getattr(record, "id", "") in records:
            yield qa.flag(f"{slug} on {record.id}", field="overall")

    check.__annotations__["record"] = over
    return qa.rule(slug, severity=severity)(check)


def moderated(year, *rules, failed=(), **options):
    owned = tuple(attrs.evolve(one, plugin="made") for one in rules)
    plugins = qa.Plugins(loaded=(qa.Plugin(name="made", rules=owned),), failed=failed)
    return qa.moderate(year, plugins, today=DAY, settings=qa.Settings(), **options)


def result(**more):
    plain = {"rule": "a/b", "title": "T.", "severity": "error", "table": "reviews"}
    return RuleResult(**(plain | {"records": 0, "checked": 0, "flagged": 0, "not_applicable": 0} | more))


FAILED = qa.FailedPlugin(name="camden", version="2.1", origin="qaframework-camden", stage="import", reason="made up")


@pytest.mark.parametrize(
    ("became", "status", "why"),
    [
        ({}, "skipped", "there are no reviews"),
        ({"records": 2, "checked": 2}, "passed", ""),
        ({"records": 2, "checked": 2, "flagged": 1}, "flagged", ""),
        ({"records": 2, "not_applicable": 2, "reasons": (("a", 1), ("b", 1))}, "not applicable", "a (1); b (1)"),
        ({"records": 2, "checked": 1, "not_applicable": 1, "reasons": (("a", 1),)}, "passed", ""),
        (
            {"records": 3, "checked": 1, "flagged": 1, "crashes": (Crash("R1", "KeyError"), Crash("R2", "KeyError"))},
            "crashed",
            "KeyError on R1 and 1 more",
        ),
        (
            {"records": 1, "crashes": (Crash("R1", "KeyError", "own.py line 3"),)},
            "crashed",
            "KeyError on R1 (own.py line 3)",
        ),
    ],
)
def test_only_a_rule_that_found_something_sound_and_nothing_wrong_has_passed(became, status, why):
    assert (result(**became).status, result(**became).why) == (status, why)


def test_a_row_of_results_adds_up():
    row = result(records=4, checked=2, flagged=1, not_applicable=1, crashes=(Crash("R1", "KeyError"),)).row()
    assert row["checked"] + row["not applicable"] + row["crashed"] == 4


YEAR = qa.Programme(
    reviews=[review("R1"), review("R2"), review("R3")],
    recommendations=[recommendation("REC1", "R3"), recommendation("REC2", "R1"), recommendation("REC3", "A1")],
)


def test_a_report_without_flags_of_error_severity_is_ok():
    report = moderated(YEAR, saying(qa.Review, "query", "ask", "R1"), saying(qa.Review, "info", "tell", "R1"))
    assert report.ok
    assert report.exit_code == 0
    assert report.counts() == {"error": 0, "query": 1, "info": 1}


@pytest.mark.parametrize(
    ("report", "code"),
    [
        (moderated(YEAR, saying(qa.Review, "error", "wrong", "R1")), 1),
        (moderated(YEAR, saying(qa.Review, "info", "tell"), failed=(FAILED,)), 3),
        (moderated(attrs.evolve(YEAR, problems=[qa.Problem("row 1", "blank")]), saying(qa.Review, "info", "tell")), 2),
        (moderated(qa.Programme(), saying(qa.Review, "info", "tell")), 2),
        (moderated(YEAR), 2),
        (moderated(attrs.evolve(YEAR, problems=[qa.Problem("row 1", "blank")]), failed=(FAILED,)), 3),
    ],
    ids=["error", "plugin", "rows", "empty", "no rule", "plugin before rows"],
)
def test_whatever_was_not_found_sound_is_not_ok(report, code):
    assert not report.ok
    assert report.exit_code == code
    assert report.errors or report.not_run()


def test_what_did_not_run_is_told_plugins_first():
    def breaks(record: qa.Review, context: qa.Context):
        """A title."""
        raise KeyError

    year = attrs.evolve(YEAR, problems=[qa.Problem("Reviews!E7", "blank", "Write the grade")])
    report = moderated(year, qa.rule("broken", severity="info")(breaks), failed=(FAILED,))
    plugin, crashed, row = report.not_run()
    assert plugin == "plugin 'camden' (qaframework-camden 2.1) was left out at 'import': made up"
    assert crashed.startswith("rule made/broken crashed: KeyError on R1 (test_report.py line ")
    assert crashed.endswith(" and 2 more")
    assert row == "not checked: Reviews!E7: blank. Write the grade."


def test_reviews_with_the_worst_come_first_and_flags_within_them_worst_first():
    report = moderated(
        YEAR,
        saying(qa.Review, "query", "ask", "R1", "R2"),
        saying(qa.Review, "error", "wrong", "R2"),
        saying(qa.Recommendation, "error", "late", "REC1", "REC2"),
        saying(qa.Recommendation, "error", "vague", "REC1"),
    )
    assert [(flag.severity, flag.record) for flag in report.flags] == [
        ("error", "REC1"),
        ("error", "REC1"),
        ("error", "REC2"),
        ("query", "R1"),
        ("error", "R2"),
        ("query", "R2"),
    ]
    assert list(report.by_review()) == ["R3", "R1", "R2"]
    assert tuple(itertools.chain.from_iterable(report.by_review().values())) == report.flags


def test_the_flags_of_a_review_are_those_of_its_recommendations_and_readings_too():
    reading = qa.Reading(id="G1", review="R1", reader="P2", stage="panel", read_on=DAY, overall=OFSTED.best)
    report = moderated(
        attrs.evolve(YEAR, readings=(reading,)),
        saying(qa.Review, "query", "ask", "R1"),
        saying(qa.Recommendation, "query", "late", "REC2", "REC3"),
        saying(qa.Reading, "query", "moved", "G1"),
    )
    assert {flag.record for flag in report.for_record("R1")} == {"R1", "REC2", "G1"}
    assert {flag.record for flag in report.for_record("REC2")} == {"REC2"}
    assert {flag.record for flag in report.for_record("REC3")} == {"REC3"}
    assert report.for_record("R2") == ()


def test_a_review_and_a_recommendation_of_one_number_are_not_taken_for_each_other():
    year = qa.Programme(
        reviews=[review("1"), review("2"), review("3")],
        recommendations=[recommendation("1", "3"), recommendation("2", "A1")],
        activities=[qa.Activity(id="3", kind="survey", title="T", start=DAY, end=DAY)],
    )
    report = moderated(
        year,
        saying(qa.Review, "query", "ask", "1", "2"),
        saying(qa.Recommendation, "query", "late", "1", "2"),
        saying(qa.Activity, "query", "few", "3"),
    )
    shown = {name: [flag.message for flag in flags] for name, flags in report.by_review().items()}
    assert shown == {
        "1": ["ask on 1"],
        "2": ["ask on 2"],
        "2 (recommendations)": ["late on 2"],
        "3": ["late on 1"],
        "3 (activities)": ["few on 3"],
    }


def test_the_entries_of_a_recommendation_stand_with_its_review():
    def late(update: qa.Update, context: qa.Context):
        """A title."""
        yield "late"

    year = attrs.evolve(YEAR, updates=(qa.Update(recommendation="REC1", on=DAY, by="P1", status="issued"),))
    report = moderated(year, qa.rule("late", severity="info")(late))
    assert list(report.by_review()) == ["R3"]


@given(st.data())
def test_the_order_of_rules_and_rows_changes_nothing(data):
    rules = [
        saying(qa.Review, "query", "ask", "R1", "R2"),
        saying(qa.Review, "error", "wrong", "R2"),
        saying(qa.Recommendation, "error", "late", "REC1", "REC2"),
    ]
    year = attrs.evolve(YEAR, recommendations=(*YEAR.recommendations, recommendation("REC1", "R2")))
    turned = attrs.evolve(
        year,
        reviews=data.draw(st.permutations(year.reviews)),
        recommendations=data.draw(st.permutations(year.recommendations)),
    )
    one, other = moderated(year, *rules), moderated(turned, *data.draw(st.permutations(rules)))
    assert one.flags == other.flags
    assert one.by_review() == other.by_review()
    assert one.results == other.results


def test_one_row_a_flag_with_where_and_what_to_do():
    report = moderated(YEAR, saying(qa.Review, "error", "wrong", "R2"))
    (row,) = report.rows()
    assert row == {
        "severity": "error",
        "rule": "made/wrong",
        "table": "reviews",
        "record": "R2",
        "field": "overall",
        "where": "",
        "message": "wrong on R2",
        "what to do": "",
        "parameters": "",
        "waived by": "",
        "waiver": "",
    }


def test_the_headline_counts_flags_and_rules():
    report = moderated(
        YEAR,
        saying(qa.Review, "error", "wrong", "R2"),
        saying(qa.Review, "query", "ask", "R1", "R2"),
        saying(qa.Review, "info", "tell"),
        saying(qa.Child, "info", "child"),
    )
    assert report.headline() == "1 error, 2 queries, 0 for information. 4 rules: 2 flagged, 1 passed, 1 skipped."


def test_a_notebook_shows_the_flags_escaped_and_what_was_not_checked_first():
    def markup(record: qa.Review, context: qa.Context):
        """A title."""
        yield "<script>alert(1)</script>"

    report = moderated(YEAR, qa.rule("markup", severity="error")(markup), failed=(FAILED,))
    shown = report._repr_html_()
    assert shown.startswith("<p><strong>Not everything was checked.</strong></p><ul><li>plugin &#x27;camden&#x27;")
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown


def test_a_notebook_is_never_flooded_and_says_how_much_is_not_shown():
    failed = tuple(attrs.evolve(FAILED, name=f"p{number}", reason="long " * 999) for number in range(50))
    year = qa.Programme(reviews=[review(f"R{number}") for number in range(500)])

    def always(record: qa.Review, context: qa.Context):
        """A title."""
        yield "a message of some length about this review " * 3

    report = moderated(year, qa.rule("always", severity="error")(always), failed=failed)
    shown = report._repr_html_()
    assert len(shown.encode()) < 10 * 1024
    assert "and 45 more" in shown
    assert " of 500" in shown


def test_a_waived_flag_is_not_among_those_that_stand_in_a_notebook():
    waiver = qa.Waiver(rule="made/wrong", record="R2", reason="read again twice", by="P8", approved_by="P9", until=DAY)
    report = moderated(YEAR, saying(qa.Review, "error", "wrong", "R2"), waivers=[waiver])
    assert "wrong on R2" not in report._repr_html_()
    assert "1 waived" in report._repr_html_()


def test_two_reports_on_the_same_input_are_equal_and_read_the_same():
    one, other = (moderated(YEAR, saying(qa.Review, "error", "wrong", "R2")) for _ in range(2))
    assert one == other
    assert repr(one) == repr(other)
    assert one._repr_html_() == other._repr_html_()


def test_a_report_cannot_be_changed():
    with pytest.raises(AttributeError):
        moderated(YEAR).flags = ()


def test_a_flag_about_a_child_s_own_record_says_the_row_and_never_the_pseudonym():
    @qa.rule("always", severity="error")
    def always(child: qa.Child, context: qa.Context) -> qa.Messages:
        """A child has a status."""
        yield "no status"

    class Ours:
        @qa.hookimpl
        def qa_moderation_rules(self):
            return [always]

    plugins = qa.load_plugins(Ours(), allow=())
    year = qa.from_rows(children=[{"id": "TOMMY-7"}, {"id": "TOMMY-8"}])
    report = qa.moderate(year, plugins, today=DAY, select=["always"], settings=qa.Settings())
    assert [(row["record"], row["where"]) for row in report.rows()] == [
        ("child 1", "children row 1"),
        ("child 2", "children row 2"),
    ]
    assert "child 2" in report._repr_html_()
    assert "TOMMY" not in str(report.rows()) + report._repr_html_() + repr(report)
