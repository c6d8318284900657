"""Where too little can be shown, less is shown: collapsed, pooled, without the breakdown, in words."""

import pytest

import qaframework as qa

SCALE = qa.load_plugins(allow=[]).scales["ofsted-2018"]
LABELS = {"grade": [grade.label for grade in SCALE.grades], "status": ["CIN", "CLA", "CP"], "round": ["May", "Feb"]}


def table(counts, by=("round", "grade")):
    return qa.CountTable(name="t", measure="reviews", by=by, counts=counts, labels={name: LABELS[name] for name in by})


def spread(**per_grade):
    return {(round_, grade): n for grade, n in per_grade.items() for round_ in ("May", "Feb")}


def protect(counts, *steps):
    return qa.protect([table(counts)], "dfe", fallbacks={"t": steps})["t"]


def test_a_table_that_tells_enough_is_left_as_it_is():
    safe = protect(spread(Good=8, Outstanding=7), qa.Fallback.grades(SCALE))
    assert safe.steps == ()
    assert safe.hidden == 0


def test_grades_are_collapsed_first_then_rounds_pooled():
    grades, rounds = qa.Fallback.grades(SCALE), qa.Fallback.pool("round", "both rounds")
    safe = protect(spread(Outstanding=3, Good=4, Inadequate=6), grades, rounds)
    assert safe.steps == ("shown as Good or better and below Good",)
    assert str(safe.at(round="May", grade="Good or better")) == "7"
    few = protect(spread(Outstanding=1, Good=3, Inadequate=3), grades, rounds)
    assert few.steps[-1] == "round put together: both rounds"
    assert str(few.at(round="both rounds", grade="Good or better")) == "8"


def test_then_the_breakdown_is_dropped_and_at_last_there_are_words():
    drop = qa.Fallback.drop("grade")
    assert protect(spread(Good=4, Inadequate=2), drop).steps == ("not broken down by grade",)
    gone = protect({("May", "Good"): 2}, drop)
    assert gone.steps == ("not broken down by grade", "told in words")
    assert gone.words == "The numbers are too small to show without pointing to somebody."
    assert gone.rows() == []
    assert gone.words in repr(gone)
    assert gone.words in gone._repr_html_()


def test_a_scale_that_declares_no_standard_is_not_guessed():
    with pytest.raises(qa.SettingsError, match="does not say"):
        qa.Fallback.grades(qa.GradingScale(id="x", title="x", levels=("Up", "Down")))


def test_a_fallback_for_a_table_that_is_not_there_is_refused():
    with pytest.raises(qa.UnknownNameError, match="table"):
        qa.protect([table(spread(Good=8))], "dfe", fallbacks={"u": []})
