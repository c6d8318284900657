"""The demo: one real authority's year, read, moderated, and written for whoever needs it.

Each part tells something and may write files. A later feature adds a :class:`Part` to :data:`PARTS`, nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from itertools import cycle
from pathlib import Path
from tempfile import TemporaryDirectory

import attrs

from qaframework.activities.assurance import assurance
from qaframework.activities.calendar import calendar
from qaframework.activities.observations import observations
from qaframework.errors import DataError, Problem
from qaframework.feedback.boards import boards
from qaframework.feedback.survey import survey
from qaframework.feedback.told_back import you_said_we_did
from qaframework.files import example_bytes, read
from qaframework.files.saving import save
from qaframework.model.programme import RECORDS, Programme
from qaframework.moderation.engine import moderate
from qaframework.moderation.output import as_bytes, render
from qaframework.moderation.output.text import group_lines, wrapped
from qaframework.moderation.output.view import Group, day, groups, held, why, without_children
from qaframework.moderation.packs import add_readings, write_packs
from qaframework.moderation.report import ModerationReport
from qaframework.moderation.sampling import plan_sample
from qaframework.moderation.settings import Settings
from qaframework.moderation.side_by_side import agreement
from qaframework.plugins import load_plugins
from qaframework.reports.build import report as board_report
from qaframework.show import counted
from qaframework.smart.check import check_smart
from qaframework.tracker.standing import Standing
from qaframework.tracker.tracker import Tracker
from qaframework.triangulation.output import render as render_picture
from qaframework.triangulation.picture import triangulate

EXAMPLE = "city-of-london-2023-24"
WORKBOOK = f"{EXAMPLE}.xlsx"
TODAY = date(2024, 3, 31)
WIDTH = 80
WORDINGS = ("REC-03", "REC-07")
WORST = 3
MOST_FLAGS = 4

PEER_ROUND = "PR-2024-02"
PEER_SEED = "East London, April 2024"
PEER_DAY = date(2024, 4, 24)
TRACKER = "tracker.db"
MEETING = date(2024, 4, 30)
FIRST_ROUND = date(2023, 5, 31)
"""The end of the round whose recommendations are followed."""
BOROUGHS = {"Borough A": ["Good"], "Borough B": ["Good", "Requires improvement to be good", "Outstanding"]}
"""Two boroughs that do not exist, and the grades each gives in turn."""

Tell = Callable[[Programme, ModerationReport, Path], Iterable[str]]


@attrs.frozen
class Part:
    """One part of the demo.

    Attributes:
        tell: does its work in the folder and returns the lines to print.
        files: the files it writes there, each with what it is for.
    """

    tell: Tell
    files: Mapping[str, str] = attrs.field(factory=dict)


def tell(folder: Path) -> Iterator[str]:
    """Run the demo and yield the lines to print.

    Only what ships is used, and no settings of the current folder: the demo is the same for everybody.

    Args:
        folder: where to write; made if it is not there.

    Raises:
        DataError: the folder holds anything but what an earlier demo left, or cannot be written to.
    """
    content = example_bytes(EXAMPLE)
    _prepare(folder, content)
    plugins = load_plugins(allow=())
    year = read(content, plugins=plugins)
    report = without_children(moderate(year, plugins, today=TODAY, settings=Settings()))
    save(folder / WORKBOOK, content)
    for part in PARTS:
        told = list(part.tell(year, report, folder))
        yield from (*told, "") if told else ()
    yield f"Written to {folder}:"
    for name, purpose in _files().items():
        yield wrapped(f"{name:<28} {purpose}", WIDTH, "  ", " " * 31)
    yield ""
    yield "Change a grade in the workbook and see what the rules say of it:"
    yield f"  qaframework check {folder / WORKBOOK} --today {TODAY}"


def _files() -> dict[str, str]:
    """Return every file of the demo with what it is for."""
    return {name: purpose for part in PARTS for name, purpose in part.files.items()}


def _prepare(folder: Path, content: bytes) -> None:
    """Make the folder, and leave alone one that holds anything the demo did not write."""
    name = folder.resolve().name
    if folder.exists() and not folder.is_dir():
        raise DataError([Problem(name, "a file, where the demo needs a folder", "Choose another with --out")])
    if folder.exists():
        known = _files()
        others = [entry for entry in folder.iterdir() if entry.name not in known and entry.name[:1] not in (".", "~")]
        if others:
            what = f"a folder that holds {counted(len(others), 'thing', 'things')} the demo did not write"
            raise DataError([Problem(name, what, "Choose another with --out, so that nothing is lost")])
        workbook = folder / WORKBOOK
        if workbook.exists() and workbook.read_bytes() != content:
            what = "the demo's workbook, changed since it was written"
            raise DataError([Problem(WORKBOOK, what, "Move it away, or choose another folder with --out")])
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DataError([Problem(name, f"it cannot be made ({error.strerror})", "Choose another")]) from error


def the_year(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Say what is in the workbook, and what of it is published and what is made up."""
    yield wrapped(f"City of London, quality assurance in 2023-24: {held(report)}.", WIDTH)
    per_round = Counter(review.activity for review in year.reviews)
    rounds = [one for one in year.activities if one.kind == "practice_reviews"]
    told = ", ".join(f"{per_round[one.id]} in {one.end:%B %Y}" for one in rounds)
    yield wrapped(f"Reviews of children: {told}.", WIDTH)
    provenance = Counter(record.provenance for table in RECORDS for record in year.table(table))
    published, made_up = counted(provenance["published"], "row"), counted(provenance["made_up"], "row")
    told = f"The provenance column marks what the City published ({published}) and what is made up to fill the year"
    yield wrapped(f"{told} ({made_up}). A flag on a made-up row says nothing about the City.", WIDTH)


