"""A report in every format: what comes first, what is never lost, and what is never told."""

from __future__ import annotations

import csv
import doctest
import io
import itertools
import json
import os
import re
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any
from xml.etree import ElementTree as ET

import attrs
import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import qaframework as qa
from qaframework.files.csv_folder import disarmed
from qaframework.moderation.output import FORMATS, as_bytes, as_text, page, render, sheets, view
from qaframework.moderation.output.listing import FORMATS as LIST_FORMATS
from qaframework.moderation.output.listing import listed
from qaframework.moderation.output.view import line

TODAY = date(2024, 3, 31)
SECRET = "Tommy said he was hit"
PSEUDONYM = "KID-8341"


@qa.rule("grade-stands", severity="error", source="made up")
def grade_stands(review: qa.Review, context: qa.Context) -> qa.Messages:
    """A good grade stands on good domains.

    Look at the grade again with the reviewer.
    """
    if "Inadequate" in {str(grade) for grade in review.domain_grades.values()}:
        yield qa.flag("RISK is Inadequate, so overall cannot be Good", field="overall")


@qa.rule("rationale-given", severity="query")
def rationale_given(
    review: qa.Review, context: qa.Context, words: int = 6, instead: tuple[str, ...] = ("a", "b", "c", "d")
) -> qa.Messages:
    """A grade has a rationale.

    Ask the reviewer why.
    """
    if not review.rationale:
        yield qa.flag(f"fewer than {words} words | <b>=1+1</b>", field="rationale")


@qa.rule("status-known", severity="info")
def status_known(child: qa.Child, context: qa.Context) -> qa.Messages:
    """A child's status is known.

    Fill it in.
    """
    if child.status is None:
        yield qa.flag("no status", field="status")


@qa.rule("owner-named", severity="query")
def owner_named(recommendation: qa.Recommendation, context: qa.Context) -> qa.Messages:
    """Somebody is to do it.

    =HYPERLINK("http://example.org")
    """
    if not recommendation.owner:
        yield "=nobody is named"


@qa.rule("never-applies", severity="error")
def never_applies(review: qa.Review, context: qa.Context) -> object:
    """It has nothing to judge."""
    return qa.not_applicable("nothing of the kind is recorded")


@qa.rule("over-readings", severity="error")
def over_readings(reading: qa.Reading, context: qa.Context) -> qa.Messages:
    """It is over readings, of which there are none."""
    yield "never said"


@qa.rule("crashes", severity="error")
def crashes(review: qa.Review, context: qa.Context) -> object:
    """It breaks on one review."""
    if review.id == "R2":
        raise KeyError(SECRET)
    return ()


@qa.rule("crashes-on-children", severity="error")
def crashes_on_children(child: qa.Child, context: qa.Context) -> object:
    """It breaks on every child."""
    raise ValueError(child.id)


def plugin(name: str, *rules: Any) -> ModuleType:
    module = ModuleType(name)

    def qa_moderation_rules() -> list[Any]:
        return list(rules)

    module.qa_moderation_rules = qa.hookimpl(qa_moderation_rules)  # type: ignore[attr-defined]
    return module


SAMPLE = plugin("sample", grade_stands, rationale_given, status_known, owner_named, never_applies, over_readings)
BREAKING = plugin("breaking", crashes, crashes_on_children)


def year(*, broken_row: bool = True) -> qa.Programme:
    def review(number: int, **others: object) -> dict[str, object]:
        return {
            "id": f"R{number}",
            "activity": "A1",
            "child": f"{PSEUDONYM}{number}",
            "reviewer": "P1",
            "completed_on": "2024-02-01",
            "overall": "Good",
            "rationale": SECRET,
            "domain.RISK": "Good",
        } | others

    reviews = [
        review(1, **{"domain.RISK": "Inadequate"}),
        review(2, rationale=None),
        review(3, rationale=None, **{"domain.RISK": "Inadequate"}),
        review(4),
    ]
    reviews += [review(5, overall=SECRET)] if broken_row else []
    return qa.from_rows(
        strict=not broken_row,
        activities=[{"id": "A1", "kind": "practice_reviews", "title": "T", "start": "2024-01-29", "end": "2024-02-09"}],
        children=[
            {"id": f"{PSEUDONYM}{number}", "status": None if number == 2 else "looked_after"} for number in range(1, 6)
        ],
        reviews=reviews,
        recommendations=[
            {"id": "REC1", "text": SECRET, "level": "child", "source": "R1", "raised_on": "2024-02-05", "owner": None}
        ],
        waivers=[
            {
                "rule": "sample/grade-stands",
                "record": "R3",
                "reason": "seen again by the panel",
                "by": "P7",
                "approved_by": "P9",
                "until": "2024-12-31",
            }
        ],
    )


