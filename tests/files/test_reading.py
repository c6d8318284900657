"""Rows into records: every problem at once, and a row kept whole, or left out and named."""

import random

import pytest

import qaframework as qa

ACTIVITY = {"id": "A1", "kind": "practice_reviews", "title": "t", "start": "2024-01-29", "end": "2024-02-09"}
READING = {
    "id": "G1",
    "review": "R1",
    "reader": "P2",
    "stage": "moderation",
    "read_on": "2024-02-20",
    "overall": "Good",
}


@pytest.fixture
def lenient(plugins):
    """Return what was kept, and the places that are named."""

    def read(**tables):
        year = qa.from_rows(plugins=plugins, strict=False, **tables)
        return year, [problem.where for problem in year.problems]

    return read


# Every problem at once


def test_every_problem_of_every_table_is_told_at_once_in_the_order_of_the_file(problems_of, review):
    problems = problems_of(
        waivers=[
            {"rule": "defaults/x", "record": "R1", "reason": "r", "by": "P8", "approved_by": "P9", "until": "soon"}
        ],
        reviews=[review | {"completed_on": "31/02/2024", "overall": "Gd", "child": ""}, review | {"id": ""}],
        activities=[ACTIVITY | {"population": -1}],
    )
    assert [problem.split(": ")[0] for problem in problems] == [
        "activities row 1.population",
        "reviews row 1.child",
        "reviews row 1.completed_on",
        "reviews row 1.overall",
        "reviews row 2.id",
        "waivers row 1.until",
    ]


def test_an_error_says_how_many_problems_and_each_on_a_line(plugins, review):
    with pytest.raises(qa.DataError) as caught:
        qa.from_rows(reviews=[review | {"overall": "I", "completed_on": ""}], plugins=plugins)
    first, *rest = str(caught.value).splitlines()
    assert first == "2 problems in rows"
    assert rest[0] == "  reviews row 1.completed_on: a blank cell. Write the day the review was finished."
    assert rest[1].endswith(
        "Write one of Outstanding, Good, Requires improvement to be good, Inadequate; or not graded, not applicable."
    )


def test_every_problem_of_a_long_table_is_told_with_its_own_row(problems_of, review):
    rows = [review | {"id": f"R{number}"} for number in range(1, 1_204)]
    for number in (1, 500, 501, 1_000, 1_203):
        rows[number - 1] |= {"overall": "Gd", "completed_on": "31/02/2024", "activity": ""}
    rows[501:503] = [dict.fromkeys(review), "R503"]
    assert [problem.split(": ")[0] for problem in problems_of(reviews=rows)] == [
        place
        for number in (1, 500, 501, 503, 1_000, 1_203)
        for place in (
            ["reviews row 503"]
            if number == 503
            else [f"reviews row {number}.{column}" for column in ("activity", "completed_on", "overall")]
        )
    ]


def test_what_is_needed_and_blank_is_told_with_what_to_write(problems_of):
    assert problems_of(people=[{"id": " ", "role": "x"}]) == [
        "people row 1.id: a blank cell. Write a code, not a name."
    ]


def test_a_row_that_is_blank_altogether_is_no_row(plugins, review):
    blank = dict.fromkeys(review, "")
    year = qa.from_rows(reviews=[blank, review, blank | {"id": None, "child": float("nan")}], plugins=plugins)
    assert [(one.id, one.row) for one in year.reviews] == [("R1", 2)]


def test_a_row_with_nothing_but_a_domain_is_a_row(problems_of, review):
    rows = [review | {"domain.RISK": "Good"}, {"domain.RISK": "Good"}]
    assert len(problems_of(reviews=rows)) == 6


def test_a_review_needs_a_child_or_a_subject(plugins, problems_of, review):
    del review["child"]
    assert qa.from_rows(reviews=[review | {"subject": "F1"}], plugins=plugins).reviews[0].child is None
    (problem,) = problems_of(reviews=[review | {"subject": ""}])
    assert problem.startswith("reviews row 1.child: a blank cell. Write the child's pseudonym; or,")
    (problem,) = problems_of(reviews=[review])
    assert problem == "reviews: there is no column 'child'. Add it: the child's pseudonym."


