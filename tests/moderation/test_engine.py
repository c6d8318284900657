import contextlib
import datetime
import itertools
import signal
import sys

import attrs
import pytest

import qaframework as qa
from qaframework.model.programme import RECORDS
from qaframework.moderation.engine import MOST_MESSAGES, MOST_RUNAWAYS

BUILT_IN = qa.load_plugins(allow=())
OFSTED = BUILT_IN.scales["ofsted-2018"]
DAY = datetime.date(2024, 2, 1)
TODAY = datetime.date(2024, 4, 1)


def review(name, **columns):
    filled = {"activity": "A1", "child": "C1", "reviewer": "P1", "completed_on": DAY, "overall": OFSTED.best}
    return qa.Review(id=name, **(filled | columns))


def year_of(count=3, **tables):
    return qa.Programme(reviews=[review(f"R{number}") for number in range(1, count + 1)], **tables)


def rule(check, slug="made-up", over=qa.Review, severity="query"):
    check.__annotations__["record"] = over
    check.__doc__ = check.__doc__ or "A title."
    return qa.rule(slug, severity=severity)(check)


def plugins_of(*rules):
    return qa.Plugins(loaded=(qa.Plugin(name="made", rules=tuple(attrs.evolve(one, plugin="made") for one in rules)),))


def moderated(*rules, year=None, **options):
    options = {"today": TODAY, "settings": qa.Settings()} | options
    return qa.moderate(year if year is not None else year_of(), plugins_of(*rules), **options)


def result_of(check, year=None, **options):
    (result,) = moderated(rule(check), year=year, **options).results
    assert result.checked + result.not_applicable + len(result.crashes) == result.records
    return result


def passes(record, context):
    yield from ()


def flags(record, context):
    yield "it does not stand up"


def test_a_rule_that_finds_nothing_passes_every_record():
    result = result_of(passes)
    assert (result.status, result.records, result.checked, result.flagged, result.why) == ("passed", 3, 3, 0, "")


def test_a_rule_that_finds_something_flags_each_record_by_its_id():
    report = moderated(rule(flags, severity="error"))
    assert [flag.record for flag in report.flags] == ["R1", "R2", "R3"]
    (flag, *_) = report.flags
    assert (flag.rule, flag.plugin, flag.severity, flag.table) == ("made/made-up", "made", "error", "reviews")
    assert flag.message == "it does not stand up"
    assert not report.ok
    assert report.exit_code == 1


def test_a_rule_with_nothing_to_judge_does_not_pass():
    def nothing(record, context):
        return qa.not_applicable("no overall grade")

    result = result_of(nothing)
    assert (result.status, result.checked, result.not_applicable) == ("not applicable", 0, 3)
    assert result.why == "no overall grade (3)"


def test_a_rule_that_flags_and_then_has_nothing_to_judge_has_judged():
    def both(record, context):
        yield "it does not stand up"
        return qa.not_applicable("too late")

    result = result_of(both)
    assert (result.status, result.checked, result.flagged, result.not_applicable) == ("flagged", 3, 3, 0)


def test_a_rule_over_a_table_without_rows_is_skipped_and_says_why():
    (result,) = moderated(rule(passes, over=qa.SurveyResult)).results
    assert (result.status, result.records, result.why) == ("skipped", 0, "there are no survey results")


@pytest.mark.parametrize("over", [*RECORDS.values(), qa.Reviewer, qa.Programme], ids=lambda over: over.__name__)
def test_a_rule_may_be_over_anything(over):
    day = {"raised_on": DAY}
    year = year_of(
        1,
        activities=[qa.Activity(id="A1", kind="survey", title="T", start=DAY, end=DAY)],
        children=[qa.Child(id="C1")],
        people=[qa.Person(id="P1")],
        readings=[qa.Reading(id="G1", review="R1", reader="P2", stage="panel", read_on=DAY, overall=OFSTED.best)],
        findings=[qa.Finding(id="F1", activity="A1", theme="rsk", direction="concern", statement="x")],
        recommendations=[qa.Recommendation(id="REC1", text="x", level="child", source="R1", **day)],
        updates=[qa.Update(recommendation="REC1", on=DAY, by="P1", status="issued")],
        survey_results=[qa.SurveyResult(activity="A1", group="g", question="q", share=1.0)],
        answers=[qa.Answer(review="R1", question="RISK-1")],
        calendar=[qa.CalendarEntry(id="K1", kind="board", title="T", start=DAY)],
        feedback=[qa.Feedback(id="V1", activity="A1", on=DAY, point="closure", who="child", heard="sought")],
        responses=[qa.Response(id="S1", activity="A1", theme="voi", said="x", outcome="did")],
        waivers=[qa.Waiver(rule="made/b", record="R1", reason="made up it is", by="P8", approved_by="P9", until=TODAY)],
    )
    seen = []

    def looks(record, context):
        seen.append(record)
        yield "seen"

    report = moderated(rule(looks, over=over), year=year)
    (result,) = report.results
    assert (result.records, result.flagged, result.status) == (1, 1, "flagged")
    assert type(seen[0]) is over
    flag = next(flag for flag in report.flags if flag.rule == "made/made-up")
    assert flag.table == result.table
    assert flag.record


