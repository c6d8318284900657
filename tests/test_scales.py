import copy
import datetime
import math
import operator
import pickle
import statistics

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework import scales
from qaframework.scales import crosswalk_between, fold

OFSTED = qa.load_plugins(allow=()).scales["ofsted-2018"]
CARE = qa.load_plugins(allow=()).scales["care-inspectorate"]
RI = "Requires improvement to be good"

grades = st.sampled_from(OFSTED.grades)


@pytest.mark.parametrize(
    ("written", "label"),
    [
        ("Outstanding", "Outstanding"),
        ("outstanding", "Outstanding"),
        ("  OUTSTANDING  ", "Outstanding"),
        ("Outstanding.", "Outstanding"),
        ("O", "Outstanding"),
        ("Good", "Good"),
        ("good\u00a0", "Good"),
        ("G", "Good"),
        ("RI", RI),
        ("R.I.", RI),
        ("ri", RI),
        ("RIG", RI),
        ("Req Imp", RI),
        ("Req. Imp.", RI),
        ("Requires improvement", RI),
        ("Requires  Improvement", RI),
        ("Requires\nimprovement", RI),
        ("Requires-improvement", RI),
        ("Requires_improvement_to_be_good", RI),
        ("Requires Improvement To Be Good", RI),
        ("Requires improving", RI),
        ("Inadequate", "Inadequate"),
        ("INAD", "Inadequate"),
        ("Inad.", "Inadequate"),
        ("In", "Inadequate"),
    ],
)
def test_the_spellings_people_use_are_read(written, label):
    assert OFSTED.parse(written).label == label


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("I", "a short form that is not safe to read"),
        ("R", "a short form that is not safe to read"),
        ("Good/RI", "two grades in one cell: Good and Requires improvement to be good"),
        ("RI / Good", "two grades in one cell"),
        ("Good to Outstanding", "two grades in one cell: Good and Outstanding"),
        ("Good or Outstanding", "two grades in one cell"),
        ("Good, RI", "two grades in one cell"),
        ("Good-", "text of 5 characters"),
        ("Good+", "text of 5 characters"),
        ("RI (just)", "text of 9 characters"),
        ("good or better", "text of 14 characters"),
        ("Godo", "text of 4 characters that is no grade of ofsted-2018 (close to Good)"),
        ("", "text of 0 characters"),
        ("   ", "text of 0 characters"),
        ("4", "text of 1 character "),
        ("Excellent", "text of 9 characters"),
        ("Adequate", "text of 8 characters"),
    ],
)
def test_what_needs_a_guess_is_refused_with_the_kind_of_thing_it_is(written, kind):
    with pytest.raises(qa.ScaleError) as refused:
        OFSTED.parse(written)
    assert kind in str(refused.value)


def test_the_short_form_i_names_both_grades_it_could_be():
    with pytest.raises(qa.ScaleError, match="Requires improvement to be good or Inadequate"):
        OFSTED.parse("I")


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz ./-", min_size=6, max_size=40).map("zmarker".__add__))
def test_a_refusal_never_repeats_what_was_written(written):
    with pytest.raises(qa.ScaleError) as refused:
        OFSTED.parse(written)
    assert "zmarker" not in str(refused.value)


@given(st.text())
def test_any_text_is_a_grade_a_missing_grade_or_refused(written):
    try:
        found = OFSTED.parse(written)
    except qa.ScaleError:
        assert OFSTED.find(written) is None
    else:
        assert found in OFSTED.grades or found in qa.Missing


@given(grades, st.sampled_from([str.upper, str.lower, str.title, str.swapcase]), st.text(" \t\n\u00a0", max_size=3))
def test_case_and_spaces_do_not_matter(grade, case, space):
    assert OFSTED.parse(space + case(grade.label) + space) is grade


@pytest.mark.parametrize("dash", ["-", "\u2013", "\u2014", "\u2011"])
def test_the_dash_a_word_processor_puts_in_is_a_dash(dash):
    assert CARE.parse(f"5 {dash} Very good").label == "Very good"


@pytest.mark.parametrize(("cell", "label"), [(6, "Excellent"), (5.0, "Very good"), ("1", "Unsatisfactory")])
def test_a_care_inspectorate_number_is_read_as_excel_gives_it(cell, label):
    row = {"id": "R1", "activity": "A1", "child": "C1", "reviewer": "P1", "completed_on": "2024-02-01"}
    year = qa.from_rows(reviews=[row | {"overall": cell}], scale="care-inspectorate")
    assert year.reviews[0].overall == label


