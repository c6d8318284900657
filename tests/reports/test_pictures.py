"""Pictures are drawn from what may be shown, and a report without them is whole."""

import importlib.util
import sys

import pytest

import qaframework as qa
from qaframework.reports.blocks import Figure

HAS_MATPLOTLIB = importlib.util.find_spec("matplotlib") is not None


def figures(document):
    return [block for block in document.blocks if isinstance(block, Figure)]


@pytest.mark.skipif(not HAS_MATPLOTLIB, reason="needs matplotlib")
def test_a_picture_says_in_words_what_it_shows(report):
    found = figures(report("annual", "leadership"))
    assert len(found) == 2
    assert "8 Good" in found[0].alt
    assert found[0].image.startswith(b"\x89PNG")


@pytest.mark.skipif(not HAS_MATPLOTLIB, reason="needs matplotlib")
def test_a_picture_for_the_board_shows_no_number_that_its_tables_do_not(report):
    document = report("annual", "board")
    shown = {row["shown"] for row in document.rows()}
    for figure in figures(document):
        told = [part.rpartition(": ")[2] for part in figure.alt.rstrip(".").partition(". ")[2].split("; ")]
        assert told
        assert set(told) <= shown


def test_where_matplotlib_is_not_installed_the_tables_stand_alone(report, year, monkeypatch):
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    document = report("annual", "leadership", records=year)
    assert figures(document) == []
    assert len(document.tables) == len(report("annual", "leadership").tables)


def test_where_python_docx_is_not_installed_it_says_what_to_install(report, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(qa.DataError, match=r"pip install 'qaframework\[word\]'"):
        report().save(tmp_path / "report.docx")
    assert list(tmp_path.iterdir()) == []
