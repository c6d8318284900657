import copy
import datetime
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import qaframework as qa
from qaframework.model.programme import RECORDS, TABLE_OF, Origin, by_id, repeated_ids, reviewers

OFSTED = qa.load_plugins(allow=()).scales["ofsted-2018"]
DAY = datetime.date(2024, 2, 1)


def review(name, **columns):
    filled = {"activity": "A1", "child": "C1", "reviewer": "P1", "completed_on": DAY, "overall": OFSTED.best}
    return qa.Review(id=name, **(filled | columns))


def test_a_programme_holds_tuples_whatever_it_is_given():
    year = qa.Programme(reviews=[review("R1")], people=(person for person in (qa.Person(id="P1"),)))
    assert year.reviews == (review("R1"),)
    assert year.people == (qa.Person(id="P1"),)
    assert year.children == ()


def test_two_programmes_are_equal_when_their_records_are():
    problem = qa.Problem("Reviews!E7", "blank")
    one = qa.Programme(reviews=[review("R1")])
    other = qa.Programme(reviews=[review("R1", row=9)], problems=[problem], origin=Origin("json"))
    assert one == other
    assert hash(one) == hash(other)
    assert one != qa.Programme(reviews=[review("R2")])


def test_a_programme_cannot_be_changed():
    with pytest.raises(AttributeError):
        qa.Programme().reviews = ()


def test_a_programme_survives_copying_and_pickling():
    year = qa.Programme(reviews=[review("R1", row=4)], origin=Origin("excel", {"reviews": "Reviews"}))
    for twin in (copy.deepcopy(year), pickle.loads(pickle.dumps(year))):
        assert twin == year
        assert twin.where(twin.reviews[0]) == "Reviews row 4"


def test_a_programme_shows_how_many_records_it_holds_and_none_of_them():
    year = qa.Programme(
        reviews=[review("R1", child="Tommy", rationale="Tommy was hit")],
        survey_results=[qa.SurveyResult(activity="A1", group="Tommy", question="Tommy?", share=1.0)],
        children=[qa.Child(id="Tommy")],
    )
    assert repr(year) == "<Programme: 1 child, 1 review, 1 survey result>"
    assert "Tommy" not in year._repr_html_()


def test_a_programme_that_left_something_out_says_so_first():
    year = qa.Programme(problems=[qa.Problem("Reviews!E7", "blank")])
    assert repr(year) == "<Programme: empty; 1 problem: what is named there was left out>"
    assert year._repr_html_().startswith("<p><strong>1 problem:</strong>")


def test_a_table_goes_by_its_name():
    year = qa.Programme(reviews=[review("R1")])
    assert year.table("reviews") == year.reviews
    with pytest.raises(qa.UnknownNameError, match="did you mean 'reviews'"):
        year.table("reveiws")


def test_every_record_class_has_a_table_and_an_attribute_of_its_name():
    assert set(TABLE_OF.values()) == set(RECORDS)
    assert set(RECORDS) < set(attrs.fields_dict(qa.Programme))


def test_judgements_come_with_their_reviews_id():
    year = qa.Programme(reviews=[review("R1", judgements=(qa.Judgement("RISK", OFSTED.worst),))])
    assert [(one.review, one.domain) for one in year.judgements] == [("R1", "RISK")]


def test_flat_rows_have_labels_for_grades_and_a_column_a_domain():
    judgements = (qa.Judgement("RISK", OFSTED.worst), qa.Judgement("PLAN", qa.Missing.NOT_APPLICABLE))
    (row,) = qa.Programme(reviews=[review("R1", judgements=judgements)]).rows("reviews")
    assert row["overall"] == "Outstanding"
    assert row["domain.RISK"] == "Inadequate"
    assert row["domain.PLAN"] == "not applicable"
    assert row["completed_on"] == DAY
    assert "judgements" not in row


@pytest.mark.parametrize(
    ("origin", "field", "where"),
    [
        (Origin("excel", {"reviews": "Audits"}, {"reviews": {"overall": "E"}}), "overall", "Audits!E7"),
        (Origin("excel", {"reviews": "Audits"}, {"reviews": {"overall": "E"}}), None, "Audits row 7"),
        (Origin("excel", {"reviews": "Audits"}), "overall", "Audits row 7"),
        (
            Origin("csv", {"reviews": "reviews.csv"}, {"reviews": {"overall": "Grade"}}),
            "overall",
            "reviews.csv row 7.Grade",
        ),
        (Origin("rows"), "overall", "reviews row 7.overall"),
        (Origin("rows"), None, "reviews row 7"),
        (None, "overall", ""),
    ],
)
def test_a_record_says_where_it_stands_as_its_files_users_say_it(origin, field, where):
    assert qa.Programme(origin=origin).where(review("R1", row=7), field) == where


def test_a_record_made_in_code_stands_nowhere():
    assert qa.Programme(origin=Origin("excel")).where(review("R1")) == ""


def test_a_reviewer_has_all_their_reviews_by_id():
    year = qa.Programme(
        reviews=[review("R2", reviewer="B"), review("R3", reviewer="A"), review("R1", reviewer="B")],
        people=[qa.Person(id="A", role="Head of QA")],
    )
    first, second = reviewers(year)
    assert (first.id, [one.id for one in first.reviews], first.person.role) == ("A", ["R3"], "Head of QA")
    assert (second.id, [one.id for one in second.reviews], second.person) == ("B", ["R1", "R2"], None)


def test_a_reviewer_shows_how_many_reviews_and_nothing_else():
    (one,) = reviewers(qa.Programme(reviews=[review("R1", reviewer="Jo Smith", rationale="Tommy was hit")]))
    assert repr(one) == "Reviewer(reviews=1)"


def test_repeated_ids_are_counted():
    assert repeated_ids((review("R1"), review("R2"), review("R1"))) == {"R1": 2}
    assert repeated_ids(()) == {}


@given(st.permutations([review("R1", worker=worker) for worker in "ABC"] + [review("R2"), review("R3")]))
def test_of_records_that_share_an_id_the_same_one_is_found_whatever_the_order(records):
    found = by_id(records)
    assert set(found) == {"R1", "R2", "R3"}
    assert found["R1"].worker == "A"
