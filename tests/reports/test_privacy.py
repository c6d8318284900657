"""Whatever is in a year: no code of a child and no text from its records is in what a board or the public is shown."""

import datetime
import io
import re
import zipfile
from html.parser import HTMLParser

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.files.tables import columns_of
from qaframework.testing import FILLED, programmes

PLUGINS = qa.load_plugins(allow=())
SETTINGS = qa.Settings()
KINDS = ("monthly", "quarterly", "annual", "moderation", "you-said-we-did", "theme")
FROM_OUTSIDE = ("board", "public", "peer")
TODAY = datetime.date(2024, 4, 1)
YEAR = (datetime.date(2023, 4, 1), datetime.date(2024, 4, 1))


def report(year, kind, audience, **others):
    theme = "rsk" if kind == "theme" else None
    return qa.report(year, kind, audience=audience, plugins=PLUGINS, settings=SETTINGS, theme=theme, **others)


def written(document, folder):
    """Yield the format and every byte of each file of a document, what is packed in it unpacked."""
    for suffix in (".html", ".md", ".docx"):
        path = document.save(folder / f"report{suffix}", override="Made up for a test", by="Somebody")
        content = path.read_bytes()
        if suffix == ".docx":
            with zipfile.ZipFile(io.BytesIO(content)) as parts:
                content = b"\n".join(name.encode() + parts.read(name) for name in parts.namelist())
        yield suffix, content
    yield "repr", repr(document).encode()
    yield "notebook", document._repr_html_().encode()


TOLD = {
    "activities": {"id", "kind", "template", "scale", "asked", "part_of"},
    "reviews": {"id", "activity", "reviewer", "scale", "worker", "manager"},
    "judgements": {"review", "domain", "grade"},
    "readings": {"id", "review", "reader", "scale"},
    "people": {"id", "role"},
    "findings": {"id", "activity", "theme", "direction"},
    "recommendations": {"id", "source", "themes", "owner", "rolls_up_to", "domain"},
    "updates": {"recommendation", "status", "rolls_up_to"},
    "survey_results": {"activity", "theme", "group", "question"},
    "responses": {"id", "activity", "theme"},
    "waivers": {"rule", "record"},
}
"""Codes, what links records, and the questions of a survey, the authority's own. All other text is private."""


def private_columns():
    for table in FILLED:
        for column in columns_of(table):
            if column.kind in (str, str | None, tuple[str, ...]) and column.name not in TOLD.get(table, ()):
                yield table, column.name


PRIVATE = list(private_columns())


def planted_year():
    """Return a year with a marker of its own in every column of text that is private."""
    rows = {table: dict(columns) for table, columns in FILLED.items()}
    rows["reviews"] |= {"overall": "RI", "domain.RISK": "Inadequate"}
    rows["judgements"] |= {"domain": "PLAN"}
    markers = []
    for table, column in PRIVATE:
        known = next(one for one in columns_of(table) if one.name == column)
        if known.words and not known.open:
            continue
        marker = f"Zq{len(markers):02d}x"
        if (table, column) in (("children", "id"), ("reviews", "child"), ("findings", "child")):
            marker = "Zqchild7"
        rows[table][column] = marker
        markers.append(marker)
    rows["recommendations"] |= {"level": "service"}
    more = dict(rows["recommendations"]) | {"id": "REC2", "level": "child", "due": "2024-01-01"}
    tables = {table: [row] for table, row in rows.items()} | {"recommendations": [rows["recommendations"], more]}
    return qa.from_rows(plugins=PLUGINS, strict=False, **tables), set(markers)


def test_more_than_fifty_columns_are_private():
    assert {("reviews", "rationale"), ("children", "id"), ("updates", "note"), ("activities", "title")} <= set(PRIVATE)
    assert len(PRIVATE) > 50


@pytest.mark.parametrize("audience", FROM_OUTSIDE)
@pytest.mark.parametrize("kind", KINDS)
def test_no_planted_marker_is_in_any_file_for_people_outside(kind, audience, tmp_path):
    year, markers = planted_year()
    assert len(markers) > 40
    for form, content in written(report(year, kind, audience, period=YEAR, today=TODAY), tmp_path):
        found = [marker for marker in markers if marker.encode() in content]
        assert found == [], form


