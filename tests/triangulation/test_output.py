"""A picture as people and programs read it."""

import io
import json
import re
from html.parser import HTMLParser

import openpyxl
import pytest

import qaframework as qa
from qaframework.testing import programme
from qaframework.triangulation import drawing, output
from qaframework.triangulation import matrix as matrix_module

PLUGINS = qa.load_plugins(allow=[])


@pytest.fixture(scope="module")
def picture():
    return qa.triangulate(qa.example("city-of-london-2023-24", plugins=PLUGINS), plugins=PLUGINS)


@pytest.fixture(scope="module")
def hostile():
    """A picture of themes whose names would break a careless writer."""
    theme = qa.Theme(id="x", title='<script>"&|]) --> \\')
    year = programme({"activities": {"kind": "a<b"}, "findings": {"theme": "x"}}, PLUGINS)
    return qa.triangulate(year, themes=[theme])


class Cells(HTMLParser):
    """The cells of a page, with their attributes and text."""

    def __init__(self, page):
        super().__init__()
        self.found, self.tags = [], []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag in ("td", "th"):
            self.found.append([tag, dict(attributes), ""])

    def handle_data(self, data):
        if self.found:
            self.found[-1][2] += data


def test_the_matrix_says_every_cell_in_words_and_colour_only_repeats_it(picture):
    cells = Cells(picture.matrix().html()).found
    assert all("scope" in attributes for tag, attributes, _ in cells if tag == "th")
    coloured = [(attributes, text) for _, attributes, text in cells if "style" in attributes]
    assert coloured
    assert all(re.match(r"concern|strength|mixed", text) for _, text in coloured)
    assert {text for tag, _, text in cells if tag == "td"} >= {"not asked", "silent", "strength (echo)"}


def test_the_caption_of_the_page_explains_its_words_and_the_legend_of_the_text_its_signs():
    activities = [
        {"kind": "survey", "reached": 9},
        {"id": "A2", "kind": "observation"},
        {"id": "A3", "kind": "assurance_review", "draws_on": "A1"},
        {"id": "A4", "kind": "peer_challenge"},
        {"id": "A5", "kind": "multi_agency_audit", "asked": "rsk"},
        {"id": "A6", "kind": "scrutiny_event", "asked": "voi"},
        {"id": "A7", "kind": "practice_reviews", "asked": "voi"},
        {"id": "A8", "kind": "scrutiny_event", "asked": "voi"},
    ]
    findings = [
        {"child": "C1"},
        {"activity": "A3"},
        {"activity": "A4"},
        {"activity": "A6", "theme": "voi"},
        {"activity": "A8", "theme": "voi"},
    ]
    matrix = qa.triangulate(programme({"activities": activities, "findings": findings}), plugins=PLUGINS).matrix()
    html, text = matrix.html(), repr(matrix)
    cells = {cell for tag, _, cell in Cells(html).found if tag == "td"}
    assert cells == {
        "concern 1 of 9",
        "concern (echo)",
        "concern (not counted)",
        "concern in 2 activities",
        "silent",
        "not asked",
        "single-source concern",
    } | ({"not recorded"} if "not recorded" in html.partition("</caption>")[2] else set())
    caption = html.partition("</caption>")[0]
    for word in ("A number is how many", "Echo:", "Not counted:", "Silent:", "Not asked:", "Not recorded:"):
        assert word in caption
    assert not any(sign in caption for sign in "+~?")
    assert all(sign in text for sign in ("- 1 of 9", "(-)", "- x2"))


@pytest.mark.parametrize(
    ("children", "reached", "signs", "words"),
    [
        (["concern"], 9, "- 1 of 9", "concern 1 of 9"),
        (["concern"] * 3 + ["strength"], 13, "- 3, + 1 of 13", "concern 3, strength 1 of 13"),
        (["concern", "strength"], 13, "~: - 1, + 1 of 13", "mixed: concern 1, strength 1 of 13"),
        (["concern"] * 3, 2, "- 3", "concern 3"),
        (["concern"] * 3, None, "- 3", "concern 3"),
    ],
)
def test_a_cell_counts_the_children_of_each_direction_and_never_more_than_were_looked_at(
    children, reached, signs, words
):
    findings = [{"child": f"C{n}", "direction": direction} for n, direction in enumerate(children)]
    year = programme({"activities": {"reached": reached}, "findings": findings})
    cell = qa.triangulate(year, plugins=PLUGINS).matrix().cell("rsk", "practice_reviews")
    assert (matrix_module.short(cell), matrix_module.in_words(cell)) == (signs, words)