def moderated(*plugins: ModuleType, programme: qa.Programme | None = None, **others: Any) -> qa.ModerationReport:
    loaded = qa.load_plugins(*plugins, allow=())
    own = [f"{one.__name__}/*" for one in plugins if hasattr(one, "qa_moderation_rules")]
    return qa.moderate(
        year() if programme is None else programme, loaded, own, today=TODAY, **{"settings": qa.Settings()} | others
    )


@pytest.fixture(scope="module")
def full() -> qa.ModerationReport:
    """A report that has everything: a plugin left out, rules that crash, a row that was not read, a waiver."""
    return moderated(SAMPLE, BREAKING, ModuleType("hollow"))


@pytest.fixture(scope="module")
def whole() -> qa.ModerationReport:
    """A report in which everything was checked."""
    return moderated(SAMPLE, programme=year(broken_row=False))


def told(report: qa.ModerationReport, form: str) -> str:
    """Everything that can be read in a format, a workbook's sheets one after the other."""
    content = render(report, form)
    if isinstance(content, str):
        return content
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "\n".join(parts.read(name).decode() for name in parts.namelist())


def test_its_examples_hold() -> None:
    assert doctest.testmod(view).failed == 0


@pytest.mark.parametrize("form", FORMATS)
def test_no_format_tells_a_childs_id_or_what_a_record_or_an_exception_said(
    full: qa.ModerationReport, form: str
) -> None:
    assert {flag.table for flag in full.flags} >= {"children", "reviews", "recommendations"}
    assert len(full.crashed) == 2
    assert PSEUDONYM not in told(full, form)
    assert SECRET not in told(full, form)
    assert "Tommy" not in told(full, form)


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_names_what_was_not_checked(full: qa.ModerationReport, form: str) -> None:
    text = told(full, form).replace("\n    ", " ")
    if form != "csv":
        assert "hollow" in text
        assert "breaking/crashes" in text
        assert "reviews row 5.overall" in text


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_shows_waived_flags_with_their_reason(full: qa.ModerationReport, form: str) -> None:
    assert [flag.record for flag in full.waived] == ["R3"]
    assert "seen again by the panel" in told(full, form)


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_report_gives_the_same_bytes(full: qa.ModerationReport, form: str) -> None:
    assert render(full, form) == render(moderated(SAMPLE, BREAKING, ModuleType("hollow")), form)


HASHES = """
import hashlib, sys
sys.path.insert(0, {folder!r})
import test_output as t
report = t.moderated(t.SAMPLE, t.BREAKING, t.ModuleType("hollow"))
for form in t.FORMATS:
    print(form, hashlib.sha256(t.as_bytes(t.render(report, form), form)).hexdigest())
"""


def test_no_format_depends_on_the_order_of_a_set_or_on_the_clock() -> None:
    def run(seed: str) -> str:
        script = HASHES.format(folder=str(Path(__file__).parent))
        env = os.environ | {"PYTHONHASHSEED": seed, "PYTHONDONTWRITEBYTECODE": "1"}
        return subprocess.run(
            [sys.executable, "-c", script], env=env, capture_output=True, text=True, check=True, timeout=120
        ).stdout

    first = run("0")
    assert len(first.splitlines()) == len(FORMATS)
    assert run("1") == first
    assert run("4242") == first


def test_a_format_that_is_not_known_is_named_with_the_nearest(full: qa.ModerationReport) -> None:
    with pytest.raises(qa.UnknownNameError, match="did you mean 'sarif'"):
        render(full, "sariff")


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_without_records_rules_or_plugins_can_be_shown(form: str) -> None:
    empty = qa.ModerationReport(
        flags=(),
        waived=(),
        results=(),
        plugins=qa.Plugins(),
        not_checked=(),
        today=TODAY,
        settings="",
        records={},
    )
    assert render(empty, form)
    if form not in ("csv", "sarif"):
        assert "there are no records" in told(empty, form)


