"""The form of one review: made for the child, filled in in Excel, read back, checked against its own version."""

from datetime import date

import openpyxl
import pytest

import qaframework as qa
from qaframework.testing import programme

DAY = date(2024, 10, 9)


@pytest.fixture
def year(plugins):
    return programme(
        {
            "activities": [
                {"id": "PR", "template": "practice-review@2", "start": "2024-10-01", "end": "2024-10-31"},
                {"id": "OLD", "template": "practice-review"},
                {"id": "OBS", "kind": "observation", "template": "practice-observation", "scale": "ungraded"},
            ],
            "children": [{"id": "C07", "status": "early_help"}, {"id": "C08", "status": "looked_after"}],
        },
        plugins,
    )


@pytest.fixture
def form(tmp_path, year, plugins):
    """Write a form and return its path."""

    def write(name="R1", activity="PR", child="C07", **known):
        target = tmp_path / "forms" / f"{name}.xlsx"
        target.parent.mkdir(exist_ok=True)
        known = {"child": child, "reviewer": "A1"} | known
        return qa.review_form(year, target, review=name, activity=activity, plugins=plugins, **known)

    return write


def fill(path, cells=(), **columns):
    """Fill a form in as a reviewer would: columns of the review, and cells of the other sheets by row."""
    workbook = openpyxl.load_workbook(path)
    put(workbook["reviews"], 2, {"completed_on": DAY, "overall": "Good"} | columns)
    for sheet, row, values in cells:
        put(workbook[sheet], row, values)
    workbook.save(path)


def put(sheet, row, values):
    headings = [cell.value for cell in sheet[1]]
    for name, value in values.items():
        sheet.cell(row, headings.index(name) + 1).value = value


def column(path, sheet, name):
    rows = list(openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True))
    return [row[rows[0].index(name)] for row in rows[1:]]


def test_a_form_has_every_domain_with_its_questions_and_marks_those_not_for_the_child(form, plugins):
    path = form()
    template = plugins.templates["practice-review@2"]
    assert column(path, "judgements", "domain") == [domain.code for domain in template.domains]
    grades = dict(zip(column(path, "judgements", "domain"), column(path, "judgements", "grade"), strict=True))
    assert grades["PERM"] == grades["PATHWAY"] == "not applicable"
    assert grades["RISK"] == grades["VOICE"] == "not graded"
    assert "Was risk seen" in column(path, "judgements", "prompts")[2]
    asked = column(path, "answers", "question")
    assert "VOICE-4" in asked
    assert not any(question.startswith("PERM") for question in asked)


def test_a_form_says_what_the_words_beside_a_grade_should_answer(form):
    guidance = [row[0] for row in openpyxl.load_workbook(form())["Guidance"].iter_rows(values_only=True)]
    assert "Why not the grade above, and why not the one below?" in guidance


def test_a_filled_form_is_added_whole_and_a_second_time_changes_nothing(form, year, plugins):
    path = form()
    cells = [
        ("judgements", 2, {"grade": "Good", "rationale": "Seen twice.", "evidence": "visit of 1 October 2024"}),
        ("answers", 2, {"answer": "Partly", "note": "Twice of four"}),
        (
            "recommendations",
            2,
            {"id": "R1-1", "text": "Made up.", "level": "child", "source": "R1", "raised_on": DAY, "domain": "VOICE"},
        ),
    ]
    fill(path, cells)
    told = qa.add_reviews(year, path, plugins=plugins)
    (review,) = told.reviews
    assert review.template == "practice-review@2"
    assert str(review.domain_grades["VOICE"]) == "Good"
    assert review.judgement("VOICE").rationale == "Seen twice."
    assert [one.answer for one in told.answers[:2]] == ["partly", None]
    assert told.recommendations[0].domain == "VOICE"
    assert qa.add_reviews(told, path.parent, plugins=plugins) == told


def test_a_form_that_says_something_else_of_a_review_that_is_there_is_refused(form, year, plugins):
    path = form()
    fill(path)
    told = qa.add_reviews(year, path, plugins=plugins)
    fill(path, overall="Inadequate")
    with pytest.raises(qa.DataError, match="there already and says something else"):
        qa.add_reviews(told, path, plugins=plugins)


def test_everything_that_is_wrong_with_all_forms_is_told_at_once_and_nothing_is_added(tmp_path, form, year, plugins):
    form("R1")
    fill(form("R2"), overall="Goood")
    with pytest.raises(qa.DataError) as caught:
        qa.add_reviews(year, tmp_path / "forms", plugins=plugins)
    said = str(caught.value)
    assert "R1.xlsx reviews!" in said
    assert "R2.xlsx reviews!" in said
    assert "Goood" not in said