@pytest.mark.parametrize("column", ["id", "activity", "reviewer", "completed_on", "overall"])
def test_a_needed_column_that_is_not_there_is_told_once(problems_of, lenient, review, column):
    rows = [{name: value for name, value in review.items() if name != column}] * 3
    (problem,) = problems_of(reviews=rows)
    assert problem.startswith(f"reviews: there is no column {column!r}. Add it: ")
    year, places = lenient(reviews=rows)
    assert not year.reviews
    assert str(year.problems[1]) == "reviews: 3 rows left out, for the headings cannot be read. Put the headings right."
    assert len(places) == 2


def test_a_column_that_there_is_not_is_told_with_the_nearest_and_never_repeated(problems_of, review):
    problems = problems_of(reviews=[review | {"Completed": "x", "Over all grade": "Good", "Jane Smith": "x"}])
    assert problems[0] == "reviews column 7: a column that reviews does not have. Did you mean 'completed_on'?"
    assert problems[2].startswith(
        "reviews column 9: a column that reviews does not have. Take it out, or name it one of id, "
    )
    assert "Jane" not in "".join(problems)


def test_the_same_column_twice_is_told_and_none_of_the_two_is_chosen(problems_of, lenient, review):
    rows = [review | {"Overall ": "Inadequate"}, review | {"id": "R2"}]
    assert problems_of(reviews=rows) == ["reviews column 7: a second column of the same name. Keep one of them."]
    year, _ = lenient(reviews=rows)
    assert not year.reviews
    assert len(problems_of(reviews=[review | {"domain.risk": "Good", "Domain RISK": "Good"}])) == 1


@pytest.mark.parametrize("cell", ["C1/C2", "C1 & C2", "C1, C2"])
def test_two_children_in_one_cell_are_refused(problems_of, review, cell):
    (problem,) = problems_of(reviews=[review | {"child": cell}])
    assert problem.startswith("reviews row 1.child: what may be two codes in one cell")
    assert "C1" not in problem


def test_a_reference_with_a_slash_is_one_reference(plugins, review):
    year = qa.from_rows(reviews=[review | {"id": "2024/01", "activity": "PR/2024 & more"}], plugins=plugins)
    assert year.reviews[0].activity == "PR/2024 & more"


def test_dates_that_a_column_puts_in_doubt_are_told_each_by_its_row(problems_of, lenient, review):
    days = ["03/04/2024", "25/04/2024", "04/25/2024", "2024-04-03"]
    rows = [review | {"id": f"R{number}", "completed_on": day} for number, day in enumerate(days, start=1)]
    assert [problem.split(". ")[0] for problem in problems_of(reviews=rows)] == [
        "reviews row 1.completed_on: a date that can be read two ways, in a column that holds month-first dates",
        "reviews row 3.completed_on: a date with the month first",
    ]
    year, _ = lenient(reviews=rows)
    assert [one.id for one in year.reviews] == ["R2", "R4"]


# What is kept


def test_what_stands_is_kept_and_what_does_not_is_named(lenient, review):
    rows = [
        review,
        review | {"id": "R2", "overall": "I"},
        review | {"id": "R3", "worker": "P1/P2"},
        review | {"id": "R4"},
    ]
    year, places = lenient(reviews=rows, people=[{"id": "P1"}])
    assert [one.id for one in year.reviews] == ["R1", "R4"]
    assert [one.id for one in year.people] == ["P1"]
    assert places == ["reviews row 2.overall", "reviews row 3.worker"]
    assert repr(year) == "<Programme: 1 person, 2 reviews; 2 problems: what is named there was left out>"


def test_every_row_is_kept_or_named_whatever_is_wrong_with_it(plugins, review):
    spoilt = [
        {"overall": "I"},
        {"overall": "#N/A"},
        {"completed_on": "1/13/2024"},
        {"scale": "nope"},
        {"child": ""},
        {"domain.RISK": "Gd"},
        {"activity": "A2"},
        {"activity": "A3"},
        {"id": "R9", "provenance": "stolen"},
        {},
    ]
    reviews = [review | {"id": f"R{number}"} | change for number, change in enumerate(spoilt)]
    activities = [ACTIVITY, ACTIVITY | {"id": "A2", "scale": "nope"}, ACTIVITY | {"id": "A3", "scale": "#REF!"}]
    readings = [READING | {"id": f"G{number}", "review": f"R{number}"} for number in range(10)]
    judgements = [{"review": f"R{number}", "domain": "PLAN", "grade": "Good"} for number in range(10)]
    tables = {"reviews": reviews, "activities": activities, "readings": readings, "judgements": judgements}
    year = qa.from_rows(plugins=plugins, strict=False, **tables)
    kept = {(table, one.row) for table in ("reviews", "activities", "readings") for one in year.table(table)}
    attached = {("judgements", one.row) for one in year.reviews if one.judgement("PLAN")}
    named = {
        (place.split(" row ")[0], int(place.split(" row ")[1].split(".")[0]))
        for place in (p.where for p in year.problems)
    }
    every = {(table, number) for table, rows in tables.items() for number in range(1, len(rows) + 1)}
    assert kept | attached | named == every
    assert not (kept | attached) & named


