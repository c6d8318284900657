"""Tables of counts say what is wrong with them, and are put together as asked."""

import pytest

import qaframework as qa

GRADES = ["Outstanding", "Good", "Poor"]


def table(**others):
    counts = {("May", "Good"): 9, ("May", "Poor"): 5, ("Feb", "Good"): 11, ("Feb", "Poor"): 2}
    given = {"name": "t", "measure": "reviews", "by": ["round", "grade"], "counts": counts, "labels": {"grade": GRADES}}
    return qa.CountTable(**given | others)


def test_counts_of_rows_are_counts_of_rows():
    rows = [{"round": "May", "grade": "Good"}] * 3 + [{"round": "Feb", "grade": "Good"}]
    counted = qa.CountTable.from_rows("t", rows, by=["grade"], measure="reviews", where={"round": "May"})
    assert counted.counts == {("Good",): 3}


def test_every_problem_is_told_at_once():
    with pytest.raises(qa.DataError) as caught:
        table(counts={("May",): 1, ("May", "Good"): -1}, sensitive=["mood"], where={"round": "May"})
    assert len(caught.value.problems) == 4


def test_a_label_called_total_is_refused():
    with pytest.raises(qa.DataError, match="'total' is a label"):
        table(counts={("May", "total"): 3})


def test_collapsed_pooled_and_dropped_tables_add_up():
    groups = {"Good or better": ["Outstanding", "Good"], "below": ["Poor"]}
    both = table().collapse("grade", groups).pool("round", "both rounds")
    assert both.places() == (
        ("both rounds", "Good or better"), ("both rounds", "below"), ("both rounds", "total"),
        ("total", "Good or better"), ("total", "below"), ("total", "total"),
    )  # fmt: skip
    assert [both.count(place) for place in both.places()] == [20, 7, 27, 20, 7, 27]
    assert table().drop("round").count(("Good",)) == 20


def test_two_tables_that_disagree_are_refused_together():
    other = table(name="u", counts={("May", "Good"): 9})
    with pytest.raises(qa.DataError, match="two numbers for the same thing"):
        qa.protect([table(), other], "dfe")


def test_two_tables_of_one_name_are_refused():
    with pytest.raises(qa.DataError, match="two tables have this name"):
        qa.protect([table(), table()], "dfe")


def test_a_label_that_is_not_there_is_named_with_those_that_are():
    safe = qa.protect([table()], "none")["t"]
    with pytest.raises(qa.UnknownNameError, match="did you mean 'Good'"):
        safe.at(grade="Goood")
    with pytest.raises(qa.UnknownNameError, match="dimension"):
        safe.at(mood="Good")


def test_rows_without_a_column_are_named_by_the_column_alone():
    rows = [{"round": "May", "grade": "Good"}, {"round": "May", "note": "secret"}]
    with pytest.raises(qa.DataError, match="some rows have no column 'grade'") as caught:
        qa.CountTable.from_rows("t", rows, by=["round", "grade"], measure="reviews", amount="days")
    assert [problem.what.split()[-1] for problem in caught.value.problems] == ["'days'", "'grade'"]
    assert "secret" not in str(caught.value)


def test_what_is_not_recorded_is_a_label_of_its_own():
    rows = [{"grade": None}, {"grade": "Good"}]
    assert qa.CountTable.from_rows("t", rows, by=["grade"], measure="m").counts == {("not recorded",): 1, ("Good",): 1}


def test_half_a_child_is_not_counted():
    with pytest.raises(qa.DataError, match="no whole number"):
        table(counts={("May", "Good"): 1.5})


def test_tables_that_cannot_all_be_true_are_refused_together():
    """27 in all, 14 of them in May and 3 in February, and no other round."""
    labels = {"round": ["May", "Feb"]}
    tables = [qa.CountTable(name="all", measure="reviews", counts={(): 27})] + [
        qa.CountTable(name=one, measure="reviews", where={"round": one}, labels=labels, counts={(): n})
        for one, n in (("May", 14), ("Feb", 3))
    ]
    with pytest.raises(qa.DataError, match="'all', 'May', 'Feb': their numbers of reviews do not add up"):
        qa.protect(tables, "dfe")
