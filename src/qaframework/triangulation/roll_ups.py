"""Roll-ups: what is recommended for so many single children that it looks like a matter for the service."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from qaframework.model.programme import Programme, by_id
from qaframework.moderation.estimates import Estimate, wilson
from qaframework.triangulation.following import Standing
from qaframework.triangulation.thresholds import Thresholds


@attrs.frozen(kw_only=True)
class RollUp:
    """A theme that child-level recommendations bring up so often that one for the service may be needed.

    Attributes:
        theme: the theme.
        children: for how many children it is recommended and still open.
        of: how many children were reviewed.
        reviewers: how many reviewers brought it up.
        share: the share of children, with its interval.
        recommendations: the evidence: the open child-level recommendations.
        central: the one most like the others: most of them are about all its themes.
    """

    theme: str
    children: int
    of: int
    reviewers: int
    share: Estimate
    recommendations: tuple[str, ...]
    central: str

    def row(self) -> dict[str, object]:
        """Return the suggestion as a plain row."""
        low, high = self.share.interval or (0.0, 0.0)
        return {
            "theme": self.theme,
            "children": self.children,
            "of": self.of,
            "between": f"{low:.0%} and {high:.0%}",
            "reviewers": self.reviewers,
            "start from": self.central,
            "recommendations": ", ".join(self.recommendations),
        }


def roll_ups(
    year: Programme, standing: Mapping[str, Standing], activities: Iterable[str], limits: Thresholds
) -> Iterator[RollUp]:
    """Yield the themes whose child-level recommendations look like one for the service.

    Enough children (at least 3, and a fifth of those reviewed), at least two reviewers, and no open recommendation for
    the service on that theme yet. A child counts once, however many recommendations there are for them.
    """
    within = set(activities)
    reviews = {name: one for name, one in by_id(year.reviews).items() if one.activity in within}
    reviewed = len({one.child for one in reviews.values() if one.child})
    sources = {one.id: one.source for one in year.recommendations}
    by_theme: defaultdict[str, list[Standing]] = defaultdict(list)
    answered: set[str] = set()
    for name in sorted(standing):
        one = standing[name]
        if not one.open:
            continue
        if one.level == "service":
            answered.update(one.themes)
        elif (review := reviews.get(sources[name])) and review.child:
            for theme in one.themes:
                by_theme[theme].append(one)
    least = max(limits.roll_up_children, math.ceil(limits.roll_up_share * reviewed))
    for theme in sorted(by_theme.keys() - answered):
        mine = by_theme[theme]
        read = [reviews[sources[one.id]] for one in mine]
        children, reviewers = len({one.child for one in read}), len({one.reviewer for one in read})
        if children >= least and reviewers >= limits.roll_up_reviewers:
            yield RollUp(
                theme=theme,
                children=children,
                of=reviewed,
                reviewers=reviewers,
                share=Estimate(children / reviewed, wilson(children, reviewed), reviewed, "Wilson's interval, 95%"),
                recommendations=tuple(one.id for one in mine),
                central=_central(mine),
            )


def _central(mine: Sequence[Standing]) -> str:
    """Return the recommendation whose themes most others of them share in full; of several, the first by id."""
    combinations = Counter(frozenset(one.themes) for one in mine)
    alike = {
        themes: sum(count for others, count in combinations.items() if themes <= others) for themes in combinations
    }
    return min(mine, key=lambda one: (-alike[frozenset(one.themes)], one.id)).id
