"""What a survey says, with how sure that is: a mark a share, a line for its interval, last time beside it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import attrs

from qaframework.disclosure.policies import DisclosurePolicy
from qaframework.disclosure.policies import policy as policy_named
from qaframework.disclosure.protect import protect
from qaframework.disclosure.protected import ProtectedTable, ProtectedTables
from qaframework.feedback.answer_counts import YES, answer_tables
from qaframework.feedback.survey import SurveyReading
from qaframework.feedback.survey import survey as read_survey
from qaframework.model.programme import Programme
from qaframework.moderation.estimates import wilson
from qaframework.plots.bars import dress, short_note
from qaframework.plots.grading import SAFE
from qaframework.plots.plot import Plot
from qaframework.plots.style import DARK_BLUE, FAINT, GROUND, ORANGE, TEXT, bare, settings, sheet

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from qaframework.feedback.answers import SurveyAnswer
    from qaframework.moderation.estimates import Interval


NOTHING = "No share can be shown here. That does not mean that nobody answered."
FEW = "Where how many answered is not known, or too few to say, neither the group nor the question is named."


@attrs.frozen
class Mark:
    """One share.

    Attributes:
        share: where it is drawn; None where it is hidden.
        interval: how sure it is; None where nobody says of how many it is.
        text: what stands beside it.
    """

    share: float | None
    interval: Interval | None
    text: str


@attrs.frozen
class Line:
    """One question to one group, now and last time; not ``named`` where it may not even be said that it was asked."""

    group: str
    question: str
    now: Mark
    before: Mark | None
    named: bool = True


def survey(source: Programme, activity: str | None = None, *, policy: str | DisclosurePolicy = SAFE) -> Plot:
    """Return each share of a survey with its 95% interval, and last time's where it is known.

    No line joins the two: they are two groups of people. A share of which nobody says how many answered has no interval
    and is drawn hollow.

    Args:
        source: a programme.
        activity: the id of the survey; None for the last one that has results.
        policy: the disclosure policy: a share is left out where yes, no or all are a small number or all say the same,
            and where nobody says how many answered: they may be few, and several shares of one group can give its size
            away. A group is named only where it is shown how many of it answered. ``"none"`` shows all of them.

    Raises:
        DataError: matplotlib is not installed.
        UnknownNameError: there is no such survey.
    """
    rule = policy_named(policy)
    now = read_survey(source, activity)
    before = read_survey(source, now.before) if now.before else None
    every = list(_lines(now, before, rule))
    lines = [line for line in every if line.named]
    notes = ["Lines are 95% Wilson intervals. Hollow marks have none: how many answered is not known."]
    nothing = bool(every) and _nothing_shown(lines)
    if nothing:
        notes = [NOTHING]
    if len(lines) < len(every):
        notes.append(f"Showing {len(lines)} of {len(every)} answers. {FEW}")
    if rule.most:
        notes.append(short_note(rule))
    title = f"What people said: survey {now.activity}"
    with settings():
        figure = sheet(9.6, 1.6 + 0.62 * max(1, len(lines)))
        axes = figure.subplots()
        _draw(axes, lines, nothing)
        dress(figure, title, notes)
    return Plot(
        title=title,
        alt=_alt(lines, nothing),
        notes=tuple(notes),
        figure=figure,
        rows=tuple(_row(line) for line in lines),
    )


def _lines(now: SurveyReading, before: SurveyReading | None, rule: DisclosurePolicy) -> Iterator[Line]:
    answers = {
        (reading.activity, one.group, one.question): one
        for reading in (now, before)
        if reading
        for one in reading.answers
    }
    names = {place: f"{place[1]}: {place[2]} ({place[0]})" for place in answers}
    surveys = {place[0] for place in answers}
    safe = protect(
        [
            table
            for survey in sorted(surveys)
            for table in answer_tables(
                {names[place]: one for place, one in answers.items() if place[0] == survey}, survey
            )
        ],
        rule,
    )
    for group in now.groups:
        for one in group.answers:
            here = (now.activity, one.group, one.question)
            last = (before.activity, one.group, one.question) if before else None
            if last in answers:
                before_it: Mark | None = _mark(answers[last], _table(names[last], safe), rule)
            else:
                before_it = None if one.previous_share is None else _of_unknown(one.previous_share, rule)
            table = _table(names[here], safe)
            yield Line(one.group, one.question, _mark(one, table, rule), before_it, not rule.most or _counted(table))


def _table(name: str, safe: ProtectedTables) -> ProtectedTable | None:
    return next((table for table in safe.tables if table.name == name), None)


def _counted(table: ProtectedTable | None) -> bool:
    return table is not None and not table.at().hidden


def _mark(one: SurveyAnswer, table: ProtectedTable | None, rule: DisclosurePolicy) -> Mark:
    if table is None:
        return _of_unknown(one.share, rule)
    yes, answered = table.at(answer=YES), table.at()
    if not isinstance(yes.value, int) or not isinstance(answered.value, int) or not answered.value:
        return Mark(None, None, yes.text)
    yes_of = min(yes.value, answered.value)
    share = yes_of / answered.value
    return Mark(share, wilson(yes_of, answered.value), f"{yes} of {answered} ({share:.0%})")


def _of_unknown(share: float, rule: DisclosurePolicy) -> Mark:
    """Return a share of nobody knows how many. Under a policy it is hidden: they may be few."""
    if rule.most:
        return Mark(None, None, "not shown: of how many is not known")
    return Mark(share, None, f"{share:.0%}, of how many is not known")


def _draw(axes: Axes, lines: Sequence[Line], nothing: bool) -> None:
    for place, line in enumerate(lines):
        axes.axhline(place, color="#D9DBDC", linewidth=0.8, zorder=0)
        for mark, marker, colour, away in ((line.before, "D", ORANGE, 0.16), (line.now, "o", DARK_BLUE, -0.16)):
            if mark is not None:
                _mark_at(axes, place + away, mark, marker, colour)
    axes.set_yticks(range(len(lines)), [_label(line) for line in lines])
    axes.set_ylim(len(lines) - 0.4, -0.6)
    axes.set_xlim(0, 1)
    axes.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0%", "25%", "50%", "75%", "100%"])
    bare(axes)
    if nothing:
        box = {"facecolor": GROUND, "edgecolor": FAINT, "pad": 8}
        words = textwrap.fill(NOTHING, 40)
        axes.text(0.5, 0.5, words, transform=axes.transAxes, ha="center", va="center", color=TEXT, bbox=box, zorder=4)
    else:
        _key(axes, any(line.before for line in lines))


def _nothing_shown(lines: Sequence[Line]) -> bool:
    return all(mark is None or mark.share is None for line in lines for mark in (line.now, line.before))


def _mark_at(axes: Axes, place: float, mark: Mark, marker: str, colour: str) -> None:
    beside = ("axes fraction", "data")
    if mark.share is None:
        axes.annotate(mark.text, (1.03, place), xycoords=beside, va="center", fontsize=9, color=FAINT)
        return
    if mark.interval is not None:
        axes.plot(mark.interval, (place, place), color=colour, linewidth=2.2, zorder=2, clip_on=False)
    face = colour if mark.interval is not None else GROUND
    axes.plot([mark.share], [place], marker, color=colour, markerfacecolor=face, markersize=7, zorder=3, clip_on=False)
    axes.annotate(mark.text, (1.03, place), xycoords=beside, va="center", fontsize=9, color=TEXT)


def _label(line: Line) -> str:
    return "\n".join(textwrap.wrap(f"{line.group}: {line.question}", 44)[:3])


def _key(axes: Axes, both: bool) -> None:
    from matplotlib.lines import Line2D

    marks = [("o", DARK_BLUE, "now"), ("D", ORANGE, "last time")][: 2 if both else 1]
    handles = [Line2D([], [], marker=marker, color=colour, label=label) for marker, colour, label in marks]
    axes.legend(handles=handles, loc="lower left", bbox_to_anchor=(0, 1), ncols=2, frameon=False, borderaxespad=0.2)


def _row(line: Line) -> dict[str, str]:
    return {
        "group": line.group,
        "question": line.question,
        "now": line.now.text,
        "between": _between(line.now.interval),
        "last time": line.before.text if line.before else "",
        "then between": _between(line.before.interval) if line.before else "",
    }


def _between(interval: Interval | None) -> str:
    return f"{interval[0]:.0%} to {interval[1]:.0%}" if interval else ""


def _alt(lines: Sequence[Line], nothing: bool) -> str:
    if not lines and not nothing:
        return "The survey has no results."
    told = [
        f"{line.group}, {line.question}: {line.now.text}" + (f", last time {line.before.text}" if line.before else "")
        for line in lines
    ]
    opening = NOTHING if nothing else "Shares who said yes, with intervals."
    return f"{opening} {'; '.join(told)}." if told else opening
