"""Whatever a notebook shows, anybody can read: a caption, scoped headings, no script, and nothing about a child."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest

import qaframework as qa
from qaframework.show import HTML_BUDGET

TODAY = date(2024, 3, 31)
ROUND = "PR-2024-02"
YEAR = qa.example("city-of-london-2023-24")


def plan() -> qa.SamplePlan:
    return qa.plan_sample(YEAR, activity=ROUND, size=8, seed="made up", anchors=2)


def packs() -> object:
    return qa.write_packs(
        YEAR, plan(), readers=["Borough A"], folder=Path(mkdtemp()) / "packs", key=b"made up for this test"
    )


@cache
def tracker() -> qa.Tracker:
    made = qa.Tracker.open(Path(mkdtemp()) / "tracker.db")
    made.add(YEAR.recommendations, updates=YEAR.updates, by="Head of QA", on=date(2024, 3, 20))
    return made


def returned_pack() -> qa.Changes:
    pack = tracker().meeting_pack(TODAY, Path(mkdtemp()) / "pack.xlsx")
    return tracker().diff(pack)


def counts() -> qa.CountTable:
    rows = [{"round": review.activity, "grade": str(review.overall)} for review in YEAR.reviews]
    return qa.CountTable.from_rows("Grades by round", rows, by=["round", "grade"], measure="graded reviews")


def checked() -> qa.ModerationReport:
    return qa.moderate(YEAR, today=TODAY)


RESULTS: dict[str, Callable[[], object]] = {
    "Programme": lambda: YEAR,
    "Plugins": qa.load_plugins,
    "ModerationReport": checked,
    "ReportComparison": lambda: qa.compare_reports(checked(), checked()),
    "Replay": lambda: qa.compare_flags(checked(), checked()),
    "RulesDiff": lambda: qa.diff_rules(qa.load_plugins().rules, qa.load_plugins().smart_checks),
    "SamplePlan": plan,
    "RoundsPlan": lambda: qa.plan_rounds(YEAR, per_year=30),
    "Packs": packs,
    "Agreement": lambda: qa.agreement(YEAR),
    "Severity": lambda: qa.severity(YEAR),
    "RoundComparison": lambda: qa.compare_rounds(YEAR, "PR-2023-05", ROUND),
    "SmartResult": lambda: qa.check_smart("Call the school by 3 May 2024.", today=TODAY),
    "Picture": lambda: qa.triangulate(YEAR),
    "Matrix": lambda: qa.triangulate(YEAR).matrix(),
    "Thread": lambda: qa.triangulate(YEAR).thread("rsk"),
    "BaseRates": lambda: qa.triangulate(YEAR).base_rates(),
    "TrackerState": lambda: tracker().state(TODAY),
    "TrackerSummary": lambda: tracker().summary(TODAY),
    "Listing": lambda: tracker().agenda(TODAY),
    "NextMeeting": lambda: tracker().next_meeting(TODAY),
    "Changes": returned_pack,
    "Assurance": lambda: qa.assurance(YEAR),
    "QaCalendar": lambda: qa.calendar(YEAR, today=TODAY),
    "Observations": lambda: qa.observations(YEAR),
    "PartnerWork": lambda: qa.partner_work(YEAR),
    "PeerChallenges": lambda: qa.peer_challenges(YEAR),
    "ProviderVisits": lambda: qa.provider_visits(YEAR, today=TODAY),
    "Questions": lambda: qa.questions(YEAR),
    "SurveyReading": lambda: qa.survey(YEAR),
    "VoicePicture": lambda: qa.voice(YEAR),
    "YouSaidWeDid": lambda: qa.you_said_we_did(YEAR, today=TODAY),
    "QuoteCheck": lambda: qa.check_quote("They listened to us."),
    "BoardsView": lambda: qa.boards(YEAR, today=TODAY),
    "PrinciplesEvidence": lambda: qa.principles(YEAR),
    "ProtectedTable": lambda: qa.protect([counts()], policy="dfe")["Grades by round"],
    "ProtectedTables": lambda: qa.protect([counts()], policy="dfe"),
    "DisclosureAudit": lambda: qa.protect([counts()], policy="dfe").audit(),
    "Document": lambda: qa.report(YEAR, "quarterly", audience="board", today=TODAY),
    "Plot": lambda: qa.plot.grades(YEAR),
}
"""Each class that shows itself, with how a user comes by one."""


def classes_that_show_themselves() -> Iterator[type]:
    """Yield each class with a view, but not those that only others are made from."""
    for module in pkgutil.walk_packages(qa.__path__, "qaframework."):
        if not module.name.endswith("__main__"):
            for value in vars(importlib.import_module(module.name)).values():
                ours = isinstance(value, type) and value.__module__.startswith("qaframework.")
                if ours and hasattr(value, "_repr_html_") and not value.__subclasses__():
                    yield value


class Page(HTMLParser):
    """The tags of a piece of HTML, in order, with what is open at each."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None], tuple[str, ...]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs), tuple(self.open)))
        if tag not in ("br", "img", "hr", "meta", "link", "col", "input"):
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs), tuple(self.open)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag, f"</{tag}> closes another"

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.fixture(scope="module", params=RESULTS, ids=str)
def result(request: pytest.FixtureRequest) -> Any:
    return RESULTS[request.param]()