# Scales


def test_a_grade_is_read_on_the_scale_of_its_activity(plugins, review):
    rows = [review | {"overall": "Excellent"}, review | {"id": "R2", "activity": "A2", "overall": "Outstanding"}]
    activities = [ACTIVITY | {"scale": "city-of-london-2023"}, ACTIVITY | {"id": "A2"}]
    year = qa.from_rows(reviews=rows, activities=activities, plugins=plugins)
    assert [one.overall.scale.id for one in year.reviews] == ["city-of-london-2023", "ofsted-2018"]


def test_a_row_may_name_another_scale(plugins, review):
    rows = [review | {"overall": "Amber", "scale": "rag", "domain.RISK": "Red"}]
    (read,) = qa.from_rows(reviews=rows, activities=[ACTIVITY | {"scale": "met"}], plugins=plugins).reviews
    assert (read.overall.scale.id, read.judgements[0].grade.scale.id) == ("rag", "rag")


def test_the_caller_may_name_the_scale_of_reviews_that_name_none(plugins, review):
    rows = [review | {"overall": "Green"}, review | {"id": "R2", "activity": "A2", "overall": "Met"}]
    activities = [ACTIVITY, ACTIVITY | {"id": "A2", "scale": "met"}]
    year = qa.from_rows(reviews=rows, activities=activities, scale="rag", plugins=plugins)
    assert [one.overall.scale.id for one in year.reviews] == ["rag", "met"]


def test_a_reading_is_graded_on_the_scale_of_its_review_whatever_the_order_of_the_tables(plugins, review):
    tables = {
        "readings": [READING | {"overall": "Partly met"}],
        "reviews": [review | {"overall": "not graded"}],
        "activities": [ACTIVITY | {"scale": "met"}],
    }
    for names in (list(tables), list(tables)[::-1]):
        year = qa.from_rows(plugins=plugins, **{name: tables[name] for name in names})
        assert year.readings[0].overall.scale.id == "met"


@pytest.mark.parametrize(("column", "kind"), [("scale", "grading scale"), ("template", "review template")])
def test_a_scale_or_template_that_no_plugin_gives_is_told_with_the_nearest(problems_of, review, column, kind):
    near = {"scale": "ofsted-2019", "template": "practice-reviews"}[column]
    (problem,) = problems_of(activities=[ACTIVITY | {column: near}], reviews=[review])
    assert problem.startswith(f"activities row 1.{column}: a {kind} that no plugin gives. Did you mean ")
    assert near not in problem.replace("'practice-review'", "")
    (problem,) = problems_of(activities=[ACTIVITY | {column: "Jane"}])
    assert ". Write one of " in problem


def test_reviews_of_an_activity_whose_scale_cannot_be_read_are_left_out_with_it(lenient, review):
    activities = [ACTIVITY | {"scale": "nope"}, ACTIVITY | {"id": "A2", "scale": "met"}]
    reviews = [
        review,
        review | {"id": "R2", "activity": "A2", "overall": "Met"},
        review | {"id": "R3", "scale": "rag", "overall": "Red"},
    ]
    readings = [READING, READING | {"id": "G2", "review": "R2", "overall": "Met"}]
    year, places = lenient(activities=activities, reviews=reviews, readings=readings)
    assert [one.id for one in year.reviews] == ["R2", "R3"]
    assert [one.id for one in year.readings] == ["G2"]
    assert places == ["activities row 1.scale", "reviews row 1", "readings row 1"]