def test_colours_keep_their_contrast():
    def light(colour):
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    from qaframework.triangulation.matrix import COLOURS

    assert min((light(colour) + 0.05) / 0.05 for colour in COLOURS.values()) >= 13


def test_a_matrix_too_large_for_a_notebook_says_how_much_it_shows():
    findings = [{"theme": f"theme-{n}"} for n in range(300)]
    matrix = qa.triangulate(programme({"activities": {}, "findings": findings}, PLUGINS), plugins=PLUGINS).matrix()
    html = matrix._repr_html_()
    assert len(html.encode()) < 10 * 1024
    assert re.search(r"showing \d+ of 300", html)
    assert matrix.html().count("<tr>") == 301


def test_rows_are_plain_enough_for_a_data_frame(picture):
    pandas = pytest.importorskip("pandas")
    frame = pandas.DataFrame(picture.matrix().rows())
    rel = frame[(frame.theme == "rel") & (frame.source == "assurance_review")]
    assert rel.state.tolist() == ["echo"]
    assert set(frame.state) == {"speaks", "silent", "not asked", "echo"}


@pytest.mark.parametrize("form", ["table", *output.FORMATS])
def test_every_format_is_the_same_every_time(picture, form):
    assert output.render(picture, form) == output.render(picture, form) != ""


def test_an_unknown_format_is_told_with_those_there_are(picture):
    with pytest.raises(qa.UnknownNameError, match="did you mean 'mermaid'"):
        output.render(picture, "mermade")


@pytest.mark.parametrize("form", ["table", *output.FORMATS])
def test_nothing_to_show_is_shown_without_fail(form):
    empty = qa.triangulate(qa.from_rows(plugins=PLUGINS), plugins=PLUGINS)
    assert output.render(empty, form)


def test_json_holds_every_table(picture):
    told = json.loads(output.as_json(picture))
    assert told["schema"] == "qaframework/themes/1"
    assert [row["theme"] for row in told["themes"]] == [one.theme for one in picture.themes]
    assert {row["alert"] for row in told["alerts"]} <= set("ABCDE")


def test_the_workbook_has_a_sheet_a_table(picture):
    workbook = openpyxl.load_workbook(io.BytesIO(output.as_workbook(picture)))
    assert workbook.sheetnames[:3] == ["matrix", "themes", "alerts"]
    assert workbook["themes"].max_row == len(picture.themes) + 1


def test_the_page_has_no_script_and_fetches_nothing(picture, hostile):
    for one in (picture, hostile):
        page = output.as_html(one)
        parsed = Cells(page)
        assert "script" not in parsed.tags
        assert not re.search(r"(src|href)\s*=\s*['\"]https?:", page)


def test_what_was_not_counted_comes_before_the_tables():
    year = programme({"activities": {}, "findings": [{}, {"activity": "A9"}]}, PLUGINS)
    text = output.as_text(qa.triangulate(year, plugins=PLUGINS))
    assert text.index("findings F2 is not counted: no activity has the id it names") < text.index("Themes by kind")


def test_mermaid_and_dot_escape_what_would_break_them(hostile):
    chart, graph = drawing.mermaid(hostile), drawing.dot(hostile)
    assert "<script>" not in chart
    assert "&quot;" in chart
    assert '\\"' in graph
    assert graph.count("{") == graph.count("}") == 1


def test_mermaid_shows_concern_strength_and_echo_apart(picture):
    chart = drawing.mermaid(picture)
    assert all(line in chart for line in ("-->", "--x", "-.->", "-. echo .->"))


def test_a_theme_nobody_knows_that_was_asked_about_breaks_no_table():
    rows = {"activities": {"asked": "nonsense"}, "recommendations": {"themes": "more nonsense"}}
    picture = qa.triangulate(programme(rows, PLUGINS), plugins=PLUGINS, expected=["nothing"])
    for form in ("table", *output.FORMATS):
        assert output.render(picture, form)
    assert [one.theme for one in picture.blind_spots] == ["nothing"]