TEXTS = st.text(st.characters(exclude_categories=()), max_size=60)


@settings(max_examples=60, deadline=None)
@given(message=TEXTS, record=TEXTS, field=TEXTS, guidance=TEXTS)
def test_whatever_a_flag_says_every_format_can_be_read_back(
    message: str, record: str, field: str, guidance: str
) -> None:
    flag = qa.Flag(
        rule="odd/rule",
        plugin="odd",
        severity="error",
        table="reviews",
        record=record,
        field=field,
        message=message,
        guidance=guidance,
        where=record,
        params=(("words", {"a", "b"}, "default"), ("share", float("nan"), "default"), ("none", None, field)),
    )
    report = qa.ModerationReport(
        flags=(flag,),
        waived=(),
        results=(),
        plugins=qa.Plugins(),
        not_checked=(qa.Problem(record, message, guidance),),
        today=TODAY,
        settings=field,
        records={"reviews": 1},
    )
    content = {form: as_bytes(render(report, form), form) for form in FORMATS}
    assert json.loads(content["json"])["flags"][0]["message"] == line(message)
    rows = list(csv.DictReader(io.StringIO(content["csv"].decode("utf-8-sig"), newline="")))
    assert [row["message"] for row in rows] == [disarmed(line(message))]
    failure = ET.fromstring(content["junit"]).find(".//failure")
    assert failure is not None
    assert failure.get("message") == line(message)
    sarif = json.loads(content["sarif"])["runs"][0]
    assert sarif["results"][0]["message"]["text"] == line(message)
    book = openpyxl.load_workbook(io.BytesIO(content["xlsx"]))
    assert book["Flags"]["C2"].data_type != "f"
    assert (book["Flags"]["C2"].value or "") == line(message)
    Page.of(content["html"].decode())
    assert len(content["md"].decode().split("| error |")) == 2
    for text in (content["table"], content["csv"]):
        assert b"\x1b" not in text


def test_text_begins_with_what_was_not_checked_then_counts_then_the_worst_review(full: qa.ModerationReport) -> None:
    text = as_text(full)
    places = [
        text.index(words)
        for words in (
            "Moderation of 4 reviews",
            "31/03/2024",
            "NOT EVERYTHING WAS CHECKED",
            "plugin 'hollow'",
            "rule breaking/crashes crashed",
            "not checked: reviews row 5.overall",
            "1 error, 3 queries, 1 for information, 1 waived",
            "Review R1: 1 error, 1 query",
            "Review R2: 1 query",
            "What to do",
            "Waived",
            "Rules\n",
        )
    ]
    assert places == sorted(places)


def test_text_of_a_complete_report_does_not_speak_of_anything_not_checked(whole: qa.ModerationReport) -> None:
    assert whole.complete
    assert "NOT EVERYTHING" not in as_text(whole)


def test_text_tells_of_each_flag_where_to_look_which_rule_and_what_was_in_force(full: qa.ModerationReport) -> None:
    text = as_text(full, width=200)
    assert "  error  RISK is Inadequate, so overall cannot be Good\n" in text
    assert "reviews row 1.overall | sample/grade-stands" in text
    assert "recommendation REC1, recommendations row 1 | sample/owner-named" in text
    assert "sample/rationale-given; words = 6 (default); instead = a, b and 2 more (default)" in text
    assert "In force: words = 6 (default); instead = a, b, c, d (default)." in text


def test_text_says_where_a_parameter_was_set(tmp_path: Path) -> None:
    (tmp_path / "ours.toml").write_text('[rules."sample/rationale-given"]\nwords = 9\n', encoding="utf-8")
    text = as_text(moderated(SAMPLE, settings=tmp_path / "ours.toml"))
    assert "Settings: ours.toml." in text
    assert "words = 9 (ours.toml)" in text


def test_text_says_what_to_do_once_for_each_rule(full: qa.ModerationReport) -> None:
    assert Counter(flag.rule for flag in full.flags)["sample/rationale-given"] == 2
    assert as_text(full).count("Ask the reviewer why.") == 1
    assert "sample/rationale-given (2 flags): A grade has a rationale." in as_text(full)