def test_a_rule_may_look_at_the_context_alone():
    def whole(record, context):
        if len(context.year.reviews) < 5:
            yield f"{len(context.year.reviews)} reviews on {context.today:%d/%m/%Y}"

    report = moderated(rule(whole, over=qa.Programme))
    assert [flag.message for flag in report.flags] == ["3 reviews on 01/04/2024"]


def test_a_reviewer_rule_sees_all_their_reviews():
    def many(record, context):
        yield f"{record.id}: {', '.join(one.id for one in record.reviews)}"

    year = qa.Programme(reviews=[review("R2"), review("R1"), review("R3", reviewer="P2")])
    report = moderated(rule(many, over=qa.Reviewer), year=year)
    assert [flag.message for flag in report.flags] == ["P1: R1, R2", "P2: R3"]


def test_two_reviews_of_one_id_are_both_judged():
    year = qa.Programme(reviews=[review("R1"), review("R1", worker="P7")])
    report = moderated(rule(flags), year=year)
    assert report.results[0].flagged == 2
    assert [flag.record for flag in report.flags] == ["R1", "R1"]


def breaks_on_second(record, context):
    yield "before"
    if record.id == "R2":
        raise ValueError("the child said: he hit me")
    yield "after"


def test_a_crash_on_one_record_stops_neither_the_others_nor_other_rules():
    report = moderated(rule(breaks_on_second), rule(flags, slug="other"))
    broken, other = report.results
    assert (broken.status, broken.checked, [crash.record for crash in broken.crashes]) == ("crashed", 2, ["R2"])
    assert (other.status, other.flagged) == ("flagged", 3)
    assert [flag.message for flag in report.for_record("R3")] == ["after", "before", "it does not stand up"]
    assert not report.ok
    assert report.exit_code == 3


def test_what_a_rule_said_before_it_broke_is_kept():
    assert [flag.message for flag in moderated(rule(breaks_on_second)).for_record("R2")] == ["before"]


def test_a_crash_says_what_kind_and_which_line_and_nothing_that_stood_in_a_record():
    report = moderated(rule(breaks_on_second))
    (crash,) = report.results[0].crashes
    line = breaks_on_second.__code__.co_firstlineno + 3
    assert str(crash) == f"ValueError on R2 (test_engine.py line {line})"
    for shown in (repr(crash), repr(report.results), str(report.not_run()), repr(report), report._repr_html_()):
        assert "he hit me" not in shown


def test_the_line_of_a_crash_is_the_rules_own_even_where_a_library_broke():
    def compares(record, context):
        if record.overall < "Godo":
            yield "x"

    crash = result_of(compares).crashes[0]
    assert (crash.error, crash.place) == ("ScaleError", f"test_engine.py line {compares.__code__.co_firstlineno + 1}")


def test_a_crash_about_a_child_does_not_name_the_child():
    def breaks(record, context):
        raise ValueError

    report = moderated(rule(breaks, over=qa.Child), year=year_of(children=[qa.Child(id="TOMMY-1")]))
    assert "TOMMY" not in repr(report.results)
    year = qa.from_rows(children=[{"id": "TOMMY-1"}], plugins=BUILT_IN)
    (crash,) = moderated(rule(breaks, over=qa.Child), year=year).results[0].crashes
    assert crash.record == "children row 1"


@pytest.mark.parametrize("change", ["overall", "id", "another"])
def test_a_rule_that_changes_its_record_is_stopped(change):
    def writes(record, context):
        setattr(record, change, "x")
        yield from ()

    year = year_of()
    result = result_of(writes, year)
    assert len(result.crashes) == 3
    assert year == year_of()


