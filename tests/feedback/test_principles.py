"""What the data says to each principle, and where it is silent."""

import attrs
import pytest

import qaframework as qa
from qaframework.show import HTML_BUDGET

CITY = qa.example("city-of-london-2023-24", plugins=qa.load_plugins(allow=()))
ACTIVITY = {"id": "A1", "kind": "practice_reviews", "title": "x", "start": "2024-01-01", "end": "2024-01-31"}
REVIEW = {"activity": "A1", "reviewer": "P1", "completed_on": "2024-01-20", "overall": "Good"}
REC = {"text": "x", "level": "child", "source": "R1", "raised_on": "2024-01-20"}


def evidence(question, **tables):
    year = qa.from_rows(**({"activities": [ACTIVITY]} | tables))
    (one,) = [one for one in qa.principles(year).evidence if question in one.question]
    return one


def reviews(*columns):
    return [REVIEW | {"id": f"R{n}", "child": f"C{n}"} | one for n, one in enumerate(columns, start=1)]


def test_the_six_principles_of_the_framework_are_asked_about():
    assert [one.title for one in qa.PRINCIPLES] == [
        "Child-centred",
        "Restorative",
        "Outcomes-based",
        "Positive",
        "Reflective",
        "Creative",
    ]


def test_children_who_were_heard_speak_for_it_those_nobody_asked_against_and_the_rest_not_at_all():
    given = reviews(
        {"child_voice": "obtained"},
        {"child_voice": "not_sought"},
        {"child_voice": "declined"},
        {"child_voice": "unsafe"},
    )
    one = evidence("heard in their own voice", reviews=given)
    assert (one.speaking, one.against) == (("R1",), ("R2",))


def test_a_conversation_after_the_grade_is_final_does_not_count_as_one_before():
    given = reviews({"discussed_on": "2024-01-20"}, {"discussed_on": "2024-01-21"}, {})
    one = evidence("talked through", reviews=given)
    assert (one.speaking, one.against) == (("R1",), ("R2", "R3"))
    assert evidence("talked through", reviews=reviews({}, {})).silent


def test_what_was_done_without_a_difference_on_record_speaks_against():
    given = [REC | {"id": "REC1"}, REC | {"id": "REC2"}, REC | {"id": "REC3"}]
    told = [
        {"recommendation": "REC1", "on": "2024-02-01", "by": "P1", "status": "impact_confirmed", "impact": "x"},
        {"recommendation": "REC2", "on": "2024-02-01", "by": "P1", "status": "action_complete"},
        {"recommendation": "REC3", "on": "2024-02-01", "by": "P1", "status": "in_progress"},
    ]
    one = evidence("difference on record", recommendations=given, updates=told)
    assert (one.speaking, one.against) == (("REC1",), ("REC2",))


def test_a_block_counts_when_work_for_the_service_came_of_it():
    given = reviews({"system_block": "x"}, {"system_block": "x"}, {})
    made = [REC | {"id": "SR1", "level": "service"}]
    one = evidence("blocks in the system", reviews=given, recommendations=made)
    assert (one.speaking, one.against) == (("R1",), ("R2",))


def test_what_nothing_is_recorded_about_is_silent_and_says_what_to_record():
    empty = qa.principles(qa.from_rows())
    assert len(empty.silent) == len(empty.evidence)
    assert all(row["silent: to be recorded"] for row in empty.rows())
    assert empty.sentences()[0] == (
        "Child-centred: the data says nothing. Silent on: children heard in their own voice; findings in a child's own "
        "voice; people told what came of what they said."
    )


def test_every_code_is_that_of_a_record_of_the_year():
    codes = {getattr(one, "id", None) for table in CITY.counts() for one in CITY.table(table)}
    for one in qa.principles(CITY).evidence:
        assert set(one.speaking) | set(one.against) <= codes, one.question
        assert not set(one.speaking) & set(one.against), one.question


def test_no_score_percentage_or_rank_is_given():
    shown = repr(qa.principles(CITY)) + " ".join(qa.principles(CITY).sentences())
    assert "%" not in shown
    assert "not a score" in " ".join(shown.split())


def test_an_authority_asks_its_own_principles():
    own = qa.Principle(
        id="kind",
        title="Kind",
        questions=(qa.PrincipleQuestion(text="thanks", answer=lambda year: (["X1"], []), record="compliments"),),
    )
    assert qa.principles(CITY, [own]).sentences() == ("Kind: thanks (1 record).",)
    assert qa.principles(CITY, [own]).of("Kind")[0].speaking == ("X1",)


@pytest.mark.parametrize("show", [repr, lambda one: one._repr_html_()])
def test_what_is_shown_holds_no_pseudonym_and_fits_a_notebook(show):
    shown = show(qa.principles(CITY))
    assert not any(f" {child.id}" in shown for child in CITY.children)
    assert len(shown.encode()) <= HTML_BUDGET


def test_the_order_of_the_rows_changes_nothing():
    backwards = attrs.evolve(CITY, **{table: CITY.table(table)[::-1] for table in CITY.counts()})
    assert qa.principles(CITY) == qa.principles(backwards)


def test_a_promise_has_not_changed_anything_and_what_is_only_called_done_speaks_against():
    said = {"activity": "A1", "theme": "acc", "said": "x"}
    answers = [
        {"outcome": "did", "did": "Two flats were let."},
        {"outcome": "did", "did": "We listened."},
        {"outcome": "doing", "did": "Flats are being found."},
        {"outcome": "could_not", "because": "There are none."},
    ]
    one = evidence("things changed", responses=[said | {"id": f"Y{n}"} | row for n, row in enumerate(answers)])
    assert (one.speaking, one.against) == (("Y0",), ("Y1",))
