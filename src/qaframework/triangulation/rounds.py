"""Themes over time: which concerns are new, which stay, which come back, which went.

A state needs exposure: a round in which nobody looked says nothing, and a concern that nobody asked about again has
faded from view, not been resolved. What stays is told beside its base rate, because some themes come back in most
inspections whatever is done: only what comes back more often than new themes appear has persisted.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import attrs

from qaframework.moderation.estimates import Estimate, wilson
from qaframework.show import html_table, text_table
from qaframework.triangulation.cells import Said, mean_of
from qaframework.triangulation.evidence import sign_of
from qaframework.triangulation.sources import Source, words

RoundState = Literal["concern", "strength", "mixed", "silent", "unobserved"]
Trend = Literal["emerging", "persistent", "recurring", "resolved", "faded", "no concern", "nothing said", "one round"]

NAMED: frozenset[RoundState] = frozenset({"concern", "mixed"})
"""States in which a concern was voiced."""


@attrs.frozen(kw_only=True)
class ThemeTrend:
    """One theme across rounds.

    Attributes:
        theme: the theme.
        trend: emerging, persistent, recurring, resolved, faded; no concern where only strengths were voiced, and
            nothing said where nothing was; one round where there is nothing to compare with.
        states: its state in each round, in order.
        reason: what the trend rests on.
    """

    theme: str
    trend: Trend
    states: tuple[tuple[str, RoundState], ...]
    reason: str = ""

    def row(self) -> dict[str, Any]:
        """Return the trend as a plain row, with a column a round."""
        return {"theme": self.theme, "trend": self.trend, **dict(self.states), "why": self.reason}


def trend_of(states: Sequence[RoundState]) -> Trend:
    """Return the trend of a theme from its states, the earliest first. Rounds in which nobody looked say nothing.

    >>> trend_of(["silent", "concern"]), trend_of(["concern", "unobserved", "concern"])
    ('emerging', 'persistent')
    >>> trend_of(["concern", "strength", "concern"]), trend_of(["concern", "strength"]), trend_of(["concern", "silent"])
    ('recurring', 'resolved', 'faded')
    >>> trend_of(["strength", "silent"]), trend_of(["silent", "silent"])
    ('no concern', 'nothing said')
    """
    seen = [state for state in states if state != "unobserved"]
    named = [state in NAMED for state in seen]
    if not any(named):
        return "no concern" if "strength" in seen else "nothing said"
    if not named[-1]:
        return "resolved" if seen[-1] == "strength" else "faded"
    if not any(named[:-1]):
        return "emerging" if states[0] == "unobserved" or len(seen) > 1 else "one round"
    return "persistent" if named[-2] else "recurring"


def trends_of(said: Said, sources: Mapping[str, Source], clear: float) -> tuple[ThemeTrend, ...]:
    """Return the trend of every theme that a source speaks on or was asked about.

    Those nobody named count too: without them a theme would look as if it always came sooner or later.
    """
    rounds: defaultdict[str, list[Source]] = defaultdict(list)
    for one in sources.values():
        rounds[one.round].append(one)
    asked = {theme for one in sources.values() for theme in one.asked or ()}
    return tuple(_trend(theme, said.get(theme, {}), rounds, clear) for theme in sorted({*said, *asked}))


def _trend(
    theme: str, by_source: Mapping[str, Sequence[Any]], rounds: Mapping[str, Sequence[Source]], clear: float
) -> ThemeTrend:
    states: list[tuple[str, RoundState]] = []
    kinds: list[frozenset[str]] = []
    for label in sorted(rounds):
        speaking = [one for one in rounds[label] if one.id in by_source]
        if speaking:
            statements = [statement for one in speaking for statement in by_source[one.id]]
            states.append((label, sign_of(mean_of(statements), clear)))
            kinds.append(frozenset(one.kind for one in speaking))
        else:
            asked = any(one.looked_at(theme) and one.n != 0 for one in rounds[label])
            states.append((label, "silent" if asked else "unobserved"))
    trend = trend_of([state for _, state in states])
    return ThemeTrend(theme=theme, trend=trend, states=tuple(states), reason=_reason(trend, states, kinds))


def _reason(trend: Trend, states: Sequence[tuple[str, RoundState]], kinds: Sequence[frozenset[str]]) -> str:
    seen = [f"{state} {label}" for label, state in states if state != "unobserved"]
    told = ", ".join(seen)
    if trend in ("persistent", "recurring") and not frozenset.intersection(*kinds):
        names = ", ".join(sorted({words(kind) for at_once in kinds for kind in at_once}))
        told += f"; the rounds are of different kinds ({names}), so this may be more than one view of one time"
    raised_by = _raised_by(states, kinds)
    if trend == "resolved" and kinds[-1].isdisjoint(raised_by):
        names = " and ".join(words(kind) for kind in sorted(raised_by))
        told += f"; who raised it ({names}) has not said that it is over"
    if trend == "emerging" and len(seen) == 1:
        told += "; no earlier round says whether it looked"
    return told


def _raised_by(states: Sequence[tuple[str, RoundState]], kinds: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the kinds of source that spoke in the rounds in which a concern was voiced."""
    spoke = (state for _, state in states if state not in ("silent", "unobserved"))
    return frozenset(kind for state, at_once in zip(spoke, kinds, strict=True) if state in NAMED for kind in at_once)