@pytest.mark.parametrize(
    "change",
    [
        lambda context: setattr(context, "today", None),
        lambda context: setattr(context.year, "reviews", ()),
        lambda context: context.year.reviews.append(1),
        lambda context: context.scales.clear(),
        lambda context: context.templates.update(x=1),
        lambda context: context.reviews_in("A1").clear(),
        lambda context: setattr(context.reviewers[0], "reviews", ()),
    ],
)
def test_a_rule_that_changes_the_year_is_stopped(change):
    def writes(record, context):
        change(context)
        yield from ()

    assert len(result_of(writes).crashes) == 3


@pytest.mark.parametrize(
    "error", [RecursionError, MemoryError, KeyError, StopIteration, AssertionError, ExceptionGroup("x", [ValueError()])]
)
def test_any_error_is_a_crash(error):
    def breaks(record, context):
        raise error
        yield

    assert len(result_of(breaks).crashes) == 3


def test_an_endless_recursion_is_a_crash():
    def again(record, context):
        return again(record, context)

    assert {crash.error for crash in result_of(again).crashes} == {"RecursionError"}


@pytest.mark.parametrize("code", [0, None, 3, "bye"])
def test_a_rule_cannot_end_the_program(code):
    def leaves(record, context):
        sys.exit(code)
        yield

    result = result_of(leaves)
    assert [crash.error for crash in result.crashes] == ["SystemExit"] * 3


@pytest.mark.parametrize(
    ("year", "today", "said"),
    [
        ("year.xlsx", None, "a str was given: read it first, with qa.read"),
        ([{"id": "R1"}], None, "a list was given: read it first"),
        (year_of(), "2024-04-01", r"today is a day, such as date\(2024, 4, 1\), and a str was given"),
        (year_of(), datetime.datetime(2024, 4, 1, 9), "and a datetime was given"),
    ],
)
@pytest.mark.parametrize(
    "asked", [qa.moderate, qa.triangulate, lambda year, today: qa.report(year, "annual", audience="board", today=today)]
)
def test_a_path_is_no_programme_and_a_text_no_day(asked, year, today, said):
    with pytest.raises(TypeError, match=said):
        asked(year, today=today)


def test_an_interrupt_ends_the_run_and_names_the_rule_and_the_record():
    def loops(record, context):
        while record.id == "R2":
            signal.raise_signal(signal.SIGINT)
        yield from ()

    with pytest.raises(KeyboardInterrupt) as stopped:
        moderated(rule(passes, "ends"), rule(loops, "loops"))
    (note,) = stopped.value.__notes__
    assert note.startswith("made/loops was running on R2 (test_engine.py line ")
    assert note.endswith("If it does not end, ignore 'made/loops' and run the rest.")


def test_a_child_is_not_named_by_an_interrupt():
    def loops(record, context):
        raise KeyboardInterrupt
        yield

    with pytest.raises(KeyboardInterrupt) as stopped:
        moderated(rule(loops, "loops", over=qa.Child), year=qa.Programme(children=[qa.Child(id="Tommy")]))
    assert "Tommy" not in stopped.value.__notes__[0]


@pytest.mark.parametrize(
    ("garbage", "why"),
    [
        (3, "it yielded int; a rule yields text or qa.flag(...)"),
        (None, "it yielded NoneType; a rule yields text or qa.flag(...)"),
        (["x"], "it yielded list; a rule yields text or qa.flag(...)"),
        ("  ", "it yielded a message without words"),
        (qa.Message(3), "it yielded a message without words"),
        (qa.Message("x", 3), "it yielded a message about a field that is not named by text"),
    ],
)
@pytest.mark.parametrize("catching", [(), Exception, TypeError])
def test_garbage_is_a_crash_on_that_record_whatever_the_rule_catches(garbage, why, catching):
    def babbles(record, context):
        yield "sound"
        if record.id == "R2":
            with contextlib.suppress(catching):
                yield garbage
            yield "never heard"

    report = moderated(rule(babbles))
    (result,) = report.results
    assert [(crash.record, crash.error, crash.place) for crash in result.crashes] == [("R2", "TypeError", why)]
    assert (result.checked, result.flagged) == (2, 3)
    assert [flag.message for flag in report.flags] == ["sound"] * 3


@pytest.mark.parametrize("answer", ["text", 3, True, {"a": "b"}, qa.Message("not yielded")])
def test_returning_something_is_a_crash_and_says_what_to_do(answer):
    def returns(record, context):
        return answer

    result = result_of(returns)
    assert {crash.place for crash in result.crashes} == {"it returned a value; a rule yields its messages"}
    assert len(result.crashes) == 3


def test_a_generator_that_returns_something_is_a_crash_too():
    def returns(record, context):
        yield from ()
        return 3

    assert len(result_of(returns).crashes) == 3