def the_moderation(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Print what a QA lead reads first."""
    yield f"Moderated as on {day(report.today)}"
    yield from (wrapped(f"NOT CHECKED: {note}", WIDTH) for note in report.not_run())
    yield wrapped(report.headline(), WIDTH)
    flagged = list(groups(report))
    reviews = [group for group in flagged if group.about.table == "reviews"]
    for group in reviews[:WORST]:
        yield from _worst(group)
    yield ""
    others = len(flagged) - len(reviews[:WORST])
    yield wrapped(f"Flags on {counted(others, 'more record')} are in moderation.html and moderation.xlsx.", WIDTH)
    for flag in report.waived:
        if flag.waiver:
            reason = f"{flag.waiver.reason} (agreed by {flag.waiver.approved_by}, until {day(flag.waiver.until)})"
            yield wrapped(f"Waived: {flag.rule} on {flag.record}: {reason}", WIDTH, "", "  ")
    silent = [result for result in report.results if result.status in ("not applicable", "skipped")]
    if silent:
        yield f"Had nothing to judge: {counted(len(silent), 'rule')}, such as"
        yield from (wrapped(f"{result.rule}: {why(result)}", WIDTH, "  ", "    ") for result in silent[:WORST])


def _worst(group: Group) -> Iterator[str]:
    yield from group_lines(group, WIDTH, MOST_FLAGS)
    if len(group.flags) > MOST_FLAGS:
        yield f"  and {len(group.flags) - MOST_FLAGS} more"


def the_reports(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Write the report for a reader, for somebody with Excel, and for an analyst."""
    for form in ("html", "xlsx", "csv"):
        save(folder / f"moderation.{form}", as_bytes(render(report, form), form))
    return iter(())


def the_wording(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Show one recommendation that says what, who, what for and by when, and one that could mean anything."""
    yield "Are the recommendations SMART? Two of them, both made up:"
    for one in year.recommendations:
        if one.id in WORDINGS:
            result = check_smart(one, plugins=report.plugins, settings=Settings())
            yield ""
            yield wrapped(f"{one.id}: {result.marked}", WIDTH, "  ", "    ")
            asked = result.specific.prompt if result.missing else "Nothing is missing."
            yield wrapped(asked, WIDTH, "    ", "    ")


def the_peer_group(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Have two boroughs read a sample of the last round blind, and say how far readers agree."""
    plan = plan_sample(year, activity=PEER_ROUND, size=8, seed=PEER_SEED, anchors=2)
    with TemporaryDirectory() as away:
        packs = Path(away) / "packs"
        write_packs(year, plan, readers=list(BOROUGHS), folder=packs, key=PEER_SEED.encode(), plugins=report.plugins)
        for pack, grades in zip(sorted(packs.glob("*.xlsx")), BOROUGHS.values(), strict=True):
            _fill(pack, grades)
        read_again = add_readings(year, packs, plan, plugins=report.plugins)
    yield wrapped(f"A peer group reads {PEER_ROUND} again, blind; the boroughs and their grades are made up:", WIDTH)
    yield ""
    told = [f"At best, {plan.sentences()[0]}", *agreement(read_again, activity=PEER_ROUND).sentences()]
    yield from (wrapped(sentence, WIDTH, "  ", "  ") for sentence in told)


def _fill(pack: Path, grades: Iterable[str]) -> None:
    """Fill a pack in as a reader would: the day, and a grade for each file in turn."""
    import openpyxl

    workbook = openpyxl.load_workbook(pack)
    for row, grade in zip(workbook["Grades"].iter_rows(min_row=2), cycle(grades), strict=False):
        row[1].value, row[2].value, row[3].value = PEER_DAY, grade, "Made up for the demo."
    workbook.save(pack)


def the_voices(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Say what a survey's percentages give away, what people were told, and what was moved and is still owed."""
    yield "What people said (published), and what came of it (made up):"
    yield ""
    loops = you_said_we_did(year, today=TODAY)
    told = [survey(year).warnings()[0], " ".join(loops.sentences()[1:3]), boards(year, today=TODAY).sentences()[0]]
    yield from (wrapped(sentence, WIDTH, "  ", "  ") for sentence in told)


def the_tracker(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Follow what May 2023 asked for to the end of the year, and write the pack of the next meeting."""
    with Tracker.open(folder / TRACKER) as tracker:
        tracker.add(year.recommendations, by="HSQA", on=date(2024, 3, 20), updates=year.updates)
        state = tracker.state(TODAY)
        tracker.meeting_pack(MEETING, folder / "april-meeting.xlsx")
        told = [*map(_followed, state), tracker.next_meeting(TODAY, MEETING).sentences()[0]]
    may = state.those("May 2023", lambda one: one.raised_on <= FIRST_ROUND)
    done = [one for one in may if one.completed_on]
    proved = [one for one in done if one.evidenced_on]
    stated = [one for one in done if one.impact]
    yield wrapped("What became of the recommendations of May 2023 (they and their updates are made up):", WIDTH)
    yield ""
    counts = f"{len(may)} asked for: {len(done)} done, {len(proved)} evidenced, {len(stated)} with a difference stated."
    yield from (wrapped(sentence, WIDTH, "  ", "  ") for sentence in [counts, *filter(None, told)])


def _followed(one: Standing) -> str | None:
    """Return what is to be said of a recommendation that slipped, was handed on, or was closed without a difference."""
    if one.slips > 1:
        stands = one.status.replace("_", " ")
        return f"{one.id}: its date was moved {one.slips} times, by {one.slip_days} days in all; {stands}."
    if one.status == "transferred":
        return f"{one.id}: transferred to the {one.plan or 'Service Development Plan'}, and not closed."
    return (
        f"{one.id}: closed, with no word of the difference it made." if one.closed_on and one.without_impact else None
    )


def the_board_report(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Write the quarter's report for the board, safe to show."""
    document = board_report(
        year, "quarterly", audience="board", today=TODAY, plugins=report.plugins, settings=Settings()
    )
    document.save(folder / "quarter.html")
    yield wrapped(f"{document.status} The last quarter, {document.subtitle}:", WIDTH)
    yield ""
    withheld = [text for block in document.blocks[-1:] for text in block.texts()]
    yield from (wrapped(sentence, WIDTH, "  ", "  ") for sentence in withheld)


def the_themes(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Say what the City's published findings say together, theme by theme; feedback is made up and stays out."""
    picture = triangulate(
        attrs.evolve(
            year,
            activities=[one for one in year.activities if one.provenance == "published"],
            findings=[one for one in year.findings if one.provenance == "published"],
            survey_results=[one for one in year.survey_results if one.provenance == "published"],
            feedback=(),
        ),
        plugins=report.plugins,
        today=TODAY,
    )
    save(folder / "themes.html", as_bytes(render_picture(picture, "html"), "html"))
    yield wrapped(f"What the City's published findings say together: {picture.headline()}", WIDTH)
    yield ""
    for alert in picture.alerts:
        if alert.letter in "AD":
            yield wrapped(f"{picture.titles[alert.theme]}: {alert.message}", WIDTH, "  ", "    ")
    for one in picture.themes:
        if one.echo:
            yield wrapped(f"{one.title}: {one.level} {one.direction}. {one.reason}.", WIDTH, "  ", "    ")


def the_rest_of_the_year(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Say what was planned and held, what five observations can carry, and what bears the assurance review out."""
    yield wrapped("The year as planned and as it was, and what its other activities came to:", WIDTH)
    yield ""
    told = [
        *calendar(year, today=TODAY).sentences()[:2],
        *observations(year).sentences()[:2],
        *assurance(year).sentences()[:2],
    ]
    yield from (wrapped(sentence, WIDTH, "  ", "    ") for sentence in told)


OWN_RULE = '''"""A rule of one's own, made up. Change it and check again; 'pytest our_rules.py' tries its examples."""

import qaframework as qa


@qa.rule(
    "measure-for-the-service",
    severity="query",
    source="made up for the demo",
    ok={"recommendations": {"level": "service", "measure": "Fewer moves in a year."}},
    flagged={"recommendations": {"level": "service"}},
    not_applicable={"recommendations": {"level": "child"}},
)
def measure_for_the_service(recommendation: qa.Recommendation, context: qa.Context) -> qa.Messages:
    """A recommendation to the whole service says how we will know.

    Write into measure what you would see, count or hear if it had worked.
    """
    if recommendation.level != "service":
        return qa.not_applicable("it is for one child")
    if recommendation.measure is None:
        yield qa.flag("it does not say how we will know", field="measure")


@qa.hookimpl
def qa_moderation_rules() -> list[qa.Rule[qa.Recommendation]]:
    """Hand the rule over."""
    return [measure_for_the_service]
'''


def a_rule_of_ones_own(year: Programme, report: ModerationReport, folder: Path) -> Iterator[str]:
    """Write a rule into a file, and say what it flags."""
    file = folder / "our_rules.py"
    save(file, OWN_RULE.encode())
    plugins = load_plugins(paths=file, allow=())
    found = moderate(year, plugins, select=["our_rules/*"], today=TODAY, settings=Settings())
    raised = counted(len(found.flags), "flag")
    yield wrapped(f"A rule of your own is a short file, and raises {raised} here:", WIDTH)
    yield f"  qaframework check {folder / WORKBOOK} --plugins {file} --today {TODAY}"
    yield wrapped("For a package with tests, that others can install: qaframework new-plugin NAME", WIDTH, "  ")


PARTS: tuple[Part, ...] = (
    Part(the_year, {WORKBOOK: "the year's records, one sheet a table"}),
    Part(the_moderation),
    Part(the_wording),
    Part(the_peer_group),
    Part(the_rest_of_the_year),
    Part(the_voices),
    Part(the_themes, {"themes.html": "what all sources say together on each theme"}),
    Part(
        the_reports,
        {
            "moderation.html": "the whole report, to read or to print",
            "moderation.xlsx": "the same in Excel: filter it by review, rule or severity",
            "moderation.csv": "one row a flag, for analysts",
        },
    ),
    Part(
        the_tracker,
        {TRACKER: "the recommendations and their history", "april-meeting.xlsx": "the pack of the next meeting"},
    ),
    Part(a_rule_of_ones_own, {"our_rules.py": "a rule of one's own, to change and to try"}),
    Part(the_board_report, {"quarter.html": "the quarter's report for the board, safe to show"}),
)