@attrs.frozen(kw_only=True)
class BaseRate:
    """How often a theme named in one round is named in the next, beside how often one not named appears.

    Attributes:
        theme: the theme; empty for all together.
        again: the share named again of those named before.
        new: the share named of those not named before.
        lift: the one over the other; None where either is unknown or nothing new appears.
        persists: whether the two intervals are apart: only then does staying mean anything.
    """

    theme: str
    again: Estimate
    new: Estimate

    @property
    def lift(self) -> float | None:
        """How many times as often a named theme is named again as one not named appears."""
        again, new = self.again.value, self.new.value
        return None if again is None or not new else again / new

    @property
    def persists(self) -> bool | None:
        """Whether the interval of the one lies above that of the other; None where there is too little to say."""
        if self.again.interval is None or self.new.interval is None:
            return None
        return self.again.interval[0] > self.new.interval[1]


@attrs.frozen(repr=False)
class BaseRates:
    """Base rates of every theme, and of all together.

    Attributes:
        overall: all themes together.
        themes: each theme, by id.
    """

    overall: BaseRate
    themes: tuple[BaseRate, ...]

    def rows(self) -> list[dict[str, Any]]:
        """Return one row a theme, all together first, with counts before shares."""
        return [_rate_row(one) for one in (self.overall, *self.themes)]

    def __repr__(self) -> str:
        return text_table(self.rows())

    def _repr_html_(self) -> str:
        return html_table(self.rows(), caption="Named again, and named anew")


def _rate_row(one: BaseRate) -> dict[str, Any]:
    words_of = {True: "yes", False: "not told apart", None: "too few to say"}
    return {
        "theme": one.theme or "all together",
        "named before": one.again.n,
        "named again": _share(one.again),
        "not named before": one.new.n,
        "named anew": _share(one.new),
        "lift": "" if one.lift is None else f"{one.lift:.1f}",
        "stays": words_of[one.persists],
    }


def _share(one: Estimate) -> str:
    if one.value is None or one.interval is None:
        return ""
    return f"{round(one.value * one.n)} ({one.value:.0%}; {one.interval[0]:.0%} to {one.interval[1]:.0%})"


def base_rates(trends: Iterable[Iterable[ThemeTrend]]) -> BaseRates:
    """Return how often themes are named again and anew, from one round to the next that looked.

    Args:
        trends: the trends of one programme or, for a region or a country, of each: ``picture.trends``. Rounds of
            different programmes are never compared with each other.
    """
    pairs: Counter[tuple[str, bool, bool]] = Counter()
    for programme in trends:
        for one in programme:
            named = [state in NAMED for _, state in one.states if state != "unobserved"]
            pairs.update((one.theme, before, after) for before, after in itertools.pairwise(named))
    themes = sorted({theme for theme, _, _ in pairs})
    overall: Counter[tuple[str, bool, bool]] = Counter()
    for (_, before, after), count in pairs.items():
        overall["", before, after] += count
    return BaseRates(_rate("", overall), tuple(_rate(theme, pairs) for theme in themes))


def _rate(theme: str, pairs: Mapping[tuple[str, bool, bool], int]) -> BaseRate:
    again, new = (_estimate(pairs[theme, before, True], pairs[theme, before, False]) for before in (True, False))
    return BaseRate(theme=theme, again=again, new=new)


def _estimate(yes: int, no: int) -> Estimate:
    n = yes + no
    if not n:
        return Estimate(None, None, 0, "Wilson's interval, 95%", "no such pair of rounds")
    return Estimate(yes / n, wilson(yes, n), n, "Wilson's interval, 95%")
