"""What may point to somebody stops a document, is named with its place, and is not repeated."""

import datetime

import attrs
import pytest

import qaframework as qa
from qaframework.reports.audiences import AUDIENCES
from qaframework.reports.blocks import Basis, Bullets, Figure, Heading, Note, Number, Paragraph, Table
from qaframework.reports.document import Document
from qaframework.reports.gate import look, pseudonyms_of

DAY = datetime.date(2024, 3, 31)
FOUND = {
    "NHS number": "NHS number 943 476 5919",
    "unique pupil number": "UPN H801200001001",
    "postcode": "lives at EC2V 7HH",
    "telephone number": "ring 020 7946 0000",
    "e-mail address": "write to someone@example.org",
    "date of birth": "born on 3 March 2010",
    "name with a title": "Mrs Fielding said so",
    "name on the list": "seen by Ada Field",
}
"""Each kind with a text that has it. All are made up; the numbers are those of published examples."""
SAFE = (
    "Review R12 and recommendation SR-01 of PR-2024-02",
    "Practice reviews, 29 January to 9 February 2024",
    "As at 31 March 2024, 27 of 40 reviews (68%)",
    "digest 43f964897a027e42",
    "Department for Education, ofsted-2018 and dfe",
    "Mr A and Ms B were heard; Dr who is not a name here",
    "Krippendorff's alpha 0.62, between 0.31 and 0.88 (p = 0.50)",
    "fields of 12 or 13 year olds",
)


def document(*blocks, audience="board", **others):
    given = {"kind": "monthly", "title": "Title", "subtitle": "March", "facts": (), "bases": (), "as_of": DAY}
    return Document(audience=AUDIENCES[audience], blocks=blocks, names=("Ada Field",), **given | others)


@pytest.mark.parametrize(("kind", "text"), FOUND.items(), ids=FOUND)
def test_each_kind_of_identifier_is_found_and_named(kind, text):
    assert [one.kind for one in document(Paragraph(text)).found()] == [kind]


@pytest.mark.parametrize("text", SAFE)
def test_codes_dates_of_work_and_figures_are_no_identifiers(text):
    assert document(Paragraph(text)).found() == ()


def test_an_identifier_is_found_wherever_it_stands():
    mail = "someone@example.org"
    table = Table("Caption", ("A", "B"), [("row", mail)], "h")
    places = {
        "a heading": document(Heading(mail)),
        "a list": document(Bullets([mail])),
        "a note": document(Note("Title", [mail])),
        "a cell": document(table),
        "a note under a table": document(attrs.evolve(table, rows=(), notes=(mail,))),
        "an alternative text": document(Figure(caption="c", alt=mail, image=b"", how="h")),
        "a picture's table": document(Figure(caption="c", alt="a", image=b"", how="h", table=table)),
        "a basis": document(bases=(Basis("h", "Title", mail),)),
        "a fact": document(facts=(("Settings", mail),)),
        "the title": document(title=mail),
        "the subtitle": document(subtitle=mail),
        "a sentence broken by a number": document(Paragraph(("ring 020 7946 ", Number("0000", "h")))),
    }
    assert [place for place, made in places.items() if not made.found()] == []


def test_a_find_says_in_which_section_and_table():
    made = document(Heading("Impact"), Table("Actions", ("A",), [("Mrs Fielding",)], "h"))
    assert [one.where for one in made.found()] == ["section 'Impact', table 'Actions'"]


def test_nothing_is_saved_and_everything_found_is_named_at_once(tmp_path):
    made = document(*map(Paragraph, FOUND.values()))
    for suffix in (".html", ".docx", ".md"):
        with pytest.raises(qa.ReleaseError) as refused:
            made.save(tmp_path / f"report{suffix}")
        assert len(refused.value.problems) == len(FOUND)
    assert list(tmp_path.iterdir()) == []


def test_a_refusal_does_not_repeat_what_was_found(tmp_path):
    with pytest.raises(qa.ReleaseError) as refused:
        document(*map(Paragraph, FOUND.values())).save(tmp_path / "report.html")
    told = str(refused.value)
    for secret in ("943 476 5919", "H801200001001", "EC2V 7HH", "7946", "someone@example.org", "3 March 2010", "Field"):
        assert secret not in told
    assert "9...9" in told


@pytest.mark.parametrize(("override", "by"), [("A reason", None), (None, "Somebody"), ("  ", "Somebody"), ("A", " ")])
def test_a_reason_by_nobody_and_somebody_without_a_reason_change_nothing(tmp_path, override, by):
    with pytest.raises(qa.ReleaseError):
        document(Paragraph("EC2V 7HH")).save(tmp_path / "report.html", override=override, by=by)


def test_an_override_is_written_into_the_document(tmp_path):
    made = document(Paragraph("The service moves to EC2V 7HH"))
    path = made.save(tmp_path / "report.md", override="It is the address of the office", by="Head of QA")
    text = path.read_text(encoding="utf-8")
    assert "Found: postcode (1). Let go by Head of QA: It is the address of the office" in text
    assert "Released by override" in text
    assert text.index("Let go by") < text.index("The service moves")


def test_an_override_is_written_into_the_ledger(report, year, tmp_path):
    ledger = tmp_path / "releases.jsonl"
    made = report("annual", "board", ledger=ledger, names=["Care leavers"])
    made.save(tmp_path / "report.html", override="It is no name", by="Head of QA")
    assert "Let go by Head of QA" in ledger.read_text(encoding="utf-8")


def test_those_who_work_with_the_child_are_not_stopped():
    assert document(Paragraph("EC2V 7HH"), audience="operational").found() == ()


def test_pseudonyms_of_the_year_stop_a_document_for_the_board(year):
    pseudonyms = list(pseudonyms_of(year))
    assert {"C01", "F01"} <= set(pseudonyms)
    made = document(Paragraph("C01 was seen"), pseudonyms=pseudonyms)
    assert [one.kind for one in made.found()] == ["pseudonym of a child or family"]


def test_pseudonyms_that_are_numbers_or_words_or_codes_of_others_raise_no_alarm(plugins):
    children = [{"id": "3"}, {"id": "27"}, {"id": "Good"}, {"id": "R1"}, {"id": "K7X"}]
    reviews = [
        {"id": "R1", "activity": "A", "child": "3", "reviewer": "P", "completed_on": "2024-01-01", "overall": "Good"}
    ]
    year = qa.from_rows(plugins=plugins, scale="ofsted-2018", children=children, reviews=reviews)
    assert list(pseudonyms_of(year)) == ["K7X"]


@pytest.mark.parametrize("kind", ["monthly", "quarterly", "annual", "moderation", "you-said-we-did"])
@pytest.mark.parametrize("audience", ["leadership", "board", "public", "peer"])
def test_the_example_raises_no_false_alarm(report, kind, audience):
    assert report(kind, audience).found() == ()


def test_every_find_is_masked():
    for one in look(document(*map(Paragraph, FOUND.values())), ["Ada Field"]):
        assert len(one.hint) == 5
        assert "..." in one.hint
