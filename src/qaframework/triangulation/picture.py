"""The picture: what all the sources of a programme say together, and how that is known."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Any

import attrs

from qaframework.errors import SettingsError, UnknownNameError
from qaframework.model.programme import Programme, by_id, insist
from qaframework.model.templates import Theme
from qaframework.plugins import Plugins
from qaframework.show import WIDTH, html_table, text_table
from qaframework.triangulation.cells import by_theme_and_source
from qaframework.triangulation.convergence import ThemeResult, theme_result
from qaframework.triangulation.evidence import LeftOut, Statement, statements_of
from qaframework.triangulation.following import (
    Alert,
    Standing,
    alerts_of,
    by_theme,
    naming_no_theme,
    standings,
)
from qaframework.triangulation.looking import Gap, Pair, blind_spots, pairs_of, silences
from qaframework.triangulation.matrix import Matrix, matrix_of
from qaframework.triangulation.roll_ups import RollUp, roll_ups
from qaframework.triangulation.rounds import BaseRates, ThemeTrend, base_rates, trends_of
from qaframework.triangulation.sources import RoundOf, Source, Window, kinds_of, sources_of
from qaframework.triangulation.tally import Tally, tally
from qaframework.triangulation.taxonomy import confined, one_or_more, taxonomy
from qaframework.triangulation.thread import Thread, thread_of
from qaframework.triangulation.thresholds import Thresholds
from qaframework.triangulation.told import LEVELS, headline_of

if TYPE_CHECKING:
    import networkx


@attrs.frozen(kw_only=True, repr=False, eq=False)
class Picture:
    """What all the sources of a programme say together about each theme, and how that is known.

    There is no score: a theme has a level with its reason, and everything the level rests on can be looked at.

    Attributes:
        year: the programme.
        today: the day the picture is of.
        themes: what is said on each theme: contested first, then concerns before strengths, best borne out first.
        sources: each activity as a source, by id.
        statements: everything that is said on a theme; what its source says counts where ``source.evidence``.
        left_out: what is not counted, with the reason.
        standings: where each recommendation stands, by id.
        trends: each theme across rounds.
        gaps: silences, and blind spots: expected themes on which no source speaks.
        roll_ups: what looks like a matter for the service, from recommendations for single children.
        alerts: what to ask, by letter and theme.
        titles, parents: the titles and the wider themes of all themes, by id.
        expected: the themes a service is expected to know about.
        min_sources: how many kinds of source have to agree for corroborated.
        thresholds: the other numbers.
    """

    year: Programme
    today: date
    themes: tuple[ThemeResult, ...]
    sources: Mapping[str, Source]
    statements: tuple[Statement, ...]
    left_out: tuple[LeftOut, ...]
    standings: Mapping[str, Standing]
    trends: tuple[ThemeTrend, ...]
    gaps: tuple[Gap, ...]
    roll_ups: tuple[RollUp, ...]
    alerts: tuple[Alert, ...]
    titles: Mapping[str, str]
    parents: Mapping[str, str]
    expected: frozenset[str]
    min_sources: int
    thresholds: Thresholds

    @functools.cached_property
    def graph(self) -> networkx.MultiDiGraph[Any]:
        """The typed graph of activities, findings, themes, recommendations, actions, impact and responses.

        Made when it is first asked for; the relation is the key of an edge, ids are text.
        """
        from qaframework.triangulation.graph import graph_of

        return graph_of(self)

    @functools.cached_property
    def child_numbers(self) -> Mapping[str, int]:
        """A number for each child a finding or review is about, so that the graph holds no pseudonym."""
        named = {one.child for one in self.statements}
        named |= {review.child for review in self.year.reviews}
        return {child: number for number, child in enumerate(sorted(filter(None, named)), start=1)}

    @property
    def dissonant(self) -> tuple[ThemeResult, ...]:
        """The themes on which one kind of source clearly sees a strength and another clearly a concern."""
        return tuple(one for one in self.themes if one.dissonant)

    @property
    def blind_spots(self) -> tuple[Gap, ...]:
        """The expected themes on which no source speaks."""
        return tuple(one for one in self.gaps if one.kind == "blind spot")

    @property
    def pairs(self) -> tuple[Pair, ...]:
        """How each two kinds of source stand to each other on each theme."""
        return tuple(pair for one in self.themes for pair in pairs_of(one, self.thresholds))

    def theme(self, name: str) -> ThemeResult:
        """Return what is said on one theme.

        Raises:
            UnknownNameError: no source speaks on it.
        """
        found = {one.theme: one for one in self.themes}
        if name not in found:
            raise UnknownNameError("theme with evidence", name, found)
        return found[name]

    def matrix(self) -> Matrix:
        """Return theme by kind of source, with direction, units and how many were looked at."""
        told = ("speaks", "silent")
        kinds = sorted({cell.kind for one in self.themes for cell in one.cells if cell.state in told})
        return matrix_of([(one.theme, one.title, (one.level, one.direction), one.cells) for one in self.themes], kinds)

    @property
    def unasked(self) -> tuple[str, ...]:
        """The kinds of source that say nothing, and of which nobody has recorded what they looked at."""
        told = {source.kind for source in self.sources.values() if source.asked is not None}
        told |= {self.sources[one.source].kind for one in self.statements}
        return tuple(sorted({source.kind for source in self.sources.values()} - told))

    def thread(self, theme: str) -> Thread:
        """Return one theme followed through every source, down to where each statement stands.

        Raises:
            UnknownNameError: there is no such theme.
        """
        return thread_of(self, theme)

    def base_rates(self) -> BaseRates:
        """Return how often a theme named in one round is named in the next, beside how often a new one appears."""
        return base_rates([self.trends])

    def tally(self, authority: str) -> Tally:
        """Return the recommendations as counts that hold nobody, so that a region can add those of its authorities.

        Args:
            authority: whose they are. One authority may be in a sum only once.
        """
        return tally(self._recommended(authority))

    def _recommended(self, authority: str) -> Iterator[tuple[Any, ...]]:
        reviews = by_id(self.year.reviews)
        findings = by_id(self.year.findings)
        for one in self.year.recommendations:
            standing = self.standings.get(one.id)
            if standing is None or standing.gone:
                continue
            origin = reviews.get(one.source) or findings.get(one.source)
            source = self.sources.get(origin.activity if origin else one.source)
            kind, round_ = (source.kind, source.round) if source else ("not known", f"{one.raised_on:%Y-%m}")
            child = origin.child if origin else None
            yield one.id, authority, kind, round_, one.level, child, "concern", standing.step, standing.themes

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a theme, for a data frame."""
        return [one.row() for one in self.themes]

    def headline(self) -> str:
        """Return the counts in three sentences; without any evidence that nothing can be said, and how to begin."""
        return headline_of(self)

    def __repr__(self) -> str:
        if not self.themes:
            return "\n".join(textwrap.wrap(self.headline(), WIDTH))
        rows = [{name: row[name] for name in ("theme", "level", "direction", "sources", "echo")} for row in self.rows()]
        alerts = [f"{one.letter}  {one.theme}: {one.message}" for one in self.alerts]
        return "\n".join([self.headline(), "", text_table(rows), "", *alerts])

    def _repr_html_(self) -> str:
        if not self.themes:
            return f"<p>{self.headline()}</p>"
        alerts = html_table([one.row() for one in self.alerts], caption="What to ask", budget=3 * 1024)
        return f"<p>{self.headline()}</p>{self.matrix().html(6 * 1024)}{alerts}"


