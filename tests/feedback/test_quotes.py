"""What a quotation may give away."""

import attrs
import pytest
from hypothesis import given

import qaframework as qa
from qaframework.testing import texts

CHILDREN = [
    {"id": "C01", "status": "care_leaver", "needs": "autism", "family": "FAM-1"},
    *({"id": f"C1{n}", "status": "looked_after", "needs": "special educational needs"} for n in range(8)),
]
YEAR = qa.from_rows(
    activities=[
        {
            "id": "A1",
            "kind": "survey",
            "title": "City survey",
            "start": "2024-01-01",
            "end": "2024-01-31",
            "lead": "Ann",
        }
    ],
    children=CHILDREN,
    people=[{"id": "W07", "organisation": "Nowhere Trust"}],
    reviews=[
        {
            "id": "R1",
            "activity": "A1",
            "child": "C01",
            "reviewer": "W07",
            "completed_on": "2024-01-02",
            "overall": "Good",
            "rationale": "The tenancy support was in place before the keys came on Tuesday.",
            "voice_note": "Wants the blue room by the stairs and the window kept open.",
        }
    ],
)


def kinds(text, year=YEAR, **options):
    return [concern.kind for concern in qa.check_quote(text, year, **options).concerns]


@pytest.mark.parametrize(
    "text",
    [
        "We wait a long time for a place of our own and do not know where we stand.",
        "It is hard when a worker leaves, above all after years.",
        "We would like homes inside the City, near the people we know.",
        "EHC plans take long.",
        "We were told on a Monday in July.",
        "",
    ],
)
def test_what_several_people_could_have_said_raises_nothing(text):
    assert kinds(text) == []
    assert "Have somebody who knows the children read it" in qa.check_quote(text, YEAR).sentences()[0]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Ring 020 7946 0000.", "telephone number"),
        ("Mrs Nowhere never rings.", "name with a title"),
        ("We asked W07 and nothing came.", "the code of a child, a family, a person or a review"),
        ("They asked c01 first.", "the code of a child, a family, a person or a review"),
        ("Nowhere Trust never rings.", "a name on the list, or an organisation"),
        ("At 14 years old nobody listens.", "an exact age"),
        (
            "Everybody wants the blue room by the stairs and a garden.",
            "7 words or more that also stand in a record",
        ),
    ],
)
def test_what_points_to_somebody_stops_a_quotation(text, kind):
    check = qa.check_quote(text, YEAR)
    assert kind in [concern.kind for concern in check.concerns if concern.stops]
    assert check.stops


@pytest.mark.parametrize("text", ["ask Child 3 too", "ask child 3, too", "ask F/2-x.", "REV 9!"])
def test_codes_of_any_shape_are_found_as_whole_words(text):
    year = attrs.evolve(YEAR, children=[qa.Child(id="Child 3", family="F/2-x"), qa.Child(id="rev 9")])
    assert "the code of a child, a family, a person or a review" in kinds(text, year)
    assert kinds("children 3 times, ref/2, prev 90", year) == []


def test_a_name_the_authority_knows_is_found_without_being_kept():
    assert kinds("The house in elm road is cold.", names=["Elm Road"]) == ["a name on the list, or an organisation"]


def test_details_that_few_children_share_stop_it_and_those_many_share_do_not():
    few = kinds("Care leavers with autism need more time.")
    assert few == ["details that fit fewer than 6 of the children on record"]
    assert kinds("In care with special educational needs it takes long.") == []
    assert kinds("Care leavers with autism need more time.", fewest=1) == []


def test_details_of_which_nothing_is_on_record_are_asked_about_when_they_come_together():
    assert kinds("Twins wait longer when there is a court case.", None) == ["several details together (family, event)"]
    assert kinds("Brothers and sisters want to live together.", None) == []


def test_a_capital_in_mid_sentence_is_asked_about_unless_the_year_says_the_word_openly():
    maybe = "a capital in mid-sentence, perhaps a name or a place"
    assert kinds("We liked Blackpool best.") == [maybe]
    assert kinds("Then Ann came. It was fine.") == []
    assert kinds("We said so. Then it was done.") == []


def test_one_persons_own_words_are_asked_about():
    (concern,) = qa.check_quote("I want to stay where I am.", YEAR).concerns
    assert (concern.kind, concern.stops) == ("one person's own words", False)
    assert not qa.check_quote("I want to stay where I am.", YEAR).stops


def test_concerns_that_stop_it_come_first():
    rows = qa.check_quote("I asked Mrs Nowhere in Blackpool.", YEAR).rows()
    assert [row["publish"] for row in rows] == ["no", "think first", "think first"]


@given(texts())
def test_nothing_of_the_text_is_repeated_and_no_text_breaks_it(text):
    marked = f"ZEBEDEE {text} zebedee@nowhere.example"
    check = qa.check_quote(marked, YEAR)
    assert check.stops
    assert "zebedee" not in (repr(check) + check._repr_html_() + str(check.rows())).casefold()


@pytest.mark.parametrize(
    "text",
    [
        "She sleeps on the sofa because the heating does not work there.",
        "Go with him to the grandmother in the north every second week.",
        "He hid in the shed until the others had gone to bed.",
        "The window of the blue room does not close at night.",
    ],
)
def test_words_of_any_record_about_a_child_stop_it(text):
    year = attrs.evolve(
        YEAR,
        findings=[
            qa.Finding(
                id="F1",
                activity="A1",
                theme="acc",
                direction="concern",
                child="C01",
                statement="She sleeps on the sofa because the heating does not work there.",
            )
        ],
        recommendations=[
            qa.Recommendation(
                id="REC1",
                text="Go with him to the grandmother in the north every second week.",
                level="child",
                source="R1",
                raised_on=YEAR.reviews[0].completed_on,
            )
        ],
        answers=[
            qa.Answer(review="R1", question="RISK-1", note="He hid in the shed until the others had gone to bed.")
        ],
        updates=[
            qa.Update(
                recommendation="REC1",
                on=YEAR.reviews[0].completed_on,
                by="P",
                status="evidenced",
                evidence="Letter: the window of the blue room does not close at night.",
            )
        ],
    )
    assert "7 words or more that also stand in a record" in kinds(text, year)


def test_the_words_of_a_form_are_asked_about():
    form = {"id": "V1", "activity": "A1", "on": "2024-01-02", "point": "closure", "who": "child", "heard": "obtained"}
    words = "The man at the desk shouts when we come home late."
    year = qa.from_rows(feedback=[form | {"said": words}])
    assert kinds(words, year) == ["7 words or more that also stand in somebody's feedback"]
    assert not qa.check_quote(words, year).stops


def test_a_provider_is_found_by_its_name_however_it_is_written():
    visit = attrs.evolve(YEAR.reviews[0], child=None, subject="Oakhill House")
    year = attrs.evolve(YEAR, reviews=[visit])
    for text in ("Oakhill House is cold.", "it is cold at oakhill house"):
        assert "the code of a child, a family, a person or a review" in kinds(text, year)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Write to @jay_nowhere for more.", "a name as it is used on the internet"),
        ("She is the only girl in the home.", "somebody who is the only one of a kind"),
        ("Twins at number 12 wait.", "several details together (family, home)"),
        ("Twins in Year 9 wait.", "several details together (family, time or number)"),
        ("Our baby came on 3 May.", "several details together (family, time or number)"),
    ],
)
def test_other_things_that_point_to_one_child_are_found(text, kind):
    assert kind in kinds(text)


def test_ordinary_words_raise_nothing():
    assert kinds("It is the only thing we want, and the only worker who rings back is the new one.") == []