def test_a_form_that_belongs_to_no_activity_or_child_of_the_year_is_refused(form, year, plugins):
    path = form()
    fill(path, activity="PR-9", child="C99")
    with pytest.raises(qa.DataError) as caught:
        qa.add_reviews(year, path, plugins=plugins)
    assert len(caught.value.problems) == 2
    assert "C99" not in str(caught.value)


def test_a_folder_without_a_form_is_said_to_have_none(tmp_path, year):
    with pytest.raises(qa.DataError, match="no filled form"):
        qa.add_reviews(year, tmp_path)


def test_a_form_of_an_observation_asks_about_the_event_and_nothing_about_a_child_s_file(form, year, plugins):
    path = form("OB1", "OBS", None, subject="EVENT-1", worker="W1")
    headings = [cell.value for cell in openpyxl.load_workbook(path)["reviews"][1]]
    assert {"subject", "event", "worker", "family_voice", "discussed_on"} <= set(headings)
    fill(path, overall="not graded", event="home visit", family_voice="obtained", discussed_on=DAY)
    told = qa.add_reviews(year, path, plugins=plugins)
    assert (told.reviews[0].event, told.reviews[0].grade) == ("home_visit", None)


def test_a_review_made_with_the_first_version_stays_readable_and_is_checked_by_it(form, year, plugins):
    path = form("R1", "OLD")
    assert "VOICE-4" not in column(path, "answers", "question")
    fill(path, [("answers", 2, {"question": "VOICE-4", "answer": "yes"})])
    told = qa.add_reviews(year, path, plugins=plugins)
    report = qa.moderate(told, plugins, select=["question-of-the-template"], today=DAY, settings=qa.Settings())
    assert [flag.message for flag in report.flags] == [
        "practice-review@1 does not ask this question; practice-review@2 does"
    ]


def test_a_template_of_a_plugin_makes_a_form_too(tmp_path):
    class Ours:
        @qa.hookimpl
        def qa_review_templates(self):
            domain = qa.Domain(code="PLAY", title="Play", prompts="Was there time to play?", required=True)
            return [qa.ReviewTemplate(id="play", title="Play", version=one, domains=[domain]) for one in ("1", "2")]

    plugins = qa.load_plugins(Ours(), allow=())
    year = programme({"activities": {"id": "A1", "template": "play@2"}, "children": {}}, plugins)
    path = qa.review_form(
        year, tmp_path / "r.xlsx", review="R1", activity="A1", child="C1", reviewer="P1", plugins=plugins
    )
    fill(path, [("judgements", 2, {"grade": "Good"})])
    assert qa.add_reviews(year, path, plugins=plugins).reviews[0].template == "play@2"


@pytest.mark.parametrize("name", sorted(qa.load_plugins(allow=()).templates))
def test_every_built_in_template_makes_a_form_also_one_without_questions(tmp_path, name):
    plugins = qa.load_plugins(allow=())
    template = plugins.templates[name]
    year = programme({"activities": {"id": "A1", "template": name}, "children": {}}, plugins)
    about = {"child": "C1"} if template.subject in ("child", "agency") else {"subject": "X1"}
    path = qa.review_form(
        year, tmp_path / "r.xlsx", review="R1", activity="A1", reviewer="P1", plugins=plugins, **about
    )
    fill(path, [("judgements", 2, {"grade": "Good"})])
    (review,) = qa.add_reviews(year, path, plugins=plugins).reviews
    assert review.domain_grades.keys() == {template.domains[0].code}


@pytest.mark.parametrize(
    ("known", "what"),
    [
        ({"activity": "PR-9"}, "activity"),
        ({"template": "practise-review"}, "review template"),
        ({"kid": "C1"}, "column"),
    ],
)
def test_a_form_for_something_that_is_not_there_is_refused(tmp_path, year, known, what):
    given = {"activity": "PR"} | known
    with pytest.raises(qa.UnknownNameError, match=f"there is no {what}"):
        qa.review_form(year, tmp_path / "r.xlsx", review="R1", **given)


def test_a_form_is_a_workbook_and_says_so(tmp_path, year):
    with pytest.raises(qa.DataError, match=r"End it in \.xlsx"):
        qa.review_form(year, tmp_path / "r.csv", review="R1", activity="PR")


def test_the_same_form_has_the_same_bytes(form):
    first = form().read_bytes()
    assert form().read_bytes() == first