def test_the_markers_are_in_the_records_and_an_operational_report_shows_some_of_them(tmp_path):
    year, markers = planted_year()
    held = str([record.rows_of() for table in FILLED if table != "judgements" for record in year.table(table)])
    assert len([marker for marker in markers if marker in held]) > 40
    shown = b"".join(content for _, content in written(report(year, "monthly", "operational", today=TODAY), tmp_path))
    assert [marker for marker in markers if marker.encode() in shown]


YEARS = programmes(PLUGINS)
PERIODS = st.sampled_from([None, (datetime.date(2023, 1, 1), datetime.date(2025, 12, 31))])
FEW = settings(max_examples=15, suppress_health_check=list(HealthCheck))


def marked(year):
    """Return a year whose children have codes that cannot stand in a report by chance."""

    def code(name):
        return name and f"Zq{name.encode('utf-8', 'surrogatepass').hex()}q"

    return attrs.evolve(
        year,
        children=[attrs.evolve(one, id=code(one.id), family=code(one.family)) for one in year.children],
        reviews=[attrs.evolve(one, child=code(one.child), rationale="Zqtext7") for one in year.reviews],
        findings=[attrs.evolve(one, child=code(one.child), statement="Zqtext7") for one in year.findings],
        recommendations=[attrs.evolve(one, text="Zqtext7") for one in year.recommendations],
        updates=[attrs.evolve(one, note="Zqtext7", evidence="Zqtext7", impact="Zqtext7") for one in year.updates],
        responses=[attrs.evolve(one, said="Zqtext7", did="Zqtext7", because="Zqtext7") for one in year.responses],
        readings=[attrs.evolve(one, rationale="Zqtext7") for one in year.readings],
    )


@FEW
@given(year=YEARS, kind=st.sampled_from(KINDS), audience=st.sampled_from(FROM_OUTSIDE), period=PERIODS)
def test_whatever_the_year_no_child_and_no_text_leaves(year, kind, audience, period, tmp_path_factory):
    document = report(marked(year), kind, audience, period=period)
    for form, content in written(document, tmp_path_factory.mktemp("out")):
        assert b"Zq" not in content, form


class Numbers(HTMLParser):
    """The numbers of a page: those in sentences that lead to their basis, and the cells of columns of numbers."""

    def __init__(self):
        super().__init__()
        self.inside, self.found = False, []

    def handle_starttag(self, tag, attributes):
        marks = dict(attributes).get("class", "").split()
        self.inside = (tag == "a" and "number" in marks) or (tag == "td" and "figure" in marks)

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, text):
        if self.inside and text.strip():
            self.found.append(text.strip())


def numbers_of(page):
    reader = Numbers()
    reader.feed(page)
    return reader.found


def counts_of(page):
    """Return the numbers of a page but those that count its own hidden numbers: they are about no people."""
    return numbers_of(re.sub(r'<a class="number" href="#how-withheld">[^<]*</a>', "", page))


@FEW
@given(
    year=YEARS, kind=st.sampled_from(KINDS), policy=st.sampled_from(sorted(set(qa.POLICIES) - {"none"})), period=PERIODS
)
def test_every_number_of_a_public_page_is_one_the_policy_allows(year, kind, policy, period):
    document = report(year, kind, "public", policy=policy, period=period)
    rule = qa.POLICIES[policy]
    for text in counts_of(document.html()):
        if text.isdigit():
            assert int(text) == 0 or int(text) > rule.most, text
        else:
            assert (
                text in (rule.symbol, rule.other_symbol, "not said", "not known", "not shown", "too few") or "%" in text
            )


