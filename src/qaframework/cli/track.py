"""``qaframework track``: the recommendation and impact tracker."""

from __future__ import annotations

import contextlib
import warnings
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from qaframework.cli.group import main
from qaframework.cli.options import day_option, format_options, quiet_option
from qaframework.cli.report import as_names
from qaframework.cli.screen import TABLE_FORMATS, complain, put_rows, remark, say

if TYPE_CHECKING:
    from qaframework.tracker.escalation import Escalation
    from qaframework.tracker.tracker import Tracker

Command = TypeVar("Command", bound=Callable[..., Any])
_CONFLICTS = 1


@main.group()
def track() -> None:
    """Follow recommendations to their impact, month by month.

    A tracker is a file, tracker.db here unless you name another, or a PostgreSQL database for several writers
    (--tracker postgresql://user@host/name). Entries are added to it and never changed.

    Each month: 'track pack' writes the workbook for the meeting, 'track diff' says what came back, and 'track apply'
    records it.
    """


def tracker_option(command: Command) -> Command:
    """Let a command say which tracker."""
    return click.option(
        "--tracker",
        "where",
        metavar="FILE_OR_URL",
        default="tracker.db",
        show_default=True,
        envvar="QAFRAMEWORK_TRACKER",
        help="The tracker; or set QAFRAMEWORK_TRACKER.",
    )(command)


def by_option(command: Command) -> Command:
    """Let a command say who does it."""
    return click.option("--by", required=True, help="Who says so: a code or a role.")(command)


def as_of_option(command: Command) -> Command:
    """Let a command look at a day."""
    return day_option("--as-of", "The day to look at, if not today.")(command)


def names_option(command: Command) -> Command:
    """Let a command look for names."""
    return click.option(
        "--names",
        metavar="FILE",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        callback=as_names,
        help="Names that must not be in it, one a line.",
    )(command)


def _opened(where: str, *, new: bool = False) -> Tracker:
    from qaframework.tracker.tracker import Tracker

    with _told():
        return Tracker.open(where, new=new)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Say what the library warns of as a sentence, without the line of code it comes from."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", UserWarning)
        yield
    for one in caught:
        complain(str(one.message))


@track.command()
@click.argument("file", type=click.Path(exists=True, path_type=Path))
@tracker_option
@by_option
@day_option("--on", "The day they are put on the tracker, if not today.")
def add(file: Path, where: str, by: str, on: date | None) -> None:
    """Put the recommendations of FILE on the tracker, with the updates in it.

    FILE is whatever 'qaframework check' reads. The same again changes nothing, so that a workbook can be added every
    month. The tracker is made if it is not there.
    """
    from qaframework.files import read

    year = read(file)
    with _opened(where, new=True) as tracker:
        before = _entries(tracker)
        new = tracker.add(year.recommendations, by=by, on=on or date.today(), updates=year.updates)
        entries = _entries(tracker) - before - len(new)
    asked, told = len(year.recommendations), len(year.updates)
    say(f"{len(new)} of {asked} recommendations added, and {entries} of {told} updates.")


def _entries(tracker: Tracker) -> int:
    return sum(one.version for one in tracker.state(date.max))


@track.command()
@click.argument("recommendation")
@tracker_option
@by_option
@day_option("--on", "The day it is said of, if not today.")
@click.option("--status", help="Where it stands now; as before, if not given.")
@click.option("--note", help="What happened.")
@click.option("--evidence", help="Where the proof is kept.")
@click.option("--impact", help="What difference it made.")
@click.option(
    "--impact-kind", type=click.Choice(["output", "practice", "child_outcome"]), help="What kind of difference."
)
@click.option("--confirmed-by", help="Who confirmed it: child, family, iro, manager.")
@click.option("--verified/--self-reported", default=None, help="Whether somebody other than the owner checked it.")
@day_option("--due", "The new date, where it moves. The first date stays.")
@click.option("--approved-by", help="Who agreed to the new date.")
@click.option("--owner", help="The new owner, where it is passed on.")
@click.option("--rolls-up-to", metavar="ID", help="The service-level recommendation it feeds from now on.")
@click.option("--into", metavar="ID", help="Merged or superseded: the one that stands for it.")
@click.option("--plan", help="Transferred: the plan it is in now.")
@click.option("--board", help="The board that follows it.")
def update(recommendation: str, where: str, by: str, on: date | None, **said: Any) -> None:
    """Add an entry to the history of RECOMMENDATION.

    What cannot follow is refused, and what can is named.
    """
    from qaframework.files.cells import as_code

    if said["status"]:
        said["status"] = as_code(said["status"])
    told = {name: value for name, value in said.items() if value is not None}
    if not told:
        raise click.UsageError("Say what is new: --status, --note, --evidence, --impact, --due ...")
    today = date.today()
    with _opened(where) as tracker:
        entry = tracker.update(recommendation, by=by, on=on or today, recorded_on=today, **told)
    say(f"{entry.recommendation}: entry {entry.version}, {entry.status} on {entry.on:%d/%m/%Y}.")


def _listing(name: str, help: str, show: Callable[[Tracker, date], tuple[str, list[dict[str, Any]]]]) -> None:  # noqa: A002
    """Add a command that lists something as on a day."""

    @track.command(name, help=help)
    @tracker_option
    @as_of_option
    @format_options(TABLE_FORMATS)
    def command(where: str, as_of: date | None, form: str | None, out: Path | None) -> None:
        with _opened(where) as tracker:
            title, rows = show(tracker, as_of or date.today())
        put_rows(title, rows, form, out)


