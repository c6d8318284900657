"""Records back into rows: what would not read back as it is, is refused by name."""

import datetime

import attrs
import pytest

import qaframework as qa
from qaframework.files.writing import tables_of, text_of

DAY = datetime.date(2024, 2, 1)


@pytest.fixture
def good(plugins):
    return plugins.scales["ofsted-2018"].parse("Good")


@pytest.fixture
def made(good):
    """Return a review made in code, with some fields changed."""

    def make(**fields):
        given = {"id": "R1", "activity": "A1", "child": "C1", "reviewer": "P1", "completed_on": DAY, "overall": good}
        return qa.Review(**given | fields)

    return make


@pytest.fixture
def refused(tmp_path, plugins):
    """Return what is said when a programme is written, in any format: the same for each."""

    def write(**tables):
        said = []
        for name in ("year.json", "year", "year.xlsx"):
            with pytest.raises(qa.DataError) as caught:
                qa.write(qa.Programme(**tables), tmp_path / name, plugins=plugins)
            said.append([str(problem) for problem in caught.value.problems])
            assert not (tmp_path / name).exists()
        assert said[0] == said[1] == said[2]
        return said[0]

    return write


@pytest.mark.parametrize(
    ("field", "value", "problem"),
    [
        ("rationale", " why", "text with spaces around it. Take them away."),
        ("rationale", "why\u00a0", "text with spaces around it. Take them away."),
        ("rationale", "   ", "text with nothing in it. Use None where there is nothing."),
        ("rationale", "", "text with nothing in it. Use None where there is nothing."),
        ("rationale", "#N/A", "a spreadsheet error value. Put the formula right, or type the value."),
        ("rationale", "\ud800", "text with a broken character in it. Type the text again."),
        ("id", "R1 ", "text with spaces around it. Take them away."),
        ("child", "C1/C2", "what may be two codes in one cell (with /, &, +, a comma or the word and)"),
        ("id", 7, "a number that would read back as something else"),
        ("id", None, "nothing. Give a code of its own for each review."),
        ("completed_on", "2024-02-01", "text of 10 characters that would read back as something else"),
        ("completed_on", datetime.datetime(2024, 2, 1), "a date and time that would read back as something else"),
        ("completed_on", None, "nothing. Give the day the review was finished."),
        ("child_voice", "Obtained", "text of 8 characters that would read back as something else"),
        ("child_voice", "asked", "text of 5 characters that is none of the choices"),
        ("overall", "Good", "text of 4 characters where a grade is needed"),
        ("overall", None, "nothing where a grade is needed"),
    ],
)
def test_a_field_that_would_not_read_back_is_refused_by_name(refused, made, field, value, problem):
    (said,) = refused(reviews=[made(), made(**{"id": "R2", field: value})])
    assert said.startswith(f"reviews row 2.{field}: {problem}")


@pytest.mark.parametrize("items", [("a;b",), ("a\nb",), (" a",), ("",), ("a", "")])
def test_a_list_item_that_would_not_read_back_is_refused(refused, items):
    (said,) = refused(children=[qa.Child(id="C1", needs=items)])
    assert said.startswith("children row 1.needs: a list ")


@pytest.mark.parametrize("share", [1.5, -0.1, float("nan"), float("inf"), 66])
def test_a_share_above_1_is_refused(refused, share):
    (said,) = refused(survey_results=[qa.SurveyResult(activity="A1", group="g", question="q", share=share)])
    assert said.startswith("survey_results row 1.share: ")


@pytest.mark.parametrize("code", ["", " ", "#N/A", "#####", "\ud800"])
def test_a_domain_code_that_would_read_back_as_another_is_refused(refused, made, good, code):
    (said,) = refused(reviews=[made(judgements=[qa.Judgement(code, good)])])
    assert said.startswith("reviews row 1.domain: a domain code that would read back as another")


def test_grades_of_two_scales_in_a_review_are_refused(refused, made, plugins):
    met = plugins.scales["met"].parse("Met")
    (said,) = refused(reviews=[made(judgements=[qa.Judgement("RISK", met)])])
    assert said == "reviews row 1: grades of two scales: met and ofsted-2018. Keep to one scale in a review."


def test_two_judgements_of_a_domain_are_refused(refused, made, good):
    (said,) = refused(reviews=[made(judgements=[qa.Judgement("RISK", good), qa.Judgement("RISK", good, "why")])])
    assert said == "reviews row 1.domain.RISK: more than one judgement of this domain. Keep one of them."


def test_words_of_a_judgement_that_would_not_read_back_are_refused(refused, made, good):
    judgement = qa.Judgement("RISK", good, " why", "", review="R1")
    assert refused(reviews=[made(judgements=[judgement])]) == [
        "reviews row 1.domain: a judgement that names its review. Leave the name out inside the review.",
        "reviews row 1.domain: text with spaces around it. Take them away.",
        "reviews row 1.domain: text with nothing in it. Use None where there is nothing.",
    ]


def test_words_of_a_review_that_shares_its_id_are_refused_since_they_could_go_to_either(refused, made, good):
    worded = made(judgements=[qa.Judgement("RISK", good, "why")])
    (said,) = refused(reviews=[worded, made()])
    assert said.startswith(
        "reviews row 1: judgements with words of their own, and an id that another review or reading has"
    )