@pytest.mark.parametrize("reason", ["", 3, None])
def test_not_applicable_without_a_reason_is_a_crash(reason):
    def vague(record, context):
        if record.id == "R1":
            return qa.not_applicable("clear")
        return qa.not_applicable(reason)

    result = result_of(vague)
    assert (result.not_applicable, len(result.crashes)) == (1, 2)


def test_a_rule_that_never_ends_on_one_record_is_stopped_there_and_tried_on_the_others():
    def endless(record, context):
        while record.id == "R2":
            yield "again"
        yield "once"

    report = moderated(rule(endless), rule(flags, slug="other"))
    result, other = report.results
    assert [(crash.record, crash.error) for crash in result.crashes] == [("R2", "RuntimeError")]
    assert (result.checked, result.flagged) == (2, 2)
    assert [flag.message for flag in report.flags if flag.rule == result.rule] == ["once", "once"]
    assert other.status == "flagged"


def test_a_rule_that_never_ends_leaves_no_thousand_flags_behind():
    def endless(record, context):
        return itertools.repeat("again")

    report = moderated(rule(endless))
    assert report.flags == ()
    assert report.results[0].flagged == 0
    assert len(report.results[0].crashes) == 3


def test_a_rule_that_never_ends_and_catches_everything_is_stopped():
    def stubborn(record, context):
        while True:
            try:
                yield "again"
            except Exception:
                continue

    assert len(result_of(stubborn).crashes) == 3


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_rule_that_cannot_be_stopped_at_all_is_left_and_nothing_looks_checked():
    def unstoppable(record, context):
        while record.id != "R3":
            try:
                yield "again"
            except BaseException:
                continue

    report = moderated(rule(unstoppable), rule(flags, slug="other"))
    result, other = report.results
    assert [crash.record for crash in result.crashes] == ["R1", "R2", "R3"]
    assert result.crashes[2].place == "not tried: it did not end on others"
    assert (result.checked, other.flagged) == (0, 3)


def test_a_rule_that_runs_away_on_many_records_is_not_tried_on_all_of_them():
    tried = []

    def endless(record, context):
        tried.append(record.id)
        while True:
            yield "again"

    result = result_of(endless, year_of(100))
    assert len(result.crashes) == 100
    assert len(tried) <= MOST_RUNAWAYS + 1


def test_a_rule_over_the_programme_may_say_something_about_every_record():
    def each(record, context):
        for one in record.reviews:
            yield f"{one.id} one way"
            yield f"{one.id} and another"

    report = moderated(rule(each, over=qa.Programme), year=year_of(2 * MOST_MESSAGES))
    assert report.results[0].status == "flagged"
    assert len(report.flags) == 4 * MOST_MESSAGES


def test_a_rule_that_turns_its_end_into_another_error_crashes_once():
    def turns(record, context):
        try:
            yield 3
        except BaseException as error:
            raise ValueError("turned") from error

    assert [crash.record for crash in result_of(turns).crashes] == ["R1", "R2", "R3"]


@pytest.mark.parametrize("answer", [None, 5, qa.NotApplicable("swallowed")])
def test_a_rule_that_swallows_its_end_crashes_once(answer):
    def swallows(record, context):
        with contextlib.suppress(BaseException):
            yield 3
        return answer

    result = result_of(swallows)
    assert [crash.record for crash in result.crashes] == ["R1", "R2", "R3"]
    assert result.not_applicable == 0


def test_crashes_stand_in_one_order_whatever_the_order_of_rows():
    def breaks(record, context):
        raise ValueError
        yield

    year = year_of()
    turned = attrs.evolve(year, reviews=year.reviews[::-1])
    assert moderated(rule(breaks), year=year) == moderated(rule(breaks), year=turned)


def three():
    return [rule(passes, slug=slug) for slug in ("child-voice", "family-voice", "rationale")]


@pytest.mark.parametrize(
    ("select", "ignore", "chosen"),
    [
        (("*",), (), ["child-voice", "family-voice", "rationale"]),
        ("*", (), ["child-voice", "family-voice", "rationale"]),
        (("*-voice",), (), ["child-voice", "family-voice"]),
        ("made/rationale", (), ["rationale"]),
        (("rationale", "child-*"), (), ["child-voice", "rationale"]),
        (("made/*",), ("*-voice",), ["rationale"]),
        (("*",), "made/rationale", ["child-voice", "family-voice"]),
        (iter(["rationale"]), iter(()), ["rationale"]),
    ],
)
def test_rules_are_chosen_by_pattern_over_id_or_slug(select, ignore, chosen):
    report = moderated(*three(), select=select, ignore=ignore)
    assert [result.rule for result in report.results] == [f"made/{slug}" for slug in chosen]