def in_markdown(document):
    """Return the numbers of a document in Markdown: those with a footnote, and the cells of columns of numbers."""
    found = []
    places = ()
    for line in document.markdown().splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]] if line.startswith("|") else None
        if cells is None:
            places = ()
            if not re.match(r"\[\^|\*[^*]", line):
                found += re.findall(r"([^\s\[]+)\[\^", line.replace("**[^", " ["))
        elif all(re.fullmatch(r"-+:?", cell) for cell in cells):
            places = tuple(place for place, cell in enumerate(cells) if cell.endswith(":"))
        else:
            found += [cells[place] for place in places]
    return found


def in_word(document):
    """Return the numbers of a document in Word: those that lead to a bookmark, and cells set to the right."""
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    word = docx.Document(io.BytesIO(document.word()))
    found = []
    for element in word.element.body:
        if element.tag.endswith("}p"):
            links = element.xpath("./w:hyperlink")
            found += ["".join(link.xpath(".//w:t/text()")) for link in links]
        elif element.tag.endswith("}tbl"):
            table = docx.table.Table(element, word)
            for row in table.rows[1:]:
                found += [
                    cell.text
                    for cell in row.cells
                    if cell.paragraphs[0].alignment == WD_ALIGN_PARAGRAPH.RIGHT and cell.text
                ]
    return [text for text in found if text != "(how this was made)"]


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(year=YEARS, kind=st.sampled_from(KINDS), audience=st.sampled_from(["leadership", "public"]), period=PERIODS)
def test_html_word_and_markdown_hold_the_same_numbers(year, kind, audience, period):
    document = report(year, kind, audience, period=period)
    page = numbers_of(document.html())
    assert in_word(document) == page
    assert [text.replace("\\", "") for text in in_markdown(document)] == page


def test_the_example_holds_numbers_to_compare():
    document = report(qa.example("city-of-london-2023-24", plugins=PLUGINS), "annual", "board")
    page = numbers_of(document.html())
    assert len(page) > 40
    assert in_word(document) == page == [text.replace("\\", "") for text in in_markdown(document)]


GRADES = ["Outstanding", "Good", "Requires improvement to be good", "Inadequate", "not graded"]


def sized(grades, positive):
    """Return a year of two rounds of these sizes and grades, with a survey."""
    activities, reviews = [], []
    for number, counts in enumerate(grades, start=1):
        name = f"PR-{number}"
        day = f"2024-0{number}-20"
        activities.append({"id": name, "kind": "practice_reviews", "title": name, "start": day, "end": day})
        given = [grade for grade, count in zip(GRADES, counts, strict=True) for _ in range(count)]
        for place, grade in enumerate(given):
            about = {"id": f"{name}-{place}", "activity": name, "child": f"K{number}x{place}", "reviewer": "P1"}
            reviews.append(about | {"completed_on": day, "overall": grade, "child_voice": "obtained"})
    activities.append({"id": "SV", "kind": "survey", "title": "SV", "start": "2024-02-01", "end": "2024-02-02"})
    answer = {"activity": "SV", "group": "care leavers", "question": "Happy?", "positive": positive, "answered": 40}
    survey = [answer | {"share": positive / 40}]
    return qa.from_rows(
        plugins=PLUGINS, scale="ofsted-2018", activities=activities, reviews=reviews, survey_results=survey
    )


SIZES = st.tuples(*[st.integers(0, 25)] * len(GRADES))


@settings(max_examples=5, suppress_health_check=list(HealthCheck))
@given(first=SIZES, second=SIZES, positive=st.integers(0, 40), policy=st.sampled_from(["dfe", "nhs", "fewer-than-5"]))
def test_in_rounds_of_any_size_only_numbers_the_policy_allows_are_shown(first, second, positive, policy):
    year = sized((first, second), positive)
    document = report(year, "annual", "public", policy=policy, period=YEAR, today=TODAY)
    small = qa.POLICIES[policy].most
    shown = [int(text) for text in counts_of(document.html()) if text.isdigit()]
    assert [number for number in shown if 0 < number <= small] == []
    exact = report(year, "annual", "leadership", period=YEAR, today=TODAY)
    assert str(sum(first) + sum(second)) in numbers_of(exact.html())