def test_every_fault_of_a_year_is_told_at_once(refused, made, good):
    said = refused(
        children=[qa.Child(id="Jane / John")],
        reviews=[made(id=" ", judgements=[qa.Judgement("#N/A", good)]), made(worker="A & B")],
    )
    assert [one.split(": ")[0] for one in said] == [
        "children row 1.id",
        "reviews row 1.id",
        "reviews row 2.worker",
        "reviews row 1.domain",
    ]
    assert "Jane" not in "".join(said)


def test_rows_name_the_scale_of_grades_that_their_activity_does_not(made, plugins):
    activity = qa.Activity(id="A1", kind="survey", title="t", start=DAY, end=DAY, scale="ofsted-2018")
    met = plugins.scales["met"].parse("Met")
    reviews = [
        made(),
        made(id="R2", overall=met),
        made(id="R3", overall=qa.Missing.NOT_GRADED),
        made(id="R4", activity="A9"),
    ]
    tables = {table.name: table.rows for table in tables_of(qa.Programme(activities=[activity], reviews=reviews))}
    assert [row.get("scale") for row in tables["reviews"]] == [None, "met", None, "ofsted-2018"]


def test_a_table_that_holds_nothing_is_not_written_and_a_year_that_holds_nothing_is(made):
    assert [table.name for table in tables_of(qa.Programme(reviews=[made()]))] == ["reviews"]
    (table,) = tables_of(qa.Programme())
    assert (table.name, table.rows) == ("reviews", [])


def test_columns_that_hold_nothing_are_there_to_fill_in_but_for_those_of_few_uses(made):
    (table,) = tables_of(qa.Programme(reviews=[made(judgements=[qa.Judgement("RISK", qa.Missing.WITHHELD)])]))
    assert {"rationale", "worker", "domain.RISK", "scale"} <= set(table.headings)
    assert "provenance" not in table.headings


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("x", "x"),
        (True, "yes"),
        (False, "no"),
        (DAY, "2024-02-01"),
        (("a", "b"), "a; b"),
        (3, "3"),
        (0.1, "0.1"),
    ],
)
def test_a_value_has_a_text(value, text):
    assert text_of(value) == text


def test_whatever_has_been_read_can_be_written(plugins, review, tmp_path):
    rows = [review | {"rationale": "  why ", "child": " C1 ", "domain.well-led": " good ", "voice_note": " \n"}]
    year = qa.from_rows(
        reviews=rows,
        children=[{"id": 7, "needs": [" autism ", "", "speech, language"]}],
        judgements=[{"review": "R1", "domain": " risk ", "grade": "RI", "rationale": " why "}],
        plugins=plugins,
    )
    for name in ("year.json", "year", "year.xlsx"):
        assert qa.read(qa.write(year, tmp_path / name, plugins=plugins), plugins=plugins) == year


def test_a_year_with_one_changed_field_is_another_year(made, tmp_path, plugins):
    year = qa.Programme(reviews=[made()])
    target = qa.write(year, tmp_path / "year.json")
    for field in ("rationale", "worker", "voice_note"):
        other = attrs.evolve(year, reviews=[attrs.evolve(year.reviews[0], **{field: "changed"})])
        assert qa.read(target, plugins=plugins) != other


def test_a_scale_or_template_that_no_plugin_gives_is_refused_before_it_could_not_be_read_back(refused, made):
    strange = qa.GradingScale(id="smileys", title="Smileys", levels=[qa.Level("Smile", True), qa.Level("Frown", False)])
    activity = qa.Activity(id="A1", kind="survey", title="t", start=DAY, end=DAY, scale="smileys", template="none@9")
    said = refused(activities=[activity], reviews=[made(overall=strange.parse("Smile"), template="none@9")])
    assert [one.partition(":")[0] for one in said] == [
        "activities row 1.template",
        "activities row 1.scale",
        "reviews row 1.template",
        "reviews row 1.scale",
    ]
    assert all("no plugin gives" in one and "plugins=" in one for one in said)


def test_a_scale_that_bears_a_plugin_s_name_and_is_another_is_refused(refused, made):
    another = qa.GradingScale(id="ofsted-2018", title="Ours", levels=[qa.Level("Good", True), qa.Level("Bad", False)])
    (said,) = refused(reviews=[made(overall=another.parse("Good"))])
    assert "another one than the plugin's" in said


def test_with_the_plugin_that_gives_it_a_scale_is_written_and_read_back(tmp_path, made):
    class Ours:
        @qa.hookimpl
        def qa_grading_scales(self):
            return [
                qa.GradingScale(id="smileys", title="S", levels=[qa.Level("Smile", True), qa.Level("Frown", False)])
            ]

    plugins = qa.load_plugins(Ours(), allow=())
    year = qa.Programme(reviews=[made(overall=plugins.scales["smileys"].best)])
    for name in ("year.json", "year", "year.xlsx"):
        assert qa.read(qa.write(year, tmp_path / name, plugins=plugins), plugins=plugins) == year
