"""The page: one file, no script, a structure that a screen reader can follow, text that cannot become markup."""

import datetime
import itertools
import re
from html.parser import HTMLParser

import pytest

import qaframework as qa
from qaframework.reports.audiences import AUDIENCES
from qaframework.reports.blocks import Basis, Bullets, Figure, Heading, Note, Number, Paragraph, Table
from qaframework.reports.document import Document

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)
VOID = {"meta", "img", "br", "link", "input", "hr"}


class Page(HTMLParser):
    """Reads a page into its tags, ids and links, and notes every tag that is not closed where it should be."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.ids, self.links, self.wrong, self.open = [], [], [], [], []
        self.feed(text)
        self.wrong += [f"{tag} is never closed" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        held = dict(attributes)
        self.tags.append((tag, held))
        if "id" in held:
            self.ids.append(held["id"])
        if tag == "a":
            self.links.append(held.get("href", ""))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"{tag} is closed out of turn")

    def all(self, name):
        return [held for tag, held in self.tags if tag == name]


@pytest.fixture(scope="module", params=[("annual", "board"), ("annual", "operational"), ("you-said-we-did", "public")])
def page(request, report):
    return Page(report(*request.param).html())


def test_every_tag_is_closed_in_its_turn(page):
    assert page.wrong == []


def test_no_id_stands_twice_and_every_link_leads_somewhere_on_the_page(page):
    assert len(page.ids) == len(set(page.ids))
    assert [link for link in page.links if link[:1] != "#" or link[1:] not in page.ids] == []


def test_nothing_is_fetched_and_nothing_runs(page):
    assert not {"script", "link", "iframe", "object", "form"} & {tag for tag, _ in page.tags}
    assert [held["src"][:22] for held in page.all("img") if not held["src"].startswith("data:image/png;base64,")] == []
    assert [name for _, held in page.tags for name in held if name.startswith("on")] == []


def test_it_has_a_language_a_title_landmarks_and_a_way_past_the_contents(page):
    assert page.all("html")[0]["lang"] == "en-GB"
    assert [len(page.all(name)) for name in ("title", "header", "main", "footer", "h1")] == [1, 1, 1, 1, 1]
    first_link = page.all("a")[0]
    assert first_link == {"class": "skip", "href": "#main"}


def test_headings_step_down_one_level_at_a_time(page):
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1
    assert all(later - earlier <= 1 for earlier, later in itertools.pairwise(levels))


def test_every_table_has_a_caption_and_every_heading_a_scope(page):
    assert len(page.all("caption")) == len(page.all("table"))
    assert all(held.get("scope") in ("col", "row") for held in page.all("th"))


def test_every_picture_says_what_it_shows(page):
    assert all(len(held["alt"]) > 20 for held in page.all("img"))


def hard(text):
    return Document(
        kind="monthly",
        title=text,
        subtitle=text,
        audience=AUDIENCES["operational"],
        facts=((text, text),),
        blocks=(
            Heading(text),
            Paragraph((text, Number(text, "b"))),
            Bullets([text]),
            Note(text, [text]),
            Table(text, (text, text), [(text, text)], "b", notes=(text,)),
            Figure(caption=text, alt=text, image=PIXEL, how="b"),
        ),
        bases=(Basis("b", text, text),),
        as_of=datetime.date(2024, 3, 31),
    )


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", "\"'><b>", "&amp; & <!--", "]]>", "{{ 7 * 7 }}", "a\x00b"]
)
def test_text_cannot_become_markup(text):
    page = Page(hard(text).html())
    assert page.wrong == []
    assert not {"script", "b"} & {tag for tag, _ in page.tags}
    assert "49" not in re.sub(r"base64,\S+|<style>.*</style>", "", hard(text).html(), flags=re.DOTALL)


def test_the_same_report_gives_the_same_bytes(report):
    again = qa.report(
        qa.example("city-of-london-2023-24", plugins=qa.load_plugins(allow=())),
        "annual",
        audience="board",
        plugins=qa.load_plugins(allow=()),
        settings=qa.Settings(),
        today=datetime.date(2024, 3, 31),
    )
    assert again.html() == report("annual").html()
    assert again.markdown() == report("annual").markdown()
    assert again.word() == report("annual").word()