def test_every_class_that_shows_itself_is_looked_at_here() -> None:
    assert {one.__name__ for one in classes_that_show_themselves()} == set(RESULTS)


def test_a_view_is_small_closed_and_has_no_script(result: Any) -> None:
    html = result._repr_html_()
    page = Page(html)
    assert page.open == []
    assert isinstance(result, qa.plot.Plot) or len(html.encode()) <= HTML_BUDGET
    for tag, given, _ in page.tags:
        assert tag not in ("script", "style", "iframe", "object", "link", "form")
        assert not [name for name in given if name.startswith("on")]
        assert not (given.get("src") or given.get("href") or "").startswith(("http", "//"))


def test_a_table_has_a_caption_and_every_heading_says_what_it_heads(result: Any) -> None:
    page = Page(result._repr_html_())
    tables = [tag for tag, _, _ in page.tags if tag == "table"]
    assert len([tag for tag, _, _ in page.tags if tag == "caption"]) == len(tables)
    assert all(given.get("scope") in ("row", "col") for tag, given, _ in page.tags if tag == "th")


def test_no_view_sets_a_colour_for_one_background_alone(result: Any) -> None:
    for tag, given, _ in Page(result._repr_html_()).tags:
        style = (given.get("style") or "").replace(" ", "")
        coloured = {name.partition(":")[0] for name in style.split(";") if name}
        assert ("color" in coloured) == bool(coloured & {"background", "background-color"}), f"<{tag} style={style}>"


def test_a_view_is_printed_as_plain_text_too(result: Any) -> None:
    told = repr(result)
    assert told
    assert "<table" not in told
    assert " object at 0x" not in told


def test_no_view_names_a_child_or_repeats_what_was_written_about_one(result: Any) -> None:
    told = Page(result._repr_html_()).text + repr(result)
    written = [text for review in YEAR.reviews for text in (review.rationale, review.voice_note) if text]
    assert written
    assert not [text for text in written if text in told]
    assert not [child.id for child in YEAR.children if f" {child.id} " in f" {told} "]


def test_the_rows_of_a_result_go_into_a_data_frame(result: Any) -> None:
    pandas = pytest.importorskip("pandas")
    if hasattr(result, "rows") and not isinstance(result, qa.Programme):
        rows = list(result.rows())
        assert len(pandas.DataFrame(rows)) == len(rows)
        assert len({tuple(row) for row in rows}) <= 1, "rows have the same columns"


def test_what_a_notebook_completes_is_public() -> None:
    assert not [name for name in dir(qa) if name.startswith("_")]