def test_text_shows_waived_flags_apart_with_reason_approver_and_end(full: qa.ModerationReport) -> None:
    before, waived = as_text(full).split("Waived: flagged, and explained")
    assert "seen again by the panel" not in before
    assert "Review R3\n" in waived
    assert "waived until 31/12/2024, agreed by P9: seen again by the panel" in waived


def test_the_counts_of_every_rule_in_the_text_add_up(full: qa.ModerationReport) -> None:
    rows = re.findall(r"^  (\S+/\S+) +(crashed|flagged|passed) +(.*)$", as_text(full), re.MULTILINE)
    assert len(rows) == 6
    for _, _, numbers in rows:
        records, checked, flagged, not_applicable, crashed = map(int, numbers.split())
        assert checked + not_applicable + crashed == records
        assert flagged <= checked


def test_text_says_why_a_rule_did_not_apply_or_was_skipped(full: qa.ModerationReport) -> None:
    text = as_text(full)
    assert "sample/never-applies: nothing of the kind is recorded (4)" in text
    assert "there are no readings: sample/over-readings" in text


def test_text_calls_a_child_by_no_name_and_says_where_it_stands(full: qa.ModerationReport) -> None:
    assert "Child 1: 1 for information\n  info   no status\n         children row 2.status" in as_text(full)


@pytest.mark.parametrize("width", [40, 60, 80, 100, 120])
def test_text_wraps_at_the_width_it_is_given(full: qa.ModerationReport, width: int) -> None:
    prose = as_text(full, width).split("Rules\n")[0].splitlines()
    longest_word = max(len(word) for one in prose for word in one.split())
    assert max(map(len, prose)) <= max(width, longest_word + 10)


def test_text_has_only_signs_that_every_terminal_has(full: qa.ModerationReport) -> None:
    assert as_text(full).isascii()
    assert "\x1b" not in as_text(full)


def test_text_that_shows_fewer_flags_says_so_and_keeps_its_counts(full: qa.ModerationReport) -> None:
    text = as_text(full, most=1)
    assert "Showing 1 of 5 flags" in text
    assert "Review R1: 1 error, 1 query" in text
    assert full.headline().split(". ")[0] in text
    assert "Review R2" not in text


def test_a_report_in_a_notebook_stays_readable_however_many_flags_there_are(full: qa.ModerationReport) -> None:
    many = attrs.evolve(full, flags=full.flags * 400)
    assert len(repr(many).splitlines()) < 1500
    assert "Showing 200 of 2,000 flags" in repr(many)
    assert told(many, "table").count("reviews row 1.overall") == 400


def test_flags_about_the_whole_programme_and_about_reviewers_have_headings_of_their_own() -> None:
    @qa.rule("round-looked-at", severity="info")
    def looked_at(programme: qa.Programme, context: qa.Context) -> qa.Messages:
        """Something is looked at."""
        yield "something"

    @qa.rule("reviewer-looked-at", severity="info")
    def reviewer_looked_at(reviewer: qa.Reviewer, context: qa.Context) -> qa.Messages:
        """Reviewers too."""
        yield "something"

    text = as_text(moderated(plugin("wide", looked_at, reviewer_looked_at)))
    assert "The whole programme: 1 for information" in text
    assert "Reviewer P1: 1 for information" in text


def test_a_waiver_that_does_not_count_is_shown_under_the_review_it_names() -> None:
    programme = year(broken_row=False)
    expired = attrs.evolve(programme, waivers=(attrs.evolve(programme.waivers[0], until=date(2024, 1, 1)),))
    text = as_text(moderated(SAMPLE, programme=expired))
    assert "Review R3: 2 errors, 1 query" in text
    assert "waivers/expired" in text