def triangulate(
    year: Programme,
    themes: Iterable[str | Theme] | Mapping[str, Theme] | None = None,
    window: Window | None = None,
    min_sources: int = 2,
    plugins: Plugins | None = None,
    today: date | None = None,
    *,
    expected: Iterable[str] | None = None,
    national: Mapping[str, float] | None = None,
    round_of: RoundOf = "month",
    perspectives: Mapping[str, str] | None = None,
    by_reviewer: bool = False,
    by_family: bool = True,
    count_peers: bool = False,
    thresholds: Thresholds | None = None,
) -> Picture:
    """Say what all the sources of a programme say together about each theme, and how that is known.

    Args:
        year: the programme.
        themes: only these, by id; or a taxonomy of your own. None for every theme there is.
        window: first and last day; only activities whose last day lies in it speak. None for all.
        min_sources: how many kinds of source have to agree for corroborated. With six kinds of source a year or fewer
            two is right; say so beside what you report.
        plugins: whose themes to know; None for the built-in plugin and whatever is installed.
        today: the day the picture is of; None for the last day on which anything in the programme happened.
        expected: the themes a service is expected to know about, for blind spots; None for all.
        national: for each theme the share of findings elsewhere that are about it, so that a blind spot counts only
            where chance would have brought some.
        round_of: what makes a round: ``"month"``, ``"quarter"``, ``"year"`` (from April), or a function of an activity.
        perspectives: from where your own kinds of activity look, by kind.
        by_reviewer: whether what one reviewer says of several children in a round counts once.
        by_family: whether brothers and sisters count once.
        count_peers: whether what a peer challenge says counts. It is what peers think of what they were shown, and no
            evidence about children; it stays in the matrix, in brackets, either way.
        thresholds: the other numbers.

    Returns:
        The picture: levels with their reasons, never one score.

    Raises:
        SettingsError: a threshold, a window or a number of sources that makes no sense.
        UnknownNameError: there is no such theme or kind of round.
        TypeError: something else than a programme or a day was given.

    >>> import qaframework as qa
    >>> picture = qa.triangulate(qa.example("city-of-london-2023-24"))
    >>> picture.theme("iro").level, picture.theme("rel").echo
    ('contested', ('PAR-2024-02',))
    """
    insist(year, today)
    limits = thresholds or Thresholds()
    if not isinstance(min_sources, int) or min_sources < 1:
        raise SettingsError(f"min_sources is a whole number from 1, and {min_sources!r} was given")
    known, only = taxonomy(themes, plugins)
    today = today or _last_day(year)
    sources = sources_of(year, window=window, round_of=round_of, perspectives=perspectives, count_peers=count_peers)
    statements, left_out = statements_of(year, sources, by_reviewer=by_reviewer, by_family=by_family)
    if only is not None:
        statements, others = confined(statements, only, known)
        left_out += others
    heard = by_theme_and_source(statements)
    said = by_theme_and_source(one for one in statements if sources[one.source].evidence)
    evidence = {name: one for name, one in sources.items() if one.evidence}
    kinds = kinds_of(sources.values())
    results = [
        theme_result(
            theme,
            known[theme].title if theme in known else theme,
            heard[theme],
            sources,
            kinds,
            min_sources=min_sources,
            limits=limits,
            known=theme in known,
        )
        for theme in sorted(said)
    ]
    results.sort(key=_order)
    standing = standings(year, today)
    recommended = by_theme(standing.values())
    unnamed = naming_no_theme(standing.values())
    responses = {name: [one for one in year.responses if one.theme == name] for name in said}
    wanted = (frozenset(known) if expected is None else frozenset(one_or_more(expected))) if only is None else only
    alerts = [
        alert
        for one in results
        for alert in alerts_of(one, recommended.get(one.theme, []), responses[one.theme], today, limits, unnamed)
    ]
    return Picture(
        year=year,
        today=today,
        themes=tuple(results),
        sources=sources,
        statements=tuple(statements),
        left_out=tuple(left_out),
        standings=standing,
        trends=tuple(one for one in trends_of(said, evidence, limits.clear) if only is None or one.theme in only),
        gaps=(
            *chain.from_iterable(silences(one, kinds) for one in results),
            *blind_spots(wanted, heard, sources.values(), len(statements), national, limits),
        ),
        roll_ups=tuple(one for one in roll_ups(year, standing, sources, limits) if only is None or one.theme in only),
        alerts=tuple(sorted(alerts, key=lambda one: (one.letter, one.theme))),
        titles={name: known[name].title if name in known else name for name in sorted({*known, *said})},
        parents={name: one.parent for name, one in known.items() if one.parent},
        expected=wanted,
        min_sources=min_sources,
        thresholds=limits,
    )


def _last_day(year: Programme) -> date:
    days: Iterator[date | None] = chain(
        (one.end for one in year.activities),
        (one.completed_on for one in year.reviews),
        (one.raised_on for one in year.recommendations),
        (one.on for one in year.updates),
        (one.told_back_on for one in year.responses),
    )
    return max((day for day in days if day is not None), default=date.min)


def _order(one: ThemeResult) -> tuple[object, ...]:
    """Contested first, then concerns before strengths, best borne out first; weights only break ties."""
    sides = ("mixed", "concern", "strength")
    weight = one.concern_weight + one.strength_weight
    return sides.index(one.direction), LEVELS.index(one.level), -len(one.agreeing), -weight, one.theme
