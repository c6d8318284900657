"""What was changed by force is found, whatever it was, and put right."""

import attrs
import pytest

import qaframework as qa
from qaframework.moderation.untouched import Untouched
from qaframework.testing import programme


@pytest.fixture
def year():
    return programme({"reviews": [{"domain.RISK": "Good"}, {}], "recommendations": [{"source": "R1"}]})


def test_records_that_nobody_changed_are_left_as_they_are(year):
    assert not Untouched(year).put_right()


@pytest.mark.parametrize(
    ("record", "field", "value"),
    [
        (lambda year: year, "reviews", ()),
        (lambda year: year.reviews[1], "overall", qa.Missing.WITHHELD),
        (lambda year: year.reviews[1], "row", 99),
        (lambda year: year.reviews[0].judgements[0], "grade", qa.Missing.WITHHELD),
        (lambda year: year.recommendations[0], "owner", "somebody"),
    ],
    ids=["a table", "a grade", "a place in the file", "a judgement", "a blank that was filled"],
)
def test_a_change_is_found_once_and_put_right(year, record, field, value):
    untouched, changed = Untouched(year), record(year)
    before = attrs.astuple(changed, recurse=False)
    object.__setattr__(changed, field, value)
    assert untouched.put_right()
    assert attrs.astuple(changed, recurse=False) == before
    assert not untouched.put_right()


def test_a_word_in_the_place_of_an_equal_grade_is_a_change(year):
    untouched, review = Untouched(year), year.reviews[0]
    object.__setattr__(review, "overall", str(review.overall))
    assert untouched.put_right()
    assert isinstance(review.overall, qa.Grade)
