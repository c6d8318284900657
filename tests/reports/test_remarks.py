"""An authority's own words in a report: under their heading, marked as such, and through the gate."""

import pytest

import qaframework as qa
from qaframework.reports.remarks import read_remarks

YEAR = qa.example("city-of-london-2023-24")


def annual(**options):
    return qa.report(YEAR, "annual", audience="board", settings=qa.Settings(), **options)


def test_remarks_stand_under_their_heading_and_are_marked():
    text = annual(remarks={"introduction": "A year of change.\n\n- First\n- Second"}).markdown()
    assert text.index("## 1. Introduction") < text.index("In the authority's own words: 1. Introduction")
    assert text.index("A year of change.") < text.index("This report tells")
    assert "no count in it is protected" in text


def test_remarks_for_a_heading_that_is_not_there_are_refused():
    with pytest.raises(qa.UnknownNameError, match="heading of this report"):
        annual(remarks={"Interlude": "Text."})


def test_remarks_pass_through_the_gate(tmp_path):
    with pytest.raises(qa.ReleaseError):
        annual(remarks={"Introduction": "Ask Mrs Example at SW1A 1AA."}).save(tmp_path / "r.html")
    assert not list(tmp_path.iterdir())


def test_remarks_are_read_from_a_markdown_file(tmp_path):
    file = tmp_path / "own.md"
    file.write_text("# Introduction\n\nA year.\n\n## 7. Priorities\nMore.\n", encoding="utf-8")
    assert {name: text.strip() for name, text in read_remarks(file).items()} == {
        "Introduction": "A year.",
        "7. Priorities": "More.",
    }


@pytest.mark.parametrize("text", ["", "Text under nothing.", "# A\none\n# A\ntwo\n"])
def test_a_file_whose_texts_cannot_be_placed_is_refused(tmp_path, text):
    file = tmp_path / "own.md"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(qa.DataError):
        read_remarks(file)


def test_every_figure_about_the_numbers_leads_to_how_it_was_made_and_every_symbol_is_explained():
    text = annual().markdown()
    assert "[^withheld]: **Numbers that are not shown.**" in text
    assert "c: not shown, because it is small or would give a small number away." in text
    assert text.startswith("**For the board and its partners.")


def test_a_group_of_which_no_number_is_shown_is_not_named():
    assert "care leavers" not in annual().markdown()
    assert "care leavers" in qa.report(YEAR, "annual", audience="leadership", settings=qa.Settings()).markdown()