@pytest.mark.parametrize("written", ["1.0", "0.1", "10.0", ".5", "9-10", "-1", "11"])
def test_a_decimal_is_not_read_as_another_number(written):
    scaling = qa.load_plugins(allow=()).scales["scaling-0-10"]
    with pytest.raises(qa.ScaleError):
        scaling.parse(written)


@given(st.integers(0, 10), st.integers(0, 10))
def test_a_scaling_question_is_ordered_as_its_numbers_are(one, other):
    scaling = qa.load_plugins(allow=()).scales["scaling-0-10"]
    assert (scaling.parse(str(one)) < str(other)) == (one < other)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("not applicable", qa.Missing.NOT_APPLICABLE),
        ("N/A", qa.Missing.NOT_APPLICABLE),
        ("n.a.", qa.Missing.NOT_APPLICABLE),
        ("Not graded", qa.Missing.NOT_GRADED),
        ("Ungraded", qa.Missing.NOT_GRADED),
        ("Insufficient evidence", qa.Missing.INSUFFICIENT_EVIDENCE),
        ("Withheld", qa.Missing.WITHHELD),
        ("suppressed", qa.Missing.WITHHELD),
    ],
)
def test_the_four_reasons_for_no_grade_are_read_and_kept_apart(written, kind):
    assert OFSTED.parse(written) is kind


@pytest.mark.parametrize("kind", qa.Missing)
def test_a_missing_grade_is_no_grade(kind):
    assert not isinstance(kind, qa.Grade)
    assert kind not in OFSTED.grades
    assert OFSTED.parse(str(kind)) is kind
    assert OFSTED.best != kind
    assert OFSTED.best != str(kind)
    for compare in (operator.lt, operator.le, operator.gt, operator.ge):
        with pytest.raises(TypeError):
            compare(OFSTED.best, kind)
        with pytest.raises(TypeError):
            compare(kind, OFSTED.best)
        with pytest.raises(qa.ScaleError):
            compare(OFSTED.best, str(kind))


def test_an_authority_may_have_its_own_word_for_a_missing_grade():
    scale = qa.GradingScale("own", "Own", ("Good", "Bad"), missing={"Audit void": qa.Missing.NOT_GRADED})
    assert scale.parse("audit VOID") is qa.Missing.NOT_GRADED
    assert scale.parse("n/a") is qa.Missing.NOT_APPLICABLE


@pytest.mark.parametrize(
    "levels",
    [
        ("Good", "Good"),
        ("Good", "good."),
        (qa.Level("Good", aliases=("G",)), qa.Level("Grim", aliases=("g",))),
        (qa.Level("Good"), qa.Level("Bad", aliases=("good",))),
        ("Good", ""),
        ("Good", qa.Level("Bad", aliases=(" . ",))),
        ("Yes", "No", "N/A"),
        ("Good", qa.Level("Poor", aliases=("not graded",))),
    ],
)
def test_a_word_that_would_mean_two_things_or_nothing_is_refused_when_the_scale_is_made(levels):
    with pytest.raises(qa.ScaleError, match=r"two levels|no word|missing grade"):
        qa.GradingScale("x", "X", levels)


def test_an_own_missing_word_that_is_also_a_level_is_refused():
    with pytest.raises(qa.ScaleError, match="missing grade"):
        qa.GradingScale("x", "X", ("Good", "None"), missing={"none": qa.Missing.NOT_GRADED})


def test_one_alias_may_be_given_without_a_list():
    assert qa.Level("Inadequate", False, "Inad").aliases == (qa.Alias("Inad"),)


def test_a_scale_without_grades_has_no_best_and_reads_only_missing_grades():
    narrative = qa.load_plugins(allow=()).scales["ungraded"]
    assert narrative.grades == ()
    for end in ("best", "worst"):
        with pytest.raises(qa.ScaleError, match="no grades"):
            getattr(narrative, end)
    assert narrative.parse("not graded") is qa.Missing.NOT_GRADED
    with pytest.raises(qa.ScaleError):
        narrative.parse("Good")


def test_an_alias_counts_only_on_the_days_it_was_in_use():
    day = datetime.date
    old = qa.Alias("Satisfactory", since=day(2005, 9, 1), until=day(2012, 8, 31))
    scale = qa.GradingScale("x", "X", ("Good", qa.Level("Adequate", aliases=(old,))))
    for on in (day(2005, 9, 1), day(2010, 1, 1), day(2012, 8, 31), None):
        assert scale.parse("satisfactory", on).label == "Adequate"
    for on in (day(2005, 8, 31), day(2012, 9, 1)):
        with pytest.raises(qa.ScaleError, match="'Satisfactory' was not a word of scale x on"):
            scale.parse("satisfactory", on)
        assert scale.parse("adequate", on).label == "Adequate"