def test_json_holds_the_whole_report(full: qa.ModerationReport) -> None:
    data = json.loads(told(full, "json"))
    assert data["schema"] == "qaframework/moderation/1"
    assert data["today"] == "2024-03-31"
    assert (data["ok"], data["complete"], data["exit_code"]) == (False, False, 3)
    assert data["counts"] == {"error": 1, "query": 3, "info": 1, "waived": 1}
    assert data["records"] == dict(full.records)
    assert [one["name"] for one in data["plugins"]] == ["defaults", "breaking", "sample"]
    assert [(one["name"], one["stage"]) for one in data["failed_plugins"]] == [("hollow", "validate")]
    assert [one["where"] for one in data["not_checked"]] == ["reviews row 5.overall"]
    assert len(data["flags"]) == len(full.flags)
    assert data["waived"][0]["until"] == "2024-12-31"
    for rule in data["rules"]:
        assert rule["checked"] + rule["not_applicable"] + rule["crashed"] == rule["records"]


def test_json_keeps_the_values_of_parameters_and_says_where_each_was_set(full: qa.ModerationReport) -> None:
    flag = next(one for one in json.loads(told(full, "json"))["flags"] if one["rule"] == "sample/rationale-given")
    assert flag["parameters"] == [
        {"name": "words", "value": 6, "set_in": "default"},
        {"name": "instead", "value": ["a", "b", "c", "d"], "set_in": "default"},
    ]


def test_csv_has_one_row_a_flag_and_runs_nothing(full: qa.ModerationReport) -> None:
    rows = list(csv.DictReader(io.StringIO(told(full, "csv"), newline="")))
    assert len(rows) == len(full.flags) + len(full.waived)
    assert {row["about"] for row in rows} == {"Review R1", "Review R2", "Review R3", "Child 1"}
    assert "'=nobody is named" in {row["message"] for row in rows}
    assert not [cell for row in rows for cell in row.values() if cell[:1] in "=+-@" and cell]


def test_a_csv_file_is_known_by_excel_as_utf_8(full: qa.ModerationReport) -> None:
    assert as_bytes(render(full, "csv"), "csv").startswith(b"\xef\xbb\xbf")
    assert as_bytes(render(full, "json"), "json").startswith(b"{")


def test_every_row_of_a_markdown_table_has_as_many_cells_as_its_headings(full: qa.ModerationReport) -> None:
    tables = re.findall(r"(?:^\|.*\n)+", told(full, "md"), re.MULTILINE)
    assert len(tables) >= 5
    for table in tables:
        assert len({len(re.split(r"(?<!\\)\|", row)) for row in table.splitlines()}) == 1


def test_markdown_shows_signs_and_does_not_obey_them(full: qa.ModerationReport) -> None:
    text = told(full, "md")
    assert "fewer than 6 words \\| &lt;b>=1+1&lt;/b>" in text
    assert "<b>" not in text


class Page(HTMLParser):
    """What a page is made of; tags that are not closed or not open are found."""

    VOID = frozenset({"meta", "br", "col", "link", "img", "hr", "input"})

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text: list[str] = []

    @classmethod
    def of(cls, html: str) -> Page:
        page = cls()
        page.feed(html)
        page.close()
        assert page.open == []
        return page

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def all(self, *names: str) -> list[dict[str, str | None]]:
        return [given for tag, given in self.tags if tag in names]


