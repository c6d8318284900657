"""Roll-ups: what is recommended for so many single children that it looks like a matter for the service."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import attrs

from qaframework.model.programme import Programme, by_id, in_one_order
from qaframework.moderation.estimates import Estimate, wilson
from qaframework.triangulation.following import Standing
from qaframework.triangulation.thresholds import Thresholds


@attrs.frozen(kw_only=True)
class RollUp:
    """A theme that child-level recommendations bring up so often that one for the service may be needed.

    Attributes:
        theme: the theme.
        children: for how many children it is recommended and still open.
        of: how many children were reviewed, or something was found about.
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

    Enough children (at least 3, and a fifth of those looked at), at least two reviewers, and no open recommendation for
    the service on that theme yet. A child counts once, however many recommendations there are for them.
    """
    within = set(activities)
    reviewed = {one.child for one in year.reviews if one.child and one.activity in within}
    looked_at = len(reviewed | {one.child for one in year.findings if one.child and one.activity in within})
    origins = _origins(year, within)
    by_theme: defaultdict[str, list[Standing]] = defaultdict(list)
    answered: set[str] = set()
    for name in sorted(standing):
        one = standing[name]
        if not one.open:
            continue
        if one.level == "service":
            answered.update(one.themes)
        elif name in origins:
            for theme in one.themes:
                by_theme[theme].append(one)
    least = max(limits.roll_up_children, math.ceil(limits.roll_up_share * looked_at))
    for theme in sorted(by_theme.keys() - answered):
        mine = by_theme[theme]
        children = len({origins[one.id][0] for one in mine})
        reviewers = len({origins[one.id][1] for one in mine})
        if children >= least and reviewers >= limits.roll_up_reviewers:
            yield RollUp(
                theme=theme,
                children=children,
                of=looked_at,
                reviewers=reviewers,
                share=Estimate(children / looked_at, wilson(children, looked_at), looked_at, "Wilson's interval, 95%"),
                recommendations=tuple(one.id for one in mine),
                central=_central(mine),
            )


def _origins(year: Programme, within: set[str]) -> dict[str, tuple[str, str]]:
    """Return of which child, and by whose reading, each recommendation came up, where it came from a child's."""
    reviews = {name: one for name, one in by_id(year.reviews).items() if one.activity in within}
    readers = {(one.activity, one.child): one.reviewer for one in in_one_order(year.reviews)}
    findings = {name: one for name, one in by_id(year.findings).items() if one.activity in within}
    origins = {}
    for one in year.recommendations:
        if (review := reviews.get(one.source)) and review.child:
            origins[one.id] = review.child, review.reviewer
        elif (finding := findings.get(one.source)) and finding.child:
            reader = readers.get((finding.activity, finding.child), f"activity {finding.activity}")
            origins[one.id] = finding.child, reader
    return origins


def _central(mine: Sequence[Standing]) -> str:
    """Return the recommendation whose themes most others of them share in full; of several, the first by id."""
    combinations = Counter(frozenset(one.themes) for one in mine)
    alike = {
        themes: sum(count for others, count in combinations.items() if themes <= others) for themes in combinations
    }
    return min(mine, key=lambda one: (-alike[frozenset(one.themes)], one.id)).id