def test_a_row_that_is_wrong_by_itself_is_not_also_named_as_left_out_with_another(lenient, review):
    activities = [ACTIVITY | {"scale": "nope"}]
    _, places = lenient(activities=activities, reviews=[review | {"completed_on": "soon"}], judgements=[told(grade="")])
    assert places == ["activities row 1.scale", "reviews row 1.completed_on", "judgements row 1.grade"]


def test_reviews_of_an_activity_that_may_be_one_whose_id_cannot_be_read_are_left_out_too(lenient, review):
    activities = [ACTIVITY | {"id": "#N/A", "scale": "met"}, ACTIVITY | {"id": "A2"}]
    year, places = lenient(activities=activities, reviews=[review, review | {"id": "R2", "activity": "A2"}])
    assert [one.id for one in year.reviews] == ["R2"]
    assert places == ["activities row 1.id", "reviews row 1"]


def test_two_activities_of_one_id_on_different_scales_leave_their_reviews_without_one(problems_of, plugins, review):
    activities = [ACTIVITY, ACTIVITY | {"scale": "met"}]
    (problem,) = problems_of(activities=activities, reviews=[review])
    assert problem.startswith("reviews row 1.activity: the id of more than one activity, on different scales")
    assert problems_of(activities=activities, reviews=[review | {"scale": "ofsted-2018"}]) == []
    assert problems_of(activities=[ACTIVITY, ACTIVITY], reviews=[review]) == []


def test_a_word_that_was_in_use_only_for_a_time_is_read_only_then(problems_of, review):
    activity = [ACTIVITY | {"scale": "ciw"}]
    assert problems_of(activities=activity, reviews=[review | {"overall": "Poor", "completed_on": "2025-03-31"}]) == []
    rows = [review | {"overall": "Poor", "domain.RISK": "Needs improvement", "completed_on": "2025-04-01"}]
    assert [problem.split(" was not")[0] for problem in problems_of(activities=activity, reviews=rows)] == [
        "reviews row 1.overall: 'Poor'",
        "reviews row 1.domain.RISK: 'Needs improvement'",
    ]


# Judgements


def told(review="R1", domain="RISK", grade="Good", **words):
    return {"review": review, "domain": domain, "grade": grade} | words


def test_judgements_of_the_table_go_into_their_review_or_reading(plugins, review):
    year = qa.from_rows(
        reviews=[review],
        readings=[READING],
        judgements=[told(rationale="why", evidence="visit"), told("G1", "child's voice", "RI"), told(domain="plan")],
        plugins=plugins,
    )
    risk = year.reviews[0].judgement("risk")
    assert (str(risk.grade), risk.rationale, risk.evidence) == ("Good", "why", "visit")
    assert [one.domain for one in year.reviews[0].judgements] == ["PLAN", "RISK"]
    assert list(year.readings[0].domain_grades) == ["CHILD'S_VOICE"]
    assert [one.review for one in year.judgements] == ["R1", "R1"]


def test_a_judgement_may_add_words_to_the_grade_in_the_reviews_own_row(plugins, problems_of, review):
    rows = [review | {"domain.RISK": "good"}]
    year = qa.from_rows(reviews=rows, judgements=[told(rationale="why")], plugins=plugins)
    assert [one.rationale for one in year.reviews[0].judgements] == ["why"]
    (problem,) = problems_of(reviews=rows, judgements=[told(grade="RI")])
    assert problem == "judgements row 1.grade: another grade than the one in the row of the review. Make them the same."


def test_a_judgement_of_a_review_that_is_not_there_is_told(problems_of, review):
    (problem,) = problems_of(reviews=[review], judgements=[told("R2"), told()])
    assert problem == "judgements row 1.review: no review or reading has this id. Correct it, or add the review."


def test_a_second_judgement_of_a_domain_is_told_even_if_it_is_the_same(problems_of, review):
    for second in (told(grade="RI"), told(), told(domain=" risk ")):
        (problem,) = problems_of(reviews=[review], judgements=[told(), second])
        assert problem.startswith("judgements row 2.domain: a second judgement of this domain in this review")


def test_a_judgement_that_cannot_be_read_takes_its_review_with_it(lenient, review):
    for spoilt in (told(grade="I"), told(grade=""), told(domain=""), told(grade="#N/A")):
        year, places = lenient(
            reviews=[review, review | {"id": "R2"}], judgements=[told(domain="PLAN"), spoilt, told("R2")]
        )
        assert [one.id for one in year.reviews] == ["R2"]
        assert places[0].startswith("judgements row 2.")
        assert sorted(places[1:]) == ["judgements row 1", "reviews row 1"]


