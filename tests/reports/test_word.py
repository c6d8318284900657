"""The Word file: real headings, header rows that come again, alternative text, own styles, and no person in it."""

import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

import qaframework as qa


def opened(content):
    return docx.Document(io.BytesIO(content))


@pytest.fixture(scope="module")
def word(report):
    return opened(report("annual", "leadership").word())


def headings(word):
    return [(one.style.name, one.text) for one in word.paragraphs if one.style.name.startswith(("Heading", "Title"))]


def test_sections_are_real_headings(word, report):
    document = report("annual", "leadership")
    found = headings(word)
    assert found[0] == ("Title", document.title)
    assert [text for style, text in found if style == "Heading 1"][:7] == list(document.sections[:7])


def test_the_header_row_of_every_table_comes_again_and_no_row_is_cut(word, report):
    assert len(word.tables) == len(report("annual", "leadership").tables) + 1
    for table in word.tables:
        first, *others = (row._tr.trPr for row in table.rows)
        assert first.find(qn("w:tblHeader")) is not None
        assert all(row.find(qn("w:tblHeader")) is None for row in others)
        assert all(row.find(qn("w:cantSplit")) is not None for row in (first, *others))


def test_every_table_says_what_it_shows(word):
    captions = [table._tbl.tblPr.find(qn("w:tblCaption")) for table in word.tables]
    assert all(one is not None and len(one.get(qn("w:val"))) > 5 for one in captions)


def test_every_picture_has_alternative_text(word):
    pytest.importorskip("matplotlib")
    described = word.element.xpath("//wp:docPr/@descr")
    assert len(described) == len(word.inline_shapes) > 0
    assert all(len(one) > 20 for one in described)


def test_every_number_leads_to_a_bookmark_that_is_there_once(word):
    marks = word.element.xpath("//w:bookmarkStart/@w:name")
    links = word.element.xpath("//w:hyperlink/@w:anchor")
    assert links
    assert set(links) <= set(marks)
    assert len(marks) == len(set(marks))


def test_its_properties_name_the_document_and_nobody(word, report):
    about = word.core_properties
    assert about.title == report("annual", "leadership").title
    assert (about.author, about.last_modified_by, about.comments, about.keywords) == ("", "", "", "")
    assert about.created.year == about.modified.year == 2000


@pytest.fixture
def template(tmp_path):
    made = docx.Document()
    made.sections[0].header.paragraphs[0].text = "Committee of the Authority"
    made.add_paragraph("Report of the director")
    made.add_paragraph("{{ report }}")
    made.add_paragraph("Contact officer: see the front page")
    made.styles["Heading 1"].font.name = "Georgia"
    for name in ("List Bullet", "Caption", "Table Grid", "Intense Quote", "Subtitle", "Title"):
        style = made.styles[name]
        style.element.getparent().remove(style.element)
    made.core_properties.author = "Quillfeather"
    made.core_properties.last_modified_by = "Brackenhurst"
    made.save(tmp_path / "template.docx")
    return tmp_path / "template.docx"


def test_a_report_goes_into_the_authority_s_own_template(report, template, tmp_path):
    path = report("quarterly", "board").save(tmp_path / "out.docx", template=template)
    word = docx.Document(path)
    texts = [one.text for one in word.paragraphs]
    assert word.sections[0].header.paragraphs[0].text == "Committee of the Authority"
    assert texts[0] == "Report of the director"
    assert texts[-1] == "Contact officer: see the front page"
    assert "{{ report }}" not in texts
    assert word.styles["Heading 1"].font.name == "Georgia"
    assert [one.text for one in word.paragraphs if one.style.name == "Heading 1"]
    assert word.tables


def test_who_made_the_template_is_not_in_the_report(report, template, tmp_path):
    path = report("quarterly", "board").save(tmp_path / "out.docx", template=template)
    with zipfile.ZipFile(path) as parts:
        assert not [
            name
            for name in parts.namelist()
            if any(who in parts.read(name) for who in (b"Quillfeather", b"Brackenhurst"))
        ]
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_template_without_a_place_for_the_report_gets_it_at_the_end(report, tmp_path):
    made = docx.Document()
    made.add_paragraph("Front page")
    made.save(tmp_path / "plain.docx")
    word = opened(report("quarterly", "board").word(tmp_path / "plain.docx"))
    assert word.paragraphs[0].text == "Front page"
    assert word.paragraphs[1].text == report("quarterly", "board").status


@pytest.mark.parametrize("name", ["absent.docx", "text.docx"])
def test_a_template_that_is_no_word_file_is_refused_by_its_name(report, tmp_path, name):
    (tmp_path / "text.docx").write_text("no Word file", encoding="utf-8")
    with pytest.raises(qa.DataError, match=f"{name}: it cannot be opened"):
        report("quarterly", "board").save(tmp_path / "out.docx", template=tmp_path / name)
    assert not (tmp_path / "out.docx").exists()


def test_an_ending_that_is_no_format_is_refused(report, tmp_path):
    with pytest.raises(qa.DataError, match=r"\.html \(HTML\)"):
        report().save(tmp_path / "report.pdf")