def _state(tracker: Tracker, day: date) -> tuple[str, list[dict[str, Any]]]:
    listing = tracker.state(day).listing
    return listing.title, listing.shown()


def _overdue(tracker: Tracker, day: date) -> tuple[str, list[dict[str, Any]]]:
    listing = tracker.overdue(day).listing
    return listing.title, listing.shown()


def _without_impact(tracker: Tracker, day: date) -> tuple[str, list[dict[str, Any]]]:
    listing = tracker.without_impact(day).listing
    return listing.title, listing.shown()


def _escalation() -> Escalation:
    """Return the steps this authority has set in qaframework.toml, or those that ship."""
    from qaframework.moderation.settings import read_settings
    from qaframework.tracker.ladder import escalation_of

    return escalation_of(read_settings())


def _summary(tracker: Tracker, day: date) -> tuple[str, list[dict[str, Any]]]:
    summary = tracker.summary(day)
    return summary.title, summary.rows()


def _agenda(tracker: Tracker, day: date) -> tuple[str, list[dict[str, Any]]]:
    listing = tracker.agenda(day, _escalation())
    return listing.title, listing.shown()


_listing("state", "Say where every recommendation stands on a day.", _state)
_listing("overdue", "List what is overdue, the longest first.", _overdue)
_listing("without-impact", "List what is said to be done with no word of the difference it made.", _without_impact)
_listing("summary", "Count what is done, proved, and known to have made a difference: never one figure.", _summary)
_listing(
    "agenda",
    "List what somebody further up has to hear of, and which board: set from when in qaframework.toml.",
    _agenda,
)


@track.command()
@click.argument("recommendation")
@tracker_option
@format_options(TABLE_FORMATS)
@click.option("--words", is_flag=True, help="With what people wrote: it may speak of a child.")
def history(recommendation: str, where: str, form: str | None, out: Path | None, words: bool) -> None:
    """Show every entry of RECOMMENDATION, oldest first."""
    with _opened(where) as tracker:
        listing = tracker.history(recommendation)
    told = listing.shown()
    if words:
        told = [row | _words(line) for row, line in zip(told, listing, strict=True)]
    put_rows(listing.title, told, form, out)


def _words(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: line[name] for name in ("note", "evidence", "impact", "plan", "board")}


@track.command("next")
@tracker_option
@day_option("--after", "The day of the last meeting, if not today.")
@day_option("--on", "The day of the next one, if it is set.")
def next_(where: str, after: date | None, on: date | None) -> None:
    """Say whether managers meet again, when, and what keeps the meetings going."""
    with _opened(where) as tracker:
        meeting = tracker.next_meeting(after or date.today(), on)
    say(repr(meeting))


@track.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@tracker_option
@day_option("--meeting", "The day of the meeting.", required=True)
@names_option
@click.option("--leaves", is_flag=True, help="It goes to others than those who work with the children.")
@click.option("--override", metavar="REASON", help="Why it may leave although something in it may point to somebody.")
@click.option("--by", metavar="WHO", help="Who decides that.")
@quiet_option
def pack(
    file: Path, where: str, meeting: date, names: tuple[str, ...], leaves: bool, override: str | None, by: str | None
) -> None:
    """Write the workbook that managers fill in for a meeting to FILE.

    What in it may point to one person is told. With --leaves it is not written then: see --override. From when
    somebody further up hears of what is late is set under [escalation] in qaframework.toml.
    """
    if file.suffix.lower() != ".xlsx":
        raise click.UsageError("A pack is a workbook: end the name in .xlsx.")
    if bool(override) != bool(by) or (override and not leaves):
        raise click.UsageError(
            "--leaves, --override and --by go together: that it leaves, the reason, and who decides."
        )
    with _opened(where) as tracker, _told():
        tracker.meeting_pack(meeting, file, _escalation(), names=names, leaves=leaves, override=override, by=by)
    remark(f"Written: {file}. It holds what was asked for children: keep it where their records are kept.")


@track.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@tracker_option
@names_option
def diff(file: Path, where: str, names: tuple[str, ...]) -> None:
    """Say what FILE, a pack that came back, would change. Nothing is recorded.

    Ends with 1 where something in it cannot be recorded as it is.
    """
    with _opened(where) as tracker:
        changes = tracker.diff(file, names=names)
    say(repr(changes))
    if changes.conflicts:
        click.get_current_context().exit(_CONFLICTS)


@track.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@tracker_option
@by_option
@click.option("--leave-conflicts", is_flag=True, help="Record the rest, and leave what is in conflict.")
def apply(file: Path, where: str, by: str, leave_conflicts: bool) -> None:
    """Record what FILE, a pack that came back, changes: all of it or nothing, and only once."""
    with _opened(where) as tracker:
        changes = tracker.diff(file)
        if leave_conflicts or not changes.conflicts:  # otherwise the refusal says it all
            for sentence in changes.sentences():
                complain(sentence)
        entries = tracker.apply(changes.clean if leave_conflicts else changes, by=by, recorded_on=date.today())
    left = f" {len(changes.conflicts)} left in conflict." if changes.conflicts else ""
    say(f"{len(entries)} recorded.{left}")
    if changes.conflicts:
        click.get_current_context().exit(_CONFLICTS)


@track.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@tracker_option
@as_of_option
@quiet_option
def export(folder: Path, where: str, as_of: date | None) -> None:
    """Write the tracker to FOLDER as CSV files, for Power BI and other programs."""
    with _opened(where) as tracker:
        tracker.export(folder, as_of or date.today())
    remark(f"Written: {folder}. It holds what was asked for children: keep it where their records are kept.")