def test_the_page_is_accessible(full: qa.ModerationReport) -> None:
    html = told(full, "html")
    found = Page.of(html)
    assert found.all("html")[0]["lang"] == "en-GB"
    assert "<title>Moderation: 4 reviews" in html
    levels = [int(tag[1]) for tag, _ in found.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(found.all("table")) == len(found.all("caption")) >= 4
    assert all(given.get("scope") in ("row", "col") for given in found.all("th"))
    ids = [given["id"] for _, given in found.tags if "id" in given]
    assert len(ids) == len(set(ids))
    links = {given["href"] for given in found.all("a")}
    assert links
    assert links <= {f"#{name}" for name in ids}


def test_the_page_fetches_nothing_and_runs_nothing(full: qa.ModerationReport) -> None:
    html = told(full, "html")
    found = Page.of(html)
    assert found.all("script", "link", "img", "iframe", "object", "form", "b") == []
    assert not [name for _, given in found.tags for name in given if name.startswith("on")]
    assert "http" not in html.replace("http://example.org", "")
    assert "url(" not in html


def test_severity_on_the_page_is_a_word(full: qa.ModerationReport) -> None:
    found = told(full, "html")
    for severity in ("error", "query", "info"):
        assert f'class="{severity}">{severity}</th>' in found


def _luminance(colour: str) -> float:
    def linear(part: str) -> float:
        value = int(part, 16) / 255
        return value / 12.92 if value <= 0.04045 else float(((value + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(colour[i : i + 2]) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_colour_of_the_page_can_be_read_by_day_in_the_dark_and_on_paper(full: qa.ModerationReport) -> None:
    modes = [
        dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", mode))
        for mode in re.findall(r":root \{(.*?)\}", told(full, "html"), re.DOTALL)
    ]
    assert len(modes) == 3
    for colours in modes:
        for ink in ("ink", "error", "query", "info", "link"):
            for ground in ("paper", "soft"):
                assert contrast(colours[ink], colours[ground]) >= 4.5
        assert contrast(colours["head-ink"], colours["head"]) >= 4.5
        assert contrast(colours.get("line", "#767676"), colours["paper"]) >= 3


def test_a_page_never_weighs_more_than_two_mebibytes_and_its_counts_stay_exact(full: qa.ModerationReport) -> None:
    long = tuple(
        attrs.evolve(full.flags[0], record=f"R{number}", message="é<&" * 400, severity="error")
        for number in range(6_000)
    )
    waived = tuple(attrs.evolve(flag, waiver=full.waived[0].waiver) for flag in long)
    many = attrs.evolve(full, flags=long, waived=waived, not_checked=full.not_checked * 3_000)
    html = told(many, "html")
    assert len(html.encode()) <= page.BUDGET
    assert "6,000 errors" in html or "6000 errors" in html
    assert re.search(r"showing [\d,]+ of 6,000", html)
    assert re.search(r"showing [\d,]+ of 3,003", html)
    Page.of(html)


def test_a_page_of_a_few_flags_shows_them_all(full: qa.ModerationReport) -> None:
    assert "showing" not in told(full, "html")
    assert told(full, "html").count('<th scope="row" class=') == len(full.flags)


def workbook(report: qa.ModerationReport) -> Any:
    content = render(report, "xlsx")
    assert isinstance(content, bytes)
    return openpyxl.load_workbook(io.BytesIO(content))


def cells(sheet: Any) -> Iterator[Any]:
    return (cell for row in sheet.iter_rows() for cell in row)


def test_the_workbook_has_its_sheets_with_headers_in_view_and_filters(full: qa.ModerationReport) -> None:
    book = workbook(full)
    assert book.sheetnames == ["Summary", "Flags", "Rules", "Waived", "Not checked"]
    assert book["Flags"].max_row == len(full.flags) + 1
    assert book["Rules"].max_row == len(full.results) + 1
    assert book["Waived"].max_row == len(full.waived) + 1
    assert [row[0].value for row in book["Not checked"].iter_rows(min_row=2)] == ["plugin", *["rule"] * 6, "row"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert len({cell.value for cell in sheet[1]}) == len(list(sheet[1]))
    assert book["Flags"].auto_filter.ref == f"A1:H{len(full.flags) + 1}"


def test_the_summary_says_first_that_not_everything_was_checked(full: qa.ModerationReport) -> None:
    summary = workbook(full)["Summary"]
    assert summary["A2"].value == "Not everything was checked"
    found = {row[0].value: row[1].value for row in summary.iter_rows()}
    assert found["Errors: cannot be signed off"] == 1
    assert found["Reviews"] == 4


def test_the_summary_of_a_complete_report_says_that_everything_was_checked(whole: qa.ModerationReport) -> None:
    assert workbook(whole)["Summary"]["A2"].value == "Everything was checked"


def test_no_cell_of_the_workbook_is_a_formula(full: qa.ModerationReport) -> None:
    book = workbook(full)
    texts = [cell for sheet in book.worksheets for cell in cells(sheet) if isinstance(cell.value, str)]
    assert [cell.value for cell in texts if cell.value.startswith("=")] == [
        "=nobody is named",
        '=HYPERLINK("http://example.org")',
    ]
    assert {cell.data_type for cell in texts} <= {"s", "inlineStr"}
    assert "<f>" not in told(full, "xlsx")


def test_a_sheet_stops_at_the_last_row_excel_has_and_says_so(
    full: qa.ModerationReport, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheets, "MOST_ROWS", 3)
    book = workbook(full)
    assert book["Flags"].max_row == 4
    assert book["Flags"].auto_filter.ref == "A1:H4"
    # The summary itself is short in any real report; here it shows what fits too.
    monkeypatch.setattr(sheets, "MOST_ROWS", 40)
    many = attrs.evolve(full, flags=full.flags * 10)
    summary = {row[0].value: row[1].value for row in workbook(many)["Summary"].iter_rows()}
    assert str(summary["Sheet Flags"]).startswith("showing 40 of 50")


def test_a_day_in_the_workbook_is_a_date_and_not_text(full: qa.ModerationReport) -> None:
    waived = workbook(full)["Waived"]
    headings = [cell.value for cell in waived[1]]
    assert waived.cell(2, headings.index("until") + 1).value.date() == date(2024, 12, 31)


def junit(report: qa.ModerationReport) -> ET.Element:
    return ET.fromstring(told(report, "junit"))


def test_junit_fails_for_errors_only_so_that_a_build_agrees_with_the_exit_code(full: qa.ModerationReport) -> None:
    root = junit(full)
    failed = [case for case in root.iter("testcase") if case.find("failure") is not None]
    assert [(case.get("classname"), case.get("name")) for case in failed] == [("sample/grade-stands", "review R1")]
    quiet = [case for case in root.iter("testcase") if case.find("system-out") is not None]
    assert {str(case.get("classname")) for case in quiet} == {
        "sample/rationale-given",
        "sample/status-known",
        "sample/owner-named",
    }


def test_junit_calls_what_did_not_run_an_error_and_never_a_pass(full: qa.ModerationReport) -> None:
    suites = {suite.get("name"): suite for suite in junit(full)}
    assert {"plugins", "rows", "breaking/crashes", "breaking/crashes-on-children"} <= suites.keys()
    assert suites["plugins"].find("testcase/error") is not None
    assert suites["rows"].find("testcase/error") is not None
    assert suites["breaking/crashes"].get("errors") == "1"
    assert suites["breaking/crashes-on-children"].get("errors") == "5"


def test_junit_skips_waived_flags_and_rules_that_judged_nothing_with_the_reason(full: qa.ModerationReport) -> None:
    cases = [(case.get("name"), case.find("skipped")) for case in junit(full).iter("testcase")]
    assert sorted((name, found.get("message")) for name, found in cases if found is not None) == [
        ("not applicable", "nothing of the kind is recorded (4)"),
        ("review R3", "waived: seen again by the panel"),
        ("skipped", "there are no readings"),
    ]


def test_the_counts_junit_gives_are_those_of_its_cases(full: qa.ModerationReport) -> None:
    root = junit(full)
    for element in (root, *root):
        cases = list(element.iter("testcase"))
        assert element.get("tests") == str(len(cases))
        for attribute, kind in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped")):
            assert element.get(attribute) == str(sum(case.find(kind) is not None for case in cases))
    assert len({(suite.get("name")) for suite in root}) == len(root)
    assert not [suite for suite in root if suite.get("tests") == "0"]


def sarif(report: qa.ModerationReport) -> dict[str, Any]:
    log: dict[str, Any] = json.loads(told(report, "sarif"))
    return log


def nothing_is_null(value: Any) -> bool:
    if isinstance(value, dict):
        return all(map(nothing_is_null, value.values()))
    return all(map(nothing_is_null, value)) if isinstance(value, list) else value is not None


def test_sarif_has_the_members_that_version_2_1_0_requires(full: qa.ModerationReport) -> None:
    log = sarif(full)
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    assert len(log["runs"]) == 1
    run = log["runs"][0]
    assert run["tool"]["driver"]["name"] == "qaframework"
    assert [one["name"] for one in run["tool"]["extensions"]] == ["breaking", "sample"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules) == len(full.results)
    for rule in rules:
        assert rule["shortDescription"]["text"]
        assert rule["help"]["text"]
        assert rule["defaultConfiguration"]["level"] in ("error", "warning", "note")
    for result in run["results"]:
        assert result["message"]["text"]
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["locations"][0]["logicalLocations"][0]["name"]
    assert nothing_is_null({**log, "runs": [{**run, "properties": {}}]})


def test_sarif_levels_follow_severity(full: qa.ModerationReport) -> None:
    levels = {result["ruleId"]: result["level"] for result in sarif(full)["runs"][0]["results"]}
    assert levels["sample/grade-stands"] == "error"
    assert levels["sample/rationale-given"] == "warning"
    assert levels["sample/status-known"] == "note"


def test_sarif_suppresses_waived_results_with_a_justification_and_no_others(full: qa.ModerationReport) -> None:
    results = sarif(full)["runs"][0]["results"]
    assert len(results) == len(full.flags) + len(full.waived)
    (waived,) = [result for result in results if "suppressions" in result]
    (suppression,) = waived["suppressions"]
    assert (suppression["kind"], suppression["status"]) == ("external", "accepted")
    assert suppression["justification"] == "seen again by the panel"
    assert suppression["properties"]["approved_by"] == "P9"


def test_sarif_says_whether_the_run_was_complete_and_notifies_what_was_not_checked(
    full: qa.ModerationReport, whole: qa.ModerationReport
) -> None:
    (invocation,) = sarif(full)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is False
    assert invocation["exitCode"] == 3
    assert len(invocation["toolExecutionNotifications"]) == 1 + 5 + 1
    assert len(invocation["toolConfigurationNotifications"]) == 1
    (invocation,) = sarif(whole)["runs"][0]["invocations"]
    assert invocation["executionSuccessful"] is True
    assert invocation["toolExecutionNotifications"] == []


def test_sarif_fingerprints_stay_when_a_message_changes_and_tell_flags_apart(full: qa.ModerationReport) -> None:
    def prints(report: qa.ModerationReport) -> list[str]:
        results = sarif(report)["runs"][0]["results"]
        return [result["partialFingerprints"]["ruleRecordField/v1"] for result in results]

    reworded = attrs.evolve(full, flags=tuple(attrs.evolve(flag, message="other") for flag in full.flags))
    assert prints(reworded) == prints(full)
    assert len(set(prints(full))) == len(prints(full))
    twice = attrs.evolve(full, flags=full.flags[:1] * 2)
    assert len(set(prints(twice)[:2])) == 2


ROWS = [{"rule": "12E4", "count": 3, "title": "a | b <i>"}, {"rule": "=1+1", "count": 12, "title": None}]


@pytest.mark.parametrize("form", LIST_FORMATS)
def test_a_list_keeps_its_values_in_every_format(form: str) -> None:
    content = listed("Rules", ROWS, form)
    if isinstance(content, bytes):
        sheet = openpyxl.load_workbook(io.BytesIO(content))["Rules"]
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert values == [["rule", "count", "title"], ["12E4", 3, "a | b <i>"], ["=1+1", 12, None]]
        assert sheet["A3"].data_type == "s"
    else:
        assert "12E4" in content
        assert "<i>" not in content or form in ("table", "json", "csv")
    assert listed("Rules", ROWS, form) == content


@pytest.mark.parametrize("form", LIST_FORMATS)
def test_a_list_of_nothing_can_be_shown(form: str) -> None:
    assert listed("Rules", [], form)


def test_a_list_with_a_long_title_still_makes_a_sheet() -> None:
    content = listed("ofsted-2018 read as city-of-london-2023", ROWS, "xlsx")
    assert isinstance(content, bytes)
    assert len(openpyxl.load_workbook(io.BytesIO(content)).sheetnames[0]) <= 31


def test_a_list_in_json_and_csv_reads_back() -> None:
    as_json, as_csv = listed("Rules", ROWS, "json"), listed("Rules", ROWS, "csv")
    assert isinstance(as_json, str)
    assert isinstance(as_csv, str)
    assert json.loads(as_json) == ROWS
    assert [row["rule"] for row in csv.DictReader(io.StringIO(as_csv))] == ["12E4", "'=1+1"]


def test_a_list_on_a_page_is_escaped_and_accessible() -> None:
    html = listed("Rules", ROWS, "html")
    assert isinstance(html, str)
    found = Page.of(html)
    assert found.all("i") == []
    assert all(given.get("scope") in ("row", "col") for given in found.all("th"))


def test_a_list_in_an_unknown_format_is_refused() -> None:
    with pytest.raises(qa.UnknownNameError):
        listed("Rules", ROWS, "sarif")