def test_judgements_of_a_review_that_is_left_out_are_named_and_checked_all_the_same(lenient, review):
    year, places = lenient(
        reviews=[review | {"completed_on": "soon"}], judgements=[told(), told(domain="PLAN", grade="I")]
    )
    assert not year.reviews
    assert places == ["reviews row 1.completed_on", "judgements row 2.grade", "judgements row 1"]


def test_judgements_of_an_id_that_two_records_have_are_told(problems_of, lenient, review):
    tables = {"reviews": [review, review], "readings": [READING | {"id": "R1"}], "judgements": [told()]}
    (problem,) = problems_of(**tables)
    assert problem == "judgements row 1.review: the id of more than one review or reading. Give each an id of its own."
    year, places = lenient(**tables)
    assert not year.reviews
    assert not year.readings
    assert places == ["judgements row 1.review", "reviews row 1", "reviews row 2", "readings row 1"]
    assert problems_of(reviews=[review, review]) == []


def test_judgements_are_not_called_orphans_where_a_review_could_not_be_read(lenient, review):
    _, places = lenient(reviews=[review | {"id": "#N/A"}], judgements=[told()])
    assert places == ["reviews row 1.id", "judgements row 1"]


# Order


def test_the_order_of_rows_tables_and_columns_changes_only_the_order_of_records(plugins, review):
    def shuffled(rows, chance):
        rows = [dict(chance.sample(list(row.items()), len(row))) for row in rows]
        return chance.sample(rows, len(rows))

    tables = {
        "activities": [ACTIVITY | {"scale": "met"}, ACTIVITY | {"id": "A2"}, ACTIVITY | {"id": "A3", "scale": "nope"}],
        "reviews": [
            review
            | {"id": f"R{number}", "activity": f"A{number % 3 + 1}", "overall": "Met" if number % 3 == 0 else "Good"}
            | {"completed_on": day, "domain.PLAN": "not graded"}
            for number, day in enumerate(["03/04/2024", "2024-04-03", "25/04/2024", "soon", "4/25/2024", "2024-05-01"])
        ],
        "readings": [
            READING | {"id": f"G{number}", "review": f"R{number}", "overall": "withheld"} for number in range(6)
        ],
        "judgements": [told(f"R{number}", grade="n/a", rationale="x") for number in (1, 2, 3, 7)],
    }

    def kept(year):
        return {table: {one.id: one for one in year.table(table)} for table in ("activities", "reviews", "readings")}

    whole = qa.from_rows(plugins=plugins, strict=False, **tables)
    for seed in range(20):
        chance = random.Random(seed)
        names = chance.sample(list(tables), len(tables))
        year = qa.from_rows(plugins=plugins, strict=False, **{name: shuffled(tables[name], chance) for name in names})
        assert kept(year) == kept(whole)
        assert len(year.problems) == len(whole.problems)


@pytest.mark.parametrize("nothing", [[], (), iter([])])
def test_an_empty_table_in_code_is_a_table_without_rows(plugins, nothing):
    assert qa.from_rows(plugins=plugins, reviews=nothing, calendar=[]) == qa.Programme()


def test_a_template_of_a_review_that_no_plugin_gives_is_named_with_the_nearest(lenient, review):
    year, places = lenient(
        reviews=[
            review | {"template": "practise-review@2"},
            review | {"id": "R2", "template": "practice-review@2"},
        ]
    )
    assert [one.id for one in year.reviews] == ["R2"]
    assert places == ["reviews row 1.template"]


def test_what_a_form_shows_for_people_is_not_read_and_no_problem(plugins, review):
    told = {"review": "R1", "domain": "RISK", "title": "Risk, as I see it", "prompts": "What?", "grade": "Good"}
    year = qa.from_rows(plugins=plugins, reviews=[review], judgements=[told])
    assert str(year.reviews[0].domain_grades["RISK"]) == "Good"
    with pytest.raises(qa.DataError, match="a column that findings does not have"):
        qa.from_rows(plugins=plugins, findings=[{"id": "F1", "prompts": "What?"}])