def test_a_grade_read_from_a_row_must_have_been_a_word_on_that_day():
    row = {"id": "R1", "activity": "A1", "child": "C1", "reviewer": "P1", "overall": "Satisfactory"}
    then = qa.from_rows(reviews=[row | {"completed_on": "2010-03-01"}], scale="ofsted-2005")
    assert then.reviews[0].overall == "Adequate"
    with pytest.raises(qa.DataError, match="was not a word"):
        qa.from_rows(reviews=[row | {"completed_on": "2013-03-01"}], scale="ofsted-2005")


def test_meeting_the_standard_is_declared_and_not_worked_out_from_the_place():
    scale = qa.GradingScale("x", "X", (qa.Level("Top", False), qa.Level("Middle", True), qa.Level("Bottom")))
    assert [grade.meets for grade in scale.grades] == [False, True, None]


@given(grades, grades, grades)
def test_the_grades_of_a_scale_are_in_one_total_order(a, b, c):
    assert [a < b, a == b, a > b].count(True) == 1
    assert (a <= b) == (not a > b)
    assert (a >= b) == (b <= a)
    assert not (a < b and b < c) or a < c
    assert a.steps_from(b) == b.steps_from(a) == abs(a.rank - b.rank)


@given(st.lists(grades))
def test_grades_sort_from_worst_to_best(some):
    assert [grade.rank for grade in sorted(some)] == sorted(grade.rank for grade in some)


@given(grades, grades)
def test_a_string_is_read_on_the_grades_own_scale(one, other):
    assert (one < other.label) == (one < other)
    assert (one >= other.label.upper()) == (one >= other)
    assert (other.label > one) == (other > one)
    assert (one == other.label) == (one == other)
    assert (one != other.label) == (one != other)


def test_a_grade_equals_every_spelling_of_itself():
    assert OFSTED.parse("RI") == "Requires improvement"
    assert OFSTED.parse("RI") in ("Req Imp", "Inad")
    assert OFSTED.parse("RI") != "Good"
    assert OFSTED.parse("RI") != "Gud"


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge, qa.Grade.steps_from])
def test_a_misspelt_grade_raises_where_order_is_asked_for(compare):
    with pytest.raises(qa.ScaleError):
        compare(OFSTED.best, "Godo")


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge, qa.Grade.steps_from])
@pytest.mark.parametrize("other", [None, 3, 2.0, ("Good",)])
def test_a_grade_has_no_order_against_anything_else(compare, other):
    with pytest.raises(TypeError):
        compare(OFSTED.best, other)


@pytest.mark.parametrize("compare", [operator.lt, operator.le, operator.gt, operator.ge, qa.Grade.steps_from])
def test_grades_of_two_scales_cannot_be_ordered(compare):
    with pytest.raises(qa.ScaleError, match="two scales"):
        compare(OFSTED.parse("Good"), CARE.parse("Good"))


def test_grades_of_two_scales_are_never_equal_though_they_share_a_word():
    assert OFSTED.parse("Good") != CARE.parse("Good")
    assert len({OFSTED.parse("Good"), CARE.parse("Good")}) == 2


def test_sorting_grades_of_two_scales_raises():
    with pytest.raises(qa.ScaleError):
        sorted([OFSTED.parse("Good"), CARE.parse("Good")])


@given(grades, grades)
def test_equal_grades_hash_alike(one, other):
    assert one != other or hash(one) == hash(other)
    assert hash(one) == hash(one.label)


@pytest.mark.parametrize(
    "twin", [copy.copy, copy.deepcopy, lambda grade: pickle.loads(pickle.dumps(grade))], ids=["copy", "deep", "pickle"]
)
@given(grade=grades, other=grades)
def test_a_copied_grade_behaves_like_the_grade(twin, grade, other):
    copied = twin(grade)
    assert copied == grade
    assert hash(copied) == hash(grade)
    assert copied == grade.label.lower()
    assert (copied < other) == (grade < other)
    assert (other < copied) == (other < grade)
    assert repr(copied) == repr(grade)


def test_a_grade_is_frozen():
    with pytest.raises(AttributeError):
        OFSTED.best.rank = 0