@pytest.mark.parametrize(
    "options", [{"select": ["rationales"]}, {"ignore": ["made/rationales"]}, {"select": ["*", "rationales"]}]
)
def test_a_pattern_that_fits_no_rule_is_an_error_with_a_suggestion(options):
    with pytest.raises(qa.UnknownNameError, match=r"there is no rule '.*rationales'; did you mean 'made/rationale'"):
        moderated(*three(), **options)


@pytest.mark.parametrize("options", [{"select": ()}, {"select": ["rationale"], "ignore": ["rationale"]}])
def test_choosing_no_rule_at_all_is_not_ok(options):
    report = moderated(*three(), **options)
    assert report.results == ()
    assert not report.ok
    assert report.exit_code == 2
    assert report.not_run() == ["nothing was checked: no rule was chosen"]


def test_naming_a_rule_of_a_plugin_that_was_left_out_does_not_stop_the_others():
    failed = qa.FailedPlugin(name="camden", version="1", origin="camden", stage="import", reason="made up")
    plugins = attrs.evolve(plugins_of(*three()), failed=(failed,))
    for options in ({"select": ["camden/*", "rationale"]}, {"ignore": ["camden/own"]}):
        report = qa.moderate(year_of(), plugins, today=TODAY, settings=qa.Settings(), **options)
        assert report.results
        assert report.exit_code == 3


def test_adding_a_rule_that_crashes_changes_nothing_about_the_others():
    alone = moderated(rule(flags))
    beside = moderated(rule(flags), rule(breaks_on_second, slug="broken"))
    assert set(alone.flags) <= set(beside.flags)
    assert beside.results[1] == alone.results[0]


def test_progress_is_told_before_each_rule():
    told = []
    moderated(*three(), progress=lambda *said: told.append(said))
    assert told == [("made/child-voice", 0, 3), ("made/family-voice", 1, 3), ("made/rationale", 2, 3)]


def test_an_empty_programme_is_not_ok():
    report = moderated(*three(), year=qa.Programme())
    assert [result.status for result in report.results] == ["skipped"] * 3
    assert not report.ok
    assert report.exit_code == 2
    assert report.not_run() == ["nothing was checked: there are no records"]


def test_an_empty_programme_passes_none_of_the_built_in_rules_over_records():
    report = qa.moderate(qa.Programme(), BUILT_IN, today=TODAY, settings=qa.Settings())
    assert not report.ok
    statuses = {result.table: result.status for result in report.results if result.table != "programme"}
    assert set(statuses.values()) == {"skipped"}


def test_rows_that_could_not_be_read_are_reported_as_not_checked():
    row = {"activity": "A1", "child": "C1", "reviewer": "P1", "completed_on": "2024-02-01"}
    rows = [row | {"id": "R1", "overall": "Good"}, row | {"id": "R2", "overall": "Good/RI"}]
    year = qa.from_rows(reviews=rows, strict=False, plugins=BUILT_IN)
    report = moderated(rule(passes), year=year)
    assert report.results[0].records == 1
    assert [problem.where for problem in report.not_checked] == ["reviews row 2.overall"]
    assert not report.ok
    assert report.exit_code == 2
    assert report.not_run()[0].startswith("not checked: reviews row 2.overall: two grades in one cell")


def test_the_day_is_the_one_given_and_the_report_says_it():
    def late(record, context):
        if context.today > record.completed_on:
            yield "late"

    assert moderated(rule(late), today=DAY).flags == ()
    later = moderated(rule(late), today=TODAY)
    assert len(later.flags) == 3
    assert later.today == TODAY
    assert qa.moderate(year_of(), plugins_of(rule(late)), settings=qa.Settings()).today == datetime.date.today()


def test_a_flag_says_where_its_record_stands():
    year = qa.from_rows(
        reviews=[
            {"id": "R1", "activity": "A1", "child": "C1", "reviewer": "P1", "completed_on": DAY, "overall": "Good"}
        ],
        plugins=BUILT_IN,
    )

    def points(record, context):
        yield qa.flag("look here", field="overall")
        yield "look at the row"

    report = moderated(rule(points), year=year)
    assert {(flag.message, flag.field, flag.where) for flag in report.flags} == {
        ("look here", "overall", "reviews row 1.overall"),
        ("look at the row", None, "reviews row 1"),
    }