@pytest.mark.parametrize(
    "work",
    [
        lambda a, b: a + b,
        lambda a, b: a - b,
        lambda a, _: a * 2,
        lambda a, _: a / 2,
        lambda a, _: -a,
        lambda a, _: 1 + a,
        lambda a, b: sum([a, b]),
        lambda a, b: statistics.mean([a, b]),
        lambda a, b: statistics.fmean([a, b]),
        lambda a, b: statistics.median([a, b]),
        lambda a, b: math.fsum([a, b]),
        lambda a, _: int(a),
        lambda a, _: float(a),
        lambda a, _: round(a),
        lambda a, _: [0, 1, 2, 3][a],
    ],
)
def test_no_arithmetic_is_done_with_grades(work):
    with pytest.raises(TypeError):
        work(OFSTED.best, OFSTED.worst)


def test_nothing_in_the_scales_module_averages():
    names = {name.casefold() for thing in (scales, qa.Grade, qa.GradingScale, qa.Crosswalk) for name in dir(thing)}
    assert not [name for name in names if "mean" in name or "average" in name or "score" in name]


def walk(*table, kind="approximate", source="here", target="there"):
    return qa.Crosswalk(source, target, dict(table), kind=kind, author="Made up", rationale="made up")


HERE = qa.GradingScale("here", "Here", ("Fine", "Fair", "Foul"))
THERE = qa.GradingScale("there", "There", ("A", "B", "C", "D"))
fine, fair, foul = HERE.grades


def test_a_crosswalk_gives_a_grade_or_a_set_best_first():
    both = walk(("Fine", "A"), ("Fair", ("C", "B")))
    assert [str(one) for one in both.convert(fine, THERE)] == ["A"]
    assert [str(one) for one in both.convert(fair, THERE)] == ["B", "C"]


@pytest.mark.parametrize(
    "refusing",
    [walk(("Fine", "A"), ("Foul", None)), walk(("Fine", "A")), walk(("Foul", ())), walk(("Foul", "D"), kind="refuse")],
)
def test_a_grade_the_author_does_not_carry_over_is_refused_with_the_reason(refusing):
    with pytest.raises(qa.ScaleError, match="Foul on here has no reading on there: made up"):
        refusing.convert(foul, THERE)


def test_a_crosswalk_to_a_word_that_is_no_grade_raises_rather_than_giving_nothing():
    with pytest.raises(qa.ScaleError, match="'AA'"):
        walk(("Fine", ("A", "AA"))).convert(fine, THERE)


def test_a_crosswalk_has_one_direction():
    with pytest.raises(qa.ScaleError, match="reads here as there"):
        walk(("Fine", "A")).convert(THERE.best, HERE)
    with pytest.raises(qa.ScaleError, match="reads here as there"):
        walk(("Fine", "A")).convert(fine, HERE)
    with pytest.raises(qa.ScaleError, match="no crosswalk from there to here"):
        crosswalk_between([walk(("Fine", "A"))], "there", "here")


def test_a_pair_nobody_has_written_raises_and_names_the_closest():
    written = [walk(source="here", target="elsewhere"), walk(source="far", target="there")]
    with pytest.raises(qa.ScaleError, match="closest that is written is here to elsewhere"):
        crosswalk_between(written, "here", "there")
    with pytest.raises(qa.ScaleError, match="closest that is written is far to there"):
        crosswalk_between(written, "near", "there")
    with pytest.raises(qa.ScaleError) as nothing:
        crosswalk_between(written, "near", "nowhere")
    assert "closest" not in str(nothing.value)


@given(st.permutations([walk(source="here", target=name) for name in ("a", "b", "c")]))
def test_the_closest_crosswalk_does_not_depend_on_the_order(written):
    with pytest.raises(qa.ScaleError, match="here to a"):
        crosswalk_between(written, "here", "there")


def test_plugins_convert_through_what_is_written_only():
    plugins = qa.load_plugins(allow=())
    excellent = plugins.scales["city-of-london-2023"].parse("Excellent")
    assert plugins.convert(excellent, "ofsted-2018") == (OFSTED.best,)
    with pytest.raises(qa.ScaleError, match="higher bar"):
        plugins.convert(plugins.scales["ofsted-2005"].parse("Adequate"), "ofsted-2013")
    with pytest.raises(qa.ScaleError, match="no crosswalk from care-inspectorate to ofsted-2018"):
        plugins.convert(CARE.best, "ofsted-2018")
    with pytest.raises(qa.UnknownNameError, match="did you mean 'ofsted-2018'"):
        plugins.convert(excellent, "ofsted-2081")


@given(st.text() | st.text(alphabet="ab1 .-_\u2013\u200b"))
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet="abc .-_"))
def test_a_folded_label_has_no_doubled_or_outer_spaces(text):
    assert fold(text) == " ".join(fold(text).split())
